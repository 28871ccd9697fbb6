"""Which time expression dates an event: the one that hangs on its word or on the verb that carries it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.contract import Time, When
from dragoman.meaning.syntax import Syntax

UNDATED = frozenset({"since", "until", "till", "before", "after", "than", "by"})
BOUNDS = frozenset({"before", "by"})  # "before the end of the month" still says in which month
CONTROL = 2  # verbs above an infinitive: "is expected to agree to meet"
KINDS = frozenset({"DATE", "TIME"})


class Calendar:
    """The time expressions of an article by the predicate or noun that they hang on."""

    def __init__(self, syntax: Syntax, times: Sequence[Time]) -> None:
        self.syntax = syntax
        self._under: dict[int, list[tuple[int, Time]]] = {}
        self._closing: dict[int, Time] = {}  # times by their last word
        for time in times:
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
        return found or self._above(index) or self._taken_up(index if carrier is None else carrier)

    def _taken_up(self, verb: int) -> When | None:
        """Return the time that "when" takes up: "on Monday, when Alba met Beria"."""
        for word in self.syntax.below(verb, "advmod", "mark"):
            if word.text.lower() != "when":
                continue
            last = word.index - 1
            last -= last >= 0 and self.syntax.lower(last) == ","
            time = self._closing.get(last)
            if time is not None:
                return When(value=time.value or "", earliest=time.earliest, latest=time.latest)
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
        return When(value=time.value or "", earliest=time.earliest, latest=time.latest)
