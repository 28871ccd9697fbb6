from __future__ import annotations

from dataclasses import replace
from datetime import date

from bench.synthetic import make_copy, make_reading
from dragoman.article import Article
from dragoman.contract import Reading
from dragoman.record import Record
from dragoman.views import Filter, list_events, list_positions, list_statements
from tests.record.talks import LATER

ALL = Filter(limit=0)
WIRE = make_reading(1, published=date(2025, 8, 1), publisher="Wire", statements=8)
COPY = make_copy(WIRE, publisher="North Post", published=date(2025, 8, 2))


def edited(reading: Reading, before: str, after: str, publisher: str) -> Reading:
    """Return the reading of an article in which words of one statement were put otherwise."""
    text = reading.article.text
    at = text.index(before)
    shift = len(after) - len(before)
    article = Article.from_text(text.replace(before, after, 1), published=date(2025, 8, 2), publisher=publisher)

    def move(span: tuple[int, int]) -> list[int]:
        return [place + shift if place > at else place for place in span]

    def walk(value: object) -> object:
        if isinstance(value, dict):
            moved = {key: walk(item) for key, item in value.items()}
            if {"start", "end"} <= set(value):
                moved["start"], moved["end"] = move((value["start"], value["end"]))
                moved["text"] = article.text[moved["start"] : moved["end"]]
            if {"spans", "text"} == set(value):
                moved["spans"] = [move(span) for span in value["spans"]]
                moved["text"] = " … ".join(article.text[start:end] for start, end in moved["spans"])
            return moved
        return [walk(item) for item in value] if isinstance(value, list) else value

    data = walk(replace(reading, article=article).to_json())
    data["article"]["text"] = article.text  # type: ignore[index]
    return Reading.from_json(data)  # type: ignore[arg-type]


def test_wire_copies_are_one_story_and_count_once(record: Record) -> None:
    record.add(WIRE)
    record.add(COPY)
    record.add(make_reading(2, published=date(2025, 8, 2)))
    assert (record.count().articles, record.count().stories) == (3, 2)
    statements = list_statements(record, ALL)
    assert len(statements) == 8 + 25
    carried = [row for row in statements if row.outlets]
    assert len(carried) == 8
    assert {(row.citation.publisher, row.outlets[0].publisher) for row in carried} == {("Wire", "North Post")}
    assert all(not row.outlets[0].differences for row in carried)
    assert sum(bool(row.outlets) for row in list_positions(record, ALL)) == len(WIRE.positions)
    assert sum(bool(row.outlets) for row in list_events(record, ALL)) == len(WIRE.events)


def test_a_copy_that_comes_first_gives_way_to_the_first_published(file_record: Record) -> None:
    file_record.add(COPY)
    file_record.add(WIRE)
    assert {row.citation.publisher for row in list_statements(file_record, ALL)} == {"Wire"}


def test_a_copy_after_the_window_is_another_story(file_record: Record) -> None:
    file_record.add(WIRE)
    file_record.add(make_copy(WIRE, publisher="Old News", published=date(2025, 8, 20)))
    assert file_record.count().stories == 2


def test_differences_in_the_quoted_words_are_told(file_record: Record) -> None:
    words = WIRE.attributions[2].content.text
    first, last = words.split(" ")[1], words.split(" ")[-1]
    file_record.add(WIRE)
    file_record.add(edited(WIRE, words, words.replace(f" {last}", ""), "Short Post"))
    file_record.add(edited(WIRE, words, words.replace(first, f"[the minister's] {first}", 1), "Bracket Post"))
    row = next(
        row
        for row in list_statements(file_record, ALL)
        if len(row.outlets) == 2 and any(outlet.differences for outlet in row.outlets)
    )
    told = {
        outlet.publisher: [(one.kind, one.before, one.after) for one in outlet.differences] for outlet in row.outlets
    }
    assert told["Short Post"][0][0] == "shortened"
    assert told["Bracket Post"] == [("inserted", "", "[the minister's]")]


def test_reading_a_copy_again_keeps_the_story_and_its_groups(record: Record) -> None:
    record.add(WIRE)
    record.add(COPY)
    for reading in (WIRE, COPY):
        assert record.add(replace(reading, reader=LATER)).outcome == "replaced"
        assert record.count().stories == 1
        assert len(list_statements(record, ALL)) == 8


def test_an_article_that_joins_two_stories_makes_them_one(file_record: Record) -> None:
    body = WIRE.article.text
    half = len(body) // 2
    parts = [
        Article.from_text(body[:half], published=date(2025, 8, 1), publisher="One"),
        Article.from_text(body[half:], published=date(2025, 8, 1), publisher="Two"),
    ]
    for article in parts:
        file_record.add(Reading(article=article, reader=WIRE.reader))
    assert file_record.count().stories == 2
    file_record.add(COPY)
    from sqlalchemy import text

    with file_record.reading() as connection:
        assert connection.scalar(text("SELECT count(DISTINCT story_no) FROM articles")) == 1
