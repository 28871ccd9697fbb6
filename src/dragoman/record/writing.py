"""The one place that writes readings: an article and all its rows go in together, or not at all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from dragoman.article import Article, content_id
from dragoman.contract import ReaderVersion, Reading
from dragoman.record import schema
from dragoman.record.checking import check_reading
from dragoman.record.indexing import forget_vectors
from dragoman.record.inserting import insert_rows
from dragoman.record.linking import link_actors
from dragoman.record.reapplying import reapply_reviews
from dragoman.record.rows import INSERT_ORDER, build_rows
from dragoman.record.stories import group_story, join_story, loosen_copies

Outcome = Literal["new", "replaced", "unchanged"]

# Built once: see linking.
NEW_ARTICLE: Final = insert(schema.articles)
ARTICLE: Final = (
    select(
        schema.articles.c.no,
        schema.articles.c.digest,
        schema.articles.c.story_no,
        schema.runs.c.dragoman,
        schema.runs.c.model,
    )
    .join(schema.runs, schema.runs.c.no == schema.articles.c.run_no)
    .where(schema.articles.c.id == bindparam("wanted"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of a reading.

    Attributes:
        article: its id.
        outcome: whether it was new, replaced another reading, or was there already.
        lost_reviews: how many of people's reviews found no place in a changed text.
        run_no: the run it was kept under; None where nothing was written.
    """

    article: str
    outcome: Outcome
    lost_reviews: int = 0
    run_no: int | None = None


def keep_reading(connection: Connection, reading: Reading, *, now: str, run_no: int | None = None) -> Kept:
    """Write a reading and return what became of it.

    The same article read by the same reader is left as it is. Read by another one, or with another text under its id,
    the machine's rows are replaced and people's reviews are put back in their places.

    Args:
        connection: in a transaction that holds the write lock.
        reading: what to keep.
        now: the moment, ISO in UTC.
        run_no: the run that made it; a run is made where it is None or of another reader.

    Raises:
        DataError: a row of the reading points nowhere, or words do not stand where it says.
    """
    check_reading(reading)
    before = _find_article(connection, reading.article.id)
    if before is not None and is_kept(before, reading.article, reading.reader):
        return Kept(article=reading.article.id, outcome="unchanged")
    run_no = run_no or begin_run(connection, reading.reader, now=now)
    values = _article_values(reading, run_no=run_no, now=now)
    if before is None:
        article_no = _insert_article(connection, values)
    else:
        article_no = int(before.no)
        _clear_article(connection, article_no, values)
    numbers = link_actors(connection, reading.actors, article_id=reading.article.id)
    rows = build_rows(reading, article_no=article_no, actor_nos=numbers)
    for table, table_rows in rows.tables.items():
        insert_rows(connection, table, table_rows)
    lost = reapply_reviews(connection, article_no) if before is not None else 0
    story_no = join_story(
        connection,
        article_no=article_no,
        text=reading.article.text,
        published=reading.article.published,
        before=before.story_no if before is not None else None,
    )
    if before is not None and before.story_no is not None:
        for number in {int(before.story_no), story_no}:
            group_story(connection, number)
    outcome: Outcome = "new" if before is None else "replaced"
    return Kept(article=reading.article.id, outcome=outcome, lost_reviews=lost, run_no=run_no)


def begin_run(connection: Connection, version: ReaderVersion, *, now: str) -> int:
    """Return the number of a new run: who reads (code version, model digest) since when."""
    row = {"dragoman": version.dragoman, "model": version.model, "started_at": now}
    made: Any = connection.execute(insert(schema.runs).values(row)).inserted_primary_key
    return int(made[0])


def is_kept(before: Any, article: Article, version: ReaderVersion) -> bool:
    """Say whether the record holds this very text, read by this reader.

    Args:
        before: a row with digest, title, url, dragoman and model.
        article: the article that has come in.
        version: what would read it.
    """
    return (before.digest, before.dragoman, before.model) == (digest_of(article), version.dragoman, version.model)


def digest_of(article: Article) -> str:
    """Return the digest of what an article is: its body, its day and its outlet."""
    return content_id(article.text, published=article.published, publisher=article.publisher)


def _find_article(connection: Connection, id: str) -> Any:
    return connection.execute(ARTICLE, {"wanted": id}).one_or_none()


def _article_values(reading: Reading, *, run_no: int, now: str) -> dict[str, Any]:
    article = reading.article
    return {
        "id": article.id,
        "digest": digest_of(article),
        "published_on": article.published.isoformat() if article.published else None,
        "publisher": article.publisher,
        "title": article.title,
        "url": article.url,
        "language": article.language,
        "text": article.text,
        "warnings": json.dumps(reading.warnings, ensure_ascii=False) if reading.warnings else None,
        "run_no": run_no,
        "kept_at": now,
    }


def _insert_article(connection: Connection, values: dict[str, Any]) -> int:
    made: Any = connection.execute(NEW_ARTICLE, values).inserted_primary_key
    return int(made[0])


def _clear_article(connection: Connection, article_no: int, values: dict[str, Any]) -> None:
    """Take out the rows of an article that is read again; its reviews stay, with the rows that they made in them."""
    loosen_copies(connection, article_no)
    forget_vectors(connection, article_no)
    low, high = schema.machine_block(article_no)[0], schema.people_block(article_no)[1]
    for table in reversed(INSERT_ORDER):
        first = next(iter(table.primary_key.columns))  # the row's own id, or its owner's
        connection.execute(delete(table).where(first >= low, first < high))
    connection.execute(update(schema.articles).where(schema.articles.c.no == article_no).values(values))
