"""Which time expression dates an event: the one that hangs on its word or on the verb that carries it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.contract import Time, When
from dragoman.meaning.syntax import Syntax

UNDATED = frozenset({"since", "until", "till", "before", "after", "than", "by"})
BOUNDS = frozenset({"before", "by"})  # "before the end of the month" still says in which month
CONTROL = 2  # verbs above an infinitive: "is expected to agree to meet"
KINDS = frozenset({"DATE", "TIME"})
# What makes a coordinated verb one of another time than the verb before it.
APART = frozenset({"again", "later", "then", "earlier", "previously", "once", "afterwards", "since", "before"})
DAYS = re.compile(r"P(\d+)([DW])$")


class Calendar:
    """The time expressions of an article by the predicate or noun that they hang on."""

    def __init__(self, syntax: Syntax, times: Sequence[Time], published: date | None = None) -> None:
        """Sort the times by what they date; `published` is the day that "a day after they met" counts from."""
        self.syntax = syntax
        self.published = published
        self._spans: dict[int, int] = {}  # days of "a day", "two weeks", by their last word
        self._under: dict[int, list[tuple[int, Time]]] = {}
        self._closing: dict[int, Time] = {}  # times by their last word
        for time in times:
            length = DAYS.match(time.value or "")
            if length:
                days = int(length[1]) * (7 if length[2] == "W" else 1)
                self._spans.update((word.index, days) for word in syntax.analysis.words_in(time.span)[-1:])
            if time.type not in KINDS or not time.value:
                continue
            index = syntax.head_of(time.span)
            for word in syntax.analysis.words_in(time.span)[-1:]:
                self._closing[word.index] = time
            if index is None or not self._dates(index, time):
                continue
            for holder in self._holders(index):
                self._under.setdefault(holder, []).append((index, time))

    def _dates(self, index: int, time: Time) -> bool:
        """Say whether the time is one at which something happens, not one before or since which it does."""
        case = self.syntax.case(index)
        ends = "end" in time.text.lower().split() or "end of" in self.syntax.text[max(0, time.start - 11) : time.start]
        return case not in UNDATED or case == "after" or (case in BOUNDS and ends)

    def _holders(self, index: int) -> list[int]:
        """Return the words above the time up to the first predicate."""
        found = []
        owned = self.syntax.words[index].relation == "nmod:poss" or self.syntax.case(index) == "of"
        for word in self.syntax.analysis.ancestors(index):
            found.append(word.index)
            if owned:  # "last week's talks", "the accord of 2015": the noun's date, not the verb's
                break
            if word.tag in ("VERB", "AUX") or self.syntax.below(word.index, "cop"):
                break
        return found

    def date(self, index: int, carrier: int | None = None, *, planned: bool = False) -> When | None:
        """Return the date of the event with this word, or of the verb that carries it; None where nothing dates it.

        Args:
            index: the event's word.
            carrier: the verb under which an event noun stands, or whose purpose the event is.
            planned: the carrier only plans or refuses the event, so that its own date is another's: "proposed on
                Monday" dates the proposal, "proposed for Monday" the meeting.
        """
        found = self._nearest(self._under.get(index, ()), index)
        if found is None:
            for word in self.syntax.below(index, "acl"):
                found = found or self._nearest(self._under.get(word.index, ()), index)
        if found is None and carrier is not None:
            own = self._under.get(carrier, ())
            found = self._nearest(
                [pair for pair in own if not planned or self._is_meant(pair[0], index, carrier)], index
            )
        verb = index if carrier is None else carrier
        return found or self._above(index) or self._taken_up(verb) or self._shared(verb) or self._counted(verb)

    def between(self, first: int, last: int) -> When | None:
        """Return the first time that ends among the words."""
        found = next((self._closing[at] for at in range(first, last + 1) if at in self._closing), None)
        return When(value=found.value, earliest=found.earliest, latest=found.latest) if found and found.value else None

    def _shared(self, verb: int) -> When | None:
        """Return the date of the verb before, where the same people go on: "saw Alba on Friday and met Beria"."""
        above = self.syntax.words[verb].head
        if self.syntax.relation(verb) != "conj" or self.syntax.words[verb].tag != "VERB" or above < 0:
            return None
        own = {word.text.lower() for word in self.syntax.below(verb, "advmod", "aux", "nsubj", "nsubj:pass")}
        if self.syntax.below(verb, "nsubj", "nsubj:pass", "aux") or own & APART:
            return None
        return self._nearest([pair for pair in self._under.get(above, ()) if pair[0] < verb], above)

    def _counted(self, verb: int) -> When | None:
        """Return the day counted from that of the clause above: "on Friday, a day after they met", "a week before"."""
        words = self.syntax.words
        for mark in self.syntax.below(verb, "mark", "case"):
            days = self._spans.get(mark.index - 1)
            if days is None or mark.text.lower() not in ("after", "before"):
                continue
            above = next((word for word in self.syntax.analysis.ancestors(verb) if word.tag == "VERB"), None)
            dated = self._nearest(self._under.get(above.index, ()), verb) if above is not None else None
            start = dated.earliest if dated is not None else self.published and self.published.isoformat()
            if not start or words[mark.index].sentence != words[verb].sentence:
                return None
            try:
                step = timedelta(days=days if mark.text.lower() == "before" else -days)
                day = (date.fromisoformat(start) + step).isoformat()
            except (OverflowError, ValueError):
                return None  # "a million years after they met" is a day that no calendar has
            return When(value=day, earliest=day, latest=day)
        return None

    def _taken_up(self, verb: int) -> When | None:
        """Return the time that "when" takes up: "on Monday, when Alba met Beria"."""
        for word in self.syntax.below(verb, "advmod", "mark"):
            if word.text.lower() != "when":
                continue
            last = word.index - 1
            last -= last >= 0 and self.syntax.lower(last) == ","
            time = self._closing.get(last)
            if time is not None:
                return time.when
        return None

    def _above(self, index: int) -> When | None:
        """Return the date behind an infinitive that the tree gave to the verb above it ("is due to meet on Monday")."""
        current = index
        for _ in range(CONTROL):
            if self.syntax.relation(current) not in ("xcomp", "advcl", "ccomp") or not self.syntax.infinitive(current):
                return None
            current = self.syntax.words[current].head
            found = self._nearest([pair for pair in self._under.get(current, ()) if pair[0] > index], index)
            if found is not None:
                return found
        return None

    def _is_meant(self, time: int, index: int, carrier: int) -> bool:
        """Say whether a time at a verb of planning is that of the plan: "offered to meet next week", "for Monday"."""
        if self.syntax.case(time) == "for":
            return True
        verbal = self.syntax.words[index].tag == "VERB" or self.syntax.words[carrier].penn not in ("VBD", "VBN", "")
        return verbal and time > index

    def _nearest(self, dated: Sequence[tuple[int, Time]], index: int) -> When | None:
        if not dated:
            return None
        _, time = min(dated, key=lambda pair: abs(pair[0] - index))
        return time.when
