"""What the heads for grammar say of the words: tags, trees, and which mentions stand for the same thing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dragoman.reading.analysis import Link, Word
from dragoman.reading.decode import FORBIDDEN, Block, log_softmax
from dragoman.reading.model import Model, Settings
from dragoman.reading.trees import heads_of, uncross_subjects
from dragoman.text import Span

# Of two mentions in a document of GUM's training part whose heads are the same proper noun, so many are of one thing.
SAME_NAME = 0.8
LINKING = 0.5  # taken from the score of no antecedent: it finds more, as the documents kept aside from training showed
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def parse(
    text: str,
    words: Sequence[Span],
    sentences: Sequence[tuple[int, int]],
    model: Model,
    *,
    classes: Floats,
    arcs: Sequence[Block],
    ends: Floats,
) -> tuple[Word, ...]:
    """Return the words of a text with their tags, heads and relations.

    Args:
        text: the text, and `words` their places in it.
        words: as `split_words` cuts them.
        sentences: word ranges [first, end) that cover all words; a word's head is in its own sentence.
        model: whose settings name the labels.
        classes: scores (words, universal tags + Penn tags + kinds of mention).
        arcs: scores of the words against the words of their window.
        ends: what relations are scored from, (words, 2 * size).
    """
    if not words:
        return ()
    settings = model.settings
    upos = classes[:, : len(settings.upos)].argmax(1).tolist()
    penn = classes[:, len(settings.upos) : len(settings.upos) + len(settings.penn)].argmax(1).tolist()
    heads = heads_of(arcs, sentences, len(words))
    relations = _relations(model, ends, heads)
    names = settings.relations
    subjects = [word for word, relation in enumerate(relations) if names[relation].startswith("nsubj")]
    clauses = [word for word, relation in enumerate(relations) if names[relation] in ("ccomp", "parataxis")]
    mended = uncross_subjects(heads, np.array(subjects, dtype=np.int64), np.array(clauses, dtype=np.int64))
    if not np.array_equal(mended, heads):
        heads, relations = mended, _relations(model, ends, mended)
    above = heads.tolist()
    return tuple(
        Word(
            index,
            *words[index],
            text[slice(*words[index])],
            settings.upos[upos[index]],
            above[index],
            settings.relations[relations[index]],
            number,
            settings.penn[penn[index]],
        )
        for number, (first, end) in enumerate(sentences)
        for index in range(first, end)
    )


def _relations(model: Model, ends: Floats, heads: Ints) -> list[int]:
    """Return each word's relation, an index of the labels: the root's for words without a head, and only for them."""
    scores = model.relation_scores(ends, heads)
    root = model.settings.relations.index("root")
    scores[:, root] = -np.inf
    found: list[int] = np.where(heads < 0, root, scores.argmax(1)).tolist()
    return found


def mentions_of(classes: Floats, settings: Settings) -> Ints:
    """Return the words that head a mention, in text order."""
    kinds = classes[:, len(settings.upos) + len(settings.penn) :].argmax(1)
    return np.flatnonzero(kinds != settings.mentions.index("none"))


def links_of(mentions: Ints, antecedents: Sequence[Block], words: Sequence[Word]) -> list[Link]:
    """Return for every mention that is taken up again from before its likeliest antecedent.

    The network's probability is shared among no antecedent and all earlier mentions of the window. A name that it sees
    for the first time in its window, and the text has held before, is linked to the last mention with the same word.
    """
    found = _scored_links(mentions, antecedents)
    linked = {link.word for link in found}
    named: dict[str, int] = {}
    for index in mentions.tolist():
        word = words[index]
        if word.tag == "PROPN":
            if index not in linked and word.text in named:
                found.append(Link(index, named[word.text], SAME_NAME))
            named[word.text] = index
    return sorted(found, key=lambda link: link.word)


def _scored_links(mentions: Ints, antecedents: Sequence[Block]) -> list[Link]:
    """Return the links that the network sees within its windows."""
    found = []
    for block in antecedents:
        low, high = np.searchsorted(mentions, (block.first, block.end))
        start = int(np.searchsorted(mentions, block.start))
        if low == high:
            continue
        columns = mentions[start:high] - block.start + 1
        scores = block.scores[mentions[low:high] - block.first][:, np.concatenate([[0], columns])]
        later = np.arange(start, high)[None, :] >= np.arange(low, high)[:, None]
        scores[:, 1:][later] = FORBIDDEN
        scores[:, 0] -= LINKING
        scores = log_softmax(scores)
        best = scores.argmax(1)
        for row in np.flatnonzero(best).tolist():
            word, antecedent = int(mentions[low + row]), int(mentions[start + best[row] - 1])
            found.append(Link(word, antecedent, float(np.exp(scores[row, best[row]]))))
    return found
