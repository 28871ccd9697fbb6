"""Whose position it is: the actor, and the state or body in whose name an office-holder speaks."""

from __future__ import annotations

from datetime import date

from dragoman.contract import Actor, Role
from dragoman.meaning.parties import Parties

# Offices whose word is the word of the state or body that they belong to.
SPEAKING_OFFICES = (
    "president minister chancellor premier secretary spokesman spokeswoman spokesperson envoy ambassador "
    "representative negotiator king queen emir prince sultan commissioner adviser advisor chief commander head leader "
    "chair chairman chairwoman general official coordinator taoiseach delegate deputy ayatollah"
)
OFFICES = frozenset(SPEAKING_OFFICES.split())
RULING = frozenset({"president", "minister", "premier", "chancellor", "king"})
OPPOSITION = "opposition"
STATE_OFFICES = frozenset({"minister", "ministry", "government", "premier"})
PRIVATE = frozenset(
    {"former", "ex", "senator", "lawmaker", "opposition", "candidate", "mayor", "governor", "elect", "mp"}
)


def on_behalf_of(parties: Parties, actor: str, *, published: date | None) -> tuple[str, ...]:
    """Return the actors in whose name this one speaks by its current offices; empty for states and private people."""
    key = (actor, published)
    if key not in parties.behalf:
        parties.behalf[key] = _offices_of(parties, actor, published)
    return parties.behalf[key]


def _offices_of(parties: Parties, actor: str, published: date | None) -> tuple[str, ...]:
    held = parties.actors.get(actor)
    if held is None or held.type not in ("person", "unnamed", "group"):
        return ()
    found: list[str] = []
    current = [role for role in held.roles if _current(role, published)]
    opposed = {role.of for role in current if OPPOSITION in role.title.split()}
    if opposed:
        found += _oppositions(parties, held)
    for role in current:
        if not _speaks(role.title) or (role.of in opposed and not RULING.intersection(role.title.split())):
            continue
        owner = parties.by_name.get(role.of or "")
        if owner is not None and owner != actor:
            found.append(owner)
    if not found and not held.country and held.type == "person" and _is_of_a_state(held, published):
        topic = parties.topic_state(actor)
        found += [topic] if topic is not None else []
    if not found and held.type == "person" and (body := parties.body_behind(actor)) is not None:
        found.append(body)
    if any(parties.actors[owner].code in _opposed_codes(held) for owner in found):
        found += _oppositions(parties, held)
    if opposed:
        return tuple(dict.fromkeys(found))  # who leads the opposition does not speak for the state
    if not found and held.country and (held.roles or held.type != "person"):
        found += _state(parties, held)
    return tuple(dict.fromkeys(found))


def _oppositions(parties: Parties, held: Actor) -> list[str]:
    """Return the opposition of the actor's country, where the article knows one."""
    return [
        actor.id
        for actor in parties.actors.values()
        if actor.type == "organisation" and OPPOSITION in actor.name.split() and actor.country == held.country
    ][:1]


def _opposed_codes(held: Actor) -> tuple[str, ...]:
    """Return the code that bodies of the opposition in the actor's country have (after CAMEO: "SYROPP")."""
    return (f"{held.country}OPP",) if held.country else ()


def _speaks(title: str) -> bool:
    words = set(title.lower().replace("-", " ").split())
    return bool({word.removesuffix("s") for word in words} & OFFICES) and not words & PRIVATE


def _is_of_a_state(held: Actor, published: date | None) -> bool:
    """Say whether a current office is one that only a state has, although none is named ("the water minister")."""
    return any(
        role.of is None
        and _current(role, published)
        and _speaks(role.title)
        and STATE_OFFICES & set(role.title.split())
        for role in held.roles
    )


def _current(role: Role, published: date | None) -> bool:
    if published is None:
        return True
    today = published.isoformat()
    return (role.since or "") <= today and (role.until is None or role.until >= today[: len(role.until)])


def _state(parties: Parties, held: Actor) -> list[str]:
    titled = not held.roles or any(_speaks(role.title) for role in held.roles)
    private = PRIVATE.intersection(held.name.lower().replace("-", " ").split())
    if not titled or private or (held.type != "person" and not OFFICES.intersection(held.name.lower().split())):
        return []
    return [actor.id for actor in parties.actors.values() if actor.type == "state" and actor.country == held.country][
        :1
    ]
