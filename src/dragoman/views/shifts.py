"""Shifts and contradictions: where what is wanted, or told, does not agree with what was wanted or told before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Final, Literal

from sqlalchemy import Connection, and_, select

from dragoman.record import schema
from dragoman.record.store import Record
from dragoman.views.filters import Filter, load_merged, root_of, wanted_actors
from dragoman.views.lists import find_ids
from dragoman.views.meetings import HAPPENED, PLANNED, find_groups, load_meetings
from dragoman.views.rows import EventRow, PositionRow, load_all, load_positions

FOR: Final = frozenset({"demand", "require", "offer", "accept", "support", "promise"})
AGAINST: Final = frozenset({"reject", "oppose"})
WEEK_DAYS: Final = 7  # two spokesmen of one party who differ within a week contradict, later the party has shifted
MOST_ROWS: Final = 4000  # a bound for one answer
LOOK_BACK_DAYS: Final = 90
FIRST_DAY: Final = "0000"  # before all days

ShiftKind = Literal["reversal", "condition added", "condition dropped"]
ContradictionKind = Literal["two voices", "denied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A party's stance on an issue before and after it changed, each with its words."""

    party: str
    issue: str
    kind: ShiftKind
    before: PositionRow
    after: PositionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two rows that cannot both stand: two speakers of one party, or a report and its denial."""

    kind: ContradictionKind
    party: str
    issue: str | None
    one: PositionRow | EventRow
    other: PositionRow | EventRow


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """A position as the comparison needs it."""

    id: int
    day: str
    issue: str
    stance: str
    conditional: bool


def list_shifts(record: Record, filter: Filter) -> list[Shift]:
    """Return how parties changed their stance on issues between `since` and `until`, the latest first.

    The stance before is the party's last one on that issue, however old. Without `since`, the ninety days before
    `until` (or before the latest article) are looked at, unless the limit is 0.

    Raises:
        RecordError: nobody is called as the filter asks.
    """
    with record.reading() as connection:
        since, until = _period(connection, filter)
        if until is None:
            return []
        since = since or FIRST_DAY
        parties = wanted_actors(connection, filter) or _parties_with_positions(connection, since, until)
        return find_shifts(connection, parties, since=since, until=until, issue=filter.issue, limit=filter.limit)


def find_shifts(
    connection: Connection, parties: Iterable[int], *, since: str, until: str, issue: str | None = None, limit: int = 0
) -> list[Shift]:
    """Return the shifts of actors (numbers; merged ones count together) between two days, the latest first."""
    merged = load_merged(connection)
    wanted = set(parties)
    touched: set[tuple[int, str]] = set()
    for number, name in _issues_touched(connection, since=since, until=until):
        if number in wanted and issue in (None, name):
            touched.add((root_of(number, merged), name))
    members: dict[int, set[int]] = {}
    for number in wanted:
        members.setdefault(root_of(number, merged), set()).add(number)
    changes: list[tuple[_Taken, _Taken, int, ShiftKind]] = []
    for root, name in sorted(touched):
        taken = _taken(connection, members[root], name, since=since, until=until)
        for before, after in pairwise(taken):
            kind = _kind_of_shift(before, after)
            if kind and after.day >= since:
                changes.append((before, after, root, kind))
    changes.sort(key=lambda change: (change[1].day, change[1].id), reverse=True)
    changes = changes[:limit] if limit else changes
    return _shifts(connection, changes)


def _kind_of_shift(before: _Taken, after: _Taken) -> ShiftKind | None:
    if (before.stance in FOR and after.stance in AGAINST) or (before.stance in AGAINST and after.stance in FOR):
        return "reversal"
    if before.stance in FOR and after.stance in FOR and before.conditional != after.conditional:
        return "condition added" if after.conditional else "condition dropped"
    return None


def list_contradictions(record: Record, filter: Filter) -> list[Contradiction]:
    """Return what contradicts what between `since` and `until`, the latest first.

    Two speakers for one party take opposite stances on an issue within a week; or one account denies a meeting or
    event that another reports.

    Raises:
        RecordError: nobody is called as the filter asks.
    """
    with record.reading() as connection:
        since, until = _period(connection, filter)
        wanted = replace(
            filter, since=since, until=until, limit=MOST_ROWS if filter.limit else 0, status=None, stance=None
        )
        issue = [schema.positions.c.issue == filter.issue] if filter.issue else []
        stances = schema.positions.c.stance.in_(FOR | AGAINST)
        ids = find_ids(connection, "position", wanted, [stances, schema.positions.c.issue.is_not(None), *issue])
        found: list[Contradiction] = _two_voices(connection, ids)
        if not filter.issue:
            found += _denials(connection, wanted)
    found.sort(key=lambda pair: (max(_day(pair.one), _day(pair.other)), pair.other.key), reverse=True)
    return found[: filter.limit] if filter.limit else found


def _day(row: PositionRow | EventRow) -> str:
    return row.citation.published or ""


def _period(connection: Connection, filter: Filter) -> tuple[str | None, str | None]:
    until = filter.until
    if until is None:
        last = select(schema.articles.c.published_on).where(schema.articles.c.published_on.is_not(None))
        until = connection.scalar(last.order_by(schema.articles.c.published_on.desc()).limit(1))
    if filter.since or until is None or not filter.limit:
        return filter.since, until
    return (date.fromisoformat(until) - timedelta(days=LOOK_BACK_DAYS)).isoformat(), until


def _parties_with_positions(connection: Connection, since: str, until: str) -> set[int]:
    """Return the actors on whose behalf positions were taken between two days."""
    table = schema.position_actors
    query = select(table.c.actor_no).where(table.c.role == "behalf", table.c.day.between(since, until)).distinct()
    return set(connection.scalars(query))


def _issues_touched(connection: Connection, *, since: str, until: str) -> set[tuple[int, str]]:
    """Return who (actor's number) took a position on which issue between two days, or had one taken for it."""
    table = schema.position_actors
    query = (
        select(table.c.actor_no, table.c.issue)
        .where(
            table.c.role.in_(("behalf", "holder")),
            table.c.day.between(since, until),
            table.c.issue.is_not(None),
        )
        .distinct()
    )
    return {(row.actor_no, row.issue) for row in connection.execute(query)}


def _taken(connection: Connection, numbers: set[int], issue: str, *, since: str, until: str) -> list[_Taken]:
    """Return a party's positions on an issue between two days, and its last one before, in order."""
    parties, table, parts = schema.position_actors, schema.positions, schema.position_parts
    query = (
        select(table.c.id, parties.c.day, table.c.stance, parts.c.part)
        .join(table, table.c.id == parties.c.position_id)
        .outerjoin(parts, and_(parts.c.position_id == table.c.id, parts.c.part == "condition"))
        .where(
            parties.c.actor_no.in_(numbers),
            parties.c.issue == issue,
            parties.c.role.in_(("holder", "behalf")),
            table.c.standing == "live",
            table.c.same_as.is_(None),
            table.c.stance.in_(FOR | AGAINST),
        )
    )
    inside = query.where(parties.c.day.between(since, until)).order_by(parties.c.day, table.c.id).limit(MOST_ROWS)
    before = query.where(parties.c.day < since).order_by(parties.c.day.desc(), table.c.id.desc()).limit(1)
    rows = [*connection.execute(before), *connection.execute(inside)]
    found = {
        row.id: _Taken(id=row.id, day=row.day, issue=issue, stance=row.stance, conditional=row.part is not None)
        for row in rows
    }
    return list(found.values())


def _shifts(connection: Connection, changes: Sequence[tuple[_Taken, _Taken, int, ShiftKind]]) -> list[Shift]:
    ids = list({taken.id for change in changes for taken in change[:2]})
    rows = dict(zip(ids, load_all(load_positions, connection, ids), strict=True))
    roots = {change[2] for change in changes}
    table = schema.actors
    names = {
        row.no: row.name for row in connection.execute(select(table.c.no, table.c.name).where(table.c.no.in_(roots)))
    }
    return [
        Shift(party=names[root], issue=after.issue, kind=kind, before=rows[before.id], after=rows[after.id])
        for before, after, root, kind in changes
    ]


def _two_voices(connection: Connection, ids: Sequence[int]) -> list[Contradiction]:
    """Return pairs of opposite positions of two speakers for one party on one issue within a week."""
    rows = load_all(load_positions, connection, ids)
    groups: dict[tuple[str, str], list[PositionRow]] = {}
    for row in rows:
        for party in row.on_behalf_of or (row.holder,):
            groups.setdefault((party.name, row.issue or ""), []).append(row)
    found = []
    for (name, issue), members in groups.items():
        members.sort(key=_day)
        for one, other in _close_pairs(members):
            if one.holder.key != other.holder.key and _opposite(one.stance, other.stance):
                found.append(Contradiction(kind="two voices", party=name, issue=issue, one=one, other=other))
    return found


def _close_pairs(rows: Sequence[PositionRow]) -> Iterable[tuple[PositionRow, PositionRow]]:
    """Yield the pairs of rows (sorted by day) that were published within a week of each other."""
    for place, one in enumerate(rows):
        if not _day(one):
            continue
        last = (date.fromisoformat(_day(one)) + timedelta(days=WEEK_DAYS)).isoformat()
        for other in rows[place + 1 :]:
            if _day(other) > last:
                break
            yield one, other


def _opposite(one: str, other: str) -> bool:
    return (one in FOR and other in AGAINST) or (one in AGAINST and other in FOR)


def _denials(connection: Connection, filter: Filter) -> list[Contradiction]:
    """Return reports of meetings with the accounts that deny them."""
    found = []
    groups = [group for group in find_groups(connection, replace(filter, issue=None)) if group.disputed]
    for meeting in load_meetings(connection, groups):
        accounts = [step.event for step in meeting.history]
        for one, other in combinations(accounts, 2):
            denies = [row for row in (one, other) if row.status == "denied"]
            tells = [row for row in (one, other) if row.status in HAPPENED | PLANNED]
            if len(denies) == 1 and len(tells) == 1:
                found.append(
                    Contradiction(
                        kind="denied", party=" · ".join(meeting.parties), issue=None, one=tells[0], other=denies[0]
                    )
                )
    return found
