"""Meetings that no word of meeting tells: rounds by their number alone, bodies that discuss, invitations, signings."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.contract import Status
from dragoman.meaning.arguments import CARRIERS, carrier_of
from dragoman.meaning.meetings import ORDINALS
from dragoman.meaning.syntax import Syntax
from dragoman.meaning.triggers import Entry, Trigger

ALONE = frozenset({"nsubj", "nsubj:pass", "root", "obj", "conj", "parataxis"})  # what a word by itself may be
ROUND_VERBS = CARRIERS | frozenset("plan schedule set due expect take happen collapse fall fail go".split())
MEETINGS = frozenset("round talk talks negotiation session meeting summit call visit conference".split())
LOOK_BACK = 60  # words before "another" that name what kind of thing it is
DISCUSSING = frozenset("discuss consider assess debate review weigh examine".split())
AHEAD = frozenset({"will", "would", "'ll", "to"})
# Bodies and people whose discussing something is a meeting of theirs.
BODIES = frozenset(
    "minister leader council board envoy ambassador official commander committee commission expert negotiator "
    "delegation delegate group chief power".split()
)
EXPECTED = frozenset({"expected", "due", "awaited"})
SIGNS = frozenset({"sign", "initial"})
CONCLUDING = frozenset({"sign", "initial", "reach", "conclude", "strike", "seal"})
JOINT = 2  # who conclude something by themselves
RETURNING = frozenset({"return", "come"})
GOING = frozenset({"go", "come", "travel", "fly"})
HANDING = frozenset({"hand", "deliver", "present"})
PAPERS = frozenset(
    "agreement deal accord treaty pact memorandum truce ceasefire protocol declaration document text "
    "communique armistice charter roadmap".split()
)
REFUSING = frozenset("refuse decline reject spurn ignore rebuff dismiss shun".split())
ACCEPTING = frozenset({"accept", "welcome", "take"})
INVITING = frozenset("issue extend send offer renew have receive get make".split())

INVITATION = ("invitation",)  # the entry of the lexicon that tells of a meeting only by what becomes of it
_NOUN = ("between", "of", "with", "possessive", "compound")
ROUND = Entry(("round",), "CONSULT", None, "talks", _NOUN, ("with", "to"))
ARRIVAL = Entry(("expect",), "CONSULT", "visit", "visit", ("subject",), ("with",))
SIGNING = Entry(("sign",), "CONSULT", None, "meeting", ("subject",), ("with",))
RETURN = Entry(("return",), "CONSULT", None, "talks", ("subject",), ("with",))
COMING = Entry(("come",), "CONSULT", "visit", "visit", ("subject",), ("with",))
HANDED = Entry(("hand",), "CONSULT", None, "meeting", ("subject",), ("to", "object"))
TOLD = Entry(("tell",), "CONSULT", None, "meeting", ("subject",), ("object",))
INVITED = Entry(("invite",), "CONSULT", "visit", "visit", ("subject",), ("object",))
DISCUSSION = Entry(("discuss",), "CONSULT", None, "meeting", ("subject",), ("with",))


def find_unnamed(syntax: Syntax) -> Iterator[Trigger]:
    """Yield what tells of a meeting without a word of the lexicon, in text order."""
    for word in syntax.words:
        if word.text.lower() in ORDINALS or word.text.lower() == "another":
            if _is_round(syntax, word.index):
                yield Trigger(ROUND, word.index, (word.index,), noun=True)
        elif (word.text.lower() in EXPECTED and _is_arrival(syntax, word.index)) or _will_be_there(syntax, word.index):
            yield Trigger(ARRIVAL, word.index, (word.index,), noun=False)
        elif word.tag == "VERB" and _invites_to_a_place(syntax, word.index):
            yield Trigger(INVITED, word.index, (word.index,), noun=False)
        elif word.tag == "VERB" and _is_signing(syntax, word.index):
            yield Trigger(SIGNING, word.index, (word.index,), noun=False)
        elif word.tag == "VERB" and _is_gathering(syntax, word.index):
            yield Trigger(DISCUSSION, word.index, (word.index,), noun=False)
        elif word.tag == "VERB" and _is_return(syntax, word.index):
            yield Trigger(RETURN, word.index, (word.index,), noun=False)
        elif word.tag == "VERB" and _is_coming(syntax, word.index):
            yield Trigger(COMING, word.index, (word.index,), noun=False)
        elif word.tag == "VERB" and _is_handed_over(syntax, word.index):
            yield Trigger(HANDED, word.index, (word.index,), noun=False)
        elif word.tag == "VERB" and _is_told_somewhere(syntax, word.index):
            yield Trigger(TOLD, word.index, (word.index,), noun=False)


def _is_round(syntax: Syntax, index: int) -> bool:
    """Say whether a number stands for a meeting, as in "Another is planned for June"."""
    word = syntax.words[index]
    following = syntax.words[index + 1].tag if index + 1 < len(syntax.words) else "PUNCT"
    if word.relation not in ALONE or following in ("NOUN", "PROPN", "ADJ", "NUM"):
        return False
    if word.relation != "root" and not ROUND_VERBS.intersection(syntax.stems[word.head]):
        return False
    if word.relation == "root" and not syntax.below(index, "acl"):
        return False
    if syntax.obliques(index, "of"):
        return False
    before = range(max(0, index - LOOK_BACK), index)
    return any(syntax.words[at].tag == "NOUN" and MEETINGS.intersection(syntax.stems[at]) for at in before)


def _is_gathering(syntax: Syntax, index: int) -> bool:
    """Say whether a body is to discuss something: at a time or a place, and not in a report or a call."""
    if not DISCUSSING.intersection(syntax.stems[index]) or syntax.relation(index) == "advcl":
        return False
    subjects = syntax.surface_subjects(index)
    if not any(BODIES.intersection(syntax.stems[at]) or syntax.words[at].tag == "PROPN" for at in subjects):
        return False
    if not syntax.objects(index) or syntax.is_passive(index) or syntax.negated(index):
        return False
    return bool(AHEAD.intersection([*syntax.auxiliaries(index), *syntax.marks(index)]))


def _is_arrival(syntax: Syntax, index: int) -> bool:
    """Say whether people are expected somewhere: "The delegations are expected in Rome", "was due at the palace"."""
    if syntax.below(index, "xcomp", "ccomp", "obj", "expl") or syntax.relation(index) in ("acl", "amod"):
        return False
    subjects = syntax.surface_subjects(index)
    people = any(BODIES.intersection(syntax.stems[at]) or syntax.words[at].tag == "PROPN" for at in subjects)
    return people and any(not syntax.is_time(at) for at in syntax.obliques(index, "in", "at"))


def _will_be_there(syntax: Syntax, index: int) -> bool:
    """Say whether somebody will be in a place, told as a sentence's news ("Alba will be in Rome on Monday")."""
    word = syntax.words[index]
    if word.tag != "PROPN" or word.relation not in ("root", "ccomp", "conj") or not syntax.below(index, "cop"):
        return False
    if syntax.case(index) != "in" or not AHEAD.intersection([*syntax.auxiliaries(index), *syntax.marks(index)]):
        return False
    return any(syntax.words[at].tag == "PROPN" for at in syntax.surface_subjects(index))


