from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.sources.day import parse_day


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-04",
        " 2025-03-04 ",
        "2025-03-04T10:30:00Z",
        "2025-03-04 23:59",
        "4 March 2025",
        "04 Mar 2025",
        "4th Mar. 2025",
        "March 4, 2025",
        "Mar 4 2025",
        "Tuesday, March 4, 2025, 10:30 a.m.",
        "Tue, 04 Mar 2025 10:30:00 GMT",
        "Tuesday 4 MARCH 2025",
    ],
)
def test_a_day_is_read_where_it_can_be_read_in_one_way(text: str) -> None:
    assert parse_day(text) == date(2025, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "03/04/2025",
        "4.3.2025",
        "2025",
        "March 2025",
        "2025-3-4",
        "2025-02-29",
        "31 April 2025",
        "4 Foo 2025",
    ],
)
def test_what_is_no_day_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"day|month"):
        parse_day(text)


@given(st.dates())
def test_iso_days_are_read_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day


@given(st.dates(), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%a, %d %b %Y"]))
def test_written_days_are_read_back(day: date, form: str) -> None:
    day = day.replace(year=1000 + day.year % 9000)
    assert parse_day(day.strftime(form)) == day
