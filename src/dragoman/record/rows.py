"""From a reading to rows, and nothing else: no database is asked here.

The same builders serve the machine's rows (refs are the ids of the reading) and people's rows (refs are keys of
actors), so a corrected statement is kept in exactly the form of a read one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Table

from dragoman.contract import Actor, Attribution, Event, Position, Reading, When
from dragoman.record import schema
from dragoman.record.anchors import anchor_columns
from dragoman.record.keys import make_key, number_repeats
from dragoman.text import Part

Row = dict[str, Any]
KeptItem = Attribution | Event | Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Refs:
    """What the ids inside an item stand for: numbers of actors, and row ids of attributions and positions."""

    actors: Mapping[str, int]
    attributions: Mapping[str, int] = field(default_factory=dict)
    positions: Mapping[str, int] = field(default_factory=dict)
    machine: bool = True

    def local(self, ref: str) -> str | None:
        """Return the id to keep beside an actor's number: the reading's own, None in people's rows."""
        return ref if self.machine else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What all rows of an item share: its id, key, article, day, and how it stands."""

    id: int
    key: str
    article_no: int
    day: str | None
    standing: str = "live"
    review_no: int | None = None


class Rows:
    """Rows to insert, by table, in an order that foreign keys allow."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.tables: dict[Table, list[Row]] = {table: [] for table in INSERT_ORDER}

    def add(self, item: KeptItem, frame: Frame, refs: Refs) -> None:
        """Add the rows of an attribution, an event or a position."""
        if isinstance(item, Attribution):
            self._add_attribution(item, frame, refs)
        elif isinstance(item, Event):
            self._add_event(item, frame, refs)
        else:
            self._add_position(item, frame, refs)

    def _add_attribution(self, attribution: Attribution, frame: Frame, refs: Refs) -> None:
        row = _kept_columns(attribution, frame)
        row.update(
            quoting=attribution.quoting,
            act=attribution.act,
            negated=attribution.negated,
            nested_in=refs.attributions.get(attribution.nested_in or ""),
            channel=attribution.channel,
            **_when_columns("said", attribution.said),
        )
        self.tables[schema.attributions].append(row)
        parts = {"source": attribution.source, "cue": attribution.cue, "content": attribution.content}
        self._add_parts("attribution", frame, parts)
        parties = {"speaker": attribution.speakers, "addressee": attribution.addressees}
        self._add_parties("attribution", frame, refs, parties)

    def _add_event(self, event: Event, frame: Frame, refs: Refs) -> None:
        row = _kept_columns(event, frame)
        row.update(
            type=event.type,
            mode=event.mode,
            status=event.status,
            form=event.form,
            attribution_id=refs.attributions.get(event.attribution or ""),
            **_when_columns("when", event.when),
        )
        self.tables[schema.events].append(row)
        parts = {"trigger": event.trigger, "evidence": event.evidence, "condition": event.condition}
        self._add_parts("event", frame, parts)
        parties = {"actor": event.actors, "recipient": event.recipients}
        self._add_parties("event", frame, refs, parties, type=event.type)
        self.tables[schema.event_places] += [
            {"event_id": frame.id, "ordinal": ordinal, **asdict(place)} for ordinal, place in enumerate(event.places)
        ]

    def _add_position(self, position: Position, frame: Frame, refs: Refs) -> None:
        row = _kept_columns(position, frame)
        row.update(
            stance=position.stance,
            issue=position.issue,
            attribution_id=refs.attributions.get(position.attribution or ""),
            **_when_columns("when", position.when),
        )
        self.tables[schema.positions].append(row)
        parts = {"about": position.about, "evidence": position.evidence, "condition": position.condition}
        self._add_parts("position", frame, parts)
        parties = {"holder": (position.holder,), "behalf": position.on_behalf_of, "toward": position.toward}
        self._add_parties("position", frame, refs, parties, issue=position.issue)
        answers = dict.fromkeys(refs.positions[answer] for answer in position.answers if answer in refs.positions)
        self.tables[schema.position_answers] += [{"position_id": frame.id, "answer_id": answer} for answer in answers]

    def _add_parts(self, kind: str, frame: Frame, parts: Mapping[str, Part | None]) -> None:
        self.tables[schema.PART_TABLES[kind]] += [
            {f"{kind}_id": frame.id, "part": name, **anchor_columns(self._text, part)}
            for name, part in parts.items()
            if part is not None and part.spans
        ]

    def _add_parties(
        self, kind: str, frame: Frame, refs: Refs, parties: Mapping[str, Sequence[str]], **extra: str | None
    ) -> None:
        self.tables[schema.PARTY_TABLES[kind]] += [
            {
                f"{kind}_id": frame.id,
                "role": role,
                "ordinal": ordinal,
                "actor_no": refs.actors[ref],
                "local": refs.local(ref),
                "day": frame.day,
                **extra,
            }
            for role, members in parties.items()
            for ordinal, ref in enumerate(members)
        ]


