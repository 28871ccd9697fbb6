"""How far a long run is: articles done, articles a second, and the time left where the end is known."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

FEW = 4  # articles up to which the output itself is progress enough


@contextmanager
def show_progress(
    paths: Sequence[str], *, json_lines: bool = False, beside_output: bool = False
) -> Iterator[Callable[[int], None]]:
    """Yield what is told how many articles are done; it draws a bar where standard error is a terminal.

    Args:
        paths: what is read, to know beforehand how many articles there are.
        json_lines: files are JSON Lines whatever they are called.
        beside_output: no bar where standard output is a terminal too, whose lines would run through it.
    """
    if not sys.stderr.isatty() or (beside_output and sys.stdout.isatty()):
        yield lambda done: None
        return
    from rich.console import Console

    from dragoman.sources.count import count_articles

    with draw_bar(Console(stderr=True), total=count_articles(paths, json_lines=json_lines)) as advance:
        yield advance


@contextmanager
def show_count(total: int, *, unit: str) -> Iterator[Callable[[int], None]]:
    """Yield what is told how many are done; it draws a bar where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console

    with draw_bar(Console(stderr=True), total=total, unit=unit) as advance:
        yield advance


@contextmanager
def draw_bar(console: Console, *, total: int | None, unit: str = "articles read") -> Iterator[Callable[[int], None]]:
    """Yield what is told how many are done, and draws the bar once there are more than a few."""
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    if total is None:
        columns = [SpinnerColumn(), TextColumn("{task.completed} " + unit), rate, TimeElapsedColumn()]
    else:
        count = TextColumn("{task.completed} of {task.total} " + unit)
        columns = [SpinnerColumn(), BarColumn(20), count, rate, TimeRemainingColumn(), TextColumn("left")]
    # Standard output is not the bar's to redirect: it may carry the readings.
    progress = Progress(*columns, console=console, transient=True, redirect_stdout=False)
    task = progress.add_task(unit, total=total, rate="")

    def advance(done: int) -> None:
        speed = progress.tasks[0].speed  # of the last half minute
        progress.update(task, completed=done, rate=f"{speed:.1f} a second" if speed else "")
        if done > FEW:
            progress.start()  # again does nothing

    try:
        yield advance
    finally:
        progress.stop()
