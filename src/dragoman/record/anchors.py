"""Quotations and their places: how a row points at words, and finds them again when they have moved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from dragoman.text import Part, Span

CONTEXT: Final = 32  # code points kept on each side: what the W3C model's examples and Hypothes.is use


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A part of a text with its words and the words around it (W3C TextQuoteSelector and position)."""

    part: Part
    exact: str
    prefix: str
    suffix: str

    @classmethod
    def of(cls, text: str, part: Part) -> Anchor:
        """Return the anchor of `part` in `text`."""
        start, end = part.start, part.end
        return cls(
            part=part, exact=part.text, prefix=text[max(0, start - CONTEXT) : start], suffix=text[end : end + CONTEXT]
        )


def anchor_columns(text: str, part: Part) -> dict[str, Any]:
    """Return the columns that keep a part: position, exact words, 32 code points on either side."""
    start, end = part.start, part.end
    return {
        "start": start,
        "end": end,
        "spans": None if len(part.spans) == 1 else json.dumps(part.spans),
        "exact": part.text,
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }


def part_from_columns(row: Any) -> Part:
    """Return the part that `anchor_columns` kept; `row` has the columns as attributes."""
    if row.spans is None:
        return Part((Span(row.start, row.end),), row.exact)
    return Part(tuple(Span(start, end) for start, end in json.loads(row.spans)), row.exact)


def find_again(text: str, anchor: Anchor) -> Part | None:
    """Return where the anchored words stand in `text` now, or None where they are gone.

    The same position with the same words wins; else every piece is sought, and of several places the one whose
    surroundings are most like the anchor's, then the one nearest to the old position.
    """
    if Part.of(text, anchor.part.spans) == anchor.part:
        return anchor.part
    pieces = _pieces(anchor)
    found: list[Span] = []
    for index, (old, words) in enumerate(pieces):
        prefix = anchor.prefix if index == 0 else ""
        suffix = anchor.suffix if index == len(pieces) - 1 else ""
        place = _best_place(text, words, prefix=prefix, suffix=suffix, near=old.start)
        if place is None or (found and place < found[-1].end):
            return None
        found.append(Span(place, place + len(words)))
    return Part.of(text, found)


def _pieces(anchor: Anchor) -> list[tuple[Span, str]]:
    """Return the spans of the anchor with the words of each, cut from the joined words."""
    pieces, at = [], 0
    gap = (len(anchor.exact) - sum(span.end - span.start for span in anchor.part.spans)) // max(
        1, len(anchor.part.spans) - 1
    )
    for span in anchor.part.spans:
        length = span.end - span.start
        pieces.append((span, anchor.exact[at : at + length]))
        at += length + gap
    return pieces


def _best_place(text: str, words: str, *, prefix: str, suffix: str, near: int) -> int | None:
    places = list(_places(text, words))
    if not places:
        return None

    def likeness(place: int) -> tuple[int, int]:
        before = _shared_end(text[:place], prefix)
        after = _shared_start(text[place + len(words) :], suffix)
        return before + after, -abs(place - near)

    return max(places, key=likeness)


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _shared_end(left: str, right: str) -> int:
    count = 0
    for one, other in zip(reversed(left[-len(right) :] if right else ""), reversed(right), strict=False):
        if one != other:
            break
        count += 1
    return count


def _shared_start(left: str, right: str) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count
