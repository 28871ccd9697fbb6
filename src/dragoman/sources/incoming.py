"""What a source hands over: an article, or the error that stands in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.article import Article
from dragoman.errors import SourceError


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One article on its way in, with where it came from; exactly one of `article` and `error` is there.

    `known` holds what could be told of an article that cannot be read (its id, title, and so on), and `warnings` say
    what was mended on the way.
    """

    path: str
    line: int | None = None
    article: Article | None = None
    error: SourceError | None = None
    known: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """Path and line in the form that editors and terminals make a link of."""
        return self.path if self.line is None else f"{self.path}:{self.line}"
