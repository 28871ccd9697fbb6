"""Text to words, after the conventions of Universal Dependencies for English.

Contractions and possessives are words of their own ("do" + "n't", "Russia" + "'s"), hyphens part compounds,
abbreviations keep their full stop. Every mark that is no word character is one word, so that quotation marks can be
labelled one by one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.text import Span

# Titles, months and corporate forms that news writes with a full stop which does not end the sentence.
_ABBREVIATIONS = (
    "mr|mrs|ms|dr|prof|rev|gen|lt|col|maj|capt|cmdr|sgt|adm|brig|gov|sen|rep|sec|amb|pres|supt|messrs|st|mt|ft|"
    "jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|inc|ltd|corp|co|bros|jr|sr|vs|etc|dept|est"
)

_WORD = re.compile(
    rf"""
      [^\W\d_]+(?=[\s,;])                                         # most words, found at once
    | (?:https?://|www\.)[^\s<>"“”]+[^\s<>"“”.,;:!?)'’\]]       # web addresses, without the mark that follows them
    | [\w.+-]+@\w[\w-]*(?:\.[\w-]+)+                            # mail addresses
    | (?:[^\W\d_]\.){{2,}}                                      # U.S., p.m.
    | \b(?:{_ABBREVIATIONS})\.(?=\s)                            # Mr., Gen.
    | \d+(?:[.,:/]\d+)*[^\W_]*                                  # 1,000  3.5  10:30  5/12  3rd
    | [^\W_]+(?:['’][^\W_]+)*                                   # words, with their apostrophes
    | \.{{2,}} | -{{2,}} | [^\w\s] | _                           # runs of stops and dashes, single marks
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
_FOLLOWING = re.compile(r" ([^\W\d_]\w*)(\.?)")
# After "I." or "Plan B." these begin a sentence; after an initial comes a name.
_STARTERS = frozenset(
    "a an and as at but by for from he her his if in it its no not of on or she so that the their there these they "
    "this those to we what when while who with you".split()
)
JOINING = "–"  # between two words without spaces; the treebanks have a hyphen there
LONGEST_WORD = 100  # code points; longer runs (encoded data, languages without spaces) are cut, so memory stays bounded


def split_words(text: str) -> list[Span]:
    """Return the place of every word of the text, in order; white space belongs to none."""
    found: list[Span] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if end - start > LONGEST_WORD:
            found.extend(Span(at, min(at + LONGEST_WORD, end)) for at in range(start, end, LONGEST_WORD))
            continue
        clitic = _CLITIC.search(text, start, end) if end - start > 2 else None
        if clitic and clitic.start() > start:
            found.append(Span(start, clitic.start()))
            start = clitic.start()
        elif end - start == 6 and text[start:end].lower() == "cannot":
            found.append(Span(start, start + 3))
            start += 3
        if end - start == 1 and text[start] == "." and _is_initial(text, found, end):
            start = found.pop().start
        found.append(Span(start, end))
    return found


def as_hyphens(text: str, words: Sequence[Span]) -> list[str]:
    """Return the words as the text has them, but a hyphen for a dash that joins two: "the Ankara–Washington talks"."""
    written = [text[start:end] for start, end in words]
    for at, word in enumerate(written):
        if word == JOINING and text[words[at].start - 1 : words[at].end + 1].replace(word, "a").isalpha():
            written[at] = "-"
    return written


def _is_initial(text: str, before: list[Span], end: int) -> bool:
    """Say whether the full stop that ends at `end` belongs to the letter before it: "John D. Virt", "J. K. Rowling"."""
    if not before or before[-1].end != end - 1 or len(text[slice(*before[-1])]) != 1 or not text[end - 2].isupper():
        return False
    following = _FOLLOWING.match(text, end)
    if not following or following[1].lower() in _STARTERS:
        return False
    if len(before) == 1 or "\n" in text[before[-2].end : before[-1].start]:
        return True
    if len(following[1]) == 1 and following[2]:
        return True
    last = text[slice(*before[-2])]
    return last[0].isupper() or (not last[-1].isalnum() and last[-1] not in ",;:")
