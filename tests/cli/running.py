"""What a run of the command line gives back."""

from collections.abc import Callable
from typing import NamedTuple


class Done(NamedTuple):
    """How a run of the command line ended."""

    status: int
    out: str
    err: str


Command = Callable[..., Done]
