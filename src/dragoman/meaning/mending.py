"""Slips of the parser that the order of words shows, mended before anybody asks the tree.

Only words whose right place is beyond doubt are moved: a preposition goes to the nominal that follows it, an
infinitive to the word in front of its "to", a particle to its verb, a relative clause to the noun before "which".
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.reading.analysis import Analysis, Word
from dragoman.reading.lemmas import candidates

SET = frozenset({"due", "set", "ready", "likely", "unlikely", "able", "unable", "prepared", "willing"})
TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today tomorrow yesterday".split()
)
RUN = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})
MODIFIERS = frozenset({"compound", "amod", "det", "nummod", "nmod:desc"})
HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
# Verbs that take a person and an infinitive: "invite the parties to meet".
INVITING = frozenset(
    "invite urge ask tell order want persuade allow press call force expect convince request encourage beg advise"
    " authorise authorize require push pressure warn".split()
)
# Words that take an infinitive of their own: "ready to meet", "agreed to talk", "an offer to mediate".
WILLING = frozenset(
    "ready willing prepared unwilling reluctant keen eager happy able unable due set likely unlikely open refuse agree"
    " offer want hope plan intend decide decline threaten promise pledge vow expect try seek wish ask prepare mean"
    " schedule readiness willingness offer plan refusal promise decision desire wish bid attempt demand".split()
)
DISCUSSING = frozenset({"discuss", "raise", "share", "coordinate"})  # a thing, with somebody
PERSONAL = frozenset("ready willing prepared unwilling reluctant keen eager able unable set due determined".split())
PARTICLES = frozenset({"off", "out", "up", "down", "over", "back"})
PHRASAL = frozenset(
    "call break put rule carry turn set take cut shut blow hand pull lay close back give kick send round gun shoot"
    " step start lock hold head".split()
)
LOOSE = frozenset({"obl", "flat", "compound", "nmod", "nmod:unmarked"})  # of a name right after its verb
OBJECT_REACH = 5  # words of a name with its titles after the verb
REACH = 6  # words of an object between "invite" and "to"
PEOPLE = frozenset(
    "diplomat official minister president leader envoy spokesman spokeswoman negotiator aide ambassador people member"
    " delegate mediator chief adviser source".split()
)


def mend(analysis: Analysis) -> Analysis:
    """Return the analysis with plain slips of the parser put right; the same one where there is none."""
    words = list(analysis.words)
    for first, end in analysis.sentences:
        _mend_sentence(words, first, end)
    if all(mended is word for mended, word in zip(words, analysis.words, strict=True)):
        return analysis
    return replace(analysis, words=tuple(words))


def _mend_sentence(words: list[Word], first: int, end: int) -> None:
    for index in range(first, end):
        word = words[index]
        lower = word.text.lower()
        if lower == "to" and index + 1 < end and first < index:
            _mend_infinitive(words, index, first, end)
        elif word.relation == "case" and lower == "due" and index > first:
            _mend_due(words, index, first, end)
        elif word.relation == "case" and lower in PARTICLES and index > first and _is_phrasal(words[index - 1]):
            _mend_particle(words, index)
        elif word.relation == "case" and word.tag == "ADP":
            _mend_case(words, index, end)
        elif word.relation == "expl" and lower == "it" and _is_willing(words[word.head]):
            words[index] = replace(word, relation="nsubj")
        elif word.relation == "mark":
            _mend_mark(words, index, first, end)
        elif word.relation == "cc" and word.head > index:
            _mend_coordination(words, index, first)
        elif lower in ("which", "that") and word.relation.startswith("nsubj") and index > first:
            _mend_relative(words, index, first)
    for index in range(first, end):
        relation = words[index].relation
        if relation == "nmod:poss" and words[index].tag == "PROPN" and words[index - 1].text == "," and index > first:
            _mend_named_behind(words, index)
        elif relation == "advcl" and words[index].text.lower() in SET and words[index].head > index:
            _mend_set(words, index, first)
        elif words[index].penn in ("VBD", "VBN", "VBZ", "VBP"):
            _mend_verb(words, index, first, end)
        elif relation.startswith("nsubj") and words[index].head > index and _follows_joining(words, index, first):
            _mend_joined_subjects(words, index, first)
        elif relation in LOOSE and words[index].head < index:
            _mend_object(words, index, end)
            if words[index].relation == "obl":
                _mend_crossing(words, index, first)
            elif words[index].relation == "nmod" and words[index].head >= 0:
                _mend_discussed(words, index, first)
        elif relation.startswith("nsubj") and 0 <= words[index].head < index:
            _mend_subject(words, index, first, end)
        elif relation == "conj" and words[index].head > index and words[index].tag in ("ADJ", "PROPN"):
            _mend_joined_modifiers(words, index, first)
        elif relation == "conj" and words[index].tag == "PROPN" and words[words[index].head].relation == "appos":
            _mend_joined_apposition(words, index, first)
        elif relation == "conj" and words[index].tag in ("PROPN", "NOUN") and _is_second_object(words, index):
            _mend_second_object(words, index)
        elif relation == "conj" and words[words[index].head].relation == "flat":
            _mend_joined_names(words, index)
        elif relation == "conj" and words[index].tag == "NOUN" and 0 <= words[index].head < index:
            if words[words[index].head].tag == "NUM":
                _mend_dated(words, index)
            else:
                _mend_aside(words, index)
        elif relation == "advcl" and words[index].tag == "VERB" and first <= words[index].head < index:
            _mend_purpose(words, index)


def _move(words: list[Word], index: int, head: int, relation: str) -> None:
    """Give the word another head, unless that would close a circle."""
    above = head
    while above >= 0:
        if above == index:
            return
        above = words[above].head
    if (words[index].head, words[index].relation) != (head, relation):
        words[index] = replace(words[index], head=head, relation=relation)


def _mend_named_behind(words: list[Word], index: int) -> None:
    """Make a name behind its noun and a comma an apposition: "Ana Alba's predecessor, Ben Cora"."""
    if 0 <= words[index].head < index - 1:
        words[index] = replace(words[index], relation="appos")


def _mend_set(words: list[Word], index: int, first: int) -> None:
    """Put "due" above "to meet" in "had been due to meet", where the tree has it the other way round."""
    verb = words[index].head
    if verb > index + 2 or words[index + 1].text.lower() != "to":
        return
    for at in range(first, index):
        if words[at].head == verb and words[at].relation.split(":")[0] in ("nsubj", "aux", "cop", "advmod"):
            words[at] = replace(words[at], head=index)
    words[index] = replace(words[index], head=words[verb].head, relation=words[verb].relation)
    words[verb] = replace(words[verb], head=index, relation="xcomp")


def _mend_due(words: list[Word], index: int, first: int, end: int) -> None:
    """Hang "due to meet" on the noun before it ("experts from the two countries due to meet"), as an adjective."""
    verb = words[index].head
    if not index + 1 < verb < min(end, index + 4) or words[index + 1].text.lower() != "to" or words[verb].tag != "VERB":
        return
    top = index - 1
    while first <= words[top].head < top and words[top].relation in ("nmod", "flat", "compound"):
        top = words[top].head
    if words[top].tag not in HEADS:
        return
    _move(words, index, top, "acl")
    if words[index].head == top:
        words[index] = replace(words[index], tag="ADJ")
        _move(words, verb, index, "xcomp")
        _move(words, index + 1, verb, "mark")


def _mend_joined_modifiers(words: list[Word], index: int, first: int) -> None:
    """Coordinate "Beria" with "Alban" in "Alban and Berian envoys", where the tree hangs it on the envoys."""
    before = index - 2
    if before < first or words[index - 1].text.lower() not in ("and", "or"):
        return
    if words[before].head == words[index].head and words[before].relation in MODIFIERS:
        _move(words, index, before, "conj")


def _mend_joined_names(words: list[Word], index: int) -> None:
    """Coordinate two names as wholes ("Ana Alba and Ben Cora"), not the second with the first one's last word."""
    head = words[index].head
    while words[head].relation == "flat" and words[head].head >= 0:
        head = words[head].head
    if head < index and words[index].tag == "PROPN":
        _move(words, index, head, "conj")


