"""Rows of the record as people see them in a terminal: tables that fit the width, stances in colour."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli.record_cells import (
    STANCE_STYLES,
    name_actors,
    name_issue,
    name_outlet,
    show_day,
    show_key,
    show_sentence,
    show_side,
    show_stance,
    show_status,
    show_when,
    show_where,
)
from dragoman.cli.render import clean
from dragoman.views.actors import ActorRow
from dragoman.views.citing import Outlet
from dragoman.views.contradictions import Contradiction
from dragoman.views.meetings import Meeting, Step
from dragoman.views.rows import EventRow, PositionRow, Statement
from dragoman.views.shifts import Shift
from dragoman.views.showing import Shown
from dragoman.views.timeline import Entry

PART_STYLES = {
    "source": "cyan",
    "cue": "yellow",
    "content": "green",
    "trigger": "yellow",
    "evidence": "green",
    "about": "bold green",
    "condition": "magenta",
}
WIDE: Final = 110  # columns of a terminal from which outlet and place have a column of their own


def show_table(of: str, rows: Sequence[Any], *, issue_names: Mapping[str, str] | None = None) -> None:
    """Print a list of rows, or that there is none.

    Args:
        of: what they are: statements, shifts and so on.
        rows: what the view of that name gave.
        issue_names: names of issues by id, where a dossier gives them; else they have those of the built-in list.
    """
    console = Console()
    if not rows:
        console.print("Nothing in the record fits.", style="dim")
        return
    console.print(make_rows(of, rows, issue_names=issue_names))


def make_rows(of: str, rows: Sequence[Any], *, issue_names: Mapping[str, str] | None = None) -> RenderableType:
    """Return rows as a table, or as pairs of quotations; see `show_table`."""
    return ISSUE_TABLES[of](rows, issue_names) if of in ISSUE_TABLES else TABLES[of](rows)


def make_table(*columns: tuple[str, int | None]) -> Table:
    """Return an empty table; a column with a ratio shares what width is left."""
    table = Table(box=None, expand=True, pad_edge=False, show_edge=False, header_style="bold underline")
    for name, ratio in columns:
        table.add_column(name, ratio=ratio, overflow="fold", no_wrap=ratio is None)
    return table


def _is_wide() -> bool:
    return Console().width >= WIDE


def _add_cited(table: Table, cells: Sequence[str | Text], words: Text, where: str, key: Text) -> None:
    """Add a row that ends with words, outlet and id; in a narrow terminal the outlet stands after the words."""
    if _is_wide():
        table.add_row(*cells, words, where, key)
    else:
        table.add_row(*cells, words.append(f" ({where})", "dim"), key)


def _make_cited_table(*columns: tuple[str, int | None]) -> Table:
    return make_table(*columns, *([("In", 2)] if _is_wide() else []), ("Id", None))


def _statements(rows: Sequence[Statement]) -> RenderableType:
    table = _make_cited_table(("Day", None), ("Who", 2), ("Words", 6))
    for row in rows:
        named = name_actors(row.speakers)
        who = Text(named or clean(row.source or "speaker unknown"), "bold" if named else "dim")
        if row.negated:
            who.append(" (not)", "red")
        where = show_where(row.citation, row.outlets)
        cells = (show_day(row.citation), who)
        _add_cited(table, cells, show_sentence(row.citation), where, show_key(row.key, row.review))
    return table


def _positions(rows: Sequence[PositionRow]) -> RenderableType:
    table = _make_cited_table(("Day", None), ("Who", 2), ("Stance", None), ("What", 6))
    for row in rows:
        who = Text(clean(row.holder.name), "bold")
        others = [actor for actor in row.on_behalf_of if actor.key != row.holder.key]
        if others:
            who.append(f" for {name_actors(others)}", "not bold")
        cells = (show_day(row.citation), who, show_stance(row))
        where = show_where(row.citation, row.outlets)
        _add_cited(table, cells, _what(row), where, show_key(row.key, row.review))
    return table


def _what(row: PositionRow) -> Text:
    """Return the sentence with its condition, which comes after it only where it is of another sentence."""
    text = show_sentence(row.citation, row.about)
    condition = clean(row.condition or "")
    at = text.plain.find(condition)
    if condition and at >= 0:
        text.stylize("magenta", at, at + len(condition))
    elif condition:
        text.append(f" [{condition}]", "magenta")
    return text


def _events(rows: Sequence[EventRow]) -> RenderableType:
    table = make_table(("Day", None), ("Event", None), ("Who", 2), ("When", None), ("Words", 5), ("Id", None))
    for row in rows:
        kind = row.form or " ".join(part.replace("_", " ").lower() for part in (row.type, row.mode) if part)
        who = name_actors((*row.actors, *row.recipients))
        table.add_row(
            show_day(row.citation),
            Text(f"{kind}\n").append_text(show_status(row.status)),
            who,
            _show_when_in_column(row.when, row.earliest, row.latest),
            show_sentence(row.citation, row.trigger),
            show_key(row.key, row.review),
        )
    return table


def _show_when_in_column(value: str | None, earliest: str | None, latest: str | None) -> str:
    return show_when(value, earliest, latest).replace("week of ", "week of\n")


def _meetings(rows: Sequence[Meeting]) -> RenderableType:
    place = [("Place", 2)] if _is_wide() else []
    table = make_table(
        ("When", None), ("What", 4), ("Status", None), *place, ("How it came to be known", 6), ("Id", None)
    )
    for row in rows:
        what = Text(row.form or "meeting", "bold").append(": " + clean(", ".join(row.parties)), "not bold")
        where = clean(row.place or "")
        if where and not place:
            what.append(f" in {where}", "not bold")
        status = show_status(row.status)
        if row.disputed:
            status.append("\n(disputed)", "magenta")
        when = _show_when_in_column(row.when, row.earliest, row.latest) or "no day"
        table.add_row(when, what, status, *([where] if place else []), _history(row), Text(row.key, "dim"))
    return table


def _history(meeting: Meeting) -> Text:
    """Return the steps of a meeting; accounts that tell the same in a row are one step."""
    text, last = Text(), None
    for step in meeting.history:
        told = (step.status, step.when, step.place)
        if told != last:
            text.append("\n" if last else "").append_text(_step(step))
        last = told
    return text


def _step(step: Step) -> Text:
    text = Text(f"{step.published or 'undated'} ").append_text(show_status(step.status))
    when = show_when(step.when, step.event.earliest, step.event.latest)
    when = when.replace("week of", "the week of")
    return text.append(f" for {when}" if when else "").append(f" ({name_outlet(step.event.citation)})", "dim")


def _timeline(rows: Sequence[Entry]) -> RenderableType:
    table = make_table(("Day", None), ("Who", 2), ("What", 6), ("Id", None))
    for row in rows:
        what = Text(clean(row.what))
        if isinstance(row.row, PositionRow):
            what.stylize(STANCE_STYLES.get(row.row.stance, ""), 0, len(row.row.stance))
        table.add_row(_day_of(row), clean(", ".join(row.who)), what, show_key(row.row.key, row.row.review))
    return table


def _day_of(entry: Entry) -> str:
    """Return the day of an entry; where only a week, month or year is told, that."""
    row = entry.row
    if isinstance(row, EventRow) and row.earliest:
        return _show_when_in_column(row.when, row.earliest, row.latest)
    return entry.day or "undated"


def _shifts(rows: Sequence[Shift], names: Mapping[str, str] | None = None) -> RenderableType:
    """Return shifts, each a line with the party, the issue's name and the change, over the two quotations."""
    return _pairs(
        (f"{row.party}, {name_issue(row.issue, names)}: {row.kind}", show_side(row.before), show_side(row.after))
        for row in rows
    )


