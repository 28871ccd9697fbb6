"""The words of a source in their pieces: joint members, appositions, and where the phrase really starts and ends."""

from __future__ import annotations

from dragoman.actors.cast import Member
from dragoman.actors.extents import NUMBERS
from dragoman.actors.meant import ORGANISATIONS
from dragoman.actors.page import POSSESSIVES, Page, Spot
from dragoman.actors.people import is_person
from dragoman.actors.phrases import DETERMINERS
from dragoman.actors.pronouns import PRONOUNS, RELATIVE
from dragoman.actors.roles import BODIES, DUALS, OFFICE_HEADS, POSSESSORS, POST, parse_nominal, stem
from dragoman.actors.subjects import Subjects
from dragoman.contract import Attribution

LONGEST_REST = 4  # words of a name that the network cut off at its end
PLURAL_BODIES = frozenset({"organisations", "organizations", "groups", "agencies", "charities"})
BEHIND_NAMES = frozenset("of a an the this last next earlier later in on at from himself herself also ( '".split())
SUBORDINATE = frozenset("which whom that what who whose".split())

OPEN = frozenset({"those", "one", "anyone", "everyone"})


class Sources:
    """Takes sources apart by the order of their words; who they mean is asked elsewhere."""

    def __init__(self, page: Page, subjects: Subjects) -> None:
        self.page, self.subjects = page, subjects

    def joined_before(self, first: int) -> list[Member]:
        """Return who opens the sentence in front of "and" and the source: "Kenya and the leaders of its north"."""
        start, _ = self.page.sentence_words(first)
        if first < start + 2 or self.page.lower[first - 1] != "and":
            return []
        for spot in self.page.within(max(start, first - 8), first - 2):
            opens = spot.title_first == start or self.page.lower[spot.title_first - 1] in ("the", "—", "–", "-", ",")
            if spot.last == first - 2 and spot.kind == "name" and opens and not spot.adjective and spot.acts:
                return [spot.member] if spot.member is not None and self.subjects.is_subject(spot) else []
        return []

    def is_object(self, first: int, attribution: Attribution) -> bool:
        """Say whether the words stand right behind "told": they were spoken to, and somebody else spoke."""
        if attribution.cue is None or first == 0:
            return False
        before = self.page.lower[first - 1]
        if before == "the" and first > 1:
            before = self.page.lower[first - 2]
        return before in ("told", "telling", "tells")

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """Return the phrase without punctuation around it, with names whole, or the pronoun at its end."""
        lower = self.page.lower
        if lower[last] in ("and", "but"):
            if not {",", "who", "which", "whose"} & set(lower[first:last]):
                return first, first - 1  # the phrase belongs to the clause before
            last -= 1  # "an envoy, who left Kenya and"
        if first < last and lower[last] in ("he", "she", "they", "it") and lower[last - 1] not in ("and", "of", "that"):
            return last, last
        for spot in self.page.within(max(0, first - 8), last + LONGEST_REST):
            if spot.kind == "name" and spot.first < first <= spot.last:
                first = spot.title_first
            if spot.kind == "name" and spot.first <= last < spot.last:
                last = spot.last
        while first <= last and (not lower[first][:1].isalnum()) and lower[first] not in DETERMINERS:
            first += 1
        while (
            last >= first
            and (lower[last] in POSSESSIVES or not lower[last][-1:].isalnum())
            and not lower[last].endswith(".")
        ):
            last -= 1
        return first, last

    def opens_phrase(self, index: int) -> bool:
        """Say whether a name, description or pronoun starts at the word."""
        lower = self.page.lower
        if lower[index] in DETERMINERS or (lower[index] in PRONOUNS and lower[index] not in RELATIVE):
            return True
        return any(spot.title_first == index and not spot.adjective for spot in self.page.within(index, index + 6))

    def segments(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return the pieces between commas, up to a relative clause."""
        lower, segments, start = self.page.lower, [], first
        covered = {
            i for spot in self.page.within(first, last) for i in range(spot.first, spot.last + 1) if spot.kind == "name"
        }
        for index in range(first, last + 2):
            relative = index <= last and lower[index] in RELATIVE and index > first and lower[index - 1] != "of"
            relative = relative and lower[index - 1] not in OPEN  # "those who attended" are nobody without it
            mark = index <= last and lower[index] in (",", "–", "—", "(") and not self._inside_word(index)
            if index > last or relative or (mark and index not in covered):
                if start <= index - 1:
                    segments.append((start, index - 1))
                start = index + 1
                if relative:
                    break
        return segments or [(first, last)]

    def _inside_word(self, index: int) -> bool:
        """Say whether a dash joins two words without a space: "the Baghdad–Washington talks"."""
        words = self.page.analysis.words
        return 0 < index < len(words) - 1 and (
            words[index - 1].end == words[index].start and words[index].end == words[index + 1].start
        )

    def joint(self, segments: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the members of "A and B" and "A, B and C"; none where the source is a single actor."""
        lower = self.page.lower
        first, last = segments[-1]
        ands = [index for index in range(first, last + 1) if lower[index] == "and"]
        if not ands:
            return []
        names = [spot for spot in self.page.within(segments[0][0], last) if spot.kind == "name"]
        behind = segments[1][0] if len(segments) > 1 else last + 1
        others = [spot for spot in names if spot.type == "person" and spot.first >= behind]
        if len(segments) > 1 and not others and self.person_at_end(segments[0]) is not None:
            return []  # "X, the envoy and a former minister" is one person
        tail = self.page.lower[segments[1][0]] if len(segments) > 1 else ""
        if tail.endswith("ing") and self.person_at_end(segments[0]) is not None:
            return []  # "X, reporting from Nairobi and Kampala"
        for index in ands:
            if any(spot.first < index < spot.last for spot in names):
                continue
            left = (first, index - 1)
            if left[0] > left[1]:
                left = segments[-2] if len(segments) > 1 else left
            if index + 1 > last or left[0] > left[1]:
                continue
            if self._stands(left) and self._stands((index + 1, last)):
                parts = [*segments[:-1], left, (index + 1, last)]
                nested = [self._governs(part) for part in parts]
                if nested[0] and not all(nested):
                    continue  # "courts in Kenya, Uganda and Rwanda" are one source
                if all(self._stands(part) for part in parts[:-2]):
                    return list(dict.fromkeys(parts))
        return []

    def is_row(self, segments: list[tuple[int, int]]) -> bool:
        """Say whether a comma only parts the states of one phrase: "envoys of Kenya, Uganda and Rwanda"."""
        named = any(spot.first == segments[0][0] and spot.kind == "name" for spot in self.page.within(*segments[0]))
        row = len(segments) > 1 and all(map(self._only_states, segments[1:]))
        return row and not named and self._governs(segments[0])

    def _only_states(self, segment: tuple[int, int]) -> bool:
        """Say whether the words are names of states and what joins them."""
        spots = [spot for spot in self.page.within(*segment) if spot.kind == "name" and spot.type == "state"]
        named = {index for spot in spots for index in range(spot.first, spot.last + 1)}
        others = {self.page.lower[index] for index in range(segment[0], segment[1] + 1) if index not in named}
        return bool(spots) and others <= {"and", "the"}

    def _governs(self, part: tuple[int, int]) -> bool:
        """Say whether the last name of the words hangs on a preposition: "courts in Kenya"."""
        spots = [
            s for s in self.page.within(*part) if s.kind == "name" and s.last == part[1] and s.title_first > part[0]
        ]
        governed = any(self._before_article(spot.title_first) in POST for spot in spots)
        return governed and self.person_at_end(part) is None

    def _before_article(self, index: int) -> str:
        """Return the word before the name, or before its article: "of" in "presidents of the Congo"."""
        before = self.page.lower[index - 1] if index else ""
        return self.page.lower[index - 2] if before == "the" and index > 1 else before

    def _stands(self, part: tuple[int, int]) -> bool:
        """Say whether the words name or describe somebody by themselves."""
        first, last = part
        if first == last and self.page.lower[first] in ("he", "she"):
            return True
        spots = self.page.within(first, last)
        if any(spot.last == last and spot.kind == "name" and not spot.adjective for spot in spots):
            return True
        lower = self.page.lower
        heads = {stem(text) for text in lower[first : last + 1]} & (OFFICE_HEADS | BODIES)
        heads |= {text for text in lower[first : last + 1] if text in DUALS | PLURAL_BODIES}
        opened = (
            lower[first] in DETERMINERS
            or any(spot.first == first for spot in spots)
            or stem(lower[last]) != lower[last]
        )
        return bool(heads) and opened

    def person_at_end(self, segment: tuple[int, int]) -> Spot | None:
        """Return the person whom the segment names with nothing but a title before and "of Japan" behind."""
        first, last = segment
        lower = self.page.lower
        for spot in self.page.within(first, last):
            if spot.type != "person" or spot.kind != "name":
                continue
            after = lower[spot.last + 1] if spot.last + 1 <= last else ""
            before = lower[spot.title_first - 1] if spot.title_first > first else ""
            if after in POSSESSIVES or before in (
                "of",
                "to",
                "for",
                "from",
                "with",
                "by",
                "in",
                "at",
                "on",
                "against",
                "than",
            ):
                continue
            if after and after not in BEHIND_NAMES:
                continue
            return spot
        return None

    def body_behind(self, segments: list[tuple[int, int]]) -> Member | None:
        """Return the body that an apposition names alone: "the largest group, the River Front, or RF,"."""
        first, last = segments[0]
        lower = self.page.lower
        named = any(spot.kind == "name" for spot in self.page.within(first, last))
        if named or lower[first] != "the" or len(segments) < 2:
            return None
        if is_person(lower[parse_nominal(self.page, first, last).head]):
            return None  # "the head of the group, the River Front"
        begin, end = segments[1]
        begin += lower[begin] == "the"
        spots = [s for s in self.page.within(begin, end) if s.kind == "name" and (s.first, s.last) == (begin, end)]
        return next((spot.member for spot in spots if spot.type in ORGANISATIONS and not spot.adjective), None)

    def described_behind(self, first: int) -> Spot | None:
        """Return the person whom the words stand behind as an apposition: "X, his Kenyan counterpart,"."""
        lower = self.page.lower
        if first < 2 or lower[first - 1] != "," or lower[first] not in DETERMINERS | POSSESSORS:
            return None
        start, _ = self.page.sentence_words(first)
        spots = self.page.within(max(0, first - 8), first - 2)
        names = (s for s in spots if s.last == first - 2 and s.type == "person" and s.kind == "name")
        return next((s for s in names if s.title_first == start and self.subjects.is_subject(s)), None)

    def counted(self, segments: list[tuple[int, int]]) -> list[Member]:
        """Return who are named behind their number: "Two generals, Ana Alba and Ben Cora,"."""
        first, last = segments[0]
        count = NUMBERS.get(self.page.lower[first]) or NUMBERS.get(self.page.lower[min(first + 1, last)])
        behind = [spot for segment in segments[1:] for spot in self.page.within(*segment)]
        names = [spot.member for spot in behind if spot.type == "person" and spot.kind == "name" and spot.member]
        return names if count and len(names) == count and stem(self.page.lower[last]) != self.page.lower[last] else []

    def with_counterparts(self, segments: list[tuple[int, int]]) -> list[Member]:
        """Return everybody in "Ana Alba and her Berian counterpart, Ben Cora" and "counterparts, X and Y"."""
        first, last = segments[0]
        if (
            len(segments) < 2
            or stem(self.page.lower[last]) != "counterpart"
            or "and" not in self.page.lower[first:last]
        ):
            return []
        names = [s for s in self.page.within(first, last) if s.type == "person" and s.kind == "name"]
        names = [spot for spot in names if self.page.lower[spot.last + 1] == "and"]
        names += [
            s for segment in segments[1:] for s in self.page.within(*segment) if s.type == "person" and s.kind == "name"
        ]
        return [spot.member for spot in names if spot.member is not None]
