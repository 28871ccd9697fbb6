"""Slips of the parser that the order of words shows; right trees stay as they are."""

# ruff: noqa: E501 (a sentence of a table stands on one line)
from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.meaning.mending import mend
from dragoman.reading.analysis import Analysis, Word
from tests.meaning.trees import parse

RIGHT = [
    "Alba|P|met|nsubj met|V|0|root Beria|P|met|obj in|I|Rome|case Rome|P|met|obl",
    "Alba|P|ready|nsubj is|X|ready|cop ready|A|0|root to|T|meet|mark meet|V|ready|xcomp Beria|P|meet|obj",
    "Talks|N|held|nsubj:pass between|I|Alba|case Alba|P|Talks|nmod and|C|Beria|cc Beria|P|Alba|conj were|X|held|aux:pass held|V|0|root",
    "roads|N|closed|nsubj are|X|closed|cop closed|A|said|ccomp ,|U|said|punct Ana|P|said|nsubj said|V|0|root ,|U|Rome|punct in|I|Rome|case Rome|P|closed|obl",
    "talks|N|0|root on|I|4|case 4|M|talks|nmod May|P|4|nmod and|C|envoys|cc with|I|envoys|case envoys|N|4|conj",
    "Ana|P|held|nsubj held|V|0|root talks|N|held|obj with|I|Ben|case Ben|P|talks|nmod",
    "troops|N|left|nsubj from|I|Alba|case Alba|P|army|nmod:poss 's|T|Alba|case army|N|troops|nmod left|V|0|root",
]  # fmt: skip


@pytest.mark.parametrize("sentence", RIGHT)
def test_a_right_tree_stays(sentence: str) -> None:
    analysis = parse(sentence).analysis
    assert mend(analysis) is analysis


# the slip, and the word, head and relation that it should have
SLIPS = [
    ("Ana|P|said|nsubj said|V|0|root roads|N|had|nsubj had|X|said|ccomp to|T|closed|mark be|X|closed|aux:pass closed|V|said|ccomp", "closed", "had", "xcomp"),
    ("talks|N|0|root they|O|held|nsubj were|X|held|aux:pass to|T|held|mark have|X|held|aux held|V|talks|acl:relcl", "were", "held", "aux"),
    ("Ana|P|offered|nsubj offered|V|0|root on|I|Monday|case Monday|P|offered|obl to|T|host|mark host|V|offered|advcl talks|N|host|obj", "host", "offered", "xcomp"),
    ("Ana|P|offered|nsubj offered|V|0|root to|T|host|mark host|V|offered|xcomp talks|N|host|obj ,|U|attempt|punct an|D|attempt|det attempt|N|offered|conj", "attempt", "offered", "parataxis"),
    ("Ana|P|spoke|nsubj spoke|V|0|root by|I|envoy|case phone|N|spoke|obl to|I|envoy|case the|D|envoy|det envoy|N|spoke|obl", "by", "phone", "case"),
    ("Ana|P|said|nsubj said|V|0|root he|O|ready|nsubj was|X|ready|cop ready|A|said|ccomp to|T|meet|mark meet|V|said|ccomp Ben|P|meet|obj", "meet", "ready", "xcomp"),
    ("Ana|P|appoint|nsubj would|X|appoint|aux appoint|V|0|root Cora|P|appoint|obj and|C|invite|cc invite|V|appoint|conj the|D|sides|det sides|N|appoint|obj to|T|meet|mark meet|V|appoint|advcl", "meet", "invite", "xcomp"),
    ("Ana|P|offered|nsubj offered|V|0|root to|T|host|mark host|V|offered|obl talks|N|offered|obl", "host", "offered", "xcomp"),
    ("Ana|P|offered|nsubj offered|V|0|root to|T|host|mark host|V|offered|xcomp peace|N|talks|compound talks|N|offered|obl", "talks", "host", "obj"),
    ("Ana|P|called|nsubj called|V|0|root off|I|summit|case the|D|summit|det summit|N|called|obl", "summit", "called", "obj"),
    ("talks|N|ended|nsubj between|I|officials|case officials|N|talks|nmod and|C|team|cc a|D|team|det team|N|talks|nmod ended|V|0|root", "team", "officials", "conj"),
    ("diplomats|N|0|root at|I|council|case the|D|council|det council|N|diplomats|nmod ,|U|meets|punct which|O|meets|nsubj meets|V|diplomats|acl:relcl", "meets", "council", "acl:relcl"),
    ("Ana|P|meet|nsubj would|X|meet|aux meet|V|0|root Ben|P|meet|obl ,|U|agree|punct if|S|agree|mark sides|N|meet|nsubj agree|V|meet|advcl", "sides", "agree", "nsubj"),
    ("Ana|P|met|nsubj met|V|0|root Ben|P|met|obj and|C|Rome|cc Cora|P|met|nsubj was|X|Rome|cop in|I|Rome|case Rome|P|met|conj", "Cora", "Rome", "nsubj"),
    ("Ana|P|hosted|nsubj hosted|V|0|root Ben|P|hosted|nsubj and|C|said|cc said|V|hosted|conj little|A|said|obj", "Ben", "hosted", "obj"),
    ("sides|N|due|nsubj had|X|meet|aux been|X|meet|cop due|A|meet|advcl to|T|meet|mark meet|V|0|root", "meet", "due", "xcomp"),
    ("Ana|P|met|nsubj met|V|0|root Ben|P|met|obj in|I|Rome|case Rome|P|met|obl and|C|Cora|cc Cora|P|met|conj", "Cora", "Ben", "conj"),
    ("Ana|P|met|nsubj ,|U|envoy|punct the|D|envoy|det envoy|N|Ana|appos ,|U|Ben|punct and|C|Ben|cc Ben|P|envoy|conj met|V|0|root", "Ben", "Ana", "conj"),
    ("experts|N|said|nsubj from|I|Alba|case Alba|P|experts|nmod due|A|meet|case to|I|meet|case meet|V|said|advcl ,|U|said|punct said|V|0|root", "meet", "due", "xcomp"),
    ("Ana|P|expected|nsubj and|C|Ben|cc Ben|P|meet|nsubj are|X|expected|aux expected|V|0|root to|T|meet|mark meet|V|expected|xcomp", "Ben", "Ana", "conj"),
    ("Ana|P|went|nsubj went|V|0|root to|I|Rome|case Rome|P|went|obl to|T|brief|mark brief|V|officials|amod officials|N|went|obl", "brief", "went", "advcl"),
    ("Ana|P|went|nsubj went|V|0|root to|I|Rome|case Rome|P|went|obl to|T|brief|mark brief|V|officials|amod officials|N|went|obl", "officials", "brief", "obj"),
    ("Ana|P|voted|nsubj voted|V|0|root not|T|attend|advmod to|T|attend|mark attend|V|voted|ccomp talks|N|attend|obj", "attend", "voted", "xcomp"),
    ("talks|N|0|root on|I|4|case 4|M|talks|nmod May|P|4|nmod with|I|envoy|case the|D|envoy|det envoy|N|4|conj", "envoy", "talks", "nmod"),
    ("roads|N|closed|nsubj are|X|closed|cop closed|A|said|ccomp ,|U|said|punct Ana|P|said|nsubj said|V|0|root ahead|I|talks|case talks|N|closed|obl", "talks", "said", "obl"),
    ("talks|N|0|root between|I|Ana|case Ana|P|talks|nmod and|C|predecessor|cc Ben|P|predecessor|nmod:poss 's|T|Ben|case predecessor|N|Ana|conj ,|U|Cora|punct Cora|P|predecessor|nmod:poss", "Cora", "predecessor", "appos"),
    ("Ana|P|discussed|nsubj discussed|V|0|root the|D|map|det map|N|discussed|obj with|I|Ben|case Ben|P|map|nmod", "Ben", "discussed", "obl"),
    ("shelling|N|lasted|nsubj of|I|Alba|case Alba|P|shelling|nmod by|I|Beria|case Beria|P|Alba|nmod lasted|V|0|root", "Beria", "shelling", "nmod"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "word", "head", "relation"), SLIPS)
