"""What the words of an article are: the model's answer, before anybody asks what it amounts to.

An `Analysis` is the only thing that the stages after reading (linking, events, positions) see of the model. Words
follow Universal Dependencies: "don't" is two words ("do", "n't"), "Russia's" is two ("Russia", "'s").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.text import Span


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its place, universal part of speech (`tag`), and its head and relation in the dependency tree.

    `head` is the index of the governing word in the article, or -1 for the root of a sentence.
    """

    index: int
    start: int
    end: int
    text: str
    tag: str
    head: int
    relation: str
    sentence: int
    penn: str = ""  # Penn Treebank tag (VBD, VBZ, MD, NNS, ...): carries tense and number

    @property
    def span(self) -> Span:
        """Where the word stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: words `[first, last]`, its type (PER, ORG, LOC, MISC) and the model's probability."""

    first: int
    last: int
    type: str
    score: float


@dataclass(frozen=True, slots=True)
class Link:
    """A coreference link: the head word of a mention, the head word of its antecedent, and the probability."""

    word: int
    antecedent: int
    score: float


@dataclass(frozen=True, slots=True)
class Relation:
    """An attribution relation as decoded: spans of source, cue and content, its level and its probability.

    `level` is 0 for an attribution of the article itself and 1 for one inside another's content, which
    `outer` (an index into the analysis's relations) then names.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float
    level: int = 0
    outer: int | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """Words `[first, last]` of one sentence that tell of a meeting: how it stands, and the model's mean probability."""

    first: int
    last: int
    status: str
    score: float


@dataclass(frozen=True)
class Analysis:
    """Words, sentences, trees, names, coreference links, attribution relations and tellings of one text."""

    text: str
    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]  # word ranges [first, end)
    names: tuple[Name, ...] = ()
    links: tuple[Link, ...] = ()
    mentions: tuple[int, ...] = ()  # the head words of all that is spoken of, links between them or not
    relations: tuple[Relation, ...] = ()
    unread: tuple[Span, ...] = field(default=())  # passages left unread (another language, no words)
    tellings: tuple[Telling, ...] = ()

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each word, the indices of the words it governs, in text order."""
        below: list[list[int]] = [[] for _ in self.words]
        for word in self.words:
            if word.head >= 0:
                below[word.head].append(word.index)
        return tuple(tuple(indices) for indices in below)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each word starts, for searching by place."""
        return tuple(word.start for word in self.words)

    def dependents(self, index: int, *relations: str) -> list[Word]:
        """Return the words that `index` governs by one of the relations (subtypes count), or all of them."""
        below = [self.words[child] for child in self.children[index]]
        if not relations:
            return below
        return [word for word in below if word.relation in relations or word.relation.split(":")[0] in relations]

    def subtree(self, index: int) -> list[int]:
        """Return the indices of the word and of all it governs, at any depth, in text order."""
        found, waiting = [], [index]
        while waiting:
            current = waiting.pop()
            found.append(current)
            waiting.extend(self.children[current])
        return sorted(found)

    def ancestors(self, index: int) -> Iterator[Word]:
        """Yield the words above `index`, nearest first."""
        head = self.words[index].head
        while head >= 0:
            yield self.words[head]
            head = self.words[head].head

    def words_in(self, span: Span) -> list[Word]:
        """Return the words that touch the span."""
        starts = self.starts
        first, end = bisect_left(starts, span.start), bisect_left(starts, span.end)
        if first and self.words[first - 1].end > span.start:
            first -= 1
        return list(self.words[first:end])
