from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.decode import FORBIDDEN, Block
from dragoman.reading.trees import cycle_of, heads_of, tree_of, uncross_subjects

SEEDS = st.integers(0, 2**32 - 1)


def drawn(seed: int, words: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(words, words + 1)).astype(np.float32)


def is_tree(heads: np.ndarray) -> bool:
    return int((heads < 0).sum()) == 1 and not cycle_of(heads)


def total(scores: np.ndarray, heads: np.ndarray) -> float:
    return float(scores[np.arange(len(heads)), heads + 1].sum())


@given(SEEDS, st.integers(1, 40))
def test_any_scores_make_one_tree(seed: int, words: int) -> None:
    heads = tree_of(drawn(seed, words))
    assert is_tree(heads)
    assert not any(head == word for word, head in enumerate(heads))


@given(SEEDS, st.integers(1, 4))
def test_no_other_tree_scores_more(seed: int, words: int) -> None:
    scores = drawn(seed, words)
    others = (np.array(heads) for heads in product(range(-1, words), repeat=words))
    best = max(total(scores, heads) for heads in others if is_tree(heads) and all(h != w for w, h in enumerate(heads)))
    # three roots are tried: with up to three words that is all of them, with four nearly always enough
    found = total(scores, tree_of(scores))
    assert found == pytest.approx(best, abs=1e-4) if words < 4 else found <= best + 1e-4


def test_nothing_makes_no_tree() -> None:
    assert tree_of(np.zeros((0, 1), dtype=np.float32)).tolist() == []


@pytest.mark.parametrize(
    ("heads", "cycle"),
    [([-1, 0, 1], []), ([1, 0, 0], [0, 1]), ([-1, 2, 3, 1], [1, 2, 3]), ([0], [0]), ([], [])],
)
def test_cycles(heads: list[int], cycle: list[int]) -> None:
    assert sorted(cycle_of(np.array(heads, dtype=np.int64))) == cycle


def test_heads_stay_in_their_sentences_whatever_the_windows() -> None:
    # two sentences of three words; the second window begins with the last sentence and reads all words again
    scores = drawn(7, 6)
    blocks = [Block(0, 2, 0, scores[:2]), Block(2, 6, 0, scores[2:])]
    heads = heads_of(blocks, [(0, 3), (3, 6)], 6)
    for first, end in ((0, 3), (3, 6)):
        own = heads[first:end]
        assert is_tree(np.where(own < 0, -1, own - first))
        assert all(head < 0 or first <= head < end for head in own)


def test_a_word_out_of_its_windows_reach_is_no_head() -> None:
    far = np.array([[0.0, 5.0, 0.0]], dtype=np.float32)  # the window of the last word holds words 1 and 2 alone
    near = np.array([[9.0, 0.0, 0.0], [0.0, 9.0, 0.0]], dtype=np.float32)
    heads = heads_of([Block(0, 2, 0, near), Block(2, 3, 1, far)], [(0, 3)], 3)
    assert heads.tolist() == [-1, 0, 1]
    assert FORBIDDEN < -1000


# heads, subjects, clauses, heads of the subjects once no arc of theirs crosses the word that governs it
CROSSED = [
    ([2, 0, -1, 2], [0], [], [2]),  # a subject in its place
    ([3, -1, 1, 1], [0], [], [1]),  # "Alba refused it, saying": the subject hung on "saying"
    ([2, 3, -1, 2], [0, 1], [], [2, 3]),  # the first verb has a subject of its own
    ([1, 3, 3, -1], [0], [], [1]),  # "if you want, call": the later verb governs, but stands after
    ([-1, 3, 0, 2], [1], [], [2]),  # the nearest governor that stands between
    ([3, 3, 3, -1], [0, 2], [1], [1, 3]),  # "Alba comes, Beria said": both hung on "said"
    ([3, 0, 3, -1], [0, 2], [], [3, 3]),  # no clause between them
]


@pytest.mark.parametrize(("heads", "subjects", "clauses", "expected"), CROSSED)
def test_subjects_go_to_the_first_of_their_verbs(
    heads: list[int], subjects: list[int], clauses: list[int], expected: list[int]
) -> None:
    found = uncross_subjects(np.array(heads), np.array(subjects), np.array(clauses, dtype=np.int64))
    assert found[subjects].tolist() == expected


@given(SEEDS, st.integers(1, 30), st.data())
def test_uncrossed_subjects_leave_a_tree(seed: int, words: int, data: st.DataObject) -> None:
    heads = tree_of(drawn(seed, words))
    subjects = data.draw(st.lists(st.sampled_from(range(words)), unique=True))
    subjects = [word for word in sorted(subjects) if heads[word] >= 0]
    clauses = data.draw(st.lists(st.sampled_from(range(words)), unique=True))
    clauses = [word for word in sorted(clauses) if heads[word] >= 0 and word not in subjects]
    mended = uncross_subjects(heads, np.array(subjects, dtype=np.int64), np.array(clauses, dtype=np.int64))
    assert is_tree(mended)
