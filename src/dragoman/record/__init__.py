"""The record: everything that was read, kept in a database, correctable, never losing what it was read from."""

from dragoman.record.adding import Added, add_articles
from dragoman.record.reviewing import Review
from dragoman.record.store import Record
from dragoman.record.writing import Kept

__all__ = ["Added", "Kept", "Record", "Review", "add_articles"]
