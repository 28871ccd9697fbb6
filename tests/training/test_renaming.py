"""Documents with other names in the same places; no torch needed."""

import random

import numpy as np
import pytest

from dragoman.reading.model import Model
from dragoman.reading.words import split_words
from training import renaming
from training.documents import NAMES, OTHER_OR_NONE, Document, build
from training.renaming import names_at, renamed, stock_of

TOKENIZER = Model(threads=1)._tokenizer


def document(text: str, names: dict[str, str]) -> Document:
    made = build("d", text, TOKENIZER, split_words(text))
    labels = np.zeros(len(made), dtype=np.int64)
    for name, kind in names.items():
        at = text.find(name)
        while at >= 0:
            for index, (start, end) in enumerate(made.words):
                if at <= start and end <= at + len(name):
                    labels[index] = NAMES.index(("B-" if start == at else "I-") + kind)
            at = text.find(name, at + 1)
    made.labels |= {"name": labels, "sentence": np.zeros(len(made), dtype=np.int64)}
    return made


def named(document: Document) -> list[tuple[str, str]]:
    found = names_at(document.labels["name"])
    return [
        (document.text[document.words[first].start : document.words[end - 1].end], kind) for first, end, kind in found
    ]


def test_names_are_found_between_open_labels() -> None:
    labels = np.array([OTHER_OR_NONE, NAMES.index("B-PER"), NAMES.index("B-PER"), NAMES.index("I-PER"), 0])
    assert list(names_at(labels)) == [(1, 2, "PER"), (2, 4, "PER")]


def test_the_same_name_becomes_the_same_other_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renaming, "SHARE", 1.0)
    monkeypatch.setattr(renaming, "OTHER_CASE", ())
    old = document("Anna Dorn met Lind. ANNA DORN left Arden, and Lind stayed.", {"Anna Dorn": "PER", "Lind": "PER"})
    stock = stock_of([document("Olga Ruud saw Berg", {"Olga Ruud": "PER", "Berg": "PER"})])
    new = renamed(old, [(1.0, stock)], random.Random(1), TOKENIZER)
    assert new.text.startswith("Olga Ruud met Berg. ANNA DORN left Arden, and Berg stayed.")
    assert named(new) == [("Olga Ruud", "PER"), ("Berg", "PER"), ("Berg", "PER")]
    assert len(new) == len(new.labels["name"]) == len(new.labels["sentence"]) == len(new.pieces)


def test_a_longer_name_has_labels_for_all_its_words_and_capitals_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renaming, "SHARE", 1.0)
    old = document("He joined NORTH BANK today", {"NORTH BANK": "ORG"})
    stock = stock_of([document("the Bank of Arden", {"Bank of Arden": "ORG"})])
    new = renamed(old, [(1.0, stock)], random.Random(1), TOKENIZER)
    assert new.text == "He joined BANK OF ARDEN today"
    assert named(new) == [("BANK OF ARDEN", "ORG")]


def test_without_a_stock_all_stays() -> None:
    old = document("Anna Dorn met Lind.", {"Anna Dorn": "PER", "Lind": "PER"})
    new = renamed(old, [(1.0, {})], random.Random(1), TOKENIZER)
    assert (new.text, named(new)) == (old.text, named(old))
