"""Runs of words that tell of a meeting, from the model's scores."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.analysis import Analysis, Telling, Word
from dragoman.reading.model import TOLD
from dragoman.reading.segments import merge, without_foreign
from dragoman.reading.told import SHORTEST, tellings_of
from dragoman.text import Span


def scores(meeting: str, status: str = "held") -> np.ndarray:
    """Return log odds that are +2 for a meeting at every "x" and +1 for the status, else -2."""
    found = np.full((len(meeting), len(TOLD)), -2.0, dtype=np.float32)
    for row, sign in enumerate(meeting):
        if sign == "x":
            found[row, 0], found[row, TOLD.index(status)] = 2.0, 1.0
    return found


@pytest.mark.parametrize(
    ("signs", "sentences", "expected"),
    [
        ("......", [(0, 6)], []),
        (".xxxx.", [(0, 6)], [(1, 4)]),
        ("xxxxxx", [(0, 3), (3, 6)], [(0, 2), (3, 5)]),  # a run ends with its sentence
        ("xxxx.xxx", [(0, 8)], [(0, 3), (5, 7)]),
        (".xx.xxx", [(0, 7)], [(4, 6)]),  # two words are too few
        ("xxxx", [(0, 1), (1, 4)], [(1, 3)]),
        ("", [], []),
    ],
)
def test_runs_stay_within_their_sentence(
    signs: str, sentences: list[tuple[int, int]], expected: list[tuple[int, int]]
) -> None:
    assert [(one.first, one.last) for one in tellings_of(scores(signs), sentences)] == expected


@pytest.mark.parametrize("status", TOLD[1:])
def test_the_status_is_the_likeliest(status: str) -> None:
    (found,) = tellings_of(scores(".xxx", status), [(0, 4)])
    assert found.status == status
    assert found.score == pytest.approx(1 / (1 + np.exp(-2.0)), abs=1e-4)


@given(st.text(alphabet="x.", max_size=60), st.lists(st.integers(1, 9), max_size=20))
def test_any_scores_give_whole_runs_in_order(signs: str, lengths: list[int]) -> None:
    bounds, at = [], 0
    while at < len(signs):
        end = min(len(signs), at + (lengths[len(bounds) % len(lengths)] if lengths else 5))
        bounds.append((at, end))
        at = end
    found = list(tellings_of(scores(signs), bounds))
    for one in found:
        assert set(signs[one.first : one.last + 1]) == {"x"}
        assert any(first <= one.first and one.last < end for first, end in bounds)
        assert one.last - one.first + 1 >= SHORTEST
    assert all(before.last < after.first for before, after in pairwise(found))


def part(text: str) -> Analysis:
    forms = text.split()
    words = tuple(Word(n, 2 * n, 2 * n + 1, form, "X", -1, "dep", 0) for n, form in enumerate(forms))
    return Analysis(text, words, ((0, len(words)),), tellings=(Telling(1, 3, "held", 0.9),))


def test_segments_shift_what_is_told() -> None:
    one = part("a b c d e")
    merged = merge("a b c d e a b c d e", [Span(0, 10), Span(10, 19)], [one, one])
    assert [(told.first, told.last) for told in merged.tellings] == [(1, 3), (6, 8)]


def test_what_is_told_in_a_sentence_left_unread_is_left_out() -> None:
    assert without_foreign(part("a b c d e"), [0]).tellings == ()
