"""A row as a review keeps it: whole, with the quotations of its parts and the actors it names, in plain JSON.

The snapshot is what survives everything: the machine's rows are replaced when a better model reads the article, an
export goes into another record; the row that a person stood for is built from its snapshot again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from dragoman.contract import Actor, Attribution, Event, Place, Position, When
from dragoman.errors import DataError
from dragoman.record.anchors import Anchor
from dragoman.record.rows import KeptItem
from dragoman.text import Part, Span

TYPES: Final[dict[str, type[Any]]] = {"attribution": Attribution, "event": Event, "position": Position}
PARTS: Final = {
    "attribution": ("source", "cue", "content"),
    "event": ("trigger", "evidence", "condition"),
    "position": ("about", "evidence", "condition"),
}
ACTOR_FIELDS: Final = {
    "attribution": ("speakers", "addressees"),
    "event": ("actors", "recipients"),
    "position": ("holder", "on_behalf_of", "toward"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """An item whose actors are keys of the record, the anchors of its parts, and the actors themselves by key."""

    kind: str
    item: KeptItem
    anchors: dict[str, Anchor]
    cast: dict[str, Actor]

    @classmethod
    def of(cls, item: KeptItem, *, text: str, cast: dict[str, Actor]) -> Snapshot:
        """Return the snapshot of an item that stands in `text`; `cast` has at least the actors that it names."""
        kind = type(item).__name__.lower()
        anchors = {
            name: Anchor.of(text, part)
            for name in PARTS[kind]
            if (part := getattr(item, name)) is not None and part.spans
        }
        named = {key: cast[key] for key in actor_keys(item)}
        return cls(kind=kind, item=item, anchors=anchors, cast=named)

    def to_json(self) -> str:
        """Return the snapshot as JSON text."""
        data = {
            "kind": self.kind,
            "item": asdict(self.item),
            "anchors": {
                name: {"prefix": anchor.prefix, "suffix": anchor.suffix} for name, anchor in self.anchors.items()
            },
            "cast": {key: asdict(actor) for key, actor in self.cast.items()},
        }
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Snapshot:
        """Return the snapshot that `to_json` wrote.

        Raises:
            DataError: the text is something else.
        """
        try:
            data = json.loads(text)
            item = _item(data["kind"], data["item"])
            anchors = {name: _anchor(getattr(item, name), around) for name, around in data["anchors"].items()}
            cast = {key: Actor(**{**actor, "aliases": (), "roles": ()}) for key, actor in data["cast"].items()}
            missing = set(actor_keys(item)) - set(cast)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise DataError(f"a review's row is damaged ({error}); export the record again") from None
        if missing:
            raise DataError(f"a review's row points at the actor {min(missing)}, which it does not describe")
        return cls(kind=data["kind"], item=item, anchors=anchors, cast=cast)


def actor_keys(item: KeptItem) -> list[str]:
    """Return the refs of all actors that an item names."""
    found: list[str] = []
    for name in ACTOR_FIELDS[type(item).__name__.lower()]:
        value = getattr(item, name)
        found += [value] if isinstance(value, str) else list(value)
    return found


def _item(kind: str, data: dict[str, Any]) -> KeptItem:
    values: dict[str, Any] = {}
    for field in fields(TYPES[kind]):
        value = data[field.name]
        if field.name in PARTS[kind]:
            value = None if value is None else Part(tuple(Span(*span) for span in value["spans"]), value["text"])
        elif field.name in ("said", "when"):
            value = None if value is None else When(**value)
        elif field.name == "places":
            value = tuple(Place(**place) for place in value)
        elif isinstance(value, list):
            value = tuple(value)
        values[field.name] = value
    item: KeptItem = TYPES[kind](**values)
    return item


def _anchor(part: Part, around: dict[str, str]) -> Anchor:
    return Anchor(part=part, exact=part.text, prefix=around["prefix"], suffix=around["suffix"])
