"""Quotation marks: pairs, nesting, apostrophes, paragraphs, and marks without a partner."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.quotes import find_quotes, split_paragraphs

TABLE = [
    ("“We go,” she said. “Now.”", [["“We go,”"], ["“Now.”"]]),
    ('"We go," he said, "and you\'re late."', [['"We go,"'], ['"and you\'re late."']]),
    ("‘He said “no” to us,’ she said.", [["‘He said “no” to us,’"], ["“no”"]]),
    ("“He said ‘no’ to us,” she said.", [["“He said ‘no’ to us,”"], ["‘no’"]]),
    ("'I don't know the ministers' plans,' she said.", [["'I don't know the ministers' plans,'"]]),
    ("He said 'the leaders' talks are off'.", [["'the leaders' talks are off'"]]),
    ("‘The ministers’ plans aren’t ready,’ he said.", [["‘The ministers’ plans aren’t ready,’"]]),
    ("The leaders’ plans and the states’ views aren’t ready.", []),
    ("the leaders' meeting and the states' view", []),
    ("rock 'n' roll in the '90s and the ‘80s", []),
    ('a man 6\'2" tall and a "nice" one', [['"nice"']]),
    ("“One.\n\n“Two.\n\n“Three.” He left.", [["“One.", "“Two.", "“Three.”"]]),
    ('"One.\n\n"Two," he said.', [['"One.', '"Two,"']]),
    ("“Lost here.\n\nNext comes “a good” one.", [["“Lost here."], ["“a good”"]]),
    ('"Lost here, he said.\n\n"Next one," she said.', [['"Lost here, he said.'], ['"Next one,"']]),
    ("He said “yes. “More of it.” The end.", [["“yes. “More of it.”"]]),
    ("«Non», dit-il. „Ja“, sagte er. »Nein«", [["«Non»"], ["„Ja“"], ["»Nein«"]]),
    ("``Yes,'' he said.", [["``Yes,''"]]),
    ('“curly to straight" and on', [['“curly to straight"']]),
    ("He called it ‘a “step” forward’.", [["‘a “step” forward’"], ["“step”"]]),
    ('"', []),
    ("", []),
    ("no marks", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_pairs_marks(text: str, expected: list[list[str]]) -> None:
    assert [[text[piece.start : piece.end] for piece in quote.paragraphs] for quote in find_quotes(text)] == expected


def test_says_what_was_closed_and_how_deep() -> None:
    outer, inner = find_quotes("“He said ‘no’ to us,” she said.")
    assert (outer.closed, outer.depth, inner.depth) == (True, 0, 1)
    (lost,) = find_quotes("“Lost here.\n\nNext.")
    assert (lost.closed, lost.close) == (False, "")


def test_words_leave_the_marks_out() -> None:
    text = "“One.\n\n“Two.” Three."
    (quote,) = find_quotes(text)
    assert [text[words.start : words.end] for words in quote.words] == ["One.", "Two."]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "A line that is\nwrapped here.\nA new one.\n\nAnd another."
    assert [text[a:b] for a, b in split_paragraphs(text)] == [
        "A line that is\nwrapped here.",
        "A new one.",
        "And another.",
    ]


@given(st.text(alphabet="ab .,\n“”‘’\"'«»„`s9", max_size=200))
def test_quotations_stand_in_the_text_and_never_cross(text: str) -> None:
    quotes = find_quotes(text)
    for quote in quotes:
        assert 0 <= quote.start < quote.end <= len(text)
        assert text.startswith(quote.open, quote.start)
        assert quote.closed == bool(quote.close)
        assert text[: quote.end].endswith(quote.close)
        assert quote.paragraphs[0].start == quote.start
        assert quote.paragraphs[-1].end == quote.end
    for first in quotes:
        for second in quotes:
            if first.start < second.start < first.end:
                assert second.end <= first.end


@given(st.text(alphabet="ab “”\"'", max_size=60))
def test_a_wrong_mark_costs_only_its_paragraph(text: str) -> None:
    after = "\n\nShe said “we go” today."
    assert "“we go”" in {(text + after)[quote.start : quote.end] for quote in find_quotes(text + after)}
