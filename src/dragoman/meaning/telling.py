"""What a speaker's own words are asked: whose clause it is, whether it is to come, whether it is only supposed."""

from __future__ import annotations

from datetime import date

from dragoman.contract import Stance
from dragoman.meaning.conditions import find_condition
from dragoman.meaning.found import Found
from dragoman.meaning.holders import on_behalf_of
from dragoman.meaning.matter import Matter, filled
from dragoman.meaning.order import BE, auxiliaries_near, negated_near
from dragoman.meaning.parties import Parties
from dragoman.meaning.reports import Reports
from dragoman.meaning.speech import Speech, Speeches
from dragoman.meaning.status import FUTURE, WOULD
from dragoman.meaning.syntax import NEGATIONS, Syntax
from dragoman.meaning.takers import takers

SUPPOSING = frozenset({"if", "whether", "unless", "when", "until", "once"})
GROUP = 6  # words: "we 're not going to"
HIGHEST = 3  # clauses above that may suppose what a clause says
FIRST = frozenset({"i", "we"})
THIRD = frozenset({"he", "she", "it", "they"})
OWN_BODIES = frozenset(
    "government army force military cabinet delegation team side party movement group country state administration "
    "ministry council man troop fighter rebel opposition insurgent leadership president bloc alliance coalition "
    "kingdom nation union guerrilla militia faction".split()
)
BODIES = frozenset({"state", "armed_group", "organisation", "international_organisation"})
MOUTHS = frozenset("spokesman spokeswoman spokesperson adviser advisor negotiator aide delegate member".split())
OTHERS = frozenset({"other", "opposite", "opposing", "rival"})
OWNED = frozenset({"the", "his", "her", "its", "our", "my", "their"})


