"""Attributions as users see them: quoting, act, negation, nesting, the date of saying."""

import pytest

from dragoman.meaning.attributions import attribute
from dragoman.meaning.syntax import read_syntax
from dragoman.reading.analysis import Analysis
from tests.meaning.trees import day, flat, parse, relation

# text, source, cue, content pieces, expected quoting
QUOTING = [
    ("“We are ready,” the envoy said.", "the envoy", "said", ["“We are ready,”"], "direct"),
    ("‘We are ready,’ the envoy said.", "the envoy", "said", ["‘We are ready,’"], "direct"),
    ("'We don't know the states' plans,' he said.", "he", "said", ["'We don't know the states' plans,'"], "direct"),
    ("The envoy said they were ready.", "The envoy", "said", ["they were ready"], "indirect"),
    ("The envoy said they were “quite ready” now.", "The envoy", "said", ["they were “quite ready” now"], "mixed"),
    ("She added that “no door is closed.”", "She", "added", ["that “no door is closed.”"], "mixed"),
    ("She added that “no door is closed.”", "She", "added", ["“no door is closed.”"], "mixed"),
    ("They discussed “what comes next.”", "They", "discussed", ["“what comes next.”"], "mixed"),
    ("He said: “No door is closed.”", "He", "said", ["“No door is closed.”"], "direct"),
    ("“One,” he said, “is enough.”", "he", "said", ["“One,”", "“is enough.”"], "direct"),
    ("“One.\n\n“Two,” he said.", "he", "said", ["“One.\n\n“Two,”"], "direct"),
    ("The leaders’ plans aren’t ready, he said.", "he", "said", ["The leaders’ plans aren’t ready"], "indirect"),
    ("He said the so-called “green belt” was shut.", "He", "said", ["the so-called “green belt” was shut"], "indirect"),
    ("“Our [northern] friends agree,” he said.", "he", "said", ["“Our [northern] friends agree,”"], "direct"),
    ("“Lost mark here, he said.", "he", "said", ["“Lost mark here,"], "direct"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content", "expected"), QUOTING)
def test_quoting(text: str, source: str, cue: str, content: list[str], expected: str) -> None:
    (found,) = read(flat(text), source, cue, *content)
    assert found.quoting == expected


def read(analysis: Analysis, source: str, cue: str, *content: str):  # type: ignore[no-untyped-def]
    told = relation(analysis.text, source, cue, *content)
    return attribute(Analysis(analysis.text, analysis.words, analysis.sentences, relations=(told,)), (), analysis.text)


ACTS = [
    ("The envoy called for a truce.", "called", "for a truce", "demand"),
    ("The envoy called the truce hopeless.", "called", "the truce hopeless", "describe"),
    ("The envoy made it clear that he stays.", "made it clear", "that he stays", "explain"),
    ("The envoy ruled out a truce.", "ruled out", "a truce", "reject"),
    ("The envoy vowed to return.", "vowed", "to return", "promise"),
    ("The envoy asked the guard to return.", "asked", "the guard to return", "ask"),
    ("The envoy asked to return.", "asked", "to return", "request"),
    ("It rains, according to the envoy.", "according to", "It rains", "say"),
    ("The envoy has repeatedly refused to say why.", "refused to say", "why", "decline comment"),
    ("The envoy threatened to leave.", "threatened", "to leave", "threaten"),
    ("The envoy grunted it rains.", "grunted", "it rains", None),
]


@pytest.mark.parametrize(("text", "cue", "content", "expected"), ACTS)
def test_acts(text: str, cue: str, content: str, expected: str | None) -> None:
    (found,) = read(flat(text), "", cue, content)
    assert found.act == expected


NEGATIONS = [
    ("The envoy did not say why.", "The envoy", "say", "why", True),
    ("The envoy never said why.", "The envoy", "said", "why", True),
    ("Nobody said why.", "Nobody", "said", "why", True),
    ("No one in the room said why.", "No one in the room", "said", "why", True),
    ("The envoy declined to comment on it.", "The envoy", "declined to comment", "on it", True),
    ("The envoy denied it.", "The envoy", "denied", "it", False),
    ("The envoy said it did not rain.", "The envoy", "said", "it did not rain", False),
    ("It is not raining, the envoy said.", "the envoy", "said", "It is not raining", False),
    ("The envoy refused to leave.", "The envoy", "refused", "to leave", False),
]


@pytest.mark.parametrize(("text", "source", "cue", "content", "expected"), NEGATIONS)
def test_negated(text: str, source: str, cue: str, content: str, *, expected: bool) -> None:
    (found,) = read(flat(text), source, cue, content)
    assert found.negated is expected


def test_a_nested_attribution_names_the_outer_one() -> None:
    text = "He said the envoy had told them it rains."
    plain = flat(text)
    relations = (
        relation(text, "He", "said", "the envoy had told them it rains"),
        relation(text, "the envoy", "told", "it rains", outer=0),
    )
    outer, inner = attribute(Analysis(text, plain.words, plain.sentences, relations=relations), (), text)
    assert (outer.nested_in, inner.nested_in) == (None, outer.id)


def test_a_quotation_of_the_outer_speaker_is_no_quotation_of_the_inner_one() -> None:
    text = "“The envoy told us it rains,” he said."
    plain = flat(text)
    relations = (
        relation(text, "he", "said", "“The envoy told us it rains,”"),
        relation(text, "The envoy", "told", "it rains", outer=0),
    )
    outer, inner = attribute(Analysis(text, plain.words, plain.sentences, relations=relations), (), text)
    assert (outer.quoting, inner.quoting) == ("direct", "indirect")


def test_missing_parts_stay_missing() -> None:
    text = "“It rains.”"
    (found,) = read(flat(text), "", "", text)
    assert (found.source, found.cue, found.content.text, found.act) == (None, None, text, "say")


def test_the_date_of_saying_is_the_one_the_cue_governs() -> None:
    analysis = parse(
        "She|O|contended|nsubj contended|V|0|root Friday|P|contended|obl:tmod that|S|open|mark talks|N|open|nsubj "
        "would|X|open|aux open|V|contended|ccomp Monday|P|open|obl:tmod .|U|contended|punct"
    ).analysis
    text = analysis.text
    told = relation(text, "She", "contended", "that talks would open Monday")
    whole = Analysis(text, analysis.words, analysis.sentences, relations=(told,))
    times = (day(text, "Friday", "2025-08-22"), day(text, "Monday", "2025-08-25"))
    (found,) = attribute(whole, times, text)
    assert found.said is not None
    assert found.said.value == "2025-08-22"


def test_what_is_undertaken_not_to_be_done_is_undertaken() -> None:
    sentence = (
        "Alba|P|undertakes|nsubj undertakes|V|0|root not|T|undertakes|advmod to|T|stop|mark stop|V|undertakes|xcomp"
    )
    assert not read_syntax(parse(sentence).analysis).negated(1)
    assert read_syntax(parse("Alba|P|stop|nsubj does|X|stop|aux not|T|stop|advmod stop|V|0|root").analysis).negated(3)
