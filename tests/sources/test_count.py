from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.sources import iter_articles
from dragoman.sources.count import count_articles

FILES = {
    "a.txt": "date 2025-03-04 Talks will begin.",
    "b.jsonl": '{"text": "One."}\n\n{"text": "Two."}\n',
    "broken.jsonl": '{"text": \n{"text": "Two."}\n',
    "empty.jsonl": "",
    "c.csv": 'text,title\n"One,\ntwo.",T\nThree.,U\n',
    "headless.csv": "words\nOne.\n",
    "page.html": "<p>no</p>",
    "folder/d.txt": "Four.",
    "folder/deep/e.ndjson": '{"text": "Five."}\n{"text": "Six."}',
    "folder/other.csv": "text\nnot searched for in folders\n",
    "hollow/readme.md": "no article",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf8")
    return tmp_path


@pytest.mark.parametrize("name", [*FILES, "folder", "hollow", "missing.txt"])
def test_as_many_are_counted_as_will_come(folder: Path, name: str) -> None:
    assert count_articles([folder / name]) == len(list(iter_articles([folder / name])))


def test_all_paths_count_together(folder: Path) -> None:
    assert count_articles([folder / "a.txt", str(folder / "folder"), folder / "b.jsonl"]) == 6


def test_lines_are_counted_where_the_user_says_that_they_are_articles(folder: Path) -> None:
    (folder / "feed").write_text('{"text": "One."}\n{"text": "Two."}\n')
    assert count_articles([folder / "feed"], json_lines=True) == 2


@pytest.mark.parametrize("path", ["-", "missing.jsonl"])
def test_what_cannot_be_known_is_none(folder: Path, path: str) -> None:
    assert count_articles(["-" if path == "-" else folder / path]) is None
