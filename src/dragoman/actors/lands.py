"""Which state or opposition is called by what it is: "the Gulf state", "its breakaway region", "the opposition"."""

from __future__ import annotations

from collections import Counter

from dragoman.actors.cast import OPPOSITION, Cast, Member
from dragoman.actors.identities import OWNERS, most_mentioned
from dragoman.actors.meant import Meant
from dragoman.actors.mentions import LOCATIVES
from dragoman.actors.ownership import Ownership
from dragoman.actors.page import Page
from dragoman.actors.pronouns import Pronouns
from dragoman.actors.roles import Nominal

FAR_AHEAD = 2  # times as often as any other state: the one whose opposition is meant
LAND_ADJECTIVES = 3  # words in front of a region that may stand behind "in": "in the breakaway (region)"
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


class Lands:
    """Resolves descriptions of countries, their regions and their oppositions."""

    def __init__(self, page: Page, cast: Cast, pronouns: Pronouns, owners: Ownership) -> None:
        self.page, self.cast, self.pronouns, self.owners = page, cast, pronouns, owners

    def opposition(self, nominal: Nominal) -> Meant:
        """Return the opposition of a state, which is a side of its own: "Kenya's opposition", "the opposition"."""
        following = self.page.analysis.words[nominal.head + 1 : nominal.head + 2]
        if any(word.tag in ("NOUN", "PROPN") or word.text.lower() in ("to", "from") for word in following):
            return Meant()  # "the opposition leader", "the opposition to the treaty"
        owner = self.owners.owner(nominal)
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

    def land(self, nominal: Nominal) -> Meant:
        """Return who is called by what it is: "its breakaway region of Alba"; nobody where it is only a place."""
        before = self.page.lower[max(0, nominal.first - LAND_ADJECTIVES) : nominal.first]
        owners = [spot.member for spot in nominal.of if spot.first > nominal.head and spot.member is not None]
        if len(owners) != 1 or owners[0].type not in OWNERS or LOCATIVES.intersection(before):
            return Meant()
        return Meant(owners[0])

    def country(self, nominal: Nominal) -> Meant:
        """Return the state of "the Gulf state", "the kingdom" or "the country"."""
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
