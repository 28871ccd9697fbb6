"""Who speaks: from the words of a source to the actors of the article."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.cast import Cast, Member
from dragoman.actors.descriptions import Describer, Meant
from dragoman.actors.identities import OWNERS, name_source
from dragoman.actors.page import POSSESSIVES, Page, Spot
from dragoman.actors.phrases import DETERMINERS
from dragoman.actors.pronouns import FIRST, PRONOUNS, RELATIVE, Pronouns
from dragoman.actors.roles import (
    BODIES,
    DOCUMENTS,
    DUALS,
    OFFICE_HEADS,
    POST,
    Nominal,
    parse_nominal,
    stem,
)
from dragoman.contract import Attribution, Role
from dragoman.text import Part

INDEFINITE = frozenset("a an one some many several two three four five six seven eight nine ten few another".split())
COUNTED_AS_STATE = frozenset("officials authorities negotiators delegates".split())
CLAUSES = frozenset("while whereas although though because when as if since ; which — –".split())
OPENING = 6  # words in front of a subject: "On Tuesday the Kenyan leader ..."
PLURALS = frozenset({"people", "police", "media"})
# Endings of nouns for people, the nouns that have them and are none, and nouns for people without them.
PERSONAL = ("er", "or", "ist", "ian", "man", "woman", "ant", "ee", "ic", "iser", "ate")
IMPERSONAL = frozenset(
    "letter paper number order matter offer power computer poster committee agreement chapter centre center climate "
    "debate music topic public logic statistic traffic newspaper newsletter mandate plant error factor border water "
    "winter summer doctrine sector mirror".split()
)
OTHER_PEOPLE = frozenset(
    "official diplomat source person aide expert judge friend wife son insider attendant guest student resident priest "
    "imam king prince chief general colonel head spouse nurse patient agent delegate child".split()
)
AUTHORED = frozenset("letter statement paper message post tweet speech text note memo declaration communique".split())


class Speakers:
    """Resolves the sources of an article's attributions, in text order."""

    def __init__(self, page: Page, cast: Cast, pronouns: Pronouns, describer: Describer) -> None:
        self.page, self.cast, self.pronouns, self.describer = page, cast, pronouns, describer
        self.of: dict[str, list[Member]] = {}

    def resolve_all(self, attributions: Sequence[Attribution]) -> dict[str, list[Member]]:
        """Return the speakers of each attribution by its id; an empty list where they are not known."""
        for attribution in attributions:
            words = self._words(attribution.content)
            for spot in (spot for span in words for spot in self.page.within(span.start, span.stop - 1)):
                spot.quoted = True
        by_place = sorted(attributions, key=_place)
        done: list[Attribution] = []
        for attribution in by_place:
            found = self._sourced(attribution, done) if attribution.source is not None else None
            if found is None:
                found = self._missing(attribution, done)
            self._note(attribution, found)
            done.append(attribution)
        return self.of

    def _note(self, attribution: Attribution, found: list[Member]) -> None:
        found = list(dict.fromkeys(found))
        self.of[attribution.id] = found
        where = attribution.source or attribution.cue or attribution.content
        place = self.page.range_of(where.spans[0])
        if place is not None and attribution.nested_in is None:
            self.pronouns.spoke.setdefault(self.page.sentences[place[0]], []).extend(found)

    def _words(self, part: Part) -> list[range]:
        ranges = (self.page.range_of(span) for span in part.spans)
        return [range(found[0], found[1] + 1) for found in ranges if found is not None]

    def _missing(self, attribution: Attribution, done: Sequence[Attribution]) -> list[Member]:
        """Return the speakers of a statement without a source: a coordinated cue, or a quotation that goes on."""
        here = attribution.cue or attribution.content
        place = self.page.range_of(here.spans[0])
        if place is None:
            return []
        if attribution.nested_in is not None:
            joined = place[0] > 0 and self.page.lower[place[0] - 1] in ("and", "but")
            return self.of.get(attribution.nested_in, []) if joined else []
        if attribution.cue is not None:
            subject = self._right_before(place[0])
            if subject:
                return subject
        for earlier in reversed(done):
            if earlier.nested_in != attribution.nested_in or not self.of.get(earlier.id):
                continue
            other = earlier.cue or earlier.content
            there = self.page.range_of(other.spans[0])
            if there is None:
                continue
            same_sentence = self.page.sentences[there[0]] == self.page.sentences[place[0]]
            if attribution.cue is not None:
                return self.of[earlier.id] if same_sentence else self._subject(place[0])
            end = self.page.range_of(earlier.content.spans[-1])
            if attribution.quoting != "direct" or earlier.quoting == "indirect" or end is None:
                return []
            close = self.page.paragraph(max(end[0], there[0])) == self.page.paragraph(place[0])
            return self.of[earlier.id] if close else []
        return self._subject(place[0]) if attribution.cue is not None else []

    def _right_before(self, cue: int) -> list[Member]:
        """Return who is named right in front of the cue: "its foreign minister, X, told"."""
        for spot in self.page.within(max(0, cue - 8), cue - 1):
            between = self.page.lower[spot.last + 1 : cue]
            if spot.kind == "name" and spot.type == "person" and between in ([], [","], ["has"], ["had"], ["also"]):
                return [spot.member] if spot.member is not None else []
        return []

    def _subject(self, cue: int) -> list[Member]:
        """Return the subject that a cue without one shares: "X suspended the talks and accused", "X met, saying"."""
        lower = self.page.lower
        first, _ = self.page.sentence_words(cue)
        before = [text for text in lower[max(first, cue - 3) : cue] if not text.endswith("ly")][-2:]
        if not (lower[cue].endswith("ing") or {"and", "but", "then", "or", ","} & set(before)):
            return []
        starts = [index + 1 for index in range(first, cue) if lower[index] in CLAUSES]
        for start in (*reversed(starts), first):
            found = self._opening(start, cue)
            if found:
                return found
        return []

    def _opening(self, start: int, cue: int) -> list[Member]:
        """Return who opens the clause from that word: a name or description, or several joined ones."""
        lower = self.page.lower
        spots = [
            spot
            for spot in self.page.within(start, cue - 1)
            if spot.member is not None and spot.acts and not spot.adjective and not spot.quoted
        ]
        opening = next((spot for spot in spots if spot.title_first <= start + OPENING and self._is_subject(spot)), None)
        if opening is None or opening.member is None:
            return []
        members, end = [opening.member], opening.last
        for spot in spots:
            joined = lower[end + 1 : spot.title_first] in ([","], ["and"], ["and", "the"], [",", "and"])
            if joined and spot.first > end and spot.type in (opening.type, "group") and spot.member is not None:
                members.append(spot.member)
                end = spot.last
        return self._apart(members)

    def _is_subject(self, spot: Spot) -> bool:
        """Say whether nothing governs the words: no preposition in front, no possessive behind."""
        lower = self.page.lower
        before = lower[spot.title_first - 1] if spot.title_first else ""
        if before == "the" and spot.title_first > 1:
            before = lower[spot.title_first - 2]
        after = lower[spot.last + 1] if spot.last + 1 < len(lower) else ""
        return before not in POST and after not in POSSESSIVES

    def _sourced(self, attribution: Attribution, done: Sequence[Attribution]) -> list[Member] | None:
        """Return whom the source means; None where its words are no source at all."""
        assert attribution.source is not None
        found: list[Member] | None = None
        avoid = self._words(attribution.content)
        for words in self._words(attribution.source):
            first, last = self._trim(words.start, words.stop - 1)
            if first > last or self._is_object(first, attribution):
                continue
            found = [*(found or ()), *self._phrase(first, last, attribution, avoid, done)]
        return found

    def _is_object(self, first: int, attribution: Attribution) -> bool:
        """Say whether the words stand right behind "told": they were spoken to, and somebody else spoke."""
        cue = self.page.range_of(attribution.cue.spans[-1]) if attribution.cue is not None else None
        return cue is not None and cue[1] + 1 == first and self.page.lower[cue[1]] in ("told", "telling", "tells")

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        """Return the phrase without punctuation around it, the whole name where it cuts one, the pronoun at its end."""
        lower = self.page.lower
        if lower[last] in ("and", "but"):
            return first, first - 1  # the phrase belongs to the clause before
        if first < last and lower[last] in ("he", "she", "they", "it") and lower[last - 1] not in ("and", "of", "that"):
            return last, last
        for spot in self.page.within(max(0, first - 8), last):
            if spot.kind == "name" and spot.first < first <= spot.last:
                first = spot.title_first
        while first <= last and (not lower[first][:1].isalnum()) and lower[first] not in DETERMINERS:
            first += 1
        while (
            last >= first
            and (lower[last] in POSSESSIVES or not lower[last][-1:].isalnum())
            and not lower[last].endswith(".")
        ):
            last -= 1
        return first, last

    def _phrase(
        self, first: int, last: int, attribution: Attribution, avoid: list[range], done: Sequence[Attribution]
    ) -> list[Member]:
        """Return the actors of a source's noun phrase; both members of a joint one."""
        lower = self.page.lower
        if lower[first] in PRONOUNS and (first == last or lower[first] in ("who", "which")):
            return self._pronoun(first, attribution, avoid, done)
        if lower[first] in ("both", "each", "neither", "all") and lower[first + 1 : first + 2] == ["of"]:
            return self._pronoun(last, attribution, avoid, done) if lower[last] in PRONOUNS else []
        segments = self._segments(first, last)
        joint = self._joint(segments)
        if joint:
            return self._apart([member for part in joint for member in self._single(*part, attribution, done)])
        return self._apart(self._with_apposition(segments, first, last, attribution, done))

    def _segments(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return the pieces between commas, up to a relative clause."""
        lower, segments, start = self.page.lower, [], first
        covered = {
            i for spot in self.page.within(first, last) for i in range(spot.first, spot.last + 1) if spot.kind == "name"
        }
        for index in range(first, last + 2):
            relative = index <= last and lower[index] in RELATIVE and index > first
            if index > last or relative or (lower[index] in (",", "–", "—", "(") and index not in covered):
                if start <= index - 1:
                    segments.append((start, index - 1))
                start = index + 1
                if relative:
                    break
        return segments or [(first, last)]

    def _joint(self, segments: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the members of "A and B" and "A, B and C"; none where the source is a single actor."""
        lower = self.page.lower
        first, last = segments[-1]
        ands = [index for index in range(first, last + 1) if lower[index] == "and"]
        if not ands:
            return []
        names = [spot for spot in self.page.within(segments[0][0], last) if spot.kind == "name"]
        behind = segments[1][0] if len(segments) > 1 else last + 1
        others = [spot for spot in names if spot.type == "person" and spot.first >= behind]
        if len(segments) > 1 and not others and self._person_at_end(segments[0]) is not None:
            return []  # "X, the envoy and a former minister" is one person
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

    def _governs(self, part: tuple[int, int]) -> bool:
        """Say whether the last name of the words hangs on a preposition: "courts in Kenya"."""
        spots = [
            s for s in self.page.within(*part) if s.kind == "name" and s.last == part[1] and s.title_first > part[0]
        ]
        governed = any(self.page.lower[spot.title_first - 1] in POST for spot in spots)
        return governed and self._person_at_end(part) is None

    def _stands(self, part: tuple[int, int]) -> bool:
        """Say whether the words name or describe somebody by themselves."""
        first, last = part
        spots = self.page.within(first, last)
        if any(spot.last == last and spot.kind == "name" and not spot.adjective for spot in spots):
            return True
        lower = self.page.lower
        heads = {stem(text) for text in lower[first : last + 1]} & (OFFICE_HEADS | BODIES)
        opened = (
            lower[first] in DETERMINERS
            or any(spot.first == first for spot in spots)
            or stem(lower[last]) != lower[last]
        )
        return bool(heads) and opened

    def _with_apposition(
        self,
        segments: list[tuple[int, int]],
        first: int,
        last: int,
        attribution: Attribution,
        done: Sequence[Attribution],
    ) -> list[Member]:
        person = self._person_at_end(segments[0])
        if person is not None:
            return [person.member] if person.member is not None else []
        for segment in segments[1:]:
            spot = self._person_at_end(segment)
            if spot is not None and spot.member is not None and spot.title_first <= segment[0] + 1:
                return [spot.member]
        return self._single(*segments[0], attribution, done, full_last=last)

    def _person_at_end(self, segment: tuple[int, int]) -> Spot | None:
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
            if after and after not in ("of", "of", "in", "on", "at", "from", "himself", "herself", "also", "(", "'"):
                continue
            return spot
        return None

    def _single(
        self,
        first: int,
        last: int,
        attribution: Attribution,
        done: Sequence[Attribution],
        full_last: int | None = None,
    ) -> list[Member]:
        """Return whom one noun phrase means: a name, somebody described, or an unnamed source."""
        person = self._person_at_end((first, last))
        if person is not None:
            return [person.member] if person.member is not None else []
        lower = self.page.lower
        nominal = parse_nominal(self.page, first, last)
        head = lower[nominal.head]
        names = [spot for spot in self.page.within(first, last) if spot.kind == "name" and not spot.adjective]
        for spot in names:
            tail = lower[spot.last + 1] if spot.last + 1 <= last else ""
            if spot.first <= nominal.head <= spot.last and spot.member is not None and tail not in POSSESSIVES:
                return [spot.member]
        indefinite = nominal.determiner in INDEFINITE or lower[first] in INDEFINITE
        if nominal.of and nominal.of[-1].last == nominal.head and nominal.of[-1].member is not None and not indefinite:
            return [nominal.of[-1].member]  # "the Russians"
        groups = [
            spot.member for spot in self.page.within(nominal.head + 1, last) if spot.member and spot.member.members
        ]
        if groups and stem(head) in OFFICE_HEADS and stem(head) != head:
            return groups[:1]  # "the ambassadors of the two countries" speak for them
        if lower[first] in PRONOUNS and first == nominal.head:
            return self._pronoun(first, attribution, [], done)
        if nominal.possessor and head in ("view", "opinion", "words", "eyes", "account", "telling"):
            index = next(i for i in range(first, last + 1) if lower[i] == nominal.possessor)
            return self._pronoun(index, attribution, [], done)
        if head in AUTHORED and nominal.definite:
            author = self._author(nominal, attribution, done)
            if author:
                return author
        if not self.page.within(first, last):
            named = name_source(self.page, self.cast, first, last)
            if named is not None and named.member is not None:
                return [named.member]
        return self._described(nominal, head, first, last, last if full_last is None else full_last)

    def _described(self, nominal: Nominal, head: str, first: int, last: int, full_last: int) -> list[Member]:
        if nominal.determiner not in INDEFINITE and not (set(nominal.words) & INDEFINITE and head not in DUALS):
            held = next(
                (s for s in self.page.within(first, last) if s.first == first and s.last >= nominal.head and s.member),
                None,
            )
            meant = Meant(held.member) if held is not None else self.describer.resolve(nominal)
            if meant.member is None and head in COUNTED_AS_STATE and len(nominal.words) <= 2:
                owners = [spot.member for spot in nominal.of if spot.member is not None and spot.member.type in OWNERS]
                meant = Meant(owners[0]) if len(owners) == 1 and nominal.head == last else meant
            if meant.member is not None:
                self.page.add(Spot(first, last, "description", meant.member.type, meant.member))
                return [meant.member]
            if len(meant.candidates) > 1 or (
                meant.reason and nominal.of and stem(head) in OFFICE_HEADS and head in OFFICE_HEADS
            ):
                self.page.add(Spot(first, last, "description", "unknown", None, meant.candidates, meant.reason))
            earlier = self._unnamed_before(first, nominal)
            if earlier is not None:
                self.page.add(Spot(first, last, "description", "unnamed", earlier))
                return [earlier]
        return [self._unnamed(nominal, first, last, full_last)]

    def _unnamed_before(self, first: int, nominal: Nominal) -> Member | None:
        """Return the unnamed source that "the official" takes up again."""
        if not nominal.definite or nominal.possessor or nominal.of:
            return None
        last = self.page.lower[nominal.head]
        for spot in self.page.before(first, sentences=8):
            unnamed = spot.member is not None and spot.member.type == "unnamed"
            if spot.member is not None and unnamed and stem(last) in map(stem, spot.member.name.lower().split()):
                return spot.member
        return None

    def _unnamed(self, nominal: Nominal, first: int, last: int, full_last: int) -> Member:
        """Return a new actor under its noun phrase: "a senior official", with the state that it belongs to."""
        lower = self.page.lower
        text = _lowered(self.page.text(first, last), self.page, first)
        document = lower[nominal.head] in DOCUMENTS
        plural = stem(lower[nominal.head]) != lower[nominal.head] and not document
        short = _lowered(self.page.text(first, nominal.head), self.page, first)
        long = _lowered(self.page.text(first, full_last), self.page, first)
        member = self.cast.describe(text, "document" if document else "unnamed", aliases=(short, long))
        member.plural = plural or lower[nominal.head] in PLURALS
        member.human = _is_person(lower[nominal.head])
        owners = [spot.member for spot in nominal.of if spot.member is not None and spot.member.type in OWNERS]
        if owners and not document:
            member.country = owners[0].country if owners[0].type == "state" else None
            member.roles.append(Role(title=" ".join(nominal.words[:3]) or lower[nominal.head], of=owners[0].name))
        self.page.add(Spot(first, last, "description", member.type, member))
        return member

    def _author(self, nominal: Nominal, attribution: Attribution, done: Sequence[Attribution]) -> list[Member]:
        """Return whose letter or statement it is: the owner in the phrase, else the speaker before."""
        owners = [spot.member for spot in nominal.of if spot.member is not None]
        if owners:
            return owners[:1]
        if nominal.possessor:
            index = next(i for i in range(nominal.first, nominal.last + 1) if self.page.lower[i] == nominal.possessor)
            return self._pronoun(index, attribution, self._words(attribution.content), done)
        head = self.page.lower[nominal.head]
        here = self.page.sentences[nominal.first]
        for earlier in reversed(done):
            place = self.page.range_of((earlier.cue or earlier.content).spans[0])
            if place is None or not self.of.get(earlier.id) or earlier.nested_in is not None:
                continue
            if here - self.page.sentences[place[0]] > 3:
                return []
            start, end = self.page.sentence_words(place[0])
            if {head, stem(head)} & set(self.page.lower[start:end]):
                return self.of[earlier.id]
        return []

    def _pronoun(
        self, index: int, attribution: Attribution, avoid: list[range], done: Sequence[Attribution]
    ) -> list[Member]:
        text = self.page.lower[index]
        if text in FIRST:
            found = self._first_person(attribution, index)
        else:
            found = self.pronouns.resolve(index, avoid=avoid or self._words(attribution.content))
        member = found[0] if len(found) == 1 else None
        reason = None if member else ("means several" if found else "nobody named before fits")
        label = member.type if member else "unknown"
        candidates = () if member else tuple(other.name for other in found)
        self.page.add(Spot(index, index, "pronoun", label, member, candidates, reason))
        return self._apart(found)

    def _first_person(self, attribution: Attribution, index: int) -> list[Member]:
        outer = attribution.nested_in
        if outer is not None:
            return self.of.get(outer, [])
        return []

    def _apart(self, found: list[Member]) -> list[Member]:
        """Return the members of groups whose members are known, and everybody else as they are."""
        by_id = {member.id: member for member in self.cast.members}
        apart = []
        for member in found:
            apart += [by_id[key] for key in member.members] or [member]
            if member.members:
                apart.append(member)
        return apart


def _place(attribution: Attribution) -> int:
    return (attribution.source or attribution.cue or attribution.content).start


def _lowered(text: str, page: Page, first: int) -> str:
    """Return the phrase as inside a sentence: a determiner or plain noun at its start in lower case."""
    word = page.analysis.words[first].text
    spot = any(spot.first == first and spot.kind == "name" for spot in page.within(first, first + 4))
    keeps = spot or (word.isupper() and len(word) > 1)
    return text if keeps else text[:1].lower() + text[1:]


def _is_person(head: str) -> bool:
    """Say whether a noun means a human being, so that "he" or "she" can take it up."""
    noun = stem(head)
    return noun in OFFICE_HEADS or noun in OTHER_PEOPLE or (noun.endswith(PERSONAL) and noun not in IMPERSONAL)
