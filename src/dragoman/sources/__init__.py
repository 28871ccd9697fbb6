"""How articles come in: text files, JSON Lines, CSV, folders of them, and standard input.

`iter_articles` is the front door. It yields one `Incoming` an article, in the order of the input, and never raises for
an article that cannot be read: the error stands in its place and the others go on.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import SourceError
from dragoman.sources.incoming import Incoming
from dragoman.sources.table import read_csv_file, read_json_lines, read_json_lines_file
from dragoman.sources.text import parse_text, read_text_file, read_text_stream

__all__ = ["READERS", "STANDARD_INPUT", "Incoming", "find_files", "iter_articles", "parse_text"]

STANDARD_INPUT = "-"

FileReader = Callable[..., Iterator[Incoming]]

# Which reader a file's name asks for; every other name is read as text.
READERS: dict[str, FileReader] = {
    ".jsonl": read_json_lines_file,
    ".ndjson": read_json_lines_file,
    ".csv": read_csv_file,
}
IN_FOLDERS = (".txt", ".jsonl", ".ndjson")  # what a folder is searched for: other files may lie there for other ends
NOT_YET = {
    ".html": "pages are not read; save the article as plain text",
    ".htm": "pages are not read; save the article as plain text",
    ".pdf": "PDF is not read; save the article as plain text",
    ".docx": "Word files are not read; save the article as plain text",
    ".json": "JSON documents are not read; write an article a line and name the file .jsonl (or add --jsonl)",
}


def iter_articles(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    json_lines: bool = False,
    standard_input: BinaryIO | None = None,
) -> Iterator[Incoming]:
    """Yield the articles of files, folders and standard input (`-`), in their order, or the errors in their places.

    Args:
        paths: files, folders (searched at any depth for .txt, .jsonl and .ndjson, in the order of their names), or "-".
        published: the day of the articles that name none.
        json_lines: read standard input, and every file given by its name, as JSON Lines whatever it is called.
        standard_input: where "-" is read from, the process's own if None.
    """
    for path in paths:
        if str(path) == STANDARD_INPUT:
            yield from _read_standard_input(standard_input or sys.stdin.buffer, published, json_lines)
        elif not str(path):
            yield Incoming(path="", error=SourceError("an empty name is no file; is a variable of your shell not set?"))
        elif Path(path).is_dir():
            yield from _read_folder(Path(path), published)
        else:
            yield from _read_file(Path(path), published, json_lines)


def _read_file(path: Path, published: date | None, json_lines: bool) -> Iterator[Incoming]:
    suffix = path.suffix.lower()
    if json_lines:
        yield from read_json_lines_file(path, published=published)
    elif suffix in NOT_YET and path.exists():
        yield Incoming(path=str(path), error=SourceError(NOT_YET[suffix], path=path))
    else:
        yield from READERS.get(suffix, read_text_file)(path, published=published)


def _read_folder(folder: Path, published: date | None) -> Iterator[Incoming]:
    found = False
    for path in find_files(folder):
        found = True
        yield from _read_file(path, published, False)
    if not found:
        message = f"holds no articles ({', '.join(IN_FOLDERS)} at any depth)"
        yield Incoming(path=str(folder), error=SourceError(message, path=folder))


def find_files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that look like articles, in the order of their names; hidden ones are passed over."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and name.lower().endswith(IN_FOLDERS):
                yield Path(parent, name)


def _read_standard_input(stream: BinaryIO, published: date | None, json_lines: bool) -> Iterator[Incoming]:
    """Read standard input as JSON Lines where its first character that is no space is a brace, else as one text."""
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(stream)  # type: ignore[type-var]
    first = buffered.peek(1024).lstrip(b"\xef\xbb\xbf \t\r\n")  # beyond a mark and blank lines
    if json_lines or first.startswith(b"{"):
        yield from read_json_lines(buffered, path=STANDARD_INPUT, published=published)
    else:
        yield read_text_stream(buffered, path=STANDARD_INPUT, published=published)
