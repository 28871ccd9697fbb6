from __future__ import annotations

import pytest

from dragoman.record.keys import fold, kind_of_key, make_key, number_repeats


def test_keys_are_made_of_content_alone() -> None:
    assert make_key("attribution", "article", ((1, 2),)) == make_key("attribution", "article", ((1, 2),))
    assert make_key("attribution", "article", ((1, 2),)) != make_key("attribution", "article", ((1, 3),))
    assert make_key("event", "article") != make_key("position", "article")


@pytest.mark.parametrize("kind", ["attribution", "event", "position", "actor", "review"])
def test_a_key_tells_its_kind(kind: str) -> None:
    assert kind_of_key(make_key(kind, "x")) == kind


@pytest.mark.parametrize("text", ["", "s", "xyz", "s3kq", "z" * 13])
def test_other_words_are_no_keys(text: str) -> None:
    assert kind_of_key(text) is None


def test_equal_materials_are_counted_apart() -> None:
    assert list(number_repeats([(1,), (1,), (2,), (1,)])) == [(1,), (1, 2), (2,), (1, 3)]


@pytest.mark.parametrize(
    ("name", "folded"),
    [("Łódź", "łodz"), ("J. R.  Smith-Jones", "j r smith jones"), ("EU", "eu"), ("Δ", "δ"), ("…", "..."), ("", "")],
)
def test_names_are_folded_for_comparing(name: str, folded: str) -> None:
    assert fold(name) == folded
