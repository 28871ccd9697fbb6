"""Where paragraphs and sentences begin, by line breaks, full stops and capitals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dragoman.text import Span

ENDS = frozenset({".", "!", "?", "…", "...", "?!", "!!"})
CLOSES = frozenset("”’\"'»)]")  # may stand between the full stop and the next sentence
DASHES = frozenset({"—", "–", "-", "--"})
LONGEST_DATELINE = 14  # words up to its dash, the day and the agency in brackets among them
MONTHS = frozenset("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())  # how the months begin
SHORTEST_PLACE = 4  # letters: "EU – " opens no report from a place


def find_sentences(text: str, words: Sequence[Span], features: npt.NDArray[np.int64]) -> tuple[tuple[int, int], ...]:
    """Return the sentences as ranges of words `[first, end)`, which cover all words.

    `features` are those of `word_features`, shape (words, 3).

    Abbreviations hold their full stop in the word, so they end no sentence; a full stop inside a quotation ends one
    only where a capital or another mark follows the quotation. The place that a paragraph is dated from ("ROME, March 3
    (Agency) — ") is a sentence by itself.
    """
    texts = [text[start:end] for start, end in words]
    starts = []
    for index in range(len(texts)):
        opens = index == 0 or _begins(texts, features, index)
        if opens:
            starts.append(index)
        if opens and (index == 0 or features[index, 2] == 1) and (end := _dateline(texts, words, index)) is not None:
            starts.append(end)
    starts = sorted(set(starts))
    return tuple(zip(starts, [*starts[1:], len(texts)], strict=True)) if texts else ()


def number_paragraphs(text: str, words: Sequence[Span], features: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the number of each word's paragraph, from 0, shape (words,).

    A blank line parts paragraphs; a single line break does where a sentence ends before it, for lines may be wrapped.
    """
    opens = features[:, 2] == 1
    for index in np.flatnonzero(features[:, 2] == 2).tolist():
        before = text[words[index - 1].start : words[index - 1].end]
        opens[index] = before in ENDS or before in CLOSES
    return np.cumsum(opens) - 1


def _dateline(texts: Sequence[str], words: Sequence[Span], first: int) -> int | None:
    """Return where the words after a dateline begin, if one begins here; None else.

    It begins with capitals or ends with an agency in brackets, has no word in lower case, and closes with a dash.
    """
    for index in range(first + 1, min(first + LONGEST_DATELINE, len(texts) - 1)):
        word = texts[index]
        if word in DASHES:
            if words[index].start == words[index - 1].end:
                return None  # "NATO-led talks"
            capitals = texts[first].isupper() and sum(letter.isalpha() for letter in texts[first]) >= SHORTEST_PLACE
            dated = texts[index - 1].isdigit() and any(text[:3] in MONTHS for text in texts[first + 1 : index])
            return index + 1 if capitals or dated or texts[index - 1] == ")" else None
        if word[0].islower():
            return None
    return None


def _begins(texts: list[str], features: npt.NDArray[np.int64], index: int) -> bool:
    if features[index, 2] == 1 or (features[index, 2] == 2 and not texts[index][0].islower()):
        return True
    if texts[index] in CLOSES and features[index, 1] != 1:
        return False
    before = index - 1
    while before >= 0 and texts[before] in CLOSES and features[before, 1] != 1 and index - before < 4:
        before -= 1
    if texts[before] not in ENDS or features[index, 2] == 3:
        return False
    word = texts[index]
    return not word[0].islower()
