"""Reading a description: whose office, which words for it, and whether it is a former or a coming one.

"the former US secretary of state" is the office "secretary of state" of "US", held formerly; "president of the
European Commission" and "the Hamas leader in Gaza" come apart in the same two pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.actors.entries import Match, Tense
from dragoman.actors.names import without_possessive

DETERMINERS = frozenset(["the", "a", "an", "this", "that", "its", "his", "her", "their", "our"])
PREPOSITIONS = frozenset(["of", "for", "at", "in", "to"])
TENSES: dict[str, Tense] = {
    **dict.fromkeys(
        ["former", "ex", "erstwhile", "onetime", "one-time", "late", "ousted", "deposed", "then", "then-"], "former"
    ),
    **dict.fromkeys(["incoming", "elect", "designate", "next"], "coming"),
    **dict.fromkeys(
        [
            "current",
            "new",
            "newly",
            "outgoing",
            "acting",
            "interim",
            "caretaker",
            "longtime",
            "long-time",
            "long-serving",
            "longstanding",
            "veteran",
            "embattled",
            "powerful",
            "hardline",
            "hard-line",
            "reformist",
            "present",
            "serving",
            "sitting",
            "appointed",
            "elected",
            "installed",
            "re-elected",
            "reelected",
            "own",
        ],
        "current",
    ),
}
LONGEST_NAME = 9  # words: "Organisation for the Prohibition of Chemical Weapons", with room

Resolve = Callable[[str], tuple[Match, ...]]
Known = Callable[[str, tuple[Match, ...]], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A description taken apart. `of` is empty where it names nobody; `words` are blank where it is only a name."""

    words: str
    of: tuple[Match, ...] = ()
    tense: Tense = "current"
    known: bool = True


def parse_phrase(text: str, *, resolve: Resolve, known: Known) -> list[Phrase]:
    """Return the ways to take a description apart, the likeliest (with the longest name) first; at least one.

    Args:
        text: the words of the description, with or without an article.
        resolve: returns whom a name stands for; none where it is not a name.
        known: tells whether words name an office of these actors.
    """
    written = _without_determiners(_tokens(text))
    tense, bare = _take_modifiers(written)
    for tokens in (written, bare):  # "New Zealand" is not a new Zealand
        whole = resolve(" ".join(tokens)) if tokens else ()
        if whole:
            return [Phrase(words="", of=whole, tense="current" if tokens is written else tense)]
    readings: tuple[tuple[list[str], Tense], ...] = ((written, "current"), (bare, tense))
    found = [
        reading
        for tokens, outer in readings
        for phrase in (*_before(tokens, resolve=resolve), *_behind(tokens, resolve=resolve))
        if (reading := _judge(phrase, outer=outer, known=known)) is not None
    ]
    words = " ".join(bare)
    if words and known(words, ()):
        found.append(Phrase(words=words, tense=tense))
    if found:
        return list(dict.fromkeys(found))
    named = next(iter(_before(bare, resolve=resolve)), Phrase(words=words))
    return [replace(named, tense=tense, known=False)]


def _judge(phrase: Phrase, *, outer: Tense, known: Known) -> Phrase | None:
    """Return the reading with its tense, if its words name an office; modifiers may stand behind the name too."""
    inner, words = _take_modifiers(phrase.words.split())
    for candidate in (phrase.words, " ".join(words)):
        if candidate and known(candidate, phrase.of):
            return replace(phrase, words=candidate, tense=inner if inner != "current" else outer)
    return None


def _without_determiners(tokens: list[str]) -> list[str]:
    place = 0
    while place < len(tokens) - 1 and tokens[place].lower() in DETERMINERS:
        place += 1
    return tokens[place:]


def _tokens(text: str) -> list[str]:
    words = text.replace("’", "'").replace("‘", "'").split()
    return [word for word in (word.strip(',;:!?"“”') for word in words) if word]


def _take_modifiers(tokens: Sequence[str]) -> tuple[Tense, list[str]]:
    """Return the tense that the words around an office give it, and the other words."""
    tense: Tense = "current"
    kept = list(tokens)
    while len(kept) > 1:
        first = kept[0].lower()
        if len(kept) < len(tokens) and kept[0][0].isupper():  # "the new New Zealand ..." loses one "new"
            break
        head, hyphen, rest = kept[0].partition("-")
        if first in DETERMINERS:
            del kept[0]
        elif first in TENSES:
            tense = TENSES[first] if TENSES[first] != "current" else tense
            del kept[0]
        elif hyphen and head.lower() in ("ex", "then") and rest:
            tense, kept[0] = "former", rest
        else:
            break
    while kept:
        stem, hyphen, ending = kept[-1].rpartition("-")
        if hyphen and stem and ending.lower() in ("elect", "designate"):
            tense, kept[-1] = "coming", stem
        elif len(kept) > 1 and kept[-1].lower() in ("elect", "designate"):
            tense = "coming"
            del kept[-1]
        else:
            break
    return tense, kept


def _before(tokens: Sequence[str], *, resolve: Resolve) -> Iterator[Phrase]:
    """Yield the readings in which the name stands before the office, longest name first: "Ukraine's president"."""
    for length in range(min(len(tokens) - 1, LONGEST_NAME), 0, -1):
        name, rest = " ".join(tokens[:length]), " ".join(tokens[length:])
        found = resolve(without_possessive(name))
        if not found:
            continue
        if any(match.kind == "metonym" for match in found):
            yield Phrase(words=f"{without_possessive(name)} {rest}", of=found)
        yield Phrase(words=rest, of=found)
        countries = {match.entry.country for match in found if match.kind == "demonym"}
        for inner in _before(tokens[length:], resolve=resolve):  # "the Lebanese Hezbollah leader"
            if any(match.entry.country in countries for match in inner.of):
                yield inner


def _behind(tokens: Sequence[str], *, resolve: Resolve) -> Iterator[Phrase]:
    """Yield the readings in which the name stands behind the office: "head of the Ukrainian negotiating team"."""
    for place in range(len(tokens) - 2, 0, -1):
        if tokens[place].lower() not in PREPOSITIONS:
            continue
        right = [token for token in tokens[place + 1 :] if token.lower() not in DETERMINERS]
        left = list(tokens[:place])
        for length in range(min(len(right), LONGEST_NAME), 0, -1):
            found = resolve(without_possessive(" ".join(right[:length])))
            if not found:
                continue
            rest = right[length:]
            yield Phrase(words=" ".join([*left, tokens[place], *rest] if rest else left), of=found)
