from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.synthetic import make_readings
from dragoman.errors import DataError
from dragoman.export import export_record
from dragoman.record import Record
from dragoman.record.importing import import_lines
from dragoman.views import Filter, list_actors, list_meetings, list_positions, list_statements
from tests.record.databases import NOW
from tests.record.talks import everything, first_demands, new_writer

ALL = Filter(limit=0)


def fill(record: Record) -> None:
    """Fill a record with articles, wire copies, reviews of every kind, merges and splits, some taken back."""
    for reading in [*everything(), *make_readings(4, seed=3, copies=0.5)]:
        record.add(reading)
    writer = new_writer("2025-08-18")
    writer.statement("Annie Berg", "the bridge is open to everybody who comes in peace")
    record.add(writer.reading())
    statements, positions = list_statements(record, ALL), list_positions(record, ALL)
    record.review(statements[0].key, "confirm", reviewer="Ana", note="checked")
    record.review(statements[1].key, "reject")
    record.review(
        positions[0].key, "correct", changes={"stance": "oppose", "holder": "Somebody New", "when": "2025-08"}
    )
    taken_back = record.review(positions[1].key, "reject")
    record.retract(taken_back.key, by="Ana")
    annie, anna = (list_actors(record, name=name)[0].key for name in ("Annie Berg", "Anna Berg"))
    record.merge_actors(annie, anna)
    quist = list_actors(record, name="Rashid Quist")[0].key
    record.split_actor(quist, articles=[first_demands().article.id], name="Quist the elder")
    split = record.split_actor(quist, articles=[everything()[2].article.id], name="Quist the younger")
    record.retract(split.key)


def views(record: Record) -> tuple[Any, ...]:
    return (
        list_statements(record, ALL),
        list_positions(record, ALL),
        list_meetings(record, ALL),
        sorted(list_actors(record, limit=0), key=lambda row: row.key),
        record.count(),
        sorted(record.reviews(), key=lambda review: review.key),
    )


def test_an_import_of_an_export_gives_the_same_record(new_target: Callable[[], str], tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    with Record.open(new_target(), clock=lambda: NOW) as record:
        fill(record)
        export_record(record, first, format="jsonl")
        expected = views(record)
    with Record.open(new_target()) as copy:
        found = import_lines(copy, first)
        assert (found.kept, found.unchanged, found.reviews) == (9, 0, 7)
        assert views(copy) == expected
        export_record(copy, second, format="jsonl")
        assert import_lines(copy, first).unchanged == 9  # taking it in again changes nothing
        assert views(copy) == expected
    assert second.read_bytes() == first.read_bytes()


def test_readings_as_printed_are_taken_in(file_record: Record, tmp_path: Path) -> None:
    path = tmp_path / "readings.jsonl"
    path.write_text("".join(json.dumps(reading.to_json()) + "\n" for reading in everything()) + "\n")
    assert import_lines(file_record, path).kept == 4
    assert [file_record.find_reading(reading.article.id) for reading in everything()] == everything()


def spoil(data: dict[str, Any], how: str) -> dict[str, Any] | str:
    if how == "no json":
        return "{"
    if how == "no reading":
        return {"song": "la la"}
    if how == "speaker":
        data["attributions"][0]["speakers"] = ["nobody"]
    elif how == "words":
        data["attributions"][0]["content"]["text"] = "other words"
    elif how == "span":
        data["attributions"][0]["content"]["spans"] = [[0, 100_000]]
    elif how == "missing":
        del data["article"]["text"]
    elif how == "newer":
        data["record"]["form"] = 99
    elif how == "review row":
        data["record"]["reviews"][0]["row"]["cast"] = {}
    elif how == "review words":
        data["record"]["reviews"][0]["row"]["item"]["content"]["text"] = "words that are nowhere"
    elif how == "review damaged":
        data["record"]["reviews"][0]["row"] = {"kind": "song"}
    elif how == "review kind":
        data["record"]["reviews"][0]["kind"] = "song"
    elif how == "error":
        data = {"article": data["article"], "error": "unreadable"}
    return data


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ("no json", "no JSON"),
        ("no reading", "neither an article nor a review"),
        ("speaker", "points at actor 'nobody'"),
        ("words", "do not stand"),
        ("span", "outside"),
        ("missing", "text"),
        ("newer", "newer Dragoman"),
        ("review row", "does not describe"),
        ("review words", "words that are not in the article"),
        ("review damaged", "damaged"),
        ("review kind", "no review of kind"),
        ("error", "could not be read"),
    ],
)
def test_a_line_that_points_nowhere_is_refused_with_its_number_and_nothing_is_kept(
    file_record: Record, tmp_path: Path, how: str, message: str
) -> None:
    path = tmp_path / "export.jsonl"
    for reading in everything():
        file_record.add(reading)
    file_record.review(list_statements(file_record, Filter(actor="Anna Berg"))[0].key, "confirm")
    export_record(file_record, path, format="jsonl")
    lines = path.read_text().splitlines()
    bad = spoil(json.loads(lines[0]), how)
    path.write_text("\n".join([lines[1], lines[2], bad if isinstance(bad, str) else json.dumps(bad), lines[3]]))
    with Record.open(tmp_path / "other.db", create=True) as other:
        with pytest.raises(DataError, match=message) as caught:
            import_lines(other, path)
        assert (caught.value.line, caught.value.path) == (3, str(path))
        assert other.count().articles == 0
        assert other.count().actors == 0


def test_a_review_of_actors_that_are_not_there_is_refused(file_record: Record, tmp_path: Path) -> None:
    path = tmp_path / "merge.jsonl"
    review = {
        "key": "r1",
        "kind": "actor",
        "verdict": "merge",
        "target": "anobody",
        "changes": {"into": "anobody2"},
        "row": None,
        "reviewer": None,
        "note": None,
        "reviewed_at": NOW,
        "retracted_at": None,
        "retracted_by": None,
    }
    path.write_text(json.dumps({"record": {"form": 1, "reviews": [review]}}))
    with pytest.raises(DataError, match="no actor anobody"):
        import_lines(file_record, path)
    with pytest.raises(DataError, match="cannot be read"):
        import_lines(file_record, tmp_path / "none.jsonl")
