"""Grouping: which accounts of a meeting are of the same one.

Accounts are of one meeting when the sides, persons, days, place and form that each tells can be those of the others.
What an account does not tell agrees with anything. Accounts come in the order of publication; each joins the most
recently told meeting that it agrees with, or begins another. A record has thousands of accounts, so that each is only
compared with the meetings that a `_Shelf` gives for its sides and its days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from dragoman.record.keys import fold

PLANNED: Final = frozenset({"scheduled", "proposed", "conditional", "hypothetical"})
OFF: Final = frozenset({"refused", "cancelled", "collapsed", "denied"})
HAPPENED: Final = frozenset({"held", "under way"})
NEAR_DAYS: Final = 1  # a day's difference is a time zone, or a talk past midnight
MOVED_DAYS: Final = 3  # a meeting that is put off by more is told as another one
OPEN_DAYS: Final = 21  # accounts without a day are of one meeting when published within three weeks of each other
MOST_CANDIDATES: Final = 60  # meetings of one pair of sides that an account without a day is compared with, the latest
SHELF_DAYS: Final = 7  # meetings lie on the shelf by week: narrower, a span of days asks for more of them
LAST_ORDINAL: Final = date.max.toordinal()


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


def group_accounts(accounts: Iterable[Account]) -> list[Group]:
    """Return accounts grouped by meeting; each joins the most recently told one that it agrees with."""
    groups: list[_Gathered] = []
    shelf = _Shelf()
    for account in sorted(accounts, key=lambda account: (account.published, account.id)):
        home = next((index for index in shelf.find(account) if groups[index].agrees(account)), None)
        if home is None:
            home = len(groups)
            groups.append(_Gathered())
        groups[home].add(account)
        shelf.put(account, home)
    return [Group(accounts=tuple(group.accounts)) for group in groups]


class _Shelf:
    """Where the meetings that an account can be of are found: by two of its sides, and by its days.

    `_Gathered.agrees` says what makes two accounts agree: two sides that both have, and days that are near, or not
    told; or one side, the very same days and the same place.
    """

    def __init__(self) -> None:
        self.by_week: defaultdict[tuple[str, str, int], set[int]] = defaultdict(set)
        self.undated: defaultdict[tuple[str, str], list[int]] = defaultdict(list)  # had an account without a day
        self.by_pair: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self.by_days: defaultdict[tuple[str, tuple[int, int]], set[int]] = defaultdict(set)

    def find(self, account: Account) -> list[int]:
        """Return the numbers of the meetings that can be an account's, the latest first."""
        found: set[int] = set()
        for pair in _pairs(account):
            if account.days is None:
                found.update(self.by_pair.get(pair, ())[-MOST_CANDIDATES:])
                continue
            found.update(self.undated.get(pair, ())[-MOST_CANDIDATES:])
            for week in _weeks(account.days, reach=MOVED_DAYS):
                found.update(self.by_week.get((*pair, week), ()))
        if account.days is not None and account.place is not None:
            for side in account.sides:
                found.update(self.by_days.get((side, account.days), ()))
        return sorted(found, reverse=True)

    def put(self, account: Account, home: int) -> None:
        """Note that an account is of the meeting with this number."""
        for pair in _pairs(account):
            _append_new(self.by_pair[pair], home)
            if account.days is None:
                _append_new(self.undated[pair], home)
            else:
                for week in _weeks(account.days):
                    self.by_week[(*pair, week)].add(home)
        if account.days is not None:
            for side in account.sides:
                self.by_days[side, account.days].add(home)


def _pairs(account: Account) -> Iterator[tuple[str, str]]:
    return combinations(sorted(account.sides), 2)


def _weeks(days: tuple[int, int], *, reach: int = 0) -> range:
    return range((days[0] - reach) // SHELF_DAYS, (days[1] + reach) // SHELF_DAYS + 1)


def _append_new(numbers: list[int], number: int) -> None:
    if number not in numbers[-MOST_CANDIDATES:]:
        numbers.append(number)


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
        self.held_by: int | None = None  # the day by which it was held, by the first account that says so
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
        if account.status in HAPPENED and self.held_by is None and (account.days or account.published):
            self.held_by = account.days[1] if account.days else date.fromisoformat(account.published).toordinal()
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
            self._sides_agree(new)
            and not (new.call is not None and self.forms and new.call not in self.forms)
            and self._days_agree(new)
            and self._persons_agree(new)
            and (new.place is None or all(_places_agree(one, new) for one in self.places.values()))
        )

    def _sides_agree(self, new: Account) -> bool:
        if len(new.sides) >= 2 and new.sides in self.side_sets:
            return True
        shared = self.sides & new.sides
        if min(len(self.sides), len(new.sides)) >= 2:
            return len(shared) >= 2 and (new.sides <= self.sides or any(sides <= new.sides for sides in self.side_sets))
        return bool(shared) and new.days in self.days and new.place in self.places

    def _persons_agree(self, new: Account) -> bool:
        """Say whether no side is told to have sent somebody else: ministers' talks are not the presidents'."""
        if not new.persons or not self.persons:
            return True
        sent: defaultdict[str, set[str]] = defaultdict(set)
        for side, key in new.persons:
            sent[side].add(key)
        return all(self.persons[side] & keys for side, keys in sent.items() if self.persons.get(side))

    def _days_agree(self, new: Account) -> bool:
        if new.days is None or self.last_days is None:
            told = date.fromisoformat(new.published).toordinal() if new.published else None
            if self.held_by is not None and new.status in PLANNED and told:
                planned = new.days[0] if new.days and not self.happened else told
                return planned <= self.held_by  # after it was held, plans are for another
            if self.last_days and new.status in HAPPENED and told and self.last_days[0] - MOVED_DAYS > told:
                return False  # nor was it held long before the day for which it is planned
            return _published_close(self.accounts[-1].published, new.published)
        near = NEAR_DAYS if self.happened and new.status in HAPPENED else MOVED_DAYS
        first, last = new.days
        for earliest, latest in self.happened or (self.last_days,):  # a plain loop: this is asked most of all
            if earliest - near <= last and first <= latest + near:
                return True
        return False


def _published_close(one: str, other: str) -> bool:
    if not one or not other:
        return True
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= OPEN_DAYS


def _places_agree(one: Account, other: Account) -> bool:
    if one.place is None or other.place is None or one.place in other.place or other.place in one.place:
        return True
    whole_country = {one.place, other.place} & {fold(name) for name in one.names | other.names}
    return bool(whole_country and one.countries & other.countries)  # "in Norland" against a town of it
