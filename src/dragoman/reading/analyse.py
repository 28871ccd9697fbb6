"""Texts to analyses: words, windows, one pass of the model, decoding, and a second look inside long contents."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dragoman.reading import confidence
from dragoman.reading.analysis import Analysis, Relation
from dragoman.reading.completing import complete
from dragoman.reading.decode import (
    TAGS,
    Block,
    Draft,
    Pointers,
    Run,
    join,
    log_softmax,
    name_transitions,
    names_of,
    runs_of,
    to_spans,
)
from dragoman.reading.features import word_features
from dragoman.reading.grammar import links_of, mentions_of, parse
from dragoman.reading.languages import foreign_sentences
from dragoman.reading.model import Model, Scores
from dragoman.reading.quotes import Quote, find_quotes
from dragoman.reading.segments import merge, segments, without_foreign
from dragoman.reading.sentences import find_sentences, number_paragraphs
from dragoman.reading.snapping import keep_bare_quotations, snap
from dragoman.reading.told import tellings_of
from dragoman.reading.viterbi import best_labels
from dragoman.reading.windows import Window, plan_windows
from dragoman.reading.words import as_hyphens, split_words
from dragoman.text import Span

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

CLS, SEP = 101, 102  # in the vocabulary of BERT, which the encoder shares
TOGETHER = 60_000  # code points that go through the model together, about ten articles
TOGETHER_TEXTS = 16
ROWS = ("tags", "names", "classes", "ends", "told")  # scores with a row a word
SQUARES = ("pointer", "arcs", "antecedents")  # scores of words against the words of their window
SHORTEST_INNER = 5  # words: a shorter content holds no attribution of its own worth a second look
INNER_SCORE = 0.25  # confidence from which on such an attribution is kept: the words stay in the outer one anyway
INNER_CUE = 0.02  # probability of a cue somewhere in the content, from which on a second look is taken


@dataclass(frozen=True, slots=True)
class Prepared:
    """A stretch of text ready for the model: its words, their pieces and features, and the windows over them."""

    text: str
    words: list[Span]
    sentences: tuple[tuple[int, int], ...]
    paragraphs: Ints
    quotes: tuple[Quote, ...]
    features: Ints
    signs: npt.NDArray[np.uint8]
    pieces: Ints
    ends: Ints  # where each word's pieces end, with a 0 before: shape (words + 1,)
    windows: list[Window]

    def inputs(self, window: Window) -> dict[str, Ints]:
        """Return the model's inputs for one window."""
        a, b = int(self.ends[window.first]), int(self.ends[window.end])
        counts = np.diff(self.ends[window.first : window.end + 1])
        features = np.zeros((b - a + 2, 3), dtype=np.int64)
        features[1:-1] = np.repeat(self.features[window.first : window.end] + 1, counts, axis=0)
        pieces = np.concatenate([[CLS], self.pieces[a:b], [SEP]])
        return {
            "pieces": pieces,
            "features": features,
            "firsts": self.ends[window.first : window.end] - a + 1,
            "signs": self.signs[window.first : window.end].astype(np.int64),
        }


@dataclass(frozen=True, slots=True)
class Read:
    """The scores of a prepared text, put together from its windows."""

    tags: Floats
    names: Floats
    pointers: Pointers
    classes: Floats
    ends: Floats
    told: Floats
    arcs: list[Block]
    antecedents: list[Block]


@dataclass(frozen=True, slots=True)
class Begun:
    """Texts that the model is reading, and their scores to come."""

    prepared: list[Prepared]
    reads: Iterator[Read]


@dataclass(frozen=True, slots=True)
class Looked:
    """Texts whose attributions are decoded, while the model reads some of their contents again.

    `places` are (text, draft, start, end) of the contents in `inner`.
    """

    prepared: list[Prepared]
    reads: list[Read]
    drafts: list[list[Draft]]
    places: list[tuple[int, int, int, int]]
    inner: Begun


