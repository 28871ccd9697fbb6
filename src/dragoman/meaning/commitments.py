"""What a speaker's side will do and will not: "we will never ...", "there will be no talks", "it would open ..."."""

from __future__ import annotations

from dragoman.contract import Stance
from dragoman.meaning.conditions import STRICT, find_condition
from dragoman.meaning.found import Found
from dragoman.meaning.matter import clause_matters, nominal_matters
from dragoman.meaning.order import auxiliaries_near, condition_after, is_passive, negated_near, verb_group
from dragoman.meaning.speech import Speech
from dragoman.meaning.stances import match_stance
from dragoman.meaning.takers import takers
from dragoman.meaning.telling import Telling

BARGAINING = STRICT - {"until", "till"}  # "we will fight on until ..." accepts nothing
# Who would do these "if", says yes on a condition; what else is done on a condition is promised.
ENGAGING = frozenset(
    "sit talk negotiate attend meet sign accept consider agree join come return discuss see participate respect go "
    "resume restart continue take".split()
)
GUESSING = frozenset(
    "hope expect fear doubt wish dream imagine think believe sure certain confident optimistic".split()
)
UNABLE = frozenset("sign grant agree accept commit recognise recognize concede".split())  # who could not
HOSTING = frozenset({"host", "mediate"})  # what is offered by saying that one would
AGREEING = frozenset({"sign", "initial", "ratify", "abide", "comply"})
LACKING = frozenset("part place role future right business legitimacy say".split())
INTENT = frozenset("intention plan desire wish interest".split())
STANDSTILL = frozenset("freeze frozen suspend suspended close closed block blocked".split())
STAYING = frozenset({"remain", "stay", "be", "keep"})
# What one says of oneself without taking a stand: coming, meeting, waiting.
WITHOUT_STAND = (
    "be have do meet travel go come visit see know hope return wait say discuss continue leave attend need like want "
    "speak talk call phone telephone negotiate host receive join send love prefer try remain stay find feel look like "
    "count lead represent mean cause result cost become require depend happen occur bear end risk amount need face "
    "spend hear think know"
)
NO_COMMITMENT = frozenset(WITHOUT_STAND.split())
# What a side says of its own works, troops and gates; meetings, and what happens to people, are no position of a side.
POSSIBLE = frozenset({"possible", "acceptable", "conceivable", "thinkable", "imaginable"})
GOING = frozenset({"continue", "proceed", "go", "remain", "stay", "begin", "start", "resume"})
OWN_DEEDS = (
    "withdraw release lift open close hand return fill build send deploy free expel reopen shut halt suspend resume "
    "restore extend enforce dismantle disband pull remove restrict cut raise tighten allow"
)
DONE = frozenset(OWN_DEEDS.split())
PRESSED = frozenset("rush hurry pressure bully blackmail dictate intimidate coerce force".split())  # who will not be
HAPPENING = (
    "talk talks negotiation meeting summit round consultation discussion dialogue session conference visit effort "
    "contact war fighting violence situation people civilian resident number price cost percent result vote election"
)
NOT_ANNOUNCED = frozenset(HAPPENING.split())


def absence(telling: Telling, index: int, speech: Speech) -> Found | None:
    """Read "There will be no talks unless ...": a future that the speaker rules out; "without X" is what is wanted."""
    syntax = telling.syntax
    if not syntax.below(index, "expl") or not telling.is_future(index):
        return None
    for word in [syntax.words[index], *syntax.below(index, "nsubj")]:
        if word.tag == "NOUN" and syntax.denied_noun(word.index):
            lacking = [at for at in syntax.obliques(index, "without") if syntax.words[at].tag in ("NOUN", "PROPN")]
            matters = nominal_matters(syntax, lacking[0] if lacking else word.index)
            return (
                telling.make(index, speech.speakers, "demand" if lacking else "reject", matters[0]) if matters else None
            )
    return None


def exclusion(telling: Telling, index: int, speech: Speech) -> Found | None:
    """Read "Beria has no place in it" and "we have no intention of leaving"."""
    syntax = telling.syntax
    if "have" not in syntax.stems[index]:
        return None
    denied = [word.index for word in syntax.below(index, "obj") if syntax.denied_noun(word.index)]
    subjects = [subject for subject in syntax.surface_subjects(index) if subject < index]
    subjects = subjects or [word.index for noun in denied for word in syntax.below(noun, "nsubj") if word.index < index]
    if not denied or not subjects:
        return None
    matter = clause_matters(syntax, index)[0]
    if INTENT.intersection(syntax.stems[denied[0]]):
        own = telling.is_own_clause(index, speech)
        return telling.make(index, speech.speakers, "reject", matter) if own else None
    if not LACKING.intersection(syntax.stems[denied[0]]) or telling.is_own_clause(index, speech):
        return None
    if "place" in syntax.stems[denied[0]] and any(syntax.infinitive(at.index) for at in syntax.below(denied[0], "acl")):
        return None  # "they have no place to go", but "no part to play"
    return telling.make(index, speech.speakers, "oppose", matter, toward=telling.parties.of(subjects))


