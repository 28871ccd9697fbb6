from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from dragoman.cli.progress import FEW, draw_bar


def draw(*done: int, total: int | None) -> str:
    console = Console(file=StringIO(), force_terminal=True, width=100, color_system=None)
    with draw_bar(console, total=total) as advance:
        for count in done:
            advance(count)
    file = console.file
    assert isinstance(file, StringIO)
    return file.getvalue()


def test_the_bar_says_how_many_of_how_many_and_the_time_left() -> None:
    shown = draw(3, FEW + 1, 10, total=10)
    assert "10 of 10 articles read" in shown
    assert "left" in shown


def test_without_a_known_end_it_says_how_many() -> None:
    shown = draw(FEW + 1, total=None)
    assert f"{FEW + 1} articles read" in shown
    assert "left" not in shown


@pytest.mark.parametrize("total", [FEW, None])
def test_a_few_articles_have_no_bar(total: int | None) -> None:
    assert draw(*range(1, FEW + 1), total=total) == ""
