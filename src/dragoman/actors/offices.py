"""Who holds which office: the book's roles, found by the actor that they are of and by the words for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.actors.entries import Candidate, Entry, Match, Tense, Tenure
from dragoman.actors.names import fold
from dragoman.actors.shelf import ROLE_TITLE
from dragoman.actors.tenures import earliest_day
from dragoman.actors.titles import ENVOY_TOPIC, HEAD, LEADER, TOPIC_ENVOY, Title, normal_title, office_words

if TYPE_CHECKING:
    from dragoman.actors.book import Book

# Who is "elect" or "designate" takes office within a year: Mexico, with five months, waited longest.
COMING_DAYS = 366


class Offices:
    """The offices of a book. Made by the book when the first description is asked about."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.titles = book.titles
        self._held: dict[str, list[tuple[Entry, Tenure, str]]] = {}

    def known(self, words: str, *, of: Sequence[Entry]) -> bool:
        """Return whether the words name an office, or a body, of one of these actors, or of anybody."""
        if self.has_topic(words):
            return True
        if not of:
            return bool(self.titles.rows_for(words, of=None)) or office_words(words) in self._role_words
        if any(self.titles.rows_for(words, of=entry) for entry in of):
            return True
        return any(office_words(words) in self._offices_of(entry) for entry in of)

    def is_body(self, words: str) -> bool:
        """Return whether the words mean a body of an actor ("administration", "delegation")."""
        return any(row.kind == "body" for row in self.titles.rows_for(words, of=None))

    def has_topic(self, words: str) -> bool:
        """Return whether the words name an envoy for something: "Syria envoy", "special envoy for Syria"."""
        return self._topic(words) is not None

    def part(self, title: str, *, of: Entry) -> str | None:
        """Return the CAMEO suffix of an office or body ("GOV", "MIL"); of a state, GOV where the table says nothing."""
        for row in self.titles.rows_for(title, of=of):
            if row.code:
                return row.code
        return "GOV" if of.type == "state" else None

    def names(self, words: str, *, of: Entry | None) -> tuple[str, ...]:
        """Return the offices that the words can mean, in their normal form, in the table's order."""
        found: list[str] = []
        for row in self.titles.rows_for(words, of=of):
            if row.kind == "office":
                found.append(row.title)
            elif row.kind == "description":
                found += self._expand(row, of=of, on=None)
        return tuple(dict.fromkeys(found)) or (office_words(words),)

    def leads(self, tenure: Tenure, *, state: Entry, on: date) -> bool:
        """Return whether the office is that of the state's effective leader, or its head of government, on that day."""
        if state.type != "state":
            return False
        office = self.titles.office(tenure.title, of=state)
        return office in {"prime minister", *(normal_title(title) for title in self._leaders(state, on=on))}

    def all_with_roles(self) -> Iterator[Entry]:
        """Yield the actors that somebody holds an office of, in the order of their names."""
        keys = {key for shelf in self.book.shelves for key in shelf.held}
        found = {entry.id: entry for key in keys if (entry := self._of(key)) is not None}
        yield from sorted(found.values(), key=lambda entry: fold(entry.name))

    def holders(self, words: str, *, of: Entry, on: date | None, tense: Tense) -> list[Candidate]:
        """Return who holds (or held, or will hold) the office that the words mean of this actor; see `Book.holders`."""
        bodies = [row for row in self.titles.rows_for(words, of=of) if row.kind == "body"]
        if bodies:
            return [Candidate(entry=of, reason=f"{words!r} of it", part=self.part(words, of=of))]
        wanted = self._wanted(words, of=of, on=on)
        tenures = [held for held in self._tenures(of) if held[2] in wanted]
        found = self._fitting(tenures, on=on, tense=tense)
        topic = self._topic(words)
        if not found and topic is not None:
            deputy = "deputy" in normal_title(words)
            tenures = [held for held in self._tenures(of) if self._same_topic(topic, held[2], deputy=deputy)]
            found = self._fitting(tenures, on=on, tense=tense)
        if not found and on is not None:
            for state in self._governed(of, on=on):
                return self.holders(words, of=state, on=on, tense=tense)
        return self._settle(found, of=of, tense=tense)

    def owners(self, words: str) -> tuple[Entry, ...]:
        """Return the one actor that has such an office ("the pope" is of the Holy See); none where several have."""
        rows = self.titles.rows_for(words, of=None)
        names = {name for row in rows for name in row.of} if all(row.of for row in rows) else set()
        owner = self.book.get(names.pop()) if len(names) == 1 else None
        return (owner,) if owner is not None else ()

    def _fitting(
        self, tenures: list[tuple[Entry, Tenure, str]], *, on: date | None, tense: Tense
    ) -> list[tuple[str, Candidate]]:
        return [
            (office, candidate)
            for person, tenure, office in tenures
            if (candidate := self._candidate(person, tenure, on=on, tense=tense)) is not None
        ]

    def _governed(self, of: Entry, *, on: date) -> Iterator[Entry]:
        """Yield the states that a group rules on that day: the Taliban's ministers are Afghanistan's."""
        for rule in of.governs:
            state = self.book.get(rule.title)
            if state is not None and _open(rule, on=on, known_until=self.book.known_until):
                yield state

    def _wanted(self, words: str, *, of: Entry, on: date | None) -> set[str]:
        offices = set()
        for row in self.titles.rows_for(words, of=of):
            if row.kind == "office":
                offices.add(normal_title(row.title))
            else:
                offices |= {self.titles.office(title, of=of) for title in self._expand(row, of=of, on=on)}
        return offices or {office_words(words)}

    def _expand(self, row: Title, *, of: Entry | None, on: date | None) -> list[str]:
        titles: list[str] = []
        for meaning in row.means:
            if meaning == LEADER:
                titles += self._leaders(of, on=on) if of else ["leader"]
            elif meaning == HEAD:
                titles += of.head if of else ["head"]
            else:
                titles.append(meaning)
        return titles

    def _leaders(self, state: Entry, *, on: date | None) -> list[str]:
        known_until = self.book.known_until
        return ["leader", "de facto leader"] + [
            office.title
            for office in state.leader
            if on is None or not (office.since or office.until) or _open(office, on=on, known_until=known_until)
        ]

    def _candidate(self, person: Entry, tenure: Tenure, *, on: date | None, tense: Tense) -> Candidate | None:
        if on is None:
            return Candidate(entry=person, role=tenure, certain=False, reason=f"{tenure}; no date to judge by")
        fit = tenure.fit(on, known_until=self.book.known_until)
        reason = str(tenure)
        if tense == "former":
            return (
                Candidate(entry=person, role=tenure, certain=False, fit=fit, reason=reason) if fit == "after" else None
            )
        if tense == "coming":
            soon = (on + timedelta(days=COMING_DAYS)).isoformat()
            if fit != "before" or earliest_day(tenure.since) > soon:
                return None
            return Candidate(entry=person, role=tenure, fit=fit, reason=reason)
        if fit in ("before", "after"):
            return None
        if fit == "stale":
            reason += f"; the book ends on {self.book.known_until}"
        elif fit == "possible":
            reason += "; the dates leave it open"
        return Candidate(entry=person, role=tenure, certain=fit == "certain", fit=fit, reason=reason)

    def _settle(self, found: list[tuple[str, Candidate]], *, of: Entry, tense: Tense) -> list[Candidate]:
        """Return the candidates, the certain first.

        In an office of one, a sure holder excludes those who only may hold it, and a user's sure holder all others.
        """
        best: dict[str, int] = {}
        for office, candidate in found:
            if self.titles.single(office, of=of):
                best[office] = max(best.get(office, 0), _rank(candidate))
        if tense == "current":
            found = [pair for pair in found if _rank(pair[1]) >= best.get(pair[0], 0)]
        candidates: dict[str, Candidate] = {}
        for _, candidate in sorted(found, key=lambda pair: not pair[1].certain):
            candidates.setdefault(candidate.entry.id, candidate)
        return list(candidates.values())

    def _tenures(self, of: Entry) -> list[tuple[Entry, Tenure, str]]:
        """Return person, tenure and office key of all roles of an actor and of the bodies that are part of it."""
        found = self._held.get(of.id)
        if found is None:
            found = self._held[of.id] = list(self._roles_of(of))
            for part in self._parts(of):
                found += [held for held in self._roles_of(part) if self._counts_for_whole(held[2], part=part)]
        return found

    def _counts_for_whole(self, office: str, *, part: Entry) -> bool:
        """Return whether an office of a body is one of the whole too: its "chair" is not, its "envoy for Syria" is."""
        rows = self.titles.rows_for(office, of=part)
        return not rows or any(part.name in row.of for row in rows)

    def _roles_of(self, entry: Entry) -> Iterator[tuple[Entry, Tenure, str]]:
        seen = set()
        for key in dict.fromkeys(fold(name) for name in (entry.name, *entry.aliases)):
            for shelf in self.book.shelves:
                for number, place in shelf.held.get(key, ()):
                    if self.book.stands(shelf, number) and (id(shelf), number, place) not in seen:
                        seen.add((id(shelf), number, place))
                        person = shelf.entry(number)
                        tenure = person.roles[place]
                        yield person, tenure, self.titles.office(tenure.title, of=entry)

    def _offices_of(self, of: Entry) -> set[str]:
        return {office for _, _, office in self._tenures(of)}

    def _parts(self, of: Entry) -> Iterator[Entry]:
        for shelf in self.book.shelves:
            for number in shelf.parts.get(fold(of.name), ()):
                if self.book.stands(shelf, number):
                    yield shelf.entry(number)

    def _of(self, key: str) -> Entry | None:
        for match in self.book.matches(key) or self.book.matches(key.upper()):
            return match.entry
        return None

    @cached_property
    def _role_words(self) -> frozenset[str]:
        return frozenset(
            office_words(cells[ROLE_TITLE])
            for shelf in self.book.shelves
            for card in shelf.cards
            for cells in card.roles
        )

    def _topic(self, words: str) -> str | None:
        """Return what an envoy is sent about: "syria" of "special envoy for Syria" and of "Syria envoy"."""
        if self.titles.known(words):
            return None
        words = normal_title(words)
        found = ENVOY_TOPIC.fullmatch(words) or TOPIC_ENVOY.fullmatch(words)
        if found is None:
            return None
        topic = found["topic"].removesuffix("'s").strip()
        return None if _RANKS.issuperset(topic.split()) else topic

    def _same_topic(self, topic: str, office: str, *, deputy: bool) -> bool:
        other = self._topic(office)
        if other is None or ("deputy" in office) != deputy:
            return False
        if topic == other:
            return True
        mine = {match.entry.id for match in self._topic_entries(topic)}
        return bool(mine & {match.entry.id for match in self._topic_entries(other)})

    def _topic_entries(self, topic: str) -> tuple[Match, ...]:
        return self.book.state_of(topic) or self.book.state_of(topic.upper())


# Words before "envoy" that say how high and not about what.
_RANKS = frozenset(
    [
        "special",
        "personal",
        "presidential",
        "peace",
        "top",
        "chief",
        "senior",
        "deputy",
        "high",
        "international",
        "new",
        "joint",
    ]
)


def _rank(candidate: Candidate) -> int:
    """Return how far a candidate excludes others from an office of one: by being sure, and by being a user's own."""
    return candidate.certain + (candidate.certain and candidate.entry.origin == "user")


def _open(office: Tenure, *, on: date, known_until: str) -> bool:
    return office.fit(on, known_until=max(known_until, on.isoformat())) in ("certain", "possible")
