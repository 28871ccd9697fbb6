"""Who speaks by a paper: "its letter", "a statement by the ministry", "the report" that somebody published before."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.cast import Member
from dragoman.actors.page import POSSESSIVES, Page
from dragoman.actors.roles import Nominal, stem
from dragoman.actors.subjects import Subjects
from dragoman.contract import Attribution

BODIES = frozenset({"state", "international_organisation", "organisation", "armed_group"})
AUTHORED = frozenset(
    "letter statement paper message post tweet speech text note memo declaration communique communiqué report document "
    "resolution".split()
)
ISSUING = frozenset(
    "published issued wrote released adopted signed sent presented submitted delivered drafted prepared produced "
    "posted publishes issues releases circulated tabled".split()
)


class Authors:
    """Finds whose letter, statement or report it is."""

    def __init__(self, page: Page, subjects: Subjects, spoke: dict[str, list[Member]]) -> None:
        self.page, self.subjects = page, subjects
        self.of = spoke  # the speakers of each attribution so far, by its id

    def author(self, nominal: Nominal, done: Sequence[Attribution]) -> list[Member]:
        """Return whose letter or statement it is: the owner in the phrase, else the speaker before."""
        owners = [spot.member for spot in nominal.of if spot.member is not None]
        if owners:
            return owners[:1]
        head = self.page.lower[nominal.head]
        here = self.page.sentences[nominal.first]
        for earlier in reversed(done):
            place = self.page.range_of((earlier.cue or earlier.content).spans[0])
            if place is None or not self.of.get(earlier.id) or earlier.nested_in is not None:
                continue
            if here - self.page.sentences[place[0]] > 3:
                return []
            start, end = self.page.sentence_words(place[0])
            if {head, stem(head)} & set(self.page.lower[start:end]):
                return self.of[earlier.id]
        return self._issuer(head, nominal.first) if nominal.head == nominal.last else []

    def issued(self, nominal: Nominal, last: int) -> list[Member]:
        """Return whose paper it is ("a statement by the Alban foreign ministry", "Ana Alba's closing statement")."""
        lower = self.page.lower
        owners = [s for s in self.page.within(nominal.first, nominal.head) if s.member is not None]
        before = [s.member for s in owners if s.type in BODIES or lower[s.last + 1] in POSSESSIVES]
        after = nominal.head + 1
        if after < last and self.page.lower[after] in ("by", "from", "of"):
            return self._single_body(after + 1, last)
        return [member for member in before if member is not None][-1:]

    def _single_body(self, first: int, last: int) -> list[Member]:
        spots = [spot for spot in self.page.within(first, last) if spot.member is not None and spot.first <= first + 2]
        return [spot.member for spot in spots if spot.member is not None and spot.member.type in BODIES][:1]

    def _issuer(self, head: str, index: int) -> list[Member]:
        """Return who issued "the report" in the sentences before: "the agency published a report"."""
        lower, here = self.page.lower, self.page.sentences[index]
        wanted = AUTHORED if head in ("paper", "text", "document") else {head}
        for sentence in range(here, max(-1, here - 3), -1):
            first, end = self.page.analysis.sentences[sentence]
            end = min(end, index)
            places = [at for at in range(first, end) if stem(lower[at]) in wanted]
            if not places or not ISSUING & set(lower[first:end]):
                continue
            spots = [s for s in self.page.within(first, places[-1]) if s.acts and not s.adjective and s.type != "place"]
            subjects = [s.member for s in spots if s.member is not None and self.subjects.is_subject(s)]
            return subjects[-1:]
        return []
