"""The state of the talks as of a day: who stands where, what is open, who met, what is said to be broken."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from dragoman.dossier import Dossier
from dragoman.record import schema
from dragoman.record.store import Record
from dragoman.views.citing import ActorRef
from dragoman.views.filters import Filter, load_merged, root_of, with_merged
from dragoman.views.grouping import HAPPENED, OFF, PLANNED, Group
from dragoman.views.issues import Issue, find_by_words, find_issues
from dragoman.views.latest import find_latest, spoken_for_self
from dragoman.views.lists import find_ids
from dragoman.views.meetings import Meeting, find_groups_of, load_meetings
from dragoman.views.negotiations import (
    Delegation,
    Negotiation,
    Party,
    as_spoken_for,
    find_negotiation,
    make_negotiation,
    members_of,
)
from dragoman.views.rows import PositionRow, among, load_positions
from dragoman.views.shifts import Shift, find_shifts_of

LATELY_DAYS: Final = 30  # a month of meetings; a review for a principal covers as much
SHIFT_DAYS: Final = 14  # two weeks
STALE_DAYS: Final = 21  # a meeting proposed without a day and not told of for three weeks is not coming
PARTY_DAYS: Final = 180  # whose positions decide who the parties are, where no dossier says so
MOST_PARTIES: Final = 6  # columns that a terminal can show
LEAST_SHARE: Final = 0.1  # of the most active party's positions: bystanders have fewer
CONDITION_DAYS: Final = 60  # a condition that nobody has repeated for two months is not open
SHOWN: Final = 12  # rows of each list: all lists of a state fit on two pages
TOLD_DAYS: Final = 60  # a summit is announced a month or two before
ACTING: Final = ("state", "armed_group", "international_organisation", "organisation", "group")
BROKEN: Final = re.compile(
    r"\b(?:br(?:eak|eaks|oke|oken|eaking|each\w*)|violat\w*|reneg\w*|betray\w*|flout\w*|defi(?:ed|es|ance)"
    r"|back on|fail\w*|not (?:kept|honou?red|implemented|fulfilled)|disregard\w*|ignor\w*|sabotag\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The latest position of a party on an issue."""

    party: str
    issue: str
    position: PositionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where the talks stand on a day, from what was published by then.

    Attributes:
        on: the day, ISO.
        negotiation: the dossier's name, None without one.
        parties: as the dossier names them, else those with the most positions toward each other.
        issues: those on which a party has a position.
        cells: the matrix: the latest stance of each party on each issue, with its date and words.
        conditions: positions with a condition that the party has not dropped since.
        held: meetings of the last thirty days.
        coming: meetings that are planned for the day or later.
        refused: meetings refused, cancelled, collapsed or denied in the last thirty days.
        broken: accusations that a promise was broken, of the last thirty days.
        shifts: what changed in the last two weeks.
        articles: how many articles were published by then.
    """

    on: str
    negotiation: str | None
    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    cells: tuple[Cell, ...]
    conditions: tuple[PositionRow, ...]
    held: tuple[Meeting, ...]
    coming: tuple[Meeting, ...]
    refused: tuple[Meeting, ...]
    broken: tuple[PositionRow, ...]
    shifts: tuple[Shift, ...]
    articles: int


def find_state(
    record: Record, *, on: date, dossier: Dossier | None = None, issue_names: Mapping[str, str] | None = None
) -> State:
    """Return the state of the talks as of a day; what was published later plays no part.

    Corrections win over what the machine read, and are marked in each row's `review`. Whom a dossier names as speaking
    for a party speaks for that party alone, whatever an article was read to say.

    Args:
        record: what is asked.
        on: the day.
        dossier: the parties, who speaks for each, and the issues; without one, the busiest parties and all issues.
        issue_names: names of issues by id, for those that the dossier gives no name of its own.

    Raises:
        RecordError: the record cannot be read.
    """
    day = on.isoformat()
    with record.reading() as connection:
        talks = find_negotiation(connection, dossier) if dossier else _busiest_parties(connection, on)
        issues = find_issues(connection, dossier, issue_names or {})
        first = dossier.since.isoformat() if dossier and dossier.since else None
        cells = _cells(connection, talks, issues, day=day, first=first)
        used = {cell.issue for cell in cells}
        groups = find_groups_of(connection, Filter(since=_before(on, TOLD_DAYS), until=day), talks)
        return State(
            on=day,
            negotiation=dossier.name if dossier else None,
            parties=tuple(delegation.party for delegation in talks.delegations),
            issues=tuple(issue for issue in issues if issue.id in used),
            cells=tuple(cells),
            conditions=_conditions(cells, since=_before(on, CONDITION_DAYS)),
            held=_load_newest(
                connection, [one for one in groups if one.status in HAPPENED and one.day >= _before(on, LATELY_DAYS)]
            ),
            coming=_load_soonest(connection, [one for one in groups if _is_coming(one, on)]),
            refused=_load_newest(
                connection,
                [one for one in groups if one.status in OFF and one.accounts[-1].published >= _before(on, LATELY_DAYS)],
            ),
            broken=_broken(connection, talks, on),
            shifts=tuple(
                find_shifts_of(
                    connection, talks.principals, talks, since=_before(on, SHIFT_DAYS), until=day, limit=SHOWN
                )
            ),
            articles=_count_articles(connection, day),
        )


def _before(on: date, days: int) -> str:
    return (on - timedelta(days=days)).isoformat()


def _busiest_parties(connection: Connection, on: date) -> Negotiation:
    """Return the actors with the most positions toward each other in the half year before the day.

    An actor's weight is the smaller of how many positions are taken on its behalf (or by it) and how many are taken
    toward it: a bystander is only talked to, a commentator only talks.
    """
    taken = _count_by_actor(connection, ("behalf", "holder"), on)
    met = _count_by_actor(connection, ("toward",), on)
    merged = load_merged(connection)
    weights: dict[int, list[int]] = {}
    for place, counts in enumerate((taken, met)):
        for number, count in counts.items():
            weights.setdefault(root_of(number, merged), [0, 0])[place] += count
    table = schema.actors
    acting = select(table).where(table.c.no.in_(weights), table.c.type.in_(ACTING))
    rows = {row.no: row for row in connection.execute(acting)}
    ranked = sorted(rows, key=lambda number: (-min(weights[number]), rows[number].name))
    top = min(weights[ranked[0]]) if ranked else 0
    chosen = [number for number in ranked[:MOST_PARTIES] if min(weights[number]) >= max(1, top * LEAST_SHARE)]
    return make_negotiation([_make_delegation(connection, rows[number]) for number in chosen])


def _make_delegation(connection: Connection, row: Any) -> Delegation:
    actor = ActorRef(key=row.key, name=row.name, type=row.type, country=row.country)
    return Delegation(
        party=Party(actor=actor, third=False, speakers=()),
        own=frozenset(with_merged(connection, {row.no})),
        own_refs=(actor,),
    )


def _count_by_actor(connection: Connection, roles: Sequence[str], on: date) -> dict[int, int]:
    table = schema.position_actors
    query = (
        select(table.c.actor_no, func.count())
        .where(table.c.role.in_(roles), table.c.day.between(_before(on, PARTY_DAYS), on.isoformat()))
        .group_by(table.c.actor_no)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _cells(
    connection: Connection, talks: Negotiation, issues: Sequence[Issue], *, day: str, first: str | None
) -> list[Cell]:
    """Return the last position of each party on each issue by a day; accusations are no position on it.

    Of one day's, what the party itself says goes before what one of its people says for it.
    """
    parties, table = schema.position_actors, schema.positions
    conditions = [
        parties.c.day <= day,
        table.c.stance != "accuse",
        *([parties.c.day >= first] if first else []),
        *spoken_for_self(connection, talks.spokespersons),
    ]
    latest: dict[tuple[str, str], list[int]] = {}
    for issue in issues:
        found = find_latest(connection, talks.members, issue.id, conditions=conditions)
        for one in talks.delegations:
            latest[one.name, issue.id] = [found[number] for number in one.members if number in found]
    for one in talks.delegations:
        for name, row_id in _latest_by_words(connection, one, issues, conditions).items():
            latest[one.name, name].append(row_id)
    cells = _load_cells(connection, latest, {number for one in talks.delegations for number in one.own})
    return [replace(cell, position=as_spoken_for(cell.position, talks)) for cell in cells]


def _latest_by_words(
    connection: Connection,
    delegation: Delegation,
    issues: Sequence[Issue],
    conditions: Sequence[ColumnElement[bool]],
) -> dict[str, int]:
    """Return the last position of a delegation that names no issue, by the issue one of whose words it has."""
    latest: dict[str, int] = {}
    for found in find_by_words(connection, delegation.members, issues, conditions=conditions):
        latest.setdefault(found.issue, found.id)
    return latest


def _load_cells(
    connection: Connection, latest: Mapping[tuple[str, str], Sequence[int]], parties: set[int]
) -> list[Cell]:
    """Return a cell for each party (these numbers) and issue that has positions, with the last of them."""
    table = schema.position_actors
    ids = {row_id for found in latest.values() for row_id in found}
    query = select(table.c.position_id, table.c.day, table.c.actor_no).where(
        among(connection, table.c.position_id, sorted(ids)), table.c.role == "holder"
    )
    order = {row.position_id: (row.day, row.actor_no in parties, row.position_id) for row in connection.execute(query)}
    chosen = {place: max(found, key=order.__getitem__) for place, found in latest.items() if found}
    wanted = sorted(set(chosen.values()))
    rows = dict(zip(wanted, load_positions(connection, wanted), strict=True))
    names = list(dict.fromkeys(party for party, _ in chosen))
    return [
        Cell(party=party, issue=issue, position=rows[chosen[party, issue]])
        for party, issue in sorted(chosen, key=lambda place: names.index(place[0]))
    ]


def _conditions(cells: Sequence[Cell], *, since: str) -> tuple[PositionRow, ...]:
    """Return the conditions that stand: of the latest positions, since an older one has been overtaken."""
    rows = {
        cell.position.key: cell.position
        for cell in cells
        if cell.position.condition and (cell.position.citation.published or "") >= since
    }
    return tuple(sorted(rows.values(), key=lambda row: row.citation.published or "", reverse=True)[:SHOWN])


def _load_newest(connection: Connection, groups: Sequence[Group]) -> tuple[Meeting, ...]:
    ordered = sorted(groups, key=lambda group: (group.day, group.accounts[0].id), reverse=True)
    return tuple(load_meetings(connection, ordered[:SHOWN], steps=True))


def _load_soonest(connection: Connection, groups: Sequence[Group]) -> tuple[Meeting, ...]:
    ordered = sorted(groups, key=lambda group: (group.latest or "9999", group.accounts[0].id))
    return tuple(load_meetings(connection, ordered[:SHOWN], steps=True))


def _is_coming(group: Group, on: date) -> bool:
    if group.status not in PLANNED:
        return False
    if group.latest:
        return group.latest >= on.isoformat()
    told = any(len(account.names) > 1 or account.place for account in group.accounts)  # else it says next to nothing
    return told and group.accounts[-1].published >= _before(on, STALE_DAYS)


def _broken(connection: Connection, talks: Negotiation, on: date) -> tuple[PositionRow, ...]:
    """Return accusations by or against a party whose words say that something promised was not kept."""
    asked = Filter(since=_before(on, LATELY_DAYS), until=on.isoformat(), limit=SHOWN * 10)
    parties = schema.position_actors
    own = or_(parties.c.role == "toward", and_(True, *spoken_for_self(connection, talks.spokespersons)))
    involved = select(parties.c.position_id).where(
        parties.c.position_id == schema.positions.c.id, parties.c.actor_no.in_(members_of(talks.principals)), own
    )
    conditions = [schema.positions.c.stance == "accuse", involved.exists()]
    rows = load_positions(connection, find_ids(connection, "position", asked, conditions))
    broken = [row for row in rows if BROKEN.search(row.citation.words) or BROKEN.search(row.about)]
    return tuple(as_spoken_for(row, talks) for row in broken[:SHOWN])


def _count_articles(connection: Connection, day: str) -> int:
    table = schema.articles
    query = select(func.count()).select_from(table).where(table.c.published_on <= day)
    return connection.scalar(query) or 0
