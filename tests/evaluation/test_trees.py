"""Tags and trees: shares in given words, and F1 where the words are cut otherwise."""

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.evaluation.conllu import read_treebank
from dragoman.evaluation.trees import Trees, compare, measure_from_text, measure_tags_and_trees
from dragoman.text import Span
from tests.evaluation.oracle import DORN, OST, Oracle, answer, write_treebank


def test_the_treebank_itself_is_right(tmp_path: Path) -> None:
    documents = read_treebank(write_treebank(tmp_path / "t.conllu", DORN, OST))
    model = Oracle(*map(answer, documents))
    assert {count.f1 for count in measure_tags_and_trees(documents, model).values()} == {100.0}
    assert {count.f1 for count in measure_from_text(documents, model).values()} == {100.0}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"tag": "X"}, {"UPOS": 13, "XPOS": 14, "UAS": 14, "LAS": 14, "LAS universal": 14}),
        ({"penn": "X"}, {"UPOS": 14, "XPOS": 13, "UAS": 14, "LAS": 14, "LAS universal": 14}),
        ({"head": 7}, {"UPOS": 14, "XPOS": 14, "UAS": 13, "LAS": 13, "LAS universal": 13}),
        ({"relation": "nmod"}, {"UPOS": 14, "XPOS": 14, "UAS": 14, "LAS": 13, "LAS universal": 14}),
        ({"relation": "det"}, {"UPOS": 14, "XPOS": 14, "UAS": 14, "LAS": 13, "LAS universal": 13}),
    ],
)
def test_one_word_wrong(tmp_path: Path, change: dict[str, object], expected: dict[str, int]) -> None:
    (dorn,) = read_treebank(write_treebank(tmp_path / "t.conllu", DORN))
    right = answer(dorn)
    words = list(right.words)
    words[8] = replace(words[8], **change)  # type: ignore[arg-type]
    counts = measure_tags_and_trees([dorn], Oracle(replace(right, words=tuple(words))))
    assert {name: count.right for name, count in counts.items()} == expected


# "He can't go. Yes" with four words, then "Yes" a sentence of its own.
GOLD = Trees(
    [Span(0, 2), Span(3, 5), Span(5, 8), Span(9, 11), Span(11, 12), Span(13, 16)],
    [(0, 5), (5, 6)],
    [3, 3, 3, -1, 3, -1],
    ["nsubj", "aux", "advmod", "root", "punct", "root"],
)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (GOLD, (6, 2, 6, 6)),
        # "can't" uncut: two words of the gold have no twin, one word of ours none.
        (
            Trees(
                [Span(0, 2), Span(3, 8), Span(9, 11), Span(11, 12), Span(13, 16)],
                [(0, 4), (4, 5)],
                [2, 2, -1, 2, -1],
                ["nsubj:outer", "aux", "root", "punct", "root"],
            ),
            (4, 2, 4, 4),
        ),
        # "go." uncut: the words it governs keep their places, but their head has no twin.
        (
            Trees(
                [Span(0, 2), Span(3, 5), Span(5, 8), Span(9, 12), Span(13, 16)],
                [(0, 5)],
                [3, 3, 3, -1, 3],
                ["nsubj", "aux", "advmod", "root", "parataxis"],
            ),
            (4, 0, 0, 0),
        ),
        # The right heads, one relation wrong, and a root that is none.
        (
            Trees(GOLD.words, [(0, 6)], [3, 3, 3, -1, 3, 3], ["obj", "aux", "advmod", "root", "punct", "root"]),
            (6, 0, 5, 4),
        ),
        (Trees([], [], [], []), (0, 0, 0, 0)),
    ],
)
def test_words_are_aligned_by_their_characters(found: Trees, expected: tuple[int, int, int, int]) -> None:
    counts = compare(found, GOLD)
    assert tuple(counts[name].right for name in ("words", "sentences", "UAS", "LAS")) == expected
    assert (counts["LAS"].predicted, counts["LAS"].gold) == (len(found.words), 6)
    assert (counts["sentences"].predicted, counts["sentences"].gold) == (len(found.sentences), 2)
