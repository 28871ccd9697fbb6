"""Words that tell of an event, after the lexicon of verbs, nouns and light-verb phrases in `data/events.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.errors import DataError
from dragoman.meaning.phrases import Phrases, read_table
from dragoman.meaning.syntax import Syntax

COLUMNS = ("trigger", "kind", "type", "mode", "form", "actor", "recipient")
TYPES = frozenset(
    (
        "AGREE",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "CONSULT",
        "RETREAT",
        "REQUEST",
        "REJECT",
        "ACCUSE",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    )
)
# Verbs that tell of a request only where it is said what to do ("told them to leave", not "told reporters").
NEEDS_COMPLEMENT = frozenset(
    {"tell", "ask", "order", "instruct", "encourage", "advise", "require", "propose", "suggest"}
)
ARGUMENTS = ("obj", "iobj", "obl", "xcomp", "compound", "advmod", "nsubj", "ccomp", "advcl")
ASIDE = frozenset({"after", "before", "since", "until", "despite"})  # "opened the road after talks" opened no talks
FUNCTION = ("case", "compound", "mark", "fixed", "amod", "nmod")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the event lexicon; `actor` and `recipient` name where in the tree they stand."""

    words: tuple[str, ...]
    type: str
    mode: str | None
    form: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A lexicon entry found in a text: its head word, all its words, and whether the head is a noun."""

    entry: Entry
    head: int
    words: tuple[int, ...]
    noun: bool


@cache
def verb_lexicon() -> dict[str, tuple[Entry, ...]]:
    """Return the verbs and light-verb phrases by their verb, those of more words first."""
    table: dict[str, list[Entry]] = {}
    for entry in _entries("verb"):
        table.setdefault(entry.words[0], []).append(entry)
    return {verb: tuple(sorted(entries, key=lambda entry: -len(entry.words))) for verb, entries in table.items()}


@cache
def noun_lexicon() -> Phrases[Entry]:
    """Return the nouns and noun phrases that tell of events."""
    return Phrases((" ".join(entry.words), entry) for entry in _entries("noun"))


def _entries(kind: str) -> Iterator[Entry]:
    for number, row in enumerate(read_table("events.csv", columns=COLUMNS), start=2):
        if row["type"] not in TYPES:
            raise DataError(
                f"{row['type']!r} is no PLOVER type; choose from {sorted(TYPES)}", path="events.csv", line=number
            )
        if row["kind"] == kind:
            yield Entry(
                words=tuple(row["trigger"].split()),
                type=row["type"],
                mode=row["mode"] or None,
                form=row["form"] or None,
                actor=tuple(row["actor"].split("+")),
                recipient=tuple(row["recipient"].split("+")),
            )


def find_triggers(syntax: Syntax) -> list[Trigger]:
    """Return the triggers of the text in text order; a noun that belongs to a light-verb phrase gives no second one."""
    verbs = [trigger for word in syntax.words if word.tag == "VERB" for trigger in _match_verb(syntax, word.index)]
    verbs = [trigger for trigger in verbs if not _only_carries(syntax, trigger)]
    taken: dict[int, str] = {}
    for trigger in verbs:
        for index in trigger.words:
            if taken.get(index) != "CONSULT":
                taken[index] = trigger.entry.type
    found = verbs + list(_match_nouns(syntax, taken))
    return sorted(found, key=lambda trigger: trigger.head)


def _only_carries(syntax: Syntax, trigger: Trigger) -> bool:
    """Say whether a single verb has a meeting for its object: "convene a meeting" tells of one meeting, not of two."""
    if trigger.entry.type != "CONSULT" or len(trigger.words) > 1:
        return False
    heads = [word.index for word in syntax.below(trigger.head, "obj", "nsubj:pass")]
    return any(
        (hit := noun_lexicon().at(syntax.stems, index, end=index + 1)) is not None and hit.value.type == "CONSULT"
        for index in heads
    )


def _match_verb(syntax: Syntax, index: int) -> Iterator[Trigger]:
    word = syntax.words[index]
    if word.relation in ("amod", "compound", "case", "fixed", "flat"):
        return
    lexicon = verb_lexicon()
    verb = next((stem for stem in syntax.stems[index] if stem in lexicon), None)
    if verb is None:
        return
    around: dict[str, int] | None = None
    for entry in lexicon[verb]:
        if len(entry.words) == 1:
            if verb in NEEDS_COMPLEMENT and not _has_complement(syntax, index):
                return
            yield Trigger(entry, index, (index,), noun=False)
            return
        around = _surroundings(syntax, index) if around is None else around
        if all(part in around for part in entry.words[1:]):
            yield Trigger(entry, index, (index, *sorted({around[part] for part in entry.words[1:]})), noun=False)
            return


def _has_complement(syntax: Syntax, index: int) -> bool:
    if any(syntax.infinitive(word.index) for word in syntax.below(index, "xcomp", "ccomp", "advcl")):
        return True
    return syntax.stems[index][0] in ("propose", "suggest", "order", "require") and bool(
        syntax.below(index, "obj", "ccomp", "xcomp", "nsubj:pass")
    )


def _surroundings(syntax: Syntax, index: int) -> dict[str, int]:
    """Return the lemmas that stand with the verb as objects, particles, prepositions, infinitives, and where."""
    passive = syntax.is_passive(index)
    around: dict[str, int] = {}
    heads = [word.index for word in syntax.below(index, *ARGUMENTS) if passive or not word.relation.startswith("nsubj")]
    if passive and syntax.words[index].relation == "acl":
        heads.append(syntax.words[index].head)
    omitted = syntax.relative_object(index)
    if omitted is not None:
        heads.append(omitted)
    for head in heads:
        if syntax.is_time(head) or syntax.case(head) in ASIDE:
            continue
        for stem in syntax.stems[head]:
            around.setdefault(stem, head)
        for word in syntax.below(head, *FUNCTION):
            for stem in syntax.stems[word.index]:
                around.setdefault(stem, word.index)
    return around


def _match_nouns(syntax: Syntax, taken: dict[int, str]) -> Iterator[Trigger]:
    lexicon = noun_lexicon()
    for first, end in syntax.analysis.sentences:
        for hit in lexicon.find(syntax.stems, first, end):
            head = hit.words[-1]
            if len(hit.words) > 2 and hit.value.words[1] == "of":
                head = hit.words[0]
            word = syntax.words[head]
            if word.tag not in ("NOUN", "PROPN") or word.relation in ("compound", "amod", "flat", "case"):
                continue
            holders = {taken[index] for index in hit.words if index in taken}
            # "proposed talks" asks for something and tells of talks, "held talks" only of talks
            if not holders or (hit.value.type == "CONSULT" and "CONSULT" not in holders):
                yield Trigger(hit.value, head, hit.words, noun=True)
