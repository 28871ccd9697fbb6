"""Words for offices: which words make titles, and how a noun phrase that describes somebody comes apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from dragoman.actors.page import POSSESSIVES, Page, Spot
from dragoman.actors.phrases import DETERMINERS, TENSES

# Heads of phrases for people and bodies beside those in the book's table of titles.
OFFICE_HEADS = frozenset(
    "president minister premier chancellor secretary leader chief diplomat envoy ambassador commissioner "
    "representative "
    "spokesman spokeswoman spokesperson negotiator mediator commander general chairman chairwoman chair "
    "chairperson head "
    "director governor mayor king queen emir prince monarch pope adviser advisor aide coordinator speaker senator "
    "lawmaker counterpart official strongman ruler taoiseach ombudsman ombudswoman secretary-general prosecutor judge "
    "deputy colleague boss admiral colonel marshal ayatollah legislator congressman congresswoman premier pontiff "
    "candidate delegate politician veteran republican democrat billionaire tycoon nominee".split()
)
MILITARY = frozenset(
    "gen gen. general lt lt. lieutenant maj maj. major col col. colonel adm adm. admiral brig brigadier field marshal "
    "captain capt capt. sgt".split()
)
TITLE_WORDS = (
    OFFICE_HEADS
    | MILITARY
    | frozenset(
        "prime foreign defense defence interior finance vice deputy first crown supreme chief senior top former state "
        "secretary security national special mr mr. mrs mrs. ms ms. dr dr. sir lord lady baroness sheikh "
        "sheik sen sen. rep "
        "rep. prof prof. professor reverend rev rev. cardinal bishop archbishop imam sultan princess "
        "attorney economy energy justice affairs press under-secretary-general under-secretary high acting "
        "interim then opposition party house parliamentary presidential sec affairs judge mullah grand ex-president "
        "ex-prime european-affairs europe trade treasury".split()
    )
)
RANKS = frozenset(
    "most senior top chief special leading deputy main lead high new own first second incoming outgoing acting interim "
    "current veteran peace longtime long-time powerful exiled newly-elected de-facto prominent influential hardline "
    "moderate ruling military political young old ageing embattled pro-russian pro-western western".split()
)
BODIES = frozenset(
    "government ministry delegation team side army military administration authorities regime leadership cabinet "
    "presidency office department embassy forces negotiators officials mission navy kremlin parliament commission "
    "spokespeople representatives rebels movement group organisation organization union alliance agency bloc party "
    "council camp faction militia fighters parliament assembly junta monarchy guerrillas insurgents militants "
    "committee coalition congress front men watchdog palace".split()
)
DUALS = frozenset(
    "sides parties delegations leaders countries governments teams neighbours neighbors presidents ministers men women "
    "negotiators allies states nations powers enemies rivals capitals generals diplomats foes bodies organisations "
    "organizations agencies groups movements factions camps armies blocs envoys premiers trio".split()
)
GATHERED = frozenset("sponsors guarantors brokers mediators powers".split())  # those who were named in a row before
DOCUMENTS = frozenset(
    "statement letter report document paper communique communiqué declaration memo text draft resolution note message "
    "tweet post editorial column memorandum accord agreement treaty deal bill poll survey study dossier".split()
)
COUNTRIES = frozenset("country state nation kingdom republic emirate sultanate island".split())
ORGANISED = frozenset(
    "group movement organisation organization union alliance agency bloc party council militia front commission "
    "committee coalition congress "
    "guerrillas rebels insurgents militants network outlet newspaper channel broadcaster company watchdog".split()
)
POST = frozenset(
    "of in at for to from with on who that which whose where close familiar based near by about among between against "
    "inside under briefed involved reached when after before quoted cited present privy aware opposed "
    "loyal named known "
    "across around within throughout outside along behind amid despite without alongside during "
    "called led appointed accused detained responsible via as including like such according".split()
)
# What of a land is not the land.
PARTS = frozenset(
    "region province enclave republic territory district city town port area zone part north south east west neighbour "
    "neighbor neighbours neighbors".split()
)
PART_REACH = 3  # words between the possessive and what it owns
PREPOSITIONS_OF_OFFICE = frozenset({"of", "for", "at", "in", "to", "from", "on"})
NOT_PARTICIPLES = frozenset(
    "king beijing being nothing something morning meeting evening building spring string".split()
)
POSSESSORS = frozenset("his her its their whose our my your".split())
LONGEST_PHRASE = 12  # words of a description in front of its head


def is_title_word(lower: str) -> bool:
    """Return whether the lower-case word stands in titles before names."""
    return lower in TITLE_WORDS


@dataclass(slots=True)
class Nominal:
    """A noun phrase taken apart. `words` are the words of the office in lower case, `of` whose office it is."""

    first: int
    last: int
    head: int
    determiner: str = ""
    words: list[str] = field(default_factory=list)
    modifiers: list[str] = field(default_factory=list)
    of: list[Spot] = field(default_factory=list)
    former: bool = False
    coming: bool = False
    possessor: str = ""  # "its" of "its foreign minister"

    @property
    def title(self) -> str:
        """The words for the office."""
        return " ".join(self.words)

    @property
    def definite(self) -> bool:
        """Whether the phrase means somebody who is known: "the", "his", "Russia's", "this"."""
        return self.determiner in ("the", "this", "that", "these", "those", "both", "each") or bool(self.possessor)


def parse_nominal(page: Page, first: int, last: int) -> Nominal:
    """Return the noun phrase of the words `[first, last]` in its pieces; names in it are spots of the page."""
    lower = page.lower
    head = _head(page, first, last)
    nominal = Nominal(first, last, head)
    named: dict[int, Spot] = {}
    for spot in page.within(first, last):
        # In front of the head only names count: the phrase itself, or a piece of it, may be a spot already.
        if spot.kind == "name" or spot.first > head:
            for index in range(spot.first, spot.last + 1):
                named.setdefault(index, spot)
    index = first
    while index <= head:
        text = lower[index]
        owner = named.get(index)
        if owner is not None and not (index == head and owner.first == owner.last and lower[head] in OFFICE_HEADS):
            based = lower[owner.last + 1 : owner.last + 3] in (["-", "based"], ["–", "based"])
            if not based and owner.acts and (owner.last < head or owner.type != "person"):
                nominal.of.append(owner)
            index = owner.last + 1
            continue
        _take(nominal, text, at_start=index == first)
        index += 1
    _take_complement(page, nominal, named)
    return nominal


def _take(nominal: Nominal, text: str, *, at_start: bool) -> None:
    if text in POSSESSORS:
        nominal.possessor = text
    elif at_start and (
        text in DETERMINERS or text in ("both", "each", "some", "many", "several", "these", "those", "one")
    ):
        nominal.determiner = text
    elif text in DETERMINERS:
        nominal.determiner = nominal.determiner or text
    elif text in POSSESSIVES or not text[:1].isalnum():
        return
    elif text in TENSES or text.startswith("ex-"):
        nominal.former = nominal.former or TENSES.get(text, "former") == "former"
        nominal.coming = nominal.coming or TENSES.get(text) == "coming"
        if text.startswith("ex-"):
            nominal.words.append(text[3:])
    else:
        nominal.words.append(text)


def _take_complement(page: Page, nominal: Nominal, named: dict[int, Spot]) -> None:
    """Take in what follows the head: "of Cyprus", "of the Russian delegation", "of foreign affairs"."""
    lower = page.lower
    index = nominal.head + 1
    if index > nominal.last or lower[index] not in PREPOSITIONS_OF_OFFICE:
        return
    words = [lower[index]]
    index += 1
    while index <= nominal.last and lower[index] not in ("who", "which", "that", "whose"):
        if lower[index] == "," and not (named.keys() & {index + 1, index + 2}):
            break  # but "envoys of Kenya, Uganda and Rwanda"
        inner = named.get(index)
        if inner is not None:
            if inner.acts and not _owns_a_part(page, inner):
                nominal.of.append(inner)
            index = inner.last + 1
            continue
        if lower[index] not in DETERMINERS and lower[index] not in POSSESSIVES:
            words.append(lower[index])
        if lower[index] in POSSESSORS:
            nominal.possessor = nominal.possessor or lower[index]
        index += 1
    if len(words) > 1 and lower[nominal.head] in OFFICE_HEADS:
        nominal.words += words if words[-1] not in PREPOSITIONS_OF_OFFICE else words[:-1]


def _owns_a_part(page: Page, owner: Spot) -> bool:
    """Say whether a part of the land, or its neighbour, is meant: "authorities in Kenya's coastal region"."""
    after = page.lower[owner.last + 1 : owner.last + 3 + PART_REACH]
    return after[:1] != [] and after[0] in POSSESSIVES and not PARTS.isdisjoint(after[1:])


def _head(page: Page, first: int, last: int) -> int:
    """Return the head word: the last in front of a preposition, relative pronoun, participle or comma."""
    lower = page.lower
    head = first
    for index in range(first, last + 1):
        text = lower[index]
        glued = index > first and lower[index - 1] in ("-", "–") and page.capital[index - 2]  # "the Nairobi-based body"
        if (
            index > first
            and not glued
            and (text in POST or text in (",", "-", "–", "—", "(", ";", ":"))
            and lower[first:index] != ["the"]
        ):
            hyphen = text in ("-", "–") and page.analysis.words[index - 1].end == page.analysis.words[index].start
            if not hyphen:
                break
        if (
            index > first
            and text.endswith("ing")
            and text not in NOT_PARTICIPLES
            and head > first
            and not _next_noun(page, index, last)
        ):
            break
        head = index
    return head


def _next_noun(page: Page, index: int, last: int) -> bool:
    """Say whether a word in -ing is an adjective in front of a noun: "the ruling party", "the negotiating team"."""
    return index < last and page.lower[index + 1] not in POST and page.lower[index + 1] not in DETERMINERS


@cache
def stem(text: str) -> str:
    """Return the singular of an office noun: "ministers" is "minister"."""
    return text[:-1] if text.endswith("s") and not text.endswith("ss") else text
