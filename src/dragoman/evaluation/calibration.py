"""How honest the confidences are: the expected calibration error."""

from __future__ import annotations

from collections.abc import Iterable

BINS = 10  # of equal width, as in the source


def expected_calibration_error(judgements: Iterable[tuple[float, bool]]) -> float:
    """Return the mean distance between confidence and share of right ones, weighted by bin, in 0...1.

    Args:
        judgements: each row's confidence, and whether it was right.

    Source:
        Guo et al. (2017), On calibration of modern neural networks; ten bins of equal width.
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in judgements:
        bins[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    total = sum(map(len, bins))
    if not total:
        return 0.0
    gaps = (abs(sum(c for c, _ in rows) - sum(right for _, right in rows)) for rows in bins)
    return sum(gaps) / total
