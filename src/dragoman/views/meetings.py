"""Meetings: every telling of one meeting brought together, with its history and its contradictions.

"Proposed" on the 12th, "scheduled" on the 14th and "held" on the 16th are three steps of one meeting when the parties,
the days, the place and the form that each tells can be those of the others. What an account does not tell agrees with
anything; accounts that contradict each other (held here, denied there) stay side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, func, or_, select

from dragoman.record import schema
from dragoman.record.keys import fold
from dragoman.record.store import Record
from dragoman.views.citing import ActorRef
from dragoman.views.filters import Filter, with_merged
from dragoman.views.grouping import Account, Group, group_accounts
from dragoman.views.lists import find_ids
from dragoman.views.negotiations import Delegation, Negotiation, members_of
from dragoman.views.rows import EventRow, among, load_all, load_events, load_parties, load_places
from dragoman.views.sides import acts_for, find_sides

MEETING: Final = "CONSULT"  # PLOVER's type of every meeting, call and visit, whatever became of it
LONGEST_SPAN_DAYS: Final = 31  # "this year" says nothing about which meeting is meant
LOOK_BACK_DAYS: Final = 90  # without --since: a round of talks is prepared, held and told within a season
MOST_ACCOUNTS: Final = 3000  # a bound for one answer: the latest are looked at
MOST_STEPS: Final = 8  # of one meeting, where only the steps are shown
ACCOUNTS_AT_ONCE: Final = 5000  # ids in one query; PostgreSQL takes 65,535


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one article told of a meeting."""

    published: str | None
    status: str
    when: str | None
    place: str | None
    event: EventRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting: what is known of it now, and every step of how that came to be known.

    Attributes:
        key: of the first account's event; `dragoman show` takes it.
        parties: names of those who take part, as the fullest account has them.
        form: meeting, call, visit, talks, summit, where told.
        status: of the latest account.
        when: TIMEX3 value of the latest account that tells a day, `earliest`/`latest` its days.
        place: of the latest account that tells one.
        history: the accounts in the order of publication.
        disputed: whether accounts contradict each other.
    """

    key: str
    parties: tuple[str, ...]
    form: str | None
    status: str
    when: str | None
    earliest: str | None
    latest: str | None
    place: str | None
    history: tuple[Step, ...]
    disputed: bool


def list_meetings(record: Record, filter: Filter) -> list[Meeting]:
    """Return the meetings that a filter asks for, the latest first.

    `since` and `until` are about publication; without `since`, the ninety days before `until` (or before the latest
    article) are looked at, unless the limit is 0: then all are. `status` is the meeting's latest one.

    Raises:
        RecordError: nobody is called as the filter asks.
    """
    with record.reading() as connection:
        since = filter.since
        if filter.limit and not since:
            since = _look_back(filter.until or _last_day(connection))
        groups = find_groups(connection, replace(filter, since=since))
        wanted = [group for group in groups if filter.status in (None, group.status)]
        wanted.sort(key=lambda group: (group.day, group.accounts[0].id), reverse=True)
        return load_meetings(connection, wanted[: filter.limit] if filter.limit else wanted)


def _last_day(connection: Connection) -> str | None:
    day: str | None = connection.scalar(select(func.max(schema.articles.c.published_on)))
    return day


def _look_back(day: str | None) -> str | None:
    return (date.fromisoformat(day) - timedelta(days=LOOK_BACK_DAYS)).isoformat() if day else None


def find_groups(
    connection: Connection,
    filter: Filter,
    *,
    conditions: Sequence[ColumnElement[bool]] = (),
    stands_for: Mapping[str, str] | None = None,
) -> list[Group]:
    """Return the meetings that events of a filter tell of, as groups of accounts, in the order of their first telling.

    The filter's status and limit play no part: a meeting's accounts have several, and all are needed.

    Args:
        connection: in a transaction.
        filter: which events are looked at.
        conditions: more of them, on the columns of `events`.
        stands_for: the side of actors (by key) of whom it is known; `find_sides` says it of the others.
    """
    wanted = replace(filter, type=MEETING, status=None, stance=None, limit=MOST_ACCOUNTS if filter.limit else 0)
    about = [schema.events.c.type == MEETING, *conditions]
    ids = find_ids(connection, "event", wanted, about)
    return group_accounts(_load_accounts(connection, ids, stands_for=stands_for or {}))


def find_groups_of(connection: Connection, filter: Filter, talks: Negotiation) -> list[Group]:
    """Return the meetings that events of a filter tell of and in which a delegation of a negotiation takes part.

    Who speaks for a party stands for it and for nobody else.

    Args:
        connection: in a transaction.
        filter: which events are looked at; as in `find_groups`.
        talks: the negotiation.
    """
    sides = {delegation.name: _side_of(delegation) for delegation in talks.all}
    stands_for = {key: sides[parties[0].actor.name] for key, parties in talks.spoken_for.items() if len(parties) == 1}
    names = {sides[one.name] for one in talks.delegations}
    names |= {fold(ref.name) for one in talks.delegations for ref in one.own_refs}
    groups = find_groups(
        connection, filter, conditions=[_takes_part(connection, talks.delegations)], stands_for=stands_for
    )
    return [group for group in groups if any(names & account.sides for account in group.accounts)]


def _side_of(delegation: Delegation) -> str:
    """Return the folded name by which accounts know a party; the dossier's where the record knows none or several."""
    refs = delegation.own_refs
    return fold(refs[0].name if len(refs) == 1 else delegation.name)


