from __future__ import annotations

import pytest

from bench.synthetic import Writer
from dragoman.contract import Reading, Role
from dragoman.record import Record
from dragoman.views import list_actors


def article(n: int, *actors: tuple[str, str, dict[str, object]]) -> Reading:
    writer = Writer(published=f"2025-08-{n:02d}")
    for name, kind, fields in actors:
        writer.actor(name, kind, **fields)
        writer.statement(name, f"words of article {n} by somebody")
    return writer.reading()


def names(record: Record, **wanted: str) -> list[tuple[str, str | None, int]]:
    return sorted((row.name, row.country, row.articles) for row in list_actors(record, limit=0, **wanted))


def test_one_actor_of_the_book_is_one_actor_whatever_it_is_called(record: Record) -> None:
    record.add(article(1, ("Anna Berg", "person", {"wikidata": "Q1"})))
    record.add(article(2, ("A. Berg", "person", {"wikidata": "Q1", "country": "NOR"})))
    rows = list_actors(record)
    assert [(row.name, row.aliases, row.country, row.articles) for row in rows] == [
        ("Anna Berg", ("A. Berg",), "NOR", 2)
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({}, {}, 1),
        ({"country": "NOR"}, {}, 1),  # what is not known agrees with anything
        ({}, {"country": "NOR"}, 1),
        ({"country": "NOR"}, {"country": "SDN"}, 2),
        ({"wikidata": "Q1"}, {"wikidata": "Q2"}, 2),
        ({"wikidata": "Q1"}, {}, 1),
    ],
)
def test_a_name_links_unless_country_or_book_speak_against_it(
    file_record: Record, first: dict[str, object], second: dict[str, object], expected: int
) -> None:
    file_record.add(article(1, ("John Stark", "person", first)))
    file_record.add(article(2, ("John Stark", "person", second)))
    assert len(list_actors(file_record)) == expected


def test_a_role_decides_between_namesakes(file_record: Record) -> None:
    envoy, mayor = (Role(title="envoy", of="Norland"),), (Role(title="mayor", of="Lakeside"),)
    file_record.add(article(1, ("John Stark", "person", {"country": "NOR", "roles": envoy})))
    file_record.add(article(2, ("John Stark", "person", {"country": "SDN", "roles": mayor})))
    file_record.add(article(3, ("John Stark", "person", {"roles": mayor})))
    assert names(file_record) == [("John Stark", "NOR", 1), ("John Stark", "SDN", 2)]


def test_a_person_is_not_a_place_of_the_same_name(file_record: Record) -> None:
    file_record.add(article(1, ("Lincoln", "person", {})))
    file_record.add(article(2, ("Lincoln", "place", {})))
    assert len(list_actors(file_record)) == 2


def test_unnamed_sources_of_two_articles_are_two(record: Record) -> None:
    for n in (1, 2):
        record.add(article(n, ("a senior official", "unnamed", {})))
    assert names(record) == []
    assert names(record, type="unnamed") == [("a senior official", None, 1)] * 2


def test_the_order_of_articles_makes_no_difference_to_who_is_who(new_target: object) -> None:
    articles = [article(n, ("Anna Berg", "person", {"country": "NOR"} if n % 2 else {})) for n in range(1, 5)]
    counts = []
    for order in (articles, articles[::-1]):
        with Record.open(new_target()) as record:  # type: ignore[operator]
            for reading in order:
                record.add(reading)
            counts.append(names(record))
    assert counts[0] == counts[1] == [("Anna Berg", "NOR", 4)]
