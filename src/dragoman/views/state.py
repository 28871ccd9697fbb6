"""The state of the talks as of a day: who stands where, what is open, who met, what is said to be broken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, and_, func, or_, select

from dragoman.dossier import Dossier, DossierParty
from dragoman.errors import RecordError
from dragoman.record import schema
from dragoman.record.keys import fold
from dragoman.record.store import Record
from dragoman.views.citing import ActorRef
from dragoman.views.filters import Filter, find_actors, load_merged, root_of, with_merged
from dragoman.views.lists import find_ids
from dragoman.views.meetings import HAPPENED, OFF, PLANNED, Group, Meeting, find_groups, load_meetings
from dragoman.views.rows import PositionRow, load_positions
from dragoman.views.shifts import Shift, find_shifts

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
class Party:
    """A party of the talks, or a third party. `speakers` are the names of those who speak for it, where known."""

    actor: ActorRef
    third: bool
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A row of the matrix: id and name, and words by which positions without an issue belong to it."""

    id: str
    name: str
    words: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """A party with the numbers of all actors that count for it."""

    party: Party
    numbers: frozenset[int]


def find_state(record: Record, *, on: date, dossier: Dossier | None = None) -> State:
    """Return the state of the talks as of a day; what was published later plays no part.

    Corrections win over what the machine read, and are marked in each row's `review`.

    Raises:
        RecordError: the record cannot be read.
    """
    day = on.isoformat()
    with record.reading() as connection:
        sides = _sides_of_dossier(connection, dossier) if dossier else _busiest_sides(connection, on)
        issues = _issues(connection, dossier)
        first = dossier.since.isoformat() if dossier and dossier.since else None
        cells = [cell for side in sides for cell in _cells(connection, side, issues, day=day, first=first)]
        used = {cell.issue for cell in cells}
        groups = _find_groups(connection, sides, on)
        principal = frozenset().union(*(side.numbers for side in sides if not side.party.third))
        since = _before(on, SHIFT_DAYS)
        return State(
            on=day,
            negotiation=dossier.name if dossier else None,
            parties=tuple(side.party for side in sides),
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
            broken=_broken(connection, principal, on),
            shifts=tuple(_named(find_shifts(connection, principal, since=since, until=day, limit=SHOWN), sides)),
            articles=_count_articles(connection, day),
        )


def _before(on: date, days: int) -> str:
    return (on - timedelta(days=days)).isoformat()


def _sides_of_dossier(connection: Connection, dossier: Dossier) -> list[_Side]:
    """Return the parties that a dossier names; one that the record does not know yet has no actors."""
    parties = [(party, False) for party in dossier.parties] + [(party, True) for party in dossier.third_parties]
    return [_side_of(connection, party, third) for party, third in parties]


def _side_of(connection: Connection, party: DossierParty, third: bool) -> _Side:
    own = _known(connection, party.name)
    speaking = set().union(*(_known(connection, name) for name in party.speakers))
    merged = load_merged(connection)
    roots = {root_of(number, merged) for number in own}
    refs = _refs(connection, roots)
    actor = refs[0] if len(refs) == 1 else ActorRef(key="", name=party.name, type="", country=None)
    shown = Party(
        actor=ActorRef(key=actor.key, name=party.name, type=actor.type, country=actor.country),
        third=third,
        speakers=party.speakers,
    )
    return _Side(party=shown, numbers=frozenset(own | speaking))


def _known(connection: Connection, name: str) -> set[int]:
    try:
        return find_actors(connection, name)
    except RecordError:
        return set()


def _refs(connection: Connection, numbers: set[int]) -> list[ActorRef]:
    table = schema.actors
    rows = connection.execute(select(table).where(table.c.no.in_(numbers)).order_by(table.c.no))
    return [ActorRef(key=row.key, name=row.name, type=row.type, country=row.country) for row in rows]


def _busiest_sides(connection: Connection, on: date) -> list[_Side]:
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
    return [
        _Side(
            party=Party(
                actor=ActorRef(
                    key=rows[number].key, name=rows[number].name, type=rows[number].type, country=rows[number].country
                ),
                third=False,
                speakers=(),
            ),
            numbers=frozenset(with_merged(connection, {number})),
        )
        for number in chosen
    ]


