"""What the encoder cannot see in lower-case word pieces: case, layout, and whether words stand in quotation marks.

Each word gets three small integers, which the network turns into vectors and adds to those of its word pieces.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dragoman.reading.quotes import Quote
from dragoman.text import Span

SHAPES = ("other", "lower", "title", "upper", "initial", "mixed", "digits", "letters and digits", "mark")
QUOTES = ("outside", "opening mark", "inside", "closing mark")
LAYOUTS = ("within a paragraph", "first of a paragraph", "after a line break", "no space before")

Features = npt.NDArray[np.int64]


def word_features(text: str, words: Sequence[Span], quotes: Sequence[Quote]) -> Features:
    """Return int64 features, shape (words, 3): indices into SHAPES, QUOTES and LAYOUTS."""
    features = np.zeros((len(words), 3), dtype=np.int64)
    features[:, 0] = [_shape(text[start:end]) for start, end in words]
    features[:, 1] = _quote_states(words, quotes)
    features[:, 2] = _layouts(text, words)
    return features


def _shape(word: str) -> int:
    if word.islower():
        return 1 if word.isalpha() else (7 if any(map(str.isdigit, word)) else 1)
    if word.isalpha():
        if len(word) == 1:
            return 4 if word.isupper() else 0
        if word.isupper():
            return 3
        return 2 if word.istitle() else (5 if word != word.lower() else 0)
    if word[0].isdigit():
        return 6 if not any(map(str.isalpha, word)) else 7
    if not any(map(str.isalnum, word)):
        return 8
    return 3 if word.isupper() else 2 if word[0].isupper() else 5


def _quote_states(words: Sequence[Span], quotes: Sequence[Quote]) -> npt.NDArray[np.int64]:
    starts = np.fromiter((word.start for word in words), dtype=np.int64, count=len(words))
    states = np.zeros(len(words), dtype=np.int64)
    for quote in quotes:
        first, last = np.searchsorted(starts, (quote.start, quote.end))
        states[first:last] = np.maximum(states[first:last], 2)
    for quote in quotes:
        first, last = np.searchsorted(starts, (quote.start, quote.end))
        if first < len(words) and starts[first] == quote.start:
            states[first] = 1
        if quote.closed and last > 0 and starts[last - 1] == quote.end - 1:
            states[last - 1] = 3
    return states


def _layouts(text: str, words: Sequence[Span]) -> list[int]:
    layouts, before = [], 0
    for index, (start, end) in enumerate(words):
        gap = text[before:start]
        if index == 0 or gap.count("\n") > 1:
            layouts.append(1)
        elif "\n" in gap:
            layouts.append(2)
        else:
            layouts.append(3 if not gap else 0)
        before = end
    return layouts
