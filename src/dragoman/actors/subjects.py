"""Who says something where no words are marked as the source: the subject of the cue, the agent behind "by"."""

from __future__ import annotations

from dragoman.actors.cast import Member
from dragoman.actors.page import POSSESSIVES, Page, Spot
from dragoman.actors.phrases import DETERMINERS
from dragoman.actors.roles import POST, is_title_word

CLAUSES = frozenset("while whereas although though because when as if since ; which — –".split())
OPENING = 6  # words in front of a subject: "On Tuesday the Kenyan leader ..."
LONGEST_SUBJECT = 8  # words between the start of a subject and its verb
LONGEST_APPOSITION = 24  # words between a name and its verb: "X, the chief executive of Y -- the firm that ... -- told"
LONGEST_AGENT = 7  # words behind "by"
# Verbs in front of a colon or comma and the words that somebody spoke.
SPEAKING = frozenset(
    "said says added adds wrote writes tweeted declared replied asked told warned announced explained insisted "
    "concluded continued responded stated argued noted posted".split()
)
COLON = 6  # words between such a verb and the colon: "said in a statement on Friday:"
FRONTED = 3  # words in front of a participle that opens a sentence: "After initially insisting"
PERSONAL = frozenset("he she they it".split())
AFTER_AGENT = frozenset(', . ; : as that to for in on at with over who which and but when after during “ "'.split())
IRREGULAR = frozenset("said seen known told made put held sent set read heard understood thought sworn".split())
PASSIVE = frozenset("is was are were be been must can could should would will has have had".split())
AUXILIARIES = (["has"], ["had"], ["have"], ["also"], ["is"], ["was"])
OPENERS = frozenset(', but and that while as when after because : ; “ " yet so where whereas although though'.split())
JOINING = ([","], ["and"], ["and", "the"], [",", "and"], [",", "and", "the"])


APPOSED = frozenset({"who", "whose", "the", "a", "an", "its", "his", "her"})  # what opens an apposition


