"""Fit the weights that turn an attribution's scores into its confidence, and write them into the model's config.

    python -m training.calibrate --data FOLDER --model src/dragoman/data/model

A logistic regression on the attributions that the model finds in PolNeAR's development part: was it right? Prints the
expected calibration error on the articles that it was fitted on, and under five-fold cross-validation by article,
which is the figure to expect of new articles.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dragoman.evaluation.attributions import Tokens, match
from dragoman.evaluation.calibration import Floats, expected_calibration_error, fit_logistic
from dragoman.evaluation.corpora import GoldArticle, read_gold
from dragoman.evaluation.counting import covered, token_spans
from dragoman.reading.analyse import Analyser
from dragoman.reading.confidence import FEATURES
from dragoman.reading.confidence import features as features_of

FOLDS = 5


def judge(analyser: Analyser, gold: Sequence[GoldArticle]) -> list[tuple[Floats, Floats]]:
    """Return for every article the features of its attributions, (attributions, FEATURES), and which are right."""
    found = []
    texts = [one.article.text for one in gold]
    for truth, analysis, (_, drafts) in zip(gold, analyser.analyse(texts), analyser.drafts(texts), strict=True):
        tokens = token_spans(truth.article.text)
        outer = [relation for relation in analysis.relations if relation.level == 0]
        if len(outer) != len(drafts):
            continue  # attributions in another language are left out of the analysis
        predicted = [
            Tokens(*(covered(tokens, getattr(relation, role)) for role in ("source", "cue", "content")))
            for relation in outer
        ]
        wanted = [
            Tokens(*(covered(tokens, getattr(a, r)) for r in ("source", "cue", "content"))) for a in truth.attributions
        ]
        right = np.array([hit is not None for _, hit in match(predicted, wanted)], dtype=np.float64)
        rows = np.array([features_of(draft) for draft in drafts], dtype=np.float64).reshape(-1, len(FEATURES))
        found.append((rows, right))
    return found


def error_of(weights: Floats, articles: Sequence[tuple[Floats, Floats]]) -> list[tuple[float, bool]]:
    """Return confidence and rightness of every attribution of the articles."""
    return [
        (float(p), bool(r))
        for rows, right in articles
        for p, r in zip(1 / (1 + np.exp(-rows @ weights)), right, strict=True)
    ]


def main() -> None:
    """Parse, fit, print both errors, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    arguments = parser.parse_args()
    analyser = Analyser(folder=arguments.model)
    articles = judge(analyser, read_gold(arguments.data / "polnear" / "dev.jsonl"))

    def together(part: Sequence[tuple[Floats, Floats]]) -> tuple[Floats, Floats]:
        return np.concatenate([rows for rows, _ in part]), np.concatenate([right for _, right in part])

    crossed: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        weights = fit_logistic(*together([one for n, one in enumerate(articles) if n % FOLDS != fold]))
        crossed += error_of(weights, articles[fold::FOLDS])
    weights = fit_logistic(*together(articles))
    fitted = expected_calibration_error(error_of(weights, articles))
    print(f"attributions {len(crossed)}, right {sum(right for _, right in crossed) / len(crossed):.3f}")
    print(f"expected calibration error: fitted {fitted:.3f}, five-fold {expected_calibration_error(crossed):.3f}")
    path = arguments.model / "config.json"
    config = json.loads(path.read_text(encoding="utf8"))
    config["confidence"] = {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)}
    path.write_text(json.dumps(config, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