def test_a_slip_is_mended(sentence: str, word: str, head: str, relation: str) -> None:
    words = mend(parse(sentence).analysis).words
    (mended,) = [each for each in words if each.text == word]
    assert (words[mended.head].text, mended.relation) == (head, relation)


def test_the_only_verb_is_no_participle() -> None:
    analysis = parse(
        "Alba|P|suspended|nsubj suspended|V|aid|amod aid|N|.|obj to|I|Beria|case Beria|P|aid|nmod .|U|0|root"
    ).analysis
    tagged = replace(
        analysis, words=tuple(replace(word, penn="VBD") if word.tag == "VERB" else word for word in analysis.words)
    )
    assert [(word.text, word.head, word.relation) for word in mend(tagged).words] == [
        ("Alba", 1, "nsubj"),
        ("suspended", -1, "root"),
        ("aid", 1, "obj"),
        ("to", 4, "case"),
        ("Beria", 2, "nmod"),
        (".", 1, "punct"),
    ]


TEXTS = (
    "Alba",
    "met",
    "to",
    "ready",
    "off",
    "which",
    "and",
    "in",
    "called",
    "said",
    ",",
    "it",
    "invite",
    "meet",
    "talks",
    "due",
    "to",
)
TAGS = ("PROPN", "VERB", "ADP", "NOUN", "CCONJ", "ADJ", "PUNCT", "PRON", "PART", "SCONJ")
RELATIONS = ("nsubj", "obj", "obl", "case", "cc", "conj", "xcomp", "advcl", "acl:relcl", "mark", "amod", "expl", "acl")
PENN = ("VBD", "VBN", "NN", "IN", "")


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    """Draw a sentence of any words whose heads form a tree."""
    texts = draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=9))
    order = draw(st.permutations(range(len(texts))))
    words: list[Word] = [Word(0, 0, 0, "", "X", -1, "root", 0)] * len(texts)
    for place, index in enumerate(order):
        head = order[draw(st.integers(0, place - 1))] if place else -1
        relation = draw(st.sampled_from(RELATIONS)) if place else "root"
        tag, penn = draw(st.sampled_from(TAGS)), draw(st.sampled_from(PENN))
        words[index] = Word(index, 8 * index, 8 * index + 6, texts[index], tag, head, relation, 0, penn)
    return Analysis(" " * 8 * len(texts), tuple(words), ((0, len(texts)),))


@given(analyses())
def test_what_is_mended_is_still_a_tree_of_the_same_words(analysis: Analysis) -> None:
    mended = mend(analysis).words
    assert [replace(word, head=0, relation="", tag="") for word in mended] == [
        replace(word, head=0, relation="", tag="") for word in analysis.words
    ]
    assert sum(word.head < 0 for word in mended) == 1
    for word in mended:
        steps, head = 0, word.head
        while head >= 0:
            steps, head = steps + 1, mended[head].head
            assert steps <= len(mended)