def _contradictions(rows: Sequence[Contradiction], names: Mapping[str, str] | None = None) -> RenderableType:
    return _pairs(
        (
            f"{row.party}, {name_issue(row.issue, names) if row.issue else 'whether they met'}: {row.kind}",
            show_side(row.one),
            show_side(row.other),
        )
        for row in rows
    )


def _pairs(rows: Iterable[tuple[str, Text, Text]]) -> RenderableType:
    """Return pairs of quotations side by side, each under a line that says what they are about."""
    parts: list[RenderableType] = []
    for heading, one, other in rows:
        sides = Table.grid(padding=(0, 2), expand=True)
        sides.add_column(ratio=1, overflow="fold")
        sides.add_column(ratio=1, overflow="fold")
        sides.add_row(one, other)
        parts += [Text("") if parts else Text(end=""), Text(clean(heading), "bold"), sides]
    return Group(*parts)


def _actors(rows: Sequence[ActorRow]) -> RenderableType:
    table = make_table(
        ("Name", 3), ("Type", None), ("Country", None), ("Also", 3), ("Offices", 4), ("Articles", None), ("Id", None)
    )
    for row in rows:
        table.add_row(
            Text(clean(row.name), "bold"),
            row.type,
            row.country or "",
            clean(", ".join(row.aliases[:6])),
            clean("; ".join(row.roles[:4])),
            str(row.articles),
            Text(row.key, "dim"),
        )
    return table


