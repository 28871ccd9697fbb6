"""Precision, recall and F1 from counts, and the tokens in which spans are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(slots=True)
class Count:
    """How many were right, how many were predicted, and how many there are."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, right: int, predicted: int, gold: int) -> None:
        """Add the counts of one article."""
        self.right += right
        self.predicted += predicted
        self.gold += gold

    @property
    def precision(self) -> float:
        """Share of the predicted that is right, in percent."""
        return 100 * self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that is found, in percent."""
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in percent."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def token_spans(text: str) -> list[tuple[int, int]]:
    """Return the places of words and single marks: the units in which overlapping spans are compared."""
    return [match.span() for match in TOKEN.finditer(text)]


def covered(tokens: list[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> set[int]:
    """Return the indices of the tokens that any of the spans touches."""
    places = list(spans)
    return {i for i, (a, b) in enumerate(tokens) for start, end in places if b > start and a < end}
