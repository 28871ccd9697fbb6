"""All measures of a folder of corpora, as rows of a table, held against the pinned floors."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from dragoman.errors import DataError
from dragoman.evaluation.attributions import judged, measure_attributions
from dragoman.evaluation.calibration import expected_calibration_error
from dragoman.evaluation.checkout import is_checkout, read_checkout
from dragoman.evaluation.conllu import read_treebank
from dragoman.evaluation.coreference import measure_coreference, read_documents
from dragoman.evaluation.corpora import GoldArticle, read_gold
from dragoman.evaluation.counting import Count
from dragoman.evaluation.gold_articles import PATTERN, read_annotated
from dragoman.evaluation.names import NamedText, measure_names, read_crossner, read_uner
from dragoman.evaluation.times import measure_times
from dragoman.evaluation.trees import Analyses, measure_from_text, measure_tags_and_trees
from dragoman.evaluation.understanding import SHARES, measure_understanding
from dragoman.reader import Reader, Stages

# The files of each corpus in the folder, as patterns. Of GUM's genres, the four that are nearest to news.
CORPORA = {
    "attributions": ("polnear/dev.jsonl",),
    "times": ("times/timeml.jsonl",),
    "trees": ("ewt/dev.conllu",),
    "names": ("uner/uner_ewt_dev.iob2",),
    "political names": ("crossner_politics/dev.txt",),
    "coreference": tuple(f"gum/dev/GUM_{genre}_*.conllu" for genre in ("bio", "interview", "news", "speech")),
    "understanding": (PATTERN,),
}
TREEBANK = Path("ewt") / "dev.conllu"  # holds the documents whose names `uner` marks
TOLERANCE = 0.05  # percentage points: what rounding in the table may hide


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: percent, except the calibration error (0...1); its floor (or ceiling), and whether it holds.

    `article` names the article that the figure is of, where it is of a single one.
    """

    corpus: str
    measure: str
    precision: float | None
    recall: float | None
    figure: float
    floor: float | None = None
    lower_is_better: bool = False
    article: str | None = None

    @property
    def holds(self) -> bool:
        """Whether the figure keeps its floor."""
        if self.floor is None:
            return True
        return self.figure <= self.floor if self.lower_is_better else self.figure >= self.floor - TOLERANCE


@dataclass(frozen=True, slots=True)
class Instruments:
    """What is measured: the reader of whole articles, and the model in it, which also takes words as given."""

    reader: Reader
    analyser: Analyses

    @classmethod
    def load(cls) -> Instruments:
        """Return the reader as it is shipped.

        Raises:
            ModelError: the model is missing or damaged.
        """
        from dragoman.reading.analyse import Analyser

        stages = Stages.load(actors=None, threads=None)
        analyser = stages.analyser
        assert isinstance(analyser, Analyser)
        return cls(Reader(stages=stages), analyser)


def measure_folder(folder: Path, instruments: Instruments | None = None, *, by_article: bool = False) -> Iterator[Row]:
    """Yield the rows of every corpus that the folder holds; a checkout of PolNeAR is measured on its own part.

    Args:
        folder: laid out as docs/evaluation.md says.
        instruments: what is measured; the shipped reader if None.
        by_article: also yield the rows of each single article that is annotated by hand.

    Raises:
        DataError: the folder holds none of them, or one is damaged.
        ModelError: the model is missing or damaged.
    """
    if is_checkout(folder):
        yield from attribution_rows(read_checkout(folder), (instruments or Instruments.load()).reader, {})
        return
    corpora = {name: files_of(folder, patterns) for name, patterns in CORPORA.items()}
    corpora = {name: paths for name, paths in corpora.items() if paths}
    if not corpora:
        wanted = ", ".join(pattern for patterns in CORPORA.values() for pattern in patterns)
        raise DataError(f"holds none of {wanted}; see docs/evaluation.md for the form", path=folder)
    instruments = instruments or Instruments.load()
    for name, paths in corpora.items():
        yield from rows_of(name, paths, instruments, by_article=by_article)


def rows_of(corpus: str, paths: Sequence[Path], tools: Instruments, *, by_article: bool = False) -> Iterator[Row]:
    """Yield the rows of one corpus of `CORPORA`, held against its floors.

    Raises:
        DataError: a file is damaged.
    """
    floors = pinned(corpus, paths)
    match corpus:
        case "attributions":
            yield from attribution_rows(read_gold(paths[0]), tools.reader, floors)
        case "times":
            yield from time_rows(read_gold(paths[0]), tools.reader, floors)
        case "trees":
            yield from tree_rows(paths, tools.analyser, floors)
        case "names":
            texts = read_uner(paths[0], paths[0].parents[1] / TREEBANK)
            yield from name_rows(corpus, texts, tools.analyser, floors)
        case "political names":
            yield from name_rows(corpus, read_crossner(paths[0]), tools.analyser, floors)
        case "coreference":
            yield from coreference_rows(paths, tools.analyser, floors)
        case "understanding":
            yield from understanding_rows(paths, tools.reader, floors, by_article=by_article)