def _mend_joined_apposition(words: list[Word], index: int, first: int) -> None:
    """Coordinate the names in "Alba, the envoy, and Beria": what the comma closes off joins nobody."""
    named = words[words[index].head].head
    joined = [word.index for word in words[first:index] if word.relation == "cc" and word.head == index]
    if joined and words[joined[-1] - 1].text == "," and first <= named < index and words[named].tag == "PROPN":
        _move(words, index, named, "conj")


def _follows_joining(words: list[Word], index: int, first: int) -> bool:
    return any(word.relation == "cc" and word.head == index for word in words[first:index])


def _mend_joined_subjects(words: list[Word], index: int, first: int) -> None:
    """Coordinate the subjects in "Alba and Beria are expected to meet", where each has a verb of its own."""
    joining = next(word.index for word in words[first:index] if word.relation == "cc" and word.head == index)
    before = joining - 1
    while before > first and words[before].relation in ("flat", "compound") and first <= words[before].head < before:
        before = words[before].head
    if before >= first and words[before].relation.startswith("nsubj") and words[before].head > index:
        _move(words, index, before, "conj")


def _mend_second_object(words: list[Word], index: int) -> None:
    """Coordinate "Cora" with "Beria" in "met Beria in Rome and Cora in Oslo", where the tree hangs it on the verb."""
    head = words[index].head
    first = next(word.index for word in words[head + 1 : index] if word.head == head and word.relation == "obj")
    _move(words, index, first, "conj")


