"""The bundled story is well-formed: dated articles in every input form, and a file of its invented actors."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parents[1] / "examples"
PATHS = sorted((FOLDER / "articles").glob("*.txt"))
HEADER_KEYS = ["Date", "Title", "Publisher", "URL"]
HEADER = re.compile(r"(\w+): (\S.*)")
BARE_DATE = re.compile(r"date (\d{4}-\d\d-\d\d)\s+")

ACTOR_KEYS = {"name", "type", "code", "country", "aliases", "roles"}
ROLE_KEYS = {"title", "of", "since", "until"}
TYPES = {"person", "state", "international_organisation", "organisation", "armed_group", "outlet", "place"}
CODE = re.compile(r"X[A-Z]{2}(GOV|MIL|OPP|REB|MED)?|IGO[A-Z]{3}|NGO")
USER_ASSIGNED = re.compile(r"X[A-Z]{2}")  # ISO 3166-1 leaves XAA to XZZ to its users
PARTIAL_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def split(text: str) -> tuple[dict[str, str], str]:
    """Return the header of an article, whatever its form, and the body."""
    if bare := BARE_DATE.match(text):
        return {"Date": bare[1]}, text[bare.end() :].strip()
    head, _, body = text.partition("\n\n")
    lines = [HEADER.fullmatch(line) for line in head.split("\n")]
    assert all(lines), head
    return {line[1]: line[2] for line in lines if line}, body.strip()


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture(scope="module")
def actors() -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((FOLDER / "actors.yaml").read_text(encoding="utf8"))
    return loaded


def test_there_are_twelve_articles() -> None:
    assert len(PATHS) == 12


def test_header_names_the_day_of_the_file(path: Path) -> None:
    header, _ = split(path.read_text(encoding="utf8"))
    assert date.fromisoformat(header["Date"]).isoformat() == path.name[:10]
    assert list(header) in (HEADER_KEYS, ["Date"])


def test_url_is_of_the_example_domain(path: Path) -> None:
    header, _ = split(path.read_text(encoding="utf8"))
    assert re.fullmatch(r"https://[a-z]+\.example\.org/\S+", header.get("URL", "https://none.example.org/-"))


def test_body_has_words_enough(path: Path) -> None:
    _, body = split(path.read_text(encoding="utf8"))
    assert 150 <= len(body.split()) <= 450


def test_every_form_of_input_is_there() -> None:
    texts = [path.read_text(encoding="utf8") for path in PATHS]
    assert sum(bool(re.match(r"date \S+\n", text)) for text in texts) == 1
    assert sum(bool(re.match(r"date \S+ \w", text)) for text in texts) == 1
    assert sum(text.startswith("Date: ") for text in texts) == len(texts) - 2


@pytest.mark.parametrize("quotes", ["“”", '""', "‘’"])
def test_every_style_of_quotation_mark_is_there(quotes: str) -> None:
    others = set('“”"‘') - set(quotes)
    bodies = [split(path.read_text(encoding="utf8"))[1] for path in PATHS]
    assert any(quotes[0] in body and quotes[1] in body and not others & set(body) for body in bodies)


def test_a_wire_copy_is_there() -> None:
    stories = [
        FOLDER / "articles" / name for name in ("2024-03-12-littoral-press-agency.txt", "2024-03-13-meridian-post.txt")
    ]
    bodies = [split(path.read_text(encoding="utf8"))[1].translate(str.maketrans("’“”", '\'""')) for path in stories]
    wire, copy = (set(re.split(r"(?<=[.\"])\s+", body)) for body in bodies)
    assert len(wire & copy) >= 5
    assert wire - copy


def test_readme_names_every_article() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf8")
    assert [path.name for path in PATHS if path.name not in readme] == []


def test_actors_have_the_known_keys(actors: list[dict[str, Any]]) -> None:
    for actor in actors:
        assert ACTOR_KEYS - {"roles"} <= set(actor) <= ACTOR_KEYS, actor
        assert actor["type"] in TYPES
        assert actor["code"] is None or CODE.fullmatch(actor["code"]), actor
        assert actor["country"] is None or USER_ASSIGNED.fullmatch(actor["country"]), actor


def test_names_and_aliases_lead_to_one_actor(actors: list[dict[str, Any]]) -> None:
    names = [name for actor in actors for name in (actor["name"], *actor["aliases"])]
    assert sorted(names) == sorted(set(names))


def test_roles_are_dated_and_of_known_actors(actors: list[dict[str, Any]]) -> None:
    known = {actor["name"] for actor in actors}
    for role in (role for actor in actors for role in actor.get("roles", [])):
        assert set(role) == ROLE_KEYS
        assert role["of"] in known, role
        assert all(value is None or PARTIAL_DATE.fullmatch(value) for value in (role["since"], role["until"])), role


def test_every_actor_stands_in_the_story(actors: list[dict[str, Any]]) -> None:
    story = "\n".join(path.read_text(encoding="utf8") for path in PATHS)
    names = {actor["name"]: (actor["name"], *actor["aliases"]) for actor in actors}
    assert [name for name, forms in names.items() if not any(form in story for form in forms)] == []


def test_no_outlet_is_missing(actors: list[dict[str, Any]]) -> None:
    outlets = {actor["name"] for actor in actors if actor["type"] == "outlet"}
    headers = [split(path.read_text(encoding="utf8"))[0] for path in PATHS]
    assert {header["Publisher"] for header in headers if "Publisher" in header} <= outlets
