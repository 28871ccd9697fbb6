"""Positions that answer earlier ones: "rejected both demands" is two rejections of the two demands before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

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
    "offer": frozenset({"offer"}),
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


KEPT: frozenset[Stance] = frozenset({"promise"})
AGREED: frozenset[Stance] = frozenset({"promise", "accept"})
# Which earlier stances an accusation of breach speaks of.
PLEDGES: dict[str, frozenset[Stance]] = {
    "promise": KEPT,
    "pledge": KEPT,
    "vow": KEPT,
    "commitment": AGREED,
    "assurance": KEPT,
    "word": KEPT,
    "agreement": AGREED,
    "deal": AGREED,
    "accord": AGREED,
    "ceasefire": AGREED,
    "truce": AGREED,
}
BREACHES = (
    "break violate breach betray renege keep honour honor respect observe fulfil fulfill comply abide implement flout "
    "disregard breaking violation breach betrayal"
)
BREAKING = frozenset(BREACHES.split())


COMING = frozenset("meet see sit talk attend speak come join return negotiate resume discuss continue".split())
YIELDING = frozenset(
    "accept discuss sign apply implement comply abide recognise recognize respect honour honor endorse".split()
)


class HasMatter(Protocol):
    """Anything that knows what a position is about."""

    @property
    def matter(self) -> Matter:
        """The matter's words in the tree."""
        ...


Row = TypeVar("Row", bound=HasMatter)


def answer(syntax: Syntax, rows: Sequence[tuple[Position, Row]], events: Sequence[Event]) -> list[tuple[Position, Row]]:
    """Return the positions with `answers` filled in, each with its row; one that answers several becomes several."""
    done: list[tuple[Position, Row]] = []
    for position, found in rows:
        answered = _answered(syntax, position, found.matter, [earlier for earlier, _ in done])
        if position.stance == "offer" and (
            _meets_proposal(syntax, position, found.matter, events)
            or _comes_on_terms(syntax, position, found.matter)
            or _yields(syntax, found.matter)
        ):
            position = replace(position, stance="accept")
        several = len(answered) > 1
        replies = [_reply(position, same, about_earlier=several) for same in answered] or [position]
        done += [(reply, found) for reply in replies]
    return _renumber(_with_promises(syntax, done))


def _comes_on_terms(syntax: Syntax, position: Position, matter: Matter) -> bool:
    """Say whether somebody is ready to come, on a condition: meetings are asked for, and this is a yes to one."""
    comes = matter.clause and bool(COMING.intersection(syntax.stems[matter.head]))
    return comes and position.condition is not None


def _yields(syntax: Syntax, matter: Matter) -> bool:
    """Say whether somebody is ready for what others ask: "prepared to sign", "willing to carry it out"."""
    stems = set(syntax.stems[matter.head])
    particles = {word.text.lower() for word in syntax.below(matter.head, "compound", "advmod")}
    return matter.clause and (bool(YIELDING & stems) or ("carry" in stems and "out" in particles))


def _with_promises(syntax: Syntax, done: Sequence[tuple[Position, Row]]) -> list[tuple[Position, Row]]:
    """Let accusations of breaking a promise name the promise, where the article holds it."""
    positions = [position for position, _ in done]
    linked = []
    for position, found in done:
        broken = _broken(syntax, position, found.matter, positions) if position.stance == "accuse" else []
        linked.append((replace(position, answers=tuple(each.id for each in broken)) if broken else position, found))
    return linked


def _broken(syntax: Syntax, position: Position, matter: Matter, positions: Sequence[Position]) -> list[Position]:
    """Return the promises of the accused that the accusation speaks of: those that share its words, or the last one."""
    told = [set(syntax.stems[index]) for index in matter.words]
    pledged = next((PLEDGES[stem] for stems in told for stem in stems if stem in PLEDGES), None)
    accused = set(position.toward)
    if pledged is None or not accused or not any(stems & BREAKING for stems in told):
        return []
    given = [
        each
        for each in positions
        if each.stance in pledged and accused & {each.holder, *each.on_behalf_of} and each.about != position.about
    ]
    words = {stem for index in matter.words for stem in _content(syntax, index)} - PLEDGES.keys() - BREAKING
    shared = [each for each in given if words & _words_of(syntax, each)]
    earlier = [each for each in given if each.about.start < position.about.start]
    if shared:
        return shared
    return earlier[-1:] if not words - {"word", "week", "day"} - _names_of(syntax, matter) else []


def _content(syntax: Syntax, index: int) -> tuple[str, ...]:
    return syntax.stems[index] if syntax.words[index].tag in ("NOUN", "VERB") else ()


def _names_of(syntax: Syntax, matter: Matter) -> set[str]:
    """Return the lemmas of the matter that stand outside the promise itself: its subject, a time."""
    pledge = next((index for index in matter.words if PLEDGES.keys() & set(syntax.stems[index])), matter.head)
    outside = [index for index in matter.words if index < pledge or syntax.is_time(index)]
    return {stem for index in outside for stem in syntax.stems[index]}


def _words_of(syntax: Syntax, position: Position) -> set[str]:
    words = [word for span in position.about.spans for word in syntax.analysis.words_in(span)]
    return {stem for word in words for stem in _content(syntax, word.index)}


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


def _renumber(done: Sequence[tuple[Position, Row]]) -> list[tuple[Position, Row]]:
    ids = {position.id: f"p{number}" for number, (position, _) in enumerate(done, start=1)}
    return [
        (replace(each, id=ids[each.id], answers=tuple(ids[old] for old in each.answers if old in ids)), found)
        for each, found in done
    ]
