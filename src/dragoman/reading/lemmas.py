"""Lemmas for looking words up: a table of irregular forms, and suffix rules that propose candidates."""

from __future__ import annotations

import csv
from collections.abc import Container
from functools import cache, lru_cache
from importlib.resources import files

VERBS = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN"})
VOWELS = "aeiouy"
# Endings after which a stem that lost a final e is likelier than one that never had it ("urg-ing", "propos-ed").
SILENT_E = (
    *("c", "v", "s", "z", "u", "at", "ag", "eg", "rg", "dg", "ng", "iz", "ut"),
    *("iat", "ir", "ur", "ot", "it", "id", "ud", "ad", "as", "os", "us", "l", "k"),
)
CACHE_SIZE = 65536  # forms of a few thousand articles


def lemma(form: str, tag: str | None = None, known: Container[str] | None = None) -> str:
    """Return the lemma of an English word form in lower case.

    Args:
        form: one word as written.
        tag: its universal part of speech; without one, verb and noun readings are both tried.
        known: the lemmas that the caller's lexicon holds. The first candidate among them wins; where none is
            known, the likeliest candidate comes back, which may be no English word.
    """
    proposed = candidates(form, tag)
    if known is not None:
        for candidate in proposed:
            if candidate in known:
                return candidate
    return proposed[0]


@lru_cache(maxsize=CACHE_SIZE)
def candidates(form: str, tag: str | None = None) -> tuple[str, ...]:
    """Return what the form may be a form of, likeliest first, the form itself always among them."""
    word = form.lower().replace("’", "'")
    proposed = list(irregular(word, tag))
    if tag in VERBS:
        proposed += [*verb_stems(word), word]
    elif tag in NOUNS:
        proposed += [*noun_stems(word), word] if _plural(word) else [word]
    elif tag is None:
        proposed += [word, *verb_stems(word), *noun_stems(word)]
    else:
        proposed += [word, *verb_stems(word)]  # a participle that was read as an adjective
    return tuple(dict.fromkeys(proposed))


def irregular(word: str, tag: str | None) -> tuple[str, ...]:
    """Return the lemmas that the table of irregular forms gives for the word."""
    found = irregular_forms().get(word, ())
    wanted = {"AUX": "VERB", "PROPN": "NOUN"}.get(tag or "", tag)
    return tuple(stem for kind, stem in found if wanted is None or kind == wanted or wanted not in ("VERB", "NOUN"))


def verb_stems(word: str) -> list[str]:
    """Return the stems of a regular third person, participle or past form, likeliest first."""
    if word.endswith("ies") and len(word) > 4:
        return [word[:-3] + "y"]
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return [word[:-2], word[:-1]]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return [word[:-1]]
    if word.endswith("ied") and len(word) > 4:
        return [word[:-3] + "y"]
    for suffix in ("ing", "ed"):
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            return _stems(word[: -len(suffix)])
    return []


def _stems(stem: str) -> list[str]:
    if not any(letter in VOWELS for letter in stem):
        return []
    plain = [stem, stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
        return [stem, stem[:-1]] if stem[-1] in "lszf" else [stem[:-1], stem]
    vowel_before = len(stem) > 2 and stem[-2] in "aeiou" and stem[-3] not in "aeiou"
    if stem.endswith(SILENT_E) and (
        vowel_before or stem[-1] in "cvuszg" or stem.endswith(("bl", "pl", "tl", "dl", "ckl"))
    ):
        return plain[::-1]
    return plain


def noun_stems(word: str) -> list[str]:
    """Return the singulars that a plural may have, likeliest first."""
    if word.endswith("ies") and len(word) > 4:
        return [word[:-3] + "y"]
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return [word[:-2], word[:-1]]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return [word[:-1]]
    return []


def _plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s")


@cache
def irregular_forms() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return, for each irregular form, its parts of speech and lemmas, as `data/forms.csv` lists them."""
    table: dict[str, list[tuple[str, str]]] = {}
    with (files("dragoman") / "data" / "forms.csv").open(encoding="utf8") as lines:
        for row in csv.DictReader(lines):
            table.setdefault(row["form"], []).append((row["tag"], row["lemma"]))
    return {form: tuple(stems) for form, stems in table.items()}
