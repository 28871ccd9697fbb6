"""Which statement a word stands in: the innermost attribution whose content holds it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.contract import Attribution
from dragoman.meaning.syntax import Syntax


class Reports:
    """The attributions of an article by the words of their contents and of their cues."""

    def __init__(self, syntax: Syntax, attributions: Sequence[Attribution]) -> None:
        self.by_id = {attribution.id: attribution for attribution in attributions}
        self._content: dict[int, Attribution] = {}
        self._cues: dict[int, Attribution] = {}
        self._sources: set[int] = set()
        widest_first = sorted(attributions, key=lambda each: each.content.start - each.content.end)
        for attribution in widest_first:
            for span in attribution.content.spans:
                for word in syntax.analysis.words_in(span):
                    self._content[word.index] = attribution
            for span in attribution.source.spans if attribution.source else ():
                self._sources.update(word.index for word in syntax.analysis.words_in(span))
            for span in attribution.cue.spans if attribution.cue else ():
                for word in syntax.analysis.words_in(span):
                    self._cues[word.index] = attribution

    def around(self, index: int) -> Attribution | None:
        """Return the innermost attribution whose content holds the word."""
        return self._content.get(index)

    def cued_by(self, index: int) -> Attribution | None:
        """Return the attribution that has the word in its cue."""
        return self._cues.get(index)

    def names_source(self, index: int) -> bool:
        """Say whether the word belongs to the description of a source ("an official familiar with the talks")."""
        return index in self._sources

    def innermost(self, index: int) -> str | None:
        """Return the id of the innermost attribution whose content holds the word."""
        held = self._content.get(index)
        return held.id if held else None

    def act(self, index: int) -> str | None:
        """Return the act by which the word is attributed."""
        held = self._content.get(index)
        return held.act if held else None

    def negated(self, index: int) -> bool:
        """Say whether that act is negated."""
        held = self._content.get(index)
        return bool(held and held.negated)
