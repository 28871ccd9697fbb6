"""How right the attributions are: tokens of each role, and whole relations, loosely and exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.contract import Attribution, Reading
from dragoman.evaluation.corpora import GoldArticle
from dragoman.evaluation.counting import Count, covered, token_spans
from dragoman.text import Part

ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Tokens:
    """One relation as sets of token indices."""

    source: set[int]
    cue: set[int]
    content: set[int]

    def matches(self, gold: Tokens) -> bool:
        """Say whether cue and content share a token with the gold's, and the source too (or both have none)."""
        source = bool(self.source & gold.source) if gold.source else not self.source
        return bool(self.cue & gold.cue) and bool(self.content & gold.content) and source


def measure_attributions(readings: Sequence[Reading], gold: Sequence[GoldArticle]) -> dict[str, Count]:
    """Return the counts by measure: `source`, `cue`, `content` (tokens), `attribution`, `attribution exact`.

    Attributions inside another's content are left out: PolNeAR annotates none.
    """
    counts = {name: Count() for name in (*ROLES, "attribution", "attribution exact")}
    for reading, truth in zip(readings, gold, strict=True):
        tokens = token_spans(truth.article.text)
        predicted = [_tokens_of(tokens, a) for a in reading.attributions if a.nested_in is None]
        wanted = [Tokens(*(covered(tokens, getattr(a, role)) for role in ROLES)) for a in truth.attributions]
        for role in ROLES:
            p: set[int] = set().union(*(getattr(one, role) for one in predicted))
            g: set[int] = set().union(*(getattr(one, role) for one in wanted))
            counts[role].add(len(p & g), len(p), len(g))
        pairs = [pair for pair in match(predicted, wanted) if pair[1] is not None]
        exact = sum(p.content == g.content and p.source == g.source for p, g in pairs if g is not None)
        counts["attribution"].add(len(pairs), len(predicted), len(wanted))
        counts["attribution exact"].add(exact, len(predicted), len(wanted))
    return counts


def judged(reading: Reading, truth: GoldArticle) -> Iterator[tuple[Attribution, bool]]:
    """Yield every attribution that is in no other, and whether the gold has it."""
    tokens = token_spans(truth.article.text)
    outer = [a for a in reading.attributions if a.nested_in is None]
    wanted = [Tokens(*(covered(tokens, getattr(a, role)) for role in ROLES)) for a in truth.attributions]
    for attribution, (_, found) in zip(outer, match([_tokens_of(tokens, a) for a in outer], wanted), strict=True):
        yield attribution, found is not None


def match(predicted: Sequence[Tokens], wanted: Sequence[Tokens]) -> list[tuple[Tokens, Tokens | None]]:
    """Return each predicted relation with the first gold one that it matches and that no earlier one took."""
    free = list(wanted)
    pairs: list[tuple[Tokens, Tokens | None]] = []
    for one in predicted:
        hit = next((gold for gold in free if one.matches(gold)), None)
        if hit is not None:
            free = [gold for gold in free if gold is not hit]
        pairs.append((one, hit))
    return pairs


def _tokens_of(tokens: list[tuple[int, int]], attribution: Attribution) -> Tokens:
    parts: list[Part | None] = [attribution.source, attribution.cue, attribution.content]
    return Tokens(*(covered(tokens, part.spans if part else ()) for part in parts))
