"""Whom a description means: by the book on the article's day, or by what the article said before."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.actors.cast import Cast, Member
from dragoman.actors.entries import Candidate, Description, Entry
from dragoman.actors.identities import OWNERS, learn_office, most_mentioned
from dragoman.actors.page import POSSESSIVES, Page, Spot
from dragoman.actors.phrases import DETERMINERS, TENSES
from dragoman.actors.pronouns import Pronouns
from dragoman.actors.roles import (
    BODIES,
    COUNTRIES,
    DUALS,
    OFFICE_HEADS,
    ORGANISED,
    POSSESSORS,
    POST,
    RANKS,
    Nominal,
    is_title_word,
    parse_nominal,
    stem,
)

HEADS = OFFICE_HEADS | BODIES | DUALS | COUNTRIES
STRANGERS = frozenset(
    "surgeon doctor nurse teacher student resident farmer shopkeeper driver soldier fighter woman man mother father "
    "lawyer journalist activist businessman baker seller trader merchant worker engineer refugee villager shepherd "
    "pensioner volunteer priest imam professor researcher analyst historian widow barber fisherman taxi-driver cook "
    "waiter tailor survivor witness neighbour neighbor".split()
)
NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "both": 2,
}
MINISTRIES = frozenset("ministry department embassy".split())
# A body of a person of a state speaks for the state; these of an organisation are the organisation.
ORGANISATIONS = frozenset({"armed_group", "organisation", "international_organisation"})
OFFICIALS = frozenset("officials negotiators representatives diplomats authorities forces rebels".split())
HEADING = frozenset("head chief leader boss director chair commander".split())


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a description means: the member, or the candidates and why none was taken."""

    member: Member | None = None
    candidates: tuple[str, ...] = ()
    reason: str | None = None
    members: tuple[Member, ...] = ()  # of a group


