"""Whom "the two leaders" or "the two" are, where linking left it open: the pair that is named together most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property

from dragoman.meaning.syntax import Syntax

LEADERS = frozenset(
    "leader president minister man woman chief premier official envoy diplomat negotiator counterpart statesman "
    "general commander rival pair duo politician".split()
)
SIDES = frozenset(
    "side party delegation country government nation state team power enemy rival foe neighbour neighbor capital"
    " adversary belligerent camp panel koreas group movement faction".split()
)
# The words of a title by which "the two ministers" are told from others; "leaders" are who lead a state or a group.
OFFICES = {
    "minister": frozenset({"minister", "secretary"}),
    "premier": frozenset({"prime", "premier"}),
    "president": frozenset({"president"}),
    "leader": frozenset(
        "president prime premier leader chancellor king emir chairman chief commander taoiseach".split()
    ),
    "negotiator": frozenset({"negotiator", "envoy", "representative", "delegate", "delegation", "team"}),
    "envoy": frozenset({"envoy", "representative", "ambassador"}),
    "general": frozenset({"general", "commander"}),
    "commander": frozenset({"general", "commander"}),
}
AIDES = frozenset("negotiator adviser advisor envoy staff aide mediator spokesman spokeswoman deputy".split())
KINDS = frozenset({"prime", "foreign", "defence", "defense", "chief", "rival", "warring"})
COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4}
JOINT = frozenset(COUNTS)
MEN = frozenset({"two", "both", "man", "woman"})
INTERNATIONAL = "international_organisation"
PERSONS = frozenset({"person"})
BODIES = frozenset({"state", "organisation", "international_organisation", "armed_group"})
SCENE = frozenset({"in", "at", "near", "from", "to", "into"})
MEDIATING = frozenset("host mediate broker facilitate sponsor chair convene organise organize supervise".split())
MEDIATORS = frozenset({"mediator", "mediation", "facilitator", "host", "guarantor", "sponsor"})
PAIR = 2
NEAR = 2  # sentences before the word in which a pair named alone is meant
OFTEN = 2  # sentences that must name two actors together before they count as the article's pair


class Pairs:
    """The actors of each sentence, and who is named together with whom."""

    def __init__(
        self,
        syntax: Syntax,
        covering: Mapping[int, str],
        members: Callable[[str], Sequence[str]],
        type_of: Callable[[str], str],
        titles_of: Callable[[str], Iterable[str]] = lambda _: (),
    ) -> None:
        """Prepare for one article.

        Args:
            syntax: its words and trees.
            covering: for each word of a mention, the actor.
            members: the members of a group, itself for others.
            type_of: the type of an actor.
            titles_of: the titles of an actor's offices.
        """
        self._syntax = syntax
        self._type_of = type_of
        self._titles_of = titles_of
        self._named: dict[int, list[str]] = {}
        self._covering, self._members = covering, members
        self._mains: dict[frozenset[str], tuple[str, ...]] = {}
        for index, actor in sorted(covering.items()):
            if self._is_scene(index) or (type_of(actor) == "person" and self._only_owns(index)):
                continue
            held = self._named.setdefault(syntax.words[index].sentence, [])
            held.extend(member for member in members(actor) if member not in held)

    def _is_scene(self, index: int) -> bool:
        """Say whether the words only tell where something happens ("in Alba"), or open a dateline."""
        word = self._syntax.words[index]
        return word.tag == "PROPN" and self._syntax.case(index) in SCENE and word.relation.startswith(("obl", "nmod"))

    def _only_owns(self, index: int) -> bool:
        """Say whether the word belongs to a name that only tells whose envoy somebody else is ("Alba's envoy")."""
        word = self._syntax.words[index]
        while word.relation.startswith("flat") and word.head >= 0:
            word = self._syntax.words[word.head]
        return word.relation == "nmod:poss"

    @cached_property
    def _mediators(self) -> frozenset[str]:
        """The actors that host or mediate: they stand between the sides and are none of them."""
        syntax, found = self._syntax, set[str]()
        for word in syntax.words:
            stems = set(syntax.stems[word.index])
            if word.tag == "VERB" and MEDIATING & stems:
                heads: Iterable[int] = syntax.agents(word.index) or syntax.subjects(word.index)
            elif word.tag == "NOUN" and MEDIATORS & stems:
                heads = [below.index for below in syntax.below(word.index, "amod", "compound", "nmod:poss")]
            else:
                continue
            found.update(member for at in heads if at in self._covering for member in self._members(self._covering[at]))
        return frozenset(found)

    def of(self, index: int) -> tuple[str, ...]:
        """Return the two actors that the nominal stands for; empty where it names no pair or none is plain."""
        stems = set(self._syntax.stems[index])
        if stems & LEADERS and self._is_joint(index):
            return self._by_office(index) or self._find(index, PERSONS)
        if stems & LEADERS:
            return ()
        if stems & SIDES:
            kinds = BODIES
        elif stems & JOINT:
            return self._find(index, PERSONS) or self._find(index, BODIES)
        else:
            return ()
        return self._find(index, kinds) if self._is_joint(index) else ()

    def _by_office(self, index: int) -> tuple[str, ...]:
        """Return the persons of the office that the word names, where just as many as it counts came before it."""
        syntax = self._syntax
        below = {word.text.lower() for word in syntax.below(index, "amod", "compound")}
        office = "premier" if "prime" in below else next((at for at in syntax.stems[index] if at in OFFICES), None)
        if office is None:
            return ()
        here, count = syntax.words[index].sentence, self._count(index)
        found = dict.fromkeys(actor for sentence, named in self._named.items() if sentence < here for actor in named)
        held = tuple(actor for actor in found if self._type_of(actor) == "person" and self._holds(actor, office))
        if len(held) == count:
            return held
        sides = tuple(actor for actor in held if actor not in self._mediators and actor not in self._facing(index))
        if len(sides) == count:
            return sides
        return self._most_together(self._together(sides, until=here), OFTEN) if count == PAIR else ()

    def _facing(self, index: int) -> tuple[str, ...]:
        """Return who does something to them, and so is none of them ("Alba telephoned the two leaders")."""
        syntax = self._syntax
        verb = next((word.index for word in syntax.analysis.ancestors(index) if word.tag == "VERB"), None)
        subjects = syntax.surface_subjects(verb) if verb is not None else ()
        return tuple(
            member
            for at in subjects
            if at != index and at in self._covering
            for member in self._members(self._covering[at])
        )

    def leads(self, actor: str) -> bool:
        """Say whether the actor is a person who leads a state or a group, and so stands for nobody else."""
        return self._type_of(actor) == "person" and self._holds(actor, "leader")

    def _holds(self, actor: str, office: str) -> bool:
        words = {word for title in self._titles_of(actor) for word in title.lower().replace("-", " ").split()}
        if (office == "minister" and "prime" in words) or (office == "leader" and words & AIDES):
            return False
        return bool(words & OFFICES[office])

    def _count(self, index: int) -> int:
        """Return how many are meant: "the three leaders" are three, "the sides" two; 0 where nobody could list them."""
        below = self._syntax.below(index, "det", "nummod", "amod", "det:predet")
        told = [self._syntax.lower(index), *(word.text.lower() for word in below)]
        numbered = any(word.relation == "nummod" for word in below)
        return next((COUNTS[word] for word in told if word in COUNTS), 0 if numbered else PAIR)

    def main(self, kinds: frozenset[str] = BODIES) -> tuple[str, ...]:
        """Return the two actors of these types that the article names together most often; empty if that is open.

        Sides before those who bring them together: a mediator or an international organisation counts where no two
        others stand out.
        """
        if kinds not in self._mains:
            between = {actor for named in self._named.values() for actor in named if actor in self._mediators}
            self._mains[kinds] = self._main(kinds - {INTERNATIONAL}, between) or self._main(kinds, frozenset())
        return self._mains[kinds]

    def _main(self, kinds: frozenset[str], without: Collection[str]) -> tuple[str, ...]:
        every = {actor for named in self._named.values() for actor in named}
        kept = {actor for actor in every if self._type_of(actor) in kinds and actor not in without}
        return self._most_together(self._together(kept), OFTEN)

    def _together(self, actors: Collection[str], *, until: int | None = None) -> Counter[tuple[str, str]]:
        """Return in how many sentences, up to that one, two of the actors are named together."""
        together: Counter[tuple[str, str]] = Counter()
        for sentence, named in self._named.items():
            if until is None or sentence < until:
                kept = sorted(actor for actor in named if actor in actors)
                together.update((one, other) for at, one in enumerate(kept) for other in kept[at + 1 :])
        return together

    def _most_together(self, together: Counter[tuple[str, str]], least: int) -> tuple[str, ...]:
        """Return the two that are named together most, at least so often; of even ones those that are named most.

        Empty where that leaves it open.
        """
        times = Counter(actor for named in self._named.values() for actor in named)
        ranked = sorted(
            (((count, min(times[one], times[other])), (one, other)) for (one, other), count in together.items()),
            reverse=True,
        )
        if not ranked or ranked[0][0][0] < least or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return ()
        return ranked[0][1]

    def _is_joint(self, index: int) -> bool:
        """Say whether the words are "the two …", "both …" or, in the plural, "the …"."""
        syntax = self._syntax
        before = {word.text.lower() for word in syntax.below(index, "det", "nummod", "amod", "det:predet")}
        plural = syntax.words[index].penn in ("NNS", "NNPS") or syntax.lower(index).endswith("s")
        if any(word.relation.split(":")[0] == "nmod" for word in syntax.below(index)):
            return False  # "the ministers of Alba"
        plural = plural or syntax.lower(index) in ("pair", "duo")
        return plural and bool(before & JOINT or "the" in before) and len(before - KINDS) <= PAIR

    def _find(self, index: int, kinds: frozenset[str]) -> tuple[str, ...]:
        sentence, count = self._syntax.words[index].sentence, self._count(index)
        last = sentence - 1 - NEAR if count == PAIR else -1  # who the three are may stand far above
        facing = self._facing(index)
        gathered: dict[str, None] = {}
        by_turns = kinds == PERSONS and bool(MEN.intersection(self._syntax.stems[index]))
        for near in range(sentence - 1, max(-1, last), -1):
            kept = [actor for actor in self._named.get(near, ()) if self._type_of(actor) in kinds]
            named = [actor for actor in kept if actor not in facing] if len(kept) > count else kept
            sides = [actor for actor in named if actor not in self._mediators and self._type_of(actor) != INTERNATIONAL]
            if count in (len(named), len(sides)):
                return tuple(named if len(named) == count else sides)
            gathered.update(dict.fromkeys(sides))
            if len(gathered) == count == PAIR and by_turns:
                return tuple(gathered)  # one named in each of the two sentences before
        return self.main(kinds) if count == PAIR else ()
