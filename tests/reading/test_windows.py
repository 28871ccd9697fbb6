"""Windows: every word is owned once, nothing is longer than the model's reach, paragraphs stay whole."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.windows import Window, plan_windows

LIMIT = 20


def plan(counts: list[int], opens: list[int], sentences: list[int], *, context: int = 0) -> list[Window]:
    flags = np.zeros((2, len(counts)), dtype=bool)
    flags[0, opens] = True
    flags[1, sentences] = True
    paragraphs = np.cumsum(flags[0]) - 1
    return plan_windows(np.array(counts, dtype=np.int64), paragraphs, flags[1], limit=LIMIT, context=context)


@pytest.mark.parametrize(
    ("counts", "opens", "sentences", "context", "expected"),
    [
        ([], [], [], 0, []),
        ([1] * 10, [0], [0], 0, [(0, 10, 0, 10)]),
        # at a paragraph, though a sentence begins nearer to the end
        ([1] * 30, [0, 12, 24], [0, 18], 0, [(0, 12, 0, 12), (12, 30, 12, 30)]),
        # no paragraph within reach: at a sentence
        ([1] * 30, [0], [0, 8, 17], 0, [(0, 17, 0, 17), (17, 30, 17, 30)]),
        # the sentences before are read again if they are short enough
        ([1] * 30, [0, 12], [0, 8, 22], 5, [(0, 12, 0, 12), (8, 22, 12, 22), (22, 30, 22, 30)]),
        # a sentence longer than the window is cut, and read again on both sides of the cut
        ([1] * 30, [0], [0], 4, [(0, 20, 0, 16), (12, 30, 16, 30)]),
    ],
)
def test_plan(
    counts: list[int], opens: list[int], sentences: list[int], context: int, expected: list[tuple[int, ...]]
) -> None:
    assert plan(counts, opens, sentences, context=context) == [Window(*window) for window in expected]


@given(st.lists(st.integers(1, 9), max_size=200), st.data(), st.integers(0, 8))
def test_own_words_partition_the_text(counts: list[int], data: st.DataObject, context: int) -> None:
    places = st.lists(st.integers(0, max(0, len(counts) - 1)), max_size=20)
    opens, sentences = (data.draw(places) if counts else [] for _ in range(2))
    windows = plan(counts, [0, *opens] if counts else [], sentences, context=context)
    owned = [index for window in windows for index in range(window.own_first, window.own_end)]
    assert owned == list(range(len(counts)))
    for window in windows:
        assert window.first <= window.own_first < window.own_end <= window.end
        assert sum(counts[window.first : window.end]) <= LIMIT or window.end - window.own_first == 1
