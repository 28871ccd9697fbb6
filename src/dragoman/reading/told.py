"""Where a text tells of a meeting, as the model sees it, whether or not a word of meeting is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from dragoman.reading.analysis import Telling
from dragoman.reading.model import TOLD

SHORTEST = 3  # words: less is the tail of what another sentence tells
STATUSES = TOLD[1:]


def tellings_of(scores: npt.NDArray[np.float32], sentences: Sequence[tuple[int, int]]) -> Iterator[Telling]:
    """Yield the longest runs of words within a sentence that each rather tell of a meeting than not, in text order.

    `scores` (words, TOLD) log odds; `sentences` word ranges [first, end).
    """
    if not len(scores):
        return
    numbers = np.repeat(np.arange(len(sentences)), [end - first for first, end in sentences])
    run = np.where(scores[:, 0] > 0, numbers, -1)  # the sentence of a word that tells, or -1
    bounds = [0, *(np.flatnonzero(np.diff(run)) + 1).tolist(), len(run)]
    for first, end in pairwise(bounds):
        if run[first] >= 0 and end - first >= SHORTEST:
            means = (1 / (1 + np.exp(-scores[first:end].astype(np.float64)))).mean(axis=0)
            yield Telling(first, end - 1, STATUSES[int(means[1:].argmax())], round(float(means[0]), 4))
