"""Coordination: what "and" joins, and what a comma only sets beside it."""

from __future__ import annotations

from dataclasses import replace

from dragoman.meaning.mending.moves import HEADS, MODIFIERS, case, move
from dragoman.reading.analysis import Word


def mend_joined_modifiers(words: list[Word], index: int, first: int) -> None:
    """Coordinate "Beria" with "Alban" in "Alban and Berian envoys", where the tree hangs it on the envoys."""
    before = index - 2
    if before < first or words[index - 1].text.lower() not in ("and", "or"):
        return
    if words[before].head == words[index].head and words[before].relation in MODIFIERS:
        move(words, index, before, "conj")


def mend_joined_names(words: list[Word], index: int) -> None:
    """Coordinate two names as wholes ("Ana Alba and Ben Cora"), not the second with the first one's last word."""
    head = words[index].head
    while words[head].relation == "flat" and words[head].head >= 0:
        head = words[head].head
    if head < index and words[index].tag == "PROPN":
        move(words, index, head, "conj")


def mend_joined_apposition(words: list[Word], index: int, first: int) -> None:
    """Coordinate the names in "Alba, the envoy, and Beria": what the comma closes off joins nobody."""
    named = words[words[index].head].head
    joined = [word.index for word in words[first:index] if word.relation == "cc" and word.head == index]
    if joined and words[joined[-1] - 1].text == "," and first <= named < index and words[named].tag == "PROPN":
        move(words, index, named, "conj")


def follows_joining(words: list[Word], index: int, first: int) -> bool:
    """Say whether the word has an "and" in front of it."""
    return any(word.relation == "cc" and word.head == index for word in words[first:index])


def mend_joined_subjects(words: list[Word], index: int, first: int) -> None:
    """Coordinate the subjects in "Alba and Beria are expected to meet", where each has a verb of its own."""
    joining = next(word.index for word in words[first:index] if word.relation == "cc" and word.head == index)
    before = joining - 1
    while before > first and words[before].relation in ("flat", "compound") and first <= words[before].head < before:
        before = words[before].head
    if before >= first and words[before].relation.startswith("nsubj") and words[before].head > index:
        move(words, index, before, "conj")


def mend_second_object(words: list[Word], index: int) -> None:
    """Coordinate "Cora" with "Beria" in "met Beria in Rome and Cora in Oslo", where the tree hangs it on the verb."""
    head = words[index].head
    first = next(word.index for word in words[head + 1 : index] if word.head == head and word.relation == "obj")
    move(words, index, first, "conj")


def is_second_object(words: list[Word], index: int) -> bool:
    """Say whether a nominal behind "and" hangs on a verb that has a name for its object."""
    head = words[index].head
    if not 0 <= head < index or words[head].tag != "VERB":
        return False
    named = any(
        word.head == head and word.relation == "obj" and word.tag == "PROPN" for word in words[head + 1 : index]
    )
    joined = any(word.relation == "cc" and word.head == index for word in words[head:index])
    return (
        named and joined and not any(word.head == index and word.relation.startswith("nsubj") for word in words[head:])
    )


def mend_aside(words: list[Word], index: int) -> None:
    """Set a nominal after a comma aside ("offered to host talks, the first attempt"): nothing coordinates it."""
    head = words[index].head
    below = [word for word in words[head:index] if word.head == index]
    opening = min([word.index for word in below], default=index)
    joined = any(word.relation == "cc" for word in below)
    if words[head].tag == "VERB" and not joined and words[opening].text == "," and words[head].relation != "conj":
        words[index] = replace(words[index], relation="parataxis")


def mend_dated(words: list[Word], index: int) -> None:
    """Hang "with the envoy" on the talks in "talks on 4 May with the envoy", where the tree joins it to the date."""
    date = words[index].head
    below = {word.relation for word in words[date:index] if word.head == index}
    if "case" in below and "cc" not in below and 0 <= words[date].head < date:
        move(words, index, words[date].head, "nmod" if words[words[date].head].tag == "NOUN" else "obl")


def mend_coordination(words: list[Word], index: int, first: int) -> None:
    """Join "and Y" to the X before it, where both hang side by side on one word."""
    later = words[words[index].head]
    if later.relation == "conj" or later.tag not in HEADS or later.head < 0:
        return
    mine = case(words, later.index, index)
    for at in range(index - 1, first - 1, -1):
        other = words[at]
        if other.head != later.head or other.relation.split(":")[0] != later.relation.split(":")[0]:
            continue
        if other.tag in HEADS and (not mine or mine == case(words, at, first)):
            move(words, later.index, at, "conj")
        return
