"""Quotations by their marks: which mark opens, which closes, and which is only an apostrophe.

One pass over the marks of each paragraph with a stack of open quotations. A mark that fits nowhere is passed over,
and a quotation that nobody closes ends with its paragraph, so that one wrong mark never costs the next quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.text import Span

DOUBLE = {
    "“": '”"“',
    "„": '“”"',
    "‟": '”"',
    '"': '"”',
    "＂": '＂"',
    "«": "»",
    "»": "«",
    "``": "''\"”",
    "''": "''",
    "”": '”"',
}
SINGLE = {"‘": "’'", "'": "'’", "‚": "‘’", "‛": "’'", "‹": "›", "`": "'’"}
CLOSERS = {**DOUBLE, **SINGLE}
STRAIGHT = frozenset({'"', "＂", "''"})
ONE_WAY = frozenset("“„‟«``")  # marks that mostly open
MARK = re.compile(r"``|''|[“”„‟\"＂«»‘’‚‛‹›'`]")
PARAGRAPH_END = re.compile(r"\n[^\S\n]*(?:\n\s*|(?=\S))|[\x0b\x0c\u2028\u2029]\s*")
LETTER_AFTER = re.compile(r"[^\W_]")
SENTENCE_ENDS = ".!?…:”’\"'"
BEFORE_OPENING = frozenset("([{<—–-/|“„«‘\"'‹*_")
ELISION = re.compile(r"(?:\d0s?\b|\d\ds?\b|(?:em|tis|twas|til|till|cause|bout|round|n|nuff|neath)\b)", re.IGNORECASE)
# A paragraph that opened a quotation and ends in "…, he said." lost its closing mark: the next one starts afresh.
SAID_AT_END = re.compile(r",\s+(?:[\w’'.-]+\s+){1,5}(?:said|says|told|added|wrote)\b[^.!?]{0,60}[.!?]$")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: `[start, end)` with its marks, the marks, and its pieces, one for each paragraph it runs over.

    `close` is empty and `closed` False where no closing mark was found; `depth` is 0 for a quotation that stands in
    no other one.
    """

    start: int
    end: int
    open: str
    close: str
    closed: bool
    paragraphs: tuple[Span, ...]
    depth: int = 0

    @property
    def span(self) -> Span:
        """The quotation from its first to its last mark."""
        return Span(self.start, self.end)

    @property
    def words(self) -> tuple[Span, ...]:
        """What is quoted, without the marks, a span for each paragraph."""
        last = len(self.paragraphs) - 1
        return tuple(
            Span(piece.start + len(self.open), piece.end - (len(self.close) if number == last else 0))
            for number, piece in enumerate(self.paragraphs)
        )


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark, what its neighbours allow it to be, and whether a closing single mark follows it."""

    at: int
    char: str
    opens: bool
    closes: bool
    later: bool = False

    @property
    def end(self) -> int:
        return self.at + len(self.char)


@dataclass(slots=True)
class _Open:
    """A quotation that is still open: its pieces in earlier paragraphs and where this one's starts."""

    char: str
    depth: int
    piece: int
    pieces: list[Span] = field(default_factory=list)

    @property
    def single(self) -> bool:
        return self.char in SINGLE

    def finish(self, end: int, close: str) -> Quote:
        pieces = (*self.pieces, Span(self.piece, end))
        return Quote(pieces[0].start, end, self.char, close, bool(close), pieces, self.depth)


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Return the quotations of the text in order of their start, nested ones after the one they stand in.

    Curly, straight, low and angle marks are read, single and double; an apostrophe is no mark. A quotation that
    runs over paragraphs (its opening mark repeated in front of each) is one quotation. A mark without a partner
    costs at most its own paragraph. The time is linear in the length of the text.
    """
    if not MARK.search(text):
        return ()
    scanner = _Scanner(text)
    paragraphs = list(split_paragraphs(text))
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        scanner.read(paragraph, following)
    return tuple(sorted(scanner.found, key=lambda quote: (quote.start, -quote.end)))


def split_paragraphs(text: str) -> Iterator[Span]:
    """Yield the paragraphs, trimmed: a blank line ends one, and so does a line break after the end of a sentence."""
    start = 0
    for gap in PARAGRAPH_END.finditer(text):
        blank = gap.group().count("\n") > 1 or gap.group()[0] != "\n"
        at = gap.start()
        while at > start and text[at - 1].isspace():
            at -= 1
        if blank or at == start or text[at - 1] in SENTENCE_ENDS or text[gap.end() : gap.end() + 1] in ("“", '"', "‘"):
            yield from _trimmed(text, start, gap.start())
            start = gap.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


class _Scanner:
    """Reads paragraph after paragraph, keeping the quotations that are open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quote] = []
        self.stack: list[_Open] = []

    def read(self, paragraph: Span, following: Span | None) -> None:
        """Take in one paragraph; `following` tells whether its open quotations go on."""
        begin = self.reopen(paragraph)
        opening = self.text[following.start] if following else ""
        for mark in self.marks(Span(begin, paragraph.end), opening):
            if mark.char in SINGLE or mark.char in "’›":
                self.read_single(mark, opening)
            else:
                self.read_double(mark)
        self.leave(paragraph, following)

    def reopen(self, paragraph: Span) -> int:
        """Start this paragraph's piece of each quotation that runs on; return where its own marks begin."""
        at = paragraph.start
        for open_quote in self.stack:
            open_quote.piece = at
            at += len(open_quote.char)
        return at

    def marks(self, span: Span, opening: str) -> list[_Mark]:
        """Return the marks of the span; for single ones, whether a closing one follows before the next opening."""
        marks = [self.look(match) for match in MARK.finditer(self.text, span.start, span.end)]
        later, judged = False, []
        for mark in reversed(marks):
            judged.append(_Mark(mark.at, mark.char, mark.opens, mark.closes, later))
            if mark.char == "‘" or (mark.char == "'" and mark.opens and not mark.closes):
                later = False
            elif mark.char in "’'" and mark.closes:
                later = True
        return judged[::-1]

    def look(self, match: re.Match[str]) -> _Mark:
        before = self.text[match.start() - 1] if match.start() else " "
        after = self.text[match.end()] if match.end() < len(self.text) else " "
        opens = (before.isspace() or before in BEFORE_OPENING) and not after.isspace()
        closes = not before.isspace() and not after.isalnum()
        return _Mark(match.start(), match.group(), opens, closes)

    def read_double(self, mark: _Mark) -> None:
        """Open or close with a double mark, or pass over it."""
        partner = self.partner(mark.char)
        if partner is None:
            if mark.char in ONE_WAY or mark.opens:
                self.open(mark)
            elif mark.char in STRAIGHT and not mark.closes:
                self.open(mark)  # no space on either side, or on both: nothing else to go by
            return
        if mark.opens and not mark.closes and mark.char not in "”»":
            self.open_again(mark, partner)
        else:
            self.close(partner, mark)

    def open_again(self, mark: _Mark, partner: _Open) -> None:
        """An opening mark inside a quotation of its own kind: it runs on, or another begins inside or after it."""
        last = self.trim(partner.piece, mark.at)
        if partner is self.stack[-1] and self.text[last - 1] in ".!?…" and last > partner.piece + len(partner.char):
            return  # the opening mark of a paragraph whose line break was lost
        if mark.char in STRAIGHT:
            self.drop_to(partner, mark.at)
        self.open(mark)

    def read_single(self, mark: _Mark, opening: str) -> None:
        """Open or close with a single mark; most of them are apostrophes."""
        partner = self.partner(mark.char)
        if partner is not None and mark.closes and not (mark.later and self.is_possessive(mark)):
            if partner is self.stack[-1] or not self.before(mark).isalnum():
                self.close(partner, mark)
            return
        if not mark.opens or mark.char in "’›" or ELISION.match(self.text, mark.end):
            return
        if partner is None and mark.char in "'`‚" and not (mark.later or opening == mark.char):
            return  # a straight mark that nothing closes is an apostrophe
        if partner is None or mark.char == "‘":
            self.open(mark)

    def is_possessive(self, mark: _Mark) -> bool:
        """Say whether the mark may end a plural's possessive ("the leaders' view")."""
        return self.before(mark) in "sSzxZX" and self.text[mark.end : mark.end + 1] == " "

    def before(self, mark: _Mark) -> str:
        return self.text[mark.at - 1] if mark.at else " "

    def partner(self, char: str) -> _Open | None:
        """Return the innermost open quotation that this mark may close."""
        return next((each for each in reversed(self.stack) if char in CLOSERS[each.char]), None)

    def open(self, mark: _Mark) -> None:
        if mark.char in CLOSERS and len(self.stack) < 4:  # deeper nesting is a run of odd marks, not speech
            self.stack.append(_Open(mark.char, len(self.stack), mark.at))

    def close(self, partner: _Open, mark: _Mark) -> None:
        self.drop_above(partner, mark.at)
        self.stack.pop()
        self.found.append(partner.finish(mark.end, mark.char))

    def drop_above(self, partner: _Open, end: int) -> None:
        """End, unclosed, what was opened inside `partner`; a lone single mark there was an apostrophe."""
        while self.stack[-1] is not partner:
            self.end_unclosed(self.stack.pop(), end)

    def drop_to(self, partner: _Open, end: int) -> None:
        self.drop_above(partner, end)
        self.end_unclosed(self.stack.pop(), end)

    def end_unclosed(self, open_quote: _Open, end: int) -> None:
        if open_quote.char in "'`‚" and not open_quote.pieces:
            return
        trimmed = self.trim(open_quote.piece, end)
        if trimmed > open_quote.piece + len(open_quote.char):
            self.found.append(open_quote.finish(trimmed, ""))

    def trim(self, start: int, end: int) -> int:
        """Return where the text before `end` ends, white space aside."""
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return end

    def leave(self, paragraph: Span, following: Span | None) -> None:
        """At a paragraph's end keep what the next paragraph's opening marks repeat and end the rest."""
        at = following.start if following else -1
        kept = 0
        lost = bool(self.stack) and SAID_AT_END.search(
            self.text, max(paragraph.start, paragraph.end - 200), paragraph.end
        )
        for open_quote in self.stack if following and not lost else ():
            if not self.text.startswith(open_quote.char, at):
                break
            at += len(open_quote.char)
            kept += 1
        for open_quote in self.stack[kept:]:
            self.end_unclosed(open_quote, paragraph.end)
        del self.stack[kept:]
        for open_quote in self.stack:
            open_quote.pieces.append(Span(open_quote.piece, paragraph.end))
