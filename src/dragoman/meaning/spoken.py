"""Positions that a speaker takes within the own words: what must be, what will not be, what is unacceptable."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.contract import Stance
from dragoman.meaning.answers import PLEDGES
from dragoman.meaning.conditions import STRICT, find_condition
from dragoman.meaning.holders import on_behalf_of
from dragoman.meaning.holding import acts_for
from dragoman.meaning.matter import Matter, clause_matters, filled, nominal_matters
from dragoman.meaning.order import auxiliaries_near, condition_after, is_passive, main_verb, negated_near, stretch
from dragoman.meaning.parties import Parties
from dragoman.meaning.reports import Reports
from dragoman.meaning.speech import SPEECH_ACTS, Speech, Speeches
from dragoman.meaning.stances import evaluations, match_stance
from dragoman.meaning.status import FUTURE, WOULD
from dragoman.meaning.syntax import LONGEST_SENTENCE, NEGATIONS, RELATIVE, Syntax
from dragoman.meaning.takers import takers

NAMING = frozenset(
    {"call", "describe", "brand", "label", "term", "deem", "consider", "dub", "denounce", "dismiss", "see"}
)
MUST = frozenset({"must", "should", "ought"})
OBLIGED = frozenset({"have", "need"})
SUPPOSING = frozenset({"if", "whether", "unless", "when", "until", "once"})
BARGAINING = STRICT - {"until", "till"}  # "we will fight on until ..." accepts nothing
SHORT = 6  # words; in a longer predicate a word of judgement need not judge the subject
FRONTED = 15  # words between a promise and the verb that tells its breach
HIGHEST = 3  # clauses above that may suppose what a clause says
WITHHOLDING = frozenset({"refuse", "decline", "avoid", "stop"})
FIRST = frozenset({"i", "we"})
THIRD = frozenset({"he", "she", "it", "they"})
OWN_BODIES = frozenset(
    "government army force military cabinet delegation team side party movement group country state administration "
    "ministry council man troop".split()
)
OWNED = frozenset({"the", "his", "her", "its", "our", "my", "their"})
LACKING = frozenset("part place role future right business legitimacy say".split())
INTENT = frozenset("intention plan desire wish interest".split())
STANDSTILL = frozenset("freeze frozen suspend suspended close closed block blocked".split())
STAYING = frozenset({"remain", "stay", "be", "keep"})
# What people judge without taking a side in a negotiation; and comparisons, which tell of change.
NO_PROPOSAL = frozenset(
    "climate situation mood atmosphere day week year time road weather war life people news".split()
)
COMPARING = frozenset({"better", "worse", "best", "worst", "greater", "fairer"})
# What one says of oneself without taking a stand: coming, meeting, waiting.
WITHOUT_STAND = (
    "be have do meet travel go come visit see know hope return wait say discuss continue leave attend need like want "
    "speak talk call phone telephone negotiate host receive join send love prefer try remain stay find feel look like "
    "count"
)
NO_COMMITMENT = frozenset(WITHOUT_STAND.split())
# What a side says of its own works, troops and gates; meetings, and what happens to people, are no position of a side.
GOING = frozenset({"continue", "proceed", "go", "remain", "stay"})
OWN_DEEDS = (
    "withdraw release lift open close hand return fill build send deploy free expel reopen shut halt suspend resume "
    "restore extend enforce dismantle disband pull remove restrict cut raise tighten allow"
)
DONE = frozenset(OWN_DEEDS.split())
HAPPENING = (
    "talk talks negotiation meeting summit round consultation discussion dialogue session conference visit effort "
    "contact war fighting violence situation people civilian resident number price cost percent result vote election"
)
NOT_ANNOUNCED = frozenset(HAPPENING.split())


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
        if len(syntax.sentence(word.index)) > LONGEST_SENTENCE:
            continue
        if word.tag in ("VERB", "ADJ", "NOUN", "AUX"):
            found = reader.read(word.index)
            if found is not None and _says_something(syntax, found.matter):
                yield found
        elif word.text.lower() == "unless":
            terms = reader.ultimatum(word.index)
            if terms is not None:
                yield terms


def _says_something(syntax: Syntax, matter: Matter) -> bool:
    """Say whether the matter is more than a lone verb, which a slip of the parser leaves over."""
    return len(matter.words) > 1 or syntax.words[matter.head].tag in ("NOUN", "PROPN")


class _Reader:
    """Tries the ways in which a predicate takes a stand."""

    def __init__(self, syntax: Syntax, parties: Parties, reports: Reports, published: date | None) -> None:
        self.syntax = syntax
        self.parties = parties
        self.reports = reports
        self.speeches = Speeches(syntax, parties, reports)
        self.published = published

    def read(self, index: int) -> Spoken | None:
        """Return the position of the predicate, the first way that fits."""
        naming = self.naming(index)
        if naming is not None:
            return naming
        speech = self.speeches.around(index)
        if speech is None or speech.negated or speech.act not in SPEECH_ACTS or self.supposed(index):
            return None
        private = self.is_private(speech.speakers)
        if speech.quoting != "indirect" and not private:
            cry = self.exclamation(index, speech)
            if cry is not None:
                return cry
        ways: list[Callable[[int, Speech], Spoken | None]] = [self.breach, self.necessity]
        if not private:
            ways += [self.judgement, self.absence, self.exclusion, self.standstill, self.commitment, self.announcement]
        for way in ways:
            found = way(index, speech)
            if found is not None:
                return found
        return None

    def ultimatum(self, unless: int) -> Spoken | None:
        """Read "nothing will move unless Beria leaves": what another party has to do is demanded."""
        syntax = self.syntax
        speech = self.speeches.around(unless)
        words = stretch(syntax, unless + 1, commas=False) if unless < syntax.sentence(unless)[-1] else ()
        verb = main_verb(syntax, words)
        if speech is None or speech.negated or verb is None:
            return None
        subjects = [subject for subject in syntax.surface_subjects(verb) if unless < subject < verb]
        doers = self.parties.of(subjects)
        before = range(syntax.sentence(unless)[0], unless)
        refusing = any(syntax.lower(at) in NEGATIONS for at in before)
        if self.is_own(doers, speech) or not (doers or refusing):
            return None
        return self.make(verb, speech.speakers, "demand", Matter(verb, words, clause=True), toward=doers)

    def naming(self, index: int) -> Spoken | None:
        """Read "X called the plan hopeless": the object is judged by what it is called."""
        syntax = self.syntax
        if syntax.words[index].tag != "VERB" or not NAMING.intersection(syntax.stems[index]):
            return None
        objects = [found for found in syntax.objects(index) if not syntax.lower(found).endswith(("self", "selves"))]
        if not objects:
            return None
        named = [word.index for word in syntax.below(index, "xcomp", "obl", "advcl", "ccomp")]
        judged = next((held for head in named if (held := self.verdict(syntax.clause(head))) is not None), None)
        matters = nominal_matters(syntax, objects[0])
        if judged is None and objects[0] > index and syntax.lemma(index) != "see":
            after = [at for at in stretch(syntax, objects[0] + 1, commas=False) if at > objects[0]]
            judged = self.verdict(after[: SHORT * 2])
            matters = [Matter(objects[0], _until(matters[0].words, after, syntax), False)] if matters else []
        withheld = syntax.relation(index) == "xcomp" and WITHHOLDING & set(syntax.stems[syntax.words[index].head])
        if judged is None or negated_near(syntax, index) or withheld:
            return None
        holders = self.holders(index)
        if not holders or not matters:
            return None
        return self.make(index, holders, judged, matters[0], extra=[*syntax.clause(index)])

    def holders(self, index: int) -> tuple[str, ...]:
        found = takers(self.syntax, self.parties, index)
        cued = self.reports.cued_by(index)
        return found or (cued.speakers if cued is not None else ())

    def verdict(self, words: Sequence[int]) -> Stance | None:
        """Return the stance of the first word of judgement among the words, turned round after a negation."""
        stems = [self.syntax.stems[index] for index in words]
        for place in range(len(stems)):
            hit = evaluations().at(stems, place, end=len(stems))
            if hit is not None and self.syntax.lower(words[place]) not in COMPARING:
                negated = any(self.syntax.lower(index) in ("not", "n't", "never", "no") for index in words[:place])
                return hit.value if not negated else ("reject" if hit.value == "support" else None)
        return None

    def judgement(self, index: int, speech: Speech) -> Spoken | None:
        """Read "... is unacceptable": a copula in a statement, about something that is no person."""
        syntax = self.syntax
        subjects = [word for word in syntax.below(index, "nsubj") if word.text.lower() not in RELATIVE]
        if not syntax.below(index, "cop") or syntax.case(index) or not subjects or subjects[-1].tag == "PRON":
            return None
        subject = subjects[-1].index
        own = [place for place in syntax.phrase(index, clauses=False) if subject < place <= index]
        if len(own) > SHORT or NO_PROPOSAL.intersection(syntax.stems[subject]):
            return None
        judged = self.verdict(own)
        if judged is None or negated_near(syntax, index) or self.parties.at(subject):
            return None
        matters = nominal_matters(syntax, subject)
        return self.make(index, speech.speakers, judged, matters[0], extra=own) if matters else None

    def exclamation(self, index: int, speech: Speech) -> Spoken | None:
        """Read "A step forward!": a short nominal sentence of judgement in somebody's own words."""
        syntax = self.syntax
        fragment = syntax.words[index].tag == "NOUN" and syntax.relation(index) in ("root", "parataxis", "ccomp")
        inside = [word for word in syntax.below(index, "cop", "nsubj", "expl") if word.index >= speech.opening]
        if not fragment or inside:
            return None
        matters = nominal_matters(syntax, index)
        words = tuple(place for place in matters[0].words if place >= speech.opening) if matters else ()
        if not words or len(words) > SHORT or NO_PROPOSAL.intersection(syntax.stems[index]):
            return None
        judged = self.verdict(words)
        return self.make(index, speech.speakers, judged, Matter(index, words, False)) if judged else None

    def necessity(self, index: int, speech: Speech) -> Spoken | None:
        """Read "Armenia must first ...": what another party, or nobody in particular, has to do."""
        syntax = self.syntax
        if syntax.words[index].tag == "NOUN" and not syntax.below(index, "cop"):
            return None
        auxiliaries = auxiliaries_near(syntax, index)
        obliged = bool(MUST & auxiliaries)
        if not obliged and OBLIGED.intersection(syntax.stems[index]) and syntax.words[index].tag == "VERB":
            foretold = bool(auxiliaries & (FUTURE | WOULD))
            obliged = not foretold and any("to" in self.to(word.index) for word in syntax.below(index, "xcomp"))
        if not obliged or syntax.below(index, "expl"):
            return None  # "there must be a way"
        subjects = [subject for subject in syntax.surface_subjects(index) if subject < index]
        if syntax.words[index].tag == "ADJ" and any(syntax.lower(subject) == "it" for subject in subjects):
            return None  # "it must be terrible"
        doers = takers(syntax, self.parties, index, surface=True)
        if any(syntax.lower(subject) in ("you", *FIRST) for subject in subjects) or self.is_own(doers, speech):
            return None
        if not doers and self.is_private(speech.speakers):
            return None
        stance: Stance = "reject" if negated_near(syntax, index) else "demand"
        return self.make(index, speech.speakers, stance, clause_matters(syntax, index)[0], toward=doers)

    def to(self, index: int) -> tuple[str, ...]:
        return tuple(word.text.lower() for word in self.syntax.below(index, "mark", "aux"))

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

    def absence(self, index: int, speech: Speech) -> Spoken | None:
        """Read "There will be no talks unless ...": a future that the speaker rules out."""
        syntax = self.syntax
        if not syntax.below(index, "expl") or not self.is_future(index):
            return None
        for word in [syntax.words[index], *syntax.below(index, "nsubj")]:
            if word.tag == "NOUN" and syntax.denied_noun(word.index):
                matters = nominal_matters(syntax, word.index)
                return self.make(index, speech.speakers, "reject", matters[0]) if matters else None
        return None

    def exclusion(self, index: int, speech: Speech) -> Spoken | None:
        """Read "Beria has no place in it" and "we have no intention of leaving"."""
        syntax = self.syntax
        if "have" not in syntax.stems[index]:
            return None
        denied = [word.index for word in syntax.below(index, "obj") if syntax.denied_noun(word.index)]
        subjects = [subject for subject in syntax.surface_subjects(index) if subject < index]
        subjects = subjects or [
            word.index for noun in denied for word in syntax.below(noun, "nsubj") if word.index < index
        ]
        if not denied or not subjects:
            return None
        matter = clause_matters(syntax, index)[0]
        if INTENT.intersection(syntax.stems[denied[0]]):
            own = self.is_own_clause(index, speech)
            return self.make(index, speech.speakers, "reject", matter) if own else None
        if not LACKING.intersection(syntax.stems[denied[0]]) or self.is_own_clause(index, speech):
            return None
        return self.make(index, speech.speakers, "oppose", matter, toward=self.parties.of(subjects))

    def standstill(self, index: int, speech: Speech) -> Spoken | None:
        """Read "the talks will remain frozen until ...": what the speaker holds back, on a condition."""
        syntax = self.syntax
        stopped = STANDSTILL.intersection(syntax.stems[index])
        group = syntax.words[index].head if stopped and syntax.relation(index) in ("xcomp", "ccomp") else index
        verb = index - 1 if stopped and STAYING.intersection(syntax.stems[index - 1]) else group
        if not stopped or not self.is_future(verb):
            return None
        subjects = [subject for subject in syntax.surface_subjects(verb) if subject < index]
        strict = any(syntax.lower(at) in STRICT for at in syntax.sentence(index) if at > index)
        if not subjects or not strict or syntax.words[subjects[0]].tag == "PRON":
            return None
        matters = nominal_matters(syntax, subjects[0])
        return self.make(index, speech.speakers, "reject", matters[0], extra=[verb]) if matters else None

    def is_future(self, index: int) -> bool:
        auxiliaries = set(auxiliaries_near(self.syntax, index))
        below = {word.text.lower() for word in self.syntax.below(index, "aux", "cop")}
        return bool((auxiliaries | below) & (FUTURE | WOULD)) and "have" not in auxiliaries

    def commitment(self, index: int, speech: Speech) -> Spoken | None:
        """Read "We will never ...", "it would open ...": what the speaker's own side will or will not do."""
        syntax = self.syntax
        aside = syntax.relation(index) in ("acl", "advcl") and "that" not in syntax.marks(index)
        if syntax.words[index].tag != "VERB" or aside or not self.is_future(index):
            return None
        if not self.is_own_clause(index, speech) or is_passive(syntax, index):
            return None
        condition = find_condition(syntax, index, open_ended=True)
        matter = clause_matters(syntax, index)[0]
        refused = negated_near(syntax, index) or any(syntax.denied_noun(noun) for noun in syntax.objects(index))
        if refused:
            return self.make(index, speech.speakers, "reject", matter, condition=condition)
        if match_stance(syntax, index, "verb") is not None:
            return None  # told by its own word
        later = [syntax.lower(at) for at in condition_after(syntax, index)[:2] if at > index]
        if BARGAINING.intersection(syntax.marks(condition) if condition is not None else later):
            return self.make(index, speech.speakers, "accept", matter, condition=condition)
        if self.is_it(index) and all(self.parties.type(speaker) == "person" for speaker in speech.speakers):
            return None  # "it" may be anything that the person speaks of
        if NO_COMMITMENT.intersection(syntax.stems[index]):
            return None
        return self.make(index, speech.speakers, "promise", matter, condition=condition)

    def announcement(self, index: int, speech: Speech) -> Spoken | None:
        """Read "the filling would go ahead", "the crossing will not be opened": what is done, by no other hand."""
        syntax = self.syntax
        passive = is_passive(syntax, index)
        if syntax.words[index].tag != "VERB" or not self.is_future(index):
            return None
        if DONE.isdisjoint(syntax.stems[index]) if passive else GOING.isdisjoint(syntax.stems[index]):
            return None
        subjects = [subject for subject in syntax.surface_subjects(index) if subject < index]
        if not subjects or syntax.words[subjects[0]].tag != "NOUN" or syntax.agents(index):
            return None
        stems = syntax.stems[subjects[0]]
        if self.parties.of(subjects) or NOT_ANNOUNCED.intersection(stems) or syntax.is_time(subjects[0]):
            return None
        stance: Stance = "reject" if negated_near(syntax, index) else "promise"
        matter = clause_matters(syntax, index)[0]
        condition = find_condition(syntax, index, open_ended=True)
        return self.make(index, speech.speakers, stance, matter, condition=condition)

    def is_it(self, index: int) -> bool:
        return any(self.syntax.lower(subject) == "it" for subject in self.syntax.surface_subjects(index))

    def is_own_clause(self, index: int, speech: Speech) -> bool:
        """Say whether the predicate's subject is the speaker's own side."""
        syntax = self.syntax
        subjects = [subject for subject in syntax.surface_subjects(index) if subject < index]
        doers = takers(syntax, self.parties, index, surface=True)
        if self.is_own(doers, speech):
            return True
        if not subjects:
            return False
        first = subjects[0]
        if syntax.lower(first) in FIRST:
            return True
        if syntax.lower(first) in THIRD:  # "X said it would ...": nobody else has been named in the statement
            said = range(speech.opening, first)
            return speech.quoting != "direct" and not any(syntax.words[at].tag in ("NOUN", "PROPN") for at in said)
        determiners = {word.text.lower() for word in syntax.below(first, "det", "nmod:poss")}
        return not doers and bool(OWN_BODIES.intersection(syntax.stems[first])) and bool(determiners & OWNED)

    def is_private(self, speakers: tuple[str, ...]) -> bool:
        """Say whether the speakers are people without any office or side that the article names."""
        held = [self.parties.actors.get(speaker) for speaker in speakers]
        return all(
            actor is not None
            and (
                (actor.type == "unnamed" and not acts_for(actor.name))
                or (actor.type == "person" and len(actor.name.split()) > 1)
            )
            and not actor.roles
            and not actor.country
            for actor in held
        )

    def is_own(self, doers: tuple[str, ...], speech: Speech) -> bool:
        """Say whether any of those who act belongs to the speakers' side."""
        return any(self.is_of(doer, speech.speakers) for doer in doers)

    def is_of(self, actor: str, holders: tuple[str, ...]) -> bool:
        """Say whether the actor is one of the holders, or they speak in the same name."""
        own = set(holders)
        for holder in holders:
            own.update(on_behalf_of(self.parties, holder, published=self.published))
        return actor in own or bool(own & set(on_behalf_of(self.parties, actor, published=self.published)))

    def breach(self, index: int, speech: Speech) -> Spoken | None:
        """Read "... has broken the agreement", "... has not kept it", said of others than the speaker."""
        syntax = self.syntax
        if syntax.words[index].tag != "VERB" or self.is_future(index):
            return None
        if match_stance(syntax, index, "kept" if negated_near(syntax, index) else "breach") is None:
            return None
        doers = takers(syntax, self.parties, index)
        if not doers or self.is_own(doers, speech):
            return None
        matter = clause_matters(syntax, index)[0]
        if not syntax.below(index, "obj"):
            matter = Matter(index, (*self.fronted(index), *matter.words), clause=True)
        return self.make(index, speech.speakers, "accuse", matter, toward=doers)

    def fronted(self, index: int) -> tuple[int, ...]:
        """Return the promise in front of its breach ("the promises that Beria gave, it has not kept")."""
        syntax = self.syntax
        for at in range(index - 1, max(syntax.sentence(index)[0], index - FRONTED) - 1, -1):
            if PLEDGES.keys() & set(syntax.stems[at]) and syntax.words[at].tag == "NOUN":
                first = min([at, *(word.index for word in syntax.below(at, "det", "amod", "nmod:poss"))])
                return tuple(range(first, index))
        return ()

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
    ) -> Spoken:
        if condition is None:
            condition = find_condition(self.syntax, index, open_ended=True)
        matter = self.within(index, filled(matter))
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


def _until(words: tuple[int, ...], after: Sequence[int], syntax: Syntax) -> tuple[int, ...]:
    """Return the words of the object up to the quotation mark or judgement that follows it."""
    quote = next((at for at in after if syntax.lower(at) in "“‘\"'"), None)
    kept = tuple(word for word in words if quote is None or word < quote)
    return kept or words
