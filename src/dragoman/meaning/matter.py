"""What a position is about, and toward whom it is taken."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from dragoman.meaning.conditions import is_condition
from dragoman.meaning.order import (
    OPENING_QUOTES,
    auxiliaries_near,
    coordinated_that,
    infinitive_after,
    is_passive,
    main_verb,
    stretch,
)
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
NOMINAL_START = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
LONGEST_FOLLOWING = 25  # words of a matter that no tree bounds
WHAT_REACH = 5  # words to "what", and from it to "called": "hailed late on Friday what the party called"
CALLING = frozenset(
    "call describe brand label term deem consider dub denounce dismiss see regard view characterise characterize cast "
    "portray depict paint".split()
)
OPENERS = frozenset({"that", "so", "then", ",", "and", "but"})
NEVER_ABOUT = frozenset(
    "it that this what which who so them him her myself himself herself itself ourselves themselves".split()
)
BINDING = frozenset({"of", "on", "over", "between", "about", "against"})  # what belongs to a nominal in front
BASE = frozenset({"", "VB", "VBP", "NN"})  # Penn tags of a base form; NN is a slip of the tagger
UNCHANGED = frozenset("put cut set let hit shut quit spread cost cast hurt split bid read rid burst beat".split())
PUT = frozenset({"promise", "pledge", "vow", "demand", "agree", "propose", "offer", "request"})  # "..., as X had ..."


@dataclass(frozen=True, slots=True)
class Matter:
    """The head of what a position is about, its words, and whether it is a clause."""

    head: int
    words: tuple[int, ...]
    clause: bool


def find_matters(syntax: Syntax, stance: StanceWord) -> list[Matter]:
    """Return what the stance is about; two coordinated things are two matters, empty where nothing is named."""
    return [filled(matter) for matter in _find(syntax, stance)]


def filled(matter: Matter) -> Matter:
    """Return the matter with the words that a slip of the parser leaves out of its middle."""
    return Matter(matter.head, tuple(range(matter.words[0], matter.words[-1] + 1)), matter.clause)


def _find(syntax: Syntax, stance: StanceWord) -> list[Matter]:
    for source in stance.entry.about:
        found = _from_source(syntax, stance, source) or _from_noun(syntax, stance, source)
        left_out = _left_out(syntax, stance, found)
        if left_out:
            return left_out
        if found and source.startswith("ccomp"):
            return _with_that_clauses(syntax, [_from_that_on(syntax, stance, found[0]), *found[1:]])
        if found:
            return _with_infinitives(syntax, [*found[:-1], _with_phrases(syntax, found[-1])])
    if stance.entry.kind in ("verb", "adj", "noun") and {"xcomp", "acl"} & set(stance.entry.about):
        verb = infinitive_after(syntax, max(stance.words))
        if verb is not None:
            return [_infinitive(syntax, stance.head, verb)]
    return _named_by(syntax, stance) or _following(syntax, stance) or _as_said_before(syntax, stance.head)


def _named_by(syntax: Syntax, stance: StanceWord) -> list[Matter]:
    """For "hailed on Friday what it called a real advance": what it is called."""
    end = syntax.sentence(stance.head)[-1] + 1
    behind = range(max(stance.words) + 1, min(max(stance.words) + WHAT_REACH, end))
    what = next((at for at in behind if syntax.lower(at) == "what"), None)
    if what is None or "object" not in stance.entry.about:
        return []
    called = next((at for at in range(what + 1, min(what + WHAT_REACH, end)) if CALLING & set(syntax.stems[at])), None)
    words = stretch(syntax, called + 1) if called is not None else ()
    while words and (syntax.lower(words[0]) == "as" or syntax.words[words[0]].tag == "PUNCT"):
        words = words[1:]
    nouns = [index for index in words if syntax.words[index].tag in ("NOUN", "PROPN")]
    return [Matter(nouns[0], tuple(words), clause=False)] if nouns else []


def _from_that_on(syntax: Syntax, stance: StanceWord, matter: Matter) -> Matter:
    """Let a "that" clause begin at its "that" and run to the next mark, where the tree loses words of it."""
    that = max(stance.words) + 1
    if that > syntax.sentence(stance.head)[-1] or syntax.lower(that) != "that" or syntax.words[that].tag != "SCONJ":
        return matter
    words = (*stretch(syntax, that + 1), *matter.words)
    return Matter(matter.head, tuple(sorted({index for index in words if index > that})), clause=True)


def _with_phrases(syntax: Syntax, matter: Matter) -> Matter:
    """Add the "of ...", "on ..." that follow a nominal at once and that the tree hangs on the verb."""
    words = list(matter.words)
    last = syntax.sentence(matter.head)[-1]
    after = words[-1] + 1
    if matter.clause and syntax.infinitive(matter.head) and after <= last:
        lost = syntax.words[after].tag in (*NOMINAL_START, "PRON") and words[-1] == matter.head
        return Matter(matter.head, (*words, *stretch(syntax, after)), True) if lost else matter
    while words[-1] + 2 <= last and syntax.lower(words[-1] + 1) in BINDING:
        at = words[-1] + 2
        phrase = [words[-1] + 1]
        while at <= last and syntax.words[at].tag in (*NOMINAL_START, "PRON", "CCONJ", "PART"):
            phrase.append(at)
            at += 1
        while phrase and syntax.words[phrase[-1]].tag == "CCONJ":
            phrase.pop()
        if len(phrase) < 2 or syntax.is_time(phrase[-1]) or matter.clause:
            break
        words += phrase
    return Matter(matter.head, tuple(words), matter.clause)


def _left_out(syntax: Syntax, stance: StanceWord, found: list[Matter]) -> list[Matter]:
    """For "the deal that X wants to destroy": the noun that the relative clause leaves out."""
    bare = len(found) == 1 and found[0].clause and len(found[0].words) < 3 and syntax.infinitive(found[0].head)
    if not bare or syntax.words[stance.head].relation != "acl:relcl":
        return []
    antecedent = syntax.words[stance.head].head
    words = tuple(index for index in syntax.phrase(antecedent, clauses=False) if index < stance.head)
    return [Matter(found[0].head, words, clause=False)] if words else []


def _infinitive(syntax: Syntax, head: int, verb: int) -> Matter:
    """Return the infinitive clause from its "to" on, where the tree hangs it elsewhere."""
    to = next(at for at in range(verb - 1, head, -1) if syntax.lower(at) == "to")
    return Matter(verb, stretch(syntax, to), clause=True)


def _with_that_clauses(syntax: Syntax, found: list[Matter]) -> list[Matter]:
    """Take "that A and that B" apart, where the tree runs them together or loses the second."""
    first = found[0]
    begins = [at for at in coordinated_that(syntax, first.words[0]) if at - 2 <= first.words[-1] + 1]
    if not begins:
        return found
    opening = tuple(index for index in range(first.words[0], begins[0] - 2))
    verb = main_verb(syntax, opening)
    clauses = [Matter(first.head if first.head in opening else verb or first.head, opening, clause=True)]
    for at, end in zip(begins, [*begins[1:], None], strict=True):
        words = tuple(index for index in stretch(syntax, at, commas=False) if end is None or index < end - 2)
        clauses.append(Matter(main_verb(syntax, words) or at, words, clause=True))
    return clauses if verb is not None else found


def _following(syntax: Syntax, stance: StanceWord) -> list[Matter]:
    """Return the words after a stance verb, up to the next mark, where the tree gives it no complement."""
    after = max(stance.words) + 1
    if stance.entry.kind != "verb" or after > syntax.sentence(stance.head)[-1] or is_passive(syntax, stance.head):
        return []
    plain = stance.entry.words[0] in PLAIN
    if not plain and ("object" not in stance.entry.about or syntax.words[after].tag not in NOMINAL_START):
        return []
    words = [index for index in stretch(syntax, after) if index < stance.head + LONGEST_FOLLOWING]
    heads = [index for index in words if syntax.words[index].tag in ("NOUN", "PROPN", "VERB")]
    closed = syntax.words[after].tag == "PUNCT" and not _opens(syntax, after)
    if not heads or closed or syntax.is_time(heads[0]) or syntax.lower(after) in NEVER_ABOUT:
        return []
    if len(words) == 1 and syntax.lower(after).endswith("ly"):
        return []
    return [Matter(heads[0], without_opening(syntax, words), clause=syntax.words[heads[0]].tag == "VERB")]


def _opens(syntax: Syntax, index: int) -> bool:
    return syntax.lower(index) in OPENING_QUOTES


def _as_said_before(syntax: Syntax, head: int) -> list[Matter]:
    """For "..., as it had promised": the clause that the words stand beside."""
    if (
        not PUT.intersection(syntax.stems[head])
        or syntax.relation(head) != "advcl"
        or "as" not in syntax.marks(head)
        or syntax.words[head].head < 0
    ):
        return []
    clauses = clause_matters(syntax, syntax.words[head].head)
    aside = set(syntax.analysis.subtree(head))
    words = tuple(index for index in clauses[0].words if index not in aside)
    return [Matter(clauses[0].head, without_opening(syntax, words), clause=True)] if words else []


def _from_source(syntax: Syntax, stance: StanceWord, source: str) -> list[Matter]:
    head = stance.head
    if source.startswith("prep:"):
        nominals = _under_preposition(syntax, head, source.removeprefix("prep:"))
        return nominals or _gerunds(syntax, head, source.removeprefix("prep:"))
    if source == "object":
        return [matter for index in _objects(syntax, stance)[:1] for matter in nominal_matters(syntax, index)]
    if source.startswith("advcl:"):
        mark = source.removeprefix("advcl:")
        heads = [head, *(word.index for word in syntax.below(head, "xcomp"))]
        clauses = [
            word.index for holder in heads for word in syntax.below(holder, "advcl") if mark in syntax.marks(word.index)
        ]
        return clause_matters(syntax, clauses[0]) if clauses else []
    strict = source.endswith("!")
    below = [*syntax.below(head, source.rstrip("!"))]
    if source == "xcomp":
        below += [word for word in syntax.below(head, "ccomp") if syntax.infinitive(word.index)]
    for word in below:
        if source == "advcl" and not _is_gerund_or_infinitive(
            syntax, word.index, accusing=stance.entry.stance == "accuse"
        ):
            continue
        if strict and not says_necessity(syntax, word.index):
            continue
        bare = source == "acl" and not syntax.infinitive(word.index)
        if bare and (word.relation == "acl:relcl" or stance.entry.stance == "accept"):
            continue
        if word.tag == "NOUN" and source.startswith("xcomp"):
            continue
        return _with_object(syntax, head, clause_matters(syntax, word.index), source)
    return []


def _from_noun(syntax: Syntax, stance: StanceWord, source: str) -> list[Matter]:
    """Return the matter that hangs on the noun of a phrase ("has no intention of leaving")."""
    nouns = [at for at in stance.words if at != stance.head and syntax.words[at].tag == "NOUN"]
    if source != "acl" and not source.startswith("prep:"):
        return []
    for noun in nouns:
        if source == "acl":
            clauses = [word.index for word in syntax.below(noun, "acl") if word.relation != "acl:relcl"]
            if clauses:
                return clause_matters(syntax, clauses[0])
        else:
            found = _from_source(syntax, StanceWord(stance.entry, noun, (noun,)), source)
            if found:
                return found
    return []


def _objects(syntax: Syntax, stance: StanceWord) -> tuple[int, ...]:
    """Return the heads of the stance's object; a particle taken for its preposition ("called off | the talks") too."""
    head = stance.head
    if is_passive(syntax, head):
        return syntax.objects(head)
    own = [word.index for word in syntax.below(head, "obj") if word.text.lower() not in RELATIVE]
    own += [word.index for word in syntax.below(head, "nsubj:pass") if word.index > head]
    if own:
        return syntax.members(own[0])
    particles = {syntax.lower(index) for index in stance.words} - {syntax.lower(head)}
    for word in syntax.below(head, "obl", "nmod"):
        if syntax.case(word.index) in particles and not syntax.is_time(word.index):
            return syntax.members(word.index)
    if auxiliaries_near(syntax, head) and syntax.is_passive(head):
        return ()
    return syntax.objects(head)


