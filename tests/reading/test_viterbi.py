"""The best path is the best of all paths, and texts read together do not touch each other."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.viterbi import best_labels

LABELS = 3


def score(path: tuple[int, ...], scores: np.ndarray, transitions: np.ndarray) -> float:
    total = transitions[-1][path[0]] + scores[0, path[0]]
    for word in range(1, len(path)):
        total += transitions[path[word - 1], path[word]] + scores[word, path[word]]
    return float(total)


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 5), min_size=1, max_size=5))
def test_the_path_is_the_best_of_all(seed: int, lengths: list[int]) -> None:
    rng = np.random.default_rng(seed)
    texts = [rng.normal(size=(length, LABELS)).astype(np.float32) for length in lengths]
    transitions = rng.normal(size=(LABELS + 1, LABELS)).astype(np.float32)
    for text, path in zip(texts, best_labels(texts, transitions), strict=True):
        assert len(path) == len(text)
        if len(text):
            best = max(score(p, text, transitions) for p in product(range(LABELS), repeat=len(text)))
            assert abs(score(tuple(path.tolist()), text, transitions) - best) < 1e-3


def test_forbidden_steps_are_not_taken() -> None:
    transitions = np.zeros((LABELS + 1, LABELS), dtype=np.float32)
    transitions[0, 2] = transitions[3, 2] = -1e4
    scores = np.array([[0, -1, 5], [0, -1, 5]], dtype=np.float32)
    assert best_labels([scores], transitions)[0].tolist() == [1, 2]


def test_nothing_to_read() -> None:
    assert best_labels([], np.zeros((4, 3), dtype=np.float32)) == []


@given(st.integers(0, 2**32 - 1), st.lists(st.lists(st.integers(1, 4), max_size=4), min_size=1, max_size=3))
def test_every_paragraph_is_a_sequence_of_its_own(seed: int, texts: list[list[int]]) -> None:
    rng = np.random.default_rng(seed)
    scores = [rng.normal(size=(sum(lengths), LABELS)).astype(np.float32) for lengths in texts]
    paragraphs = [np.repeat(np.arange(len(lengths)), lengths) for lengths in texts]
    transitions = rng.normal(size=(LABELS + 1, LABELS)).astype(np.float32)
    together = best_labels(scores, transitions, paragraphs)
    for lengths, text, path in zip(texts, scores, together, strict=True):
        alone = best_labels(np.split(text, np.cumsum(lengths)[:-1]) if lengths else [text], transitions)
        assert path.tolist() == [label for piece in alone for label in piece.tolist()]
