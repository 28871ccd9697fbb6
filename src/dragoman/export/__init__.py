"""Exports: the record in forms that other programs load.

Each format is a module with one function that writes a whole record to a stream; `FORMATS` says which there are. The
libraries that some need are imported when they are used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final, Literal

from dragoman.errors import DataError, DragomanError, RecordError
from dragoman.record.store import Record
from dragoman.views.filters import Filter

Of = Literal["statements", "positions", "events", "meetings"]
Writer = Callable[..., int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """An export format: its module, what the file holds, whether it is of one kind of row, its usual file name."""

    module: str
    holds: str
    by_kind: bool
    suffix: str


FORMATS: Final[dict[str, Format]] = {
    "jsonl": Format(
        module="jsonl", holds="everything; `dragoman import` takes it back", by_kind=False, suffix=".jsonl"
    ),
    "csv": Format(module="table", holds="one kind of row as a table", by_kind=True, suffix=".csv"),
    "parquet": Format(module="table", holds="one kind of row as a table", by_kind=True, suffix=".parquet"),
    "webannotation": Format(
        module="webannotation", holds="every row as a W3C Web Annotation (JSON-LD)", by_kind=False, suffix=".jsonld"
    ),
    "plover": Format(module="plover", holds="events in PLOVER's JSON Lines", by_kind=False, suffix=".plover.jsonl"),
    "mend": Format(
        module="mend", holds="meetings with a third party, as MEND codes them", by_kind=False, suffix=".csv"
    ),
    "ftm": Format(
        module="ftm", holds="actors, articles and events for FollowTheMoney", by_kind=False, suffix=".ftm.json"
    ),
    "ics": Format(module="ics", holds="meetings that have a day, as a calendar", by_kind=False, suffix=".ics"),
}


def export_record(
    record: Record, path: str | Path, *, format: str, of: Of = "statements", filter: Filter | None = None
) -> int:
    """Write a record to a file and return how many rows it holds; the file is there whole or not at all.

    Args:
        record: what to export.
        path: where to write; an existing file is replaced at the end.
        format: one of FORMATS.
        of: which rows, for csv and parquet.
        filter: only these rows, where the format is of rows; all if None.

    Raises:
        DataError: there is no such format.
        RecordError: the record cannot be read or the file not be written.
        DragomanError: the format's library is not installed.
    """
    if format not in FORMATS:
        raise DataError(f"there is no format {format!r}; there are {', '.join(FORMATS)}")
    chosen = FORMATS[format]
    path = Path(path)
    half = path.with_name(f".{path.name}.half")
    write: Writer = import_module(f"dragoman.export.{chosen.module}").write
    options = {"of": of, "format": format} if chosen.by_kind else {}
    try:
        with half.open("wb") as stream:
            count = write(record, stream, filter=filter or Filter(limit=0), **options)
        half.replace(path)
    except ImportError as error:
        raise DragomanError(f"the format {format} needs {error.name}: pip install 'dragoman[export]'") from None
    except OSError as error:
        raise RecordError(f"the export cannot be written: {error.strerror}", path=path) from None
    finally:
        half.unlink(missing_ok=True)
    return count
