"""To whom and through what something was said: the words around a cue, outside what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.actors.cast import Cast, Member
from dragoman.actors.page import POSSESSIVES, Page, Spot
from dragoman.actors.phrases import DETERMINERS
from dragoman.actors.trees import Trees
from dragoman.contract import Attribution, Time, When
from dragoman.text import Part

TELLING = frozenset(
    "told tell tells telling informed inform informing urged assured assure warned reminded asked briefed "
    "advised notified "
    "addressed addressing wrote writing".split()
)
AUDIENCES = frozenset(
    "reporters journalists senators lawmakers troops supporters soldiers ambassadors diplomats parliament colleagues "
    "parliamentarians ministers legislators delegates listeners viewers mps officials students worshippers crowd "
    "crowds".split()
)
VENUES = frozenset(
    "forum conference summit assembly parliament council rally briefing meeting session congress".split()
)
GATHERINGS = frozenset("rally ceremony conference forum gathering congress summit seminar audience meeting".split())
STOPS = frozenset("that in at on of to for by with from and but who which about".split())
NAMED_VENUES = frozenset("Forum Conference Summit Assembly Congress Dialogue Parliament Council Meeting".split())
MEDIA_NOUNS = frozenset(
    "news radio tv television channel newspaper agency broadcaster network magazine daily weekly website outlet times "
    "post herald tribune journal gazette press today show programme program podcast".split()
)
# Kinds of media that make a channel with a word before them: "Kethian state television", "the public broadcaster".
BROADCASTERS = frozenset({"radio", "television", "tv", "broadcaster"})
DESCRIPTIVE = frozenset({"agency", "newspaper", "television", "magazine", "broadcaster", "channel", "network"})
# Words that end, or begin, the name of a place of one address, where somebody speaks.
BUILDINGS = frozenset(
    "house office palace square hall hotel centre center airport base embassy headquarters club garden stadium "
    "university mosque cathedral church capitol kremlin pentagon knesset bundestag".split()
)
CAMPS = frozenset({"camp", "villa", "fort", "château", "chateau", "schloss"})
AT = frozenset({"at", "in", "outside", "inside", "aboard", "from"})
MODIFIERS = frozenset({"joint"})  # of a press conference: whose it was
# Ways of speaking that are named where no outlet is; they come after every named channel.
FORMS = {
    "interview": "interview", "speech": "speech", "address": "speech", "letter": "letter", "statement": "statement",
    "briefing": "briefing", "tweet": "X", "tweeted": "X",
}  # fmt: skip
GOING_ON = frozenset({"conj", "advcl", "parataxis"})  # relations of a cue that goes on from the one before
CONFERENCES = {("press", "conference"), ("news", "conference"), ("media", "conference")}
CARRYING = frozenset("on to in with by from via for at".split())
SPEAKING = 9  # words between "speaking" and where: "speaking on Friday beside her guest at the palace"
# A clause around a cue seldom has more words than this on either side; beyond, the words belong to another verb.
REACH_BEFORE, REACH_AFTER = 24, 22
DATED_BY = frozenset({"DATE", "TIME"})


@dataclass(slots=True)
class Circumstances:
    """What stands around a cue."""

    addressees: list[Member] = field(default_factory=list)
    channel: str | None = None


class Surroundings:
    """Reads the clause of each attribution's cue."""

    def __init__(self, page: Page, cast: Cast, times: Sequence[Time], attributions: Sequence[Attribution]) -> None:
        self.page, self.cast, self.times = page, cast, times
        self.trees = Trees(page)
        self._content: dict[str, set[int]] = {item.id: self._indices(item.content) for item in attributions}
        self._cues = {item.id: self._indices(item.cue) for item in attributions if item.cue is not None}
        self._time_at: dict[int, Time] = {}
        for time in times:
            place = page.range_of(time.span)
            if place is not None:
                self._time_at[place[0]] = time
        self._contents_in = self._by_sentence(self._content.values())
        self._cues_in = self._by_sentence(self._cues.values())
        self._venue: str | None = None
        self._last: tuple[set[int], tuple[Member, ...], str | None] = (set(), (), None)

    def _by_sentence(self, places: Iterable[set[int]]) -> dict[int, list[set[int]]]:
        found: dict[int, list[set[int]]] = {}
        for words in places:
            for sentence in {self.page.sentences[index] for index in words}:
                found.setdefault(sentence, []).append(words)
        return found

    def _indices(self, part: Part | None) -> set[int]:
        found: set[int] = set()
        for span in part.spans if part is not None else ():
            place = self.page.range_of(span)
            if place is not None:
                found.update(range(place[0], place[1] + 1))
        return found

    def read(self, attribution: Attribution, speakers: Sequence[Member]) -> Circumstances:
        """Return addressees and channel, as far as the cue's clause names them."""
        cue = self._cues.get(attribution.id)
        if not cue:
            return Circumstances()
        clause = self._clause(attribution, cue)
        found = Circumstances()
        told = self._object(cue, clause)
        if told is not None:
            self._take_object(told, found, speakers)
        found.channel = found.channel or self._channel(clause, set(cue), speakers) or self._shared(cue, speakers)
        self._last = (cue, tuple(speakers), found.channel)
        return found

    def _shared(self, cue: set[int], speakers: Sequence[Member]) -> str | None:
        """Return the channel of the cue before where this one goes on from it: "told the paper ..., adding that"."""
        last, members, channel = self._last
        words = self.page.analysis.words
        goes_on = any(words[index].relation in GOING_ON and words[index].head in last for index in cue)
        return channel if goes_on and members == tuple(speakers) else None

    def _clause(self, attribution: Attribution, cue: set[int]) -> list[int]:
        """Return the words of the cue's clause: its sentence without contents, up to the neighbouring cues."""
        middle = min(cue)
        first, end = self.page.sentence_words(middle)
        sentence = self.page.sentences[middle]
        barred = set().union(*(words for words in self._contents_in.get(sentence, ()) if not words & cue))
        others = [index for words in self._cues_in.get(sentence, ()) for index in words - cue]
        low = max([index + 1 for index in others if index < middle] + [first, middle - REACH_BEFORE])
        high = min([index for index in others if index > middle] + [end, max(cue) + REACH_AFTER])
        return [index for index in range(low, high) if index not in barred]

    def _object(self, cue: set[int], clause: list[int]) -> int | None:
        """Return where the object of "told", "informed" or "wrote to" starts; None where there is none."""
        lower = self.page.lower
        heard = self.trees.hearer(min(cue), max(cue))
        if heard is not None:
            return self.trees.phrase(heard)[0]
        if not any(lower[index] in TELLING for index in cue):
            return None
        verb = max(index for index in cue if lower[index] in TELLING)
        index = verb + 1
        if lower[verb] in ("wrote", "writing"):
            if index >= len(lower) or lower[index] != "to":
                return None
            index += 1
        return index if index in clause or index in cue else None

    def _take_object(self, index: int, found: Circumstances, speakers: Sequence[Member]) -> None:
        lower = self.page.lower
        end = self.page.sentence_words(index)[1]
        start = index
        while index < end and (lower[index] in DETERMINERS or lower[index] in POSSESSIVES):
            index += 1
        if index >= end:
            return
        for ahead in range(index, min(index + 3, end - 1)):
            if (lower[ahead], lower[ahead + 1]) in CONFERENCES:
                found.channel = self._conference(ahead)
                return
        gathering = self._described(index, end, GATHERINGS)
        if gathering is not None:
            found.channel = gathering
            return
        outlet = self._outlet_from(index, end) or self._broadcaster(index, end)
        if outlet is not None:
            found.channel = outlet
            return
        spot = self._spot_at(start, index)
        if spot is not None and spot.member is not None and spot.member not in speakers:
            found.addressees.append(spot.member)
            name = self.page.text(spot.first, spot.last)
            found.channel = name if name.split()[-1] in NAMED_VENUES else None
            return
        for ahead in range(index, min(index + 4, end)):
            if lower[ahead] in AUDIENCES:
                text = self.page.text(index, ahead)
                member = self.cast.named(text) or self.cast.learn(text, "group")
                member.plural = True
                found.addressees.append(member)
                self.page.add(Spot(start, ahead, "description", "group", member))
                return
            if not lower[ahead][:1].isalpha():
                return

    def _spot_at(self, start: int, index: int) -> Spot | None:
        spots = [
            spot
            for spot in self.page.within(start, index + 12)
            if (spot.first in (start, index) or spot.title_first in (start, index)) and not spot.adjective
        ]
        return max(spots, key=lambda spot: spot.last - spot.first) if spots else None

    def _outlet_from(self, index: int, end: int, *, media: bool = False) -> str | None:
        """Return the outlet named at the word or behind "the newspaper", "state news agency", "Venezuelan channel"."""
        lower = self.page.lower
        for ahead in range(index, min(index + 6, end)):
            spot = next((s for s in self.page.within(ahead, ahead + 7) if s.first == ahead and s.kind == "name"), None)
            if spot is not None and not spot.adjective:
                return self._as_outlet(spot, media)
            if lower[ahead] in MEDIA_NOUNS:
                media = True
            elif spot is None and (not lower[ahead][:1].isalpha() or lower[ahead] in STOPS):
                return None
        return None

    def _as_outlet(self, spot: Spot, media: bool) -> str | None:
        lower = self.page.lower
        text = self.page.text(spot.first, spot.last)
        behind = [*lower[spot.last + 1 : spot.last + 3], ""]
        after = behind[1] if behind[:2] == ["news", "agency"] else behind[0]
        if after == "agency" and spot.type != "person":
            return self._make_outlet(spot, text)
        if spot.type == "outlet" or (spot.type != "person" and (media or set(text.lower().split()) & MEDIA_NOUNS)):
            return self._make_outlet(spot, text)
        unknown = spot.member is None or spot.member.entry is None
        if after in DESCRIPTIVE and unknown and spot.type != "state":  # no person is "Al-Shams television"
            return self._make_outlet(spot, text)
        if after in MEDIA_NOUNS and (spot.type not in ("person", "state") or (unknown and spot.first == spot.last)):
            return self._make_outlet(spot, self.page.text(spot.first, spot.last + 1))
        if spot.type in ("organisation", "place", "group") and (media or spot.type == "organisation"):
            return self._make_outlet(spot, text) if spot.member is None or spot.member.entry is None else None
        if (
            spot.type == "person"
            and media
            and spot.first == spot.last
            and spot.member is not None
            and spot.member.entry is None
        ):
            return self._make_outlet(spot, text)
        return None

    def _make_outlet(self, spot: Spot, text: str) -> str:
        text = self._with_number(spot, text)
        if spot.member is None:
            spot.member, spot.reason = self.cast.learn(text, "outlet"), None
        if spot.member.entry is None:
            spot.member.type = "outlet"
        spot.type = spot.member.type
        return text

    def _with_number(self, spot: Spot, text: str) -> str:
        """Return the name with what is glued to it or goes on with it: "Kanal-2", "Radio 5 Live"."""
        words = self.page.analysis.words
        last = spot.last
        if spot.type == "outlet":
            while (
                last + 1 < len(words)
                and self.page.sentences[last + 1] == self.page.sentences[last]
                and (self.page.capital[last + 1] or words[last + 1].text.isdigit())
                and words[last + 1].start == words[last].end + 1
            ):
                last += 1
            if last > spot.last and not any(last >= time >= spot.last for time in self._time_at):
                return self.page.text(spot.first, last)
            last = spot.last
        while (
            last + 1 < len(words)
            and words[last + 1].start == words[last].end
            and words[last + 1].text[:1] in "-–0123456789"
        ):
            last += 1
        return self.page.text(spot.first, last) if last > spot.last and words[last].text[-1:].isdigit() else text

    def _channel(self, clause: list[int], cue: set[int], speakers: Sequence[Member]) -> str | None:
        """Return the outlet or venue that a preposition in the clause leads to, else the form of speaking."""
        lower = self.page.lower
        inside = set(clause) | cue
        form: str | None = None
        venue: str | None = None
        for index in clause:
            text = lower[index]
            if text in CARRYING and index + 1 in inside:
                found = self._carried(index, speakers)
                if found:
                    return found
            if text in AT and venue is None and index + 1 in inside and self._speaks_at(index, cue):
                venue = self._venue_from(index + 1)
            if (text, lower[index + 1] if index + 1 < len(lower) else "") in CONFERENCES:
                form = self._conference(index)
            elif text in FORMS and form is None and self._is_form(index):
                form = FORMS[text]
        return venue or form

    def _conference(self, index: int) -> str:
        """Return "press conference", or "joint press conference", of its first word."""
        lower = self.page.lower
        joint = index and lower[index - 1] in MODIFIERS
        return " ".join(lower[index - 1 if joint else index : index + 2])

    def _described(self, index: int, end: int, nouns: frozenset[str]) -> str | None:
        """Return "cabinet meeting" of the words from `index` on: a noun that nothing names, with what describes it."""
        lower, words = self.page.lower, self.page.analysis.words
        for last in range(index, min(index + 4, end)):
            other = lower[last] in STOPS or lower[last] in AUDIENCES or lower[last] in DETERMINERS
            if other or not lower[last][:1].isalpha() or words[last].text != lower[last]:
                return None
            if lower[last] in nouns and (last + 1 == end or lower[last + 1] not in nouns):
                return " ".join(lower[index : last + 1])
        return None

    def _broadcaster(self, index: int, end: int) -> str | None:
        """Return "state television" or "Kethian state radio": a broadcaster that is described and not named."""
        for last in range(index + 1, min(index + 4, end)):
            if not self.page.lower[last][:1].isalpha() or self.page.lower[last] in STOPS:
                return None
            if self.page.lower[last] in BROADCASTERS:
                return self.page.text(index, last)
        return None

    def _speaks_at(self, index: int, cue: set[int]) -> bool:
        """Say whether the preposition follows the cue, whom it was said to, or "speaking": a time may stand between."""
        lower = self.page.lower
        first, _ = self.page.sentence_words(index)
        if "speaking" in lower[max(first, index - SPEAKING) : index]:
            return True
        before = index - 1
        while before > first and (lower[before] == "on" or before in self._time_at):
            before -= 1
        return before in cue or (lower[before] in AUDIENCES and any(lower[index] in TELLING for index in cue))

    def _venue_from(self, start: int) -> str | None:
        """Return the building or gathering named from a word on: "the Granite Palace", "an economic forum in Orm"."""
        end = self.page.sentence_words(start)[1]
        while start < end and self.page.lower[start] in DETERMINERS:
            start += 1
        last = start
        while last < end and self.page.capital[last]:
            last += 1
        name = self.page.lower[start:last]
        if name and (name[-1] in BUILDINGS or (name[0] in CAMPS and len(name) > 1)):
            return self.page.text(start, last - 1)
        return self._described(start, end, VENUES | GATHERINGS)

    def _is_form(self, index: int) -> bool:
        before = self.page.lower[max(0, index - 5) : index]
        return self.page.lower[index] in ("tweet", "tweeted") or bool({"in", "during", "by", "at"} & set(before))

    def _carried(self, index: int, speakers: Sequence[Member]) -> str | None:
        lower = self.page.lower
        end = self.page.sentence_words(index)[1]
        start = index + 1
        while start < end and lower[start] in DETERMINERS:
            start += 1
        spot = next((s for s in self.page.within(start, start + 8) if s.first == start and s.kind == "name"), None)
        if spot is not None and spot.type == "outlet" and spot.member not in speakers:
            return self._with_number(spot, self.page.text(spot.first, spot.last))
        if lower[index] in ("with", "to", "on", "by", "for") and self._interview(index):
            return self._outlet_from(start, end, media=True)
        if lower[index] == "at":
            return self._venue_at(start, end)
        return None

    def _interview(self, index: int) -> bool:
        return bool(
            {"interview", "interviewed", "carried", "broadcast", "published", "quoted"}
            & set(self.page.lower[max(0, index - 3) : index])
        )

    def _venue_at(self, start: int, end: int) -> str | None:
        """Return "Global Harbour Forum" of "at the Global Harbour Forum"; "the same forum" is the one before."""
        words = self.page.analysis.words
        last = start
        while last < end and words[last].text[:1].isupper():
            if words[last].text in NAMED_VENUES and last > start:
                self._venue = self.page.text(start, last)
                return self._venue
            last += 1
        if (
            self.page.lower[start] == "same"
            and self._venue
            and self.page.lower[start + 1] == self._venue.split()[-1].lower()
        ):
            return self._venue
        return None

    def only_time(self, first: int, end: int) -> When | None:
        """Return the date in the words `[first, end)` where there is exactly one."""
        found = [self._time_at[index] for index in range(first, end) if index in self._time_at]
        dates = [time for time in found if _dates(time)]
        return dates[0].day if len(dates) == 1 else None


def _dates(time: Time) -> bool:
    return time.type in DATED_BY and bool(time.value) and (time.value or "")[:1].isdigit()
