"""What every kind of mending needs: to move a word in the tree, its preposition, and whether it is a day."""

from __future__ import annotations

from dataclasses import replace

from dragoman.reading.analysis import Word

TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today tomorrow yesterday".split()
)
RUN = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})
MODIFIERS = frozenset({"compound", "amod", "det", "nummod", "nmod:desc"})
HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
LOOSE = frozenset({"obl", "flat", "compound", "nmod", "nmod:unmarked"})  # of a name right after its verb


def move(words: list[Word], index: int, head: int, relation: str) -> None:
    """Give the word another head, unless that would close a circle."""
    above = head
    while above >= 0:
        if above == index:
            return
        above = words[above].head
    if (words[index].head, words[index].relation) != (head, relation):
        words[index] = replace(words[index], head=head, relation=relation)


def case(words: list[Word], index: int, first: int) -> str:
    """Return the preposition of the word in small letters, or nothing."""
    cases = [word for word in words[first:index] if word.head == index and word.relation == "case"]
    return cases[0].text.lower() if cases else ""


def is_day(words: list[Word], index: int) -> bool:
    """Say whether the word is a day or the preposition in front of one ("Alba on Monday said")."""
    day = words[index].text.lower().rstrip(".") in TIME_WORDS
    return day or (words[index].tag == "ADP" and words[index + 1].text.lower().rstrip(".") in TIME_WORDS)
