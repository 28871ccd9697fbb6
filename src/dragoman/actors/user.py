"""A user's own actors: one YAML file, checked whole before anything is read.

- name: Amina Testova
  type: person
  country: MDA
  aliases: [A. Testova, the chief monitor]
  roles:
    - {title: chief monitor, of: Northland Mission, since: 2024-05, until: 2025-01-31}
"""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from dragoman.actors.names import fold
from dragoman.actors.shelf import ROLE_COLUMNS, ROLE_OF, Card, Shelf
from dragoman.actors.tables import SEPARATOR, Row
from dragoman.actors.tenures import earliest_day, is_partial_date, latest_day
from dragoman.contract import ActorType
from dragoman.errors import DataError

if TYPE_CHECKING:
    from dragoman.actors.book import Book

TYPES: tuple[str, ...] = tuple(kind for kind in get_args(ActorType) if kind != "unnamed")
ACTOR_KEYS = ("name", "type", "code", "country", "wikidata", "aliases", "roles")
ROLE_KEYS = ("title", "of", "since", "until")
CODE = re.compile(r"[A-Z]{3}(?:[A-Z]{3})*")  # CAMEO codes are runs of three letters
COUNTRY = re.compile(r"[A-Z]{3}")
# ISO 3166-1 leaves these to its users: a file may name states that do not exist, or not yet.
USER_ASSIGNED = re.compile(r"AAA|Q[M-Z][A-Z]|X[A-Z]{2}|ZZZ")
WIKIDATA = re.compile(r"Q[1-9]\d*")
COLUMNS = ("name", "type", "code", "country", "wikidata", "aliases")
PLACES = {column: place for place, column in enumerate(COLUMNS)}
MOST_SHOWN = 20  # mistakes listed in one message


def read_user_shelf(path: Path, *, book: Book) -> Shelf:
    """Return the shelf of the actors in a user's file.

    Raises:
        DataError: the file cannot be read or has mistakes: YAML that does not parse, an unknown or repeated key, a
            value of the wrong kind, a type, code or date that there is not, a name or alias that two actors bear, or
            roles that go round in a circle. The error's line is that of the first; the message lists all.
    """
    return Shelf(_Checker(path, book=book).read(), origin="user")


