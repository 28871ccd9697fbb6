"""Mediation events in the manner of MEND: one row a meeting.

The Mediation Event and Negotiators Database (Peter, Badanjak, D'Amico and Houghton, Harvard Dataverse 2025) codes each
mediation event with where it took place and which third parties, local actors and individuals took part.

Without a dossier nobody can say who is a third party: a state or organisation that holds no position toward another in
the record counts as one.
"""

from __future__ import annotations

from typing import Any, BinaryIO, Final

from sqlalchemy import select

from dragoman.export.table import write_csv
from dragoman.record import schema
from dragoman.record.store import Record
from dragoman.views.citing import ActorRef
from dragoman.views.filters import Filter
from dragoman.views.meetings import Meeting, list_meetings

COLUMNS: Final = (
    "event_id",
    "date_start",
    "date_end",
    "date_precision",
    "year",
    "month",
    "event_type",
    "status",
    "location",
    "location_country",
    "third_parties",
    "third_party_iso3",
    "local_actors",
    "local_actor_iso3",
    "individuals",
    "description",
    "source_publisher",
    "source_date",
    "source_url",
    "sources",
)


def write(record: Record, stream: BinaryIO, *, filter: Filter) -> int:
    """Write the meetings as rows in MEND's manner and return how many there were."""
    parties = _parties(record)
    rows = [_row(meeting, parties) for meeting in list_meetings(record, filter)]
    write_csv(stream, rows, COLUMNS)
    return len(rows)


def _parties(record: Record) -> set[str]:
    """Return the keys of the actors that hold positions toward another, or on whose behalf they are held."""
    table, actors = schema.position_actors, schema.actors
    with record.reading() as connection:
        toward = select(table.c.actor_no).where(table.c.role == "toward")
        held = select(table.c.actor_no).where(table.c.role.in_(("holder", "behalf")))
        query = select(actors.c.key).where(actors.c.no.in_(toward), actors.c.no.in_(held))
        return set(connection.scalars(query))


def _row(meeting: Meeting, parties: set[str]) -> dict[str, Any]:
    last = meeting.history[-1].event
    members = {actor.key: actor for step in meeting.history for actor in (*step.event.actors, *step.event.recipients)}
    bodies = [actor for actor in members.values() if actor.type not in ("person", "unnamed")]
    third = [actor for actor in bodies if actor.key not in parties]
    local = [actor for actor in bodies if actor.key in parties]
    start = meeting.earliest or last.citation.published or ""
    return {
        "event_id": meeting.key,
        "date_start": start,
        "date_end": meeting.latest or start,
        "date_precision": _precision(meeting),
        "year": start[:4],
        "month": start[5:7],
        "event_type": meeting.form or "meeting",
        "status": meeting.status,
        "location": meeting.place,
        "location_country": "; ".join(last.countries),
        "third_parties": _names(third),
        "third_party_iso3": _countries(third),
        "local_actors": _names(local),
        "local_actor_iso3": _countries(local),
        "individuals": _names([actor for actor in members.values() if actor.type == "person"]),
        "description": last.citation.sentence,
        "source_publisher": last.citation.publisher,
        "source_date": last.citation.published,
        "source_url": last.citation.url,
        "sources": len(meeting.history),
    }


def _precision(meeting: Meeting) -> str:
    if not meeting.earliest:
        return "publication"
    return "day" if meeting.earliest == meeting.latest else "period"


def _names(actors: list[ActorRef]) -> str:
    return "; ".join(actor.name for actor in actors)


def _countries(actors: list[ActorRef]) -> str:
    return "; ".join(actor.country or "" for actor in actors)
