"""How a statement was quoted: in its own words, in others' words, or partly."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from dragoman.contract import Quoting
from dragoman.reading.quotes import Quote
from dragoman.text import Part, Span

WORD = re.compile(r"[^\W_]+")
BRACKETED = re.compile(r"[(\[][^)\]]{0,80}[)\]]")
# Marks around a name or a term that the article explains are not somebody's words.
TERM = re.compile(r"(?:so[- ]called|known as|nicknamed|codenamed|dubbed|entitled|titled)\s*$", re.IGNORECASE)
INTEGRATED = re.compile(
    r"\b(?:that|whether|if|how|why|as|to|of|for|on|about|a|an|the|his|her|their|its)\s*$", re.IGNORECASE
)
# Acts that can be followed at once by somebody's own sentence; after others a quotation is part of our sentence.
SPEECH_ACTS = (
    "say add reply explain argue claim stress insist announce ask warn order promise threaten admit confirm urge "
    "apologise request criticise praise report demand"
)
SPEECH = frozenset(SPEECH_ACTS.split())
ENDS_CLAUSE = ".!?,:;—–-”\"’'"


def judge_quoting(text: str, content: Part, cue: Part | None, act: str | None, quotes: Sequence[Quote]) -> Quoting:
    """Return "direct" where the content is a quotation of its own, "mixed" where some of its words are quoted.

    A fully quoted content that the article's own sentence takes up ("added that “…”", "discussed “…”") is mixed.
    Quotations that hold the cue too belong to an outer speaker and do not count.
    """
    relevant = _around(quotes, content, cue, text)
    quoted = plain = 0
    first_quote: Quote | None = None
    bracketed = [Span(*match.span()) for span in content.spans for match in BRACKETED.finditer(text, *span)]
    for span in content.spans:
        for match in WORD.finditer(text, span.start, span.end):
            word = Span(*match.span())
            holder = next((quote for quote in relevant if quote.span.contains(word)), None)
            if holder is not None:
                quoted += 1
                first_quote = first_quote or holder
            elif not any(place.contains(word) for place in bracketed):
                plain += 1
    if first_quote is None:
        return "indirect"
    if plain:
        return "mixed"
    return "mixed" if _integrated(text, first_quote, content, cue, act) else "direct"


def _around(quotes: Sequence[Quote], content: Part, cue: Part | None, text: str) -> list[Quote]:
    """Return the quotations that touch the content and do not hold the cue, explained terms left out."""
    last = bisect_right(quotes, content.end, key=lambda quote: quote.start)
    found = []
    for quote in reversed(quotes[:last]):
        if quote.depth == 0 and quote.end <= content.start:
            break
        if not content.overlaps(quote.span) or _holds_cue(quote, content, cue):
            continue
        if not TERM.search(text, max(0, quote.start - 20), quote.start):
            found.append(quote)
    return found[::-1]


def _holds_cue(quote: Quote, content: Part, cue: Part | None) -> bool:
    """Say whether the cue stands in the quotation; one that nobody closed ran on past the content's end."""
    if cue is None or not quote.span.overlaps(cue.spans[0]):
        return False
    return quote.closed or quote.start < content.start - 1 or cue.start < content.start


def _integrated(text: str, quote: Quote, content: Part, cue: Part | None, act: str | None) -> bool:
    """Say whether the quotation is a part of the article's own sentence."""
    before = text[max(0, quote.start - 30) : quote.start].rstrip()
    if INTEGRATED.search(before):
        return True
    if not before or before[-1] in ENDS_CLAUSE or quote.paragraphs[0].start < content.start - 1:
        return False
    words = quote.words[0]
    first = text[words.start : words.start + 1]
    follows_cue = cue is not None and cue.end <= quote.start
    return follows_cue and first.islower() and act not in SPEECH
