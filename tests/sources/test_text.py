import codecs
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.article import join_surrogates
from dragoman.errors import SourceError
from dragoman.sources.encoding import MENDED
from dragoman.sources.text import find_header, parse_text, read_text_file
from tests.texts import ANY_TEXT

DAY = date(2025, 3, 4)


@pytest.mark.parametrize(
    ("text", "published", "body"),
    [
        ("date 2025-03-04 The talks began.", DAY, "The talks began."),
        (" date 2025-03-04 The talks began.\n", DAY, "The talks began."),
        ("date 2025-03-04\nThe talks began.", DAY, "The talks began."),
        ("date 2025-03-04\r\n\r\nThe talks began.\r\nThey ended.", DAY, "The talks began.\r\nThey ended."),
        ("Date: 2025-03-04\nThe talks began.", DAY, "The talks began."),
        ("Date: 2025-03-04 The talks began.", DAY, "The talks began."),
        ("DATE: 4 March 2025\n\nThe talks began.", DAY, "The talks began."),
        ("Date: Tue, 04 Mar 2025 10:30:00 +0100\n\nThe talks began.", DAY, "The talks began."),
        ("date: 2025-03-04 10:30\n\nThe talks began.", DAY, "The talks began."),
        ("date: 2025-03-04T23:30:00-05:00\n\nThe talks began.", DAY, "The talks began."),
        ("The talks began.", None, "The talks began."),
        ("Date 4 of the trial began.", None, "Date 4 of the trial began."),
        ("Dates 2025-03-04 were kept.", None, "Dates 2025-03-04 were kept."),
        ("The date 2025-03-04 was kept.", None, "The date 2025-03-04 was kept."),
        ("Title: unknown.\nThe talks began.", None, "Title: unknown.\nThe talks began."),
        ("URL: none\n \nTitle: of the text\n", None, "Title: of the text"),
        ("Orlova: We agree.\n\nThe talks began.", None, "Orlova: We agree.\n\nThe talks began."),
    ],
)
def test_a_header_is_metadata_and_all_else_is_text(text: str, published: date | None, body: str) -> None:
    article = parse_text(text)
    assert (article.published, article.text) == (published, body)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("first", ["Date: 2025-03-04", "date 2025-03-04"])
def test_header_lines_are_read_with_any_line_end(end: str, first: str) -> None:
    lines = [first, "Title: Talks: the first day ", "PUBLISHER:The Courier", "url : https://a.example", "language: en"]
    article = parse_text(end.join([*lines, "", "The talks", "began.", ""]))
    assert article.text == f"The talks{end}began."
    assert article.published == DAY
    assert article.title == "Talks: the first day"
    assert (article.publisher, article.url, article.language) == ("The Courier", "https://a.example", "en")


def test_a_field_that_comes_twice_ends_the_header() -> None:
    article = parse_text("Date: 2025-03-04\nTitle: One\nTitle: of the text\n\nText.")
    assert (article.title, article.text) == ("One", "Title: of the text\n\nText.")


def test_an_empty_field_is_not_known() -> None:
    assert parse_text("Title:\nPublisher: The Courier\n\nText.").title is None


def test_the_header_wins_over_the_day_given() -> None:
    assert parse_text("date 2025-03-04 Text.", published=date(2020, 1, 1)).published == DAY
    assert parse_text("Text.", published=DAY).published == DAY


@pytest.mark.parametrize("text", ["", " \n\t", "date 2025-03-04", "Title: T\nDate: 2025-03-04\n\n  "])
def test_no_text_is_an_error(text: str) -> None:
    with pytest.raises(SourceError, match="holds no text"):
        parse_text(text)


@pytest.mark.parametrize("value", ["2025-13-40", "03/04/2025", "4 Floreal 2025", "soon"])
def test_a_date_that_is_no_day_is_an_error_that_names_it(value: str) -> None:
    with pytest.raises(SourceError, match="the date in its header cannot be read"):
        parse_text(f"Date: {value}\n\nText.")


@given(ANY_TEXT)
def test_without_a_header_the_text_is_the_stripped_input(text: str) -> None:
    whole = "Talks began. " + text
    assert parse_text(whole).text == join_surrogates(whole).strip()


@given(ANY_TEXT, st.sampled_from(["date 2025-03-04 ", "Date: 2025-03-04\nTitle: T\n\n"]))
def test_with_a_header_every_offset_counts_from_the_body(body: str, header: str) -> None:
    body = "Talks " + body
    article = parse_text(header + body)
    assert article.text == join_surrogates(body).strip()
    assert article.published == DAY


@given(ANY_TEXT)
def test_any_text_has_a_header_that_lies_before_its_body(text: str) -> None:
    header = find_header(text)
    assert 0 <= header.end <= len(text)
    assert bool(header.fields) <= bool(header.end)


def read_bytes(folder: Path, data: bytes) -> tuple[str | None, tuple[str, ...], str]:
    path = folder / "a.txt"
    path.write_bytes(data)
    (item,) = read_text_file(path)
    return item.article.text if item.article else None, item.warnings, str(item.error or "")


BODY = "“Ça va,” said Zoë — été 2025."


@pytest.mark.parametrize(
    ("data", "text", "warnings"),
    [
        (BODY.encode(), BODY, ()),
        (codecs.BOM_UTF8 + BODY.encode(), BODY, ()),
        (BODY.encode("utf-16"), BODY, ()),
        (codecs.BOM_UTF16_BE + BODY.encode("utf-16-be"), BODY, ()),
        (BODY.encode("utf-32"), BODY, ()),
        (BODY.encode("cp1252"), BODY, (MENDED,)),
        ("Zoë été".encode("latin-1"), "Zoë été", (MENDED,)),
        ("Zoë ".encode() + b"\xe9t\xe9", "Zoë été", (MENDED,)),
        (b"undefined \x81 here", "undefined \x81 here", (MENDED,)),
        ("cut off …".encode()[:-1], "cut off â€", (MENDED,)),
    ],
)
def test_any_encoding_loses_nothing(tmp_path: Path, data: bytes, text: str, warnings: tuple[str, ...]) -> None:
    assert read_bytes(tmp_path, data) == (text, warnings, "")


def test_line_ends_of_a_file_are_kept(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, b"One.\r\nTwo.\rThree.\nFour.")[0] == "One.\r\nTwo.\rThree.\nFour."


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no mark".encode("utf-16-le"), b"\0"])
def test_bytes_that_are_no_text_are_an_error(tmp_path: Path, data: bytes) -> None:
    text, _, error = read_bytes(tmp_path, data)
    assert text is None
    assert error.startswith(f"{tmp_path / 'a.txt'}: holds NUL characters")


def test_what_is_known_of_a_broken_article_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Date: 2025-03-04\nTitle: Lost\n\n")
    (item,) = read_text_file(path)
    assert item.article is None
    assert item.known == {"published": "2025-03-04", "title": "Lost"}


@given(st.binary(max_size=200))
def test_any_bytes_give_an_article_or_an_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(data)
    (item,) = read_text_file(path)
    assert (item.article is None) != (item.error is None)
    assert item.where == str(path)
