"""Dates counted from those of the clause above."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.contract import Time
from dragoman.meaning.dating import Calendar
from dragoman.meaning.syntax import read_syntax
from tests.meaning.trees import parse

SENTENCE = (
    "Ana|P|resigned|nsubj resigned|V|0|root a|D|day|det day|N|resigned|obl after|S|met|mark she|O|met|nsubj "
    "met|V|resigned|advcl Ben|P|met|obj"
)


@pytest.mark.parametrize(
    ("length", "expected"),
    [("P1D", "2025-05-13"), ("P2W", "2025-04-30"), ("P9000000D", None), ("P99999999999W", None), ("PXD", None)],
)
def test_a_day_is_counted_back_as_far_as_the_calendar_goes(length: str, expected: str | None) -> None:
    parsed = parse(SENTENCE)
    start = parsed.text.index("a day")
    time = Time(id="t1", start=start, end=start + 5, text="a day", type="DURATION", value=length)
    calendar = Calendar(read_syntax(parsed.analysis), [time], date(2025, 5, 14))
    found = calendar.date(6)
    assert (found.value if found else None) == expected
