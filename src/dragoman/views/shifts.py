"""Shifts: where what a party wants does not agree with what it wanted before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, select

from dragoman.dossier import Dossier
from dragoman.record import schema
from dragoman.record.store import Record
from dragoman.views.filters import Filter, load_merged, root_of, wanted_actors
from dragoman.views.issues import (
    ByWords,
    Issue,
    asked_issues,
    find_by_words,
    has_issue,
)
from dragoman.views.latest import TAKEN_BY, find_latest, spoken_for_self
from dragoman.views.negotiations import (
    Delegation,
    Negotiation,
    as_spoken_for,
    ask_for,
    find_negotiation,
    involves,
)
from dragoman.views.periods import find_period
from dragoman.views.rows import PositionRow, among, load_all, load_positions

FOR: Final = frozenset({"demand", "require", "offer", "accept", "support", "promise"})
AGAINST: Final = frozenset({"reject", "oppose"})
MOST_ROWS: Final = 4000  # a bound for one answer
FEW_ACTORS: Final = 500  # whose positions are looked up one by one
FIRST_DAY: Final = "0000"  # before all days

ShiftKind = Literal["reversal", "condition added", "condition dropped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A party's stance on an issue before and after it changed, each with its words."""

    party: str
    issue: str
    kind: ShiftKind
    before: PositionRow
    after: PositionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Whose positions are compared (the actors of each party), on which issues (none: on any), on which conditions."""

    groups: Sequence[frozenset[int]]
    issues: Sequence[Issue]
    conditions: Sequence[ColumnElement[bool]]

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset[int]().union(*self.groups)


class _Taken(NamedTuple):
    """A position as the comparison needs it; thousands are compared, and tuples are quickly made."""

    id: int
    day: str
    issue: str
    holder: int
    stance: str
    conditional: bool


def list_shifts(record: Record, filter: Filter, *, dossier: Dossier | None = None) -> list[Shift]:
    """Return how parties changed their stance on issues between `since` and `until`, the latest first.

    The stance before is the party's last one on that issue, however old. Without `since`, the ninety days before
    `until` (or before the latest article) are looked at, unless the limit is 0.

    Args:
        record: what is asked.
        filter: whose shifts, on which issue, in which days.
        dossier: only its parties, each with those who speak for it, on its issues; positions that name no issue belong
            to those whose words they have. Its days count where the filter has none. The filter's party is one of the
            dossier's; third parties shift only where the filter names somebody.

    Raises:
        RecordError: nobody is called as the filter asks, or nobody of the dossier.
    """
    with record.reading() as connection:
        since, until = find_period(connection, filter, dossier)
        if until is None:
            return []
        since, issues = since or FIRST_DAY, asked_issues(filter, dossier)
        if dossier:
            talks = find_negotiation(connection, dossier, party=filter.party)
            asked = ask_for(connection, talks, filter.actor, kind="position") if filter.actor is not None else None
            parties = talks.principals if filter.party is None and asked is None else talks.delegations
            return find_shifts_of(
                connection, parties, talks, since=since, until=until, issues=issues, limit=filter.limit, asked=asked
            )
        numbers = wanted_actors(connection, filter) or _parties_with_positions(connection, since, until)
        return find_shifts(connection, numbers, since=since, until=until, issues=issues, limit=filter.limit)


def find_shifts_of(
    connection: Connection,
    parties: Sequence[Delegation],
    talks: Negotiation,
    *,
    since: str,
    until: str,
    limit: int,
    issues: Sequence[Issue] = (),
    asked: frozenset[int] | None = None,
) -> list[Shift]:
    """Return the shifts of parties of a negotiation, under their names there; a speaker's words are the party's.

    Args:
        connection: in a transaction.
        parties: whose shifts.
        talks: the negotiation, which says who speaks for whom.
        since: the first day, ISO.
        until: the last day, ISO.
        limit: how many at most; 0 for all.
        issues: only on these, where there are any.
        asked: only positions that these actors hold, or that are held on their behalf.
    """
    named = {number: one.name for one in reversed(parties) for number in one.members}
    numbers, conditions = set(named), []
    if asked is not None and asked <= numbers:
        numbers = set(asked)
    elif asked is not None:
        conditions.append(involves(connection, "position", asked, speakers=talks.spokespersons))
    found = find_shifts(
        connection,
        numbers,
        since=since,
        until=until,
        issues=issues,
        limit=limit,
        named=named,
        speakers=talks.spokespersons,
        conditions=conditions,
    )
    return [
        replace(shift, before=as_spoken_for(shift.before, talks), after=as_spoken_for(shift.after, talks))
        for shift in found
    ]


def find_shifts(
    connection: Connection,
    parties: Iterable[int],
    *,
    since: str,
    until: str,
    issues: Sequence[Issue] = (),
    limit: int = 0,
    named: Mapping[int, str] | None = None,
    speakers: Iterable[int] = (),
    conditions: Sequence[ColumnElement[bool]] = (),
) -> list[Shift]:
    """Return the shifts of actors (numbers; merged ones count together) between two days, the latest first.

    Args:
        connection: in a transaction.
        parties: whose positions are compared.
        since: the first day, ISO; the stance before may be older.
        until: the last day, ISO.
        issues: only on these, where there are any.
        limit: how many at most; 0 for all.
        named: the party for which an actor counts; one that is not there counts as itself.
        speakers: actors of whom it is known for whom they speak; see `spoken_for_self`.
        conditions: more that a position must meet, on the columns of `positions` and `position_actors`.
    """
    merged, places = load_merged(connection), named or {}
    asked = _Asked(
        issues=issues,
        groups=_by_place(set(parties), places),
        conditions=[
            schema.positions.c.stance.in_(FOR | AGAINST),
            *spoken_for_self(connection, speakers),
            *conditions,
        ],
    )
    inside = _taken_between(connection, asked, since=since, until=until)
    before = _taken_before(connection, asked, {taken.issue for _, taken in inside}, since=since)
    told: dict[tuple[int | str, str], set[_Taken]] = {}
    last: dict[tuple[int | str, str], set[_Taken]] = {}
    for found, rows in ((told, inside), (last, before)):
        for number, taken in rows:
            place = places.get(number) or root_of(number, merged)
            found.setdefault((place, taken.issue), set()).add(taken._replace(holder=root_of(taken.holder, merged)))
    changes = [
        (one, other, place, kind)
        for (place, about), row in told.items()
        for one, other, kind in _changes(_last_day(last.get((place, about), ())), row)
    ]
    changes.sort(key=lambda change: (change[1].day, change[1].id), reverse=True)
    return _shifts(connection, changes[:limit] if limit else changes)


def _by_place(numbers: set[int], places: Mapping[int, str]) -> list[frozenset[int]]:
    """Return the numbers of actors by the party for which they count."""
    groups: dict[str | None, set[int]] = {}
    for number in numbers:
        groups.setdefault(places.get(number), set()).add(number)
    return [frozenset(group) for group in groups.values()]


def _last_day(rows: Iterable[_Taken]) -> list[_Taken]:
    """Return the rows of the last day among some."""
    day = max((taken.day for taken in rows), default="")
    return sorted(taken for taken in rows if taken.day == day)


def _changes(before: Sequence[_Taken], rows: Iterable[_Taken]) -> Iterable[tuple[_Taken, _Taken, ShiftKind]]:
    """Yield where the stance of a day differs from that of an earlier day.

    Of a speaker, what is told last on a day counts. Where a party's speakers differ on a day, it has not changed as
    long as one of them says what was said before: they contradict each other, and `list_contradictions` tells it.
    """
    for _, same_day in groupby(sorted(rows, key=lambda taken: (taken.day, taken.id)), key=lambda taken: taken.day):
        voices = list({taken.holder: taken for taken in same_day}.values())
        kept = [taken for taken in voices if any(not _kind_of_shift(one, taken) for one in before)]
        if before and not kept:
            one, other = before[-1], voices[-1]
            kind = _kind_of_shift(one, other)
            if kind:
                yield one, other, kind
        before = kept or voices


def are_opposite(one: str, other: str) -> bool:
    """Return whether one of two stances is for a thing and the other against it."""
    return (one in FOR and other in AGAINST) or (one in AGAINST and other in FOR)


def _kind_of_shift(before: _Taken, after: _Taken) -> ShiftKind | None:
    if are_opposite(before.stance, after.stance):
        return "reversal"
    if before.stance in FOR and after.stance in FOR and before.conditional != after.conditional:
        return "condition added" if after.conditional else "condition dropped"
    return None


def _parties_with_positions(connection: Connection, since: str, until: str) -> set[int]:
    """Return the actors on whose behalf positions were taken between two days."""
    table = schema.position_actors
    query = select(table.c.actor_no).where(table.c.role == "behalf", table.c.day.between(since, until)).distinct()
    return set(connection.scalars(query))


def _taken_between(connection: Connection, asked: _Asked, *, since: str, until: str) -> list[tuple[int, _Taken]]:
    """Return who (actor's number) took which position between two days, or had it taken for it."""
    parties, numbers = schema.position_actors, asked.numbers
    inside = [parties.c.day.between(since, until), *asked.conditions]
    query = _taken_query().where(
        parties.c.role.in_(TAKEN_BY),
        has_issue(asked.issues),
        schema.positions.c.standing == "live",
        schema.positions.c.same_as.is_(None),
        *inside,
    )
    if len(numbers) <= FEW_ACTORS:  # else, going by the days is quicker
        query = query.where(among(connection, parties.c.actor_no, numbers))
    found = [(row.actor_no, _taken(row)) for row in connection.execute(query) if row.actor_no in numbers]
    by_words = find_by_words(connection, numbers, asked.issues, conditions=inside, most=MOST_ROWS)
    return [*found, *_load_taken(connection, by_words)]


def _taken_before(connection: Connection, asked: _Asked, issues: set[str], *, since: str) -> list[tuple[int, _Taken]]:
    """Return the last position of each actor on each issue before a day."""
    before = [schema.position_actors.c.day < since, *asked.conditions]
    found = {
        ByWords(actor=number, id=row_id, issue=issue)
        for issue in sorted(issues)
        for number, row_id in find_latest(connection, asked.numbers, issue, conditions=before).items()
    }
    with_words = [issue for issue in asked.issues if issue.id in issues]
    for group in asked.groups:
        latest: dict[tuple[int, str], ByWords] = {}
        for one in find_by_words(connection, group, with_words, conditions=before):
            latest.setdefault((one.actor, one.issue), one)
        found.update(latest.values())
    return _load_taken(connection, sorted(found))


def _load_taken(connection: Connection, found: Sequence[ByWords]) -> list[tuple[int, _Taken]]:
    """Return positions as the comparison needs them, each with whose it is, on the issue to which it belongs."""
    if not found:
        return []
    query = _taken_query().where(among(connection, schema.positions.c.id, sorted({one.id for one in found})))
    rows = {(row.actor_no, row.id): row for row in connection.execute(query)}
    return [(one.actor, _taken(rows[one.actor, one.id])._replace(issue=one.issue)) for one in found]


def _taken_query() -> Select[Any]:
    parties, table, parts = schema.position_actors, schema.positions, schema.position_parts
    voices = parties.alias("holders")
    holder = voices.c.actor_no.label("holder")
    return (
        select(parties.c.actor_no, table.c.id, table.c.day, table.c.stance, table.c.issue, parts.c.part, holder)
        .select_from(parties)
        .join(table, table.c.id == parties.c.position_id)
        .join(voices, and_(voices.c.position_id == table.c.id, voices.c.role == "holder"))
        .outerjoin(parts, and_(parts.c.position_id == table.c.id, parts.c.part == "condition"))
    )


def _taken(row: Any) -> _Taken:
    conditional = row.part is not None
    return _Taken(
        id=row.id, day=row.day, issue=row.issue, holder=row.holder, stance=row.stance, conditional=conditional
    )


def _shifts(connection: Connection, changes: Sequence[tuple[_Taken, _Taken, int | str, ShiftKind]]) -> list[Shift]:
    ids = list({taken.id for change in changes for taken in change[:2]})
    rows = dict(zip(ids, load_all(load_positions, connection, ids), strict=True))
    roots = {change[2] for change in changes if isinstance(change[2], int)}
    table = schema.actors
    names = {
        row.no: row.name for row in connection.execute(select(table.c.no, table.c.name).where(table.c.no.in_(roots)))
    }
    return [
        Shift(
            party=names[place] if isinstance(place, int) else place,
            issue=after.issue,
            kind=kind,
            before=rows[before.id],
            after=rows[after.id],
        )
        for before, after, place, kind in changes
    ]
