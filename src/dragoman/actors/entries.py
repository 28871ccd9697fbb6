"""What the book of actors answers with: entries, the roles they hold, and the candidates for a description."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.actors.tenures import Fit, earliest_day, fit, latest_day
from dragoman.contract import Actor, ActorType, Role

AliasKind = Literal["name", "official", "alias", "acronym", "demonym", "capital", "metonym"]
Tense = Literal["current", "former", "coming"]
Sureness = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """An office that somebody holds or held, with partial dates and how sure the book is of them."""

    title: str
    of: str | None = None
    since: str | None = None
    until: str | None = None
    sure: Sureness = "high"

    @property
    def role(self) -> Role:
        """The contract's form of it."""
        return Role(title=self.title, of=self.of, since=self.since, until=self.until)

    def fit(self, on: date, *, known_until: str) -> Fit:
        """Return how the tenure stands to a day; one that the book is not sure of is `possible` at best."""
        found = fit(self.since, self.until, on=on, known_until=known_until)
        return "possible" if found == "certain" and self.sure == "low" else found

    def __str__(self) -> str:
        dates = f", {self.since or '?'} to {self.until or 'now'}" if self.since or self.until else ""
        return f"{self.title}{' of ' + self.of if self.of else ''}{dates}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One actor of the book, or of a user's file (`origin` "user").

    `country` is an ISO 3166-1 alpha-3 code, `code` a CAMEO/PLOVER code. `standing_for` holds demonyms, capital and
    metonyms of a state, `head` the titles of an organisation's heads, `leader` the offices (with partial dates) of a
    state's effective leader, `governs` the states (in the place of titles) that a group rules, `members` the canonical
    names of a group's members.
    """

    id: str
    name: str
    type: ActorType
    kind: str = ""
    aliases: tuple[str, ...] = ()
    standing_for: tuple[tuple[str, AliasKind], ...] = ()
    code: str | None = None
    country: str | None = None
    wikidata: str | None = None
    born: str | None = None
    since: str | None = None
    until: str | None = None
    seat: str | None = None
    part_of: str | None = None
    members: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    leader: tuple[Tenure, ...] = ()
    governs: tuple[Tenure, ...] = ()
    roles: tuple[Tenure, ...] = ()
    origin: Literal["book", "user"] = "book"
    note: str | None = None

    def exists(self, on: date) -> bool:
        """Return whether the actor may exist on that day: False only where the book's dates rule it out."""
        day = on.isoformat()
        return earliest_day(self.since or self.born) <= day <= latest_day(self.until)

    def roles_on(self, on: date, *, known_until: str) -> tuple[Tenure, ...]:
        """Return the roles that are, or may be, held on that day, the certain ones first."""
        fits = [(role.fit(on, known_until=known_until), role) for role in self.roles]
        return tuple(role for wanted in ("certain", "possible", "stale") for found, role in fits if found == wanted)

    def to_actor(self, *, id: str | None = None, on: date | None = None, known_until: str = "9999-12-31") -> Actor:
        """Return the contract's actor.

        Args:
            id: the actor's id in the reading; by default the entry's own.
            on: keep only the roles held on this day; by default all that the book knows.
            known_until: the day on which the book closed (`Book.known_until`).
        """
        held = self.roles if on is None else self.roles_on(on, known_until=known_until)
        return Actor(
            id=id or self.id,
            name=self.name,
            type=self.type,
            aliases=self.aliases,
            code=self.code,
            country=self.country,
            wikidata=self.wikidata,
            roles=tuple(tenure.role for tenure in held),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entry that a name can stand for, and as what: its name, a demonym, its capital, a metonym."""

    entry: Entry
    kind: AliasKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody whom a description can mean, the role that makes it so, and why.

    `certain` is False where partial dates, a doubtful entry or the age of the book leave it open; `part` is the CAMEO
    suffix of a body of a state that was named ("GOV", "MIL").
    """

    entry: Entry
    reason: str
    role: Tenure | None = None
    certain: bool = True
    fit: Fit = "certain"
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a description was read as, and all whom it can mean.

    `of` are the actors whose office it names (more than one where the name is shared), `titles` the offices it can
    mean, `reason` why there is no single answer.
    """

    text: str
    titles: tuple[str, ...] = ()
    of: tuple[Entry, ...] = ()
    tense: Tense = "current"
    candidates: tuple[Candidate, ...] = ()
    reason: str | None = None

    @property
    def answer(self) -> Entry | None:
        """The one whom it means; None where nobody or more than one remains. Never a guess."""
        certain = {candidate.entry.id: candidate.entry for candidate in self.candidates if candidate.certain}
        if len(certain) == 1:
            return next(iter(certain.values()))
        if certain:
            return None
        open_ = {candidate.entry.id: candidate for candidate in self.candidates}
        if len(open_) != 1:
            return None
        only = next(iter(open_.values()))
        return only.entry if only.fit == "possible" and (only.role is None or only.role.sure != "low") else None
