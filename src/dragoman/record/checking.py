"""Checking a reading before it is kept: every reference must lead somewhere, every quotation stand in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.contract import Event, Mention, Position, Reading, Time
from dragoman.errors import DataError
from dragoman.record.schema import PEOPLE
from dragoman.text import Part


def check_reading(reading: Reading) -> None:
    """Pass a reading that can be kept.

    Raises:
        DataError: a row names an actor, attribution or position that the reading does not have, words stand elsewhere
            than it says, or two rows have the same id.
    """
    for mistake in _mistakes(reading):
        raise DataError(f"article {reading.article.id}: {mistake}")


def _mistakes(reading: Reading) -> Iterator[str]:
    yield from _doubled(reading)
    actors = {actor.id for actor in reading.actors}
    attributions = {attribution.id for attribution in reading.attributions}
    positions = {position.id for position in reading.positions}
    for mention in reading.mentions:
        yield from _unknown(f"mention {mention.id}", "actor", [mention.actor], actors)
    for attribution in reading.attributions:
        where = f"attribution {attribution.id}"
        yield from _unknown(where, "actor", (*attribution.speakers, *attribution.addressees), actors)
        yield from _unknown(where, "attribution", [attribution.nested_in], attributions)
    for event in reading.events:
        yield from _unknown(f"event {event.id}", "actor", (*event.actors, *event.recipients), actors)
        yield from _unknown(f"event {event.id}", "attribution", [event.attribution], attributions)
    for position in reading.positions:
        where = f"position {position.id}"
        yield from _unknown(where, "actor", (position.holder, *position.on_behalf_of, *position.toward), actors)
        yield from _unknown(where, "attribution", [position.attribution], attributions)
        yield from _unknown(where, "position", position.answers, positions)
    yield from _misplaced(reading)


def _unknown(where: str, kind: str, named: Iterable[str | None], known: set[str]) -> Iterator[str]:
    for name in named:
        if name is not None and name not in known:
            yield f"{where} points at {kind} {name!r}, which is not in the reading"


def _doubled(reading: Reading) -> Iterator[str]:
    for kind in ("times", "actors", "mentions", "attributions", "events", "positions"):
        items = getattr(reading, kind)
        if len({item.id for item in items}) != len(items):
            yield f"two {kind} have the same id"
        if len(items) >= PEOPLE:
            yield f"{len(items)} {kind} are more than the {PEOPLE} that the record can keep of one article"


def _misplaced(reading: Reading) -> Iterator[str]:
    text = reading.article.text
    marked: list[Time | Mention] = [*reading.times, *reading.mentions]
    for item in marked:
        if text[item.start : item.end] != item.text or not 0 <= item.start <= item.end:
            yield f"{item.id}: the words {item.text!r} do not stand at [{item.start}, {item.end}]"
    for where, part in _parts(reading):
        if part is not None and part.spans and Part.of(text, part.spans) != part:
            yield f"{where}: the words {part.text!r} do not stand at {[list(span) for span in part.spans]}"


def _parts(reading: Reading) -> Iterator[tuple[str, Part | None]]:
    for attribution in reading.attributions:
        for part in (attribution.source, attribution.cue, attribution.content):
            yield f"attribution {attribution.id}", part
    items: list[Event | Position] = [*reading.events, *reading.positions]
    for item in items:
        first = item.trigger if isinstance(item, Event) else item.about
        for part in (first, item.evidence, item.condition):
            yield f"{type(item).__name__.lower()} {item.id}", part
