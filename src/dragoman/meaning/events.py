"""Events of an article: type and mode after PLOVER, status, parties, place, date, condition, who reports it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.article import Article
from dragoman.contract import Attribution, Event, Place, Status, Time, When
from dragoman.meaning.arguments import Roles, assign_roles, carrier_of
from dragoman.meaning.conditions import condition_part
from dragoman.meaning.dating import Calendar
from dragoman.meaning.meetings import (
    Delegates,
    is_definite,
    is_fresh,
    is_meeting,
    meeting_form,
    merge,
    points_back,
    same_meeting,
)
from dragoman.meaning.parties import Linked, Parties
from dragoman.meaning.places import Atlas
from dragoman.meaning.reports import Reports
from dragoman.meaning.status import Standing, judge_status, look_up
from dragoman.meaning.syntax import LONGEST_SENTENCE, Syntax, read_syntax
from dragoman.meaning.triggers import Trigger, find_triggers
from dragoman.reading.analysis import Analysis
from dragoman.text import Part

LOOK_BACK = 40  # earlier meetings that a later telling is compared with: more than an article tells of
# How sure an event is, by what was found out about it (shares right among the project's own annotated articles).
CONFIDENCE = {0: 0.35, 1: 0.6, 2: 0.92}  # by the number of parties known, two standing for two or more
UNREAL = -0.05  # what is planned or refused is told in more ways than what is done


def find_events(
    article: Article,
    analysis: Analysis,
    attributions: Sequence[Attribution],
    times: Sequence[Time],
    linked: Linked,
) -> tuple[Event, ...]:
    """Return the events of the article in text order, with ids `e1`, `e2`, ...

    A meeting told twice is one event with two pieces of evidence. An event whose parties are unknown is kept only
    where its words leave no doubt that it is one.
    """
    syntax = read_syntax(analysis)
    finder = _Finder(article, syntax, attributions, times, linked)
    found: list[Event] = []
    for trigger in find_triggers(syntax):
        finder.add(trigger, found)
    ordered = sorted(found, key=lambda event: event.trigger.start)
    return tuple(replace(event, id=f"e{number}") for number, event in enumerate(ordered, start=1))


class _Finder:
    """Turns triggers into events."""

    def __init__(
        self,
        article: Article,
        syntax: Syntax,
        attributions: Sequence[Attribution],
        times: Sequence[Time],
        linked: Linked,
    ) -> None:
        self.article = article
        self.syntax = syntax
        self.parties = Parties(syntax, linked, attributions)
        self.delegates = Delegates(self.parties, published=article.published)
        self.atlas = Atlas(syntax, linked.mentions, linked.actors)
        self.calendar = Calendar(syntax, times)
        self.reports = Reports(syntax, attributions)
        self.meetings: list[int] = []  # where in the list of events the meetings stand
        self.told: list[Event] = []

    def add(self, trigger: Trigger, found: list[Event]) -> None:
        """Append the trigger's event, or merge it with the telling of the same meeting before it."""
        if len(self.syntax.sentence(trigger.head)) > LONGEST_SENTENCE:
            return
        event = self.read(trigger)
        if event is None:
            return
        if event.type == "CONSULT":
            definite, fresh = is_definite(self.syntax, trigger), is_fresh(self.syntax, trigger)
            for place in self.meetings[:-LOOK_BACK:-1]:
                if same_meeting(found[place], event, self.delegates, definite=definite, fresh=fresh):
                    found[place] = merge(found[place], event, self.syntax.text, self.delegates)
                    return
            self.meetings.append(len(found))
            self.told.append(event)
        found.append(event)

    def read(self, trigger: Trigger) -> Event | None:
        """Return the event of the trigger, or None where its words tell of none."""
        roles = assign_roles(self.syntax, self.parties, trigger)
        consult = trigger.entry.type == "CONSULT"
        standing = judge_status(self.syntax, trigger.head)
        if consult and points_back(self.syntax, trigger, roles):
            known = self._inherit(trigger, roles, standing)
            if known is None:
                return None
            roles = known
        elif consult and not is_meeting(self.syntax, self.parties, trigger, roles):
            return None
        if not consult and not self._stands(trigger, roles):
            return None
        planned = standing.status in ("proposed", "refused", "conditional") and standing.decided_by == roles.carrier
        when = self.calendar.date(trigger.head, roles.carrier, planned=planned)
        status = self._status(trigger, standing, when)
        if status is None:
            return None
        return Event(
            id="",
            type=trigger.entry.type,
            mode=trigger.entry.mode,
            trigger=self.syntax.part(trigger.words),
            evidence=self._evidence(trigger, roles, standing),
            actors=roles.actors,
            recipients=roles.recipients,
            places=self._places(trigger, roles),
            when=when,
            status=status,
            form=meeting_form(self.syntax, trigger) if consult else None,
            condition=condition_part(self.syntax, standing.condition) if standing.condition is not None else None,
            attribution=self.reports.innermost(trigger.head),
            confidence=_confidence(roles, status),
        )

    def _inherit(self, trigger: Trigger, roles: Roles, standing: Standing) -> Roles | None:
        """Return the parties of the meeting that the words point back to; None where they tell nothing new of it."""
        fresh = is_fresh(self.syntax, trigger) or not is_definite(self.syntax, trigger)
        carrier = carrier_of(self.syntax, trigger.head)
        if carrier is None or standing.status is None or (not fresh and standing.status in ("held", "under way")):
            return None
        if not fresh and look_up(self.syntax, carrier, trigger.head) is None and standing.condition is None:
            return None
        form = trigger.entry.form
        alike = [event for event in self.told[:LOOK_BACK] if event.form == form]
        last = form in ("meeting", "call", "visit")  # "the talks" are the article's, "another call" follows a call
        for earlier in [*(alike[::-1] if last else alike), *reversed(self.told[-LOOK_BACK:])]:
            if len({*earlier.actors, *earlier.recipients}) > 1:
                if (
                    not fresh
                    and standing.status in ("scheduled", "proposed")
                    and earlier.status in ("held", "under way")
                ):
                    return None  # talks that go on are not planned anew
                return Roles(earlier.actors, earlier.recipients, roles.carrier)
        return roles if len(roles.actors) > 1 else None

    def _stands(self, trigger: Trigger, roles: Roles) -> bool:
        """Say whether anything is known of who acted: a noun needs both sides, a verb one."""
        known = bool(roles.actors) + bool(roles.recipients)
        return known == 2 or (known == 1 and (not trigger.noun or roles.carrier is not None))

    def _status(self, trigger: Trigger, standing: Standing, when: When | None) -> Status | None:
        status = standing.status
        act = self.reports.act(trigger.head)
        if status in ("held", "under way", None) and act == "deny" and not self.reports.negated(trigger.head):
            return "denied"
        if status is None:
            return None
        published = self.article.published
        if status == "held" and when is not None and when.earliest and published is not None:
            return "scheduled" if when.earliest > published.isoformat() else status
        return status

    def _places(self, trigger: Trigger, roles: Roles) -> tuple[Place, ...]:
        goals = trigger.entry.form == "visit" or (roles.carrier is not None and not trigger.noun)
        holders = [trigger.head, *([roles.carrier] if roles.carrier is not None else [])]
        places = list(self.atlas.places(holders, goals=goals))
        if not places and trigger.noun:
            holders = [word.index for word in self.syntax.below(trigger.head, "acl")]
            places = list(self.atlas.places(holders))
        if trigger.entry.form == "visit" and not places and not trigger.noun:
            places = [place for index in self.syntax.objects(trigger.head) for place in self.atlas.at(index)]
        return tuple(places)

    def _evidence(self, trigger: Trigger, roles: Roles, standing: Standing) -> Part:
        """Return the clause of the event, with the words that decided its status and its condition."""
        syntax = self.syntax
        anchor = trigger.head if not trigger.noun else carrier_of(syntax, trigger.head)
        anchor = trigger.head if anchor is None else anchor
        left_out = [
            word.index
            for word in syntax.below(anchor, "advcl", "acl", "ccomp")
            if word.index != standing.condition and word.index > trigger.head and word.index not in trigger.words
        ]
        words = set(syntax.clause(anchor, without=left_out)) | set(trigger.words)
        if (
            standing.decided_by is not None
            and syntax.words[standing.decided_by].sentence == syntax.words[anchor].sentence
        ):
            words.add(standing.decided_by)
        top = anchor if standing.decided_by is None else standing.decided_by
        subjects = [index for index in syntax.surface_subjects(top) if index not in words]
        subject = syntax.phrase(subjects[0], clauses=False) if subjects else []
        condition = syntax.analysis.subtree(standing.condition) if standing.condition is not None else []
        return syntax.pieces(words, subject, condition)


def _confidence(roles: Roles, status: Status) -> float:
    known = min(2, len(roles.actors) + len(roles.recipients))
    return round(CONFIDENCE[known] + (UNREAL if status not in ("held", "under way") else 0.0), 4)
