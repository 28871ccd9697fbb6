"""To whom, through what and when something was said: the words around a cue, outside what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.actors.cast import Cast, Member
from dragoman.actors.page import POSSESSIVES, Page, Spot
from dragoman.actors.phrases import DETERMINERS
from dragoman.contract import Attribution, Time, When
from dragoman.text import Part

TELLING = frozenset(
    "told tell tells telling informed inform informing urged assured assure warned reminded asked briefed "
    "advised notified "
    "addressed addressing wrote writing".split()
)
AUDIENCES = frozenset(
    "reporters journalists senators lawmakers troops supporters soldiers ambassadors diplomats parliament colleagues "
    "parliamentarians ministers legislators delegates listeners viewers mps officials students worshippers".split()
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
# Ways of speaking that are named where no outlet is; they come after every named channel.
FORMS = {
    "interview": "interview", "speech": "speech", "address": "speech", "letter": "letter", "statement": "statement",
    "briefing": "briefing", "tweet": "X", "tweeted": "X",
}  # fmt: skip
CONFERENCES = {("press", "conference"), ("news", "conference"), ("media", "conference")}
CARRYING = frozenset("on to in with by from via for at".split())
# A clause around a cue seldom has more words than this on either side; beyond, the words belong to another verb.
REACH_BEFORE, REACH_AFTER = 24, 22
DIVIDERS = frozenset({"–", "—", "but", "while", "who", "which", ";", "though", "although", "when", "because", "as"})
NEAR = 5  # words from a time to the verb that it dates, "X on Friday publicly and angrily said"
DATED_BY = frozenset({"DATE", "TIME"})


@dataclass(slots=True)
class Circumstances:
    """What stands around a cue."""

    addressees: list[Member] = field(default_factory=list)
    channel: str | None = None
    said: When | None = None


class Surroundings:
    """Reads the clause of each attribution's cue."""

    def __init__(self, page: Page, cast: Cast, times: Sequence[Time], attributions: Sequence[Attribution]) -> None:
        self.page, self.cast, self.times = page, cast, times
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
        """Return addressees, channel and date of saying, as far as the cue's clause names them."""
        cue = self._cues.get(attribution.id)
        if not cue:
            return Circumstances()
        clause = self._clause(attribution, cue)
        found = Circumstances()
        told = self._object(cue, clause)
        if told is not None:
            self._take_object(told, found, speakers)
        found.channel = found.channel or self._channel(clause, set(cue), speakers)
        found.said = self._said(attribution, clause, cue) or self._confirmed(attribution, clause)
        return found

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
                found.channel = f"{lower[ahead]} {lower[ahead + 1]}"
                return
        if lower[index] in GATHERINGS:
            found.channel = lower[index]
            return
        outlet = self._outlet_from(index, end)
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
        after = lower[spot.last + 1] if spot.last + 1 < len(lower) else ""
        if after == "agency" and spot.type != "person":
            return self._make_outlet(spot, self.page.text(spot.first, spot.last + 1))
        if spot.type == "outlet" or (spot.type != "person" and (media or set(text.lower().split()) & MEDIA_NOUNS)):
            return self._make_outlet(spot, text)
        unknown = spot.member is None or spot.member.entry is None
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
        for index in clause:
            text = lower[index]
            if text in CARRYING and index + 1 in inside:
                found = self._carried(index, speakers)
                if found:
                    return found
            if (text, lower[index + 1] if index + 1 < len(lower) else "") in CONFERENCES:
                form = f"{text} {lower[index + 1]}"
            elif text in FORMS and form is None and self._is_form(index):
                form = FORMS[text]
        return form

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

    def _said(self, attribution: Attribution, clause: list[int], cue: set[int]) -> When | None:
        """Return the time that stands in the cue's clause, behind the cue first, outside the source's own clause."""
        source = self._indices(attribution.source)
        verb = min(cue)
        behind = [index for index in clause if index > verb]
        before = [index for index in reversed(clause) if index < verb]
        if attribution.source is not None and source and max(source) < verb:
            behind_allowed = self._until_break(behind)
        else:
            behind_allowed = self._until_break(behind)
        for index in behind_allowed:
            time = self._time_at.get(index)
            if time is not None and index not in source and _dates(time):
                return _when(time)
        gap = max(source) if source and max(source) < verb else None
        for index in before:
            time = self._time_at.get(index)
            if time is None or index in source or not _dates(time):
                continue
            if self._own_clause(index, verb, gap):
                return _when(time)
        return None

    def _confirmed(self, attribution: Attribution, clause: list[int]) -> When | None:
        """Return the date that was read with the cue, if it stands in its clause and outside the source."""
        given, source = attribution.said, self._indices(attribution.source)
        if given is None or not given.value[:1].isdigit():
            return None
        verb = min(self._cues[attribution.id])
        for index in clause:
            time = self._time_at.get(index)
            joined = {",", "and"} & set(self.page.lower[index:verb])  # empty for a time behind the cue
            if time is not None and time.value == given.value and index not in source and not joined:
                return given
        return None

    def only_time(self, first: int, end: int) -> When | None:
        """Return the date in the words `[first, end)` where there is exactly one."""
        found = [self._time_at[index] for index in range(first, end) if index in self._time_at]
        dates = [time for time in found if _dates(time)]
        return _when(dates[0]) if len(dates) == 1 else None

    def _until_break(self, indices: list[int]) -> list[int]:
        """Return the words in front of the next clause: a conjunction with a verb of its own, or a full stop."""
        kept: list[int] = []
        for index in indices:
            text = self.page.lower[index]
            if text in (
                "that",
                "but",
                "while",
                "when",
                "after",
                "before",
                "though",
                "although",
                "which",
                "who",
                "whose",
                "as",
                ";",
                "because",
                "until",
                "if",
                "by",
                "whether",
                "since",
            ):
                break
            if text in (",", "and") and kept:
                break
            if kept and index - kept[-1] > 1:
                break
            kept.append(index)
        return kept

    def _own_clause(self, index: int, verb: int, gap: int | None) -> bool:
        """Say whether a time before the cue dates it: it opens the sentence, or stands between source and cue."""
        lower = self.page.lower
        between = lower[index:verb]
        if gap is not None and index > gap:
            return verb - index <= NEAR and not (DIVIDERS & set(between))
        first, _ = self.page.sentence_words(index)
        if lower[verb].endswith("ing") and verb and lower[verb - 1] == ",":
            return not ({"but", "while", "who", "which", ";"} & set(between))
        if lower[first].endswith("ing") and between.count(",") == 1:  # "Writing on Friday, the envoy said"
            return self._no_other_verb(index, verb)
        if index - first > 2:
            return (
                {"after", "before"} & set(lower[first:index]) != set()
                and index - first < 14
                and "," in between
                and "that" not in between
            )
        return not (DIVIDERS & set(between)) and self._no_other_verb(index, verb)

    def _no_other_verb(self, index: int, verb: int) -> bool:
        """Say whether nothing but the source stands between an opening time and the cue: at most a dozen words."""
        return verb - index <= 16


def _dates(time: Time) -> bool:
    return time.type in DATED_BY and bool(time.value) and (time.value or "")[:1].isdigit()


def _when(time: Time) -> When:
    """Return the day of saying, without its time of day."""
    assert time.value is not None
    return When(value=time.value.partition("T")[0] or time.value, earliest=time.earliest, latest=time.latest)