class Telling:
    """An article's statements and trees, with the questions that every way of taking a stand asks of them."""

    def __init__(self, syntax: Syntax, parties: Parties, reports: Reports, published: date | None) -> None:
        self.syntax = syntax
        self.parties = parties
        self.reports = reports
        self.speeches = Speeches(syntax, parties, reports)
        self.published = published

    def is_own(self, doers: tuple[str, ...], speech: Speech) -> bool:
        """Say whether any of those who act belongs to the speakers' side."""
        return any(self.is_of(doer, speech.speakers) for doer in doers)

    def is_of(self, actor: str, holders: tuple[str, ...]) -> bool:
        """Say whether the actor is one of the holders, or they speak in the same name."""
        own = set(holders)
        for holder in holders:
            own.update(on_behalf_of(self.parties, holder, published=self.published))
        return actor in own or bool(own & set(on_behalf_of(self.parties, actor, published=self.published)))

    def is_own_clause(self, index: int, speech: Speech) -> bool:
        """Say whether the predicate's subject is the speaker's own side."""
        syntax = self.syntax
        subjects = [subject for subject in syntax.surface_subjects(index) if subject < index]
        doers = takers(syntax, self.parties, index, surface=True)
        if any(word.text.lower() in OTHERS for subject in subjects for word in syntax.below(subject, "amod")):
            return False  # "the other side"
        if self.is_own(doers, speech):
            return True
        if self.is_going(index):
            begin = max(speech.opening, index - GROUP)
            subjects = [at for at in range(begin, index) if syntax.words[at].tag == "PRON"][-1:] or subjects
        if not subjects:
            return False
        first = subjects[0]
        if syntax.lower(first) in FIRST:
            return True
        if syntax.lower(first) in THIRD:  # "X said it would ...": nobody else has been named in the statement
            said = range(speech.opening, first)
            alone = not any(syntax.words[at].tag in ("NOUN", "PROPN") for at in said)
            return speech.quoting != "direct" and (alone or self._goes_on(first, speech))
        determiners = {word.text.lower() for word in syntax.below(first, "det", "nmod:poss")}
        return not doers and bool(OWN_BODIES.intersection(syntax.stems[first])) and bool(determiners & OWNED)

    def side(self, index: int, speech: Speech) -> tuple[str, ...]:
        """Return whose stand the predicate tells: the speakers' where the subject is their own side.

        Whose side a spokesman or adviser is on may be told by nothing but the subject of what he says: then it is
        the subject's ("The front would sign, said Ana Alba, an adviser to its leader").
        """
        if self.is_own_clause(index, speech):
            return speech.speakers
        doers = takers(self.syntax, self.parties, index, surface=True)
        bodies = bool(doers) and all(self.parties.type(doer) in BODIES for doer in doers)
        return doers if bodies and all(self._is_mouth(speaker) for speaker in speech.speakers) else ()

    def _is_mouth(self, speaker: str) -> bool:
        """Say whether the speaker speaks for somebody, and nothing tells for whom."""
        held = self.parties.actors.get(speaker)
        if held is None or held.country or on_behalf_of(self.parties, speaker, published=self.published):
            return False
        titles = [word for role in held.roles for word in role.title.lower().split()]
        return held.type == "person" and bool(MOUTHS.intersection(titles))

    def is_it(self, index: int) -> bool:
        """Say whether the predicate's subject is "it"."""
        return any(self.syntax.lower(subject) == "it" for subject in self.syntax.surface_subjects(index))

    def _goes_on(self, pronoun: int, speech: Speech) -> bool:
        """Say whether the subject before the pronoun was the speaker's own side ("Beria denies it: it would ...")."""
        syntax = self.syntax
        before = [
            word.index
            for word in syntax.words[speech.opening : pronoun]
            if word.relation.startswith("nsubj") and word.tag != "PRON" and self.reports.around(word.index) is not None
        ]
        return bool(before) and self.is_own(self.parties.at(before[-1]), speech)

    def is_future(self, index: int) -> bool:
        """Say whether the predicate is to come: "will", "would", "is going to"; not "would have"."""
        if self.is_going(index):
            return True
        auxiliaries = set(auxiliaries_near(self.syntax, index))
        below = {word.text.lower() for word in self.syntax.below(index, "aux", "cop")}
        return bool((auxiliaries | below) & (FUTURE | WOULD)) and "have" not in auxiliaries

    def is_refused(self, index: int) -> bool:
        """Say whether the predicate is negated, or has an object that is ("will sign no paper")."""
        syntax = self.syntax
        objects = syntax.objects(index)
        if negated_near(syntax, index) or any(syntax.denied_noun(noun) for noun in objects):
            return True
        if any(syntax.lower(noun) == "nothing" for noun in objects):
            return True
        return self.is_going(index) and any(syntax.lower(at) in NEGATIONS for at in range(index - 3, index - 1))

    def is_going(self, index: int) -> bool:
        """Say whether the verb is the infinitive of "is going to ..."."""
        syntax = self.syntax
        before = [syntax.lower(at) for at in range(max(0, index - 3), index)]
        return before[-2:] == ["going", "to"] and bool(
            BE.intersection(before[:1]) or before[0] in ("not", "n't", "n’t")
        )

    def supposed(self, index: int) -> bool:
        """Say whether the predicate stands, at any depth, in a clause that only supposes."""
        if SUPPOSING & set(self.syntax.marks(index)):
            return True
        current = index
        for _, word in zip(range(HIGHEST), self.syntax.analysis.ancestors(index), strict=False):
            if self.syntax.relation(current) in ("root", "parataxis"):
                return False
            if SUPPOSING & set(self.syntax.marks(word.index)):
                return True
            current = word.index
        return False

    def to(self, index: int) -> tuple[str, ...]:
        """Return the marks and auxiliaries of the clause, "to" among them."""
        return tuple(word.text.lower() for word in self.syntax.below(index, "mark", "aux"))

    def within(self, index: int, matter: Matter) -> Matter:
        """Return the matter without words outside the statement that the predicate stands in."""
        if self.reports.around(index) is None:
            return matter
        inside = tuple(at for at in matter.words if self.reports.around(at) is not None)
        return Matter(matter.head, inside or matter.words, matter.clause)

    def make(
        self,
        index: int,
        holders: tuple[str, ...],
        stance: Stance,
        matter: Matter,
        *,
        toward: tuple[str, ...] = (),
        condition: int | None = None,
        extra: list[int] | None = None,
    ) -> Found:
        """Return the position, with its condition and toward whom it is taken."""
        if condition is None:
            condition = find_condition(self.syntax, index, open_ended=True)
        matter = self.within(index, filled(matter))
        near = toward or self.parties.within(matter.words)
        return Found(
            head=index,
            holders=holders,
            stance=stance,
            matter=matter,
            toward=tuple(actor for actor in dict.fromkeys(near) if not self.is_of(actor, holders)),
            evidence=tuple(sorted({index, *matter.words, *(extra or ())})),
            condition=condition,
            origin="spoken",
        )
