"""Whom a description means: by the book on the article's day, or by what the article said before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from dragoman.actors.cast import OPPOSITION, Cast, Member
from dragoman.actors.entries import Candidate, Description, Entry
from dragoman.actors.extents import NUMBERS, Extents
from dragoman.actors.groups import Groups
from dragoman.actors.identities import OWNERS, give_owner, learn_office, most_mentioned
from dragoman.actors.mentions import LOCATIVES, QUALITIES
from dragoman.actors.nationals import compatriot, last_subject
from dragoman.actors.page import POSSESSIVES, Page, Spot
from dragoman.actors.pronouns import PREPOSITIONS, Pronouns
from dragoman.actors.roles import (
    BODIES,
    COUNTRIES,
    DUALS,
    GATHERED,
    OFFICE_HEADS,
    ORGANISED,
    POST,
    RANKS,
    Nominal,
    parse_nominal,
    stem,
)

FAR_AHEAD = 2  # times as often as any other state: the one whose opposition is meant
LAND_ADJECTIVES = 3  # words in front of a region that may stand behind "in": "in the breakaway (region)"
PAIRS = frozenset({"pair", "duo"})
LANDS = frozenset({"region", "territory", "enclave", "statelet"})
HEADS = OFFICE_HEADS | BODIES | DUALS | COUNTRIES | GATHERED | LANDS | PAIRS | {OPPOSITION}
RULING = frozenset({"leader", "president", "premier", "chancellor", "king", "ruler"})  # whose word is the state's
SENT = frozenset("envoy negotiator delegate representative minister ambassador diplomat official".split())  # by states
STRANGERS = frozenset(
    "surgeon doctor nurse teacher student resident farmer shopkeeper driver soldier fighter woman man mother father "
    "lawyer journalist activist businessman baker seller trader merchant worker engineer refugee villager shepherd "
    "pensioner volunteer priest imam professor researcher analyst historian widow barber fisherman taxi-driver cook "
    "waiter tailor survivor witness neighbour neighbor".split()
)
NAMELESS = frozenset("official diplomat commander lawmaker negotiator adviser aide".split())
# Regions by which papers call a state that they have just named; ISO 3166-1 alpha-3.
REGIONS = {
    "gulf": "ARE BHR KWT OMN QAT SAU",
    "baltic": "EST LTU LVA",
    "balkan": "ALB BIH BGR HRV MKD MNE SRB XKX",
    "caucasus": "ARM AZE GEO",
    "nordic": "DNK FIN ISL NOR SWE",
    "scandinavian": "DNK NOR SWE",
    "himalayan": "BTN NPL",
    "andean": "BOL COL ECU PER",
    "caribbean": "BRB CUB DOM GRD HTI JAM TTO",
    "maghreb": "DZA LBY MAR MRT TUN",
    "sahel": "BFA MLI MRT NER TCD",
}
FORMS = frozenset({"kingdom", "emirate", "sultanate"})  # by which papers call a state, after its full name
FORM_REACH = 20  # sentences back in which it was named
ONCE = frozenset({"former", "one-time", "onetime", "retired", "ex"})  # "the former minister" was named just before
OTHER_RANKS = frozenset({"vice", "deputy", "prime"})
NATIONALS = frozenset({"diplomat", "politician"})  # "the Kenyan diplomat" was named
MINISTRIES = frozenset("ministry department embassy".split())
# A body of a person of a state speaks for the state; these of an organisation are the organisation.
ORGANISATIONS = frozenset({"armed_group", "organisation", "international_organisation"})
OFFICIALS = frozenset("officials negotiators representatives diplomats authorities forces rebels".split())
ARMED = frozenset("rebels insurgents guerrillas militants militia".split())
FIGHTING = frozenset({"group", "movement", "faction"})  # an armed group of the sentence before goes before others
# These are called so in their names: "the union" is no company that was named before.
PEOPLE = frozenset({"men"})  # who act for somebody only where that somebody is named
NAMED_SO = frozenset("union alliance agency party council commission bloc front committee coalition congress".split())
SOLDIERS = frozenset({"army", "military"})
LEAGUES = frozenset({"bloc", "alliance", "coalition", "front"})  # which papers also call those of other names
# Who are so called act for themselves, not for the state: "Kenya's main rebel alliance".
OF_THEIR_OWN = frozenset(
    "party group movement alliance coalition bloc front union militia guerrillas rebels insurgents militants company "
    "newspaper channel network outlet broadcaster".split()
)
SEATED = frozenset({"government", "authorities", "administration", "regime", "leadership", "ministry", "cabinet"})
ENVOYS = frozenset({"envoy", "adviser", "advisor", "representative", "mediator"})
SINGLE = frozenset({"president", "minister", "premier", "king", "general"})  # offices by which two are called together
DIPLOMACY = frozenset({"foreign", "diplomat"})  # of "the top diplomats"
BESIDE = frozenset({"at", "by", "on"})
APPOSED = 5  # words behind a name: "the Kenyan River Watch, a group of lawyers"
HEADING = frozenset("head chief leader boss director chair commander".split())


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a description means: the member, or the candidates and why none was taken."""

    member: Member | None = None
    candidates: tuple[str, ...] = ()
    reason: str | None = None
    members: tuple[Member, ...] = ()  # of a group


