"""The errors that leave Dragoman, all of them.

    DragomanError
    ├── SourceError     an article, or a file of articles, cannot be read
    ├── ModelError      the reading model is missing, damaged or of another shape
    ├── DataError       a file that people write (actors, dossiers, lexica, settings) has a mistake
    └── RecordError     the record cannot be opened, read or written

Each carries where it happened (`path`, `line`) when that is known, and its message says what happened,
with which value, and what to do next.
"""

from __future__ import annotations

from pathlib import Path


class DragomanError(Exception):
    """Base of every error that Dragoman raises on purpose."""

    def __init__(self, message: str, *, path: str | Path | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = str(path) if path is not None else None
        self.line = line

    def __str__(self) -> str:
        where = self.path or ""
        if self.line is not None:
            where = f"{where}:{self.line}" if where else f"line {self.line}"
        return f"{where}: {self.message}" if where else self.message


class SourceError(DragomanError):
    """An article, or a file of articles, cannot be read."""


class ModelError(DragomanError):
    """The reading model is missing, damaged or of another shape than the code expects."""


class DataError(DragomanError):
    """A file that people write (actors, dossiers, lexica, settings) has a mistake."""


class RecordError(DragomanError):
    """The record cannot be opened, read or written."""
