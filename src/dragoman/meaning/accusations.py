"""Of what a speaker accuses others without the word: "... has broken the agreement", "has not kept it"."""

from __future__ import annotations

from dragoman.meaning.answers import PLEDGES
from dragoman.meaning.found import Found
from dragoman.meaning.matter import Matter, clause_matters
from dragoman.meaning.order import negated_near
from dragoman.meaning.speech import Speech
from dragoman.meaning.stances import match_stance
from dragoman.meaning.supposing import is_of_any
from dragoman.meaning.takers import takers
from dragoman.meaning.telling import Telling

INTENT = frozenset("intention desire wish interest will".split())
MEANING = frozenset({"want", "mean", "intend", "seek", "wish", "care", "deserve"})
EARNEST = frozenset({"serious", "sincere", "interested", "trustworthy", "reliable", "honest", "genuine"})
SCHEMED = (
    "conference plan proposal congress summit step move decision policy campaign regime scheme offensive operation "
    "attack blockade intervention"
)
SCHEMES = frozenset(SCHEMED.split())
SUFFERING = frozenset({"face", "risk", "regret", "pay", "suffer", "bear"})
FRONTED = 15  # words between a promise and the verb that tells its breach


def breach(telling: Telling, index: int, speech: Speech) -> Found | None:
    """Read "... has broken the agreement", "... has not kept it", said of others than the speaker."""
    syntax = telling.syntax
    if syntax.words[index].tag != "VERB" or telling.is_future(index) or is_of_any(syntax, index):
        return None
    if "to" in telling.to(index) and syntax.relation(index) != "xcomp":
        return None  # "a mistake for Beria to attack" is none yet; "goes on to attack" is
    if match_stance(syntax, index, "kept" if negated_near(syntax, index) else "breach") is None:
        return None
    doers = takers(syntax, telling.parties, index)
    subjects = [subject for subject in syntax.surface_subjects(index) if subject < index]
    schemed = not doers and any(SCHEMES.intersection(syntax.stems[subject]) for subject in subjects)
    if not (doers or schemed) or telling.is_own(doers, speech):
        return None
    matter = clause_matters(syntax, index)[0]
    if not syntax.below(index, "obj"):
        matter = Matter(index, (*fronted(telling, index), *matter.words), clause=True)
    return telling.make(index, speech.speakers, "accuse", matter, toward=doers)


def fronted(telling: Telling, index: int) -> tuple[int, ...]:
    """Return the promise in front of its breach ("the promises that Beria gave, it has not kept")."""
    syntax = telling.syntax
    for at in range(index - 1, max(syntax.sentence(index)[0], index - FRONTED) - 1, -1):
        if PLEDGES.keys() & set(syntax.stems[at]) and syntax.words[at].tag == "NOUN":
            first = min([at, *(word.index for word in syntax.below(at, "det", "amod", "nmod:poss"))])
            return tuple(range(first, index))
    return ()


def bad_faith(telling: Telling, index: int, speech: Speech) -> Found | None:
    """Read "Beria has no intention of leaving", "Beria does not mean to sign", said of another side."""
    syntax = telling.syntax
    stems = syntax.stems[index]
    having = "have" in stems
    if not having and not MEANING.intersection(stems) and not EARNEST.intersection(stems):
        return None
    denied = [at for at in syntax.objects(index) if syntax.denied_noun(at)] if having else []
    intent = any(INTENT.intersection(syntax.stems[at]) for at in denied)
    if not intent and (having or not negated_near(syntax, index)):
        return None
    doers = takers(syntax, telling.parties, index, surface=True)
    if not doers or telling.is_future(index) or telling.is_own(doers, speech):
        return None
    return telling.make(index, speech.speakers, "accuse", clause_matters(syntax, index)[0], toward=doers)


def threat(telling: Telling, index: int, speech: Speech) -> Found | None:
    """Read "Beria would face consequences if it struck a deal": what another side had better not do."""
    syntax = telling.syntax
    if not SUFFERING.intersection(syntax.stems[index]) or negated_near(syntax, index):
        return None
    clauses = [word.index for word in syntax.below(index, "advcl") if "if" in syntax.marks(word.index)]
    doers = takers(syntax, telling.parties, index)
    if not clauses or not doers or telling.is_own(doers, speech) or negated_near(syntax, clauses[0]):
        return None
    matter = clause_matters(syntax, clauses[0])[0]
    return telling.make(clauses[0], speech.speakers, "oppose", matter, toward=doers, extra=syntax.clause(index))
