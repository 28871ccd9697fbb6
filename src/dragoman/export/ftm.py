"""FollowTheMoney entities, one JSON object a line: articles, named actors, and events between them.

Written without the `followthemoney` library, which is large; a test loads them with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, BinaryIO, Final

from sqlalchemy import Connection, select

from dragoman.record import schema
from dragoman.record.store import Record
from dragoman.views.actors import ActorRow, list_actors
from dragoman.views.filters import Filter
from dragoman.views.lists import list_events
from dragoman.views.rows import EventRow

SCHEMATA: Final = {
    "person": "Person",
    "state": "PublicBody",
    "international_organisation": "Organization",
    "organisation": "Organization",
    "armed_group": "Organization",
    "outlet": "Organization",
}
LONGEST: Final = 60_000  # characters of a property that FollowTheMoney keeps


def write(record: Record, stream: BinaryIO, *, filter: Filter) -> int:
    """Write articles, actors and events and return how many entities there were."""
    count = 0
    for entity in _entities(record, filter):
        stream.write(json.dumps(entity, ensure_ascii=False).encode("utf8") + b"\n")
        count += 1
    return count


def _entities(record: Record, filter: Filter) -> Iterator[dict[str, Any]]:
    with record.reading() as connection:
        yield from _articles(connection)
    known = set()
    for actor in list_actors(record, limit=0):
        if actor.type in SCHEMATA:
            known.add(actor.key)
            yield _actor(actor)
    for event in list_events(record, filter):
        yield _event(event, known)


def _articles(connection: Connection) -> Iterator[dict[str, Any]]:
    table = schema.articles
    columns = (table.c.id, table.c.title, table.c.publisher, table.c.published_on, table.c.url, table.c.language)
    for row in connection.execute(select(*columns).order_by(table.c.no)):
        yield _entity(
            f"article-{row.id}",
            "Article",
            title=row.title or row.id,
            publisher=row.publisher,
            publishedAt=row.published_on,
            sourceUrl=row.url,
        )


def _actor(actor: ActorRow) -> dict[str, Any]:
    country = _country(actor.country)
    properties: dict[str, Any] = {"name": actor.name, "alias": list(actor.aliases), "wikidataId": actor.wikidata}
    if SCHEMATA[actor.type] == "Person":
        properties |= {"position": list(actor.roles), "country": country}
    else:
        properties |= {"country": country}
    return _entity(actor.key, SCHEMATA[actor.type], **properties)


def _event(event: EventRow, known: set[str]) -> dict[str, Any]:
    involved = [actor.key for actor in (*event.actors, *event.recipients) if actor.key in known]
    who = ", ".join(actor.name for actor in (*event.actors, *event.recipients))
    return _entity(
        event.key,
        "Event",
        name=f"{(event.form or event.type).capitalize()} ({event.status}): {who}".strip(" :"),
        date=event.earliest if event.earliest == event.latest else None,
        startDate=event.earliest,
        endDate=event.latest,
        location=list(event.places),
        country=[_country(country) for country in event.countries],
        involved=involved,
        proof=f"article-{event.citation.article}",
        summary=event.citation.sentence[:LONGEST],
        keywords=[event.type, event.status],
        recordId=event.key,
        publisher=event.citation.publisher,
        sourceUrl=event.citation.url,
    )


@cache
def _country(alpha_3: str | None) -> str | None:
    """Return the two-letter code that FollowTheMoney takes; None for a country that ISO 3166 does not know."""
    import pycountry

    found = pycountry.countries.get(alpha_3=alpha_3) if alpha_3 else None
    return str(found.alpha_2).lower() if found else None


def _entity(id: str, schema_name: str, **properties: Any) -> dict[str, Any]:
    """Return an entity in FollowTheMoney's JSON: every property is a list of strings, empty ones are left out."""
    filled: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = value if isinstance(value, list) else [value]
        kept = [str(item) for item in values if item]
        if kept:
            filled[name] = kept
    return {"id": id, "schema": schema_name, "properties": filled}
