"""Which actors stand behind a word: the step from an argument in the tree to the actors of the article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from dragoman.actors.gender import Gender, gender_of
from dragoman.contract import Actor, Attribution, Mention
from dragoman.meaning.antecedents import Antecedents
from dragoman.meaning.pairs import Pairs
from dragoman.meaning.syntax import Syntax

# Nouns that act for whoever owns or sends them: "Umerov's team", "deputy ministers from both sides".
REPRESENTATIVES = (
    "team delegation government side negotiator official minister ministry leader president army force troop "
    "commander spokesman spokeswoman authority representative envoy diplomat military lawmaker adviser premier "
    "chancellor king emir ambassador administration group leadership militia fighter soldier police parliament "
    "deputy chief head office party state regime mediator counterpart general navy court jet plane warplane "
    "artillery missile drone settler rebel senator secretary member wing branch staff aide cabinet people man expert"
)
ACTS_FOR = frozenset(REPRESENTATIVES.split())
# Who may stand against the state that they are of: "Syrian rebels" are not Syria, but "Houthi rebels" the Houthis.
NO_STATE = frozenset("rebel militia settler people man group wing branch".split())
PARTITIVE = frozenset(
    "some one many most several all both each member majority two thousand hundred dozen score crowd group number ten "
    "handful couple part".split()
)
OFFICE_NOUNS = frozenset(
    "minister president leader premier chancellor adviser advisor envoy secretary ambassador spokesman spokeswoman "
    "chief commander negotiator king emir head general director chairman counterpart representative mediator "
    "governor".split()
)
TOPIC_REACH = 2  # sentences before a minister's name that say whose minister
OFFICE_REACH = 8  # words of an office after its noun: "secretary of state for foreign affairs"
NAMING = ("appos", "flat", "compound")
OWNING = ("nmod:poss", "nmod:unmarked", "compound", "amod", "nmod")
OF = frozenset({"of", "from", "for", "'s", "’s", "'", "’", ""})
SENDERS = frozenset({"armed_group", "organisation", "international_organisation"})
NO_PARTY = frozenset({"place", "document"})


class Linked(Protocol):
    """What linking gives: actors, their mentions, and attributions with speakers."""

    @property
    def actors(self) -> Sequence[Actor]:
        """The actors of the article."""
        ...

    @property
    def mentions(self) -> Sequence[Mention]:
        """The mentions, each with its actor where one is known."""
        ...

    @property
    def attributions(self) -> Sequence[Attribution]:
        """The attributions with speakers and addressees."""
        ...


class Parties:
    """Finds the actors that a word of the tree stands for."""

    def __init__(self, syntax: Syntax, linked: Linked, attributions: Sequence[Attribution] = ()) -> None:
        self.syntax = syntax
        self.actors = {actor.id: actor for actor in linked.actors}
        self.by_name = {actor.name: actor.id for actor in linked.actors}
        groups: Mapping[str, Sequence[str]] = getattr(linked, "members", None) or {}
        self.groups = groups
        self._by_head: dict[int, list[Mention]] = {}
        self._covering: dict[int, Mention] = {}
        self._meanings: dict[str, tuple[str, ...]] = {}
        self._topics: dict[str, str | None] = {}
        self.behalf: dict[tuple[str, date | None], tuple[str, ...]] = {}  # kept for `holders.on_behalf_of`
        for mention in linked.mentions:
            self._place(mention)
        self._antecedents = Antecedents(
            syntax,
            attributions or linked.attributions,
            named=self._mentioned,
            type_of=self.type,
            gender_of=self._gender,
        )

        covering = {index: mention.actor for index, mention in self._covering.items() if mention.actor}
        self.pairs = Pairs(syntax, covering, self._linked_members, self.type, self._titles)

    def _gender(self, actor: str) -> Gender | None:
        held = self.actors.get(actor)
        return gender_of(held.name) if held is not None and held.type == "person" else None

    def _titles(self, actor: str) -> list[str]:
        return [role.title for role in self.actors[actor].roles] if actor in self.actors else []

    def _place(self, mention: Mention) -> None:
        if mention.actor is None:
            return
        inside = self.syntax.analysis.words_in(mention.span)
        head = self.syntax.head_of(mention.span)
        if head is not None:
            self._by_head.setdefault(head, []).append(mention)
        for word in inside:
            held = self._covering.get(word.index)
            if held is None or len(mention.text) < len(held.text):
                self._covering[word.index] = mention

    def at(self, index: int, depth: int = 0) -> tuple[str, ...]:
        """Return the ids of the actors that the nominal with this head stands for, groups taken apart; may be empty."""
        listed = self._listed(index) or self._examples(index)
        if listed:
            return listed
        named = self.named(index)
        if self.syntax.words[index].tag == "NOUN" and (named is None or self.type(named) != "person"):
            person = self._apposed(index)
            if person:
                return person
        if named and self.syntax.words[index].tag == "NOUN":
            several = self._owners(index, depth)
            if len(several) > 1 and (named in several or self.type(named) == "unnamed"):  # "Alban and Berian envoys"
                return several
        if named:
            known = named in self.groups or self.type(named) not in ("group", "unnamed")
            return self._apart(named) if known else self.pairs.of(index) or (named,)
        if self.syntax.lower(index) in ("who", "whom", "which"):
            return self._before_relative(index)
        if self.syntax.words[index].tag in ("PRON", "DET") and not PARTITIVE.intersection(self.syntax.stems[index]):
            return tuple(member for actor in self._antecedents.of(index) for member in self._apart(actor))
        if depth > 2:
            return ()
        for word in self.syntax.below(index, *NAMING):
            if word.relation.split(":")[0] != "compound" and self.named(word.index):
                return self._apart(self.named(word.index))
        if PARTITIVE.intersection(self.syntax.stems[index]):
            for word in self.syntax.below(index, "nmod"):
                if self.syntax.case(word.index) == "of":
                    return self.at(word.index, depth + 1)
        return self._owners(index, depth) or self.pairs.of(index)

    def _listed(self, index: int) -> tuple[str, ...]:
        """Return the actors of "the three powers – Alba, Beria and Cora –", if all of them are named."""
        if self.syntax.words[index].penn != "NNS":
            return ()
        for word in self.syntax.below(index, "appos"):
            members = [self.named(member) for member in self.syntax.members(word.index)]
            if len(members) > 1 and all(members):
                return tuple(dict.fromkeys(actor for actor in members if actor))
        return ()

    def _examples(self, index: int) -> tuple[str, ...]:
        """Return the actors of "several leaders, including Ana Alba and Ben Cora": those who are named of them."""
        if self.syntax.words[index].penn != "NNS":
            return ()
        for word in self.syntax.below(index, "nmod"):
            if self.syntax.case(word.index) == "including":
                members = (actor for member in self.syntax.members(word.index) for actor in self.named_at(member))
                return tuple(dict.fromkeys(members))
        return ()

    def _before_relative(self, index: int) -> tuple[str, ...]:
        """Return the actors of the name right before a relative pronoun and its comma ("Alba, with whom")."""
        last = index - 1
        if last >= 0 and self.syntax.words[last].tag == "ADP":
            last -= 1
        if last >= 0 and self.syntax.lower(last) == ",":
            last -= 1
        return self.named_at_end(last) if last >= 0 else ()

    def _apposed(self, index: int) -> tuple[str, ...]:
        """Return the person whose name follows an office between commas ("the Alban premier, Ana Alba,")."""
        if not OFFICE_NOUNS.intersection(self.syntax.stems[index]):
            return ()
        phrase = self.syntax.phrase(
            index, clauses=False, without=[word.index for word in self.syntax.below(index, "appos")]
        )
        last = max(index, *(at for at in phrase if at - index <= OFFICE_REACH))
        after = last + 2
        if after >= len(self.syntax.words) or self.syntax.lower(last + 1) != ",":
            return ()
        mention = self._covering.get(after)
        if mention is None or mention.kind != "name" or self.type(mention.actor or "") != "person":
            return ()
        if not mention.actor or mention.start > self.syntax.words[after].start:
            return ()
        return (mention.actor, *(self._named_with(mention, after) if self.syntax.words[index].penn == "NNS" else ()))

    def _named_with(self, mention: Mention, index: int) -> Iterator[str]:
        """Yield the other persons of "the ministers, Ana Alba and Ben Cora,"."""
        last = len(self.syntax.words)
        while index < last and self._covering.get(index) is mention:
            index += 1
        while index + 1 < last and self.syntax.lower(index) in ("and", ","):
            index += 1
            other = self._covering.get(index)
            if other is None or other.kind != "name" or other.actor is None or self.type(other.actor) != "person":
                return
            yield other.actor
            while index < last and self._covering.get(index) is other:
                index += 1

    def named_at(self, index: int) -> tuple[str, ...]:
        """Return the actors whose mention has this word as its head, groups taken apart; nothing is inferred."""
        mentions = [mention for mention in self._by_head.get(index, ()) if self._acts(mention)]
        return self._apart(max(mentions, key=lambda mention: len(mention.text)).actor) if mentions else ()

    def named_at_end(self, index: int) -> tuple[str, ...]:
        """Return the actors of the mention whose last word this is, groups taken apart."""
        mention = self._covering.get(index)
        if mention is None or not self._acts(mention) or mention.end != self.syntax.words[index].end:
            return ()
        return self._apart(mention.actor)

    def _mentioned(self, index: int) -> tuple[str, ...]:
        named = self.named(index)
        return self._apart(named) if named else ()

    def named(self, index: int) -> str | None:
        """Return the actor of the mention whose head is the word, or that covers it."""
        mentions = [mention for mention in self._by_head.get(index, ()) if self._acts(mention)]
        if mentions:
            return max(mentions, key=lambda mention: len(mention.text)).actor
        covering = self._covering.get(index)
        return covering.actor if covering is not None and self._acts(covering) else None

    def _acts(self, mention: Mention) -> bool:
        actor = self.actors.get(mention.actor or "")
        return actor is not None and actor.type not in NO_PARTY

    def _owners(self, index: int, depth: int) -> tuple[str, ...]:
        """For "X's team", "ministers from X", "Russian troops": the actors of X."""
        opposite = "number" in self.syntax.stems[index] and "opposite" in map(
            self.syntax.lower, (word.index for word in self.syntax.below(index, "amod"))
        )
        if not opposite and not ACTS_FOR.intersection(self.syntax.stems[index]):
            return ()
        for relation in OWNING[opposite:]:  # "his Alban opposite number" is not his
            found: list[str] = []
            for word in self.syntax.below(index, relation):
                if word.relation == "nmod" and self.syntax.case(word.index) not in OF:
                    continue
                found += [actor for member in self.syntax.members(word.index) for actor in self.at(member, depth + 1)]
                if found and relation != "amod":  # "the Alban, Berian and Coran envoys"
                    break
            if NO_STATE.intersection(self.syntax.stems[index]):
                found = [actor for actor in found if self.type(actor) != "state"]
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def _apart(self, actor: str | None) -> tuple[str, ...]:
        if actor is None:
            return ()
        return tuple(self.groups.get(actor, ())) or self._meant(actor) or (actor,)

    def _linked_members(self, actor: str) -> tuple[str, ...]:
        """Return the members that linking gave a group; the actor itself for others."""
        return tuple(self.groups.get(actor, ())) or (actor,)

    def _meant(self, actor: str) -> tuple[str, ...]:
        """Return who "the two men" are, where linking left them open, by where they are called so first."""
        if self.type(actor) != "group":
            return ()
        if actor not in self._meanings:
            self._meanings[actor] = ()  # asked for again while the answer is sought
            heads = [index for index, held in self._by_head.items() if any(each.actor == actor for each in held)]
            self._meanings[actor] = self.pairs.of(min(heads)) if heads else ()
        return self._meanings[actor]

    def of(self, indices: Sequence[int]) -> tuple[str, ...]:
        """Return the actors of several nominals, each once, in order."""
        return tuple(dict.fromkeys(actor for index in indices for actor in self.at(index)))

    def topic_state(self, actor: str) -> str | None:
        """Return the state that the sentences before somebody's first mention speak of, by their nearest subject.

        "Beria saw it otherwise. The floods would stop, Ana Alba, the water minister, said": Beria's minister.
        """
        if actor not in self._topics:
            heads = [index for index, held in self._by_head.items() if any(each.actor == actor for each in held)]
            first = min(heads, default=0)
            sentence = self.syntax.words[first].sentence if heads else 0
            since = self.syntax.analysis.sentences[max(0, sentence - TOPIC_REACH)][0] if heads else first
            subjects = [at for at in range(since, first) if self.syntax.words[at].relation.startswith("nsubj")]
            named = [self.at(at) for at in reversed(subjects)]
            states = [each[0] for each in named if len(each) == 1 and self.type(each[0]) == "state"]
            self._topics[actor] = states[0] if states else None
        return self._topics[actor]

    def body_behind(self, actor: str) -> str | None:
        """Return the body that stands behind somebody's name: "Ana Alba of the Northern Front"."""
        words = self.syntax.words
        for index, mention in self._covering.items():
            if mention.actor != actor or mention.kind != "name" or mention.end != words[index].end:
                continue
            behind = [word.text.lower() for word in words[index + 1 : index + 3]]
            if behind[:1] != ["of"]:
                continue
            body = self._covering.get(index + 3 if behind[1:] == ["the"] else index + 2)
            if body is not None and body.actor and body.start > mention.end and self.type(body.actor) in SENDERS:
                return body.actor
        return None

    def within(self, indices: Sequence[int]) -> tuple[str, ...]:
        """Return the actors mentioned anywhere among the words, each once, in order."""
        found: list[str] = []
        for index in indices:
            mention = self._covering.get(index)
            if mention is not None and self._acts(mention):
                found.extend(self._apart(mention.actor))
        return tuple(dict.fromkeys(found))

    def type(self, actor: str) -> str:
        """Return the type of the actor ("person", "state", ...)."""
        held = self.actors.get(actor)
        return held.type if held else ""


def read_parties(syntax: Syntax, linked: Linked, attributions: Sequence[Attribution]) -> Parties:
    """Return the parties of an article, made once for events and positions."""
    held: tuple[Linked, Sequence[Attribution], Parties] | None = syntax.__dict__.get("_parties")
    if held is None or held[0] is not linked or held[1] is not attributions:
        held = syntax.__dict__["_parties"] = (linked, attributions, Parties(syntax, linked, attributions))
    return held[2]
