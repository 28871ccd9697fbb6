"""Variants of training articles: what other houses' typography would make of the same words.

Every change puts one character in the place of one, so that all offsets stay.
"""

from __future__ import annotations

import random
from typing import Any

from dragoman.reading.quotes import find_quotes

STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def vary(row: dict[str, Any], rng: random.Random, variants: int) -> list[dict[str, Any]]:
    """Return the article as it is, and `variants` times with its quotation marks and dashes made another house's."""
    found = [row]
    for number in range(variants):
        text = (straight, curly, british)[number % 3](row["text"])
        if rng.random() < 0.5:
            text = dashes(text)
        found.append({**row, "text": text})
    return found


def straight(text: str) -> str:
    """Return the text with straight quotation marks and apostrophes."""
    return text.translate(STRAIGHT)


def curly(text: str, *, double: str = "“”", single: str = "‘’") -> str:
    """Return the text with typographic quotation marks, opening and closing."""
    letters = list(text.replace("'", "’"))
    for quote in find_quotes(text):
        pair = double if text[quote.start] in '"“”' else single
        for piece in quote.paragraphs:
            if text[piece.start] in "\"“”'‘’":
                letters[piece.start] = pair[0]
        if quote.closed and text[quote.end - 1] in "\"“”'‘’":
            letters[quote.end - 1] = pair[1]
    return "".join(letters)


def british(text: str) -> str:
    """Return the text with single marks outside and double marks inside quotations, as British papers print it."""
    return curly(text, double="‘’", single="“”")


def dashes(text: str) -> str:
    """Return the text with its long dashes made short ones."""
    return text.replace("—", "–").replace(" - ", " – ")
