"""The timeline: what happened and what was asked for, day by day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection

from dragoman.dossier import Dossier
from dragoman.record import schema
from dragoman.record.store import Record
from dragoman.views.filters import Filter
from dragoman.views.grouping import HAPPENED
from dragoman.views.issues import asked_issues, of_issues
from dragoman.views.lists import find_ids
from dragoman.views.negotiations import as_spoken_for, find_ids_in, find_negotiation, find_people
from dragoman.views.periods import within_days_of
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


def list_timeline(record: Record, filter: Filter, *, dossier: Dossier | None = None) -> list[Entry]:
    """Return events and positions that a filter asks for, in the order of their days; the limit keeps the latest.

    Args:
        record: what is asked.
        filter: whose, on which issue, in which days; an event has no issue, and is left out where one is asked for.
        dossier: only what one of its parties and third parties has a part in, or somebody who speaks or acts for one:
            events of any kind, and positions on the dossier's issues (those that name none, by the words of these). Its
            days count where the filter has none. The filter's party is one of the dossier's.

    Raises:
        RecordError: nobody is called as the filter asks, or nobody of the dossier.
    """
    with record.reading() as connection:
        events, positions = _load_of(connection, filter, dossier) if dossier else _load(connection, filter)
    entries = [_of_position(row) for row in positions]
    if not filter.issue:
        entries += [_of_event(row) for row in events]
    entries.sort(key=lambda entry: (entry.day, entry.kind, entry.row.key))
    return entries[-filter.limit :] if filter.limit else entries


def _load(connection: Connection, filter: Filter) -> tuple[list[EventRow], list[PositionRow]]:
    issue = [schema.positions.c.issue == filter.issue] if filter.issue else []
    return (
        load_events(connection, find_ids(connection, "event", replace(filter, issue=None))),
        load_positions(connection, find_ids(connection, "position", filter, issue)),
    )


def _load_of(connection: Connection, filter: Filter, dossier: Dossier) -> tuple[list[EventRow], list[PositionRow]]:
    """Return the events and positions of a negotiation; a position is on behalf of whom its holder speaks for."""
    talks, wanted = find_negotiation(connection, dossier, party=filter.party), within_days_of(filter, dossier)
    people, issues = find_people(connection, talks), asked_issues(filter, dossier)
    on_issues = [of_issues(issues)] if issues else []
    events = find_ids_in(connection, "event", wanted, talks=talks, people=people)
    positions = find_ids_in(connection, "position", wanted, on_issues, talks=talks, people=people)
    rows = load_positions(connection, positions)
    return load_events(connection, events), [as_spoken_for(row, talks) for row in rows]


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
