"""What the commands of the record have in common: their options, opening the record, and plain output."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.days import parse_day_option
from dragoman.dates import PartialDate

if TYPE_CHECKING:
    from dragoman.dossier import Dossier
    from dragoman.record.store import Record
    from dragoman.views.filters import Filter


def parse_since(text: str) -> str:
    """Return the first day of a date that may be a month or a year, or end the run with a usage error."""
    return _partial(text).earliest.isoformat()


def parse_until(text: str) -> str:
    """Return the last day of a date that may be a month or a year, or end the run with a usage error."""
    return _partial(text).latest.isoformat()


def _partial(text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


ROWS = 50  # two screens

RecordOption = Annotated[
    str,
    typer.Option(
        "--record",
        "-r",
        envvar="DRAGOMAN_RECORD",
        metavar="FILE|URL",
        help="The record: a file, or postgresql://USER@HOST/NAME.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print comma-separated values with a line of names.")]
PartyOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="A party and everybody who acts for it.", show_default=False),
]
AboutOption = Annotated[str | None, typer.Option(metavar="WORDS", help="Words it must have.", show_default=False)]
IssueOption = Annotated[str | None, typer.Option(metavar="ISSUE", help="Id of an issue.", show_default=False)]
TowardOption = Annotated[str | None, typer.Option(metavar="NAME", help="Whom it is directed at.", show_default=False)]
SinceOption = Annotated[
    str | None,
    typer.Option(
        parser=parse_since,
        metavar="DATE",
        help="Published on or after (2025, 2025-06, 2025-06-01).",
        show_default=False,
    ),
]
UntilOption = Annotated[
    str | None,
    typer.Option(parser=parse_until, metavar="DATE", help="Published on or before.", show_default=False),
]
HolderOption = Annotated[str | None, typer.Option(metavar="NAME", help="Whose position.", show_default=False)]
WithOption = Annotated[str | None, typer.Option("--with", metavar="NAME", help="Who takes part.", show_default=False)]
OnOption = Annotated[
    date | None,
    typer.Option(
        parser=parse_day_option,
        metavar="DATE",
        help="As of this day; the latest article's if not given.",
        show_default=False,
    ),
]
PublisherOption = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet.", show_default=False)]
ArticleOption = Annotated[str | None, typer.Option(metavar="ID", help="Only of this article.", show_default=False)]
LimitOption = Annotated[int, typer.Option(min=0, metavar="N", help="At most so many rows; 0 for all.")]
ReviewedOption = Annotated[bool, typer.Option("--reviewed", help="Only what people confirmed or corrected.")]
DossierOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE.yaml", help="The negotiation: its parties, speakers, issues, days.", show_default=False),
]


def open_record(target: str, *, create: bool = False) -> Record:
    """Open the record that an option names."""
    from dragoman.record.store import Record

    return Record.open(target, create=create)


def read_dossier(path: Path | None) -> Dossier | None:
    """Return the dossier that an option names, None where there is none."""
    from dragoman.dossier import load_dossier

    return load_dossier(path) if path else None


def make_filter(**wanted: Any) -> Filter:
    """Return the filter that options ask for."""
    from dragoman.views.filters import Filter

    return Filter(**wanted)


def print_json(rows: Iterable[Any]) -> None:
    """Print dataclasses as one line of JSON each; ASCII, so that any text can be written anywhere."""
    for row in rows:
        typer.echo(json.dumps(asdict(row) if is_dataclass(row) and not isinstance(row, type) else row))


def print_csv(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    """Print rows as comma-separated values under a line of names."""
    import csv
    import io

    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    typer.echo(text.getvalue(), nl=False)


def print_lists(rows: Sequence[Any], *, of: str, as_json: bool, as_csv: bool) -> None:
    """Print statements, positions, events or meetings as JSON, as CSV, or as a table for people."""
    if as_json:
        print_json(rows)
    elif as_csv:
        from dragoman.export.table import columns_of, flatten

        print_csv([flatten(row) for row in rows], columns_of(of))
    else:
        from dragoman.cli.record_tables import show_table

        show_table(of, rows)
