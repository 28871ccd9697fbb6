"""Names in the English Web Treebank, which nobody had marked for names: marked for this project, sentence by sentence.

`annotations/ewt_names.tsv` holds for every sentence with a proper noun its id in the treebank and its names as
`TYPE:first-last`, counted in words from 1; no words of the treebank. annotations/README.md says how it was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from dragoman.evaluation.conllu import Sentence
from training.documents import NAMES, OTHER_OR_NONE, Ints

ANNOTATED = Path(__file__).parent / "annotations" / "ewt_names.tsv"
TITLES = frozenset(
    "president minister prime secretary senator sen. gov. governor mr. mrs. ms. mr mrs ms miss dr. dr general "
    "gen. king queen prince princess chancellor pope sir lord lady captain capt. colonel col. rep. representative "
    "professor prof. judge justice mayor chairman chief director ambassador foreign vice deputy uncle aunt father "
    "sister brother sheikh imam ayatollah lt. sgt. maj. major lieutenant sergeant congressman congresswoman".split()
)


@cache
def _annotated() -> dict[str, str]:
    found = {}
    for line in ANNOTATED.read_text(encoding="utf8").splitlines():
        sentence, _, names = line.partition("\t")
        found[sentence] = names
    return found


def names_in(sentences: Sequence[Sentence]) -> Ints:
    """Return BIO labels of the names in the words of a document.

    A proper noun outside every name may be a name of another type or none; a sentence without proper nouns has none.
    """
    found: list[Ints] = [np.zeros(0, dtype=np.int64)]
    for sentence in sentences:
        rows = [row for row in sentence.rows if row[0].isdigit()]
        labels = np.array([OTHER_OR_NONE if row[3] == "PROPN" else 0 for row in rows], dtype=np.int64)
        for name in _annotated().get(sentence.id, "").split():
            kind, _, place = name.partition(":")
            first, _, last = place.partition("-")
            labels[int(first) - 1 : int(last)] = NAMES.index(f"I-{kind}")
            labels[int(first) - 1] = NAMES.index(f"B-{kind}")
        found.append(labels)
    return np.concatenate(found)
