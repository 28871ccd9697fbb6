"""A shelf of the book: one set of actors with the indices that look them up.

The built-in files are one shelf, a user's file another. Rows stay rows until an entry is asked for, so that loading
costs one pass over the names; the looser indices are made when a name is first missed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from dragoman.actors.entries import AliasKind, Entry, Tenure
from dragoman.actors.names import (
    FAMILY_FIRST,
    SPOKEN_ACRONYM,
    acronym_key,
    fold,
    fold_once,
    loosen,
    skeleton,
    surname_keys,
)
from dragoman.actors.tables import SEPARATOR, split_cell

NAME_KINDS: frozenset[str] = frozenset(["name", "official", "alias", "acronym"])
STANDING_KINDS: frozenset[str] = frozenset(["demonym", "capital", "metonym"])
# English demonyms that make no plural in -s: the Irish, the Dutch, the Japanese.
NO_PLURAL = ("s", "sh", "ch", "ese", "men", "man")


ROLE_COLUMNS = ("person", "title", "of", "since", "until", "sure")
ROLE_TITLE, ROLE_OF = 1, 2  # places of cells that are read without making a tenure
# The columns that hold names, the plainest kinds first; True where there may be several.
NAME_COLUMNS: tuple[tuple[str, AliasKind, bool], ...] = (
    ("name", "name", False),
    ("official", "official", False),
    ("aliases", "alias", True),
    ("acronyms", "acronym", True),
    ("demonyms", "demonym", True),
    ("capital", "capital", True),
    ("metonyms", "metonym", True),
)


class Card(NamedTuple):
    """One row of the book's files: its type, the places of its columns, its cells, and the cells of its roles."""

    type: str
    places: dict[str, int]
    cells: list[str]
    roles: list[list[str]]

    def cell(self, column: str) -> str:
        """Return a cell, blank where the file has no such column."""
        place = self.places.get(column)
        return "" if place is None else self.cells[place]

    @property
    def name(self) -> str:
        """The canonical name."""
        return self.cells[self.places["name"]]


class Bearer(NamedTuple):
    """Which card bears a name, and as what."""

    card: int
    kind: AliasKind


