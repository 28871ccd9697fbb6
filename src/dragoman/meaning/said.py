"""The date of saying: which time expression tells when words were said, not when what they tell of took place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dragoman.contract import Time, When
from dragoman.meaning.dating import KINDS
from dragoman.meaning.syntax import Syntax
from dragoman.text import Part

# Before a time: it bounds what is said or done, and dates no saying. "After Thursday's session" does.
BOUNDS = frozenset("since until till before after than by from for of".split())
NEAR = 6  # words between a cue and the date of saying where no tree tells: "told a press conference in Rome on Friday"
OPENING = 3  # words before a time that still opens its sentence: "But late on Friday"
CLOSERS = frozenset("that but while when though although which who whose as because until if whether where".split())
RELATIVES = frozenset({"when", "where"})
TOGETHER = frozenset({"they", "both", "two", "three", "pair", "sides"})  # those who took part in what was dated
LATER = frozenset({"later", "afterwards", "afterward", "then", "since"})
VERBAL = frozenset({"VERB", "AUX"})
OBLIQUE = frozenset({"obl", "obl:unmarked", "obl:tmod", "advmod"})


def date_saying(
    syntax: Syntax, times: Sequence[Time], head: int, *, content: Part, source: Part | None = None
) -> When | None:
    """Return the day on which the words were said, without its time of day; None where the sentence does not tell it.

    Args:
        syntax: the article's.
        times: its time expressions in text order.
        head: the cue's main word.
        content: what was said; its dates are those of what it tells, unless they hang on the cue itself.
        source: who said it, in words; "the ministry of Thursday's government" dates nothing.
    """
    near = sorted(_in_sentence(syntax, times, head), key=lambda pair: abs(pair[1] - head))
    said = [(time, index) for time, index in near if content.overlaps(time.span)]
    free = [pair for pair in near if pair not in said and not (source and source.overlaps(pair[0].span))]
    for tells, dated in ((_hangs_on_cue, said), (_by_tree, free), (_by_place, free), (_by_verb_above, free)):
        for time, index in dated:
            if tells(syntax, index, head):
                return time.day
    return None


def _in_sentence(syntax: Syntax, times: Sequence[Time], head: int) -> Iterator[tuple[Time, int]]:
    """Yield the dates in the cue's sentence that may date something, each with its main word."""
    sentence = syntax.sentence(head)
    start, end = syntax.words[sentence[0]].start, syntax.words[sentence[-1]].end
    for time in times[bisect_left(times, start, key=lambda time: time.start) :]:
        if time.end > end:
            break
        index = syntax.head_of(time.span)
        if index is None or time.type not in KINDS or not (time.value or "")[:1].isdigit():
            continue
        if not _bounds(syntax, time, sentence[0]):
            yield time, index


def _bounds(syntax: Syntax, time: Time, first: int) -> bool:
    """Say whether the time only bounds something, or is another's: "since Friday", "the accord of 2015", "Friday's"."""
    words = syntax.analysis.words_in(time.span)
    before = [syntax.lower(index) for index in range(max(first, words[0].index - 3), words[0].index)]
    while before and before[-1] in ("the", "last", "late", "early", "on"):
        before.pop()
    behind = words[-1].index + 1
    owned = behind < len(syntax.words) and syntax.lower(behind) in ("'s", "’s")
    if owned:
        return before[-1:] != ["after"]
    return bool(before) and before[-1] in BOUNDS


def _by_tree(syntax: Syntax, index: int, head: int) -> bool:
    """Say whether the first predicate above the time is the cue, its adverbial, or the verb it goes on from.

    Without trees the time counts where few words stand between it and the cue.
    """
    if not syntax.words[index].relation:
        return abs(index - head) <= NEAR
    holders = {head}
    if syntax.relation(head) == "conj" and _goes_on(syntax, head):
        holders.add(syntax.words[head].head)
    for word in syntax.analysis.ancestors(index):
        if word.index in holders:
            return True
        if word.tag in VERBAL:
            adverbial = word.head == head and syntax.relation(word.index) == "advcl"
            return adverbial and not _is_of_its_own(syntax, head) and not _is_relative(syntax, word.index)
    return False


