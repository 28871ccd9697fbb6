"""The lexica that people edit: they load, say what they should, and mistakes are named with their line."""

import pytest

from dragoman.errors import DataError
from dragoman.meaning.cues import cue_lexicon
from dragoman.meaning.issues import built_in_issues, extend_issues, parse_issues
from dragoman.meaning.phrases import Phrases, read_table
from dragoman.meaning.places import locate
from dragoman.meaning.stances import evaluations, stance_entries
from dragoman.meaning.status import WEAKNESS, status_lexicon
from dragoman.meaning.triggers import TYPES, noun_lexicon, verb_lexicon


def test_every_plover_type_has_its_words() -> None:
    entries = [entry for entries in verb_lexicon().values() for entry in entries]
    assert {entry.type for entry in entries} == TYPES
    assert len(entries) >= 500
    assert "talk" in noun_lexicon()


def test_the_other_lexica_load() -> None:
    assert "according" in cue_lexicon()
    assert len(read_table("cues.csv", columns=("cue", "act", "plover", "notes"))) >= 400
    assert {row["status"] for row in read_table("status.csv", columns=("phrase", "status"))} <= WEAKNESS.keys()
    assert "hope" in status_lexicon()
    assert "hopeless" in evaluations()
    assert len(stance_entries()) > 100


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(DataError, match="columns"):
        read_table("status.csv", columns=("phrase", "state"))


def test_the_issues() -> None:
    issues = built_in_issues()
    assert len(issues) >= 40
    assert all(issue.description and issue.phrases for issue in issues)
    phrases = [phrase for issue in issues for phrase in (*issue.phrases, *issue.weak)]
    assert len(phrases) == len(set(phrases))


MISTAKES = [
    ({"id": "x"}, "list"),
    ([{"name": "x"}], "no id"),
    ([{"id": "x", "phrase": ["y"]}], "unknown keys"),
    ([{"id": "x"}, {"id": "x"}], "twice"),
]


@pytest.mark.parametrize(("entries", "expected"), MISTAKES)
def test_mistakes_in_issues_are_named(entries: object, expected: str) -> None:
    with pytest.raises(DataError, match=expected):
        parse_issues(entries, path="mine.yaml")


def test_own_issues_add_and_rename() -> None:
    (own, other) = parse_issues(
        [{"id": "fish", "phrases": ["cod"]}, {"id": "land", "name": "Fields"}], path="mine.yaml"
    )
    merged = {issue.id: issue for issue in extend_issues([own, other])}
    assert merged["fish"].phrases == ("cod",)
    assert merged["land"].name == "Fields"


def test_the_longest_phrase_wins_and_gaps_are_bridged() -> None:
    phrases = Phrases([("make", 1), ("make clear", 2)])
    stems = [("make",), ("it",), ("clear",)]
    strict, loose = phrases.at(stems, 0, end=3), phrases.at(stems, 0, end=3, gap=1)
    assert strict is not None
    assert loose is not None
    assert (strict.value, loose.value, loose.words) == (1, 2, (0, 2))


PLACES = [
    ("Geneva", None, "CHE"),
    ("Kyiv", None, "UKR"),
    ("Switzerland", None, "CHE"),
    ("Alaska", None, "USA"),
    ("Anchorage", "Alaska", "USA"),
    ("White House", None, None),
    ("Nowhereville", None, None),
]


@pytest.mark.parametrize(("name", "inside", "country"), PLACES)
def test_places_have_their_country(name: str, inside: str | None, country: str | None) -> None:
    assert locate(name, inside=inside).country == country
