"""Meetings that the model sees told and no rule finds: who takes part, how they stand, what is left to the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman import Reader
from dragoman.article import Article
from dragoman.contract import Event
from dragoman.meaning.events import explain_events
from dragoman.meaning.tellings import SURE, SURE_OF_ONE
from dragoman.reading.analysis import Telling
from tests.meaning.trees import Parsed, parse

LAUGHED = (
    "Alba|P|laughed|nsubj=Alba laughed|V|0|root with|I|Beria|case Beria|P|laughed|obl=Beria in|I|Rome|case "
    "Rome|P|laughed|obl"
)
ALONE = "Alba|P|came|nsubj=Alba came|V|0|root by|I|night|case night|N|came|obl"
NOBODY = "Rain|N|fell|nsubj fell|V|0|root on|I|Monday|case Monday|P|fell|obl"
MET = "Alba|P|met|nsubj=Alba met|V|0|root Beria|P|met|obj=Beria in|I|Rome|case Rome|P|met|obl"


def read(parsed: Parsed, *tellings: Telling) -> list[tuple[Event, dict[str, float]]]:
    analysis = replace(parsed.analysis, tellings=tellings)
    article = Article.from_text(parsed.text, published=date(2025, 5, 14))
    found = explain_events(article, analysis, (), (), parsed.linked)
    return [(event, features) for event, features in found if event.type == "CONSULT"]


@pytest.mark.parametrize(
    ("sentence", "last", "score", "parties"),
    [
        (LAUGHED, 5, SURE, ["Alba", "Beria"]),
        (LAUGHED, 5, SURE - 0.01, None),
        (ALONE, 3, SURE_OF_ONE, ["Alba"]),
        (ALONE, 3, SURE_OF_ONE - 0.01, None),  # of one party alone the model has to be surer
        (NOBODY, 3, 0.99, None),
    ],
)
def test_who_takes_part(sentence: str, last: int, score: float, parties: list[str] | None) -> None:
    found = read(parse(sentence), Telling(0, last, "held", score))
    assert [[*event.actors, *event.recipients] for event, _ in found] == ([parties] if parties else [])


@pytest.mark.parametrize("status", ["held", "scheduled", "proposed", "refused"])
def test_the_status_is_the_models(status: str) -> None:
    ((event, features),) = read(parse(LAUGHED), Telling(0, 5, status, 0.9))
    assert (event.status, event.form, event.trigger.text) == (status, "meeting", "laughed")
    assert features == {"seen": 1.0, "seen_score": 0.9}
    assert event.evidence.text == "Alba laughed with Beria in Rome"
    assert 0 < event.confidence < 1


def test_what_a_rule_finds_is_told_once() -> None:
    ((event, features),) = read(parse(MET), Telling(0, 4, "scheduled", 0.99))
    assert event.status == "held"
    assert "seen" not in features


@pytest.mark.parametrize(
    "text",
    [
        "Ana Alba beat Ben Cora in the second round of the election on Sunday.",
        "Dorland will play Kethia in the final in June.",
        "Ana Alba married Ben Cora in Oslo on Friday.",
        "Vastria signed a trade pact with Kethia.",
    ],
)
def test_contests_and_weddings_are_no_meetings(reader: Reader, text: str) -> None:
    reading = reader.read(Article.from_text(text, published=date(2025, 6, 10)))
    assert [event.trigger.text for event in reading.events if event.type == "CONSULT"] == []
