from __future__ import annotations

from collections.abc import Callable

import pytest

from bench.synthetic import make_readings
from dragoman.errors import RecordError
from dragoman.record import Record
from dragoman.views import Filter, list_actors, list_events, list_positions, list_statements, list_timeline
from tests.record.talks import first_demands, new_writer


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({}, 3),
        ({"actor": "Anna Berg"}, 1),
        ({"actor": "anna berg"}, 1),
        ({"actor": "Quist"}, 2),
        ({"party": "Norland"}, 1),
        ({"party": "Northland"}, 1),  # an alias
        ({"party": "Sudria"}, 2),
        ({"about": "prisoner"}, 3),
        ({"about": "prisoner", "actor": "Berg"}, 1),
        ({"about": '"every prisoner"'}, 2),
        ({"since": "2025-08-10"}, 1),
        ({"until": "2025-08-10"}, 2),
        ({"since": "2025-08-17"}, 0),
        ({"publisher": "north post"}, 3),
        ({"publisher": "Harbour Times"}, 0),
        ({"act": "deny"}, 0),
        ({"act": "say"}, 3),
        ({"limit": 2}, 2),
        ({"reviewed": True}, 0),
    ],
)
def test_statements_are_filtered(talks: Record, wanted: dict[str, object], count: int) -> None:
    assert len(list_statements(talks, Filter(**wanted))) == count  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({}, 7),
        ({"stance": "accept"}, 2),
        ({"issue": "ceasefire"}, 3),
        ({"party": "Norland", "issue": "ceasefire"}, 2),
        ({"actor": "Leon Dorn"}, 2),
        ({"actor": "Norland"}, 4),  # held on its behalf
        ({"toward": "Norland"}, 3),
        ({"toward": "Norland", "stance": "offer"}, 1),
        ({"actor": "Leon Dorn", "toward": "Sudria"}, 2),
        ({"actor": "Leon Dorn", "toward": "Sudria", "about": "promise", "publisher": "south herald"}, 1),
        ({"about": "Prisoners exchange"}, 3),
        ({"about": "100%"}, 0),  # signs of a pattern are no pattern
        ({"article": "none"}, 0),
    ],
)
def test_positions_are_filtered(talks: Record, wanted: dict[str, object], count: int) -> None:
    assert len(list_positions(talks, Filter(**wanted))) == count  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({}, 5),
        ({"status": "scheduled"}, 2),
        ({"type": "AID"}, 0),
        ({"actor": "Lake Union"}, 1),
        ({"about": "Amber"}, 1),
    ],
)
def test_events_are_filtered(talks: Record, wanted: dict[str, object], count: int) -> None:
    assert len(list_events(talks, Filter(**wanted))) == count  # type: ignore[arg-type]


def test_the_latest_come_first_and_each_cites_its_sentence(talks: Record) -> None:
    rows = list_statements(talks, Filter())
    assert [row.citation.published for row in rows] == ["2025-08-16", "2025-08-01", "2025-08-01"]
    row = rows[0]
    assert row.citation.sentence == "Rashid Quist said “we shall bring every prisoner to the bridge next week”."
    assert row.words == row.citation.words
    assert (row.speakers[0].name, row.source, row.cue, row.quoting) == (
        "Rashid Quist",
        "Rashid Quist",
        "said",
        "direct",
    )


@pytest.mark.parametrize("list_rows", [list_statements, list_positions, list_events, list_timeline])
def test_nobody_of_that_name_is_an_error(talks: Record, list_rows: Callable[[Record, Filter], object]) -> None:
    with pytest.raises(RecordError, match="nobody in this record is called 'Zorro'"):
        list_rows(talks, Filter(actor="Zorro"))


def test_an_empty_record_has_empty_lists(record: Record) -> None:
    for list_rows in (list_statements, list_positions, list_events, list_timeline):
        assert list(list_rows(record, Filter())) == []


def test_all_rows_come_where_no_limit_is_set(file_record: Record) -> None:
    readings = list(make_readings(30, copies=0.0))
    for reading in readings:
        file_record.add(reading)
    assert len(list_statements(file_record, Filter(limit=0))) == sum(len(reading.attributions) for reading in readings)


def test_the_timeline_goes_by_the_days_of_what_happened(talks: Record) -> None:
    entries = list_timeline(talks, Filter())
    assert [entry.day for entry in entries] == sorted(entry.day for entry in entries)
    assert ("2025-08-15", "meeting held") in [(entry.day, entry.what) for entry in entries]
    assert {entry.kind for entry in list_timeline(talks, Filter(issue="ceasefire"))} == {"position"}
    assert len(list_timeline(talks, Filter(limit=2))) == 2


def test_actors_are_listed_with_their_names_and_offices(talks: Record) -> None:
    rows = {row.name: row for row in list_actors(talks)}
    assert rows["Norland"].aliases == ("Northland",)
    assert rows["Anna Berg"].roles == ("foreign minister, Norland (2024 –)",)
    assert rows["Leon Dorn"].roles == ("defence minister, Norland",)
    assert rows["Sudria"].articles == 4
    assert [row.name for row in list_actors(talks, name="berg")] == ["Anna Berg"]
    assert {row.type for row in list_actors(talks, type="state")} == {"state"}


def test_undated_articles_come_last(record: Record) -> None:
    for published in (None, "2025-08-02", None, "2025-08-01"):
        writer = new_writer(published, f"Post {published}{record.count().articles}")
        writer.statement("Anna Berg", f"words of {record.count().articles} that are said")
        record.add(writer.reading())
    days = ["2025-08-02", "2025-08-01", None, None]
    assert [row.citation.published for row in list_statements(record, Filter())] == days
    assert [row.citation.published for row in list_statements(record, Filter(limit=3))] == days[:3]
    assert [row.citation.published for row in list_statements(record, Filter(until="2025"))] == []
    assert [row.citation.published for row in list_statements(record, Filter(until="2026"))] == days[:2]


def test_one_article_alone(talks: Record) -> None:
    assert len(list_statements(talks, Filter(article=first_demands().article.id))) == 2


def test_many_statements_that_fit_are_found_as_few_are(talks: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [
        Filter(about="prisoner"),
        Filter(about="prisoner", limit=1),
        Filter(about="prisoner", actor="Rashid Quist"),
        Filter(about="ceasefire", since="2025-08-02"),
    ]
    few = [list_statements(talks, one) for one in asked]
    assert few[0]
    monkeypatch.setattr("dragoman.record.searching.MANY_MATCHES", 0)
    assert [list_statements(talks, one) for one in asked] == few