def _hits(rows: Sequence[Any]) -> RenderableType:
    table = make_table(("Day", None), ("In", 2), ("Words", 7), ("Id", None))
    for row in rows:
        words = Text(clean(row.snippet))
        words.highlight_regex(r"\[[^\]]*\]", "bold green")
        table.add_row(row.published or "undated", name_outlet(row), words, Text(row.key, "dim"))
    return table


def _reviews(rows: Sequence[Any]) -> RenderableType:
    table = make_table(
        ("When", None), ("Verdict", None), ("Of", None), ("Changes", 4), ("By", 1), ("Note", 3), ("Id", None)
    )
    for row in rows:
        verdict = Text(row.verdict, "dim strike" if row.retracted_at else "")
        changes = clean(", ".join(f"{name}: {value}" for name, value in row.changes.items()))
        table.add_row(
            row.reviewed_at,
            verdict,
            row.target,
            changes,
            clean(row.reviewer or ""),
            clean(row.note or ""),
            Text(row.key, "dim"),
        )
    return table


TABLES: dict[str, Callable[[Sequence[Any]], RenderableType]] = {
    "statements": _statements,
    "positions": _positions,
    "events": _events,
    "meetings": _meetings,
    "timeline": _timeline,
    "actors": _actors,
    "hits": _hits,
    "reviews": _reviews,
}
ISSUE_TABLES: dict[str, Callable[[Sequence[Any], Mapping[str, str] | None], RenderableType]] = {
    "shifts": _shifts,
    "contradictions": _contradictions,
}


def show_row(shown: Shown) -> None:
    """Print a row in its paragraph, with its parts in colour, its copies and its reviews."""
    console = Console()
    citation = shown.row.citation
    heading = " · ".join(clean(part) for part in (show_day(citation), citation.publisher, citation.title) if part)
    console.print(Text(heading, "bold"))
    console.print(Text(" · ".join(part for part in (citation.article, citation.url) if part), "dim"))
    console.print()
    console.print(_paragraph(shown))
    console.print()
    for name, value in _facts(shown):
        console.print(Text(f"{name}: ", "bold").append(clean(value), "not bold"))
    for outlet in shown.row.outlets:
        console.print(_outlet(outlet))
    for review in shown.reviews:
        gone = f", taken back {review.retracted_at}" if review.retracted_at else ""
        changes = ", ".join(f"{name} to {value}" for name, value in review.changes.items())
        by = f" by {review.reviewer}" if review.reviewer else ""
        console.print(Text(clean(f"{review.key}: {review.verdict} {changes}{by}, {review.reviewed_at}{gone}"), "dim"))


def _paragraph(shown: Shown) -> Text:
    text = Text(shown.paragraph)
    order = sorted(shown.marked, key=lambda marked: -sum(end - start for start, end in marked.spans))
    for marked in order:  # the widest first: an evidence clause must not paint over its trigger
        for start, end in marked.spans:
            text.stylize(PART_STYLES.get(marked.name, "bold"), start, end)
    return text


def _facts(shown: Shown) -> list[tuple[str, str]]:
    from dragoman.export.table import flatten

    left_out = {"published", "publisher", "title", "url", "article", "start", "end", "sentence", "also_in"}
    facts = [
        (name.replace("_", " "), f"{name_issue(str(value))} ({value})" if name == "issue" else str(value))
        for name, value in flatten(shown.row).items()
        if name not in left_out and value not in (None, "", False)
    ]
    return [*facts, ("standing", shown.standing), ("read by", f"{shown.model}, {shown.kept_at}")]


def _outlet(outlet: Outlet) -> Text:
    text = Text(f"also in {name_outlet(outlet)}, {outlet.published or 'undated'} ({outlet.key})")
    for difference in outlet.differences:
        before, after = clean(difference.before), clean(difference.after)
        text.append(f"\n  {difference.kind}: “{before}” → “{after}”" if after else f"\n  left out: “{before}”", "dim")
    return text
