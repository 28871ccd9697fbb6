"""A text as tokens, and a string with one code for each of them that says which word or kind of number it is.

The grammar is written as regular expressions over that string of codes: it is a sixth as long as the text, and a
word that has no bearing on time costs one look-up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.reading.times.lexicon import CAPITALISED, words

CHUNK = 1 << 16  # code points read at once, so that a text of any length is read in bounded memory
FIRST_CODE = 0xE000  # codes are private-use code points: none means anything in a regular expression
OTHER = "w"
MEMO = 1 << 16  # different words whose code is kept at hand

TOKEN = re.compile(
    r"[AaPp]\. ?[Mm]\b\.?"
    r"|[^\W\d_]+"
    r"|(?<![0-9.,/-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9/-])"
    r"(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
    r"|(?<![0-9.,/-])[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})(?![0-9/-])"
    r"|(?<![0-9.,/-])[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}(?![0-9-])"
    r"|(?<![0-9.,:])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:])"
    r"|[0-9]{1,4}(?:st|nd|rd|th|s)\b"
    r"|[0-9]+(?:[.,][0-9]+)*"
    r"|\n[ \t\r]*\n"
    r"|[^\s\w]"
)
PUNCTUATION = {"–": "-", "‑": "-", "’": "'", "‘": "'", "`": "'", "—": "--"}  # as the grammar writes them
NUMBER_KINDS = (
    "N12",
    "N24",
    "N31",
    "N99",
    "N4",
    "YEARLIKE",
    "CLOCK",
    "DECIMAL",
    "NTH",
    "DECADE",
    "ISO",
    "NUMERIC",
    "BIG",
)
BREAK = "BREAK"
YEARLIKE = range(1500, 2200)  # four digits that news writes for a year


def kind_of_number(word: str) -> str:
    """Return which of NUMBER_KINDS a token that starts with a digit is."""
    if word.isdigit():
        if len(word) == 4:
            return "YEARLIKE" if int(word) in YEARLIKE else "N4"
        if len(word) > 2:
            return "BIG"
        number = int(word)
        return "N12" if 1 <= number <= 12 else "N24" if 12 < number <= 24 else "N31" if 24 < number <= 31 else "N99"
    if ":" in word and "-" not in word:
        return "CLOCK"
    if "-" in word:
        return "ISO"
    if "/" in word or word.count(".") == 2:
        return "NUMERIC"
    if word.endswith("s"):
        return "DECADE"
    if word[-1].isalpha():
        return "NTH"
    return "DECIMAL" if len(word) <= 5 else "BIG"


class Alphabet:
    """The names that the grammar uses (words, punctuation, kinds of number), each with a code of its own."""

    def __init__(self, names: Iterable[str]) -> None:
        self._codes = {name: chr(FIRST_CODE + place) for place, name in enumerate(dict.fromkeys(names))}
        self.classify: Callable[[str], str] = lru_cache(maxsize=MEMO)(self._classify)

    def __getitem__(self, name: str) -> str:
        return self._codes[name]

    def _classify(self, word: str) -> str:
        first = word[0]
        if "0" <= first <= "9":
            return self._codes[kind_of_number(word)]
        if first == "\n":
            return self._codes[BREAK]
        if not first.isalpha():
            return self._codes.get(PUNCTUATION.get(word, word), OTHER)
        name = word.lower()
        if name in CAPITALISED and not first.isupper():
            return OTHER
        return self._codes.get("ampm" if name[1:2] == "." else name, OTHER)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a piece of text: words, where they start and end in the whole text, and their codes."""

    words: list[str]
    lowered: list[str]
    starts: list[int]
    ends: list[int]
    codes: str

    def __len__(self) -> int:
        return len(self.words)

    def word(self, index: int) -> str:
        """Return the token in lower case; an empty string outside the text."""
        return self.lowered[index] if 0 <= index < len(self.lowered) else ""

    def raw(self, index: int) -> str:
        """Return the token as it stands; an empty string outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def touches(self, index: int) -> bool:
        """Say whether the token follows the one before it without a space."""
        return 0 < index < len(self.words) and self.ends[index - 1] == self.starts[index]

    def is_boundary(self, index: int) -> bool:
        """Say whether a sentence ends at the token (or the text does): `.` after an abbreviation does not count."""
        if not 0 <= index < len(self.words):
            return True
        word = self.words[index]
        if word in "?!" or word[0] == "\n":
            return True
        if word != ".":
            return False
        before, after = self.raw(index - 1), self.raw(index + 1)
        short = before[:1].isupper() and (len(before) == 1 or (len(before) <= 4 and before in ABBREVIATIONS))
        return not short and not after[:1].islower() and after != ","


ABBREVIATIONS = words(
    "Mr Mrs Ms Dr Gen Col Lt Sgt Maj Capt Sen Rep Gov St Jr Sr No Inc Corp Co Ltd Jan Feb Mar Apr Jun Jul Aug Sep Sept"
    " Oct Nov Dec Mon Tue Tues Wed Thu Thur Fri Sat Sun"
)


def read_tokens(text: str, alphabet: Alphabet) -> Iterator[Tokens]:
    """Yield the tokens of the text, a chunk at a time, cut where a paragraph, a line or a word ends."""
    start = 0
    while start < len(text):
        end = _cut(text, start)
        found = list(TOKEN.finditer(text, start, end))
        words = [match.group() for match in found]
        codes = "".join(map(alphabet.classify, words))
        spans = [match.span() for match in found]
        yield Tokens(
            words, [word.lower() for word in words], [span[0] for span in spans], [span[1] for span in spans], codes
        )
        start = end


def _cut(text: str, start: int) -> int:
    end = start + CHUNK
    if end >= len(text):
        return len(text)
    for seam in ("\n\n", "\n", " "):
        place = text.rfind(seam, start + 1, end)
        if place > 0:
            return place
    return end
