"""Meetings as a calendar (RFC 5545): the coming ones and the past ones that have a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, BinaryIO, Final

from dragoman.record.store import Record
from dragoman.views.filters import Filter
from dragoman.views.grouping import HAPPENED, OFF
from dragoman.views.meetings import LONGEST_SPAN_DAYS, Meeting, list_meetings

if TYPE_CHECKING:
    from icalendar import Event

STATUS: Final = {"scheduled": "CONFIRMED", **dict.fromkeys(HAPPENED, "CONFIRMED"), **dict.fromkeys(OFF, "CANCELLED")}


def write(record: Record, stream: BinaryIO, *, filter: Filter) -> int:
    """Write a calendar of all-day events and return how many meetings it has."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Dragoman//EN")
    calendar.add("version", "2.0")
    count = 0
    for meeting in list_meetings(record, filter):
        span = _span(meeting)
        if span is not None:
            calendar.add_component(_event(meeting, *span))
            count += 1
    stream.write(calendar.to_ical())
    return count


def _span(meeting: Meeting) -> tuple[date, date] | None:
    """Return the days of a meeting; None where it has none, or only a season."""
    if not meeting.earliest or not meeting.latest:
        return None
    try:
        first, last = date.fromisoformat(meeting.earliest), date.fromisoformat(meeting.latest)
    except ValueError:
        return None
    return (first, last) if (last - first).days <= LONGEST_SPAN_DAYS else None


def _event(meeting: Meeting, first: date, last: date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{meeting.key}@dragoman")
    event.add("dtstamp", _stamp(meeting))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))  # the day after the last one, as all-day events are written
    event.add("summary", f"{(meeting.form or 'meeting').capitalize()}: {', '.join(meeting.parties)}")
    event.add("status", STATUS.get(meeting.status, "TENTATIVE"))
    if meeting.place:
        event.add("location", meeting.place)
    steps = []
    for step in meeting.history:
        citation = step.event.citation
        where = citation.publisher or citation.article
        steps.append(f"{step.published or 'undated'}: {step.status} ({where}) “{citation.sentence}”")
    event.add("description", "\n".join(steps))
    return event


def _stamp(meeting: Meeting) -> datetime:
    """Return when the calendar last heard of the meeting: midnight of the last account's day."""
    published = meeting.history[-1].published or "1970-01-01"
    return datetime.combine(date.fromisoformat(published), datetime.min.time(), tzinfo=UTC)