def _is_second_object(words: list[Word], index: int) -> bool:
    """Say whether a nominal behind "and" hangs on a verb that has a name for its object."""
    head = words[index].head
    if not 0 <= head < index or words[head].tag != "VERB":
        return False
    named = any(
        word.head == head and word.relation == "obj" and word.tag == "PROPN" for word in words[head + 1 : index]
    )
    joined = any(word.relation == "cc" and word.head == index for word in words[head:index])
    return (
        named and joined and not any(word.head == index and word.relation.startswith("nsubj") for word in words[head:])
    )


def _mend_aside(words: list[Word], index: int) -> None:
    """Set a nominal after a comma aside ("offered to host talks, the first attempt"): nothing coordinates it."""
    head = words[index].head
    below = [word for word in words[head:index] if word.head == index]
    opening = min([word.index for word in below], default=index)
    joined = any(word.relation == "cc" for word in below)
    if words[head].tag == "VERB" and not joined and words[opening].text == "," and words[head].relation != "conj":
        words[index] = replace(words[index], relation="parataxis")


def _mend_discussed(words: list[Word], index: int, first: int) -> None:
    """Hang "with Beria" on the verb in "discussed the map with Beria", where the tree hangs it on the map."""
    noun = words[words[index].head]
    if noun.relation != "obj" or words[noun.head].tag != "VERB" or _case(words, index, first) != "with":
        return
    if DISCUSSING.intersection(candidates(words[noun.head].text, "VERB")):
        _move(words, index, noun.head, "obl")


def _mend_dated(words: list[Word], index: int) -> None:
    """Hang "with the envoy" on the talks in "talks on 4 May with the envoy", where the tree joins it to the date."""
    date = words[index].head
    below = {word.relation for word in words[date:index] if word.head == index}
    if "case" in below and "cc" not in below and 0 <= words[date].head < date:
        _move(words, index, words[date].head, "nmod" if words[words[date].head].tag == "NOUN" else "obl")


def _mend_crossing(words: list[Word], index: int, first: int) -> None:
    """Hang what follows "he said" on it, where the tree hangs it on a word of what was said before it."""
    head = words[index].head
    above = words[head].head
    while first <= above < index:
        if head < above and words[above].tag == "VERB":
            if not any(word.tag == "PUNCT" for word in words[above:index]):  # '", he said, "with pleasure"' goes on
                _move(words, index, above, "obl")
            return
        head, above = above, words[above].head


