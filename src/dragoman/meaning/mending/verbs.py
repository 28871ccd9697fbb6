"""Verbs with their particles, subjects, objects and conjunctions."""

from __future__ import annotations

from dataclasses import replace

from dragoman.meaning.mending.moves import HEADS, RUN, case, is_day, move
from dragoman.reading.analysis import Word
from dragoman.reading.lemmas import candidates

PHRASAL = frozenset(
    "call break put rule carry turn set take cut shut blow hand pull lay close back give kick send round gun shoot"
    " step start lock hold head".split()
)
OBJECT_REACH = 5  # words of a name with its titles after the verb


def mend_particle(words: list[Word], index: int) -> None:
    """Make "off" in "called off the summit" a particle, and the summit the object."""
    verb, noun = index - 1, words[index].head
    move(words, index, verb, "compound:prt")
    if noun > index and words[noun].head == verb and words[noun].relation == "obl":
        move(words, noun, verb, "obj")


def is_phrasal(word: Word) -> bool:
    """Say whether the verb takes a particle: "called" takes "off"."""
    return word.tag == "VERB" and bool(PHRASAL.intersection(candidates(word.text, "VERB")))


def mend_verb(words: list[Word], index: int, first: int, end: int) -> None:
    """Give a finite verb the name right before it as subject, also where the parser took both for parts of a noun."""
    verb = words[index]
    before = index - 1
    while before > first and (words[before].tag in ("ADV", "AUX") or is_day(words, before)):
        before -= 1
    if before < first or words[before].tag not in ("PROPN", "NOUN", "PRON"):
        return
    noun = verb.head
    if verb.relation == "amod" and index < noun < end and words[before].tag == "PROPN" and before == index - 1:
        above = words[noun].head
        marked = above >= 0 and words[above].tag == "PUNCT" and words[above].relation == "root"
        if (words[noun].relation == "root" or marked) and words[before].head in (index, noun) and before == first:
            words[index] = replace(verb, head=-1, relation="root", tag="VERB")
            move(words, noun, index, "obj")
            move(words, before, index, "nsubj")
            if marked:  # no predicate was found at all
                move(words, above, index, "punct")
        return
    if verb.relation == "acl" and verb.head == before == index - 1 and words[before].tag == "PROPN":
        following = words[index + 1].text.lower() if index + 1 < end else ""
        if words[before].relation == "root" and following != "by":  # "Alba called on Beria to go"
            words[index] = replace(verb, head=-1, relation="root", tag="VERB")
            move(words, before, index, "nsubj")
            for at in range(index + 1, end):
                if words[at].head == before:
                    move(words, at, index, words[at].relation)
        return
    if verb.tag != "VERB" or verb.relation in ("acl", "amod", "acl:relcl", "xcomp"):
        return
    if any(
        word.head == index and word.relation.split(":")[0] in ("nsubj", "csubj", "expl") for word in words[first:end]
    ):
        return
    top = before
    while first <= words[top].head < index and words[words[top].head].tag in HEADS:
        top = words[top].head
    slipped = words[top].head > index or (words[top].head == index and words[top].relation == "obl")
    if slipped and not case(words, top, first) and not is_day(words, top):
        move(words, top, index, "nsubj")


def mend_object(words: list[Word], index: int, end: int) -> None:
    """Make a name right after its verb and without a preposition the object ("would meet Beria")."""
    verb = words[index].head
    if words[verb].tag != "VERB" or words[index].tag not in ("PROPN", "PRON") or index - verb > OBJECT_REACH:
        return
    between = words[verb + 1 : index]
    adjacent = all(word.tag in RUN and word.head in (index, index - 1) for word in between)
    around = words[max(0, verb - OBJECT_REACH) : end]
    taken = any(word.head == verb and word.relation in ("obj", "aux:pass") for word in around)
    if adjacent and not taken and not is_day(words, index):
        move(words, index, verb, "obj")


def mend_subject(words: list[Word], index: int, first: int, end: int) -> None:
    """Give a second subject behind its verb to the next verb, which has none ("would meet, if the two agree")."""
    verb = words[index].head
    if not any(word.head == verb and word.relation.startswith("nsubj") for word in words[first:verb]):
        return
    joining = any(words[at].tag == "CCONJ" for at in range(verb + 1, index))
    second = _joined_predicate(words, index, end) if joining else None
    if second is not None:
        move(words, index, second, "nsubj")  # "Alba met Beria, and Dorian was in Rome for talks"
        return
    for at in range(index + 1, end):
        joined = words[at].relation == "cc" and words[words[at].head].tag == "VERB"
        if joined and words[words[at].head].head == verb and words[words[at].head].relation == "conj":
            move(words, index, verb, "obj")  # "hosted Beria in Rome and said"
            return
        if at == index + 1 and words[at].tag in ("SCONJ", "ADP", "PUNCT") and index - verb <= OBJECT_REACH:
            if words[at].text != ",":
                move(words, index, verb, "obj")  # "warned Beria that"
            return
        if words[at].tag == "VERB":
            if not any(word.head == at and word.relation.startswith("nsubj") for word in words[first:end]):
                move(words, index, at, "nsubj")
            return
        if words[at].tag in ("PUNCT", "SCONJ"):
            return


def _joined_predicate(words: list[Word], index: int, end: int) -> int | None:
    """Return the nominal predicate behind a subject, joined to its verb, that has no subject of its own."""
    verb = words[index].head
    for at in range(index + 1, end):
        if words[at].head != verb or words[at].relation != "conj" or words[at].tag == "VERB":
            continue
        below = {word.relation.split(":")[0] for word in words[index:end] if word.head == at}
        return at if "cop" in below and "nsubj" not in below else None
    return None


def mend_mark(words: list[Word], index: int, first: int, end: int) -> None:
    """Give "unless" to the verb rather than its subject, and "said before leaving" one verb under the other."""
    head = words[index].head
    if head > index and words[head].relation.startswith("nsubj") and words[words[head].head].tag in ("VERB", "ADJ"):
        move(words, index, words[head].head, "mark")
        return
    adverbial = words[head].relation == "advcl" and words[head].text.lower().endswith("ing")
    if adverbial and head == index + 1 < end and index > first and words[index - 1].tag == "VERB":
        move(words, head, index - 1, "advcl")
