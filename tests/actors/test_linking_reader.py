"""Linking as the reader calls it: a user's own actors win over the book."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from dragoman.actors.book import book
from dragoman.actors.linking import link
from dragoman.article import Article
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
