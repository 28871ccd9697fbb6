"""Which sentences are in another language than English, and so not read.

A sentence with an English function word in it is English, whatever it quotes, and so is one whose words are mostly in
the model's English vocabulary; names say nothing, so that words in small letters count by themselves where there are
some. The few others are judged by py3langid (Lui and Baldwin 2012), which takes a second to load; where that is not
sure, as with names and verse, the sentence is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from dragoman.text import Span

Ints = npt.NDArray[np.int64]

SHORTEST = 4  # words of letters: fewer say too little of their language
# "zxx" is what it calls no language: addresses, code
SURE = 0.6  # probability; on names, headlines and verse it stays below 0.35 or says English
COMMON = frozenset(
    "the of and to in that is was for on with as by at from his her its their he she it they we i you not are be been "
    "were have has had will would can could this these those which who what but or if than about after before said "
    "says over under against between into out up no an a one such how when where why while there then only because "
    "some any other did does".split()
)
SHARED = frozenset("a i in is as on at an we was had of so no me over up to".split())  # words of other languages too
STRANGE = 1.45  # pieces a word: English news has 1.1 to 1.3, names more, other languages about 2
STRANGE_SMALL = 1.3  # pieces a word in small letters: English has about 1.05
FEW = 0.1  # share of words: with fewer than this that are English and of no other language, a sentence is doubtful


def foreign_sentences(
    text: str, words: Sequence[Span], sentences: Sequence[tuple[int, int]], pieces: Ints
) -> list[int]:
    """Return the numbers of the sentences that are in another language.

    `words` are places in the text, `sentences` word ranges [first, end), `pieces` how many each word falls into.
    """
    found = []
    for number, (first, end) in enumerate(sentences):
        if pieces[first:end].sum() < STRANGE * (end - first):
            continue
        own = [text[start:stop].lower() for start, stop in words[first:end] if text[start].isalpha()]
        small = [at for at in range(first, end) if text[words[at].start].islower()]
        if len(own) < SHORTEST or (len(small) >= SHORTEST and pieces[small].sum() < STRANGE_SMALL * len(small)):
            continue
        if sum(word in COMMON and word not in SHARED for word in own) > FEW * len(own):
            continue
        language, probability = _identifier().classify(text[words[first].start : words[end - 1].end])
        if language not in ("en", "zxx") and probability > SURE:
            found.append(number)
    return found


@cache
def _identifier() -> Any:
    from importlib import resources

    from py3langid.langid import LanguageIdentifier

    path = resources.files("py3langid") / "data" / "model.npz.xz"
    return LanguageIdentifier.from_model_file(str(path), norm_probs=True)
