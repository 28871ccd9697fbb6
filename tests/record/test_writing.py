from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace

import pytest
from sqlalchemy import inspect, select, text

from bench.synthetic import make_reading
from dragoman.contract import Attribution, Reading
from dragoman.errors import DataError, RecordError
from dragoman.record import Record, schema
from dragoman.record.anchors import CONTEXT
from dragoman.text import Part, Span
from tests.record.talks import LATER, everything, first_demands, new_writer


def rows_of(record: Record, table: str) -> int:
    with record.reading() as connection:
        return connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0


@pytest.mark.parametrize("seed", range(4))
def test_a_reading_comes_back_as_it_was_kept(record: Record, seed: int) -> None:
    reading = make_reading(seed, statements=12)
    assert record.add(reading).outcome == "new"
    assert record.find_reading(reading.article.id) == reading


def test_odd_readings_come_back_too(record: Record) -> None:
    writer = new_writer(None, id="undated")
    words = writer.say("Nobody met anybody, the envoy said, and nobody will.")
    pieces = Part.of(writer.text, [(0, 19), (38, len(words.text) - 1)])
    inner = writer.attribute(None, None, pieces, quoting="mixed", speakers=(), act=None)
    writer.attribute(words, None, words, nested_in=inner.id, negated=True, channel="Radio One", speakers=("x3", "x3"))
    reading = replace(writer.reading(), warnings=("no date", "…"))
    record.add(reading)
    assert record.find_reading("undated") == reading


def test_the_same_reading_is_kept_once(record: Record) -> None:
    assert [record.add(first_demands()).outcome for _ in range(3)] == ["new", "unchanged", "unchanged"]
    assert record.count().articles == 1
    assert record.count().statements == 2
    with Record.open(record.where) if record.where.endswith(".db") else nullcontext(record) as again:
        assert again.add(first_demands()).outcome == "unchanged"
    assert rows_of(record, "runs") == 1


def test_a_new_reader_replaces_the_machines_rows(record: Record) -> None:
    for reading in everything():
        record.add(reading)
    before = record.count()
    again = replace(first_demands(), reader=LATER, attributions=first_demands().attributions[:1])
    assert record.add(again).outcome == "replaced"
    assert record.find_reading(again.article.id) == again
    assert record.count().statements == before.statements - 1
    assert record.count().articles == before.articles
    assert record.add(again).outcome == "unchanged"


def test_every_span_is_stored_with_its_words_and_surroundings(record: Record) -> None:
    reading = make_reading(3, statements=6)
    record.add(reading)
    body = reading.article.text
    tables = ("mentions", "times", "attribution_parts", "event_parts", "position_parts")
    with record.reading() as connection:
        for table in tables:
            rows = connection.execute(select(schema.metadata.tables[table])).all()
            assert rows
            for row in rows:
                assert body[row.start : row.end] == row.exact
                assert row.prefix == body[max(0, row.start - CONTEXT) : row.start]
                assert row.suffix == body[row.end : row.end + CONTEXT]


def broken(reading: Reading) -> list[tuple[str, Reading]]:
    first: Attribution = reading.attributions[0]
    event, position = reading.events[0], reading.positions[0]
    return [
        ("actor 'nobody'", replace(reading, attributions=(replace(first, speakers=("nobody",)),))),
        ("attribution 'a99'", replace(reading, attributions=(replace(first, nested_in="a99"),))),
        ("attribution 'a98'", replace(reading, events=(replace(event, attribution="a98"),))),
        ("position 'p99'", replace(reading, positions=(replace(position, answers=("p99",)),))),
        ("do not stand at", replace(reading, attributions=(replace(first, content=Part((Span(0, 3),), "xyz")),))),
        ("same id", replace(reading, attributions=(first, first))),
    ]


@pytest.mark.parametrize("case", range(6))
def test_a_row_that_points_nowhere_is_refused(file_record: Record, case: int) -> None:
    message, reading = broken(first_demands())[case]
    with pytest.raises(DataError, match=message):
        file_record.add(reading)
    assert file_record.count().articles == 0
    assert file_record.count().actors == 0


def test_foreign_keys_are_enforced(record: Record) -> None:
    record.add(first_demands())
    insert = (
        "INSERT INTO attribution_actors (attribution_id, role, ordinal, actor_no) VALUES (999999999, 'speaker', 0, 1)"
    )
    with pytest.raises(RecordError), record.writing() as connection:
        connection.execute(text(insert))


def test_every_child_of_a_row_is_found_by_an_index(record: Record) -> None:
    """A row that is replaced must not have the database read whole tables for what points at it."""
    with record.reading() as connection:
        inspector = inspect(connection)
        for table in ("attributions", "events", "positions"):
            for other in inspector.get_table_names():
                firsts = [index["column_names"][0] for index in inspector.get_indexes(other)]
                firsts += inspector.get_pk_constraint(other)["constrained_columns"][:1]
                for key in inspector.get_foreign_keys(other):
                    if key["referred_table"] == table:
                        assert key["constrained_columns"][0] in firsts, (other, key["constrained_columns"])


def test_a_lone_surrogate_is_refused_with_a_word(file_record: Record) -> None:
    writer = new_writer("2025-08-01")
    writer.say("half a character \ud83d here")
    with pytest.raises(RecordError, match="surrogate"):
        file_record.add(writer.reading())
    assert file_record.count().articles == 0
