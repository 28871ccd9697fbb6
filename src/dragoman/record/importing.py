"""Importing JSON Lines: an export of another record, or what `dragoman read --json` printed. All of it, or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, select, update

from dragoman.contract import ReaderVersion, Reading
from dragoman.errors import DataError, RecordError
from dragoman.record import schema
from dragoman.record.clock import now_utc
from dragoman.record.reapplying import apply_review
from dragoman.record.reviewing import apply_actor_review, insert_review, move_split
from dragoman.record.snapshots import Snapshot
from dragoman.record.store import Record
from dragoman.record.stories import group_story
from dragoman.record.writing import begin_run, keep_reading

KNOWN_FORM: Final = 1
REVIEW_FIELDS: Final = (
    "key",
    "kind",
    "verdict",
    "target",
    "reviewer",
    "note",
    "reviewed_at",
    "retracted_at",
    "retracted_by",
)
KINDS: Final = {"attribution", "event", "position", "actor"}
VERDICTS: Final = {"confirm", "correct", "reject", "merge", "split"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import brought: articles that were new or read otherwise, those that were there, and reviews."""

    kept: int
    unchanged: int
    reviews: int


def import_lines(record: Record, path: str | Path) -> Imported:
    """Take an export in, in one transaction.

    Raises:
        DataError: a line is no JSON, no reading, or has a row that points nowhere; nothing of the file is kept, and
            the error has the line.
        RecordError: the record cannot be written.
    """
    kept = unchanged = reviews = 0
    runs: dict[tuple[ReaderVersion, str], int] = {}
    with record.writing() as connection:
        for number, data in _lines(path):
            try:
                if "article" in data:
                    new, count = _take_article(connection, data, runs)
                    kept, unchanged = kept + new, unchanged + (not new)
                else:
                    count = _take_actor_reviews(connection, data)
                reviews += count
            except (DataError, RecordError) as error:
                raise DataError(f"{error.message}; nothing of this file was kept", path=path, line=number) from error
    return Imported(kept=kept, unchanged=unchanged, reviews=reviews)


def _lines(path: str | Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with Path(path).open("rb") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield number, _parse(line, path, number)
    except OSError as error:
        raise DataError(f"the file cannot be read: {error.strerror}", path=path) from None


def _parse(line: bytes, path: str | Path, number: int) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DataError(f"is no JSON ({error}); nothing of this file was kept", path=path, line=number) from None
    if not isinstance(data, dict) or not ({"article", "record"} & set(data)):
        raise DataError("is neither an article nor a review; nothing of this file was kept", path=path, line=number)
    form = _extra(data).get("form", KNOWN_FORM)
    if not isinstance(form, int) or form > KNOWN_FORM:
        message = f"was exported by a newer Dragoman (form {form}, this one knows {KNOWN_FORM}); install a newer one"
        raise DataError(message, path=path, line=number)
    return data


def _extra(data: dict[str, Any]) -> dict[str, Any]:
    extra = data.get("record")
    return extra if isinstance(extra, dict) else {}


def _take_article(
    connection: Connection, data: dict[str, Any], runs: dict[tuple[ReaderVersion, str], int]
) -> tuple[bool, int]:
    """Keep an article with its reviews; say whether it was new here, and how many reviews were."""
    if "error" in data:
        raise DataError(f"this article could not be read ({data['error']}); take the line out")
    reading = Reading.from_json(data)
    extra = _extra(data)
    now = str(extra.get("kept_at") or now_utc())
    run = (reading.reader, str(extra.get("run") or now))
    if run not in runs:
        runs[run] = begin_run(connection, reading.reader, now=run[1])
    kept = keep_reading(connection, reading, now=now, run_no=runs[run])
    table = schema.articles
    row = connection.execute(select(table.c.no, table.c.story_no).where(table.c.id == reading.article.id)).one()
    count = 0
    for review in extra.get("reviews", ()):
        values = _review_values(review)
        Snapshot.from_json(values["row"] or "null")
        if _is_there(connection, values["key"]):
            continue
        made = insert_review(connection, {**values, "article_no": row.no})
        count += 1
        if values["retracted_at"] is None and not apply_review(connection, made):
            raise DataError(f"the review {values['key']} points at words that are not in the article")
    if count:
        group_story(connection, int(row.story_no))
    return kept.outcome != "unchanged", count


def _take_actor_reviews(connection: Connection, data: dict[str, Any]) -> int:
    count = 0
    for review in _extra(data).get("reviews", ()):
        values = _review_values(review)
        if values["kind"] != "actor":
            raise DataError(f"the review {values['key']} is of a row, but stands at no article")
        if _is_there(connection, values["key"]):
            continue
        made = insert_review(connection, {**values, "article_no": None})
        count += 1
        apply_actor_review(connection, made)
        if values["retracted_at"] is not None:
            _undo(connection, made)
    return count


def _undo(connection: Connection, made: Any) -> None:
    """Take back what a retracted review of actors did; the actor that a split made stays, as it did before."""
    changes = json.loads(made.changes)
    if made.verdict == "merge":
        table = schema.actors
        connection.execute(update(table).where(table.c.key == made.target).values(merged_into=None))
        return
    back = {**changes, "into": changes["from"], "from": changes["into"]}
    move_split(connection, back)


def _review_values(review: Any) -> dict[str, Any]:
    if not isinstance(review, dict):
        raise DataError(f"a review is an object, not {review!r}")
    missing = [name for name in (*REVIEW_FIELDS, "changes", "row") if name not in review]
    if missing:
        raise DataError(f"a review lacks {', '.join(missing)}")
    if review["kind"] not in KINDS or review["verdict"] not in VERDICTS:
        raise DataError(f"there is no review of kind {review['kind']!r} with verdict {review['verdict']!r}")
    values = {name: review[name] for name in REVIEW_FIELDS}
    row = review["row"]
    return {
        **values,
        "changes": json.dumps(review["changes"], ensure_ascii=False),
        "row": None if row is None else json.dumps(row, ensure_ascii=False, separators=(",", ":")),
    }


def _is_there(connection: Connection, key: str) -> bool:
    table = schema.reviews
    return connection.execute(select(table.c.no).where(table.c.key == key)).first() is not None
