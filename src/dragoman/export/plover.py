"""PLOVER events as JSON Lines, with the field names that the NGEC coder writes.

PLOVER has no status. As its manual asks, a meeting that is only planned is an AGREE and one that is called off or
refused is a REJECT; what has not happened and is no meeting (a hypothetical offensive) is no PLOVER event and is left
out, as are denied ones.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO, Final

from dragoman import __version__
from dragoman.record.store import Record
from dragoman.views.citing import ActorRef
from dragoman.views.filters import Filter
from dragoman.views.grouping import HAPPENED
from dragoman.views.lists import list_events
from dragoman.views.meetings import MEETING
from dragoman.views.rows import EventRow

AGREED: Final = frozenset({"scheduled", "proposed", "conditional"})
REJECTED: Final = frozenset({"refused", "cancelled"})
MEET: Final = "meet"  # PLOVER's mode of a REJECT that is about meeting


def write(record: Record, stream: BinaryIO, *, filter: Filter) -> int:
    """Write the events that PLOVER has a type for and return how many there were."""
    count = 0
    for row in list_events(record, filter):
        event = to_plover(row)
        if event is not None:
            stream.write(json.dumps(event, ensure_ascii=False).encode("utf8") + b"\n")
            count += 1
    return count


def to_plover(row: EventRow) -> dict[str, Any] | None:
    """Return an event in PLOVER's form, None where PLOVER has none for it."""
    coded = code_event(row.type, row.mode, row.status)
    if coded is None:
        return None
    event_type, modes = coded
    citation = row.citation
    return {
        "id": f"{citation.article}_{row.key}",
        "story_id": citation.article,
        "pub_date": citation.published,
        "date_resolved": row.earliest or citation.published,
        "date_raw": row.when,
        "publisher": citation.publisher,
        "headline": citation.title,
        "event_type": event_type,
        "event_mode": modes,
        "contexts": [],
        "event_text": citation.words,
        "attributes": {
            "ACTOR": [_actor(actor) for actor in row.actors],
            "RECIP": [_actor(actor) for actor in row.recipients],
            "LOC": [{"text": place} for place in row.places],
        },
        "version": f"dragoman-{__version__}",
        "dragoman_status": row.status,
    }


def code_event(type: str, mode: str | None, status: str) -> tuple[str, list[str]] | None:
    """Return PLOVER's type and modes for an event with a status; None where PLOVER codes no event."""
    if status in HAPPENED or status == "collapsed":
        return type, [mode] if mode else []
    if type != MEETING:
        return None
    if status in AGREED:
        return "AGREE", []
    return ("REJECT", [MEET]) if status in REJECTED else None


def _actor(actor: ActorRef) -> dict[str, Any]:
    return {"text": actor.name, "wiki": actor.name if actor.type != "unnamed" else "", "country": actor.country or ""}