class Describer:
    """Resolves descriptions; what it is asked about comes in text order."""

    def __init__(self, page: Page, cast: Cast, pronouns: Pronouns) -> None:
        self.page, self.cast, self.pronouns = page, cast, pronouns
        self.groups, self.extents = Groups(page, cast), Extents(page)
        self.pairs: dict[str, list[Member]] = {}  # by the noun for them: "leaders", "men"
        self.bodies: dict[str, Member] = {}  # by the noun of the body that was named last: "ministry", "government"

    def place_all(self) -> None:
        """Put a spot for every description of an office-holder, a body or a group on the page."""
        lower = self.page.lower
        taken = {index for spot in self.page.spots for index in range(spot.title_first, spot.last + 1)}
        self._place_strangers()
        for head, text in enumerate(lower):
            if head in taken or (text not in HEADS):
                continue
            if self.extents.hyphenated(head + 1) or self._modifies(head):
                continue
            bounds = self.extents.bounds(head)
            if bounds is not None:
                self._place(*bounds)

    def _modifies(self, head: int) -> bool:
        """Say whether the noun only says which of the next it is: "the rebels' [chief] negotiator"."""
        words = self.page.analysis.words
        behind = head + 1 < len(words) and self.page.lower[head + 1] in OFFICE_HEADS
        return behind and words[head].head == head + 1 and words[head].relation in ("compound", "amod")

    def _place_strangers(self) -> None:
        """Put a spot for somebody unnamed who opens a sentence: "A shopkeeper in the old town, who ..."."""
        for first, end in self.page.analysis.sentences:
            if end - first < 3 or self.page.lower[first] not in ("a", "an", "one"):
                continue
            head = next(
                (index for index in range(first + 1, min(first + 5, end)) if self._is_stranger(index, end)), None
            )
            if head is not None and not any(self.page.lower[index] in POST for index in range(first, head)):
                last = self.extents.until_clause(head, end)
                name = self.page.text(first, last)
                member = self.cast.describe(
                    name[:1].lower() + name[1:], "unnamed", aliases=(f"a {self.page.lower[head]}",)
                )
                if not member.roles:
                    give_owner(member, parse_nominal(self.page, first, last), self.page.lower[head])
                self.page.add(Spot(first, last, "description", "unnamed", member))

    def _is_stranger(self, index: int, end: int) -> bool:
        """Say whether a word ends the phrase for somebody unnamed: "a shopkeeper", "a senior diplomat was told"."""
        text, words = self.page.lower[index], self.page.analysis.words
        if text in STRANGERS:
            return True
        return text in NAMELESS and index + 1 < end and words[index + 1].tag in ("VERB", "AUX", "ADP", "ADV")

    def _place(self, first: int, last: int) -> None:
        nominal = parse_nominal(self.page, first, last)
        if nominal.determiner in ("a", "an", "one", "some", "many"):
            return
        named = self._apposed(nominal) or self._told_behind(nominal) or self._introduced_by(nominal)
        meant = Meant(named) if named is not None else self.resolve(nominal)
        if meant.member is None and (meant.reason is None or not (meant.candidates or nominal.definite)):
            return
        kind = meant.member.type if meant.member is not None else "unknown"
        spot = Spot(first, last, "description", kind, meant.member, meant.candidates, meant.reason)
        self.page.add(spot)

    def _apposed(self, nominal: Nominal) -> Member | None:
        """Return the person named behind the description: "its foreign minister, X," or "the envoy X"."""
        lower = self.page.lower
        index = nominal.last + 1
        comma = index < len(lower) and lower[index] == ","
        for spot in self.page.within(index, min(index + 8, len(lower) - 1)):
            if spot.type == "person" and spot.kind == "name" and spot.title_first == index + comma:
                closes = not comma or lower[spot.last + 1 : spot.last + 2] in ([","], ["."], [")"], [";"])
                if closes and spot.member is not None and lower[nominal.head] in OFFICE_HEADS:
                    if not nominal.of and nominal.possessor:
                        nominal.of += self._owner_spots(nominal)
                    learn_office(spot.member, nominal, self.cast)
                    return spot.member
                return None
        return None

    def _told_behind(self, nominal: Nominal) -> Member | None:
        """Return the body that the words stand behind: "the River Front, a civilian coalition that"."""
        lower, first = self.page.lower, nominal.first
        if first < 2 or lower[first - 1] != "," or lower[nominal.head] not in ORGANISED or nominal.of:
            return None
        spots = self.page.within(max(0, first - 8), first - 2)
        names = (spot for spot in spots if spot.last == first - 2 and spot.kind == "name" and not spot.adjective)
        bodies = [spot.member for spot in names if spot.member is not None and spot.type in ORGANISATIONS]
        return bodies[0] if bodies else None

    def _introduced_by(self, nominal: Nominal) -> Member | None:
        """Return the person behind whose name the words stand: "Ana Alba, its envoy for the river,"."""
        lower, first = self.page.lower, nominal.first
        if first < 2 or lower[first - 1] != "," or lower[first] not in ("its", "their") or nominal.of:
            return None
        if lower[nominal.head] not in OFFICE_HEADS:
            return None
        spots = self.page.within(max(0, first - 8), first - 2)
        names = [s for s in spots if s.last == first - 2 and s.kind == "name" and s.type == "person"]
        if not names or names[0].member is None:
            return None
        nominal.of += self._owner_spots(nominal)
        if nominal.of:
            learn_office(names[0].member, nominal, self.cast)
        return names[0].member if nominal.of else None

    def _owner_spots(self, nominal: Nominal) -> list[Spot]:
        owner = self._possessor(nominal, OWNERS)
        return [Spot(nominal.first, nominal.first, "pronoun", owner.type, owner)] if owner is not None else []

    def resolve(self, nominal: Nominal) -> Meant:
        """Return whom the description means."""
        text = self.page.lower[nominal.head]
        if text in ("elect", "designate") and nominal.head - 2 >= nominal.first:
            nominal.coming, text = True, self.page.lower[nominal.head - 2]  # "the president-elect"
        if text in LANDS:
            return self._land(nominal)
        if text == OPPOSITION:
            return self._opposition(nominal)
        if text in COUNTRIES and nominal.determiner not in ("both", "each", "neither"):
            return self._country(nominal)
        if text in PAIRS:
            return self._group(nominal) if nominal.definite and len(nominal.words) == 1 else Meant()
        if text in GATHERED and not set(nominal.words) & NUMBERS.keys():
            return self._row(nominal)
        if nominal.determiner in ("both", "each", "neither") or (
            text in DUALS and (set(nominal.words) & NUMBERS.keys() or text in ("sides", "trio"))
        ):
            return self._group(nominal)
        if text in DUALS and stem(text) in OFFICE_HEADS and nominal.determiner == "the":
            return self._leaders_of_each(nominal)
        if text in BODIES and text not in OFFICE_HEADS:
            return self._body(nominal, text)
        if text in OFFICE_HEADS:
            return self._office(nominal, text)
        return Meant()

    def holders_of_each(self, nominal: Nominal) -> list[Member]:
        """Return the holders in "the presidents of Kenya and Malta"; where one is unknown, the states."""
        text = self.page.lower[nominal.head]
        owners = {spot.member: spot for spot in nominal.of if spot.member is not None and spot.member.type in OWNERS}
        if stem(text) == text or stem(text) not in OFFICE_HEADS or len(owners) < 2:
            return []
        words = [stem(text) if word == text else word for word in nominal.words if word not in ("and", "of")]
        found = []
        for spot in owners.values():
            meant = self._office(replace(nominal, of=[spot], words=list(words)), stem(text))
            if meant.member is None:
                return list(owners) if stem(text) in RULING | SENT else []
            found.append(meant.member)
        return found

    def _opposition(self, nominal: Nominal) -> Meant:
        """Return the opposition of a state, which is a side of its own: "Kenya's opposition", "the opposition"."""
        following = self.page.analysis.words[nominal.head + 1 : nominal.head + 2]
        if any(word.tag in ("NOUN", "PROPN") or word.text.lower() in ("to", "from") for word in following):
            return Meant()  # "the opposition leader", "the opposition to the treaty"
        owner = self._owner(nominal)
        if owner is None and nominal.definite and not nominal.of and len(nominal.words) == 1:
            owner = self._opposed()
        if owner is None or owner.type != "state":
            return Meant()
        standing = owner.entry.standing_for if owner.entry is not None else ()
        demonym = next((alias for alias, kind in standing if kind == "demonym"), None)
        name = f"{demonym} {OPPOSITION}" if demonym else f"{OPPOSITION} of {owner.name}"
        member = self.cast.learn(name, "organisation")
        member.call(f"the {OPPOSITION}")
        member.country = owner.country
        return Meant(member)

    def _opposed(self) -> Member | None:
        """Return the state whose opposition the article speaks of; None where that is open.

        Its leader or a body of it is named, or no other state is named half as often.
        """
        states = most_mentioned(self.page, self.cast, "state")
        offices = [role for member in self.cast.members for role in self.cast.offices(member)]
        led = {role.of for role in offices if OPPOSITION in role.title}
        codes = {entry.code for role in offices if (entry := self.cast.entry_of(role.of)) is not None}
        sure = [state for state in states if state.name in led or f"{state.country}OPP" in codes]
        if sure:
            return sure[0] if len(sure) == 1 else None
        counts = Counter(spot.member for spot in self.page.spots if spot.member in states)
        most = counts.most_common(2)
        return states[0] if states and (len(most) == 1 or most[0][1] >= FAR_AHEAD * most[1][1]) else None

    def _land(self, nominal: Nominal) -> Meant:
        """Return who is called by what it is: "its breakaway region of Alba"; nobody where it is only a place."""
        before = self.page.lower[max(0, nominal.first - LAND_ADJECTIVES) : nominal.first]
        owners = [spot.member for spot in nominal.of if spot.first > nominal.head and spot.member is not None]
        if len(owners) != 1 or owners[0].type not in OWNERS or LOCATIVES.intersection(before):
            return Meant()
        return Meant(owners[0])

    def _country(self, nominal: Nominal) -> Meant:
        if any(spot.member is not None for spot in nominal.of) or not nominal.definite:
            return Meant()
        region = next((w for w in self.page.lower[nominal.first : nominal.head] if w in REGIONS), None)
        if region is not None:
            return self._of_region(nominal, region)
        if self.page.lower[nominal.head] in FORMS and not nominal.of:
            return self._of_form(nominal, self.page.lower[nominal.head])
        if nominal.of or len(nominal.words) > 1:
            return Meant(reason="which state is described so is not known")
        found = self.pronouns.best(nominal.first, frozenset({"state"}), [])
        return Meant(found[0]) if found else Meant(reason="no state was named before")

    def _of_form(self, nominal: Nominal, form: str) -> Meant:
        """Return the state of that form, in its full name, that was named last: "the kingdom"."""
        for spot in self.page.before(nominal.first, sentences=FORM_REACH):
            entry = spot.member.entry if spot.member is not None and spot.type == "state" else None
            official = entry is not None and any(form in name.lower().split() for name in entry.aliases)
            if official:
                return Meant(spot.member)
        return Meant(reason=f"no {form} was named before")

    def _of_region(self, nominal: Nominal, region: str) -> Meant:
        """Return the state of a region that was named last: "the Gulf state"."""
        for spot in self.page.before(nominal.first, sentences=8):
            if spot.member is not None and spot.type == "state" and spot.member.country in REGIONS[region].split():
                return Meant(spot.member)
        return Meant(reason="no state of that region was named before")

    def _group(self, nominal: Nominal) -> Meant:
        """Return the group of "the two delegations": both parties where exactly two were named together last."""
        text = self.page.text(nominal.first, nominal.last)
        listed = self._listed(nominal)
        if listed is not None:
            return Meant(listed)
        head = self.page.lower[nominal.head]
        count = next((NUMBERS[word] for word in nominal.words if word in NUMBERS), 3 if head == "trio" else 2)
        persons = stem(head) in OFFICE_HEADS or head in ("men", "women") or head in PAIRS
        known = nominal.definite or nominal.determiner  # "two diplomats" are not the two who were named before
        parties = self._again(nominal, head, count) if known and persons else []
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
        fits = [each for each in named if any(self._is_a(role.title, stem(head)) for role in self.cast.offices(each))]
        return fits[::-1] if len(fits) == count else []

    def _leaders_of_each(self, nominal: Nominal) -> Meant:
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

    def _row(self, nominal: Nominal) -> Meant:
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

    def _body(self, nominal: Nominal, text: str) -> Meant:
        """Return the actor whose government, ministry, delegation or group it is."""
        if text in OFFICIALS and (nominal.former or set(nominal.words) - {text, "government"}):
            return Meant()  # "former Kenyan officials" do not speak for Kenya
        if not nominal.of and QUALITIES.intersection(nominal.words):
            return Meant()  # "the Kurdish leadership" is no state's
        if text == "side" and nominal.possessor and self.page.lower[nominal.first - 1] in BESIDE:
            return Meant()  # "with the king at his side"
        seated = self._governing(nominal) if not nominal.of else None
        if seated is not None:
            return Meant(seated)
        owner = self._owner(nominal)
        if owner is not None and text in OF_THEIR_OWN and owner.type == "state":
            named = [spot.member for spot in nominal.of if spot.member is not None and spot.type in ORGANISATIONS]
            return Meant(named[0]) if named else Meant(reason=f"the {text} of a person or country is not known")
        if owner is None and text in PEOPLE:
            return Meant()
        called = self._called(nominal) if text in ORGANISED and nominal.definite else None
        if called is not None and (owner is None or owner.type != "state"):
            return Meant(called)
        if owner is not None:
            self.bodies[text] = owner
            return Meant(owner)
        if nominal.of:
            return Meant(reason="nobody known owns it")
        if text == "palace":
            return self._palace(nominal)
        for owner in self._anaphoric_owner(nominal):
            return Meant(owner)
        if text in ORGANISED and nominal.definite:
            organisation = self._organisation(nominal, text)
            if organisation is not None:
                return Meant(organisation)
            if text in NAMED_SO:
                return Meant()
        seated = self._seated(nominal) if nominal.definite else None
        if seated is not None:
            return Meant(seated)
        if text in self.bodies and nominal.definite:
            return Meant(self.bodies[text])
        if not nominal.definite:
            return Meant()
        states = most_mentioned(self.page, self.cast, "state")
        if text == "regime":
            return self._regime()
        if text in SOLDIERS:
            army = self._army()
            if army is not None:
                return Meant(army)
        if states and text in (
            "government",
            "cabinet",
            "army",
            "military",
            "parliament",
            "authorities",
            "administration",
        ):
            return Meant(states[0])
        found = self.pronouns.best(nominal.first, frozenset({"state"}), [])
        if found and text not in ORGANISED:
            return Meant(found[0])
        return Meant(candidates=tuple(state.name for state in states[:3]), reason=f"no owner of the {text} is named")

    def _governing(self, nominal: Nominal) -> Member | None:
        """Return the state whose capital stands behind the body: "the government in Nairobi"."""
        lower, at = self.page.lower, nominal.head + 1
        before = lower[nominal.first - 1] if nominal.first else ""
        if lower[nominal.head] not in SEATED or lower[at : at + 1] != ["in"] or before in PREPOSITIONS:
            return None  # "talks with the government in Nairobi" may have been held there
        return self._capital_of(at + 1)

    def _capital_of(self, first: int) -> Member | None:
        """Return the state whose capital the name that starts at the word is."""
        for spot in self.page.within(first, first + 3):
            if spot.first != first:
                continue
            matches = self.cast.book.matches(self.page.text(spot.first, spot.last), self.cast.on)
            states = [match.entry for match in matches if match.kind == "capital" and match.entry.type == "state"]
            return self.cast.of_entry(states[0]) if len(states) == 1 else None
        return None

    def _seated(self, nominal: Nominal) -> Member | None:
        """Return the state whose capital opens the sentence: "In Nairobi, the foreign ministry said"."""
        start, _ = self.page.sentence_words(nominal.first)
        lower = self.page.lower
        for spot in self.page.within(start + 1, nominal.first - 1):
            if lower[start] == "in" and spot.first == start + 1 and lower[spot.last + 1] == ",":
                return self._capital_of(start + 1)
        return None

    def _palace(self, nominal: Nominal) -> Meant:
        """Return the state of the president or monarch who was named last."""
        for spot in self.page.before(nominal.first, sentences=1000):
            if spot.member is None or spot.type != "person":
                continue
            for role in self.cast.offices(spot.member):
                if RULING & set(role.title.lower().split()) and role.of:
                    owner = self.cast.owner_of(spot.member)
                    return Meant(owner) if owner is not None and owner.type == "state" else Meant()
        return Meant()

    def _army(self) -> Member | None:
        """Return the army, or the state, that the armed groups of the article are at war in; None without any."""
        groups = most_mentioned(self.page, self.cast, "armed_group")
        country = next((group.country for group in groups if group.country), None)
        states = [entry for entry in self.cast.book.entries(type="state") if country and entry.country == country]
        if len(states) != 1:
            return None
        demonyms = [alias for alias, kind in states[0].standing_for if kind == "demonym"]
        named = [self.cast.book.named(f"{demonym} army", self.cast.on) for demonym in demonyms[:1]]
        return self.cast.of_entry(next((found[0] for found in named if len(found) == 1), states[0]))

    def _regime(self) -> Meant:
        """Return the state whose regime the article speaks of anywhere: "the Assad regime", "the Syrian regime"."""
        owners: list[Member] = []
        for index, text in enumerate(self.page.lower):
            if text != "regime" or index == 0:
                continue
            for spot in self.page.within(max(0, index - 3), index - 1):
                gap = index - spot.last - 1
                if spot.member is None or (gap and self.page.lower[spot.last + 1] not in POSSESSIVES) or gap > 1:
                    continue
                owner = self.cast.owner_of(spot.member) if spot.member.type == "person" else spot.member
                if owner is not None and owner.type in OWNERS:
                    owners.append(owner)
        if len(set(owners)) == 1:
            return Meant(owners[0])
        return Meant(candidates=tuple(dict.fromkeys(o.name for o in owners)), reason="no owner of the regime is named")

    def _organisation(self, nominal: Nominal, text: str) -> Member | None:
        """Return the body that "the group" or "the union" takes up; the narrower nouns only one of such a name."""
        if text in ARMED:
            groups = most_mentioned(self.page, self.cast, "armed_group")
            return groups[0] if len(groups) == 1 else self._armed_before(nominal)
        if text in NAMED_SO:
            return self._named_so(nominal, text)
        if text in FIGHTING:
            armed = self._armed_before(nominal)
            if armed is not None:
                return armed
        found = self.pronouns.best(nominal.first, ORGANISATIONS, [])
        return found[0] if found and not self._introduced(nominal, text, found[0]) else None

    def _called(self, nominal: Nominal) -> Member | None:
        """Return the one body of the article with the capitalised word in its name: "the Alban group"."""
        words = self.page.analysis.words
        told = [words[at].text for at in range(nominal.first + 1, nominal.head) if self.page.capital[at]]
        before = {spot.member for spot in self.page.before(nominal.first, sentences=1000) if spot.member is not None}
        bodies = [member for member in before if member.type in ORGANISATIONS]
        fits = [member for member in bodies if told and set(told) <= set(member.name.split())]
        return fits[0] if len(fits) == 1 else None

    def _armed_before(self, nominal: Nominal) -> Member | None:
        """Return the one armed group that this sentence or the one before names."""
        near = [spot.member for spot in self.page.before(nominal.first, sentences=1) if spot.member is not None]
        armed = {member for member in near if member.type == "armed_group"}
        return armed.pop() if len(armed) == 1 else None

    def _named_so(self, nominal: Nominal, text: str) -> Member | None:
        """Return the body with the noun in its name that the article speaks of most, the last named of several."""
        named: dict[Member, int] = {}
        for spot in self.page.before(nominal.first, sentences=1000):
            member = spot.member
            if member is None or member.type not in ORGANISATIONS:
                continue
            names = (member.name, *member.aliases, *(member.entry.aliases if member.entry else ()))
            if any(text in name.lower() for name in names):
                named[member] = named.get(member, 0) + 1
        if named:
            return max(named, key=lambda member: named[member])
        return self._just_named(nominal, text) or self._allied(nominal, text)

    def _just_named(self, nominal: Nominal, text: str) -> Member | None:
        """Return the one body that the sentence before speaks of, for "the bloc" of no such name."""
        if text not in LEAGUES:
            return None
        here = self.page.sentences[nominal.first]
        near = self.page.before(nominal.first, sentences=1)
        named = {s.member for s in near if s.member is not None and self.page.sentences[s.first] < here}
        bodies = [member for member in named if member.type in ORGANISATIONS]
        return bodies[0] if len(bodies) == 1 and nominal.head == nominal.last else None

    def _allied(self, nominal: Nominal, text: str) -> Member | None:
        """Return the one opposition of the article, for "the coalition" of a country's parties."""
        if text not in LEAGUES or nominal.head != nominal.last or len(nominal.words) > 1:
            return None
        before = {spot.member for spot in self.page.before(nominal.first, sentences=1000) if spot.member is not None}
        known = [member for member in before if member.is_opposition_of(member.country)]
        return known[0] if len(known) == 1 else None

    def _introduced(self, nominal: Nominal, text: str, member: Member) -> bool:
        """Say whether "a group of ..." came between the last naming of a body and "the group"."""
        named = next((s.last for s in self.page.before(nominal.first, sentences=1000) if s.member is member), 0)
        lower = self.page.lower
        return any(
            lower[index] == text and {"a", "an"} & set(lower[index - 3 : index])
            for index in range(named + APPOSED, nominal.first)
        )

    def _owner(self, nominal: Nominal) -> Member | None:
        for spot in nominal.of:
            member = spot.member
            if member is None:
                continue
            if member.type in OWNERS:
                return member
            if member.type == "person":
                return self.cast.owner_of(member)
        if nominal.possessor:
            owner = self._possessor(nominal, OWNERS | {"person"})
            if owner is not None and owner.type == "person":
                return self.cast.owner_of(owner)
            return owner
        return None

    def _possessor(self, nominal: Nominal, types: frozenset[str]) -> Member | None:
        index = next(
            (i for i in range(nominal.first, nominal.last + 1) if self.page.lower[i] == nominal.possessor), None
        )
        if index is None or nominal.possessor in ("my", "our", "your"):
            return None
        found = self.pronouns.resolve(index)
        return found[0] if len(found) == 1 and found[0].type in types else None

    def _office(self, nominal: Nominal, text: str) -> Meant:
        """Return the holder of the office: by the book for a named state or body, else somebody named before."""
        if not nominal.words:
            nominal.words.append(text)
        owners = [spot.member for spot in nominal.of if spot.member is not None and spot.member.type in OWNERS]
        if not owners and not nominal.of and nominal.possessor:
            owner = self._owner(nominal)
            owners = [owner] if owner is not None else []
        if not owners and not nominal.of:
            owners = self._anaphoric_owner(nominal)
        reason: str | None = None
        candidates: tuple[str, ...] = ()
        for owner in owners:
            here = self._here(nominal, owner)
            if here is not None:
                return Meant(here)
            described = self._holders(nominal, owner)
            open_ = described is None or described.answer is None
            present = (self._present(nominal, owner) or self._sent_by(nominal, owner)) if open_ else None
            if present is not None:
                return Meant(present)
            if described is None:
                continue
            if described.answer is not None:
                return Meant(self.cast.of_entry(described.answer))
            candidates = tuple(dict.fromkeys(candidate.entry.name for candidate in described.candidates))
            in_article = [name for name in candidates if self.cast.named(name) is not None]
            if len(in_article) == 1:
                return Meant(self.cast.named(in_article[0]))
            reason = described.reason or f"the book knows no {nominal.title} of {owner.name} on the day"
        if owners and nominal.definite and nominal.title in NATIONALS and owners[0].type == "state":
            person = compatriot(self.page, self.cast, nominal.first, owners[0])
            if person is not None:
                return Meant(person)
        told = ONCE & set(self.page.lower[nominal.first : nominal.head])
        if told and not candidates and nominal.definite and not nominal.possessor:
            known = last_subject(self.page, nominal.first, country=owners[0].country if owners else None)
            if known is not None:
                return Meant(known)
        if owners or nominal.of:
            return Meant(candidates=candidates, reason=reason or "whose office it is is not known")
        if nominal.definite and not nominal.possessor:
            before = self._before(nominal)
            if before is not None:
                return Meant(before)
            return Meant(reason=f"nobody named before is a {nominal.title}")
        return Meant()

    def _anaphoric_owner(self, nominal: Nominal) -> list[Member]:
        """Return the owner in "the group's leader", "the ministry's spokesman"."""
        lower = self.page.lower
        for index in range(nominal.first, nominal.head):
            if lower[index + 1] in POSSESSIVES and lower[index] in BODIES | COUNTRIES:
                inner = parse_nominal(self.page, nominal.first, index)
                meant = self.resolve(inner)
                cut = [word for word in nominal.words if word != lower[index]]
                nominal.words[:] = cut or nominal.words
                return [meant.member] if meant.member is not None else []
        return []

    def _holders(self, nominal: Nominal, owner: Member) -> Description | None:
        if owner.entry is None:
            return None
        if nominal.coming:
            words = [word for word in nominal.words if word not in ("elect", "designate", "incoming")]
            return self.cast.book.describe(f"{owner.name}'s incoming {' '.join(words)}", self.cast.on)
        words = [word for word in nominal.words if word not in RANKS or word == "deputy" or len(nominal.words) == 1]
        titles = [nominal.title, " ".join(words)]
        titles[:0] = [
            f"{self.page.text(spot.first, spot.last)} {titles[0]}" for spot in nominal.of if spot.member is owner
        ]
        for title in dict.fromkeys(titles):
            found: tuple[Candidate, ...] = self.cast.book.holders(
                title, of=owner.entry, on=self.cast.on, former=nominal.former
            )
            found = tuple(candidate for candidate in found if candidate.entry.type == "person")
            if found:
                return Description(text=title, of=(owner.entry,), candidates=found, reason=_why(found))
        return self._described_whole(nominal, owner)

    def _described_whole(self, nominal: Nominal, owner: Member) -> Description | None:
        """Return what the book says of all the words: "United Nations envoy for Kenya"."""
        if len(nominal.of) < 2 or nominal.former or nominal.of[0].member is not owner:
            return None
        text = self.page.text(nominal.of[0].first, nominal.last)
        found = self.cast.book.describe(text, self.cast.on)
        return found if found.candidates else None

    def _here(self, nominal: Nominal, owner: Member) -> Member | None:
        """Return the one person of the article who was given this office of this owner by the article."""
        if nominal.former:
            return None
        fits = [
            member
            for member in self.cast.members
            if member.type == "person"
            and any(
                role.of == owner.name and self._same_office(nominal, role.title, owner.entry) for role in member.roles
            )
        ]
        return fits[0] if len(fits) == 1 else None

    def _present(self, nominal: Nominal, owner: Member) -> Member | None:
        """Return the one person named before whose office the words leave half open: "the Kenyan minister"."""
        if nominal.former or nominal.coming or len(nominal.words) > 1:
            return None
        named = dict.fromkeys(spot.member for spot in self.page.before(nominal.first, sentences=1000))
        fits = [
            member
            for member in named
            if member is not None
            and member.type == "person"
            and any(
                role.of == owner.name and self._is_a(role.title, nominal.title) for role in self.cast.offices(member)
            )
        ]
        return fits[0] if len(fits) == 1 else None

    def _sent_by(self, nominal: Nominal, owner: Member) -> Member | None:
        """Return the one envoy of an organisation in the article, before or after "the UN envoy to the island"."""
        if (
            nominal.former
            or owner.type != "international_organisation"
            or not {"envoy", "mediator"} & set(nominal.words)
        ):
            return None
        named = dict.fromkeys(spot.member for spot in self.page.spots if spot.kind == "name")
        fits = [
            member
            for member in named
            if member is not None
            and member.type == "person"
            and any(
                role.of == owner.name and ENVOYS & set(role.title.lower().split()) for role in self.cast.offices(member)
            )
        ]
        return fits[0] if len(fits) == 1 else None

    @staticmethod
    def _is_a(title: str, office: str) -> bool:
        """Say whether the title ends in the office: a foreign minister is a minister, a deputy minister is none."""
        words = title.lower().split()
        return words[-1:] == [office] and not OTHER_RANKS & set(words)

    def _same_office(self, nominal: Nominal, title: str, owner: Entry | None) -> bool:
        titles = self.cast.book.titles
        if titles.office(title, of=owner) == titles.office(nominal.title, of=owner):
            return True
        mine, theirs = nominal.words, title.split()
        if OTHER_RANKS & (set(theirs) - set(mine)):
            return False  # a prime minister is no "minister"
        return set(mine) <= set(theirs) or bool({mine[-1], theirs[0]} <= HEADING)

    def _before(self, nominal: Nominal) -> Member | None:
        """Return the person named last who holds such an office: "the minister", "the envoy", "the president"."""
        last = nominal.words[-1] if nominal.words else ""
        wanted = set(nominal.words)
        weak: Member | None = None
        for spot in self.page.before(nominal.first, sentences=1000):
            member = spot.member
            if member is None or member.type not in ("person", "unnamed") or spot.adjective:
                continue
            if member.type == "unnamed":
                if last in member.name.lower().split() and not member.plural:
                    return member
                continue
            for role in self.cast.offices(member):
                words = set(role.title.lower().replace("-", " ").split())
                leads = last == "leader" and bool(words & {"president", "leader", "premier", "chancellor"})
                lower_rank = bool({"vice", "deputy"} & (words - wanted))
                if (wanted <= words or leads) and not lower_rank:
                    return member
                if last in words:
                    weak = weak or member
        return weak if len(wanted) == 1 else None


def _why(found: tuple[Candidate, ...]) -> str | None:
    names = {candidate.entry.id for candidate in found}
    if len(names) > 1:
        return "more than one fits"
    return None if found[0].certain else f"only possible: {found[0].reason}"
