"""Signs that a word belongs to a name, which the head for names reads beside what the encoder says of the word.

The encoder sees lower-case word pieces, and knows no more names than its training texts had. So each word gets a row of
zeros and ones: is it, or a phrase that it stands in, on a list of known names; how is it written; how is its sentence
written; and how does the text write it elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dragoman.errors import ModelError

LISTS = (
    "city",
    "country",
    "region",
    "given name",
    "surname",
    "person",
    "organisation",
    "word of organisations",
    "people",
    "title",
    "date",
)
WRITTEN = (
    "capital",
    "capitals",
    "small letters",
    "digit",
    "full stop inside",
    "address",
    "one letter",
    "two letters",
    "three letters",
    "long",
    "capital inside",
    "joined",
    "mark",
)
AROUND = (
    "opens its sentence",
    "short sentence",
    "sentence in capitals",
    "sentence of capitalised words",
    "also in small letters",
    "also capitalised",
    "more than once",
)
SIGNS = (*LISTS, *(f"in a phrase: {name}" for name in LISTS), *WRITTEN, *AROUND)
IN_SMALL_LETTERS = ("word of organisations", "title")  # lists that hold for words in small letters too
LONGEST = 5  # words of a phrase
SHORT = 4  # words of a short sentence
MOSTLY = 0.6  # share of a sentence's words that makes it one in capitals, or of capitalised words

Rows = npt.NDArray[np.uint8]


class Lists:
    """Known names and words, each with the lists that it is on, from a file with a line for each."""

    def __init__(self, path: Path) -> None:
        """Load the lists: lines of a number, whose bits stand for LISTS, a tab, and the words in small letters.

        Raises:
            ModelError: the file cannot be read, or a line is of another form.
        """
        self._single: dict[str, int] = {}
        self._phrases: dict[tuple[str, ...], int] = {}
        try:
            for line in path.read_text(encoding="utf8").splitlines():
                number, _, phrase = line.partition("\t")
                words = tuple(phrase.split(" "))
                if len(words) == 1:
                    self._single[phrase] = int(number)
                else:
                    self._phrases[words] = int(number)
        except (OSError, ValueError) as error:
            raise ModelError(f"the lists of names cannot be read ({error}); reinstall Dragoman", path=path) from error
        self._openings = {words[0] for words in self._phrases}
        small = sum(1 << LISTS.index(name) for name in IN_SMALL_LETTERS)
        single = self._single

        @lru_cache(maxsize=1 << 15)
        def row(word: str) -> bytes:
            bits = single.get(word.lower(), 0) & (-1 if word[:1].isupper() else small)
            return bytes([*_bits(bits), *[0] * len(LISTS), *_written(word), *[0] * len(AROUND)])

        self._row = row

    def signs(self, words: Sequence[str], sentences: Sequence[tuple[int, int]]) -> Rows:
        """Return the signs of the words of a text, shape (words, SIGNS); `sentences` are their ranges of words."""
        if not words:
            return np.zeros((0, len(SIGNS)), dtype=np.uint8)
        together = bytearray().join([self._row(word) for word in words])  # a buffer that can be written to
        rows = np.frombuffer(together, dtype=np.uint8).reshape(len(words), len(SIGNS))
        small = [word.lower() for word in words]
        capital = [word[:1].isupper() for word in words]
        for first, (word, written) in enumerate(zip(small, capital, strict=True)):
            if written and word in self._openings:
                self._mark_phrases(small, first, rows)
        _mark_sentences(rows, words, sentences)
        opens = {first for first, _ in sentences}
        times = Counter(small)
        as_small = {word for word, other in zip(words, small, strict=True) if word == other}
        as_name = {word for at, word in enumerate(small) if capital[at] and at not in opens}
        again = {word: bytes((word in as_small, word in as_name, 1)) for word, count in times.items() if count > 1}
        once = bytes(3)
        repeated = b"".join([again.get(word, once) for word in small])
        rows[:, -3:] |= np.frombuffer(repeated, dtype=np.uint8).reshape(len(words), 3)
        return rows

    def _mark_phrases(self, words: Sequence[str], first: int, rows: Rows) -> None:
        """Mark the words of the phrases on the lists that begin here."""
        for end in range(first + 2, min(len(words), first + LONGEST) + 1):
            if bits := self._phrases.get(tuple(words[first:end])):
                rows[first:end, len(LISTS) : 2 * len(LISTS)] |= np.array(_bits(bits), dtype=np.uint8)


def _bits(number: int) -> list[int]:
    return [number >> place & 1 for place in range(len(LISTS))]


def _written(word: str) -> list[bool]:
    """Return for each of WRITTEN whether it holds."""
    inside = word[1:]
    return [
        word[:1].isupper(),
        word.isupper() and len(word) > 1,
        word.islower(),
        any(map(str.isdigit, word)),
        "." in word and len(word) > 1,
        "@" in word or "://" in word or "www." in word or ".com" in word,
        len(word) == 1,
        len(word) == 2,
        len(word) == 3,
        len(word) > 8,
        any(map(str.isupper, inside)) and any(map(str.islower, inside)),
        "-" in inside or "_" in word,
        not word[:1].isalnum(),
    ]


def _mark_sentences(rows: Rows, words: Sequence[str], sentences: Sequence[tuple[int, int]]) -> None:
    """Mark how the sentences are written, in the columns of AROUND."""
    column = len(SIGNS) - len(AROUND)
    capital, capitals = 2 * len(LISTS), 2 * len(LISTS) + 1
    for first, end in sentences:
        rows[first, column] = 1
        rows[first:end, column + 1] = end - first <= SHORT
        spelled = sum(word[:1].isalpha() for word in words[first:end])
        if spelled:
            rows[first:end, column + 2] = rows[first:end, capitals].sum() / spelled > MOSTLY
            rows[first:end, column + 3] = rows[first:end, capital].sum() / spelled > MOSTLY
