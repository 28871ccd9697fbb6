"""Who takes a stand: the subject of a stance word, by the tree first and by the order of words where the tree slips."""

from __future__ import annotations

from dragoman.meaning.nearby import parties_before
from dragoman.meaning.order import auxiliaries_near, is_passive
from dragoman.meaning.parties import PARTITIVE, Parties
from dragoman.meaning.syntax import Syntax

HIGHEST = 4  # predicates above that may lend their subject
NEAR = 8  # words that a source's description takes ("according to a senior Alban official")
FINITE = frozenset({"VBD", "VBZ", "VBP"})
CLAUSAL = frozenset({"conj", "advcl", "ccomp", "xcomp", "parataxis", "acl"})


def takers(syntax: Syntax, parties: Parties, index: int, *, surface: bool = False) -> tuple[str, ...]:
    """Return the actors that do what the predicate says; empty where nobody known does.

    Args:
        syntax: the words and their trees.
        parties: which actors stand behind a word.
        index: the predicate.
        surface: whether a passive form has its grammatical subject for a taker ("is prepared to").
    """
    if not surface and is_passive(syntax, index):
        return of(parties, syntax.agents(index)) or _after_by(syntax, parties, index)
    shared = _finite_above(syntax, index)
    if shared is not None:
        return takers(syntax, parties, shared)
    subjects = tuple(subject for subject in syntax.surface_subjects(index) if subject < index)
    return of(parties, subjects) or _before_aside(syntax, parties, index) or _lent(syntax, parties, index)


def of(parties: Parties, subjects: tuple[int, ...]) -> tuple[str, ...]:
    """Return the actors of the nominals; "some of them" are they whom "them" stands for, where that is known."""
    found: list[str] = []
    for subject in subjects:
        aside = _is_apposition(parties.syntax, subject) or _says_again(parties.syntax, subject, subjects)
        if aside and len(subjects) == 1:  # "Alba, one of the hosts, offered"
            found += parties.named_at_end(subject - 2) if subject > 1 else ()
        if not (aside or _is_source(parties.syntax, subject)):
            found += _glossed(parties, subject) or _part_of(parties, subject) or parties.at(subject)
    return tuple(dict.fromkeys(found))


def _is_apposition(syntax: Syntax, subject: int) -> bool:
    """Say whether the nominal is "one of the hosts" after a comma, which says again who the subject is."""
    return bool(PARTITIVE.intersection(syntax.stems[subject])) and syntax.lower(subject - 1) == ","


def _says_again(syntax: Syntax, subject: int, subjects: tuple[int, ...]) -> bool:
    """Say whether the nominal is a second subject between commas ("the council, Beria's umbrella group, voted")."""
    if subject == subjects[0] or not syntax.relation(subject).startswith("nsubj"):
        return False
    words = [at for at in syntax.phrase(subject, clauses=False) if at <= subject]
    return bool(words) and syntax.lower(words[0] - 1) == "," and syntax.lower(subject + 1) == ","


def _is_source(syntax: Syntax, subject: int) -> bool:
    """Say whether the nominal stands right after "according to"."""
    first = syntax.sentence(subject)[0]
    for at in range(subject - 1, max(first, subject - NEAR) - 1, -1):
        if syntax.lower(at) == "according":
            return True
        if syntax.words[at].tag in ("VERB", "AUX", "PUNCT"):
            return False
    return False


def _glossed(parties: Parties, subject: int) -> tuple[str, ...]:
    """For "he [Beria] wants it": whom the editor's bracket names."""
    syntax = parties.syntax
    last = syntax.sentence(subject)[-1]
    if syntax.words[subject].tag != "PRON" or subject + 2 > last or syntax.lower(subject + 1) not in ("[", "("):
        return ()
    return parties.named_at(subject + 2)


def _part_of(parties: Parties, subject: int) -> tuple[str, ...]:
    syntax = parties.syntax
    if not PARTITIVE.intersection(syntax.stems[subject]):
        return ()
    pronouns = [word.index for word in syntax.below(subject, "nmod") if word.tag == "PRON"]
    return parties.at(pronouns[0]) if pronouns else ()


def _finite_above(syntax: Syntax, index: int) -> int | None:
    """For "accused him of lying, and proposed talks": the finite verb that a finite one is really coordinated with."""
    word = syntax.words[index]
    if syntax.relation(index) != "conj" or syntax.below(index, "nsubj") or word.head < 0:
        return None
    finite = word.penn in FINITE or (word.penn == "VBN" and not auxiliaries_near(syntax, index))
    if not finite or syntax.words[word.head].penn != "VBG" or auxiliaries_near(syntax, word.head):
        return None
    for above in syntax.analysis.ancestors(word.head):
        if above.penn in FINITE:
            return above.index
    return None


def _before_aside(syntax: Syntax, parties: Parties, index: int) -> tuple[str, ...]:
    """For "Alba, he said, had accepted": the first of the saying verb's two subjects."""
    above = syntax.words[index].head
    if above < 0 or above > index or syntax.relation(index) not in ("ccomp", "parataxis", "conj"):
        return ()
    own = [word.index for word in syntax.below(above, "nsubj") if word.index < above]
    if len(own) < 2 or syntax.lower(own[0] + 1) != ",":
        return ()
    return parties.at(own[0])


def _lent(syntax: Syntax, parties: Parties, index: int) -> tuple[str, ...]:
    """Return the parties right before the verb, or the subject of a predicate that it is added to."""
    near = parties_before(syntax, parties, index)
    own = [word for word in syntax.below(index, "nsubj") if word.index < index]
    if near or own or syntax.words[index].relation == "acl:relcl":
        return near
    added = syntax.relation(index) == "conj" or _after_comma(syntax, index)
    current = index
    for _, word in zip(range(HIGHEST), syntax.analysis.ancestors(index), strict=False):
        if not added or (syntax.relation(current) not in CLAUSAL and syntax.words[current].tag == "VERB"):
            break
        if word.tag in ("VERB", "ADJ", "AUX") and not is_passive(syntax, word.index):
            found = of(parties, tuple(subject for subject in syntax.surface_subjects(word.index) if subject < index))
            if found:
                return found
        current = word.index
    return ()


def _after_comma(syntax: Syntax, index: int) -> bool:
    """Say whether the word is a participle after a comma (", promising to ...")."""
    return syntax.lower(index).endswith("ing") and index > 0 and syntax.lower(index - 1) in (",", "and")


def _after_by(syntax: Syntax, parties: Parties, index: int) -> tuple[str, ...]:
    """Return the parties of a "by" that follows the participle at once."""
    last = syntax.sentence(index)[-1]
    if index + 1 > last or syntax.lower(index + 1) != "by":
        return ()
    for at in range(index + 2, min(last, index + 6) + 1):
        found = parties.named_at(at)
        if found:
            return found
    return ()
