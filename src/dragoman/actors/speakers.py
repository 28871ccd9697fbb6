"""Who speaks: from the words of a source to the actors of the article."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.authors import AUTHORED, Authors
from dragoman.actors.cast import Cast, Member
from dragoman.actors.continuing import Continuing
from dragoman.actors.descriptions import Describer
from dragoman.actors.identities import OWNERS, give_owner, name_source
from dragoman.actors.meant import Meant
from dragoman.actors.page import POSSESSIVES, Page, Spot
from dragoman.actors.people import INDEFINITE, PLURALS, can_speak, is_person, lowered
from dragoman.actors.phrases import DETERMINERS
from dragoman.actors.pronouns import FIRST, PRONOUNS, RELATIVE, THEY, Pronouns
from dragoman.actors.relays import speaker_before
from dragoman.actors.roles import (
    DOCUMENTS,
    DUALS,
    OFFICE_HEADS,
    Nominal,
    parse_nominal,
    stem,
)
from dragoman.actors.sources import SUBORDINATE, Sources
from dragoman.actors.subjects import Subjects, joined_cue
from dragoman.actors.trees import Trees
from dragoman.contract import Attribution
from dragoman.text import Part

COUNTED_AS_STATE = frozenset("authorities negotiators delegates mediators".split())
SINGLE = frozenset({"one", "neither", "either"})  # of several: "one of the officials" is one
QUOTED = "quoted"
ADDING = frozenset({"added", "adds", "went on", "continued", "also said", "also told"})
TOLD = frozenset({"said", "says", "told", "added", "warned", "insisted"})
LONGEST_BESIDE = 8  # words of a name with its title
LONGEST_ASIDE = 6  # words of "he told Ana Alba" before ", according to"
LONGEST_ACCORDING = 12  # words of a source behind "according to"


class Speakers:
    """Resolves the sources of an article's attributions, in text order."""

    def __init__(self, page: Page, cast: Cast, pronouns: Pronouns, describer: Describer) -> None:
        self.page, self.cast, self.pronouns, self.describer = page, cast, pronouns, describer
        self.subjects = Subjects(page)
        self.sources = Sources(page, self.subjects)
        self.trees = Trees(page)
        self.continuing = Continuing(page)
        self.of: dict[str, list[Member]] = {}
        self.outer: dict[str, Attribution] = {}
        self.authors = Authors(page, self.subjects, self.of)

    def resolve_all(self, attributions: Sequence[Attribution]) -> dict[str, list[Member]]:
        """Return the speakers of each attribution by its id; an empty list where they are not known."""
        for attribution in attributions:
            words = self._words(attribution.content)
            for spot in (spot for span in words for spot in self.page.within(span.start, span.stop - 1)):
                spot.quoted = True
        self.outer = {attribution.id: attribution for attribution in attributions}
        by_place = sorted(attributions, key=_place)
        relayed = {attribution.nested_in for attribution in attributions}  # their speakers have rows of their own
        done: list[Attribution] = []
        for attribution in by_place:
            found = self._sourced(attribution, done) if attribution.source is not None else None
            if found and self._is_thing(found[0]):
                found = self._by_tree(attribution, done) or found
            if found is None:
                found = self._missing(attribution, done) or self._by_tree(attribution, done)
            if len(found) == 1 and found[0].type == "outlet" and attribution.id not in relayed:
                found = speaker_before(self.page, attribution) or found
            self._note(attribution, found)
            done.append(attribution)
        return self.of

    @staticmethod
    def _is_thing(member: Member) -> bool:
        """Say whether a speaker is the words for a thing, which the network took for a source: "American duties"."""
        return member.type == "unnamed" and not member.human

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
        found = self._beside(attribution, place, done)
        if found:
            return found
        for earlier in reversed(done):
            if earlier.nested_in != attribution.nested_in or not self.of.get(earlier.id):
                continue
            other = earlier.cue or earlier.content
            there = self.page.range_of(other.spans[0])
            if there is None:
                continue
            same_sentence = self.page.sentences[there[0]] == self.page.sentences[place[0]]
            if attribution.cue is not None:
                shared = self._apart(self.subjects.of_cue(place[0]))
                return self.of[earlier.id] if same_sentence else shared
            return self.of[earlier.id] if self.continuing.goes_on(attribution, earlier, place[0]) else []
        return self._apart(self.subjects.of_cue(place[0])) if attribution.cue is not None else []

    def _by_tree(self, attribution: Attribution, done: Sequence[Attribution]) -> list[Member]:
        """Return the subject of the cue's verb in the tree, if it is somebody who can speak."""
        cue = self.page.range_of(attribution.cue.spans[0]) if attribution.cue is not None else None
        asked = cue is not None and self.page.analysis.words[cue[0]].text == "Asked"  # "Asked about it, X said"
        head = self.trees.subject(*cue) if cue is not None and not asked else None
        avoid = self._words(attribution.content)
        if head is None or any(head in words for words in avoid):
            return []
        return self._headed(head, attribution, avoid, done)

    def _headed(
        self, head: int, attribution: Attribution, avoid: list[range], done: Sequence[Attribution]
    ) -> list[Member]:
        """Return whom the noun phrase with this head word means, if it can speak."""
        spots = [s for s in self.page.within(max(0, head - 12), head + 12) if s.first <= head <= s.last]
        spot = next((s for s in spots if s.member is not None and s.acts and not s.adjective), None)
        if spot is not None and spot.member is not None:
            return self._apart([spot.member])
        lower = self.page.lower
        if spots or not (lower[head] in PRONOUNS or can_speak(lower[head])):
            return []
        return self._phrase(*self.trees.phrase(head), attribution, avoid, done)

    def _beside(
        self, attribution: Attribution, place: tuple[int, int], done: Sequence[Attribution]
    ) -> list[Member] | None:
        """Return the subject right before the cue, the agent behind "by", or who "said:" in front of the words."""
        if attribution.cue is not None:
            content = self.page.range_of(attribution.content.spans[-1])
            quoted = QUOTED in self.page.lower[place[0] : place[1] + 1]  # "was quoted by the agency as saying"
            agent = None if quoted else self.subjects.agent(*place)
            words = self._according(attribution) or agent or self.subjects.inverted(*place)
            if words is None and content is not None:
                words = self.subjects.main_clause(place[0], content[1])
            within = words is not None and any(words[0] in span for span in self._words(attribution.content))
            if words is not None and within and not self.subjects.is_apposed(*words):
                words = None  # what was said does not tell who said it
            heard = not quoted and self.trees.hearer(*place) is not None
            found = [] if words is not None or heard else self.subjects.right_before(place[0])
            if not found and words is None and not heard and not joined_cue(self.page, place[0]):
                words = self.subjects.phrase_before(place[0])
                words = words if words is not None and can_speak(self.page.lower[words[1]]) else None
            return self._phrase(*words, attribution, self._words(attribution.content), done) if words else found
        if attribution.quoting == "direct":
            opening = self.subjects.introducing(place[0]) or self.subjects.closing(place[1])
            if opening is not None:
                first, last, verb = opening
                return self.subjects.right_before(verb) or self._phrase(
                    first, last, attribution, self._words(attribution.content), done
                )
        return None

    def _according(self, attribution: Attribution) -> tuple[int, int] | None:
        """Return the words behind "according to", up to a comma, where the source is not marked there."""
        cue = self.page.range_of(attribution.cue.spans[-1]) if attribution.cue is not None else None
        lower = self.page.lower
        if cue is None or lower[max(0, cue[1] - 1) : cue[1] + 1] != ["according", "to"]:
            return None
        if attribution.source is not None:
            source = self.page.range_of(attribution.source.spans[0])
            if source is None or source[0] > cue[1]:
                return None
        end = cue[1] + 1
        while end < len(lower) and end - cue[1] <= LONGEST_ACCORDING and lower[end] not in (",", ".", ";", ":"):
            end += 1
        return (cue[1] + 1, end - 1) if end > cue[1] + 1 else None

    def _relayed(self, attribution: Attribution) -> int | None:
        """Return the pronoun for the speaker in "he said, according to the palace": who was there only tells of it."""
        cue = self.page.range_of(attribution.cue.spans[-1]) if attribution.cue is not None else None
        lower = self.page.lower
        if cue is None or lower[max(0, cue[1] - 1) : cue[1] + 1] != ["according", "to"] or lower[cue[1] - 2] != ",":
            return None
        for at in range(cue[1] - 3, max(0, cue[1] - 3 - LONGEST_ASIDE), -1):
            if lower[at] in TOLD:
                return at - 1 if lower[at - 1] in PRONOUNS - FIRST else None
            if lower[at] in (",", ".", "”", '"'):
                return None
        return None

    def _elsewhere(self, attribution: Attribution) -> list[Member]:
        """Return the subject of a cue whose marked source stands in another sentence, if it has one of its own."""
        assert attribution.source is not None
        source = self.page.range_of(attribution.source.spans[0])
        cue = self.page.range_of(attribution.cue.spans[0]) if attribution.cue is not None else None
        if source is None or cue is None or self.page.sentences[source[0]] == self.page.sentences[cue[0]]:
            return []
        return self.subjects.right_before(cue[0])

    def _sourced(self, attribution: Attribution, done: Sequence[Attribution]) -> list[Member] | None:
        """Return whom the source means; None where its words are no source at all."""
        assert attribution.source is not None
        found: list[Member] | None = None
        avoid = self._words(attribution.content)
        relayed = self._relayed(attribution)
        behind = (relayed, relayed) if relayed is not None else self._according(attribution)
        if behind is not None:
            return self._phrase(*behind, attribution, avoid, done)
        local = self._elsewhere(attribution)
        if local:
            return local
        for words in self._words(attribution.source):
            first, last = self.sources.trim(words.start, words.stop - 1)
            if first > last or self.sources.is_object(first, attribution):
                continue
            joint = [] if found else self.sources.joined_before(first)
            found = [*(found or ()), *joint, *self._phrase(first, last, attribution, avoid, done)]
        return found

    def _phrase(
        self, first: int, last: int, attribution: Attribution, avoid: list[range], done: Sequence[Attribution]
    ) -> list[Member]:
        """Return the actors of a source's noun phrase; both members of a joint one."""
        lower = self.page.lower
        if first < last and lower[first] in SUBORDINATE and self.sources.opens_phrase(first + 1):
            first += 1  # "which Kenya" says
        if lower[first] in PRONOUNS and (first == last or lower[first] in ("who", "which")):
            return self._pronoun(first, attribution, avoid, done)
        if lower[first] in ("both", "each", "neither", "all") and lower[first + 1 : first + 2] == ["of"]:
            return self._pronoun(last, attribution, avoid, done) if lower[last] in PRONOUNS else []
        segments = self.sources.segments(first, last)
        if self.sources.is_row(segments):
            segments = [(first, last)]
        several = self.sources.with_counterparts(segments) or self._counted(segments)
        if several:
            return several
        joint = self.sources.joint(segments)
        if joint:
            return self._apart([member for part in joint for member in self._single(*part, attribution, done)])
        return self._apart(self._with_apposition(segments, first, last, attribution, done))

    def _counted(self, segments: list[tuple[int, int]]) -> list[Member]:
        """Return who are named behind their number, and let "they" be the same later."""
        named = self.sources.counted(segments)
        for spot in self.page.within(*segments[0]) if named else ():
            if spot.member is not None and spot.member.type == "group" and not spot.member.members:
                spot.member.members = tuple(member.id for member in named)
        return named

    def _with_apposition(
        self,
        segments: list[tuple[int, int]],
        first: int,
        last: int,
        attribution: Attribution,
        done: Sequence[Attribution],
    ) -> list[Member]:
        person = self.sources.person_at_end(segments[0])
        if person is not None:
            return [person.member] if person.member is not None else []
        for segment in segments[1:]:
            spot = self.sources.person_at_end(segment)
            if spot is not None and spot.member is not None and spot.title_first <= segment[0] + 1:
                return [spot.member]
        body = self.sources.body_behind(segments)
        if body is not None:
            return [body]
        together = self.sources.joint(segments[:1]) if len(segments) > 1 else []  # "Alba and Beria, two of the hosts,"
        if together:
            return [member for part in together for member in self._single(*part, attribution, done)]
        return self._single(*segments[0], attribution, done, full_last=last)

    def _single(
        self,
        first: int,
        last: int,
        attribution: Attribution,
        done: Sequence[Attribution],
        full_last: int | None = None,
    ) -> list[Member]:
        """Return whom one noun phrase means: a name, somebody described, or an unnamed source."""
        person = self.sources.person_at_end((first, last)) or self.sources.described_behind(first)
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
        several = self.describer.holders_of_each(nominal) if not indefinite else []
        if several:
            return several
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
        if head in AUTHORED:
            writer = self._writer(nominal, last, attribution, done)
            if writer:
                return writer
        if not self.page.within(first, last):
            named = name_source(self.page, self.cast, first, last)
            if named is not None and named.member is not None:
                return [named.member]
        return self._described(nominal, head, first, last, last if full_last is None else full_last)

    def _writer(
        self, nominal: Nominal, last: int, attribution: Attribution, done: Sequence[Attribution]
    ) -> list[Member]:
        """Return whose paper speaks: "its letter", "the statement", "a report by the agency"."""
        if not nominal.definite:
            return self.authors.issued(nominal, last)
        if nominal.possessor and not any(spot.member for spot in nominal.of):
            index = next(i for i in range(nominal.first, nominal.last + 1) if self.page.lower[i] == nominal.possessor)
            return self._pronoun(index, attribution, self._words(attribution.content), done)
        return self.authors.author(nominal, done)

    def _described(self, nominal: Nominal, head: str, first: int, last: int, full_last: int) -> list[Member]:
        if nominal.determiner not in INDEFINITE and not (set(nominal.words) & INDEFINITE and head not in DUALS):
            held = next(
                (s for s in self.page.within(first, last) if s.first == first and s.last >= nominal.head and s.member),
                None,
            )
            meant = Meant(held.member) if held is not None else self.describer.resolve(nominal)
            if meant.member is None and head in COUNTED_AS_STATE and len(nominal.words) <= 3:
                owners = [spot.member for spot in nominal.of if spot.member is not None and spot.member.type in OWNERS]
                owners = owners or self._owner(nominal)
                known = len(owners) == 1 and nominal.head == last and not nominal.former
                meant = Meant(owners[0]) if known else meant
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

    def _owner(self, nominal: Nominal) -> list[Member]:
        """Return the body described in front of a genitive: "the group" of "the group's negotiators"."""
        lower = self.page.lower
        mark = next((at for at in range(nominal.first + 1, nominal.head) if lower[at] in POSSESSIVES), None)
        if mark is None or mark + 1 != nominal.head:
            return []
        member = self.describer.resolve(parse_nominal(self.page, nominal.first, mark - 1)).member
        return [member] if member is not None and member.type in OWNERS else []

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
        text = lowered(self.page.text(first, last), self.page, first)
        document = lower[nominal.head] in DOCUMENTS
        plural = stem(lower[nominal.head]) != lower[nominal.head] and not document and lower[first] not in SINGLE
        short = lowered(self.page.text(first, nominal.head), self.page, first)
        long = lowered(self.page.text(first, full_last), self.page, first)
        member = self.cast.describe(text, "document" if document else "unnamed", aliases=(short, long))
        member.plural = plural or lower[nominal.head] in PLURALS
        one = lower[first] in SINGLE and any(is_person(text) for text in lower[first + 1 : last + 1])
        member.human = one or is_person(lower[nominal.head])
        if not document:
            give_owner(member, nominal, lower[nominal.head])
        self.page.add(Spot(first, last, "description", member.type, member))
        return member

    def _pronoun(
        self, index: int, attribution: Attribution, avoid: list[range], done: Sequence[Attribution]
    ) -> list[Member]:
        text = self.page.lower[index]
        if text in FIRST:
            found = self._first_person(attribution, index)
        elif self.pronouns.is_expletive(index):
            return []
        else:
            found = self._outer(attribution, index)
            if not found and text in ("who", "whom") and self.page.lower[index - 1] != ",":
                found = self._people_before(index)
            if not found and attribution.cue is not None and attribution.cue.text.lower() in ADDING:
                found = self._spoke_last(index, done)
            if not found and text in THEY:
                found = self._spoke_before(index, done) or self._linked(index, attribution, avoid, done)
            outer = self.outer.get(attribution.nested_in or "")
            inside = outer is not None and (outer.quoting == "direct" or self.continuing.in_quotes(index))
            self.pronouns.unlike = self.of.get(outer.id, []) if outer is not None and inside else []
            self.pronouns.unlike = [*self.pronouns.unlike, *self._spoken_of(attribution), *self._beside_it(index)]
            found = found or self.pronouns.resolve(index, avoid=avoid or self._words(attribution.content))
            self.pronouns.unlike = []
            found = found or self._linked(index, attribution, avoid, done)
            if not found and text in ("who", "whom"):
                found = self._people_before(index)
        member = found[0] if len(found) == 1 else None
        reason = None if member else ("means several" if found else "nobody named before fits")
        label = member.type if member else "unknown"
        candidates = () if member else tuple(other.name for other in found)
        self.page.add(Spot(index, index, "pronoun", label, member, candidates, reason))
        return self._apart(found)

    def _spoke_last(self, index: int, done: Sequence[Attribution]) -> list[Member]:
        """Return who spoke last, in this sentence or the one before, for "he added": who adds has just spoken."""
        here = self.page.sentences[index]
        for earlier in reversed(done):
            place = self.page.range_of((earlier.source or earlier.cue or earlier.content).spans[0])
            if earlier.nested_in is not None or place is None or place[0] >= index:
                continue
            if here - self.page.sentences[place[0]] > 1:
                return []
            speakers = self.of.get(earlier.id, [])
            return speakers if self.pronouns.fits(self.page.lower[index], speakers) else []
        return []

    def _spoke_before(self, index: int, done: Sequence[Attribution]) -> list[Member]:
        """Return the several speakers of the sentence before, for "They also said" that opens the next."""
        start, _ = self.page.sentence_words(index)
        for earlier in reversed(done):
            here = earlier.source or earlier.cue or earlier.content
            place = self.page.range_of(here.spans[0])
            if index != start or place is None or earlier.nested_in is not None:
                continue
            if self.page.sentences[place[0]] != self.page.sentences[index] - 1:
                return []
            speakers = [member for member in self.of.get(earlier.id, ()) if not member.members]
            return speakers if len(speakers) > 1 else []
        return []

    def _beside_it(self, index: int) -> list[Member]:
        """Return the person named behind "he and"."""
        behind = self.page.lower[index + 1 : index + 2]
        spots = self.page.within(index + 2, index + 2 + LONGEST_BESIDE) if behind == ["and"] else []
        return [spot.member for spot in spots[:1] if spot.member is not None and spot.type == "person"]

    def _spoken_of(self, attribution: Attribution) -> list[Member]:
        """Return the persons whom the words name: in "Ana Alba was ready, he said", he is somebody else."""
        if attribution.quoting == "direct":
            return []
        spots = [spot for words in self._words(attribution.content) for spot in self.page.within(words[0], words[-1])]
        return [s.member for s in spots if s.member is not None and s.kind == "name" and s.type == "person"]

    def _linked(
        self, index: int, attribution: Attribution, avoid: list[range], done: Sequence[Attribution]
    ) -> list[Member]:
        """Return whom a pronoun means by a relative clause's noun or a sure link."""
        relative = self.page.lower[index] in RELATIVE
        head = self.trees.relative(index) if relative else self.trees.antecedent(index)
        if head is None or any(head in words for words in avoid):
            return []
        found = self._headed(head, attribution, avoid, done)
        if relative or len(found) != 1:
            return found
        return found if self.pronouns.fits(self.page.lower[index], found) else []

    def _outer(self, attribution: Attribution, index: int) -> list[Member]:
        """Return the speaker of the words around, where the article tells them: in "X said he hoped", he is X."""
        outer = self.outer.get(attribution.nested_in or "")
        if outer is None or (outer.cue is not None and outer.cue.text.lower() == "according to"):
            return []
        if outer.quoting == "direct" or self.continuing.in_quotes(index):
            return []  # in "I saw him", he said, "him" is somebody else
        speakers = self.of.get(outer.id, [])
        return speakers if self.pronouns.fits(self.page.lower[index], speakers) else []

    def _people_before(self, index: int) -> list[Member]:
        """Return unnamed people whom a relative clause tells of: "civilians who", "those who", "a source who"."""
        lower, head = self.page.lower, index - 1 - (self.page.lower[index - 1] == ",") if index > 1 else 0
        text = lower[head]
        if not text.isalpha() or self.page.capital[head] or self.page.within(head, head):
            return []
        if any(spot.first <= head <= spot.last for spot in self.page.within(max(0, head - 8), head)):
            return []
        plural = text in PLURALS or text in ("those", "men", "women") or stem(text) != text
        opened = next((i for i in range(head - 1, max(-1, head - 5), -1) if lower[i] in INDEFINITE), None)
        if not plural and (opened is None or not is_person(text) or not lower[opened + 1 : head + 1]):
            return []
        first = head if opened is None else opened
        if plural:
            first = self._opening(head)
        phrase = lowered(self.page.text(first, head), self.page, first)
        member = self.cast.describe(phrase, "unnamed", aliases=(text,))
        member.plural = plural
        self.page.add(Spot(first, head, "description", "unnamed", member))
        return [member]

    def _opening(self, head: int) -> int:
        """Return the first word of the phrase in front of a plural: "the Catholic bishops"."""
        words, first = self.page.analysis.words, head
        while first and words[first - 1].tag in ("ADJ", "NUM") and words[first - 1].sentence == words[head].sentence:
            first -= 1
        return first - 1 if first and self.page.lower[first - 1] in DETERMINERS else first

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
