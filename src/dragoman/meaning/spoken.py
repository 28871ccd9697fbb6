"""Positions that a speaker takes within the own words: what must be, what will not be, what is unacceptable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dragoman.contract import Attribution, Stance
from dragoman.meaning.conditions import STRICT, find_condition
from dragoman.meaning.holders import on_behalf_of
from dragoman.meaning.matter import Matter, clause_matters, nominal_matters
from dragoman.meaning.parties import Parties
from dragoman.meaning.reports import Reports
from dragoman.meaning.stances import evaluations, match_stance
from dragoman.meaning.status import FUTURE, WOULD
from dragoman.meaning.syntax import LONGEST_SENTENCE, RELATIVE, Syntax

NAMING = frozenset(
    {"call", "describe", "brand", "label", "term", "deem", "consider", "dub", "denounce", "dismiss", "see"}
)
MUST = frozenset({"must", "should", "ought"})
OBLIGED = frozenset({"have", "need"})
SUPPOSING = frozenset({"if", "whether", "unless", "when", "until", "once"})
SHORT = 6  # words; in a longer predicate a word of judgement need not judge the subject
HIGHEST = 3  # clauses above that may suppose what a clause says
WITHHOLDING = frozenset({"refuse", "decline", "avoid", "stop"})
FIRST = frozenset({"i", "we"})
SPEECH_ACTS = frozenset(
    {
        "say", "add", "reply", "announce", "argue", "insist", "stress", "warn", "claim", "explain", "confirm",
        "accuse", "report", "demand", "urge", "promise", "criticise", "declare", "believe", "ask", None,
    }
)  # fmt: skip
# What one says of oneself without taking a stand: coming, meeting, waiting.
WITHOUT_STAND = (
    "be have meet travel go come visit see know hope return wait say discuss continue leave attend need like want "
    "speak talk call phone telephone negotiate host receive join send"
)
NO_COMMITMENT = frozenset(WITHOUT_STAND.split())


@dataclass(frozen=True, slots=True)
class Spoken:
    """A position found within a statement."""

    head: int
    holders: tuple[str, ...]
    stance: Stance
    matter: Matter
    toward: tuple[str, ...]
    evidence: tuple[int, ...]
    condition: int | None


def spoken_positions(syntax: Syntax, parties: Parties, reports: Reports, *, published: date | None) -> Iterator[Spoken]:
    """Yield what speakers demand, refuse, promise and judge in the contents of their statements."""
    reader = _Reader(syntax, parties, reports, published)
    for word in syntax.words:
        if word.tag in ("VERB", "ADJ", "NOUN", "AUX") and len(syntax.sentence(word.index)) <= LONGEST_SENTENCE:
            found = reader.read(word.index)
            if found is not None:
                yield found
            terms = reader.ultimatum(word.index)
            if terms is not None:
                yield terms


class _Reader:
    """Tries the ways in which a predicate takes a stand."""

    def __init__(self, syntax: Syntax, parties: Parties, reports: Reports, published: date | None) -> None:
        self.syntax = syntax
        self.parties = parties
        self.reports = reports
        self.published = published

    def read(self, index: int) -> Spoken | None:
        """Return the position of the predicate, the first way that fits."""
        naming = self.naming(index)
        if naming is not None:
            return naming
        attribution = self.reports.around(index)
        if attribution is None or attribution.negated or not attribution.speakers:
            return None
        if attribution.act not in SPEECH_ACTS:
            return None
        if self.supposed(index):
            return None
        if attribution.quoting != "indirect":
            cry = self.exclamation(index, attribution)
            if cry is not None:
                return cry
        for way in (self.breach, self.judgement, self.necessity, self.absence, self.commitment):
            found = way(index, attribution)
            if found is not None:
                return found
        return None

    def ultimatum(self, index: int) -> Spoken | None:
        """Read "nothing will move unless Beria leaves": what another party has to do is demanded."""
        syntax = self.syntax
        clauses = [word.index for word in syntax.below(index, "advcl") if "unless" in syntax.marks(word.index)]
        attribution = self.reports.around(index)
        if not clauses or attribution is None or not attribution.speakers or attribution.negated:
            return None
        doers = self.parties.of(syntax.surface_subjects(clauses[0]))
        if self.is_own(doers, attribution):
            return None
        matter = clause_matters(syntax, clauses[0])[0]
        return self.make(clauses[0], attribution.speakers, "demand", matter, toward=doers)

    def naming(self, index: int) -> Spoken | None:
        """Read "X called the plan hopeless": the object is judged by what it is called."""
        syntax = self.syntax
        if syntax.words[index].tag != "VERB" or not NAMING.intersection(syntax.stems[index]):
            return None
        objects = syntax.objects(index)
        if not objects:
            return None
        named = [word.index for word in syntax.below(index, "xcomp", "obl", "advcl", "ccomp")]
        judged = next((held for head in named if (held := self.verdict(syntax.clause(head))) is not None), None)
        withheld = syntax.relation(index) == "xcomp" and WITHHOLDING & set(syntax.stems[syntax.words[index].head])
        if judged is None or syntax.negated(index) or withheld:
            return None
        holders = self.holders(index)
        matters = nominal_matters(syntax, objects[0])
        if not holders or not matters:
            return None
        return self.make(index, holders, judged, matters[0], extra=[*syntax.clause(index)])

    def holders(self, index: int) -> tuple[str, ...]:
        found = self.parties.of(self.syntax.subjects(index))
        cued = self.reports.cued_by(index)
        return found or (cued.speakers if cued is not None else ())

    def verdict(self, words: list[int]) -> Stance | None:
        """Return the stance of the first word of judgement among the words, turned round after a negation."""
        stems = [self.syntax.stems[index] for index in words]
        for place in range(len(stems)):
            hit = evaluations().at(stems, place, end=len(stems))
            if hit is not None:
                negated = any(self.syntax.lower(index) in ("not", "n't", "never", "no") for index in words[:place])
                return hit.value if not negated else ("reject" if hit.value == "support" else None)
        return None

    def judgement(self, index: int, attribution: Attribution) -> Spoken | None:
        """Read "... is unacceptable": a copula in a statement, about something that is no person."""
        syntax = self.syntax
        subjects = [word for word in syntax.below(index, "nsubj") if word.text.lower() not in RELATIVE]
        if not syntax.below(index, "cop") or syntax.case(index) or not subjects or subjects[0].tag == "PRON":
            return None
        own = [place for place in syntax.phrase(index, clauses=False) if subjects[0].index < place <= index]
        if len(own) > SHORT:
            return None
        judged = self.verdict(own)
        if judged is None or syntax.negated(index) or self.parties.at(subjects[0].index):
            return None
        matters = nominal_matters(syntax, subjects[0].index)
        return self.make(index, attribution.speakers, judged, matters[0], extra=own) if matters else None

    def exclamation(self, index: int, attribution: Attribution) -> Spoken | None:
        """Read "A step forward!": a short nominal sentence of judgement in somebody's own words."""
        syntax = self.syntax
        fragment = syntax.words[index].tag == "NOUN" and syntax.relation(index) in ("root", "parataxis", "ccomp")
        if not fragment or syntax.below(index, "cop", "nsubj", "expl"):
            return None
        matters = nominal_matters(syntax, index)
        if not matters or len(matters[0].words) > SHORT:
            return None
        judged = self.verdict(list(matters[0].words))
        return self.make(index, attribution.speakers, judged, matters[0]) if judged else None

    def necessity(self, index: int, attribution: Attribution) -> Spoken | None:
        """Read "Armenia must first ...": what another party, or nobody in particular, has to do."""
        syntax = self.syntax
        obliged = bool(MUST.intersection(syntax.auxiliaries(index)))
        predicate = index
        if not obliged and OBLIGED.intersection(syntax.stems[index]) and syntax.words[index].tag == "VERB":
            complements = [word for word in syntax.below(index, "xcomp") if "to" in self.to(word.index)]
            obliged = bool(complements)
        if not obliged:
            return None
        subjects = syntax.surface_subjects(index)
        doers = self.parties.of(subjects)
        if syntax.below(index, "expl"):
            return None  # "there must be a way"
        if any(syntax.lower(subject) in ("you", *FIRST) for subject in subjects) or self.is_own(doers, attribution):
            return None
        stance: Stance = "reject" if syntax.negated(index) else "demand"
        matter = clause_matters(syntax, predicate)[0]
        return self.make(index, attribution.speakers, stance, matter, toward=doers)

    def to(self, index: int) -> tuple[str, ...]:
        return tuple(word.text.lower() for word in self.syntax.below(index, "mark", "aux"))

    def supposed(self, index: int) -> bool:
        """Say whether the predicate stands, at any depth, in a clause that only supposes."""
        if SUPPOSING & set(self.syntax.marks(index)):
            return True
        steps = zip(range(HIGHEST), self.syntax.analysis.ancestors(index), strict=False)
        return any(SUPPOSING & set(self.syntax.marks(word.index)) for _, word in steps)

    def absence(self, index: int, attribution: Attribution) -> Spoken | None:
        """Read "There will be no talks unless ...": a future that the speaker rules out."""
        syntax = self.syntax
        if not syntax.below(index, "expl") or not self.is_future(index):
            return None
        for word in [syntax.words[index], *syntax.below(index, "nsubj")]:
            if word.tag == "NOUN" and syntax.denied_noun(word.index):
                matters = nominal_matters(syntax, word.index)
                return self.make(index, attribution.speakers, "reject", matters[0]) if matters else None
        return None

    def is_future(self, index: int) -> bool:
        auxiliaries = set(self.syntax.auxiliaries(index))
        below = {word.text.lower() for word in self.syntax.below(index, "aux", "cop")}
        return bool((auxiliaries | below) & (FUTURE | WOULD)) and "have" not in auxiliaries

    def commitment(self, index: int, attribution: Attribution) -> Spoken | None:
        """Read "We will never ...", "it would open ...": what the speaker's own side will or will not do."""
        syntax = self.syntax
        aside = syntax.relation(index) in ("acl", "advcl")
        if syntax.words[index].tag != "VERB" or aside or not self.is_future(index):
            return None
        subjects = syntax.surface_subjects(index)
        if not self.is_own(self.parties.of(subjects), attribution) or syntax.is_passive(index):
            return None
        condition = find_condition(syntax, index, open_ended=True)
        matter = clause_matters(syntax, index)[0]
        refused = syntax.negated(index) or any(syntax.denied_noun(noun) for noun in syntax.objects(index))
        if refused:
            return self.make(index, attribution.speakers, "reject", matter, condition=condition)
        if condition is not None and STRICT & set(syntax.marks(condition)):
            return self.make(index, attribution.speakers, "accept", matter, condition=condition)
        if NO_COMMITMENT.intersection(syntax.stems[index]) or match_stance(syntax, index, "verb") is not None:
            return None
        return self.make(index, attribution.speakers, "promise", matter, condition=condition)

    def is_own(self, doers: tuple[str, ...], attribution: Attribution) -> bool:
        """Say whether any of those who act belongs to the speakers' side."""
        return any(self.is_of(doer, attribution.speakers) for doer in doers)

    def is_of(self, actor: str, holders: tuple[str, ...]) -> bool:
        """Say whether the actor is one of the holders, or they speak in the same name."""
        own = set(holders)
        for holder in holders:
            own.update(on_behalf_of(self.parties, holder, published=self.published))
        return actor in own or bool(own & set(on_behalf_of(self.parties, actor, published=self.published)))

    def breach(self, index: int, attribution: Attribution) -> Spoken | None:
        """Read "... has broken the agreement", "... has not kept it", said of others than the speaker."""
        syntax = self.syntax
        if syntax.words[index].tag != "VERB" or self.is_future(index):
            return None
        negated = syntax.negated(index)
        if match_stance(syntax, index, "kept" if negated else "breach") is None:
            return None
        doers = self.parties.of(syntax.subjects(index))
        if not doers or self.is_own(doers, attribution):
            return None
        return self.make(index, attribution.speakers, "accuse", clause_matters(syntax, index)[0], toward=doers)

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
    ) -> Spoken:
        if condition is None:
            condition = find_condition(self.syntax, index, open_ended=True)
        near = toward or self.parties.within(matter.words)
        return Spoken(
            head=index,
            holders=holders,
            stance=stance,
            matter=matter,
            toward=tuple(actor for actor in dict.fromkeys(near) if not self.is_of(actor, holders)),
            evidence=tuple(sorted({index, *matter.words, *(extra or ())})),
            condition=condition,
        )
