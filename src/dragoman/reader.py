"""The way through the house: articles in, readings out, in their order and in bounded memory.

`Reader` calls the stages one after the other and knows nothing of what they do. Each stage is imported when the first
article is read, so that importing Dragoman loads no model.
"""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from dragoman.article import Article
from dragoman.contract import Attribution, Event, Position, ReaderVersion, Reading, Time
from dragoman.errors import DragomanError, ModelError, SourceError
from dragoman.sources import Incoming, iter_articles, parse_text
from dragoman.sources.day import parse_day

if TYPE_CHECKING:
    from dragoman.actors.book import Book
    from dragoman.actors.linking import Linked
    from dragoman.reading.analysis import Analysis

BATCH_ARTICLES = 8  # enough to keep the model busy while the ones before are worked on; the first comes out soon
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

    def analyse(self, texts: Iterable[str], *, together: int) -> Iterable[Analysis]:
        """Return one analysis a text, in the order of the texts; `together` of them make a batch."""
        ...


FindEvents: TypeAlias = "Callable[[Article, Analysis, Sequence[Attribution], Sequence[Time], Linked], Sequence[Event]]"


class FindPositions(Protocol):
    """Finds positions: see `dragoman.meaning.positions.find_positions`."""

    def __call__(
        self,
        article: Article,
        analysis: Analysis,
        attributions: Sequence[Attribution],
        events: Sequence[Event],
        linked: Linked,
        *,
        times: Sequence[Time],
    ) -> Sequence[Position]:
        """Return the positions of the article in text order."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The stages from words to what they amount to, in the order in which they are called."""

    analyser: Analyses
    find_times: Callable[[str, date | None], Sequence[Time]]
    attribute: Callable[[Analysis, Sequence[Time], str], Sequence[Attribution]]
    link: Callable[[Article, Analysis, Sequence[Attribution], Sequence[Time]], Linked] | None = None
    find_events: FindEvents | None = None
    find_positions: FindPositions | None = None

    @classmethod
    def load(cls, *, actors: Path | None, threads: int | None) -> Stages:
        """Return the stages that Dragoman ships; this is where the model is loaded.

        Raises:
            ModelError: the model is missing or damaged.
            DataError: the file of actors has a mistake.
        """
        from dragoman.reading.analyse import Analyser

        known: list[Book] = []
        analyser = Analyser(threads=threads, meanwhile=lambda: _load_lexica(known[0]))
        analyser.model.load_ahead()  # on a thread of its own, while everything else is loaded here

        from dragoman.actors.book import book
        from dragoman.actors.linking import link
        from dragoman.meaning.attributions import attribute
        from dragoman.meaning.events import find_events
        from dragoman.meaning.positions import find_positions
        from dragoman.reading.times import find_times

        known.append(book().with_user(actors) if actors else book())
        return cls(
            analyser=analyser,
            find_times=find_times,
            attribute=attribute,
            link=partial(link, book=known[0]),
            find_events=find_events,
            find_positions=find_positions,
        )


