"""Whether quoted words go on with the statement before them."""

from __future__ import annotations

from dragoman.actors.page import Page
from dragoman.contract import Attribution
from dragoman.reading.quotes import Quote, find_quotes

OPENING_MARKS = ("“", '"', "‘", "'", "`", "«", "„")
GAP = 5  # words between a quotation with its speaker and the next that goes on: full stop and quotation marks


class Continuing:
    """Judges quotations without a source of their own."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._quotes: tuple[Quote, ...] | None = None

    def goes_on(self, attribution: Attribution, earlier: Attribution, first: int) -> bool:
        """Say whether quoted words go on with a statement: in the same paragraph, or in the next with nothing between.

        Behind a statement that is not quoted they must follow at once: "The envoy said the road was open. “Go!”"
        """
        opens = attribution.content.text[:1] in OPENING_MARKS
        if not (attribution.quoting == "direct" or (attribution.quoting == "mixed" and opens)):
            return False
        parts = (earlier.content, earlier.cue, earlier.source)
        ends = [words for part in parts if part and (words := self.page.range_of(part.spans[-1])) is not None]
        if not ends:
            return False
        end = max(last for _, last in ends)
        at_once = 0 < first - end <= GAP
        if self.page.paragraph(min(end, first)) == self.page.paragraph(first):
            return at_once or (earlier.quoting != "indirect" and not self._named_between(end, first))
        return at_once and earlier.quoting != "indirect"

    def _named_between(self, end: int, first: int) -> bool:
        """Say whether somebody is named between two words outside of quotation marks."""
        spots = [spot for spot in self.page.within(end + 1, first - 1) if spot.acts and not spot.adjective]
        return any(not self.in_quotes(spot.first) for spot in spots)

    def in_quotes(self, index: int) -> bool:
        """Say whether the word stands in quotation marks."""
        start = self.page.analysis.words[index].start
        if self._quotes is None:
            self._quotes = tuple(find_quotes(self.page.analysis.text))
        return any(quote.start < start < quote.end for quote in self._quotes)
