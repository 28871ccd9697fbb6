"""How honest the confidences are: the expected calibration error, and the weights that make it small."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

BINS = 10  # of equal width, as in the source
PENALTY = 1.0  # on the square of a weight: with a hundred rows, a feature seen three times must not decide
STEPS = 50  # of Newton's method, which needs about eight
CLOSE = 1e-8

Floats = npt.NDArray[np.float64]


def fit_logistic(rows: Floats, right: Floats) -> Floats:
    """Return the weights that make the judgements likeliest, under a penalty on their squares (not the bias's).

    Args:
        rows: (judgements, features), the first feature being 1 for the bias.
        right: (judgements,), 1 for a right row and 0 for a wrong one.

    Source:
        Newton's method on the penalised likelihood: Hastie, Tibshirani and Friedman (2009), section 4.4.
    """
    penalty = np.diag([CLOSE, *([PENALTY] * (rows.shape[1] - 1))])
    weights: Floats = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        probability = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (right - probability) - penalty @ weights
        curvature = rows.T @ (rows * (probability * (1 - probability))[:, None]) + penalty
        step = np.linalg.solve(curvature, gradient)
        weights = weights + step
        if float(np.abs(step).max()) < CLOSE:
            break
    return weights


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
