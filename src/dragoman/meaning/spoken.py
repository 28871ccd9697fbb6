"""Positions that a speaker takes within the own words: what must be, what will not be, what is unacceptable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from dragoman.meaning.accusations import bad_faith, breach, threat
from dragoman.meaning.commitments import absence, announcement, commitment, exclusion, possibility, standstill
from dragoman.meaning.found import Found
from dragoman.meaning.holding import are_private
from dragoman.meaning.matter import Matter
from dragoman.meaning.obligations import high_time, imperative, necessity, set_term, ultimatum
from dragoman.meaning.parties import Parties
from dragoman.meaning.reports import Reports
from dragoman.meaning.speech import SPEECH_ACTS, Speech
from dragoman.meaning.syntax import LONGEST_SENTENCE, Syntax
from dragoman.meaning.telling import Telling
from dragoman.meaning.verdicts import exclamation, extraposed, judgement, naming, no_bargain

Way = Callable[[Telling, int, Speech], Found | None]
ANYBODY: tuple[Way, ...] = (breach, bad_faith, threat, necessity)
PARTIES: tuple[Way, ...] = (
    high_time,
    set_term,
    imperative,
    possibility,
    no_bargain,
    judgement,
    extraposed,
    absence,
    exclusion,
    standstill,
    commitment,
    announcement,
)


def spoken_positions(syntax: Syntax, parties: Parties, reports: Reports, *, published: date | None) -> Iterator[Found]:
    """Yield what speakers demand, refuse, promise and judge in the contents of their statements."""
    telling = Telling(syntax, parties, reports, published)
    for word in syntax.words:
        if len(syntax.sentence(word.index)) > LONGEST_SENTENCE:
            continue
        if word.tag in ("VERB", "ADJ", "NOUN", "AUX"):
            found = _read(telling, word.index)
            if found is not None and _says_something(syntax, found.matter):
                yield found
        if _sets_terms(syntax, word.index):
            terms = ultimatum(telling, word.index)
            if terms is not None:
                yield terms


def _sets_terms(syntax: Syntax, index: int) -> bool:
    """Say whether the word opens a clause that must come true first: "unless", "only if", "only once", "provided"."""
    lower = syntax.lower(index)
    if lower in ("if", "when", "once", "after"):
        return index > 0 and syntax.lower(index - 1) == "only"
    return lower in ("unless", "provided", "providing")


def _says_something(syntax: Syntax, matter: Matter) -> bool:
    """Say whether the matter is more than a lone verb, which a slip of the parser leaves over."""
    return len(matter.words) > 1 or syntax.words[matter.head].tag in ("NOUN", "PROPN")


def _read(telling: Telling, index: int) -> Found | None:
    """Return the position of the predicate, the first way that fits."""
    named = naming(telling, index)
    if named is not None:
        return named
    speech = telling.speeches.around(index)
    if speech is None or speech.negated or speech.act not in SPEECH_ACTS or telling.supposed(index):
        return None
    private = are_private(telling.parties, speech.speakers)
    if speech.quoting != "indirect" and not private:
        cry = exclamation(telling, index, speech)
        if cry is not None:
            return cry
    for way in ANYBODY if private else (*ANYBODY, *PARTIES):
        found = way(telling, index, speech)
        if found is not None:
            return found
    return None
