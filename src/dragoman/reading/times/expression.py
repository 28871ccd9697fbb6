"""A time expression between finding and resolving: where it stands, and what would have to be worked out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.contract import TimeType

Which = Literal[-1, 0, 1]  # last, this, next


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that depends on nothing: a full date, a year, a duration, a set, `PRESENT_REF` and its like."""

    value: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A number of units from the publication date, or from the last date mentioned ("two days later")."""

    unit: str
    count: int
    from_mention: bool = False


@dataclass(frozen=True, slots=True)
class Same:
    """The unit that holds the last date mentioned ("that year")."""

    unit: str


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day of a month; the year may be given, or be an expression of its own ("last year"), or be open."""

    month: int
    day: int
    year: int | Shift | Same | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """A month by name; `which` is last, this or next ("last June")."""

    month: int
    year: int | Shift | Same | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 1 is Monday; `week` counts weeks from this one ("Friday of last week")."""

    number: int
    which: Which | None = None
    week: int | None = None


@dataclass(frozen=True, slots=True)
class Weekend:
    """A weekend; `which` is last, this or next."""

    which: Which | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A part of a year by its TIMEX3 code: `Q1` to `Q4`, `H1`, `H2`, `SP`, `SU`, `FA`, `WI`."""

    code: str
    year: int | Shift | Same | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day with a name (Christmas, Easter Monday)."""

    name: str
    year: int | Shift | Same | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class YearEarlier:
    """The year before: of the quarter spoken of in a business report, else of the publication."""


@dataclass(frozen=True, slots=True)
class LatestQuarter:
    """The quarter spoken of last ("the quarter", "the latest period"), `year` years from its own or in that year."""

    shift: int = 0
    year: int | None = None


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day whose day must be found in its surroundings."""


Form = (
    Fixed
    | Shift
    | Same
    | DayOfMonth
    | Month
    | Weekday
    | Weekend
    | Period
    | NamedDay
    | YearEarlier
    | LatestQuarter
    | TimeOfDay
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A time expression as found: tokens `[first, last)`, its type and its form.

    `part` follows the `T` of the value: a part of the day (`NI`) or a clock time (`10:35`).
    """

    first: int
    last: int
    type: TimeType
    form: Form
    part: str | None = None
    mod: str | None = None
