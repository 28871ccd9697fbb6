"""How often Python looks for garbage while articles are read."""

from __future__ import annotations

import gc

# Every search for cycles goes through all that the book of actors and the tables of places hold. By Python's own
# thresholds that takes a tenth of the time of reading; by these, next to nothing, and 10 MB at most are held longer.
RARELY = (100_000, 20, 100)


def collect_rarely() -> None:
    """Let this process, which is there to read articles, look for cycles less often."""
    gc.set_threshold(*RARELY)
