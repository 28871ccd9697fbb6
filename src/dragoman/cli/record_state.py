"""The state of the talks as people see it in a terminal: the matrix, then the lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli.record_cells import REVIEW_MARKS, show_condition, show_day, show_key, show_stance
from dragoman.cli.record_tables import make_rows, make_table
from dragoman.cli.render import clean
from dragoman.views.rows import PositionRow
from dragoman.views.state import State

LEAST_MATRIX_WIDTH: Final = 24  # columns of a cell below which the matrix is written as a list


def show_state(state: State, issue_names: Mapping[str, str] | None = None) -> None:
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
        if not rows:
            console.print(Text("none", "dim"))
        else:
            console.print(make_rows(of, rows, issue_names=issue_names))


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
        table = make_table(("Party", 1), ("Stance", None), ("Day", None), ("What", 4), ("Id", None))
        table.show_header = False
        for cell in state.cells:
            if cell.issue == issue.id:
                row = cell.position
                what = Text(f"“{clean(row.about)}”")
                if row.holder.name != cell.party:
                    what.append(f" ({clean(row.holder.name)})", "dim")
                what.append_text(show_condition(row))
                key = show_key(row.key, row.review)
                table.add_row(Text(clean(cell.party), "bold"), show_stance(row), show_day(row.citation), what, key)
        parts.append(table)
    return Group(*parts)


def _cell(row: PositionRow) -> Text:
    text = show_stance(row).append(f" {show_day(row.citation)}", "dim")
    text.append(REVIEW_MARKS.get(row.review or "", "") + "\n")
    text.append(f"“{clean(row.about)}”")
    text.append_text(show_condition(row))
    return text.append(f"\n{clean(row.holder.name)} · {row.key}", "dim")
