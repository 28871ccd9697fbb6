"""Outlets that pass on what somebody said: "…, the spokesman said on Monday, according to the Kethian Wire"."""

from __future__ import annotations

from dragoman.actors.cast import Member
from dragoman.actors.page import Page
from dragoman.actors.subjects import SPEAKING
from dragoman.contract import Attribution

CLOSING = frozenset("” \" ’ ' , »".split())  # right before the speaker: the end of the words
ADVERBS = frozenset("also later earlier then reportedly".split())


def speaker_before(page: Page, attribution: Attribution) -> list[Member]:
    """Return the person who "said" what an outlet carried, in the sentence of the outlet's cue; nobody without one."""
    if attribution.cue is None:
        return []
    cue = page.range_of(attribution.cue.spans[0])
    if cue is None:
        return []
    first, end = page.sentence_words(cue[0])
    lower = page.lower
    for spot in page.within(first, end - 1):
        before = lower[spot.title_first - 1] if spot.title_first > first else ""
        after = next((word for word in lower[spot.last + 1 : spot.last + 3] if word not in ADVERBS), "")
        outside = not cue[0] <= spot.first <= cue[1] and not cue[0] <= spot.last + 1 <= cue[1]
        opens = spot.title_first == first or (spot.title_first == first + 1 and lower[first] == "the")
        speaks = spot.type in ("person", "unnamed") and (before in CLOSING or opens) and after in SPEAKING
        if spot.member is not None and speaks and outside:
            return [spot.member]
    return []
