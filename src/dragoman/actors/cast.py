"""The cast of one article: the actors that it speaks of, from the book or learnt from the article itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from dragoman.actors.book import Book
from dragoman.actors.entries import Entry
from dragoman.actors.gender import Gender, gender_of
from dragoman.actors.names import fold, surname_keys
from dragoman.contract import Actor, ActorType, Role

OPPOSITION = "opposition"


FEW = 6  # states that make up a group which speaks for each of them: the E3, the six powers of the talks with Iran


@dataclass(slots=True, eq=False)
class Member:
    """One actor of the article, while it is being read: what is known of it grows with every mention."""

    id: str
    name: str
    type: ActorType
    entry: Entry | None = None
    aliases: list[str] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)  # learnt from the article: "Kenyan Foreign Minister X"
    country: str | None = None
    gender: Gender | None = None
    plural: bool = False
    human: bool = True  # may be "he" or "she"
    members: tuple[str, ...] = ()  # of a group: the ids of those who make it up
    told: bool = False  # mentioned, so that it belongs into the reading

    def call(self, name: str) -> None:
        """Note another name that the article uses."""
        if name and name != self.name and name not in self.aliases:
            self.aliases.append(name)

    def is_opposition_of(self, country: str | None) -> bool:
        """Say whether this is the opposition in the country ("Kenyan opposition")."""
        return self.type == "organisation" and OPPOSITION in self.name.split() and self.country == country


class Cast:
    """All members, found by their entry in the book, their name, or their surname."""

    def __init__(self, book: Book, on: date | None) -> None:
        self.book = book
        self.on = on
        self.members: list[Member] = []
        self._by_entry: dict[str, Member] = {}
        self._by_name: dict[str, Member] = {}
        self._surnames: dict[str, list[Member]] = {}

    def of_entry(self, entry: Entry) -> Member:
        """Return the member for an entry of the book; it joins the cast if it is new."""
        member = self._by_entry.get(entry.id)
        if member is None:
            member = self._join(entry.name, entry.type)
            member.entry, member.country = entry, entry.country
            self._by_entry[entry.id] = member
            for name in (entry.name, *entry.aliases):
                self._by_name.setdefault(fold(name), member)
            if entry.type == "person":
                member.gender = gender_of(entry.name)
                for name in (entry.name, *entry.aliases):
                    self._index_surname(name, member)
            if entry.type == "group" and len(entry.members) <= FEW:
                members = self.book.members(entry)
                if all(each.type == "state" for each in members):
                    member.members = tuple(self.of_entry(each).id for each in members)
                    member.plural = True
        return member

    def learn(self, name: str, type: ActorType) -> Member:
        """Return the member that the article alone knows by this name; it joins the cast if it is new."""
        member = self._by_name.get(fold(name))
        if member is None or member.type == "unnamed":
            member = self._join(name, type)
            self._by_name[fold(name)] = member
            if type == "person":
                member.gender = gender_of(name)
                self._index_surname(name, member)
        return member

    def also_called(self, member: Member, name: str) -> None:
        """Let a name of the article's own lead to a member: "the Kenyan River Watch (KRW)"."""
        if self._by_name.setdefault(fold(name), member) is member:
            member.call(name)

    def describe(self, name: str, type: ActorType, *, aliases: Iterable[str] = ()) -> Member:
        """Return a new member that has only a noun phrase for a name."""
        member = self._join(name, type)
        for alias in aliases:
            member.call(alias)
        return member

    def named(self, name: str) -> Member | None:
        """Return the member with exactly this name or alias."""
        return self._by_name.get(fold(name))

    def surnamed(self, surname: str) -> list[Member]:
        """Return the persons of the article who are called by this surname."""
        return self._surnames.get(fold(surname), [])

    def entry_of(self, name: str | None) -> Entry | None:
        """Return the entry of a state or organisation by its canonical name."""
        return self.book.get(name) if name else None

    def offices(self, member: Member) -> list[Role]:
        """Return the offices of a person: what the article says first, then those held on the article's day."""
        held = list(member.roles)
        if member.entry is not None and member.entry.roles:
            tenures = (
                member.entry.roles
                if self.on is None
                else member.entry.roles_on(self.on, known_until=self.book.known_until)
            )
            held.extend(tenure.role for tenure in tenures)
        return held

    def owner_of(self, person: Member) -> Member | None:
        """Return the state or organisation that a person acts for; an opposition's leader never for the state."""
        offices = self.offices(person)
        if any(OPPOSITION in role.title.split() for role in offices):
            return next((each for each in self.members if each.is_opposition_of(person.country)), None)
        for role in offices:
            if role.of:
                held = self.named(role.of)
                if held is not None:
                    return held
                entry = self.entry_of(role.of)
                if entry is not None:
                    return self.of_entry(entry)
        return None

    def to_actors(self) -> tuple[Actor, ...]:
        """Return the contract's actors: those who are mentioned, in the order in which they came."""
        return tuple(self._actor(member) for member in self.members if member.told)

    def _actor(self, member: Member) -> Actor:
        roles = self.offices(member) if member.type in ("person", "unnamed", "group") else []
        aliases = list(member.entry.aliases) if member.entry else []
        aliases += [alias for alias in member.aliases if alias not in aliases]
        code = self.book.code_of(member.entry, self.on) if member.entry else None
        return Actor(
            id=member.id,
            name=member.name,
            type=member.type,
            aliases=tuple(aliases),
            code=code,
            country=member.country,
            wikidata=member.entry.wikidata if member.entry else None,
            roles=tuple(_distinct(roles)),
        )

    def _join(self, name: str, type: ActorType) -> Member:
        member = Member(id=f"p{len(self.members) + 1}", name=name, type=type)
        self.members.append(member)
        return member

    def _index_surname(self, name: str, member: Member) -> None:
        folded = fold(name)
        for key in dict.fromkeys([*surname_keys(folded, country=member.country or ""), *surname_keys(folded)]):
            held = self._surnames.setdefault(key, [])
            if member not in held:
                held.append(member)
            bare = key.removeprefix("al ")
            if bare != key and member not in self._surnames.setdefault(bare, []):
                self._surnames[bare].append(member)


def _distinct(roles: list[Role]) -> list[Role]:
    seen: dict[tuple[str, str | None], Role] = {}
    for role in roles:
        key = (role.title.lower(), role.of)
        held = seen.get(key)
        if held is None or (held.since is None and role.since is not None):
            seen[key] = role
    return list(seen.values())
