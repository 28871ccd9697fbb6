"""Reading the book's CSV files: columns checked, every row with its line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import DataError

Row = dict[str, str]
SEPARATOR = "|"  # between the names in one cell
FIRST_ROW = 2  # the header is line 1


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows as lists of cells in the order of `columns`; `rows[i]` stands on line i + 2, blank lines are empty.

    Rows stay lists because a cold start reads nine thousand of them; iterating gives dicts, each with its `line`.
    """

    path: Path
    columns: tuple[str, ...]
    rows: list[list[str]]

    def __len__(self) -> int:
        return sum(1 for cells in self.rows if cells)

    def __iter__(self) -> Iterator[Row]:
        for line, cells in enumerate(self.rows, FIRST_ROW):
            if cells:
                yield {**dict(zip(self.columns, cells, strict=True)), "line": str(line)}

    def line_of(self, cells: list[str]) -> int:
        """Return the line on which this row (this very list) stands."""
        return next(line for line, other in enumerate(self.rows, FIRST_ROW) if other is cells)


def read_table(path: Path, *, columns: Sequence[str]) -> Table:
    """Return the rows of a CSV file.

    Args:
        path: a UTF-8 file with a header.
        columns: the header that it must have, in any order.

    Raises:
        DataError: the file cannot be read, lacks or adds a column, or a row has more or fewer cells than the header.
    """
    try:
        with path.open(encoding="utf8", newline="") as file:
            reader = csv.reader(file)
            header = next(reader, [])
            _check_header(header, columns=columns, path=path)
            rows = list(reader)
            _check_rows(rows, width=len(header), lines=reader.line_num, path=path)
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}", path=path) from error
    except UnicodeDecodeError as error:
        raise DataError(f"is not UTF-8 at byte {error.start}; save it as UTF-8", path=path) from error
    except csv.Error as error:
        raise DataError(f"is not CSV: {error}", path=path) from error
    if header != list(columns):
        places = [header.index(column) for column in columns]
        rows = [[cells[place] for place in places] if cells else [] for cells in rows]
    return Table(path, tuple(columns), rows)


def split_cell(cell: str) -> list[str]:
    """Return the names in one cell, in order; none for a blank cell."""
    return cell.split(SEPARATOR) if cell else []


def _check_header(header: Sequence[str], *, columns: Sequence[str], path: Path) -> None:
    missing = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in columns]
    if missing or unknown or len(set(header)) != len(header):
        raise DataError(
            f"the header should have the columns {', '.join(columns)};"
            f" missing: {', '.join(missing) or 'none'}; unknown: {', '.join(unknown) or 'none'}",
            path=path,
            line=1,
        )


def _check_rows(rows: list[list[str]], *, width: int, lines: int, path: Path) -> None:
    if any(len(cells) != width for cells in rows if cells):
        line = next(line for line, cells in enumerate(rows, FIRST_ROW) if cells and len(cells) != width)
        count = len(rows[line - FIRST_ROW])
        message = f"{count} cells where the header has {width}; quote a cell that holds a comma"
        raise DataError(message, path=path, line=line)
    if lines != len(rows) + 1:
        line = next(line for line, cells in enumerate(rows, FIRST_ROW) if any("\n" in cell for cell in cells))
        raise DataError("a cell holds a line break; write it in one line", path=path, line=line)
