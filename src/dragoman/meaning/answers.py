"""Positions that answer earlier ones: "rejected both demands" is two rejections of the two demands before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from dragoman.contract import Event, Position, Stance
from dragoman.meaning.matter import Matter
from dragoman.meaning.syntax import Syntax

# Which earlier stances a noun points back to; None: any of those that ask or offer something.
ASKING: frozenset[Stance] = frozenset({"demand", "require"})
OFFERING: frozenset[Stance] = frozenset({"offer", "promise"})
PUTTING = ASKING | OFFERING
POINTERS: dict[str, frozenset[Stance]] = {
    "demand": ASKING,
    "condition": ASKING,
    "request": ASKING,
    "call": ASKING,
    "ultimatum": ASKING,
    "precondition": ASKING,
    "term": PUTTING,
    "appeal": ASKING,
    "offer": OFFERING,
    "proposal": PUTTING,
    "invitation": OFFERING | ASKING,
    "idea": PUTTING,
    "plan": PUTTING,
    "suggestion": PUTTING,
    "bargain": PUTTING,
    "point": PUTTING,
}
REPLIES: frozenset[Stance] = frozenset({"accept", "reject", "support", "oppose"})
POINTING = frozenset(
    {"the", "both", "this", "that", "these", "those", "all", "such", "any", "either", "its", "their", "his"}
)
SEVERAL = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
LONGEST_POINTER = 6  # words; a longer noun phrase says itself what it is about
NEAR = 400  # code points between demands that "the demands" takes together: a paragraph
LOOK_BACK = 30  # earlier positions an answer is looked for among
MEETING_WORDS = frozenset(
    {"meet", "talk", "negotiate", "meeting", "talks", "summit", "negotiation", "speak", "sit", "attend"}
)


class HasMatter(Protocol):
    """Anything that knows what a position is about."""

    @property
    def matter(self) -> Matter:
        """The matter's words in the tree."""
        ...


def answer(syntax: Syntax, rows: Sequence[tuple[Position, HasMatter]], events: Sequence[Event]) -> tuple[Position, ...]:
    """Return the positions with `answers` filled in; one that answers several becomes several."""
    done: list[Position] = []
    for position, found in rows:
        answered = _answered(syntax, position, found.matter, done)
        if position.stance == "offer" and _meets_proposal(syntax, position, found.matter, events):
            position = replace(position, stance="accept")
        several = len(answered) > 1
        done += [_reply(position, same, about_earlier=several) for same in answered] or [position]
    return _renumber(done)


def _reply(position: Position, same: Sequence[Position], *, about_earlier: bool) -> Position:
    """Return the position as an answer to one earlier matter, whose issue it takes over, by all who hold that."""
    first = same[0]
    theirs = dict.fromkeys(actor for earlier in same for actor in (earlier.holder, *earlier.on_behalf_of))
    toward = tuple(actor for actor in theirs if actor != position.holder and actor not in position.on_behalf_of)
    return replace(
        position,
        about=first.about if about_earlier else position.about,
        issue=first.issue or position.issue,
        toward=toward,
        answers=tuple(earlier.id for earlier in same),
        id=f"{position.id}/{first.id}" if about_earlier else position.id,
    )


def _answered(syntax: Syntax, position: Position, matter: Matter, done: Sequence[Position]) -> list[list[Position]]:
    """Return the earlier matters that the noun points back to, each with the positions of all who hold it."""
    if position.stance not in REPLIES or matter.clause:
        return []
    kinds = next((POINTERS[stem] for stem in syntax.stems[matter.head] if stem in POINTERS), None)
    determiners = {word.text.lower() for word in syntax.below(matter.head, "det", "nummod", "nmod:poss", "amod")}
    if kinds is None or not determiners & (POINTING | SEVERAL.keys()) or len(matter.words) > LONGEST_POINTER:
        return []
    own = {position.holder, *position.on_behalf_of}
    matters: dict[tuple[object, Stance], list[Position]] = {}
    for earlier in done[-LOOK_BACK:]:
        if earlier.stance in kinds and not own & {earlier.holder, *earlier.on_behalf_of}:
            matters.setdefault((earlier.about.spans, earlier.stance), []).append(earlier)
    groups = list(matters.values())
    if not groups:
        return []
    count = next((SEVERAL[word] for word in determiners if word in SEVERAL), 1)
    last = groups[-1]
    same = [group for group in groups if {each.holder for each in group} & {each.holder for each in last}]
    if count == 1 and syntax.lower(matter.head).endswith("s"):
        near = last[0].evidence.start - NEAR
        return [group for group in same if group[0].evidence.start >= near]
    return same[-count:] if count > 1 else [last]


def _meets_proposal(syntax: Syntax, position: Position, matter: Matter, events: Sequence[Event]) -> bool:
    """Say whether an offer to meet takes up a meeting that others proposed or refused earlier in the article."""
    if not any(MEETING_WORDS.intersection(syntax.stems[index]) for index in matter.words[:6]):
        return False
    own = {position.holder, *position.on_behalf_of}
    involved = own | set(position.toward)
    for event in events:
        if event.type != "CONSULT" or event.trigger.start >= position.about.start:
            continue
        parties = {*event.actors, *event.recipients}
        if event.status in ("proposed", "refused") and len(parties & involved) > 1:
            return True
    return False


def _renumber(done: Sequence[Position]) -> tuple[Position, ...]:
    ids = {position.id: f"p{number}" for number, position in enumerate(done, start=1)}
    return tuple(
        replace(position, id=ids[position.id], answers=tuple(ids[old] for old in position.answers if old in ids))
        for position in done
    )
