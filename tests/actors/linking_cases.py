"""Small articles for linking: words and sentences as the reading cuts them, statements given by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dragoman.actors.book import Book, book
from dragoman.actors.linking import Linked, link
from dragoman.article import Article
from dragoman.contract import Attribution
from dragoman.reading.analysis import Analysis, Name, Word
from dragoman.reading.features import word_features
from dragoman.reading.quotes import find_quotes
from dragoman.reading.sentences import find_sentences
from dragoman.reading.times import find_times
from dragoman.reading.words import split_words
from dragoman.text import Part

DAY = date(2025, 8, 23)
Statement = tuple[str | None, str | None, str]  # source, cue and content as they stand in the text


def analyse(text: str, persons: Sequence[str] = (), bodies: Sequence[str] = ()) -> Analysis:
    """Return words, sentences and the given names of the text, without trees, as the shipped model gives them."""
    spans = split_words(text)
    sentences = find_sentences(text, spans, word_features(text, spans, find_quotes(text)))
    number = {index: place for place, (first, end) in enumerate(sentences) for index in range(first, end)}
    words = tuple(
        Word(index, span.start, span.end, text[span.start : span.end], "", -1, "", number[index])
        for index, span in enumerate(spans)
    )
    names = _names(words, text, persons, "PER") + _names(words, text, bodies, "ORG")
    return Analysis(text, words, sentences, names=tuple(sorted(names, key=lambda name: name.first)))


def _names(words: Sequence[Word], text: str, items: Sequence[str], label: str) -> list[Name]:
    found = []
    for item in items:
        at = text.find(item)
        while at >= 0:
            inside = [word.index for word in words if word.start < at + len(item) and word.end > at]
            found.append(Name(inside[0], inside[-1], label, 0.9))
            at = text.find(item, at + 1)
    return found


def attribute(text: str, statements: Sequence[Statement]) -> list[Attribution]:
    """Return the statements as attributions; each piece is looked for near its content."""
    found = []
    for number, (source, cue, content) in enumerate(statements):
        start = text.index(content)
        parts = [_near(text, piece, start) if piece else None for piece in (source, cue)]
        quoting = "direct" if content[0] in '“"' else "indirect"
        found.append(
            Attribution(
                id=f"a{number}",
                source=parts[0],
                cue=parts[1],
                content=Part.of(text, [(start, start + len(content))]),
                quoting=quoting,
            )  # type: ignore[arg-type]
        )
    return found


def _near(text: str, piece: str, at: int) -> Part:
    starts = [start for start in range(len(text)) if text.startswith(piece, start)]
    start = min(starts, key=lambda start: abs(start - at))
    return Part.of(text, [(start, start + len(piece))])


def link_text(
    text: str,
    *statements: Statement,
    persons: Sequence[str] = (),
    bodies: Sequence[str] = (),
    on: date | None = DAY,
    known: Book | None = None,
) -> Linked:
    """Return what linking makes of the text and its statements."""
    article = Article.from_text(text, published=on)
    return link(
        article, analyse(text, persons, bodies), attribute(text, statements), find_times(text, on), known or book()
    )


def names(linked: Linked, keys: Sequence[str]) -> list[str]:
    """Return the canonical names of actors."""
    by_id = {actor.id: actor.name for actor in linked.actors}
    return [by_id[key] for key in keys]


def speakers(linked: Linked, number: int = -1) -> list[str]:
    """Return who spoke, by canonical name; of the last statement unless a number is given."""
    return names(linked, linked.attributions[number].speakers)


def meant(linked: Linked, text: str) -> str | None:
    """Return the name of the actor of the last mention with exactly these words."""
    mention = [mention for mention in linked.mentions if mention.text == text][-1]
    return names(linked, [mention.actor])[0] if mention.actor else None
