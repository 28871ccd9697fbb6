"""Readers of the corpora: each yields Documents with the labels that its annotation holds.

PolNeAR (attribution, silver names), CoNLL-U treebanks (EWT, GUM: tags, trees, sentences), GUM's entities and
coreference (`Entity=` in MISC), IOB files (CrossNER, UNER: names).
"""

from __future__ import annotations

import bisect
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from dragoman.evaluation import names
from dragoman.text import Span
from training.documents import IGNORE, NAMES, TAGS, Document, Ints, build

SILVER = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC"}
CROSSNER = defaultdict(lambda: "MISC", names.CROSSNER)


def covered(document: Document, starts: list[int], start: int, end: int) -> range:
    """Return the indices of the words that touch `[start, end)`."""
    first = bisect.bisect_right(starts, start) - 1
    if first < 0 or document.words[first].end <= start:
        first += 1
    return range(first, bisect.bisect_left(starts, end))


# -- attribution ----------------------------------------------------------------------------------------------------


def polnear(rows: Sequence[dict[str, Any]], tokenizer: Tokenizer, *, all_annotators: bool = True) -> Iterator[Document]:
    """Yield a document for every article, and one more for each further annotator's version of it."""
    for row in rows:
        versions = [row["attributions"], *(row.get("other_annotators") or [] if all_annotators else [])]
        for number, attributions in enumerate(versions):
            document = build(f"{row['id']}#{number}", row["text"], tokenizer)
            if len(document):
                label_attributions(document, attributions)
                label_silver_names(document, row.get("entities_corenlp") or [])
                yield document


def label_attributions(document: Document, attributions: Sequence[dict[str, Any]]) -> None:
    """Write `tag` and `pointer`: BIO tags, and for source and content words the first word of their cue (-1: none)."""
    starts = [word.start for word in document.words]
    tag = np.zeros(len(document), dtype=np.int64)
    pointer = np.full(len(document), IGNORE, dtype=np.int64)
    for attribution in attributions:
        cue = [i for start, end in attribution["cue"] for i in covered(document, starts, start, end)]
        for role in ("source", "cue", "content"):
            begin = TAGS.index(f"B-{role}")
            for start, end in attribution[role]:
                for rank, index in enumerate(covered(document, starts, start, end)):
                    tag[index] = begin if rank == 0 else begin + 1
                    if role != "cue":
                        pointer[index] = min(cue) if cue else -1
    document.labels |= {"tag": well_formed(tag), "pointer": pointer}


def well_formed(tag: Ints) -> Ints:
    """Return BIO labels in which every span begins with its B: overlapping annotations may have cut one off."""
    before = np.concatenate([[0], tag[:-1]])
    orphan = (tag > 0) & (tag % 2 == 0) & (before != tag) & (before != tag - 1)
    return np.where(orphan, tag - 1, tag)


def label_silver_names(document: Document, entities: Sequence[Sequence[Any]]) -> None:
    """Write `name` from an automatic annotation; without one, nothing."""
    if not entities:
        return
    starts = [word.start for word in document.words]
    name = np.zeros(len(document), dtype=np.int64)
    for start, end, kind in entities:
        write_name(name, list(covered(document, starts, start, end)), SILVER[kind])
    document.labels["name"] = name


def write_name(name: Ints, indices: Sequence[int], kind: str) -> None:
    """Write one name's BIO labels."""
    for rank, index in enumerate(indices):
        name[index] = NAMES.index(("B-" if rank == 0 else "I-") + kind)


# -- names ----------------------------------------------------------------------------------------------------------


def iob(
    path: Path, tokenizer: Tokenizer, *, kinds: dict[str, str], column: int, per_document: int = 20
) -> Iterator[Document]:
    """Yield documents of a few sentences each from a file of one word a line, a blank line after each sentence."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf8").split("\n"):
        if line.startswith("# "):
            continue
        fields = line.split("\t") if "\t" in line else line.split()
        if len(fields) > column:
            sentences[-1].append((fields[1] if column > 1 else fields[0], fields[column]))
        elif sentences[-1]:
            sentences.append([])
    for at in range(0, len(sentences), per_document):
        text, words, name = "", [], []
        for sentence in sentences[at : at + per_document]:
            for word, label in sentence:
                words.append(Span(len(text), len(text) + len(word)))
                text += word + " "
                kind = kinds[label[2:]] if label != "O" else None
                name.append(NAMES.index(f"{label[0]}-{kind}") if kind else 0)
            text += "\n\n"
        document = build(f"{path.stem}-{at}", text, tokenizer, words)
        if len(document):
            document.labels["name"] = np.array(name, dtype=np.int64)
            yield document


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file."""
    with path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]
