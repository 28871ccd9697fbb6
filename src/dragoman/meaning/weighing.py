"""How sure a row is: a logistic regression over named features, with its weights in a small file of `data/`."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dragoman.errors import DataError

LOWEST, HIGHEST = 0.02, 0.98  # what no row leaves: a hundred annotated rows say nothing of rarer cases
STEEPEST = 30.0  # beyond which the logistic function is 0 or 1 to all digits shown
DIGITS = 4


def weigh(features: Mapping[str, float], file: str) -> float:
    """Return how probable it is that a row is right, from 0 to 1; features without a weight count nothing.

    Args:
        features: by name, each 0 to 1.
        file: the file of weights in `data/`: `{"bias": number, "weights": {"feature": number}}`.

    Raises:
        DataError: the file is missing, no JSON, or holds other than numbers.
    """
    bias, weights = read_weights(file)
    total = bias + sum(weights.get(name, 0.0) * value for name, value in features.items())
    probability = 1 / (1 + math.exp(-max(-STEEPEST, min(STEEPEST, total))))
    return round(min(HIGHEST, max(LOWEST, probability)), DIGITS)


@cache
def read_weights(file: str) -> tuple[float, dict[str, float]]:
    """Return the bias and the weights by feature of a file in `data/`.

    Raises:
        DataError: as `weigh`.
    """
    try:
        held = json.loads((files("dragoman") / "data" / file).read_text(encoding="utf8"))
        return float(held["bias"]), {str(name): float(value) for name, value in held["weights"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f'cannot be read ({error}); write {{"bias": number, "weights": {{"feature": number}}}}'
        raise DataError(message, path=file) from error
