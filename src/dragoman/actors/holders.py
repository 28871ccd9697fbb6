"""Who holds the office that a description names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.actors.cast import Cast, Member
from dragoman.actors.entries import Candidate, Description, Entry
from dragoman.actors.identities import OWNERS
from dragoman.actors.meant import OTHER_RANKS, RULING, Meant, is_a
from dragoman.actors.nationals import compatriot, last_subject
from dragoman.actors.ownership import Ownership
from dragoman.actors.page import Page
from dragoman.actors.roles import RANKS, Nominal
from dragoman.actors.seats import seat_before

ONCE = frozenset({"former", "one-time", "onetime", "retired", "ex"})  # "the former minister" was named just before
NATIONALS = frozenset({"diplomat", "politician"})  # "the Kenyan diplomat" was named
ENVOYS = frozenset({"envoy", "adviser", "advisor", "representative", "mediator"})
HEADING = frozenset("head chief leader boss director chair commander".split())
SEAT = 5  # words of "In New Delhi," in front
SEATED = frozenset({"minister", "president", "premier", "chancellor"})


class Holders:
    """Resolves descriptions of office-holders, by the book on the article's day or by what the article said before."""

    def __init__(self, page: Page, cast: Cast, owners: Ownership, anaphoric: Callable[[Nominal], list[Member]]) -> None:
        self.page, self.cast, self.owners = page, cast, owners
        self.anaphoric = anaphoric  # the owner in "the ministry's spokesman"

    def office(self, nominal: Nominal, text: str) -> Meant:
        """Return the holder of the office: by the book for a named state or body, else somebody named before."""
        if not nominal.words:
            nominal.words.append(text)
        owners = [spot.member for spot in nominal.of if spot.member is not None and spot.member.type in OWNERS]
        if not owners and not nominal.of and nominal.possessor:
            owner = self.owners.owner(nominal)
            owners = [owner] if owner is not None else []
        if not owners and not nominal.of:
            owners = self.anaphoric(nominal) or self._seated(nominal)
        reason: str | None = None
        candidates: tuple[str, ...] = ()
        for owner in owners:
            here = self._here(nominal, owner)
            if here is not None:
                return Meant(here)
            described = self._holders(nominal, owner)
            open_ = described is None or described.answer is None
            present = (self._present(nominal, owner) or self._sent_by(nominal, owner)) if open_ else None
            if present is not None:
                return Meant(present)
            if described is None:
                continue
            if described.answer is not None:
                return Meant(self.cast.of_entry(described.answer))
            candidates = tuple(dict.fromkeys(candidate.entry.name for candidate in described.candidates))
            in_article = [name for name in candidates if self.cast.named(name) is not None]
            if len(in_article) == 1:
                return Meant(self.cast.named(in_article[0]))
            reason = described.reason or f"the book knows no {nominal.title} of {owner.name} on the day"
        if owners and nominal.definite and nominal.title in NATIONALS and owners[0].type == "state":
            person = compatriot(self.page, self.cast, nominal.first, owners[0])
            if person is not None:
                return Meant(person)
        told = ONCE & set(self.page.lower[nominal.first : nominal.head])
        if told and not candidates and nominal.definite and not nominal.possessor:
            known = last_subject(self.page, nominal.first, country=owners[0].country if owners else None)
            if known is not None:
                return Meant(known)
        if owners or nominal.of:
            return Meant(candidates=candidates, reason=reason or "whose office it is is not known")
        if nominal.definite and not nominal.possessor:
            before = self._before(nominal)
            if before is not None:
                return Meant(before)
            return Meant(reason=f"nobody named before is a {nominal.title}")
        return Meant()

    def counterpart(self, nominal: Nominal, known: Callable[[int], list[Member]]) -> Meant:
        """Return who holds the same office of another state: "his Kenyan counterpart", "Alba's opposite number".

        `known` tells whom the pronoun at a word means.
        """
        states = [spot for spot in nominal.of if spot.member is not None and spot.member.type == "state"]
        persons = [spot.member for spot in nominal.of if spot.member is not None and spot.member.type == "person"]
        if nominal.possessor and not persons:
            places = range(nominal.first, nominal.head)
            persons = known(next(at for at in places if self.page.lower[at] == nominal.possessor))
        if len(states) != 1 or len(persons) != 1:
            return Meant()
        owner = states[0].member
        for role in self.cast.offices(persons[0]):
            if owner is None or role.of == owner.name:
                continue
            title = role.title.lower().split()
            words = ["leader"] if title == ["prime", "minister"] or set(title) <= RULING else title
            meant = self.office(replace(nominal, words=words, of=states, possessor=""), words[-1])
            if meant.member is not None and meant.member is not persons[0]:
                return meant
        return Meant(reason="whose counterpart holds the office is not known")

    def _seated(self, nominal: Nominal) -> list[Member]:
        """Return the state of the capital right in front: "In Nairobi, the foreign minister"."""
        if not (nominal.definite and nominal.first and self.page.lower[nominal.first - 1] == ","):
            return []
        state = seat_before(self.page, self.cast, nominal.first)
        opens = state is not None and nominal.first - self.page.sentence_words(nominal.first)[0] <= SEAT
        return [state] if state is not None and opens and SEATED & set(nominal.words) else []

    def _holders(self, nominal: Nominal, owner: Member) -> Description | None:
        if owner.entry is None:
            return None
        if nominal.coming:
            words = [word for word in nominal.words if word not in ("elect", "designate", "incoming")]
            return self.cast.book.describe(f"{owner.name}'s incoming {' '.join(words)}", self.cast.on)
        words = [word for word in nominal.words if word not in RANKS or word == "deputy" or len(nominal.words) == 1]
        titles = [nominal.title, " ".join(words)]
        titles[:0] = [
            f"{self.page.text(spot.first, spot.last)} {titles[0]}" for spot in nominal.of if spot.member is owner
        ]
        for title in dict.fromkeys(titles):
            found: tuple[Candidate, ...] = self.cast.book.holders(
                title, of=owner.entry, on=self.cast.on, former=nominal.former
            )
            found = tuple(candidate for candidate in found if candidate.entry.type == "person")
            if found:
                return Description(text=title, of=(owner.entry,), candidates=found, reason=_why(found))
        return self._described_whole(nominal, owner)

    def _described_whole(self, nominal: Nominal, owner: Member) -> Description | None:
        """Return what the book says of all the words: "United Nations envoy for Kenya"."""
        if len(nominal.of) < 2 or nominal.former or nominal.of[0].member is not owner:
            return None
        text = self.page.text(nominal.of[0].first, nominal.last)
        found = self.cast.book.describe(text, self.cast.on)
        return found if found.candidates else None

    def _here(self, nominal: Nominal, owner: Member) -> Member | None:
        """Return the one person of the article who was given this office of this owner by the article."""
        if nominal.former:
            return None
        fits = [
            member
            for member in self.cast.members
            if member.type == "person"
            and any(
                role.of == owner.name and self._same_office(nominal, role.title, owner.entry) for role in member.roles
            )
        ]
        return fits[0] if len(fits) == 1 else None

    def _present(self, nominal: Nominal, owner: Member) -> Member | None:
        """Return the one person named before whose office the words leave half open: "the Kenyan minister"."""
        if nominal.former or nominal.coming or len(nominal.words) > 1:
            return None
        named = dict.fromkeys(spot.member for spot in self.page.before(nominal.first, sentences=1000))
        fits = [
            member
            for member in named
            if member is not None
            and member.type == "person"
            and any(role.of == owner.name and is_a(role.title, nominal.title) for role in self.cast.offices(member))
        ]
        return fits[0] if len(fits) == 1 else None

    def _sent_by(self, nominal: Nominal, owner: Member) -> Member | None:
        """Return the one envoy of an organisation in the article, before or after "the UN envoy to the island"."""
        if (
            nominal.former
            or owner.type != "international_organisation"
            or not {"envoy", "mediator"} & set(nominal.words)
        ):
            return None
        named = dict.fromkeys(spot.member for spot in self.page.spots if spot.kind == "name")
        fits = [
            member
            for member in named
            if member is not None
            and member.type == "person"
            and any(
                role.of == owner.name and ENVOYS & set(role.title.lower().split()) for role in self.cast.offices(member)
            )
        ]
        return fits[0] if len(fits) == 1 else None

    def _same_office(self, nominal: Nominal, title: str, owner: Entry | None) -> bool:
        titles = self.cast.book.titles
        if titles.office(title, of=owner) == titles.office(nominal.title, of=owner):
            return True
        mine, theirs = nominal.words, title.split()
        if OTHER_RANKS & (set(theirs) - set(mine)):
            return False  # a prime minister is no "minister"
        return set(mine) <= set(theirs) or bool({mine[-1], theirs[0]} <= HEADING)

    def _before(self, nominal: Nominal) -> Member | None:
        """Return the person named last who holds such an office: "the minister", "the envoy", "the president"."""
        last = nominal.words[-1] if nominal.words else ""
        wanted = set(nominal.words)
        weak: Member | None = None
        for spot in self.page.before(nominal.first, sentences=1000):
            member = spot.member
            if member is None or member.type not in ("person", "unnamed") or spot.adjective:
                continue
            if member.type == "unnamed":
                if last in member.name.lower().split() and not member.plural:
                    return member
                continue
            for role in self.cast.offices(member):
                words = set(role.title.lower().replace("-", " ").split())
                leads = last == "leader" and bool(words & {"president", "leader", "premier", "chancellor"})
                lower_rank = bool({"vice", "deputy"} & (words - wanted))
                if (wanted <= words or leads) and not lower_rank:
                    return member
                if last in words:
                    weak = weak or member
        return weak if len(wanted) == 1 else None


def _why(found: tuple[Candidate, ...]) -> str | None:
    names = {candidate.entry.id for candidate in found}
    if len(names) > 1:
        return "more than one fits"
    return None if found[0].certain else f"only possible: {found[0].reason}"
