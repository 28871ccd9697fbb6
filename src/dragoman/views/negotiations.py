"""Negotiations: who takes part in talks, as actors of the record, and who speaks for whom.

Whom a dossier names as speaking for a party speaks for that party alone, whatever an article was read to say: such a
position counts by its holder, and not for those on whose behalf it was read to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, select

from dragoman.dossier import Dossier, DossierParty
from dragoman.errors import RecordError
from dragoman.record import schema
from dragoman.record.keys import fold
from dragoman.views.citing import ActorRef
from dragoman.views.filters import Filter, find_actors, load_merged, root_of, with_officials
from dragoman.views.latest import spoken_for_self
from dragoman.views.lists import MAIN_ROLES, find_ids
from dragoman.views.rows import PositionRow, among


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party of the talks, or a third party. `speakers` are the names of those who speak for it, where known."""

    actor: ActorRef
    third: bool
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """A party with the actors whose positions count for it.

    Attributes:
        party: as it is shown.
        own: numbers of the actors that are the party itself.
        spokespersons: numbers of those whom a dossier names as speaking for it.
        own_refs: the party itself, as the record has it; nobody where the record does not know it.
        spokesperson_refs: those who speak for it, as the record has them.
    """

    party: Party
    own: frozenset[int]
    spokespersons: frozenset[int] = frozenset()
    own_refs: tuple[ActorRef, ...] = ()
    spokesperson_refs: tuple[ActorRef, ...] = ()

    @property
    def name(self) -> str:
        """The party's name, as the dossier has it."""
        return self.party.actor.name

    @property
    def members(self) -> frozenset[int]:
        """Numbers of the party itself and of those who speak for it."""
        return self.own | self.spokespersons


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """All delegations of a negotiation, and those of them that are asked about.

    Attributes:
        all: every delegation: whoever speaks for one of them speaks for no other.
        delegations: those that are asked about.
        spokespersons: numbers of all who speak for a party.
        spoken_for: for which parties they speak, by key.
    """

    all: tuple[Delegation, ...]
    delegations: tuple[Delegation, ...]
    spokespersons: frozenset[int]
    spoken_for: Mapping[str, tuple[Party, ...]]

    @property
    def members(self) -> frozenset[int]:
        """Numbers of all members of the delegations that are asked about."""
        return members_of(self.delegations)

    @property
    def principals(self) -> tuple[Delegation, ...]:
        """The delegations that are asked about, without those of third parties."""
        return tuple(delegation for delegation in self.delegations if not delegation.party.third)


def members_of(delegations: Iterable[Delegation]) -> frozenset[int]:
    """Return the numbers of all members of some delegations."""
    return frozenset[int]().union(*(delegation.members for delegation in delegations))


def make_negotiation(delegations: Sequence[Delegation]) -> Negotiation:
    """Return a negotiation of these delegations, all of which are asked about."""
    spoken_for: dict[str, tuple[Party, ...]] = {}
    for delegation in delegations:
        for ref in delegation.spokesperson_refs:
            spoken_for[ref.key] = (*spoken_for.get(ref.key, ()), delegation.party)
    return Negotiation(
        all=tuple(delegations),
        delegations=tuple(delegations),
        spokespersons=frozenset[int]().union(*(delegation.spokespersons for delegation in delegations)),
        spoken_for=spoken_for,
    )


def find_negotiation(connection: Connection, dossier: Dossier, *, party: str | None = None) -> Negotiation:
    """Return the negotiation of a dossier; a party that the record does not know yet has no actors.

    Args:
        connection: in a transaction.
        dossier: its parties and third parties, and who speaks for each.
        party: only the delegations of this name, or that an actor of this name belongs to; all where none is given.

    Raises:
        RecordError: nobody is called so, or nobody of the dossier.
    """
    parties = [(one, False) for one in dossier.parties] + [(one, True) for one in dossier.third_parties]
    talks = make_negotiation([_find_delegation(connection, one, third=third) for one, third in parties])
    return talks if party is None else replace(talks, delegations=_choose(connection, talks.delegations, party))


def _find_delegation(connection: Connection, party: DossierParty, *, third: bool) -> Delegation:
    own = _known(connection, party.name)
    speaking = set[int]().union(*(_known(connection, name) for name in party.speakers)) - own
    merged = load_merged(connection)
    refs = _load_refs(connection, {root_of(number, merged) for number in own})
    actor = refs[0] if len(refs) == 1 else ActorRef(key="", name=party.name, type="", country=None)
    return Delegation(
        party=Party(actor=replace(actor, name=party.name), third=third, speakers=party.speakers),
        own=frozenset(own),
        spokespersons=frozenset(speaking),
        own_refs=refs,
        spokesperson_refs=_load_refs(connection, speaking),
    )


