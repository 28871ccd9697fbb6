"""What a position is about by the attribution that its word is the cue of, where the tree gives no complement.

"Called for | a truce", "insists that | Beria withdraw": the reader of attributions finds the content of a cue more
surely than the parser attaches it.
"""

from __future__ import annotations

from dragoman.meaning.matter import NEVER_ABOUT, Matter, has_base_form, says_necessity, subjunctive, without_opening
from dragoman.meaning.order import auxiliaries_near, main_verb, negated_near
from dragoman.meaning.reports import Reports
from dragoman.meaning.stances import StanceWord
from dragoman.meaning.syntax import Syntax

ADDRESSING = frozenset({"tell", "ask", "say", "charge", "challenge", "press", "commit", "support", "back"})
LONGEST = 45  # words of a content that is one matter
JOINED = frozenset({"and", "or", "but", ",", ";", "–", "—"})


def cued_matters(syntax: Syntax, reports: Reports, stance: StanceWord) -> list[Matter]:
    """Return the content of the attribution that the word is the cue of, taken apart where several things shall be."""
    held = reports.cued_by(stance.head)
    if held is None or stance.entry.kind not in ("verb", "noun") or ADDRESSING.intersection(stance.entry.words):
        return []
    if held.quoting == "direct" or any(source.startswith("advcl:") for source in stance.entry.about):
        return []
    words = [word.index for span in held.content.spans for word in syntax.analysis.words_in(span)]
    words = [at for at in words if syntax.sentence(at) == syntax.sentence(stance.head)]
    if not words or len(words) > LONGEST or min(words) < stance.head:
        return []
    sources = stance.entry.about
    past = syntax.words[stance.head].penn == "VBD"  # "suggested that they hold": no present tense after a past one
    verb = next((at for at in words if _is_bare(syntax, at) and (past or subjunctive(syntax, at))), None)
    if verb is not None:
        return _apart(syntax, words, verb)
    kept = without_opening(syntax, words)
    head = _head(syntax, kept)
    clause = syntax.words[head].tag in ("VERB", "AUX") or bool(syntax.below(head, "nsubj"))
    if syntax.lower(head) in NEVER_ABOUT or (clause and len(kept) == 1):
        return []
    infinitive = syntax.lower(kept[0]) == "to"
    if infinitive and not {"xcomp", "acl"}.intersection(sources):
        return []  # "sought to reassure them"
    if clause and not infinitive and not any(source.startswith("ccomp") for source in sources):
        return []  # "warned that it would be difficult"
    if clause and (stance.entry.kind == "noun" or any(source.endswith("!") for source in sources)):
        necessary = main_verb(syntax, kept)
        if necessary is None or not (says_necessity(syntax, necessary) or _insisted(syntax, stance, necessary)):
            return []
    return [Matter(head, kept, clause=clause)]


def _insisted(syntax: Syntax, stance: StanceWord, verb: int) -> bool:
    """Say whether somebody insists on what others will do ("insisted that the president would chair the cabinet")."""
    subjects = [at for at in syntax.surface_subjects(verb) if at < verb]
    others = bool(subjects) and all(syntax.words[at].tag in ("NOUN", "PROPN") for at in subjects)
    modal = auxiliaries_near(syntax, verb) & {"would", "will", "shall"}
    if not others or negated_near(syntax, verb):
        return False
    pressing = syntax.lower(stance.head) == "insisting"
    done = syntax.words[verb].penn == "VBN" and auxiliaries_near(syntax, verb) & {"is", "are"}
    if pressing and done and not syntax.agents(verb):
        return True  # "is insisting that the rebels are excluded": what somebody presses for is not told as a fact
    return "insist" in stance.entry.words and bool(modal)


def each_thing(syntax: Syntax, matters: list[Matter]) -> list[Matter]:
    """Return the matters taken apart into what shall be, one by one.

    "That Beria withdraw and accept ...", "to open the road and to clear the mines".
    """
    found: list[Matter] = []
    for matter in matters:
        if matter.clause and subjunctive(syntax, matter.head):
            found += _apart(syntax, list(matter.words), matter.head)
        else:
            found += _listed(syntax, matter)
    return found


def _listed(syntax: Syntax, matter: Matter) -> list[Matter]:
    """Return a matter for each infinitive with a "to" of its own, each "of lying"; others stay whole."""
    words = list(matter.words)
    joined = [word.index for word in syntax.below(matter.head, "conj")]
    later = [at for at in joined if syntax.infinitive(at) or _opens_with_of(syntax, at)]
    openings = [min(mark.index for mark in syntax.below(at, "mark", "aux", "case")) for at in later]
    if not matter.clause or not later or not set(openings) <= set(words):
        return [matter]
    heads, starts = [matter.head, *later], [words[0], *openings]
    found = []
    for head, start, end in zip(heads, starts, [*openings, words[-1] + 1], strict=True):
        part = [at for at in words if start <= at < end]
        while part and syntax.lower(part[-1]) in JOINED:
            part.pop()
        if part:
            found.append(Matter(head, tuple(part), clause=True))
    return found


def _opens_with_of(syntax: Syntax, index: int) -> bool:
    """Say whether it is one more thing that somebody is accused "of": "of leaving and of lying"."""
    return any(word.text.lower() == "of" for word in syntax.below(index, "mark", "case"))


def _head(syntax: Syntax, words: tuple[int, ...]) -> int:
    """Return the word that the others hang on: the one whose own head is outside."""
    inside = set(words)
    for at in words:
        if syntax.words[at].head not in inside and syntax.words[at].tag in ("VERB", "NOUN", "PROPN", "ADJ", "AUX"):
            return at
    return words[0]


def _is_bare(syntax: Syntax, index: int) -> bool:
    """Say whether the verb has the form of the bare subjunctive: "that Beria withdraw and accept"."""
    word = syntax.words[index]
    if word.tag != "VERB" or not has_base_form(syntax, index):
        return False
    return not auxiliaries_near(syntax, index) and not syntax.infinitive(index) and syntax.lower(index - 1) != "to"


def _apart(syntax: Syntax, words: list[int], verb: int) -> list[Matter]:
    """Return a matter for each thing that shall be: "that Beria withdraw and accept that ..."."""
    bare = [
        at
        for at in words
        if at > verb and syntax.relation(at) == "conj" and _is_bare(syntax, at)
        if not syntax.below(at, "nsubj")
    ]
    heads = [verb, *bare]
    found = []
    for head, end in zip(heads, [*heads[1:], words[-1] + 1], strict=True):
        part = [at for at in words if (at >= head or head == verb) and at < end]
        while part and syntax.lower(part[-1]) in JOINED:
            part.pop()
        kept = without_opening(syntax, part) if part else ()
        if kept:
            found.append(Matter(head, kept, clause=True))
    return found
