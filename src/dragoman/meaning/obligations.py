"""What a speaker says has to be: "Beria must first ...", "nothing will move unless Beria leaves"."""

from __future__ import annotations

from dragoman.contract import Stance
from dragoman.meaning.found import Found
from dragoman.meaning.holding import are_private
from dragoman.meaning.matter import Matter, clause_matters, nominal_matters
from dragoman.meaning.order import auxiliaries_near, infinitive_after, main_verb, negated_near, stretch
from dragoman.meaning.speech import Speech
from dragoman.meaning.status import FUTURE, WOULD
from dragoman.meaning.syntax import NEGATIONS
from dragoman.meaning.takers import takers
from dragoman.meaning.telling import FIRST, Telling

MUST = frozenset({"must", "should", "ought"})
HAVING = frozenset({"had", "has", "have"})
OBLIGED = frozenset({"have", "need", "ought"})
SET = frozenset("demand condition precondition priority requirement prerequisite wish request".split())
GOALS = frozenset({"goal", "aim", "objective", "intention", "purpose"})
NO_ORDER = frozenset("let be thank forget look say see listen imagine remember believe know think wait".split())
IMPERATIVE = frozenset({"root", "ccomp", "parataxis"})


def necessity(telling: Telling, index: int, speech: Speech) -> Found | None:
    """Read "Armenia must first ...": what another party, or nobody in particular, has to do."""
    syntax = telling.syntax
    if syntax.words[index].tag == "NOUN" and not syntax.below(index, "cop"):
        return None
    auxiliaries = auxiliaries_near(syntax, index)
    obliged = bool(MUST & auxiliaries)
    if not obliged and OBLIGED.intersection(syntax.stems[index]) and syntax.words[index].tag == "VERB":
        foretold = bool(auxiliaries & (FUTURE | WOULD))
        obliged = not foretold and any("to" in telling.to(word.index) for word in syntax.below(index, "xcomp"))
    if not obliged and "to" in telling.to(index):  # "the amnesty had to be complete"
        having = [word.index for word in syntax.below(index, "aux") if word.text.lower() in HAVING]
        obliged = any(syntax.lower(at + 1) == "to" for at in having)
    if not obliged or syntax.below(index, "expl"):
        return None  # "there must be a way"
    subjects = [subject for subject in syntax.surface_subjects(index) if subject < index]
    if syntax.words[index].tag == "ADJ" and any(syntax.lower(subject) == "it" for subject in subjects):
        return None  # "it must be terrible"
    nobody = any(syntax.denied_noun(subject) or syntax.lower(subject) in ("nobody", "none") for subject in subjects)
    if nobody and NO_ORDER.intersection(syntax.stems[index]):
        return None  # "no one should wait for a miracle"
    doers = takers(syntax, telling.parties, index, surface=True)
    if any(syntax.lower(subject) in ("you", *FIRST) for subject in subjects):
        return None
    mine = bool(doers) and all(telling.is_of(doer, speech.speakers) for doer in doers)
    if mine and any(syntax.words[subject].tag == "PRON" for subject in subjects):
        return None
    if not doers and are_private(telling.parties, speech.speakers):
        return None
    stance: Stance = "reject" if negated_near(syntax, index) else "demand"
    return telling.make(index, speech.speakers, stance, clause_matters(syntax, index)[0], toward=doers)


def ultimatum(telling: Telling, unless: int) -> Found | None:
    """Read "nothing will move unless Beria leaves": what another party has to do is demanded."""
    syntax = telling.syntax
    speech = telling.speeches.around(unless)
    words = stretch(syntax, unless + 1, commas=False) if unless < syntax.sentence(unless)[-1] else ()
    verb = main_verb(syntax, words)
    if speech is None or speech.negated or verb is None:
        return None
    subjects = [subject for subject in syntax.surface_subjects(verb) if unless < subject < verb]
    doers = telling.parties.of(subjects)
    before = range(syntax.sentence(unless)[0], unless)
    refusing = syntax.lower(unless) == "unless" and any(syntax.lower(at) in NEGATIONS for at in before)
    if telling.is_own(doers, speech) or not (doers or refusing):
        return None
    return telling.make(verb, speech.speakers, "demand", Matter(verb, words, clause=True), toward=doers)


