"""How sure an event is: what is known of how it was read, weighed as `data/event_confidence.json` says.

The weights are fitted on the meetings of the project's own annotated articles; events of other types, which nobody
annotated there, are weighed by the same ones.
"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.contract import Attribution, Event
from dragoman.meaning.triggers import Trigger
from dragoman.meaning.weighing import weigh

FILE = "event_confidence.json"
REAL = frozenset({"held", "under way"})
SIDES = 2  # parties that make a meeting


def confidence_features(
    event: Event, trigger: Trigger, *, attribution: Attribution | None, agreed: bool
) -> dict[str, float]:
    """Return the features of one event by name, each 0 to 1.

    Args:
        event: the event as read.
        trigger: its word or words.
        attribution: the statement that reports it.
        agreed: whether its words themselves name all its parties, rather than what was told before.
    """
    parties = len({*event.actors, *event.recipients})
    return {
        "no_party": float(parties == 0),
        "one_party": float(parties == 1),
        "both_sides": float(bool(event.actors and event.recipients)),
        "many_parties": float(parties > SIDES),
        "reported": float(attribution is not None),
        "doubtful_report": 1.0 - attribution.confidence if attribution else 0.0,
        "unreal": float(event.status not in REAL),
        "conditional": float(event.condition is not None),
        "placed": float(bool(event.places)),
        "dated": float(event.when is not None),
        "noun": float(trigger.noun),
        "phrase": float(not trigger.noun and len(trigger.words) > 1),
        "agreed": float(agreed),
        "retold": 0.0,
    }


def merge_features(earlier: Mapping[str, float], later: Mapping[str, float]) -> dict[str, float]:
    """Return the features of an event told twice: what either telling has, or lacks, in its favour."""
    kept = {name: max(value, later[name]) for name, value in earlier.items()}
    for name in ("no_party", "one_party", "doubtful_report"):
        kept[name] = min(earlier[name], later[name])
    return {**kept, "retold": 1.0}


def event_confidence(features: Mapping[str, float]) -> float:
    """Return how probable it is that the event is right, from 0 to 1."""
    return weigh(features, FILE)
