"""Conditions: the clause on which something is made to depend."""

from __future__ import annotations

from dragoman.meaning.syntax import Syntax
from dragoman.text import Part

STRICT = frozenset({"if", "unless", "until", "provided", "providing", "till"})
TEMPORAL = frozenset({"when", "once", "after", "before", "whenever"})
LONG = ("as long as", "so long as", "on condition", "on the condition", "as soon as")
ASKING = frozenset(
    {"ask", "wonder", "know", "see", "doubt", "decide", "determine", "question", "check"}
)  # "if": whether
EXCHANGE = frozenset({"in exchange", "in return", "on condition", "subject to", "conditional on", "without"})


def find_condition(syntax: Syntax, index: int, *, open_ended: bool) -> int | None:
    """Return the head of the clause or phrase that conditions the predicate, or None.

    Args:
        syntax: the tree.
        index: the predicate.
        open_ended: whether the predicate lies in the future, so that "when" and "once" name a condition too.
    """
    for word in syntax.below(index, "advcl", "obl", "parataxis", "conj", "ccomp"):
        if is_condition(syntax, word.index, open_ended=open_ended):
            return word.index
    return None


def is_condition(syntax: Syntax, index: int, *, open_ended: bool) -> bool:
    """Say whether the clause or phrase with this head conditions what it hangs on."""
    relation = syntax.words[index].relation
    if relation.startswith("obl"):
        case = syntax.case(index)
        phrase = f"{case} {syntax.lower(index)}"
        return any(phrase.startswith(start) or case.startswith(start) for start in EXCHANGE if start != "without")
    marks = set(syntax.marks(index))
    if relation == "ccomp":  # a conditional clause that the parser took for what is said or hoped
        above = syntax.words[index].head
        return (
            bool(marks & (STRICT | TEMPORAL))
            and open_ended
            and not _is_past(syntax, index)
            and ASKING.isdisjoint(syntax.stems[above])
        )
    if not relation.startswith("advcl"):
        return "if" in marks and open_ended
    if marks & STRICT and "even" not in marks:
        return "as" not in marks or "if" not in marks  # "as if" compares
    if syntax.lower(index) in ("provided", "providing"):
        return True
    first = syntax.clause(index)[0]
    opening = syntax.text[syntax.words[first].start : syntax.words[first].start + 20].lower()
    if opening.startswith(LONG):
        return True
    return open_ended and bool(marks & TEMPORAL) and not _is_past(syntax, index)


def _is_past(syntax: Syntax, index: int) -> bool:
    """Say whether the clause tells of what was ("when he took office"), and not what was said to come."""
    helpers = {"would", "could", "should", "'d", "might"}
    above = syntax.words[index].head
    if above >= 0 and helpers.intersection(syntax.auxiliaries(above)):
        return False
    finite = [syntax.words[index], *syntax.below(index, "aux", "cop")]
    return any(word.penn == "VBD" for word in finite)


def condition_part(syntax: Syntax, index: int) -> Part:
    """Return the words of the condition, its subordinator included."""
    words = syntax.analysis.subtree(index)
    while len(words) > 1 and syntax.words[words[0]].tag == "CCONJ":
        words = words[1:]
    first = words[0]
    if first and syntax.lower(first - 1) == "only":
        words = [first - 1, *words]
    return syntax.part(words)
