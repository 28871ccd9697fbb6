import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.article import join_surrogates
from dragoman.sources import Incoming
from dragoman.sources.encoding import MENDED
from dragoman.sources.table import read_csv_file, read_json_lines, read_json_lines_file
from tests.texts import ANY_TEXT

DAY = date(2025, 3, 4)


def read_lines(*lines: str | bytes, **options: Any) -> list[Incoming]:
    data = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return list(read_json_lines(io.BytesIO(data), path="news.jsonl", **options))


def read_line(line: str | bytes) -> Incoming:
    (item,) = read_lines(line)
    return item


def test_a_row_becomes_an_article() -> None:
    row = {
        "text": " Talks began.\n",
        "published": "2025-03-04",
        "id": "c-1",
        "title": "Talks",
        "publisher": "The Courier",
        "url": "https://a.example",
        "language": "en",
        "stars": [1, 2],
    }
    article = read_line(json.dumps(row)).article
    assert article is not None
    assert (article.text, article.published, article.id) == ("Talks began.", DAY, "c-1")
    assert (article.title, article.publisher, article.url) == ("Talks", "The Courier", "https://a.example")
    assert article.language == "en"


def test_what_is_null_or_empty_is_not_known() -> None:
    article = read_line('{"text": "T.", "published": null, "title": "", "id": 7}').article
    assert article is not None
    assert (article.published, article.title, article.id) == (None, None, "7")


def test_the_day_given_counts_where_the_row_has_none() -> None:
    items = read_lines('{"text": "A"}', '{"text": "B", "published": "2025-03-04"}', published=date(2020, 1, 1))
    assert [item.article.published for item in items if item.article] == [date(2020, 1, 1), DAY]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "A"', "broken JSON at column"),
        ("text", "broken JSON at column 1"),
        ('{"text": "A", "text": "B"}', "broken JSON: the field 'text' is there twice"),
        ("[" * 100_000, "broken JSON"),
        ('{"text": "A", "id": ' + "9" * 5000 + "}", "broken JSON"),
        ('["A"]', "is not an object"),
        ("3", "is not an object"),
        ("{}", "has no `text`"),
        ('{"text": null}', "has no `text`"),
        ('{"text": 5}', "`text` must be a string, not 5"),
        ('{"text": " \\n"}', "its `text` is empty"),
        ('{"text": "A", "published": "soon"}', "`published` cannot be read: 'soon'"),
        ('{"text": "A", "published": "2025-02-30"}', "`published` cannot be read"),
        ('{"text": "A", "published": 20250304}', "`published` must be a string, not 20250304"),
        ('{"text": "A", "title": ["x"]}', "`title` must be a string, not ['x']"),
        ('{"text": "A", "id": true}', "`id` must be a string, not True"),
    ],
)
def test_a_mistake_is_reported_with_its_line_and_the_others_go_on(line: str, message: str) -> None:
    first, bad, last = read_lines('{"text": "First."}', line, '{"text": "Last."}')
    assert (first.article is not None, bad.article, last.article is not None) == (True, None, True)
    assert str(bad.error).startswith(f"news.jsonl:2: {message}")
    assert last.where == "news.jsonl:3"


def test_what_is_known_of_a_broken_row_is_kept() -> None:
    item = read_line('{"id": "c-1", "title": "Lost", "published": "2025-03-04", "text": ""}')
    assert item.known == {"id": "c-1", "title": "Lost", "published": "2025-03-04"}


def test_blank_lines_count_but_are_passed_over() -> None:
    assert [item.line for item in read_lines("", '{"text": "A"}', "  \r", '{"text": "B"}', "")] == [2, 4]


@pytest.mark.parametrize("lines", [[""], ["", " "]])
def test_no_rows_is_an_error(lines: list[str]) -> None:
    (item,) = read_lines(*lines)
    assert "holds no articles" in str(item.error)