class Subjects:
    """Finds subjects of cues by the order of words; names and descriptions must have their spots by then."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def right_before(self, cue: int) -> list[Member]:
        """Return who is named right in front of the cue: "its foreign minister, X, told", "X and the envoy Y said"."""
        lower = self.page.lower
        if lower[cue] == "to":
            return []
        start, _ = self.page.sentence_words(cue)
        for spot in self.page.within(max(start, cue - LONGEST_APPOSITION), cue - 1):
            if spot.kind != "name" or spot.adjective or not spot.acts:
                continue
            between = [text for text in lower[spot.last + 1 : cue] if not text.endswith("ly")]
            if between[:2] == [",", "however"]:
                between = between[3:]
            if spot.type == "person" and between in ([], [","], *AUXILIARIES):
                return self._before_relative(spot, cue) or self._joined(spot)
            if spot.type == "person" and self._apposed(spot, cue):
                return [spot.member] if spot.member is not None else []
            if spot.type != "person" and between in ([], *AUXILIARIES):
                found = self._joined(spot, opening=True)
                if found:
                    return found
        return []

    def _before_relative(self, spot: Spot, cue: int) -> list[Member]:
        """Return who a closing relative clause is about: Alba, in "Alba, which backs Ana Cora, accused"."""
        lower = self.page.lower
        if lower[cue - 1] != ",":
            return []
        start, _ = self.page.sentence_words(cue)
        for index in range(spot.first - 1, start, -1):
            if lower[index] == ",":
                if lower[index + 1] not in ("which", "who"):
                    return []
                held = [each for each in self.page.within(start, index - 1) if each.last == index - 1 and each.acts]
                return [each.member for each in held if each.member is not None][:1]
        return []

    def _apposed(self, spot: Spot, cue: int) -> bool:
        """Say whether only an apposition stands between the name and the cue: "X, the secretary of state, said"."""
        lower = self.page.lower
        between = lower[spot.last + 1 : cue]
        marks = (",", "--", "—", "–")
        if len(between) < 3 or between[0] not in marks or between[-1] != between[0] or not self.is_subject(spot):
            return False
        inside = self.page.within(spot.last + 1, cue - 1)
        start, _ = self.page.sentence_words(cue)
        opens = spot.title_first - start <= 1 or lower[spot.title_first - 1] in OPENERS
        return opens and not any(s.type == "person" and s.kind == "name" for s in inside)

    def _joined(self, spot: Spot, *, opening: bool = False) -> list[Member]:
        """Return the member of the spot behind those joined to it: "X and the Kenyan president, Y, have".

        With `opening`, only where they open the sentence or clause: "Attacks on Kenya were" has another subject.
        """
        first, _ = self.page.sentence_words(spot.first)
        lower, found, front = self.page.lower, [spot], spot
        for before in reversed(self.page.within(first, spot.title_first - 1)):
            plain = (
                before.kind == "name" and not before.adjective and (before.type == "person") == (spot.type == "person")
            )
            between = lower[before.last + 1 : front.title_first]
            listed = between in JOINING or (between == [","] and len(found) > 1)
            titled = between[:1] == ["and"] and between[-1] == "," and len(between) <= LONGEST_SUBJECT
            if plain and before.last < front.title_first and (listed or titled):
                found.append(before)
                front = before
            elif plain and len(found) == 1 and before.last < front.title_first:
                break
        if opening:
            start = front.title_first - (front.title_first > first and lower[front.title_first - 1] == "the")
            if start > first and lower[start - 1] not in OPENERS:
                return []
        elif len(found) > 1 and not self.is_subject(front):
            found = [spot]
        return [one.member for one in reversed(found) if one.member is not None]

    def of_cue(self, cue: int) -> list[Member]:
        """Return the subject that a cue without one shares: "X suspended the talks and accused", "X met, saying"."""
        lower = self.page.lower
        first, _ = self.page.sentence_words(cue)
        before = [text for text in lower[max(first, cue - 3) : cue] if not text.endswith("ly")][-2:]
        if not (lower[cue].endswith("ing") or lower[cue] == "to" or {"and", "but", "then", "or", ","} & set(before)):
            return []
        starts = [index + 1 for index in range(first, cue) if lower[index] in CLAUSES]
        if lower[cue - 1] == "," and not lower[cue].endswith("ing"):
            starts = [start for start in starts if lower[start - 1] not in ("which", "as")]  # the comma closes them
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
        opening = next((spot for spot in spots if spot.title_first <= start + OPENING and self.is_subject(spot)), None)
        if opening is None or opening.member is None:
            return []
        members, end = [opening.member], opening.last
        for spot in spots:
            joined = lower[end + 1 : spot.title_first] in JOINING
            if joined and spot.first > end and spot.type in (opening.type, "group") and spot.member is not None:
                members.append(spot.member)
                end = spot.last
        return members

    def phrase_before(self, cue: int) -> tuple[int, int] | None:
        """Return the noun phrase right in front of a cue: "In Nairobi the opposition accused"; None without one."""
        lower = self.page.lower
        first, _ = self.page.sentence_words(cue)
        if lower[cue] in PASSIVE:
            return None
        for index in range(cue - 2, max(first - 1, cue - LONGEST_SUBJECT), -1):
            if lower[index] in POST or not lower[index + 1].replace("-", "a").isalnum():
                return None
            if lower[index] in DETERMINERS:
                before = lower[index - 1] if index > first else ""
                free = before not in POST | {"and", "or"} and (
                    index == first or before in OPENERS or self.page.capital[index - 1]
                )
                return (index, cue - 1) if free else None
        return None

    def is_subject(self, spot: Spot) -> bool:
        """Say whether nothing governs the words: no preposition in front, no possessive behind."""
        lower = self.page.lower
        before = lower[spot.title_first - 1] if spot.title_first else ""
        if before == "the" and spot.title_first > 1:
            before = lower[spot.title_first - 2]
        after = lower[spot.last + 1] if spot.last + 1 < len(lower) else ""
        return before not in POST and after not in POSSESSIVES

    def agent(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the words of the agent of a passive cue `[first, last]`: "was seen by Kenyan envoys as"."""
        lower = self.page.lower
        place = next((i for i in range(first + 1, min(last + 2, len(lower))) if lower[i] == "by"), None)
        if place is None or place + 1 >= len(lower) or lower[place + 1].endswith("ing"):
            return None
        verb = lower[place - 1]
        if not (verb.endswith(("ed", "wn", "en")) or verb in IRREGULAR):
            return None
        end = place + 1
        while end < len(lower) and end - place <= LONGEST_AGENT and lower[end] not in AFTER_AGENT:
            end += 1
        return (place + 1, end - 1) if end > place + 1 else None

    def introducing(self, content: int) -> tuple[int, int, int] | None:
        """Return subject `[first, last]` and verb of "The envoy said:" in front of quoted words; None without one."""
        lower, page = self.page.lower, self.page
        mark = content - 1
        while mark > 0 and lower[mark] in "“\"‘'``''":
            mark -= 1
        if mark < 2 or lower[mark] not in (":", ","):
            return None
        start, _ = page.sentence_words(mark)
        verb = next((i for i in range(mark - 1, max(start, mark - COLON), -1) if lower[i] in SPEAKING), None)
        if verb is None and lower[mark] == ":":
            opening = next((s for s in page.within(start, mark) if s.kind == "name"), None)
            person = opening is not None and opening.type == "person" and opening.title_first - start <= 1
            return (opening.first, opening.last, mark) if opening is not None and person else None
        if verb is None or verb == start:
            return None
        first = start
        for index in range(start, verb):  # "On Friday, the envoy said"
            if lower[index] == "," and lower[start] in POST:
                first = index + 1
                break
        if first == start and lower[start] in POST:  # "In the evening a villager said"
            opened = [index for index in range(start + 2, verb) if lower[index] in DETERMINERS]
            first = opened[-1] if opened and lower[opened[-1] - 1] not in POST else first
        last = verb - 1
        while last > first and (lower[last].endswith("ly") or lower[last] in ("also", "has", "had", "have")):
            last -= 1
        return (first, last, verb) if first <= last else None

    def inverted(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the words of a subject behind its verb: "tweeted retired general X", "said a Kenyan politician"."""
        lower = self.page.lower
        start, _ = self.page.sentence_words(first)
        quoted = first > start and lower[first - 1] in (",", "”", '"', "’", "'", "''", "?", "!")
        if first != last or not quoted or lower[last] not in SPEAKING or lower[last] in ("told", "asked"):
            return None
        opening = self.closing(last - 1)
        behind = lower[opening[0]] if opening is not None else ""
        capital = opening is not None and self.page.capital[opening[0]]
        opens = capital or behind in DETERMINERS or is_title_word(behind)
        return opening[:2] if opening is not None and opens else None

    def is_apposed(self, first: int, last: int) -> bool:
        """Say whether the words name a person of whom more is said behind a comma: "added Ana Alba, who leads it,"."""
        behind = self.page.lower[last + 1 : last + 3]
        spots = (spot for spot in self.page.within(first, last) if spot.kind == "name" and spot.type == "person")
        return any(spot.title_first == first for spot in spots) and behind[:1] == [","] and behind[-1] in APPOSED

    def main_clause(self, first: int, content: int) -> tuple[int, int] | None:
        """Return the subject behind a participle that opens the sentence: "Describing the road as closed, he said"."""
        lower, page = self.page.lower, self.page
        start, end = page.sentence_words(first)
        if not lower[first].endswith("ing") or first - start > FRONTED:
            return None
        comma = next((index for index in range(content, end - 1) if lower[index] == ","), None)
        if comma is None or comma + 2 >= end:
            return None
        if lower[comma + 1] in PERSONAL:
            return comma + 1, comma + 1
        for spot in page.within(comma + 1, min(end, comma + LONGEST_SUBJECT) - 1):
            if spot.title_first - (lower[spot.title_first - 1] == "the") == comma + 1 and not spot.adjective:
                return comma + 1, spot.last
        return None

    def closing(self, content: int) -> tuple[int, int, int] | None:
        """Return subject `[first, last]` and verb of "... ,” said the envoy." behind quoted words; None without one."""
        lower = self.page.lower
        verb = content + 1
        while verb < len(lower) and lower[verb] in ("”", '"', "’", "'", ",", "''"):
            verb += 1
        if verb + 1 >= len(lower) or lower[verb] not in SPEAKING:
            return None
        end = verb + 1
        while end < len(lower) and end - verb <= LONGEST_SUBJECT and lower[end] not in (",", ".", ":", ";", "in", "on"):
            end += 1
        return (verb + 1, end - 1, verb) if end > verb + 1 else None


def joined_cue(page: Page, cue: int) -> bool:
    """Say whether a cue shares its subject with the verb before: "and", "but" or a comma stand in front of it."""
    lower = page.lower
    before = [text for text in lower[max(0, cue - 3) : cue] if not text.endswith("ly")][-1:]
    return lower[cue].endswith("ing") or lower[cue] == "to" or before in (["and"], ["but"], ["or"], [","], ["then"])
