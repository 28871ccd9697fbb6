"""Signs that a word belongs to a name: lists, writing, and the words around."""

from pathlib import Path

import pytest

from dragoman.errors import ModelError
from dragoman.reading.model import Model
from dragoman.reading.signs import LISTS, SIGNS, Lists


def bit(*names: str) -> int:
    return sum(1 << LISTS.index(name) for name in names)


@pytest.fixture
def lists(tmp_path: Path) -> Lists:
    lines = [(bit("city"), "arden"), (bit("region", "city"), "new arden"), (bit("title"), "minister")]
    (tmp_path / "lists.txt").write_text("".join(f"{bits}\t{phrase}\n" for bits, phrase in lines), encoding="utf8")
    return Lists(tmp_path / "lists.txt")


def signs(lists: Lists, *sentences: str) -> list[set[str]]:
    words, places = [], []
    for sentence in sentences:
        places.append((len(words), len(words) + len(sentence.split())))
        words += sentence.split()
    return [{SIGNS[at] for at in row.nonzero()[0]} for row in lists.signs(words, places)]


def test_a_listed_word_counts_where_it_is_written_as_a_name(lists: Lists) -> None:
    arden, _, other, minister = signs(lists, "Arden and arden minister")
    assert "city" in arden
    assert "city" not in other
    assert "title" in minister


def test_every_word_of_a_listed_phrase_knows_of_it(lists: Lists) -> None:
    rows = signs(lists, "the New Arden of 1905")
    assert [{"in a phrase: city", "in a phrase: region"} <= row for row in rows] == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Dorn", {"capital"}),
        ("NATO", {"capital", "capitals"}),
        ("McRae", {"capital", "capital inside"}),
        ("talks", {"small letters"}),
        ("U.N.", {"capital", "capitals", "full stop inside"}),
        ("dorn@arden.example", {"small letters", "full stop inside", "address", "long"}),
        ("7", {"digit", "one letter"}),
        ("…", {"mark", "one letter"}),
    ],
)
def test_writing(lists: Lists, word: str, expected: set[str]) -> None:
    around = "they all said that one of these is here".split()
    row = signs(lists, " ".join([*around, word]))[-1]
    assert row == expected


def test_sentences_and_the_rest_of_the_text(lists: Lists) -> None:
    rows = signs(lists, "TALKS FAIL", "Talks went on and Dorn saw Dorn fail", "The arden of old was lost there")
    assert {"opens its sentence", "short sentence", "sentence in capitals", "more than once"} <= rows[0]
    assert "sentence in capitals" not in rows[2]
    assert "opens its sentence" not in rows[3]
    dorn = rows[2 + 4]
    assert {"also capitalised", "more than once"} <= dorn
    assert "also in small letters" not in dorn
    assert "also in small letters" in rows[1]


def test_no_words(lists: Lists) -> None:
    assert lists.signs([], []).shape == (0, len(SIGNS))


@pytest.mark.parametrize("damage", [b"one\tword\n", b"\xff\xfe"])
def test_damaged_lists_are_said(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "lists.txt").write_bytes(damage)
    with pytest.raises(ModelError, match=r"lists\.txt.*reinstall"):
        Lists(tmp_path / "lists.txt")


def test_the_shipped_lists_know_a_state_and_a_given_name() -> None:
    ukraine, _, anna = signs(Model(threads=1).lists, "Ukraine thanked Anna")
    assert "country" in ukraine
    assert "given name" in anna
