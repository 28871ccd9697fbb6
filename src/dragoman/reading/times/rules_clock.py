"""Rules for clock times: "10:35 a.m.", "5pm", "noon", "four o'clock", "1800 GMT"."""

from __future__ import annotations

from dragoman.reading.times.expression import Expression, TimeOfDay
from dragoman.reading.times.lexicon import FIXED_CLOCK, NUMBER_WORD, PART_CODE
from dragoman.reading.times.pattern import Match, Rule, has
from dragoman.reading.times.tokens import Tokens

HOURS, MINUTES, NOON = 24, 60, 12


def build_clock(tokens: Tokens, match: Match) -> Expression | None:
    """Return the time of "10:35", "10.35am", "10:35 p.m. GMT"."""
    word = tokens.word(match.start()).replace(".", ":")
    hour, minute = (int(field) for field in word.split(":")[:2]) if ":" in word else (int(word), 0)
    if ":" in word and len(word.split(":")[1]) != 2:
        return None
    half = tokens.word(match.start("half"))[:1] if has(match, "half") else ""
    if has(match, "part"):
        half = "a" if PART_CODE[tokens.word(match.start("part"))] == "MO" else "p"
    return _clock(match, hour, minute, half)


def build_four_digits(tokens: Tokens, match: Match) -> Expression | None:
    """Return the time of "1800 GMT" and "0735 GMT"."""
    word = tokens.word(match.start())
    return _clock(match, int(word[:2]), int(word[2:]), "")


def build_oclock(tokens: Tokens, match: Match) -> Expression | None:
    """Return the time of "four o'clock", "at 9 o'clock in the evening"."""
    word = tokens.word(match.start())
    hour = NUMBER_WORD.get(word) or int(word)
    half = ""
    if has(match, "part"):
        half = "a" if PART_CODE[tokens.word(match.start("part"))] == "MO" else "p"
    return _clock(match, hour, 0, half)


def build_fixed(tokens: Tokens, match: Match) -> Expression | None:
    """Return the time of "noon", "midday" and "midnight"."""
    if tokens.word(match.start() - 1) == "high":
        return None
    part = FIXED_CLOCK[tokens.word(match.start())]
    return Expression(first=match.start(), last=match.end(), type="TIME", form=TimeOfDay(), part=part)


def _clock(match: Match, hour: int, minute: int, half: str) -> Expression | None:
    if half and not 1 <= hour <= NOON:
        half = ""
    if half:
        hour = hour % NOON + (NOON if half == "p" else 0)
    if hour >= HOURS + (minute == 0) or minute >= MINUTES:
        return None
    written = f"{hour:02d}:{minute:02d}"
    return Expression(first=match.start(), last=match.end(), type="TIME", form=TimeOfDay(), part=written)


ZONE = "( local time | ZONE ( time )? )"

RULES = (
    Rule(f"CLOCK half=( ampm | am | pm )? {ZONE}? ( in the part=PART )?", build_clock),
    Rule(f"( N12 | DECIMAL ) half=( ampm | am | pm ) {ZONE}?", build_clock),
    Rule("N12 in the part=( morning | afternoon | evening )", build_clock),
    Rule(f"( N4 | YEARLIKE ) ( hours )? {ZONE}", build_four_digits),
    Rule("( NUMBERWORD | N12 ) o ' clock ( in the part=( morning | afternoon | evening ) )?", build_oclock),
    Rule("( noon | midday | midnight )", build_fixed),
)
