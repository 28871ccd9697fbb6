"""Whom a pronoun means, by rules: number, gender, what acts, and how near and prominent it was named before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.actors.cast import Member
from dragoman.actors.gender import Gender
from dragoman.actors.page import POSSESSIVES, Page, Spot
from dragoman.reading.quotes import Quote, find_quotes

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "which", "whose", "that", "whom"})
PRONOUNS = HE | SHE | IT | THEY | FIRST | RELATIVE
SIDES = frozenset({"state", "international_organisation", "organisation", "armed_group", "group"})
PERSONS = frozenset({"person", "unnamed"})
PREPOSITIONS = frozenset("of to with by from for against about on at in between near under over like than".split())
TOGETHER = frozenset("met meets meeting hosted received visited telephoned called talks spoke with".split())
LONGEST_APPOSED = 20  # words between a name and "who": "X, a director at the Kenyan institute of river studies, who"
BEING = frozenset("is was remains remained seems seemed appears appeared has becomes became".split())
NOT = frozenset({"not", "n't", "still", "also", "now", "yet", "been", "far", "from"})
IMPERSONAL = frozenset(
    "believed thought understood expected hoped feared reported said known assumed claimed alleged unclear clear "
    "likely unlikely possible impossible true uncertain obvious suspected rumoured presumed estimated doubtful "
    "important hard difficult time unknown".split()
)
CLAUSES = frozenset({"but", "while", "whereas", "although", "though", ";", ":", "because"})
# How far back an antecedent is looked for, in sentences. Most stand within two; a quotation of several sentences may
# lie between.
REACH = 8
GOING_ON = 1.0  # the weight of a pronoun before a name: who is called "he" is who the text goes on with
CARRIED = 2  # sentences back in which a "he" that opens one goes on with somebody
# Weights of an antecedent, in sentences' worth of distance: the first actor of a sentence is most often its subject.
SUBJECT, SPEAKER, QUOTED, GOVERNED, OWNING, OTHER_PARAGRAPH = 1.2, 0.9, 1.5, 0.9, 0.6, 0.9


class Pronouns:
    """Resolves the pronouns of one article; the speakers found so far weigh most."""

    def __init__(self, page: Page, spoke: dict[int, list[Member]]) -> None:
        self.page = page
        self.unlike: list[Member] = []  # whom "he" and "she" cannot mean now: who speaks the words around them
        self._opening: dict[int, list[Member]] = {}  # whom a "he" that opens a sentence means
        self._quotes: tuple[Quote, ...] | None = None
        self.spoke = spoke  # by the sentence, who spoke in it, the latest last

    def resolve(self, index: int, *, avoid: Iterable[range] = ()) -> list[Member]:
        """Return whom the pronoun at the word means, several for a plural; none where nobody fits.

        Args:
            index: the pronoun's word.
            avoid: word ranges in which no antecedent is looked for: what the pronoun itself is said to have said.
        """
        text = self.page.lower[index]
        barred = list(avoid)
        if text in RELATIVE:
            return self._antecedent_of_relative(index)
        if text in THEY:
            return self._plural(index, barred)
        if text in HE or text in SHE:
            return self.best(index, PERSONS, barred, gender="m" if text in HE else "f")
        return self.best(index, SIDES | {"outlet", "document"}, barred, gender=None)

    def is_expletive(self, index: int) -> bool:
        """Say whether "it" stands for nobody: "it is widely believed", "it was unclear"."""
        lower = self.page.lower
        if lower[index] != "it" or index + 2 >= len(lower):
            return False
        behind = [text for text in lower[index + 1 : index + 6] if not text.endswith("ly") and text not in NOT]
        return behind[:1] != [] and behind[0] in BEING and len(behind) > 1 and behind[1] in IMPERSONAL

    def fits(self, text: str, speakers: Sequence[Member]) -> bool:
        """Say whether a pronoun can stand for these speakers by number, gender and kind."""
        if not speakers:
            return False
        member = speakers[0]
        several = len(speakers) > 1 or member.plural
        if text in THEY:
            return several or member.type in SIDES
        if several:
            return False
        if text in HE or text in SHE:
            return member.type in PERSONS and member.human and _agrees(member, "m" if text in HE else "f")
        return text in IT and member.type in SIDES | {"outlet", "document"}

    def _antecedent_of_relative(self, index: int) -> list[Member]:
        """Return who stands before "who" or "which": people for the one, all but people for the other."""
        who = self.page.lower[index] in ("who", "whom")
        things = self.page.lower[index] in ("which", "that")
        for spot in self.page.before(index, sentences=0):
            member = spot.member
            if member is None or spot.adjective:
                continue
            between = self.page.lower[spot.last + 1 : index]
            if len(between) > LONGEST_APPOSED:
                return []
            person = member.type in PERSONS or member.plural or self._several(spot) or member.type == "armed_group"
            if (who and not person) or (things and member.type == "person"):
                continue
            if things and between not in ([], [","], [")"], [")", ","], ["—"], ["–"]):
                return []  # "the virus in Kenya, which" may be either
            return [member] if spot.acts else []
        return []

    def _plural(self, index: int, barred: list[range]) -> list[Member]:
        joint = self._joint(index, barred)
        if joint:
            return joint
        found = self.best(index, PERSONS | SIDES, barred, gender=None, plural=True)
        if found:
            return found
        return self.best(index, frozenset({"unnamed"}), barred, gender=None)

    def _joint(self, index: int, barred: list[range]) -> list[Member]:
        """Return the parties of this or the sentence before, where it names several who did something together."""
        here = self.page.sentences[index]
        first, _ = self.page.analysis.sentences[here]
        found = self._together(first, index, barred)
        return found or (self._together(*self.page.analysis.sentences[here - 1], barred) if here else [])

    def _together(self, first: int, end: int, barred: list[range]) -> list[Member]:
        spots = [
            spot
            for spot in self.page.within(first, end - 1)
            if spot.member is not None
            and spot.acts
            and not spot.adjective
            and not spot.quoted
            and not _inside(spot, barred)
        ]
        for wanted in (frozenset({"person"}), SIDES):
            members = list(
                dict.fromkeys(spot.member for spot in spots if spot.type in wanted and spot.member is not None)
            )
            if len(members) < 2:
                continue
            opening = [spot for spot in spots if spot.type in wanted][:2]
            between = self.page.lower[opening[0].last + 1 : opening[1].title_first]
            if TOGETHER & set(between) or between in (["and"], [","], ["and", "the"]):
                return members
        return []

    def best(
        self,
        index: int,
        types: frozenset[str],
        barred: list[range],
        *,
        gender: Gender | None = None,
        plural: bool = False,
    ) -> list[Member]:
        """Return the member of these types that weighs most in front of the word; none where there is none."""
        weights: dict[str, float] = {}
        members: dict[str, Member] = {}
        here = self.page.sentences[index]
        paragraph = self.page.paragraph(index)
        for spot in self.page.before(index, sentences=REACH):
            member = spot.member
            if member is None or member.type not in types or not spot.acts or _inside(spot, barred):
                continue
            if gender and (member in self.unlike or not (member.human and _agrees(member, gender))):
                continue
            if plural and not (member.plural or member.type in ("group", "armed_group") or self._several(spot)):
                continue
            if not plural and member.plural and member.type in ("unnamed", "group"):
                continue
            weight = self._weight(spot, here, paragraph, one=not plural and not gender)
            if gender:
                weight += 0.5 if member.gender == gender else _sound(member) * (1 if gender == "f" else -1)
            if weight > weights.get(member.id, -99.0):
                weights[member.id], members[member.id] = weight, member
        if gender:
            for member, weight in self._carried(index, gender):
                if weight > weights.get(member.id, -99.0) and member not in self.unlike:
                    weights[member.id], members[member.id] = weight, member
        if not weights:
            return []
        return [members[max(weights, key=weights.__getitem__)]]

    def _carried(self, index: int, gender: Gender) -> Iterator[tuple[Member, float]]:
        """Yield whom "he" that opens a sentence just before means, with the weight of a subject named there."""
        here = self.page.sentences[index]
        for sentence in range(max(0, here - CARRIED), here + 1):
            first, _ = self.page.analysis.sentences[sentence]
            if first >= index or self.page.lower[first] != ("he" if gender == "m" else "she"):
                continue
            if first not in self._opening:
                self._opening[first] = self.best(first, PERSONS, [], gender=gender)
            if self._is_quoted(first):
                continue
            other = OTHER_PARAGRAPH if self.page.paragraph(first) != self.page.paragraph(index) else 0.0
            for member in self._opening[first]:
                yield member, SUBJECT + GOING_ON - (here - sentence) - other

    def _is_quoted(self, index: int) -> bool:
        start = self.page.analysis.words[index].start
        if self._quotes is None:
            self._quotes = tuple(find_quotes(self.page.analysis.text))
        return any(quote.start < start < quote.end for quote in self._quotes)

    def _weight(self, spot: Spot, here: int, paragraph: int, *, one: bool) -> float:
        page = self.page
        sentence = page.sentences[spot.first]
        weight = -float(here - sentence)
        if spot.member in self.spoke.get(sentence, ()):
            weight += SPEAKER
        if spot.quoted and spot.member not in self.spoke.get(sentence, ()):
            weight -= QUOTED
        if page.paragraph(spot.first) != paragraph:
            weight -= OTHER_PARAGRAPH
        before = page.lower[spot.title_first - 1] if spot.title_first else ""
        if before in ("the", "a", "an") and spot.title_first > 1:
            before = page.lower[spot.title_first - 2]
        after = page.lower[spot.last + 1] if spot.last + 1 < len(page.lower) else ""
        if before in PREPOSITIONS:
            weight -= GOVERNED
        elif self._opens(spot, one=one):
            weight += SUBJECT
        if after in POSSESSIVES or spot.adjective:
            weight -= OWNING
        return weight + spot.first / (len(page.lower) + 1) * 0.1

    def _several(self, spot: Spot) -> bool:
        """Say whether the words themselves are plural: "the Iraqis", "Kenyan officials"."""
        text = self.page.lower[spot.last]
        several = text.endswith("s") and not text.endswith("ss") and not spot.adjective
        return several and (
            spot.kind == "description"
            or (
                spot.first == spot.last
                and spot.member is not None
                and spot.member.type == "state"
                and text not in spot.member.name.lower()
            )
        )

    def _opens(self, spot: Spot, *, one: bool = False) -> bool:
        """Say whether no other actor of its kind, or for a single body no other body, stands before it there."""
        first, _ = self.page.sentence_words(spot.first)
        start = spot.title_first - (spot.title_first > first and self.page.lower[spot.title_first - 1] == "the")
        if start > first and self.page.lower[start - 1] in CLAUSES:
            return True
        alike = SIDES if one and spot.type in SIDES else {spot.type}
        return not any(
            other.type in alike and other.acts and not other.adjective
            for other in self.page.within(first, spot.first - 1)
        )


def _inside(spot: Spot, barred: list[range]) -> bool:
    return any(spot.first in words for words in barred)


def _sound(member: Member) -> float:
    """Return a slight leaning to "she" for a given name in -a, to "he" for the others; nothing for a bare surname."""
    given, _, rest = member.name.partition(" ")
    if member.type != "person" or not rest:
        return 0.0
    return 0.3 if given.endswith("a") else -0.2


def _agrees(member: Member, gender: Gender) -> bool:
    if member.gender is None:
        return True
    return member.gender == gender