def _known(connection: Connection, name: str) -> set[int]:
    try:
        return find_actors(connection, name)
    except RecordError:
        return set()


def _load_refs(connection: Connection, numbers: set[int]) -> tuple[ActorRef, ...]:
    table = schema.actors
    rows = connection.execute(select(table).where(table.c.no.in_(numbers)).order_by(table.c.no))
    return tuple(ActorRef(key=row.key, name=row.name, type=row.type, country=row.country) for row in rows)


def _choose(connection: Connection, delegations: Sequence[Delegation], named: str) -> tuple[Delegation, ...]:
    """Return the delegation that a dossier names so, else those of the actors of that name."""
    by_name = tuple(delegation for delegation in delegations if fold(delegation.name) == fold(named))
    if by_name:
        return by_name
    numbers = find_actors(connection, named)
    for chosen in (
        tuple(delegation for delegation in delegations if delegation.own & numbers),
        tuple(delegation for delegation in delegations if delegation.spokespersons & numbers),
    ):
        if chosen:
            return chosen
    names = ", ".join(delegation.name for delegation in delegations)
    raise RecordError(f"{named!r} is no party of the dossier and speaks for none; its parties are {names}")


def as_spoken_for(row: PositionRow, talks: Negotiation) -> PositionRow:
    """Return a position on behalf of the party for which its holder speaks; as it is where there are several."""
    parties = talks.spoken_for.get(row.holder.key, ())
    return replace(row, on_behalf_of=(parties[0].actor,)) if len(parties) == 1 else row


def delegations_of(row: PositionRow, talks: Negotiation) -> list[Delegation]:
    """Return the delegations whose position this is: those its holder speaks for, else those it is held by or for."""
    parties = talks.spoken_for.get(row.holder.key)
    if parties:
        return [delegation for delegation in talks.delegations if delegation.party in parties]
    actors = {row.holder.key, *(actor.key for actor in row.on_behalf_of)}
    return [one for one in talks.delegations if actors & {ref.key for ref in one.own_refs}]


def find_people(connection: Connection, talks: Negotiation) -> frozenset[int]:
    """Return the numbers of the members of the delegations and of everybody who acts for a party by office or code.

    Who speaks for another party, as the dossier says, acts for none but that.
    """
    own = {number for delegation in talks.delegations for number in delegation.own}
    return (frozenset(with_officials(connection, own)) - talks.spokespersons) | talks.members


def ask_for(connection: Connection, talks: Negotiation, actor: str, *, kind: str) -> frozenset[int]:
    """Return the numbers of the actors of a name; where one is a party, its positions are also those of its speakers.

    Raises:
        RecordError: nobody is called so.
    """
    numbers = frozenset(find_actors(connection, actor))
    if kind != "position":
        return numbers
    return numbers.union(*(one.spokespersons for one in talks.delegations if one.own & numbers))


def involves(
    connection: Connection, kind: str, numbers: Iterable[int], *, speakers: Iterable[int] = ()
) -> ColumnElement[bool]:
    """Return the condition that one of some actors takes part in a row: of an event, or as whose position it is.

    Args:
        connection: in a transaction.
        kind: event or position; the query goes through the table of its actors.
        numbers: of the actors.
        speakers: see `spoken_for_self`.
    """
    parties = schema.PARTY_TABLES[kind]
    taking = parties.alias("taking")
    owner = f"{kind}_id"
    own = spoken_for_self(connection, speakers, parties=taking) if kind == "position" else []
    inner = select(taking.c.actor_no).where(
        taking.c[owner] == parties.c[owner],
        taking.c.role.in_(MAIN_ROLES[kind]),
        among(connection, taking.c.actor_no, sorted(numbers)),
        *own,
    )
    return inner.correlate(parties).exists()


def find_ids_in(
    connection: Connection,
    kind: str,
    filter: Filter,
    conditions: Sequence[ColumnElement[bool]] = (),
    *,
    talks: Negotiation,
    people: frozenset[int],
) -> list[int]:
    """Return the ids of the rows of a negotiation that a filter asks for, the latest first.

    Args:
        connection: in a transaction.
        kind: event or position.
        filter: its party plays no part: `talks` has that of the delegations that are asked about. Nor does its issue.
        conditions: more of them, on the columns of the rows and of their actors.
        talks: the negotiation.
        people: who takes part in it; a row has at least one of them.

    Raises:
        RecordError: nobody is called as the filter asks.
    """
    asked = ask_for(connection, talks, filter.actor, kind=kind) if filter.actor is not None else people
    wanted = list(conditions)
    if kind == "position":
        wanted += spoken_for_self(connection, talks.spokespersons)
    if not asked <= people:
        wanted.append(involves(connection, kind, people, speakers=talks.spokespersons))
    return find_ids(connection, kind, replace(filter, actor=None, party=None, issue=None), wanted, numbers=set(asked))
