"""The command `dragoman`: it parses, calls one function of the library, and prints.

Each module beside this one has a function `register(app)` that adds its commands; `GROUPS` names them. They must import
their heavy parts inside their commands, since every run of `dragoman` imports every group.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Annotated

import typer

from dragoman import __version__
from dragoman.errors import DragomanError

GROUPS = ("read", "actors", "record")

OK, FAILURE = 0, 1  # a usage error is 2 and Ctrl-C is 130, both given by Typer


def main() -> None:
    """Run the command line of this process and end it with the exit status."""
    sys.exit(run())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0, 1 for an error, 2 for a usage error, 130 for Ctrl-C.

    Args:
        arguments: the words after `dragoman`; those of this process if None.
    """
    _write_anything()
    try:
        make_app()(args=None if arguments is None else list(arguments), prog_name="dragoman")
    except DragomanError as error:
        print(f"dragoman: {error}", file=sys.stderr)
        return FAILURE
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else OK if end.code is None else FAILURE
    return OK


def make_app() -> typer.Typer:
    """Return the application with every command group that is installed."""
    app = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,  # plain help: it is the same in a pipe, and starts without Rich
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for name in GROUPS:
        module = f"{__name__}.{name}"
        if importlib.util.find_spec(module):
            importlib.import_module(module).register(app)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"dragoman {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Read dated news of a negotiation: who said what, in whose words, and when.

    Start with: dragoman read article.txt
    """


def _write_anything() -> None:
    """Let characters that the terminal's encoding lacks be replaced rather than end the run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
