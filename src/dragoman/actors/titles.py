"""The book's titles: which words mean which office, in which state or organisation.

`titles.csv` has three kinds of rows. An `office` has a normal form and other words for it; a `description` ("top
diplomat", "leader") means one or several offices; a `body` ("government", "delegation") means the actor itself. A row
with `of` counts only for the actors named there and, for them, goes before the rows without.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from dragoman.actors.names import fold
from dragoman.actors.tables import Row, split_cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.actors.entries import Entry

COLUMNS = ("title", "kind", "words", "of", "means", "single", "code", "note")
LEADER = "@leader"  # the offices in the `leader` column of the state
HEAD = "@head"  # the titles in the `head` column of the organisation

_WORDS = {
    "defense": "defence",
    "defenses": "defence",
    "advisor": "adviser",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "congresswoman": "congressman",
    "ambassadress": "ambassador",
    "programme": "program",
    "centre": "center",
}
_DROPPED = frozenset(["the", "his", "her", "its", "their", "federal"])
_MINISTER = re.compile(r"(minister|secretary|ministry|department) (?:of|for) (?!state\b)(.+)")
_PROVISIONAL = re.compile(r"^(?:acting|interim|caretaker|transitional|provisional)\s+(?=\S)")
ENVOY = re.compile(
    r"(?P<rank>(?:deputy |special |personal |presidential |peace |top |chief |senior |envoy |high )*)"
    r"(?P<kind>envoy|representative|mediator|coordinator|peace envoy|adviser|facilitator)"
)
ENVOY_TOPIC = re.compile(rf"{ENVOY.pattern} (?:for|to|on|in|of) (?P<topic>.+)")
TOPIC_ENVOY = re.compile(rf"(?P<topic>.+?) {ENVOY.pattern.replace('?P<rank>', '?:').replace('?P<kind>', '?:')}")


@lru_cache(maxsize=8192)
def normal_title(title: str) -> str:
    """Return a title in one form: "Minister of Defense" and "defence minister" meet, "Chairwoman" is "chair"."""
    words = [_WORDS.get(word, word) for word in fold(title).split() if word not in _DROPPED]
    text = " ".join(words)
    found = _MINISTER.fullmatch(text)
    if found and " for " not in found[2]:
        text = f"{found[2]} {found[1]}"
    return text


@lru_cache(maxsize=8192)
def office_words(title: str) -> str:
    """Return the normal form without "acting" and its like: an acting president holds the president's office."""
    return normal_title(_PROVISIONAL.sub("", fold(title)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A row of the table: an office, a description of offices, or a body of an actor."""

    title: str
    kind: Literal["office", "description", "body"]
    of: frozenset[str]
    means: tuple[str, ...]
    single: bool
    code: str | None
    line: int

    def counts_for(self, entry: Entry) -> bool:
        """Return whether the row is about this actor: named, of a type named, or the row is about all."""
        return not self.of or entry.name in self.of or f"@{entry.type}" in self.of


class Titles:
    """All titles, found by any of their words."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows: list[Title] = []
        self._by_words: dict[str, list[Title]] = {}
        for row in rows:
            title = Title(
                title=row["title"],
                kind=row["kind"],  # type: ignore[arg-type]  # the audit holds the file to these three
                of=frozenset(split_cell(row["of"])),
                means=tuple(split_cell(row["means"])),
                single=row["single"] == "yes",
                code=row["code"] or None,
                line=int(row["line"]),
            )
            self.rows.append(title)
            for words in {normal_title(words) for words in (row["title"], *split_cell(row["words"]))}:
                self._by_words.setdefault(words, []).append(title)
        for title in self.rows:  # an office named in `means` is an office, listed or not
            for office in title.means:
                if not office.startswith("@"):
                    self._by_words.setdefault(normal_title(office), [])

    def known(self, words: str) -> bool:
        """Return whether the table has a row for these words, whoever they are said of."""
        return normal_title(words) in self._by_words or office_words(words) in self._by_words

    def rows_for(self, words: str, *, of: Entry | None) -> list[Title]:
        """Return the rows that these words mean; with `of`, those for this actor, the special before the general."""
        rows = self._by_words.get(normal_title(words)) or self._by_words.get(office_words(words)) or []
        if of is None:
            return rows
        special = [row for row in rows if row.of and row.counts_for(of)]
        named = [row for row in special if of.name in row.of]
        return named or special or [row for row in rows if not row.of]

    def office(self, title: str, *, of: Entry | None) -> str:
        """Return the key of the office that a role's title means in this state or organisation.

        "secretary of state" of the United States and "minister of foreign affairs" of Poland have the same key; a
        title that the table does not list is its own key.
        """
        for row in self.rows_for(title, of=of):
            if row.kind == "office":
                return normal_title(row.title)
        return office_words(title)

    def single(self, office: str, *, of: Entry | None) -> bool:
        """Return whether one person at a time holds this office."""
        return any(row.single for row in self.rows_for(office, of=of) if row.kind == "office")
