"""Dragoman reads dated news of a negotiation and keeps a record in which every row points at its words.

    >>> from dragoman import read
    >>> reading = read("date 2025-08-23 The minister said talks would begin on Monday.")

`read` returns a `Reading`, whose types stand in `dragoman.contract`; a `Reader` reads many articles, and
`iter_articles` finds them in files, folders and tables.
"""

__version__ = "0.1.0"

from dragoman.article import Article
from dragoman.contract import Reading
from dragoman.errors import DataError, DragomanError, ModelError, RecordError, SourceError
from dragoman.reader import Reader, read
from dragoman.sources import iter_articles
from dragoman.text import Part, Span

__all__ = [
    "Article",
    "DataError",
    "DragomanError",
    "ModelError",
    "Part",
    "Reader",
    "Reading",
    "RecordError",
    "SourceError",
    "Span",
    "__version__",
    "iter_articles",
    "read",
]
