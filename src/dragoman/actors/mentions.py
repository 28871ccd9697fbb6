"""Finding names: the book's names in runs of capitalised words, and what the model takes for names beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.actors.book import Book
from dragoman.actors.cast import Cast, Member
from dragoman.actors.entries import Entry, Match
from dragoman.actors.page import POSSESSIVES, Page
from dragoman.actors.roles import BODIES, OFFICE_HEADS, is_title_word, stem

LONGEST_SMALL = 3  # words in small letters at the end of a name
LONGEST_NAME = 8  # words, hyphens and apostrophes counted
# Words in lower case that stand inside names; at the second group a name ends unless the book knows the whole.
PARTICLES = frozenset(
    "de al el bin ibn von van der den da di do dos del della la le du ben bint abu ul y ter ten".split()
)
ARTICLES = frozenset({"al", "el", "as", "ash"})
LINKS = frozenset("of for and the & on".split())
# "in Kyiv" is a place, "with Kyiv" and "between Kyiv and Moscow" are not.
LOCATIVES = frozenset(
    "in at near outside inside around across throughout via into through toward towards within from to "
    "above over".split()
)
PLACE_NOUNS = frozenset(
    "region province airport city suburb district area airspace forum summit conference agreement agreements accord "
    "accords talks bazaar street bureau office protocol treaty declaration process track memorandum".split()
)
MOVING = frozenset("in at near outside inside around across throughout via into through within above over".split())
NOT_NAMES = frozenset(
    "the a an this that these those it he she they we i you his her its their our my your who what when where why how "
    "but and or nor so yet if as in on at by for from to of with after before since while during under over about "
    "according asked no not there here one two three four five six seven eight nine ten some many most all both each "
    "another such then now also even only just mr mrs ms dr sir monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october november december however although "
    "though because meanwhile earlier last next still again perhaps instead once nobody everybody nothing yes "
    "between among against without within until unless whether despite in".split()
)
MONTHS = frozenset({"march", "april", "may", "june", "august"})  # which are names of people too
# Nouns that head the names of bodies: "of" and "for" behind them belong to the name.
BODY_NOUNS = frozenset(
    "department institute institution centre center council commission committee office organisation "
    "organization society union association foundation observatory front movement party army forces "
    "agency bureau board "
    "group network federation university bank court assembly congress fund programme program campaign "
    "coalition alliance "
    "command crescent academy authority brigade brigades battalion league company corporation service "
    "services initiative "
    "mission club chamber forum project trust school college guard corps directorate administration house watch".split()
)


# Nouns that some papers write small inside names that the book knows: "the UN security council".
COURTESIES = frozenset({"mr", "mrs", "ms", "miss", "mme", "dr"})
SMALL_NOUNS = BODY_NOUNS | frozenset(
    "parliament security general human rights supreme workers criminal justice nuclear atomic watchdog refugee health "
    "food migration humanitarian aid cultural bloc executive".split()
)
SMALL_BODIES = frozenset({"international_organisation", "organisation", "armed_group", "group"})
# Words that say what somebody is like and name nobody, though they have a capital.
QUALITIES = frozenset(
    "european western eastern arab african asian muslim christian jewish sunni shia shiite islamist islamic kurdish "
    "democratic republican conservative labour liberal socialist communist catholic orthodox mps ngos "
    "pows mp gulf baltic balkan nordic scandinavian himalayan andean caribbean sahel maghreb tv".split()
)
PASSING_ON = frozenset({"quoted", "quotes", "cited", "cites", "reported", "reports"})  # what outlets do
# Behind "the Kenyan" these show that it is no adjective.
REPORTING = frozenset(
    "said reported has had is was says reports reporting quoted and in on that which , . ' 's :".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A run of words that names somebody, before it is known whom."""

    first: int
    last: int
    entries: tuple[Match, ...] = ()
    type: str = ""
    title_first: int = -1


