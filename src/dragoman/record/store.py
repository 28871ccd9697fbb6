"""The record: what a program opens, adds readings to, reviews, and asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from sqlalchemy import Connection, func, select

from dragoman.article import Article
from dragoman.contract import ReaderVersion, Reading
from dragoman.errors import RecordError
from dragoman.record import reviewing, schema
from dragoman.record.clock import now_utc
from dragoman.record.connection import Database, open_database
from dragoman.record.restoring import load_reading
from dragoman.record.reviewing import Review
from dragoman.record.writing import Kept, digest_of, keep_reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a record holds."""

    articles: int
    stories: int
    actors: int
    statements: int
    events: int
    positions: int
    reviews: int


class Record:
    """A record that is open; use it as a context manager, or close it.

    The same class serves SQLite files and PostgreSQL; nothing about it depends on which.
    """

    def __init__(self, database: Database, *, clock: Callable[[], str] = now_utc) -> None:
        self._database = database
        self._clock = clock
        self._runs: dict[ReaderVersion, int] = {}

    @classmethod
    def open(cls, target: str | Path, *, create: bool = False, clock: Callable[[], str] = now_utc) -> Self:
        """Open the record at a path or postgresql:// address.

        Args:
            target: where it is.
            create: make it where there is none.
            clock: gives the moment, ISO in UTC.

        Raises:
            RecordError: there is no record, it is something else, of a newer version, or cannot be opened.
        """
        return cls(open_database(target, create=create), clock=clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the record."""
        self._database.close()

    @property
    def where(self) -> str:
        """The path or address of the record, without a password."""
        return self._database.shown

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the record; views ask through it."""
        with self._database.reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose work is kept as a whole, or not at all."""
        with self._database.writing() as connection:
            yield connection

    def add(self, reading: Reading) -> Kept:
        """Keep a reading, in one transaction, and say what became of it.

        Raises:
            DataError: a row of the reading points nowhere.
            RecordError: the record cannot be written; nothing of this reading is in it then.
        """
        with self.writing() as connection:
            run_no = self._runs.get(reading.reader)
            kept = keep_reading(connection, reading, now=self._clock(), run_no=run_no)
        if kept.run_no is not None:
            self._runs[reading.reader] = kept.run_no  # after the transaction: only what is kept may be counted on
        return kept

    def find_kept(self, articles: Sequence[Article], *, version: ReaderVersion) -> set[str]:
        """Return the ids of those articles that the record holds as this version read them."""
        table, runs = schema.articles, schema.runs
        digests = {article.id: digest_of(article) for article in articles}
        query = (
            select(table.c.id, table.c.digest)
            .join(runs, runs.c.no == table.c.run_no)
            .where(table.c.id.in_(digests), runs.c.dragoman == version.dragoman, runs.c.model == version.model)
        )
        with self.reading() as connection:
            return {row.id for row in connection.execute(query) if digests[row.id] == row.digest}

    def find_reading(self, article_id: str) -> Reading:
        """Return the reading of an article as it was kept.

        Raises:
            RecordError: the record has no such article.
        """
        with self.reading() as connection:
            number = connection.scalar(select(schema.articles.c.no).where(schema.articles.c.id == article_id))
            if number is None:
                raise RecordError(f"there is no article {article_id} in this record", path=self.where)
            return load_reading(connection, int(number))

    def count(self) -> Counts:
        """Return how much the record holds."""
        tables = {
            "articles": schema.articles,
            "stories": schema.stories,
            "actors": schema.actors,
            "statements": schema.attributions,
            "events": schema.events,
            "positions": schema.positions,
            "reviews": schema.reviews,
        }
        with self.reading() as connection:
            counts = {
                name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables.items()
            }
        return Counts(**counts)

    def review(
        self,
        key: str,
        verdict: Literal["confirm", "correct", "reject"],
        *,
        changes: Mapping[str, Any] | None = None,
        reviewer: str | None = None,
        note: str | None = None,
    ) -> Review:
        """Judge a statement, event or position; see `reviewing.review_row`."""
        with self.writing() as connection:
            return reviewing.review_row(
                connection, key, verdict, changes=changes or {}, reviewer=reviewer, note=note, now=self._clock()
            )

    def retract(self, key: str, *, by: str | None = None) -> Review:
        """Take a review back; see `reviewing.retract_review`."""
        with self.writing() as connection:
            return reviewing.retract_review(connection, key, by=by, now=self._clock())

    def merge_actors(self, one: str, into: str, *, reviewer: str | None = None, note: str | None = None) -> Review:
        """Let one actor count as another; see `reviewing.merge_actors`."""
        with self.writing() as connection:
            return reviewing.merge_actors(connection, one, into, reviewer=reviewer, note=note, now=self._clock())

    def split_actor(
        self,
        key: str,
        *,
        articles: Iterable[str],
        name: str,
        country: str | None = None,
        reviewer: str | None = None,
        note: str | None = None,
    ) -> Review:
        """Let an actor be another one in some articles; see `reviewing.split_actor`."""
        with self.writing() as connection:
            return reviewing.split_actor(
                connection,
                key,
                articles=list(articles),
                name=name,
                country=country,
                reviewer=reviewer,
                note=note,
                now=self._clock(),
            )

    def reviews(self) -> list[Review]:
        """Return all reviews in the order in which they were made."""
        with self.reading() as connection:
            return reviewing.list_reviews(connection)