def high_time(telling: Telling, index: int, speech: Speech) -> Found | None:
    """Read "It is time for Beria to leave": what somebody has to do at last."""
    syntax = telling.syntax
    if syntax.lower(index) != "time" or syntax.below(index, "det", "nmod:poss"):
        return None
    below = syntax.below(index, "acl", "advcl", "xcomp", "csubj")
    clause = next((word.index for word in below if "to" in telling.to(word.index)), infinitive_after(syntax, index))
    if clause is None or negated_near(syntax, index):
        return None
    matter = clause_matters(syntax, clause)[0]
    return telling.make(clause, speech.speakers, "demand", matter, extra=[index])


def imperative(telling: Telling, index: int, speech: Speech) -> Found | None:
    """Read "Open the road", "Don't send us your quarrels": an order in somebody's own words."""
    syntax = telling.syntax
    word = syntax.words[index]
    if (
        speech.quoting == "indirect"
        or word.tag != "VERB"
        or word.penn not in ("VB", "VBP")
        or not syntax.objects(index)
    ):
        return None
    if (
        syntax.relation(index) not in IMPERATIVE
        or NO_ORDER.intersection(syntax.stems[index])
        or telling.to(index)
        not in (
            (),
            ("do",),
        )
    ):
        return None
    begin = index - 1
    while begin >= speech.opening and syntax.lower(begin) in ("do", "not", "n't", "n’t", "never", "please"):
        begin -= 1
    opens = begin < speech.opening or syntax.words[begin].tag == "PUNCT" or syntax.lower(begin) in ("but", "and", "so")
    inside = [subject for subject in syntax.surface_subjects(index) if begin < subject < index]
    if not opens or inside or any(below.index < index for below in syntax.below(index, "nsubj")):
        return None
    stance: Stance = "reject" if negated_near(syntax, index) else "demand"
    return telling.make(index, speech.speakers, stance, clause_matters(syntax, index)[0])


def set_term(telling: Telling, index: int, speech: Speech) -> Found | None:
    """Read "A halt to the shelling is the first condition": what a side has put among its terms and aims."""
    syntax = telling.syntax
    remaining = "remain" in syntax.stems[index]
    kept = [word.index for word in syntax.below(index, "obj", "xcomp") if word.tag == "NOUN"] if remaining else []
    named = kept[0] if kept else index
    remaining = bool(kept)
    if not remaining and (syntax.words[index].tag not in ("NOUN", "VERB") or not syntax.below(index, "cop")):
        return None
    subjects = [word.index for word in syntax.below(index, "nsubj", "csubj") if word.index < index]
    if not subjects or negated_near(syntax, index):
        return None
    aim = GOALS.intersection(syntax.stems[subjects[0]])
    if aim and "to" in telling.to(index):
        return telling.make(index, speech.speakers, "promise", clause_matters(syntax, index)[0])
    if (SET | GOALS).intersection(syntax.stems[named]) and syntax.words[subjects[0]].tag == "NOUN":
        matters = nominal_matters(syntax, subjects[0])
        return telling.make(index, _owners(telling, named, speech), "demand", matters[0]) if matters else None
    one = [word.index for word in syntax.below(subjects[0], "nmod")] if syntax.lower(subjects[0]) == "one" else []
    if aim or any(SET.intersection(syntax.stems[at]) for at in (subjects[0], *one)):
        phrase = tuple(at for at in syntax.phrase(index, clauses=False) if at > subjects[0] + 1) or (index,)
        if aim:
            phrase = tuple(at for at in phrase if syntax.relation(at) != "cop")
        return telling.make(index, _owners(telling, subjects[0], speech), "demand", Matter(index, phrase, False))
    return None


def _owners(telling: Telling, noun: int, speech: Speech) -> tuple[str, ...]:
    """Return whose aim or condition it is: whom its phrase names, or else the speakers."""
    owners = [word.index for word in telling.syntax.below(noun, "nmod:poss", "nmod")]
    found = telling.parties.of(owners)
    return found if found and not telling.is_own(found, speech) else speech.speakers
