"""Persons called by their nation, after they were named: "the American", "the Frenchman", "the Kenyan diplomat"."""

from __future__ import annotations

from dragoman.actors.cast import Cast, Member
from dragoman.actors.page import Page, Spot
from dragoman.actors.roles import OFFICE_HEADS

REACH = 4  # sentences in which somebody is still meant without a name
NEAR = 2  # sentences before "the former minister" in which he was named
COLLECTIVE = ("s", "sh", "ch", "ese")  # "the Russians", "the British", "the Chinese" are many
GOING_ON = frozenset({"VERB", "AUX", "ADV"})


def place_nationals(page: Page, cast: Cast) -> None:
    """Give the spots of "the American" in front of a verb to the person of that nation who was named before."""
    for spot in page.spots:
        if spot.member is None or spot.member.type != "state" or spot.first != spot.last or not _is_person(page, spot):
            continue
        person = compatriot(page, cast, spot.first, spot.member)
        if person is not None:
            spot.member, spot.kind, spot.type = person, "description", "person"
            spot.first = spot.title_first = spot.first - 1  # with its article
            spot.acts, spot.adjective = True, False
    page.place(page.spots)


def _is_person(page: Page, spot: Spot) -> bool:
    """Say whether the words are "the American" and go on with a verb: no adjective, no people, no country."""
    at, words = spot.first, page.analysis.words
    if at == 0 or page.lower[at - 1] != "the" or at + 1 >= len(words):
        return False
    aside = page.lower[at + 1 : at + 3] == [",", "who"]
    if words[at + 1].tag not in GOING_ON and not aside:
        return False
    text, entry = page.lower[at], spot.member.entry if spot.member is not None else None
    standing = entry.standing_for if entry is not None else ()
    demonyms = {alias.lower() for alias, kind in standing if kind == "demonym"}
    return text in demonyms and not text.endswith(COLLECTIVE) and words[at].tag in ("PROPN", "NOUN")


def compatriot(page: Page, cast: Cast, index: int, state: Member) -> Member | None:
    """Return the one person of the state who was named in the sentences before; of several, the last subject."""
    found: dict[Member, bool] = {}
    for spot in page.before(index, sentences=REACH):
        person = spot.member
        if person is state and not found and _is_of_a_stranger(page, spot):
            return None  # "a senior Kenyan official", whom "the Kenyan" may be
        if person is None or person.type != "person" or spot.quoted:
            continue
        if (state.country and person.country == state.country) or cast.owner_of(person) is state:
            found[person] = found.get(person, False) or _is_subject(page, spot)
    subjects = [person for person, subject in found.items() if subject]
    return next(iter(found)) if len(found) == 1 else next(iter(subjects), None)


def last_subject(page: Page, index: int, *, country: str | None) -> Member | None:
    """Return the person, of the country if one is given, whom the sentences before made their subject last."""
    for spot in page.before(index, sentences=NEAR):
        person = spot.member
        if person is None or person.type != "person" or spot.quoted or not _is_subject(page, spot):
            continue
        return person if country is None or person.country in (None, country) else None
    return None


def _is_of_a_stranger(page: Page, spot: Spot) -> bool:
    lower = page.lower
    opened = {"a", "an", "one"} & set(lower[max(0, spot.first - 2) : spot.first])
    return bool(opened) and bool(OFFICE_HEADS & set(lower[spot.last + 1 : spot.last + 4]))


def _is_subject(page: Page, spot: Spot) -> bool:
    return any(page.analysis.words[at].relation.startswith("nsubj") for at in range(spot.first, spot.last + 1))
