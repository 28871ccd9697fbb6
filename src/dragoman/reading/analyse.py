"""Texts to analyses: words, windows, one pass of the model, decoding, and a second look inside long contents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dragoman.reading import confidence
from dragoman.reading.analysis import Analysis, Name, Relation, Word
from dragoman.reading.decode import (
    ROLES,
    TAGS,
    Block,
    Draft,
    Pointers,
    Run,
    break_at_paragraphs,
    join,
    log_softmax,
    name_transitions,
    names_of,
    runs_of,
    to_spans,
)
from dragoman.reading.features import word_features
from dragoman.reading.model import Model, Scores
from dragoman.reading.quotes import Quote, find_quotes
from dragoman.reading.sentences import find_sentences, number_paragraphs
from dragoman.reading.snapping import keep_bare_quotations, snap
from dragoman.reading.viterbi import best_labels
from dragoman.reading.windows import Window, plan_windows
from dragoman.reading.words import split_words
from dragoman.text import Span

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

CLS, SEP = 101, 102  # in the vocabulary of BERT, which the encoder shares
SEGMENT = 150_000  # code points: a longer text is read in segments, so that memory stays bounded
TOGETHER = 300_000  # code points that go through the model together
SHORTEST_INNER = 5  # words: a shorter content holds no attribution of its own worth a second look
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
        return {"pieces": pieces, "features": features, "firsts": self.ends[window.first : window.end] - a + 1}


@dataclass(frozen=True, slots=True)
class Read:
    """The scores of a prepared text, put together from its windows."""

    tags: Floats
    names: Floats
    pointers: Pointers


class Analyser:
    """Reads texts with the model; the model is loaded when the first text is read."""

    def __init__(self, *, threads: int | None = None, folder: Path | None = None) -> None:
        """Prepare an analyser: `threads` windows are read at a time, by the model in `folder` or the shipped one."""
        self.model = Model(folder, threads=threads)
        self._names = name_transitions(self.model.settings.names)

    @property
    def version(self) -> str:
        """The model's name and digest."""
        return self.model.version

    def analyse(self, texts: Sequence[str]) -> Iterator[Analysis]:
        """Yield one analysis a text, in their order.

        The same text gives the same analysis whatever stands beside it.
        """
        waiting: list[list[Span]] = [segments(text) for text in texts]
        batch: list[tuple[int, Span]] = []
        found: list[list[Analysis]] = [[] for _ in texts]
        ready = 0
        for number, own in enumerate(waiting):
            for segment in own:
                batch.append((number, segment))
                if sum(span.end - span.start for _, span in batch) >= TOGETHER:
                    self._analyse_batch(texts, batch, found)
                    batch = []
            while ready < number and len(found[ready]) == len(waiting[ready]):
                yield merge(texts[ready], waiting[ready], found[ready])
                found[ready] = []
                ready += 1
        self._analyse_batch(texts, batch, found)
        for number in range(ready, len(texts)):
            yield merge(texts[number], waiting[number], found[number])

    def drafts(self, texts: Sequence[str]) -> Iterator[tuple[list[Span], list[Draft]]]:
        """Yield the words and the decoded attributions of each text, with the scores that confidence is made from."""
        for text in texts:
            one = self._prepare(text)
            yield one.words, self._decode([one], list(self._read([one])))[0]

    def _analyse_batch(
        self, texts: Sequence[str], batch: Sequence[tuple[int, Span]], found: list[list[Analysis]]
    ) -> None:
        """Read the segments together and add each one's analysis to its text's."""
        prepared = [self._prepare(texts[number][start:end]) for number, (start, end) in batch]
        reads = list(self._read(prepared))
        drafts = self._decode(prepared, reads)
        inner = self._inner(prepared, reads, drafts)
        paths = best_labels([read.names for read in reads], self._names)
        for at, (number, _) in enumerate(batch):
            one = prepared[at]
            relations = [self._relation(one, draft) for draft in drafts[at]] + inner[at]
            names = names_of(paths[at], reads[at].names, self.model.settings.names)
            found[number].append(Analysis(one.text, words_of(one), one.sentences, tuple(names), (), tuple(relations)))

    def _prepare(self, text: str) -> Prepared:
        words = split_words(text)
        quotes = find_quotes(text)
        features = word_features(text, words, quotes)
        pieces, counts = self.model.split([text[start:end] for start, end in words])
        settings = self.model.settings
        sentences = find_sentences(text, words, features)
        opens = np.zeros(len(words), dtype=bool)
        opens[[first for first, _ in sentences]] = True
        paragraphs = number_paragraphs(text, words, features)
        windows = plan_windows(counts, paragraphs, opens, limit=settings.window, context=settings.context)
        ends = np.concatenate([[0], np.cumsum(counts)])
        return Prepared(text, words, sentences, paragraphs, quotes, features, pieces, ends, windows)

    def _read(self, prepared: Sequence[Prepared]) -> Iterator[Read]:
        scores = self.model.run(one.inputs(window) for one in prepared for window in one.windows)
        for one in prepared:
            yield assemble(one.windows, scores)

    def _decode(self, prepared: Sequence[Prepared], reads: Sequence[Read]) -> list[list[Draft]]:
        scores = [break_at_paragraphs(read.tags, one.paragraphs) for one, read in zip(prepared, reads, strict=True)]
        paths = best_labels(scores, self.model.settings.transitions)
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

    def _inner(
        self, prepared: Sequence[Prepared], reads: Sequence[Read], drafts: Sequence[Sequence[Draft]]
    ) -> list[list[Relation]]:
        """Return the attributions inside the contents: each content that may hold one is read again by itself."""
        jobs = [
            (at, number, *place)
            for at, (one, read) in enumerate(zip(prepared, reads, strict=True))
            for number, place in self._worth_a_look(one, read, drafts[at])
        ]
        inner = [self._prepare(prepared[at].text[start:end]) for at, _, start, end in jobs]
        found: list[list[Relation]] = [[] for _ in prepared]
        for (at, outer, start, _), own, own_drafts in zip(
            jobs, inner, self._decode(inner, list(self._read(inner))), strict=True
        ):
            found[at] += [
                self._relation(own, draft, shift=start, outer=outer) for draft in own_drafts if draft.cue is not None
            ]
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


