"""Shifts and contradictions: where what is wanted, or told, does not agree with what was wanted or told before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, groupby
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, select

from dragoman.record import schema
from dragoman.record.store import Record
from dragoman.views.filters import Filter, load_merged, root_of, wanted_actors
from dragoman.views.grouping import HAPPENED, PLANNED
from dragoman.views.latest import TAKEN_BY, find_latest, spoken_for_self
from dragoman.views.lists import find_ids
from dragoman.views.meetings import find_groups, load_meetings
from dragoman.views.rows import EventRow, PositionRow, among, load_all, load_positions

FOR: Final = frozenset({"demand", "require", "offer", "accept", "support", "promise"})
AGAINST: Final = frozenset({"reject", "oppose"})
WEEK_DAYS: Final = 7  # two spokesmen of one party who differ within a week contradict, later the party has shifted
MOST_ROWS: Final = 4000  # a bound for one answer
LOOK_BACK_DAYS: Final = 90
FEW_ACTORS: Final = 500  # whose positions are looked up one by one
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


class _Taken(NamedTuple):
    """A position as the comparison needs it; thousands are compared, and tuples are quickly made."""

    id: int
    day: str
    issue: str
    holder: int
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
    connection: Connection,
    parties: Iterable[int],
    *,
    since: str,
    until: str,
    issue: str | None = None,
    limit: int = 0,
    named: Mapping[int, str] | None = None,
    speakers: Iterable[int] = (),
) -> list[Shift]:
    """Return the shifts of actors (numbers; merged ones count together) between two days, the latest first.

    Args:
        connection: in a transaction.
        parties: whose positions are compared.
        since: the first day, ISO; the stance before may be older.
        until: the last day, ISO.
        issue: only on this one.
        limit: how many at most; 0 for all.
        named: the party for which an actor counts; one that is not there counts as itself.
        speakers: actors of whom it is known for whom they speak; see `spoken_for_self`.
    """
    merged, places = load_merged(connection), named or {}
    own = spoken_for_self(connection, speakers)
    numbers = set(parties)
    inside = _taken_between(connection, numbers, since=since, until=until, issue=issue, conditions=own)
    before = _taken_before(connection, numbers, {taken.issue for _, taken in inside}, since=since, conditions=own)
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


def _taken_between(
    connection: Connection,
    numbers: set[int],
    *,
    since: str,
    until: str,
    issue: str | None,
    conditions: Sequence[ColumnElement[bool]],
) -> list[tuple[int, _Taken]]:
    """Return who (actor's number) took which position between two days, or had it taken for it."""
    parties = schema.position_actors
    query = _taken_query().where(
        parties.c.role.in_(TAKEN_BY),
        parties.c.day.between(since, until),
        parties.c.issue.is_not(None) if issue is None else parties.c.issue == issue,
        schema.positions.c.standing == "live",
        schema.positions.c.same_as.is_(None),
        schema.positions.c.stance.in_(FOR | AGAINST),
        *conditions,
    )
    if len(numbers) <= FEW_ACTORS:  # else, going by the days is quicker
        query = query.where(among(connection, parties.c.actor_no, numbers))
    return [(row.actor_no, _taken(row)) for row in connection.execute(query) if row.actor_no in numbers]


def _taken_before(
    connection: Connection,
    numbers: set[int],
    issues: set[str],
    *,
    since: str,
    conditions: Sequence[ColumnElement[bool]],
) -> list[tuple[int, _Taken]]:
    """Return the last position of each actor on each issue before a day."""
    before = [schema.position_actors.c.day < since, schema.positions.c.stance.in_(FOR | AGAINST), *conditions]
    found = {
        (number, row_id)
        for issue in sorted(issues)
        for number, row_id in find_latest(connection, numbers, issue, conditions=before).items()
    }
    query = _taken_query().where(among(connection, schema.positions.c.id, sorted({row_id for _, row_id in found})))
    rows = {(row.actor_no, row.id): row for row in connection.execute(query)}
    return [(number, _taken(rows[number, row_id])) for number, row_id in sorted(found)]


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
