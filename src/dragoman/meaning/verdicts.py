"""What a speaker finds of something: "called the plan hopeless", "... is unacceptable", "A step forward!"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.contract import Stance
from dragoman.meaning.found import Found
from dragoman.meaning.matter import CALLING, Matter, clause_matters, nominal_matters
from dragoman.meaning.order import negated_near, stretch
from dragoman.meaning.speech import Speech
from dragoman.meaning.stances import evaluations
from dragoman.meaning.supposing import is_of_any
from dragoman.meaning.syntax import RELATIVE, Syntax
from dragoman.meaning.takers import takers
from dragoman.meaning.telling import Telling

LINKING = frozenset({"represent", "constitute", "pose", "remain", "become"})
BARGAINS = frozenset({"negotiation", "negotiations", "bargaining", "discussion", "debate", "compromise", "bargain"})
BARGAIN_REACH = 5  # words back to the negation: "is not now up for discussion"
SHORT = 6  # words; in a longer predicate a word of judgement need not judge the subject
EXTRAPOSED = frozenset({"to", "that"})
FEELING = frozenset({"impossible", "bad", "terrible", "important", "right", "good", "dead", "empty", "welcome"})
THINKING = frozenset("say think believe suggest see speak talk claim call imagine hear assume pretend know".split())
WITHHOLDING = frozenset({"refuse", "decline", "avoid", "stop"})
# What people judge without taking a side in a negotiation; and comparisons, which tell of change.
NO_PROPOSAL = frozenset(
    "climate situation mood atmosphere day week year time road weather war life people news".split()
)
COMPARING = frozenset({"better", "worse", "best", "worst", "greater", "fairer"})


def naming(telling: Telling, index: int) -> Found | None:
    """Read "X called the plan hopeless": the object is judged by what it is called."""
    syntax = telling.syntax
    if syntax.words[index].tag != "VERB" or not CALLING.intersection(syntax.stems[index]) or is_of_any(syntax, index):
        return None
    objects = [found for found in syntax.objects(index) if not syntax.lower(found).endswith(("self", "selves"))]
    objects = objects or _first_named(telling, index)
    if not objects or any(syntax.infinitive(word.index) for word in syntax.below(index, "xcomp")):
        return None  # "would call Beria to remove the obstacles"
    named = [word.index for word in syntax.below(index, "xcomp", "obl", "advcl", "ccomp")]
    judged = next((held for head in named if (held := _verdict(telling, syntax.clause(head))) is not None), None)
    matters = nominal_matters(syntax, objects[0])
    if judged is None and objects[0] > index and syntax.lemma(index) != "see":
        after = [at for at in stretch(syntax, objects[0] + 1, commas=False) if at > objects[0]]
        judged = _verdict(telling, after[: SHORT * 2])
        matters = [Matter(objects[0], _until(matters[0].words, after, syntax), False)] if matters else []
    withheld = syntax.relation(index) == "xcomp" and WITHHOLDING & set(syntax.stems[syntax.words[index].head])
    if judged is None or negated_near(syntax, index) or withheld:
        return None
    judges = _judges(telling, index)
    if not judges or not matters:
        return None
    pronoun = judged == "accuse" and syntax.words[objects[0]].tag == "PRON"
    accused = telling.parties.named_at(objects[0]) if judged in ("reject", "accuse") else ()
    accused = accused or (telling.parties.at(objects[0]) if pronoun else ())
    if accused:
        whole = tuple(at for at in stretch(syntax, objects[0], commas=False) if at >= matters[0].words[0])
        own = any(telling.is_of(actor, judges) for actor in accused)
        return None if own else telling.make(index, judges, "accuse", Matter(objects[0], whole, True), toward=accused)
    return telling.make(index, judges, judged, matters[0], extra=[*syntax.clause(index)])


def _first_named(telling: Telling, index: int) -> list[int]:
    """Return the first nominal of what the verb is the cue of, where the tree gives the verb no object."""
    held = telling.reports.cued_by(index)
    words = telling.syntax.analysis.words_in(held.content.spans[0]) if held is not None else []
    if not words or words[0].index != index + 1:
        return []
    return [word.index for word in words if word.tag in ("NOUN", "PROPN", "PRON")][:1]


def _judges(telling: Telling, index: int) -> tuple[str, ...]:
    found = takers(telling.syntax, telling.parties, index)
    cued = telling.reports.cued_by(index)
    return found or (cued.speakers if cued is not None else ())


def _verdict(telling: Telling, words: Sequence[int]) -> Stance | None:
    """Return the stance of the first word of judgement among the words, turned round after a negation."""
    stems = [telling.syntax.stems[index] for index in words]
    for place in range(len(stems)):
        hit = evaluations().at(stems, place, end=len(stems))
        if hit is not None and telling.syntax.lower(words[place]) not in COMPARING:
            negated = any(telling.syntax.lower(index) in ("not", "n't", "never", "no") for index in words[:place])
            return hit.value if not negated else ("reject" if hit.value == "support" else None)
    return None


def judgement(telling: Telling, index: int, speech: Speech) -> Found | None:
    """Read "... is unacceptable": a copula in a statement, about something that is no person."""
    syntax = telling.syntax
    subjects = [word for word in syntax.below(index, "nsubj") if word.text.lower() not in RELATIVE]
    if not subjects or subjects[-1].tag == "PRON" or subjects[-1].index > index:
        return None
    subject = subjects[-1].index
    linking = LINKING.intersection(syntax.stems[index]) and not telling.is_future(index)
    if linking:
        named = [place for at in syntax.objects(index) for place in syntax.phrase(at, clauses=False)]
        own = [place for place in named if place > index][:SHORT]
    elif syntax.below(index, "cop") and not syntax.case(index):
        own = [place for place in syntax.phrase(index, clauses=False) if subject < place <= index]
    else:
        return None
    if len(own) > SHORT or NO_PROPOSAL.intersection(syntax.stems[subject]):
        return None
    judged = _verdict(telling, own)
    if judged is None or negated_near(syntax, index):
        return None
    accused = telling.parties.at(subject)
    if accused:
        if judged not in ("reject", "accuse") or telling.is_own(accused, speech):
            return None
        return telling.make(index, speech.speakers, "accuse", clause_matters(syntax, index)[0], toward=accused)
    matters = nominal_matters(syntax, subject)
    return telling.make(index, speech.speakers, judged, matters[0], extra=own) if matters else None


def extraposed(telling: Telling, index: int, speech: Speech) -> Found | None:
    """Read "it is unacceptable for Beria to stay", "... not acceptable that ...": what is rejected stands behind."""
    syntax = telling.syntax
    if syntax.words[index].tag not in ("ADJ", "NOUN") or not syntax.below(index, "cop"):
        return None
    if not any(word.text.lower() == "it" and word.index < index for word in syntax.below(index, "expl", "nsubj")):
        return None
    behind = [word.index for word in syntax.below(index, "advcl", "acl", "csubj", "ccomp", "xcomp")]
    following = syntax.words[min(index + 1, len(syntax.words) - 1)]
    if following.relation == "mark":  # whatever the tree hangs its clause on
        behind.append(following.head)
    clause = next((at for at in behind if at > index and EXTRAPOSED.intersection(telling.to(at))), None)
    judged = _verdict(telling, [index]) if clause is not None else None
    turned = {"support": "reject"} if negated_near(syntax, index) else {"reject": "reject"}
    if clause is None or turned.get(judged or "") is None or FEELING.intersection(syntax.stems[index]):
        return None
    if THINKING.intersection(syntax.stems[clause]):
        return None  # "it would be wrong to say that"
    first = min(at for at in (clause, *syntax.analysis.subtree(clause)) if at > index)
    words = tuple(
        range(first, max(at for at in syntax.analysis.subtree(clause) if syntax.words[at].tag != "PUNCT") + 1)
    )
    return telling.make(index, speech.speakers, "reject", Matter(clause, words, True))


def no_bargain(telling: Telling, index: int, speech: Speech) -> Found | None:
    """Read "our right to the water is not negotiable", "is not up for discussion": what the speaker insists on."""
    syntax = telling.syntax
    lower = [syntax.lower(at) for at in range(max(0, index - BARGAIN_REACH), index + 1)]
    offered = lower[-1] in BARGAINS and tuple(lower[-3:-1]) in (("up", "for"), ("open", "to"))
    negated = {"not", "n't", "n’t", "never", "non"}.intersection(lower)
    if not (offered or lower[-1] == "negotiable") or not negated:
        return None
    predicates = [index, index - 2, syntax.words[index].head] if offered else [index]
    subjects = [word.index for at in predicates if at >= 0 for word in syntax.below(at, "nsubj") if word.tag != "PRON"]
    matters = nominal_matters(syntax, subjects[0]) if subjects and subjects[0] < index else []
    return telling.make(index, speech.speakers, "demand", matters[0]) if matters else None


def exclamation(telling: Telling, index: int, speech: Speech) -> Found | None:
    """Read "A step forward!": a short nominal sentence of judgement in somebody's own words."""
    syntax = telling.syntax
    fragment = syntax.words[index].tag == "NOUN" and syntax.relation(index) in ("root", "parataxis", "ccomp")
    inside = [word for word in syntax.below(index, "cop", "nsubj", "expl") if word.index >= speech.opening]
    if not fragment or inside:
        return None
    matters = nominal_matters(syntax, index)
    words = tuple(place for place in matters[0].words if place >= speech.opening) if matters else ()
    if not words or len(words) > SHORT or NO_PROPOSAL.intersection(syntax.stems[index]):
        return None
    judged = _verdict(telling, words)
    return telling.make(index, speech.speakers, judged, Matter(index, words, False)) if judged else None


def _until(words: tuple[int, ...], after: Sequence[int], syntax: Syntax) -> tuple[int, ...]:
    """Return the words of the object up to the quotation mark or judgement that follows it."""
    quote = next((at for at in after if syntax.lower(at) in "“‘\"'"), None)
    kept = tuple(word for word in words if quote is None or word < quote)
    return kept or words
