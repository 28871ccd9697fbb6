"""Nouns for people, and noun phrases as they read inside a sentence."""

from __future__ import annotations

from dragoman.actors.mentions import QUALITIES
from dragoman.actors.page import Page
from dragoman.actors.roles import BODIES, COUNTRIES, DUALS, OFFICE_HEADS, stem

INDEFINITE = frozenset("a an one some many several two three four five six seven eight nine ten few another".split())
PLURALS = frozenset({"people", "police", "media"})
# Endings of nouns for people, the nouns that have them and are none, and nouns for people without them.
PERSONAL = ("er", "or", "ist", "ian", "man", "woman", "ant", "ee", "ic", "iser", "ate")
IMPERSONAL = frozenset(
    "letter paper number order matter offer power computer poster committee agreement chapter centre center climate "
    "debate music topic public logic statistic traffic newspaper newsletter mandate plant error factor border water "
    "winter summer doctrine sector mirror".split()
)
OTHER_PEOPLE = frozenset(
    "official diplomat source person aide expert judge friend wife son insider attendant guest student resident priest "
    "imam king prince chief general colonel head spouse nurse patient agent delegate child".split()
)
COLLECTIVES = frozenset(
    "opposition public crown family court jury panel union company crowd press charity staff".split()
)


def lowered(text: str, page: Page, first: int) -> str:
    """Return the phrase as inside a sentence: a determiner or plain noun at its start in lower case."""
    word = page.analysis.words[first].text
    spot = any(spot.first == first and spot.kind == "name" for spot in page.within(first, first + 4))
    keeps = spot or (word.isupper() and len(word) > 1) or word.lower() in QUALITIES
    return text if keeps else text[:1].lower() + text[1:]


def is_person(head: str) -> bool:
    """Say whether a noun means a human being, so that "he" or "she" can take it up."""
    noun = stem(head)
    return noun in OFFICE_HEADS or noun in OTHER_PEOPLE or (noun.endswith(PERSONAL) and noun not in IMPERSONAL)


def can_speak(head: str) -> bool:
    """Say whether a noun means people or a body of them: "the opposition", "the lawyers", but not "the crisis"."""
    noun = stem(head)
    return is_person(head) or noun in BODIES | COUNTRIES or head in BODIES | DUALS | PLURALS or noun in COLLECTIVES
