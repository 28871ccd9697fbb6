"""Nominals with their prepositions, appositions and relative clauses."""

from __future__ import annotations

from dataclasses import replace

from dragoman.meaning.mending.moves import HEADS, MODIFIERS, RUN, case, move
from dragoman.reading.analysis import Word
from dragoman.reading.lemmas import candidates

GATHERINGS = frozenset("summit meeting talk talks conference session congress forum ceremony".split())
DISCUSSING = frozenset({"discuss", "raise", "share", "coordinate"})  # a thing, with somebody
PEOPLE = frozenset(
    "diplomat official minister president leader envoy spokesman spokeswoman negotiator aide ambassador people member"
    " delegate mediator chief adviser source".split()
)


def mend_named_behind(words: list[Word], index: int) -> None:
    """Make a name behind its noun and a comma an apposition: "Ana Alba's predecessor, Ben Cora"."""
    if 0 <= words[index].head < index - 1:
        words[index] = replace(words[index], relation="appos")


def mend_discussed(words: list[Word], index: int, first: int) -> None:
    """Hang "with Beria" on the verb in "discussed the map with Beria", where the tree hangs it on the map."""
    noun = words[words[index].head]
    if noun.relation != "obj" or words[noun.head].tag != "VERB" or case(words, index, first) != "with":
        return
    if DISCUSSING.intersection(candidates(words[noun.head].text, "VERB")):
        move(words, index, noun.head, "obl")


def mend_occasion(words: list[Word], index: int, first: int) -> None:
    """Hang "at a summit" on the verb, where the tree hangs it on the name before it."""
    top = words[index].head
    if words[top].tag != "PROPN" or case(words, index, first) not in ("at", "during"):
        return
    if GATHERINGS.isdisjoint(candidates(words[index].text, "NOUN")):
        return
    while first <= words[top].head and words[top].relation in ("conj", "appos", "flat", "nmod"):
        top = words[top].head
    verb = words[top].head
    if first <= verb < index and words[verb].tag == "VERB":
        move(words, index, verb, "obl")


def mend_agent(words: list[Word], index: int, first: int) -> None:
    """Hang "by Beria" on the deed in "the shelling of Alba by Beria", where the tree hangs it on the name."""
    name = words[words[index].head]
    deed = name.head
    if name.tag != "PROPN" or name.relation != "nmod" or not first <= deed < name.index or words[deed].tag != "NOUN":
        return
    if case(words, index, first) == "by" and case(words, name.index, first) == "of":
        move(words, index, deed, "nmod")


def mend_crossing(words: list[Word], index: int, first: int) -> None:
    """Hang what follows "he said" on it, where the tree hangs it on a word of what was said before it."""
    head = words[index].head
    above = words[head].head
    while first <= above < index:
        if head < above and words[above].tag == "VERB":
            if not any(word.tag == "PUNCT" for word in words[above:index]):  # '", he said, "with pleasure"' goes on
                move(words, index, above, "obl")
            return
        head, above = above, words[above].head


def mend_case(words: list[Word], index: int, end: int) -> None:
    """Put a preposition under the nominal right after it, where it hangs on another one."""
    last = index + 1
    while last < end and (words[last].tag in RUN or words[last].relation == "flat"):
        last += 1
    run = range(index + 1, last)
    if words[index].head in run or not run:
        head = words[index].head
        while run and head in run and words[head].relation in MODIFIERS and words[head].head in run:
            head = words[head].head  # "in St. Petersburg" under "St."
        if run and head != words[index].head:
            move(words, index, head, "case")
        return
    if 0 < words[index].head - last <= 1 and words[last - 1].head == words[index].head:
        return  # "from Alba's army": the run breaks off at the possessive
    tops = [at for at in run if words[at].tag in HEADS and words[at].head not in run]
    if not tops or words[tops[-1]].relation in {*MODIFIERS, "nmod:poss", "nmod:unmarked"}:
        return
    move(words, index, tops[0], "case")


def mend_relative(words: list[Word], index: int, first: int) -> None:
    """Hang ", which ..." on the noun before it rather than on the people before that noun."""
    clause = words[index].head
    if clause > index and words[clause].relation in ("advcl", "ccomp") and words[index].penn == "WDT":
        _mend_stray(words, index, first)
        return
    if words[index].text.lower() == "that" or clause < 0 or words[clause].relation not in ("acl:relcl", "acl"):
        return
    before = index - 1 if words[index - 1].text != "," else index - 2
    head = words[clause].head
    if before <= first or not first <= head < before or words[before].tag not in ("NOUN", "PROPN"):
        return
    if PEOPLE.intersection(candidates(words[head].text, "NOUN")) and words[before].head == head:
        move(words, clause, before, "acl:relcl")


def _mend_stray(words: list[Word], index: int, first: int) -> None:
    """Hang "that had been planned", taken for a clause of the verb, on the noun phrase before it."""
    top = index - 1 if words[index - 1].text != "," else index - 2
    if top <= first or words[top].tag not in HEADS:
        return
    while first <= words[top].head < top and words[words[top].head].tag in HEADS:
        top = words[top].head
    move(words, words[index].head, top, "acl:relcl")
