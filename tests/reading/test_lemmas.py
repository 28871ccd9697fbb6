"""Lemmas: irregular forms, suffix rules, and the lexicon's word on which candidate it knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.lemmas import candidates, lemma

VERBS = [
    ("said", "say"),
    ("withdrew", "withdraw"),
    ("met", "meet"),
    ("urged", "urge"),
    ("denies", "deny"),
    ("threatening", "threaten"),
    ("planned", "plan"),
    ("refusing", "refuse"),
    ("agreed", "agree"),
    ("called", "call"),
    ("proposes", "propose"),
    ("wrote", "write"),
    ("vetoed", "veto"),
    ("seizing", "seize"),
    ("wo", "wo"),
]
NOUNS = [("talks", "talk"), ("countries", "country"), ("crises", "crisis"), ("hostages", "hostage"), ("news", "news")]


@pytest.mark.parametrize(("form", "expected"), VERBS)
def test_verbs(form: str, expected: str) -> None:
    assert lemma(form, "VERB") == expected


@pytest.mark.parametrize(("form", "expected"), NOUNS)
def test_nouns(form: str, expected: str) -> None:
    assert lemma(form, "NOUN") == expected


def test_the_lexicon_decides_between_candidates() -> None:
    assert lemma("hoping", "VERB", {"hope"}) == "hope"
    assert lemma("visited", "VERB", {"visit"}) == "visit"
    assert lemma("meeting", "NOUN", {"meet", "meeting"}) == "meeting"
    assert lemma("meeting", "VERB", {"meet", "meeting"}) == "meet"


@given(st.text(max_size=30), st.sampled_from(["VERB", "NOUN", "ADJ", None]))
def test_a_form_is_always_among_its_candidates(form: str, tag: str | None) -> None:
    found = candidates(form, tag)
    assert form.lower().replace("’", "'") in found
    assert len(found) == len(set(found))
