"""Fitting the confidence: what is right more often weighs more, and every article is judged by the others."""

from __future__ import annotations

import pytest

from dragoman.evaluation.fit_confidence import Sample, Weights, fit, judge_left_out, main, shifted, with_seen

SAMPLES = [
    Sample(article, {"dated": float(number % 2)}, number % 2 == 1 or number % 8 == 0)
    for article in ("a", "b", "c")
    for number in range(16)
]


def test_the_feature_of_right_rows_has_a_positive_weight() -> None:
    weights = fit(SAMPLES)
    assert weights.by_feature["dated"] > 0
    assert weights.probability({"dated": 1.0}) > 0.8 > weights.probability({})


def test_without_features_the_share_of_right_rows_comes_out() -> None:
    rows = [Sample("a", {}, number < 6) for number in range(8)]
    assert fit(rows).probability({}) == pytest.approx(6 / 8, abs=0.01)


@pytest.mark.parametrize("right", [4, 12])
def test_the_bias_moves_to_the_share_of_right_rows_elsewhere(right: int) -> None:
    aside = [Sample("z", {"dated": float(number % 2)}, number < right) for number in range(16)]
    weights = shifted(fit(SAMPLES), aside)
    mean = sum(weights.probability(sample.features) for sample in aside) / len(aside)
    assert mean == pytest.approx(right / 16, abs=0.001)
    assert weights.by_feature == fit(SAMPLES).by_feature


def test_what_the_network_alone_sees_has_weights_of_its_own() -> None:
    before = Weights(0.4, {"dated": 1.0})
    seen = [Sample("z", {"seen": 1.0, "seen_score": 0.7 + number % 3 / 10}, number % 3 == 2) for number in range(30)]
    after = with_seen(before, seen)
    assert after.probability({"dated": 1.0}) == before.probability({"dated": 1.0})
    mean = sum(after.probability(sample.features) for sample in seen) / len(seen)
    assert mean == pytest.approx(1 / 3, abs=0.01)
    assert with_seen(before, []) == before


def test_an_article_is_judged_by_the_others_alone() -> None:
    lone = Sample("d", {"lone": 1.0}, right=False)
    *_, (probability, right) = judge_left_out([*SAMPLES, lone])
    assert not right
    assert probability == pytest.approx(fit(SAMPLES).probability({"lone": 1.0}))


def test_a_folder_without_articles_is_refused(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "gold.json" in capsys.readouterr().err
