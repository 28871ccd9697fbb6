"""The timeline: what happened and what was asked for, day by day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from dragoman.record import schema
from dragoman.record.store import Record
from dragoman.views.filters import Filter
from dragoman.views.grouping import HAPPENED
from dragoman.views.lists import find_ids
from dragoman.views.rows import EventRow, PositionRow, load_events, load_positions

Kind = Literal["event", "position"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing on the timeline; `day` is the day it happened where that is told, else the day it was published."""

    day: str
    kind: Kind
    who: tuple[str, ...]
    what: str
    row: EventRow | PositionRow


def list_timeline(record: Record, filter: Filter) -> list[Entry]:
    """Return events and positions that a filter asks for, in the order of their days; the limit keeps the latest.

    Raises:
        RecordError: nobody is called as the filter asks.
    """
    with record.reading() as connection:
        events = load_events(connection, find_ids(connection, "event", replace(filter, issue=None)))
        issue = [schema.positions.c.issue == filter.issue] if filter.issue else []
        positions = load_positions(connection, find_ids(connection, "position", filter, issue))
    entries = [_of_position(row) for row in positions]
    if not filter.issue:
        entries += [_of_event(row) for row in events]
    entries.sort(key=lambda entry: (entry.day, entry.kind, entry.row.key))
    return entries[-filter.limit :] if filter.limit else entries


def _of_event(row: EventRow) -> Entry:
    what = f"{row.form} {row.status}" if row.form else _what_happened(row)
    who = tuple(dict.fromkeys(actor.name for actor in (*row.actors, *row.recipients)))
    return Entry(day=row.earliest or row.citation.published or "", kind="event", who=who, what=what, row=row)


def _what_happened(row: EventRow) -> str:
    """Return an event that is no meeting, with the words that tell it; it happened where nothing else is said."""
    what = row.type.lower() + ("" if row.status in HAPPENED else f" {row.status}")
    return f"{what}: “{row.trigger}”" if row.trigger else what


def _of_position(row: PositionRow) -> Entry:
    who = tuple(dict.fromkeys(actor.name for actor in (*row.on_behalf_of, row.holder)))
    what = f"{row.stance} {row.about}" + (f" ({row.condition})" if row.condition else "")
    return Entry(day=row.citation.published or "", kind="position", who=who, what=what, row=row)
