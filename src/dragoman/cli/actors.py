"""`dragoman actors`: looking things up in the book of actors."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.days import parse_day_option

if TYPE_CHECKING:
    from dragoman.actors.entries import Candidate
    from dragoman.cli.render import Line

FIND_EPILOG = """
\b
Examples:
  dragoman actors find "top diplomat" --on 2025-08-23
  dragoman actors find "NATO's head" --on 2020-01-15
  dragoman actors find Moscow
  dragoman actors find "the mediator" --actors my-actors.yaml --on 2024-03-04
"""


def register(app: typer.Typer) -> None:
    """Add the command group to the application."""
    group = typer.Typer(no_args_is_help=True, help="Look up who is who on a day.", rich_markup_mode=None)
    group.command("find", epilog=FIND_EPILOG)(find_actors)
    group.callback()(_keep_as_group)
    app.add_typer(group, name="actors")


def _keep_as_group() -> None:
    """Look up who is who on a day."""


def find_actors(
    query: Annotated[str, typer.Argument(help="A name, an office, or a description of somebody.", show_default=False)],
    on: Annotated[
        date | None,
        typer.Option(parser=parse_day_option, metavar="DATE", help="The day that counts.", show_default=False),
    ] = None,
    actors: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.yaml",
            help="Your own actors; they win over the built-in ones.",
            exists=True,
            dir_okay=False,
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line, one line an actor.")] = False,
) -> None:
    """Show everybody whom a name, an office or a description can mean, and why.

    The exit status is 1 where the book knows nobody.
    """
    from dragoman.actors.book import book

    chosen = book().with_user(actors) if actors else book()
    candidates = chosen.find(query, on)
    if not candidates:
        when = f" on {on.isoformat()}" if on else ""
        typer.echo(f"dragoman: the book knows nobody by {query!r}{when}", err=True)
        raise typer.Exit(1)
    if as_json:
        for candidate in candidates:
            typer.echo(json.dumps(_to_json(candidate, on)))
        return
    from rich.console import Console

    from dragoman.cli.render import show

    show(Console(), [line for candidate in candidates for line in render_candidate(candidate)])


def render_candidate(candidate: Candidate) -> list[Line]:
    """Return two lines: who it is, with type, code and role; and why it is a candidate."""
    from rich.text import Text

    from dragoman.cli.render import INDENT, STYLES, Line, clean

    entry = candidate.entry
    text = Text(clean(entry.name), STYLES["who"])
    for fact in (entry.type.replace("_", " "), entry.code, str(candidate.role) if candidate.role else None):
        if fact:
            text.append(" · ").append(clean(fact))
    if not candidate.certain:
        text.append(" · ").append("not certain", STYLES["doubt"])
    return [Line(text), Line(Text(clean(candidate.reason), STYLES["about"]), INDENT)]


def _to_json(candidate: Candidate, on: date | None) -> dict[str, Any]:
    """Return the contract's actor, with the role that makes it a candidate, and why."""
    role = asdict(candidate.role.role) if candidate.role else None
    actor = asdict(candidate.entry.to_actor(on=on))
    return actor | {"role": role, "reason": candidate.reason, "certain": candidate.certain}
