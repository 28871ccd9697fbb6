from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bench.synthetic import make_copy
from dragoman.record import Record
from dragoman.record.searching import search, split_terms
from dragoman.views import Filter, list_statements
from tests.record.talks import LATER, everything, first_demands, meeting_held


@pytest.fixture
def talks(record: Record) -> Record:
    for reading in everything():
        record.add(reading)
    return record


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("prisoner bridge", {"Rashid Quist"}),
        ("BRIDGES prisoners", {"Rashid Quist"}),  # any form, any case
        ("shelling", {"Rashid Quist"}),
        ("prisoners", {"Anna Berg", "Rashid Quist"}),
        ('"prisoner home"', {"Anna Berg"}),
        ('"home prisoner"', set()),
        ("valley bridge", set()),  # all words must occur
        ("", set()),
        ('"', set()),
        ("AND OR NOT NEAR( * ^ : { } ' ; --", set()),
    ],
)
def test_statements_are_found_by_their_words(talks: Record, query: str, expected: set[str]) -> None:
    keys = {hit.key for hit in search(talks, query)}
    found = {row.speakers[0].name for row in list_statements(talks, Filter(limit=0)) if row.key in keys}
    assert found == expected


def test_hits_say_where_they_stand(talks: Record) -> None:
    hit = search(talks, "bridge")[0]
    assert (hit.published, hit.publisher, hit.title) == ("2025-08-16", "North Post", "Talks, 2025-08-16")
    assert "[bridge]" in hit.snippet


def test_articles_are_found_by_text_and_title(talks: Record) -> None:
    assert [hit.article for hit in search(talks, "ridge withdraws", over="articles")] == [first_demands().article.id]
    assert len(search(talks, "2025-08-09", over="articles")) == 1
    assert search(talks, "ridge", over="articles")[0].snippet.count("[ridge]") == 1


def test_what_is_replaced_rejected_or_a_copy_is_not_found(talks: Record) -> None:
    talks.add(make_copy(meeting_held(), publisher="Copy Post", published=date(2025, 8, 17)))
    assert len(search(talks, "bridge")) == 1
    talks.add(replace(first_demands(), reader=LATER, attributions=()))
    assert search(talks, "valley") == []
    talks.review(search(talks, "bridge")[0].key, "reject")
    assert search(talks, "bridge") == []


@pytest.mark.parametrize("query", ["prisoners", '"prisoner home"', "prisoner bridge"])
def test_many_hits_are_the_same_as_few(talks: Record, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    few = search(talks, query)
    monkeypatch.setattr("dragoman.record.searching.FREQUENT", 0)
    assert search(talks, query) == few


def test_the_limit_holds(talks: Record) -> None:
    assert len(search(talks, "prisoner", limit=1)) == 1


def test_terms_are_words_and_phrases_without_signs() -> None:
    assert split_terms('one "two  three!" don\'t (four) "" -- “five”') == ["one", "two three", "don't", "four", "five"]
