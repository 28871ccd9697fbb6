"""Slips of the parser that the order of words shows, mended before anybody asks the tree.

Only words whose right place is beyond doubt are moved: a preposition goes to the nominal that follows it, an
infinitive to the word in front of its "to", a particle to its verb, a relative clause to the noun before "which".
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.meaning.mending.infinitives import is_willing, mend_due, mend_infinitive, mend_purpose, mend_set
from dragoman.meaning.mending.joined import (
    follows_joining,
    is_second_object,
    mend_aside,
    mend_coordination,
    mend_dated,
    mend_joined_apposition,
    mend_joined_modifiers,
    mend_joined_names,
    mend_joined_subjects,
    mend_second_object,
)
from dragoman.meaning.mending.moves import LOOSE
from dragoman.meaning.mending.nominals import (
    mend_agent,
    mend_case,
    mend_crossing,
    mend_discussed,
    mend_named_behind,
    mend_occasion,
    mend_relative,
)
from dragoman.meaning.mending.verbs import is_phrasal, mend_mark, mend_object, mend_particle, mend_subject, mend_verb
from dragoman.reading.analysis import Analysis, Word

OWED = ["to", "have"]
SET = frozenset({"due", "set", "ready", "likely", "unlikely", "able", "unable", "prepared", "willing"})
PARTICLES = frozenset({"off", "out", "up", "down", "over", "back"})


def mend(analysis: Analysis) -> Analysis:
    """Return the analysis with plain slips of the parser put right; the same one where there is none."""
    words = list(analysis.words)
    for first, end in analysis.sentences:
        _mend_sentence(words, first, end)
    if all(mended is word for mended, word in zip(words, analysis.words, strict=True)):
        return analysis
    return replace(analysis, words=tuple(words))


def _mend_sentence(words: list[Word], first: int, end: int) -> None:
    for index in range(first, end):
        word = words[index]
        lower = word.text.lower()
        if lower == "to" and index + 1 < end and first < index:
            mend_infinitive(words, index, first, end)
        elif word.relation == "aux:pass" and [each.text.lower() for each in words[index + 1 : index + 3]] == OWED:
            words[index] = replace(word, relation="aux")  # "were to have held talks" is no passive
        elif word.relation == "case" and lower == "due" and index > first:
            mend_due(words, index, first, end)
        elif word.relation == "case" and lower in PARTICLES and index > first and is_phrasal(words[index - 1]):
            mend_particle(words, index)
        elif word.relation == "case" and word.tag == "ADP":
            mend_case(words, index, end)
        elif word.relation == "expl" and lower == "it" and is_willing(words[word.head]):
            words[index] = replace(word, relation="nsubj")
        elif word.relation == "mark":
            mend_mark(words, index, first, end)
        elif word.relation == "cc" and word.head > index:
            mend_coordination(words, index, first)
        elif lower in ("which", "that") and word.relation.startswith("nsubj") and index > first:
            mend_relative(words, index, first)
    for index in range(first, end):
        relation = words[index].relation
        if relation == "nmod:poss" and words[index].tag == "PROPN" and words[index - 1].text == "," and index > first:
            mend_named_behind(words, index)
        elif relation == "advcl" and words[index].text.lower() in SET and words[index].head > index:
            mend_set(words, index, first)
        elif words[index].penn in ("VBD", "VBN", "VBZ", "VBP"):
            mend_verb(words, index, first, end)
        elif relation.startswith("nsubj") and words[index].head > index and follows_joining(words, index, first):
            mend_joined_subjects(words, index, first)
        elif relation in LOOSE and words[index].head < index:
            mend_object(words, index, end)
            if words[index].relation == "obl":
                mend_crossing(words, index, first)
            elif words[index].relation == "nmod" and words[index].head >= 0:
                mend_discussed(words, index, first)
                mend_agent(words, index, first)
                mend_occasion(words, index, first)
        elif relation.startswith("nsubj") and 0 <= words[index].head < index:
            mend_subject(words, index, first, end)
        elif relation == "conj" and words[index].head > index and words[index].tag in ("ADJ", "PROPN"):
            mend_joined_modifiers(words, index, first)
        elif relation == "conj" and words[index].tag == "PROPN" and words[words[index].head].relation == "appos":
            mend_joined_apposition(words, index, first)
        elif relation == "conj" and words[index].tag in ("PROPN", "NOUN") and is_second_object(words, index):
            mend_second_object(words, index)
        elif relation == "conj" and words[words[index].head].relation == "flat":
            mend_joined_names(words, index)
        elif relation == "conj" and words[index].tag == "NOUN" and 0 <= words[index].head < index:
            if words[words[index].head].tag == "NUM":
                mend_dated(words, index)
            else:
                mend_aside(words, index)
        elif relation == "advcl" and words[index].tag == "VERB" and first <= words[index].head < index:
            mend_purpose(words, index)
