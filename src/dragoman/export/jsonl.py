"""JSON Lines: the whole record, a line an article in the form of `dragoman read --json`, with what was added to it.

Each line has a field `record` beside the contract's: when the article was kept, and people's reviews of its rows. The
merges and splits of actors stand at the end, each on a line of its own.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO, Final

from sqlalchemy import select

from dragoman.record import schema
from dragoman.record.restoring import load_reading
from dragoman.record.reviewing import Review, list_reviews
from dragoman.record.store import Record
from dragoman.views.filters import Filter

FORM: Final = 1  # of the field `record`; an import refuses a newer one


def write(record: Record, stream: BinaryIO, *, filter: Filter) -> int:
    """Write every article with its reading and reviews, and return how many articles there were."""
    count = 0
    table = schema.articles
    with record.reading() as connection:
        runs = schema.runs
        query = select(table.c.no, table.c.kept_at, runs.c.started_at).join(runs, runs.c.no == table.c.run_no)
        for row in connection.execute(query.order_by(table.c.no)).all():
            data = load_reading(connection, row.no).to_json()
            reviews = [_review(review) for review in list_reviews(connection, article_no=row.no)]
            data["record"] = {"form": FORM, "kept_at": row.kept_at, "run": row.started_at, "reviews": reviews}
            _write_line(stream, data)
            count += 1
        for review in list_reviews(connection, kinds=["actor"]):
            _write_line(stream, {"record": {"form": FORM, "reviews": [_review(review)]}})
    return count


def _review(review: Review) -> dict[str, Any]:
    fields = ("key", "kind", "verdict", "target", "reviewer", "note", "reviewed_at", "retracted_at", "retracted_by")
    data = {name: getattr(review, name) for name in fields}
    return {**data, "changes": dict(review.changes), "row": json.loads(review.row) if review.row else None}


def _write_line(stream: BinaryIO, data: dict[str, Any]) -> None:
    stream.write(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf8") + b"\n")
