"""Does a role hold on a day? Partial dates compared as strings, so that nothing is made more exact than it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from dragoman.dates import PartialDate

Fit = Literal["certain", "possible", "stale", "before", "after"]

# A minister holds office for about two years and a half on average (Blondel and Thiébault 1991); a role that was open
# when the book closed is taken as possibly going on for one year more, and as unknown after that.
OPEN_ROLE_GRACE_DAYS = 365
FIRST_DAY = "0000-01-01"
LAST_DAY = "9999-12-31"


def is_partial_date(text: str) -> bool:
    """Return whether the text is a day, month or year that exists: YYYY, YYYY-MM or YYYY-MM-DD."""
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True


def earliest_day(partial: str | None) -> str:
    """Return the first ISO day that a partial date can mean; without a date, before all days."""
    if not partial:
        return FIRST_DAY
    return partial + "-01-01"[len(partial) - 4 :] if len(partial) < 10 else partial


def latest_day(partial: str | None) -> str:
    """Return the last ISO day that a partial date can mean (the 31st of any month); without one, after all."""
    if not partial:
        return LAST_DAY
    return partial + "-12-31"[len(partial) - 4 :] if len(partial) < 10 else partial


def fit(since: str | None, until: str | None, *, on: date, known_until: str) -> Fit:
    """Return how a role from `since` to `until` stands to a day.

    Args:
        since: partial date; None where the beginning is not known.
        until: partial date; None where the role was still held when the book closed.
        on: the day asked about.
        known_until: ISO day on which the book closed.

    Returns:
        `certain` inside both dates however they are read; `possible` where their precision, or a missing beginning,
        leaves it open; `stale` for a role without an end, asked about long after the book closed; `before` or
        `after` where the day lies outside.
    """
    day = on.isoformat()
    if day < earliest_day(since):
        return "before"
    if day > latest_day(until):
        return "after"
    if not until and day > known_until:
        grace = date.fromisoformat(known_until) + timedelta(days=OPEN_ROLE_GRACE_DAYS)
        return "possible" if on <= grace else "stale"
    if not since or day < latest_day(since) or (until and day > earliest_day(until)):
        return "certain" if since and day == latest_day(since) else "possible"
    return "certain"


def surely_overlap(a: tuple[str | None, str | None], b: tuple[str | None, str | None]) -> bool:
    """Return whether two tenures share more than a day of handing over, however their partial dates are read."""
    start = max(latest_day(a[0]) if a[0] else LAST_DAY, latest_day(b[0]) if b[0] else LAST_DAY)
    end = min(earliest_day(a[1]) if a[1] else LAST_DAY, earliest_day(b[1]) if b[1] else LAST_DAY)
    return start < end
