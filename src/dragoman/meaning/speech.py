"""Who says the clause that a word stands in: the attribution around it, or else the saying verb that the tree shows.

The model finds nine statements of ten. For the tenth, a verb of saying with a known subject is enough to know whose
words its clause gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.contract import Attribution, Quoting
from dragoman.meaning.cues import find_cue, name_act
from dragoman.meaning.parties import Parties
from dragoman.meaning.reports import Reports
from dragoman.meaning.syntax import Syntax
from dragoman.meaning.takers import takers

SPEECH_ACTS = frozenset(
    {
        "say", "add", "reply", "announce", "argue", "insist", "stress", "warn", "claim", "explain", "confirm",
        "accuse", "report", "demand", "urge", "promise", "criticise", "declare", "believe", "ask", None,
    }
)  # fmt: skip
HIGHEST = 5  # predicates between a clause and its saying verb
INSIDE = frozenset({"ccomp", "conj", "xcomp", "advcl", "parataxis", "acl"})
BEHIND = 6  # words between a saying verb and the marks of its aside (", he told the agency on Monday,")
ASIDE_SUBJECT = 8  # words between the comma of an aside and its verb (", a senior Alban official said,")


@dataclass(frozen=True, slots=True)
class Speech:
    """Somebody's words: who speaks, how they are quoted, and the first word of what is said."""

    speakers: tuple[str, ...]
    act: str | None
    negated: bool
    quoting: Quoting
    opening: int


class Speeches:
    """Finds the speech that a word stands in."""

    def __init__(self, syntax: Syntax, parties: Parties, reports: Reports) -> None:
        self.syntax = syntax
        self.parties = parties
        self.reports = reports
        self._asides = dict(self._find_asides())
        self._held: dict[str, Speech] = {}

    def around(self, index: int) -> Speech | None:
        """Return the innermost speech whose words hold this one, or None where nobody is known to say it."""
        told = self._told_above(index)
        attribution = self.reports.around(index)
        if told is not None:
            return told
        if attribution is not None and attribution.speakers:
            return self._of(attribution)
        return self._asides.get(index)

    def _of(self, attribution: Attribution) -> Speech:
        held = self._held.get(attribution.id)
        if held is None:
            words = [word.index for span in attribution.content.spans for word in self.syntax.analysis.words_in(span)]
            opening = words[0] if words else 0
            held = Speech(attribution.speakers, attribution.act, attribution.negated, attribution.quoting, opening)
            self._held[attribution.id] = held
        return held

    def _told_above(self, index: int) -> Speech | None:
        """Return the speech of the nearest saying verb above the word that is no attribution's cue."""
        syntax = self.syntax
        current, complement = index, index
        for _, word in zip(range(HIGHEST), syntax.analysis.ancestors(index), strict=False):
            relation = syntax.relation(current)
            if relation not in INSIDE:
                return None
            stated = relation == "ccomp" or (relation == "advcl" and "that" in syntax.marks(current))
            complement = current
            if stated and word.tag == "VERB" and word.index < complement:
                if self.reports.cued_by(word.index) is not None:
                    return None
                act = self._act(word.index)
                speakers = takers(syntax, self.parties, word.index) if act is not None else ()
                if speakers:
                    return Speech(speakers, act, syntax.negated(word.index), "indirect", word.index + 1)
            current = word.index
        return None

    def _act(self, verb: int) -> str | None:
        """Return the act of saying that the verb is, or None for another verb."""
        hit = find_cue(self.syntax, [verb, *(word.index for word in self.syntax.below(verb, "xcomp", "iobj"))])
        act = name_act(self.syntax, hit, ()) if hit is not None else None
        return act if act in SPEECH_ACTS else None

    def _find_asides(self) -> Iterator[tuple[int, Speech]]:
        """Yield the words of sentences such as "There will be no talks, she told reporters, unless ..."."""
        for first, end in self.syntax.analysis.sentences:
            for verb in range(first + 2, end):
                if self.syntax.words[verb].tag != "VERB":
                    continue
                comma = self._comma_before(verb, first)
                act = self._act(verb) if comma is not None else None
                cued = self.reports.cued_by(verb)
                speakers = cued.speakers if cued else ()
                if comma is not None and act and cued is None:
                    speakers = self.parties.of(self._subject_in(comma, verb))
                if act and speakers and comma is not None:
                    held = Speech(speakers, act, self.syntax.negated(verb), "indirect", first)
                    after = next((at for at in range(verb, end) if self.syntax.lower(at) in (",", ".")), end)
                    for at in (*range(first, comma), *range(after, end)):
                        if self.reports.around(at) is None:
                            yield at, held
                    break

    def _comma_before(self, verb: int, first: int) -> int | None:
        """Return the comma that the saying verb's subject follows, or None."""
        for at in range(verb - 1, max(first, verb - ASIDE_SUBJECT), -1):
            if self.syntax.lower(at) == ",":
                return at if at < verb - 1 else None
            if self.syntax.words[at].tag in ("VERB", "AUX", "CCONJ", "SCONJ"):
                return None
        return None

    def _subject_in(self, comma: int, verb: int) -> tuple[int, ...]:
        """Return the last nominal between the comma and the verb."""
        nominal = [at for at in range(comma + 1, verb) if self.syntax.words[at].tag in ("PRON", "PROPN", "NOUN")]
        return tuple(nominal[-1:])