def _mend_purpose(words: list[Word], index: int) -> None:
    """Make the infinitive after "offered on Monday" what was offered, where a date alone stands between."""
    head = words[index].head
    marks = [word for word in words[head:index] if word.head == index and word.text.lower() == "to"]
    between = [word for word in words[head + 1 : index] if word.head == head]
    dated = between and all(word.text.lower() in TIME_WORDS or word.relation == "punct" for word in between)
    willing = words[head].tag == "VERB" and WILLING.intersection(candidates(words[head].text, "VERB"))
    if marks and dated and marks[0].index == index - 1 and willing:
        words[index] = replace(words[index], relation="xcomp")


def _mend_case(words: list[Word], index: int, end: int) -> None:
    """Put a preposition under the nominal right after it, where it hangs on another one."""
    last = index + 1
    while last < end and (words[last].tag in RUN or words[last].relation == "flat"):
        last += 1
    run = range(index + 1, last)
    if words[index].head in run or not run:
        head = words[index].head
        while run and head in run and words[head].relation in MODIFIERS and words[head].head in run:
            head = words[head].head  # "in St. Petersburg" under "St."
        if run and head != words[index].head:
            _move(words, index, head, "case")
        return
    if 0 < words[index].head - last <= 1 and words[last - 1].head == words[index].head:
        return  # "from Alba's army": the run breaks off at the possessive
    tops = [at for at in run if words[at].tag in HEADS and words[at].head not in run]
    if not tops or words[tops[-1]].relation in {*MODIFIERS, "nmod:poss", "nmod:unmarked"}:
        return
    _move(words, index, tops[0], "case")


def _mend_particle(words: list[Word], index: int) -> None:
    """Make "off" in "called off the summit" a particle, and the summit the object."""
    verb, noun = index - 1, words[index].head
    _move(words, index, verb, "compound:prt")
    if noun > index and words[noun].head == verb and words[noun].relation == "obl":
        _move(words, noun, verb, "obj")


def _mend_verb(words: list[Word], index: int, first: int, end: int) -> None:
    """Give a finite verb the name right before it as subject, also where the parser took both for parts of a noun."""
    verb = words[index]
    before = index - 1
    while before > first and (words[before].tag in ("ADV", "AUX") or _is_day(words, before)):
        before -= 1
    if before < first or words[before].tag not in ("PROPN", "NOUN", "PRON"):
        return
    noun = verb.head
    if verb.relation == "amod" and index < noun < end and words[before].tag == "PROPN" and before == index - 1:
        if words[noun].relation == "root" and words[before].head in (index, noun) and before == first:
            above = words[noun].head
            words[index] = replace(verb, head=above, relation="root", tag="VERB")
            _move(words, noun, index, "obj")
            _move(words, before, index, "nsubj")
        return
    if verb.relation == "acl" and verb.head == before == index - 1 and words[before].tag == "PROPN":
        following = words[index + 1].text.lower() if index + 1 < end else ""
        if words[before].relation == "root" and following != "by":  # "Alba called on Beria to go"
            words[index] = replace(verb, head=-1, relation="root", tag="VERB")
            _move(words, before, index, "nsubj")
            for at in range(index + 1, end):
                if words[at].head == before:
                    _move(words, at, index, words[at].relation)
        return
    if verb.tag != "VERB" or verb.relation in ("acl", "amod", "acl:relcl", "xcomp"):
        return
    if any(
        word.head == index and word.relation.split(":")[0] in ("nsubj", "csubj", "expl") for word in words[first:end]
    ):
        return
    top = before
    while first <= words[top].head < index and words[words[top].head].tag in HEADS:
        top = words[top].head
    slipped = words[top].head > index or (words[top].head == index and words[top].relation == "obl")
    if slipped and not _case(words, top, first) and not _is_day(words, top):
        _move(words, top, index, "nsubj")


def _is_day(words: list[Word], index: int) -> bool:
    """Say whether the word is a day or the preposition in front of one ("Alba on Monday said")."""
    day = words[index].text.lower().rstrip(".") in TIME_WORDS
    return day or (words[index].tag == "ADP" and words[index + 1].text.lower().rstrip(".") in TIME_WORDS)


