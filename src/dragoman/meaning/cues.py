"""Acts of speech and mind by their cue words: say, demand, promise, deny, believe, want, ..."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.meaning.phrases import Hit, Phrases, read_table
from dragoman.meaning.syntax import Syntax

COLUMNS = ("cue", "act", "plover", "notes")
GAP = 2  # words that may stand inside a cue phrase: "made it perfectly clear"
WEAK = frozenset({"be", "have", "do", "go", "make", "take", "give", "for", "in", "of", ":"})
PARTICLE_WORDS = "about against aside at away back down for forward in of off on out over to up upon with"
PARTICLES = frozenset(PARTICLE_WORDS.split())
AFTER = 2  # words after the cue that may complete its phrase: "called | for", "put | forward"


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the lexicon: its phrase, its act, its PLOVER type where it has one."""

    phrase: str
    act: str
    plover: str | None
    noun: bool


@cache
def cue_lexicon() -> Phrases[Cue]:
    """Return the cue lexicon of `data/cues.csv`."""
    rows = read_table("cues.csv", columns=COLUMNS)
    return Phrases(
        (row["cue"], Cue(row["cue"], row["act"], row["plover"] or None, row["notes"] == "noun")) for row in rows
    )


def find_cue(syntax: Syntax, cue_words: Sequence[int]) -> Hit[Cue] | None:
    """Return the entry that best fits the cue's words: longer phrases first, then verbs, then the earlier word.

    Words right after the cue may complete a phrase where they are particles or prepositions.
    """
    if not cue_words:
        return None
    end = cue_words[-1] + 1
    while end < min(len(syntax.words), cue_words[-1] + 1 + AFTER) and syntax.lower(end) in PARTICLES:
        end += 1
    best: tuple[tuple[bool, int, bool, int], Hit[Cue]] | None = None
    for index in cue_words:
        hit = cue_lexicon().at(syntax.stems, index, end=end, gap=GAP, passable=syntax.passable)
        if hit is None:
            continue
        strong = not all(word in WEAK for word in hit.value.phrase.split())
        rank = (strong, len(hit.words), syntax.words[index].tag == "VERB", -index)
        if best is None or rank > best[0]:
            best = (rank, hit)
    return best[1] if best else None


def name_act(syntax: Syntax, hit: Hit[Cue] | None, content_words: Sequence[int]) -> str | None:
    """Return the act of a cue, given what its content looks like: asking and telling somebody to do is a request."""
    if hit is None:
        return None
    head = hit.words[0]
    infinitive = any("to" in syntax.marks(word.index) for word in syntax.below(head, "xcomp"))
    starts_with_to = bool(content_words) and syntax.lower(content_words[0]) == "to"
    if hit.value.phrase == "challenge" and (infinitive or starts_with_to):
        return "demand"
    if hit.value.act == "ask" and (infinitive or starts_with_to):
        return "request"
    if hit.value.phrase == "tell" and (infinitive or starts_with_to):
        return "order"
    return hit.value.act
