"""Which issue of the negotiation a position is about, by the telling phrases of `data/issues.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.errors import DataError
from dragoman.meaning.phrases import Phrases
from dragoman.meaning.syntax import Syntax

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times as fast where it was built
KEYS = frozenset({"id", "name", "description", "phrases", "weak"})
HEAD_WEIGHT = 2.0  # a phrase with the matter's own head word tells more than one in its modifiers
WEAK_SHARE = 0.5  # what a weak phrase's share counts: such words stand in matters of any issue
# The format of talks and the settlement as a whole are named in passing wherever anything else is discussed.
GENERAL = {"format": 0.5, "peace_deal": 0.5, "economy": 0.7, "implementation": 0.7}


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue: id, name, description, the phrases of lemmas that tell it, and those that do for want of these."""

    id: str
    name: str
    description: str
    phrases: tuple[str, ...]
    weak: tuple[str, ...] = ()


@cache
def built_in_issues() -> tuple[Issue, ...]:
    """Return the issues of `data/issues.yaml`."""
    source = files("dragoman") / "data" / "issues.yaml"
    return parse_issues(yaml.load(source.read_text(encoding="utf8"), Loader=_LOADER), path="issues.yaml")


def parse_issues(entries: Any, *, path: str) -> tuple[Issue, ...]:
    """Return the issues that a list of mappings describes.

    Raises:
        DataError: it is no list, an entry has an unknown key or lacks its id, or an id comes twice.
    """
    if not isinstance(entries, list):
        raise DataError("issues are a list; begin each with '- id: ...'", path=path)
    found: dict[str, Issue] = {}
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, Mapping) or not entry.get("id"):
            raise DataError(f"issue {number} has no id", path=path)
        unknown = set(entry) - KEYS
        if unknown:
            raise DataError(f"issue {entry['id']!r}: unknown keys {sorted(unknown)}; known: {sorted(KEYS)}", path=path)
        if entry["id"] in found:
            raise DataError(f"issue {entry['id']!r} is there twice", path=path)
        phrases, weak = (tuple(str(phrase) for phrase in entry.get(key) or ()) for key in ("phrases", "weak"))
        name = str(entry.get("name") or entry["id"])
        found[entry["id"]] = Issue(str(entry["id"]), name, str(entry.get("description") or ""), phrases, weak)
    return tuple(found.values())


def extend_issues(own: Iterable[Issue]) -> tuple[Issue, ...]:
    """Return the built-in issues with `own` added; one of the same id takes the place of the built-in one."""
    merged = {issue.id: issue for issue in built_in_issues()}
    merged.update({issue.id: issue for issue in own})
    return tuple(merged.values())


class IssueFinder:
    """Assigns issues to matters."""

    def __init__(self, issues: Sequence[Issue] | None = None) -> None:
        self._phrases, self._weak = _built_in_phrases() if issues is None else _phrases(issues)

    def find(self, syntax: Syntax, words: Sequence[int], head: int) -> tuple[str, float] | None:
        """Return the issue that the words tell and its share of all that they tell (0 to 1), or None.

        A phrase weighs the square of its length, twice that with the matter's head word, less where it is general;
        of two equal issues the one told first wins. Weak phrases are asked where there is no other, at half the share.
        """
        words = [index for index in words if syntax.lower(index) != "-"]  # "power-sharing" is "power sharing"
        for phrases, counts in ((self._phrases, 1.0), (self._weak, WEAK_SHARE)):
            scores = _weigh(phrases, syntax, words, head)
            if scores:
                best = max(scores, key=lambda issue: scores[issue])
                return best, round(counts * scores[best] / sum(scores.values()), 4)
        return None


def _weigh(phrases: Phrases[str], syntax: Syntax, words: Sequence[int], head: int) -> dict[str, float]:
    """Return what the words' phrases weigh for each issue."""
    stems = [syntax.stems[index] for index in words]
    scores: dict[str, float] = {}
    for hit in phrases.find(stems, 0, len(stems)):
        weight = float(len(hit.words) ** 2) * GENERAL.get(hit.value, 1.0)
        if head in {words[place] for place in hit.words}:
            weight *= HEAD_WEIGHT
        scores[hit.value] = scores.get(hit.value, 0.0) + weight
    return scores


def _phrases(issues: Iterable[Issue]) -> tuple[Phrases[str], Phrases[str]]:
    issues = tuple(issues)
    return (
        Phrases((phrase.replace("-", " "), issue.id) for issue in issues for phrase in issue.phrases),
        Phrases((phrase.replace("-", " "), issue.id) for issue in issues for phrase in issue.weak),
    )


@cache
def _built_in_phrases() -> tuple[Phrases[str], Phrases[str]]:
    return _phrases(built_in_issues())
