"""Whether a word of stance holds: turned round by a negation, left open by "may", only supposed in an if-clause."""

from __future__ import annotations

from dragoman.contract import Stance
from dragoman.meaning.order import auxiliaries_near, negated_near, supposed_near
from dragoman.meaning.stances import StanceWord
from dragoman.meaning.syntax import NEGATIONS, Syntax
from dragoman.reading.analysis import Word

HIGHEST = 4  # clauses above that may only be supposed
CHOOSING = frozenset({"vote", "decide", "choose", "opt", "resolve"})
INFINITIVE_REACH = 6  # words between a choice and its "not to ..."
STOPPING = frozenset({"stop", "cease", "quit", "fail"})
EXPECTING = frozenset({"expect", "likely", "unlikely", "suppose", "tend"})
SUPPOSED = frozenset({"if", "whether", "unless", "until", "once"})
DENYING = frozenset({"deny"})
REQUIRING = frozenset({"require", "oblige", "compel"})
LESS = frozenset({"less", "hardly", "scarcely"})
ANY = frozenset({"any", "every", "whichever", "whatever"})
OPEN = frozenset({"may", "might"})  # negated or not
TENTATIVE = frozenset({"could", "can"})  # negated, they refuse


def stance_of(syntax: Syntax, stance: StanceWord) -> Stance | None:
    """Return the stance, turned round by a negation of its own or above it; None where a "may" leaves it open."""
    own = {*stance.entry.words}  # "would have no part", "could live with": the phrase says so itself
    negated = not own & NEGATIONS and (negated_near(syntax, stance.head) or _negated_above(syntax, stance.head))
    if stance.entry.kind == "adj" and LESS.intersection(syntax.lower(word.index) for word in _degrees(syntax, stance)):
        return None  # "is less willing to sign"
    auxiliaries = auxiliaries_near(syntax, stance.head) - own
    if CHOOSING.intersection(own) and _declined_after(syntax, stance.head):
        return "reject"
    if {"would", "have"} <= auxiliaries and not own & {"would"}:
        return None  # "would have accepted it"
    if auxiliaries & OPEN or _open_above(syntax, stance.head) or (auxiliaries & TENTATIVE and not negated):
        return None
    return stance.entry.negated if negated else stance.entry.stance


def _degrees(syntax: Syntax, stance: StanceWord) -> list[Word]:
    """Return the adverbs of an adjective."""
    return [word for word in syntax.below(stance.head, "advmod") if word.index < stance.head]


def _declined_after(syntax: Syntax, head: int) -> bool:
    """Say whether the infinitive that follows is negated ("voted on Friday not to attend")."""
    last = syntax.sentence(head)[-1]
    for at in range(head + 1, min(last, head + INFINITIVE_REACH)):
        if syntax.lower(at) == "not" and syntax.lower(at + 1) == "to":
            return True
        if syntax.words[at].tag in ("VERB", "SCONJ") or syntax.lower(at) == ",":
            return False
    return False


def _open_above(syntax: Syntax, head: int) -> bool:
    """Say whether what governs the stance leaves it open, gives it up or imposes it.

    "May want to accept", "may not offend them by boycotting", "stopped asking for", "will have to agree".
    """
    above = syntax.words[head].head
    if above >= 0 and syntax.relation(head) in ("xcomp", "ccomp", "advcl", "obj", "acl"):
        if DENYING.intersection(syntax.stems[above]) and syntax.lower(head).endswith("ing"):
            return True  # "denied refusing anything"
        if REQUIRING.intersection(syntax.stems[above]) and syntax.infinitive(head):
            return True  # "would have required them to renounce it"
    if above < 0 or syntax.relation(head) not in ("xcomp", "advcl", "conj"):
        return False
    open_ = bool(auxiliaries_near(syntax, above) & OPEN)
    match syntax.relation(head):
        case "xcomp":
            imposed = "have" in syntax.stems[above]
            return open_ or imposed or bool(STOPPING.intersection(syntax.stems[above]))
        case "advcl":
            return "by" in syntax.marks(head) and (open_ or _open_above(syntax, above))
        case _:
            return syntax.relation(above) == "xcomp" and _open_above(syntax, above)


def _negated_above(syntax: Syntax, head: int) -> bool:
    """Say whether a predicate that governs this infinitive is negated ("does not want to accept")."""
    current = head
    for _, word in zip(range(HIGHEST), syntax.analysis.ancestors(head), strict=False):
        if syntax.relation(current) != "xcomp":
            return False
        if negated_near(syntax, word.index):
            return True
        current = word.index
    return False


def is_asked(syntax: Syntax, head: int) -> bool:
    """Say whether the sentence asks: "Would he accept a truce now?"."""
    return any(syntax.lower(at) == "?" for at in syntax.sentence(head)[-2:])


def is_of_any(syntax: Syntax, head: int) -> bool:
    """Say whether this is told of whoever or whatever it may be ("any campaign that violated the pact")."""
    word = syntax.words[head]
    if word.relation != "acl:relcl" or not 0 <= word.head < head:
        return False
    return any(each.text.lower() in ANY for each in syntax.below(word.head, "det"))


def is_supposed(syntax: Syntax, head: int) -> bool:
    """Say whether the clause is only supposed ("if Moscow accepts", "whether to agree")."""
    if SUPPOSED & set(syntax.marks(head)) or supposed_near(syntax, head) or is_of_any(syntax, head):
        return True
    if head and syntax.lower(head - 1) == "than":
        return True  # "left rather than accept it"
    above = syntax.words[head].head
    if above >= 0 and syntax.infinitive(head) and EXPECTING.intersection(syntax.stems[above]):
        return True
    current = head
    for _, word in zip(range(HIGHEST), syntax.analysis.ancestors(head), strict=False):
        if syntax.relation(current) in ("advcl", "parataxis", "root"):
            return False
        if SUPPOSED & set(syntax.marks(word.index)):
            return True
        current = word.index
    return False
