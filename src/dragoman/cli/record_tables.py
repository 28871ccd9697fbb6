"""Rows of the record as people see them in a terminal: tables that fit the width, stances in colour."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli.render import clean
from dragoman.views.actors import ActorRow
from dragoman.views.citing import ActorRef, Citation, Outlet
from dragoman.views.meetings import HAPPENED, OFF, Meeting
from dragoman.views.rows import EventRow, PositionRow, Statement
from dragoman.views.shifts import AGAINST, FOR, Contradiction, Shift
from dragoman.views.showing import Shown
from dragoman.views.state import State
from dragoman.views.timeline import Entry

STANCE_STYLES = {
    **dict.fromkeys(FOR, "green"),
    **dict.fromkeys(AGAINST, "red"),
    "accuse": "magenta",
    "demand": "yellow",
    "require": "yellow",
}
REVIEW_MARKS = {"confirmed": " ✓", "corrected": " ✎", "rejected": " ✗"}
PART_STYLES = {
    "source": "cyan",
    "cue": "yellow",
    "content": "green",
    "trigger": "yellow",
    "evidence": "green",
    "about": "bold green",
    "condition": "magenta",
}
LONGEST_SENTENCE = 400  # characters shown of a sentence; `show` has all of it
LEAST_MATRIX_WIDTH = 24  # columns of a cell below which the matrix is written as a list


def show_table(of: str, rows: Sequence[Any]) -> None:
    """Print a list of rows, or that there is none."""
    console = Console()
    if not rows:
        console.print("Nothing in the record fits.", style="dim")
        return
    console.print(TABLES[of](rows))


def _table(*columns: tuple[str, int | None]) -> Table:
    """Return an empty table; a column with a ratio shares what width is left."""
    table = Table(box=None, expand=True, pad_edge=False, show_edge=False, header_style="bold underline")
    for name, ratio in columns:
        table.add_column(name, ratio=ratio, overflow="fold", no_wrap=ratio is None)
    return table


def _names(actors: Iterable[ActorRef]) -> str:
    return ", ".join(clean(actor.name) for actor in actors)


def _key(key: str, review: str | None) -> Text:
    return Text(key + REVIEW_MARKS.get(review or "", ""), "dim")


def _day(citation: Citation) -> str:
    return citation.published or "undated"


def _where(citation: Citation, outlets: Sequence[Outlet]) -> str:
    more = len({outlet.article for outlet in outlets})
    return clean(citation.publisher or citation.article) + (f" +{more}" if more else "")


def _sentence(citation: Citation, words: str | None = None) -> Text:
    """Return the sentence with the words that count in green."""
    sentence = clean(citation.sentence)
    shown = Text(sentence if len(sentence) <= LONGEST_SENTENCE else sentence[: LONGEST_SENTENCE - 1] + "…")
    piece = clean(words or citation.words)
    at = shown.plain.find(piece)
    if at >= 0:
        shown.stylize("green", at, at + len(piece))
    return shown


def _statements(rows: Sequence[Statement]) -> RenderableType:
    table = _table(("Day", None), ("Who", 2), ("Words", 6), ("In", 2), ("Id", None))
    for row in rows:
        who = Text(_names(row.speakers) or clean(row.source or "speaker unknown"), "bold" if row.speakers else "dim")
        if row.negated:
            who.append(" (not)", "red")
        cell = _key(row.key, row.review)
        table.add_row(_day(row.citation), who, _sentence(row.citation), _where(row.citation, row.outlets), cell)
    return table


def _positions(rows: Sequence[PositionRow]) -> RenderableType:
    table = _table(("Day", None), ("Who", 2), ("Stance", None), ("What", 6), ("In", 2), ("Id", None))
    for row in rows:
        who = Text(clean(row.holder.name), "bold")
        others = [actor for actor in row.on_behalf_of if actor.key != row.holder.key]
        if others:
            who.append(f" for {_names(others)}", "not bold")
        table.add_row(
            _day(row.citation),
            who,
            _stance(row),
            _what(row),
            _where(row.citation, row.outlets),
            _key(row.key, row.review),
        )
    return table


def _stance(row: PositionRow) -> Text:
    return Text(row.stance + ("*" if row.condition else ""), STANCE_STYLES.get(row.stance, ""))


def _what(row: PositionRow) -> Text:
    text = _sentence(row.citation, row.about)
    if row.condition:
        text.append(f"  [{clean(row.condition)}]", "magenta")
    return text


def _events(rows: Sequence[EventRow]) -> RenderableType:
    table = _table(
        ("Day", None), ("Event", None), ("Status", None), ("Who", 2), ("When", None), ("Words", 5), ("Id", None)
    )
    for row in rows:
        kind = row.form or " ".join(filter(None, (row.type.lower(), row.mode)))
        who = _names((*row.actors, *row.recipients))
        table.add_row(
            _day(row.citation),
            kind,
            _status(row.status),
            who,
            row.when or "",
            _sentence(row.citation, row.trigger),
            _key(row.key, row.review),
        )
    return table


def _status(status: str) -> Text:
    return Text(status, "green" if status in HAPPENED else "red" if status in OFF else "yellow")


def _meetings(rows: Sequence[Meeting]) -> RenderableType:
    table = _table(
        ("When", None), ("What", 3), ("Status", None), ("Place", 1), ("How it came to be known", 5), ("Id", None)
    )
    for row in rows:
        what = Text(row.form or "meeting", "bold").append(": " + clean(", ".join(row.parties)), "not bold")
        status = _status(row.status)
        if row.disputed:
            status.append(" (disputed)", "magenta")
        table.add_row(row.when or "no day", what, status, clean(row.place or ""), _history(row), Text(row.key, "dim"))
    return table


def _history(meeting: Meeting) -> Text:
    """Return the steps of a meeting; accounts that tell the same in a row are one step."""
    text, last = Text(), None
    for step in meeting.history:
        told = (step.status, step.when, step.place)
        if told == last:
            continue
        last = told
        text.append("\n" if text else "").append(f"{step.published or 'undated'} ").append_text(_status(step.status))
        where = clean(step.event.citation.publisher or step.event.citation.article)
        text.append(f" for {step.when}" if step.when else "").append(f" ({where})", "dim")
    return text


def _timeline(rows: Sequence[Entry]) -> RenderableType:
    table = _table(("Day", None), ("Who", 2), ("What", 6), ("Id", None))
    for row in rows:
        what = Text(clean(row.what))
        if isinstance(row.row, PositionRow):
            what.stylize(STANCE_STYLES.get(row.row.stance, ""), 0, len(row.row.stance))
        table.add_row(row.day or "undated", clean(", ".join(row.who)), what, _key(row.row.key, row.row.review))
    return table


def _shifts(rows: Sequence[Shift]) -> RenderableType:
    table = _table(("Who", 1), ("Issue", 1), ("Change", None), ("Before", 4), ("After", 4))
    for row in rows:
        table.add_row(Text(clean(row.party), "bold"), row.issue, row.kind, _side(row.before), _side(row.after))
    return table


def _contradictions(rows: Sequence[Contradiction]) -> RenderableType:
    table = _table(("Who", 1), ("About", 1), ("One", 4), ("Other", 4))
    for row in rows:
        about = row.issue or "whether they met"
        table.add_row(Text(clean(row.party), "bold"), about, _side(row.one), _side(row.other))
    return table


def _side(row: PositionRow | EventRow) -> Text:
    """Return one of two quotations that stand side by side: day, who, stance, words, outlet."""
    text = Text(f"{_day(row.citation)} ", "dim")
    if isinstance(row, PositionRow):
        text.append(clean(row.holder.name), "bold").append(" ").append_text(_stance(row))
    else:
        text.append_text(_status(row.status))
    text.append("\n").append_text(_sentence(row.citation))
    return text.append(f"\n{_where(row.citation, row.outlets)} · {row.key}", "dim")


def _actors(rows: Sequence[ActorRow]) -> RenderableType:
    table = _table(
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
    table = _table(("Day", None), ("In", 2), ("Words", 7), ("Id", None))
    for row in rows:
        words = Text(clean(row.snippet))
        words.highlight_regex(r"\[[^\]]*\]", "bold green")
        table.add_row(row.published or "undated", clean(row.publisher or row.article), words, Text(row.key, "dim"))
    return table


def _reviews(rows: Sequence[Any]) -> RenderableType:
    table = _table(
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
    "shifts": _shifts,
    "contradictions": _contradictions,
    "actors": _actors,
    "hits": _hits,
    "reviews": _reviews,
}


def show_state(state: State) -> None:
    """Print the state of the talks: the matrix, then what is open, met, coming, refused, broken, shifted."""
    console = Console()
    title = f"{state.negotiation}: " if state.negotiation else ""
    console.print(Text(f"{title}the state of the talks on {state.on}", "bold"))
    console.print(Text(f"from {state.articles} articles published by then", "dim"))
    if not state.parties:
        console.print("Nobody takes a position toward another by that day.", style="dim")
    else:
        console.print(_parties(state))
        console.print(_matrix(state, console.width))
    sections: tuple[tuple[str, str, Sequence[Any]], ...] = (
        ("Open conditions", "positions", state.conditions),
        ("Held lately", "meetings", state.held),
        ("Coming", "meetings", state.coming),
        ("Refused or called off", "meetings", state.refused),
        ("Promises said to be broken", "positions", state.broken),
        ("Shifted in the last two weeks", "shifts", state.shifts),
    )
    for heading, of, rows in sections:
        console.print()
        console.print(Text(heading, "bold"))
        console.print(TABLES[of](rows) if rows else Text("none", "dim"))


def _parties(state: State) -> Text:
    text = Text("Parties: ", "bold")
    for number, party in enumerate(state.parties):
        text.append(", " if number else "").append(clean(party.actor.name))
        if party.third:
            text.append(" (third party)", "dim")
        if party.speakers:
            text.append(f" [{clean(', '.join(party.speakers))}]", "dim")
    return text


def _matrix(state: State, width: int) -> RenderableType:
    """Return the matrix of issue by party; as a list where the columns would be too narrow."""
    cells = {(cell.issue, cell.party): cell.position for cell in state.cells}
    parties = [party.actor.name for party in state.parties]
    if width / (len(parties) + 1) < LEAST_MATRIX_WIDTH:
        return _matrix_as_list(state)
    table = Table(expand=True, header_style="bold")
    table.add_column("Issue", ratio=1, overflow="fold")
    for name in parties:
        table.add_column(clean(name), ratio=2, overflow="fold")
    for issue in state.issues:
        row = [_cell(cells[issue.id, name]) if (issue.id, name) in cells else Text("–", "dim") for name in parties]
        table.add_row(clean(issue.name), *row)
    return table


def _matrix_as_list(state: State) -> RenderableType:
    """Return the matrix issue by issue, a line a party."""
    parts: list[RenderableType] = []
    for issue in state.issues:
        parts.append(Text(f"\n{clean(issue.name)}", "bold underline"))
        table = _table(("Party", 1), ("Stance", None), ("Day", None), ("What", 4), ("Id", None))
        table.show_header = False
        for cell in state.cells:
            if cell.issue == issue.id:
                row = cell.position
                what = Text(f"“{clean(row.about)}”").append(f" ({clean(row.holder.name)})", "dim")
                if row.condition:
                    what.append(f" [{clean(row.condition)}]", "magenta")
                key = _key(row.key, row.review)
                table.add_row(Text(clean(cell.party), "bold"), _stance(row), _day(row.citation), what, key)
        parts.append(table)
    return Group(*parts)


def _cell(row: PositionRow) -> Text:
    text = _stance(row).append(f" {_day(row.citation)}", "dim").append(f"{REVIEW_MARKS.get(row.review or '', '')}\n")
    text.append(f"“{clean(row.about)}”")
    if row.condition:
        text.append(f" [{clean(row.condition)}]", "magenta")
    return text.append(f"\n{clean(row.holder.name)} · {row.key}", "dim")


def show_row(shown: Shown) -> None:
    """Print a row in its paragraph, with its parts in colour, its copies and its reviews."""
    console = Console()
    citation = shown.row.citation
    heading = " · ".join(clean(part) for part in (_day(citation), citation.publisher, citation.title) if part)
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
        (name.replace("_", " "), str(value))
        for name, value in flatten(shown.row).items()
        if name not in left_out and value not in (None, "", False)
    ]
    return [*facts, ("standing", shown.standing), ("read by", f"{shown.model}, {shown.kept_at}")]


def _outlet(outlet: Outlet) -> Text:
    text = Text(f"also in {clean(outlet.publisher or outlet.article)}, {outlet.published or 'undated'} ({outlet.key})")
    for difference in outlet.differences:
        before, after = clean(difference.before), clean(difference.after)
        text.append(f"\n  {difference.kind}: “{before}” → “{after}”" if after else f"\n  left out: “{before}”", "dim")
    return text
