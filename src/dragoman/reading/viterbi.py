"""The best label sequences of linear-chain scores, many texts at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def best_labels(scores: Sequence[Floats], transitions: Floats) -> list[Ints]:
    """Return the highest-scoring label sequence of every text.

    Args:
        scores: float32 emissions a text, each of shape (words, labels).
        transitions: shape (labels + 1, labels), row = from, column = to; the last row scores the first label.
            Steps that BIO forbids carry large negative numbers.

    Source:
        Viterbi (1967); the texts of one call run side by side, so that the loop over words is paid once.
    """
    if not scores:
        return []
    lengths = np.array([len(s) for s in scores])
    order = np.argsort(-lengths, kind="stable")
    longest, labels = int(lengths.max()), transitions.shape[1]
    if longest == 0:
        return [np.zeros(0, dtype=np.int64) for _ in scores]
    padded = np.zeros((longest, len(scores), labels), dtype=np.float32)
    for row, text in enumerate(order):
        padded[: lengths[text], row] = scores[text]
    active = np.array([int((lengths > word).sum()) for word in range(longest)])
    back = np.zeros((longest, len(scores), labels), dtype=np.int8)
    steps = transitions[:-1][None]
    best = padded[0] + transitions[-1]
    for word in range(1, longest):
        count = active[word]
        candidates = best[:count, :, None] + steps
        choice = candidates.argmax(1)
        back[word, :count] = choice
        best[:count] = np.take_along_axis(candidates, choice[:, None], 1)[:, 0] + padded[word, :count]
    found: list[Ints] = [np.zeros(0, dtype=np.int64)] * len(scores)
    for row, text in enumerate(order):
        path = np.zeros(lengths[text], dtype=np.int64)
        if len(path):
            path[-1] = best[row].argmax()
            for word in range(len(path) - 1, 0, -1):
                path[word - 1] = back[word, row, path[word]]
        found[text] = path
    return found
