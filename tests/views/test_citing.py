from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.views.citing import compare_words, find_sentence


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One is here. Two is there. Three.", "Two", "Two is there."),
        ("Mr. Berg left. Gen. Dorn of the U.S. Army stayed.", "Army", "Gen. Dorn of the U.S. Army stayed."),
        ("He said: “No. Never.” Then he left.", "Never", "Never.”"),
        ("A headline\n\nThe first sentence. The second.", "first", "The first sentence."),
        ("It cost 3.5 million. It was paid.", "3.5", "It cost 3.5 million."),
        ("One. Two\nlines of it. Three.", "lines", "lines of it."),
        ("no end at all", "end", "no end at all"),
        ("What? Nothing! Good.", "Nothing", "Nothing!"),
        ("“Peace now.” “Peace later.” So they said.", "later", "“Peace later.”"),
    ],
)
def test_the_sentence_around_words(text: str, words: str, sentence: str) -> None:
    at = text.index(words)
    assert find_sentence(text, at, at + len(words)) == sentence


def test_words_over_two_sentences_have_both() -> None:
    text = "Before. One goes. Two goes. After."
    assert find_sentence(text, text.index("One"), text.index("Two") + 3) == "One goes. Two goes."


@given(text=st.text(min_size=1, max_size=200), data=st.data())
def test_the_sentence_holds_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert " ".join(text[start:end].split()) in find_sentence(text, start, end)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("We want peace.", "we want peace", []),
        ("We want peace and land.", "We want peace.", [("shortened", "and land", "")]),
        ("He must go.", "He [the minister] must go.", [("inserted", "", "[the minister]")]),
        ("He must go.", "[Dorn] must go.", [("inserted", "He", "[Dorn]")]),
        ("We want peace.", "We need peace.", [("changed", "want", "need")]),
        ("We want peace.", "We all want peace.", [("longer", "", "all")]),
    ],
)
def test_differences_of_quoted_words(before: str, after: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.kind, one.before, one.after) for one in compare_words(before, after)] == expected