class Shelf:
    """Cards and their indices."""

    def __init__(self, cards: list[Card], *, origin: Literal["book", "user"]) -> None:
        self.cards = cards
        self.origin = origin
        self.names: dict[str, list[Bearer]] = {}
        self.acronyms: dict[str, list[Bearer]] = {}
        self._entries: dict[int, Entry] = {}
        self._index_names()

    def entry(self, number: int) -> Entry:
        """Return the entry of a card."""
        found = self._entries.get(number)
        if found is None:
            found = self._entries[number] = make_entry(self.cards[number], origin=self.origin)
        return found

    def bearers(self, name: str) -> list[Bearer]:
        """Return the cards that bear exactly this name (case, accents and apostrophes aside; acronyms as written)."""
        found = self.acronyms.get(acronym_key(name) or name, [])
        return [*found, *(bearer for bearer in self.names.get(fold(name), ()) if bearer not in found)]

    def loose_bearers(self, name: str) -> list[Bearer]:
        """Return the persons and groups whose name is a transliteration of this one."""
        folded = fold(name)
        found = self._loose.get(loosen(folded)) or self._skeletons.get(skeleton(folded)) or []
        return list(found)

    def surnamed(self, surname: str, *, exact: bool = False) -> list[int]:
        """Return the persons with this surname; unless `exact`, transliterations of it where nobody is written so."""
        folded = fold(surname)
        found = self._surnames.get(folded) or self._surnames.get(loosen(folded))
        if exact:
            return list(found or ())
        return list(found or self._surname_skeletons.get(skeleton(folded)) or ())

    def first_named(self, folded: str) -> Iterator[tuple[int, str]]:
        """Yield the persons with the same first name, and the rest of each name, for comparing surnames."""
        yield from self._first_names.get(skeleton(loosen(folded).partition(" ")[0]), ())

    @cached_property
    def held(self) -> dict[str, list[tuple[int, int]]]:
        """The roles by the folded name of the actor that they are of: card and place among the card's roles."""
        roles = defaultdict(list)
        folded: dict[str, str] = {}
        for number, card in enumerate(self.cards):
            for place, cells in enumerate(card.roles):
                of = cells[ROLE_OF]
                key = folded.get(of)
                if key is None:
                    key = folded[of] = fold(of)
                roles[key].append((number, place))
        return dict(roles)

    @cached_property
    def parts(self) -> dict[str, list[int]]:
        """The cards that are part of an organisation, by its folded name."""
        parts = defaultdict(list)
        for number, card in enumerate(self.cards):
            if card.cell("part_of"):
                parts[fold(card.cell("part_of"))].append(number)
        return dict(parts)

    def _index_names(self) -> None:
        """Fill `names` and `acronyms`, in one pass over the cards."""
        names = self.names
        plans: dict[int, list[tuple[int, AliasKind, bool]]] = {}
        for number, (_, places, cells, _) in enumerate(self.cards):
            plan = plans.get(id(places))
            if plan is None:
                plan = plans[id(places)] = [(places[c], kind, many) for c, kind, many in NAME_COLUMNS if c in places]
            for place, kind, many in plan:
                cell = cells[place]
                if not cell:
                    continue
                bearer = Bearer(number, kind)
                for alias in cell.split(SEPARATOR) if many else (cell,):
                    acronym = acronym_key(alias)
                    if acronym is not None:
                        self._index_acronym(acronym, bearer)
                        continue
                    key = fold_once(alias)
                    if key not in names:
                        names[key] = [bearer]
                    else:
                        _add(names, key, bearer)
                    if kind == "demonym" and not alias.endswith(NO_PLURAL):
                        _add(names, key + "s", bearer)

    def _index_acronym(self, acronym: str, bearer: Bearer) -> None:
        if bearer.kind == "alias":
            bearer = Bearer(bearer.card, "acronym")
        _add(self.acronyms, acronym, bearer)
        if len(acronym) >= SPOKEN_ACRONYM and acronym.isalpha():
            _add(self.acronyms, acronym.capitalize(), bearer)

    @cached_property
    def _people(self) -> list[int]:
        return [number for number, card in enumerate(self.cards) if card.type == "person"]

    @cached_property
    def _loose(self) -> dict[str, list[Bearer]]:
        return self._rewritten(loosen)

    @cached_property
    def _skeletons(self) -> dict[str, list[Bearer]]:
        return self._rewritten(skeleton)

    def _rewritten(self, rewrite: Callable[[str], str]) -> dict[str, list[Bearer]]:
        found: dict[str, list[Bearer]] = {}
        loose = {"person", "armed_group", "organisation"}
        for key, bearers in self.names.items():
            for bearer in bearers:
                if bearer.kind in NAME_KINDS and self.cards[bearer.card].type in loose:
                    _add(found, rewrite(key), bearer)
        return found

    @cached_property
    def _surnames(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number in self._people:
            card = self.cards[number]
            country = card.cell("country")
            if card.cell("surname"):  # given where the form of the name does not tell
                keys = dict.fromkeys(map(fold, split_cell(card.cell("surname"))))
            else:
                keys = dict.fromkeys(surname_keys(fold(card.name), country=country))
            for name in split_cell(card.cell("aliases")):
                keys |= dict.fromkeys(surname_keys(fold(name), country=country))
            for key in keys:
                found.setdefault(key, []).append(number)
        return found

    @cached_property
    def _surname_skeletons(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for key, numbers in self._surnames.items():
            held = found.setdefault(skeleton(key), [])
            held.extend(number for number in numbers if number not in held)
        return found

    @cached_property
    def _first_names(self) -> dict[str, list[tuple[int, str]]]:
        found: dict[str, list[tuple[int, str]]] = {}
        for number in self._people:
            card = self.cards[number]
            if card.cell("country") in FAMILY_FIRST:
                continue
            for name in (card.name, *split_cell(card.cell("aliases"))):
                first, _, rest = loosen(fold(name)).partition(" ")
                if rest:
                    found.setdefault(skeleton(first), []).append((number, rest))
        return found


def iter_names(card: Card) -> Iterator[tuple[str, AliasKind]]:
    """Yield every name that a card can be called by, with what kind of name it is; the plainest kinds first."""
    for column, kind, many in NAME_COLUMNS:
        cell = card.cell(column)
        for alias in split_cell(cell) if many else [cell] if cell else ():
            yield alias, kind


def make_entry(card: Card, *, origin: Literal["book", "user"]) -> Entry:
    """Return the entry of a card."""
    cell = card.cell
    names = list(iter_names(card))
    aliases = dict.fromkeys(alias for alias, kind in names if kind in NAME_KINDS and alias != card.name)
    is_state = card.type == "state"
    media = f"{cell('country')}MED" if card.type == "outlet" and cell("country") else None
    return Entry(
        id=f"{'user-' if origin == 'user' else ''}{card.type}:{slug(card.name)}",
        name=card.name,
        type=card.type,  # type: ignore[arg-type]  # the tables are held to the contract's types
        kind=cell("status" if is_state else "kind"),
        aliases=tuple(aliases),
        standing_for=tuple((alias, kind) for alias, kind in names if kind in STANDING_KINDS),
        code=cell("code") or media,
        country=cell("iso3") or cell("within") or cell("country") or None,
        wikidata=cell("wikidata") or None,
        born=cell("born") or None,
        since=cell("since") or None,
        until=cell("until") or None,
        seat=next(iter(split_cell(cell("capital" if is_state else "seat"))), None),
        part_of=cell("part_of") or cell("parent") or None,
        members=tuple(split_cell(cell("members"))),
        head=tuple(split_cell(cell("head"))),
        leader=tuple(parse_leader(cell("leader"), of=card.name)),
        governs=tuple(parse_leader(cell("governs"), of=card.name)),
        roles=tuple(make_tenure(role) for role in card.roles),
        origin=origin,
        note=cell("note") or None,
    )


def make_tenure(cells: Sequence[str]) -> Tenure:
    """Return the tenure of a row of roles, its cells in the order of `ROLE_COLUMNS`."""
    _, title, of, since, until, sure = cells
    return Tenure(
        title=title,
        of=of or None,
        since=since or None,
        until=until or None,
        sure=sure or "medium",  # type: ignore[arg-type]  # the audit holds the file to the three words
    )


def parse_leader(cell: str, *, of: str) -> Iterable[Tenure]:
    """Return the offices in a `leader` cell: "president", or with dates "prime minister@..2014-08-28".

    A `governs` cell has the same form, with states in the place of offices.
    """
    for office in split_cell(cell):
        title, _, dates = office.partition("@")
        since, _, until = dates.partition("..")
        yield Tenure(title=title, of=of, since=since or None, until=until or None)


def slug(name: str) -> str:
    """Return the name in lower-case letters, digits and hyphens: an id that people can read."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def _add(index: dict[str, list[Bearer]], key: str, bearer: Bearer) -> None:
    held = index.get(key)
    if held is None:
        index[key] = [bearer]
    elif not any(other.card == bearer.card for other in held):
        held.append(bearer)