def _with_infinitives(syntax: Syntax, found: list[Matter]) -> list[Matter]:
    """Add "and to ..." to an infinitive that the tree ends before it."""
    last = found[-1]
    end = last.words[-1]
    if not syntax.infinitive(last.head) or end + 2 > syntax.sentence(end)[-1]:
        return found
    if syntax.lower(end + 1) not in ("and", "or") or syntax.lower(end + 2) != "to":
        return found
    return [*found[:-1], Matter(last.head, (*last.words, *range(end + 1, end + 3), *stretch(syntax, end + 3)), True)]


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
    lost = [word.index for word in syntax.below(head, "compound:prt") if word.text.lower() == case]
    for word in syntax.below(head, "obl", "obj") if lost else ():  # the tree took the preposition for a particle
        if word.index > lost[0] and not syntax.case(word.index) and not syntax.is_time(word.index):
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
    if word.penn == "VB" and subjects:
        return True
    told = syntax.words[word.head].penn if word.head >= 0 else ""
    if subjects and told in ("VBD", "VBN") and word.relation == "ccomp" and has_base_form(syntax, index):
        return True  # "insisted that the rebels disarm": what was told in the past would be past
    if not subjects or word.tag != "VERB" or not has_base_form(syntax, index):
        return False
    subject = subjects[0]
    singular = subject.tag == "PROPN" or (subject.tag == "NOUN" and not subject.text.lower().endswith("s"))
    return singular and not syntax.below(subject.index, "conj")


