"""All measures of a folder of corpora, as rows of a table, held against the pinned floors."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from dragoman.errors import DataError
from dragoman.evaluation.attributions import judged, measure_attributions
from dragoman.evaluation.calibration import expected_calibration_error
from dragoman.evaluation.checkout import is_checkout, read_checkout
from dragoman.evaluation.corpora import GoldArticle, read_gold
from dragoman.evaluation.times import measure_times
from dragoman.reader import Reader

# Where each corpus stands in the folder.
CORPORA = {"attributions": Path("polnear") / "dev.jsonl", "times": Path("times") / "timeml.jsonl"}
TOLERANCE = 0.05  # percentage points: what rounding in the table may hide


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: percent, except the calibration error (0...1); its floor (or ceiling), and whether it holds."""

    corpus: str
    measure: str
    precision: float | None
    recall: float | None
    figure: float
    floor: float | None = None
    lower_is_better: bool = False

    @property
    def holds(self) -> bool:
        """Whether the figure keeps its floor."""
        if self.floor is None:
            return True
        return self.figure <= self.floor if self.lower_is_better else self.figure >= self.floor - TOLERANCE


def measure_folder(folder: Path, reader: Reader | None = None) -> Iterator[Row]:
    """Yield the rows of every corpus that the folder holds; a checkout of PolNeAR is measured on its own part.

    Raises:
        DataError: the folder holds none of them, or one is damaged.
    """
    reader = reader or Reader()
    if is_checkout(folder):
        yield from attribution_rows(read_checkout(folder), reader, {})
        return
    paths = {name: folder / path for name, path in CORPORA.items() if (folder / path).is_file()}
    if not paths:
        wanted = " or ".join(str(path) for path in CORPORA.values())
        raise DataError(f"holds no {wanted}; see docs/evaluation.md for the form", path=folder)
    for name, path in paths.items():
        floors = pinned(name, path)
        gold = read_gold(path)
        rows = attribution_rows if name == "attributions" else time_rows
        yield from rows(gold, reader, floors)


def attribution_rows(gold: list[GoldArticle], reader: Reader, floors: dict[str, Any]) -> Iterator[Row]:
    """Yield the figures of the attributions, and the calibration error of their confidence."""
    readings = list(reader.read_many(one.article for one in gold))
    for name, count in measure_attributions(readings, gold).items():
        floor = floors.get("f1", {}).get(name)
        yield Row("attributions", name, count.precision, count.recall, count.f1, floor)
    judgements = [(a.confidence, right) for r, g in zip(readings, gold, strict=True) for a, right in judged(r, g)]
    error = expected_calibration_error(judgements)
    most = floors.get("most", {}).get("calibration error")
    yield Row("attributions", "calibration error", None, None, error, most, lower_is_better=True)


def time_rows(gold: list[GoldArticle], reader: Reader, floors: dict[str, Any]) -> Iterator[Row]:
    """Yield the figures of the time expressions."""
    readings = list(reader.read_many(one.article for one in gold))
    for name, count in measure_times(readings, gold).items():
        floor = floors.get("f1", {}).get(name)
        yield Row("times", f"times {name}", count.precision, count.recall, count.f1, floor)


def pinned(name: str, path: Path) -> dict[str, Any]:
    """Return the floors of a corpus, or none where the file is another one than they were measured on."""
    text = (resources.files("dragoman") / "evaluation" / "floors.toml").read_text(encoding="utf8")
    floors: dict[str, Any] = tomllib.loads(text)[name]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return floors if floors["sha256"] == digest else {}
