from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dates import Days, PartialDate, add_months, find_days, name_week


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2025-08-23", "2025-08-23", "2025-08-23"),
        ("2025-08-23T10:35", "2025-08-23", "2025-08-23"),
        ("2025-08-23TMO", "2025-08-23", "2025-08-23"),
        ("2025-W33", "2025-08-11", "2025-08-17"),
        ("2025-W01", "2024-12-30", "2025-01-05"),
        ("2000-W7", "2000-02-14", "2000-02-20"),
        ("2025-W33-WE", "2025-08-16", "2025-08-17"),
        ("2025-W33-2", "2025-08-12", "2025-08-12"),
        ("2025-08", "2025-08-01", "2025-08-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2025-08-XX", "2025-08-01", "2025-08-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-XX", "2025-01-01", "2025-12-31"),
        ("2025-WXX", "2025-01-01", "2025-12-31"),
        ("2025-Q3", "2025-07-01", "2025-09-30"),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("2025-QX", "2025-01-01", "2025-12-31"),
        ("2025-H1", "2025-01-01", "2025-06-30"),
        ("2025-H2", "2025-07-01", "2025-12-31"),
        ("2025-SP", "2025-03-01", "2025-05-31"),
        ("2025-SU", "2025-06-01", "2025-08-31"),
        ("2025-FA", "2025-09-01", "2025-11-30"),
        ("2025-WI", "2025-12-01", "2026-02-28"),
        ("199", "1990-01-01", "1999-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("20", "2000-01-01", "2099-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
    ],
)
def test_days_of_a_value(value: str, earliest: str, latest: str) -> None:
    assert find_days(value) == Days(earliest, latest)


@pytest.mark.parametrize(
    "value",
    [
        None, "", "P2Y", "PT30M", "PXM", "P1D", "PRESENT_REF", "FUTURE_REF", "XXXX-WXX-5", "XXXX-XX-XXTNI", "TMO",
        "2025-13", "2025-02-30", "2025-W60", "0000", "2025-Q5", "tomorrow", "٢٠٢٥",
    ],
)  # fmt: skip
def test_no_days(value: str | None) -> None:
    assert find_days(value) == Days(None, None)


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{2,4}(-[0-9WQHXSE]{0,4}){0,3}", fullmatch=True))
def test_any_value_gives_days_in_order_or_none(value: str) -> None:
    earliest, latest = find_days(value)
    assert (earliest is None) == (latest is None)
    if earliest is not None and latest is not None:
        assert date.fromisoformat(earliest) <= date.fromisoformat(latest)


@given(st.dates(min_value=date(1, 1, 8), max_value=date(9999, 12, 20)))
def test_a_week_holds_its_day(day: date) -> None:
    earliest, latest = find_days(name_week(day))
    assert earliest is not None
    assert latest is not None
    assert earliest <= day.isoformat() <= latest


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest"),
    [
        ("2025", "year", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-08-23", "day", date(2025, 8, 23), date(2025, 8, 23)),
    ],
)
def test_partial_date(text: str, precision: str, earliest: date, latest: date) -> None:
    partial = PartialDate.parse(text)
    assert (partial.precision, partial.earliest, partial.latest, str(partial)) == (precision, earliest, latest, text)


@pytest.mark.parametrize(
    "text", ["", "25", "2025-8", "2025-13", "2025-02-30", "2025-08-23T10", "2025-00", "2025-08-00"]
)
def test_no_partial_date(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse(text)


def test_partial_dates_sort_and_need_their_month() -> None:
    assert sorted(map(PartialDate.parse, ["2025-08", "2024-12-31", "2025"])) == [
        PartialDate(2024, 12, 31),
        PartialDate(2025),
        PartialDate(2025, 8),
    ]
    with pytest.raises(ValueError, match="month"):
        PartialDate(2025, 0, 3)


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "2025-01-01"), (-1, "2024-12-01"), (11, "2025-12-01"), (12, "2026-01-01")]
)
def test_add_months(count: int, expected: str) -> None:
    assert add_months(date(2025, 1, 31), count).isoformat() == expected
