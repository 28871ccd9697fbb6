"""Words: contractions, possessives, abbreviations, numbers and marks; places that hold for any text."""

from itertools import pairwise

import pytest
from hypothesis import given

from dragoman.reading.words import LONGEST_WORD, split_words
from tests.texts import ANY_TEXT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy didn’t reply.", ["The", "envoy", "did", "n’t", "reply", "."]),
        ("Vastria's army and the delegates' tents", ["Vastria", "'s", "army", "and", "the", "delegates", "'", "tents"]),
        ("They’re here; we'll go", ["They", "’re", "here", ";", "we", "'ll", "go"]),
        ("Mr. Dorn met Gen. Ost at 10:30 a.m.", ["Mr.", "Dorn", "met", "Gen.", "Ost", "at", "10:30", "a.m."]),
        ("a pro-Kethian crowd of 1,500", ["a", "pro", "-", "Kethian", "crowd", "of", "1,500"]),
        ("“No,” he said", ["“", "No", ",", "”", "he", "said"]),
        ("wait... or -- not", ["wait", "...", "or", "--", "not"]),
        ("see https://example.org/a?b=1, then", ["see", "https://example.org/a?b=1", ",", "then"]),
        ("write to desk@example.org now", ["write", "to", "desk@example.org", "now"]),
        ("O'Brien’s plan", ["O'Brien", "’s", "plan"]),
        ("שלום 🙂 x_y", ["שלום", "🙂", "x", "_", "y"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in split_words(text)] == expected


def test_a_run_without_end_is_cut() -> None:
    words = split_words("x" * 1050)
    assert max(end - start for start, end in words) == LONGEST_WORD
    assert words[-1].end == 1050


@given(ANY_TEXT)
def test_words_stand_in_order_and_leave_out_only_white_space(text: str) -> None:
    words = split_words(text)
    assert all(a.end <= b.start for a, b in pairwise(words))
    assert all(0 <= start < end <= len(text) for start, end in words)
    kept = "".join(text[start:end] for start, end in words)
    assert kept.split() == [kept] if kept else True
    assert [c for c in kept if not c.isspace()] == [c for c in text if not c.isspace()]