def _count_by_actor(connection: Connection, roles: Sequence[str], on: date) -> dict[int, int]:
    table = schema.position_actors
    query = (
        select(table.c.actor_no, func.count())
        .where(table.c.role.in_(roles), table.c.day.between(_before(on, PARTY_DAYS), on.isoformat()))
        .group_by(table.c.actor_no)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _issues(connection: Connection, dossier: Dossier | None) -> list[Issue]:
    """Return the dossier's issues, or all that the record has; found by hops through their index."""
    if dossier and dossier.issues:
        return [Issue(id=issue.id, name=issue.name, words=issue.words) for issue in dossier.issues]
    column = schema.positions.c.issue
    found: list[Issue] = []
    last = connection.scalar(select(func.min(column)))
    while last is not None:
        found.append(Issue(id=last, name=last.replace("_", " ")))
        last = connection.scalar(select(func.min(column)).where(column > last))
    return found


def _cells(connection: Connection, side: _Side, issues: Sequence[Issue], *, day: str, first: str | None) -> list[Cell]:
    latest = {issue.id: _latest(connection, side.numbers, issue, day=day, first=first) for issue in issues}
    ids = [number for number in latest.values() if number is not None]
    rows = dict(zip(ids, load_positions(connection, ids), strict=True))
    return [
        Cell(party=side.party.actor.name, issue=issue, position=rows[number])
        for issue, number in latest.items()
        if number is not None
    ]


def _latest(
    connection: Connection, numbers: frozenset[int], issue: Issue, *, day: str, first: str | None
) -> int | None:
    """Return the id of the last position of some actors on an issue by a day; accusations are no position on it."""
    parties, table = schema.position_actors, schema.positions
    query: Any = (
        select(table.c.id)
        .join(parties, parties.c.position_id == table.c.id)
        .where(
            parties.c.actor_no.in_(numbers),
            _on_issue(parties, issue),
            parties.c.day <= day,
            parties.c.role.in_(("holder", "behalf")),
            table.c.standing == "live",
            table.c.same_as.is_(None),
            table.c.stance != "accuse",
        )
        .order_by(parties.c.day.desc(), table.c.id.desc())
        .limit(1)
    )
    if first:
        query = query.where(parties.c.day >= first)
    found: int | None = connection.scalar(query)
    return found


def _on_issue(parties: Table, issue: Issue) -> ColumnElement[bool]:
    """Return the condition that a position is on an issue: it says so, or says nothing and has one of its words."""
    if not issue.words:
        return parties.c.issue == issue.id
    parts = schema.position_parts
    has_word = or_(*(parts.c.exact.icontains(word, autoescape=True) for word in issue.words))
    about = select(parts.c.part).where(parts.c.position_id == parties.c.position_id, parts.c.part == "about", has_word)
    return or_(parties.c.issue == issue.id, and_(parties.c.issue.is_(None), about.exists()))


def _conditions(cells: Sequence[Cell], *, since: str) -> tuple[PositionRow, ...]:
    """Return the conditions that stand: of the latest positions, since an older one has been overtaken."""
    rows = {
        cell.position.key: cell.position
        for cell in cells
        if cell.position.condition and (cell.position.citation.published or "") >= since
    }
    return tuple(sorted(rows.values(), key=lambda row: row.citation.published or "", reverse=True)[:SHOWN])


def _find_groups(connection: Connection, sides: Sequence[_Side], on: date) -> list[Group]:
    """Return the meetings told of in the last weeks in which at least one party takes part."""
    asked = Filter(since=_before(on, TOLD_DAYS), until=on.isoformat())
    names = {fold(side.party.actor.name) for side in sides}
    return [
        group for group in find_groups(connection, asked) if any(names & account.sides for account in group.accounts)
    ]


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
    return group.accounts[-1].published >= _before(on, STALE_DAYS)


def _broken(connection: Connection, principal: frozenset[int], on: date) -> tuple[PositionRow, ...]:
    """Return accusations by or against a party whose words say that something promised was not kept."""
    asked = Filter(since=_before(on, LATELY_DAYS), until=on.isoformat(), limit=SHOWN * 10)
    parties = schema.position_actors.alias("involved")
    involved = select(parties.c.position_id).where(
        parties.c.position_id == schema.positions.c.id, parties.c.actor_no.in_(principal)
    )
    conditions = [schema.positions.c.stance == "accuse", involved.exists()]
    rows = load_positions(connection, find_ids(connection, "position", asked, conditions))
    return tuple(row for row in rows if BROKEN.search(row.citation.words) or BROKEN.search(row.about))[:SHOWN]


def _named(shifts: Sequence[Shift], sides: Sequence[_Side]) -> list[Shift]:
    """Return the shifts that are a party's own; a speaker's own row is the party's as well and told once."""
    names = {side.party.actor.name for side in sides}
    speakers = {speaker: side.party.actor.name for side in sides for speaker in side.party.speakers}
    found: dict[tuple[str, str], Shift] = {}
    for shift in shifts:
        if shift.party in names or shift.party in speakers:
            found.setdefault((shift.before.key, shift.after.key), shift)
    return list(found.values())


def _count_articles(connection: Connection, day: str) -> int:
    table = schema.articles
    query = select(func.count()).select_from(table).where(table.c.published_on <= day)
    return connection.scalar(query) or 0
