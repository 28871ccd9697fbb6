"""Resolving: from the form of an expression to its TIMEX3 value, against the publication date."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import date, timedelta

from dragoman.dates import SEASON_STARTS, add_months, find_days, name_week
from dragoman.reading.times.expression import (
    DayOfMonth,
    Expression,
    Fixed,
    Form,
    LatestQuarter,
    Month,
    NamedDay,
    Period,
    Same,
    Shift,
    TimeOfDay,
    Weekday,
    Weekend,
    Which,
    YearEarlier,
)
from dragoman.reading.times.named_days import EASTER_WEEKEND, find_named_day
from dragoman.reading.times.surroundings import is_day
from dragoman.reading.times.tokens import Tokens

TenseOf = Callable[[Expression], str | None]

AHEAD = ("future", "planned")
HALF = 6  # months of half a year
# A day this near is meant against the tense ("set the Jan. 2 meeting") when the one on the tense's side is this far.
NEAR, FAR = timedelta(days=31), timedelta(days=270)
SATURDAY, TUESDAY = 6, 2  # on a Monday or Tuesday "this weekend" may be the one just past
SAME_SENTENCE = 40  # tokens
LAST_YEAR = 9999


class Resolver:
    """Resolves the expressions of one text in their order, and keeps in mind which date was mentioned last."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.mentioned: str | None = None
        self.quarter: str | None = None

    def resolve(self, expressions: list[Expression], tokens: Tokens, tense_of: TenseOf) -> list[str | None]:
        """Return the value of each expression, None where the text does not settle it."""
        values: list[str | None] = []
        days = [place for place, expression in enumerate(expressions) if is_day(expression)]
        for place, expression in enumerate(expressions):
            value = self._listed(place, expressions, values, tokens) or self._value(expression, tense_of)
            if isinstance(expression.form, TimeOfDay):
                value = self._day_of_clock(place, days, expressions, values, tokens, tense_of)
            if value is not None and expression.part and len(value) == len("2025-08-23"):
                value = f"{value}T{expression.part}"
            values.append(value)
            self._remember(expression, value)
        return values

    def _listed(
        self, place: int, expressions: list[Expression], values: list[str | None], tokens: Tokens
    ) -> str | None:
        """Return the day of a weekday that continues a list: "last Wednesday and Thursday"."""
        form, before = expressions[place].form, expressions[place - 1] if place else None
        if not isinstance(form, Weekday) or before is None or not isinstance(before.form, Weekday):
            return None
        value, ahead = values[place - 1], form.number - before.form.number
        if value is None or form.which is not None or form.week is not None or ahead <= 0:
            return None
        joint = [tokens.word(token) for token in range(before.last, expressions[place].first)]
        if joint not in (["and"], ["or"], ["to"], ["until"], ["through"], ["-"], ["–"], [","], [",", "and"]):
            return None
        return (date.fromisoformat(value[:10]) + timedelta(days=ahead)).isoformat()

    def _remember(self, expression: Expression, value: str | None) -> None:
        if value is None or expression.type not in ("DATE", "TIME") or not value[:2].isdigit():
            return
        if isinstance(expression.form, Fixed | Period) and "-Q" in value and self._is_reported(value):
            self.quarter = value
        self.mentioned = value.partition("T")[0]

    def _is_reported(self, quarter: str) -> bool:
        """Say whether a business report can speak of the quarter as its own: it has ended, or none is known yet."""
        latest = find_days(quarter).latest
        ended = self.published is None or (latest is not None and latest < self.published.isoformat())
        return self.quarter is None or ended

    def _value(self, expression: Expression, tense_of: TenseOf) -> str | None:
        try:
            return self._resolve(expression, expression.form, tense_of)
        except (ValueError, OverflowError):  # no such day, or outside the calendar's years
            return None

    def _resolve(self, expression: Expression, form: Form, tense_of: TenseOf) -> str | None:
        match form:
            case Fixed(value):
                return value
            case Shift(unit, count, from_mention):
                return self._shift(unit, count, from_mention)
            case Same(unit):
                return self._same(unit)
            case DayOfMonth():
                return self._day_of_month(form, lambda: tense_of(expression))
            case Month():
                return self._month(form, lambda: tense_of(expression))
            case Weekend(which):
                return self._weekend(which, lambda: tense_of(expression))
            case Weekday():
                return self._weekday(form, lambda: tense_of(expression))
            case Period():
                return self._period(form, lambda: tense_of(expression))
            case NamedDay():
                return self._named_day(form, lambda: tense_of(expression))
            case YearEarlier():
                return self._year_earlier()
            case LatestQuarter(shift, year):
                return self._latest_quarter(shift, year)
            case TimeOfDay():
                return None

    def _base(self, from_mention: bool) -> date | None:
        if not from_mention:
            return self.published
        earliest = find_days(self.mentioned).earliest if self.mentioned else None
        return date.fromisoformat(earliest) if earliest else None

    def _shift(self, unit: str, count: int, from_mention: bool) -> str | None:
        base = self._base(from_mention)
        if base is None:
            return None
        if from_mention and unit in ("D", "W", "WE") and self._mention_is_coarser(unit):
            return None
        return shift(base, unit, count)

    def _mention_is_coarser(self, unit: str) -> bool:
        mentioned = self.mentioned or ""
        return len(mentioned) != len("2025-08-23") and not (unit != "D" and "-W" in mentioned)

    def _same(self, unit: str) -> str | None:
        base = self._base(from_mention=True)
        if base is None:
            return None
        if unit == "D" and len(self.mentioned or "") == len("2025-08"):
            return f"{self.mentioned}-XX"
        if unit in ("D", "W", "WE") and self._mention_is_coarser(unit):
            return None
        if unit in ("M", "Q") and len(self.mentioned or "") < len("2025-08"):
            return None
        return shift(base, unit, 0)

    def _year(self, year: int | Shift | Same | None) -> int | None:
        match year:
            case Shift(unit, count, from_mention):
                value = self._shift(unit, count, from_mention)
                return int(value) if value else None
            case Same(unit):
                value = self._same(unit)
                return int(value) if value else None
            case _:
                return year

    def _day_of_month(self, form: DayOfMonth, tense: Callable[[], str | None]) -> str | None:
        if form.year is not None:
            year = self._year(form.year)
            return date(year, form.month, form.day).isoformat() if year else None
        if self.published is None:
            return None
        near = self.published.year
        days = _existing_days(range(near - 4, near + 5), form.month, form.day)
        return _pick_day(days, self.published, tense())

    def _month(self, form: Month, tense: Callable[[], str | None]) -> str | None:
        if form.year is not None:
            year = self._year(form.year)
            return f"{year:04d}-{form.month:02d}" if year else None
        if self.published is None:
            return None
        year = _pick_year(self.published.year, form.month - self.published.month, form.which, tense)
        return f"{year:04d}-{form.month:02d}"

    def _weekday(self, form: Weekday, tense: Callable[[], str | None]) -> str | None:
        if self.published is None:
            return None
        if form.week is not None:
            monday = self.published - timedelta(days=self.published.isoweekday() - 1)
            return (monday + timedelta(days=7 * form.week + form.number - 1)).isoformat()
        back = (self.published.isoweekday() - form.number) % 7
        if form.which == -1:
            return (self.published - timedelta(days=back or 7)).isoformat()
        if form.which == 1 or (form.which is None and back and tense() in AHEAD):
            return (self.published + timedelta(days=7 - back)).isoformat()
        if form.which == 0:
            ahead = form.number - self.published.isoweekday()
            return (self.published + timedelta(days=ahead)).isoformat()
        return (self.published - timedelta(days=back)).isoformat()

    def _weekend(self, which: Which | None, tense: Callable[[], str | None]) -> str | None:
        """Return the weekend: the one behind in the past tense, the one ahead else, this one while it lasts."""
        if self.published is None:
            return None
        today = self.published.isoweekday()
        count = which or 0
        if today < SATURDAY and (which is None or (which == 0 and today <= TUESDAY)) and tense() not in AHEAD:
            count = -1
        return shift(self.published, "WE", count)

    def _period(self, form: Period, tense: Callable[[], str | None]) -> str | None:
        if form.year is not None:
            year = self._year(form.year)
            return f"{year:04d}-{form.code}" if year else None
        if self.published is None:
            return None
        ahead = _first_month(form.code) - self.published.month
        length = {"Q": 3, "H": 6}.get(form.code[0], 3)
        inside = 0 <= -ahead % 12 < length  # the publication lies inside such a period
        year = self.published.year
        started = year if ahead <= 0 else year - 1
        if form.which == 0:
            return f"{started if inside else year:04d}-{form.code}"
        if form.which == 1:
            return f"{started + 1:04d}-{form.code}"
        ended = -ahead % 12 - length + 1  # months since the last such period ended
        if form.which is None and not inside and ahead % 12 <= ended and tense() in AHEAD:
            return f"{started + 1:04d}-{form.code}"
        if form.which == -1 and inside:
            started -= 1
        return f"{started:04d}-{form.code}"

    def _named_day(self, form: NamedDay, tense: Callable[[], str | None]) -> str | None:
        if form.year is not None:
            year = self._year(form.year)
            return _named(form.name, year) if year else None
        if self.published is None:
            return None
        days = [date.fromisoformat(_named(form.name, self.published.year + i)[:10]) for i in (-1, 0, 1)]
        wanted = {-1: "past", 1: "future"}.get(form.which or 0) or tense()
        chosen = _pick_day(days, self.published, wanted)
        return name_week(date.fromisoformat(chosen)) + "-WE" if chosen and form.name == EASTER_WEEKEND else chosen

    def _year_earlier(self) -> str | None:
        if self.quarter is not None:
            return f"{int(self.quarter[:4]) - 1:04d}{self.quarter[4:]}"
        return shift(self.published, "Y", -1) if self.published else None

    def _latest_quarter(self, years: int, year: int | None) -> str | None:
        if self.quarter is None:
            return None if self.published is None else shift(self.published, "Q", 0)
        return f"{year or int(self.quarter[:4]) + years:04d}{self.quarter[4:]}"

    def _day_of_clock(
        self,
        place: int,
        days: list[int],
        expressions: list[Expression],
        values: list[str | None],
        tokens: Tokens,
        tense_of: TenseOf,
    ) -> str | None:
        """Return the day of a bare clock time: named in its sentence, else the publication's."""
        here, next_day = expressions[place], bisect_left(days, place)
        if next_day > 0:
            before = days[next_day - 1]
            value, gap = values[before], (expressions[before].last, here.first)
            if value and gap[1] - gap[0] <= SAME_SENTENCE and not _sentence_ends(tokens, *gap):
                return value[:10]
        if next_day < len(days):
            after = expressions[days[next_day]]
            if after.first - here.last <= SAME_SENTENCE and not _sentence_ends(tokens, here.last, after.first):
                return self._value(after, tense_of)
        return self.published.isoformat() if self.published else None


