"""Holding the book to its own rules: what a person who corrects a file may have got wrong.

`audit_book` returns every mistake with its file and line. The codes themselves are checked against ISO 3166 by the
tests, so that pycountry is not needed to run.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from dragoman.actors.library import COLUMNS, FOLDER, make_shelf, read_file
from dragoman.actors.names import acronym_key, fold
from dragoman.actors.shelf import ROLE_COLUMNS, Shelf, make_entry, make_tenure, parse_leader
from dragoman.actors.tables import SEPARATOR, Row, Table, split_cell
from dragoman.actors.tenures import earliest_day, is_partial_date, latest_day, surely_overlap
from dragoman.actors.titles import Titles
from dragoman.errors import DataError

ALLOWED: dict[tuple[str, str], frozenset[str]] = {
    ("states", "status"): frozenset(["un", "observer", "disputed", "former"]),
    ("organisations", "type"): frozenset(["international_organisation", "organisation", "group"]),
    ("groups", "type"): frozenset(["armed_group", "organisation", "group"]),
    ("outlets", "kind"): frozenset(
        ["agency", "broadcaster", "newspaper", "magazine", "website", "platform", "programme"]
    ),
    ("titles", "kind"): frozenset(["office", "description", "body"]),
    ("titles", "single"): frozenset(["yes", ""]),
    ("roles", "sure"): frozenset(["high", "medium", "low"]),
}
REQUIRED = {
    "states": ("name", "status"),
    "organisations": ("name", "type"),
    "groups": ("name", "type", "country"),
    "outlets": ("name", "kind", "country"),
    "people": ("name",),
    "roles": ("person", "title", "of", "sure"),
    "titles": ("title", "kind"),
    "shared": ("alias",),
}
NO_COUNTRY = frozenset(["Al-Qaeda", "Islamic State"])  # groups of no one country
DATES = ("since", "until", "born")


def audit_book(folder: Path = FOLDER) -> list[DataError]:
    """Return the mistakes in the book's files, in the files' order; none for a sound book."""
    tables = {name: read_file(name, folder=folder) for name in COLUMNS}
    mistakes = [
        DataError(message, path=folder / f"{name}.csv", line=int(row["line"]))
        for name, rows in tables.items()
        for row in rows
        for message in _cell_mistakes(name, row)
    ]
    shelf = make_shelf(tables)
    mistakes += _shared_mistakes(shelf, tables, folder=folder)
    mistakes += _reference_mistakes(shelf, tables, folder=folder)
    mistakes += _overlaps(shelf, tables, folder=folder)
    return mistakes


def _cell_mistakes(name: str, row: Row) -> Iterator[str]:
    for column in REQUIRED.get(name, ()):
        if not row[column] and row.get("name") not in NO_COUNTRY:
            yield f"{column} is blank"
    for column, cell in row.items():
        if "  " in cell or any(part != part.strip() for part in cell.split(SEPARATOR)):
            yield f"{column}: spaces too many in {cell!r}"
        if SEPARATOR in cell and "" in split_cell(cell):
            yield f"{column}: a blank name in {cell!r}"
        allowed = ALLOWED.get((name, column))
        if allowed is not None and cell not in allowed:
            yield f"{column}: {cell!r} is none of {', '.join(sorted(filter(None, allowed)))}"
    yield from _date_mistakes(row)


def _date_mistakes(row: Row) -> Iterator[str]:
    bad = [column for column in DATES if row.get(column) and not is_partial_date(row[column])]
    for column in bad:
        yield f"{column}: {row[column]!r} is no date; write 2024, 2024-05 or 2024-05-17"
    since, until = row.get("since"), row.get("until")
    if not bad and since and until and latest_day(until) < earliest_day(since):
        yield f"ends on {until}, before it begins on {since}"
    for office in parse_leader(row.get("leader", ""), of=row.get("name", "")):
        for day in (office.since, office.until):
            if day and not is_partial_date(day):
                yield f"leader: {day!r} is no date"


def _shared_mistakes(shelf: Shelf, tables: dict[str, Table], *, folder: Path) -> Iterator[DataError]:
    """Yield the names that lead to two actors and are not marked as shared, and the marks that are not needed."""
    marked = {acronym_key(row["alias"]) or fold(row["alias"]): row for row in tables["shared"]}
    files = {id(cells): table for table in tables.values() for cells in table.rows}
    borne = [(key, bearers) for index in (shelf.names, shelf.acronyms) for key, bearers in index.items()]
    shared = {key: bearers for key, bearers in borne if len({bearer.card for bearer in bearers}) > 1}
    for key, bearers in shared.items():
        if key in marked or key.upper() in marked or key.removesuffix("s") in marked:
            continue
        whose = [shelf.cards[bearer.card] for bearer in bearers]
        yield DataError(
            f"{key!r} leads to {' and '.join(repr(card.name) for card in whose)};"
            " keep it with one of them or add it to shared.csv",
            path=(table := files[id(whose[-1].cells)]).path,
            line=table.line_of(whose[-1].cells),
        )
    for key, row in marked.items():
        if key not in shared:
            yield DataError(
                f"{row['alias']!r} is no longer shared; take the row out",
                path=folder / "shared.csv",
                line=int(row["line"]),
            )


def _reference_mistakes(shelf: Shelf, tables: dict[str, Table], *, folder: Path) -> Iterator[DataError]:
    names = {card.name for card in shelf.cards}
    for name, rows in tables.items():
        for row in rows:
            people_of = [row["of"]] if name in ("roles", "contested") else []
            titles_of = [of for of in split_cell(row["of"]) if not of.startswith("@")] if name == "titles" else []
            parents = [row.get("part_of", ""), row.get("parent", ""), *split_cell(row.get("members", ""))]
            for reference in filter(None, (*people_of, *titles_of, *parents)):
                if reference not in names:
                    yield DataError(
                        f"{reference!r} is the name of no state, organisation or group of the book;"
                        " write its canonical name",
                        path=folder / f"{name}.csv",
                        line=int(row["line"]),
                    )


def _overlaps(shelf: Shelf, tables: dict[str, Table], *, folder: Path) -> Iterator[DataError]:
    """Yield the holders of an office for one who surely held it at the same time, unless it was contested."""
    titles = Titles(tables["titles"])
    entries = {
        card.name: make_entry(card, origin="book") for card in shelf.cards if card.type not in ("person", "outlet")
    }
    held: dict[tuple[str, str], list[Row]] = {}
    for row in tables["roles"]:
        of = entries.get(row["of"])
        office = titles.office(row["title"], of=of)
        if titles.single(office, of=of) and row["sure"] != "low" and not row["title"].lower().startswith("acting "):
            held.setdefault((row["of"], office), []).append(row)
    contested = {(row["of"], titles.office(row["title"], of=entries.get(row["of"]))) for row in tables["contested"]}
    for (of_name, office), rows in held.items():
        if (of_name, office) in contested:
            continue
        for a, b in combinations(rows, 2):
            if a["person"] != b["person"] and surely_overlap(_dates(a), _dates(b)):
                yield DataError(
                    f"{_told(a)} and {_told(b)} hold one office at the same time;"
                    " correct a date or mark the office in contested.csv",
                    path=folder / "roles.csv",
                    line=int(b["line"]),
                )


def _told(row: Row) -> str:
    return f"{row['person']} ({make_tenure([row[column] for column in ROLE_COLUMNS])})"


def _dates(row: Row) -> tuple[str | None, str | None]:
    return row["since"] or None, row["until"] or None
