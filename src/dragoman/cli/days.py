"""Days as options: `--published`, `--on`."""

from __future__ import annotations

from datetime import date

import typer

from dragoman.sources.day import parse_day


def parse_day_option(text: str) -> date:
    """Return the day that an option gives, or end the run with a usage error."""
    try:
        return parse_day(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