class Analyser:
    """Reads texts with the model; the model is loaded when the first text is read."""

    def __init__(
        self,
        *,
        threads: int | None = None,
        folder: Path | None = None,
        meanwhile: Callable[[], None] | None = None,
    ) -> None:
        """Prepare an analyser.

        Args:
            threads: so many windows are read at a time; as many as there are cores if None.
            folder: of the model; the shipped one if None.
            meanwhile: is called once, while the model reads the first texts.
        """
        self.model = Model(folder, threads=threads)
        self._meanwhile = meanwhile
        self._names = name_transitions(self.model.settings.names)

    @property
    def version(self) -> str:
        """The model's name and digest."""
        return self.model.version

    def analyse(self, texts: Iterable[str], *, together: int = TOGETHER_TEXTS) -> Iterator[Analysis]:
        """Yield one analysis a text, in their order; up to three times `together` texts are under way.

        The model reads one batch while the one before it is decoded. The same text gives the same analysis whatever
        stands beside it.
        """
        waiting: deque[tuple[str, list[Span]]] = deque()
        parts: list[Analysis] = []
        for part in self._parts(_batches(texts, waiting, together)):
            parts.append(part)
            if len(parts) == len(waiting[0][1]):
                yield merge(*waiting.popleft(), parts)
                parts = []

    def _parts(self, batches: Iterable[list[str]]) -> Iterator[Analysis]:
        """Yield the analyses of the segments, in order, keeping the model busy with the next ones meanwhile."""
        begun: deque[Begun] = deque()
        looked: deque[Looked] = deque()
        for batch in batches:
            begun.append(self._begin(batch))
            if self._meanwhile is not None:
                self._meanwhile()
                self._meanwhile = None
            if len(begun) > 1:
                looked.append(self._look(begun.popleft()))
            if len(looked) > 1:
                yield from self._finish(looked.popleft())
        looked.extend(self._look(one) for one in begun)
        for one in looked:
            yield from self._finish(one)

    def drafts(self, texts: Sequence[str]) -> Iterator[tuple[list[Span], list[Draft]]]:
        """Yield the words and the decoded attributions of each text, with the scores that confidence is made from."""
        for text in texts:
            one = self._prepare(text)
            yield one.words, self._decode([one], list(self._read([one])))[0]

    def _begin(self, texts: Sequence[str]) -> Begun:
        """Give the texts to the model."""
        prepared = [self._prepare(text) for text in texts]
        return Begun(prepared, self._read(prepared))

    def _look(self, begun: Begun) -> Looked:
        """Decode what the model says, and give it the contents that may hold attributions of their own."""
        reads = list(begun.reads)
        drafts = self._decode(begun.prepared, reads)
        places = [
            (at, number, *place)
            for at, (one, read) in enumerate(zip(begun.prepared, reads, strict=True))
            for number, place in self._worth_a_look(one, read, drafts[at])
        ]
        inner = self._begin([begun.prepared[at].text[start:end] for at, _, start, end in places])
        return Looked(begun.prepared, reads, drafts, places, inner)

    def _finish(self, looked: Looked) -> Iterator[Analysis]:
        """Yield the analyses."""
        inner = self._inner(looked)
        sentences = [
            np.repeat(np.arange(len(one.sentences)), [end - first for first, end in one.sentences])
            for one in looked.prepared
        ]
        paths = best_labels([read.names for read in looked.reads], self._names, sentences)
        for at, (one, read) in enumerate(zip(looked.prepared, looked.reads, strict=True)):
            relations = [self._relation(one, draft) for draft in looked.drafts[at]] + inner[at]
            names = names_of(paths[at], read.names, self.model.settings.names)
            tellings = tuple(tellings_of(read.told, one.sentences))
            analysis = replace(
                self._grammar(one, read), names=tuple(names), relations=tuple(relations), tellings=tellings
            )
            foreign = foreign_sentences(one.text, one.words, one.sentences, np.diff(one.ends))
            yield without_foreign(complete(analysis), foreign)

    def analyse_words(self, text: str, words: Sequence[Span], sentences: Sequence[tuple[int, int]]) -> Analysis:
        """Return the analysis of a text whose words and sentences are given, as treebanks give them.

        `sentences` are word ranges [first, end) that cover all words; there are no attributions in the analysis.
        """
        one = self._prepare(text, list(words), tuple(sentences))
        read = next(self._read([one]))
        (path,) = best_labels([read.names], self._names)
        return replace(self._grammar(one, read), names=tuple(names_of(path, read.names, self.model.settings.names)))

    def _grammar(self, one: Prepared, read: Read) -> Analysis:
        """Return the analysis as far as the heads for grammar make it: words, trees, mentions and their links."""
        words = parse(
            one.text, one.words, one.sentences, self.model, classes=read.classes, arcs=read.arcs, ends=read.ends
        )
        mentions = mentions_of(read.classes, self.model.settings) if words else np.zeros(0, dtype=np.int64)
        links = links_of(mentions, read.antecedents, words)
        return Analysis(one.text, words, one.sentences, links=tuple(links), mentions=tuple(mentions.tolist()))

    def _prepare(
        self, text: str, words: list[Span] | None = None, sentences: tuple[tuple[int, int], ...] | None = None
    ) -> Prepared:
        """Return a text ready for the model; its words and sentences are found, unless they are given."""
        words = split_words(text) if words is None else words
        quotes = find_quotes(text)
        features = word_features(text, words, quotes)
        written = as_hyphens(text, words)
        pieces, counts = self.model.split(written)
        settings = self.model.settings
        sentences = find_sentences(text, words, features) if sentences is None else sentences
        opens = np.zeros(len(words), dtype=bool)
        opens[[first for first, _ in sentences]] = True
        paragraphs = number_paragraphs(text, words, features)
        windows = plan_windows(counts, paragraphs, opens, limit=settings.window, context=settings.context)
        ends = np.concatenate([[0], np.cumsum(counts)])
        signs = self.model.lists.signs(written, sentences)
        return Prepared(text, words, sentences, paragraphs, quotes, features, signs, pieces, ends, windows)

    def _read(self, prepared: Sequence[Prepared]) -> Iterator[Read]:
        scores = self.model.run(one.inputs(window) for one in prepared for window in one.windows)
        return (assemble(one.windows, scores) for one in prepared)

    def _decode(self, prepared: Sequence[Prepared], reads: Sequence[Read]) -> list[list[Draft]]:
        # Among the 10,000 spans of a sixth of PolNeAR's training part, none runs on into the next paragraph; quotations
        # over several paragraphs are several spans of one content.
        paragraphs = [one.paragraphs for one in prepared]
        paths = best_labels([read.tags for read in reads], self.model.settings.transitions, paragraphs)
        found = []
        for one, read, labels in zip(prepared, reads, paths, strict=True):
            labels = snap(labels, one.words, one.quotes)
            drafts = join(runs_of(labels, log_softmax(read.tags)), read.pointers, one.paragraphs)
            found.append(keep_bare_quotations(drafts, one.words, one.quotes))
        return found

    def _relation(self, one: Prepared, draft: Draft, *, shift: int = 0, outer: int | None = None) -> Relation:
        def place(runs: Sequence[Run]) -> tuple[Span, ...]:
            return tuple(Span(a + shift, b + shift) for a, b in to_spans(runs, one.words))

        return Relation(
            source=place(draft.source),
            cue=place([draft.cue]) if draft.cue else (),
            content=place(draft.content),
            score=confidence.of(draft, self.model.settings.confidence),
            level=0 if outer is None else 1,
            outer=outer,
        )

    def _inner(self, looked: Looked) -> list[list[Relation]]:
        """Return the attributions inside the contents, by the text that they are in."""
        own, reads = looked.inner.prepared, list(looked.inner.reads)
        found: list[list[Relation]] = [[] for _ in looked.prepared]
        for (at, outer, start, _), one, drafts in zip(looked.places, own, self._decode(own, reads), strict=True):
            relations = [
                self._relation(one, draft, shift=start, outer=outer) for draft in drafts if draft.cue is not None
            ]
            found[at] += [relation for relation in relations if relation.score > INNER_SCORE]
        return found

    def _worth_a_look(
        self, one: Prepared, read: Read, drafts: Sequence[Draft]
    ) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield the drafts, by number, and the places in their contents where the network half sees another cue."""
        if not drafts:
            return
        cue = log_softmax(read.tags)[:, self.model.settings.tags.index("B-cue")]
        for number, draft in enumerate(drafts):
            for run in draft.content:
                if run.end - run.first >= SHORTEST_INNER and float(cue[run.first : run.end].max()) > log(INNER_CUE):
                    place = one.words[run.first].start, one.words[run.end - 1].end
                    yield number, without_marks(*place, one.quotes)


def _batches(texts: Iterable[str], waiting: deque[tuple[str, list[Span]]], together: int) -> Iterator[list[str]]:
    """Yield batches of segments of the texts, adding each text with its segments to `waiting`.

    A batch ends with the text that fills it, or within a text of many segments.
    """
    batch: list[str] = []
    begun = length = 0
    for text in texts:
        own = segments(text)
        waiting.append((text, own))
        begun += 1
        for start, end in own:
            batch.append(text[start:end])
            length += end - start
            if length >= TOGETHER:
                yield batch
                batch, begun, length = [], 0, 0
        if begun >= together:
            yield batch
            batch, begun, length = [], 0, 0
    if batch:
        yield batch


def assemble(windows: Sequence[Window], scores: Iterator[Scores]) -> Read:
    """Take the windows' scores and return each word's, from the window that owns it."""
    rows: dict[str, list[Floats]] = {"tags": [np.zeros((0, len(TAGS)), dtype=np.float32)]}
    blocks: dict[str, list[Block]] = {name: [] for name in SQUARES}
    for window in windows:
        own = next(scores)
        a, b = window.own_first - window.first, window.own_end - window.first
        for name in ROWS:
            rows.setdefault(name, []).append(getattr(own, name)[a:b])
        for name in SQUARES:
            blocks[name].append(Block(window.own_first, window.own_end, window.first, getattr(own, name)[a:b]))
    nothing = [np.zeros((0, 1), dtype=np.float32)]
    together = {name: np.concatenate(rows.get(name, nothing)) for name in ROWS}
    pointers, arcs, antecedents = Pointers(blocks["pointer"]), blocks["arcs"], blocks["antecedents"]
    return Read(**together, pointers=pointers, arcs=arcs, antecedents=antecedents)


def without_marks(start: int, end: int, quotes: Sequence[Quote]) -> tuple[int, int]:
    """Return the place without the marks of a quotation that opens and closes with it."""
    at = bisect_left(quotes, start, key=lambda quote: quote.start)
    if at < len(quotes):
        quote = quotes[at]
        if quote.start == start and quote.closed and quote.end == end:
            return start + len(quote.open), end - len(quote.close)
    return start, end
