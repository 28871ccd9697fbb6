"""Cutting a text into windows that the encoder can take: whole paragraphs, with the words before them as context."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


class Window(NamedTuple):
    """Words `[first, end)` are read; of these, `[own_first, own_end)` take their scores from this window."""

    first: int
    end: int
    own_first: int
    own_end: int


def plan_windows(
    counts: Ints, paragraphs: Ints, sentences: npt.NDArray[np.bool_], *, limit: int, context: int
) -> list[Window]:
    """Return windows whose own words partition the text in order.

    A window ends where a paragraph ends, else where a sentence ends, else anywhere.

    Args:
        counts: word pieces of each word, shape (words,).
        paragraphs: the number of each word's paragraph, never falling, shape (words,).
        sentences: whether each word opens a sentence, shape (words,).
        limit: most pieces in a window.
        context: pieces of earlier sentences read again before the own words where they fit; a sentence longer than a
            window is cut, and then as many pieces are read again on both sides of the cut.
    """
    words = len(counts)
    if not words:
        return []
    ends = np.concatenate([[0], np.cumsum(counts)])
    opens = np.diff(paragraphs, prepend=-1) > 0
    openings = np.append(np.flatnonzero(opens | sentences), words)
    breaks = (np.append(np.flatnonzero(opens), words), openings)
    windows: list[Window] = []
    own_first = 0
    while own_first < words:
        first = _context_start(own_first, ends, openings, context)
        reach = int(np.searchsorted(ends, ends[first] + limit, side="right")) - 1
        if reach >= words:
            windows.append(Window(first, words, own_first, words))
            break
        reach = max(reach, own_first + 1)
        own_end = next((stop for places in breaks if (stop := _last(places, reach)) > own_first), None)
        if own_end is None:
            own_end = int(np.searchsorted(ends, ends[reach] - context, side="left"))
            own_end = min(max(own_end, own_first + 1), reach)
        else:
            reach = own_end
        windows.append(Window(first, reach, own_first, own_end))
        own_first = own_end
    return windows


def _last(places: Ints, reach: int) -> int:
    """Return the last place that is not beyond the reach, or -1."""
    at = int(np.searchsorted(places, reach, side="right")) - 1
    return int(places[at]) if at >= 0 else -1


def _context_start(own_first: int, ends: Ints, openings: Ints, context: int) -> int:
    """Return where the context begins: at a sentence if one begins near enough, or anywhere in a cut sentence."""
    earliest = int(np.searchsorted(ends, ends[own_first] - context, side="left"))
    at = int(np.searchsorted(openings, earliest, side="left"))
    opening = int(openings[at])
    return opening if opening < own_first or own_first in openings[at : at + 1] else earliest