def _mend_object(words: list[Word], index: int, end: int) -> None:
    """Make a name right after its verb and without a preposition the object ("would meet Beria")."""
    verb = words[index].head
    if words[verb].tag != "VERB" or words[index].tag not in ("PROPN", "PRON") or index - verb > OBJECT_REACH:
        return
    between = words[verb + 1 : index]
    adjacent = all(word.tag in RUN and word.head in (index, index - 1) for word in between)
    around = words[max(0, verb - OBJECT_REACH) : end]
    taken = any(word.head == verb and word.relation in ("obj", "aux:pass") for word in around)
    if adjacent and not taken and not _is_day(words, index):
        _move(words, index, verb, "obj")


def _mend_subject(words: list[Word], index: int, first: int, end: int) -> None:
    """Give a second subject behind its verb to the next verb, which has none ("would meet, if the two agree")."""
    verb = words[index].head
    if not any(word.head == verb and word.relation.startswith("nsubj") for word in words[first:verb]):
        return
    joining = any(words[at].tag == "CCONJ" for at in range(verb + 1, index))
    second = _joined_predicate(words, index, end) if joining else None
    if second is not None:
        _move(words, index, second, "nsubj")  # "Alba met Beria, and Dorian was in Rome for talks"
        return
    for at in range(index + 1, end):
        joined = words[at].relation == "cc" and words[words[at].head].tag == "VERB"
        if joined and words[words[at].head].head == verb and words[words[at].head].relation == "conj":
            _move(words, index, verb, "obj")  # "hosted Beria in Rome and said"
            return
        if at == index + 1 and words[at].tag in ("SCONJ", "ADP", "PUNCT") and index - verb <= OBJECT_REACH:
            if words[at].text != ",":
                _move(words, index, verb, "obj")  # "warned Beria that"
            return
        if words[at].tag == "VERB":
            if not any(word.head == at and word.relation.startswith("nsubj") for word in words[first:end]):
                _move(words, index, at, "nsubj")
            return
        if words[at].tag in ("PUNCT", "SCONJ"):
            return


def _joined_predicate(words: list[Word], index: int, end: int) -> int | None:
    """Return the nominal predicate behind a subject, joined to its verb, that has no subject of its own."""
    verb = words[index].head
    for at in range(index + 1, end):
        if words[at].head != verb or words[at].relation != "conj" or words[at].tag == "VERB":
            continue
        below = {word.relation.split(":")[0] for word in words[index:end] if word.head == at}
        return at if "cop" in below and "nsubj" not in below else None
    return None


def _mend_mark(words: list[Word], index: int, first: int, end: int) -> None:
    """Give "unless" to the verb rather than its subject, and "said before leaving" one verb under the other."""
    head = words[index].head
    if head > index and words[head].relation.startswith("nsubj") and words[words[head].head].tag in ("VERB", "ADJ"):
        _move(words, index, words[head].head, "mark")
        return
    adverbial = words[head].relation == "advcl" and words[head].text.lower().endswith("ing")
    if adverbial and head == index + 1 < end and index > first and words[index - 1].tag == "VERB":
        _move(words, head, index - 1, "advcl")


def _mend_coordination(words: list[Word], index: int, first: int) -> None:
    """Join "and Y" to the X before it, where both hang side by side on one word."""
    later = words[words[index].head]
    if later.relation == "conj" or later.tag not in HEADS or later.head < 0:
        return
    mine = _case(words, later.index, index)
    for at in range(index - 1, first - 1, -1):
        other = words[at]
        if other.head != later.head or other.relation.split(":")[0] != later.relation.split(":")[0]:
            continue
        if other.tag in HEADS and (not mine or mine == _case(words, at, first)):
            _move(words, later.index, at, "conj")
        return


def _case(words: list[Word], index: int, first: int) -> str:
    cases = [word for word in words[first:index] if word.head == index and word.relation == "case"]
    return cases[0].text.lower() if cases else ""


def _is_willing(word: Word) -> bool:
    return word.tag in ("ADJ", "VERB") and word.text.lower() in PERSONAL


