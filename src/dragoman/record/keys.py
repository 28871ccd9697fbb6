"""Keys: the content-derived ids of rows, the same for the same words wherever and whenever they are read."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

KEY_LENGTH: Final = 12  # base-32 digits, 60 bits: at two million rows the chance of one collision is one in 600,000
NOT_WORD: Final = re.compile(r"[\W_]+")
PREFIXES: Final = {"attribution": "s", "event": "e", "position": "p", "actor": "a", "review": "r"}


def make_key(kind: str, *material: object) -> str:
    """Return the key of a row: a letter for its kind and twelve base-32 digits of what it is made of."""
    text = "\x1f".join("" if item is None else str(item) for item in material)
    digest = hashlib.blake2b(text.encode("utf8", "surrogatepass"), digest_size=10).digest()
    return PREFIXES[kind] + base64.b32encode(digest).decode("ascii").lower()[:KEY_LENGTH]


def kind_of_key(key: str) -> str | None:
    """Return which kind of row a key belongs to, or None where it is no key."""
    for kind, prefix in PREFIXES.items():
        if key.startswith(prefix) and len(key) == KEY_LENGTH + 1:
            return kind
    return None


def number_repeats(materials: Iterable[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    """Yield each material, the second and later of equal ones with their count, so that no two are equal."""
    seen: Counter[tuple[object, ...]] = Counter()
    for material in materials:
        seen[material] += 1
        yield material if seen[material] == 1 else (*material, seen[material])


@lru_cache(maxsize=16_384)  # the same few thousand names are folded for every meeting
def fold(name: str) -> str:
    """Return a name without case, accents and points, for comparing."""
    if not name.isascii():
        name = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    folded = name.casefold()
    return " ".join(NOT_WORD.sub(" ", folded).split()) or folded.strip()
