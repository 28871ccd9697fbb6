"""An article's words as linking walks over them: lower-case forms, sentences, paragraphs, and the places of actors."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.actors.cast import Member
from dragoman.contract import MentionKind
from dragoman.reading.analysis import Analysis
from dragoman.text import Span

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})

ACRONYMS = frozenset({"WHO", "US", "IT"})  # which lower case would make pronouns


LONGEST_SYLLABLE = 5  # letters of a Korean given name's second syllable: "hyung"
NO_SYLLABLES = frozenset("led run born based made held era style wide free sized area aid only plus like".split())


@dataclass(slots=True, eq=False)
class Spot:
    """A place where somebody is spoken of: words `[first, last]`, and whom they mean if one candidate remains.

    `acts` is False for a name that only says where ("in Kyiv"); `adjective` is True for "Ukrainian" in front of a noun.
    """

    first: int
    last: int
    kind: MentionKind
    type: str
    member: Member | None = None
    candidates: tuple[str, ...] = ()
    reason: str | None = None
    acts: bool = True
    adjective: bool = False
    title_first: int = -1  # where the title in front of a person's name starts; the name itself without one
    quoted: bool = False  # inside the content of a statement

    def __post_init__(self) -> None:
        if self.title_first < 0:
            self.title_first = self.first


@dataclass(slots=True)
class Page:
    """The words of one article, and the spots found so far in text order."""

    analysis: Analysis
    lower: list[str] = field(init=False)
    capital: list[bool] = field(init=False)
    sentences: list[int] = field(init=False)
    spots: list[Spot] = field(default_factory=list)
    _breaks: list[int] = field(init=False)
    _firsts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lower = [word.text if word.text in ACRONYMS else word.text.lower() for word in self.analysis.words]
        if "’" in self.analysis.text:
            self.lower = [text.replace("’", "'") if "’" in text else text for text in self.lower]
        self.capital = [word.text[:1].isupper() for word in self.analysis.words]
        self._mark_syllables()
        self.sentences = [word.sentence for word in self.analysis.words]
        text = self.analysis.text
        self._breaks = [place for place, letter in enumerate(text) if letter == "\n"] if "\n" in text else []

    def _mark_syllables(self) -> None:
        """Take the last syllable of "Kim Dae-jung" for a part of the name; "Saudi Arabia-led" has none."""
        words = self.analysis.words
        for index in range(3, len(words)):
            text = words[index].text
            if text.islower() and words[index - 1].text == "-" and len(text) <= LONGEST_SYLLABLE:
                glued = words[index - 2].end == words[index - 1].start and words[index - 1].end == words[index].start
                if glued and self.capital[index - 2] and self.capital[index - 3] and text not in NO_SYLLABLES:
                    self.capital[index] = True

    def place(self, spots: list[Spot]) -> None:
        """Keep these spots, in text order."""
        self.spots = sorted(spots, key=lambda spot: (spot.first, -spot.last))
        self._firsts = [spot.first for spot in self.spots]

    def add(self, spot: Spot) -> Spot:
        """Keep one more spot, unless there is one with the same words; return the one that is kept."""
        at = bisect_left(self._firsts, spot.first)
        while at < len(self.spots) and self.spots[at].first == spot.first:
            if self.spots[at].last == spot.last:
                held = self.spots[at]
                if held.member is None and spot.member is not None:
                    held.member, held.kind, held.type = spot.member, spot.kind, spot.type
                    held.candidates, held.reason = spot.candidates, spot.reason
                return held
            at += 1
        self.spots.insert(at, spot)
        self._firsts.insert(at, spot.first)
        return spot

    def within(self, first: int, last: int) -> list[Spot]:
        """Return the spots that lie wholly in the words `[first, last]`."""
        found = []
        for at in range(bisect_left(self._firsts, first), bisect_right(self._firsts, last)):
            if self.spots[at].last <= last:
                found.append(self.spots[at])
        return found

    def before(self, index: int, *, sentences: int) -> Iterator[Spot]:
        """Yield the spots that end before the word, the nearest first, as far back as that many sentences."""
        if not self.sentences:
            return
        earliest = self.sentences[min(index, len(self.sentences) - 1)] - sentences
        for at in range(bisect_left(self._firsts, index) - 1, -1, -1):
            spot = self.spots[at]
            if self.sentences[spot.first] < earliest:
                return
            if spot.last < index:
                yield spot

    def paragraph(self, index: int) -> int:
        """Return the number of line breaks in front of the word."""
        return bisect_left(self._breaks, self.analysis.words[index].start)

    def sentence_words(self, index: int) -> tuple[int, int]:
        """Return the words `[first, end)` of the sentence in which the word stands."""
        return self.analysis.sentences[self.sentences[index]]

    def range_of(self, span: Span) -> tuple[int, int] | None:
        """Return the first and last word that the span touches; None where it touches none."""
        starts = self.analysis.starts
        first = max(0, bisect_right(starts, span.start) - 1)
        if starts and self.analysis.words[first].end <= span.start:
            first += 1
        last = bisect_left(starts, span.end) - 1
        return (first, last) if first <= last else None

    def text(self, first: int, last: int) -> str:
        """Return the words `[first, last]` as they stand in the article."""
        words = self.analysis.words
        return self.analysis.text[words[first].start : words[last].end]
