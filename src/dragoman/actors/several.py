"""Who is meant by a description of several: "the two delegations", "the leaders of both", "the sponsors"."""

from __future__ import annotations

from dragoman.actors.cast import Cast, Member
from dragoman.actors.entries import Entry
from dragoman.actors.extents import NUMBERS
from dragoman.actors.groups import Groups
from dragoman.actors.identities import OWNERS
from dragoman.actors.meant import RULING, Meant, is_a
from dragoman.actors.page import Page
from dragoman.actors.roles import OFFICE_HEADS, RANKS, Nominal, stem

PAIRS = frozenset({"pair", "duo"})
SINGLE = frozenset({"president", "minister", "premier", "king", "general"})  # offices by which two are called together
DIPLOMACY = frozenset({"foreign", "diplomat"})  # of "the top diplomats"
LONGEST_TITLED = 8  # words of a name with its title
PEOPLES = frozenset({"europeans", "arabs", "africans"})  # of several states


class Several:
    """Resolves descriptions of several persons or parties to groups with their members."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self.page, self.cast = page, cast
        self.groups = Groups(page, cast)
        self.pairs: dict[str, list[Member]] = {}  # by the noun for them: "leaders", "men"

    def group(self, nominal: Nominal) -> Meant:
        """Return the group of "the two delegations": both parties where exactly two were named together last."""
        text = self.page.text(nominal.first, nominal.last)
        listed = self._listed(nominal)
        if listed is not None:
            return Meant(listed)
        head = self.page.lower[nominal.head]
        count = next((NUMBERS[word] for word in nominal.words if word in NUMBERS), 3 if head == "trio" else 2)
        persons = stem(head) in OFFICE_HEADS or head in ("men", "women") or head in PAIRS
        known = nominal.definite or nominal.determiner  # "two diplomats" are not the two who were named before
        parties = self._told(nominal, count) if persons else []
        if known and persons and not parties:
            parties = self._again(nominal, head, count)
        if known and not parties:
            parties = self.groups.parties(nominal, count, persons=persons)
        name = text[:1].lower() + text[1:]
        group = self.cast.describe(name, "group")
        group.plural = True
        if len(parties) == count:
            group.members = tuple(member.id for member in parties)
            if persons:
                self.pairs[head] = parties
            return Meant(group, members=tuple(parties))
        return Meant(group)

    def _told(self, nominal: Nominal, count: int) -> list[Member]:
        """Return who are named behind the words: "the two ministers, Ana Alba and Ben Cora,"."""
        lower = self.page.lower
        _, end = self.page.sentence_words(nominal.last)
        index, found = nominal.last + 1, list[Member]()
        if lower[index : index + 1] != [","]:
            return []
        while index < end and len(found) < count:
            index += lower[index] == ","
            index += lower[index : index + 1] == ["and"]
            spots = self.page.within(index, min(index + LONGEST_TITLED, end - 1))
            name = next((s for s in spots if s.title_first == index and s.kind == "name" and s.type == "person"), None)
            if name is None or name.member is None:
                return []
            found.append(name.member)
            index = name.last + 1
        return found if len(found) == count else []

    def _again(self, nominal: Nominal, head: str, count: int) -> list[Member]:
        """Return who were called so before, "the two men" any, or the only ones so far of that office."""
        known = (
            self.pairs.get(head) or (list(self.pairs.values())[-1:] or [[]])[0]
            if head == "men"
            else self.pairs.get(head)
        )
        if known and len(known) == count:
            return known
        if stem(head) not in SINGLE:
            return []
        before = dict.fromkeys(spot.member for spot in self.page.before(nominal.first, sentences=1000))
        named = [member for member in before if member is not None and member.type == "person"]
        fits = [each for each in named if any(is_a(role.title, stem(head)) for role in self.cast.offices(each))]
        return fits[::-1] if len(fits) == count else []

    def leaders_of_each(self, nominal: Nominal) -> Meant:
        """Return the group of "the leaders of Kenya and Malta" where the article names every one of them."""
        owners = list(dict.fromkeys(spot.member for spot in nominal.of if spot.member is not None))
        if len(owners) < 2 or any(owner.type not in OWNERS for owner in owners):
            return Meant()
        several = [self._named_holder(nominal, owner) for owner in owners]
        found = [member for member in several if member is not None]
        if len(found) < len(owners):
            return Meant()
        group = self.cast.describe(self.page.text(nominal.first, nominal.last), "group")
        group.plural, group.members = True, tuple(member.id for member in found)
        self.pairs[self.page.lower[nominal.head]] = found
        return Meant(group, members=tuple(found))

    def _named_holder(self, nominal: Nominal, owner: Member) -> Member | None:
        """Return the one person whom the article names, anywhere, and who holds such an office of the owner."""
        head = stem(self.page.lower[nominal.head])
        words = {stem(word) for word in nominal.words if word not in RANKS} - {"of", "and"}
        named = dict.fromkeys(spot.member for spot in self.page.spots if spot.kind == "name")
        fits = []
        for member in named:
            if member is None or member.type != "person":
                continue
            titles = [set(role.title.lower().split()) for role in self.cast.offices(member) if role.of == owner.name]
            titles = [title for title in titles if not title & {"vice", "deputy", "former"}]
            if head == "leader":
                fits += [member] if any(title & RULING or "prime" in title for title in titles) else []
            elif head == "diplomat":
                fits += [member] if any(DIPLOMACY & title for title in titles) else []
            else:
                fits += [member] if any(words <= title for title in titles) else []
        return fits[0] if len(fits) == 1 else None

    def _listed(self, nominal: Nominal) -> Member | None:
        """Return the group that the book knows by the words: "three European powers"."""
        first = nominal.first + (self.page.lower[nominal.first] == "the")
        matches = self.cast.book.matches(self.page.text(first, nominal.head), self.cast.on)
        groups = [match.entry for match in matches if match.entry.type == "group"]
        return self.cast.of_entry(groups[0]) if len(groups) == 1 else None

    def peoples(self, nominal: Nominal) -> Meant:
        """Return those of "the Europeans" who were named as such: a group of the book, or one of the article."""
        people = self.page.lower[nominal.head]
        if not nominal.definite or len(nominal.words) > 1:
            return Meant()
        before = {
            spot.member.name for spot in self.page.before(nominal.first, sentences=1000) if spot.member is not None
        }
        for spot in self.page.before(nominal.first, sentences=1000):
            member = spot.member
            if member is None or member.type != "group" or stem(people) not in member.name.lower().split():
                called = member is not None and member.entry is not None and self._is_of(member.entry, people)
                if not called or member is None:
                    continue
            return Meant(member)
        for entry in self.cast.book.entries(type="group"):
            if self._is_of(entry, people) and entry.members and set(entry.members) <= before:
                return Meant(self.cast.of_entry(entry))
        return Meant()

    @staticmethod
    def _is_of(entry: Entry, people: str) -> bool:
        """Say whether a group of the book is called after the people: the E3 are "the European trio"."""
        return entry.type == "group" and any(stem(people) in alias.lower().split() for alias in entry.aliases)

    def row(self, nominal: Nominal) -> Meant:
        """Return the group of "the sponsors": those who were named in a row last."""
        after = self.page.lower[nominal.last + 1 : nominal.last + 2]
        if not nominal.definite or nominal.of or after in (["that"], ["who"], ["which"]):
            return Meant()
        members = self.groups.last_row(nominal.first)
        if not members:
            return Meant()
        group = self.cast.describe(self.page.text(nominal.first, nominal.last).lower(), "group")
        group.plural, group.members = True, tuple(member.id for member in members)
        return Meant(group, members=tuple(members))
