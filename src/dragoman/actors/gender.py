"""Whether a person is spoken of as "he" or "she", as far as the given name or a title tells."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from dragoman.actors.names import fold
from dragoman.actors.tables import read_table

Gender = Literal["f", "m"]
PATH = Path(__file__).parent.parent / "data" / "given_gender.csv"
FEMALE_TITLES = frozenset(
    "mrs ms miss madam lady baroness dame queen princess chairwoman spokeswoman congresswoman ombudswoman woman "
    "first-lady sheikha empress duchess stateswoman businesswoman".split()
)
MALE_TITLES = frozenset(
    "mr sir lord baron king prince sheikh emir sultan pope chairman spokesman congressman ombudsman man ayatollah "
    "cardinal imam pontiff duke patriarch businessman".split()
)


@cache
def _given_names() -> dict[str, Gender]:
    rows = read_table(PATH, columns=("gender", "names"))
    return {name: row["gender"] for row in rows for name in row["names"].split("|")}  # type: ignore[misc]


def gender_of(name: str) -> Gender | None:
    """Return the gender that the given name tells; None where it is not in the table."""
    words = fold(name).split()
    return _given_names().get(words[0]) if len(words) > 1 else None


def gender_of_title(words: list[str]) -> Gender | None:
    """Return the gender that a title in lower-case words tells: "spokeswoman", "Mr"; None for most."""
    for word in words:
        if word.strip(".") in FEMALE_TITLES:
            return "f"
        if word.strip(".") in MALE_TITLES:
            return "m"
    return None
