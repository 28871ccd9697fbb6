"""Documents with other names in the same places: what a head for names learns from, beside the texts themselves.

The encoder has seen the training texts with their names. A head that is trained on what it says of them trusts it too
much; on texts whose names were exchanged the encoder is as unsure as on news to come.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from tokenizers import Tokenizer

from dragoman.text import Span
from training.documents import NAMES, Document, Ints, build

LONGEST = 5  # words of a name that is exchanged, or put in another's place
SHARE = 0.6  # of the names of a document that are exchanged
OTHER_CASE = ((0.04, str.lower), (0.03, str.upper))  # shares of the new names that are written otherwise

Name = tuple[str, ...]
Stock = Mapping[tuple[str, bool], Sequence[Name]]  # names of a type, those of one word apart from the longer ones


def names_at(labels: Ints) -> Iterator[tuple[int, int, str]]:
    """Yield (first, end, type) of the names that BIO labels spell; labels that are open spell none."""
    first: int | None = None
    for index, label in enumerate([*labels.tolist(), 0]):
        inside = 0 < label < len(NAMES) and NAMES[label][0] == "I"
        if first is not None and not inside:
            yield first, index, NAMES[labels[first]][2:]
            first = None
        if 0 < label < len(NAMES) and NAMES[label][0] == "B":
            first = index


def stock_of(documents: Iterable[Document]) -> dict[tuple[str, bool], list[Name]]:
    """Return the different names of persons, organisations and places in the documents."""
    found: dict[tuple[str, bool], set[Name]] = {}
    for document in documents:
        for first, end, kind in names_at(document.labels["name"]):
            name = tuple(document.text[slice(*word)] for word in document.words[first:end])
            if kind != "MISC" and len(name) <= LONGEST and not any(word[0].isdigit() for word in name):
                found.setdefault((kind, len(name) == 1), set()).add(name)
    return {key: sorted(names) for key, names in found.items()}


def renamed(document: Document, stocks: Sequence[tuple[float, Stock]], rng: random.Random, tok: Tokenizer) -> Document:
    """Return the document with most of its names exchanged, the same name for the same one, and with `name` labels.

    `stocks` are names to take, each with its weight. The sentences are kept in the label `sentence`.
    """
    old, labels, sentences = document.labels["name"], list[int](), list[int]()
    places = {first: (end, kind) for first, end, kind in names_at(old) if kind != "MISC"}
    chosen: dict[Name, Name | None] = {}
    words: list[Span] = []
    text, copied, index = "", 0, 0
    while index < len(document):
        end, kind = places.get(index, (index + 1, ""))
        name = tuple(document.text[slice(*word)] for word in document.words[index:end])
        new = _exchanged(name, kind, chosen, stocks, rng) if kind else None
        text += document.text[copied : document.words[index].start]
        if new is None:
            start = document.words[index].start
            words += [Span(a - start + len(text), b - start + len(text)) for a, b in document.words[index:end]]
            text += document.text[start : document.words[end - 1].end]
            labels += old[index:end].tolist()
        else:
            for rank, word in enumerate(new):
                text += " " * (rank > 0)
                words.append(Span(len(text), len(text) + len(word)))
                text += word
            labels += [NAMES.index(("I-" if rank else "B-") + kind) for rank in range(len(new))]
        sentences += [int(document.labels["sentence"][index])] * (len(words) - len(sentences))
        copied, index = document.words[end - 1].end, end
    made = build(document.id, text, tok, words)
    made.labels |= {"name": np.array(labels, dtype=np.int64), "sentence": np.array(sentences, dtype=np.int64)}
    return made


def _exchanged(
    name: Name, kind: str, chosen: dict[Name, Name | None], stocks: Sequence[tuple[float, Stock]], rng: random.Random
) -> Name | None:
    """Return the name that stands for this one in the document, or None where it stays."""
    key = tuple(word.lower() for word in name)
    if key not in chosen:
        chosen[key] = None
        if rng.random() < SHARE and not any(word[0].isdigit() for word in name):
            (stock,) = rng.choices([own for _, own in stocks], [weight for weight, _ in stocks])
            if others := stock.get((kind, len(name) == 1), ()):
                chosen[key] = _written_as(name, rng.choice(others), rng)
    return chosen[key]


def _written_as(name: Name, new: Name, rng: random.Random) -> Name:
    """Return the new name in the case of the old one, or now and then in another."""
    if len(name) > 1 and all(word.isupper() for word in name if word[0].isalpha()):
        return tuple(word.upper() for word in new)
    if name[0].islower():
        return tuple(word.lower() for word in new)
    draw = rng.random()
    for share, write in OTHER_CASE:
        if draw < share:
            return tuple(write(word) for word in new)
        draw -= share
    return new
