"""From the network's scores to dependency trees: one head a word, one root a sentence, no cycle.

Most words' best heads make a tree at once; where they do not, the best tree is found by Chu, Liu and Edmonds'
algorithm (Chu and Liu 1965; Edmonds 1967).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dragoman.reading.decode import FORBIDDEN, Block

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

ROOTS = 3  # candidates for the root of a sentence that are tried, the likeliest first


def heads_of(blocks: Sequence[Block], sentences: Sequence[tuple[int, int]], words: int) -> Ints:
    """Return the head of each of the `words`, an index in the text, or -1 for the root of a sentence.

    `blocks` hold the scores of every word against every word of its window, column 0 for being a root; a word's head is
    a word of its own sentence. A sentence that its window holds in part gets what the window saw.
    """
    heads = np.full(words, -1, dtype=np.int64)
    at = 0
    for first, end in sentences:
        while at < len(blocks) and blocks[at].end <= first:
            at += 1
        own = tree_of(_scores_of(blocks, at, first, end))
        heads[first:end] = np.where(own >= 0, own + first, -1)
    return heads


def _scores_of(blocks: Sequence[Block], at: int, first: int, end: int) -> Floats:
    """Return the scores of the sentence's words against each other, (words, 1 + words), column 0 for the root."""
    scores = np.full((end - first, 1 + end - first), FORBIDDEN, dtype=np.float32)
    for block in blocks[at:]:
        if block.first >= end:
            break
        a, b = max(first, block.first), min(end, block.end)
        low, high = max(first, block.start), min(end, block.start + block.scores.shape[1] - 1)
        rows = block.scores[a - block.first : b - block.first]
        scores[a - first : b - first, 0] = rows[:, 0]
        scores[a - first : b - first, 1 + low - first : 1 + high - first] = rows[
            :, 1 + low - block.start : 1 + high - block.start
        ]
    return scores


def tree_of(scores: Floats) -> Ints:
    """Return the best tree over `scores` (words, 1 + words), column 0 for the root: each word's head, or -1."""
    count = len(scores)
    if count == 0:
        return np.zeros(0, dtype=np.int64)
    scores = scores.copy()
    scores[np.arange(count), np.arange(count) + 1] = FORBIDDEN * 4
    heads = scores.argmax(1) - 1
    roots = np.flatnonzero(heads < 0)
    if len(roots) == 1 and not cycle_of(heads):
        return np.asarray(heads, dtype=np.int64)
    gain = scores[:, 0] - scores[:, 1:].max(1) if count > 1 else scores[:, 0]
    tried = []
    for root in np.argsort(-gain)[: max(1, min(ROOTS, len(roots)))]:
        own = scores[:, 1:].astype(np.float64)
        own[root] = FORBIDDEN * 8
        found = _arborescence(own, int(root))
        total = float(own[np.arange(count), found].sum() - own[root, found[root]] + scores[root, 0])
        found[root] = -1
        tried.append((total, found))
    return max(tried, key=lambda one: one[0])[1]


def uncross_subjects(heads: Ints, subjects: Ints, clauses: Ints) -> Ints:
    """Return the heads with every subject at the first of its verbs.

    A subject that hangs on a later word, across a word that governs this one and has no subject yet, goes to the
    latter ("Alba refused the offer, saying"): no arc of a tree that can be drawn without crossings passes over what
    governs it. Of two subjects of a verb with a clause of its own between them ("Alba will come, Beria said"), the
    first is the clause's.

    Args:
        heads: of each word, or -1.
        subjects: the words that are subjects, in text order.
        clauses: the words that head a clause which is what somebody said.
    """
    mended = heads.copy()
    told: dict[int, list[int]] = {}
    for clause in clauses.tolist():
        told.setdefault(int(heads[clause]), []).append(clause)
    taken = set(heads[subjects].tolist())
    for subject in subjects.tolist():
        held = verb = above = int(heads[subject])
        while above >= 0:
            if subject < above < held and above not in taken:
                verb = above
            above = int(heads[above])
        if verb == held and held in told:
            later = [other for other in subjects.tolist() if heads[other] == held and other > subject]
            between = [at for at in told[held] if later and subject < at < later[0] and at not in taken]
            verb = between[0] if between else held
        if verb != held:
            mended[subject] = verb
            taken.add(verb)
    return mended


def cycle_of(heads: Ints) -> list[int]:
    """Return the words of one cycle, or nothing."""
    state = [0] * len(heads)  # 0: not seen, 1: on the way, 2: leads to a root
    following = heads.tolist()
    for start in range(len(following)):
        path, word = [], start
        while word >= 0 and state[word] == 0:
            state[word] = 1
            path.append(word)
            word = following[word]
        if word >= 0 and state[word] == 1:
            return path[path.index(word) :]
        for passed in path:
            state[passed] = 2
    return []


def _arborescence(scores: npt.NDArray[np.float64], root: int) -> Ints:
    """Return the best head of every word but `root` (whose own entry is arbitrary); `scores` (words, heads)."""
    heads = scores.argmax(1)
    heads[root] = -1
    cycle = cycle_of(heads)
    if not cycle:
        heads[root] = 0
        return np.asarray(heads, dtype=np.int64)
    inside = np.zeros(len(scores), dtype=bool)
    members = np.array(cycle, dtype=np.int64)
    inside[members] = True
    outside = np.flatnonzero(~inside)
    kept = scores[members, heads[members]]
    # the cycle becomes one word, the last: it may be entered at any of its words, and govern through any of them
    entering = scores[np.ix_(members, outside)] - kept[:, None]
    leaving = scores[np.ix_(outside, members)]
    smaller = np.full((len(outside) + 1, len(outside) + 1), FORBIDDEN * 16, dtype=np.float64)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1], smaller[:-1, -1] = entering.max(0), leaving.max(1)
    found = _arborescence(smaller, int(np.searchsorted(outside, root)))
    result = heads.copy()
    for row, word in enumerate(outside):
        head = found[row]
        result[word] = outside[head] if head < len(outside) else cycle[int(leaving[row].argmax())]
    broken = int(entering[:, found[-1]].argmax())
    result[cycle[broken]] = outside[found[-1]]
    return np.asarray(result, dtype=np.int64)
