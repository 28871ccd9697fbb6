"""When are two written names the same name? Case, accents, apostrophes, articles, initials and transliterations.

Three steps, each looser than the one before: `fold` (the same letters), `loosen` (without initials, titles of
courtesy and Arabic articles), `skeleton` (the same sound under the usual ways of writing Russian, Ukrainian, Arabic
and Persian names in Latin letters).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from dragoman.actors.tables import read_table, split_cell

# Letters that Unicode does not decompose, written as the news writes them in ASCII.
_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h",
}  # fmt: skip
_DROPPED = "'’‘ʼʻʿʾ`´ʹʺ“”\".,"
_SPACES = "-‐‑‒–—/_  "
_LETTER_TABLE = str.maketrans(_LETTERS)
_TABLE = str.maketrans({**dict.fromkeys(_DROPPED, ""), **dict.fromkeys(_SPACES, " "), "&": " and "})
_ORDINALS = frozenset(["jr", "sr", "ii", "iii", "iv"])  # behind a surname
_ARTICLES = frozenset(["al", "el", "ul", "as", "ash", "an", "ar", "at", "ad", "az"])
_COURTESY = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "dame",
        "lord",
        "lady",
        "baroness",
        "baron",
        "sheikh",
        "shaikh",
        "sheik",
        "ayatollah",
        "hojjatoleslam",
        "gen",
        "general",
        "lt",
        "lieutenant",
        "maj",
        "major",
        "col",
        "colonel",
        "brig",
        "brigadier",
        "adm",
        "admiral",
        "capt",
        "captain",
        "prof",
        "professor",
        "hon",
        "rev",
        "imam",
        "mullah",
        "maulana",
        "marshal",
        "field",
        "prince",
        "princess",
        "president",
        "sen",
        "senator",
        "rep",
    ]
)
# In this order; plain replacements, because they are made for every name of the book when a name is first missed.
_SOUNDS = tuple(
    (letters, written)
    for written, group in (
        ("ch", "tch"),
        ("sh", "shch sch"),
        ("j", "dzh dj"),
        ("k", "kh gh ck q g"),  # Gaddafi, Qaddafi, Kadhafi
        ("f", "ph"),
        ("d", "dh"),
        ("t", "th"),
        ("ks", "x"),
        ("ts", "tz"),
        ("u", "ou oo"),
        ("i", "iy yi ij yj ii yy ey ei ay ai ie ee y"),
        ("a", "ao au"),
    )
    for letters in group.split()
)
_ABD = re.compile(r"\babd(?:ul|el|al|ol)?\s+|\babd(?:ul|el|al|ol)")  # Abdel Fattah, Abdulfattah, Abd al-Fattah
_W_AS_VOWEL = re.compile(r"w(?=[^aeiou])")  # Jawlani, Joulani; but Lavrow, Lavrov
_J_AS_VOWEL = re.compile(r"j(?=[^aeiou]|$)")
_GLIDE = re.compile(r"i(?=[aeou])")  # Yanukovych, Ianukovich; Artyom, Artiom
_SILENT_H = re.compile(r"h(?=[^aeiou]|$)")
_DOUBLED = re.compile(r"(.)\1+")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?(?:[A-Z0-9+&/()-]|[A-Z][a-z](?=[A-Z0-9]))*[A-Z0-9+)]|[A-Z]")
MAX_ACRONYM = 9  # letters and signs: "SPLM/A-IO"
SPOKEN_ACRONYM = 4  # from four letters on, papers also write acronyms as words: Nato, Isis, Unesco


def fold_once(name: str) -> str:
    """Return the name in lower case without accents, apostrophes, full stops and a leading "the", hyphens as spaces."""
    text = name.lower()
    if not text.isascii():
        text = text.translate(_LETTER_TABLE)
        text = unicodedata.normalize("NFKD", text)
        text = "".join(character for character in text if not unicodedata.combining(character))
    if not text.replace(" ", "").isalpha():  # most names have nothing to translate
        text = text.translate(_TABLE)
    words = text.split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


fold = lru_cache(maxsize=65536)(fold_once)  # of names that are asked for again and again


def without_possessive(name: str) -> str:
    """Return the name without a possessive ending and without spaces at its ends: "Ukraine's" is "Ukraine"."""
    name = name.strip()
    if name.endswith(("'s", "’s")):
        return name[:-2]
    return name[:-1] if name.endswith(("s'", "s’")) else name


def acronym_key(name: str) -> str | None:
    """Return the acronym without full stops ("U.S." is "US"), or None where the name is not one.

    Acronyms are matched as they are written: "us" is a pronoun and "who" a question.
    """
    if " " in name and "." not in name:
        return None
    bare = name.replace(".", "").replace(" ", "") if "." in name else name
    if len(bare) <= MAX_ACRONYM and _ACRONYM.fullmatch(bare):
        return bare
    return None


@lru_cache(maxsize=65536)
def loosen(folded: str) -> str:
    """Return a folded name without initials, titles of courtesy and Arabic articles; itself if nothing would stay."""
    words = folded.split()
    kept = [word for word in words if len(word) > 1 and word not in _ARTICLES]
    while len(kept) > 2 and kept[0] in _COURTESY:
        del kept[0]
    return " ".join(kept) or folded


@lru_cache(maxsize=65536)
def skeleton(folded: str) -> str:
    """Return what is left of a folded name when its spelling is: transliterations of one name meet in it."""
    text = loosen(folded)
    if "abd" in text:
        text = _ABD.sub("abdel", text)
    return " ".join(_word_skeleton(word) for word in text.split())


@cache
def _given_names() -> dict[str, str]:
    """Return each listed spelling of a given name with the spelling that stands for all of them."""
    path = Path(__file__).parent.parent / "data" / "actors" / "given_names.csv"
    rows = read_table(path, columns=("name", "spellings"))
    return {spelling: row["name"] for row in rows for spelling in split_cell(row["spellings"])}


@lru_cache(maxsize=65536)
def _word_skeleton(word: str) -> str:
    word = _given_names().get(word, word)
    if "w" in word:
        word = _W_AS_VOWEL.sub("u", word).replace("w", "v")
    for letters, written in _SOUNDS:
        if letters in word:
            word = word.replace(letters, written)
    if "j" in word:
        word = _J_AS_VOWEL.sub("i", word)
    word = _GLIDE.sub("", word)
    if "h" in word:
        word = _SILENT_H.sub("", word)
    return _DOUBLED.sub(r"\1", word)


# States whose people are written family name first and called by it (Chinese, Korean and Cambodian names), and those
# where the given name comes first and is the one used (Ethiopia, Eritrea).
FAMILY_FIRST = frozenset(["CHN", "PRK", "KOR", "TWN", "HKG", "MAC", "KHM"])
CALLED_BY_FIRST = frozenset(["ETH", "ERI", "VNM", "MMR"])


def surname_keys(folded: str, *, country: str = "") -> list[str]:
    """Return the folded forms under which a person is called by surname, the usual one first.

    Every ending of a name counts ("von der leyen", "der leyen", "leyen"), because particles and double surnames
    cannot be told from given names by their form.
    """
    words = folded.split()
    if len(words) > 2 and words[-1] in _ORDINALS:
        words = words[:-1]
    if len(words) < 2:
        return [folded]
    endings = [" ".join(words[start:]) for start in range(len(words) - 1, 0, -1)]
    if country in FAMILY_FIRST:
        return [words[0]]
    if country in CALLED_BY_FIRST:
        return [words[0], *endings]
    return endings