def _load_lexica(known: Book) -> None:
    """Load what the stages after the model look words up in, which the first article would wait for else."""
    from dragoman.meaning.cues import cue_lexicon
    from dragoman.meaning.stances import evaluations
    from dragoman.meaning.status import status_lexicon
    from dragoman.meaning.triggers import noun_lexicon, verb_lexicon
    from dragoman.reading.times.grammar import load_grammar

    for load in (load_grammar, cue_lexicon, verb_lexicon, noun_lexicon, status_lexicon, evaluations):
        load()
    known.surnamed("")


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
        actors: str | Path | None = None,
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
        self._actors = Path(actors) if actors else None
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
        for _, outcome in self._stream(articles, lambda article: article):
            if isinstance(outcome, DragomanError):
                raise outcome
            if outcome is not None:
                yield outcome

    def read_all(self, incoming: Iterable[Incoming]) -> Iterator[Outcome]:
        """Yield what came of each item of a source, in their order; no article keeps another from being read.

        Raises:
            ModelError: the model is missing or damaged, so that no article can be read.
            DataError: the file of actors has a mistake.
        """
        for item, outcome in self._stream(incoming, lambda item: item.article):
            yield _outcome(item, outcome if item.article else item.error)

    @cached_property
    def _stages(self) -> Stages:
        return self._given_stages or Stages.load(actors=self._actors, threads=self._threads)

    @cached_property
    def version(self) -> ReaderVersion:
        """What makes this reader's readings: the version of the code, and name and digest of the model.

        The digest of a user's file of actors follows those of the model: with another file, articles are read anew.
        """
        from dragoman import __version__

        model = self._stages.analyser.version
        if self._actors is not None:
            model += f", actors {hashlib.sha256(self._actors.read_bytes()).hexdigest()[:12]}"
        return ReaderVersion(dragoman=__version__, model=model)

    def _stream(
        self, items: Iterable[Item], article_of: Callable[[Item], Article | None]
    ) -> Iterator[tuple[Item, Reading | DragomanError | None]]:
        """Yield every item with the reading of its article, or the error in its place; None where it has no article."""
        source = iter(items)
        for item in source:
            article = article_of(item)
            if article is None:
                yield item, None
            elif article.text:
                yield from self._run(item, source, article_of)
            else:
                yield item, self._read_one(article, None)

    def _run(
        self, first: Item, others: Iterator[Item], article_of: Callable[[Item], Article | None]
    ) -> Iterator[tuple[Item, Reading | DragomanError | None]]:
        """Yield as `_stream` does until the model fails on a text, then what was under way, each tried by itself."""
        analyser = self._stages.analyser
        under_way: deque[tuple[Item, Article | None]] = deque()
        lost: list[Exception] = []

        def texts() -> Iterator[str]:
            try:
                for item in chain([first], others):
                    article = article_of(item)
                    under_way.append((item, article))
                    if article and article.text:
                        yield _readable(article.text)
            except Exception as error:
                lost.append(error)  # the source's own fault, not the model's
                raise

        try:
            for analysis in analyser.analyse(texts(), together=self._batch_articles):
                yield from self._without_text(under_way)
                item, article = under_way.popleft()
                yield item, self._read_one(article, analysis)
        except Exception as error:
            if lost or isinstance(error, ModelError):
                raise
            for item, article in under_way:
                yield item, self._read_alone(article)
            return
        yield from self._without_text(under_way)
        if under_way:
            raise ModelError(f"the model gave no analysis of {len(under_way)} texts; reinstall Dragoman")

    def _without_text(
        self, under_way: deque[tuple[Item, Article | None]]
    ) -> Iterator[tuple[Item, Reading | DragomanError | None]]:
        """Take the items that the model never saw from the front, and yield them."""
        while under_way and not (under_way[0][1] and under_way[0][1].text):
            item, article = under_way.popleft()
            yield item, self._read_one(article, None)

    def _read_alone(self, article: Article | None) -> Reading | DragomanError | None:
        """Return the reading of one article, or the error that the model makes of it."""
        if article is None or not article.text:
            return self._read_one(article, None)
        try:
            (analysis,) = self._stages.analyser.analyse([_readable(article.text)], together=1)
        except ModelError:
            raise
        except Exception as error:
            return _internal_error(error)
        return self._read_one(article, analysis)

    def _read_one(self, article: Article | None, analysis: Analysis | None) -> Reading | DragomanError | None:
        from dragoman.reading.analysis import Analysis

        if article is None:
            return None
        whole = replace(analysis, text=article.text) if analysis else Analysis(article.text, (), ())
        try:
            return self._assemble(article, whole)
        except ModelError:
            raise
        except Exception as error:
            return error if isinstance(error, DragomanError) else _internal_error(error)

    def _assemble(self, article: Article, analysis: Analysis) -> Reading:
        """Call the stages after the model, each with what the earlier ones found."""
        stages = self._stages
        times = tuple(stages.find_times(article.text, article.published))
        linked = self._link(article, analysis, tuple(stages.attribute(analysis, times, article.text)), times)
        said = linked.attributions
        events = tuple(stages.find_events(article, analysis, said, times, linked)) if stages.find_events else ()
        positions: tuple[Position, ...] = ()
        if stages.find_positions:
            positions = tuple(stages.find_positions(article, analysis, said, events, linked, times=times))
        return Reading(
            article=article,
            reader=self.version,
            times=times,
            actors=linked.actors,
            mentions=linked.mentions,
            attributions=said,
            events=events,
            positions=positions,
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


def _readable(text: str) -> str:
    """Return the text without lone surrogates, which no encoding can carry to the model."""
    return SURROGATE.sub(UNREADABLE, text)


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
        passages = "1 passage" if len(analysis.unread) == 1 else f"{len(analysis.unread)} passages"
        warnings.append(f"left unread, as in another language than English: {passages}, {letters} characters in all")
    return tuple(warnings)


def _internal_error(error: Exception) -> DragomanError:
    message = f"internal error, please report it with this article: {type(error).__name__}: {error}"
    wrapped = DragomanError(message)
    wrapped.__cause__ = error
    return wrapped
