"""Who meets where the words of a meeting name too few: from the meetings told before, or the article's main pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman.contract import Event, Place, Status
from dragoman.meaning.arguments import PAIR, Roles, carrier_of
from dragoman.meaning.meetings import LAST_MEANT, LASTING, is_definite, is_fresh
from dragoman.meaning.parties import Parties
from dragoman.meaning.sameness import Delegates, far_apart
from dragoman.meaning.status import Standing, look_up
from dragoman.meaning.syntax import Syntax
from dragoman.meaning.triggers import Trigger

REAL = frozenset({"held", "under way"})
LOOK_BACK = 40  # earlier meetings that a later telling is compared with: more than an article tells of
TEAMS = frozenset(
    "team expert commander official negotiator delegate panel committee commission group delegation envoy "
    "representative officer technician side party deputy".split()
)
UNNAMED = frozenset({"group", "unnamed"})
ORGANISATIONS = frozenset({"international_organisation", "organisation"})
THEM = frozenset({"they", "both", "pair", "two", "duo"})
NOUNS = ("with", "between", "to")


class Company:
    """Completes the parties of meetings by what the article told before."""

    def __init__(self, syntax: Syntax, parties: Parties, delegates: Delegates) -> None:
        self._syntax = syntax
        self._parties = parties
        self._delegates = delegates
        self.told: list[Event] = []
        self.coming: tuple[Event, ...] = ()  # what the article tells of later, once it has been read to its end
        self.open = False  # whether some meeting was left without parties, so that reading on may help

    def inherit(self, trigger: Trigger, roles: Roles, standing: Standing, places: Sequence[Place]) -> Roles | None:
        """Return the parties of the meeting that the words point back to; None where they tell nothing new of it."""
        syntax = self._syntax
        fresh = is_fresh(syntax, trigger) or not is_definite(syntax, trigger)
        carrier = carrier_of(syntax, trigger.head)
        if carrier is None or standing.status is None or (standing.status == "hypothetical" and not fresh):
            return None
        if self._opens(trigger, carrier, standing, places):
            return self._foretold(trigger, roles, places)
        if not fresh and standing.status in REAL:
            return None
        if not fresh and look_up(syntax, carrier, trigger.head) is None and standing.condition is None:
            return None
        bare = not is_definite(syntax, trigger) and not is_fresh(syntax, trigger)
        several = [
            earlier
            for earlier in self._candidates(trigger.entry.form, bare=bare)
            if len({*earlier.actors, *earlier.recipients}) >= PAIR
        ]
        here = [earlier for earlier in several if not far_apart(earlier.places, places)]
        for earlier in here or (several if is_fresh(syntax, trigger) else ()):  # "a third round" may be elsewhere
            if not fresh and standing.status in ("scheduled", "proposed") and earlier.status in REAL:
                return None  # talks that go on are not planned anew
            known = Roles(earlier.actors, earlier.recipients, roles.carrier)
            leaders = all(map(self._parties.pairs.leads, (*known.actors, *known.recipients)))
            return known if leaders or not fresh or trigger.entry.form != "talks" else self._by_state(known)
        if len(roles.actors) >= PAIR:
            return roles
        pair = self._parties.pairs.main() if trigger.entry.form == "talks" and not places else ()
        return Roles(pair, (), roles.carrier) if pair else None

    def absent(self, roles: Roles) -> Roles | None:
        """Return who stayed away, the one that is known: "The talks were boycotted by Alba"."""
        if roles.carrier is None:
            return None
        passive = self._syntax.is_passive(roles.carrier)
        doers = self._syntax.agents(roles.carrier) if passive else self._syntax.subjects(roles.carrier)
        found = self._parties.of(doers)
        return Roles(found, (), roles.carrier) if found else None

    def _opens(self, trigger: Trigger, carrier: int, standing: Standing, places: Sequence[Place]) -> bool:
        """Say whether the words are the first telling of talks that took place ("Talks on the dam ended in Rome")."""
        conference = trigger.entry.words == ("conference",) and bool(places)
        if (trigger.entry.form != "talks" and not conference) or standing.status not in (*REAL, "collapsed"):
            return False
        if not LASTING.intersection(self._syntax.stems[carrier]):
            return False
        return all(far_apart(earlier.places, places) or (places and not earlier.places) for earlier in self.told)

    def _foretold(self, trigger: Trigger, roles: Roles, places: Sequence[Place]) -> Roles | None:
        """Return the parties of the talks that the article tells of later, or else its main pair."""
        self.open = True
        for later in self.coming:
            if later.trigger.start < self._syntax.words[trigger.head].start or later.form == "call":
                continue
            if len({*later.actors, *later.recipients}) >= PAIR and not far_apart(later.places, places):
                return Roles(later.actors, later.recipients, roles.carrier)
        return self.principals(roles)

    def principals(self, roles: Roles) -> Roles | None:
        """Return the parties that the article tells of most often as meeting one another, or else its main pair.

        Where those who meet most are none of the main pair, they are who brings it together.
        """
        self.open = True
        groups: Counter[frozenset[str]] = Counter()
        for event in (*self.told[:LOOK_BACK], *self.coming):
            states = frozenset(map(self._delegates.state, (*event.actors, *event.recipients)))
            if event.form != "call" and len(states) >= PAIR:
                groups[states] += 1
        pair = self._parties.pairs.main()
        most = groups.most_common(1)[0][0] if groups else frozenset()
        if most and (not pair or most & set(pair)):
            return Roles(tuple(sorted(most)), (), roles.carrier)
        return Roles(pair, (), roles.carrier) if pair else None

    def _candidates(self, form: str | None, *, bare: bool) -> list[Event]:
        """Return the meetings told before, those of the form first: the article's first talks, but its last call.

        A bare noun ("talks are possible") means no other kind of meeting.
        """
        alike = [event for event in self.told[:LOOK_BACK] if event.form == form]
        if bare:
            return alike
        recent = self.told[-LOOK_BACK:][::-1]
        return [*(alike[::-1] if form in LAST_MEANT else alike), *recent]

    def theirs(self, trigger: Trigger, roles: Roles) -> Roles | None:
        """Return the parties of "their meeting", told just before, where one of them speaks of it."""
        syntax = self._syntax
        if not any(word.text.lower() == "their" for word in syntax.below(trigger.head, "nmod:poss")):
            return None
        subjects = syntax.surface_subjects(roles.carrier) if roles.carrier is not None else ()
        named = set(self._parties.of(subjects))
        for earlier in reversed(self.told[-LOOK_BACK:]):
            parties = {*earlier.actors, *earlier.recipients}
            if len(parties) >= PAIR and named & parties:
                return Roles(earlier.actors, earlier.recipients, roles.carrier)
        return None

    def meant(self, trigger: Trigger, roles: Roles) -> Roles:
        """Return the parties that a verb's subject stands for without a name: "technical teams will meet", "they met".

        Teams are those of the article's talks, "they" and "the two" who met last, ministers those of their body.
        """
        syntax = self._syntax
        if roles.actors:
            bodies = [actor for actor in self._bodies(trigger.head) if actor not in roles.actors]
            unnamed = all(self._parties.type(actor) in UNNAMED for actor in roles.actors)
            return Roles(tuple(bodies), (), roles.carrier) if bodies and unnamed else roles
        for subject in syntax.surface_subjects(trigger.head)[:1]:
            plural = syntax.words[subject].penn in ("NNS", "NNPS")
            them = THEM.intersection((syntax.lower(subject), *syntax.stems[subject]))
            if them or (plural and self._are_two(subject)):
                for earlier in reversed(self.told[-LOOK_BACK:]):
                    if len({*earlier.actors, *earlier.recipients}) >= PAIR:
                        return Roles(earlier.actors, earlier.recipients, roles.carrier)
            joint = any(word.text.lower() in ("their", "joint") for word in syntax.below(subject, "nmod:poss", "amod"))
            if (plural or joint) and TEAMS.intersection(syntax.stems[subject]):
                return self.principals(roles) or roles
        return roles

    def _bodies(self, verb: int) -> tuple[str, ...]:
        """Return the organisations whose ministers, experts, ... the subject names."""
        below = [
            word.index
            for subject in self._syntax.surface_subjects(verb)
            for word in self._syntax.below(subject, "nmod:poss", "compound", "nmod", "amod")
        ]
        return tuple(actor for actor in self._parties.of(below) if self._parties.type(actor) in ORGANISATIONS)

    def _are_two(self, subject: int) -> bool:
        return any(word.text.lower() in ("two", "both") for word in self._syntax.below(subject, "nummod", "det"))

    def for_talks(self, trigger: Trigger, roles: Roles, status: Status | None) -> Roles:
        """Return the roles with states in place of a lone leader who wants or refuses talks, and with the other side.

        Talks are between states, armed groups and bodies; who says that he will not negotiate says it for his own.
        """
        own = {*roles.actors, *roles.recipients}
        if trigger.entry.form != "talks" or status is None or status in REAL or not own:
            return roles
        if len(own) > 1:
            persons = all(self._delegates.is_person(actor) for actor in own)
            return roles if persons or status == "scheduled" else self._by_state(roles)
        if self._names_other(trigger):
            return roles
        state = self._delegates.state(own.pop())
        other = self._other_side(state)
        return Roles((state,), (other,) if other else (), roles.carrier)

    def _by_state(self, roles: Roles) -> Roles:
        actors = tuple(dict.fromkeys(map(self._delegates.state, roles.actors)))
        recipients = dict.fromkeys(map(self._delegates.state, roles.recipients))
        return Roles(actors, tuple(each for each in recipients if each not in actors), roles.carrier)

    def _names_other(self, trigger: Trigger) -> bool:
        """Say whether the words name another party, although nobody knows who it is."""
        head = trigger.head
        if self._syntax.obliques(head, *NOUNS):
            return True
        return not trigger.noun and len(trigger.words) == 1 and bool(self._syntax.below(head, "obj"))

    def _other_side(self, state: str) -> str | None:
        for earlier in reversed(self.told[-LOOK_BACK:]):
            states = {self._delegates.state(actor) for actor in (*earlier.actors, *earlier.recipients)}
            if state in states and len(states) == PAIR:
                return next(iter(states - {state}))
        pair = self._parties.pairs.main()
        return next(actor for actor in pair if actor != state) if state in pair else None
