"""Days with a name: fixed ones, those that move within a month, and those that move with Easter."""

from __future__ import annotations

from datetime import date, timedelta

# Name as the grammar writes it: month and day.
FIXED_DAYS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "international women's day": (3, 8),
    "st patrick's day": (3, 17),
    "april fools' day": (4, 1),
    "may day": (5, 1),
    "victory day": (5, 9),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "remembrance day": (11, 11),
    "nowruz": (3, 20),
    "orthodox christmas": (1, 7),
}
# Name: month, weekday (Monday is 1), which one in the month (-1 is the last).
MOVING_DAYS = {
    "martin luther king day": (1, 1, 3),
    "presidents day": (2, 1, 3),
    "memorial day": (5, 1, -1),
    "labor day": (9, 1, 1),
    "columbus day": (10, 1, 2),
    "thanksgiving": (11, 4, 4),
    "thanksgiving day": (11, 4, 4),
    "remembrance sunday": (11, 7, 2),
}
# Name: days after Western Easter Sunday.
EASTER_DAYS = {
    "easter": 0,
    "easter sunday": 0,
    "easter monday": 1,
    "easter saturday": -1,
    "good friday": -2,
    "maundy thursday": -3,
    "palm sunday": -7,
    "ash wednesday": -46,
    "shrove tuesday": -47,
    "ascension day": 39,
    "pentecost": 49,
    "whit sunday": 49,
    "whit monday": 50,
}
EASTER_WEEKEND = "easter weekend"
NAMES = (*FIXED_DAYS, *MOVING_DAYS, *EASTER_DAYS, EASTER_WEEKEND)


def find_named_day(name: str, year: int) -> date:
    """Return the day that bears the name in that year.

    Raises:
        KeyError: no day bears that name.
        ValueError: Easter is not defined for that year (before 1583 or after 4099).
    Source:
        `dateutil.easter`, Western churches.
    """
    if name in FIXED_DAYS:
        return date(year, *FIXED_DAYS[name])
    if name in MOVING_DAYS:
        month, weekday, which = MOVING_DAYS[name]
        return _nth_weekday(year, month, weekday, which)
    from dateutil.easter import easter  # lazily: only an article that names such a day needs it

    return easter(year) + timedelta(days=EASTER_DAYS["easter" if name == EASTER_WEEKEND else name])


def _nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    if which > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))
    after = date(year + month // 12, month % 12 + 1, 1)
    last = after - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)
