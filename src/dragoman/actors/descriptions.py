"""Whom a description means: by the book on the article's day, or by what the article said before."""

from __future__ import annotations

from dataclasses import replace

from dragoman.actors.bodies import Bodies
from dragoman.actors.cast import OPPOSITION, Cast, Member
from dragoman.actors.extents import NUMBERS, Extents
from dragoman.actors.holders import Holders
from dragoman.actors.identities import OWNERS, give_owner, learn_office
from dragoman.actors.lands import Lands
from dragoman.actors.meant import ORGANISATIONS, RULING, Meant
from dragoman.actors.ownership import Ownership
from dragoman.actors.page import POSSESSIVES, Page, Spot
from dragoman.actors.pronouns import Pronouns
from dragoman.actors.roles import (
    BODIES,
    COUNTRIES,
    DUALS,
    GATHERED,
    OFFICE_HEADS,
    ORGANISED,
    POST,
    Nominal,
    parse_nominal,
    stem,
)
from dragoman.actors.several import PAIRS, PEOPLES, Several

LANDS = frozenset({"region", "territory", "enclave", "statelet"})
HEADS = OFFICE_HEADS | BODIES | DUALS | COUNTRIES | GATHERED | LANDS | PAIRS | PEOPLES | {OPPOSITION}
SENT = frozenset("envoy negotiator delegate representative minister ambassador diplomat official".split())  # by states
STRANGERS = frozenset(
    "surgeon doctor nurse teacher student resident farmer shopkeeper driver soldier fighter woman man mother father "
    "lawyer journalist activist businessman baker seller trader merchant worker engineer refugee villager shepherd "
    "pensioner volunteer priest imam professor researcher analyst historian widow barber fisherman taxi-driver cook "
    "waiter tailor survivor witness neighbour neighbor".split()
)
NAMELESS = frozenset("official diplomat commander lawmaker negotiator adviser aide".split())


