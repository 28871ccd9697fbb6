"""The book of actors: who bears a name, who held an office on a date, whom a description means.

It answers with candidates and reasons. Where more than one remains, or nobody, it says so; choosing is left to
whoever reads the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from dragoman.actors.entries import Candidate, Description, Entry, Match, Tense, Tenure
from dragoman.actors.library import load_known_until, load_shelf, load_titles
from dragoman.actors.names import fold, loosen, skeleton, without_possessive
from dragoman.actors.offices import Offices
from dragoman.actors.phrases import Phrase, parse_phrase
from dragoman.actors.shelf import NAME_KINDS, Shelf
from dragoman.actors.titles import Titles
from dragoman.contract import ActorType

# Surnames behind one first name meet from this similarity of their skeletons on (rapidfuzz's ratio, 0 to 100): of the
# 3,800 persons in the book, eleven pairs of different persons are as similar, and all of those are told apart before.
SURNAME_SIMILARITY = 85


@cache
def book() -> Book:
    """Return the built-in book, read once.

    Raises:
        DataError: one of its files has a mistake.
    """
    return Book(shelves=(load_shelf(),), titles=load_titles(), known_until=load_known_until())


class Book:
    """Actors with their names, and persons with their dated roles. Immutable; made by `book()` and `with_user`."""

    def __init__(self, *, shelves: tuple[Shelf, ...], titles: Titles, known_until: str) -> None:
        self.shelves = shelves
        self.titles = titles
        self.known_until = known_until
        self._hidden = frozenset(fold(card.name) for shelf in shelves[:-1] for card in shelf.cards)

    def with_user(self, path: str | Path) -> Book:
        """Return a book in which the actors of a user's file come first: they win over the built-in ones.

        Raises:
            DataError: the file has a mistake; the message lists all that were found, with their lines.
        """
        from dragoman.actors.user import read_user_shelf

        shelf = read_user_shelf(Path(path), book=self)
        return Book(shelves=(shelf, *self.shelves), titles=self.titles, known_until=self.known_until)

    def __len__(self) -> int:
        return sum(len(shelf.cards) for shelf in self.shelves)

    def entries(self, *, type: ActorType | None = None) -> Iterator[Entry]:
        """Yield all entries, or those of one type, the user's first."""
        for shelf in self.shelves:
            for number, card in enumerate(shelf.cards):
                if (type is None or card.type == type) and self.stands(shelf, number):
                    yield shelf.entry(number)

    def stands(self, shelf: Shelf, number: int) -> bool:
        """Return whether this card counts: a user's entry takes the place of the built-in one of its name."""
        return shelf is not self.shelves[-1] or fold(shelf.cards[number].name) not in self._hidden

    def get(self, name: str) -> Entry | None:
        """Return the entry with this canonical name; None where there is none."""
        for match in self.matches(name):
            if match.kind == "name":
                return match.entry
        return None

    def matches(self, name: str, on: date | None = None) -> tuple[Match, ...]:
        """Return all that a name can stand for, and as what, the user's entries alone where they bear it.

        Case, accents, apostrophes and a possessive ending do not count; an acronym is matched as it is written ("US",
        not "us"). Actors that do not exist on the date (without one: when the book closed) are left out where others
        remain: "Moscow" is not the Soviet Union today.
        """
        for written in dict.fromkeys((name.strip(), without_possessive(name))):
            for shelf in self.shelves:
                found = [
                    Match(entry=shelf.entry(bearer.card), kind=bearer.kind)
                    for bearer in shelf.bearers(written)
                    if self.stands(shelf, bearer.card)
                ]
                if found:
                    return tuple(_existing(found, on or self._closed))
        return ()

    def named(self, name: str, on: date | None = None) -> tuple[Entry, ...]:
        """Return the entries that bear this name, alias or acronym; none for a demonym, capital or metonym.

        Where nobody bears it as written, transliterations are tried ("Volodymyr Zelenskiy"), then, for persons, a
        similar surname behind the same first name.
        """
        found = _unique(match.entry for match in self.matches(name, on) if match.kind in NAME_KINDS)
        return found or _unique(match.entry for match in self._loose_matches(name, on)) or self._similar(name)

    def surnamed(self, surname: str, on: date | None = None, *, exact: bool = False) -> tuple[Entry, ...]:
        """Return the persons with this surname, those with a role on that date first.

        Unless `exact`, transliterations of it count where nobody is written so.
        """
        name = without_possessive(surname)
        found = [
            shelf.entry(number)
            for shelf in self.shelves
            for number in shelf.surnamed(name, exact=exact)
            if self.stands(shelf, number)
        ]
        day = on or self._closed
        persons = _unique(
            match.entry for match in _existing([Match(entry=entry, kind="alias") for entry in found], day)
        )
        if on is None:
            return persons
        return tuple(sorted(persons, key=lambda entry: not entry.roles_on(on, known_until=self.known_until)))

    def state_of(self, name: str, on: date | None = None) -> tuple[Match, ...]:
        """Return the states and organisations that a name, demonym, capital or metonym stands for, and as which."""
        return tuple(match for match in self.matches(name, on) if match.entry.type not in ("person", "outlet"))

    def members(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the entries of a group's members, in the book's order."""
        return tuple(member for name in entry.members if (member := self.get(name)) is not None)

    def code_of(self, entry: Entry, on: date | None = None) -> str | None:
        """Return the CAMEO/PLOVER code of an actor: a minister of Russia is RUSGOV on the days that he is one."""
        if entry.code or entry.type != "person" or on is None:
            return entry.code
        for tenure in entry.roles_on(on, known_until=self.known_until):
            of = self.get(tenure.of) if tenure.of else None
            if of is not None and of.code:
                part = self._offices.part(tenure.title, of=of)
                return of.code + (part if part and of.type == "state" else "")
        return None

    def holders(
        self, title: str, of: Entry | str | None = None, on: date | None = None, *, former: bool = False
    ) -> tuple[Candidate, ...]:
        """Return who holds, or held, an office on a date, the certain ones first.

        Args:
            title: a title or a description of one: "foreign minister", "top diplomat", "leader".
            of: the state or organisation, as an entry or under any of its names; None for all of them.
            on: the day; without it, all whom the book knows, none of them certain.
            former: those who had left the office by that day instead.

        Returns:
            Candidates. For an office of a single holder, one who surely holds it excludes those who only may.
        """
        entries: Iterable[Entry]
        if of is None:
            entries = self._offices.all_with_roles()
        else:
            entries = (of,) if isinstance(of, Entry) else _unique(match.entry for match in self.state_of(of, on))
        tense: Tense = "former" if former else "current"
        return tuple(
            candidate for entry in entries for candidate in self._offices.holders(title, of=entry, on=on, tense=tense)
        )

    def parse(self, text: str, on: date | None = None) -> Phrase:
        """Return a description in its pieces: whose office, the words for it, and whether it is a former one."""
        return self._readings(text, on)[0]

    def describe(self, text: str, on: date | None = None) -> Description:
        """Return whom a description can mean on a date: "the Russian top diplomat", "NATO's head".

        `answer` of the result is the one whom it means, or None; `candidates` are all, with reasons, and `reason` says
        why there is no single one.
        """
        found = [self._describe(phrase, text=text, on=on) for phrase in self._readings(text, on)]
        return next((description for description in found if description.candidates), found[0])

    def find(self, query: str, on: date | None = None) -> tuple[Candidate, ...]:
        """Return all that a person looking something up can mean: a description, an office of any state, or a name.

        "top diplomat" gives the holders of that office in every state; a name gives its bearers with a role held on
        the date; a surname its bearers. Case does not count.
        """
        query = query.strip()
        if not query:
            return ()
        described = self.describe(query, on)
        if described.candidates and (described.titles or described.candidates[0].part):
            return described.candidates
        if described.titles and not described.of:
            return self.holders(self.parse(query, on).words, on=on, former=described.tense == "former")
        matches = self.matches(query, on) or self.matches(query.upper(), on)
        if matches:
            return tuple(self._with_role(_stand(match), on) for match in matches)
        persons = self.named(query, on) or self.surnamed(query, on)
        return tuple(self._with_role(Candidate(entry=entry, reason=f"called {query!r}"), on) for entry in persons)

    def _readings(self, text: str, on: date | None) -> list[Phrase]:
        return parse_phrase(
            text,
            resolve=lambda name: self.state_of(name, on),
            known=lambda words, of: self._offices.known(words, of=[match.entry for match in of]),
        )

    def _describe(self, phrase: Phrase, *, text: str, on: date | None) -> Description:
        of = _unique(match.entry for match in phrase.of)
        if phrase.of and not phrase.words:
            stands = tuple(_stand(match) for match in phrase.of)
            return Description(text=text, of=of, candidates=stands, reason=_ambiguity(stands))
        if not phrase.known:
            states = self._administration(text, on)
            reason = _ambiguity(states) if states else f"the book has no office {phrase.words!r}"
            return Description(text=text, of=of, tense=phrase.tense, candidates=states, reason=reason)
        of = of or self._offices.owners(phrase.words)
        titles = tuple(dict.fromkeys(t for entry in of or (None,) for t in self._offices.names(phrase.words, of=entry)))
        if not of and not self._offices.has_topic(phrase.words):
            reason = "no state or organisation is named"
            return Description(text=text, titles=titles, tense=phrase.tense, reason=reason)
        holders = tuple(
            candidate
            for entry in (of or self._offices.all_with_roles())
            for candidate in self._offices.holders(phrase.words, of=entry, on=on, tense=phrase.tense)
        )
        why = _ambiguity(holders) if holders else _absence(phrase, of=of, on=on)
        return Description(text=text, titles=titles, of=of, tense=phrase.tense, candidates=holders, reason=why)

    @cached_property
    def _closed(self) -> date:
        return date.fromisoformat(self.known_until)

    @cached_property
    def _offices(self) -> Offices:
        return Offices(self)

    def _loose_matches(self, name: str, on: date | None) -> list[Match]:
        for shelf in self.shelves:
            found = [
                Match(entry=shelf.entry(bearer.card), kind=bearer.kind)
                for bearer in shelf.loose_bearers(without_possessive(name))
                if self.stands(shelf, bearer.card)
            ]
            if found:
                return _existing(found, on or self._closed)
        return []

    def _similar(self, name: str) -> tuple[Entry, ...]:
        folded = loosen(fold(without_possessive(name)))
        first, _, rest = folded.partition(" ")
        if not rest or len(first) < 2:
            return ()
        from rapidfuzz.fuzz import ratio

        surname = skeleton(rest)
        return _unique(
            shelf.entry(number)
            for shelf in self.shelves
            for number, other in shelf.first_named(folded)
            if self.stands(shelf, number) and ratio(surname, skeleton(other)) >= SURNAME_SIMILARITY
        )

    def _administration(self, text: str, on: date | None) -> tuple[Candidate, ...]:
        """Return the states of "the Trump administration": those that somebody of this surname leads on the date."""
        words = [word for word in text.replace("’", "'").split() if word.lower() != "the"]
        if on is None or len(words) < 2 or not self._offices.is_body(" ".join(words[1:])):
            return ()
        found = []
        for person in self.surnamed(words[0], on):
            for tenure in person.roles_on(on, known_until=self.known_until):
                state = self.get(tenure.of) if tenure.of else None
                if state is not None and self._offices.leads(tenure, state=state, on=on):
                    reason = f"{person.name} is {tenure}"
                    found.append(Candidate(entry=state, reason=reason, role=tenure, part="GOV"))
        return tuple({candidate.entry.id: candidate for candidate in found}.values())

    def _with_role(self, candidate: Candidate, on: date | None) -> Candidate:
        roles: tuple[Tenure, ...] = ()
        if on is not None:
            roles = candidate.entry.roles_on(on, known_until=self.known_until)
        if not roles:
            return candidate
        return Candidate(entry=candidate.entry, reason=candidate.reason, role=roles[0], part=candidate.part)


def _existing(matches: list[Match], on: date) -> list[Match]:
    return [match for match in matches if match.entry.exists(on)] or matches


def _unique(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple({entry.id: entry for entry in entries}.values())


def _stand(match: Match) -> Candidate:
    kind = {"name": "its name", "official": "its official name"}.get(match.kind, f"a name of it ({match.kind})")
    return Candidate(entry=match.entry, reason=kind)


def _absence(phrase: Phrase, *, of: tuple[Entry, ...], on: date | None) -> str:
    whose = " or ".join(entry.name for entry in of) or "anybody"
    when = f" on {on.isoformat()}" if on else ""
    return f"the book knows no {phrase.tense} holder of the office {phrase.words!r} of {whose}{when}"


def _ambiguity(candidates: tuple[Candidate, ...]) -> str | None:
    if not candidates:
        return "nobody fits"
    if len({candidate.entry.id for candidate in candidates}) > 1:
        return "more than one fits"
    only = candidates[0]
    return None if only.certain else f"only possible: {only.reason}"
