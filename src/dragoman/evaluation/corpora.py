"""Annotated corpora to measure on: articles with their attributions or times, in one form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.article import Article
from dragoman.errors import DataError

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """An annotated attribution: the places of its source, cue and content; each may be empty or in pieces."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class GoldTime:
    """An annotated time expression with its TIMEX3 value."""

    start: int
    end: int
    value: str | None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with what people annotated in it; offsets count from the start of `article.text`."""

    article: Article
    attributions: tuple[GoldAttribution, ...] = ()
    times: tuple[GoldTime, ...] = ()


def read_gold(path: Path) -> list[GoldArticle]:
    """Return the annotated articles of a JSON Lines file.

    Raises:
        DataError: the file cannot be read, or a line is not of the form that docs/evaluation.md describes.
    """
    try:
        lines = path.read_text(encoding="utf8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot be read ({error}); see docs/evaluation.md for the form", path=path) from error
    return [_article(line, path, number) for number, line in enumerate(lines, 1) if line.strip()]


def _article(line: str, path: Path, number: int) -> GoldArticle:
    try:
        row: dict[str, Any] = json.loads(line)
        text: str = row["text"]
        shift = len(text) - len(text.lstrip())
        published = date.fromisoformat(row["published"]) if row.get("published") else None
        return GoldArticle(
            Article.from_text(text, published=published, id=str(row["id"])),
            tuple(_attribution(a, shift) for a in row.get("attributions", ())),
            tuple(_times(row.get("times", ()), shift)),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"is no annotated article ({error!r}); see docs/evaluation.md for the form"
        raise DataError(message, path=path, line=number) from error


def _attribution(row: dict[str, Any], shift: int) -> GoldAttribution:
    return GoldAttribution(*(_spans(row[role], shift) for role in ("source", "cue", "content")))


def _spans(spans: list[list[int]], shift: int) -> Spans:
    return tuple((start - shift, end - shift) for start, end in spans)


def _times(rows: list[dict[str, Any]], shift: int) -> Iterator[GoldTime]:
    for row in rows:
        if row.get("type", "DATE") in ("DATE", "TIME", "DURATION", "SET"):
            yield GoldTime(row["start"] - shift, row["end"] - shift, row["value"])
