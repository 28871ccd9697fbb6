"""Features: case, quotation and layout of each word."""

import pytest

from dragoman.reading.features import LAYOUTS, QUOTES, SHAPES, word_features
from dragoman.reading.quotes import find_quotes
from dragoman.reading.words import split_words


def features(text: str) -> list[tuple[str, str, str]]:
    rows = word_features(text, split_words(text), find_quotes(text))
    return [(SHAPES[a], QUOTES[b], LAYOUTS[c]) for a, b, c in rows.tolist()]


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("talks", "lower"),
        ("Dorn", "title"),
        ("UN", "upper"),
        ("A", "initial"),
        ("McRae", "mixed"),
        ("1,000", "digits"),
        ("3rd", "letters and digits"),
        ("“", "mark"),
        ("U.S.", "upper"),
        ("n't", "lower"),
        ("שלום", "other"),
    ],
)
def test_shapes(word: str, shape: str) -> None:
    assert features("x " + word + " x")[1][0] == shape


def test_quotes_and_layout() -> None:
    rows = features("Dorn said:\n\n“We go.”\nThen")
    assert [quote for _, quote, _ in rows] == [
        *["outside"] * 3,
        "opening mark",
        *["inside"] * 3,
        "closing mark",
        "outside",
    ]
    assert rows[0][2] == rows[3][2] == "first of a paragraph"
    assert rows[-1][2] == "after a line break"
    assert rows[2][2] == "no space before"


def test_no_words() -> None:
    assert word_features("", [], ()).shape == (0, 3)
