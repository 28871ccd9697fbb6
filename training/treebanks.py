"""Readers of treebanks in CoNLL-U: words, tags and trees of EWT and GUM, and GUM's mentions and coreference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from dragoman.evaluation.conllu import Row, conllu, head_of, mentions_of, running_text
from training.augment import curly
from training.corpora import well_formed, write_name
from training.documents import IGNORE, MENTIONS, PENN, RELATIONS, UPOS, Document, Ints, build
from training.proper_names import TITLES, names_in

NAME_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}  # of GUM's entities


def paths_of(data: Path) -> dict[str, list[Path]]:
    """Return the training files of the treebanks in the folder, by the corpus's name."""
    return {"ewt": [data / "ewt" / "train.conllu"], "gum": sorted((data / "gum" / "train").glob("*.conllu"))}


def treebank(paths: Sequence[Path], tokenizer: Tokenizer, *, entities: bool) -> Iterator[list[Document]]:
    """Yield every document of the files: as it is, and if it quotes anything with typographic quotation marks.

    Labels: `upos`, `penn`, `head`, `relation`; `name` as far as the tags tell; and with `entities`, from GUM's
    annotation, `mention`, `cluster`, `anaphoric` and all names.
    """
    for path in paths:
        for name, sentences in conllu(path):
            rows = [sentence.rows for sentence in sentences]
            text, words = running_text(rows, [sentence.opens for sentence in sentences])
            labels = tree_labels(rows)
            flat = [row for sentence in rows for row in sentence if row[0].isdigit()]
            labels |= mention_labels(flat, labels["head"]) if entities else {"name": names_in(sentences)}
            versions = [text, curly(text)] if '"' in text else [text]
            yield [with_labels(build(name, version, tokenizer, words), labels) for version in versions]


def with_labels(document: Document, labels: dict[str, Ints]) -> Document:
    """Return the document with the labels."""
    document.labels |= labels
    return document


def tree_labels(sentences: Sequence[Sequence[Row]]) -> dict[str, Ints]:
    """Return `upos`, `penn`, `head` (index in the document, -1 for roots), `relation` and `sentence` of every word."""
    found: dict[str, list[int]] = {key: [] for key in ("upos", "penn", "head", "relation", "sentence")}
    for number, sentence in enumerate(sentences):
        base = len(found["head"])
        for row in sentence:
            if row[0].isdigit():
                found["upos"].append(_index(UPOS, row[3]))
                found["penn"].append(_index(PENN, row[4]))
                found["head"].append(base + int(row[6]) - 1 if int(row[6]) else -1)
                relation = row[7] if row[7] in RELATIONS else row[7].split(":")[0]
                found["relation"].append(_index(RELATIONS, relation))
                found["sentence"].append(number)
    return {key: np.array(values, dtype=np.int64) for key, values in found.items()}


def _index(labels: Sequence[str], label: str) -> int:
    return labels.index(label) if label in labels else IGNORE


def mention_labels(rows: Sequence[Row], heads: Ints) -> dict[str, Ints]:
    """Return `mention` (type, at its head), `cluster`, `anaphoric` and `name` from GUM's annotation."""
    mention, name = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.int64)
    cluster = np.full(len(rows), -1, dtype=np.int64)
    numbers: dict[str, int] = {}
    for first, last, group, kind in sorted(mentions_of(rows), key=lambda m: (m[0] - m[1], m[0])):
        top = head_of(first, last, heads)
        mention[top] = MENTIONS.index(kind if kind in MENTIONS else "other")
        cluster[top] = numbers.setdefault(group, len(numbers))
    for first, last, _, kind in sorted(mentions_of(rows), key=lambda m: m[1] - m[0]):
        top = head_of(first, last, heads)
        if rows[top][3] == "PROPN" and kind != "time" and (run := proper_run(rows, first, last, top, kind)):
            many = kind == "person" and rows[run[-1]][4] == "NNPS"  # "Muslims"
            write_name(name, run, "MISC" if many else NAME_TYPES.get(kind, "MISC"))
    anaphoric = np.zeros(len(rows), dtype=np.int64)
    seen: set[int] = set()
    for index in np.flatnonzero(cluster >= 0):
        anaphoric[index] = cluster[index] in seen
        seen.add(int(cluster[index]))
    return {"mention": mention, "cluster": cluster, "anaphoric": anaphoric, "name": well_formed(name)}


def proper_run(rows: Sequence[Row], first: int, last: int, top: int, kind: str) -> list[int]:
    """Return the words of a name around the head of a mention, without titles before it; nothing for a title alone."""

    def written(index: int) -> bool:
        return rows[index][3] == "PROPN" or rows[index][1][:1].isupper()

    def joins(index: int) -> bool:
        return written(index) or rows[index][1] in ("of", "for", "-", "&", ".")

    a, b = top, top
    while a > first and joins(a - 1):
        a -= 1
    while b < last and joins(b + 1):
        b += 1
    run = list(range(a, b + 1))
    titled = [place for place, index in enumerate(run) if rows[index][1].lower() in TITLES]
    if titled and kind == "person":  # "U.S. President Jane Doe"
        run = run[titled[-1] + 1 :] or run
    while run and (not written(run[0]) or rows[run[0]][3] == "DET" or rows[run[0]][1].lower() in TITLES):
        run.pop(0)
    while run and not written(run[-1]):
        run.pop()
    return run


def sentences_of(document: Document) -> list[tuple[int, int]]:
    """Return the word ranges [first, end) of a treebank document's sentences."""
    starts = np.flatnonzero(np.diff(document.labels["sentence"], prepend=-1))
    return list(pairwise([*starts.tolist(), len(document)]))
