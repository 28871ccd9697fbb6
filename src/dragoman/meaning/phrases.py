"""Phrases of lemmas, found in running text: the common ground of the lexica of cues, events, stances and issues."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Generic, TypeVar

from dragoman.errors import DataError

Value = TypeVar("Value")

Stems = Sequence[tuple[str, ...]]  # for each word, the lemmas that it may have, its own form among them


@dataclass(frozen=True, slots=True)
class Hit(Generic[Value]):
    """A phrase found: what the lexicon says of it, and the indices of the words that make it up."""

    value: Value
    words: tuple[int, ...]


class Phrases(Generic[Value]):
    """A lexicon of phrases, each a sequence of lemmas, looked up by first lemma; longest phrase first."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in entries:
            lemmas = tuple(phrase.lower().replace("-", " - ").split())
            if lemmas:
                self._by_first.setdefault(lemmas[0], []).append((lemmas, value))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def __contains__(self, lemma: object) -> bool:
        return lemma in self._by_first

    def at(
        self, stems: Stems, index: int, *, end: int, gap: int = 0, passable: Sequence[bool] = ()
    ) -> Hit[Value] | None:
        """Return the longest phrase that starts at the word, or None.

        Args:
            stems: the lemmas of each word of the text.
            index: the word to start at.
            end: the first word that may no longer belong to the phrase.
            gap: how many words that are no part of it may stand between two words of the phrase.
            passable: for each word, whether such a gap may hold it; empty for any word.
        """
        best: Hit[Value] | None = None
        for stem in stems[index]:
            for lemmas, value in self._by_first.get(stem, ()):
                if best is not None and len(best.words) >= len(lemmas):
                    break
                words = _align(lemmas, stems, index, end, gap, passable)
                if words:
                    best = Hit(value, words)
                    break
        return best

    def find(self, stems: Stems, first: int, end: int) -> Iterator[Hit[Value]]:
        """Yield the phrases of the words `[first, end)` from left to right, none overlapping another."""
        index = first
        while index < end:
            hit = self.at(stems, index, end=end)
            if hit is not None:
                yield hit
                index = hit.words[-1]
            index += 1


def _align(
    lemmas: tuple[str, ...], stems: Stems, index: int, end: int, gap: int, passable: Sequence[bool]
) -> tuple[int, ...] | None:
    words = [index]
    for lemma in lemmas[1:]:
        at = words[-1] + 1
        last = min(end, at + gap + 1)
        while at < last and lemma not in stems[at]:
            if passable and not passable[at]:
                return None
            at += 1
        if at >= last:
            return None
        words.append(at)
    return tuple(words)


def read_table(name: str, *, columns: Sequence[str]) -> list[dict[str, str]]:
    """Return the rows of one of the package's CSV files in `data/`.

    Raises:
        DataError: a column is missing or unknown, or a row has too many cells; names file and line.
    """
    source = files("dragoman") / "data" / name
    rows = []
    with source.open(encoding="utf8") as lines:
        reader = csv.DictReader(lines)
        if tuple(reader.fieldnames or ()) != tuple(columns):
            raise DataError(f"columns are {reader.fieldnames}; write {','.join(columns)}", path=name, line=1)
        for row in reader:
            if None in row or None in row.values():
                message = f"this row has another number of cells than the {len(columns)} columns: quote commas"
                raise DataError(message, path=name, line=reader.line_num)
            rows.append(row)
    return rows
