"""Tables of articles: JSON Lines and CSV, an article a row, read row by row.

A row has `text`, and optionally `published`, `id`, `title`, `publisher`, `url` and `language`. Other fields are passed
over: such files are written by programs for other ends too. A mistake in one row is that row's error alone.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from dragoman.article import Article
from dragoman.errors import SourceError
from dragoman.sources.day import parse_day
from dragoman.sources.encoding import mend, open_text
from dragoman.sources.incoming import Incoming
from dragoman.sources.text import unreadable

ABOUT = ("id", "published", "title", "publisher", "url", "language")  # what may be known of an article besides its text
CELL_LIMIT = 2**31 - 1  # characters: csv's own limit of 131,072 would refuse a long article


def read_json_lines_file(path: Path, *, published: date | None = None) -> Iterator[Incoming]:
    """Yield an article, or the error in its place, for each line of the file that is not blank."""
    try:
        with path.open("rb") as stream:
            yield from read_json_lines(stream, path=str(path), published=published)
    except OSError as error:
        yield Incoming(path=str(path), error=unreadable(error, path))


def read_json_lines(stream: BinaryIO, *, path: str, published: date | None = None) -> Iterator[Incoming]:
    """Yield an article, or the error in its place, for each line of the bytes that is not blank."""
    found = False
    with open_text(stream) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                found = True
                yield _read_line(line, path, number, published)
    if not found:
        yield Incoming(path=path, error=SourceError("holds no articles", path=path))


def read_csv_file(path: Path, *, published: date | None = None) -> Iterator[Incoming]:
    """Yield an article, or the error in its place, for each row of a comma-separated file with a row of names."""
    csv.field_size_limit(CELL_LIMIT)
    try:
        with path.open("rb") as stream, open_text(stream) as lines:
            yield from _read_rows(csv.DictReader(lines, strict=True), path, published)
    except OSError as error:
        yield Incoming(path=str(path), error=unreadable(error, path))


def _read_rows(rows: csv.DictReader[str], path: Path, published: date | None) -> Iterator[Incoming]:
    found = False
    try:
        if "text" not in (rows.fieldnames or ()):
            message = "has no column named `text`; the first row must name the columns"
            yield Incoming(path=str(path), line=1, error=SourceError(message, path=path, line=1))
            return
        for row in rows:
            found = True
            yield _read_cells(row, str(path), rows.line_num, published)
    except csv.Error as error:
        message = f"is not a comma-separated table from here on: {error}"
        yield Incoming(path=str(path), line=rows.line_num, error=SourceError(message, path=path, line=rows.line_num))
        return
    if not found:
        yield Incoming(path=str(path), error=SourceError("holds no articles", path=path))


def _read_cells(row: dict[str | Any, Any], path: str, line: int, published: date | None) -> Incoming:
    if None in row:  # where the csv module puts the cells beyond the last name
        message = "has more cells than the first row names; put cells with commas in quotation marks"
        return Incoming(path=path, line=line, error=SourceError(message, path=path, line=line))
    mended = {name: mend(cell) for name, cell in row.items() if cell}
    warnings = tuple(sorted({warning for _, found in mended.values() for warning in found}))
    return _read_row({name: cell for name, (cell, _) in mended.items()}, path, line, published, warnings)


def _read_line(line: str, path: str, number: int, published: date | None) -> Incoming:
    mended, warnings = mend(line)
    try:
        row = json.loads(mended, strict=False, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        message = f"broken JSON at column {error.colno}: {error.msg}"
    except (ValueError, RecursionError) as error:
        message = f"broken JSON: {error}"
    else:
        return _read_row(row, path, number, published, warnings)
    return Incoming(path=path, line=number, error=SourceError(message, path=path, line=number))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the field {next(name for name in names if names.count(name) > 1)!r} is there twice")
    return fields


def _read_row(row: Any, path: str, line: int, published: date | None, warnings: tuple[str, ...] = ()) -> Incoming:
    try:
        return Incoming(path=path, line=line, article=parse_row(row, published=published), warnings=warnings)
    except SourceError as error:
        known = {} if not isinstance(row, dict) else {n: row[n] for n in ABOUT if isinstance(row.get(n), str)}
        return Incoming(path=path, line=line, error=SourceError(error.message, path=path, line=line), known=known)


def parse_row(row: Any, *, published: date | None = None) -> Article:
    """Return the article of one row; `published` counts where the row names no day.

    Raises:
        SourceError: no text, a field of the wrong kind, or a date that is no day.
    """
    if not isinstance(row, dict):
        raise SourceError('is not an object with a `text`: write {"text": "...", "published": "2025-08-23"}')
    text = row.get("text")
    if not isinstance(text, str):
        raise SourceError("has no `text`" if text is None else f"`text` must be a string, not {text!r:.40}")
    if not text.strip():
        raise SourceError("its `text` is empty")
    about = {name: _string(row, name) for name in ABOUT}
    day = about.pop("published")
    try:
        return Article.from_text(text, published=parse_day(day) if day else published, **about)
    except ValueError as error:
        raise SourceError(f"`published` cannot be read: {error}") from None


def _string(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # many tables number their rows
    if value is not None and not isinstance(value, str):
        raise SourceError(f"`{name}` must be a string, not {value!r:.40}")
    return value or None
