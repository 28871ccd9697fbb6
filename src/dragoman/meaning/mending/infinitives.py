"""Infinitives and the words that take them: "due to meet", "ready to talk", "invite them to come"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.meaning.mending.moves import HEADS, LOOSE, RUN, TIME_WORDS, is_day, move
from dragoman.reading.analysis import Word
from dragoman.reading.lemmas import candidates

# Verbs that take a person and an infinitive: "invite the parties to meet".
INVITING = frozenset(
    "invite urge ask tell order want persuade allow press call force expect convince request encourage beg advise"
    " authorise authorize require push pressure warn".split()
)
# Words that take an infinitive of their own: "ready to meet", "agreed to talk", "an offer to mediate".
WILLING = frozenset(
    "ready willing prepared unwilling reluctant keen eager happy able unable due set likely unlikely open refuse agree"
    " offer want hope plan intend decide decline threaten promise pledge vow expect try seek wish ask prepare mean"
    " schedule readiness willingness offer plan refusal promise decision desire wish bid attempt demand".split()
)
PERSONAL = frozenset("ready willing prepared unwilling reluctant keen eager able unable set due determined".split())
OBLIGED = frozenset({"had", "has", "have", "ought"})
REACH = 6  # words of an object between "invite" and "to"


def mend_set(words: list[Word], index: int, first: int) -> None:
    """Put "due" above "to meet" in "had been due to meet", where the tree has it the other way round."""
    verb = words[index].head
    if verb > index + 2 or words[index + 1].text.lower() != "to":
        return
    for at in range(first, index):
        if words[at].head == verb and words[at].relation.split(":")[0] in ("nsubj", "aux", "cop", "advmod"):
            words[at] = replace(words[at], head=index)
    words[index] = replace(words[index], head=words[verb].head, relation=words[verb].relation)
    words[verb] = replace(words[verb], head=index, relation="xcomp")


def mend_due(words: list[Word], index: int, first: int, end: int) -> None:
    """Hang "due to meet" on the noun before it ("experts from the two countries due to meet"), as an adjective."""
    verb = words[index].head
    if not index + 1 < verb < min(end, index + 4) or words[index + 1].text.lower() != "to" or words[verb].tag != "VERB":
        return
    top = index - 1
    while first <= words[top].head < top and words[top].relation in ("nmod", "flat", "compound"):
        top = words[top].head
    if words[top].tag not in HEADS:
        return
    move(words, index, top, "acl")
    if words[index].head == top:
        words[index] = replace(words[index], tag="ADJ")
        move(words, verb, index, "xcomp")
        move(words, index + 1, verb, "mark")


def mend_purpose(words: list[Word], index: int) -> None:
    """Make the infinitive after "offered on Monday" what was offered, where a date alone stands between."""
    head = words[index].head
    marks = [word for word in words[head:index] if word.head == index and word.text.lower() == "to"]
    between = [word for word in words[head + 1 : index] if word.head == head]
    dated = between and all(word.text.lower() in TIME_WORDS or word.relation == "punct" for word in between)
    willing = words[head].tag == "VERB" and WILLING.intersection(candidates(words[head].text, "VERB"))
    if marks and dated and marks[0].index == index - 1 and willing:
        words[index] = replace(words[index], relation="xcomp")


def is_willing(word: Word) -> bool:
    """Say whether "it" in front of the word is somebody: "it is ready to"."""
    return word.tag in ("ADJ", "VERB") and word.text.lower() in PERSONAL


def mend_infinitive(words: list[Word], index: int, first: int, end: int) -> None:
    """Put an infinitive under the word that it belongs to by its place: "ready to meet", "invite them to talk"."""
    verb = words[index].head
    if index < verb < min(end, index + 4) and words[index - 1].text.lower() in OBLIGED:
        _mend_obliged(words, index - 1, verb)
    if not index < verb < min(end, index + 4) or words[verb].tag not in ("VERB", "AUX") or words[index].tag == "ADP":
        return
    before = index - 1
    while before > first and (words[before].tag == "ADV" or is_day(words, before)):
        before -= 1
    if words[verb].relation == "ccomp" and not any(
        word.head == verb and word.relation.startswith("nsubj") for word in words[first:end]
    ):
        words[verb] = replace(words[verb], relation="xcomp")  # "voted on Monday not to attend"
    if words[verb].relation == "amod" and words[verb].head > verb and words[words[verb].head].head >= 0:
        _mend_modifying(words, verb)
    _mend_infinitive_object(words, verb, end)
    if words[verb].head == before:
        if words[verb].relation in LOOSE:  # an infinitive is no oblique
            words[verb] = replace(words[verb], relation="xcomp")
        return
    stems = candidates(words[before].text, words[before].tag if words[before].tag != "ADJ" else None)
    if WILLING.intersection(stems) and words[before].tag in ("ADJ", "VERB", "NOUN"):
        move(words, verb, before, "acl" if words[before].tag == "NOUN" else "xcomp")
        return
    for at in range(before, max(first, before - REACH) - 1, -1):
        if words[at].tag == "VERB":
            if INVITING.intersection(candidates(words[at].text, "VERB")) and at < before:
                move(words, verb, at, "xcomp")
            return
        if words[at].tag in ("PUNCT", "SCONJ", "AUX"):
            return


def _mend_obliged(words: list[Word], had: int, verb: int) -> None:
    """Hang "to be closed" on "had" in "said the road had to be closed", where the tree has them side by side."""
    if words[had].head == words[verb].head and words[had].relation == words[verb].relation == "ccomp":
        words[had] = replace(words[had], tag="VERB")
        move(words, verb, had, "xcomp")


def _mend_modifying(words: list[Word], verb: int) -> None:
    """Put an infinitive that the tree made an adjective of its object above it: "went to Rome to brief officials"."""
    noun = words[verb].head
    words[verb] = replace(words[verb], head=words[noun].head, relation="advcl")
    words[noun] = replace(words[noun], head=verb, relation="obj")


def _mend_infinitive_object(words: list[Word], verb: int, end: int) -> None:
    """Give an infinitive the noun right after it, where that hangs on the verb in front: "offered to host talks"."""
    noun = verb + 1
    while noun < end and words[noun].tag in RUN and words[noun].head > noun:
        noun += 1
    outer = words[verb].head
    loose = noun < end and words[noun].head == outer and words[noun].relation in {*LOOSE, "obj"}
    if not loose or outer < 0 or words[noun].tag not in ("NOUN", "PROPN") or is_day(words, noun):
        return
    if not any(words[at].relation == "case" for at in range(verb + 1, noun)):
        move(words, noun, verb, "obj")
