"""Meetings of short texts, read by the shipped model: parties, status, place and date that stand elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman import Reader
from dragoman.article import Article
from dragoman.contract import Event
from tests.meaning.event_sentences import ACTORS

FLOOR = 0.9  # share of texts with the meeting, its parties and its status

# text, parties, status
TEXTS = [
    ("Three days of talks between Vastria and Kethia broke up in Rome on Tuesday.", {"Vastria", "Kethia"}, "collapsed"),
    ("Vastria and Kethia were to have met in Rome on Monday.", {"Vastria", "Kethia"}, "cancelled"),
    ("Vastria and Kethia had been due to meet in Rome on Monday.", {"Vastria", "Kethia"}, "cancelled"),
    ("Talks between Vastria and Kethia never took place.", {"Vastria", "Kethia"}, "cancelled"),
    ("Vastria will hold no talks with Kethia.", {"Vastria", "Kethia"}, "refused"),
    ("Vastria and Kethia discussed the map by telephone on Tuesday.", {"Vastria", "Kethia"}, "held"),
    ("The foreign ministers of Vastria and Kethia talked in Rome on Friday.", {"Vastria", "Kethia"}, "held"),
    ("Vastria and Kethia met in May. Vastria refused to attend.", {"Vastria"}, "refused"),
    ("Vastria and Kethia met in May. Kethia would return to the table, it said.", {"Kethia"}, "scheduled"),
    (
        "Talks on the dam ended in Rome without a result. Vastria and Kethia met for two days. Vastria wants more from "
        "Kethia.",
        {"Vastria", "Kethia"},
        "held",
    ),
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    path: Path = tmp_path_factory.mktemp("actors") / "invented.yaml"
    path.write_text(ACTORS, encoding="utf8")
    return Reader(actors=path, threads=1)


def meetings(reader: Reader, text: str) -> list[tuple[set[str], Event]]:
    reading = reader.read(Article.from_text(text, published=date(2025, 5, 14)))
    names = {actor.id: actor.name for actor in reading.actors}
    return [
        ({names[each] for each in (*event.actors, *event.recipients)}, event)
        for event in reading.events
        if event.type == "CONSULT"
    ]


def test_most_texts_have_their_meeting(reader: Reader) -> None:
    found = [[(who, event.status) for who, event in meetings(reader, text)] for text, *_ in TEXTS]
    wrong = [
        (row, held)
        for row, held in zip(TEXTS, found, strict=True)
        if not any(row[1] <= who and status == row[2] for who, status in held)
    ]
    assert len(wrong) <= (1 - FLOOR) * len(TEXTS), wrong


def test_the_sidelines_are_those_of_the_meeting_before(reader: Reader) -> None:
    text = "Vastria and Kethia met in Rome on Tuesday. Dorland met Kethia on the sidelines."
    _, aside = meetings(reader, text)[-1]
    assert [place.name for place in aside.places] == ["Rome"]
    assert aside.when is not None
    assert aside.when.value == "2025-05-13"


def test_who_is_less_likely_to_come_to_the_table_plans_no_meeting(reader: Reader) -> None:
    assert meetings(reader, "Vastria is less likely to come to the negotiating table.") == []
