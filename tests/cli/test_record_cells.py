from __future__ import annotations

import pytest

from dragoman.cli.record_cells import name_issue, name_issues, name_outlet, show_when
from dragoman.dossier import parse_dossier
from dragoman.views import Citation


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "shown"),
    [
        ("2024-03-11TNI", "2024-03-11", "2024-03-11", "2024-03-11"),
        ("2024-03-11TNI", None, None, "2024-03-11"),
        ("2024-03-11T15:00", None, None, "2024-03-11"),
        ("2024-03-11", "2024-03-11", "2024-03-11", "2024-03-11"),
        ("2024-03", "2024-03-01", "2024-03-31", "2024-03"),
        ("2024-W08", "2024-02-19", "2024-02-25", "week of 2024-02-19"),
        ("FUTURE_REF", None, None, "FUTURE_REF"),
        (None, None, None, ""),
    ],
)
def test_days_as_people_write_them(value: str | None, earliest: str | None, latest: str | None, shown: str) -> None:
    assert show_when(value, earliest, latest) == shown


@pytest.mark.parametrize(
    ("publisher", "title", "url", "shown"),
    [
        ("North Post", "Talks", "https://example.org/a", "North Post"),
        (None, "Talks at the lake", "https://example.org/a", "“Talks at the lake”"),
        (
            None,
            "A title that goes on and on for longer than any table",
            None,
            "“A title that goes on and on for longer…”",
        ),
        (None, None, "https://example.org/news/lake-talks.html?page=2", "lake-talks.html"),
        (None, None, "file:///home/me/articles/lake.txt", "lake.txt"),
        (None, None, "https://example.org/", "example.org"),
        ("", "", "", "00ff"),
    ],
)
def test_what_stands_for_an_outlet(publisher: str | None, title: str | None, url: str | None, shown: str) -> None:
    citation = Citation(
        article="00ff",
        published=None,
        publisher=publisher,
        title=title,
        url=url,
        start=0,
        end=0,
        words="",
        sentence="",
    )
    assert name_outlet(citation) == shown


def test_issues_by_name() -> None:
    assert name_issue("ceasefire") != "ceasefire"  # the built-in list has one
    assert name_issue("who_sits_where") == "who sits where"
    dossier = "name: A\nparties: [B, C]\nissues: [{id: format, name: Seats}, ceasefire, who_sits_where]\n"
    names = name_issues(parse_dossier(dossier))
    assert (names["format"], names["ceasefire"]) == ("Seats", name_issue("ceasefire"))
    assert name_issue("who_sits_where", names) == "who sits where"
