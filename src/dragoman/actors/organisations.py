"""Which organisation or armed group "the group", "the union" or "the rebels" takes up."""

from __future__ import annotations

from dragoman.actors.cast import Cast, Member
from dragoman.actors.identities import most_mentioned
from dragoman.actors.meant import ORGANISATIONS
from dragoman.actors.page import Page
from dragoman.actors.pronouns import Pronouns
from dragoman.actors.roles import Nominal

ARMED = frozenset("rebels insurgents guerrillas militants militia".split())
FIGHTING = frozenset({"group", "movement", "faction"})  # an armed group of the sentence before goes before others
NAMED_SO = frozenset("union alliance agency party council commission bloc front committee coalition congress".split())
LEAGUES = frozenset({"bloc", "alliance", "coalition", "front"})  # which papers also call those of other names
APPOSED = 5  # words behind a name: "the Kenyan River Watch, a group of lawyers"


class Organisations:
    """Finds the organisation named before that a common noun takes up."""

    def __init__(self, page: Page, cast: Cast, pronouns: Pronouns) -> None:
        self.page, self.cast, self.pronouns = page, cast, pronouns

    def organisation(self, nominal: Nominal, text: str) -> Member | None:
        """Return the body that "the group" or "the union" takes up; the narrower nouns only one of such a name."""
        if text in ARMED:
            groups = most_mentioned(self.page, self.cast, "armed_group")
            return groups[0] if len(groups) == 1 else self._armed_before(nominal)
        if text in NAMED_SO:
            return self._named_so(nominal, text)
        if text in FIGHTING:
            armed = self._armed_before(nominal)
            if armed is not None:
                return armed
        found = self.pronouns.best(nominal.first, ORGANISATIONS, [])
        return found[0] if found and not self._introduced(nominal, text, found[0]) else None

    def called(self, nominal: Nominal) -> Member | None:
        """Return the one body of the article with the capitalised word in its name: "the Alban group"."""
        words = self.page.analysis.words
        told = [words[at].text for at in range(nominal.first + 1, nominal.head) if self.page.capital[at]]
        before = {spot.member for spot in self.page.before(nominal.first, sentences=1000) if spot.member is not None}
        bodies = [member for member in before if member.type in ORGANISATIONS]
        fits = [member for member in bodies if told and set(told) <= set(member.name.split())]
        return fits[0] if len(fits) == 1 else None

    def _armed_before(self, nominal: Nominal) -> Member | None:
        """Return the one armed group that this sentence or the one before names."""
        near = [spot.member for spot in self.page.before(nominal.first, sentences=1) if spot.member is not None]
        armed = {member for member in near if member.type == "armed_group"}
        return armed.pop() if len(armed) == 1 else None

    def _named_so(self, nominal: Nominal, text: str) -> Member | None:
        """Return the body with the noun in its name that the article speaks of most, the last named of several."""
        named: dict[Member, int] = {}
        for spot in self.page.before(nominal.first, sentences=1000):
            member = spot.member
            league = member is not None and member.type == "group" and member.entry is not None and text in LEAGUES
            if member is None or not (member.type in ORGANISATIONS or league):
                continue
            names = (member.name, *member.aliases, *(member.entry.aliases if member.entry else ()))
            if any(text in name.lower() for name in names):
                named[member] = named.get(member, 0) + 1
        if named:
            return max(named, key=lambda member: named[member])
        return self._just_named(nominal, text) or self._allied(nominal, text)

    def _just_named(self, nominal: Nominal, text: str) -> Member | None:
        """Return the one body that the sentence before speaks of, for "the bloc" of no such name."""
        if text not in LEAGUES:
            return None
        here = self.page.sentences[nominal.first]
        near = self.page.before(nominal.first, sentences=1)
        named = {s.member for s in near if s.member is not None and self.page.sentences[s.first] < here}
        bodies = [member for member in named if member.type in ORGANISATIONS]
        return bodies[0] if len(bodies) == 1 and nominal.head == nominal.last else None

    def _allied(self, nominal: Nominal, text: str) -> Member | None:
        """Return the one opposition of the article, for "the coalition" of a country's parties."""
        if text not in LEAGUES or nominal.head != nominal.last or len(nominal.words) > 1:
            return None
        before = {spot.member for spot in self.page.before(nominal.first, sentences=1000) if spot.member is not None}
        known = [member for member in before if member.is_opposition_of(member.country)]
        return known[0] if len(known) == 1 else None

    def _introduced(self, nominal: Nominal, text: str, member: Member) -> bool:
        """Say whether "a group of ..." came between the last naming of a body and "the group"."""
        named = next((s.last for s in self.page.before(nominal.first, sentences=1000) if s.member is member), 0)
        lower = self.page.lower
        return any(
            lower[index] == text and {"a", "an"} & set(lower[index - 3 : index])
            for index in range(named + APPOSED, nominal.first)
        )
