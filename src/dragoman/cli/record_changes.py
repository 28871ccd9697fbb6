"""The commands that judge what is in the record: reviews of rows, merges and splits of actors."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import typer

from dragoman.cli.record_options import (
    CsvOption,
    JsonOption,
    LimitOption,
    RecordOption,
    open_record,
    print_csv,
    print_json,
)
from dragoman.errors import DataError

KeyArgument = Annotated[
    str, typer.Argument(metavar="ID", help="Of a statement, event or position.", show_default=False)
]
ByOption = Annotated[
    str | None,
    typer.Option("--by", envvar="DRAGOMAN_REVIEWER", metavar="NAME", help="Who reviews.", show_default=False),
]
NoteOption = Annotated[str | None, typer.Option(metavar="TEXT", help="Why.", show_default=False)]
REVIEW_EPILOG = """
\b
Examples:
  dragoman review confirm s3kq7hx2mzpa -r talks.db --by Ana
  dragoman review correct s3kq7hx2mzpa speakers="Anna Berg" act=deny -r talks.db
  dragoman review correct p7d2 condition=null stance=accept -r talks.db
  dragoman review reject e5a9 --note "an earlier meeting" -r talks.db
  dragoman review retract r2c8 -r talks.db
"""


def register(app: typer.Typer, actors: typer.Typer) -> None:
    """Add the group `review`, and what changes actors to the group `actors`."""
    group = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        epilog=REVIEW_EPILOG,
        help="Confirm, correct or reject rows; every review can be taken back.",
    )
    group.command("confirm")(confirm)
    group.command("correct", epilog=REVIEW_EPILOG)(correct)
    group.command("reject")(reject)
    group.command("retract")(retract)
    group.command("list")(list_reviews)
    app.add_typer(group, name="review")
    actors.command("list")(list_actors)
    actors.command("merge")(merge)
    actors.command("split")(split)


def confirm(key: KeyArgument, record: RecordOption, by: ByOption = None, note: NoteOption = None) -> None:
    """Say that a row is right; it then stays, whatever a later model reads."""
    _review(record, key, "confirm", {}, by, note)


def correct(
    key: KeyArgument,
    changes: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE...",
            help="What is right: speakers=NAME, stance=accept, when=2025-08-12, condition=null, content=WORDS; several "
            "actors as a JSON list.",
            show_default=False,
        ),
    ],
    record: RecordOption,
    by: ByOption = None,
    note: NoteOption = None,
) -> None:
    """Put a row right; the corrected row takes the place of what the machine read."""
    _review(record, key, "correct", dict(map(_change, changes)), by, note)


def reject(key: KeyArgument, record: RecordOption, by: ByOption = None, note: NoteOption = None) -> None:
    """Say that a row is wrong; it no longer counts."""
    _review(record, key, "reject", {}, by, note)


def retract(
    key: Annotated[str, typer.Argument(metavar="REVIEW", help="Id of the review.", show_default=False)],
    record: RecordOption,
    by: ByOption = None,
) -> None:
    """Take a review back."""
    with open_record(record) as opened:
        review = opened.retract(key, by=by)
    typer.echo(f"{review.key}: the {review.verdict} of {review.target} is taken back")


def list_reviews(record: RecordOption, as_json: JsonOption = False) -> None:
    """List all reviews, those taken back included."""
    with open_record(record) as opened:
        rows = opened.reviews()
    if as_json:
        print_json([{**_shown(row)} for row in rows])
        return
    from dragoman.cli.record_tables import show_table

    show_table("reviews", rows)


def _shown(review: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return {name: value for name, value in asdict(review).items() if name != "row"}


def _review(
    record: str,
    key: str,
    verdict: Literal["confirm", "correct", "reject"],
    changes: dict[str, Any],
    by: str | None,
    note: str | None,
) -> None:
    with open_record(record) as opened:
        review = opened.review(key, verdict, changes=changes, reviewer=by, note=note)
    typer.echo(f"{review.key}: {verdict} {key}")


def _change(text: str) -> tuple[str, Any]:
    """Return field and value of FIELD=VALUE; true, false, null and JSON lists are what they say, all else is text."""
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise DataError(f"{text!r} is no FIELD=VALUE")
    if value in ("true", "false", "null") or value.startswith(("[", '"')):
        try:
            return name, json.loads(value)
        except ValueError as error:
            raise DataError(f"the value of {name} is no JSON: {error}") from None
    return name, value


def list_actors(
    record: RecordOption,
    name: Annotated[str | None, typer.Argument(help="A name or a word of one.", show_default=False)] = None,
    type: Annotated[
        str | None, typer.Option(metavar="TYPE", help="person, state, unnamed …", show_default=False)
    ] = None,
    limit: LimitOption = 50,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List the actors of a record, those of the most articles first."""
    from dragoman.views.actors import list_actors as find

    with open_record(record) as opened:
        rows = find(opened, name=name, type=type, limit=limit)
    if as_json:
        print_json(rows)
    elif as_csv:
        columns = ("key", "name", "type", "country", "code", "wikidata", "aliases", "roles", "merged", "articles")
        print_csv([{column: _cell(getattr(row, column)) for column in columns} for row in rows], columns)
    else:
        from dragoman.cli.record_tables import show_table

        show_table("actors", rows)


def _cell(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, tuple) else value


def merge(
    one: Annotated[
        str, typer.Argument(metavar="A", help="Name or id of the actor that is not one.", show_default=False)
    ],
    into: Annotated[str, typer.Argument(metavar="B", help="Name or id of whom it is.", show_default=False)],
    record: RecordOption,
    by: ByOption = None,
    note: NoteOption = None,
) -> None:
    """Let two actors of the record be one; `dragoman review retract` takes it back."""
    with open_record(record) as opened:
        review = opened.merge_actors(_one(opened, one), _one(opened, into), reviewer=by, note=note)
    typer.echo(f"{review.key}: {one} counts as {into}")


def split(
    actor: Annotated[str, typer.Argument(metavar="A", help="Name or id of the actor.", show_default=False)],
    record: RecordOption,
    article: Annotated[
        list[str],
        typer.Option("--article", metavar="ID", help="An article in which it is another.", show_default=False),
    ],
    name: Annotated[str, typer.Option(metavar="NAME", help="What that other is called.", show_default=False)],
    country: Annotated[str | None, typer.Option(metavar="ISO3", help="Of that other.", show_default=False)] = None,
    by: ByOption = None,
    note: NoteOption = None,
) -> None:
    """Let an actor be another one in some articles; `dragoman review retract` takes it back."""
    with open_record(record) as opened:
        review = opened.split_actor(
            _one(opened, actor), articles=article, name=name, country=country, reviewer=by, note=note
        )
    typer.echo(f"{review.key}: {actor} is another one, {name} ({review.changes['into']}), in {len(article)} articles")


def _one(record: Any, named: str) -> str:
    """Return the key of the one actor that a name or key means."""
    from dragoman.views.actors import list_actors as find

    rows = find(record, name=named, limit=6)
    if len(rows) == 1 or (rows and rows[0].key == named):
        return str(rows[0].key)
    shown = "; ".join(f"{row.key} ({row.name}, {row.type}, {row.country or 'country unknown'})" for row in rows)
    raise DataError(f"{named!r} can be several actors: {shown}. Name one by its id" if rows else f"nobody is {named!r}")
