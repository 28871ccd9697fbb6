"""A position in the making, before it has an id, a date and a confidence."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.contract import Stance
from dragoman.meaning.matter import Matter


@dataclass(frozen=True, slots=True)
class Found:
    """A position in the making: its word, holders, stance, matter, and the words that show it."""

    head: int
    holders: tuple[str, ...]
    stance: Stance
    matter: Matter
    toward: tuple[str, ...]
    evidence: tuple[int, ...]
    condition: int | None
    origin: str
