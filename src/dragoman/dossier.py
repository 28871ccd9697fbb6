"""Dossiers: what a negotiation is, as people write it down: its parties, who speaks for each, issues and days.

A dossier is a YAML file. Every key is checked and every mistake is told with its line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from dragoman.dates import PartialDate
from dragoman.errors import DataError

TOP_KEYS: Final = ("name", "description", "since", "until", "parties", "third_parties", "issues")
PARTY_KEYS: Final = ("name", "speakers")
ISSUE_KEYS: Final = ("id", "name", "words")


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierParty:
    """A party of the negotiation, or a third party, and those who speak for it, by name."""

    name: str
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierIssue:
    """An issue: its id as positions have it, its name, and words by which positions without an issue belong to it."""

    id: str
    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A negotiation: its name, parties, third parties, issues, and the days that it covers."""

    name: str
    parties: tuple[DossierParty, ...]
    third_parties: tuple[DossierParty, ...] = ()
    issues: tuple[DossierIssue, ...] = ()
    since: date | None = None
    until: date | None = None
    description: str | None = None


def load_dossier(path: str | Path) -> Dossier:
    """Return the dossier in a YAML file.

    Raises:
        DataError: the file cannot be read, is no YAML, or has a mistake: an unknown key, a missing name, a day that is
            none. The error carries the line.
    """
    try:
        text = Path(path).read_text(encoding="utf8")
    except OSError as error:
        raise DataError(f"the dossier cannot be read: {error.strerror}", path=path) from None
    except UnicodeDecodeError:
        raise DataError("the dossier is not UTF-8 text; save it as UTF-8", path=path) from None
    return parse_dossier(text, path=path)


def parse_dossier(text: str, *, path: str | Path | None = None) -> Dossier:
    """Return the dossier that a YAML text holds; see `load_dossier`."""
    import yaml

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise DataError(f"is no YAML: {getattr(error, 'problem', None) or error}", path=path, line=line) from None
    if node is None:
        raise DataError("the dossier is empty; it needs at least a name and two parties", path=path, line=1)
    return _Checker(path).dossier(node)


class _Checker:
    """Walks the YAML nodes, which know their lines, and refuses what a dossier cannot be."""

    def __init__(self, path: str | Path | None) -> None:
        self.path = path

    def dossier(self, node: Any) -> Dossier:
        fields = self.mapping(node, "a dossier", TOP_KEYS)
        parties = self.parties(fields.get("parties"), "parties", node)
        if len(parties) < 2:
            raise self.mistake(fields.get("parties", node), "a negotiation has at least two parties")
        third = self.parties(fields["third_parties"], "third_parties", node) if "third_parties" in fields else ()
        self.no_doubles([*parties, *third], fields.get("third_parties", fields.get("parties", node)))
        since, until = (self.day(fields.get(name), name, last=name == "until") for name in ("since", "until"))
        if since and until and until < since:
            raise self.mistake(fields["until"], f"until ({until}) is before since ({since})")
        return Dossier(
            name=self.required(fields, "name", node),
            description=self.text(fields["description"], "description") if "description" in fields else None,
            since=since,
            until=until,
            parties=parties,
            third_parties=third,
            issues=self.issues(fields["issues"]) if "issues" in fields else (),
        )

    def parties(self, node: Any, name: str, parent: Any) -> tuple[DossierParty, ...]:
        if node is None:
            raise self.mistake(parent, f"{name} is missing: a list of parties with a name and speakers")
        return tuple(self.party(item) for item in self.sequence(node, name))

    def party(self, node: Any) -> DossierParty:
        if self.is_text(node):
            return DossierParty(name=self.text(node, "the name of a party"))
        fields = self.mapping(node, "a party", PARTY_KEYS)
        speakers = self.texts(fields["speakers"], "speakers") if "speakers" in fields else ()
        return DossierParty(name=self.required(fields, "name", node), speakers=speakers)

    def issues(self, node: Any) -> tuple[DossierIssue, ...]:
        found: list[DossierIssue] = []
        for item in self.sequence(node, "issues"):
            issue = self.issue(item)
            if any(issue.id == earlier.id for earlier in found):
                raise self.mistake(item, f"the issue {issue.id!r} is there twice")
            found.append(issue)
        return tuple(found)

    def issue(self, node: Any) -> DossierIssue:
        if self.is_text(node):
            only = self.text(node, "the id of an issue")
            return DossierIssue(id=only, name=only.replace("_", " "))
        fields = self.mapping(node, "an issue", ISSUE_KEYS)
        issue_id = self.required(fields, "id", node)
        name = self.text(fields["name"], "name") if "name" in fields else issue_id.replace("_", " ")
        words = self.texts(fields["words"], "words") if "words" in fields else ()
        return DossierIssue(id=issue_id, name=name, words=words)

    def no_doubles(self, parties: Sequence[DossierParty], node: Any) -> None:
        names = [party.name.casefold() for party in parties]
        for name in names:
            if names.count(name) > 1:
                raise self.mistake(node, f"the party {name!r} is there twice")

    def mapping(self, node: Any, what: str, allowed: Sequence[str]) -> Mapping[str, Any]:
        if node.id != "mapping":
            raise self.mistake(node, f"{what} is written as keys and values ({', '.join(allowed)})")
        fields: dict[str, Any] = {}
        for key, value in node.value:
            if key.value not in allowed:
                raise self.mistake(key, f"{what} has no key {key.value!r}; it may have {', '.join(allowed)}")
            if key.value in fields:
                raise self.mistake(key, f"{key.value} is there twice")
            fields[key.value] = value
        return fields

    def sequence(self, node: Any, name: str) -> Sequence[Any]:
        if node.id != "sequence":
            raise self.mistake(node, f"{name} is a list, each item on a line of its own beginning with “- ”")
        items: Sequence[Any] = node.value
        return items

    def texts(self, node: Any, name: str) -> tuple[str, ...]:
        return tuple(self.text(item, f"an item of {name}") for item in self.sequence(node, name))

    def required(self, fields: Mapping[str, Any], name: str, node: Any) -> str:
        if name not in fields:
            raise self.mistake(node, f"{name} is missing")
        return self.text(fields[name], name)

    def is_text(self, node: Any) -> bool:
        return bool(node.id == "scalar" and node.tag != "tag:yaml.org,2002:null")

    def text(self, node: Any, name: str) -> str:
        if not self.is_text(node) or not node.value.strip():
            raise self.mistake(node, f"{name} is a text that is not empty")
        return str(node.value).strip()

    def day(self, node: Any, name: str, *, last: bool) -> date | None:
        if node is None or not self.is_text(node):
            return None
        try:
            found = PartialDate.parse(node.value)
        except ValueError as error:
            raise self.mistake(node, f"{name}: {error}") from None
        return found.latest if last else found.earliest

    def mistake(self, node: Any, message: str) -> DataError:
        return DataError(message, path=self.path, line=node.start_mark.line + 1)
