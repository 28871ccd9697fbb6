"""The state of the talks as of a day: who stands where, what is open, who met, what is said to be broken."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from dragoman.dossier import Dossier, DossierParty
from dragoman.errors import RecordError
from dragoman.record import schema
from dragoman.record.keys import fold
from dragoman.record.store import Record
from dragoman.views.citing import ActorRef
from dragoman.views.filters import Filter, find_actors, load_merged, root_of, with_merged
from dragoman.views.grouping import HAPPENED, OFF, PLANNED, Group
from dragoman.views.latest import TAKEN_BY, find_latest, spoken_for_self
from dragoman.views.lists import find_ids
from dragoman.views.meetings import Meeting, find_groups, load_meetings
from dragoman.views.rows import PositionRow, among, load_positions
from dragoman.views.shifts import Shift, find_shifts
from dragoman.views.sides import acts_for

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
MOST_BY_WORDS: Final = 500  # positions of a party with words of the dossier's issues: each issue's last is among them
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
    speaking: frozenset[int] = frozenset()


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
        sides = _sides_of_dossier(connection, dossier) if dossier else _busiest_sides(connection, on)
        issues = _issues(connection, dossier, issue_names or {})
        voices = _voices(connection, sides)
        first = dossier.since.isoformat() if dossier and dossier.since else None
        cells = [
            replace(cell, position=_as_named(cell.position, voices))
            for cell in _cells(connection, sides, issues, day=day, first=first)
        ]
        used = {cell.issue for cell in cells}
        groups = _find_groups(connection, sides, on)
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
            broken=tuple(_as_named(row, voices) for row in _broken(connection, sides, on)),
            shifts=tuple(_shifts(connection, sides, since=since, until=day, voices=voices)),
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
    return _Side(party=shown, numbers=frozenset(own | speaking), speaking=frozenset(speaking - own))


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


def _issues(connection: Connection, dossier: Dossier | None, names: Mapping[str, str]) -> list[Issue]:
    """Return the dossier's issues, or all that the record has; found by hops through their index."""
    if dossier and dossier.issues:
        return [
            Issue(id=issue.id, name=_issue_name(issue.id, names, own=issue.name), words=issue.words)
            for issue in dossier.issues
        ]
    column = schema.positions.c.issue
    found: list[Issue] = []
    last = connection.scalar(select(func.min(column)))
    while last is not None:
        found.append(Issue(id=last, name=_issue_name(last, names)))
        last = connection.scalar(select(func.min(column)).where(column > last))
    return found


def _issue_name(issue: str, names: Mapping[str, str], *, own: str | None = None) -> str:
    """Return the name that a dossier gives an issue (its id in words where it gives none), else a known one."""
    words = issue.replace("_", " ")
    return own if own and own != words else names.get(issue, words)


def _cells(
    connection: Connection, sides: Sequence[_Side], issues: Sequence[Issue], *, day: str, first: str | None
) -> list[Cell]:
    """Return the last position of each party on each issue by a day; accusations are no position on it.

    Of one day's, what the party itself says goes before what one of its people says for it.
    """
    parties, table = schema.position_actors, schema.positions
    conditions = [
        parties.c.day <= day,
        table.c.stance != "accuse",
        *([parties.c.day >= first] if first else []),
        *spoken_for_self(connection, _speakers(sides)),
    ]
    latest: dict[tuple[str, str], list[int]] = {}
    numbers = frozenset[int]().union(*(side.numbers for side in sides))
    for issue in issues:
        found = find_latest(connection, numbers, issue.id, conditions=conditions)
        for side in sides:
            latest[side.party.actor.name, issue.id] = [found[number] for number in side.numbers if number in found]
    for side in sides:
        for name, ids in _latest_by_words(connection, side, issues, conditions).items():
            latest[side.party.actor.name, name] += ids
    return _load_cells(connection, latest, {number for side in sides for number in side.numbers - side.speaking})


def _latest_by_words(
    connection: Connection, side: _Side, issues: Sequence[Issue], conditions: Sequence[ColumnElement[bool]]
) -> dict[str, list[int]]:
    """Return the positions of a side that name no issue, by the issue one of whose words they have, the last first."""
    parties, table, parts = schema.position_actors, schema.positions, schema.position_parts
    words = {word for issue in issues for word in issue.words}
    if not words or not side.numbers:
        return {}
    query = (
        select(table.c.id, parts.c.exact)
        .join(parties, parties.c.position_id == table.c.id)
        .join(parts, and_(parts.c.position_id == table.c.id, parts.c.part == "about"))
        .where(
            among(connection, parties.c.actor_no, side.numbers),
            parties.c.issue.is_(None),
            parties.c.role.in_(TAKEN_BY),
            *conditions,
            table.c.standing == "live",
            table.c.same_as.is_(None),
            or_(*(parts.c.exact.icontains(word, autoescape=True) for word in sorted(words))),
        )
        .order_by(parties.c.day.desc(), parties.c.position_id.desc())
        .limit(MOST_BY_WORDS)
    )
    found: dict[str, list[int]] = {}
    for row in connection.execute(query):
        about = row.exact.casefold()
        for issue in issues:
            if any(word.casefold() in about for word in issue.words):
                found.setdefault(issue.id, [row.id])  # the last one is enough
    return found


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


