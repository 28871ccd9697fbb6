"""The cells of the record's tables: days, names, outlets, sentences, stances and statuses as people read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final, Protocol
from urllib.parse import urlsplit

from rich.text import Text

from dragoman.cli.render import clean
from dragoman.dossier import Dossier
from dragoman.views.citing import ActorRef, Citation, Outlet
from dragoman.views.grouping import HAPPENED, OFF
from dragoman.views.rows import EventRow, PositionRow
from dragoman.views.shifts import AGAINST, FOR

STANCE_STYLES: Final = {
    **dict.fromkeys(FOR, "green"),
    **dict.fromkeys(AGAINST, "red"),
    "accuse": "magenta",
    "demand": "yellow",
    "require": "yellow",
}
REVIEW_MARKS: Final = {"confirmed": " ✓", "corrected": " ✎", "rejected": " ✗"}
LONGEST_SENTENCE: Final = 400  # characters shown of a sentence; `show` has all of it
LONGEST_TITLE: Final = 40  # characters shown of a title that stands in for an outlet: half a line of a terminal
WEEK: Final = re.compile(r"\d{4}-W\d\d")  # TIMEX3, after ISO 8601
DAY_AND_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)T.*")  # TIMEX3: a clock time, or a part of the day (MO, EV, NI)


class Published(Protocol):
    """What says in which outlet something stood."""

    @property
    def article(self) -> str:
        """The id of the article."""

    @property
    def publisher(self) -> str | None:
        """The outlet."""

    @property
    def title(self) -> str | None:
        """The article's title."""


def name_actors(actors: Iterable[ActorRef]) -> str:
    """Return the names of actors, parted by commas."""
    return ", ".join(clean(actor.name) for actor in actors)


@cache
def _built_in_names() -> Mapping[str, str]:
    from dragoman.meaning.issues import built_in_issues

    return {issue.id: issue.name for issue in built_in_issues()}


def name_issues(dossier: Dossier | None = None) -> dict[str, str]:
    """Return the names of issues by id: those that a dossier gives, and those of the built-in list."""
    own = {issue.id: issue.name for issue in dossier.issues} if dossier else {}
    given = {issue: name for issue, name in own.items() if name != issue.replace("_", " ")}
    return {**_built_in_names(), **given}


def name_issue(issue: str, names: Mapping[str, str] | None = None) -> str:
    """Return the name of an issue; one that no list has is named by its id."""
    return clean((names or _built_in_names()).get(issue, issue.replace("_", " ")))


def show_key(key: str, review: str | None) -> Text:
    """Return the id of a row with the mark of its review."""
    return Text(key + REVIEW_MARKS.get(review or "", ""), "dim")


def show_day(citation: Citation) -> str:
    """Return the day of publication."""
    return citation.published or "undated"


def show_when(value: str | None, earliest: str | None = None, latest: str | None = None) -> str:
    """Return a TIMEX3 value as people write it: a day without the time of day, a week by its Monday.

    A month or year stays one. Nothing comes back for no value.
    """
    if not value or (earliest and earliest == latest):
        return earliest or ""
    if WEEK.fullmatch(value):
        return f"week of {date.fromisoformat(value + '-1')}"
    return DAY_AND_TIME.sub(r"\1", value)


def name_outlet(row: Published) -> str:
    """Return the outlet in which something stood, else the article's title, the end of its address, or its id."""
    if row.publisher:
        return clean(row.publisher)
    if row.title:
        title = clean(row.title)
        return f"“{title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + '…'}”"
    parts = urlsplit(getattr(row, "url", None) or "")
    return clean(parts.path.rstrip("/").rpartition("/")[2] or parts.netloc or row.article)


def show_where(citation: Citation, outlets: Sequence[Outlet]) -> str:
    """Return the outlet, and how many others carried the same words."""
    more = len({outlet.article for outlet in outlets})
    return name_outlet(citation) + (f" +{more}" if more else "")


def show_sentence(citation: Citation, words: str | None = None) -> Text:
    """Return the sentence with the words that count in green."""
    sentence = clean(citation.sentence)
    shown = Text(sentence if len(sentence) <= LONGEST_SENTENCE else sentence[: LONGEST_SENTENCE - 1] + "…")
    piece = clean(words or citation.words)
    at = shown.plain.find(piece)
    if at >= 0:
        shown.stylize("green", at, at + len(piece))
    return shown


def show_stance(row: PositionRow) -> Text:
    """Return the stance; a star marks a condition."""
    return Text(row.stance + ("*" if row.condition else ""), STANCE_STYLES.get(row.stance, ""))


def show_condition(row: PositionRow) -> Text:
    """Return the condition in brackets after a space, or nothing."""
    return Text(f" [{clean(row.condition)}]" if row.condition else "", "magenta")


def show_status(status: str) -> Text:
    """Return what became of an event: green where it happened, red where it did not, else yellow."""
    return Text(status, "green" if status in HAPPENED else "red" if status in OFF else "yellow")


def show_side(row: PositionRow | EventRow) -> Text:
    """Return one of two quotations that stand side by side: day, who, stance, words, outlet."""
    text = Text(f"{show_day(row.citation)} ", "dim")
    if isinstance(row, PositionRow):
        text.append(clean(row.holder.name), "bold").append(" ").append_text(show_stance(row))
    else:
        text.append_text(show_status(row.status))
    text.append("\n").append_text(show_sentence(row.citation))
    return text.append(f"\n{show_where(row.citation, row.outlets)} · {row.key}", "dim")
