"""Slips of the parser that the order of words shows, mended before anybody asks the tree."""

from dragoman.meaning.mending.sentences import mend

__all__ = ["mend"]
