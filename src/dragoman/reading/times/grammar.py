"""The grammar at work: rules over codes, the longest match from each place, then what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.reading.times import lexicon, rules_clock, rules_dates, rules_periods
from dragoman.reading.times.expression import Expression
from dragoman.reading.times.pattern import CompiledRule, Rule, compile_rule, list_words
from dragoman.reading.times.surroundings import extend, merge
from dragoman.reading.times.tokens import BREAK, NUMBER_KINDS, Alphabet, Tokens

RULES: tuple[Rule, ...] = (*rules_dates.RULES, *rules_periods.RULES, *rules_clock.RULES)

CLASSES: dict[str, tuple[str, ...]] = {
    **{kind: (kind,) for kind in NUMBER_KINDS},
    **lexicon.CLASSES,
    "DAYNUMBER": ("N12", "N24", "N31", "NTH"),
    "NUMBERKIND": ("N12", "N24", "N31", "N99"),
    "ORDINAL": ("NTH", *lexicon.ORDINAL_WORD),
    "UNIT": tuple(unit for unit in lexicon.UNIT_CODE if unit not in ("night", "weekend")),
    "UNITS": tuple(unit for unit in lexicon.PLURALS),
    "LEAD2": ("early", "final"),
}


@dataclass(frozen=True)
class Grammar:
    """The rules, ready to run, and the alphabet of the codes that they run over."""

    alphabet: Alphabet
    by_start: dict[str, tuple[CompiledRule, ...]]
    trigger: re.Pattern[str]


@lru_cache(maxsize=1)
def load_grammar() -> Grammar:
    """Return the grammar, compiled the first time that it is asked for."""
    names = [BREAK, *NUMBER_KINDS, *(word for words in CLASSES.values() for word in words)]
    for rule in RULES:
        names += list_words(rule.pattern, CLASSES)
    alphabet = Alphabet(names)

    def code_set(name: str) -> str:
        return "".join(alphabet[word] for word in CLASSES.get(name, (name,)))

    compiled = [compile_rule(rule, code_set) for rule in RULES]
    starts = sorted(set().union(*(rule.starts for rule in compiled)))
    by_start = {code: tuple(rule for rule in compiled if code in rule.starts) for code in starts}
    return Grammar(alphabet, by_start, re.compile(f"[{''.join(starts)}]"))


def parse(tokens: Tokens) -> list[Expression]:
    """Return the expressions in the tokens, in text order, none overlapping another."""
    grammar = load_grammar()
    found: list[Expression] = []
    place, codes = 0, tokens.codes
    while (start := grammar.trigger.search(codes, place)) is not None:
        place = start.start()
        built, end = _match_at(grammar, tokens, place)
        found.extend(built)
        place = max(end, place + 1)
    floors = [0, *(expression.last for expression in found)]
    return merge(tokens, [extend(tokens, *pair) for pair in zip(found, floors, strict=False)])


def _match_at(grammar: Grammar, tokens: Tokens, place: int) -> tuple[list[Expression], int]:
    """Return what the longest matching rule makes of this place, and where it ends; a refusal gives the next rule."""
    codes = tokens.codes
    matches = [(match, rule) for rule in grammar.by_start[codes[place]] if (match := rule.regex.match(codes, place))]
    matches.sort(key=lambda pair: -pair[0].end())
    for match, rule in matches:
        if match.end() == place:
            continue
        built = rule.build(tokens, match)
        if built is not None:
            listed = built if isinstance(built, list) else [built]
            return listed, listed[-1].last
        if rule.build is rules_periods.build_nothing:
            return [], match.end()
    return [], place + 1
