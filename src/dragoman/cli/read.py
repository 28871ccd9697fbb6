"""`dragoman read`: articles in, statements out, for people or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.cli.collecting import collect_rarely
from dragoman.cli.days import parse_day_option
from dragoman.cli.progress import show_progress
from dragoman.reader import BATCH_ARTICLES, Outcome, Reader
from dragoman.sources import iter_articles
from dragoman.sources.day import parse_day

EPILOG = """
\b
Examples:
  dragoman read article.txt
  dragoman read --published 2025-08-23 notes.txt more.txt
  dragoman read --json articles/ > readings.jsonl
  dragoman read --json articles.jsonl | jq '.attributions[].content.text'
  curl -s https://example.org/article.txt | dragoman read -
"""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("read", epilog=EPILOG)(read_articles)


def read_articles(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Text files, JSON Lines (.jsonl), CSV (.csv), folders of .txt and .jsonl, or - for standard input.",
            show_default=False,
        ),
    ],
    published: Annotated[
        date | None,
        typer.Option(
            parser=parse_day_option,
            metavar="DATE",
            help="The day of publication (2025-08-23) of articles that do not name theirs.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a line, one line an article, in input order.")
    ] = False,
    jsonl: Annotated[
        bool,
        typer.Option("--jsonl", help="Read the files named, or standard input, as JSON Lines whatever their names."),
    ] = False,
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
    batch_size: Annotated[
        int, typer.Option(min=1, metavar="N", help="Articles that go through the model together.")
    ] = BATCH_ARTICLES,
    threads: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Threads for the model; all cores if not given.", show_default=False),
    ] = None,
) -> None:
    """Read articles and show who said what, in whose words, and when.

    An article that cannot be read is reported on standard error with its place, the others are read, and the exit
    status is 1 at the end.
    """
    collect_rarely()
    reader = Reader(actors=actors, threads=threads, batch_articles=batch_size)
    incoming = iter_articles(paths, published=published, json_lines=jsonl)
    print_outcome = _print_json if as_json else _human_printer()
    failures = 0
    with show_progress(paths, json_lines=jsonl, beside_output=True) as advance:
        for done, outcome in enumerate(reader.read_all(incoming), start=1):
            failures += outcome.error is not None
            _print_notices(outcome)
            print_outcome(outcome)
            advance(done)
    if failures:
        raise typer.Exit(1)


def _print_notices(outcome: Outcome) -> None:
    """Report the article's error and its warnings on standard error."""
    if outcome.error:
        print(f"dragoman: {outcome.error}", file=sys.stderr)
    for warning in outcome.reading.warnings if outcome.reading else ():
        print(f"dragoman: {outcome.incoming.where}: warning: {warning}", file=sys.stderr)


def _print_json(outcome: Outcome) -> None:
    """Print the outcome as one line of ASCII; lone surrogates are escaped, so that any text can be written."""
    data: dict[str, Any] = outcome.reading.to_json() if outcome.reading else _failure(outcome)
    data["origin"] = {"path": outcome.incoming.path, "line": outcome.incoming.line}
    sys.stdout.write(json.dumps(data) + "\n")
    sys.stdout.flush()


def _failure(outcome: Outcome) -> dict[str, Any]:
    """Return what stands in the output for an article that cannot be read: what is known of it, and why."""
    article: dict[str, Any] = dict.fromkeys(("id", "published", "publisher", "title", "url", "language", "text"))
    article.update(outcome.incoming.known)
    if (read := outcome.incoming.article) is not None:
        article.update({name: getattr(read, name) for name in article})
        article["published"] = read.published.isoformat() if read.published else None
    elif article["published"] is not None:
        article["published"] = _iso_day(article["published"])
    return {"article": article, "error": str(outcome.error)}


def _iso_day(text: str) -> str | None:
    try:
        return parse_day(text).isoformat()
    except ValueError:
        return None


def _human_printer() -> Callable[[Outcome], None]:
    from rich.console import Console

    from dragoman.cli.render import render_reading, show

    console = Console()

    def print_outcome(outcome: Outcome) -> None:
        if outcome.reading:
            show(console, render_reading(outcome.reading, where=outcome.incoming.where))

    return print_outcome