def _takes_part(connection: Connection, delegations: Sequence[Delegation]) -> ColumnElement[bool]:
    """Return the condition that an event has somebody of a party's: itself, who speaks or acts for it, of its country.

    It is wider than `find_sides`, which decides: it keeps other negotiations' meetings from being loaded.
    """
    numbers = sorted(members_of(delegations))
    actors, parties = schema.actors, schema.event_actors.alias("taking")
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


def load_meetings(connection: Connection, groups: Sequence[Group], *, steps: bool = False) -> list[Meeting]:
    """Return the meetings that groups of accounts stand for, with the row of every account.

    Args:
        connection: in a transaction.
        groups: what `find_groups` gave.
        steps: only the accounts that tell something new (another status, day or place), and the last one.
    """
    told = [(group, _steps(group.accounts) if steps else group.accounts) for group in groups]
    ids = [account.id for _, accounts in told for account in accounts]
    rows = dict(zip(ids, load_all(load_events, connection, ids), strict=True))
    return [_meeting(group, [rows[account.id] for account in accounts]) for group, accounts in told]


def _steps(accounts: Sequence[Account]) -> Sequence[Account]:
    """Return the accounts that tell what none before them told, the latest of them, and the last one."""
    seen: dict[tuple[object, ...], Account] = {}
    for account in accounts:
        seen.setdefault((account.status, account.days, account.place), account)
    kept = [*list(seen.values())[-MOST_STEPS:], accounts[-1]]
    return list(dict.fromkeys(kept))


def _load_accounts(connection: Connection, ids: Sequence[int], *, stands_for: Mapping[str, str]) -> list[Account]:
    table = schema.events
    accounts: list[Account] = []
    for start in range(0, len(ids), ACCOUNTS_AT_ONCE):
        some = ids[start : start + ACCOUNTS_AT_ONCE]
        parties = load_parties(connection, "event", some)
        places = load_places(connection, some)
        named = {member.key for roles in parties.values() for role in roles.values() for member in role}
        sides = {**find_sides(connection, named), **stands_for}
        columns = (table.c.id, table.c.status, table.c.form, table.c.day, table.c.when_earliest, table.c.when_latest)
        folded = {name: fold(name) for found in places.values() for name, _ in found}
        for row in connection.execute(select(*columns).where(among(connection, table.c.id, some))):
            members = [member for role in parties.get(row.id, {}).values() for member in role]
            told = [(folded[name], country) for name, country in places[row.id]]
            accounts.append(_account(row, members, sides, told))
    return accounts


def _account(
    row: Any, members: Sequence[ActorRef], sides: Mapping[str, str], places: Sequence[tuple[str, str | None]]
) -> Account:
    return Account(
        id=row.id,
        status=row.status,
        call=row.form == "call" if row.form else None,
        sides=frozenset([sides[member.key] for member in members]),
        persons=frozenset([(sides[member.key], member.key) for member in members if member.type == "person"]),
        names=frozenset([member.name for member in members]),
        days=_days(row.when_earliest, row.when_latest),
        latest=row.when_latest,
        published=row.day or "",
        place=places[0][0] if places else None,
        countries=frozenset([country for _, country in places if country]),
    )


def _days(earliest: str | None, latest: str | None) -> tuple[int, int] | None:
    """Return the ordinal numbers of two days; None where they are none, or too far apart to tell which meeting."""
    if not earliest or not latest:
        return None
    try:
        first, last = date.fromisoformat(earliest).toordinal(), date.fromisoformat(latest).toordinal()
    except ValueError:
        return None
    return (first, last) if last - first <= LONGEST_SPAN_DAYS else None


def _meeting(group: Group, events: Sequence[EventRow]) -> Meeting:
    fullest = max(events, key=lambda event: len(event.actors) + len(event.recipients))
    dated = next((event for event in reversed(events) if event.earliest), None)
    names = dict.fromkeys(member.name for member in (*fullest.actors, *fullest.recipients))
    return Meeting(
        key=events[0].key,
        parties=tuple(names),
        form=next((event.form for event in reversed(events) if event.form), None),
        status=group.status,
        when=dated.when if dated else None,
        earliest=dated.earliest if dated else None,
        latest=dated.latest if dated else None,
        place=next((event.places[0] for event in reversed(events) if event.places), None),
        history=tuple(_step(event) for event in events),
        disputed=group.disputed,
    )


def _step(event: EventRow) -> Step:
    return Step(
        published=event.citation.published,
        status=event.status,
        when=event.when,
        place=event.places[0] if event.places else None,
        event=event,
    )
