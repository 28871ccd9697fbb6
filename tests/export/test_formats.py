"""Each format is loaded with its own library, or checked against its own rules."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import DataError, DragomanError
from dragoman.export import FORMATS, export_record
from dragoman.export.plover import code_event
from dragoman.record import Record
from dragoman.views import Filter, list_actors, list_meetings, list_positions, list_statements
from tests.record.talks import everything, first_demands


@pytest.fixture
def talks(file_record: Record) -> Record:
    for reading in everything():
        file_record.add(reading)
    return file_record


def export(record: Record, folder: Path, format: str, **options: Any) -> bytes:
    path = folder / f"out{FORMATS[format].suffix}"
    count = export_record(record, path, format=format, **options)
    assert count > 0
    assert [entry.name for entry in folder.iterdir() if entry.name.startswith(".")] == []
    return path.read_bytes()


def test_the_json_lines_are_the_contract(talks: Record, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in export(talks, tmp_path, "jsonl").splitlines()]
    assert len(lines) == 4
    expected = first_demands().to_json()
    assert {name: lines[0][name] for name in expected} == expected


@pytest.mark.parametrize("of", ["statements", "positions", "events", "meetings"])
def test_csv_and_parquet_hold_the_same_rows(talks: Record, tmp_path: Path, of: str) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    rows = list(csv.DictReader(io.StringIO(export(talks, tmp_path, "csv", of=of).decode("utf8"))))
    table = pq.read_table(io.BytesIO(export(talks, tmp_path, "parquet", of=of))).to_pylist()
    assert len(rows) == len(table) > 0
    for row, other in zip(rows, table, strict=True):
        assert row == {name: "" if value is None else str(value) for name, value in other.items()}
        assert row["id"]
        assert row["sentence"]
        assert row["article"]
        assert row["published"]


def test_csv_keeps_commas_quotes_and_lines_apart(talks: Record, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(export(talks, tmp_path, "csv").decode("utf8"))))
    assert [row["words"] for row in rows] == [row.words for row in list_statements(talks, Filter(limit=0))]


# What the exports use of the W3C's context, http://www.w3.org/ns/anno.jsonld: tests have no network.
ANNO = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "AnnotationPage": "as:OrderedCollectionPage",
    "items": {"@id": "as:items", "@container": "@list"},
    "Annotation": "oa:Annotation",
    "TextualBody": "oa:TextualBody",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "Software": "as:Application",
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
    "value": "rdf:value",
    "format": "dcterms:format",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "classifying": "oa:classifying",
    "tagging": "oa:tagging",
    "describing": "oa:describing",
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "created": "dcterms:created",
    "generator": {"@id": "as:generator", "@type": "@id"},
    "name": "as:name",
}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own
def test_web_annotations_are_json_ld_whose_selectors_select_their_words(talks: Record, tmp_path: Path) -> None:
    rdflib = pytest.importorskip("rdflib")
    data = json.loads(export(talks, tmp_path, "webannotation"))
    assert data["@context"] == "http://www.w3.org/ns/anno.jsonld"
    counts = talks.count()
    assert len(data["items"]) == counts.statements + counts.events + counts.positions
    texts = {f"urn:dragoman:article:{reading.article.id}": reading.article.text for reading in everything()}
    for item in data["items"]:
        assert item["type"] == "Annotation"
        for target in item["target"]:
            quoted, place = target["selector"]
            text = texts[target["source"]]
            assert text[place["start"] : place["end"]] == quoted["exact"]
            assert text[: place["start"]].endswith(quoted["prefix"])
            assert text[place["end"] :].startswith(quoted["suffix"])
    graph = rdflib.Graph().parse(data=json.dumps({**data, "@context": ANNO}), format="json-ld")
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    assert len(set(graph.subjects(rdflib.RDF.type, oa.Annotation))) == len(data["items"])
    assert len(set(graph.subjects(oa.exact))) >= len(data["items"])


@pytest.mark.parametrize(
    ("type", "mode", "status", "coded"),
    [
        ("CONSULT", "visit", "held", ("CONSULT", ["visit"])),
        ("CONSULT", None, "under way", ("CONSULT", [])),
        ("CONSULT", None, "scheduled", ("AGREE", [])),
        ("CONSULT", None, "proposed", ("AGREE", [])),
        ("CONSULT", None, "conditional", ("AGREE", [])),
        ("CONSULT", None, "cancelled", ("REJECT", ["meet"])),
        ("CONSULT", None, "refused", ("REJECT", ["meet"])),
        ("CONSULT", None, "denied", None),
        ("CONSULT", None, "hypothetical", None),
        ("ASSAULT", "firearms", "held", ("ASSAULT", ["firearms"])),
        ("ASSAULT", None, "hypothetical", None),
        ("SANCTION", None, "proposed", None),
    ],
)
def test_plover_codes_what_happened_and_what_was_agreed_or_refused(
    type: str, mode: str | None, status: str, coded: tuple[str, list[str]] | None
) -> None:
    assert code_event(type, mode, status) == coded


PLOVER_TYPES = set(
    "AGREE SUPPORT CONCEDE COOPERATE AID CONSULT RETREAT REQUEST REJECT ACCUSE THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)


def test_plover_lines_have_the_fields_that_coders_use(talks: Record, tmp_path: Path) -> None:
    events = [json.loads(line) for line in export(talks, tmp_path, "plover").splitlines()]
    assert sorted(event["event_type"] for event in events) == ["AGREE", "AGREE", "AGREE", "CONSULT"]
    for event in events:
        assert event["event_type"] in PLOVER_TYPES
        assert isinstance(event["event_mode"], list)
        assert {"id", "story_id", "pub_date", "date_resolved", "publisher", "event_text", "attributes"} <= set(event)
        assert {actor["text"] for actor in event["attributes"]["ACTOR"]} >= {"Norland", "Sudria"}
        assert event["attributes"]["LOC"]
    assert len({event["id"] for event in events}) == len(events)


def test_mend_rows_tell_third_parties_from_local_actors(talks: Record, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(export(talks, tmp_path, "mend").decode("utf8"))))
    row = next(row for row in rows if row["date_start"] == "2025-08-15")
    assert (row["third_parties"], row["local_actors"]) == ("Lake Union", "Norland; Sudria")
    assert (row["location"], row["year"], row["month"], row["date_precision"]) == ("Lakeside", "2025", "08", "day")
    assert row["sources"] == "4"
    assert row["description"]


def test_follow_the_money_takes_every_entity(talks: Record, tmp_path: Path) -> None:
    ftm = pytest.importorskip("followthemoney")
    entities = [json.loads(line) for line in export(talks, tmp_path, "ftm").splitlines()]
    for data in entities:
        proxy = ftm.model.get_proxy(data)
        proxy.schema.validate(data)
        given = {name: set(values) for name, values in data["properties"].items()}
        kept = {name: set(proxy.get(name)) for name in given}
        cleaned = ftm.model.get_proxy(data, cleaned=False)
        assert kept == given, data
        assert set(cleaned.properties) == set(given), data  # nothing was thrown out as unreadable
    kinds = [data["schema"] for data in entities]
    assert (kinds.count("Article"), kinds.count("Person"), kinds.count("PublicBody")) == (4, 3, 2)
    ids = {data["id"] for data in entities}
    for data in entities:
        for name in ("involved", "proof"):
            assert set(data["properties"].get(name, ())) <= ids


def test_a_calendar_program_reads_the_meetings(talks: Record, tmp_path: Path) -> None:
    icalendar = pytest.importorskip("icalendar")
    calendar = icalendar.Calendar.from_ical(export(talks, tmp_path, "ics"))
    events = {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == len(list_meetings(talks, Filter(limit=0))) == 2
    held = next(event for name, event in events.items() if "Lake Union" in name)
    assert held.decoded("DTSTART").isoformat() == "2025-08-15"
    assert held.decoded("DTEND").isoformat() == "2025-08-16"
    assert (str(held["LOCATION"]), str(held["STATUS"])) == ("Lakeside", "CANCELLED")
    coming = next(event for name, event in events.items() if "Lake Union" not in name)
    assert str(coming["STATUS"]) == "CONFIRMED"
    assert "will return to the table" in str(coming["DESCRIPTION"])


def test_a_filter_narrows_the_rows(talks: Record, tmp_path: Path) -> None:
    wanted = Filter(party="Norland", limit=0)
    content = export(talks, tmp_path, "csv", of="positions", filter=wanted).decode("utf8")
    assert len(list(csv.DictReader(io.StringIO(content)))) == len(list_positions(talks, wanted))
    assert list_actors(talks)


def test_what_cannot_be_written_is_told_and_leaves_nothing(
    talks: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DataError, match="no format 'docx'"):
        export_record(talks, tmp_path / "x", format="docx")
    with pytest.raises(DragomanError, match="cannot be written"):
        export_record(talks, tmp_path / "none" / "x.csv", format="csv")
    monkeypatch.setitem(__import__("sys").modules, "icalendar", None)
    with pytest.raises(DragomanError, match=r"dragoman\[export\]"):
        export_record(talks, tmp_path / "x.ics", format="ics")
    assert list(tmp_path.glob("*x*")) == []
