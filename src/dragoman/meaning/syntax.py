"""The dependency tree as questions: who is the subject of this verb, is it negated, which words make up its clause.

Relations are Universal Dependencies. Where a verb has no subject of its own it is found by control, coordination,
relative clauses and participles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property, wraps
from typing import Any, TypeVar

from dragoman.meaning.mending import mend
from dragoman.reading.analysis import Analysis, Word
from dragoman.reading.lemmas import candidates, lemma
from dragoman.text import Part, Span

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "none", "nothing", "hardly"})
NEGATIVE_SUBJECTS = frozenset({"nobody", "none", "neither", "nothing"})
BEING = frozenset("be is are was were been being 's 're ’s ’re am 'm ’m get gets got getting gotten".split())
LOCATING = frozenset({"in", "at", "near", "by", "during", "after", "from", "over", "as", "when"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "offer", "agree"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"})
CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis")
MARKS = frozenset("“”‘’\"'«»")
CALENDAR = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december week month year day weekend morning evening afternoon night yesterday today "
    "tomorrow tonight eve anniversary jan feb mar apr jun jul aug sep sept oct nov dec"
)
TIME_WORDS = frozenset(CALENDAR.split())
NEARLY = 20  # code points between two stretches of evidence that are shown as one
PASSABLE = frozenset({"ADV", "DET", "PRON", "ADJ", "NUM", "PART"})
LONGEST_SENTENCE = 150  # words; trees of longer "sentences" (lists, tables) are not to be trusted
DEEPEST = 6  # steps up the tree in search of a subject; chains of control in news are shorter


Answer = TypeVar("Answer")
NOT_ASKED: Any = object()  # an answer may be None


def remembered(ask: Callable[[Syntax, int], Answer]) -> Callable[[Syntax, int], Answer]:
    """Keep the answers about each word in the syntax: all stages ask the same of the same words, again and again."""

    @wraps(ask)
    def answer(syntax: Syntax, index: int) -> Answer:
        held = syntax.held[ask]
        found: Answer = held.get(index, NOT_ASKED)
        if found is NOT_ASKED:
            found = held[index] = ask(syntax, index)
        return found

    return answer


class Syntax:
    """The words of one analysis with their lemmas, and what the tree says about each."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.words = analysis.words
        self.text = analysis.text
        self._children = analysis.children
        self._bases = tuple(word.relation.partition(":")[0] for word in self.words)
        self._lower = tuple(word.text.lower() for word in self.words)
        self.held: defaultdict[Callable[[Syntax, int], Any], dict[int, Any]] = defaultdict(dict)  # see `remembered`
        self._below: dict[tuple[int, tuple[str, ...]], tuple[Word, ...]] = {}  # asked for again and again by all stages

    @cached_property
    def stems(self) -> tuple[tuple[str, ...], ...]:
        """For each word, the lemmas that it may have, likeliest first."""
        return tuple(candidates(word.text, word.tag if word.tag in _TAGGED else None) for word in self.words)

    @cached_property
    def passable(self) -> tuple[bool, ...]:
        """For each word, whether it may stand inside a phrase without belonging to it."""
        return tuple(word.tag in PASSABLE for word in self.words)

    @remembered
    def lemma(self, index: int) -> str:
        """Return the word's likeliest lemma."""
        word = self.words[index]
        return lemma(word.text, word.tag)

    def lower(self, index: int) -> str:
        """Return the word in lower case."""
        return self._lower[index]

    def below(self, index: int, *relations: str) -> tuple[Word, ...]:
        """Return the words that `index` governs by one of the relations; subtypes count."""
        groups = self._groups[index]
        if groups is None:  # most words
            return ()
        if len(relations) == 1:
            return groups.get(relations[0], ())
        if not relations:
            return groups[""]
        found = [group for relation in relations if (group := groups.get(relation))]
        if len(found) < 2:
            return found[0] if found else ()
        key = (index, relations)
        held = self._below.get(key)
        if held is None:
            several = {word.index: word for group in found for word in group}
            held = self._below[key] = tuple(several[at] for at in sorted(several))
        return held

    @cached_property
    def _groups(self) -> list[dict[str, tuple[Word, ...]] | None]:
        """For each word that governs others, these by their relation, with and without its subtype; all under ""."""
        found: list[dict[str, tuple[Word, ...]] | None] = []
        for children in self._children:
            if not children:
                found.append(None)
                continue
            groups: dict[str, tuple[Word, ...]] = {"": tuple([self.words[at] for at in children])}
            for word in groups[""]:
                base = self._bases[word.index]
                groups[base] = (*groups.get(base, ()), word)
                if word.relation != base:
                    groups[word.relation] = (*groups.get(word.relation, ()), word)
            found.append(groups)
        return found

    def relation(self, index: int) -> str:
        """Return the word's relation without its subtype."""
        return self._bases[index]

    @remembered
    def is_passive(self, index: int) -> bool:
        """Say whether the verb is passive: marked so, or a past participle after a noun.

        A form of "be" or "get" decides it: a subject marked as a passive's beside "had met" is a slip.
        """
        helpers = {word.text.lower() for word in self.below(index, "aux")}
        if any(word.relation in ("nsubj:pass", "aux:pass", "csubj:pass") for word in self.below(index)):
            if helpers & BEING or self.agents(index):
                return True
            return not helpers and not self.below(index, "obj") and self._may_be_headline(index)
        word = self.words[index]
        return (
            word.relation in ("acl", "amod")
            and word.tag == "VERB"
            and not self.below(index, "nsubj")
            and (word.penn == "VBN" if word.penn else not word.text.endswith("ing"))
            and not any(mark.text.lower() == "to" for mark in self.below(index, "mark", "aux"))
        )

    def _may_be_headline(self, index: int) -> bool:
        """Say whether what follows the verb leaves room for a passive without "be": "Two soldiers killed in raid"."""
        return index + 1 >= len(self.words) or self.words[index + 1].tag == "PUNCT" or self.lower(index + 1) in LOCATING

    def members(self, index: int) -> tuple[int, ...]:
        """Return the nominal and those coordinated with it, in text order."""
        found = [index]
        for word in self.below(index, "conj"):
            if word.tag in NOMINAL or word.tag == "VERB":
                found.extend(self.members(word.index))
        return tuple(found)

    @remembered
    def subjects(self, index: int) -> tuple[int, ...]:
        """Return the heads of who does what the predicate says, coordinated ones included; empty if unknown."""
        if self.is_passive(index):
            return self.agents(index)
        return self.surface_subjects(index)

    @remembered
    def agents(self, index: int) -> tuple[int, ...]:
        """Return the heads of a passive's "by" phrase."""
        for word in self.below(index, "obl"):
            if word.relation == "obl:agent" or self.case(word.index) == "by":
                return self.members(word.index)
        return ()

    def surface_subjects(self, index: int, depth: int = 0) -> tuple[int, ...]:
        """Return the heads of the grammatical subject, own or shared, whatever the voice."""
        own = [word for word in self.below(index, "nsubj", "csubj") if word.tag != "PUNCT"]
        for word in own:
            if word.text.lower() in RELATIVE and self.words[index].relation == "acl:relcl":
                return self.members(self.words[index].head)
        if own:  # more than one where a title or the end of a list was taken for a subject of its own
            own = [word for word in own if word.index < index] or own
            return tuple(dict.fromkeys(member for word in own for member in self.members(word.index)))
        if depth > DEEPEST:
            return ()
        return self._shared_subjects(index, depth)

    def _shared_subjects(self, index: int, depth: int) -> tuple[int, ...]:
        word = self.words[index]
        head = word.head
        if head < 0:
            return ()
        relation = self.relation(index)
        if relation == "xcomp" and not {"of", "for"} & set(self.marks(index)):
            return self.controller(head, depth)
        if relation == "conj" and self.words[head].tag in ("VERB", "AUX", "ADJ", "NOUN"):
            return self.surface_subjects(head, depth + 1)
        if (
            relation in ("advcl", "ccomp", "xcomp")
            and {"of", "for"} & set(self.marks(index))
            and self.below(head, "obj")
        ):
            return self.members(self.below(head, "obj")[0].index)  # "accused them of making"
        if relation in ("advcl", "parataxis") and not self._adverbial_of_object(index, head):
            return self.surface_subjects(head, depth + 1)
        if relation == "acl":
            return self._noun_subjects(index, head, depth)
        return ()

    def _adverbial_of_object(self, index: int, head: int) -> bool:
        return bool(self.below(index, "mark")) and bool(self.below(head, "obj")) and self.lemma(head) in ("urge", "ask")

    def controller(self, head: int, depth: int = 0) -> tuple[int, ...]:
        """Return who is understood to do the infinitive under `head`: its object, its "on" phrase or its subject."""
        if self.lemma(head) not in SUBJECT_CONTROL:
            objects = self.below(head, "obj", "iobj")
            if objects:
                return self.members(objects[0].index)
            for word in self.below(head, "obl"):
                if self.case(word.index) in ("on", "upon", "for") and self.lemma(head) in ("call", "appeal", "wait"):
                    return self.members(word.index)
        return self.surface_subjects(head, depth + 1)

    def _noun_subjects(self, index: int, head: int, depth: int) -> tuple[int, ...]:
        """A clause under a noun: its relative antecedent, or for "a plan to meet", "of meeting" the noun's owner."""
        word = self.words[index]
        infinitive = any(mark.text.lower() == "to" for mark in self.below(index, "mark", "aux"))
        if not infinitive and not (word.penn == "VBG" and "of" in self.marks(index)):
            return self.members(head) if self.relative_object(index) is None or word.relation == "acl" else ()
        owners = self.below(head, "nmod:poss")
        if owners:
            return self.members(owners[0].index)
        above = self.words[head].head
        if above >= 0 and self.relation(head) in ("obj", "obl", "nsubj", "xcomp"):
            return self.surface_subjects(above, depth + 1)
        return ()

    @remembered
    def relative_object(self, index: int) -> int | None:
        """Return the noun that a relative clause leaves out as its object ("the town they took"), if it does."""
        if self.words[index].relation != "acl:relcl":
            return None
        subjects = self.below(index, "nsubj")
        if subjects and subjects[0].text.lower() not in RELATIVE and not self.below(index, "obj"):
            return self.words[index].head
        objects = self.below(index, "obj")
        if objects and objects[0].text.lower() in RELATIVE:
            return self.words[index].head
        return None

    @remembered
    def objects(self, index: int) -> tuple[int, ...]:
        """Return the heads of what is acted upon: the object, or the subject of a passive."""
        if self.is_passive(index):
            if any(word.relation in ("nsubj:pass", "nsubj") for word in self.below(index)):
                return self.surface_subjects(index)
            if self.words[index].relation in ("acl", "amod"):
                return self.members(self.words[index].head)
            return self.surface_subjects(index)
        own = self.below(index, "obj")
        if own and own[0].text.lower() not in RELATIVE:
            return self.members(own[0].index)
        antecedent = self.relative_object(index)
        if antecedent is not None:
            return self.members(antecedent)
        return ()

    @remembered
    def case(self, index: int) -> str:
        """Return the preposition in front of the nominal, lower case, fixed ones joined; empty if none."""
        cases = self.below(index, "case")
        if not cases:
            return ""
        first = cases[0]
        if first.text.lower() == "along" and cases[-1].text.lower() == "with":
            return "with"  # "Alba, along with Beria, met ..."
        fixed = [word.text.lower() for word in self.below(first.index, "fixed")]
        return " ".join([first.text.lower(), *fixed])

    @remembered
    def is_time(self, index: int) -> bool:
        """Say whether the nominal is a date rather than a thing ("on Friday", "in 2015")."""
        word = self.words[index]
        year = word.tag == "NUM" and len(word.text) == 4 and word.text.isdigit()
        months = self.below(index, "compound", "nmod:unmarked") if word.tag == "NUM" else ()
        dated = any(month.text.rstrip(".").lower() in TIME_WORDS for month in months)  # "on July 26"
        return (
            year or dated or word.text.rstrip(".").lower() in TIME_WORDS or word.relation in ("obl:tmod", "nmod:tmod")
        )

    def obliques(self, index: int, *cases: str) -> tuple[int, ...]:
        """Return the heads of the prepositional phrases of a verb or noun with one of the prepositions."""
        found: list[int] = []
        for word in self.below(index, "obl", "nmod"):
            if self.case(word.index) in cases:
                found.extend(self.members(word.index))
        return tuple(found)

    @remembered
    def negated(self, index: int) -> bool:
        """Say whether the predicate is negated by a word of its own or by its subject ("nobody", "no side")."""
        for word in self.below(index, "advmod", "det", "aux", "cc", "obl"):
            aside = word.index > 0 and self.lower(word.index - 1) in ("with", "for")  # "with nothing agreed"
            if aside or self._negates_infinitive(word.index, index):
                continue
            if word.text.lower() in NEGATIONS and not self._only_follows(word.index):
                return True
        for word in self.below(index, "nsubj"):
            if word.text.lower() in NEGATIVE_SUBJECTS or self.denied_noun(word.index):
                return True
        return bool(self.below(index, "cop") and self.denied_noun(index))

    def denied_noun(self, index: int) -> bool:
        """Say whether the nominal is "no …" or "neither …"."""
        if self.lower(index) == "one" and index and self.lower(index - 1) == "no":
            return True
        return any(word.text.lower() in ("no", "neither") for word in self.below(index, "det", "advmod"))

    def _negates_infinitive(self, negation: int, index: int) -> bool:
        """Say whether it is what is undertaken that is negated, and not the predicate: "undertakes not to block"."""
        return index < negation < len(self.words) - 1 and self.lower(negation + 1) == "to"

    def _only_follows(self, index: int) -> bool:
        return index + 1 < len(self.words) and self.lower(index + 1) in ("only", "just", "merely", "least")

    @remembered
    def auxiliaries(self, index: int) -> tuple[str, ...]:
        """Return the lower-case auxiliaries and copulas of the predicate, in text order."""
        return tuple(word.text.lower().replace("’", "'") for word in self.below(index, "aux", "cop"))

    def infinitive(self, index: int) -> tuple[str, ...]:
        """Return ("to",) for a verb with the infinitive's "to", else an empty tuple."""
        to = any(word.text.lower() == "to" for word in self.below(index, "mark", "aux"))
        return ("to",) if to else ()

    @remembered
    def marks(self, index: int) -> tuple[str, ...]:
        """Return the lower-case subordinators of the clause ("if", "until", "to")."""
        found = [word.text.lower() for word in self.below(index, "mark")]
        found += [word.text.lower() for word in self.below(index, "advmod") if word.text.lower() in ("when", "once")]
        return tuple(found)

    def is_inserted(self, index: int) -> bool:
        """Say whether a verb of saying stands with its subject between commas ("…, she added, …")."""
        words = self.below(index, "nsubj", "nsubj:pass")
        first = min([index, *(word.index for word in words)])
        before = self.sentence(index)[0]
        while first > before and self.words[first - 1].tag in ("DET", "ADJ", "NOUN", "PROPN", "PART"):
            first -= 1
        return first > before and self.lower(first - 1) in {",", *MARKS}

    def clause(self, index: int, *, without: Iterable[int] = ()) -> list[int]:
        """Return the words under the predicate, leaving out coordinated clauses, `without`, and marks at the edges."""
        left_out = set(without)
        for word in self.below(index, "conj", "parataxis", "cc"):
            if word.relation != "cc" or word.index > index:
                left_out.add(word.index)
        found, waiting = [], [index]
        while waiting:
            current = waiting.pop()
            found.append(current)
            waiting.extend(child for child in self.analysis.children[current] if child not in left_out)
        return sorted(found)

    def phrase(self, index: int, *, without: Iterable[int] = (), clauses: bool = True) -> list[int]:
        """Return the words of the nominal, without its own preposition, its coordinates and, if asked, its clauses."""
        left_out = set(without)
        for word in self.below(index):
            relation = word.relation.split(":")[0]
            if relation in ("case", "conj", "cc", "punct", "mark") or (relation in CLAUSES and not clauses):
                left_out.add(word.index)
            if word.relation in ("cop", "nsubj", "nsubj:pass"):
                left_out.add(word.index)
        return self.clause(index, without=left_out)

    def part(self, indices: Iterable[int]) -> Part:
        """Return the stretch of text from the first to the last of the words, punctuation at its edges left out."""
        ordered = sorted(indices)
        while len(ordered) > 1 and self.words[ordered[-1]].tag == "PUNCT" and self.lower(ordered[-1]) not in "”’\"')":
            ordered.pop()
        while len(ordered) > 1 and self.words[ordered[0]].tag == "PUNCT" and self.lower(ordered[0]) not in "“‘\"'(":
            ordered.pop(0)
        ordered = self._without_lone_marks(ordered)
        return Part.of(self.text, [Span(self.words[ordered[0]].start, self.words[ordered[-1]].end)])

    def _without_lone_marks(self, ordered: list[int]) -> list[int]:
        """Leave out a quotation mark at an edge whose partner lies outside the words."""
        marks = [index for index in ordered if self.lower(index) in MARKS]
        first, last = ordered[0], ordered[-1]
        if len(ordered) > 1 and len(marks) == 1 and marks[0] in (first, last):
            return ordered[1:] if marks[0] == first else ordered[:-1]
        return ordered

    def pieces(self, *groups: Iterable[int]) -> Part:
        """Return a part made of one stretch for each group of words, those that meet or nearly meet joined."""
        spans = sorted(self.part(group).spans[0] for group in map(list, groups) if group)
        joined = [spans[0]]
        for span in spans[1:]:
            if span.start <= joined[-1].end + NEARLY:
                joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
            else:
                joined.append(span)
        return Part.of(self.text, joined)

    def sentence(self, index: int) -> range:
        """Return the range of word indices of the sentence that holds the word."""
        first, end = self.analysis.sentences[self.words[index].sentence]
        return range(first, end)

    def head_of(self, span: Span) -> int | None:
        """Return the word of the span whose head stands outside it; the first such one."""
        inside = self.analysis.words_in(span)
        if not inside:
            return None
        first, last = inside[0].index, inside[-1].index
        heads = [word for word in inside if not first <= word.head <= last and word.tag != "PUNCT"]
        return (heads or inside)[0].index


_TAGGED = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})


def read_syntax(analysis: Analysis) -> Syntax:
    """Return the analysis's syntax, made once for all stages."""
    held: Syntax | None = analysis.__dict__.get("_syntax")
    if held is None:
        held = analysis.__dict__["_syntax"] = Syntax(mend(analysis))
    return held