def _is_phrasal(word: Word) -> bool:
    return word.tag == "VERB" and bool(PHRASAL.intersection(candidates(word.text, "VERB")))


def _mend_infinitive(words: list[Word], index: int, first: int, end: int) -> None:
    """Put an infinitive under the word that it belongs to by its place: "ready to meet", "invite them to talk"."""
    verb = words[index].head
    if not index < verb < min(end, index + 4) or words[verb].tag not in ("VERB", "AUX") or words[index].tag == "ADP":
        return
    before = index - 1
    while before > first and (words[before].tag == "ADV" or _is_day(words, before)):
        before -= 1
    if words[verb].relation == "ccomp" and not any(
        word.head == verb and word.relation.startswith("nsubj") for word in words[first:end]
    ):
        words[verb] = replace(words[verb], relation="xcomp")  # "voted on Monday not to attend"
    if words[verb].relation == "amod" and words[verb].head > verb and words[words[verb].head].head >= 0:
        _mend_modifying(words, verb)
    _mend_infinitive_object(words, verb, end)
    if words[verb].head == before:
        if words[verb].relation in LOOSE:  # an infinitive is no oblique
            words[verb] = replace(words[verb], relation="xcomp")
        return
    stems = candidates(words[before].text, words[before].tag if words[before].tag != "ADJ" else None)
    if WILLING.intersection(stems) and words[before].tag in ("ADJ", "VERB", "NOUN"):
        _move(words, verb, before, "acl" if words[before].tag == "NOUN" else "xcomp")
        return
    for at in range(before, max(first, before - REACH) - 1, -1):
        if words[at].tag == "VERB":
            if INVITING.intersection(candidates(words[at].text, "VERB")) and at < before:
                _move(words, verb, at, "xcomp")
            return
        if words[at].tag in ("PUNCT", "SCONJ", "AUX"):
            return


def _mend_modifying(words: list[Word], verb: int) -> None:
    """Put an infinitive that the tree made an adjective of its object above it: "went to Rome to brief officials"."""
    noun = words[verb].head
    words[verb] = replace(words[verb], head=words[noun].head, relation="advcl")
    words[noun] = replace(words[noun], head=verb, relation="obj")


def _mend_infinitive_object(words: list[Word], verb: int, end: int) -> None:
    """Give an infinitive the noun right after it, where that hangs on the verb in front: "offered to host talks"."""
    noun = verb + 1
    while noun < end and words[noun].tag in RUN and words[noun].head > noun:
        noun += 1
    outer = words[verb].head
    loose = noun < end and words[noun].head == outer and words[noun].relation in {*LOOSE, "obj"}
    if not loose or outer < 0 or words[noun].tag not in ("NOUN", "PROPN") or _is_day(words, noun):
        return
    if not any(words[at].relation == "case" for at in range(verb + 1, noun)):
        _move(words, noun, verb, "obj")


def _mend_relative(words: list[Word], index: int, first: int) -> None:
    """Hang ", which ..." on the noun before it rather than on the people before that noun."""
    clause = words[index].head
    if clause > index and words[clause].relation in ("advcl", "ccomp") and words[index].penn == "WDT":
        _mend_stray(words, index, first)
        return
    if words[index].text.lower() == "that" or clause < 0 or words[clause].relation not in ("acl:relcl", "acl"):
        return
    before = index - 1 if words[index - 1].text != "," else index - 2
    head = words[clause].head
    if before <= first or not first <= head < before or words[before].tag not in ("NOUN", "PROPN"):
        return
    if PEOPLE.intersection(candidates(words[head].text, "NOUN")) and words[before].head == head:
        _move(words, clause, before, "acl:relcl")


def _mend_stray(words: list[Word], index: int, first: int) -> None:
    """Hang "that had been planned", taken for a clause of the verb, on the noun phrase before it."""
    top = index - 1 if words[index - 1].text != "," else index - 2
    if top <= first or words[top].tag not in HEADS:
        return
    while first <= words[top].head < top and words[words[top].head].tag in HEADS:
        top = words[top].head
    _move(words, words[index].head, top, "acl:relcl")
