"""Near-duplicate texts: MinHash over shingles of words, in NumPy.

The method is Broder's (1997) with banding after Leskovec, Rajaraman and Ullman ("Mining of Massive Datasets", 3.4).
The `datasketch` library does the same, but brings SciPy, which is larger than all the rest of Dragoman: for the one
step needed here sixty lines do.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

SHINGLE_WORDS: Final = 5  # long enough that two reports of one event share few, short enough to survive light editing
BANDS: Final = 20
ROWS: Final = 3  # with 20 bands: copies with half their shingles in common are found 93 times in 100, 0.1 twice
CHECKED_SHARE: Final = 0.6  # of the shorter text's shingles: an agency's story cut to its first half keeps more
LEAST_SHINGLES: Final = 20  # shorter texts (a headline, a note) are alike by chance
SEED: Final = 20250823  # any number; a change makes older records' bands useless
MIX: Final = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: Knuth's multiplicative hashing
WORD = re.compile(r"\w+")


def hash_shingles(text: str) -> Hashes:
    """Return the distinct 64-bit hashes of a text's shingles of five words, sorted; empty for a short text."""
    words = [_hash_word(word) for word in WORD.findall(text.casefold())]
    if len(words) < SHINGLE_WORDS:
        return np.empty(0, dtype=np.uint64)
    numbers = np.array(words, dtype=np.uint64)
    count = len(numbers) - SHINGLE_WORDS + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(SHINGLE_WORDS):
        mixed = (mixed ^ numbers[offset : offset + count]) * MIX
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


def hash_bands(shingles: Hashes) -> list[int]:
    """Return one signed 64-bit hash a band: two texts that share one may be near-duplicates.

    Args:
        shingles: what `hash_shingles` gave; a text with fewer than LEAST_SHINGLES has no bands.
    """
    if len(shingles) < LEAST_SHINGLES:
        return []
    factors, terms = _permutations()
    smallest = (shingles[:, None] * factors[None, :] + terms[None, :]).min(axis=0)
    rows = smallest.reshape(BANDS, ROWS)
    mixed = np.arange(1, BANDS + 1, dtype=np.uint64) * MIX
    for column in range(ROWS):
        mixed = (mixed ^ rows[:, column]) * MIX
        mixed ^= mixed >> np.uint64(32)
    return [int(value) for value in mixed.astype(np.int64)]


def share_of_shorter(one: Hashes, other: Hashes) -> float:
    """Return which share of the shorter text's shingles the longer one has too, 0 to 1."""
    shorter = min(len(one), len(other))
    if not shorter:
        return 0.0
    return len(np.intersect1d(one, other, assume_unique=True)) / shorter


def are_copies(one: Hashes, other: Hashes) -> bool:
    """Say whether two texts are copies of one story: the check after MinHash's guess."""
    return min(len(one), len(other)) >= LEAST_SHINGLES and share_of_shorter(one, other) >= CHECKED_SHARE


@lru_cache(maxsize=1)
def _permutations() -> tuple[Hashes, Hashes]:
    """Return odd factors and terms: each pair permutes the 64-bit numbers."""
    generator = np.random.default_rng(SEED)
    factors = generator.integers(0, 2**63, BANDS * ROWS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    terms = generator.integers(0, 2**63, BANDS * ROWS, dtype=np.uint64)
    return factors, terms


@lru_cache(maxsize=65_536)  # a newspaper's working vocabulary
def _hash_word(word: str) -> int:
    data = word.encode("utf8", "surrogatepass")
    return zlib.crc32(data) << 32 | zlib.adler32(data)
