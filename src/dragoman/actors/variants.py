"""Persons of the book whose name is written another way: transliterations, and one letter more or less.

The book's own looser look-up indexes all names at once. An article asks about a few names that the book does not
know, so here the persons are indexed by the first letter of their given name, each letter when it is first asked for.
"""

from __future__ import annotations

from functools import lru_cache

from dragoman.actors.book import SURNAME_SIMILARITY, Book
from dragoman.actors.entries import Entry
from dragoman.actors.names import fold, loosen, skeleton
from dragoman.actors.shelf import Shelf
from dragoman.actors.tables import split_cell

# Letters that transliterations of one sound begin with stand together.
INITIALS = {
    "g": "k",
    "q": "k",
    "c": "k",
    "y": "i",
    "j": "i",
    "w": "v",
    "o": "u",
    "p": "f",
    "z": "s",
    "e": "i",
    "a": "i",
}
KEPT_BOOKS = 4  # the built-in one and a user's or two

Bucket = dict[str, list[tuple[str, Shelf, int]]]


class Variants:
    """The persons of one book by given name, as far as they were asked for."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._names: dict[str, list[tuple[str, Shelf, int]]] | None = None
        self._buckets: dict[str, Bucket] = {}

    def find(self, name: str) -> list[Entry]:
        """Return the persons whose name sounds like this one, else those of the same given name and a near surname."""
        written = loosen(fold(name))
        given, _, rest = written.partition(" ")
        if len(given) < 2 or not rest:
            return []
        held = self._bucket(_initial(written)).get(skeleton(given), [])
        surname = skeleton(rest)
        same = [item for item in held if item[0] == surname]
        if not same and held:
            from rapidfuzz.fuzz import ratio

            same = [item for item in held if ratio(surname, item[0]) >= SURNAME_SIMILARITY]
        entries = [shelf.entry(number) for _, shelf, number in same if self.book.stands(shelf, number)]
        return list({entry.id: entry for entry in entries}.values())

    def _bucket(self, initial: str) -> Bucket:
        if self._names is None:
            self._names = self._all_names()
        bucket = self._buckets.get(initial)
        if bucket is None:
            bucket = self._buckets[initial] = {}
            for written, shelf, number in self._names.get(initial, ()):
                given, _, rest = loosen(fold(written)).partition(" ")
                if rest:
                    bucket.setdefault(skeleton(given), []).append((skeleton(rest), shelf, number))
        return bucket

    def _all_names(self) -> dict[str, list[tuple[str, Shelf, int]]]:
        names: dict[str, list[tuple[str, Shelf, int]]] = {}
        for shelf in self.book.shelves:
            for number, card in enumerate(shelf.cards):
                if card.type == "person":
                    for written in (card.name, *split_cell(card.cell("aliases"))):
                        names.setdefault(_initial(written), []).append((written, shelf, number))
        return names


def _initial(name: str) -> str:
    first = name[:1].lower()
    if not first.isascii():
        first = fold(first)[:1]
    return INITIALS.get(first, first)


@lru_cache(maxsize=KEPT_BOOKS)
def variants_of(book: Book) -> Variants:
    """Return the variants of a book, made once."""
    return Variants(book)
