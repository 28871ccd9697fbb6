"""The built-in files of the book: which there are, their columns, and how they become a shelf."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dragoman.actors.shelf import ROLE_COLUMNS, Card, Shelf
from dragoman.actors.tables import Table, read_table
from dragoman.actors.titles import COLUMNS as TITLE_COLUMNS
from dragoman.actors.titles import Titles
from dragoman.errors import DataError

FOLDER = Path(__file__).parent.parent / "data" / "actors"
COLUMNS: dict[str, tuple[str, ...]] = {
    "states": (
        *("name", "iso3", "official", "capital", "demonyms", "metonyms", "aliases", "leader", "status", "within"),
        *("since", "until", "code"),
    ),
    "organisations": (
        *("name", "acronyms", "aliases", "type", "code", "seat", "country", "head", "part_of", "metonyms", "members"),
        *("since", "until"),
    ),
    "groups": (
        *("name", "acronyms", "aliases", "type", "country", "code", "head", "part_of", "metonyms", "since", "until"),
        "governs",
    ),
    "outlets": ("name", "acronyms", "aliases", "kind", "country", "parent"),
    "people": ("name", "surname", "aliases", "country", "born", "wikidata", "note"),
    "roles": ROLE_COLUMNS,
    "titles": TITLE_COLUMNS,
    "shared": ("alias", "note"),
    "contested": ("title", "of", "since", "until", "note"),
    "edition": ("key", "value"),
    "codes": ("code", "meaning"),
    "given_names": ("name", "spellings"),
}
ACTORS = ("states", "organisations", "groups", "outlets", "people")
TYPES = {"states": "state", "outlets": "outlet", "people": "person"}  # the others have a `type` column
OPTIONAL = frozenset(["people", "roles", "contested"])  # a folder without people is still a book


def read_file(name: str, *, folder: Path = FOLDER) -> Table:
    """Return one of the book's files; without rows where an optional one is absent.

    Raises:
        DataError: the file cannot be read or its columns are not those of `COLUMNS`.
    """
    path = folder / f"{name}.csv"
    if name in OPTIONAL and not path.exists():
        return Table(path, COLUMNS[name], [])
    return read_table(path, columns=COLUMNS[name])


def load_shelf(folder: Path = FOLDER) -> Shelf:
    """Return the shelf of the built-in actors.

    Raises:
        DataError: a file cannot be read, or a role is held by a person who is not in the people's file.
    """
    return make_shelf({name: read_file(name, folder=folder) for name in (*ACTORS, "roles")})


def make_shelf(tables: Mapping[str, Table]) -> Shelf:
    """Return the shelf of tables that were read, by the names of their files.

    Raises:
        DataError: a role is held by a person who is not in the people's file.
    """
    roles: dict[str, list[list[str]]] = {}
    for cells in tables["roles"].rows:
        if cells:
            roles.setdefault(cells[0], []).append(cells)
    cards: list[Card] = []
    nobody: list[list[str]] = []
    for name in ACTORS:
        columns = tables[name].columns
        places = {column: place for place, column in enumerate(columns)}
        type_place = places.get("type")
        held = roles if name == "people" else {}
        cards += [
            Card(TYPES[name] if type_place is None else cells[type_place], places, cells, held.get(cells[0], nobody))
            for cells in tables[name].rows
            if cells
        ]
    names = {cells[0] for cells in tables["people"].rows if cells}
    for person in roles.keys() - names:
        raise DataError(
            f"the person {person!r} has no row in people.csv; add one or correct the name",
            path=tables["roles"].path,
            line=tables["roles"].line_of(roles[person][0]),
        )
    return Shelf(cards, origin="book")


def load_titles(folder: Path = FOLDER) -> Titles:
    """Return the table of titles."""
    return Titles(read_file("titles", folder=folder))


def load_known_until(folder: Path = FOLDER) -> str:
    """Return the ISO day on which the book closed: a role without an end was held on that day.

    Raises:
        DataError: the edition's file does not say.
    """
    for row in read_file("edition", folder=folder):
        if row["key"] == "known_until":
            return row["value"]
    raise DataError("the row known_until is missing; add the day the book closed", path=folder / "edition.csv")