class Describer:
    """Resolves descriptions; what it is asked about comes in text order."""

    def __init__(self, page: Page, cast: Cast, pronouns: Pronouns) -> None:
        self.page, self.cast, self.pronouns = page, cast, pronouns
        self.bodies: dict[str, Member] = {}  # by the noun of the body that was named last: "ministry", "government"

    def place_all(self) -> None:
        """Put a spot for every description of an office-holder, a body or a group on the page."""
        lower = self.page.lower
        taken = {index for spot in self.page.spots for index in range(spot.title_first, spot.last + 1)}
        self._place_strangers()
        for head, text in enumerate(lower):
            if head in taken or (text not in HEADS):
                continue
            if self._hyphenated(head + 1):
                continue
            bounds = self._bounds(head)
            if bounds is not None:
                self._place(*bounds)

    def _place_strangers(self) -> None:
        """Put a spot for somebody unnamed who opens a sentence: "A shopkeeper in the old town, who ..."."""
        for first, end in self.page.analysis.sentences:
            if end - first < 3 or self.page.lower[first] not in ("a", "an", "one"):
                continue
            head = next(
                (index for index in range(first + 1, min(first + 5, end)) if self.page.lower[index] in STRANGERS), None
            )
            if head is not None and not any(self.page.lower[index] in POST for index in range(first, head)):
                last = self._until_clause(head, end)
                name = self.page.text(first, last)
                member = self.cast.describe(
                    name[:1].lower() + name[1:], "unnamed", aliases=(f"a {self.page.lower[head]}",)
                )
                self.page.add(Spot(first, last, "description", "unnamed", member))

    def _until_clause(self, head: int, end: int) -> int:
        """Return the last word of "in the old town" behind the head; the head itself where no place follows."""
        lower = self.page.lower
        if head + 1 >= end or lower[head + 1] not in ("in", "from", "at", "of"):
            return head
        last = head + 1
        while last + 1 < end and last - head < 5 and (self.page.capital[last + 1] or lower[last + 1] in DETERMINERS):
            last += 1
        return last if last > head + 1 else head

    def _place(self, first: int, last: int) -> None:
        nominal = parse_nominal(self.page, first, last)
        if nominal.determiner in ("a", "an", "one", "some", "many"):
            return
        named = self._apposed(nominal)
        meant = Meant(named) if named is not None else self.resolve(nominal)
        if meant.member is None and (meant.reason is None or not (meant.candidates or nominal.definite)):
            return
        kind = meant.member.type if meant.member is not None else "unknown"
        spot = Spot(first, last, "description", kind, meant.member, meant.candidates, meant.reason)
        self.page.add(spot)

    def _apposed(self, nominal: Nominal) -> Member | None:
        """Return the person named behind the description: "its foreign minister, X," or "the envoy X"."""
        lower = self.page.lower
        index = nominal.last + 1
        comma = index < len(lower) and lower[index] == ","
        for spot in self.page.within(index, min(index + 8, len(lower) - 1)):
            if spot.type == "person" and spot.kind == "name" and spot.title_first == index + comma:
                closes = not comma or lower[spot.last + 1 : spot.last + 2] in ([","], ["."], [")"], [";"])
                if closes and spot.member is not None and lower[nominal.head] in OFFICE_HEADS:
                    if not nominal.of and nominal.possessor:
                        nominal.of += self._owner_spots(nominal)
                    learn_office(spot.member, nominal, self.cast)
                    return spot.member
                return None
        return None

    def _owner_spots(self, nominal: Nominal) -> list[Spot]:
        owner = self._possessor(nominal, OWNERS)
        return [Spot(nominal.first, nominal.first, "pronoun", owner.type, owner)] if owner is not None else []

    def _bounds(self, head: int) -> tuple[int, int] | None:
        """Return the words of the description with this head; None for a bare noun."""
        page, lower = self.page, self.page.lower
        sentence = page.sentences[head]
        names = {spot.last: spot for spot in page.within(max(0, head - 12), head - 1) if spot.kind == "name"}
        first, opened = head, False
        while first > 0 and page.sentences[first - 1] == sentence:
            before = first - 1
            if lower[before] in DETERMINERS or lower[before] in POSSESSORS or lower[before] == "both":
                first, opened = before, True
                break
            if before in names:
                first, opened = names[before].first, True
            elif lower[before] in POSSESSIVES and (
                before - 1 in names or (first - 2 >= 0 and lower[first - 2][:1].isalpha())
            ):
                if before - 1 not in names:
                    start = self._owner_start(before - 1)
                    if start is None:
                        break
                    first, opened = start, True
                    break
                first, opened = names[before - 1].first, True
            elif self._hyphenated(before):
                first = before - 1
            elif lower[before] in NUMBERS:
                first, opened = before, True
            elif (
                is_title_word(lower[before])
                or lower[before] in RANKS
                or lower[before] in TENSES
                or lower[before] in BODIES
                or (
                    lower[before]
                    in ("policy", "negotiating", "other", "european", "western", "arab", "warring", "opposing")
                )
            ):
                first = before
            else:
                break
        last = self._tail(head)
        return (first, last) if opened or any(spot.last > head for spot in page.within(head, last)) else None

    def _hyphenated(self, index: int) -> bool:
        """Say whether the word is a hyphen with no space before it: "secretary-general"."""
        words = self.page.analysis.words
        return 0 < index < len(words) and words[index].text in ("-", "–") and words[index - 1].end == words[index].start

    def _owner_start(self, noun: int) -> int | None:
        """Return where "the group" of "the group's leader" starts."""
        lower = self.page.lower
        if lower[noun] in BODIES | COUNTRIES | OFFICE_HEADS and noun and lower[noun - 1] in DETERMINERS | POSSESSORS:
            return noun - 1
        return None

    def _tail(self, head: int) -> int:
        """Return the last word of "of Cyprus", "of the Russian delegation" behind the head; the head itself without."""
        lower, page = self.page.lower, self.page
        if head + 2 >= len(lower) or lower[head + 1] not in (("of",) if lower[head] in DUALS else ("of", "for", "at")):
            return head
        index = head + 2
        if lower[index] in DETERMINERS:
            index += 1
        last = head
        while index < len(lower) and index < head + 9:
            spot = next(
                (spot for spot in page.within(index, index + 6) if spot.first == index and spot.kind == "name"), None
            )
            if spot is not None:
                last, index = spot.last, spot.last + 1
                if index < len(lower) and lower[index] in POSSESSIVES:
                    index += 1
                continue
            if (
                lower[index] in BODIES
                or (is_title_word(lower[index]) and index + 1 < len(lower))
                or lower[index] == "negotiating"
            ):
                last, index = index, index + 1
                continue
            break
        return last

    def resolve(self, nominal: Nominal) -> Meant:
        """Return whom the description means."""
        text = self.page.lower[nominal.head]
        if text in COUNTRIES:
            return self._country(nominal)
        if nominal.determiner in ("both", "each", "neither") or (
            text in DUALS and (set(nominal.words) & NUMBERS.keys() or text in ("sides",))
        ):
            return self._group(nominal)
        if text in BODIES and text not in OFFICE_HEADS:
            return self._body(nominal, text)
        if text in OFFICE_HEADS:
            return self._office(nominal, text)
        return Meant()

    def _country(self, nominal: Nominal) -> Meant:
        if any(spot.member is not None for spot in nominal.of) or not nominal.definite:
            return Meant()
        if nominal.of or len(nominal.words) > 1:
            return Meant(reason="which state is described so is not known")
        found = self.pronouns.best(nominal.first, frozenset({"state"}), [])
        return Meant(found[0]) if found else Meant(reason="no state was named before")

    def _group(self, nominal: Nominal) -> Meant:
        """Return the group of "the two delegations": both parties where exactly two were named together last."""
        text = self.page.text(nominal.first, nominal.last)
        count = next((NUMBERS[word] for word in nominal.words if word in NUMBERS), 2)
        persons = stem(self.page.lower[nominal.head]) in OFFICE_HEADS or self.page.lower[nominal.head] in (
            "men",
            "women",
        )
        parties = self._parties(nominal, count, persons=persons)
        name = text[:1].lower() + text[1:]
        group = self.cast.describe(name, "group")
        group.plural = True
        if len(parties) == count:
            group.members = tuple(member.id for member in parties)
            return Meant(group, members=tuple(parties))
        return Meant(group)

    def _parties(self, nominal: Nominal, count: int, *, persons: bool) -> list[Member]:
        """Return as many parties as the group has: the last sentence that names exactly so many, else the main ones."""
        wanted = frozenset({"person"}) if persons else OWNERS - {"outlet", "group"}
        coordinated = self._coordinated(nominal.first, count, wanted)
        if coordinated:
            return coordinated
        for sentence in range(self.page.sentences[nominal.first], max(-1, self.page.sentences[nominal.first] - 4), -1):
            start, end = self.page.analysis.sentences[sentence]
            end = min(end, nominal.first)
            spots = [s for s in self.page.within(start, end - 1) if s.member is not None and s.acts]
            named = list(dict.fromkeys(s.member for s in spots if s.type in wanted and s.member is not None))
            if len(named) == count:
                return named
            if not persons and not named:
                people = dict.fromkeys(s.member for s in spots if s.type == "person" and s.member is not None)
                owners = list(dict.fromkeys(o for p in people if (o := self.owner_of(p)) is not None))
                if len(owners) == count:
                    return owners
        main = most_mentioned(self.page, self.cast, "state", "armed_group")[:count]
        return main if len(main) == count == 2 and not persons else []

    def _coordinated(self, index: int, count: int, types: frozenset[str]) -> list[Member]:
        """Return the members of the nearest "A and B" or "A, B and C" before the word that has exactly so many."""
        run: list[Spot] = []
        for spot in self.page.before(index, sentences=6):
            if spot.type not in types or spot.adjective or not spot.acts or spot.member is None:
                continue
            if run and self.page.lower[spot.last + 1 : run[-1].title_first] in (
                [","],
                ["and"],
                [",", "and"],
                ["and", "the"],
            ):
                run.append(spot)
                continue
            if len(run) == count:
                break
            run = [spot]
        members = list(dict.fromkeys(spot.member for spot in reversed(run) if spot.member is not None))
        return members if len(members) == count else []

    def owner_of(self, person: Member) -> Member | None:
        """Return the state or organisation that a person acts for."""
        for role in self.cast.offices(person):
            if role.of:
                held = self.cast.named(role.of)
                if held is not None:
                    return held
                entry = self.cast.entry_of(role.of)
                if entry is not None:
                    return self.cast.of_entry(entry)
        return None

    def _body(self, nominal: Nominal, text: str) -> Meant:
        """Return the actor whose government, ministry, delegation or group it is."""
        if text in OFFICIALS and (nominal.former or set(nominal.words) - {text, "government"}):
            return Meant()  # "former Kenyan officials" do not speak for Kenya
        owner = self._owner(nominal)
        if owner is not None:
            self.bodies[text] = owner
            return Meant(owner)
        if nominal.of:
            return Meant(reason="nobody known owns it")
        if text in ORGANISED and nominal.definite:
            found = self.pronouns.best(nominal.first, ORGANISATIONS, [])
            if found:
                return Meant(found[0])
        if text in self.bodies and nominal.definite:
            return Meant(self.bodies[text])
        if not nominal.definite:
            return Meant()
        states = most_mentioned(self.page, self.cast, "state")
        if states and text in (
            "government",
            "cabinet",
            "army",
            "military",
            "parliament",
            "authorities",
            "administration",
        ):
            return Meant(states[0])
        found = self.pronouns.best(nominal.first, frozenset({"state"}), [])
        if found and text not in ORGANISED:
            return Meant(found[0])
        return Meant(candidates=tuple(state.name for state in states[:3]), reason=f"no owner of the {text} is named")

    def _owner(self, nominal: Nominal) -> Member | None:
        for spot in nominal.of:
            member = spot.member
            if member is None:
                continue
            if member.type in OWNERS:
                return member
            if member.type == "person":
                return self.owner_of(member)
        if nominal.possessor:
            owner = self._possessor(nominal, OWNERS | {"person"})
            if owner is not None and owner.type == "person":
                return self.owner_of(owner)
            return owner
        return None

    def _possessor(self, nominal: Nominal, types: frozenset[str]) -> Member | None:
        index = next(
            (i for i in range(nominal.first, nominal.last + 1) if self.page.lower[i] == nominal.possessor), None
        )
        if index is None or nominal.possessor in ("my", "our", "your"):
            return None
        found = self.pronouns.resolve(index)
        return found[0] if len(found) == 1 and found[0].type in types else None

    def _office(self, nominal: Nominal, text: str) -> Meant:
        """Return the holder of the office: by the book for a named state or body, else somebody named before."""
        if not nominal.words:
            nominal.words.append(text)
        owners = [spot.member for spot in nominal.of if spot.member is not None and spot.member.type in OWNERS]
        if not owners and not nominal.of and nominal.possessor:
            owner = self._owner(nominal)
            owners = [owner] if owner is not None else []
        if not owners and not nominal.of:
            owners = self._anaphoric_owner(nominal)
        reason: str | None = None
        candidates: tuple[str, ...] = ()
        for owner in owners:
            here = self._here(nominal, owner)
            if here is not None:
                return Meant(here)
            described = self._holders(nominal, owner)
            if described is None:
                continue
            if described.answer is not None:
                return Meant(self.cast.of_entry(described.answer))
            candidates = tuple(dict.fromkeys(candidate.entry.name for candidate in described.candidates))
            in_article = [name for name in candidates if self.cast.named(name) is not None]
            if len(in_article) == 1:
                return Meant(self.cast.named(in_article[0]))
            reason = described.reason or f"the book knows no {nominal.title} of {owner.name} on the day"
        if owners or nominal.of:
            return Meant(candidates=candidates, reason=reason or "whose office it is is not known")
        if nominal.definite and not nominal.possessor:
            before = self._before(nominal)
            if before is not None:
                return Meant(before)
            return Meant(reason=f"nobody named before is a {nominal.title}")
        return Meant()

    def _anaphoric_owner(self, nominal: Nominal) -> list[Member]:
        """Return the owner in "the group's leader", "the ministry's spokesman"."""
        lower = self.page.lower
        for index in range(nominal.first, nominal.head):
            if lower[index + 1] in POSSESSIVES and lower[index] in BODIES | COUNTRIES:
                inner = parse_nominal(self.page, nominal.first, index)
                meant = self.resolve(inner)
                cut = [word for word in nominal.words if word != lower[index]]
                nominal.words[:] = cut or nominal.words
                return [meant.member] if meant.member is not None else []
        return []

    def _holders(self, nominal: Nominal, owner: Member) -> Description | None:
        if owner.entry is None:
            return None
        words = [word for word in nominal.words if word not in RANKS or len(nominal.words) == 1]
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
        return None

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

    def _same_office(self, nominal: Nominal, title: str, owner: Entry | None) -> bool:
        titles = self.cast.book.titles
        if titles.office(title, of=owner) == titles.office(nominal.title, of=owner):
            return True
        mine, theirs = nominal.words, title.split()
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