class _Checker:
    """Reads the file's nodes and gathers the mistakes, each with its line."""

    def __init__(self, path: Path, *, book: Book) -> None:
        self.path = path
        self.book = book
        self.mistakes: list[tuple[int, str]] = []
        self.borne: dict[str, tuple[str, int]] = {}
        self.role_lines: dict[int, int] = {}

    def read(self) -> list[Card]:
        root = self._compose()
        if root is None:
            return []
        cards = [card for node in self._items(root, "the file") if (card := self._actor(node)) is not None]
        self._check_circles(cards)
        if self.mistakes:
            self.mistakes.sort()
            first, message = self.mistakes[0]
            others = [f"line {line}: {text}" for line, text in self.mistakes[1:MOST_SHOWN]]
            left = len(self.mistakes) - MOST_SHOWN
            if left > 0:
                others.append(f"and {left} more")
            raise DataError("\n  ".join([message, *others]), path=self.path, line=first)
        for card in cards:
            for role in card.roles:
                role[ROLE_OF] = self._canonical(role[ROLE_OF])
        return cards

    def _canonical(self, name: str) -> str:
        """Return the canonical name of the actor that a role is of, where the file or the book knows one such actor."""
        if fold(name) in self.borne:
            return self.borne[fold(name)][0]
        found = {match.entry.name for match in self.book.state_of(name)}
        return found.pop() if len(found) == 1 else name

    def _compose(self) -> Node | None:
        try:
            text = self.path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise DataError(f"cannot be read: {error.strerror}", path=self.path) from error
        except UnicodeDecodeError as error:
            raise DataError(f"is not UTF-8 at byte {error.start}; save it as UTF-8", path=self.path) from error
        try:
            node: Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            message = f"is not YAML: {error.problem}; quote a value that holds ': ' or begins with a sign"
            raise DataError(message, path=self.path, line=mark.line + 1 if mark else None) from error
        except (yaml.YAMLError, RecursionError) as error:
            raise DataError(f"is not YAML: {str(error) or 'nested too deeply'}", path=self.path) from error
        return node

    def _actor(self, node: Node) -> Card | None:
        fields = self._fields(node, ACTOR_KEYS, "an actor")
        if fields is None:
            return None
        row: Row = {}
        row["name"] = self._name(fields.get("name"), node, "an actor needs a name; add name: ...")
        row["type"] = self._one_of(fields.get("type"), TYPES, node)
        row["code"] = self._matching(fields.get("code"), CODE, "a CAMEO code such as RUSGOV")
        row["country"] = self._country(fields.get("country"))
        row["wikidata"] = self._matching(fields.get("wikidata"), WIKIDATA, "a Wikidata id such as Q42")
        self._bear(row["name"], row["name"], fields.get("name"))
        aliases = []
        for item in self._items(fields.get("aliases"), "aliases"):
            aliases.append(self._name(item, item, "an alias is blank; take the line out"))
            self._bear(aliases[-1], row["name"], item)
        row["aliases"] = SEPARATOR.join(filter(None, aliases))
        roles = [role for item in self._items(fields.get("roles"), "roles") if (role := self._role(item, row["name"]))]
        if not row["name"] or not row["type"]:
            return None
        return Card(row["type"], PLACES, [row[column] for column in COLUMNS], roles)

    def _role(self, node: Node, person: str) -> list[str] | None:
        fields = self._fields(node, ROLE_KEYS, "a role")
        if fields is None:
            return None
        row: Row = {"person": person, "sure": "high"}
        row["title"] = self._name(fields.get("title"), node, "a role needs a title; add title: ...")
        row["of"] = self._name(fields.get("of"), None, "")
        for key in ("since", "until"):
            row[key] = self._date(fields.get(key))
        if row["since"] and row["until"] and latest_day(row["until"]) < earliest_day(row["since"]):
            self._mistake(fields["until"], f"the role ends on {row['until']}, before it begins on {row['since']}")
        cells = [row[column] for column in ROLE_COLUMNS]
        self.role_lines[id(cells)] = _line(node)
        return cells

    def _fields(self, node: Node, keys: tuple[str, ...], what: str) -> dict[str, Node] | None:
        if not isinstance(node, MappingNode):
            self._mistake(node, f"{what} is a mapping with the keys {', '.join(keys)}; this is a {_kind(node)}")
            return None
        fields: dict[str, Node] = {}
        for key, value in node.value:
            if key.value not in keys:
                self._mistake(key, f"unknown key {key.value!r}; the keys of {what} are {', '.join(keys)}")
            elif key.value in fields:
                self._mistake(key, f"the key {key.value!r} stands twice; keep one")
            else:
                fields[key.value] = value
        return fields

    def _items(self, node: Node | None, what: str) -> list[Node]:
        if node is None or _is_blank(node):
            return []
        if not isinstance(node, SequenceNode):
            if what:
                self._mistake(node, f"{what} should be a list (lines that begin with '- '); this is a {_kind(node)}")
            return []
        return list(node.value)

    def _text(self, node: Node | None) -> str:
        if node is None or _is_blank(node):
            return ""
        if not isinstance(node, ScalarNode):
            self._mistake(node, f"a text should stand here; this is a {_kind(node)}")
            return ""
        return str(node.value).strip()

    def _name(self, node: Node | None, owner: Node | None, missing: str) -> str:
        text = self._text(node)
        if not text and owner is not None and (node is None or isinstance(node, ScalarNode)):
            self._mistake(owner, missing)
        if SEPARATOR in text:
            self._mistake(node, f"{text!r} holds {SEPARATOR!r}; write the names as separate aliases")
        return text

    def _one_of(self, node: Node | None, allowed: tuple[str, ...], owner: Node) -> str:
        text = self._text(node)
        if text not in allowed:
            found = f"{text!r} is no type" if text else "an actor needs a type"
            self._mistake(node or owner, f"{found}; the types are {', '.join(allowed)}")
            return ""
        return text

    def _matching(self, node: Node | None, pattern: re.Pattern[str], what: str) -> str:
        text = self._text(node)
        if text and not pattern.fullmatch(text):
            self._mistake(node, f"{text!r} is not {what}")
            return ""
        return text

    def _country(self, node: Node | None) -> str:
        text = self._matching(node, COUNTRY, "an ISO 3166-1 alpha-3 code such as MDA")
        if USER_ASSIGNED.fullmatch(text):
            return text
        if text and not any(entry.country == text for entry in self.book.entries(type="state")):
            import pycountry

            if pycountry.countries.get(alpha_3=text) is None:
                self._mistake(node, f"there is no country {text!r} in ISO 3166-1; use its three-letter code")
        return text

    def _date(self, node: Node | None) -> str:
        text = self._text(node)
        if text and not is_partial_date(text):
            self._mistake(node, f"{text!r} is no date; write a year, a month or a day: 2024, 2024-05 or 2024-05-17")
            return ""
        return text

    def _bear(self, name: str, actor: str, node: Node | None) -> None:
        key = fold(name)
        if not key or node is None:
            return
        if key in self.borne:
            other, line = self.borne[key]
            whose = "this actor" if other == actor else repr(other)
            self._mistake(node, f"the name {name!r} is already that of {whose} (line {line}); keep one")
        else:
            self.borne[key] = (actor, _line(node))

    def _check_circles(self, cards: list[Card]) -> None:
        """Note a circle of actors that hold roles of each other, if there is one."""
        owner = {key: actor for key, (actor, _) in self.borne.items()}
        of = {
            card.name: {owner[key]: role for role in card.roles if (key := fold(role[ROLE_OF])) in owner}
            for card in cards
        }
        try:
            TopologicalSorter({actor: list(others) for actor, others in of.items()}).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1][::-1]  # graphlib lists each actor after the one that it depends on
            line = max(self.role_lines[id(of[actor][other])] for actor, other in pairwise(circle))
            self.mistakes.append((line, f"roles go round in a circle ({' → '.join(circle)}); take one of them out"))

    def _mistake(self, node: Node | None, message: str) -> None:
        self.mistakes.append((_line(node), message))


def _line(node: Node | None) -> int:
    return node.start_mark.line + 1 if node is not None else 1


def _is_blank(node: Node) -> bool:
    return isinstance(node, ScalarNode) and str(node.tag).endswith(":null")


def _kind(node: Node) -> str:
    return "text" if isinstance(node, ScalarNode) else "list" if isinstance(node, SequenceNode) else "mapping"
