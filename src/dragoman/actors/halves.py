"""The halves of a divided country as papers call them: "the North" where the article tells of North or South Korea."""

from __future__ import annotations

from dragoman.actors.cast import Cast, Member
from dragoman.actors.page import Page, Spot

HALVES = {"North": "South", "South": "North"}  # each with the other one
DETERMINERS = frozenset({"the", "neither", "either"})


def place_halves(page: Page, cast: Cast) -> None:
    """Put a spot for every half of a country that stands by itself, where one state of the article bears its name."""
    taken = {index for spot in page.spots for index in range(spot.title_first, spot.last + 1)}
    for word in page.analysis.words:
        if word.text in HALVES and word.index not in taken and _stands_alone(page, word.index):
            member = _state(cast, word.text)
            if member is not None:
                page.add(Spot(word.index, word.index, "name", "state", member))


def _stands_alone(page: Page, index: int) -> bool:
    """Say whether the word names a half by itself: "the North", "North and South Korea", but not "North Ossetia"."""
    words = page.analysis.words
    following = words[index + 1].text if index + 1 < len(words) else ""
    if following == "and" and index + 2 < len(words) and words[index + 2].text in HALVES:
        return True
    determined = index > 0 and page.lower[index - 1] in DETERMINERS
    return determined and not following[:1].isupper() and following not in ("-", "of", "east", "west")


def _state(cast: Cast, half: str) -> Member | None:
    """Return the one state of that half that the article names, or names the other half of."""
    found = dict.fromkeys(
        entry
        for member in list(cast.members)
        if member.type == "state" and member.entry is not None and member.entry.name.split()[0] in HALVES
        for entry in (cast.entry_of(f"{half} {member.entry.name.split(maxsplit=1)[-1]}"),)
        if entry is not None and entry.type == "state"
    )
    return cast.of_entry(next(iter(found))) if len(found) == 1 else None
