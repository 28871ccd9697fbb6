"""Where and when meetings took place whose own words do not tell: "on the sidelines", "where he also met".

A report from the place of the talks names the place once. What it tells of the same days, with no place of its own,
happened there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dragoman.contract import Event, Place
from dragoman.meaning.syntax import Syntax

REAL = frozenset({"held", "under way", "collapsed"})
SIDELINES = frozenset({"sideline", "margin"})
EARLIER = frozenset("earlier previous last since before two three four five six seven eight nine ten".split())
DAYS = 4  # before the report that its "here" holds for


def set_in_scene(
    syntax: Syntax,
    events: Sequence[Event],
    *,
    heads: Sequence[int],
    dateline: Sequence[Place],
    published: date | None,
) -> list[Event]:
    """Return the events, with place and date of the scene for meetings whose own words give none.

    Args:
        syntax: the words and their trees.
        events: in any order.
        heads: the word of each event.
        dateline: the place that the report is dated from, if it is.
        published: the report's date.
    """
    order = sorted(range(len(events)), key=lambda place: heads[place])
    done: dict[int, Event] = {}
    before: Event | None = None
    opening = next((events[place] for place in order if events[place].type == "CONSULT"), None)
    here = tuple(dateline) if _is_scene(events, opening, dateline) else _lead(opening, published)
    for place in order:
        event = events[place]
        if event.type == "CONSULT" and event.form != "call":
            if before is not None and event.status in REAL and _goes_with(syntax, heads[place]):
                event = replace(event, when=event.when or before.when, places=event.places or before.places)
            if here and not event.places and event.status in REAL and _is_here(syntax, event, heads[place], published):
                event = replace(event, places=here)
            before = event
        done[place] = event
    return [done[place] for place in range(len(events))]


def _is_scene(events: Sequence[Event], opening: Event | None, dateline: Sequence[Place]) -> bool:
    """Say whether the report tells of a meeting at the place that it is dated from, or opens with one of no place."""
    names = {place.name for place in dateline}
    if names and opening is not None and not opening.places and opening.form != "call" and opening.status in REAL:
        return True
    return any(place.name in names for event in events if event.type == "CONSULT" for place in event.places)


def _lead(first: Event | None, published: date | None) -> tuple[Place, ...]:
    """Return the place of the meeting that the report opens with, if that took place just now."""
    if first is None or first.status not in REAL or not (first.when is None or _is_recent(first, published)):
        return ()
    return tuple(place for place in first.places if place.country is not None)


def _is_here(syntax: Syntax, event: Event, head: int, published: date | None) -> bool:
    """Say whether a meeting without a place belongs to the days of the report, or is told as part of its story.

    What "had met" or was an earlier round, and who flew where, is not.
    """
    if event.when is not None:
        return _is_recent(event, published)
    before = any(word.text.lower() == "had" for word in syntax.below(head, "aux"))
    earlier = any(word.text.lower() in EARLIER for word in syntax.below(head, "amod", "advmod", "nummod"))
    return event.form != "visit" and not before and not earlier


def _goes_with(syntax: Syntax, head: int) -> bool:
    """Say whether the words tie it to the meeting before: "on the sidelines", "a visit, where he also met"."""
    for word in syntax.below(head, "obl", "nmod"):
        if SIDELINES.intersection(syntax.stems[word.index]) and not syntax.below(word.index, "nmod"):
            return True
    relative = syntax.words[head].relation in ("acl:relcl", "advcl:relcl", "advcl")
    return relative and any(word.text.lower() == "where" for word in syntax.below(head, "advmod", "mark"))


def _is_recent(event: Event, published: date | None) -> bool:
    if published is None or event.when is None or event.when.earliest is None:
        return False
    return (published - timedelta(days=DAYS)).isoformat() <= event.when.earliest <= published.isoformat()
