"""How likely an attribution is right, as a calibrated probability made from the scores that it was decoded from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

from dragoman.reading.decode import Draft

FEATURES = ("bias", "tags", "pointer", "cue", "source", "pieces")
LOWEST, HIGHEST = 0.01, 0.99  # nothing that a model says is certain


def features(draft: Draft) -> Sequence[float]:
    """Return what the confidence is made from, in the order of FEATURES.

    Mean log probability of the tags, mean log probability of the pointers, whether there is a cue and a source, and
    how many pieces the content has beyond one.
    """
    return (
        1.0,
        max(draft.tag_score, -3.0),
        max(draft.pointer_score, -3.0),
        float(draft.cue is not None),
        float(bool(draft.source)),
        float(min(len(draft.content) - 1, 2)),
    )


def of(draft: Draft, weights: Mapping[str, float]) -> float:
    """Return the probability that the draft's source, cue and content are rightly joined (logistic regression)."""
    z = sum(weights[name] * value for name, value in zip(FEATURES, features(draft), strict=True))
    return min(HIGHEST, max(LOWEST, 1.0 / (1.0 + exp(-max(-30.0, min(30.0, z))))))
