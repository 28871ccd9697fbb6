"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Over = Literal["statements", "articles"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a search found: a statement (by key) or an article (by id), with the words around the match in [marks].

    `score` orders the hits of one search: by words, the database's own measure; by meaning, the cosine.
    """

    key: str
    over: Over
    article: str
    published: str | None
    publisher: str | None
    title: str | None
    snippet: str
    score: float