def has_base_form(syntax: Syntax, index: int) -> bool:
    """Say whether the verb has the form of its infinitive, whatever its tag: "renounce" is no past tense."""
    lower = syntax.lower(index)
    if lower != syntax.lemma(index):
        return False
    penn = syntax.words[index].penn
    mistaken = (penn == "VBG" and not lower.endswith("ing")) or (penn == "VBZ" and not lower.endswith("s"))
    return penn in BASE or mistaken or (penn == "VBD" and lower not in UNCHANGED)


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
            if not (word.penn == "VBD" and syntax.words[head].penn == "VB")  # "said it would read and demanded"
        ]
        aside = [
            word.index for word in syntax.below(head, "advcl") if is_condition(syntax, word.index, open_ended=True)
        ]
        aside += [word.index for word in syntax.below(head, "obl") if syntax.case(word.index) == "according to"]
        words = set(syntax.clause(head, without=aside))
        for conjunct in shared:
            words.update(syntax.clause(conjunct))
        found.append(Matter(head, without_opening(syntax, words), clause=True))
    return found


def without_opening(syntax: Syntax, words: Iterable[int]) -> tuple[int, ...]:
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
            objects = syntax.objects(head) or [word.index for word in syntax.below(head, "iobj")]
            found += parties.of(objects)
            if objects and not found and stance.stance == "accuse" and stance.kind == "verb":
                return ()  # whoever is accused is known to nobody; whom the charge names is not the accused
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
