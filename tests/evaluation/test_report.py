"""The table: calibration, floors, times, and what damaged corpora give."""

import hashlib
import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from dragoman.article import Article
from dragoman.contract import ReaderVersion, Reading, Time
from dragoman.errors import DataError
from dragoman.evaluation import __main__ as command
from dragoman.evaluation import report
from dragoman.evaluation.calibration import expected_calibration_error
from dragoman.evaluation.checkout import is_checkout, read_checkout
from dragoman.evaluation.conllu import read_treebank
from dragoman.evaluation.corpora import GoldArticle, GoldTime, read_gold
from dragoman.evaluation.names import read_crossner
from dragoman.evaluation.times import measure_times
from dragoman.evaluation.understanding import MEASURES, SHARES
from dragoman.reader import Reader
from dragoman.reading.analysis import Analysis, Name, Word
from tests.evaluation.oracle import DORN, OST, Oracle, answer, write_treebank


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        ([], 0.0),
        ([(1.0, True), (0.0, False)], 0.0),
        ([(0.75, True), (0.75, True), (0.75, True), (0.75, False)], 0.0),
        ([(0.9, False), (0.9, False)], 0.9),
        ([(0.95, True), (0.05, True)], 0.5),
    ],
)
def test_calibration(judgements: list[tuple[float, bool]], expected: float) -> None:
    assert expected_calibration_error(judgements) == pytest.approx(expected)


def test_times() -> None:
    text = "It met on Friday and again on 3 May."
    article = Article.from_text(text, published=date(2024, 5, 5), id="t")
    gold = GoldArticle(article, times=(GoldTime(10, 16, "2024-05-03"), GoldTime(30, 35, "2024-05-03")))
    found = (
        Time(id="t1", start=7, end=16, text="on Friday", type="DATE", value="2024-05-03"),
        Time(id="t2", start=30, end=35, text="3 May", type="DATE", value="2024-05-04"),
    )
    made = Reading(article=article, reader=ReaderVersion(dragoman="0", model="none"), times=found)
    counts = measure_times([made], [gold])
    assert [counts[name].right for name in ("strict", "relaxed", "value")] == [1, 2, 1]


def write_rows(path: Path, *rows: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    return path


def test_gold_offsets_follow_the_stripped_text(tmp_path: Path) -> None:
    row = {"id": 1, "published": "2024-03-01", "text": "\n\n Dorn said no.", "attributions": []}
    row["attributions"] = [{"source": [[3, 7]], "cue": [[8, 12]], "content": [[13, 15]]}]
    (gold,) = read_gold(write_rows(tmp_path / "g.jsonl", row))
    assert gold.article.text == "Dorn said no."
    assert gold.attributions[0].source == ((0, 4),)


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"id": 1, "text": "a", "published": "soon"}'])
def test_a_damaged_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "g.jsonl"
    path.write_text('{"id": 1, "text": "a"}\n' + line + "\n", encoding="utf8")
    with pytest.raises(DataError, match=r"g\.jsonl:2: .*docs/evaluation"):
        read_gold(path)


def test_a_folder_without_corpora_says_what_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"dev\.jsonl"):
        list(report.measure_folder(tmp_path))
    assert command.main([str(tmp_path)]) == 2
    assert command.main([]) == 2


def test_rows_hold_or_fall() -> None:
    assert report.Row("a", "m", 1.0, 1.0, 80.0, 80.0).holds
    assert not report.Row("a", "m", 1.0, 1.0, 79.9, 80.0).holds
    assert report.Row("a", "m", None, None, 0.04, 0.05, lower_is_better=True).holds
    assert not report.Row("a", "m", None, None, 0.06, 0.05, lower_is_better=True).holds
    assert "BELOW" in command.show(report.Row("a", "m", 1.0, 1.0, 1.0, 2.0))


def test_floors_are_pinned_for_their_own_file_alone(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "polnear" / "dev.jsonl", {"id": 1, "text": "a"})
    assert report.pinned("attributions", [path]) == {}


