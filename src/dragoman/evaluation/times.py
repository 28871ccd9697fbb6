"""How right the time expressions are, as TempEval-3 measures it: strict and relaxed spans, then values."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.contract import Reading
from dragoman.evaluation.corpora import GoldArticle
from dragoman.evaluation.counting import Count


def measure_times(readings: Sequence[Reading], gold: Sequence[GoldArticle]) -> dict[str, Count]:
    """Return the counts of `strict`, `relaxed` and `value` matches; each gold expression is matched once.

    Source:
        UzZaman et al. (2013), SemEval-2013 task 1: the F1 of values counts a relaxed match of equal value.
    """
    counts = {name: Count() for name in ("strict", "relaxed", "value")}
    for reading, truth in zip(readings, gold, strict=True):
        found, wanted = reading.times, truth.times
        used: set[int] = set()
        strict = relaxed = value = 0
        for time in found:
            hits = (i for i, g in enumerate(wanted) if i not in used and time.start < g.end and g.start < time.end)
            hit = next(hits, None)
            if hit is not None:
                used.add(hit)
                relaxed += 1
                strict += (time.start, time.end) == (wanted[hit].start, wanted[hit].end)
                value += time.value == wanted[hit].value
        for name, right in (("strict", strict), ("relaxed", relaxed), ("value", value)):
            counts[name].add(right, len(found), len(wanted))
    return counts
