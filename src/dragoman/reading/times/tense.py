"""The tense of the clause around a time expression, from its words alone.

News leaves the year of a date and the week of a weekday open where the tense settles it: "will meet on Friday" looks
ahead, "met on Friday" looks back. No syntax is at hand here, so the nearest verb form decides: first to the left
within the sentence, then to the right.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from dragoman.reading.times.lexicon import words
from dragoman.reading.times.tokens import Tokens

Tense = Literal["past", "future", "planned"]  # planned: for a day ahead when it was set, which may be past by now

CLAUSE_OPENERS = words("where which who when that")
REACH = 25  # tokens looked at to each side: about a news sentence
FUTURE_WORDS = words("will shall ll wo would upcoming forthcoming")
MODALS = words("can could may might must should")
# Before "to" and a verb: what is still to come.
PLANNING = words(
    "due scheduled set expected plan plans planned planning likely going hope hopes hoped hoping want wants wanted"
    " intend intends intended intending aims aim ready vowed promised agreed pledged is are be was were ordered urged"
    " asked called calls call invited needs need has have deadline date until prepared prepares preparing supposed"
    " bound sure certain expects expect decided wants seeking seeks seek about tipped slated poised unlikely threatens"
    " threatened wish wishes him them her us you leaders ministers parties sides option right chance opportunity"
    " offered offers offer told permission"
)
BACKWARD = words("failed refused began started continued tried managed forced used had able led helped")
PAST_FORMS = words(
    "was were had did said told met held left went began came took gave made got found saw knew thought became fell"
    " rose grew led fled fought sent spent spoke won lost built bought brought caught chose drew drove fed felt flew"
    " hit hurt kept laid lay lit meant paid put quit ran rang read sang sat sold shot shut slept sought stood stole"
    " struck swept swore taught threw understood wore wept withdrew wrote broke blew hid heard dealt cut cost cast"
    " burst broadcast bid beat bore bent bound dug fed forbade forgot froze hung knelt leapt overcame overthrew"
    " oversaw overtook sank shook showed shown slid spread sprang stuck strode swam swung tore undertook upheld woke"
    " wound died killed ended ago since"
)
NOT_PAST = words("hundred need indeed speed united exceed proceed succeed red bed feed seed breed wed ed")
# The present tense of what is arranged in advance.
ARRANGED = words(
    "begins starts opens reconvenes resumes expires meets travels arrives heads visits faces hosts begin start resume"
    " takes goes leaves departs holds kicks returns lapses comes falls ends takes votes launches convenes sits flies"
    " gathers hears"
)
LEAD_INS = (
    ("as", "soon", "as"), ("as", "early", "as"), ("no", "later", "than"), ("ahead", "of"), ("scheduled", "for"),
    ("planned", "for"), ("set", "for"), ("due", "on"), ("due", "in"), ("slated", "for"), ("expected", "on"),
    ("expected", "in"), ("of", "record"), ("payable", "on"), ("scheduled", "on"), ("due", "by"), ("expected", "by"),
)  # fmt: skip
# What can lie ahead after a possessive ("Friday's summit"); anything else has happened ("Friday's ruling").
ARRANGED_NOUNS = words(
    "summit meeting meetings talks vote votes election elections referendum deadline debate hearing session trial"
    " conference speech visit trip game match runoff ballot poll polls negotiations round encounter ceremony"
)
SET = words("planned scheduled set slated")  # "talks planned for 3 May were called off": before or after the article
LEAD_WORDS = words("by starting beginning effective payable due expiring expires expire")
# Infinitives that look inflected; those in -ss need no list.
BASE_FORMS = words("bring ring sing cling spring swing sting wring fling focus canvas bias gas")
FUTURE_AFTER = words("deadline deadlines")
SPAN_REACH = 4  # tokens from "from" to "until"
DETERMINERS = words("the a an his her its their this that these those our my your all both some any")


def guess_tense(tokens: Tokens, first: int, last: int) -> Tense | None:
    """Return the tense of the clause that holds the tokens `[first, last)`, None where nothing tells it."""
    near = _from_neighbours(tokens, first, last)
    if near is not None:
        return near
    tense, place = _from_left(tokens, first, CLAUSE_OPENERS)
    tense = tense or _from_right(tokens, last)
    if tense is None and not tokens.is_boundary(place):
        tense, _ = _from_left(tokens, place, frozenset())
    ahead = _is_present_passive(tokens, first) or _is_event_of(tokens, last)
    return tense or ("future" if ahead else None)


def _is_event_of(tokens: Tokens, last: int) -> bool:
    """Say whether an arranged event follows: "Friday's summit"."""
    return tokens.word(last + 1) == "s" and tokens.word(last + 2) in ARRANGED_NOUNS


def _is_present_passive(tokens: Tokens, first: int) -> bool:
    """Say whether an arranged thing is told in the present: "when the case is heard in May"."""
    words = [tokens.word(place) for place in range(max(0, first - 6), first)]
    return any(verb in ("is", "are") and _is_past(form) for verb, form in pairwise(words))


def _from_neighbours(tokens: Tokens, first: int, last: int) -> Tense | None:
    place = first - 1
    if tokens.word(place) == "the":
        place -= 1
    for lead_in in LEAD_INS:
        start = place + 1 - len(lead_in)
        if start >= 0 and all(tokens.word(start + i) == word for i, word in enumerate(lead_in)):
            return "planned" if lead_in[0] in SET and _from_right(tokens, last) == "past" else "future"
    word = tokens.word(place)
    if word in ("ended", "since"):
        return "past"
    if (word == "by" and tokens.is_boundary(place - 1)) or (word == "by" and tokens.word(place - 1) == "and"):
        return _from_right(tokens, last)  # "By Friday the troops had left"
    spanned = any(tokens.word(at) == "from" for at in range(max(0, place - SPAN_REACH), place))  # "from May until June"
    if word in LEAD_WORDS or (word in ("until", "till") and tokens.word(place - 1) != "up" and not spanned):
        return "future"
    if any(tokens.word(last + i) in FUTURE_AFTER for i in range(2)):
        return "future"
    if tokens.word(last) in ("'", "’") and tokens.word(last + 1) == "s" and tokens.word(last + 2) not in ARRANGED_NOUNS:
        return "past"  # "after Friday's ruling"
    return None


def _from_left(tokens: Tokens, first: int, stops: frozenset[str]) -> tuple[Tense | None, int]:
    """Return the tense that the words before `first` show, and how far they were read."""
    place = first - 1
    end = max(-1, place - REACH)
    while place > end:
        if tokens.is_boundary(place) or tokens.word(place) in stops:
            return None, place
        tense, place = _read_left(tokens, place)
        if tense is not None:
            return tense, place
    return None, place


def _read_left(tokens: Tokens, place: int) -> tuple[Tense | None, int]:
    """Return the tense that the token at `place` shows, and the next place to look at."""
    word = tokens.word(place)
    if _looks_ahead(tokens, place):
        return "future", place
    if word == "to" and _is_infinitive(tokens, place):
        return _read_infinitive(tokens, place)
    if word.endswith("ing") and tokens.word(place - 1) in ("is", "are", "re", "am"):
        return "future", place
    if word in ARRANGED and tokens.word(place - 1) not in DETERMINERS and tokens.raw(place)[:1].islower():
        return "past" if _is_given_up(tokens, place) else "future", place
    if _is_past(word):
        return _read_past(tokens, place)
    return None, place - 1


def _looks_ahead(tokens: Tokens, place: int) -> bool:
    """Say whether the token is "will" or its like: "may", but not the month of May."""
    word = tokens.word(place)
    return (word in FUTURE_WORDS or word in MODALS) and tokens.raw(place) != "May"


def _is_infinitive(tokens: Tokens, place: int) -> bool:
    after = tokens.raw(place + 1)
    inflected = after.endswith(("ing", "s")) and not after.endswith("ss") and after not in BASE_FORMS
    return after[:1].islower() and after not in DETERMINERS and not inflected


def _read_infinitive(tokens: Tokens, place: int) -> tuple[Tense | None, int]:
    before = tokens.word(place - 1)
    if before in BACKWARD or _is_given_up(tokens, place - 1):
        return "past", place
    return ("future", place) if before in PLANNING else (None, place - 1)


def _is_given_up(tokens: Tokens, place: int) -> bool:
    """Say whether the plan at the token is one that came to nothing: "had been due to meet"."""
    arranged = tokens.word(place) in ARRANGED or tokens.word(place) in PLANNING
    return arranged and tokens.word(place - 1) == "been" and tokens.word(place - 2) == "had"


def _is_past(word: str) -> bool:
    return word in PAST_FORMS or (word.endswith("ed") and len(word) > 3 and word not in NOT_PAST)


def _read_past(tokens: Tokens, place: int) -> tuple[Tense | None, int]:
    """Read a past form or participle: "will be released" and "is expected" are not past."""
    for back in range(1, 4):
        word = tokens.word(place - back)
        if _looks_ahead(tokens, place - back):
            return "future", place
        if word == "to":
            told = _read_infinitive(tokens, place - back)
            if told[0] is None and tokens.word(place - back + 1) == "be":
                return "planned", place  # "a congress to be held in Rome in December"
            return ("past", place) if tokens.word(place - back + 1) == "have" else told
        if word in ("is", "are"):
            return None, place - back - 1
        if word not in ("be", "been", "not", "also", "have") and not word.endswith("ly"):
            break
    return "past", place


def _from_right(tokens: Tokens, last: int) -> Tense | None:
    for place in range(last, min(last + REACH, len(tokens))):
        if tokens.is_boundary(place):
            return None
        word = tokens.word(place)
        if word in FUTURE_WORDS or (word in ("is", "are") and tokens.word(place + 1) in ("due", "set", "expected")):
            return "future"
        if _is_past(word):
            return "past"
        if word in ARRANGED and tokens.word(place - 1) not in DETERMINERS and tokens.raw(place)[:1].islower():
            return "future"
    return None