def test_latin_1_bytes_are_read_with_a_warning() -> None:
    item = read_line('{"text": "Zoë été"}'.encode("latin-1"))
    assert item.article is not None
    assert (item.article.text, item.warnings) == ("Zoë été", (MENDED,))


def test_marks_of_encodings_are_read() -> None:
    line = '{"text": "Zoë\\r"}\r\n{"text": "été"}'
    for encoding in ("utf-8-sig", "utf-16"):
        items = list(read_json_lines(io.BytesIO(line.encode(encoding)), path="-"))
        assert [item.article.text for item in items if item.article] == ["Zoë", "été"]


def test_lone_surrogates_and_control_characters_keep_their_places() -> None:
    article = read_line('{"text": "a\\ud800b\\u0000c\\u202ed \\ud83d\\ude00 e\tf\\u2028g"}').article
    assert article is not None
    assert article.text == "a\ud800b\0c\u202ed \U0001f600 e\tf\u2028g"


@given(ANY_TEXT, st.booleans())
def test_any_text_comes_through_json_unchanged(text: str, ascii_only: bool) -> None:
    text = join_surrogates("T" + text)
    line = json.dumps({"text": text}, ensure_ascii=ascii_only)
    item = read_line(line.encode("utf8", "surrogatepass") if ascii_only else json.dumps({"text": text}))
    assert item.article is not None
    assert item.article.text == text.strip()


@given(st.lists(st.binary(max_size=40).map(lambda line: line.replace(b"\n", b"")), max_size=4))
def test_any_bytes_give_articles_or_errors(lines: list[bytes]) -> None:
    for item in read_lines(*lines):
        assert (item.article is None) != (item.error is None)


def test_rows_are_read_one_by_one() -> None:
    class Endless(io.RawIOBase):
        """A file without end: reading it whole would never come back."""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            line = b'{"text": "Talks began."}\n'
            buffer[: len(line)] = line
            return len(line)

    rows = read_json_lines(io.BufferedReader(Endless()), path="-")  # type: ignore[arg-type]
    assert [next(rows).line for _ in range(3)] == [1, 2, 3]


def test_a_file_that_is_not_there_is_an_error() -> None:
    (item,) = read_json_lines_file(Path("nowhere.jsonl"))
    assert str(item.error).startswith("nowhere.jsonl: cannot be read: No such file")


def test_csv_rows_become_articles(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    rows = 'published,text,title\n2025-03-04,"Talks, ""so called"",\nbegan.",One\n,Talks ended.,\nsoon,Bad.,\n'
    path.write_bytes(rows.encode("utf-8-sig"))
    one, two, bad = read_csv_file(path)
    assert one.article is not None
    assert two.article is not None
    assert (one.article.text, one.article.published, one.article.title) == ('Talks, "so called",\nbegan.', DAY, "One")
    assert (two.article.text, two.article.published, two.article.title) == ("Talks ended.", None, None)
    assert str(bad.error).startswith(f"{path}:5: `published` cannot be read")


def test_a_long_csv_cell_is_read(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("text\n" + "long " * 60_000)
    (item,) = read_csv_file(path)
    assert item.article is not None
    assert len(item.article.text) == 299_999


def test_latin_1_cells_are_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes("title,text\nZoë,été\n".encode("latin-1"))
    (item,) = read_csv_file(path)
    assert item.article is not None
    assert (item.article.title, item.article.text, item.warnings) == ("Zoë", "été", (MENDED,))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"body\nTalks.\n", ":1: has no column named `text`"),
        (b"", ":1: has no column named `text`"),
        (b"text\n", ": holds no articles"),
        (b'text\n"open', ":1: is not a comma-separated table from here on"),
        (b"text,title\nA,B,C\n", ":2: has more cells than the first row names"),
    ],
)
def test_a_broken_csv_is_an_error(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes(data)
    (item,) = read_csv_file(path)
    assert str(item.error).startswith(f"{path}{message}")
