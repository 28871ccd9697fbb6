"""Citing: which words of which article a row rests on, in their sentence, and what other outlets made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

SENTENCE_END: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9À-ÖØ-Þ])|\n\s*\n|\n")
SENTENCE_NEAR: Final = 400  # characters before in which most sentences begin: they are looked at first
SENTENCE_REACH: Final = 2000  # characters before and after in which a sentence ends, as ten times the usual one
SHORT_FORM: Final = re.compile(
    r"(?:^|[\s(“\"])(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|St|Gov|Prof|Jan|Feb|Mar|Apr"
    r"|Aug|Sept?|Oct|Nov|Dec)\.$|[A-Z]\.[A-Z]\.$"
)
WORD: Final = re.compile(r"\[[^\]]*\]|\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRef:
    """An actor as lists name it."""

    key: str
    name: str
    type: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The words that a row rests on: the article, when and where it stood, `[start, end)`, and the whole sentence."""

    article: str
    published: str | None
    publisher: str | None
    title: str | None
    url: str | None
    start: int
    end: int
    words: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How the words of one outlet differ from those of another."""

    kind: Literal["shortened", "longer", "inserted", "changed"]
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Another outlet that carried the same words: the row there, and how they differ."""

    key: str
    article: str
    publisher: str | None
    title: str | None
    url: str | None
    published: str | None
    words: str
    differences: tuple[Difference, ...]


def find_sentence(text: str, start: int, end: int) -> str:
    """Return the sentence or sentences of `text` in which `[start, end)` stands, on one line."""
    for reach in (SENTENCE_NEAR, SENTENCE_REACH):
        base = max(0, start - reach)
        first, last = _bounds(text[base : end + SENTENCE_REACH], start - base, end - base)
        if first or not base:  # it begins in what was looked at
            break
    return " ".join(text[base + first : base + last].split())


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence of `[start, end)` begins and ends, as far as it does in this text."""
    first, last = 0, len(text)
    for found in SENTENCE_END.finditer(text):
        if "\n" not in found.group() and SHORT_FORM.search(text[max(0, found.start() - 8) : found.start() + 1]):
            continue
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end - 1:
            last = found.end()
            break
    return first, last


def compare_words(before: str, after: str) -> tuple[Difference, ...]:
    """Return how two tellings of the same words differ: what one leaves out, puts in brackets, or words otherwise."""
    ours, theirs = WORD.findall(before), WORD.findall(after)
    matcher = SequenceMatcher(None, [word.casefold() for word in ours], [word.casefold() for word in theirs], False)
    found: list[Difference] = []
    for tag, low, high, other_low, other_high in matcher.get_opcodes():
        left, right = " ".join(ours[low:high]), " ".join(theirs[other_low:other_high])
        if tag == "delete":
            found.append(Difference(kind="shortened", before=left, after=""))
        elif tag == "insert":
            kind: Literal["inserted", "longer"] = "inserted" if "[" in right else "longer"
            found.append(Difference(kind=kind, before="", after=right))
        elif tag == "replace":
            found.append(Difference(kind="inserted" if "[" in right else "changed", before=left, after=right))
    return tuple(found)
