"""What the network left open and the tree tells: whose words a content without a cue is, and who a cue's subject is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dragoman.reading.analysis import Analysis, Relation, Word
from dragoman.text import Span

GOVERNED = frozenset({"xcomp", "ccomp", "obj"})  # how a content hangs on the verb that says it
SHARING = frozenset({"conj", "xcomp", "advcl"})  # how a verb without a subject hangs on one that lends it
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
# Of these a subject says something; what "is expected" or "seems" to come belongs to the content.
SAYING = frozenset(
    "said says told announced insisted warned argued claimed declared stressed wrote stated added".split()
)
MARKS = frozenset('“”"‘’«»')
QUOTING = frozenset("quoted quotes quoting cited cites citing".split())
AS = frozenset("saying telling stating writing warning declaring insisting claiming arguing adding".split())
BEING = frozenset("is are was were been being be".split())
LONGEST_QUOTED = 24  # words of whom an outlet "quoted ... as saying"
ADDING = frozenset({"adding"})  # what only he does who has just spoken
# Verbs whose subject, in the passive, is who hears it: "the envoy was told that".
TOLD = "told informed warned asked advised assured promised offered accused reminded notified briefed urged ordered"
HEARING = frozenset(TOLD.split())
CALLING = frozenset({"called", "calls", "calling", "phoned", "rang"})
HIGHEST = 4  # verbs above that may lend their subject


def complete(analysis: Analysis) -> Analysis:
    """Return the analysis with a cue and a source for every content that has neither and a verb above it.

    What an outlet "quoted X as saying" is its attribution, and X's within it. Who "was told" something does not say it.
    """
    done = tuple(
        _sourced(analysis, _unheard(analysis, _completed(analysis, relation))) for relation in _without_calls(analysis)
    )
    outer = {relation.outer for relation in done}
    done += tuple(
        quoted
        for number, relation in enumerate(done)
        if number not in outer and (quoted := _quoted(analysis, relation, number)) is not None
    )
    return analysis if done == analysis.relations else replace(analysis, relations=done)


def _without_calls(analysis: Analysis) -> tuple[Relation, ...]:
    """Return the relations without those that only tell of a call: "Ana called Ben on Tuesday" calls him nothing."""
    holding = {relation.outer for relation in analysis.relations}
    kept = [
        number
        for number, relation in enumerate(analysis.relations)
        if number in holding or not _is_call(analysis, relation)
    ]
    if len(kept) == len(analysis.relations):
        return analysis.relations
    moved = {number: place for place, number in enumerate(kept)}
    relations = (analysis.relations[number] for number in kept)
    return tuple(
        relation if relation.outer is None else replace(relation, outer=moved[relation.outer]) for relation in relations
    )


def _is_call(analysis: Analysis, relation: Relation) -> bool:
    """Say whether somebody is only called up: a verb of calling whose content is a name, its object."""
    cue = [word for span in relation.cue for word in analysis.words_in(span)]
    if len(cue) != 1 or cue[0].text.lower() not in CALLING or len(relation.content) != 1:
        return False
    content = analysis.words_in(relation.content[0])
    top = next((word for word in content if word.head == cue[0].index), None)
    below = analysis.dependents(cue[0].index, "xcomp", "ccomp")
    return top is not None and top.relation == "obj" and not below and all(word.tag == "PROPN" for word in content)


def _completed(analysis: Analysis, relation: Relation) -> Relation:
    if relation.cue or relation.source or len(relation.content) != 1:
        return relation
    words = analysis.words_in(relation.content[0])
    inside = {word.index for word in words}
    top = next((word for word in words if word.head >= 0 and word.head not in inside and word.tag != "PUNCT"), None)
    if top is None or top.relation not in GOVERNED or analysis.words[top.head].tag != "VERB":
        return relation
    verb = analysis.words[top.head]
    subject = _subject(analysis, verb)
    if subject is None or _is_taken(analysis, verb.span) or subject.index in inside:
        return relation
    source = _phrase(analysis, subject, inside | {verb.index})
    if any(word.tag in ("AUX", "SCONJ") or word.text in MARKS for word in analysis.words_in(source)):
        return relation  # the parser took half a sentence for the subject
    return replace(relation, cue=(verb.span,), source=(source,))


def _sourced(analysis: Analysis, relation: Relation) -> Relation:
    """Return the relation with the subject of its cue as its source, where it has a cue alone.

    A word has a place in one attribution only as the network sees it, but the subject of two verbs says both. The
    second verb is then left without a source, or with one of another sentence, or with all that the first verb tells.
    """
    shared = _adding(analysis, relation) if not relation.source else None
    if shared is not None:
        return replace(relation, source=shared)
    if not relation.cue or (relation.source and not _is_strange(analysis, relation)):
        return relation
    words = [word for span in relation.cue for word in analysis.words_in(span)]
    inside = {word.index for word in words}
    content = {word.index for span in relation.content for word in analysis.words_in(span)}
    for verb in words:
        if verb.tag != "VERB" or verb.head in inside:
            continue
        subject = _subject(analysis, verb)
        agent = _agent(analysis, verb) if subject is not None and subject.relation == "nsubj:pass" else None
        heard = verb.text.lower() in HEARING
        named = agent is not None and (agent.tag == "PROPN" or heard) and agent.index not in content | inside
        if agent is not None and named and not relation.source:
            return replace(relation, source=(_phrase(analysis, agent, inside | content | _around(analysis, agent)),))
        if relation.source and subject is not None and _is_inside(subject, relation.source):
            return replace(relation, source=(_phrase(analysis, subject, inside | content | {verb.head}),))
        if relation.level and subject is not None and subject.tag == "NOUN":
            return relation  # within somebody's words, a source goes before a thing that "promised to end"
        if subject is not None and subject.index in content:
            return relation if subject.relation == "nsubj:pass" else _parted(analysis, relation, subject, verb)
        if subject is None or subject.relation == "nsubj:pass" or subject.index in inside:
            return relation
        for other in analysis.relations:
            if other.level == relation.level and any(span.start <= subject.start < span.end for span in other.source):
                return replace(relation, source=other.source)
        source = _phrase(analysis, subject, inside | content)
        return replace(relation, source=(source,))
    return relation


def hearer(analysis: Analysis, verb: Word) -> Word | None:
    """Return the head of the subject of "was told" or "had been warned", who only hears it; None for other verbs."""
    below = analysis.dependents(verb.index)
    passive = any(word.relation.startswith("aux") and word.text.lower() in BEING for word in below)
    if verb.tag != "VERB" or verb.text.lower() not in HEARING or not passive:
        return None  # "had offered", whatever the tree calls its subject
    return next((word for word in below if word.relation == "nsubj:pass"), None)


def _unheard(analysis: Analysis, relation: Relation) -> Relation:
    """Return the relation without a source that only hears it: "the envoy was warned that"."""
    for word in (word for span in relation.cue for word in analysis.words_in(span)):
        subject = hearer(analysis, word)
        if subject is not None and _is_inside(subject, relation.source):
            return replace(relation, source=())
    return relation


def _quoted(analysis: Analysis, relation: Relation, number: int) -> Relation | None:
    """Return who is "quoted as saying" what whoever quotes tells, within the content of the relation of this number.

    Who it is stands at the content's start or, behind the words, after the cue: "…," the agency quoted X as saying.
    """
    cue = [word for span in relation.cue for word in analysis.words_in(span)]
    at = next((word.index for word in cue if word.text.lower() in QUOTING), None)
    if relation.level or at is None or not relation.content:
        return None
    first, end = analysis.sentences[analysis.words[at].sentence]
    if any(word.text.lower() in BEING for word in analysis.words[max(first, at - 2) : at]):
        return None  # "X was quoted by the agency as saying"
    last = min(end, at + LONGEST_QUOTED)
    for before, verb in pairwise(analysis.words[at + 2 : last]):
        if before.text.lower() == "as" and verb.text.lower() in AS:
            source = Span(analysis.words[at + 1].start, analysis.words[before.index - 1].end)
            content = tuple(
                Span(max(span.start, analysis.words[verb.index + 1].start), span.end)
                if span.start < verb.end < span.end
                else span
                for span in relation.content
                if not source.start <= span.start < span.end <= verb.end
            )
            inside = any(source.overlaps(span) or verb.span.overlaps(span) for span in content)
            if not content or inside:
                return None
            return replace(relation, source=(source,), cue=(verb.span,), content=content, outer=number, level=1)
    return None


def _adding(analysis: Analysis, relation: Relation) -> tuple[Span, ...] | None:
    """Return the source of the statement in whose wake something is added: "the envoy said, adding that"."""
    words = [word for span in relation.cue for word in analysis.words_in(span)]
    if len(words) != 1 or words[0].text.lower() not in ADDING:
        return None
    first, _ = analysis.sentences[words[0].sentence]
    before = [
        one
        for one in analysis.relations
        if one.level == relation.level and one.cue and one.source and one.cue[-1].end <= words[0].start
    ]
    near = [one for one in before if one.cue[0].start >= analysis.words[first].start]
    return near[-1].source if near and near[-1].source != relation.source else None


def _parted(analysis: Analysis, relation: Relation, subject: Word, verb: Word) -> Relation:
    """Return the relation with the piece of its content that is the cue's subject as its source."""
    held = next(span for span in relation.content if span.start <= subject.start < span.end)
    others = tuple(span for span in relation.content if span != held)
    quoted = any(word.text in MARKS for word in analysis.words_in(held))
    if verb.text.lower() not in SAYING or not others or quoted or held.end > verb.start or others[0].start < verb.end:
        return relation
    return replace(relation, source=(held,), content=others)


