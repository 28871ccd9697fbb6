"""Places in a text: spans, and parts made of one or more spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

GAP = " … "  # stands between the pieces of a discontinuous part when it is shown as one string


class Span(NamedTuple):
    """A place in a text: `[start, end)` in Unicode code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Part:
    """One or more spans of a text, in text order, with the words that stand there."""

    spans: tuple[Span, ...]
    text: str

    @classmethod
    def of(cls, text: str, spans: Iterable[Span | tuple[int, int]]) -> Part:
        """Return the part of `text` that the spans cover, sorted, its pieces joined by an ellipsis."""
        ordered = tuple(sorted(Span(*span) for span in spans))
        return cls(ordered, GAP.join(text[span.start : span.end] for span in ordered))

    @property
    def start(self) -> int:
        """Where the first span starts."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the last span ends."""
        return self.spans[-1].end

    def overlaps(self, other: Part | Span) -> bool:
        """Say whether any span of this part shares a code point with `other`."""
        others = (other,) if isinstance(other, Span) else other.spans
        return any(mine.overlaps(theirs) for mine in self.spans for theirs in others)

    def contains(self, other: Part | Span) -> bool:
        """Say whether every span of `other` lies inside one of this part's spans."""
        others = (other,) if isinstance(other, Span) else other.spans
        return all(any(mine.contains(theirs) for mine in self.spans) for theirs in others)
