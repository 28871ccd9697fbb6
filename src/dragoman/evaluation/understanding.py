"""How right the understanding of hand-annotated articles is: statements, meetings, positions and times.

Each annotated entry is given the best of the rows that touch its words, in the order of the annotation; rows are then
judged by canonical names, status, stance and dates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from dragoman.contract import Attribution, Event, Position, Reading
from dragoman.evaluation.counting import Count
from dragoman.evaluation.gold_articles import AnnotatedArticle, Meeting, Stand, Statement
from dragoman.text import Part, Span

MEASURES = (
    "statements",
    "speaker, of found",
    "speaker of pronouns, of found",
    "quoting, of found",
    "channel, of found",
    "said date, of found",
    "meetings",
    "meeting parties",
    "meeting status",
    "meeting date",
    "meeting place",
    "positions",
    "condition, of found",
    "times found",
    "time values",
)

# Of these the recall alone is given: the share of what was found, or of the gold, for which the field is right.
SHARES = frozenset(name for name in MEASURES if name.endswith("of found")) | {
    "meeting status",
    "meeting date",
    "meeting place",
}

PRONOUNS = frozenset("he she it they who this that both we i".split())  # as sources

# Statuses other than held that make an event of any type a meeting to compare with: a refusal of a meeting may be
# coded as REJECT, a wish for one as REQUEST.
UNHELD = frozenset({"proposed", "refused", "conditional", "scheduled", "cancelled"})
# A reader of the table is not misled where these are taken for each other.
ALIKE = (frozenset({"held", "under way"}), frozenset({"refused", "cancelled", "collapsed"}))
BROADER = {"require": "demand", "oppose": "reject", "support": "accept"}  # the stance as which another one counts

# Letters that do not decompose into a Latin letter and a mark; apostrophes (and the ayn) are left out of names.
LETTERS = str.maketrans("ıİøØłŁđĐ", "iIoOlLdD", "’'‘ʿ")
ARTICLE = re.compile(r"^(?:the|a|an) ")
PARTICLE = re.compile(r"\b(?:al|el|as|ash|an|ad|ar|at)\b| ")  # the Arabic article, assimilated or not, and spaces
LAST_WORDS = 3  # of a name: a longer one is the same with a title or a state in front


def measure_understanding(readings: Sequence[Reading], gold: Sequence[AnnotatedArticle]) -> dict[str, Count]:
    """Return the counts by measure, in the order of `MEASURES`.

    The counts of `SHARES` have `predicted` 0: their recall is the figure.
    """
    counts = {name: Count() for name in MEASURES}
    for reading, truth in zip(readings, gold, strict=True):
        _count_statements(reading, truth, counts)
        _count_meetings(reading, truth, counts)
        _count_positions(reading, truth, counts)
        _count_times(reading, truth, counts)
    return counts


def _count_statements(reading: Reading, gold: AnnotatedArticle, counts: dict[str, Count]) -> None:
    taken: set[str] = set()
    for statement in gold.statements:
        free = [a for a in reading.attributions if a.id not in taken and a.content.overlaps(statement.content)]
        best = max(free, key=lambda a: _likeness(reading, a, statement), default=None)
        if best is None:
            continue
        taken.add(best.id)
        right = _spoken_by(reading, best, statement.speaker)
        counts["speaker, of found"].add(right, 0, 1)
        if statement.source.lower() in PRONOUNS:
            counts["speaker of pronouns, of found"].add(right, 0, 1)
        counts["quoting, of found"].add(best.quoting == statement.quoting, 0, 1)
        if statement.channel:
            counts["channel, of found"].add(is_same_name(best.channel, statement.channel), 0, 1)
        if statement.said:
            counts["said date, of found"].add(best.said is not None and best.said.value == statement.said, 0, 1)
    counts["statements"].add(len(taken), len(reading.attributions), len(gold.statements))


def _likeness(reading: Reading, attribution: Attribution, statement: Statement) -> tuple[bool, bool]:
    cue = fold(
        " ".join(reading.article.text[slice(*span)] for span in attribution.cue.spans) if attribution.cue else ""
    )
    wanted = fold(statement.cue)
    return wanted in cue or cue in wanted, _spoken_by(reading, attribution, statement.speaker)


def _spoken_by(reading: Reading, attribution: Attribution, speaker: str) -> bool:
    return _is_among(speaker, _names(reading, attribution.speakers))


def pair_meetings(reading: Reading, gold: AnnotatedArticle) -> Iterator[tuple[Meeting, Event]]:
    """Yield the annotated meetings that were found, each with the event that has most of its parties."""
    taken: set[str] = set()
    for meeting in gold.meetings:
        free = [e for e in _comparable(reading) if e.id not in taken and e.evidence.overlaps(meeting.evidence)]
        best = max(free, key=lambda e: _agreement(reading, e, meeting), default=None)
        if best is not None and _agreement(reading, best, meeting)[0]:
            taken.add(best.id)
            yield meeting, best


def is_annotated(reading: Reading, event: Event, gold: AnnotatedArticle) -> bool:
    """Say whether an annotated meeting shares the event's words, one of its parties and its status."""
    near = [meeting for meeting in gold.meetings if event.evidence.overlaps(meeting.evidence)]
    return any(all(_agreement(reading, event, meeting)) for meeting in near)


