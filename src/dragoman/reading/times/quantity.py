"""Quantities of time: "two", "2 1/2", "two and a half", "a few", and the durations made of them."""

from __future__ import annotations

from dragoman.reading.times.lexicon import FUZZY, NUMBER_WORD, TENS_WORD
from dragoman.reading.times.tokens import Tokens

UNKNOWN = -1.0  # "several", "a few": TIMEX3 writes X
LONGEST_NUMBER = 4  # digits of a count of units: more is no time that news speaks of
DAYS_IN_WEEK, MONTHS_IN_YEAR, HOURS_IN_DAY, MINUTES_IN_HOUR = 7, 12, 24, 60
HALF = 0.5
# TimeBank counts decades and centuries in years.
YEARS_IN = {"DE": 10, "CE": 100}


def read_quantity(tokens: Tokens, first: int, last: int) -> float | None:
    """Return the number that the tokens `[first, last)` write, `UNKNOWN` for a vague one, None for none."""
    total: float | None = None
    for place in range(first, last):
        word = tokens.word(place)
        if word in ("to", "or") or (word in "-–" and total is not None and tokens.word(place + 1)[:1].isdigit()):
            return total  # "two to three weeks" has the value of two
        if word == "dozen":
            return 12 * (total or 1)
        if word == "couple":
            return 2.0
        if word in FUZZY and word != "half":
            return UNKNOWN
        if word == "½":
            return (total or 0) + 0.5
        if word == "half":
            joined = any(tokens.word(before) == "and" for before in range(first, place))
            return (total or 0) + 0.5 if joined else 0.5
        if word == "/":  # 1/2, the one already counted as units
            top = _number(tokens.word(place - 1)) or 0
            below = _number(tokens.word(place + 1)) or 0
            return (total or 0) - top + top / below if below else None
        number = 1.0 if word in ("a", "an", "another") and total is None else _number(word)
        if number is not None and not (word == "a" and total):
            total = number if total is None else total + number
    return total


def _number(word: str) -> float | None:
    if word in NUMBER_WORD:
        return float(NUMBER_WORD[word])
    if word in TENS_WORD:
        return float(TENS_WORD[word])
    digits = word.replace(",", "")
    if digits.replace(".", "", 1).isdecimal() and digits.isascii() and len(digits) <= LONGEST_NUMBER + 1:
        return float(digits)
    return None


def write_duration(count: float, unit: str) -> str:
    """Return a TIMEX3 duration: `P2Y`, `PT30M`, `PXM`, `P2Y6M` for two and a half years."""
    if unit in YEARS_IN:
        if count == UNKNOWN:
            return "PXY"
        count, unit = count * YEARS_IN[unit], "Y"
    if unit == "FN":
        count, unit = count * 2 if count != UNKNOWN else count, "W"
    if unit == "WE":
        return "PXWE" if count == UNKNOWN else f"P{int(count)}WE"
    prefix = "PT" if unit.startswith("T") else "P"
    letter = unit.removeprefix("T")
    if count == UNKNOWN:
        return f"{prefix}X{letter}"
    whole, rest = int(count), count - int(count)
    if rest != HALF:
        return f"{prefix}{whole}{letter}" if not rest else f"{prefix}{count:g}{letter}"
    return _write_half(whole, prefix, letter)


def _write_half(whole: int, prefix: str, letter: str) -> str:
    written = f"{prefix}{whole}{letter}" if whole else prefix
    half = {"PY": "6M", "PTH": "30M", "PTM": "30S", "PD": "T12H"}.get(prefix + letter)
    return written + half if half else f"{prefix}{whole}.5{letter}"
