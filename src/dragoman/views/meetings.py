"""Meetings: every telling of one meeting brought together, with its history and its contradictions.

"Proposed" on the 12th, "scheduled" on the 14th and "held" on the 16th are three steps of one meeting when the parties,
the days, the place and the form that each tells can be those of the others. What an account does not tell agrees with
anything; accounts that contradict each other (held here, denied there) stay side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection, func, select

from dragoman.record import schema
from dragoman.record.keys import fold
from dragoman.record.store import Record
from dragoman.views.citing import ActorRef
from dragoman.views.filters import Filter
from dragoman.views.lists import find_ids
from dragoman.views.rows import EventRow, load_all, load_events, load_parties, load_places
from dragoman.views.sides import find_sides

MEETING: Final = "CONSULT"  # PLOVER's type of every meeting, call and visit, whatever became of it
PLANNED: Final = frozenset({"scheduled", "proposed", "conditional", "hypothetical"})
OFF: Final = frozenset({"refused", "cancelled", "collapsed", "denied"})
HAPPENED: Final = frozenset({"held", "under way"})
NEAR_DAYS: Final = 1  # a day's difference is a time zone, or a talk past midnight
MOVED_DAYS: Final = 3  # a meeting that is put off by more is told as another one
OPEN_DAYS: Final = 21  # accounts without a day are of one meeting when published within three weeks of each other
LONGEST_SPAN_DAYS: Final = 31  # "this year" says nothing about which meeting is meant
LOOK_BACK_DAYS: Final = 90  # without --since: a round of talks is prepared, held and told within a season
MOST_ACCOUNTS: Final = 3000  # a bound for one answer: the latest are looked at
MOST_CANDIDATES: Final = 60  # meetings of one side that are compared with a new account, the latest
LAST_ORDINAL: Final = date.max.toordinal()
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One article's telling of a meeting, with what is compared: sides, persons of each, days, place, form.

    `days` are ordinal numbers of days: a record has thousands of accounts, and each is compared with dozens.
    """

    id: int
    status: str
    call: bool | None
    sides: frozenset[str]
    persons: frozenset[tuple[str, str]]
    names: frozenset[str]
    days: tuple[int, int] | None
    latest: str | None
    published: str
    place: str | None
    countries: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The accounts of one meeting, in the order of publication."""

    accounts: tuple[Account, ...]

    @property
    def status(self) -> str:
        """What the latest account says became of it."""
        return self.accounts[-1].status

    @property
    def latest(self) -> str | None:
        """The last day that it can be on, by the latest account that tells one."""
        return next((account.latest for account in reversed(self.accounts) if account.latest), None)

    @property
    def day(self) -> str:
        """When it was or will be; where no account tells, when it was last written of."""
        return self.latest or self.accounts[-1].published

    @property
    def disputed(self) -> bool:
        """Whether accounts contradict each other: told to have happened and, later or elsewhere, not."""
        statuses = [account.status for account in self.accounts]
        if "denied" in statuses and len(set(statuses)) > 1:
            return True
        first = next((place for place, status in enumerate(statuses) if status in HAPPENED), len(statuses))
        return any(status in OFF - {"collapsed"} for status in statuses[first:])


def find_groups(connection: Connection, filter: Filter) -> list[Group]:
    """Return the meetings that events of a filter tell of, as groups of accounts, in the order of their first telling.

    The filter's status and limit play no part: a meeting's accounts have several, and all are needed.
    """
    wanted = replace(filter, type=MEETING, status=None, stance=None, limit=MOST_ACCOUNTS if filter.limit else 0)
    about = [schema.events.c.type == MEETING]
    return group_accounts(_load_accounts(connection, find_ids(connection, "event", wanted, about)))


def group_accounts(accounts: Iterable[Account]) -> list[Group]:
    """Return accounts grouped by meeting; each joins the most recently told one that it agrees with."""
    groups: list[_Gathered] = []
    by_side: defaultdict[str, list[int]] = defaultdict(list)
    for account in sorted(accounts, key=lambda account: (account.published, account.id)):
        home = next((index for index in _candidates(account, by_side) if groups[index].agrees(account)), None)
        if home is None:
            home = len(groups)
            groups.append(_Gathered())
        groups[home].add(account)
        for side in account.sides:
            if home not in by_side[side][-MOST_CANDIDATES:]:
                by_side[side].append(home)
    return [Group(accounts=tuple(group.accounts)) for group in groups]


def _candidates(account: Account, by_side: Mapping[str, list[int]]) -> list[int]:
    """Return the latest groups that share a side with an account, the latest first."""
    shared = {index for side in account.sides for index in by_side.get(side, ())[-MOST_CANDIDATES:]}
    return sorted(shared, reverse=True)


class _Gathered:
    """The accounts of one meeting while they are gathered, with what they tell between them."""

    def __init__(self) -> None:
        self.accounts: list[Account] = []
        self.sides: set[str] = set()
        self.persons: defaultdict[str, set[str]] = defaultdict(set)
        self.places: dict[str, Account] = {}
        self.forms: set[bool] = set()
        self.side_sets: set[frozenset[str]] = set()
        self.happened: list[tuple[int, int]] = []
        self.last_days: tuple[int, int] | None = None
        self.days: set[tuple[int, int]] = set()
        self.first, self.last = LAST_ORDINAL, 0  # of all days told

    def add(self, account: Account) -> None:
        """Take an account in."""
        self.accounts.append(account)
        self.sides |= account.sides
        self.side_sets.add(account.sides)
        for side, key in account.persons:
            self.persons[side].add(key)
        if account.place is not None:
            self.places.setdefault(account.place, account)
        if account.call is not None:
            self.forms.add(account.call)
        if account.days is not None:
            self.last_days = account.days
            self.first, self.last = min(self.first, account.days[0]), max(self.last, account.days[1])
            self.days.add(account.days)
            if account.status in HAPPENED and account.days not in self.happened:
                self.happened.append(account.days)

    def agrees(self, new: Account) -> bool:
        """Say whether an account can be of this meeting: it contradicts none of its frame."""
        days = new.days
        if days and self.last and not (self.first - MOVED_DAYS <= days[1] and days[0] <= self.last + MOVED_DAYS):
            return False  # most others are of another time: nothing else need be compared
        return (
            self._days_agree(new)
            and self._sides_agree(new)
            and not (new.call is not None and self.forms and new.call not in self.forms)
            and self._persons_agree(new)
            and all(_places_agree(one, new) for one in self.places.values())
        )

    def _sides_agree(self, new: Account) -> bool:
        shared = self.sides & new.sides
        if min(len(self.sides), len(new.sides)) >= 2:
            return len(shared) >= 2 and (new.sides <= self.sides or any(sides <= new.sides for sides in self.side_sets))
        return bool(shared) and new.days in self.days and new.place in self.places

    def _persons_agree(self, new: Account) -> bool:
        """Say whether no side is told to have sent somebody else: ministers' talks are not the presidents'."""
        sent: defaultdict[str, set[str]] = defaultdict(set)
        for side, key in new.persons:
            sent[side].add(key)
        return all(self.persons[side] & keys for side, keys in sent.items() if self.persons.get(side))

    def _days_agree(self, new: Account) -> bool:
        if new.days is None or self.last_days is None:
            if self.happened and new.status in PLANNED and new.published:
                # after it was held, plans are for another
                return date.fromisoformat(new.published).toordinal() <= self.happened[0][1]
            return _published_close(self.accounts[-1].published, new.published)
        gap = min(_gap(days, new.days) for days in (self.happened or [self.last_days]))
        movable = not (self.happened and new.status in HAPPENED)
        return gap <= (MOVED_DAYS if movable else NEAR_DAYS)


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


def _load_accounts(connection: Connection, ids: Sequence[int]) -> list[Account]:
    table = schema.events
    accounts: list[Account] = []
    for start in range(0, len(ids), ACCOUNTS_AT_ONCE):
        some = ids[start : start + ACCOUNTS_AT_ONCE]
        parties = load_parties(connection, "event", some)
        places = load_places(connection, some)
        named = {member.key for roles in parties.values() for role in roles.values() for member in role}
        sides = find_sides(connection, named)
        columns = (table.c.id, table.c.status, table.c.form, table.c.day, table.c.when_earliest, table.c.when_latest)
        for row in connection.execute(select(*columns).where(table.c.id.in_(some))):
            members = [member for role in parties.get(row.id, {}).values() for member in role]
            accounts.append(_account(row, members, sides, places[row.id]))
    return accounts


def _account(
    row: Any, members: Sequence[ActorRef], sides: Mapping[str, str], places: Sequence[tuple[str, str | None]]
) -> Account:
    return Account(
        id=row.id,
        status=row.status,
        call=row.form == "call" if row.form else None,
        sides=frozenset(sides[member.key] for member in members),
        persons=frozenset((sides[member.key], member.key) for member in members if member.type == "person"),
        names=frozenset(member.name for member in members),
        days=_days(row.when_earliest, row.when_latest),
        latest=row.when_latest,
        published=row.day or "",
        place=fold(places[0][0]) if places else None,
        countries=frozenset(country for _, country in places if country),
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


def _published_close(one: str, other: str) -> bool:
    if not one or not other:
        return True
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= OPEN_DAYS


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Return how many days lie between two spans, 0 where they touch."""
    return max(0, other[0] - one[1], one[0] - other[1])


def _places_agree(one: Account, other: Account) -> bool:
    if one.place is None or other.place is None or one.place in other.place or other.place in one.place:
        return True
    whole_country = {one.place, other.place} & {fold(name) for name in one.names | other.names}
    return bool(whole_country and one.countries & other.countries)  # "in Norland" against a town of it


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
