"""Bytes to text without losing any: UTF-8, UTF-16 and UTF-32 by their marks, Windows-1252 where bytes are not UTF-8."""

from __future__ import annotations

import codecs
import io
import re
from typing import BinaryIO

# UTF-32 before UTF-16, whose little-endian mark is the beginning of the other's.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ESCAPED = re.compile("[\udc80-\udcff]")  # how Python's "surrogateescape" (PEP 383) keeps a byte that it cannot decode
MENDED = "some bytes are not UTF-8 and were read as Windows-1252 (Latin-1); save the file as UTF-8 to be sure of them"


def open_text(stream: BinaryIO) -> io.TextIOWrapper:
    r"""Return the bytes as text whose line ends are untouched and whose lines end at "\n" alone.

    Bytes that cannot be decoded come out as PEP 383 escapes; `mend` makes characters of them.
    """
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(stream)  # type: ignore[type-var]
    start = buffered.peek(4)
    encoding = next((name for mark, name in MARKS if start.startswith(mark)), "utf-8")
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    return io.TextIOWrapper(buffered, encoding=encoding, errors=errors, newline="\n")


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text with each undecoded byte read as Windows-1252, and a warning if there was one.

    A byte that Windows-1252 leaves undefined becomes the Latin-1 control character of its number (WHATWG Encoding,
    index windows-1252), so that nothing is lost.
    """
    if not ESCAPED.search(text):
        return text, ()
    return ESCAPED.sub(lambda found: _windows_1252(ord(found[0]) - 0xDC00), text), (MENDED,)


def _windows_1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
