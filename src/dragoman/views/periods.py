"""Periods: the days that a question is about, where not all of them are given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection, select

from dragoman.dossier import Dossier
from dragoman.record import schema
from dragoman.views.filters import Filter

LOOK_BACK_DAYS: Final = 90  # shifts and contradictions of a season, where nobody says since when


def within_days_of(filter: Filter, dossier: Dossier | None) -> Filter:
    """Return a filter with the days of a dossier where it has none of its own."""
    if dossier is None:
        return filter
    since, until = (day.isoformat() if day else None for day in (dossier.since, dossier.until))
    return replace(filter, since=filter.since or since, until=filter.until or until)


def find_period(
    connection: Connection, filter: Filter, dossier: Dossier | None = None
) -> tuple[str | None, str | None]:
    """Return the first and the last day that are asked about, by the filter, else by the dossier.

    Where neither says, the last is that of the latest article and the first lies ninety days before; with a limit of 0,
    it is open. A record without dated articles has no last day.
    """
    asked = within_days_of(filter, dossier)
    since, until = asked.since, filter.until
    if until is None:
        last = select(schema.articles.c.published_on).where(schema.articles.c.published_on.is_not(None))
        until = connection.scalar(last.order_by(schema.articles.c.published_on.desc()).limit(1))
        if until and asked.until:
            until = min(until, asked.until)  # a dossier's last day may lie in the future
    if since or until is None or not filter.limit:
        return since, until
    return (date.fromisoformat(until) - timedelta(days=LOOK_BACK_DAYS)).isoformat(), until
