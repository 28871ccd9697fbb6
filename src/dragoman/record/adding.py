"""Adding many articles: what is kept already is not read again, and one bad article keeps no other from going in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, Protocol
from urllib.parse import quote

from dragoman.contract import ReaderVersion, Reading
from dragoman.errors import DataError, DragomanError
from dragoman.reader import Outcome
from dragoman.record.store import Record
from dragoman.sources import STANDARD_INPUT, Incoming

LOOK_AHEAD: Final = 200  # articles whose presence is asked in one query: a second of reading


class ReadsArticles(Protocol):
    """What adding needs of a reader: see `dragoman.reader.Reader`."""

    @property
    def version(self) -> ReaderVersion:
        """What makes this reader's readings."""
        ...

    def read_all(self, incoming: Iterable[Incoming]) -> Iterator[Outcome]:
        """Yield what came of each item, in their order."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An article that could not be read or kept: where it came from, and why."""

    where: str
    error: DragomanError


@dataclass(slots=True, kw_only=True)
class Added:
    """What adding has done so far: it is handed to `on_progress` after every article, and returned at the end."""

    new: int = 0
    replaced: int = 0
    skipped: int = 0
    lost_reviews: int = 0
    failures: list[Failure] | None = None

    @property
    def failed(self) -> int:
        """How many articles could not be read or kept."""
        return len(self.failures or ())

    @property
    def seen(self) -> int:
        """How many articles have been dealt with."""
        return self.new + self.replaced + self.skipped + self.failed


def add_articles(
    record: Record,
    incoming: Iterable[Incoming],
    *,
    reader: ReadsArticles,
    on_progress: Callable[[Added], None] | None = None,
) -> Added:
    """Read and keep articles and return what was done; run again, it goes on where it stopped.

    Args:
        record: where to keep them.
        incoming: what `iter_articles` gives.
        reader: reads them.
        on_progress: called after every article.

    Raises:
        RecordError: the record cannot be written any more; all articles before stay kept.
        ModelError: the model is missing or damaged.
    """
    added = Added(failures=[])
    notify = on_progress or (lambda _: None)
    for outcome in reader.read_all(_unknown(record, incoming, reader=reader, added=added, notify=notify)):
        _keep(record, outcome, added)
        notify(added)
    return added


def _unknown(
    record: Record,
    incoming: Iterable[Incoming],
    *,
    reader: ReadsArticles,
    added: Added,
    notify: Callable[[Added], None],
) -> Iterator[Incoming]:
    """Yield the articles that the record does not hold yet, and count the others."""
    items = iter(incoming)
    while chunk := list(islice(items, LOOK_AHEAD)):
        articles = [item.article for item in chunk if item.article is not None]
        kept = record.find_kept(articles, version=reader.version) if articles else set()
        for item in chunk:
            if item.article is not None and item.article.id in kept:
                added.skipped += 1
                notify(added)
            else:
                yield item


def _with_address(reading: Reading, incoming: Incoming) -> Reading:
    """Return the reading with its file, as it was named, in the place of an address that the article does not have."""
    if reading.article.url is not None or incoming.line is not None or incoming.path == STANDARD_INPUT:
        return reading
    return replace(reading, article=replace(reading.article, url=f"file:{quote(incoming.path)}"))


def _keep(record: Record, outcome: Outcome, added: Added) -> None:
    failures = added.failures if added.failures is not None else []
    where = outcome.incoming.where
    if outcome.reading is None:
        failures.append(Failure(where=where, error=outcome.error or DragomanError("gave no reading")))
        return
    try:
        kept = record.add(_with_address(outcome.reading, outcome.incoming))
    except DataError as error:
        failures.append(Failure(where=where, error=error))
        return
    added.lost_reviews += kept.lost_reviews
    if kept.outcome == "new":
        added.new += 1
    elif kept.outcome == "replaced":
        added.replaced += 1
    else:
        added.skipped += 1
