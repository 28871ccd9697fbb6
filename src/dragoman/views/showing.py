"""One row in full: in its paragraph, with what else is known of it and what people said about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, select

from dragoman.errors import RecordError
from dragoman.record import schema
from dragoman.record.anchors import part_from_columns
from dragoman.record.keys import kind_of_key
from dragoman.record.reviewing import Review, list_reviews
from dragoman.record.store import Record
from dragoman.text import Span
from dragoman.views.rows import EventRow, PositionRow, Statement, load_events, load_positions, load_statements

LOADERS: Final[dict[str, Callable[[Connection, Sequence[int]], Sequence[Statement | EventRow | PositionRow]]]] = {
    "attribution": load_statements,
    "event": load_events,
    "position": load_positions,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A part of the row inside the paragraph: its name and spans, counted from the paragraph's start."""

    name: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A row with its paragraph (where that starts in the article), the marked parts, and its reviews."""

    key: str
    kind: str
    standing: str
    row: Statement | EventRow | PositionRow
    paragraph: str
    start: int
    marked: tuple[Marked, ...]
    model: str
    kept_at: str
    reviews: tuple[Review, ...]


def find_row(record: Record, key: str) -> Shown:
    """Return everything about the row with a key.

    Raises:
        RecordError: there is no such row.
    """
    kind = kind_of_key(key)
    if kind not in LOADERS:
        raise RecordError(f"{key} is no key of a statement (s…), an event (e…) or a position (p…); lists show the keys")
    with record.reading() as connection:
        found = _find(connection, kind, key)
        row = LOADERS[kind](connection, [found.id])[0]
        articles, runs = schema.articles, schema.runs
        query = select(articles, runs.c.model, runs.c.dragoman).join(runs, runs.c.no == articles.c.run_no)
        article = connection.execute(query.where(articles.c.no == found.article_no)).one()
        table = schema.PART_TABLES[kind]
        parts = {
            part.part: part_from_columns(part)
            for part in connection.execute(select(table).where(table.c[f"{kind}_id"] == found.id))
        }
        start, end = _paragraph(article.text, [span for part in parts.values() for span in part.spans])
        reviews = [review for review in list_reviews(connection, article_no=found.article_no) if review.target == key]
    return Shown(
        key=key,
        kind=kind,
        standing=found.standing,
        row=row,
        paragraph=article.text[start:end],
        start=start,
        marked=tuple(
            Marked(name=name, spans=tuple(Span(span.start - start, span.end - start) for span in part.spans))
            for name, part in parts.items()
        ),
        model=f"{article.dragoman}, {article.model}",
        kept_at=article.kept_at,
        reviews=tuple(reviews),
    )


def _find(connection: Connection, kind: str, key: str) -> Any:
    """Return the row that stands for a key: one that counts before one that does not, a person's before a machine's."""
    table = schema.ROW_TABLES[kind]
    query = select(table.c.id, table.c.article_no, table.c.standing).where(table.c.key == key)
    rows = sorted(connection.execute(query).all(), key=lambda row: (row.standing == "live", row.id))
    if not rows:
        raise RecordError(f"there is no row {key} in this record; lists show the keys")
    return rows[-1]


def _paragraph(text: str, spans: list[Span]) -> tuple[int, int]:
    """Return where the paragraphs that hold all the spans start and end."""
    first, last = min((span.start for span in spans), default=0), max((span.end for span in spans), default=0)
    start = text.rfind("\n", 0, first) + 1
    end = text.find("\n", max(first, last - 1))
    return start, len(text) if end < 0 else end