# Position answers come last, attributions before what points at them.
INSERT_ORDER = (
    schema.cast,
    schema.times,
    schema.mentions,
    schema.attributions,
    schema.attribution_parts,
    schema.attribution_actors,
    schema.events,
    schema.event_parts,
    schema.event_actors,
    schema.event_places,
    schema.positions,
    schema.position_parts,
    schema.position_actors,
    schema.position_answers,
)


def build_rows(reading: Reading, *, article_no: int, actor_nos: Mapping[str, int]) -> Rows:
    """Return all machine rows of a reading.

    Args:
        reading: one that `check_reading` passed.
        article_no: the number of its article in the record; the rows' ids lie in its block.
        actor_nos: the record's number of each actor of the reading.
    """
    article = reading.article
    rows = Rows(article.text)
    low, _ = schema.machine_block(article_no)
    day = article.published.isoformat() if article.published else None
    rows.tables[schema.cast] += [
        _cast_row(actor, id=low + n, article_no=article_no, actor_no=actor_nos[actor.id])
        for n, actor in enumerate(reading.actors)
    ]
    _add_times_and_mentions(rows, reading, article_no=article_no, low=low)
    refs = Refs(
        actors=actor_nos,
        attributions={attribution.id: low + n for n, attribution in enumerate(reading.attributions)},
        positions={position.id: low + n for n, position in enumerate(reading.positions)},
    )
    names = {actor.id: actor.name for actor in reading.actors}
    every: tuple[Sequence[KeptItem], ...] = (reading.attributions, reading.events, reading.positions)
    for items in every:
        for n, (item, key) in enumerate(zip(items, keys_of(article.id, items, names), strict=True)):
            rows.add(item, Frame(id=low + n, key=key, article_no=article_no, day=day), refs)
    return rows


def keys_of(article_id: str, items: Sequence[KeptItem], names: Mapping[str, str]) -> list[str]:
    """Return the keys of an article's attributions, events or positions, in their order."""
    if not items:
        return []
    materials = number_repeats(_material(item, names) for item in items)
    return [make_key(kind_of(items[0]), article_id, *material) for material in materials]


def kind_of(item: KeptItem) -> str:
    """Return the kind of an item: attribution, event or position."""
    return type(item).__name__.lower()


def _material(item: KeptItem, names: Mapping[str, str]) -> tuple[object, ...]:
    """Return what makes an item the one that it is: the place of its words, not what was understood of them."""
    if isinstance(item, Attribution):
        return item.content.spans, item.cue.spans if item.cue else None
    if isinstance(item, Event):
        return item.trigger.spans, item.type
    return item.about.spans, item.evidence.spans, names.get(item.holder, item.holder)


def _kept_columns(item: KeptItem, frame: Frame) -> Row:
    return {
        "id": frame.id,
        "article_no": frame.article_no,
        "key": frame.key,
        "local": item.id,
        "standing": frame.standing,
        "review_no": frame.review_no,
        "day": frame.day,
        "same_as": None,
        "confidence": item.confidence,
    }


def _when_columns(prefix: str, when: When | None) -> Row:
    return {
        f"{prefix}_value": when.value if when else None,
        f"{prefix}_earliest": when.earliest if when else None,
        f"{prefix}_latest": when.latest if when else None,
    }


def _cast_row(actor: Actor, *, id: int, article_no: int, actor_no: int) -> Row:
    told: dict[str, Any] = {"name": actor.name, "type": actor.type}
    told |= {name: value for name in ("aliases", "code", "country", "wikidata") if (value := getattr(actor, name))}
    if actor.roles:
        told["roles"] = [asdict(role) for role in actor.roles]
    return {
        "id": id,
        "article_no": article_no,
        "actor_no": actor_no,
        "local": actor.id,
        "told": json.dumps(told, ensure_ascii=False, separators=(",", ":")),
    }


def _add_times_and_mentions(rows: Rows, reading: Reading, *, article_no: int, low: int) -> None:
    text = reading.article.text
    for n, time in enumerate(reading.times):
        rows.tables[schema.times].append(
            {
                "id": low + n,
                "article_no": article_no,
                "local": time.id,
                **anchor_columns(text, Part((time.span,), time.text)),
                "type": time.type,
                "value": time.value,
                "mod": time.mod,
                "earliest": time.earliest,
                "latest": time.latest,
            }
        )
    for n, mention in enumerate(reading.mentions):
        rows.tables[schema.mentions].append(
            {
                "id": low + n,
                "article_no": article_no,
                "local": mention.id,
                **anchor_columns(text, Part((mention.span,), mention.text)),
                "kind": mention.kind,
                "type": mention.type,
                "actor_local": mention.actor,
                "candidates": json.dumps(mention.candidates, ensure_ascii=False) if mention.candidates else None,
                "reason": mention.reason,
            }
        )