def find_names(page: Page, book: Book, cast: Cast) -> list[Found]:
    """Return the names of the article in text order, none inside another.

    The book's names come first, the longest of each run; what is left of a run is a name if the model takes a part of
    it for one, if a title stands before it, or if it is several capitalised words inside a sentence.
    """
    finder = _Finder(page, book, cast)
    found: list[Found] = []
    index, count = 0, len(page.lower)
    while index < count:
        if page.capital[index] or (page.lower[index] in ARTICLES and finder.starts_run(index)):
            last = finder.end_of_run(index)
            cut = finder.cut(index, last)
            found += cut
            index = max(last, cut[-1].last if cut else last) + 1
        else:
            index += 1
    return found


class _Finder:
    def __init__(self, page: Page, book: Book, cast: Cast) -> None:
        self.page, self.book, self.cast = page, book, cast
        self.words = page.analysis.words
        self.votes: dict[int, dict[str, float]] = {}
        for name in page.analysis.names:
            for index in range(name.first, name.last + 1):
                self.votes.setdefault(index, {})[name.type] = name.score
        self._agree()
        self.known: dict[str, tuple[Match, ...]] = {}
        self.written_small = {text for text, capital in zip(page.lower, page.capital, strict=True) if not capital}

    def _agree(self) -> None:
        """Give a name of one word the type that it has most often in the article, unless it is part of a longer one."""
        sums: dict[str, dict[str, float]] = {}
        single, longer = [], set()
        for name in self.page.analysis.names:
            texts = self.page.lower[name.first : name.last + 1]
            if len(texts) > 1:
                longer.update(texts)
                continue
            single.append(name.first)
            held = sums.setdefault(texts[0], {})
            held[name.type] = held.get(name.type, 0.0) + name.score
        for index in single:
            text = self.page.lower[index]
            if text not in longer and len(sums[text]) > 1:
                best, score = max(sums[text].items(), key=lambda item: item[1])
                self.votes[index] = {best: score}

    def starts_run(self, index: int) -> bool:
        """Say whether an Arabic article in lower case opens a name: "al-Mayadeen"."""
        return index + 2 < len(self.words) and self.page.lower[index + 1] in "-–" and self.page.capital[index + 2]

    def end_of_run(self, index: int) -> int:
        """Return the last word of the run of capitalised words, particles and links between them included."""
        last, ahead, count = index, index + 1, len(self.words)
        sentence = self.page.sentences[index]
        while ahead < count and ahead - last <= 3:
            if self.page.sentences[ahead] != sentence:
                if not self._abbreviated(ahead - 1):
                    break
                sentence = self.page.sentences[ahead]
            text = self.page.lower[ahead]
            if self.page.capital[ahead] or (text[:1].isdigit() and ahead == last + 1 and self.page.capital[last]):
                last = ahead
            elif (
                text not in PARTICLES
                and text not in LINKS
                and text not in ("-", "–", "'", "/", "'s")
                and not (text == "." and self._initial(ahead))
            ):
                break
            ahead += 1
        return last

    def _abbreviated(self, index: int) -> bool:
        """Say whether a full stop belongs to an initial or a title, so that a name goes on: "John D. Virt"."""
        text = self.page.lower[index]
        if text == ".":
            return self._initial(index)
        return text.endswith(".") and (len(text) == 2 or is_title_word(text) or text[:-1] in _HONORIFICS)

    def _initial(self, stop: int) -> bool:
        """Say whether the full stop at the word belongs to a single capital inside a name."""
        before = stop - 1
        if before < 1 or stop + 1 >= len(self.words) or not self.page.capital[stop + 1]:
            return False
        glued = self.words[before].end == self.words[stop].start
        return (
            glued and len(self.page.lower[before]) == 1 and self.page.capital[before] and self.page.capital[before - 1]
        )

    def cut(self, first: int, last: int) -> list[Found]:
        """Return the names in a run: those of the book, and what is left between them."""
        found: list[Found] = []
        lower = self.page.lower
        index = left = first
        while index <= last:
            known = self.with_small_nouns(index, last) or self.longest(index, last)
            if known is None or self._belongs_to_person(known, index, last, left):
                index += 1
                continue
            found += self._leftover(left, index - 1)
            if known.type == "person" and found and found[-1].last == index - 1 and is_title_word(lower[index - 1]):
                known = replace(known, title_first=found.pop().first)  # "Commerce Secretary Ana Virt"
            found.append(known)
            index = left = known.last + 1
        found += self._leftover(left, last)
        return self._with_owner(found)

    def _with_owner(self, found: list[Found]) -> list[Found]:
        """Join "Kenyan" and an unknown body right behind it to one name: "Kenyan River Authority"."""
        joined: list[Found] = []
        for item in found:
            before = joined[-1] if joined else None
            unknown = item.type == "ORG" and not item.entries
            owned = before is not None and before.entries and before.type not in ("person", "outlet")
            if before is not None and owned and unknown and before.last + 1 == item.first:
                joined[-1] = Found(before.first, item.last, (), "ORG")
                continue
            joined.append(item)
        return joined

    def with_small_nouns(self, first: int, last: int) -> Found | None:
        """Return the book's name that begins in the run and ends behind it in small letters: "European parliament"."""
        lower = self.page.lower
        end = last
        if lower[end + 1 : end + 2] and lower[end + 1] in POSSESSIVES:
            end += 1  # "the UN's refugee agency"
        if lower[end + 1 : end + 3] == ["-", "led"]:
            end += 2  # "the Saudi-led coalition"
        begin = end
        while end + 1 < len(lower) and end - begin < LONGEST_SMALL and lower[end + 1] in SMALL_NOUNS:
            end += 1
        if end == begin or self.page.sentences[end] != self.page.sentences[first] or lower[first] in NOT_NAMES:
            return None
        for place in range(end, begin, -1):
            matches = self.lookup(self.page.text(first, place))
            if matches and matches[0].entry.type in SMALL_BODIES:
                return Found(first, place, matches, matches[0].entry.type)
        return None

    def longest(self, first: int, last: int) -> Found | None:
        """Return the longest name of the book that starts at the word."""
        lower = self.page.lower
        if not self.page.capital[first] and lower[first] not in ("al", "el"):
            return None
        opens = first < last and (self.words[first].text.isupper() or lower[first] == "the")
        if lower[first] in NOT_NAMES and lower[first] != "no" and not opens:
            return None
        if lower[first] == "the" and self.longest(first + 1, last) is not None:
            return None  # the article belongs only to names that need it: "The Hague"
        for end in range(min(last, first + LONGEST_NAME - 1), first - 1, -1):
            if not (self.page.capital[end] or self.words[end].text[:1].isdigit()) or lower[end] in POSSESSIVES:
                continue
            matches = self.lookup(self.page.text(first, end))
            if self._is_adjective(first, end, matches):
                matches = tuple(match for match in matches if match.entry.type != "outlet")
                if lower[first] == "the":
                    continue
            if matches and not (first == end and self._unlikely(first, matches)):
                longer = self.longest(first + 1, last) if is_title_word(lower[first]) and end < last else None
                if longer is not None and longer.last > end:
                    return None  # "Sheikh Nasser" in front of "al-Thani"
                return Found(first, end, matches, matches[0].entry.type)
        return None

    def _is_adjective(self, first: int, end: int, matches: tuple[Match, ...]) -> bool:
        """Say whether a paper's name is a nation's in front of a noun: "the Australian government"."""
        if len(matches) < 2:
            return False
        outlet = any(match.entry.type == "outlet" for match in matches)
        if not outlet or not any(match.kind == "demonym" for match in matches):
            return False
        after = self.page.lower[end + 1] if end + 1 < len(self.words) else ""
        article = self.page.lower[first] == "the" or (first > 0 and self.page.lower[first - 1] == "the")
        return after not in REPORTING or not article

    def lookup(self, text: str) -> tuple[Match, ...]:
        found = self.known.get(text)
        if found is None:
            found = self.known[text] = self.book.matches(text, self.cast.on)
        return found

    def _unlikely(self, index: int, matches: tuple[Match, ...]) -> bool:
        """Say whether a single word is rather not the name: a common word at the start of a sentence, one letter."""
        text = self.page.lower[index]
        if text in NOT_NAMES or is_title_word(text):
            return True
        if text == "states" and index > 0 and self.page.capital[index - 1]:
            return True  # "the Gulf States"
        if all(match.entry.type == "person" for match in matches):
            return index not in self.votes
        outlet = all(match.entry.type == "outlet" for match in matches)
        if outlet and self._inside_larger(index):
            return True
        if outlet and self.page.lower[index + 1 : index + 2] and self.page.lower[index + 1] in PASSING_ON:
            return False
        starts = index == 0 or self.page.sentences[index - 1] != self.page.sentences[index]
        before = self.page.lower[index - 1] if index else ""
        if outlet and (starts or before in "“\"‘'"):
            return text in self.written_small or index not in self.votes
        if outlet and len(text) == 1:
            return before not in ("on", "via", "to")
        return starts and text in self.written_small and index not in self.votes

    def _inside_larger(self, index: int) -> bool:
        """Say whether another capitalised word stands right beside it: "Liberation" of "the Liberation Front"."""
        after = (
            index + 1 < len(self.words) and self.page.capital[index + 1] and self.page.lower[index + 1] not in NOT_NAMES
        )
        return after or (index > 0 and self.page.lower[index - 1] == "'s" and self.page.capital[index - 2])

    def _belongs_to_person(self, known: Found, index: int, last: int, left: int) -> bool:
        """Say whether a place's or state's name is a part of a person's: "Georgia Jones", "Michael Jordan"."""
        if known.type != "person" and index and self.page.lower[index - 1].strip(".") in COURTESIES:
            return True  # "Mr. Hill" is not The Hill
        if known.type == "person" or known.last > index or known.entries[0].kind == "acronym":
            return False
        following = index + 1 <= last and self.page.lower[index + 1] not in LINKS and self._person(index + 1)
        leading = index - 1 >= left and self._person(index - 1) and not is_title_word(self.page.lower[index - 1])
        demonym = known.entries[0].kind in ("demonym", "acronym")
        if demonym:
            return False
        titled = index + 1 <= last and is_title_word(self.page.lower[index + 1])
        return (following and not titled and self._person(index)) or (leading and self._person(index))

    def _person(self, index: int) -> bool:
        votes = self.votes.get(index)
        return votes is not None and max(votes, key=votes.__getitem__) == "PER"

    def _leftover(self, first: int, last: int) -> list[Found]:
        """Return what is left of a run as names, its titles taken off and broken at "of", "for" and "and"."""
        found: list[Found] = []
        start = first
        for index in range(first, last + 2):
            ends = index > last or self.page.lower[index] in LINKS or self.page.lower[index] in POSSESSIVES
            if not ends or (index < last and self._goes_on(start, index)):
                continue
            name = self._name(start, index - 1, fresh=start)
            if name is not None:
                found.append(name)
            start = index + 1
        return found

    def _goes_on(self, start: int, link: int) -> bool:
        """Say whether "of" or "for" belongs to the name of a body: "Institute for River Studies"."""
        lower = self.page.lower
        return lower[link] in ("of", "for") and any(text in BODY_NOUNS for text in lower[start:link])

    def _name(self, first: int, last: int, fresh: int) -> Found | None:
        lower = self.page.lower
        while first <= last and (lower[first] in ("-", "–", "'", "/") or lower[first] in NOT_NAMES):
            first += 1
        while last >= first and (lower[last] in ("-", "–", "'", "/") or lower[last] in PARTICLES):
            last -= 1
        title_first = first
        if first == last and lower[first] in QUALITIES:
            return None
        if first < last and self._is_body(first, last):
            return Found(first, last, (), "ORG")
        while first < last and (
            is_title_word(lower[first])
            or stem(lower[first]) in OFFICE_HEADS
            or lower[first].strip(".") in _HONORIFICS
            or (first > title_first and lower[first] == "-")
        ):
            first += 1
        titles = first == last and (is_title_word(lower[first]) or stem(lower[first]) in OFFICE_HEADS)
        if first > last or titles or (first == last and lower[first] in BODIES | QUALITIES):
            return None  # "Foreign Ministry" describes, it does not name
        for index in range(last - 1, first, -1):
            if lower[index] in OFFICE_HEADS or (lower[index].endswith(".") and is_title_word(lower[index])):
                first = index + 1  # "Northern Sen. Wanda Ostrova"
                break
        opens = first < last and (first == 0 or self.page.sentences[first - 1] != self.page.sentences[first])
        if opens and first not in self.votes and first + 1 in self.votes:
            first = title_first = first + 1  # "Later Wanda Ostrova left"
        titled = title_first < first or self._title_before(title_first)
        voted = [self.votes[index] for index in range(first, last + 1) if index in self.votes]
        starts = first == 0 or self.page.sentences[first - 1] != self.page.sentences[first]
        if not voted and not titled and (first == last or starts):
            return None
        if first == last and starts and lower[first] in self.written_small and not titled:
            return None
        if first == last and not self.words[first].text[:1].isupper():
            return None
        body = bool(BODY_NOUNS & set(lower[first : last + 1])) and not titled
        if body and first < last:
            return Found(title_first, last, (), "ORG")
        return Found(first, last, (), self._type(voted, titled), title_first)

    def _is_body(self, first: int, last: int) -> bool:
        """Say whether the words name a body: "Northern River Committee", but not "Foreign Ministry"."""
        lower = self.page.lower[first : last + 1]
        if any(self._person(index) for index in range(first, last + 1)):
            return False
        if {"of", "for"} & set(lower) and BODY_NOUNS & set(lower):
            return True
        if lower[-1] not in BODY_NOUNS:
            return False
        return lower[-1] not in BODIES or not all(is_title_word(text) for text in lower[:-1])

    def _title_before(self, first: int) -> bool:
        before = self.page.lower[first - 1] if first else ""
        return is_title_word(before) and before not in LINKS

    def _type(self, voted: list[dict[str, float]], titled: bool) -> str:
        if titled:
            return "PER"
        sums: dict[str, float] = {}
        for votes in voted:
            for label, score in votes.items():
                sums[label] = sums.get(label, 0.0) + score
        return max(sums, key=sums.__getitem__) if sums else "MISC"


