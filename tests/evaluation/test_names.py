"""Names: IOB files, their texts, and exact spans with types."""

from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.evaluation.conllu import read_treebank
from dragoman.evaluation.names import NamedText, measure_names, read_crossner, read_iob, read_uner, runs
from dragoman.reading.analysis import Analysis, Name
from tests.evaluation.oracle import DORN, Oracle, answer, write_treebank

UNER = """# newdoc id = dorn
# sent_id = dorn-1
1\tMia\tB-PER\t-\ta
2\tDorn\tI-PER\t-\ta
3\twai\tO\t-\ta
4\tted.\tO\t-\ta

# sent_id = dorn-3
1\tIt\tB-ORG\t-\ta
2\tran\tO\t-\ta
3\t.\tO\t-\ta
"""
CROSSNER = "Ana B-politician\nRey I-politician\nled O\nUnity B-politicalparty\n\nNorland B-country\nvoted B-election\n"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf8")
    return path


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("O O", []),
        ("B-PER I-PER O", [(0, 1, "PER")]),
        ("B-PER B-PER", [(0, 0, "PER"), (1, 1, "PER")]),
        ("B-PER I-ORG", [(0, 0, "PER"), (1, 1, "ORG")]),
        ("O I-LOC I-LOC", [(1, 2, "LOC")]),
        ("B-LOC O I-LOC", [(0, 0, "LOC"), (2, 2, "LOC")]),
        ("", []),
    ],
)
def test_runs(tags: str, expected: list[tuple[int, int, str]]) -> None:
    assert list(runs(tags.split())) == expected


def places(named: NamedText) -> set[tuple[str, str]]:
    return {(named.text[start:end], kind) for start, end, kind in named.names}


def test_names_are_put_into_running_documents(tmp_path: Path) -> None:
    treebank = write_treebank(tmp_path / "dev.conllu", DORN)
    (named,) = read_uner(write(tmp_path / "n.iob2", UNER), treebank)
    assert named.text == read_treebank(treebank)[0].text
    assert places(named) == {("Mia Dorn", "PER"), ("It", "ORG")}


def test_a_sentence_that_reads_otherwise_is_named(tmp_path: Path) -> None:
    treebank = write_treebank(tmp_path / "dev.conllu", DORN)
    with pytest.raises(DataError, match=r"n\.iob2:3: .*dorn-1"):
        read_uner(write(tmp_path / "n.iob2", UNER.replace("Mia", "Lea")), treebank)


def test_a_sentence_that_is_not_there_is_named(tmp_path: Path) -> None:
    treebank = write_treebank(tmp_path / "dev.conllu", DORN)
    with pytest.raises(DataError, match=r"n\.iob2:9: .*dorn-7"):
        read_uner(write(tmp_path / "n.iob2", UNER.replace("dorn-3", "dorn-7")), treebank)


def test_without_the_treebank_sentences_are_paragraphs(tmp_path: Path) -> None:
    (named,) = read_uner(write(tmp_path / "n.iob2", UNER), tmp_path / "none.conllu")
    assert named.text == "Mia Dorn wai ted.\n\nIt ran ."
    assert named.sentences == ((0, 4), (4, 7))
    assert [named.text[a:b] for a, b in named.words] == ["Mia", "Dorn", "wai", "ted.", "It", "ran", "."]
    assert places(named) == {("Mia Dorn", "PER"), ("It", "ORG")}


def test_political_kinds(tmp_path: Path) -> None:
    (named,) = read_crossner(write(tmp_path / "d.txt", CROSSNER.replace(" ", "\t")))
    assert places(named) == {("Ana Rey", "PER"), ("Unity", "ORG"), ("Norland", "LOC")}


@pytest.mark.parametrize("line", ["lone", "word\tX-PER"])
def test_a_damaged_line_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(DataError, match=r"d\.txt:2: "):
        read_iob(write(tmp_path / "d.txt", f"a\tO\n{line}\n"), word=0, tag=1)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([Name(0, 1, "PER", 1.0), Name(11, 11, "ORG", 1.0)], {"names": (2, 2), "PER": (1, 1), "ORG": (1, 1)}),
        ([Name(0, 0, "PER", 1.0), Name(11, 11, "LOC", 1.0)], {"names": (0, 2), "PER": (0, 1), "ORG": (0, 0)}),
        ([Name(0, 1, "MISC", 1.0)], {"names": (0, 0), "PER": (0, 0), "ORG": (0, 0)}),
        ([], {"names": (0, 0), "PER": (0, 0), "ORG": (0, 0)}),
    ],
)
def test_exact_span_and_type(tmp_path: Path, found: list[Name], expected: dict[str, tuple[int, int]]) -> None:
    treebank = write_treebank(tmp_path / "dev.conllu", DORN)
    texts = read_uner(write(tmp_path / "n.iob2", UNER), treebank)
    model: Analysis = answer(read_treebank(treebank)[0], names=found)
    counts = measure_names(texts, Oracle(model))
    assert {name: (counts[name].right, counts[name].predicted) for name in expected} == expected
    assert (counts["names"].gold, counts["LOC"].gold) == (2, 0)