def shift(base: date, unit: str, count: int) -> str | None:
    """Return the TIMEX3 value of the unit that lies `count` units from the one that holds `base`.

    Raises:
        ValueError, OverflowError: it lies outside the years 1 to 9999.
    """
    match unit:
        case "D":
            return (base + timedelta(days=count)).isoformat()
        case "TH" | "TM" | "TS":
            return None  # the hour of the publication is not known
        case "W":
            return name_week(base + timedelta(weeks=count))
        case "FN":
            return name_week(base + timedelta(weeks=2 * count))
        case "WE":
            return name_week(base + timedelta(weeks=count)) + "-WE"
        case "M":
            return add_months(base, count).isoformat()[:7]
        case "Q":
            month = add_months(base, 3 * count)
            return f"{month.year:04d}-Q{(month.month + 2) // 3}"
        case "Y":
            return _year_name(base.year + count)
        case "YE":
            return f"{base.year + count:04d}-12-31"
        case "DE":
            return f"{base.year // 10 + count:03d}"
        case "CE":
            return f"{base.year // 100 + count:02d}"
    return None


def _year_name(year: int) -> str | None:
    return f"{year:04d}" if 0 < year <= LAST_YEAR else None


def _named(name: str, year: int) -> str:
    return find_named_day(name, year).isoformat()


