"""From rows back to the contract's types: the reading as it was read, or single rows of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import Connection, Row, Table, select

from dragoman.article import Article
from dragoman.contract import (
    Actor,
    Attribution,
    Event,
    Mention,
    Place,
    Position,
    ReaderVersion,
    Reading,
    Role,
    Time,
    When,
)
from dragoman.record import schema
from dragoman.record.anchors import part_from_columns
from dragoman.record.rows import KeptItem
from dragoman.text import Part

RefKind = Literal["local", "key"]
Range = tuple[int, int]
NOTHING = Part((), "")


def load_reading(connection: Connection, article_no: int) -> Reading:
    """Return the reading of an article as the machine made it, equal to the one that was kept."""
    article, version, warnings = load_article(connection, article_no)
    block = schema.machine_block(article_no)
    mentions = [
        Mention(
            id=row.local,
            start=row.start,
            end=row.end,
            text=row.exact,
            kind=row.kind,
            type=row.type,
            actor=row.actor_local,
            candidates=tuple(json.loads(row.candidates)) if row.candidates else (),
            reason=row.reason,
        )
        for row in _in_range(connection, schema.mentions, block)
    ]
    times = [
        Time(
            id=row.local,
            start=row.start,
            end=row.end,
            text=row.exact,
            type=row.type,
            value=row.value,
            mod=row.mod,
            earliest=row.earliest,
            latest=row.latest,
        )
        for row in _in_range(connection, schema.times, block)
    ]
    attributions, events, positions = (
        tuple(item for _, item in load_items(connection, kind, block, refs="local")) for kind in schema.ROW_TABLES
    )
    actors = [_actor(row) for row in _in_range(connection, schema.cast, block)]
    return Reading(
        article=article,
        reader=version,
        times=tuple(times),
        actors=tuple(actors),
        mentions=tuple(mentions),
        attributions=attributions,  # type: ignore[arg-type]
        events=events,  # type: ignore[arg-type]
        positions=positions,  # type: ignore[arg-type]
        warnings=warnings,
    )


def load_article(connection: Connection, article_no: int) -> tuple[Article, ReaderVersion, tuple[str, ...]]:
    """Return an article, what read it, and the warnings of that reading."""
    articles, runs = schema.articles, schema.runs
    query = (
        select(articles, runs.c.dragoman, runs.c.model)
        .join(runs, runs.c.no == articles.c.run_no)
        .where(articles.c.no == article_no)
    )
    row = connection.execute(query).one()
    article = Article(
        id=row.id,
        text=row.text,
        published=date.fromisoformat(row.published_on) if row.published_on else None,
        publisher=row.publisher,
        title=row.title,
        url=row.url,
        language=row.language,
    )
    version = ReaderVersion(dragoman=row.dragoman, model=row.model)
    return article, version, tuple(json.loads(row.warnings)) if row.warnings else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pieces:
    """What belongs to the rows of one kind in a range, by row id."""

    parts: dict[int, dict[str, Part]]
    parties: dict[int, dict[str, list[str]]]
    attributions: dict[int, str]

    def party(self, id: int, role: str) -> tuple[str, ...]:
        return tuple(self.parties[id][role]) if id in self.parties else ()

    def part(self, id: int, name: str) -> Part | None:
        return self.parts.get(id, {}).get(name)

    def attribution(self, id: int | None) -> str | None:
        return self.attributions.get(id) if id is not None else None


def load_items(connection: Connection, kind: str, ids: Range, *, refs: RefKind) -> list[tuple[Row[Any], KeptItem]]:
    """Return the attributions, events or positions with ids in `[low, high)`, each with its row.

    Args:
        connection: in a transaction.
        kind: attribution, event or position.
        ids: the range; all must lie in one article's block.
        refs: what stands for actors and other rows inside the items: their ids in the reading, or their keys.
    """
    pieces = _Pieces(
        parts=_load_parts(connection, kind, ids),
        parties=_load_parties(connection, kind, ids, refs=refs),
        attributions=_load_attribution_refs(connection, ids[0] // schema.BLOCK, refs=refs),
    )
    rows = _in_range(connection, schema.ROW_TABLES[kind], ids)
    if kind == "attribution":
        return [(row, _attribution(row, pieces)) for row in rows]
    if kind == "event":
        places = _load_places(connection, ids)
        return [(row, _event(row, pieces, places[row.id])) for row in rows]
    answers = _load_answers(connection, ids, refs=refs)
    return [(row, _position(row, pieces, answers[row.id])) for row in rows]


def _in_range(connection: Connection, table: Table, ids: Range) -> Sequence[Row[Any]]:
    query = select(table).where(table.c.id >= ids[0], table.c.id < ids[1]).order_by(table.c.id)
    return connection.execute(query).all()


def _load_parts(connection: Connection, kind: str, ids: Range) -> dict[int, dict[str, Part]]:
    table = schema.PART_TABLES[kind]
    owner = table.c[f"{kind}_id"]
    parts: defaultdict[int, dict[str, Part]] = defaultdict(dict)
    for row in connection.execute(select(table).where(owner >= ids[0], owner < ids[1])):
        parts[row[0]][row.part] = part_from_columns(row)
    return parts


def _load_parties(connection: Connection, kind: str, ids: Range, *, refs: RefKind) -> dict[int, dict[str, list[str]]]:
    table, actors = schema.PARTY_TABLES[kind], schema.actors
    owner = table.c[f"{kind}_id"]
    query = (
        select(owner, table.c.role, table.c.local, actors.c.key)
        .join(actors, actors.c.no == table.c.actor_no)
        .where(owner >= ids[0], owner < ids[1])
        .order_by(owner, table.c.role, table.c.ordinal)
    )
    parties: defaultdict[int, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for owner_id, role, local, key in connection.execute(query):
        parties[owner_id][role].append(local if refs == "local" and local else key)
    return parties  # type: ignore[return-value]


def _load_attribution_refs(connection: Connection, article_no: int, *, refs: RefKind) -> dict[int, str]:
    table = schema.attributions
    low, high = schema.machine_block(article_no)[0], schema.people_block(article_no)[1]
    query = select(table.c.id, table.c[refs]).where(table.c.id >= low, table.c.id < high)
    return {row[0]: row[1] for row in connection.execute(query)}


def _load_places(connection: Connection, ids: Range) -> defaultdict[int, list[Place]]:
    table = schema.event_places
    places: defaultdict[int, list[Place]] = defaultdict(list)
    query = select(table).where(table.c.event_id >= ids[0], table.c.event_id < ids[1])
    for row in connection.execute(query.order_by(table.c.event_id, table.c.ordinal)):
        places[row.event_id].append(
            Place(name=row.name, text=row.text, country=row.country, latitude=row.latitude, longitude=row.longitude)
        )
    return places


def _load_answers(connection: Connection, ids: Range, *, refs: RefKind) -> defaultdict[int, list[str]]:
    table, positions = schema.position_answers, schema.positions
    query = (
        select(table.c.position_id, positions.c[refs])
        .join(positions, positions.c.id == table.c.answer_id)
        .where(table.c.position_id >= ids[0], table.c.position_id < ids[1])
        .order_by(table.c.position_id, table.c.answer_id)
    )
    answers: defaultdict[int, list[str]] = defaultdict(list)
    for position_id, ref in connection.execute(query):
        answers[position_id].append(ref)
    return answers


def _when(value: str | None, earliest: str | None, latest: str | None) -> When | None:
    return When(value=value, earliest=earliest, latest=latest) if value is not None else None


def _attribution(row: Row[Any], pieces: _Pieces) -> Attribution:
    return Attribution(
        id=row.local,
        source=pieces.part(row.id, "source"),
        cue=pieces.part(row.id, "cue"),
        content=pieces.part(row.id, "content") or NOTHING,
        quoting=row.quoting,
        act=row.act,
        negated=row.negated,
        nested_in=pieces.attribution(row.nested_in),
        speakers=pieces.party(row.id, "speaker"),
        addressees=pieces.party(row.id, "addressee"),
        channel=row.channel,
        said=_when(row.said_value, row.said_earliest, row.said_latest),
        confidence=row.confidence,
    )


def _event(row: Row[Any], pieces: _Pieces, places: Sequence[Place]) -> Event:
    return Event(
        id=row.local,
        type=row.type,
        mode=row.mode,
        trigger=pieces.part(row.id, "trigger") or NOTHING,
        evidence=pieces.part(row.id, "evidence") or NOTHING,
        actors=pieces.party(row.id, "actor"),
        recipients=pieces.party(row.id, "recipient"),
        places=tuple(places),
        when=_when(row.when_value, row.when_earliest, row.when_latest),
        status=row.status,
        form=row.form,
        condition=pieces.part(row.id, "condition"),
        attribution=pieces.attribution(row.attribution_id),
        confidence=row.confidence,
    )


def _position(row: Row[Any], pieces: _Pieces, answers: Sequence[str]) -> Position:
    return Position(
        id=row.local,
        holder=(pieces.party(row.id, "holder") or ("",))[0],
        stance=row.stance,
        about=pieces.part(row.id, "about") or NOTHING,
        evidence=pieces.part(row.id, "evidence") or NOTHING,
        on_behalf_of=pieces.party(row.id, "behalf"),
        issue=row.issue,
        toward=pieces.party(row.id, "toward"),
        condition=pieces.part(row.id, "condition"),
        answers=tuple(answers),
        attribution=pieces.attribution(row.attribution_id),
        when=_when(row.when_value, row.when_earliest, row.when_latest),
        confidence=row.confidence,
    )


def _actor(row: Row[Any]) -> Actor:
    told = json.loads(row.told)
    return Actor(
        id=row.local,
        name=told.get("name", ""),
        type=told["type"],
        aliases=tuple(told.get("aliases", ())),
        code=told.get("code"),
        country=told.get("country"),
        wikidata=told.get("wikidata"),
        roles=tuple(Role(**role) for role in told.get("roles", ())),
    )
