"""One telling of several meetings: who was met one by one, two rounds in two towns."""

from __future__ import annotations

from dataclasses import replace

from dragoman.contract import Event
from dragoman.meaning.dating import Calendar
from dragoman.meaning.parties import Parties
from dragoman.meaning.places import Atlas
from dragoman.meaning.syntax import Syntax
from dragoman.meaning.triggers import Trigger

SINGLY = frozenset({"separately", "individually", "each"})
IN_TURN = (("one", "after", "the", "other"), ("one", "by", "one"), ("in", "turn"))
NEAR = 2  # words in front of the verb: "Alba and Beria each met", "have each met"
JOINED = 6  # words between "and in" and the name of the second town: "and in the Swiss town of Biel"
FIRST_TOWN = 8  # words of the first town's date, up to "and in"


class Apart:
    """Takes meetings apart that one word tells of."""

    def __init__(self, syntax: Syntax, parties: Parties, atlas: Atlas, calendar: Calendar) -> None:
        self.syntax, self.parties, self.atlas, self.calendar = syntax, parties, atlas, calendar

    def events(self, trigger: Trigger, event: Event) -> list[Event]:
        """Return the meetings that the trigger's event stands for, itself alone where it is one."""
        if self._met_singly(trigger, event):
            return [replace(event, recipients=(other,)) for other in event.recipients]
        if len(event.actors) > 1 and len(event.recipients) == 1 and self._each(trigger):
            return [replace(event, actors=(actor,)) for actor in event.actors]
        second = self._elsewhere(trigger, event)
        return [event, second] if second is not None else [event]

    def _met_singly(self, trigger: Trigger, event: Event) -> bool:
        """Say whether somebody met several others one by one ("met separately with Alba and Beria")."""
        kinds = {self.parties.type(actor) == "person" for actor in event.recipients}
        if len(event.recipients) < 2 or len(event.actors) != 1 or len(kinds) != 1:
            return False
        calls = event.form == "call" and (not trigger.noun or self.syntax.words[trigger.head].penn == "NNS")
        rounds = event.form == "call" and "round" in trigger.entry.words
        if calls or rounds:
            return True
        return not trigger.noun and (self._in_turn(trigger) or self._between_settings(trigger))

    def _in_turn(self, trigger: Trigger) -> bool:
        words = [word.text.lower() for word in self.syntax.below(trigger.head, "advmod")]
        after = [self.syntax.lower(at) for at in self.syntax.sentence(trigger.head) if at > trigger.head]
        told = any(tuple(after[at : at + len(way)]) == way for way in IN_TURN for at in range(len(after)))
        return bool(SINGLY.intersection(words)) or told

    def _between_settings(self, trigger: Trigger) -> bool:
        """Say whether a place or a time stands between two who were met ("met Alba in Rome and Beria in Oslo")."""
        syntax = self.syntax
        first, *later = syntax.objects(trigger.head) or (trigger.head,)
        return any(
            syntax.case(at) in ("in", "at", "on") and syntax.words[at].tag in ("NOUN", "PROPN")
            for second in later[:1]
            for at in range(first + 1, second)
        )

    def _each(self, trigger: Trigger) -> bool:
        """Say whether each of several met the same one: "Alba and Beria each met Coran"."""
        before = range(max(0, trigger.head - NEAR), trigger.head)
        return not trigger.noun and any(self.syntax.lower(at) == "each" for at in before)

    def _elsewhere(self, trigger: Trigger, event: Event) -> Event | None:
        """Return the second meeting of "met in Rome in May and in Oslo in June"."""
        syntax = self.syntax
        if not event.places or event.form == "visit":
            return None
        end = syntax.sentence(trigger.head)[-1]
        first = next((at for at in range(trigger.head, end) if event.places[0] in self.atlas.at(at)), None)
        if first is None:
            return None
        joint = next((at for at in range(first + 1, min(first + FIRST_TOWN, end)) if syntax.lower(at) == "and"), None)
        if joint is None or syntax.lower(joint + 1) not in ("in", "at"):
            return None
        for at in range(joint + 2, min(joint + 2 + JOINED, end + 1)):
            places = self.atlas.at(at)
            if places:
                when = self.calendar.between(at, min(at + FIRST_TOWN, end))
                return replace(event, places=tuple(places[:1]), when=when) if when is not None else None
        return None
