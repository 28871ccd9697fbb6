"""What a position is about, and toward whom it is taken."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from dragoman.meaning.conditions import is_condition
from dragoman.meaning.parties import Parties
from dragoman.meaning.stances import StanceEntry, StanceWord
from dragoman.meaning.syntax import RELATIVE, Syntax

NECESSITY = frozenset(
    {"must", "should", "ought", "need", "needs", "needed", "require", "requires", "required", "have", "has", "had"}
)
PLAIN_VERBS = (
    "demand reject refuse rule oppose support welcome accept agree promise pledge vow offer propose accuse blame "
    "dismiss urge"
)
PLAIN = frozenset(PLAIN_VERBS.split())
QUOTED = frozenset("“”‘’\"'")
LONGEST_FOLLOWING = 25  # words of a matter that no tree bounds
OPENERS = frozenset({"that", "so", "then", ",", "and", "but"})
NEVER_ABOUT = frozenset({"it", "that", "this", "what", "which", "who", "so", "them", "him", "her"})


@dataclass(frozen=True, slots=True)
class Matter:
    """The head of what a position is about, its words, and whether it is a clause."""

    head: int
    words: tuple[int, ...]
    clause: bool


def find_matters(syntax: Syntax, stance: StanceWord) -> list[Matter]:
    """Return what the stance is about; two coordinated things are two matters, empty where nothing is named."""
    for source in stance.entry.about:
        found = _from_source(syntax, stance, source)
        if found:
            return found
    return _following(syntax, stance)


def _following(syntax: Syntax, stance: StanceWord) -> list[Matter]:
    """Return the words after a plain stance verb, up to the next mark, where the tree gives it no complement."""
    if stance.entry.kind != "verb" or stance.entry.words[0] not in PLAIN or syntax.is_passive(stance.head):
        return []
    sentence = syntax.sentence(stance.head)
    words: list[int] = []
    for index in range(max(stance.words) + 1, min(sentence[-1] + 1, stance.head + LONGEST_FOLLOWING)):
        if syntax.words[index].tag == "PUNCT" and syntax.lower(index) not in QUOTED:
            break
        words.append(index)
    heads = [index for index in words if syntax.words[index].tag in ("NOUN", "PROPN", "VERB")]
    if not heads or syntax.is_time(heads[0]):
        return []
    return [Matter(heads[0], _without_opening(syntax, words), clause=syntax.words[heads[0]].tag == "VERB")]


def _from_source(syntax: Syntax, stance: StanceWord, source: str) -> list[Matter]:
    head = stance.head
    if source.startswith("prep:"):
        nominals = _under_preposition(syntax, head, source.removeprefix("prep:"))
        return nominals or _gerunds(syntax, head, source.removeprefix("prep:"))
    if source == "object":
        return [matter for index in syntax.objects(head)[:1] for matter in nominal_matters(syntax, index)]
    if source.startswith("advcl:"):
        mark = source.removeprefix("advcl:")
        heads = [head, *(word.index for word in syntax.below(head, "xcomp"))]
        clauses = [
            word.index for holder in heads for word in syntax.below(holder, "advcl") if mark in syntax.marks(word.index)
        ]
        return clause_matters(syntax, clauses[0]) if clauses else []
    strict = source.endswith("!")
    for word in syntax.below(head, source.rstrip("!")):
        if source == "advcl" and not _is_gerund_or_infinitive(
            syntax, word.index, accusing=stance.entry.stance == "accuse"
        ):
            continue
        if strict and not says_necessity(syntax, word.index):
            continue
        if word.relation == "acl:relcl" and not syntax.infinitive(word.index):
            continue
        if word.tag == "NOUN" and source.startswith("xcomp"):
            continue
        return _with_object(syntax, head, clause_matters(syntax, word.index), source)
    return []


def _with_object(syntax: Syntax, head: int, matters: list[Matter], source: str) -> list[Matter]:
    """Add the object to the infinitive that it is the doer of ("urged both countries to sign")."""
    objects = syntax.below(head, "obj")
    if source != "xcomp" or not objects or objects[0].tag == "PRON" or not matters:
        return matters
    doer = syntax.phrase(objects[0].index, clauses=False)
    first = matters[0]
    return [Matter(first.head, tuple(sorted({*doer, *first.words})), clause=True), *matters[1:]]


def _under_preposition(syntax: Syntax, head: int, case: str) -> list[Matter]:
    for word in syntax.below(head, "obl", "nmod"):
        if syntax.case(word.index) == case and not syntax.is_time(word.index):
            return nominal_matters(syntax, word.index)
    return []


def _gerunds(syntax: Syntax, head: int, case: str) -> list[Matter]:
    """Return the matter of "of having broken": a clause whose mark is the preposition."""
    for word in syntax.below(head, "advcl", "acl", "xcomp", "ccomp"):
        if case in syntax.marks(word.index) or any(
            below.text.lower() == case for below in syntax.below(word.index, "case")
        ):
            return clause_matters(syntax, word.index)
    return []


def _is_gerund_or_infinitive(syntax: Syntax, index: int, *, accusing: bool) -> bool:
    marks = syntax.marks(index)
    return "to" in marks or (accusing and syntax.lower(index).endswith("ing"))


def says_necessity(syntax: Syntax, index: int) -> bool:
    """Say whether the predicate says that something must be: a modal, a verb of need, or the bare subjunctive."""
    if NECESSITY.intersection(syntax.auxiliaries(index)) - {"have", "has", "had"}:
        return True
    lower = syntax.lower(index)
    if lower in NECESSITY and (lower not in ("have", "has", "had") or syntax.below(index, "xcomp")):
        return True
    return subjunctive(syntax, index)


def subjunctive(syntax: Syntax, index: int) -> bool:
    """Say whether the clause stands in the bare subjunctive ("that Kyiv cede", "not be allowed")."""
    auxiliaries = syntax.auxiliaries(index)
    if auxiliaries:
        return auxiliaries[0] == "be"
    word = syntax.words[index]
    subjects = syntax.below(index, "nsubj")
    if word.penn and subjects:
        return word.penn == "VB"
    if not subjects or word.tag != "VERB" or word.text.lower() != syntax.lemma(index):
        return False
    subject = subjects[0]
    singular = subject.tag == "PROPN" or (subject.tag == "NOUN" and not subject.text.lower().endswith("s"))
    return singular and not syntax.below(subject.index, "conj")


def clause_matters(syntax: Syntax, index: int) -> list[Matter]:
    """Return the clause, and each coordinated clause that has a subject of its own."""
    heads = [index]
    for word in syntax.below(index, "conj"):
        if syntax.below(word.index, "nsubj") and word.tag in ("VERB", "ADJ", "NOUN", "AUX"):
            heads.append(word.index)
    found = []
    for head in heads:
        shared = [
            word.index
            for word in syntax.below(head, "conj", "cc")
            if word.relation == "conj" and word.index not in heads and not syntax.below(word.index, "nsubj")
        ]
        aside = [
            word.index for word in syntax.below(head, "advcl") if is_condition(syntax, word.index, open_ended=True)
        ]
        aside += [word.index for word in syntax.below(head, "obl") if syntax.case(word.index) == "according to"]
        words = set(syntax.clause(head, without=aside))
        for conjunct in shared:
            words.update(syntax.clause(conjunct))
        found.append(Matter(head, _without_opening(syntax, words), clause=True))
    return found


def _without_opening(syntax: Syntax, words: Iterable[int]) -> tuple[int, ...]:
    """Return the words in order, without the "and", "that" or "unless" in front."""
    ordered = sorted(words)
    while len(ordered) > 1 and (
        syntax.words[ordered[0]].tag in ("CCONJ", "SCONJ") or syntax.lower(ordered[0]) in OPENERS
    ):
        ordered.pop(0)
    return tuple(ordered)


def nominal_matters(syntax: Syntax, index: int) -> list[Matter]:
    """Return the nominal, and each coordinated one that has a determiner or owner of its own."""
    if syntax.lower(index) in NEVER_ABOUT:
        return []
    heads = [index]
    together: list[int] = []
    for word in syntax.below(index, "conj"):
        own = syntax.below(word.index, "det", "nmod:poss")
        (heads if own and word.tag in ("NOUN", "PROPN") else together).append(word.index)
    found = []
    for head in heads:
        words = set(syntax.phrase(head))
        if head == index:
            for conjunct in together:
                words.update(syntax.clause(conjunct))
        found.append(Matter(head, tuple(sorted(words)), clause=False))
    return found


def find_toward(
    syntax: Syntax, parties: Parties, stance: StanceEntry, head: int, matter: Matter | None, own: Container[str]
) -> tuple[str, ...]:
    """Return the actors toward whom the position is taken; the holders' `own` side is left out."""
    found: list[str] = []
    for source in stance.toward:
        if source == "object":
            found += parties.of(syntax.objects(head))
        elif source == "iobj":
            found += parties.of([word.index for word in syntax.below(head, "iobj")])
        elif source == "complement":
            found += _doers(syntax, parties, matter)
        elif source == "inside":
            found += _owners(syntax, parties, matter)
        else:
            found += parties.of(syntax.obliques(head, source))
        found = [actor for actor in found if actor not in own]
        if found:
            break
    if (
        not found
        and matter is not None
        and stance.stance in ("demand", "accept", "reject", "offer", "oppose", "accuse")
    ):
        found = [actor for actor in parties.within(matter.words) if actor not in own]
    return tuple(dict.fromkeys(found))


def _doers(syntax: Syntax, parties: Parties, matter: Matter | None) -> tuple[str, ...]:
    """Return who is to do what the matter's clause says, or else with whom."""
    if matter is None or not matter.clause:
        return ()
    subjects = [word.index for word in syntax.below(matter.head, "nsubj") if word.text.lower() not in RELATIVE]
    found = parties.of([member for subject in subjects for member in syntax.members(subject)])
    if found:
        return found
    return parties.of([*syntax.objects(matter.head), *syntax.obliques(matter.head, "with", "to", "from")])


def _owners(syntax: Syntax, parties: Parties, matter: Matter | None) -> tuple[str, ...]:
    """Return the actors that own, make or are named in the matter."""
    if matter is None:
        return ()
    if matter.clause:
        return _doers(syntax, parties, matter)
    found: list[str] = []
    for word in syntax.below(matter.head, "nmod:poss", "compound", "amod", "nmod"):
        found += parties.at(word.index)
    return tuple(dict.fromkeys(found))
