"""PolNeAR as its authors publish it: texts, and attributions in brat's standoff format beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dragoman.article import Article
from dragoman.errors import DataError
from dragoman.evaluation.corpora import GoldArticle, GoldAttribution, Spans

PART = Path("data") / "dev"  # of the checkout: the development part, with the folders `text` and `attributions`
ROLES = ("Source", "Cue", "Content")
DAY = re.compile(r"_(\d{4}-\d\d-\d\d)_")  # in the name of every file


def is_checkout(folder: Path) -> bool:
    """Say whether the folder is a checkout of PolNeAR."""
    return (folder / PART / "text").is_dir() and (folder / PART / "attributions").is_dir()


def read_checkout(folder: Path) -> list[GoldArticle]:
    """Return the articles of the development part, each with the annotation of its first annotator by name.

    Raises:
        DataError: a file cannot be read, or a line is not brat's.
    """
    found = []
    for path in sorted((folder / PART / "text").glob("*.txt")):
        annotations = sorted((folder / PART / "attributions").glob(f"{path.stem}_*.ann"))
        if annotations:
            text = path.read_text(encoding="utf8")
            shift = len(text) - len(text.lstrip())
            day = DAY.search(path.name)
            published = date.fromisoformat(day[1]) if day else None
            article = Article.from_text(text, published=published, id=path.stem)
            found.append(GoldArticle(article, tuple(_attributions(annotations[0], shift))))
    return found


def _attributions(path: Path, shift: int) -> Iterator[GoldAttribution]:
    """Yield the attributions of a file: `T` lines are places with a label, `E` lines join them."""
    places: dict[str, Spans] = {}
    events: list[tuple[int, list[str]]] = []
    for number, line in enumerate(path.read_text(encoding="utf8").split("\n"), 1):
        try:
            if line.startswith("T"):
                name, label, _ = line.split("\t", 2)
                places[name] = _spans(label.split(" ", 1)[1], shift)
            elif line.startswith("E"):
                events.append((number, line.split("\t")[1].split()))
        except (IndexError, ValueError) as error:
            raise DataError("is no line of brat's standoff format", path=path, line=number) from error
    for number, arguments in events:
        parts: dict[str, Spans] = dict.fromkeys(ROLES, ())
        for argument in arguments:
            role, _, name = argument.partition(":")
            role = role.rstrip("0123456789")
            if role in parts:
                if name not in places:
                    raise DataError(f"names {name}, which the file does not hold", path=path, line=number)
                parts[role] += places[name]
        yield GoldAttribution(*(parts[role] for role in ROLES))


def _spans(text: str, shift: int) -> Spans:
    pairs = (piece.split() for piece in text.split(";"))
    return tuple((int(start) - shift, int(end) - shift) for start, end in pairs)
