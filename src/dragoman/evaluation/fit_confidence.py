"""Fit the confidence of events and positions on annotated articles.

    python -m dragoman.evaluation.fit_confidence FOLDER [KEPT_ASIDE] [--write]

prints for each of the two how many rows of FOLDER there are, what share of them is right, and the expected calibration
error, every article judged by weights fitted on the others; `--write` keeps the weights fitted on all in
`dragoman/data`. The rules were written with these articles in view, so their rows are more often right than others:
with a second folder, of articles that nobody looked at, the bias is moved until the mean confidence there is the share
of right rows, and the calibration error there is printed too. The network learnt on FOLDER which meetings are told
where no rule finds one, so those are fitted on the second folder alone, and judged there article by article.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias, TypeVar

import numpy as np

from dragoman.contract import Event, Position
from dragoman.errors import DragomanError
from dragoman.evaluation.calibration import expected_calibration_error, fit_logistic
from dragoman.evaluation.gold_articles import PATTERN, AnnotatedArticle, read_annotated
from dragoman.evaluation.understanding import is_annotated, pair_positions

USAGE = "usage: python -m dragoman.evaluation.fit_confidence FOLDER [KEPT_ASIDE] [--write]"
WRITE = "--write"
FILES = {"events": "event_confidence.json", "positions": "position_confidence.json"}
SEEN = "seen"  # the feature of a meeting that the network sees and no rule finds
DIGITS = 4
WIDEST = 5.0  # log odds that the bias may move
HALVINGS = 30

Features: TypeAlias = dict[str, dict[str, float]]  # of the rows of one article, by id
Row = TypeVar("Row", Event, Position)


@dataclass(frozen=True, slots=True)
class Sample:
    """One row of a reading: its article, what is known of how it was read, and whether it is right."""

    article: str
    features: Mapping[str, float]
    right: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression: the bias and a weight for each feature."""

    bias: float
    by_feature: dict[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability that a row with these features is right."""
        total = self.bias + sum(self.by_feature.get(name, 0.0) * value for name, value in features.items())
        return float(1 / (1 + np.exp(-total)))


def fit(samples: Sequence[Sample]) -> Weights:
    """Return the weights that make the samples likeliest, under a penalty on their squares (not the bias's)."""
    names = sorted({name for sample in samples for name in sample.features})
    rows = np.array([[1.0, *(sample.features.get(name, 0.0) for name in names)] for sample in samples])
    right = np.array([float(sample.right) for sample in samples])
    weights = fit_logistic(rows, right)
    kept = {name: round(float(weight), DIGITS) for name, weight in zip(names, weights[1:], strict=True)}
    return Weights(round(float(weights[0]), DIGITS), {name: weight for name, weight in kept.items() if weight})


def shifted(weights: Weights, samples: Sequence[Sample]) -> Weights:
    """Return the weights with the bias under which the mean probability of the samples is the share of right ones."""
    if not samples:
        return weights
    share = sum(sample.right for sample in samples) / len(samples)
    low, high = weights.bias - WIDEST, weights.bias + WIDEST
    for _ in range(HALVINGS):
        trial = replace(weights, bias=(low + high) / 2)
        mean = sum(trial.probability(sample.features) for sample in samples) / len(samples)
        low, high = (trial.bias, high) if mean < share else (low, trial.bias)
    return replace(weights, bias=round((low + high) / 2, DIGITS))


def with_seen(weights: Weights, samples: Sequence[Sample]) -> Weights:
    """Return the weights with those of the meetings that no rule finds, fitted on these samples of them."""
    if not samples:
        return weights
    bare = [replace(sample, features=_without(sample.features)) for sample in samples]
    own = fit(bare)
    added = {SEEN: round(own.bias - weights.bias, DIGITS), **own.by_feature}
    return replace(weights, by_feature=weights.by_feature | added)


def _without(features: Mapping[str, float]) -> dict[str, float]:
    return {name: value for name, value in features.items() if name != SEEN}


def judge_left_out(samples: Sequence[Sample]) -> list[tuple[float, bool]]:
    """Return each sample's probability by weights fitted on all other articles, and whether it is right."""
    judged = []
    for article in dict.fromkeys(sample.article for sample in samples):
        weights = fit([sample for sample in samples if sample.article != article])
        own = [sample for sample in samples if sample.article == article]
        judged += [(weights.probability(sample.features), sample.right) for sample in own]
    return judged


def collect(golds: Sequence[AnnotatedArticle]) -> dict[str, list[Sample]]:
    """Return the meetings and the positions that Dragoman reads in the articles, right and wrong ones.

    A meeting is right if an annotated one shares its words, a party and the status; a position if holder and stance
    are those of an annotated one.
    """
    from dragoman.meaning.events import explain_events
    from dragoman.meaning.positions import explain_positions
    from dragoman.reader import Reader, Stages

    events: list[Features] = []
    positions: list[Features] = []
    stages = replace(
        Stages.load(actors=None, threads=None),
        find_events=_keeping(explain_events, events),
        find_positions=_keeping(explain_positions, positions),
    )
    samples: dict[str, list[Sample]] = {"events": [], "positions": []}
    readings = Reader(stages=stages).read_many(gold.article for gold in golds)
    for number, (gold, reading) in enumerate(zip(golds, readings, strict=True)):
        met = {event.id for event in reading.events if event.type == "CONSULT" and is_annotated(reading, event, gold)}
        held = {position.id for _, position in pair_positions(reading, gold)}
        coded = [event.id for event in reading.events if event.type == "CONSULT"]
        samples["events"] += _samples(gold.article.id, coded, events[number], met)
        samples["positions"] += _samples(gold.article.id, [p.id for p in reading.positions], positions[number], held)
    return samples


def _keeping(
    explain: Callable[..., list[tuple[Row, dict[str, float]]]], kept: list[Features]
) -> Callable[..., tuple[Row, ...]]:
    """Return the stage that finds what `explain` explains, and keeps the features of each article's rows by id."""

    def find(*arguments: object, **named: object) -> tuple[Row, ...]:
        rows = explain(*arguments, **named)
        kept.append({row.id: features for row, features in rows})
        return tuple(row for row, _ in rows)

    return find


def _samples(article: str, ids: Iterable[str], features: Features, right: set[str]) -> list[Sample]:
    return [Sample(article, features[key], key in right) for key in ids]


def main(arguments: list[str]) -> int:
    """Fit, print and, if asked, write; return 2 where a folder cannot be read."""
    folders = [argument for argument in arguments if argument != WRITE]
    if len(folders) not in (1, 2) or any(folder.startswith("-") for folder in folders):
        print(USAGE, file=sys.stderr)
        return 2
    try:
        samples, *others = [collect(_read(folder)) for folder in folders]
    except DragomanError as error:
        print(error, file=sys.stderr)
        return 2
    for name, every in samples.items():
        rows = [row for row in every if SEEN not in row.features]
        print(f"{name}: {_described(rows)}")
        left_out = expected_calibration_error(judge_left_out(rows))
        print(f"  calibration error, each article left out in turn: {left_out:.3f}")
        weights = fit(rows)
        print(f"  calibration error on the rows fitted on: {_error(weights, rows):.3f}")
        for other in others:
            aside = [row for row in other[name] if SEEN not in row.features]
            seen = [row for row in other[name] if SEEN in row.features]
            moved = shifted(weights, aside)
            print(f"  kept aside: {_described(aside)}; the bias moves by {moved.bias - weights.bias:+.2f}")
            print(f"  calibration error there: {_error(weights, aside):.3f} before, {_error(moved, aside):.3f} after")
            weights = with_seen(moved, seen)
            if seen:
                left_out = expected_calibration_error(
                    judge_left_out([replace(r, features=_without(r.features)) for r in seen])
                )
                print(f"  seen by the network alone, kept aside: {_described(seen)}")
                print(f"  calibration error there, each article left out in turn: {left_out:.3f}")
                print(f"  calibration error of all kept aside: {_error(weights, [*aside, *seen]):.3f}")
        if WRITE in arguments:
            target = Path(str(files("dragoman") / "data" / FILES[name]))
            text = json.dumps({"bias": weights.bias, "weights": weights.by_feature}, indent=1)
            target.write_text(text + "\n", encoding="utf8")
            print(f"  written to {target.name}")
    return 0


def _read(folder: str) -> list[AnnotatedArticle]:
    golds = [read_annotated(path) for path in sorted(Path(folder).glob(PATTERN))]
    if not golds:
        raise DragomanError(f"no {PATTERN} in the folder", path=folder)
    return golds


def _described(rows: Sequence[Sample]) -> str:
    return f"{len(rows)} rows, {sum(row.right for row in rows) / max(1, len(rows)):.1%} right"


def _error(weights: Weights, rows: Sequence[Sample]) -> float:
    return expected_calibration_error((weights.probability(row.features), row.right) for row in rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
