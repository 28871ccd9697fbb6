"""Files in CoNLL-U: documents, running text, places, trees and mentions."""

from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.evaluation.conllu import conllu, head_of, mentions_of, read_treebank
from tests.evaluation.oracle import DORN, OST, columns, write_treebank


def test_documents_are_running_text(tmp_path: Path) -> None:
    dorn, ost = read_treebank(write_treebank(tmp_path / "t.conllu", DORN, OST))
    assert (dorn.id, ost.id) == ("dorn", "ost")
    assert dorn.text == "Mia Dorn waited. She didn't see her car. \n\nIt ran. "
    assert [dorn.text[a:b] for a, b in dorn.words[4:8]] == ["She", "did", "n't", "see"]
    assert all(dorn.text[a:b] == row[1] for (a, b), row in zip(dorn.words, dorn.rows, strict=True))
    assert dorn.sentences == ((0, 4), (4, 11), (11, 14))
    assert dorn.sentence_ids == ("dorn-1", "dorn-2", "dorn-3")
    assert ost.text == "Ost left "


def test_heads_count_in_the_document(tmp_path: Path) -> None:
    (dorn,) = read_treebank(write_treebank(tmp_path / "t.conllu", DORN))
    assert dorn.heads == (2, 0, -1, 2, 7, 7, 7, -1, 9, 7, 7, 12, -1, 12)
    assert dorn.relations[8] == "nmod:poss"
    assert (dorn.upos[4], dorn.xpos[8]) == ("PRON", "PRP$")


def test_the_rows_come_as_they_stand(tmp_path: Path) -> None:
    ((name, sentences),) = conllu(write_treebank(tmp_path / "t.conllu", DORN))
    assert (name, [sentence.opens for sentence in sentences]) == ("dorn", [True, False, True])
    assert [row[0] for row in sentences[1].rows] == ["1", "2-3", "2", "3", "4", "4.1", "5", "6", "7"]


def test_a_file_without_document_is_one_by_its_name(tmp_path: Path) -> None:
    (only,) = read_treebank(write_treebank(tmp_path / "lone.conllu", OST.split("\n", 1)[1].rstrip("\n")))
    assert (only.id, len(only.words)) == ("lone", 2)


@pytest.mark.parametrize(
    ("annotations", "expected"),
    [
        (["(1-person-new)"], [(0, 0, "1", "person")]),
        (["(1-person-new", "_", "1)"], [(0, 2, "1", "person")]),
        (["(1-person", "(2-place)", "1)"], [(1, 1, "2", "place"), (0, 2, "1", "person")]),
        (["(1-person(2-place", "2)1)"], [(0, 1, "2", "place"), (0, 1, "1", "person")]),
        (["(1-person(1-person", "1)", "1)"], [(0, 1, "1", "person"), (0, 2, "1", "person")]),
        (["(1-person", "(2-place", "1)", "2)"], [(0, 2, "1", "person"), (1, 3, "2", "place")]),
        (["(7[1/2]-event)", "_", "(7[2/2]-event)"], [(0, 2, "7", "event")]),
        (["(1-person", "_"], []),
        (["1)"], []),
        (["_"], []),
    ],
)
def test_mentions(annotations: list[str], expected: list[tuple[int, int, str, str]]) -> None:
    rows = [["1", "x", *"_______", note if note == "_" else f"A=b|Entity={note}|C=d"] for note in annotations]
    assert mentions_of(rows) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(0, 1, 0), (0, 0, 0), (0, 3, 2), (4, 5, 4)],  # the last: no word is governed by the other, so the first
)
def test_head_of_a_mention(first: int, last: int, expected: int) -> None:
    assert head_of(first, last, [2, 0, -1, 2, 6, 6, -1]) == expected


@pytest.mark.parametrize(
    ("line", "row"),
    [
        (3, "1\tOst\tonly"),
        (3, columns("x Ost PROPN NNP 2 nsubj _")),
        (3, columns("1 Ost PROPN NNP two nsubj _")),
        (3, columns("1 Ost PROPN NNP 9 nsubj _")),
        (3, columns("2 Ost PROPN NNP 2 nsubj _")),
    ],
)
def test_a_damaged_line_is_named(tmp_path: Path, line: int, row: str) -> None:
    path = tmp_path / "t.conllu"
    path.write_text("\n".join(["# newdoc id = ost", "# sent_id = 1", row, columns("2 left VERB VBD 0 root _"), ""]))
    with pytest.raises(DataError, match=rf"t\.conllu:{line}: "):
        read_treebank(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.conllu: cannot be read"):
        read_treebank(tmp_path / "none.conllu")