class Describer:
    """Resolves descriptions; what it is asked about comes in text order."""

    def __init__(self, page: Page, cast: Cast, pronouns: Pronouns) -> None:
        self.page, self.cast, self.pronouns = page, cast, pronouns
        self.extents = Extents(page)
        self.owners = Ownership(page, cast, pronouns)
        self.lands = Lands(page, cast, pronouns, self.owners)
        self.several = Several(page, cast)
        self.bodies = Bodies(page, cast, pronouns, self.owners, self._anaphoric_owner)
        self.holders = Holders(page, cast, self.owners, self._anaphoric_owner)

    def place_all(self) -> None:
        """Put a spot for every description of an office-holder, a body or a group on the page."""
        lower = self.page.lower
        taken = {index for spot in self.page.spots for index in range(spot.title_first, spot.last + 1)}
        self._place_strangers()
        for head, text in enumerate(lower):
            if head in taken or (text not in HEADS):
                continue
            if self.extents.hyphenated(head + 1) or self._modifies(head):
                continue
            bounds = self.extents.bounds(head)
            if bounds is not None:
                self._place(*bounds)

    def _modifies(self, head: int) -> bool:
        """Say whether the noun only says which of the next it is: "the rebels' [chief] negotiator"."""
        words = self.page.analysis.words
        behind = head + 1 < len(words) and self.page.lower[head + 1] in OFFICE_HEADS
        return behind and words[head].head == head + 1 and words[head].relation in ("compound", "amod")

    def _place_strangers(self) -> None:
        """Put a spot for somebody unnamed who opens a sentence: "A shopkeeper in the old town, who ..."."""
        for first, end in self.page.analysis.sentences:
            if end - first < 3 or self.page.lower[first] not in ("a", "an", "one"):
                continue
            head = next(
                (index for index in range(first + 1, min(first + 5, end)) if self._is_stranger(index, end)), None
            )
            if head is not None and not any(self.page.lower[index] in POST for index in range(first, head)):
                last = self.extents.until_clause(head, end)
                name = self.page.text(first, last)
                member = self.cast.describe(
                    name[:1].lower() + name[1:], "unnamed", aliases=(f"a {self.page.lower[head]}",)
                )
                if not member.roles:
                    give_owner(member, parse_nominal(self.page, first, last), self.page.lower[head])
                self.page.add(Spot(first, last, "description", "unnamed", member))

    def _is_stranger(self, index: int, end: int) -> bool:
        """Say whether a word ends the phrase for somebody unnamed: "a shopkeeper", "a senior diplomat was told"."""
        text, words = self.page.lower[index], self.page.analysis.words
        if text in STRANGERS:
            return True
        return text in NAMELESS and index + 1 < end and words[index + 1].tag in ("VERB", "AUX", "ADP", "ADV")

    def _place(self, first: int, last: int) -> None:
        nominal = parse_nominal(self.page, first, last)
        if nominal.determiner in ("a", "an", "one", "some", "many"):
            return
        named = self._apposed(nominal) or self._told_behind(nominal) or self._introduced_by(nominal)
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
                        nominal.of += self.owners.spots(nominal)
                    learn_office(spot.member, nominal, self.cast)
                    return spot.member
                return None
        return None

    def _told_behind(self, nominal: Nominal) -> Member | None:
        """Return the body that the words stand behind: "the River Front, a civilian coalition that"."""
        lower, first = self.page.lower, nominal.first
        if first < 2 or lower[first - 1] != "," or lower[nominal.head] not in ORGANISED or nominal.of:
            return None
        spots = self.page.within(max(0, first - 8), first - 2)
        names = (spot for spot in spots if spot.last == first - 2 and spot.kind == "name" and not spot.adjective)
        bodies = [spot.member for spot in names if spot.member is not None and spot.type in ORGANISATIONS]
        return bodies[0] if bodies else None

    def _introduced_by(self, nominal: Nominal) -> Member | None:
        """Return the person behind whose name the words stand: "Ana Alba, its envoy for the river,"."""
        lower, first = self.page.lower, nominal.first
        if first < 2 or lower[first - 1] != "," or lower[first] not in ("its", "their") or nominal.of:
            return None
        if lower[nominal.head] not in OFFICE_HEADS:
            return None
        spots = self.page.within(max(0, first - 8), first - 2)
        names = [s for s in spots if s.last == first - 2 and s.kind == "name" and s.type == "person"]
        if not names or names[0].member is None:
            return None
        nominal.of += self.owners.spots(nominal)
        if nominal.of:
            learn_office(names[0].member, nominal, self.cast)
        return names[0].member if nominal.of else None

    def resolve(self, nominal: Nominal) -> Meant:
        """Return whom the description means."""
        text = self.page.lower[nominal.head]
        if text in ("elect", "designate") and nominal.head - 2 >= nominal.first:
            nominal.coming, text = True, self.page.lower[nominal.head - 2]  # "the president-elect"
        if text in LANDS:
            return self.lands.land(nominal)
        if text == OPPOSITION:
            return self.lands.opposition(nominal)
        if text in COUNTRIES and nominal.determiner not in ("both", "each", "neither"):
            return self.lands.country(nominal)
        if text in PAIRS:
            return self.several.group(nominal) if nominal.definite and len(nominal.words) == 1 else Meant()
        if text in PEOPLES:
            return self.several.peoples(nominal)
        if text in GATHERED and not set(nominal.words) & NUMBERS.keys():
            return self.several.row(nominal)
        if nominal.determiner in ("both", "each", "neither") or (
            text in DUALS and (set(nominal.words) & NUMBERS.keys() or text in ("sides", "trio"))
        ):
            return self.several.group(nominal)
        if text in DUALS and stem(text) in OFFICE_HEADS and nominal.determiner == "the":
            return self.several.leaders_of_each(nominal)
        if text in BODIES and text not in OFFICE_HEADS:
            return self.bodies.body(nominal, text)
        if text == "counterpart" or (text == "number" and "opposite" in nominal.words):
            return self.holders.counterpart(nominal, self.pronouns.resolve)
        if text in OFFICE_HEADS:
            return self.holders.office(nominal, text)
        return Meant()

    def holders_of_each(self, nominal: Nominal) -> list[Member]:
        """Return the holders in "the presidents of Kenya and Malta"; where one is unknown, the states."""
        text = self.page.lower[nominal.head]
        owners = {spot.member: spot for spot in nominal.of if spot.member is not None and spot.member.type in OWNERS}
        if stem(text) == text or stem(text) not in OFFICE_HEADS or len(owners) < 2:
            return []
        words = [stem(text) if word == text else word for word in nominal.words if word not in ("and", "of")]
        found = []
        for spot in owners.values():
            meant = self.holders.office(replace(nominal, of=[spot], words=list(words)), stem(text))
            if meant.member is None:
                return list(owners) if stem(text) in RULING | SENT else []
            found.append(meant.member)
        return found

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
