"""Articles annotated by hand with who said what, who met whom, who wants what, and when: `*.gold.json`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from dragoman.article import Article
from dragoman.errors import DataError
from dragoman.evaluation.corpora import GoldTime
from dragoman.text import Span

PATTERN = "*.gold.json"

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Statement:
    """An attributed statement: canonical speaker, words of source and cue, content, and how it was said."""

    speaker: str
    source: str
    cue: str
    content: Span
    quoting: str
    channel: str | None
    said: str | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting, call or visit, held or not: canonical parties, status, TIMEX3 date and place, where they are given."""

    parties: tuple[str, ...]
    status: str
    when: str | None
    place: str | None
    evidence: Span


@dataclass(frozen=True, slots=True)
class Stand:
    """What a party demands, offers, accepts, rejects, promises or accuses another of, and on which condition."""

    holder: str
    stance: str
    about: Span
    evidence: Span
    condition: Span | None


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with all that a careful reader takes from it; places count from the start of `article.text`."""

    article: Article
    statements: tuple[Statement, ...]
    meetings: tuple[Meeting, ...]
    positions: tuple[Stand, ...]
    times: tuple[GoldTime, ...]


def read_annotated(path: Path) -> AnnotatedArticle:
    """Return the annotated article of a file.

    Raises:
        DataError: the file cannot be read, a field is missing, or words are quoted that the text does not hold.
    """
    try:
        row: dict[str, Any] = json.loads(path.read_text(encoding="utf8"))
        text: str = row["text"]
        article = Article.from_text(text, published=date.fromisoformat(row["published"]), id=str(row["id"]))
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"is no annotated article ({error!r}); see docs/evaluation.md for the form"
        raise DataError(message, path=path) from error
    shift = len(text) - len(text.lstrip())

    def time(entry: Mapping[str, Any], _: str) -> GoldTime:
        start = entry["start"] - shift
        return GoldTime(start, start + len(entry["text"]), entry["value"])

    def entries(name: str, make: Callable[[Mapping[str, Any], str], Entry]) -> tuple[Entry, ...]:
        found = []
        for number, entry in enumerate(row.get(name, ())):
            try:
                found.append(make(entry, article.text))
            except (KeyError, TypeError, ValueError) as error:
                message = f"has a mistake in {name}[{number}] ({error!r}); see docs/evaluation.md for the form"
                raise DataError(message, path=path) from error
        return tuple(found)

    return AnnotatedArticle(
        article,
        entries("statements", _statement),
        entries("meetings", _meeting),
        entries("positions", _position),
        entries("times", time),
    )


def _statement(entry: Mapping[str, Any], text: str) -> Statement:
    return Statement(
        speaker=entry["speaker"],
        source=entry.get("speaker_text") or "",
        cue=entry["cue_text"],
        content=_place(entry["content_text"], text),
        quoting=entry["quoting"],
        channel=entry.get("channel"),
        said=entry.get("said"),
    )


def _meeting(entry: Mapping[str, Any], text: str) -> Meeting:
    return Meeting(
        parties=tuple(entry["parties"]),
        status=entry["status"],
        when=entry.get("when"),
        place=entry.get("place"),
        evidence=_place(entry["evidence_text"], text),
    )


def _position(entry: Mapping[str, Any], text: str) -> Stand:
    condition = entry.get("condition_text")
    return Stand(
        holder=entry["holder"],
        stance=entry["stance"],
        about=_place(entry["about_text"], text),
        evidence=_place(entry["evidence_text"], text),
        condition=_place(condition, text) if condition else None,
    )


def _place(words: str, text: str) -> Span:
    """Return where the words stand first.

    Raises:
        ValueError: there are none, or the text does not hold them.
    """
    start = text.index(words) if words else -1
    if start < 0:
        raise ValueError("no words are quoted")
    return Span(start, start + len(words))
