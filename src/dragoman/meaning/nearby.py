"""Parties by the order of words, where the tree of a meeting names fewer than two: a parser's slip in "met with X".

Only the plainest patterns count: the mention right before the verb, and those right after "with", "to", "between" or
the verb itself.
"""

from __future__ import annotations

from collections.abc import Container

from dragoman.meaning.parties import Parties
from dragoman.meaning.syntax import Syntax

BEFORE = 4  # words between a subject and its verb: auxiliaries and adverbs
TO_CASE = 5  # words between a verb and its preposition ("spoke by phone on Monday to")
TO_BETWEEN = 9  # words between a noun and its "between" or "with" ("talks in Rome on 3 May with")
TO_BY = 3  # words between a noun and the "by" of its participle ("talks led by")
LEADING = frozenset("led mediated brokered hosted chaired sponsored convened facilitated organised organized".split())
LENGTH = 16  # words that a list of parties may take
BETWEEN = frozenset({"ADV", "AUX", "PART", "PUNCT"})
WITHIN = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "CCONJ", "PART", "PRON"})
MODIFIERS = frozenset({"amod", "compound", "nmod:poss"})
JOINING = frozenset({"of", ",", "-", "’s", "'s"})


def parties_before(syntax: Syntax, parties: Parties, head: int) -> tuple[str, ...]:
    """Return the actors of the mention right before the verb; adverbs, auxiliaries and a date may stand between."""
    first = syntax.sentence(head)[0]
    index, steps = head - 1, 0
    while index >= first and steps < BEFORE:
        tag, lower = syntax.words[index].tag, syntax.lower(index)
        if syntax.is_time(index) or (tag == "ADP" and syntax.is_time(index + 1)):
            pass
        elif tag in ("NOUN", "PROPN", "PRON"):
            return parties.at(index)
        elif lower == "," and index == head - 1:
            return parties.named_at_end(_before_relative(syntax, index, first) - 1)  # "the minister, Ana Alba, spoke"
        elif tag not in BETWEEN or lower == ",":
            return ()
        index, steps = index - 1, steps + 1
    return ()


def _before_relative(syntax: Syntax, comma: int, first: int) -> int:
    """Return the comma before "Alba, which backs Beria, accused": a relative clause names nobody who goes on."""
    for index in range(comma - 1, first, -1):
        if syntax.lower(index) == ",":
            return index if syntax.lower(index + 1) in ("which", "who", "whose") else comma
    return comma


def parties_after(
    syntax: Syntax, parties: Parties, head: int, cases: Container[str], *, reach: int = TO_CASE
) -> tuple[str, ...]:
    """Return the actors of the list that follows the first of the prepositions within `reach` words of the trigger."""
    end = syntax.sentence(head)[-1] + 1
    for index in range(head + 1, min(end, head + 1 + reach)):
        if syntax.lower(index) in cases:
            return _list(syntax, parties, index + 1, min(end, index + 1 + LENGTH))
        if syntax.words[index].tag in ("VERB", "SCONJ"):
            break
    return ()


def leaders_after(syntax: Syntax, parties: Parties, head: int) -> tuple[str, ...]:
    """Return the actors in "talks led by X", whatever the tree makes of the participle."""
    if head + 1 < len(syntax.words) and syntax.lower(head + 1) in LEADING:
        return parties_after(syntax, parties, head + 1, ("by",), reach=TO_BY)
    return ()


def parties_right_after(syntax: Syntax, parties: Parties, head: int) -> tuple[str, ...]:
    """Return the actors of the list that follows the verb at once ("met X and Y")."""
    end = syntax.sentence(head)[-1] + 1
    return _list(syntax, parties, head + 1, min(end, head + 1 + LENGTH))


def _list(syntax: Syntax, parties: Parties, first: int, end: int) -> tuple[str, ...]:
    found: list[str] = []
    for index in range(first, end):
        word = syntax.words[index]
        if word.tag not in WITHIN and syntax.lower(index) not in JOINING:
            break
        if word.tag in ("NOUN", "PROPN", "PRON") and word.relation not in MODIFIERS and syntax.lower(index) != "’s":
            found += parties.named_at(index) or parties.at(index)
    return tuple(dict.fromkeys(found))
