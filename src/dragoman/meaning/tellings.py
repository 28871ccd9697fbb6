"""Meetings that the model sees told and no rule has found: "had just seen the delegates", "exchanged maps in Oslo".

Rules know words of meeting, and say exactly who met whom and how it stands; the model was shown what readers marked and
knows no reason. What it alone sees has a confidence of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.contract import Event, Status
from dragoman.meaning.conditions import condition_part, find_condition
from dragoman.meaning.dating import Calendar
from dragoman.meaning.parties import Parties
from dragoman.meaning.places import Atlas
from dragoman.meaning.reports import Reports
from dragoman.meaning.sameness import Delegates
from dragoman.meaning.syntax import Syntax
from dragoman.meaning.takers import takers
from dragoman.reading.analysis import Telling

# Mean probability of the words from which on a telling is kept, chosen on articles apart from the training.
SURE = 0.7
SURE_OF_ONE = 0.8  # where one party alone is known
UNHELD = frozenset({"proposed", "refused", "conditional", "scheduled", "cancelled"})  # a meeting, whatever its type
CENTRES = frozenset({"VERB", "NOUN", "ADJ"})
SPEECH = frozenset({"speak", "lecture"})
STATUSES: dict[str, Status] = {
    "held": "held",
    "scheduled": "scheduled",
    "proposed": "proposed",
    "conditional": "conditional",
    "refused": "refused",
}


@dataclass(frozen=True, slots=True)
class Sight:
    """What the search for told meetings looks at."""

    syntax: Syntax
    parties: Parties
    delegates: Delegates
    calendar: Calendar
    atlas: Atlas
    reports: Reports


def told_meetings(sight: Sight, found: Sequence[Event]) -> Iterator[tuple[Event, dict[str, float]]]:
    """Yield the meetings that are told where none is found yet, with the features of their confidence."""
    syntax = sight.syntax
    known = [event.evidence for event in found if event.type == "CONSULT" or event.status in UNHELD]
    for telling in syntax.analysis.tellings:
        words = tuple(range(telling.first, telling.last + 1))
        evidence = syntax.part(words)
        if telling.score < SURE or any(evidence.overlaps(span) for part in known for span in part.spans):
            continue
        event = _event(sight, telling, words)
        if event is not None:
            yield event, {"seen": 1.0, "seen_score": telling.score}


def _event(sight: Sight, telling: Telling, words: tuple[int, ...]) -> Event | None:
    """Return the meeting, or None where nobody is known to take part, or one only and the model is less sure."""
    syntax = sight.syntax
    tops = [at for at in words if syntax.words[at].head not in words and syntax.words[at].tag in CENTRES]
    if not tops:
        return None
    verbs = [at for at in tops if syntax.words[at].tag == "VERB"]
    named = [*(actor for verb in verbs for actor in takers(syntax, sight.parties, verb)), *sight.parties.within(words)]
    at_places = (actor for at in words if syntax.case(at) == "at" for actor in sight.parties.at(at))
    venues = {actor for actor in at_places if "organisation" in sight.parties.type(actor)}
    may = dict.fromkeys(actor for actor in named if actor not in venues and _may_meet(sight.parties, actor))
    who = sight.delegates.specific(tuple(may))
    alone = len(who) == 1 and bool(venues) and any(SPEECH.intersection(syntax.stems[verb]) for verb in verbs)
    if not who or alone or (len(who) == 1 and telling.score < SURE_OF_ONE):
        return None  # who "was speaking at the institute" met nobody
    condition = find_condition(syntax, tops[0], open_ended=False) if telling.status == "conditional" else None
    dates = (sight.calendar.date(at) for at in tops)
    return Event(
        id="",
        type="CONSULT",
        mode=None,
        trigger=syntax.part((tops[0],)),
        evidence=syntax.part(words),
        actors=who[:1],
        recipients=who[1:],
        places=tuple(sight.atlas.places(tops, goals=True)),
        when=next((when for when in dates if when is not None), None)
        or sight.calendar.between(telling.first, telling.last),
        status=STATUSES[telling.status],
        form="meeting",
        condition=condition_part(syntax, condition) if condition is not None else None,
        attribution=sight.reports.innermost(tops[0]),
        confidence=0.0,
    )


def _may_meet(parties: Parties, actor: str) -> bool:
    return parties.type(actor) != "outlet"
