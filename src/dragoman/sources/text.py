"""Text files: a body, and before it what is known of the article.

Two forms of header are read, and neither is ever part of the text: `date 2025-08-23`, on a line of its own or in front
of the first sentence, and lines such as `Title: ...` that a blank line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dragoman.article import Article
from dragoman.errors import SourceError
from dragoman.sources.day import parse_day
from dragoman.sources.encoding import mend, open_text
from dragoman.sources.incoming import Incoming

# In front of a sentence or on its own line; a time of day after it makes it a header line, which FIELD reads.
BARE_DATE = re.compile(r"date(?:[ \t]*:[ \t]*|[ \t]+)(\d{4}-\d{2}-\d{2})(?!\S|[ \t]+\d{1,2}:\d{2})", re.IGNORECASE)
FIELD = re.compile(r"(date|title|publisher|url|language)[ \t]*:[ \t]*([^\r\n]*)(?:\r\n|\n|\r|\Z)", re.IGNORECASE)
BLANK_LINE = re.compile(r"[ \t]*(?:\r\n|\n|\r|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stood before the body: the fields by their lower-case names, and where the body begins."""

    fields: dict[str, str]
    end: int


def read_text_file(path: Path, *, published: date | None = None) -> Iterator[Incoming]:
    """Yield the file's one article, or the error in its place."""
    try:
        with path.open("rb") as stream:
            yield read_text_stream(stream, path=str(path), published=published)
    except OSError as error:
        yield Incoming(path=str(path), error=unreadable(error, path))


def read_text_stream(stream: BinaryIO, *, path: str, published: date | None = None) -> Incoming:
    """Return the one article that the bytes hold, or the error in its place; `path` is what messages call it."""
    with open_text(stream) as opened:
        text, warnings = mend(opened.read())
    try:
        if "\0" in text:
            raise SourceError("holds NUL characters: no text file, or UTF-16 without its mark; convert it to UTF-8")
        article = parse_text(text, published=published)
    except SourceError as error:
        return Incoming(path=path, error=SourceError(error.message, path=path), known=_known(text))
    return Incoming(path=path, article=article, warnings=warnings)


def parse_text(text: str, *, published: date | None = None) -> Article:
    """Return the article of a text with or without a header; `published` counts where the header names no day.

    Raises:
        SourceError: nothing but a header, bytes that are no text, or a date that is no day.
    """
    header = find_header(text)
    if not text[header.end :].strip():
        raise SourceError("holds no text" + ("" if header.end == 0 else " after its header"))
    try:
        day = parse_day(header.fields["date"]) if header.fields.get("date") else published
    except ValueError as error:
        raise SourceError(f"the date in its header cannot be read: {error}") from None
    return Article.from_text(
        text[header.end :],
        published=day,
        title=header.fields.get("title"),
        publisher=header.fields.get("publisher"),
        url=header.fields.get("url"),
        language=header.fields.get("language"),
    )


def find_header(text: str) -> Header:
    """Return the header that the text begins with, or an empty one.

    Header lines count where a blank line ends them, so that a first sentence such as "Title: unknown." stays text;
    where one of them is the date, they count without the blank line too.
    """
    place = len(text) - len(text.lstrip())
    fields: dict[str, str] = {}
    if found := BARE_DATE.match(text, place):
        dated = Header(fields={"date": found[1]}, end=found.end())
        line_end = BLANK_LINE.match(text, found.end())
        if line_end is None:
            return dated
        fields, place = dict(dated.fields), line_end.end()
    while (found := FIELD.match(text, place)) and found[1].lower() not in fields:
        fields[found[1].lower()] = found[2].strip()
        place = found.end()
    if not fields or not (BLANK_LINE.match(text, place) or "date" in fields):
        return Header(fields={}, end=0)
    return Header(fields={name: value for name, value in fields.items() if value}, end=place)


def unreadable(error: OSError, path: Path) -> SourceError:
    """Return the error for a file that the system does not let us read."""
    return SourceError(f"cannot be read: {error.strerror or error}; check its name and permissions", path=path)


def _known(text: str) -> dict[str, str]:
    fields = find_header(text).fields
    return {"published" if name == "date" else name: value for name, value in fields.items()}
