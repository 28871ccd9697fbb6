"""Time expressions: finding them in a text and resolving them to TIMEX3 values against the publication date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from dragoman.contract import Time
from dragoman.dates import find_days
from dragoman.reading.times.expression import Expression
from dragoman.reading.times.grammar import load_grammar, parse
from dragoman.reading.times.resolve import Resolver
from dragoman.reading.times.tense import guess_tense
from dragoman.reading.times.tokens import Tokens, read_tokens

__all__ = ["find_times"]

ClauseTense = Callable[[int], str | None]


def find_times(text: str, published: date | None, *, clause_tense: ClauseTense | None = None) -> tuple[Time, ...]:
    """Return the time expressions of a text in text order, none overlapping another, with ids `t1`, `t2`, ...

    Args:
        text: any text; offsets count its code points.
        published: the day of publication. Without it whatever depends on it has the value None.
        clause_tense: told the offset of an expression, the tense of its clause: `past`, `future` or None where it
            can't say. Without it, or where it says None, the words of the clause decide.

    Source:
        TimeML 1.2.1 (TIMEX3) as TimeBank 1.2 uses it.
    """
    resolver = Resolver(published)
    alphabet = load_grammar().alphabet
    times: list[Time] = []
    for tokens in read_tokens(text, alphabet):
        for expression, value in _read(tokens, resolver, clause_tense):
            times.append(_make_time(f"t{len(times) + 1}", text, tokens, expression, value))
    return tuple(times)


def _read(
    tokens: Tokens, resolver: Resolver, clause_tense: ClauseTense | None
) -> Iterator[tuple[Expression, str | None]]:
    def tense_of(expression: Expression) -> str | None:
        told = clause_tense(tokens.starts[expression.first]) if clause_tense is not None else None
        return told or guess_tense(tokens, expression.first, expression.last)

    expressions = parse(tokens)
    yield from zip(expressions, resolver.resolve(expressions, tokens, tense_of), strict=True)


def _make_time(id: str, text: str, tokens: Tokens, expression: Expression, value: str | None) -> Time:
    start, end = tokens.starts[expression.first], tokens.ends[expression.last - 1]
    earliest, latest = find_days(value)
    return Time(
        id=id,
        start=start,
        end=end,
        text=text[start:end],
        type=expression.type,
        value=value,
        mod=expression.mod,
        earliest=earliest,
        latest=latest,
    )
