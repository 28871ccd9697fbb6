"""Decoding: runs from labels, and each span joined to the cue that all its words together point to."""

import numpy as np
import pytest

from dragoman.reading.analysis import Name
from dragoman.reading.decode import (
    TAGS,
    Block,
    Pointers,
    Run,
    join,
    log_softmax,
    name_transitions,
    names_of,
    runs_of,
    to_spans,
)
from dragoman.text import Span

ONE = np.zeros(20, dtype=np.int64)  # every word in one paragraph
NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")


def labels(text: str) -> np.ndarray:
    """Return labels from letters: S/s source, U/u cue, C/c content (capital: begins), dot: none."""
    return np.array([0 if c == "." else "SsUuCc".index(c) + 1 for c in text], dtype=np.int64)


def pointers(targets: dict[int, int], words: int) -> Pointers:
    rows = np.zeros((words, words + 1), dtype=np.float32)
    for word, target in targets.items():
        rows[word, target + 1] = 5.0
    return Pointers([Block(0, words, 0, rows)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("....", []),
        ("SsUCcc.", [("source", 0, 2), ("cue", 2, 3), ("content", 3, 6)]),
        ("CcUCc", [("content", 0, 2), ("cue", 2, 3), ("content", 3, 5)]),
        ("CC.S", [("content", 0, 1), ("content", 1, 2), ("source", 3, 4)]),
    ],
)
def test_runs(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert [(run.role, run.first, run.end) for run in runs_of(labels(text))] == expected


def test_content_in_pieces_shares_one_cue() -> None:
    runs = runs_of(labels("CcSUCc"))
    drafts = join(runs, pointers({0: 3, 1: 3, 2: 3, 4: 3, 5: 3}, 6), ONE)
    assert len(drafts) == 1
    assert [(run.first, run.end) for run in drafts[0].content] == [(0, 2), (4, 6)]
    assert drafts[0].source[0].first == 2


def test_the_words_of_a_span_vote() -> None:
    runs = runs_of(labels("UUCccc"))
    drafts = join(runs, pointers({2: 0, 3: 1, 4: 1, 5: 1}, 6), ONE)
    assert [draft.cue.first for draft in drafts if draft.cue] == [1]


def test_two_sources_do_not_share_a_cue() -> None:
    runs = runs_of(labels("SSUCUC"))
    scores = pointers({0: 2, 3: 2, 5: 4}, 6)
    rows = scores.blocks[0].scores
    rows[1][3], rows[1][5] = 2.0, 1.0  # the second source likes the first cue, and next the second
    drafts = join(runs, scores, ONE)
    assert [(d.source[0].first, d.cue.first if d.cue else None) for d in drafts] == [(0, 2), (1, 4)]


def test_a_source_takes_no_cue_of_another_paragraph() -> None:
    runs, scores = runs_of(labels("UC.S.UC")), pointers({1: 0, 3: 0, 6: 5}, 7)
    scores.blocks[0].scores[3][6] = 1.0
    drafts = join(runs, scores, np.array([0, 0, 0, 1, 1, 1, 1]))
    assert [(len(d.source), d.cue.first if d.cue else None) for d in drafts] == [(0, 0), (1, 5)]


def test_a_content_may_follow_its_cue_into_the_next_paragraph_but_not_run_ahead() -> None:
    runs, scores = runs_of(labels("SUC.C")), pointers({0: 1, 2: 1, 4: 1}, 5)
    (draft,) = join(runs, scores, np.array([0, 0, 0, 1, 1]))
    assert len(draft.content) == 2
    drafts = join(runs_of(labels("CSU.C")), pointers({0: 2, 1: 2, 4: 2}, 5), np.array([0, 1, 1, 1, 1]))
    assert [draft.cue is None for draft in drafts] == [True, False]


def test_content_without_a_cue_is_kept() -> None:
    drafts = join(runs_of(labels(".Ccc.")), pointers({1: -1, 2: -1, 3: -1}, 5), ONE)
    assert [(draft.cue, draft.source, draft.first) for draft in drafts] == [(None, (), 1)]


def test_a_cue_out_of_reach_is_not_chosen() -> None:
    row = np.array([[0.0, 1.0]], dtype=np.float32)
    reach = Pointers([Block(0, 1, 7, row)]).votes(0, 1, np.array([3, 7, 40]))
    assert reach.argmax() == 2
    assert reach[1] < -100
    assert reach[3] < -100


def test_a_span_over_two_blocks_hears_both() -> None:
    left = Block(0, 2, 0, np.array([[0, 3, 0], [0, 3, 0]], dtype=np.float32))
    right = Block(2, 3, 0, np.array([[0, 0, 9, 0]], dtype=np.float32))
    votes = Pointers([left, right]).votes(1, 3, np.array([0, 1]))
    assert votes.shape == (3,)
    assert votes.argmax() == 2


def test_places_of_runs() -> None:
    words = [Span(0, 2), Span(3, 5), Span(5, 6)]
    assert to_spans([Run("content", 1, 3), Run("content", 0, 1)], words) == (Span(0, 2), Span(3, 6))


def test_log_softmax_sums_to_one() -> None:
    assert np.allclose(np.exp(log_softmax(np.array([[1.0, 2.0], [1e4, -1e4]], dtype=np.float32))).sum(-1), 1)


def test_names() -> None:
    path = np.array([1, 2, 0, 3, 3])
    scores = np.full((5, len(NAMES)), -9.0, dtype=np.float32)
    scores[np.arange(5), path] = 9.0
    found = names_of(path, scores, NAMES)
    assert [(n.first, n.last, n.type) for n in found] == [(0, 1, "PER"), (3, 3, "ORG"), (4, 4, "ORG")]
    assert all(isinstance(name, Name) and name.score > 0.99 for name in found)


def test_names_begin_with_their_b() -> None:
    transitions = name_transitions(NAMES)
    assert transitions[0, 2] < -1000
    assert transitions[len(NAMES), 2] < -1000
    assert transitions[1, 2] == 0
    assert transitions[3, 2] < -1000


def test_labels_are_as_the_model_has_them() -> None:
    assert TAGS == ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
