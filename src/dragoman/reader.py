"""The way through the house: articles in, readings out, in their order and in bounded memory.

`Reader` calls the stages one after the other and knows nothing of what they do. Each stage is imported when the first
article is read, so that importing Dragoman loads no model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from dragoman.article import Article
from dragoman.contract import Attribution, ReaderVersion, Reading, Time
from dragoman.errors import DragomanError, ModelError, SourceError
from dragoman.sources import Incoming, iter_articles, parse_text
from dragoman.sources.day import parse_day

if TYPE_CHECKING:
    from dragoman.actors.linking import Linked
    from dragoman.reading.analysis import Analysis

BATCH_ARTICLES = 32  # enough windows to sort by length, few enough that the first reading comes out at once
BATCH_CHARACTERS = 250_000  # 32 news articles of the usual 6,000 to 8,000 characters; a longer one is read by itself
NO_DATE = "no publication date: read, but relative times are left unresolved; give the day as `published`"
SURROGATE = re.compile("[\ud800-\udfff]")
UNREADABLE = "\ufffd"

Item = TypeVar("Item")


class Analyses(Protocol):
    """What Reader needs of the model: see `dragoman.reading.analyse.Analyser`."""

    @property
    def version(self) -> str:
        """The model's name and digest."""
        ...

    def analyse(self, texts: Sequence[str]) -> Iterable[Analysis]:
        """Return one analysis a text, in the order of the texts."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The stages from words to what they amount to, in the order in which they are called."""

    analyser: Analyses
    find_times: Callable[[str, date | None], Sequence[Time]]
    attribute: Callable[[Analysis, Sequence[Time], str], Sequence[Attribution]]
    link: Callable[[Article, Analysis, Sequence[Attribution], Sequence[Time]], Linked] | None = None

    @classmethod
    def load(cls, *, actors: Path | None, threads: int | None) -> Stages:
        """Return the stages that Dragoman ships; this is where the model is loaded.

        Raises:
            ModelError: the model is missing or damaged.
            DataError: the file of actors has a mistake.
        """
        from dragoman.actors.book import book
        from dragoman.actors.linking import link
        from dragoman.meaning.attributions import attribute
        from dragoman.reading.analyse import Analyser
        from dragoman.reading.times import find_times

        known = book().with_user(actors) if actors else book()  # first: a mistake in the file is told before all else
        return cls(
            analyser=Analyser(threads=threads),
            find_times=find_times,
            attribute=attribute,
            link=partial(link, book=known),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one article: its reading, or the error in its place (exactly one of them)."""

    incoming: Incoming
    reading: Reading | None = None
    error: DragomanError | None = None


class Reader:
    """Reads articles; make one and keep it, since making it loads the model."""

    def __init__(
        self,
        *,
        actors: Path | None = None,
        threads: int | None = None,
        batch_articles: int = BATCH_ARTICLES,
        stages: Stages | None = None,
    ) -> None:
        """Prepare a reader; nothing is loaded before the first article.

        Args:
            actors: a file of the user's own actors, which win over the built-in ones.
            threads: how many threads the model may use; all the cores that the process may run on if None.
            batch_articles: how many articles go through the model together; the readings are the same for any number.
            stages: other stages than the ones that Dragoman ships.
        """
        self._actors = actors
        self._threads = threads
        self._batch_articles = max(1, batch_articles)
        self._given_stages = stages

    def read(self, source: Article | str | Path, *, published: date | str | None = None) -> Reading:
        """Return the reading of one article: an Article, its text (with or without a header), or the path of a file.

        Args:
            source: a string is always the text itself; the name of a file must be a `pathlib.Path`.
            published: the day of publication, where the article does not name it; a string as 2025-08-23.

        Raises:
            SourceError: the article cannot be read, the file holds several, or `published` is no day.
            ModelError: the model is missing or damaged.
        """
        article = _article_of(source, _day_of(published))
        return next(self.read_many([article]))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Yield the readings of the articles, in their order, a batch at a time.

        Raises:
            DragomanError: an article could not be read; `read_all` goes on with the others instead.
        """
        for batch in self._batches(articles, lambda article: len(article.text)):
            for outcome in self._read_batch(batch):
                if isinstance(outcome, DragomanError):
                    raise outcome
                yield outcome

    def read_all(self, incoming: Iterable[Incoming]) -> Iterator[Outcome]:
        """Yield what came of each item of a source, in their order; no article keeps another from being read.

        Raises:
            ModelError: the model is missing or damaged, so that no article can be read.
            DataError: the file of actors has a mistake.
        """
        for batch in self._batches(incoming, lambda item: len(item.article.text) if item.article else 0):
            results = iter(self._read_batch([item.article for item in batch if item.article]))
            for item in batch:
                yield _outcome(item, next(results) if item.article else item.error)

    @cached_property
    def _stages(self) -> Stages:
        return self._given_stages or Stages.load(actors=self._actors, threads=self._threads)

    @cached_property
    def version(self) -> ReaderVersion:
        """What makes this reader's readings: the version of the code, and the model's name and digest."""
        from dragoman import __version__

        return ReaderVersion(dragoman=__version__, model=self._stages.analyser.version)

    def _batches(self, items: Iterable[Item], length: Callable[[Item], int]) -> Iterator[list[Item]]:
        """Cut the items into batches by their number and their characters, so that memory stays bounded."""
        batch: list[Item] = []
        characters = 0
        for item in items:
            if batch and (len(batch) == self._batch_articles or characters + length(item) > BATCH_CHARACTERS):
                yield batch
                batch, characters = [], 0
            batch.append(item)
            characters += length(item)
        if batch:
            yield batch

    def _read_batch(self, articles: Sequence[Article]) -> list[Reading | DragomanError]:
        """Return a reading or an error for each article; where the batch as a whole fails, each is tried by itself."""
        if articles:
            _ = self._stages  # a missing model, or a mistake in the file of actors, is no article's fault
        try:
            analyses = self._analyse([article.text for article in articles])
        except ModelError:
            raise
        except Exception as error:
            if len(articles) == 1:
                return [_internal_error(error)]
            return [outcome for article in articles for outcome in self._read_batch([article])]
        return [self._read_one(article, analysis) for article, analysis in zip(articles, analyses, strict=True)]

    def _analyse(self, texts: Sequence[str]) -> list[Analysis]:
        """Return the analyses of the texts; the model never sees lone surrogates, which no encoding can carry to it."""
        from dragoman.reading.analysis import Analysis

        readable = [SURROGATE.sub(UNREADABLE, text) for text in texts if text]
        analyses = list(self._stages.analyser.analyse(readable)) if readable else []
        if len(analyses) != len(readable):
            raise ModelError(f"the model gave {len(analyses)} analyses of {len(readable)} texts; reinstall Dragoman")
        found = iter(analyses)
        return [replace(next(found), text=text) if text else Analysis(text, (), ()) for text in texts]

    def _read_one(self, article: Article, analysis: Analysis) -> Reading | DragomanError:
        try:
            return self._assemble(article, analysis)
        except ModelError:
            raise
        except Exception as error:
            return error if isinstance(error, DragomanError) else _internal_error(error)

    def _assemble(self, article: Article, analysis: Analysis) -> Reading:
        """Call the stages after the model, each with what the earlier ones found."""
        stages = self._stages
        times = tuple(stages.find_times(article.text, article.published))
        linked = self._link(article, analysis, tuple(stages.attribute(analysis, times, article.text)), times)
        # Events, then positions, come here: they take the linked attributions.
        return Reading(
            article=article,
            reader=self.version,
            times=times,
            actors=linked.actors,
            mentions=linked.mentions,
            attributions=linked.attributions,
            warnings=_warnings(article, analysis),
        )

    def _link(
        self, article: Article, analysis: Analysis, attributions: tuple[Attribution, ...], times: tuple[Time, ...]
    ) -> Linked:
        """Return the actors, the mentions and the attributions with their speakers; none linked without the stage."""
        from dragoman.actors.linking import Linked

        if self._stages.link is None:
            return Linked(attributions=attributions)
        return self._stages.link(article, analysis, attributions, times)


def read(
    source: Article | str | Path, *, published: date | str | None = None, actors: str | Path | None = None
) -> Reading:
    """Return the reading of one article, by a reader that is made once and kept; see `Reader.read`."""
    return _kept_reader(Path(actors) if actors else None).read(source, published=published)


@cache
def _kept_reader(actors: Path | None) -> Reader:
    return Reader(actors=actors)


def _article_of(source: Article | str | Path, published: date | None) -> Article:
    if isinstance(source, Article):
        return source if source.published or not published else replace(source, published=published)
    if isinstance(source, str):
        if re.fullmatch(r"\S+\.(?:txt|jsonl|ndjson|csv)", source):
            raise SourceError(f"{source!r} looks like the name of a file: give pathlib.Path({source!r})")
        return parse_text(source, published=published)
    items = list(_first_two(iter_articles([source], published=published)))
    if items[0].error:
        raise items[0].error
    if len(items) > 1 or items[0].article is None:
        raise SourceError("holds several articles: use iter_articles and Reader.read_all", path=source)
    return items[0].article


def _first_two(items: Iterator[Incoming]) -> Iterator[Incoming]:
    for _, item in zip(range(2), items, strict=False):
        yield item


def _day_of(published: date | str | None) -> date | None:
    if not isinstance(published, str):
        return published
    try:
        return parse_day(published)
    except ValueError as error:
        raise SourceError(f"`published` cannot be read: {error}") from None


def _outcome(item: Incoming, result: Reading | DragomanError | None) -> Outcome:
    if isinstance(result, Reading):
        return Outcome(incoming=item, reading=replace(result, warnings=item.warnings + result.warnings))
    if result is not None and result.path is None:
        result.path, result.line = item.path, item.line
    return Outcome(incoming=item, error=result)


def _warnings(article: Article, analysis: Analysis) -> tuple[str, ...]:
    warnings = [] if article.published else [NO_DATE]
    if analysis.unread:
        letters = sum(end - start for start, end in analysis.unread)
        warnings.append(f"{len(analysis.unread)} passages of {letters} characters in all could not be read")
    return tuple(warnings)


def _internal_error(error: Exception) -> DragomanError:
    message = f"internal error, please report it with this article: {type(error).__name__}: {error}"
    wrapped = DragomanError(message)
    wrapped.__cause__ = error
    return wrapped