def _goes_on(syntax: Syntax, head: int) -> bool:
    """Say whether a coordinated cue takes place with the verb before it: "met her on Friday and urged a truce"."""
    subjects = syntax.below(head, "nsubj", "nsubj:pass")
    together = all(TOGETHER & {syntax.lower(index) for index in syntax.phrase(one.index)} for one in subjects)
    later = LATER & {word.text.lower() for word in syntax.below(head, "advmod")}
    return together and not later and not _is_of_its_own(syntax, head)


def _is_of_its_own(syntax: Syntax, head: int) -> bool:
    """Say whether the cue tells what holds on the article's day, whatever else is dated: "wants", "has threatened"."""
    auxiliaries = {word.text.lower() for word in syntax.below(head, "aux")}
    present = syntax.words[head].penn == "VBP" or (syntax.words[head].penn == "VBZ" and syntax.lower(head)[-1] == "s")
    return present or bool(auxiliaries & {"has", "have"})


def _is_relative(syntax: Syntax, verb: int) -> bool:
    """Say whether the clause of the verb tells who somebody is, or bounds what is said: "who met", "before leaving"."""
    return "before" in (*syntax.marks(verb), syntax.case(verb)) or any(
        word.text.lower() in ("who", "which") for word in syntax.below(verb, "nsubj", "nsubj:pass")
    )


def _hangs_on_cue(syntax: Syntax, index: int, head: int) -> bool:
    """Say whether a time among the words said still dates the saying: "accused Alba in May of arming the rebels"."""
    word = syntax.words[index]
    if not word.relation or syntax.words[head].penn != "VBD":
        return False
    if word.head == head:
        return word.relation in OBLIQUE
    above = syntax.words[word.head] if word.head >= 0 else None
    whens = {"when", "as"}
    return (
        above is not None
        and above.head == head
        and syntax.relation(above.index) == "advcl"
        and any(one.text.lower() in whens for one in syntax.below(above.index, "advmod", "mark"))
    )


def _by_place(syntax: Syntax, index: int, head: int) -> bool:
    """Say whether the time stands where one of the cue stands, whatever the tree has made of it.

    It follows the cue with no other clause between, or opens the sentence with nothing but the source behind it, or
    stands between source and cue; a time in a clause of its own ("who met them on Friday") does not.
    """
    if index > head:
        between = range(head + 1, index)
        return not _is_of_its_own(syntax, head) and not any(_opens(syntax, one) for one in between)
    first = syntax.sentence(head)[0]
    above = next((word for word in syntax.analysis.ancestors(index) if word.tag in VERBAL), None)
    if above is not None and above.index != head and syntax.relation(above.index).startswith("acl"):
        return False
    between = range(index + 1, head)
    return index - first <= OPENING and not any(
        syntax.words[one].tag == "VERB" or syntax.lower(one) in CLOSERS for one in between
    )


def _opens(syntax: Syntax, index: int) -> bool:
    """Say whether another clause may begin with the word."""
    word = syntax.words[index]
    return word.tag in VERBAL or word.text.lower() in CLOSERS or not word.text[:1].isalnum()


def _by_verb_above(syntax: Syntax, index: int, head: int) -> bool:
    """Say whether the time is that of the verb with which the saying took place.

    "Left the table on Friday, calling the terms an insult", "met on Monday, when she told her guest", "telephoned him
    on Friday to urge a truce".
    """
    relation, above = syntax.relation(head), syntax.words[head].head
    if relation == "conj" and above >= 0:  # "when Alba declared ... and Beria replied"
        head, relation, above = above, syntax.relation(above), syntax.words[above].head
    if above < 0 or index > head or not relation.startswith(("advcl", "acl")) or _is_of_its_own(syntax, head):
        return False
    taken = any(word.text.lower() in RELATIVES and word.index > index for word in syntax.below(head, "advmod", "mark"))
    spoken = syntax.words[head].penn == "VBG" or syntax.infinitive(head)
    if not taken and not (spoken and relation == "advcl"):
        return False
    if taken and not any(syntax.words[one].tag in VERBAL for one in range(index + 1, head)):
        return True
    return _by_tree(syntax, index, above)