def test_floors_are_complete() -> None:
    floors = tomllib.loads(Path(report.__file__).with_name("floors.toml").read_text(encoding="utf8"))
    assert {name.partition(", ")[0] for name in floors} == set(report.CORPORA)
    assert all(len(own["sha256"]) == len(hashlib.sha256().hexdigest()) for own in floors.values())
    assert set(floors["attributions"]["f1"]) == {"source", "cue", "content", "attribution", "attribution exact"}
    assert set(floors["times"]["f1"]) == {"strict", "relaxed", "value"}
    assert floors["attributions"]["most"]["calibration error"] <= 0.05
    assert set(floors["understanding"]["share"]) == set(SHARES)
    assert set(floors["understanding"]["f1"]) == set(MEASURES) - set(SHARES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an invented corpus of each kind that takes words as given."""
    write_treebank(tmp_path / "ewt" / "dev.conllu", DORN)
    write_treebank(tmp_path / "gum" / "dev" / "GUM_news_dorn.conllu", DORN)
    write_treebank(tmp_path / "gum" / "dev" / "GUM_vlog_ost.conllu", OST)  # of no genre that is measured
    uner = "# sent_id = dorn-3\n1\tIt\tB-ORG\n2\tran.\tO\n"
    for path, line in (("uner/uner_ewt_dev.iob2", uner), ("crossner_politics/dev.txt", "Mia B-person\n")):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text(line, encoding="utf8")
    return tmp_path


def pinned_measures(corpus: str) -> set[str]:
    floors = tomllib.loads(Path(report.__file__).with_name("floors.toml").read_text(encoding="utf8"))
    return {name for kind in ("f1", "share") for name in floors[corpus].get(kind, {})}


def test_every_corpus_of_the_folder_is_measured(folder: Path) -> None:
    (dorn,) = read_treebank(folder / "ewt" / "dev.conllu")
    (named,) = read_crossner(folder / "crossner_politics" / "dev.txt")
    words = tuple(Word(i, *span, "", "X", -1, "root", i) for i, span in enumerate(named.words))
    model = Oracle(answer(dorn), Analysis(named.text, words, named.sentences, (Name(0, 0, "PER", 1.0),)))
    rows = list(report.measure_folder(folder, report.Instruments(Reader(), model)))
    for corpus in ("trees", "names", "political names", "coreference"):
        assert {row.measure for row in rows if row.corpus == corpus} == pinned_measures(corpus)
    figures = {row.measure: row.figure for row in rows}
    assert (figures["LAS"], figures["from text: LAS"], figures["political names: PER"]) == (100.0, 100.0, 100.0)
    assert all(row.floor is None and row.holds for row in rows)  # another folder than the floors were measured on


def test_digests_depend_on_all_files_and_their_order(folder: Path) -> None:
    paths = report.files_of(folder, ("gum/dev/*.conllu",))
    assert len(paths) == 2
    assert report.digest_of(paths) not in (report.digest_of(paths[:1]), report.digest_of(paths[::-1]))


def test_a_checkout_of_polnear_is_read(tmp_path: Path) -> None:
    part = tmp_path / "data" / "dev"
    (part / "text").mkdir(parents=True)
    (part / "attributions").mkdir()
    (part / "text" / "courier_2016-03-04_talks.txt").write_text("Talks, he said, “may end.”", encoding="utf8")
    lines = [
        "T1\tSource 7 9\the",
        "T2\tCue 10 14\tsaid",
        "T3\tContent 0 5;16 26\tx",
        "E1\tAttribution:T2 Content:T3 Cue:T2 Source:T1",
    ]
    annotation = part / "attributions" / "courier_2016-03-04_talks_ab12.ann"
    annotation.write_text("\n".join(lines) + "\n", encoding="utf8")
    assert is_checkout(tmp_path)
    (gold,) = read_checkout(tmp_path)
    assert gold.article.published == date(2016, 3, 4)
    assert gold.attributions[0].content == ((0, 5), (16, 26))
    annotation.write_text("T1 Source\n", encoding="utf8")
    with pytest.raises(DataError, match=r"ann:1"):
        read_checkout(tmp_path)
