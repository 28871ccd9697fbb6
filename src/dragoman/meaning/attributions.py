"""Attribution relations as users see them: how the words were quoted, which act it was, whether it is negated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.contract import Attribution, Quoting, Time
from dragoman.meaning.cues import find_cue, name_act
from dragoman.meaning.quoting import judge_quoting
from dragoman.meaning.said import date_saying
from dragoman.meaning.syntax import NEGATIONS, Syntax, read_syntax
from dragoman.reading.analysis import Analysis, Relation
from dragoman.reading.quotes import Quote, find_quotes
from dragoman.text import Part

REFUSALS = frozenset({"refuse", "decline", "fail", "omit", "neglect"})
SAYING = frozenset(
    {"say", "comment", "answer", "respond", "reply", "explain", "elaborate", "confirm", "mention", "name"}
)
NOBODY = re.compile(r"(?:no\b|nobody\b|none\b|neither\b|no-one\b)", re.IGNORECASE)
CONFIDENCE_DIGITS = 4


def attribute(analysis: Analysis, times: Sequence[Time], text: str) -> tuple[Attribution, ...]:
    """Return the attributions of the analysis in its order, with ids `a1`, `a2`, ...

    Speakers, addressees and channel stay empty: linking fills them. `said` is the time that dates the cue.
    """
    syntax = read_syntax(analysis)
    quotes = find_quotes(text)
    ids = {number: f"a{number + 1}" for number, relation in enumerate(analysis.relations) if relation.content}
    found = []
    for number, relation in enumerate(analysis.relations):
        if number not in ids:
            continue
        outer = ids.get(relation.outer) if relation.outer is not None else None
        found.append(_describe(relation, ids[number], outer, syntax, quotes, times))
    return tuple(found)


def _describe(
    relation: Relation, id: str, outer: str | None, syntax: Syntax, quotes: Sequence[Quote], times: Sequence[Time]
) -> Attribution:
    content = Part.of(syntax.text, relation.content)
    source = Part.of(syntax.text, relation.source) if relation.source else None
    cue = Part.of(syntax.text, relation.cue) if relation.cue else None
    cue_words = _indices(syntax, cue)
    hit = find_cue(syntax, cue_words)
    act = name_act(syntax, hit, _indices(syntax, content))
    if act is None and cue is not None and not cue_words:
        act = "say"  # a colon or a dash between speaker and words
    quoting: Quoting = judge_quoting(syntax.text, content, cue, act, quotes)
    if act is None and quoting == "direct":
        act = "say"
    head = _head(syntax, cue_words, hit.words[0] if hit else None)
    return Attribution(
        id=id,
        source=source,
        cue=cue,
        content=content,
        quoting=quoting,
        act=act,
        negated=act == "decline comment" or _negated(syntax, cue_words, head, source),
        nested_in=outer,
        said=date_saying(syntax, times, head, content=content, source=source) if head is not None else None,
        confidence=round(float(relation.score), CONFIDENCE_DIGITS),
    )


def _indices(syntax: Syntax, part: Part | None) -> list[int]:
    if part is None:
        return []
    return [
        word.index for span in part.spans for word in syntax.analysis.words_in(span) if any(map(str.isalnum, word.text))
    ]


def _head(syntax: Syntax, cue_words: Sequence[int], hit: int | None) -> int | None:
    """Return the cue's main word: the one the lexicon knows, or the last verb, or the last word."""
    if hit is not None and syntax.words[hit].tag != "AUX":
        return hit
    verbs = [index for index in cue_words if syntax.words[index].tag == "VERB"]
    return verbs[-1] if verbs else (cue_words[-1] if cue_words else None)


def _negated(syntax: Syntax, cue_words: Sequence[int], head: int | None, source: Part | None) -> bool:
    """Say whether the act is said not to have taken place."""
    if source is not None and NOBODY.match(source.text) and not source.text.lower().startswith(("no. ", "no 10")):
        return True
    if head is None:
        return False
    if syntax.negated(head):
        return True
    for index in cue_words:
        if syntax.lower(index) in NEGATIONS and syntax.lower(min(index + 1, len(syntax.words) - 1)) != "only":
            return True
    withheld = any(set(syntax.stems[index]) & REFUSALS for index in cue_words if index != head)
    if withheld and set(syntax.stems[head]) & SAYING:
        return True
    before = [index for index in range(max(0, cue_words[0] - 3), cue_words[0]) if not _inside(syntax, index, source)]
    words = [syntax.lower(index) for index in before if syntax.words[index].sentence == syntax.words[head].sentence]
    words = words[
        max((number + 1 for number, word in enumerate(words) if not word[0].isalpha() and word != "n't"), default=0) :
    ]
    return any(word in ("not", "n't", "n’t", "never", "without", "cannot") for word in words)


def _inside(syntax: Syntax, index: int, part: Part | None) -> bool:
    return part is not None and part.overlaps(syntax.words[index].span)
