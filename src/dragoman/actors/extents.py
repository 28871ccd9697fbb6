"""How far a description reaches around its head noun: "the former Kenyan [envoy] to the river talks"."""

from __future__ import annotations

from dragoman.actors.page import POSSESSIVES, Page
from dragoman.actors.phrases import DETERMINERS, TENSES
from dragoman.actors.roles import BODIES, COUNTRIES, DUALS, OFFICE_HEADS, POSSESSORS, RANKS, is_title_word

NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "both": 2,
}
PORTFOLIOS = frozenset({"minister", "ministry", "ministers"})
PORTFOLIO = 2  # words of what somebody is minister of: "water resources"
LONGEST_QUALIFIED = 4  # words in front of a body that may stand between it and its owner


class Extents:
    """Finds where descriptions start and end, by the words around their heads."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def bounds(self, head: int) -> tuple[int, int] | None:
        """Return the words of the description with this head; None for a bare noun."""
        page, lower = self.page, self.page.lower
        sentence = page.sentences[head]
        names = {spot.last: spot for spot in page.within(max(0, head - 12), head - 1) if spot.kind == "name"}
        first, opened = head, False
        while first > 0 and page.sentences[first - 1] == sentence:
            before = first - 1
            if lower[before] in DETERMINERS or lower[before] in POSSESSORS or lower[before] == "both":
                first, opened = before, True
                break
            if before in names:
                first, opened = names[before].first, True
            elif lower[before] in POSSESSIVES and (
                before - 1 in names or (first - 2 >= 0 and lower[first - 2][:1].isalpha())
            ):
                if before - 1 not in names:
                    start = self._owner_start(before - 1)
                    if start is None:
                        break
                    first, opened = start, True
                    break
                first, opened = names[before - 1].first, True
            elif self.hyphenated(before):
                first = before - 1
            elif lower[before] in NUMBERS:
                first, opened = before, True
            elif (
                is_title_word(lower[before])
                or lower[before] in RANKS
                or lower[before] in TENSES
                or lower[before] in BODIES
                or (
                    lower[before]
                    in ("policy", "negotiating", "other", "european", "western", "arab", "warring", "opposing")
                )
                or (lower[head] in PORTFOLIOS and self._is_portfolio(before, head))
                or (self._qualifies(before) and lower[head] in BODIES and head - before <= LONGEST_QUALIFIED)
            ):
                first = before
            else:
                break
        last = self._tail(head)
        return (first, last) if opened or any(spot.last > head for spot in page.within(head, last)) else None

    def _is_portfolio(self, index: int, head: int) -> bool:
        """Say whether the noun tells of what somebody is minister: "its water minister"."""
        return head - index <= PORTFOLIO and self.page.analysis.words[index].tag == "NOUN"

    def _qualifies(self, index: int) -> bool:
        """Say whether the word only tells what a body is like: "Kenya's internationally recognised government"."""
        word = self.page.analysis.words[index]
        return word.tag == "ADV" or word.tag == "ADJ" or (word.tag == "VERB" and word.text.endswith("ed"))

    def hyphenated(self, index: int) -> bool:
        """Say whether the word is a hyphen with no space before it: "secretary-general"."""
        words = self.page.analysis.words
        return 0 < index < len(words) and words[index].text in ("-", "–") and words[index - 1].end == words[index].start

    def _owner_start(self, noun: int) -> int | None:
        """Return where "the group" of "the group's leader" starts."""
        lower = self.page.lower
        if lower[noun] in BODIES | COUNTRIES | OFFICE_HEADS and noun and lower[noun - 1] in DETERMINERS | POSSESSORS:
            return noun - 1
        return None

    def _tail(self, head: int) -> int:
        """Return the last word of "of Cyprus", "of the Russian delegation" behind the head; the head itself without."""
        lower, page = self.page.lower, self.page
        if head + 2 >= len(lower) or lower[head + 1] not in (("of",) if lower[head] in DUALS else ("of", "for", "at")):
            return head
        index = head + 2
        if lower[index] in DETERMINERS:
            index += 1
        last = head
        while index < len(lower) and index < head + 9:
            spot = next(
                (spot for spot in page.within(index, index + 6) if spot.first == index and spot.kind == "name"), None
            )
            if spot is not None:
                last, index = spot.last, spot.last + 1
                if index < len(lower) and lower[index] in POSSESSIVES:
                    index += 1
                continue
            joined = lower[head] in DUALS and last > head and lower[index] in ("and", ",")
            if joined and any(s.first == index + 1 and s.kind == "name" for s in page.within(index + 1, index + 6)):
                index += 1  # "the leaders of Kenya and Malta"
                continue
            if (
                lower[index] in BODIES
                or (is_title_word(lower[index]) and index + 1 < len(lower))
                or lower[index] == "negotiating"
            ):
                last, index = index, index + 1
                continue
            break
        return last

    def until_clause(self, head: int, end: int) -> int:
        """Return the last word of "in the old town" behind the head; the head itself where no place follows."""
        lower = self.page.lower
        if head + 1 >= end or lower[head + 1] not in ("in", "from", "at", "of"):
            return head
        last = head + 1
        while last + 1 < end and last - head < 5 and (self.page.capital[last + 1] or lower[last + 1] in DETERMINERS):
            last += 1
        return last if last > head + 1 else head
