"""Parties by the order of words, where the tree of a meeting names fewer than two: a parser's slip in "met with X".

Only the plainest patterns count: the mention right before the verb, and those right after "with", "to", "between" or
the verb itself.
"""

from __future__ import annotations

from collections.abc import Container

from dragoman.meaning.parties import Parties
from dragoman.meaning.syntax import Syntax

BEFORE = 4  # words between a subject and its verb: auxiliaries and adverbs
TO_CASE = 4  # words between a trigger and its preposition ("talks in Rome with")
LENGTH = 16  # words that a list of parties may take
BETWEEN = frozenset({"ADV", "AUX", "PART", "PUNCT"})
WITHIN = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "CCONJ", "PART", "PRON"})
MODIFIERS = frozenset({"amod", "compound", "nmod:poss"})
JOINING = frozenset({"of", ",", "-", "’s", "'s"})


def parties_before(syntax: Syntax, parties: Parties, head: int) -> tuple[str, ...]:
    """Return the actors of the mention right before the verb, adverbs and auxiliaries aside."""
    first = syntax.sentence(head)[0]
    for index in range(head - 1, max(first, head - 1 - BEFORE) - 1, -1):
        if syntax.words[index].tag in ("NOUN", "PROPN", "PRON"):
            return parties.at(index)
        if syntax.words[index].tag not in BETWEEN or syntax.lower(index) == ",":
            return ()
    return ()


def parties_after(syntax: Syntax, parties: Parties, head: int, cases: Container[str]) -> tuple[str, ...]:
    """Return the actors of the list that follows the first of the prepositions after the trigger."""
    end = syntax.sentence(head)[-1] + 1
    for index in range(head + 1, min(end, head + 1 + TO_CASE)):
        if syntax.lower(index) in cases:
            return _list(syntax, parties, index + 1, min(end, index + 1 + LENGTH))
        if syntax.words[index].tag in ("VERB", "SCONJ"):
            break
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
            found += parties.named_at(index)
    return tuple(dict.fromkeys(found))
