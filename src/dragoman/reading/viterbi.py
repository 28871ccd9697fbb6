"""The best label sequences of linear-chain scores, many texts at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def best_labels(scores: Sequence[Floats], transitions: Floats, paragraphs: Sequence[Ints] | None = None) -> list[Ints]:
    """Return the highest-scoring label sequence of every text.

    Args:
        scores: float32 emissions a text, each of shape (words, labels).
        transitions: shape (labels + 1, labels), row = from, column = to; the last row scores the first label.
            Steps that BIO forbids carry large negative numbers.
        paragraphs: the number of each word's paragraph, never falling: every paragraph is then a sequence of its own.

    Source:
        Viterbi (1967); the sequences of one call run side by side, so that the loop over words is paid once.
    """
    if paragraphs is None:
        return _best(scores, transitions)
    cuts = [np.flatnonzero(np.diff(own)) + 1 for own in paragraphs]
    pieces = [piece for text, own in zip(scores, cuts, strict=True) for piece in np.split(text, own)]
    paths = iter(_best(pieces, transitions))
    return [np.concatenate([next(paths) for _ in range(len(own) + 1)]) for own in cuts]


def _best(scores: Sequence[Floats], transitions: Floats) -> list[Ints]:
    """Return the best label sequence of every one of the sequences."""
    lengths = np.array([len(s) for s in scores], dtype=np.int64)
    longest, labels = int(lengths.max(initial=0)), transitions.shape[1]
    if longest == 0:
        return [np.zeros(0, dtype=np.int64) for _ in scores]
    order = np.argsort(-lengths, kind="stable")
    padded = np.zeros((longest, len(scores), labels), dtype=np.float32)
    for row, text in enumerate(order):
        padded[: lengths[text], row] = scores[text]
    active = [int((lengths > word).sum()) for word in range(longest)]
    back = np.zeros((longest, len(scores), labels), dtype=np.int8)
    steps = np.ascontiguousarray(transitions[:-1].T)[None]
    best = padded[0] + transitions[-1]
    for word in range(1, longest):
        count = active[word]
        candidates = best[:count, None, :] + steps
        back[word, :count] = candidates.argmax(2)
        best[:count] = candidates.max(2) + padded[word, :count]
    paths = np.zeros((longest, len(scores)), dtype=np.int64)
    rows = np.arange(len(scores))
    last = best.argmax(1)  # of every sequence: rows beyond their end were left as they stood at their last word
    for word in range(longest - 1, -1, -1):
        count = active[word]
        ending = active[word + 1] if word + 1 < longest else 0
        paths[word, ending:count] = last[ending:count]
        if word:
            paths[word - 1, :count] = back[word, rows[:count], paths[word, :count]]
    found: list[Ints] = [np.zeros(0, dtype=np.int64)] * len(scores)
    for row, text in enumerate(order):
        found[text] = paths[: lengths[text], row]
    return found
