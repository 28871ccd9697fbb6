from __future__ import annotations

import random

import numpy as np
import pytest

from dragoman.record.shingles import BANDS, are_copies, hash_bands, hash_shingles, share_of_shorter

WORDS = [f"word{n}" for n in range(3000)]


def text_of(seed: int, count: int = 400) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) for _ in range(count))


def jaccard(one: str, other: str) -> float:
    left, right = hash_shingles(one), hash_shingles(other)
    return len(np.intersect1d(left, right)) / len(np.union1d(left, right))


def share_bands(one: str, other: str) -> bool:
    return bool(set(hash_bands(hash_shingles(one))) & set(hash_bands(hash_shingles(other))))


def test_the_same_text_has_the_same_bands_whatever_its_case_and_signs() -> None:
    text = text_of(1)
    assert hash_bands(hash_shingles(text)) == hash_bands(hash_shingles(text.upper().replace(" ", ", ")))


@pytest.mark.parametrize("seed", range(20))
def test_lightly_edited_copies_are_guessed_and_pass_the_check(seed: int) -> None:
    text = text_of(seed)
    words = text.split()
    edited = " ".join([*words[:30], "(Agency)", *words[30:360]])  # a line put in, the end cut off
    assert share_bands(text, edited)
    assert are_copies(hash_shingles(text), hash_shingles(edited))


@pytest.mark.parametrize("seed", range(20))
def test_other_texts_are_no_copies(seed: int) -> None:
    assert not are_copies(hash_shingles(text_of(seed)), hash_shingles(text_of(seed + 100)))


def test_half_of_a_story_is_a_copy_of_it() -> None:
    text = text_of(5)
    half = " ".join(text.split()[:200])
    assert share_of_shorter(hash_shingles(text), hash_shingles(half)) == 1.0
    assert are_copies(hash_shingles(text), hash_shingles(half))


def test_short_texts_have_no_bands() -> None:
    assert hash_bands(hash_shingles("one two three")) == []
    assert len(hash_shingles("one two three")) == 0
    assert not are_copies(hash_shingles("a b c d e"), hash_shingles("a b c d e"))


def test_minhash_agrees_with_the_true_likeness() -> None:
    """The share of equal minima estimates the Jaccard index: what banding rests on."""
    from dragoman.record import shingles

    factors, terms = shingles._permutations()
    text = text_of(9, 800)
    words = text.split()
    for kept in (100, 300, 500, 700):
        other = " ".join(words[:kept] + text_of(kept, 800 - kept).split())
        minima = [(hash_shingles(one)[:, None] * factors + terms).min(axis=0) for one in (text, other)]
        estimate = float(np.mean(minima[0] == minima[1]))
        assert estimate == pytest.approx(jaccard(text, other), abs=0.2)  # three deviations at 60 permutations
    assert len(factors) == BANDS * 3
