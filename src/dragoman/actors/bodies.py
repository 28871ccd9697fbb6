"""For whom a government, ministry, army or delegation speaks."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.actors.cast import Cast, Member
from dragoman.actors.identities import OWNERS, most_mentioned
from dragoman.actors.meant import ORGANISATIONS, RULING, Meant
from dragoman.actors.mentions import QUALITIES
from dragoman.actors.organisations import NAMED_SO, Organisations
from dragoman.actors.ownership import Ownership
from dragoman.actors.page import POSSESSIVES, Page
from dragoman.actors.pronouns import PREPOSITIONS, Pronouns
from dragoman.actors.roles import ORGANISED, Nominal
from dragoman.actors.seats import seat_before, state_of_capital

SPEAKING = frozenset({"officials", "diplomats"})  # who are asked are sources of their own: "Kenyan officials"
OFFICIALS = frozenset("officials negotiators representatives diplomats authorities forces rebels".split())
# These are called so in their names: "the union" is no company that was named before.
PEOPLE = frozenset({"men"})  # who act for somebody only where that somebody is named
SOLDIERS = frozenset({"army", "military"})
# Who are so called act for themselves, not for the state: "Kenya's main rebel alliance".
OF_THEIR_OWN = frozenset(
    "party group movement alliance coalition bloc front union militia guerrillas rebels insurgents militants company "
    "newspaper channel network outlet broadcaster".split()
)
OFFICES = frozenset({"department", "ministry", "office", "embassy"})  # of a state
REBEL = frozenset({"rebel", "guerrilla", "insurgent", "rebels'"})
SEATED = frozenset({"government", "authorities", "administration", "regime", "leadership", "ministry", "cabinet"})
BESIDE = frozenset({"at", "by", "on"})


class Bodies:
    """Resolves descriptions of bodies to those for whom they act."""

    def __init__(
        self,
        page: Page,
        cast: Cast,
        pronouns: Pronouns,
        owners: Ownership,
        anaphoric: Callable[[Nominal], list[Member]],
    ) -> None:
        self.page, self.cast, self.pronouns, self.owners = page, cast, pronouns, owners
        self.anaphoric = anaphoric  # the owner in "the group's delegation"
        self.organisations = Organisations(page, cast, pronouns)
        self.named: dict[str, Member] = {}  # by the noun of the body that was named last: "ministry", "government"

    def body(self, nominal: Nominal, text: str) -> Meant:
        """Return the actor whose government, ministry, delegation or group it is."""
        if text in OFFICIALS and (nominal.former or set(nominal.words) - {text, "government"}):
            return Meant()  # "former Kenyan officials" do not speak for Kenya
        if not nominal.of and QUALITIES.intersection(nominal.words):
            return Meant()  # "the Kurdish leadership" is no state's
        if text in SPEAKING:
            return Meant()
        if text == "side" and nominal.possessor and self.page.lower[nominal.first - 1] in BESIDE:
            return Meant()  # "with the king at his side"
        seated = self._governing(nominal) if not nominal.of else None
        if seated is not None:
            return Meant(seated)
        owner = self.owners.owner(nominal) or self._rebels(nominal)
        if owner is not None and text in OF_THEIR_OWN and owner.type == "state":
            named = [spot.member for spot in nominal.of if spot.member is not None and spot.type in ORGANISATIONS]
            return Meant(named[0]) if named else Meant(reason=f"the {text} of a person or country is not known")
        if owner is None and text in PEOPLE:
            return Meant()
        called = self.organisations.called(nominal) if text in ORGANISED and nominal.definite else None
        if called is not None and (owner is None or owner.type != "state"):
            return Meant(called)
        if owner is not None:
            self.named[text] = owner
            return Meant(owner)
        if nominal.of:
            return Meant(reason="nobody known owns it")
        if text == "palace":
            return self._palace(nominal)
        for owner in self.anaphoric(nominal):
            return Meant(owner)
        if text in ORGANISED and nominal.definite:
            organisation = self.organisations.organisation(nominal, text)
            if organisation is not None:
                return Meant(organisation)
            if text in NAMED_SO:
                return Meant()
        seated = seat_before(self.page, self.cast, nominal.first) if nominal.definite else None
        if seated is not None:
            return Meant(seated)
        if text in self.named and nominal.definite:
            return Meant(self.named[text])
        called = self._called_before(nominal, text) if nominal.definite and text in OFFICES else None
        if called is not None:
            return Meant(called)
        if not nominal.definite:
            return Meant()
        states = most_mentioned(self.page, self.cast, "state")
        if text == "administration" and (american := self._administration(nominal)) is not None:
            return Meant(american)
        if text == "regime":
            return self._regime()
        if text in SOLDIERS:
            army = self._army()
            if army is not None:
                return Meant(army)
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

    def _rebels(self, nominal: Nominal) -> Member | None:
        """Return the one armed group of the article, for "the rebel delegation"."""
        if not nominal.definite or REBEL.isdisjoint(nominal.words) or nominal.of:
            return None
        groups = most_mentioned(self.page, self.cast, "armed_group")
        return groups[0] if len(groups) == 1 else None

    def _called_before(self, nominal: Nominal, text: str) -> Member | None:
        """Return for whom the office of that name was named last: "the department" after "State Department"."""
        for spot in self.page.before(nominal.first, sentences=1000):
            if spot.kind == "name" and spot.member is not None and self.page.lower[spot.last] == text:
                return spot.member
        return None

    def _governing(self, nominal: Nominal) -> Member | None:
        """Return the state whose capital stands behind the body: "the government in Nairobi"."""
        lower, at = self.page.lower, nominal.head + 1
        before = lower[nominal.first - 1] if nominal.first else ""
        if lower[nominal.head] not in SEATED or lower[at : at + 1] != ["in"] or before in PREPOSITIONS:
            return None  # "talks with the government in Nairobi" may have been held there
        return state_of_capital(self.page, self.cast, at + 1)

    def _palace(self, nominal: Nominal) -> Meant:
        """Return the state of the president or monarch who was named last."""
        for spot in self.page.before(nominal.first, sentences=1000):
            if spot.member is None or spot.type != "person":
                continue
            for role in self.cast.offices(spot.member):
                if RULING & set(role.title.lower().split()) and role.of:
                    owner = self.cast.owner_of(spot.member)
                    return Meant(owner) if owner is not None and owner.type == "state" else Meant()
        return Meant()

    def _administration(self, nominal: Nominal) -> Member | None:
        """Return the United States, whose government alone news call so without a name, where they were spoken of."""
        for spot in self.page.before(nominal.first, sentences=1000):
            owner = (
                self.cast.owner_of(spot.member) if spot.member is not None and spot.type == "person" else spot.member
            )
            if owner is not None and owner.name == "United States":
                return owner
        return None

    def _army(self) -> Member | None:
        """Return the army, or the state, that the armed groups of the article are at war in; None without any."""
        groups = most_mentioned(self.page, self.cast, "armed_group")
        country = next((group.country for group in groups if group.country), None)
        states = [entry for entry in self.cast.book.entries(type="state") if country and entry.country == country]
        if len(states) != 1:
            return None
        demonyms = [alias for alias, kind in states[0].standing_for if kind == "demonym"]
        named = [self.cast.book.named(f"{demonym} army", self.cast.on) for demonym in demonyms[:1]]
        return self.cast.of_entry(next((found[0] for found in named if len(found) == 1), states[0]))

    def _regime(self) -> Meant:
        """Return the state whose regime the article speaks of anywhere: "the Assad regime", "the Syrian regime"."""
        owners: list[Member] = []
        for index, text in enumerate(self.page.lower):
            if text != "regime" or index == 0:
                continue
            for spot in self.page.within(max(0, index - 3), index - 1):
                gap = index - spot.last - 1
                if spot.member is None or (gap and self.page.lower[spot.last + 1] not in POSSESSIVES) or gap > 1:
                    continue
                owner = self.cast.owner_of(spot.member) if spot.member.type == "person" else spot.member
                if owner is not None and owner.type in OWNERS:
                    owners.append(owner)
        if len(set(owners)) == 1:
            return Meant(owners[0])
        return Meant(candidates=tuple(dict.fromkeys(o.name for o in owners)), reason="no owner of the regime is named")
