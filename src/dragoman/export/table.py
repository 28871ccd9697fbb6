"""Tables: one kind of row as CSV or Parquet, every row with its article, date and sentence."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any, BinaryIO, Final

from dragoman.record.store import Record
from dragoman.views.citing import ActorRef, Citation, Outlet
from dragoman.views.filters import Filter
from dragoman.views.lists import list_events, list_positions, list_statements
from dragoman.views.meetings import Meeting, list_meetings
from dragoman.views.rows import EventRow, PositionRow, Statement

Cells = dict[str, str | float | bool | int | None]
JOINED: Final = "; "
ROWS_AT_ONCE: Final = 10_000  # of a Parquet row group

LISTS: Final[dict[str, Callable[[Record, Filter], Sequence[Any]]]] = {
    "statements": list_statements,
    "positions": list_positions,
    "events": list_events,
    "meetings": list_meetings,
}


def write(record: Record, stream: BinaryIO, *, filter: Filter, of: str, format: str) -> int:
    """Write the rows of one kind as a table and return how many there were."""
    rows = [flatten(row) for row in LISTS[of](record, filter)]
    (_write_parquet if format == "parquet" else write_csv)(stream, rows, columns_of(of))
    return len(rows)


def write_csv(stream: BinaryIO, rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Write rows as CSV in UTF-8 with a line of column names."""
    text = io.TextIOWrapper(stream, encoding="utf8", newline="", write_through=True)
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    text.flush()
    text.detach()


def _write_parquet(stream: BinaryIO, rows: Sequence[Cells], columns: Sequence[str]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {
        "confidence": pa.float64(),
        "negated": pa.bool_(),
        "disputed": pa.bool_(),
        "start": pa.int64(),
        "end": pa.int64(),
        "accounts": pa.int64(),
    }
    schema = pa.schema([(name, types.get(name, pa.string())) for name in columns])
    with pq.ParquetWriter(stream, schema) as writer:
        iterator = iter(rows)
        while chunk := list(islice(iterator, ROWS_AT_ONCE)):
            writer.write_table(pa.Table.from_pylist(chunk, schema=schema))


def flatten(row: Statement | PositionRow | EventRow | Meeting) -> Cells:
    """Return a row as plain cells: lists joined, the citation's parts as columns of their own."""
    if isinstance(row, Statement):
        return _statement(row)
    if isinstance(row, PositionRow):
        return _position(row)
    if isinstance(row, EventRow):
        return _event(row)
    return _meeting(row)


def columns_of(of: str) -> list[str]:
    """Return the columns of a kind of row, in order."""
    return list(COLUMNS[of])


def _names(actors: Sequence[ActorRef]) -> str:
    return JOINED.join(actor.name for actor in actors)


def _cite(citation: Citation, outlets: Sequence[Outlet]) -> Cells:
    publishers = dict.fromkeys(outlet.publisher or outlet.article for outlet in outlets)
    return {
        "published": citation.published,
        "publisher": citation.publisher,
        "title": citation.title,
        "url": citation.url,
        "article": citation.article,
        "start": citation.start,
        "end": citation.end,
        "sentence": citation.sentence,
        "also_in": JOINED.join(publishers),
    }


def _statement(row: Statement) -> Cells:
    return {
        "id": row.key,
        "speakers": _names(row.speakers),
        "source_words": row.source,
        "addressees": _names(row.addressees),
        "act": row.act,
        "negated": row.negated,
        "quoting": row.quoting,
        "cue": row.cue,
        "words": row.words,
        "channel": row.channel,
        "said": row.said,
        "confidence": row.confidence,
        "review": row.review,
        **_cite(row.citation, row.outlets),
    }


def _position(row: PositionRow) -> Cells:
    return {
        "id": row.key,
        "holder": row.holder.name,
        "on_behalf_of": _names(row.on_behalf_of),
        "stance": row.stance,
        "issue": row.issue,
        "about": row.about,
        "toward": _names(row.toward),
        "condition": row.condition,
        "when": row.when,
        "answers": JOINED.join(row.answers),
        "confidence": row.confidence,
        "review": row.review,
        **_cite(row.citation, row.outlets),
    }


def _event(row: EventRow) -> Cells:
    return {
        "id": row.key,
        "type": row.type,
        "mode": row.mode,
        "status": row.status,
        "form": row.form,
        "actors": _names(row.actors),
        "recipients": _names(row.recipients),
        "places": JOINED.join(row.places),
        "when": row.when,
        "earliest": row.earliest,
        "latest": row.latest,
        "condition": row.condition,
        "confidence": row.confidence,
        "review": row.review,
        **_cite(row.citation, row.outlets),
    }


def _meeting(row: Meeting) -> Cells:
    last = row.history[-1].event
    return {
        "id": row.key,
        "parties": JOINED.join(row.parties),
        "form": row.form,
        "status": row.status,
        "when": row.when,
        "earliest": row.earliest,
        "latest": row.latest,
        "place": row.place,
        "disputed": row.disputed,
        "accounts": len(row.history),
        "history": JOINED.join(f"{step.published or 'undated'} {step.status}" for step in row.history),
        **_cite(last.citation, ()),
    }


CITED: Final = ("published", "publisher", "title", "url", "article", "start", "end", "sentence", "also_in")
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "statements": (
        "id",
        "speakers",
        "source_words",
        "addressees",
        "act",
        "negated",
        "quoting",
        "cue",
        "words",
        "channel",
        "said",
        "confidence",
        "review",
        *CITED,
    ),
    "positions": (
        "id",
        "holder",
        "on_behalf_of",
        "stance",
        "issue",
        "about",
        "toward",
        "condition",
        "when",
        "answers",
        "confidence",
        "review",
        *CITED,
    ),
    "events": (
        "id",
        "type",
        "mode",
        "status",
        "form",
        "actors",
        "recipients",
        "places",
        "when",
        "earliest",
        "latest",
        "condition",
        "confidence",
        "review",
        *CITED,
    ),
    "meetings": (
        "id",
        "parties",
        "form",
        "status",
        "when",
        "earliest",
        "latest",
        "place",
        "disputed",
        "accounts",
        "history",
        *CITED,
    ),
}