def assemble(windows: Sequence[Window], scores: Iterator[Scores]) -> Read:
    """Take the windows' scores and return each word's, from the window that owns it."""
    tags: list[Floats] = [np.zeros((0, len(TAGS)), dtype=np.float32)]
    names: list[Floats] = []
    blocks: list[Block] = []
    for window in windows:
        own = next(scores)
        a, b = window.own_first - window.first, window.own_end - window.first
        tags.append(own.tags[a:b])
        names.append(own.names[a:b])
        blocks.append(Block(window.own_first, window.own_end, window.first, own.pointer[a:b]))
    together = np.concatenate(names) if names else np.zeros((0, 1), dtype=np.float32)
    return Read(np.concatenate(tags), together, Pointers(blocks))


def without_marks(start: int, end: int, quotes: Sequence[Quote]) -> tuple[int, int]:
    """Return the place without the marks of a quotation that opens and closes with it."""
    at = bisect_left(quotes, start, key=lambda quote: quote.start)
    if at < len(quotes):
        quote = quotes[at]
        if quote.start == start and quote.closed and quote.end == end:
            return start + len(quote.open), end - len(quote.close)
    return start, end


def segments(text: str) -> list[Span]:
    """Return the stretches of a text that are read by themselves: the whole of it, unless it is very long.

    A long text is cut where a paragraph begins, else after a full stop, else after a space, else anywhere.
    """
    found: list[Span] = []
    start = 0
    while len(text) - start > SEGMENT:
        limit = start + SEGMENT
        for mark in ("\n\n", "\n", ". ", " "):
            at = text.rfind(mark, start + SEGMENT // 2, limit)
            if at >= 0:
                limit = at + len(mark)
                break
        found.append(Span(start, limit))
        start = limit
    found.append(Span(start, len(text)))
    return found


def merge(text: str, own: Sequence[Span], parts: Sequence[Analysis]) -> Analysis:
    """Return the analysis of a text from those of its segments."""
    if len(parts) == 1:
        return parts[0]
    words: list[Word] = []
    sentences: list[tuple[int, int]] = []
    names: list[Name] = []
    relations: list[Relation] = []
    for segment, part in zip(own, parts, strict=True):
        shift, first, before, earlier = segment.start, len(words), len(relations), len(sentences)
        for word in part.words:
            moved = replace(word, index=word.index + first, start=word.start + shift, end=word.end + shift)
            head = word.head + first if word.head >= 0 else -1
            words.append(replace(moved, head=head, sentence=word.sentence + earlier))
        sentences += [(a + first, b + first) for a, b in part.sentences]
        names += [replace(name, first=name.first + first, last=name.last + first) for name in part.names]
        for relation in part.relations:
            places = {role: tuple(Span(a + shift, b + shift) for a, b in getattr(relation, role)) for role in ROLES}
            outer = None if relation.outer is None else relation.outer + before
            relations.append(replace(relation, **places, outer=outer))  # type: ignore[arg-type]
    return Analysis(text, tuple(words), tuple(sentences), tuple(names), (), tuple(relations))


def words_of(one: Prepared) -> tuple[Word, ...]:
    """Return the words of a prepared text, each with the number of its sentence."""
    text = one.text
    return tuple(
        Word(index, *one.words[index], text[slice(*one.words[index])], "", -1, "", number)
        for number, (first, end) in enumerate(one.sentences)
        for index in range(first, end)
    )
