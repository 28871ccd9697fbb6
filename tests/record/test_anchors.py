from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.record.anchors import CONTEXT, Anchor, anchor_columns, find_again, part_from_columns
from dragoman.text import Part

TEXT = "The envoy said no. The minister said no. Nobody said yes, and the talks went on into the night."


class Columns:
    def __init__(self, values: dict[str, object]) -> None:
        self.__dict__.update(values)


def anchor(words: str, *, nth: int = 0, text: str = TEXT) -> Anchor:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Anchor.of(text, Part.of(text, [(at, at + len(words))]))


def test_columns_hold_position_words_and_surroundings() -> None:
    part = Part.of(TEXT, [(40, 46), (50, 56)])
    columns = anchor_columns(TEXT, part)
    assert columns["prefix"] == TEXT[40 - CONTEXT : 40]
    assert columns["suffix"] == TEXT[56 : 56 + CONTEXT]
    assert part_from_columns(Columns(columns)) == part


def test_unmoved_words_keep_their_place_even_among_equal_ones() -> None:
    second = anchor("said no", nth=1)
    assert find_again(TEXT, second) == second.part


@pytest.mark.parametrize(
    ("changed", "expected_start"),
    [
        ("Late news. " + TEXT, len("Late news. ") + TEXT.index("said no", 20)),  # everything moved
        (TEXT.replace("The envoy said no. ", ""), TEXT.index("said no", 20) - len("The envoy said no. ")),
        (TEXT.replace("The minister said no. ", ""), TEXT.index("said no")),  # only the other occurrence is left
        ("The talks went on.", None),
    ],
)
def test_moved_words_are_found_by_their_surroundings(changed: str, expected_start: int | None) -> None:
    found = find_again(changed, anchor("said no", nth=1))
    assert (found.start if found else None) == expected_start


def test_pieces_are_found_in_their_order() -> None:
    part = Part.of(TEXT, [(0, 9), (TEXT.index("into"), len(TEXT) - 1)])
    moved = "A note first. " + TEXT
    found = find_again(moved, Anchor.of(TEXT, part))
    assert found is not None
    assert found.text == part.text
    assert find_again(TEXT[::-1], Anchor.of(TEXT, part)) is None


@given(
    before=st.text(max_size=80),
    words=st.text(min_size=1, max_size=40),
    after=st.text(max_size=80),
    inserted=st.text(max_size=60),
)
def test_words_are_found_whatever_is_written_before_them(before: str, words: str, after: str, inserted: str) -> None:
    text = before + words + after
    original = Anchor.of(text, Part.of(text, [(len(before), len(before) + len(words))]))
    found = find_again(inserted + text, original)
    assert found is not None
    assert found.text == words
    assert (inserted + text)[found.start : found.end] == words
