"""What stands around an expression and belongs to it: modifiers, parts of the day, a clock time beside a date."""

from __future__ import annotations

from dataclasses import replace

from dragoman.reading.times.expression import DayOfMonth, Expression, Fixed, NamedDay, Same, Shift, TimeOfDay, Weekday
from dragoman.reading.times.lexicon import PART_CODE
from dragoman.reading.times.tokens import Tokens

START_MID_END = {
    "early": "START", "earlier": "START", "start": "START", "beginning": "START", "outset": "START",
    "mid": "MID", "middle": "MID",
    "late": "END", "later": "END", "end": "END", "close": "END",
}  # fmt: skip
OF_WORDS = frozenset(("start", "beginning", "outset", "middle", "end", "close"))
# TIMEX3 modifiers of quantities by the words before them, longest first.
QUANTITY_MODS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("no", "more", "than"), "EQUAL_OR_LESS"),
    (("no", "less", "than"), "EQUAL_OR_MORE"),
    (("more", "than"), "MORE_THAN"),
    (("less", "than"), "LESS_THAN"),
    (("fewer", "than"), "LESS_THAN"),
    (("longer", "than"), "MORE_THAN"),
    (("at", "least"), "EQUAL_OR_MORE"),
    (("at", "most"), "EQUAL_OR_LESS"),
    (("up", "to"), "EQUAL_OR_LESS"),
    (("just", "over"), "MORE_THAN"),
    (("well", "over"), "MORE_THAN"),
    (("just", "under"), "LESS_THAN"),
    (("nearly",), "LESS_THAN"),
    (("almost",), "LESS_THAN"),
    (("about",), "APPROX"),
    (("around",), "APPROX"),
    (("roughly",), "APPROX"),
    (("approximately",), "APPROX"),
    (("circa",), "APPROX"),
)
AFTER_MODS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("or", "so"), "APPROX"),
    (("or", "more"), "EQUAL_OR_MORE"),
    (("or", "less"), "EQUAL_OR_LESS"),
)
DATE_TO_CLOCK = frozenset(("", "at", ",", ", at", "at about", "at around", ", at about", "( ", "around"))
CLOCK_TO_DATE = frozenset(("", "on", ",", ", on", "of"))


def extend(tokens: Tokens, expression: Expression, floor: int) -> Expression:
    """Return the expression with the modifiers around it; none of them begins before the token `floor`."""
    if expression.type == "SET" or expression.form == Fixed("PRESENT_REF"):
        return expression
    if expression.type == "DURATION":
        return _extend_quantity(tokens, expression, floor)
    expression = _extend_part(tokens, expression, floor)
    if expression.mod is None:
        expression = _extend_start_mid_end(tokens, expression, floor)
    if expression.mod is None:
        expression = _extend_quantity(tokens, expression, floor)
    return expression


def is_day(expression: Expression) -> bool:
    """Say whether the expression names one day."""
    form = expression.form
    if isinstance(form, Fixed):
        return len(form.value) == len("2025-08-23") and form.value[:4].isdigit()
    if isinstance(form, Shift | Same):
        return form.unit == "D"
    return isinstance(form, DayOfMonth | Weekday | NamedDay)


def _extend_part(tokens: Tokens, expression: Expression, floor: int) -> Expression:
    """Take in "the night of" and "the early hours of"."""
    place = expression.first - 1
    if expression.part or place - 1 < floor or tokens.word(place) not in ("of", "on") or not is_day(expression):
        return expression
    word = tokens.word(place - 1)
    part = PART_CODE.get(word) if tokens.word(place) == "of" else None
    if part is None:
        return expression
    first = place - 2 if place - 2 >= floor and tokens.word(place - 2) == "the" else place - 1
    return replace(expression, first=first, part=part, type="TIME")


def _extend_start_mid_end(tokens: Tokens, expression: Expression, floor: int) -> Expression:
    place = expression.first - 1
    word = tokens.word(place)
    if word in "-–" and word:
        place -= 1
        word = tokens.word(place)
    elif word == "the" and tokens.word(place - 1) == "of":
        place -= 1
        word = "of"
    elif word == "in" and tokens.word(place - 1) in ("early", "late", "earlier", "later"):
        place -= 1
        word = tokens.word(place)
    elif word == "on" and tokens.word(place - 1) in ("early", "late", "earlier", "later"):
        return expression
    if word == "of" and place - 1 >= floor and tokens.word(place - 1) in OF_WORDS:
        place -= 1
        word = tokens.word(place)
    elif word in OF_WORDS:
        return expression
    if place < floor or word not in START_MID_END:
        return expression
    if word in ("earlier", "later") and isinstance(expression.form, Weekday | DayOfMonth):
        return expression
    first = place - 1 if place - 1 >= floor and tokens.word(place - 1) == "the" else place
    return replace(expression, first=first, mod=START_MID_END[word])


def _extend_quantity(tokens: Tokens, expression: Expression, floor: int) -> Expression:
    for words, mod in AFTER_MODS:
        if all(tokens.word(expression.last + place) == word for place, word in enumerate(words)):
            return replace(expression, last=expression.last + len(words), mod=mod)
    if isinstance(expression.form, Weekday) or tokens.word(expression.last) in ("'", "’"):
        return expression
    for words, mod in QUANTITY_MODS:
        first = expression.first - len(words)
        if first >= floor and all(tokens.word(first + place) == word for place, word in enumerate(words)):
            return replace(expression, first=first, mod=mod)
    return expression


def merge(tokens: Tokens, expressions: list[Expression]) -> list[Expression]:
    """Return the expressions with each clock time joined to the day that stands directly beside it."""
    merged: list[Expression] = []
    for expression in expressions:
        joined = _join(tokens, merged[-1], expression) if merged else None
        if joined is not None:
            merged[-1] = joined
        else:
            merged.append(expression)
    return merged


def _join(tokens: Tokens, before: Expression, after: Expression) -> Expression | None:
    between = " ".join(tokens.word(place) for place in range(before.last, min(after.first, before.last + 4)))
    clock_first = isinstance(before.form, TimeOfDay)
    if clock_first == isinstance(after.form, TimeOfDay):
        return None
    clock, day = (before, after) if clock_first else (after, before)
    if between not in (CLOCK_TO_DATE if clock_first else DATE_TO_CLOCK) or not is_day(day) or ":" in (day.part or ""):
        return None
    return replace(day, first=before.first, last=after.last, part=clock.part, type="TIME")
