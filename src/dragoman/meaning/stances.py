"""The lexicon of stances: words by which a party demands, offers, accepts, rejects, supports, promises or accuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from dragoman.contract import Stance
from dragoman.errors import DataError
from dragoman.meaning.order import auxiliaries_near
from dragoman.meaning.phrases import Phrases, read_table
from dragoman.meaning.syntax import Syntax

REMAINING = frozenset({"remain", "stay", "become", "seem", "feel", "appear"})
APPEALS = frozenset({("call", "on"), ("call", "upon")})
MODALS = frozenset({"would", "could", "can", "should"})
COLUMNS = ("phrase", "kind", "stance", "about", "toward", "negated")
KINDS = frozenset({"verb", "adj", "noun", "breach", "kept", "evaluation"})


@dataclass(frozen=True, slots=True)
class StanceEntry:
    """One line of the lexicon.

    `about` and `toward` name, in order of preference, where in the tree the matter and the other side stand:
    ccomp (with "!" only if it says that something must be), xcomp, advcl, acl, object, prep:<preposition>;
    complement (whoever is to act) and inside (whoever owns the matter).
    """

    words: tuple[str, ...]
    kind: str
    stance: Stance | None
    about: tuple[str, ...]
    toward: tuple[str, ...]
    negated: Stance | None


@dataclass(frozen=True, slots=True)
class StanceWord:
    """A lexicon entry found at a word, with the words of its phrase."""

    entry: StanceEntry
    head: int
    words: tuple[int, ...]


@cache
def stance_entries() -> tuple[StanceEntry, ...]:
    """Return the lines of `data/stances.csv`.

    Raises:
        DataError: a kind or a stance is none of the known ones; names the line.
    """
    found = []
    for line, row in enumerate(read_table("stances.csv", columns=COLUMNS), start=2):
        for value, known in ((row["kind"], KINDS), (row["stance"], STANCES), (row["negated"], STANCES)):
            if value not in known:
                raise DataError(f"{value!r} is unknown; write one of {sorted(known)}", path="stances.csv", line=line)
        found.append(
            StanceEntry(
                words=tuple(row["phrase"].split()),
                kind=row["kind"],
                stance=cast(Stance, row["stance"]) if row["stance"] else None,
                about=tuple(row["about"].split()),
                toward=tuple(row["toward"].split()),
                negated=cast(Stance, row["negated"]) if row["negated"] else None,
            )
        )
    return tuple(found)


STANCES = frozenset({*get_args(Stance), ""})


@cache
def _by_first(kind: str) -> dict[str, tuple[StanceEntry, ...]]:
    table: dict[str, list[StanceEntry]] = {}
    for entry in stance_entries():
        if entry.kind == kind:
            table.setdefault(entry.words[0], []).append(entry)
    return {word: tuple(sorted(entries, key=lambda entry: -len(entry.words))) for word, entries in table.items()}


@cache
def evaluations() -> Phrases[Stance]:
    """Return the words and phrases of judgement that take a side."""
    return Phrases(
        (" ".join(entry.words), entry.stance)
        for entry in stance_entries()
        if entry.kind == "evaluation" and entry.stance is not None
    )


def find_stance_words(syntax: Syntax) -> Iterator[StanceWord]:
    """Yield the verbs, predicative adjectives and nouns of the lexicon, in text order."""
    for word in syntax.words:
        if word.tag == "VERB" and word.relation not in ("amod", "compound", "case", "fixed"):
            state = bool(syntax.below(word.index, "cop", "aux:pass")) or _remains(syntax, word.index)
            kinds: tuple[str, ...] = ("adj", "verb") if state else ("verb",)
        elif word.tag in ("ADJ", "ADP", "ADV"):
            kinds = ("adj",)
        elif word.tag == "NOUN" and word.relation != "compound":
            kinds = ("noun",)
        else:
            continue
        for kind in kinds:
            found = match_stance(syntax, word.index, kind)
            if found is not None:
                yield found
                yield from _others(found)
                break


def _remains(syntax: Syntax, index: int) -> bool:
    """Say whether the participle says in which state somebody stays ("remained committed to")."""
    above = syntax.words[index].head
    return above >= 0 and syntax.relation(index) == "xcomp" and bool(REMAINING.intersection(syntax.stems[above]))


def _others(found: StanceWord) -> Iterator[StanceWord]:
    """Yield the entries of the same phrase that look elsewhere for their matter ("threaten ... if", "... unless")."""
    for entry in _by_first(found.entry.kind)[found.entry.words[0]]:
        if entry.words == found.entry.words and entry is not found.entry:
            yield StanceWord(entry, found.head, found.words)


def match_stance(syntax: Syntax, index: int, kind: str) -> StanceWord | None:
    """Return the entry of the kind that fits the word and what stands with it, the longest first; or None."""
    table = _by_first(kind)
    for stem in syntax.stems[index]:
        for entry in table.get(stem, ()):
            if len(entry.words) == 1:
                return StanceWord(entry, index, (index,))
            words = _complete(syntax, index, entry.words[1:])
            if words is not None and not (entry.words in APPEALS and _has_object_before(syntax, index, words[0])):
                return StanceWord(entry, index, (index, *words))
    return None


def _has_object_before(syntax: Syntax, verb: int, preposition: int) -> bool:
    """Say whether somebody is called, on something: "called Beria on the telephone"."""
    return any(verb < word.index < preposition for word in syntax.below(verb, "obj"))


def _complete(syntax: Syntax, index: int, rest: tuple[str, ...]) -> tuple[int, ...] | None:
    """Return where the phrase's other words stand: particles, prepositions, nouns among the complements."""
    around: dict[str, int] = {}
    for word in syntax.below(index):
        if word.relation.startswith(("nsubj", "aux", "punct")) and not syntax.is_passive(index):
            continue
        if syntax.is_time(word.index) or _is_for_ones_part(syntax, word.index):
            continue
        for stem in syntax.stems[word.index]:
            around.setdefault(stem, word.index)
        for below in syntax.below(word.index, "case", "fixed", "mark", "compound", "det", "amod"):
            # "Pressed them to hand over the map" presses over nothing, but "ruled out giving it up" rules out.
            if below.relation != "compound:prt" or below.index < word.index:
                around.setdefault(syntax.lower(below.index), below.index)
    for modal in MODALS.intersection(rest):
        if modal in auxiliaries_near(syntax, index):
            around[modal] = index
    if any(part not in around for part in rest):
        return None
    return tuple(sorted({around[part] for part in rest}))


def _is_for_ones_part(syntax: Syntax, index: int) -> bool:
    """Say whether the nominal only turns to somebody else: "called, for her part, on Alba to stop"."""
    return syntax.lower(index) == "part" and syntax.case(index) == "for" and bool(syntax.below(index, "nmod:poss"))
