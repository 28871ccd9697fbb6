"""From the network's scores to attribution relations: whole spans, each joined to one cue.

Tags come from the CRF's best path; then spans are made whole against the quotation marks; then every source and
content span chooses its cue by what all its words say together, one source a cue.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dragoman.reading.analysis import Name
from dragoman.text import Span

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")
FORBIDDEN = -1e4


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive words `[first, end)` of one role, and the mean log probability of their tags."""

    role: str
    first: int
    end: int
    score: float = 0.0


class Block(NamedTuple):
    """Pointer scores of the words `[first, end)`, as their window saw them, shape (end - first, 1 + window's words).

    Column 0 is nothing; column 1 is the word `start`, where the window begins.
    """

    first: int
    end: int
    start: int
    scores: Floats


class Pointers:
    """Pointer scores of all words of a text, in blocks that follow each other."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self._firsts = [block.first for block in blocks]

    def votes(self, first: int, end: int, targets: Ints) -> Floats:
        """Return what the words `[first, end)` together say: mean log probabilities of nothing and of each target.

        `targets` are words in text order; a target out of reach gets FORBIDDEN.
        """
        total = np.zeros(len(targets) + 1, dtype=np.float32)
        at = bisect_right(self._firsts, first) - 1
        word = first
        while word < end:
            block = self.blocks[at]
            stop = min(end, block.end)
            width = block.scores.shape[1]
            low, high = np.searchsorted(targets, (block.start, block.start + width - 1))
            columns = np.concatenate([[0], targets[low:high] - block.start + 1])
            own = log_softmax(block.scores[word - block.first : stop - block.first][:, columns]).sum(0)
            sums = np.full(len(targets) + 1, FORBIDDEN * (stop - word), dtype=np.float32)
            sums[0] = own[0]
            sums[low + 1 : high + 1] = own[1:]
            total += sums
            word, at = stop, at + 1
        return np.asarray(total / (end - first), dtype=np.float32)


def runs_of(labels: Ints, log_probabilities: Floats | None = None) -> list[Run]:
    """Return the runs that BIO labels spell, in text order."""
    found: list[Run] = []
    starts = np.flatnonzero((labels % 2 == 1) | ((labels == 0) & (np.r_[0, labels[:-1]] != 0)))
    bounds = [*starts.tolist(), len(labels)]
    for first, end in pairwise(bounds):
        label = int(labels[first])
        if label:
            own = log_probabilities[np.arange(first, end), labels[first:end]] if log_probabilities is not None else None
            found.append(Run(ROLES[(label - 1) // 2], first, end, float(own.mean()) if own is not None else 0.0))
    return found


def log_softmax(scores: Floats) -> Floats:
    """Return log probabilities over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Draft:
    """A relation in words: runs of its roles, and the log probabilities that its score is made from."""

    source: tuple[Run, ...]
    cue: Run | None
    content: tuple[Run, ...]
    tag_score: float
    pointer_score: float

    @property
    def first(self) -> int:
        """The first word of the content."""
        return min(run.first for run in self.content)


def join(runs: Sequence[Run], pointers: Pointers, paragraphs: Ints) -> list[Draft]:
    """Return one draft a cue that has content, and one for each content that points to no cue.

    Every span adds up what its words say of each cue; sources choose in the order of their certainty and take a cue
    that has none yet, for PolNeAR's relations have one source. A source's cue stands in its own paragraph (in PolNeAR
    always), a content's cue there or in an earlier one.
    """
    cues = [run for run in runs if run.role == "cue"]
    targets = np.array([cue.first for cue in cues], dtype=np.int64)
    places = paragraphs[targets] if len(targets) else targets
    owned: dict[int, list[tuple[Run, float]]] = {}
    bare: list[tuple[Run, float]] = []
    wishes: list[tuple[float, Run, Floats]] = []
    for run in runs:
        if run.role == "cue":
            continue
        votes = pointers.votes(run.first, run.end, targets)
        own = paragraphs[run.first]
        votes[1:][places != own if run.role == "source" else places > own] = FORBIDDEN
        choice = int(votes.argmax())
        if run.role == "source":
            wishes.append((float(votes[choice]), run, votes))
        elif choice == 0:
            bare.append((run, float(votes[0])))
        else:
            owned.setdefault(choice - 1, []).append((run, float(votes[choice])))
    sources = _one_source_a_cue(wishes)
    drafts = []
    for number, contents in owned.items():
        source = sources.get(number)
        parts = [cues[number], *(run for run, _ in contents), *([source[0]] if source else [])]
        certain = [score for _, score in contents] + ([source[1]] if source else [])
        drafts.append(
            Draft(
                (source[0],) if source else (),
                cues[number],
                tuple(run for run, _ in contents),
                float(np.mean([run.score for run in parts])),
                float(np.mean(certain)),
            )
        )
    drafts += [Draft((), None, (run,), run.score, score) for run, score in bare]
    return sorted(drafts, key=lambda draft: draft.first)


def _one_source_a_cue(wishes: list[tuple[float, Run, Floats]]) -> dict[int, tuple[Run, float]]:
    taken: dict[int, tuple[Run, float]] = {}
    for _, run, votes in sorted(wishes, key=lambda wish: -wish[0]):
        for choice in np.argsort(-votes):
            if choice == 0 or votes[choice] <= FORBIDDEN:
                break
            if int(choice) - 1 not in taken:
                taken[int(choice) - 1] = (run, float(votes[choice]))
                break
    return taken


def to_spans(runs: Sequence[Run], words: Sequence[Span]) -> tuple[Span, ...]:
    """Return the places of the runs, in text order."""
    return tuple(sorted(Span(words[run.first].start, words[run.end - 1].end) for run in runs))


def name_transitions(labels: Sequence[str]) -> Floats:
    """Return transitions that forbid what BIO forbids: (labels + 1, labels), row = from, the last row the start."""
    transitions = np.zeros((len(labels) + 1, len(labels)), dtype=np.float32)
    for row, before in enumerate([*labels, "O"]):
        for column, label in enumerate(labels):
            if label.startswith("I-") and before[2:] != label[2:]:
                transitions[row, column] = FORBIDDEN
    return transitions


def names_of(path: Ints, scores: Floats, labels: Sequence[str]) -> list[Name]:
    """Return the names that BIO labels spell, each with the mean probability of its labels."""
    if not path.any():
        return []
    probabilities = np.exp(log_softmax(scores))
    begins = np.array([label.startswith("B-") for label in labels])[path]
    inside = np.append(np.array([label.startswith("I-") for label in labels])[path], False)
    found: list[Name] = []
    for first in np.flatnonzero(begins).tolist():
        end = first + 1
        while inside[end]:
            end += 1
        own = probabilities[np.arange(first, end), path[first:end]]
        found.append(Name(first, end - 1, labels[path[first]][2:], float(own.mean())))
    return found
