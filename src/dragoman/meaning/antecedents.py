"""Whom a pronoun stands for, where linking left it open: the statement's speaker or the subject before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from dragoman.actors.gender import Gender
from dragoman.contract import Attribution
from dragoman.meaning.syntax import Syntax

FIRST_PERSON = frozenset({"i", "we", "us", "me", "my", "our", "ourselves", "myself"})
PERSONAL = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "themselves"})
PERSONS = frozenset({"person", "unnamed"})
BODIES = frozenset({"state", "organisation", "international_organisation", "armed_group", "group", "outlet"})
MANY = frozenset({"group", "organisation", "international_organisation", "armed_group", "state"})
OPENING = frozenset({"in", "during", "after", "before", "at"})  # of a phrase in front of its clause's subject
REACH = 80  # words back to an antecedent: about three sentences of news
SURE_LINK = 0.5  # probability of a coreference link from which on it is followed

Named = Callable[[int], tuple[str, ...]]


class Antecedents:
    """Resolves pronouns to actors by coreference links, by who speaks, and by the subject before."""

    def __init__(
        self,
        syntax: Syntax,
        attributions: Sequence[Attribution],
        *,
        named: Named,
        type_of: Callable[[str], str],
        gender_of: Callable[[str], Gender | None] = lambda _: None,
    ) -> None:
        """Prepare for one article.

        Args:
            syntax: its words and trees.
            attributions: with speakers.
            named: the actors whose mention has the word as its head.
            type_of: the type of an actor.
            gender_of: whether an actor is "he" or "she", as far as the name tells.
        """
        self._syntax = syntax
        self._named = named
        self._type_of = type_of
        self._gender_of = gender_of
        self._links = {link.word: link.antecedent for link in syntax.analysis.links if link.score >= SURE_LINK}
        self._content: dict[int, Attribution] = {}
        self._sources: dict[int, tuple[str, ...]] = {}
        for attribution in sorted(attributions, key=lambda each: each.content.start - each.content.end):
            self._note(attribution)
        self._subjects = [word.index for word in syntax.words if word.relation.startswith("nsubj")]

    def _note(self, attribution: Attribution) -> None:
        if not attribution.speakers:
            return
        for span in attribution.content.spans:
            for word in self._syntax.analysis.words_in(span):
                if word.tag in ("PRON", "DET"):
                    self._content[word.index] = attribution
        for span in attribution.source.spans if attribution.source else ():
            for word in self._syntax.analysis.words_in(span):
                if word.tag == "PRON":
                    self._sources[word.index] = attribution.speakers

    def of(self, index: int) -> tuple[str, ...]:
        """Return the actors that the pronoun stands for; empty for other words and where nothing tells."""
        lower = self._syntax.lower(index)
        if lower in FIRST_PERSON:
            held = self._content.get(index)
            return held.speakers if held else ()
        if lower not in PERSONAL | NEUTER | PLURAL:
            return ()
        if index in self._sources:
            return self._sources[index]
        ahead = self._ahead(index, lower)
        if ahead:
            return ahead
        linked = self._followed(index, plural=lower in PLURAL)
        if lower in PLURAL | PERSONAL and not self._fits(linked, lower):
            linked = ()
        return linked or self._nearest(index, lower) or self._of_gender(index, lower)

    def _ahead(self, index: int, lower: str) -> tuple[str, ...]:
        """Return the subject that a possessive in front of it means: "In his talks with Cora, Orin said"."""
        syntax = self._syntax
        noun = syntax.words[index].head
        if syntax.words[index].relation != "nmod:poss" or noun < 0 or syntax.case(noun) not in OPENING:
            return ()
        first, verb = syntax.sentence(index)[0], syntax.words[noun].head
        if syntax.relation(noun) != "obl" or verb < 0 or index > first + 1:
            return ()
        subjects = [at for at in syntax.surface_subjects(verb) if noun < at < verb]
        found = self._all(subjects[0]) if len(subjects) == 1 else ()
        return found if self._fits(found, lower) else ()

    def _followed(self, index: int, *, plural: bool) -> tuple[str, ...]:
        for _ in range(5):
            if index not in self._links:
                return ()
            index = self._links[index]
            found = self._all(index) if plural else self._named(index)
            if found:
                return found
        return ()

    def _all(self, index: int) -> tuple[str, ...]:
        """Return the actors of the nominal and of those coordinated with it ("Alba and Beria")."""
        return tuple(dict.fromkeys(actor for at in self._syntax.members(index) for actor in self._named(at)))

    def _nearest(self, index: int, lower: str) -> tuple[str, ...]:
        """Return the subject before the pronoun within its statement, else the speaker, else the subject before."""
        held = self._content.get(index)
        start = self._syntax.words[index].start
        opening = next((span.start for span in held.content.spans if span.start <= start < span.end), 0) if held else 0
        inside = self._subject_before(index, lower, since=opening) if held else ()
        if inside or held is None:
            return inside or self._subject_before(index, lower)
        if held.quoting != "direct" and self._fits(held.speakers, lower):
            unnamed = lower in PERSONAL and all(self._type_of(actor) == "unnamed" for actor in held.speakers)
            earlier = self._subject_before(index, lower, until=opening, beside=held.speakers) if unnamed else ()
            return earlier or held.speakers  # "he wants a truce, according to an official"
        return self._subject_before(index, lower, until=opening, beside=held.speakers)

    def _subject_before(
        self, index: int, lower: str, *, since: int = 0, until: int | None = None, beside: Sequence[str] = ()
    ) -> tuple[str, ...]:
        words = self._syntax.words
        for subject in reversed(self._subjects[: bisect_left(self._subjects, index)]):
            if index - subject > REACH or words[subject].start < since:
                break
            if until is not None and words[subject].start >= until:
                continue
            found = self._all(subject) if lower in PLURAL else self._named(subject)
            if found and self._fits(found, lower) and not set(found) & set(beside):
                return found
        return ()

    def _of_gender(self, index: int, lower: str) -> tuple[str, ...]:
        """Return the person named last of whom the name tells "she", where no subject before is one."""
        if lower not in PERSONAL:
            return ()
        for at in range(index - 1, max(-1, index - REACH), -1):
            found = self._named(at) if self._syntax.words[at].tag == "PROPN" else ()
            if len(found) == 1 and self._gender_of(found[0]) == _gender(lower):
                return found
        return ()

    def _fits(self, actors: Sequence[str], lower: str) -> bool:
        types = {self._type_of(actor) for actor in actors}
        if lower in PERSONAL:
            return len(actors) == 1 and types <= PERSONS and self._gender_of(actors[0]) in (None, _gender(lower))
        if lower in NEUTER:
            return len(actors) == 1 and types <= BODIES
        return len(actors) > 1 or types <= MANY


def _gender(lower: str) -> Gender:
    return "f" if lower in ("she", "her", "herself") else "m"