def _find_groups(connection: Connection, sides: Sequence[_Side], on: date) -> list[Group]:
    """Return the meetings told of in the last weeks in which at least one party takes part."""
    asked = Filter(since=_before(on, TOLD_DAYS), until=on.isoformat())
    names = {fold(side.party.actor.name) for side in sides}
    groups = find_groups(connection, asked, conditions=[_takes_part(connection, sides)])
    return [group for group in groups if any(names & account.sides for account in group.accounts)]


def _takes_part(connection: Connection, sides: Sequence[_Side]) -> ColumnElement[bool]:
    """Return the condition that an event has somebody of a party's: itself, who speaks or acts for it, of its country.

    It is wider than `find_sides`, which decides: it keeps other negotiations' meetings from being loaded.
    """
    numbers = sorted(frozenset[int]().union(*(side.numbers for side in sides)))
    actors, parties = schema.actors, schema.event_actors
    own = connection.execute(select(actors.c.name, actors.c.country).where(among(connection, actors.c.no, numbers)))
    known = [(row.name, row.country) for row in own]
    countries = {country for _, country in known if country}
    acting = or_(acts_for({name for name, _ in known}, countries), actors.c.country.in_(countries))
    members = with_merged(connection, {*numbers, *connection.scalars(select(actors.c.no).where(acting))})
    taking = select(parties.c.event_id).where(
        parties.c.event_id == schema.events.c.id, among(connection, parties.c.actor_no, sorted(members))
    )
    # The limit keeps PostgreSQL from joining with all events there are: it looks at those that are asked for.
    return taking.limit(1).scalar_subquery().is_not(None)


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


def _broken(connection: Connection, sides: Sequence[_Side], on: date) -> tuple[PositionRow, ...]:
    """Return accusations by or against a party whose words say that something promised was not kept."""
    asked = Filter(since=_before(on, LATELY_DAYS), until=on.isoformat(), limit=SHOWN * 10)
    parties = schema.position_actors
    own = or_(parties.c.role == "toward", and_(True, *spoken_for_self(connection, _speakers(sides))))
    involved = select(parties.c.position_id).where(
        parties.c.position_id == schema.positions.c.id, parties.c.actor_no.in_(_principal(sides)), own
    )
    conditions = [schema.positions.c.stance == "accuse", involved.exists()]
    rows = load_positions(connection, find_ids(connection, "position", asked, conditions))
    return tuple(row for row in rows if BROKEN.search(row.citation.words) or BROKEN.search(row.about))[:SHOWN]


def _shifts(
    connection: Connection, sides: Sequence[_Side], *, since: str, until: str, voices: Mapping[str, Party]
) -> list[Shift]:
    """Return the shifts of the parties, not of third ones; what a speaker says counts for the party."""
    named = {
        number: side.party.actor.name for side in reversed(sides) if not side.party.third for number in side.numbers
    }
    found = find_shifts(
        connection, named, since=since, until=until, limit=SHOWN, named=named, speakers=_speakers(sides)
    )
    return [
        replace(shift, before=_as_named(shift.before, voices), after=_as_named(shift.after, voices)) for shift in found
    ]


def _principal(sides: Sequence[_Side]) -> frozenset[int]:
    return frozenset[int]().union(*(side.numbers for side in sides if not side.party.third))


def _speakers(sides: Sequence[_Side]) -> frozenset[int]:
    return frozenset[int]().union(*(side.speaking for side in sides))


def _voices(connection: Connection, sides: Sequence[_Side]) -> dict[str, Party]:
    """Return for which party a speaker speaks, by the speaker's key; nothing of one who speaks for several."""
    found: dict[str, list[Party]] = {}
    for side in sides:
        for ref in _refs(connection, set(side.speaking)):
            found.setdefault(ref.key, []).append(side.party)
    return {key: parties[0] for key, parties in found.items() if len(parties) == 1}


def _as_named(row: PositionRow, voices: Mapping[str, Party]) -> PositionRow:
    """Return a position on behalf of the party for which its holder is known to speak."""
    party = voices.get(row.holder.key)
    return replace(row, on_behalf_of=(party.actor,)) if party else row


def _count_articles(connection: Connection, day: str) -> int:
    table = schema.articles
    query = select(func.count()).select_from(table).where(table.c.published_on <= day)
    return connection.scalar(query) or 0
