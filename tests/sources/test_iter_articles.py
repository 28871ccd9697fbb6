import io
from datetime import date
from pathlib import Path

import pytest

from dragoman.sources import iter_articles


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def texts(*paths: str | Path, standard_input: bytes = b"", json_lines: bool = False) -> list[str]:
    stream = io.BytesIO(standard_input)
    items = iter_articles(paths, standard_input=stream, json_lines=json_lines)
    return [item.article.text if item.article else f"! {item.error}" for item in items]


def test_files_come_in_the_order_given_and_errors_in_their_places(tmp_path: Path) -> None:
    write(tmp_path, b_txt="B.", a_jsonl='{"text": "A1."}\nbroken\n{"text": "A3."}', c_csv="text\nC.\n")
    found = texts(tmp_path / "b.txt", tmp_path / "missing.txt", tmp_path / "a.jsonl", tmp_path / "c.csv")
    assert [text if text[0] != "!" else "!" for text in found] == ["B.", "!", "A1.", "!", "A3.", "C."]


def test_a_folder_is_searched_at_any_depth_in_the_order_of_names(tmp_path: Path) -> None:
    write(tmp_path, b_txt="2", a__z_txt="3", a__b__c_jsonl='{"text": "4"}', a_TXT="1", x_csv="text\n5", notes_md="6")
    write(tmp_path, _hidden_txt="7", _git__a_txt="8")
    assert texts(tmp_path) == ["1", "2", "3", "4"]


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, notes_md="Text.")
    assert texts(tmp_path) == [f"! {tmp_path}: holds no articles (.txt, .jsonl, .ndjson at any depth)"]


def test_an_empty_name_is_an_error_and_not_this_folder() -> None:
    assert texts("") == ["! an empty name is no file; is a variable of your shell not set?"]


def test_a_name_without_a_known_ending_is_text(tmp_path: Path) -> None:
    write(tmp_path, ARTICLE="Text.")
    assert texts(tmp_path / "ARTICLE") == ["Text."]


@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.docx", "a.json"])
def test_kinds_of_file_that_are_not_read_say_so(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("{}")
    assert "not read" in texts(tmp_path / name)[0]


def test_json_lines_can_be_asked_for_whatever_the_name(tmp_path: Path) -> None:
    write(tmp_path, a_json='{"text": "A."}')
    assert texts(tmp_path / "a.json", json_lines=True) == ["A."]


@pytest.mark.parametrize(
    ("data", "json_lines", "expected"),
    [
        (b"date 2025-03-04 Text.", False, ["Text."]),
        (b'{"text": "A."}\n{"text": "B."}\n', False, ["A.", "B."]),
        (b'\xef\xbb\xbf\n {"text": "A."}', False, ["A."]),
        (b'\n{"text": "A."}', True, ["A."]),
        (b"", False, ["! -: holds no text"]),
        (b"Text.", True, ["! -:1: broken JSON at column 1: Expecting value"]),
    ],
)
def test_standard_input_is_text_or_json_lines(data: bytes, json_lines: bool, expected: list[str]) -> None:
    assert texts("-", standard_input=data, json_lines=json_lines) == expected


def test_the_day_given_reaches_every_kind(tmp_path: Path) -> None:
    write(tmp_path, a_txt="A.", b_jsonl='{"text": "B."}', c_csv="text\nC.\n")
    paths = sorted(tmp_path.iterdir())
    items = list(iter_articles([*paths, "-"], published=date(2025, 3, 4), standard_input=io.BytesIO(b"D.")))
    assert [item.article.published for item in items if item.article] == [date(2025, 3, 4)] * 4


def test_nothing_is_opened_before_it_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path, a_txt="A.")
    items = iter_articles([tmp_path / "a.txt", tmp_path / "b.txt"])
    next(items)
    write(tmp_path, b_txt="B.")
    assert [item.article.text for item in items if item.article] == ["B."]