def standstill(telling: Telling, index: int, speech: Speech) -> Found | None:
    """Read "the talks will remain frozen until ...": what the speaker holds back, on a condition."""
    syntax = telling.syntax
    stopped = STANDSTILL.intersection(syntax.stems[index])
    group = syntax.words[index].head if stopped and syntax.relation(index) in ("xcomp", "ccomp") else index
    verb = index - 1 if stopped and STAYING.intersection(syntax.stems[index - 1]) else group
    if not stopped or not telling.is_future(verb):
        return None
    subjects = [subject for subject in syntax.surface_subjects(verb) if subject < index]
    strict = any(syntax.lower(at) in STRICT for at in syntax.sentence(index) if at > index)
    if not subjects or not strict or syntax.words[subjects[0]].tag == "PRON":
        return None
    matters = nominal_matters(syntax, subjects[0])
    return telling.make(index, speech.speakers, "reject", matters[0], extra=[verb]) if matters else None


def commitment(telling: Telling, index: int, speech: Speech) -> Found | None:
    """Read "We will never ...", "it would open ...": what the speaker's own side will or will not do."""
    syntax = telling.syntax
    aside = syntax.relation(index) in ("acl", "advcl") and "that" not in syntax.marks(index)
    unable = speech.quoting != "direct" and UNABLE.intersection(syntax.stems[index]) and negated_near(syntax, index)
    unable = unable and bool(auxiliaries_near(syntax, index) & {"can", "could"})
    if syntax.words[index].tag != "VERB" or aside or not (telling.is_future(index) or unable):
        return None
    if any(syntax.lower(at) == "rather" for at in verb_group(syntax, index)):
        return None  # "I'd rather lose"
    holders = telling.side(index, speech)
    pressed = bool(PRESSED.intersection(syntax.stems[index]))
    if not holders or (is_passive(syntax, index) and not (pressed and telling.is_refused(index))):
        return None
    condition = find_condition(syntax, index, open_ended=True)
    matter = clause_matters(syntax, index)[0]
    if telling.is_refused(index):
        return telling.make(index, holders, "reject", matter, condition=condition)
    if match_stance(syntax, index, "verb") is not None:
        return None  # told by its own word
    later = [syntax.lower(at) for at in condition_after(syntax, index)[:2] if at > index]
    marks = {*(syntax.marks(condition) if condition is not None else ()), *later}
    engaging = ENGAGING.intersection(syntax.stems[index])
    if BARGAINING & marks or (engaging and "once" in marks):
        yielding = engaging or "only" in (*marks, *(syntax.lower(at) for at in verb_group(syntax, index)))
        return telling.make(index, holders, "accept" if yielding else "promise", matter, condition=condition)
    persons = all(telling.parties.type(speaker) == "person" for speaker in speech.speakers)
    meant = takers(syntax, telling.parties, index, surface=True)
    if telling.is_it(index) and persons and not telling.is_own(meant, speech):
        return None  # "it" may be anything that the person speaks of
    guests = telling.parties.of(syntax.objects(index))
    if HOSTING.intersection(syntax.stems[index]) or ("receive" in syntax.stems[index] and guests):
        return telling.make(index, holders, "offer", matter, condition=condition)
    if NO_COMMITMENT.intersection(syntax.stems[index]):
        return None
    above = syntax.words[index].head
    if above >= 0 and syntax.relation(index) == "ccomp" and GUESSING.intersection(syntax.stems[above]):
        return None  # "said she hoped it would open the road"
    agreeing = AGREEING.intersection(syntax.stems[index])
    return telling.make(index, holders, "accept" if agreeing else "promise", matter, condition=condition)


def announcement(telling: Telling, index: int, speech: Speech) -> Found | None:
    """Read "the filling would go ahead", "the crossing will not be opened": what is done, by no other hand."""
    syntax = telling.syntax
    passive = is_passive(syntax, index)
    if syntax.words[index].tag != "VERB" or not telling.is_future(index):
        return None
    if DONE.isdisjoint(syntax.stems[index]) if passive else GOING.isdisjoint(syntax.stems[index]):
        return None
    subjects = [subject for subject in syntax.surface_subjects(index) if subject < index]
    if not subjects or syntax.words[subjects[0]].tag != "NOUN" or syntax.agents(index):
        return None
    stems = syntax.stems[subjects[0]]
    if telling.parties.of(subjects) or NOT_ANNOUNCED.intersection(stems) or syntax.is_time(subjects[0]):
        return None
    stance: Stance = "reject" if negated_near(syntax, index) else "promise"
    matter = clause_matters(syntax, index)[0]
    condition = find_condition(syntax, index, open_ended=True)
    return telling.make(index, speech.speakers, stance, matter, condition=condition)


def possibility(telling: Telling, index: int, speech: Speech) -> Found | None:
    """Read "a return would be possible only if ...": what the speaker's side lets happen on a condition."""
    syntax = telling.syntax
    possible = POSSIBLE.intersection(syntax.stems[index]) and syntax.below(index, "cop")
    can = not possible and syntax.words[index].tag == "VERB" and auxiliaries_near(syntax, index) & {"can", "could"}
    if can and speech.quoting == "direct" and not any(syntax.lower(at) == "only" for at in verb_group(syntax, index)):
        return None
    if not possible and not can:
        return None
    condition = find_condition(syntax, index, open_ended=True)
    marks = set(syntax.marks(condition)) if condition is not None else set()
    marks |= {syntax.lower(at) for at in condition_after(syntax, index)[:2] if at > index}
    if not BARGAINING & marks or negated_near(syntax, index):
        return None
    return telling.make(index, speech.speakers, "accept", clause_matters(syntax, index)[0], condition=condition)