def _invites_to_a_place(syntax: Syntax, index: int) -> bool:
    """Say whether somebody is invited somewhere: "has invited both to Berlin"."""
    if "invite" not in syntax.stems[index] or not syntax.objects(index):
        return False
    return any(syntax.words[at].tag == "PROPN" for at in syntax.obliques(index, "to"))


def _is_signing(syntax: Syntax, index: int) -> bool:
    """Say whether an agreement is signed, as the sentence's own news and not as what an agreement is known by."""
    if "put" in syntax.stems[index]:
        named = any("name" in syntax.stems[at] for at in syntax.objects(index))
        return named and any(PAPERS.intersection(syntax.stems[at]) for at in syntax.obliques(index, "to"))
    if _is_concluded(syntax, index):
        return True
    if not SIGNS.intersection(syntax.stems[index]) or syntax.relation(index) in ("acl", "amod"):
        return False
    return any(PAPERS.intersection(syntax.stems[at]) for at in syntax.objects(index))


def _is_concluded(syntax: Syntax, index: int) -> bool:
    """Say whether a clause tells who concluded an agreement, and where: "the deal that A and B reached in Rome"."""
    paper = syntax.relative_object(index)
    if (
        paper is None
        or not PAPERS.intersection(syntax.stems[paper])
        or not CONCLUDING.intersection(syntax.stems[index])
    ):
        return False
    subjects = syntax.surface_subjects(index)
    joint = len(subjects) >= JOINT or any(syntax.words[at].penn in ("NNS", "NNPS") for at in subjects)
    return joint and any(syntax.words[at].tag == "PROPN" for at in syntax.obliques(index, "in", "at"))


def _is_return(syntax: Syntax, index: int) -> bool:
    """Say whether a side would come back or would not: "said it would not return until the guns fell silent"."""
    if not RETURNING.intersection(syntax.stems[index]) or syntax.is_passive(index):
        return False
    back = "return" in syntax.stems[index] or "back" in {word.text.lower() for word in syntax.below(index, "advmod")}
    if not back or syntax.obliques(index, "to") or syntax.objects(index):
        return False
    return bool({"will", "would", "'ll"}.intersection(syntax.auxiliaries(index)))


def _is_told_somewhere(syntax: Syntax, index: int) -> bool:
    """Say whether somebody is told something in a place: "told the Berian premier in Rome last week that"."""
    if "tell" not in syntax.stems[index] or syntax.is_passive(index):
        return False
    places = [at for at in syntax.obliques(index, "in", "at") if not syntax.is_time(at)]
    return any(syntax.words[at].tag == "PROPN" for at in places)


def invited(syntax: Syntax, trigger: Trigger) -> Status | None:
    """Return what became of an invitation: refused, scheduled where it was accepted, proposed where it was made."""
    carrier = carrier_of(syntax, trigger.head)
    if carrier is None:
        return None
    stems = set(syntax.stems[carrier])
    if syntax.denied_noun(trigger.head):
        return None  # "received no invitation"
    if stems & REFUSING:
        return "refused"
    if stems & ACCEPTING:
        return "refused" if syntax.negated(carrier) else "scheduled"
    return "proposed" if stems & INVITING else None


def _is_coming(syntax: Syntax, index: int) -> bool:
    """Say whether somebody would go to a place on a condition: "would come to Oslo if the map was drawn"."""
    if not GOING.intersection(syntax.stems[index]) or syntax.is_passive(index) or syntax.objects(index):
        return False
    goals = [at for at in syntax.obliques(index, "to") if syntax.words[at].tag == "PROPN"]
    return bool(goals) and bool({"will", "would", "'ll"}.intersection(syntax.auxiliaries(index)))


def _is_handed_over(syntax: Syntax, index: int) -> bool:
    """Say whether something was handed to somebody in a place: "handed it to the Berian president in Rome"."""
    if not HANDING.intersection(syntax.stems[index]) or not syntax.objects(index) or syntax.is_passive(index):
        return False
    places = [at for at in syntax.obliques(index, "in", "at") if syntax.words[at].tag == "PROPN"]
    return bool(syntax.obliques(index, "to")) and any(not syntax.is_time(at) for at in places)
