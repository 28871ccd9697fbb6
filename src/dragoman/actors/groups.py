"""Who belongs to a group that the article names by its number: "the two delegations", "both sides"."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from dragoman.actors.cast import Cast, Member
from dragoman.actors.identities import OWNERS, most_mentioned
from dragoman.actors.page import Page, Spot
from dragoman.actors.roles import Nominal

BOTH = 2  # "the two sides"
SIDES = frozenset({"sides", "parties", "delegations", "teams", "camps"})  # of the talks; "the two countries" may be any

STATES = frozenset({"countries", "states", "nations", "governments", "capitals"})  # no body or group is one of them


class Groups:
    """Finds the members of groups among those who were named before."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self.page, self.cast = page, cast
        self._together: Counter[frozenset[str]] | None = None

    def parties(self, nominal: Nominal, count: int, *, persons: bool) -> list[Member]:
        """Return as many parties as the group has: the last sentence that names exactly so many, else the main ones."""
        wanted = frozenset({"person"}) if persons else OWNERS - {"outlet", "group"}
        if self.page.lower[nominal.head] in STATES:
            wanted = frozenset({"state"})
        coordinated = self._coordinated(nominal.first, count, wanted)
        if coordinated and (persons or count != BOTH or self._are_parties(coordinated)):
            return coordinated
        if coordinated and self.page.lower[nominal.head] not in SIDES:
            near = self._coordinated(nominal.first, count, wanted, sentences=2)
            if near:
                return near
        for sentence in range(self.page.sentences[nominal.first], max(-1, self.page.sentences[nominal.first] - 4), -1):
            named, people = self._named_in(sentence, nominal.first, wanted)
            if len(named) == count and (persons or count != BOTH or self._are_parties(named)):
                return named
            if not persons and not named:
                owners = list(dict.fromkeys(o for p in people if (o := self.cast.owner_of(p)) is not None))
                if len(owners) == count:
                    return owners
        main = most_mentioned(self.page, self.cast, "state", "armed_group")[:count]
        return main if len(main) == count == 2 and not persons else []

    def _named_in(self, sentence: int, end: int, types: frozenset[str]) -> tuple[list[Member], list[Member]]:
        """Return those of the types, and the persons, who act in a sentence in front of a word."""
        first, last = self.page.analysis.sentences[sentence]
        spots = [s for s in self.page.within(first, min(last, end) - 1) if s.member is not None and s.acts]
        named = dict.fromkeys(s.member for s in spots if s.type in types and s.member is not None)
        people = dict.fromkeys(s.member for s in spots if s.type == "person" and s.member is not None)
        return list(named), list(people)

    def _are_parties(self, pair: list[Member]) -> bool:
        """Say whether two are the parties of the article: no other two are named together more often."""
        if self._together is None:
            self._together = Counter()
            for first, end in self.page.analysis.sentences:
                spots = self.page.within(first, end - 1)
                here = {s.member.id for s in spots if s.member is not None and s.member.type in OWNERS - {"outlet"}}
                self._together.update(frozenset(two) for two in combinations(sorted(here), 2))
        most = max(self._together.values(), default=0)
        return self._together[frozenset(member.id for member in pair)] >= most

    def last_row(self, index: int) -> list[Member]:
        """Return the states and bodies of the nearest "A and B" or "A, B and C" before the word."""
        return self._coordinated(index, None, OWNERS - {"outlet", "group"})

    def _coordinated(self, index: int, count: int | None, types: frozenset[str], *, sentences: int = 6) -> list[Member]:
        """Return the members of the nearest "A and B" or "A, B and C" before the word; with a count, of so many."""
        run: list[Spot] = []
        for spot in self.page.before(index, sentences=sentences):
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
            if len(run) == count or (count is None and len(run) > 1):
                break
            run = [spot]
        members = list(dict.fromkeys(spot.member for spot in reversed(run) if spot.member is not None))
        return members if len(members) == count or (count is None and len(members) > 1) else []
