"""Contents without a cue take the verb that governs them, and its subject."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.reading.completing import complete
from tests.meaning.trees import parse, place, relation


@pytest.mark.parametrize(
    ("sentence", "content", "expected"),
    [
        (
            "Alba|P|agreed|nsubj and|C|Beria|cc Beria|P|Alba|conj agreed|V|0|root to|T|leave|mark leave|V|agreed|xcomp",
            "to leave",
            ("Alba and Beria", "agreed"),
        ),
        (
            "Alba|P|came|nsubj came|V|0|root and|C|voted|cc voted|V|came|conj to|T|leave|mark leave|V|voted|xcomp",
            "to leave",
            ("Alba", "voted"),
        ),
        ("Alba|P|left|nsubj left|V|0|root today|N|left|obl", "today", None),  # an adverbial is said by no verb
        ("to|T|leave|mark leave|V|0|root", "to leave", None),
        (  # the parser took half a sentence for the subject
            "Alba|P|came|nsubj would|X|Alba|aux came|V|0|root to|T|leave|mark leave|V|came|xcomp",
            "to leave",
            None,
        ),
    ],
)
def test_a_bare_content_is_completed(sentence: str, content: str, expected: tuple[str, str] | None) -> None:
    analysis = parse(sentence).analysis
    analysis = replace(analysis, relations=(relation(analysis.text, "", "", content),))
    (found,) = complete(analysis).relations
    if expected is None:
        assert found == analysis.relations[0]
    else:
        assert (found.source, found.cue) == tuple((place(analysis.text, words),) for words in expected)


def test_a_verb_that_is_another_cue_is_left_alone() -> None:
    sentence = "Alba|P|agreed|nsubj agreed|V|0|root to|T|leave|mark leave|V|agreed|xcomp"
    analysis = parse(sentence).analysis
    told = relation(analysis.text, "Alba", "agreed", "leave")
    bare = relation(analysis.text, "", "", "to")
    analysis = replace(analysis, relations=(told, bare))
    assert complete(analysis) is analysis


TWO_VERBS = (
    "Old|A|Alba|amod Alba|P|left|nsubj left|V|0|root Rome|P|left|obj and|C|urged|cc urged|V|left|conj Beria|P|urged|obj"
)
SHARED = [
    (  # the subject of two verbs, which another attribution has as its source
        TWO_VERBS,
        ("Old Alba", "left", "Rome"),
        ("urged", "Beria"),
        "Old Alba",
    ),
    (  # nobody else is read as saying anything
        TWO_VERBS,
        None,
        ("urged", "Beria"),
        "Old Alba",
    ),
    (  # a participle that hangs on a verb has its subject
        "Alba|P|left|nsubj left|V|0|root ,|U|left|punct praising|V|left|advcl Beria|P|praising|obj",
        None,
        ("praising", "Beria"),
        "Alba",
    ),
    (
        "Alba|P|asked|nsubj:pass was|X|asked|aux:pass asked|V|0|root why|R|asked|advmod",
        None,
        ("was asked", "why"),
        None,
    ),
    ("praise|N|0|root for|I|Beria|case Beria|P|praise|nmod", None, ("praise for", "Beria"), None),
]


@pytest.mark.parametrize(("sentence", "other", "parts", "expected"), SHARED)
def test_a_cue_without_a_source_takes_its_subject(
    sentence: str, other: tuple[str, str, str] | None, parts: tuple[str, str], expected: str | None
) -> None:
    analysis = parse(sentence).analysis
    told = (relation(analysis.text, *other),) if other else ()
    analysis = replace(analysis, relations=(*told, relation(analysis.text, "", *parts)))
    found = complete(analysis).relations[-1]
    assert found.source == ((place(analysis.text, expected),) if expected else ())


def test_a_source_of_another_sentence_gives_way_to_the_subject() -> None:
    first = parse("Cora|P|left|nsubj left|V|0|root .|U|left|punct").analysis.text
    sentence = "Alba|P|urged|nsubj urged|V|0|root Beria|P|urged|obj"
    both = parse("Cora|P|left|nsubj left|V|0|root .|U|left|punct", sentence).analysis
    assert both.text.startswith(first)
    strange = relation(both.text, "Cora", "urged", "Beria")
    (found,) = complete(replace(both, relations=(strange,))).relations
    assert found.source == (place(both.text, "Alba"),)


def test_a_source_that_holds_the_first_verb_is_cut_to_its_subject() -> None:
    analysis = parse(TWO_VERBS).analysis
    whole = relation(analysis.text, "Old Alba left Rome", "urged", "Beria")
    (found,) = complete(replace(analysis, relations=(whole,))).relations
    assert found.source == (place(analysis.text, "Old Alba"),)


def test_within_somebodys_words_a_thing_says_nothing() -> None:
    sentence = "day|N|came|nsubj came|V|0|root and|C|promised|cc promised|V|came|conj rain|N|promised|obj"
    analysis = parse(sentence).analysis
    inner = replace(relation(analysis.text, "", "promised", "rain"), level=1, outer=0)
    outer = relation(analysis.text, "", "", "day came and promised rain")
    found = complete(replace(analysis, relations=(outer, inner))).relations[-1]
    assert found.source == ()


def test_a_piece_of_the_content_that_is_the_cues_subject_is_its_source() -> None:
    analysis = parse(
        "Alba|P|said|nsubj said|V|0|root in|I|Rome|case Rome|P|said|obl rain|N|came|nsubj came|V|said|ccomp"
    ).analysis
    text = analysis.text
    whole = replace(relation(text, "", "said", "rain came"), content=(place(text, "Alba"), place(text, "rain came")))
    (found,) = complete(replace(analysis, relations=(whole,))).relations
    assert (found.source, found.content) == ((place(text, "Alba"),), (place(text, "rain came"),))


def test_what_is_added_is_of_the_speaker_before() -> None:
    analysis = parse(
        "talks|N|ended|nsubj ended|V|said|ccomp ,|U|said|punct Alba|P|said|nsubj said|V|0|root "
        "adding|V|ended|advcl rain|N|came|nsubj came|V|adding|ccomp"
    ).analysis
    first = relation(analysis.text, "Alba", "said", "talks ended")
    second = relation(analysis.text, "", "adding", "rain came")
    found = complete(replace(analysis, relations=(first, second))).relations[1]
    assert found.source == (place(analysis.text, "Alba"),)


def test_what_is_expected_belongs_to_the_content_with_its_subject() -> None:
    analysis = parse("Alba|P|expected|nsubj expected|V|0|root rain|N|come|nsubj come|V|expected|ccomp").analysis
    text = analysis.text
    whole = replace(
        relation(text, "", "expected", "rain come"), content=(place(text, "Alba"), place(text, "rain come"))
    )
    (found,) = complete(replace(analysis, relations=(whole,))).relations
    assert found == whole


def test_a_past_verb_is_joined_to_no_infinitive() -> None:
    analysis = parse(
        "Alba|P|said|nsubj said|V|0|root Beria|P|come|nsubj would|X|come|aux come|V|said|ccomp "
        "but|C|warned|cc warned|V|come|conj rain|N|came|nsubj came|V|warned|ccomp"
    ).analysis
    penn = {"come": "VB", "warned": "VBD"}
    words = tuple(replace(word, penn=penn.get(word.text, word.penn)) for word in analysis.words)
    told = relation(analysis.text, "", "warned", "rain came")
    (found,) = complete(replace(analysis, words=words, relations=(told,))).relations
    assert found.source == (place(analysis.text, "Alba"),)


def test_a_call_is_no_statement_and_what_stands_behind_it_keeps_its_place() -> None:
    analysis = parse("Alba|P|called|nsubj called|V|0|root Beria|P|called|obj").analysis
    call = relation(analysis.text, "Alba", "called", "Beria")
    other = relation(analysis.text, "Beria", "", "Alba")
    within = replace(other, outer=1, level=1)
    found = complete(replace(analysis, relations=(call, other, within))).relations
    assert [one.outer for one in found] == [None, 0]
