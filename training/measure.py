"""Measures taken while training: the network's scores decoded as the product decodes them, in float32."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from dragoman.evaluation.attributions import Tokens, match
from dragoman.evaluation.counting import Count
from dragoman.reading import windows as reading
from dragoman.reading.analyse import SQUARES, Read, assemble
from dragoman.reading.decode import (
    Draft,
    Run,
    join,
    log_softmax,
    name_transitions,
    names_of,
    runs_of,
)
from dragoman.reading.model import Scores
from dragoman.reading.sentences import find_sentences
from dragoman.reading.trees import heads_of
from dragoman.reading.viterbi import best_labels
from training.batches import Window, collate
from training.documents import NAMES, PENN, TAGS, UPOS, Document, Ints
from training.losses import transition_mask
from training.network import OUTPUTS, Network
from training.treebanks import sentences_of

TOGETHER = 24  # windows in a batch
KINDS = ("PER", "ORG", "LOC")


def plan(document: Document, *, limit: int, context: int) -> list[reading.Window]:
    """Return the windows of a document as the product cuts it."""
    counts = np.array([len(own) for own in document.pieces], dtype=np.int64)
    opens = np.zeros(len(document), dtype=bool)
    opens[[first for first, _ in find_sentences(document.text, document.words, document.features)]] = True
    return reading.plan_windows(counts, document.paragraph, opens, limit=limit, context=context)


@torch.no_grad()
def read(network: Network, documents: Sequence[Document], device: str, *, limit: int, context: int) -> list[Read]:
    """Return the scores of every document's words."""
    plans = [plan(document, limit=limit, context=context) for document in documents]
    jobs = [(d, n, window) for d, windows in enumerate(plans) for n, window in enumerate(windows)]
    jobs.sort(key=lambda job: job[2].end - job[2].first)
    found: dict[tuple[int, int], Scores] = {}
    for at in range(0, len(jobs), TOGETHER):
        part = jobs[at : at + TOGETHER]
        cut = [
            Window(documents[d], w.first, w.end, sum(map(len, documents[d].pieces[w.first : w.end])))
            for d, _, w in part
        ]
        batch = {k: v.to(device) for k, v in collate(cut).items()}
        outputs = network(batch["pieces"], batch["mask"], batch["features"], batch["firsts"])
        arrays = {name: output.float().cpu().numpy() for name, output in zip(OUTPUTS, outputs, strict=True)}
        for row, (d, n, window) in enumerate(part):
            words = window.end - window.first
            found[d, n] = Scores(
                **{k: v[row, :words, : words + 1] if k in SQUARES else v[row, :words] for k, v in arrays.items()}
            )
    return [assemble(own, (found[d, n] for n in range(len(own)))) for d, own in enumerate(plans)]


def reading_transitions(network: Network, settings: dict[str, Any]) -> torch.Tensor:
    """Return the CRF's transitions as reading uses them: weighted, and with every step into a span made cheaper."""
    starts = torch.tensor([settings["read_starts"] if tag.startswith("B-") else 0.0 for tag in TAGS])
    return network.transitions.detach().float().cpu() * settings["read_transitions"] + starts + transition_mask()


def attribution_counts(
    network: Network, documents: Sequence[Document], reads: Sequence[Read], settings: dict[str, Any]
) -> dict[str, Count]:
    """Return the counts of tokens by role and of relations (loose and exact), in words."""
    transitions = reading_transitions(network, settings).numpy()
    counts = {k: Count() for k in ("source", "cue", "content", "attribution", "exact")}
    paths = best_labels([one.tags for one in reads], transitions, [document.paragraph for document in documents])
    for document, one, labels in zip(documents, reads, paths, strict=True):
        drafts = join(runs_of(labels, log_softmax(one.tags)), one.pointers, document.paragraph)
        predicted, wanted = [tokens_of(draft) for draft in drafts], gold_relations(document)
        for role in ("source", "cue", "content"):
            p: set[int] = set().union(*(getattr(x, role) for x in predicted))
            g: set[int] = set().union(*(getattr(x, role) for x in wanted))
            counts[role].add(len(p & g), len(p), len(g))
        pairs = [(p, g) for p, g in match(predicted, wanted) if g is not None]
        exact = sum(p.content == g.content and p.source == g.source for p, g in pairs)
        counts["attribution"].add(len(pairs), len(predicted), len(wanted))
        counts["exact"].add(exact, len(predicted), len(wanted))
    return counts


def tokens_of(draft: Draft) -> Tokens:
    """Return the words of a draft by role."""

    def words(runs: Sequence[Run]) -> set[int]:
        return {index for run in runs for index in range(run.first, run.end)}

    return Tokens(words(draft.source), words([draft.cue] if draft.cue else []), words(draft.content))


def gold_relations(document: Document) -> list[Tokens]:
    """Return the relations that the labels of a document spell."""
    tag, pointer = document.labels["tag"], document.labels["pointer"]
    runs = runs_of(tag)
    cues = {r.first: Tokens(set(), set(range(r.first, r.end)), set()) for r in runs if r.role == "cue"}
    bare: list[Tokens] = []
    for run in runs:
        words, target = set(range(run.first, run.end)), int(pointer[run.first])
        if run.role != "cue" and target in cues:
            getattr(cues[target], run.role).update(words)
        elif run.role == "content":
            bare.append(Tokens(set(), set(), words))
    return [*cues.values(), *bare]


def name_counts(documents: Sequence[Document], reads: Sequence[Read]) -> dict[str, Count]:
    """Return the counts of names of exact span and type, of all kinds and of each."""
    counts = {kind: Count() for kind in ("all", *KINDS)}
    for document, one, path in zip(
        documents, reads, best_labels([r.names for r in reads], name_transitions(NAMES)), strict=True
    ):
        gold = document.labels["name"]
        found, wanted = spans(path, one.names), spans(gold, one.names)
        for kind in KINDS:
            p, g = {s for s in found if s[2] == kind}, {s for s in wanted if s[2] == kind}
            for key in ("all", kind):
                counts[key].add(len(p & g), len(p), len(g))
    return counts


def spans(labels: Ints, scores: np.ndarray) -> set[tuple[int, int, str]]:
    """Return (first, last, kind) of the names that BIO labels spell."""
    return {(name.first, name.last, name.type) for name in names_of(labels, scores, NAMES)}


@torch.no_grad()
def tree_shares(network: Network, documents: Sequence[Document], reads: Sequence[Read]) -> dict[str, float]:
    """Return, in per cent of all words, right tags, heads, and heads with relations, in the treebank's sentences."""
    right, total = {"upos": 0, "penn": 0, "heads": 0, "attachment": 0}, 0
    for document, one in zip(documents, reads, strict=True):
        labels = document.labels
        heads = heads_of(one.arcs, sentences_of(document), len(document))
        scores = network.relation_scores(torch.tensor(one.ends)[None], torch.tensor(heads)[None])[0].numpy()
        scores[:, 0] = -np.inf
        relations = np.where(heads < 0, 0, scores.argmax(1))
        hit = heads == labels["head"]
        right["heads"] += int(hit.sum())
        right["attachment"] += int((hit & (relations == labels["relation"])).sum())
        upos, penn = one.classes[:, : len(UPOS)], one.classes[:, len(UPOS) : len(UPOS) + len(PENN)]
        right["upos"] += int((upos.argmax(1) == labels["upos"]).sum())
        right["penn"] += int((penn.argmax(1) == labels["penn"]).sum())
        total += len(document)
    return {name: 100 * count / max(1, total) for name, count in right.items()}