def _existing_days(years: range, month: int, day: int) -> list[date]:
    days = []
    for year in years:
        try:
            days.append(date(year, month, day))
        except ValueError:  # 29 February
            continue
    return days


def _pick_day(days: list[date], published: date, tense: str | None) -> str | None:
    """Return the day that the tense asks for, the nearest one where it is silent."""
    before = max((day for day in days if day <= published), default=None)
    after = min((day for day in days if day >= published), default=None)
    if before is None or after is None:
        chosen = before or after
        return chosen.isoformat() if chosen else None
    if tense == "future" and not (published - before <= NEAR and after - published >= FAR):
        return after.isoformat()
    if tense == "past" and not (after - published <= NEAR and published - before >= FAR):
        return before.isoformat()
    return (before if published - before <= after - published else after).isoformat()


def _pick_year(year: int, ahead: int, which: Which | None, tense: Callable[[], str | None]) -> int:
    """Return the year of a month that lies `ahead` months after the publication's in the same year."""
    if which == -1:
        return year if ahead < 0 else year - 1
    if which == 0:
        return year
    if which == 1:
        return year if ahead > 0 else year + 1
    if ahead == 0:
        return year
    told = tense()
    if told == "planned":
        return year + (ahead < -HALF) - (ahead > HALF)  # the nearer one
    if told == "future":
        return year if ahead > 0 else year + 1
    return year if ahead < 0 else year - 1


def _first_month(code: str) -> int:
    if code[0] == "Q":
        return int(code[1]) * 3 - 2
    if code[0] == "H":
        return int(code[1]) * 6 - 5
    return SEASON_STARTS[code]


def _sentence_ends(tokens: Tokens, first: int, last: int) -> bool:
    return any(tokens.is_boundary(place) for place in range(first, last))