def _count_meetings(reading: Reading, gold: AnnotatedArticle, counts: dict[str, Count]) -> None:
    found = 0
    for meeting, best in pair_meetings(reading, gold):
        found += 1
        shared, same_status = _agreement(reading, best, meeting)
        counts["meeting parties"].add(shared, len(best.actors) + len(best.recipients), len(meeting.parties))
        counts["meeting status"].add(same_status, 0, 1)
        if meeting.when:
            counts["meeting date"].add(best.when is not None and best.when.value == meeting.when, 0, 1)
        if meeting.place:
            counts["meeting place"].add(_is_at(best, meeting.place), 0, 1)
    coded = sum(event.type == "CONSULT" for event in reading.events)
    counts["meetings"].add(found, coded, len(gold.meetings))


def _comparable(reading: Reading) -> Iterable[Event]:
    return (event for event in reading.events if event.type == "CONSULT" or event.status in UNHELD)


def _agreement(reading: Reading, event: Event, meeting: Meeting) -> tuple[int, bool]:
    """Return how many of the parties the event has, and whether its status can pass for the meeting's."""
    names = _names(reading, (*event.actors, *event.recipients))
    shared = sum(_is_among(party, names) for party in meeting.parties)
    both = {event.status, meeting.status}
    return shared, len(both) == 1 or any(both <= group for group in ALIKE)


def _is_at(event: Event, place: str) -> bool:
    found, wanted = fold(" ".join(one.name or one.text or "" for one in event.places)), fold(place)
    return bool(found) and (wanted in found or found in wanted)


def pair_positions(reading: Reading, gold: AnnotatedArticle) -> Iterator[tuple[Stand, Position]]:
    """Yield the annotated positions that were found with the right holder and stance, each with its row."""
    taken: set[str] = set()
    for stand in gold.positions:
        free = [p for p in reading.positions if p.id not in taken and _touches(p, stand)]
        best = max(free, key=lambda p: _accord(reading, p, stand), default=None)
        if best is None or not all(_accord(reading, best, stand)):
            continue
        taken.add(best.id)
        yield stand, best


def _count_positions(reading: Reading, gold: AnnotatedArticle, counts: dict[str, Count]) -> None:
    found = 0
    for stand, best in pair_positions(reading, gold):
        found += 1
        if stand.condition:
            counts["condition, of found"].add(_overlaps(best.condition, stand.condition), 0, 1)
    counts["positions"].add(found, len(reading.positions), len(gold.positions))


def _touches(position: Position, stand: Stand) -> bool:
    return position.about.overlaps(stand.about) or position.evidence.overlaps(stand.evidence)


def _accord(reading: Reading, position: Position, stand: Stand) -> tuple[bool, bool]:
    """Say whether the position has the right holder (or is held for it), and the right stance."""
    names = _names(reading, (position.holder, *position.on_behalf_of))
    stances = (BROADER.get(stance, stance) for stance in (position.stance, stand.stance))
    return _is_among(stand.holder, names), len(set(stances)) == 1


def _overlaps(part: Part | None, span: Span) -> bool:
    return part is not None and part.overlaps(span)


def _count_times(reading: Reading, gold: AnnotatedArticle, counts: dict[str, Count]) -> None:
    found = values = 0
    for time in gold.times:
        hit = next((t for t in reading.times if t.start < time.end and time.start < t.end), None)
        found += hit is not None
        values += hit is not None and hit.value == time.value
    for name, right in (("times found", found), ("time values", values)):
        counts[name].add(right, len(reading.times), len(gold.times))


def _names(reading: Reading, ids: Iterable[str]) -> list[str]:
    """Return the names and aliases of the actors; an id that no actor has stands for itself."""
    known = {actor.id: (actor.name, *actor.aliases) for actor in reading.actors}
    return [name for actor in ids for name in known.get(actor, (actor,))]


def _is_among(name: str, names: Iterable[str]) -> bool:
    return any(is_same_name(one, name) for one in names)


def is_same_name(one: str | None, other: str | None) -> bool:
    """Say whether two names are the same but for case, marks, apostrophes, articles, spaces and what stands in front.

    What may stand in front is what is before the last three words. Names without a Latin letter or digit are never
    the same.
    """
    a, b = fold(one or ""), fold(other or "")
    if not a or not b:
        return False
    return a == b or PARTICLE.sub("", a) == PARTICLE.sub("", b) or a.split()[-LAST_WORDS:] == b.split()[-LAST_WORDS:]


def fold(name: str) -> str:
    """Return the name in plain lower-case letters and digits, its words a space apart, without an article in front."""
    letters = unicodedata.normalize("NFKD", name.translate(LETTERS)).encode("ascii", "ignore").decode().lower()
    return ARTICLE.sub("", re.sub(r"[^a-z0-9]+", " ", letters).strip())