def _is_strange(analysis: Analysis, relation: Relation) -> bool:
    """Say whether a source stands in another sentence than its cue, or holds the verb that the cue's is joined to."""
    source, cue = (
        [word for span in spans for word in analysis.words_in(span)] for spans in (relation.source, relation.cue)
    )
    if not source or not cue:
        return False
    held = {word.index for word in source if word.tag == "VERB"}
    joined = any(word.relation == "conj" and word.head in held for word in cue)
    return joined or source[0].sentence != cue[0].sentence


def _is_inside(word: Word, spans: Sequence[Span]) -> bool:
    return any(span.start <= word.start < span.end for span in spans)


def _is_taken(analysis: Analysis, span: Span) -> bool:
    """Say whether another attribution has the word in its cue or its source."""
    return any(span.overlaps(other) for one in analysis.relations for other in (*one.cue, *one.source))


def _subject(analysis: Analysis, verb: Word) -> Word | None:
    current = verb
    for _ in range(HIGHEST):
        own = [word for word in analysis.dependents(current.index) if word.relation in SUBJECTS]
        if own:
            return own[0] if own[0].tag != "DET" else None
        if current.relation.split(":")[0] not in SHARING or current.head < 0:
            return None
        above = analysis.words[current.head]
        if current.relation == "conj" and current.penn == "VBD" and above.penn == "VB" and above.head >= 0:
            above = analysis.words[above.head]  # "said that Ana would come but warned": who said, warned
        current = above
    return None


