"""Treebanks in CoNLL-U: documents as running text with the places of their words, trees, and GUM's mentions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from dragoman.errors import DataError
from dragoman.text import Span

Row = list[str]  # the ten columns of a word

COLUMNS = 10  # ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC
ID = re.compile(r"\d+(?:[-.]\d+)?")  # a word, a written token of several words, or an empty node
BRACKET = re.compile(r"\(([^()]*)(\))?|([^()]+)\)")  # of `Entity=`: "(7-person-…", "(7-person-…)" or "7)"
PIECE = re.compile(r"\[(\d+)/(\d+)\]$")  # after a cluster's name, where a mention stands in several pieces


@dataclass(frozen=True)
class TreebankDocument:
    """A document of a treebank: its running text, the places of its words, and what people said of them.

    `heads` are indices of words of the document, -1 for the root of a sentence; `sentences` are word ranges
    [first, end) and `sentence_ids` their names in the treebank.
    """

    id: str
    text: str
    words: tuple[Span, ...]
    sentences: tuple[tuple[int, int], ...]
    sentence_ids: tuple[str, ...]
    rows: tuple[Row, ...]
    heads: tuple[int, ...]

    @property
    def upos(self) -> list[str]:
        """The universal part of speech of every word."""
        return [row[3] for row in self.rows]

    @property
    def xpos(self) -> list[str]:
        """The Penn tag of every word."""
        return [row[4] for row in self.rows]

    @property
    def relations(self) -> list[str]:
        """The relation of every word to its head, with its subtype."""
        return [row[7] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a file: its name, its rows, and whether a paragraph begins with it."""

    id: str
    rows: list[Row]
    opens: bool


def read_treebank(path: Path) -> list[TreebankDocument]:
    """Return the documents of a file in CoNLL-U.

    Raises:
        DataError: the file cannot be read, or a line is not CoNLL-U.
    """
    return [_document(*found) for found in conllu(path)]


def running_text(sentences: Sequence[Sequence[Row]], opens: Sequence[bool]) -> tuple[str, list[Span]]:
    """Return the text that the sentences make, paragraphs an empty line apart, and the place of every word in it.

    `SpaceAfter=No` is obeyed between the words of a sentence; sentences are a space apart. The words of a written
    token ("don't") stand without a space between them.
    """
    pieces, length, words = [""], 0, []
    for number, (sentence, opening) in enumerate(zip(sentences, opens, strict=True)):
        inside_until, token_spaced = 0, True
        between = ("\n\n" if opening else "") if number else ""
        length += len(between)
        pieces.append(between)
        for row in sentence:
            if "-" in row[0]:
                inside_until, token_spaced = int(row[0].split("-")[1]), _is_spaced(row)
            elif row[0].isdigit():
                words.append(Span(length, length + len(row[1])))
                last = int(row[0]) == inside_until
                spaced = int(row[0]) >= inside_until and (token_spaced if last else _is_spaced(row))
                pieces.append(row[1] + " " * spaced)
                length += len(pieces[-1])
        if not pieces[-1].endswith(" "):
            pieces.append(" ")
            length += 1
    return "".join(pieces), words


def mentions_of(rows: Sequence[Row]) -> list[tuple[int, int, str, str]]:
    """Return (first, last, cluster, entity type) of GUM's mentions, first and last as indices of `rows`.

    Mentions nest and may cross; one that stands in several pieces ("7[1/2]") is given as one, from the first to the
    last of them. A bracket without its other half is passed over.

    Source:
        The `Entity=` annotation of GUM (https://gucorpling.org/gum/): fields in the order of `global.Entity`.
    """
    waiting: dict[str, list[tuple[int, str]]] = defaultdict(list)
    pieces: dict[str, int] = {}
    found = []

    def close(name: str, first: int, last: int, kind: str) -> None:
        cluster, number, count = _piece(name)
        if number == 1 and count > 1:
            pieces[cluster] = first
        if number == count:
            found.append((pieces.pop(cluster, first) if count > 1 else first, last, cluster, kind))

    for index, row in enumerate(rows):
        annotation = next((field[7:] for field in row[9].split("|") if field.startswith("Entity=")), "")
        for match in BRACKET.finditer(annotation):
            opened, closed, closing = match.groups()
            if closing is not None:
                name = closing.split("-")[0]
                if waiting[name]:
                    first, kind = waiting[name].pop()
                    close(name, first, index, kind)
                continue
            name, kind = [*opened.split("-"), ""][:2]
            if closed:
                close(name, index, index, kind)
            else:
                waiting[name].append((index, kind))
    return found


def head_of(first: int, last: int, heads: Sequence[int]) -> int:
    """Return the word of `[first, last]` that is governed from outside: the first one, if several are."""
    outside = (index for index in range(first, last + 1) if not first <= heads[index] <= last)
    return next(outside, last)


def _piece(name: str) -> tuple[str, int, int]:
    """Return the cluster that a bracket names, the number of the mention's piece, and of how many."""
    piece = PIECE.search(name)
    return (name[: piece.start()], int(piece[1]), int(piece[2])) if piece else (name, 1, 1)


def _is_spaced(row: Row) -> bool:
    return "SpaceAfter=No" not in row[9].split("|")


def conllu(path: Path) -> Iterator[tuple[str, list[Sentence]]]:
    """Yield the sentences of each document with its id: the file's name, where the file names none."""
    try:
        lines = path.read_text(encoding="utf8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot be read ({error}); see docs/evaluation.md for the form", path=path) from error
    document, name, opens = path.stem, "", True
    sentences: list[Sentence] = []
    rows: list[Row] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.startswith("# newdoc"):
            if sentences:
                yield document, sentences
            document, sentences, opens = line.partition("=")[2].strip() or path.stem, [], True
        elif line.startswith("# newpar"):
            opens = True
        elif line.startswith("# sent_id"):
            name = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            rows.append(_row(line, path, number))
        elif not line and rows:
            _check_heads(rows, path, number - len(rows))
            sentences.append(Sentence(name, rows, opens))
            rows, name, opens = [], "", False
    if sentences:
        yield document, sentences


def _row(line: str, path: Path, number: int) -> Row:
    row = line.split("\t")
    if len(row) != COLUMNS or not ID.fullmatch(row[0]) or (row[0].isdigit() and not row[6].isdigit()):
        raise DataError("is no line of CoNLL-U: ten columns, with the number of the head", path=path, line=number)
    return row


def _check_heads(rows: Sequence[Row], path: Path, first_line: int) -> None:
    """Refuse a sentence whose words are not numbered from 1, or with a head that is none of them."""
    words = [(line, row) for line, row in enumerate(rows, first_line) if row[0].isdigit()]
    for place, (line, row) in enumerate(words, 1):
        if int(row[0]) != place or not 0 <= int(row[6]) <= len(words):
            raise DataError("has a word out of order, or a head that its sentence does not hold", path=path, line=line)


def _document(id: str, sentences: Sequence[Sentence]) -> TreebankDocument:
    text, words = running_text([s.rows for s in sentences], [s.opens for s in sentences])
    own = [[row for row in sentence.rows if row[0].isdigit()] for sentence in sentences]
    starts = [0, *accumulate(map(len, own))]
    heads = [
        start + int(row[6]) - 1 if int(row[6]) else -1 for start, rows in zip(starts, own, strict=False) for row in rows
    ]
    return TreebankDocument(
        id=id,
        text=text,
        words=tuple(words),
        sentences=tuple(pairwise(starts)),
        sentence_ids=tuple(sentence.id for sentence in sentences),
        rows=tuple(row for rows in own for row in rows),
        heads=tuple(heads),
    )
