"""What the order of words says of a predicate where the tree slips: negation, infinitives, the words that follow.

A parser errs in about one word of six. The words right around a verb are harder to get wrong: "has n't kept",
"ready to meet", "accepted the map".
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.meaning.syntax import NEGATIONS, Syntax, remembered

GROUP = frozenset({"AUX", "PART", "ADV"})  # what stands between a verb's first auxiliary and the verb
LONGEST_GROUP = 6  # words: "would not in fact ever have kept"
TO_INFINITIVE = 14  # words between a stance and its infinitive: an object, a date
LONGEST_STRETCH = 40  # words of a clause that no tree bounds
ENDS = frozenset({".", ";", ":", "?", "!", "–", "—", "..."})
CONDITIONING = frozenset({"if", "unless", "until", "provided", "providing"})
SIGNS = frozenset({"sign", "indication", "evidence", "hint", "guarantee"})  # "no sign that it will accept"
CLAUSE_START = frozenset({"DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"})
SUBORDINATORS = frozenset({"if", "whether", "unless", "lest"})
HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve", "'d", "’d"})
BE = frozenset(
    {"be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "get", "gets", "got"}
)
SAYING_WITHIN = frozenset({"said", "says", "added", "told", "according", "warned", "insisted", "argued", "wrote"})
OPENING_QUOTES = frozenset("“‘\"'«")
CLOSING_QUOTES = frozenset("”’\"'»")


def verb_group(syntax: Syntax, index: int) -> list[int]:
    """Return the auxiliaries, adverbs and particles right before the predicate, in text order."""
    first = syntax.sentence(index)[0]
    found: list[int] = []
    for before in range(index - 1, max(first, index - LONGEST_GROUP) - 1, -1):
        if syntax.words[before].tag not in GROUP or syntax.lower(before) == "to":
            break
        found.append(before)
    return found[::-1]


@remembered
def negated_near(syntax: Syntax, index: int) -> bool:
    """Say whether the predicate is negated, by the tree or by a word of its own right before it."""
    if syntax.negated(index):
        return True
    group = verb_group(syntax, index)
    return any(
        syntax.lower(word) in NEGATIONS and syntax.lower(word + 1) not in ("only", "just", "merely") for word in group
    )


@remembered
def auxiliaries_near(syntax: Syntax, index: int) -> frozenset[str]:
    """Return the lower-case auxiliaries of the predicate, by the tree and by the words right before it."""
    near = {syntax.lower(word) for word in verb_group(syntax, index) if syntax.words[word].tag == "AUX"}
    return frozenset(near | set(syntax.auxiliaries(index)))


@remembered
def is_passive(syntax: Syntax, index: int) -> bool:
    """Say whether the verb is passive; "has demanded" is not, whatever the tree calls its subject."""
    auxiliaries = auxiliaries_near(syntax, index)
    if auxiliaries & BE:
        return syntax.is_passive(index)
    if auxiliaries & HAVE:
        return False
    own = any(word.index < index for word in syntax.below(index, "nsubj"))
    if not own and follows(syntax, index, "by") and syntax.lower(index).endswith("ed"):
        return True
    return syntax.is_passive(index)


def follows(syntax: Syntax, index: int, word: str) -> bool:
    """Say whether the next word of the sentence is this one."""
    return index + 1 <= syntax.sentence(index)[-1] and syntax.lower(index + 1) == word


def infinitive_after(syntax: Syntax, index: int) -> int | None:
    """Return the verb of the first "to ..." after the word, with no other clause in between."""
    last = syntax.sentence(index)[-1]
    for at in range(index + 1, min(last, index + TO_INFINITIVE) + 1):
        if syntax.lower(at) == "to":
            verb = _verb_of_infinitive(syntax, at, last)
            if verb is not None:
                return verb
        if syntax.words[at].tag in ("VERB", "SCONJ", "CCONJ") or syntax.lower(at) in ENDS | {","}:
            return None
    return None


def _verb_of_infinitive(syntax: Syntax, to: int, last: int) -> int | None:
    for at in range(to + 1, min(last, to + 4) + 1):
        word = syntax.words[at]
        if word.tag in ("VERB", "AUX") and (word.penn in ("", "VB") or word.text.lower() == syntax.lemma(at)):
            return at
        if word.tag not in ("ADV", "PART", "AUX") and word.text not in OPENING_QUOTES:
            return None
    return None


def stretch(syntax: Syntax, first: int, *, commas: bool = True) -> tuple[int, ...]:
    """Return the words from `first` to the end of the clause: a mark, a "he said", or the sentence's end.

    Args:
        syntax: the words.
        first: the first word.
        commas: whether a comma ends the clause too.
    """
    if first >= len(syntax.words):
        return ()
    last = syntax.sentence(first)[-1]
    found: list[int] = []
    for at in range(first, min(last, first + LONGEST_STRETCH) + 1):
        lower = syntax.lower(at)
        if found and (lower in ENDS or (lower == "," and (commas or _is_aside(syntax, at, last)))):
            break
        found.append(at)
    return tuple(found)


def _is_aside(syntax: Syntax, comma: int, last: int) -> bool:
    """Say whether ", according to X" or ", he said" follows the comma."""
    return any(syntax.lower(at) in SAYING_WITHIN for at in range(comma + 1, min(last, comma + 5) + 1))


def main_verb(syntax: Syntax, words: tuple[int, ...]) -> int | None:
    """Return the verb that a clause of these words turns on: the first finite one that is in no relative clause."""
    verbs = [at for at in words if syntax.words[at].tag == "VERB" and syntax.words[at].relation != "acl:relcl"]
    for at in verbs:
        if syntax.lower(at - 1) != "to" and (syntax.below(at, "nsubj") or auxiliaries_near(syntax, at)):
            return at
    return verbs[0] if verbs else next((at for at in words if syntax.words[at].tag in ("AUX", "ADJ")), None)


def coordinated_that(syntax: Syntax, first: int) -> Iterator[int]:
    """Yield where "and that ..." begins its clause, after the word, within its sentence."""
    for at in range(first, syntax.sentence(first)[-1] - 1):
        if (
            syntax.lower(at) in ("and", "but")
            and syntax.lower(at + 1) == "that"
            and syntax.words[at + 1].tag == "SCONJ"
        ):
            yield at + 2


def supposed_near(syntax: Syntax, index: int) -> bool:
    """Say whether an "if", "unless" or "whether" opens the clause, no other verb standing in between."""
    group = set(verb_group(syntax, index))
    first = syntax.sentence(index)[0]
    for at in range(index - 1, max(first, index - LONGEST_STRETCH // 2) - 1, -1):
        word = syntax.words[at]
        if SIGNS.intersection(syntax.stems[at]) and at > first and syntax.lower(at - 1) in ("no", "little", "without"):
            return True
        if syntax.lower(at) in SUBORDINATORS:
            return True
        if (word.tag in ("VERB", "AUX") and at not in group) or syntax.lower(at) in ENDS:
            return False
    return False


def condition_after(syntax: Syntax, index: int) -> tuple[int, ...]:
    """Return the words of an "if ...", "unless ..." or "until ..." in the predicate's sentence; empty without one.

    One that opens the sentence counts where nothing but its own clause stands before the predicate's.
    """
    sentence = syntax.sentence(index)
    for at in range(index + 1, sentence[-1]):
        added = syntax.words[at].tag == "VERB" and syntax.relation(at) in ("conj", "parataxis")
        if syntax.lower(at) in ENDS or added:
            break
        opens = at + 1 < sentence[-1] and syntax.words[at + 1].tag in CLAUSE_START
        if syntax.lower(at) == "once" and opens and syntax.lower(at - 1) not in ("at", "than"):
            return (at - 1, *stretch(syntax, at)) if syntax.lower(at - 1) == "only" else stretch(syntax, at)
        if syntax.lower(at) in CONDITIONING and syntax.lower(at - 1) not in ("as", "even"):
            only = at - 1 if syntax.lower(at - 1) in ("only", "not") and at - 1 > index else at
            return (*range(only, at), *stretch(syntax, at, commas=False))
    opening = sentence[0] + (syntax.lower(sentence[0]) in OPENING_QUOTES)
    if syntax.lower(opening) in CONDITIONING and opening < index:
        words = stretch(syntax, opening)
        verbs = [at for at in range(words[-1] + 1, index) if syntax.words[at].tag == "VERB"]
        return words if not verbs and words[-1] < index else ()
    return ()
