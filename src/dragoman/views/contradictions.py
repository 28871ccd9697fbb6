"""Contradictions: two speakers of one party who differ, and accounts that deny what others report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Final, Literal

from sqlalchemy import Connection

from dragoman.dossier import Dossier
from dragoman.record import schema
from dragoman.record.store import Record
from dragoman.views.filters import Filter
from dragoman.views.grouping import HAPPENED, PLANNED, Group
from dragoman.views.issues import Issue, asked_issues, belongs_to, of_issues
from dragoman.views.lists import find_ids
from dragoman.views.meetings import find_groups, find_groups_of, load_meetings
from dragoman.views.negotiations import Negotiation, as_spoken_for, delegations_of, find_ids_in, find_negotiation
from dragoman.views.periods import find_period
from dragoman.views.rows import EventRow, PositionRow, load_all, load_positions
from dragoman.views.shifts import AGAINST, FOR, MOST_ROWS, are_opposite

WEEK_DAYS: Final = 7  # two spokesmen of one party who differ within a week contradict, later the party has shifted

ContradictionKind = Literal["two voices", "denied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two rows that cannot both stand: two speakers of one party, or a report and its denial."""

    kind: ContradictionKind
    party: str
    issue: str | None
    one: PositionRow | EventRow
    other: PositionRow | EventRow


def list_contradictions(record: Record, filter: Filter, *, dossier: Dossier | None = None) -> list[Contradiction]:
    """Return what contradicts what between `since` and `until`, the latest first.

    Two speakers for one party take opposite stances on an issue within a week; or one account denies a meeting or
    event that another reports.

    Args:
        record: what is asked.
        filter: whose, on which issue, in which days.
        dossier: only speakers for its parties and third parties, on its issues (positions that name no issue belong to
            those whose words they have), and meetings in which one of these takes part. Its days count where the
            filter has none. The filter's party is one of the dossier's.

    Raises:
        RecordError: nobody is called as the filter asks, or nobody of the dossier.
    """
    with record.reading() as connection:
        since, until = find_period(connection, filter, dossier)
        wanted = replace(
            filter, since=since, until=until, limit=MOST_ROWS if filter.limit else 0, status=None, stance=None
        )
        if dossier:
            found = _contradictions_of(connection, wanted, dossier)
        else:
            issue = [schema.positions.c.issue == filter.issue] if filter.issue else []
            stances = schema.positions.c.stance.in_(FOR | AGAINST)
            ids = find_ids(connection, "position", wanted, [stances, schema.positions.c.issue.is_not(None), *issue])
            found = _two_voices(_by_party(load_all(load_positions, connection, ids)))
            if not filter.issue:
                found += _denials(connection, find_groups(connection, wanted))
    found.sort(key=lambda pair: (max(_day(pair.one), _day(pair.other)), pair.other.key), reverse=True)
    return found[: filter.limit] if filter.limit else found


def _contradictions_of(connection: Connection, filter: Filter, dossier: Dossier) -> list[Contradiction]:
    """Return the contradictions of a dossier's parties, and of meetings in which they take part."""
    talks, issues = find_negotiation(connection, dossier, party=filter.party), asked_issues(filter, dossier)
    conditions = [schema.positions.c.stance.in_(FOR | AGAINST), of_issues(issues)]
    ids = find_ids_in(connection, "position", filter, conditions, talks=talks, people=talks.members)
    found = _two_voices(_by_delegation(load_all(load_positions, connection, ids), talks, issues))
    if not filter.issue:
        found += _denials(connection, find_groups_of(connection, replace(filter, party=None), talks))
    return found


def _day(row: PositionRow | EventRow) -> str:
    return row.citation.published or ""


def _by_party(rows: Iterable[PositionRow]) -> dict[tuple[str, str], list[PositionRow]]:
    """Return positions by the name of the party whose they are read to be, and by issue."""
    groups: dict[tuple[str, str], list[PositionRow]] = {}
    for row in rows:
        for party in row.on_behalf_of or (row.holder,):
            groups.setdefault((party.name, row.issue or ""), []).append(row)
    return groups


def _by_delegation(
    rows: Iterable[PositionRow], talks: Negotiation, issues: Sequence[Issue]
) -> dict[tuple[str, str], list[PositionRow]]:
    """Return positions by the name of the party whose they are in a negotiation, and by issue."""
    groups: dict[tuple[str, str], list[PositionRow]] = {}
    for row in rows:
        for delegation in delegations_of(row, talks):
            for issue in belongs_to(row.issue, row.about, issues):
                groups.setdefault((delegation.name, issue), []).append(as_spoken_for(row, talks))
    return groups


def _two_voices(groups: Mapping[tuple[str, str], list[PositionRow]]) -> list[Contradiction]:
    """Return pairs of opposite positions of two speakers for one party on one issue within a week."""
    found = []
    for (name, issue), members in groups.items():
        members.sort(key=_day)
        for one, other in _close_pairs(members):
            if one.holder.key != other.holder.key and are_opposite(one.stance, other.stance):
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


def _denials(connection: Connection, groups: Iterable[Group]) -> list[Contradiction]:
    """Return reports of meetings with the accounts that deny them."""
    found = []
    for meeting in load_meetings(connection, [group for group in groups if group.disputed]):
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
