"""The small language that the grammar is written in, and its translation to regular expressions over codes.

    wd=WEEKDAY ( ,? the? day=DAYNUMBER )? ( ago | earlier )

Words and punctuation stand for themselves, names in capitals for classes, `?` makes the item before it optional,
`|` separates alternatives, `name=` remembers where an item stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from dragoman.reading.times.expression import Expression
from dragoman.reading.times.tokens import Tokens

Match = re.Match[str]
Build = Callable[[Tokens, Match], "Expression | list[Expression] | None"]

ITEM = re.compile(r"(?P<name>[a-z0-9]+)=|(?P<open>\()|(?P<close>\)\??)|(?P<bar>\|)|(?P<atom>\S+)")
OPENING = "{"  # stands for an opening bracket among the atoms, where the bracket itself is a word


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern in the small language and what makes an expression of a match; None from `build` means no time."""

    pattern: str
    build: Build


@dataclass(frozen=True)
class CompiledRule:
    """A rule ready to run: its pattern over codes; `starts` are the codes that a match can begin with."""

    pattern: str
    build: Build
    starts: frozenset[str]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern compiled, when the rule is first tried: an article needs half of them."""
        return re.compile(self.pattern)


def has(match: Match, group: str) -> bool:
    """Say whether the pattern has such a group and it took part in the match."""
    return group in match.re.groupindex and match[group] is not None


def list_words(pattern: str, classes: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the words and punctuation that a pattern names literally."""
    atoms = (found["atom"].removesuffix("?") for found in ITEM.finditer(pattern) if found["atom"])
    return [_literal(atom) for atom in atoms if atom not in classes]


def _literal(atom: str) -> str:
    return {"{": "(", "}": ")"}.get(atom, atom)


def compile_rule(rule: Rule, code_set: Callable[[str], str]) -> CompiledRule:
    """Return the rule with its pattern translated; `code_set` gives the codes of a class or a word as one string."""
    pieces: list[str] = []
    reader = _Reader(rule.pattern, code_set)
    starts, _ = reader.read(pieces)
    return CompiledRule("".join(pieces), rule.build, frozenset(starts))


class _Reader:
    """Reads one pattern from left to right and works out the codes that it can start with."""

    def __init__(self, pattern: str, code_set: Callable[[str], str]) -> None:
        self.items = list(ITEM.finditer(pattern))
        self.code_set = code_set
        self.place = 0

    def read(self, out: list[str]) -> tuple[set[str], bool]:
        """Translate up to the closing bracket; return the possible first codes, and whether it can be empty."""
        starts: set[str] = set()
        can_be_empty, branch_empty = False, True
        while self.place < len(self.items) and not self.items[self.place]["close"]:
            if self.items[self.place]["bar"]:
                self.place += 1
                out.append("|")
                can_be_empty |= branch_empty
                branch_empty = True
                continue
            first, empty = self._item(out)
            if branch_empty:
                starts |= first
            branch_empty &= empty
        return starts, can_be_empty or branch_empty

    def _item(self, out: list[str]) -> tuple[set[str], bool]:
        item = self.items[self.place]
        self.place += 1
        name = item["name"]
        if name:
            item = self.items[self.place]
            self.place += 1
        out.append(f"(?P<{name}>" if name else "(?:")
        if item["open"]:
            first, empty = self.read(out)
            optional = self.items[self.place]["close"].endswith("?")
            self.place += 1
        else:
            optional = item["atom"].endswith("?") and len(item["atom"]) > 1
            codes = self.code_set(_literal(item["atom"].removesuffix("?") if optional else item["atom"]))
            out.append(f"[{codes}]")
            first, empty = set(codes), False
        out.append(")?" if optional else ")")
        return first, empty or optional