def _agent(analysis: Analysis, verb: Word) -> Word | None:
    """Return who does what a passive verb tells: "was rejected by Ana"."""
    return next((word for word in analysis.dependents(verb.index) if word.relation == "obl:agent"), None)


def _around(analysis: Analysis, agent: Word) -> set[int]:
    """Return the "by" of an agent, and what the parser hangs on it or its fellows of the occasion: "at a meeting"."""
    found: set[int] = set()
    for holder in (agent.index, *(word.index for word in analysis.dependents(agent.index, "conj"))):
        for word in analysis.dependents(holder, "case", "nmod"):
            cases = [case.text.lower() for case in analysis.dependents(word.index, "case")]
            if word.relation == "case" or cases[:1] in (["at"], ["in"], ["on"], ["during"], ["after"]):
                found.update(analysis.subtree(word.index))
    return found


def _phrase(analysis: Analysis, subject: Word, without: set[int]) -> Span:
    """Return the words of the subject, up to a gap: its clauses and what is left out may break it off."""
    below = set(analysis.subtree(subject.index)) - without
    first = last = subject.index
    while first - 1 in below:
        first -= 1
    while last + 1 in below:
        last += 1
    ordered: Sequence[Word] = analysis.words[first : last + 1]
    while len(ordered) > 1 and ordered[-1].tag == "PUNCT":
        ordered = ordered[:-1]
    return Span(ordered[0].start, ordered[-1].end)
