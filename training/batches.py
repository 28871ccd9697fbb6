"""Documents cut into windows, and windows put together into batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.documents import IGNORE, Document

CLS, SEP = 101, 102  # of BERT's vocabulary
BIO_LABELS = ("tag", "name")
WORD_LABELS = (*BIO_LABELS, "upos", "penn", "relation", "mention", "cluster", "anaphoric")
INDEX_LABELS = ("pointer", "head")


@dataclass(frozen=True)
class Window:
    """The words `[first, end)` of a document."""

    document: Document
    first: int
    end: int
    length: int  # in pieces, without [CLS] and [SEP]


def cut(document: Document, rng: random.Random, *, longest: int, shortest: int = 96) -> list[Window]:
    """Return windows of whole paragraphs, of random length up to `longest` pieces; long paragraphs are cut."""
    counts = [len(own) for own in document.pieces]
    windows: list[Window] = []
    first, length, limit = 0, 0, rng.randint(shortest, longest)
    last_break = 0
    for index, count in enumerate(counts):
        if index and document.paragraph[index] != document.paragraph[index - 1]:
            last_break = index
        if length + count > limit:
            stop = last_break if last_break > first else index
            if stop > first:
                windows.append(Window(document, first, stop, sum(counts[first:stop])))
            first, length = stop, sum(counts[stop:index])
            limit = rng.randint(max(shortest, min(longest, length + count)), longest) if rng.random() < 0.3 else longest
            if length + count > limit:  # one paragraph longer than the window
                windows.append(Window(document, first, index, length))
                first, length = index, 0
        length += count
    if first < len(counts):
        windows.append(Window(document, first, len(counts), sum(counts[first:])))
    return [w for w in windows if 0 < w.length <= longest]


def batches(windows: Sequence[Window], rng: random.Random, *, pieces: int) -> Iterator[list[Window]]:
    """Yield batches of windows of like length, at most `pieces` pieces each with padding, in random order."""
    noisy = sorted(windows, key=lambda w: w.length + rng.random() * 24)
    made: list[list[Window]] = [[]]
    for window in noisy:
        if made[-1] and (len(made[-1]) + 1) * (max(window.length, made[-1][-1].length) + 2) > pieces:
            made.append([])
        made[-1].append(window)
    rng.shuffle(made)
    yield from (batch for batch in made if batch)


def collate(batch: Sequence[Window]) -> dict[str, Tensor]:
    """Return the tensors of a batch: inputs, lengths, and every label (IGNORE where a document has none)."""
    longest, most = max(w.length for w in batch) + 2, max(w.end - w.first for w in batch)
    size = len(batch)
    pieces = np.zeros((size, longest), dtype=np.int64)
    mask = np.zeros((size, longest), dtype=np.int64)
    features = np.zeros((size, longest, 3), dtype=np.int64)
    firsts = np.zeros((size, most), dtype=np.int64)
    labels = {k: np.full((size, most), IGNORE, dtype=np.int64) for k in (*WORD_LABELS, *INDEX_LABELS)}
    for row, window in enumerate(batch):
        document, a, b = window.document, window.first, window.end
        own = document.pieces[a:b]
        counts = np.fromiter((len(p) for p in own), dtype=np.int64, count=b - a)
        flat = [CLS, *(piece for word in own for piece in word), SEP]
        pieces[row, : len(flat)] = flat
        mask[row, : len(flat)] = 1
        features[row, 1 : len(flat) - 1] = np.repeat(document.features[a:b] + 1, counts, axis=0)
        firsts[row, : b - a] = np.concatenate([[0], np.cumsum(counts)[:-1]]) + 1
        for key in WORD_LABELS:
            if key in document.labels:
                labels[key][row, : b - a] = document.labels[key][a:b]
                if key in BIO_LABELS and labels[key][row, 0] > 0 and labels[key][row, 0] % 2 == 0:
                    labels[key][row, 0] -= 1  # the window begins inside a span: I becomes B
        for key in INDEX_LABELS:
            if key in document.labels:
                values = document.labels[key][a:b]
                inside = (values >= a) & (values < b)
                labels[key][row, : b - a] = np.where(inside, values - a, np.where(values == -1, -1, IGNORE))
    tensors = {"pieces": pieces, "mask": mask, "features": features, "firsts": firsts, **labels}
    tensors["lengths"] = np.array([w.end - w.first for w in batch], dtype=np.int64)
    return {k: torch.from_numpy(v) for k, v in tensors.items()}
