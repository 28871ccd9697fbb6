"""Long texts in segments, whose analyses are put together again, and sentences that are left out of an analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.reading.analysis import Analysis, Link, Name, Relation, Telling, Word
from dragoman.reading.decode import ROLES
from dragoman.text import Span

SEGMENT = 150_000  # code points: a longer text is read in segments, so that memory stays bounded


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
    links: list[Link] = []
    mentions: list[int] = []
    unread: list[Span] = []
    tellings: list[Telling] = []
    relations: list[Relation] = []
    for segment, part in zip(own, parts, strict=True):
        shift, first, before, earlier = segment.start, len(words), len(relations), len(sentences)
        for word in part.words:
            moved = replace(word, index=word.index + first, start=word.start + shift, end=word.end + shift)
            head = word.head + first if word.head >= 0 else -1
            words.append(replace(moved, head=head, sentence=word.sentence + earlier))
        sentences += [(a + first, b + first) for a, b in part.sentences]
        names += [replace(name, first=name.first + first, last=name.last + first) for name in part.names]
        links += [replace(link, word=link.word + first, antecedent=link.antecedent + first) for link in part.links]
        mentions += [word + first for word in part.mentions]
        tellings += [replace(one, first=one.first + first, last=one.last + first) for one in part.tellings]
        unread += [Span(start + shift, end + shift) for start, end in part.unread]
        for relation in part.relations:
            places = {role: tuple(Span(a + shift, b + shift) for a, b in getattr(relation, role)) for role in ROLES}
            outer = None if relation.outer is None else relation.outer + before
            relations.append(replace(relation, **places, outer=outer))  # type: ignore[arg-type]
    return Analysis(
        text,
        tuple(words),
        tuple(sentences),
        tuple(names),
        tuple(links),
        tuple(mentions),
        tuple(relations),
        tuple(unread),
        tuple(tellings),
    )


def without_foreign(analysis: Analysis, foreign: Sequence[int]) -> Analysis:
    """Return the analysis without what the model made of sentences in another language, which are named as unread."""
    if not foreign:
        return analysis
    places = {number: analysis.sentences[number] for number in foreign}
    inside = {index for first, end in places.values() for index in range(first, end)}
    words = tuple(replace(w, tag="X", penn="FW", relation="dep") if w.index in inside else w for w in analysis.words)
    unread = tuple(Span(words[first].start, words[end - 1].end) for first, end in places.values())
    kept = [
        number
        for number, relation in enumerate(analysis.relations)
        if not any(start <= relation.content[0].start < end for start, end in unread)
    ]
    numbers: dict[int | None, int | None] = {old: new for new, old in enumerate(kept)}
    relations = (analysis.relations[number] for number in kept)
    return replace(
        analysis,
        words=words,
        names=tuple(name for name in analysis.names if name.first not in inside),
        links=tuple(link for link in analysis.links if link.word not in inside),
        mentions=tuple(word for word in analysis.mentions if word not in inside),
        relations=tuple(replace(relation, outer=numbers.get(relation.outer)) for relation in relations),
        unread=unread,
        tellings=tuple(one for one in analysis.tellings if one.first not in inside),
    )