def files_of(folder: Path, patterns: Sequence[str]) -> list[Path]:
    """Return the files of the folder that fit one of the patterns, those of a pattern by name."""
    return [path for pattern in patterns for path in sorted(folder.glob(pattern)) if path.is_file()]


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


def tree_rows(paths: Sequence[Path], analyser: Analyses, floors: dict[str, Any]) -> Iterator[Row]:
    """Yield the shares of right tags and trees in the treebank's own words, and the F1 from its text alone."""
    documents = [document for path in paths for document in read_treebank(path)]
    for name, count in measure_tags_and_trees(documents, analyser).items():
        yield Row("trees", name, None, None, count.recall, floors.get("share", {}).get(name))
    for name, count in measure_from_text(documents, analyser).items():
        yield _f1_row("trees", f"from text: {name}", count, floors)


def name_rows(corpus: str, texts: Sequence[NamedText], analyser: Analyses, floors: dict[str, Any]) -> Iterator[Row]:
    """Yield the figures of the names of all three types, and of each."""
    for name, count in measure_names(texts, analyser).items():
        yield _f1_row(corpus, corpus if name == "names" else f"{corpus}: {name}", count, floors)


def coreference_rows(paths: Sequence[Path], analyser: Analyses, floors: dict[str, Any]) -> Iterator[Row]:
    """Yield the figures of mentions and of their chains, their mean, and the share of pronouns resolved rightly."""
    found = measure_coreference(read_documents(paths), analyser)
    f1 = floors.get("f1", {})
    yield _f1_row("coreference", "mention heads", found.mentions, floors)
    for name, overlap in (("MUC", found.muc), ("B³", found.b_cubed), ("CEAFe", found.ceaf)):
        yield Row("coreference", name, overlap.precision, overlap.recall, overlap.f1, f1.get(name))
    yield Row("coreference", "coreference (CoNLL)", None, None, found.conll, f1.get("coreference (CoNLL)"))
    share = floors.get("share", {}).get("pronouns")
    yield Row("coreference", "pronouns", None, None, found.pronouns.recall, share)


def understanding_rows(
    paths: Sequence[Path], reader: Reader, floors: dict[str, Any], *, by_article: bool = False
) -> Iterator[Row]:
    """Yield the figures of hand-annotated articles, pooled, after those of each single one if they are asked for."""
    gold = [read_annotated(path) for path in paths]
    readings = list(reader.read_many(one.article for one in gold))
    for reading, one in zip(readings, gold, strict=True) if by_article else ():
        yield from _understanding(measure_understanding([reading], [one]), {}, one.article.id)
    yield from _understanding(measure_understanding(readings, gold), floors, None)


def _understanding(counts: Mapping[str, Count], floors: dict[str, Any], article: str | None) -> Iterator[Row]:
    for name, count in counts.items():
        if not count.gold:
            continue
        if name in SHARES:
            floor = floors.get("share", {}).get(name)
            yield Row("understanding", name, None, None, count.recall, floor, article=article)
        else:
            floor = floors.get("f1", {}).get(name)
            yield Row("understanding", name, count.precision, count.recall, count.f1, floor, article=article)


def _f1_row(corpus: str, measure: str, count: Count, floors: dict[str, Any]) -> Row:
    return Row(corpus, measure, count.precision, count.recall, count.f1, floors.get("f1", {}).get(measure))


def pinned(name: str, paths: Sequence[Path]) -> dict[str, Any]:
    """Return the floors of a corpus, or none where its files are others than they were measured on.

    A kind of corpus may have floors for several sets of files: `understanding` and `understanding, kept aside`.
    """
    text = (resources.files("dragoman") / "evaluation" / "floors.toml").read_text(encoding="utf8")
    digest = digest_of(paths)
    tables = (table for key, table in tomllib.loads(text).items() if key == name or key.startswith(f"{name}, "))
    return next((table for table in tables if table["sha256"] == digest), {})


def digest_of(paths: Sequence[Path]) -> str:
    """Return the SHA-256 of the files' bytes, one file after the other."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()
