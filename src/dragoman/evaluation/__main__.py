"""Print the figures of the shipped model on a folder of annotated corpora: `python -m dragoman.evaluation FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.evaluation.report import Row, measure_folder

USAGE = "usage: python -m dragoman.evaluation FOLDER [--articles] (docs/evaluation.md says what it holds)"
BY_ARTICLE = "--articles"


def main(arguments: list[str]) -> int:
    """Print one table; return 1 where a figure falls below its floor, 2 where the folder cannot be measured."""
    folders = [argument for argument in arguments if argument != BY_ARTICLE]
    if len(folders) != 1 or folders[0].startswith("-"):
        print(USAGE, file=sys.stderr)
        return 2
    try:
        rows: list[Row] = []
        print(f"{'measure':22} {'precision':>10} {'recall':>8} {'F1':>8} {'floor':>8}")
        for row in measure_folder(Path(folders[0]), by_article=BY_ARTICLE in arguments):
            if row.article != (rows[-1].article if rows else None):
                print(f"\n# {row.article or 'all articles'}")
            print(show(row), flush=True)
            rows.append(row)
    except DragomanError as error:
        print(error, file=sys.stderr)
        return 2
    return 0 if all(row.holds for row in rows) else 1


def show(row: Row) -> str:
    """Return the row as a line of the table."""
    precision, recall = (f"{value:.1f}" if value is not None else "" for value in (row.precision, row.recall))
    digits = 3 if row.lower_is_better else 1
    floor = f"{row.floor:.{digits}f}" if row.floor is not None else "none"
    verdict = "" if row.holds else "  BELOW" if not row.lower_is_better else "  ABOVE"
    return f"{row.measure:22} {precision:>10} {recall:>8} {row.figure:>8.{digits}f} {floor:>8}{verdict}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
