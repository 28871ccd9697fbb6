"""Linking as the reader calls it: a user's own actors win over the book."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from dragoman.actors.book import book
from dragoman.actors.linking import link
from dragoman.article import Article
from dragoman.contract import Reading
from dragoman.errors import DataError
from dragoman.reader import Reader, Stages
from tests import fakes

OWN = """\
- name: Ostrova
  type: person
  country: KEN
  roles: [{title: envoy, of: Kenya, since: 2025-01-01}]
"""


def test_readings_hold_the_actors_of_a_users_file(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text(OWN, encoding="utf8")
    known = book().with_user(path)
    stages = Stages(
        analyser=fakes.FakeAnalyser(),
        find_times=fakes.find_times,
        attribute=fakes.attribute,
        link=partial(link, book=known),
    )
    article = Article.from_text("Kenya waits. “We wait,” Ostrova said.", published=date(2025, 8, 23))
    reading = Reader(stages=stages).read(article)
    actor = next(actor for actor in reading.actors if actor.id == reading.attributions[0].speakers[0])
    assert (actor.name, actor.country) == ("Ostrova", "KEN")
    assert [role.title for role in actor.roles] == ["envoy"]
    assert [mention.text for mention in reading.mentions] == ["Kenya", "Ostrova"]


def test_a_mistake_in_the_users_file_is_told_before_anything_is_read(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text("- name: X\n  kind: person\n", encoding="utf8")
    with pytest.raises(DataError):
        Stages.load(actors=path, threads=1)


def test_the_readers_caller_sees_the_mistake_once(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text("- name: X\n  kind: person\n", encoding="utf8")
    with pytest.raises(DataError):
        list(Reader(actors=path).read_many([Article.from_text("Kenya waits."), Article.from_text("Egypt waits.")]))


def test_a_users_file_may_be_named_by_text(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text("- {name: Vastria, type: state, code: VAS}\n", encoding="utf8")
    named, given = Reader(actors=str(path), threads=1), Reader(actors=path, threads=1)
    article = Article.from_text("“We will stay,” Vastria said.")
    assert named.read(article) == given.read(article)
    assert "Vastria" in {actor.name for actor in named.read(article).actors}


def speakers(reading: Reading) -> list[list[str]]:
    """Return the names of the speakers of every statement, in text order."""
    names = {actor.id: actor.name for actor in reading.actors}
    return [[names[speaker] for speaker in said.speakers] for said in reading.attributions]


# text, day, and who speaks in its last statement
SPOKEN = [
    ("South Korea closed the road. The North said on Monday that it would wait.", date(2018, 1, 9), ["North Korea"]),
    ("North and South Korea agreed on Monday to open a road.", date(2018, 1, 9), ["North Korea", "South Korea"]),
    (
        "The presidents of Russia and Ukraine agreed on Monday to exchange all prisoners.",
        date(2019, 12, 10),
        ["Vladimir Putin", "Volodymyr Zelensky"],
    ),
    (
        "The emir of Kuwait, Sheikh Sabah al-Ahmad al-Sabah, said on Monday that talks would resume.",
        date(2017, 7, 11),
        ["Sabah al-Ahmad al-Sabah"],
    ),
    ("The trucks headed north. The North wind is cold, officials in Norway said.", date(2018, 1, 9), None),
]


@pytest.mark.parametrize(("text", "day", "expected"), SPOKEN)
def test_halves_and_holders_of_one_office(reader: Reader, text: str, day: date, expected: list[str] | None) -> None:
    found = speakers(reader.read(Article.from_text(text, published=day)))[-1]
    assert found == expected if expected else not any("Korea" in name for name in found)


def test_a_title_before_a_full_name_takes_no_part_of_it_for_others(reader: Reader) -> None:
    text = "Sheikh Sabah al-Ahmad al-Sabah met reporters."
    reading = reader.read(Article.from_text(text, published=date(2017, 7, 11)))
    assert [actor.name for actor in reading.actors if actor.type == "person"] == ["Sabah al-Ahmad al-Sabah"]


def test_the_agency_is_the_one_that_the_article_speaks_of(reader: Reader) -> None:
    text = (
        "The International Atomic Energy Agency counted the machines. The International Atomic Energy Agency found "
        "none missing. The Central Intelligence Agency had guessed at ten. The agency said it would count again."
    )
    reading = reader.read(Article.from_text(text, published=date(2023, 3, 4)))
    assert speakers(reading)[-1] == ["International Atomic Energy Agency"]


def test_he_is_the_man_of_the_same_paragraph(reader: Reader) -> None:
    text = (
        "In Jerusalem, Defense Minister Ehud Barak told a radio station that the world must wait. “They want time,” he "
        "said.\n\nYukiya Amano, the head of the International Atomic Energy Agency, met Saeed Jalili on Monday. "
        "Returning a day later, he said he expected a paper before long."
    )
    reading = reader.read(Article.from_text(text, published=date(2012, 5, 24)))
    assert speakers(reading)[-1] == ["Yukiya Amano"]


def test_an_office_before_a_name_of_the_book_is_nobody_else(reader: Reader) -> None:
    text = "Dominic LeBlanc was in Washington last week for talks with Commerce Secretary Howard Lutnick."
    reading = reader.read(Article.from_text(text, published=date(2025, 10, 24)))
    persons = [actor.name for actor in reading.actors if actor.type not in ("state", "place")]
    assert sorted(persons) == ["Dominic LeBlanc", "Howard Lutnick"]