_HONORIFICS = frozenset("mr mrs ms dr sir dame lord lady gen lt col maj adm sen rep prof rev st field".split())


def is_place(page: Page, found: Found) -> bool:
    """Say whether a capital or seat says only where something is: "in Kyiv", "the Geneva talks", "Kyiv, Ukraine"."""
    lower = page.lower
    before = lower[found.first - 1] if found.first else ""
    if before == "the" and found.first > 1 and lower[found.first - 2] in MOVING:
        before = lower[found.first - 2]
    after = lower[found.last + 1] if found.last + 1 < len(lower) else ""
    if after in POSSESSIVES:
        after_that = lower[found.last + 2] if found.last + 2 < len(lower) else ""
        return after_that in PLACE_NOUNS
    return before in LOCATIVES or after in PLACE_NOUNS or after == "-"


def member_of(matches: tuple[Match, ...], cast: Cast) -> tuple[Member | None, tuple[Entry, ...]]:
    """Return the member that the book's matches mean, or None and the entries between which it is open.

    A name goes before what merely stands for somebody: "Georgia" the state before a seat of that name.
    """
    entries = {match.entry.id: match.entry for match in matches}
    if len(entries) > 1:
        ranks = ("name", "official", "alias", "acronym", "demonym", "metonym", "capital")
        best = min(ranks.index(match.kind) for match in matches)
        if best < ranks.index("demonym"):
            entries = {match.entry.id: match.entry for match in matches if ranks.index(match.kind) == best}
    if len(entries) == 1:
        return cast.of_entry(next(iter(entries.values()))), ()
    return None, tuple(entries.values())


def _is_somebody(page: Page, index: int) -> bool:
    """Say whether a word stands where a person would: as subject or object, or "with May", "told by April"."""
    word = page.analysis.words[index]
    if word.relation in ("nsubj", "nsubj:pass", "obj", "iobj", "nmod:poss"):
        return word.tag == "PROPN"
    before = page.lower[index - 1] if index else ""
    return word.tag == "PROPN" and before in ("with", "between") and word.relation in ("obl", "nmod")


def find_surnames(page: Page, cast: Cast, taken: set[int]) -> list[Found]:
    """Return single capitalised words, not yet names, that are the surname of exactly one person of the article."""
    found = []
    for index, capital in enumerate(page.capital):
        if not capital or index in taken or len(page.lower[index]) < 3:
            continue
        if page.lower[index] in NOT_NAMES and not (page.lower[index] in MONTHS and _is_somebody(page, index)):
            continue
        if len(cast.surnamed(page.lower[index])) == 1:
            found.append(Found(index, index, (), "PER"))
    return found
