"""A user's own actors: they win over the book, and a mistake in the file is named with its line."""

from datetime import date
from pathlib import Path

import pytest

from dragoman.actors.book import book
from dragoman.errors import DataError

ON = date(2024, 8, 1)
GOOD = """\
- name: Amina Testova
  type: person
  country: MDA
  code: MDAGOV
  wikidata: Q42
  aliases: [the chief monitor, "A. Testova"]
  roles:
    - {title: chief monitor, of: Northland Mission, since: 2024-05, until: 2025-01-31}
    - {title: foreign minister, of: Moldova, since: 2023-01-01}
- name: Northland Mission
  type: international_organisation
  aliases: [NLM, Kyiv]
- name: Hamas
  type: organisation
  aliases: []
"""


def _write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "actors.yaml"
    path.write_text(text, encoding="utf8")
    return path


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the chief monitor", "Amina Testova"),
        ("NLM's chief monitor", "Amina Testova"),
        ("the Moldovan foreign minister", "Amina Testova"),
        ("Kyiv", "Northland Mission"),  # the user's alias wins over the capital
        ("the Russian government", "Russia"),  # the book is still there
    ],
)
def test_users_actors_win(tmp_path: Path, text: str, name: str) -> None:
    answer = book().with_user(_write(tmp_path, GOOD)).describe(text, ON).answer
    found = answer or book().with_user(_write(tmp_path, GOOD)).named(text, ON)[0]
    assert found.name == name


def test_an_entry_takes_the_place_of_the_books(tmp_path: Path) -> None:
    mine = book().with_user(_write(tmp_path, GOOD))
    (hamas,) = mine.named("Hamas")
    assert (hamas.origin, hamas.type) == ("user", "organisation")
    assert [entry.origin for entry in mine.entries() if entry.name == "Hamas"] == ["user"]
    (original,) = book().named("Hamas")
    assert original.type == "armed_group"  # the shared book is as it was


def test_fields_arrive(tmp_path: Path) -> None:
    entry = book().with_user(_write(tmp_path, GOOD)).get("Amina Testova")
    assert entry is not None
    actor = entry.to_actor()
    assert (actor.country, actor.code, actor.wikidata) == ("MDA", "MDAGOV", "Q42")
    assert actor.aliases == ("the chief monitor", "A. Testova")
    assert [(role.title, role.of, role.since, role.until) for role in actor.roles] == [
        ("chief monitor", "Northland Mission", "2024-05", "2025-01-31"),
        ("foreign minister", "Moldova", "2023-01-01", None),
    ]


@pytest.mark.parametrize("text", ["", "[]", "# nothing yet\n"])
def test_an_empty_file_adds_nobody(tmp_path: Path, text: str) -> None:
    assert len(book().with_user(_write(tmp_path, text))) == len(book())


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("- name: A B\n  type: person\n  rolls: []\n", 3, "unknown key 'rolls'; the keys of an actor are name, type"),
        ("- name: A B\n  type: person\n  roles: [{title: x, off: y}]\n", 3, "unknown key 'off'; the keys of a role"),
        ("- name: A B\n  type: human\n", 2, "'human' is no type; the types are person, state"),
        ("- name: A B\n", 1, "an actor needs a type"),
        ("- type: person\n", 1, "needs a name"),
        ("- name:\n  type: person\n", 1, "needs a name"),
        ("- name: A B\n  type: person\n- name: a b\n  type: person\n", 3, "already that of 'A B' (line 1)"),
        ("- {name: A B, type: person, aliases: [C]}\n- {name: D E, type: person, aliases: [c]}\n", 2, "'c' is already"),
        ("- name: A B\n  type: person\n  aliases: [C, C]\n", 3, "already that of this actor"),
        ("- name: A B\n  name: C D\n  type: person\n", 2, "stands twice"),
        ("- name: A B\n  type: person\n  aliases: C\n", 3, "aliases should be a list"),
        ("- name: A B\n  type: person\n  aliases: [[C]]\n", 3, "a text should stand here; this is a list"),
        ("- name: [A]\n  type: person\n", 1, "a text should stand here"),
        ("- name: A B\n  type: person\n  country: Moldova\n", 3, "'Moldova' is not an ISO 3166-1"),
        ("- name: A B\n  type: person\n  country: JJJ\n", 3, "no country 'JJJ'"),
        ("- name: A B\n  type: person\n  code: rus\n", 3, "not a CAMEO code"),
        ("- name: A B\n  type: person\n  wikidata: 42\n", 3, "not a Wikidata id"),
        ("- name: A|B\n  type: person\n", 1, "holds '|'"),
        ("- name: A B\n  type: person\n  roles:\n  - {title: x, since: soon}\n", 4, "'soon' is no date"),
        ("- name: A B\n  type: person\n  roles:\n  - {title: x, since: 2024-02-30}\n", 4, "'2024-02-30' is no date"),
        ("- name: A B\n  type: person\n  roles:\n  - {title: x, since: 2024, until: 2020}\n", 4, "before it begins"),
        ("- name: A B\n  type: person\n  roles:\n  - {of: x}\n", 4, "a role needs a title"),
        ("name: A B\ntype: person\n", 1, "the file should be a list"),
        ("- just text\n", 1, "an actor is a mapping"),
        ("- name: A: B\n", 1, "is not YAML"),
        ("- name: 'A\n", 2, "is not YAML"),
        (
            "- {name: A, type: group, roles: [{title: x, of: B}]}\n"
            "- {name: B, type: group, roles: [{title: x, of: a}]}\n",
            2,
            "circle",
        ),
        ("- {name: A, type: group, aliases: [Q], roles: [{title: x, of: Q}]}\n", 1, "circle (A → A)"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, part: str) -> None:
    path = _write(tmp_path, text)
    with pytest.raises(DataError) as caught:
        book().with_user(path)
    assert (caught.value.path, caught.value.line) == (str(path), line)
    assert part in caught.value.message


def test_all_mistakes_are_listed_in_order(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        book().with_user(_write(tmp_path, "- {name: A B, type: human}\n- {nom: C, type: person, name: C}\n"))
    assert caught.value.line == 1
    assert "line 2: unknown key 'nom'" in caught.value.message


def test_roles_within_the_file_may_form_a_chain(tmp_path: Path) -> None:
    text = (
        "- {name: A, type: person, roles: [{title: head, of: B}]}\n"
        "- {name: B, type: group, roles: [{title: part, of: C}]}\n"
    )
    assert len(book().with_user(_write(tmp_path, text))) == len(book()) + 2


@pytest.mark.parametrize(("content", "part"), [(b"\xff\xfe\x00", "UTF-8"), (None, "cannot be read")])
def test_unreadable_files(tmp_path: Path, content: bytes | None, part: str) -> None:
    path = tmp_path / "actors.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError, match=part):
        book().with_user(path)


def test_a_state_that_iso_leaves_to_its_users_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text("- name: Vastria\n  type: state\n  country: XVA\n", encoding="utf8")
    (entry,) = book().with_user(path).named("Vastria")
    assert entry.country == "XVA"
