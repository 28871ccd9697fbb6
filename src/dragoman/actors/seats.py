"""Whose capital a sentence opens with: "In Nairobi, the foreign ministry said"."""

from __future__ import annotations

from dragoman.actors.cast import Cast, Member
from dragoman.actors.page import Page


def state_of_capital(page: Page, cast: Cast, first: int) -> Member | None:
    """Return the state whose capital the name that starts at the word is."""
    for spot in page.within(first, first + 3):
        if spot.first != first:
            continue
        matches = cast.book.matches(page.text(spot.first, spot.last), cast.on)
        states = [match.entry for match in matches if match.kind == "capital" and match.entry.type == "state"]
        return cast.of_entry(states[0]) if len(states) == 1 else None
    return None


def seat_before(page: Page, cast: Cast, index: int) -> Member | None:
    """Return the state whose capital opens the sentence of the word and ends at a comma before it."""
    start, _ = page.sentence_words(index)
    for spot in page.within(start + 1, index - 1):
        if page.lower[start] == "in" and spot.first == start + 1 and page.lower[spot.last + 1] == ",":
            return state_of_capital(page, cast, start + 1)
    return None
