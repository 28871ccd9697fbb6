"""The same meeting told twice: by its parties, whoever comes in their names, and by date, place, form and status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dragoman.contract import Event, Place, When
from dragoman.meaning.arguments import PAIR, Roles
from dragoman.meaning.holders import on_behalf_of
from dragoman.meaning.parties import Parties
from dragoman.text import Part


def same_meeting(earlier: Event, later: Event, delegates: Delegates, *, definite: bool, fresh: bool) -> bool:
    """Say whether two tellings are of one meeting: shared parties, and no date, place, form or status against it."""
    if fresh or earlier.status != later.status or not agree_in_time(earlier.when, later.when):
        return False
    if far_apart(earlier.places, later.places) or ("call" in (earlier.form, later.form) and earlier.form != later.form):
        return False
    mine, theirs = {*earlier.actors, *earlier.recipients}, {*later.actors, *later.recipients}
    shared = mine & theirs
    covered = bool(shared) and (mine <= theirs or theirs <= mine)
    dated = earlier.when is not None and later.when is not None
    if mine == theirs and len(mine) >= PAIR:
        return True
    if delegates.alike(mine, theirs) and (dated or definite):
        return True
    return (covered and (dated or definite)) or (dated and len(shared) >= PAIR)


class Delegates:
    """Compares parties across persons and the states in whose name they come."""

    def __init__(self, parties: Parties, *, published: date | None) -> None:
        self._parties = parties
        self._published = published
        self._states: dict[str, str] = {}

    def state(self, actor: str) -> str:
        """Return the actor in whose name this one comes: the state of a minister, itself for others."""
        if actor not in self._states:
            owners = on_behalf_of(self._parties, actor, published=self._published)
            self._states[actor] = owners[0] if owners else actor
        return self._states[actor]

    def is_person(self, actor: str) -> bool:
        """Say whether the actor is a person known by name."""
        return self._parties.type(actor) == "person"

    def alike(self, first: set[str], second: set[str]) -> bool:
        """Say whether the same states meet, and no state by two different persons."""
        mine, theirs = self._by_state(first), self._by_state(second)
        if mine.keys() != theirs.keys() or len(mine) < PAIR:
            return False
        for state, people in mine.items():
            named, others = people, theirs[state]
            if named and others and not named & others:
                return False
        return True

    def _by_state(self, actors: set[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for actor in actors:
            found.setdefault(self.state(actor), set()).update({actor} if self.is_person(actor) else ())
        return found

    def tidy(self, roles: Roles) -> Roles:
        """Return the roles without a state beside its own person on one side ("U.S. Secretary of State Ana Alba")."""
        return Roles(self.specific(roles.actors), self.specific(roles.recipients), roles.carrier)

    def specific(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Leave out states and groups whose person is among the actors too."""
        persons = {self.state(actor) for actor in actors if self.is_person(actor)}
        return tuple(actor for actor in actors if self.is_person(actor) or self.state(actor) not in persons)


def far_apart(earlier: Sequence[Place], later: Sequence[Place]) -> bool:
    """Say whether no place of the one may be a place of the other: two towns, or places in two countries."""
    return bool(earlier and later) and not any(_may_be_one(mine, theirs) for mine in earlier for theirs in later)


def _may_be_one(first: Place, second: Place) -> bool:
    if first.name in second.name or second.name in first.name:
        return True
    if first.latitude is not None and second.latitude is not None:
        return (first.latitude, first.longitude) == (second.latitude, second.longitude)
    return first.country is not None and first.country == second.country


def agree_in_time(first: When | None, second: When | None) -> bool:
    """Say whether two dates may be of one day: unknown, or one within the other."""
    if first is None or second is None:
        return True
    if None in (first.earliest, first.latest, second.earliest, second.latest):
        return first.value == second.value
    return not (str(first.latest) < str(second.earliest) or str(second.latest) < str(first.earliest))


def merge(earlier: Event, later: Event, text: str, delegates: Delegates) -> Event:
    """Return the one meeting that two tellings are of, with the evidence of both and the persons rather than states."""
    together = (*earlier.actors, *earlier.recipients, *later.actors, *later.recipients)
    kept = set(delegates.specific(tuple(dict.fromkeys(together))))
    actors = tuple(dict.fromkeys(actor for actor in (*earlier.actors, *later.actors) if actor in kept))
    recipients = dict.fromkeys((*earlier.recipients, *later.recipients))
    return replace(
        earlier,
        actors=actors,
        recipients=tuple(actor for actor in recipients if actor in kept and actor not in actors),
        places=_nearer(earlier.places, later.places),
        when=_narrower(earlier.when, later.when),
        condition=earlier.condition or later.condition,
        evidence=_union(text, earlier.evidence, later.evidence),
        confidence=max(earlier.confidence, later.confidence),
    )


def _nearer(first: tuple[Place, ...], second: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return the places that are known to the degree, rather than a country or a name alone."""
    known = any(place.latitude is not None for place in first)
    return second if second and not known and any(place.latitude is not None for place in second) else first or second


def _narrower(first: When | None, second: When | None) -> When | None:
    if first is None or second is None:
        return first or second
    return second if len(second.value) > len(first.value) and "W" not in second.value else first


def _union(text: str, first: Part, second: Part) -> Part:
    spans = list(first.spans)
    spans += [span for span in second.spans if not any(span.overlaps(held) for held in spans)]
    return Part.of(text, spans)
