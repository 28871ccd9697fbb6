"""Contents made whole against the quotation marks, and quotations kept that the network passed over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from dragoman.reading.decode import TAGS, Draft, Run, runs_of
from dragoman.reading.quotes import Quote
from dragoman.text import Span

Ints = npt.NDArray[np.int64]

B_CONTENT, I_CONTENT = TAGS.index("B-content"), TAGS.index("I-content")
SHORTEST_BARE = (
    6  # words with their marks; a shorter quoted phrase that nobody is said to say is a title or a scare quote
)
BARE_SCORE = -2.0  # log probability given to what the network did not find: low, so that it shows as doubtful


def snap(labels: Ints, words: Sequence[Span], quotes: Sequence[Quote]) -> Ints:
    """Return the labels with every content that begins or ends inside a quotation stretched or cut to its marks.

    Only words that carry no other role are taken; the side that holds more of the quotation wins.
    """
    outer = [(quote, *word_range(quote, words)) for quote in quotes if quote.closed and quote.depth == 0]
    labels = labels.copy()
    for run in runs_of(labels):
        if run.role != "content":
            continue
        for _, first, end in _touching(outer, run):
            if first < run.end < end:
                _settle_end(labels, run, first, end)
            if first < run.first < end:
                _settle_start(labels, run, first, end)
    return labels


def word_range(quote: Quote, words: Sequence[Span]) -> tuple[int, int]:
    """Return the words `[first, end)` that the quotation holds, its marks with them."""
    return bisect_left(words, quote.start, key=_start), bisect_left(words, quote.end, key=_start)


def _start(word: Span) -> int:
    return word.start


def _touching(outer: Sequence[tuple[Quote, int, int]], run: Run) -> list[tuple[Quote, int, int]]:
    at = bisect_left(outer, run.first, key=lambda item: item[2])
    found = []
    for item in outer[at:]:
        if item[1] >= run.end:
            break
        found.append(item)
    return found


def _settle_end(labels: Ints, run: Run, first: int, end: int) -> None:
    missing, held = end - run.end, run.end - max(first, run.first)
    if labels[run.end : end].any():
        return
    if missing <= held:
        labels[run.end : end] = I_CONTENT
    elif run.first < first:
        labels[first : run.end] = 0


def _settle_start(labels: Ints, run: Run, first: int, end: int) -> None:
    missing, held = run.first - first, min(end, run.end) - run.first
    if missing <= held and not labels[first : run.first].any():
        labels[run.first] = I_CONTENT
        labels[first] = B_CONTENT
        labels[first + 1 : run.first] = I_CONTENT


def keep_bare_quotations(drafts: Sequence[Draft], words: Sequence[Span], quotes: Sequence[Quote]) -> list[Draft]:
    """Return the drafts with the pieces of one quotation joined, and a draft for each quotation that has none.

    A piece that found no cue goes to the draft that holds another paragraph of the same quotation.
    """
    found = list(drafts)
    for quote in quotes:
        if quote.depth:
            continue
        first, end = word_range(quote, words)
        inside = [n for n, draft in enumerate(found) if _holds(draft, first, end)]
        if not inside and end - first >= SHORTEST_BARE:
            run = Run("content", first, end, BARE_SCORE)
            found.append(Draft((), None, (run,), BARE_SCORE, BARE_SCORE))
        elif len(quote.paragraphs) > 1 and len(inside) > 1:
            found = _joined(found, inside)
    return sorted(found, key=lambda draft: draft.first)


def _holds(draft: Draft, first: int, end: int) -> bool:
    own = [*draft.content, *draft.source, *([draft.cue] if draft.cue else [])]
    return any(run.first < end and first < run.end for run in own)


def _joined(drafts: list[Draft], inside: Sequence[int]) -> list[Draft]:
    """Return the drafts with the bare ones of a quotation given to its first draft that has a cue."""
    owner = next((n for n in inside if drafts[n].cue is not None), None)
    if owner is None:
        return drafts
    bare = [n for n in inside if drafts[n].cue is None]
    content = [*drafts[owner].content, *(run for n in bare for run in drafts[n].content)]
    merged = replace(drafts[owner], content=tuple(sorted(content, key=lambda run: run.first)))
    return [merged if n == owner else draft for n, draft in enumerate(drafts) if n not in bare]
