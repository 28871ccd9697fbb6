"""Dates with their precision, and the days that a TIMEX3 value spans.

A month stays a month: `2025-08` is kept as it was said, and its first and last day are worked out only where days
are asked for.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

Precision = Literal["year", "month", "day"]

MONTHS_IN_QUARTER = 3
MONTHS_IN_HALF = 6
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}  # meteorological seasons of the northern half
SEASON_MONTHS = 3

# One form of TIMEX3 calendar value each (TimeML 1.2.1, "The value attribute"); a time of day may follow a day.
VALUE = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?:W(?P<week>\d{1,2}|XX)(?:-(?P<weekend>WE)|-(?P<weekday>[1-7])(?:T.*)?)?"
    r"|Q(?P<quarter>[1-4X])|H(?P<half>[12X])|(?P<season>SP|SU|FA|AU|WI)"
    r"|(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX)(?P<time>T.*)?)?))?"
    r"|(?P<decade>\d{3})X?|(?P<century>\d{2})(?:XX)?",
    re.ASCII,
)


class Days(NamedTuple):
    """The first and the last day of a period, as ISO days; both None where no days are named."""

    earliest: str | None
    latest: str | None


NO_DAYS = Days(None, None)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date that is known to the year, the month or the day. Sorts by year, month, day; the unknown comes first."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError("a day needs a month")
        date(self.year, self.month or 1, self.day or 1)  # raises ValueError where there is no such day

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Return the date written as `2025`, `2025-08` or `2025-08-23`.

        Raises:
            ValueError: the text has another form or there is no such day.
        """
        if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text, re.ASCII):
            raise ValueError(f"not a date of the form 2025, 2025-08 or 2025-08-23: {text!r}")
        fields = [int(field) for field in text.split("-")]
        if 0 in fields[1:]:
            raise ValueError(f"there is no month or day 0: {text!r}")
        return cls(*fields)

    @property
    def precision(self) -> Precision:
        """How much of the date is known."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def earliest(self) -> date:
        """The first day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        written = f"{self.year:04d}"
        for field in (self.month, self.day):
            if field:
                written += f"-{field:02d}"
        return written


def find_days(value: str | None) -> Days:
    """Return the days that a TIMEX3 value spans.

    Args:
        value: any TIMEX3 value: a day with or without a time of day, week (`2025-W33`), weekend (`2025-W33-WE`),
            month, quarter, half, season, year, decade (`199`, `199X`), century (`19`, `19XX`). A place that is left
            open (`2025-10-XX`, `2025-WXX`) spans all that it may be.

    Returns:
        Two ISO days; both None for durations, sets, `PRESENT_REF` and its like, and whatever is no calendar value.
    """
    found = VALUE.fullmatch(value) if value else None
    if found is None:
        return NO_DAYS
    try:
        first, last = _bounds(found)
    except (ValueError, OverflowError):  # the thirteenth month, week 60, the year 0
        return NO_DAYS
    return Days(first.isoformat(), last.isoformat())


def _bounds(found: re.Match[str]) -> tuple[date, date]:
    if found["decade"]:
        return date(int(found["decade"]) * 10, 1, 1), date(int(found["decade"]) * 10 + 9, 12, 31)
    if found["century"]:
        return date(int(found["century"]) * 100, 1, 1), date(int(found["century"]) * 100 + 99, 12, 31)
    year = int(found["year"])
    if (found["week"] or "XX") != "XX":
        return _week_bounds(found, year)
    if found["season"]:
        return _months(year, SEASON_STARTS[found["season"]], SEASON_MONTHS)
    if (found["quarter"] or "X") != "X":
        return _months(year, (int(found["quarter"]) - 1) * MONTHS_IN_QUARTER + 1, MONTHS_IN_QUARTER)
    if (found["half"] or "X") != "X":
        return _months(year, (int(found["half"]) - 1) * MONTHS_IN_HALF + 1, MONTHS_IN_HALF)
    if (found["month"] or "XX") != "XX":
        month = int(found["month"])
        if (found["day"] or "XX") != "XX":
            day = date(year, month, int(found["day"]))
            return day, day
        return _months(year, month, 1)
    return date(year, 1, 1), date(year, 12, 31)


def _week_bounds(found: re.Match[str], year: int) -> tuple[date, date]:
    monday = date.fromisocalendar(year, int(found["week"]), 1)
    if found["weekend"]:
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if found["weekday"]:
        day = monday + timedelta(days=int(found["weekday"]) - 1)
        return day, day
    return monday, monday + timedelta(days=6)


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    """Return the first day of a month and the last day of the month `count` - 1 later."""
    years, month = divmod(first + count - 2, 12)
    end_year, end_month = year + years, month + 1
    return date(year, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def add_months(day: date, count: int) -> date:
    """Return the first day of the month that lies `count` months after the month of `day`.

    Raises:
        ValueError: the month lies outside the years 1 to 9999.
    """
    years, month = divmod(day.month - 1 + count, 12)
    return date(day.year + years, month + 1, 1)


def name_week(day: date) -> str:
    """Return the ISO week of a day as TIMEX3 writes it: `2025-W34`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
