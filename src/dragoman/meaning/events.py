"""Events of an article: type and mode after PLOVER, status, parties, place, date, condition, who reports it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.article import Article
from dragoman.contract import Attribution, Event, Place, Status, Time, When
from dragoman.meaning.apart import Apart
from dragoman.meaning.arguments import Roles, assign_roles, carrier_of, spell_of
from dragoman.meaning.company import LOOK_BACK, Company
from dragoman.meaning.conditions import condition_part
from dragoman.meaning.dating import Calendar
from dragoman.meaning.event_confidence import confidence_features, event_confidence, merge_features
from dragoman.meaning.meetings import (
    TAKING_PLACE,
    consents_to_talk,
    is_definite,
    is_endorsed,
    is_fresh,
    is_meeting,
    is_occasion,
    is_only_talking,
    is_round,
    meeting_form,
    points_back,
    stays_away,
)
from dragoman.meaning.parties import Linked, read_parties
from dragoman.meaning.places import Atlas
from dragoman.meaning.reports import Reports
from dragoman.meaning.sameness import Delegates, merge, same_meeting
from dragoman.meaning.scene import set_in_scene
from dragoman.meaning.status import MOTION, Standing, judge_status
from dragoman.meaning.syntax import LONGEST_SENTENCE, Syntax, read_syntax
from dragoman.meaning.tellings import Sight, told_meetings
from dragoman.meaning.triggers import Trigger, find_triggers
from dragoman.meaning.unnamed import (
    ARRIVAL,
    COMING,
    DISCUSSION,
    HANDED,
    INVITATION,
    INVITED,
    RETURN,
    SIGNING,
    TOLD,
    find_unnamed,
    invited,
)
from dragoman.reading.analysis import Analysis
from dragoman.text import Part

SPOKEN = frozenset({"AGREE", "SUPPORT", "REQUEST", "REJECT", "ACCUSE", "THREATEN"})  # acts done by saying so
# Verbs of everyday life that tell of an event only with both its sides: "helped me", "I agree", "ignored questions".
PRIVATE = frozenset(
    "help assist rescue agree undertake suggest decline ignore resist order back free resolve vow ask tell fight "
    "hit hold try encourage support recognise recognize warn propose share work join leave trust thank defend".split()
)
SENDING = frozenset({"send", "dispatch", "bring", "invite", "summon"})
PLANNING = frozenset({"plan", "schedule", "set", "arrange", "slate"})
DECLINING = frozenset({"decline", "refuse"})
UTTERING = frozenset(
    "comment say answer respond speculate name identify elaborate discuss confirm disclose reply".split()
)


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
    return tuple(event for event, _ in explain_events(article, analysis, attributions, times, linked))


def explain_events(
    article: Article,
    analysis: Analysis,
    attributions: Sequence[Attribution],
    times: Sequence[Time],
    linked: Linked,
) -> list[tuple[Event, dict[str, float]]]:
    """Return the events as `find_events` does, each with the features that its confidence was made of."""
    syntax = read_syntax(analysis)
    finder = _Finder(article, syntax, attributions, times, linked)
    triggers = sorted([*find_triggers(syntax), *find_unnamed(syntax)], key=lambda trigger: trigger.head)
    found = finder.run(triggers)
    if finder.company.open:  # talks told first and explained later: meetings are read again, with those in view
        meetings = [trigger for trigger in triggers if trigger.entry.type == "CONSULT"]
        others = [row for row in found if row.event.type != "CONSULT"]
        found = [*others, *finder.run(meetings, coming=tuple(finder.company.told))]
    found += finder.told([row.event for row in found])
    ordered = sorted(found, key=lambda row: row.event.trigger.start)
    return [
        (replace(row.event, id=f"e{number}", confidence=event_confidence(row.features)), row.features)
        for number, row in enumerate(ordered, start=1)
    ]


@dataclass(frozen=True, slots=True)
class Row:
    """An event, and the features that its confidence is made of."""

    event: Event
    features: dict[str, float]


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
        self.parties = read_parties(syntax, linked, attributions)
        self.delegates = Delegates(self.parties, published=article.published)
        self.atlas = Atlas(syntax, linked.mentions, linked.actors)
        self.calendar = Calendar(syntax, times, article.published)
        self.reports = Reports(syntax, attributions)
        self.apart = Apart(syntax, self.parties, self.atlas, self.calendar)
        self.company = Company(syntax, self.parties, self.delegates)
        self.meetings: list[int] = []  # where in the list of events the meetings stand

    def run(self, triggers: Sequence[Trigger], *, coming: tuple[Event, ...] = ()) -> list[Row]:
        """Return the events of the triggers; `coming` are the meetings that an earlier run found."""
        self.meetings = []
        self.company = Company(self.syntax, self.parties, self.delegates)
        self.company.coming = coming
        found: list[Row] = []
        for trigger in triggers:
            self.add(trigger, found)
        events = set_in_scene(
            self.syntax,
            [row.event for row in found],
            heads=[self.syntax.head_of(row.event.trigger.spans[0]) or 0 for row in found],
            dateline=tuple(self.atlas.dateline().values()),
            published=self.article.published,
        )
        return [Row(event, row.features) for event, row in zip(events, found, strict=True)]

    def told(self, found: Sequence[Event]) -> list[Row]:
        """Return the meetings that the model sees told where none is found."""
        sight = Sight(self.syntax, self.parties, self.delegates, self.calendar, self.atlas, self.reports)
        return [Row(event, features) for event, features in told_meetings(sight, found)]

    def add(self, trigger: Trigger, found: list[Row]) -> None:
        """Append the trigger's event, or merge it with the telling of the same meeting before it."""
        if len(self.syntax.sentence(trigger.head)) > LONGEST_SENTENCE:
            return
        if trigger.noun and self.reports.names_source(trigger.head) and not self._told_aside(trigger.head):
            return
        if self._says_again(trigger) or self._is_of_the_verb(trigger):
            return
        row = self.read(trigger)
        if row is None:
            return
        if row.event.type == "CONSULT":
            *others, last = self.apart.events(trigger, row.event)
            found += [Row(other, row.features) for other in others]
            row = Row(last, row.features)
            definite, fresh = is_definite(self.syntax, trigger), is_fresh(self.syntax, trigger)
            for place in self.meetings[:-LOOK_BACK:-1]:
                if same_meeting(found[place].event, row.event, self.delegates, definite=definite, fresh=fresh):
                    event = merge(found[place].event, row.event, self.syntax.text, self.delegates)
                    found[place] = Row(event, merge_features(found[place].features, row.features))
                    return
            self.meetings.append(len(found))
            self.company.told.append(row.event)
        found.append(row)

    def _told_aside(self, head: int) -> bool:
        """Say whether a relative clause tells of a source's meeting ("Ana Alba, who flew in for talks with Beria")."""
        clauses = [head, *(word.index for word in self.syntax.analysis.ancestors(head))]
        aside = any(self.syntax.words[at].relation == "acl:relcl" for at in clauses)
        return aside and bool(self.parties.of(self.syntax.obliques(head, "with", "between")))

    def _says_again(self, trigger: Trigger) -> bool:
        """Say whether the noun after a comma only weighs the meeting before it ("met, the first encounter since")."""
        syntax, head = self.syntax, trigger.head
        if not trigger.noun or trigger.entry.type != "CONSULT" or not self.meetings or not is_fresh(syntax, trigger):
            return False
        subjects = {word.text.lower() for word in syntax.below(head, "nsubj")}
        if syntax.below(head, "cop") and subjects & {"it", "this", "that"}:
            return True  # "It was the first encounter of the two"
        first = min([head, *(word.index for word in syntax.below(head, "det", "amod"))])
        opening = syntax.lower(first - 1) if first else ""
        here = syntax.words[head].sentence
        told = self.company.told[-1].evidence.start if self.company.told else -1
        return opening == "," and told >= syntax.words[syntax.analysis.sentences[here][0]].start

    def _is_of_the_verb(self, trigger: Trigger) -> bool:
        """Say whether the noun names the meeting that its verb has told: "sat down for another round of talks"."""
        carrier = carrier_of(self.syntax, trigger.head) if trigger.noun and trigger.entry.type == "CONSULT" else None
        if carrier is None or self.syntax.case(spell_of(self.syntax, trigger.head)) not in ("for", "in"):
            return False
        told = self.company.told[-1] if self.company.told else None
        return told is not None and told.form != "visit" and told.trigger.overlaps(self.syntax.words[carrier].span)

    def read(self, trigger: Trigger) -> Row | None:
        """Return the event of the trigger, or None where its words tell of none."""
        roles = own = assign_roles(self.syntax, self.parties, trigger)
        consult = trigger.entry.type == "CONSULT"
        standing = judge_status(self.syntax, trigger.head)
        if trigger.entry.words == ("invite",) and standing.status == "scheduled":
            standing = replace(standing, status="proposed")  # "will invite both": they may not come
        places = self._places(trigger, roles)
        told = self._unnamed(trigger, roles, standing, places)
        if told is None:
            return None
        roles, standing, places = told
        if consult and not trigger.noun and not roles.recipients:
            roles = self.company.meant(trigger, roles)
        elif consult and trigger.noun:
            roles = self.company.theirs(trigger, roles) or roles
        if consult and is_only_talking(trigger, roles, standing.status):
            return None
        if consult and is_endorsed(self.syntax, trigger, roles):
            roles = self.company.principals(roles) or roles
        elif trigger.entry is ARRIVAL or trigger.entry.words == INVITATION:
            pass
        elif consult and points_back(self.syntax, trigger, roles):
            if standing.status == "refused" and stays_away(self.syntax, roles):
                known = self.company.absent(roles)
            else:
                known = self.company.inherit(trigger, roles, standing, places)
                known = known or self._of_its_own(trigger, standing, roles)
            if known is None:
                return None
            roles = known
        elif (
            consult
            and trigger.entry not in (RETURN, COMING)
            and not is_meeting(self.syntax, self.parties, trigger, roles)
            and not consents_to_talk(self.syntax, trigger, roles, standing.status)
        ):
            anchored = bool(places) or self.calendar.date(trigger.head, roles.carrier) is not None
            if not is_round(self.syntax, trigger, anchored=anchored) or standing.status is None:
                return None
            known = self.company.principals(roles)
            if known is None:
                return None
            roles = known
        if not consult and not self._stands(trigger, roles):
            return None
        planned = standing.status in ("proposed", "refused", "conditional") and standing.decided_by == roles.carrier
        when = self.calendar.date(trigger.head, roles.carrier, planned=planned)
        if consult and standing.status == "held" and self._lies_ahead(when) and is_occasion(self.syntax, trigger):
            when = None  # "agreed to let them pass from Monday, after two days of talks"
        status = self._status(trigger, standing, when)
        if status is None:
            return None
        if trigger.entry.type in SPOKEN and self._lies_ahead(when):
            when = None  # "offered to meet on Friday" dates what is offered, not the offer
        if consult:
            roles = self.company.for_talks(trigger, self.delegates.tidy(roles), status)
        event = Event(
            id="",
            type=trigger.entry.type,
            mode=trigger.entry.mode,
            trigger=self.syntax.part(trigger.words),
            evidence=self._evidence(trigger, roles, standing),
            actors=roles.actors,
            recipients=roles.recipients,
            places=places,
            when=when,
            status=status,
            form=meeting_form(self.syntax, trigger) if consult else None,
            condition=condition_part(self.syntax, standing.condition) if standing.condition is not None else None,
            attribution=self.reports.innermost(trigger.head),
            confidence=0.0,
        )
        named = {*roles.actors, *roles.recipients} <= {*own.actors, *own.recipients}
        report = self.reports.around(trigger.head)
        return Row(event, confidence_features(event, trigger, attribution=report, agreed=named))

    def _of_its_own(self, trigger: Trigger, standing: Standing, roles: Roles) -> Roles | None:
        """Return the parties of a round that has a date of its own, by which it differs from what was told before."""
        anchors = roles.carrier if self._takes_place(trigger, roles.carrier) else None
        when = self.calendar.date(trigger.head, anchors)
        known = [event.when.value for event in self.company.told if event.when is not None]
        if standing.status is None or when is None or when.value in known:
            return None
        return self.company.principals(roles) if is_round(self.syntax, trigger, anchored=True) else None

    def _unnamed(
        self, trigger: Trigger, roles: Roles, standing: Standing, places: tuple[Place, ...]
    ) -> tuple[Roles, Standing, tuple[Place, ...]] | None:
        """Return what is told of a meeting without a word of meeting; None where too little shows that there is one.

        Other events come back as they are.
        """
        entry, head = trigger.entry, trigger.head
        if entry.words == INVITATION:
            standing = replace(standing, status=invited(self.syntax, trigger), decided_by=roles.carrier)
            roles = self._invited(trigger, roles)
            known = bool(roles.actors) and (standing.status == "refused" or bool(roles.recipients))
        elif entry is ARRIVAL:
            places = places or self.atlas.predicate(head)
            past = any(word.text.lower() == "been" for word in self.syntax.below(head, "cop", "aux"))  # "had been due"
            standing = replace(standing, status="cancelled" if past else "scheduled")
            known = bool(roles.actors and places)
        elif entry is RETURN:
            known = bool(roles.actors) and standing.status in ("conditional", "refused")
        elif entry is TOLD:
            told = (*roles.actors, *roles.recipients)
            known = bool(places and roles.actors and roles.recipients) and all(map(self._is_official, told))
        elif entry is HANDED:
            known = bool(places and roles.actors and roles.recipients) and self._is_official(roles.recipients[0])
        elif entry is COMING:
            known = bool(places and roles.actors) and standing.status in ("conditional", "refused")
        elif entry is INVITED:
            if standing.status in ("held", "scheduled"):
                standing = replace(standing, status="proposed")
            known = bool(roles.actors and roles.recipients and places)
        elif entry is SIGNING:
            if places and not roles.actors and self.syntax.is_passive(head):
                roles = self.company.principals(roles) or roles
            known = bool(places) and not self._signs_alone(roles)
        else:
            known = entry is not DISCUSSION or bool(places) or self.calendar.date(head) is not None
        return (roles, standing, places) if known else None

    def _is_official(self, actor: str) -> bool:
        """Say whether this is a person with an office: no reporter and no crowd."""
        held = self.parties.actors.get(actor)
        return held is not None and held.type == "person" and bool(held.roles)

    def _signs_alone(self, roles: Roles) -> bool:
        """Say whether one person signs for his own side."""
        return len(roles.actors) == 1 and not roles.recipients and self.delegates.is_person(roles.actors[0])

    def _takes_place(self, trigger: Trigger, carrier: int | None) -> bool:
        """Say whether the verb tells when the meeting was: "opened on Monday", but not "was announced on Monday"."""
        if carrier is None or self.syntax.relation(trigger.head) != "nsubj":
            return False
        return bool(TAKING_PLACE.intersection(self.syntax.stems[carrier]) or self.syntax.below(carrier, "cop"))

    def _invited(self, trigger: Trigger, roles: Roles) -> Roles:
        """Return who was invited and who invited: "Alba declined an invitation from Beria"."""
        carrier = roles.carrier
        doers = self.parties.of(self.syntax.surface_subjects(carrier)) if carrier is not None else ()
        hosts = tuple(actor for actor in (*roles.actors, *roles.recipients) if actor not in doers)
        return Roles(doers, hosts, carrier)

    def _stands(self, trigger: Trigger, roles: Roles) -> bool:
        """Say whether anything is known of who acted: a noun needs both sides, a verb one."""
        known = bool(roles.actors) + bool(roles.recipients)
        verb = trigger.entry.words[0]
        if verb in DECLINING and UTTERING.intersection(self._complements(trigger.head)):
            return False  # "declined to comment"
        if verb in PRIVATE and len(trigger.words) == 1 and known < len(("actor", "recipient")):
            return False
        return known == 2 or (known == 1 and (not trigger.noun or roles.carrier is not None))

    def _complements(self, head: int) -> set[str]:
        return {
            stem
            for word in self.syntax.below(head, "xcomp", "advcl", "ccomp")
            for stem in self.syntax.stems[word.index]
        }

    def _status(self, trigger: Trigger, standing: Standing, when: When | None) -> Status | None:
        status = standing.status
        act = self.reports.act(trigger.head)
        beside = is_occasion(self.syntax, trigger) or self._is_during(trigger)  # "denied it during talks in Rome"
        if status in ("held", "under way", None) and act == "deny" and not self.reports.negated(trigger.head):
            return status if beside else "denied"
        if status is None or (status == "held" and trigger.noun and self._is_any(trigger.head)):
            return None
        ahead = status == "held" and trigger.entry.type not in SPOKEN and self._lies_ahead(when)
        return "scheduled" if ahead else status

    def _is_any(self, head: int) -> bool:
        """Say whether the noun means whichever there may be: "before any talks"."""
        return any(word.text.lower() == "any" for word in self.syntax.below(head, "det"))

    def _is_during(self, trigger: Trigger) -> bool:
        return trigger.noun and self.syntax.case(spell_of(self.syntax, trigger.head)) == "during"

    def _lies_ahead(self, when: When | None) -> bool:
        published = self.article.published
        return bool(published and when and when.earliest and when.earliest > published.isoformat())

    def _places(self, trigger: Trigger, roles: Roles) -> tuple[Place, ...]:
        goals = trigger.entry.form == "visit" or trigger.entry.words == INVITATION
        goals = goals or (roles.carrier is not None and not trigger.noun)
        carriers = [roles.carrier] if roles.carrier is not None else []
        told = [word.index for word in self.syntax.below(trigger.head, "acl")] if trigger.noun else []
        places = list(self.atlas.places([trigger.head, *trigger.words[1:]], goals=goals)) if told else []
        places = places or (list(self.atlas.places(told)) if told else [])
        if not places:
            places = list(self.atlas.places([trigger.head, *carriers, *trigger.words[1:]], goals=goals))
        if not places and roles.carrier is not None and self.syntax.below(roles.carrier, "cop"):
            places = list(self.atlas.predicate(roles.carrier))
        if not places:
            places = self._goals(trigger, roles.carrier)
        if trigger.entry.form == "visit" and not places and not trigger.noun:
            places = [place for index in self.syntax.objects(trigger.head) for place in self.atlas.at(index)]
        return tuple(places)

    def _goals(self, trigger: Trigger, carrier: int | None) -> list[Place]:
        """Return where somebody goes to meet ("flew to Rome for talks"), or where it was set for ("for Rome")."""
        moving = carrier is not None and bool((MOTION | SENDING).intersection(self.syntax.stems[carrier]))
        if carrier is not None and moving and trigger.noun:
            return list(self.atlas.places([carrier], goals=True))
        planned = [trigger.head, *(word.index for word in self.syntax.below(trigger.head, "acl"))]
        planned += [carrier] if carrier is not None and PLANNING.intersection(self.syntax.stems[carrier]) else []
        named = [at for index in planned for at in self.syntax.obliques(index, "for")]
        return [place for at in named for place in self.atlas.at(at) if place.country is not None]

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
