"""Coreference: the three measures on examples counted by hand, chains, and pronouns."""

from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.evaluation.assignment import best_pairs
from dragoman.evaluation.conllu import read_treebank
from dragoman.evaluation.coreference import (
    Overlap,
    b_cubed,
    ceaf,
    chains_of,
    chains_of_links,
    clusters_of,
    measure_coreference,
    muc,
)
from dragoman.reading.analysis import Link
from tests.evaluation.oracle import DORN, Oracle, answer, write_treebank


def chains(text: str) -> list[frozenset[int]]:
    """Return chains written as letters: "abc de"."""
    return [frozenset(map(ord, chain)) for chain in text.split()]


def percent(overlap: Overlap) -> tuple[float, float]:
    return round(overlap.precision, 1), round(overlap.recall, 1)


@pytest.mark.parametrize(
    ("found", "gold", "of_muc", "of_b_cubed", "of_ceaf"),
    [
        # The worked example of Pradhan et al. (2014), Scoring coreference partitions of predicted mentions.
        ("ab cd fghi", "abc defg", (40.0, 40.0), (50.0, 41.7), (43.3, 65.0)),
        ("abc defg", "abc defg", (100.0, 100.0), (100.0, 100.0), (100.0, 100.0)),
        # One chain too many, and one too few: links 2 of 3, and each mention sees half of its chain.
        ("ab cd", "abcd", (100.0, 66.7), (100.0, 50.0), (33.3, 66.7)),
        ("abcd", "ab cd", (66.7, 100.0), (50.0, 100.0), (66.7, 33.3)),
        ("ac bd", "ab cd", (0.0, 0.0), (50.0, 50.0), (50.0, 50.0)),
        ("xy", "ab", (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)),
        ("", "ab", (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)),
        ("ab", "", (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)),
    ],
)
def test_measures(
    found: str, gold: str, of_muc: tuple[float, float], of_b_cubed: tuple[float, float], of_ceaf: tuple[float, float]
) -> None:
    assert percent(muc(chains(found), chains(gold))) == of_muc
    assert percent(b_cubed(chains(found), chains(gold))) == of_b_cubed
    assert percent(ceaf(chains(found), chains(gold))) == of_ceaf


@given(st.integers(0, 4), st.integers(0, 4), st.randoms(use_true_random=False))
def test_no_pairing_is_better(rows: int, columns: int, random: object) -> None:
    scores = np.array([[random.randint(-9, 9) for _ in range(columns)] for _ in range(rows)], dtype=np.float64)  # type: ignore[attr-defined]
    scores = scores.reshape(rows, columns)
    pairs = best_pairs(scores)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == min(rows, columns)
    short, long = sorted((scores, scores.T), key=len)[:2] if rows != columns else (scores, scores)
    best = max(sum(short[i, j] for i, j in enumerate(order)) for order in permutations(range(len(long)), len(short)))
    assert sum(scores[pair] for pair in pairs) == best


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([], []),
        ([(3, 1), (5, 3)], [{1, 3, 5}]),
        ([(5, 1), (3, 1), (9, 7)], [{1, 3, 5}, {7, 9}]),
        ([(3, 1), (9, 7), (8, 3), (9, 8)], [{1, 3, 7, 8, 9}]),
    ],
)
def test_links_make_chains(links: list[tuple[int, int]], expected: list[set[int]]) -> None:
    assert chains_of_links(Link(word, antecedent, 1.0) for word, antecedent in links) == expected


def test_clusters_stand_at_their_heads(tmp_path: Path) -> None:
    (dorn,) = read_treebank(write_treebank(tmp_path / "t.conllu", DORN))
    clusters = clusters_of(dorn)
    assert clusters == {0: "1", 4: "1", 8: "1", 9: "3", 11: "3"}
    assert sorted(chains_of(clusters), key=min) == [{0, 4, 8}, {9, 11}]


def test_of_mentions_with_one_head_the_shortest_counts(tmp_path: Path) -> None:
    nested = DORN.replace("Entity=3)", "Entity=(9-object-new)3)")
    (dorn,) = read_treebank(write_treebank(tmp_path / "t.conllu", nested))
    assert clusters_of(dorn) == {0: "1", 4: "1", 8: "1", 9: "9", 11: "3"}


@pytest.mark.parametrize(
    ("links", "conll", "resolved"),
    [
        ([(4, 0), (8, 4), (11, 9)], 100.0, 3),  # "her" through "She" to the name
        ([(4, 0), (8, 0), (11, 9)], 100.0, 3),
        ([(8, 4), (11, 9)], 83.3, 1),  # "her" to "She" alone leads to nobody
        ([(4, 0), (8, 4), (11, 0)], 63.3, 2),
        ([], 0.0, 0),
    ],
)
def test_documents_are_measured(tmp_path: Path, links: list[tuple[int, int]], conll: float, resolved: int) -> None:
    (dorn,) = read_treebank(write_treebank(tmp_path / "t.conllu", DORN))
    model = Oracle(answer(dorn, links=[Link(*link, 1.0) for link in links], mentions=[0, 4, 5]))
    found = measure_coreference([dorn], model)
    assert found.conll == pytest.approx(conll, abs=0.05)
    assert (found.pronouns.right, found.pronouns.gold) == (resolved, 3)
    assert (found.mentions.right, found.mentions.predicted, found.mentions.gold) == (2, 3, 5)
