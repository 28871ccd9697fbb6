"""Measure the book of actors: cold start with and without it, and look-ups a second.

Run `python bench/actors_load.py`. Every cold start is a new process. Seconds are those of the processor, which other
work on the machine does not stretch; the least of seven runs counts.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from datetime import date

RUNS = 7
MOST_ADDED_SECONDS = 0.2  # what loading the book may add to a cold start
STAGES = {
    "import dragoman": "import dragoman",
    "import the book's modules": "import dragoman; import dragoman.actors.book",
    "load the book": "import dragoman; from dragoman.actors.book import book; book()",
    "first description": (
        "import dragoman; from datetime import date; from dragoman.actors.book import book;"
        " book().describe(\"Ukraine's president\", date(2024, 1, 1)); book().named('Volodymyr Zelenskiy');"
        " book().surnamed('Putin')"
    ),
}
QUERIES = ("the Russian top diplomat", "NATO's head", "Ukraine’s president", "the Syrian government delegation")
NAMES = ("Moscow", "the Kremlin", "U.S.", "Hizbollah", "BBC Radio 4", "Nobody Known Here")


def time_process(code: str) -> float:
    """Return the least processor seconds that a new Python process takes to run the code."""
    seconds = []
    for _ in range(RUNS):
        start = _children_seconds()
        subprocess.run([sys.executable, "-c", code], check=True)
        seconds.append(_children_seconds() - start)
    return min(seconds)


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def time_look_ups() -> tuple[float, float]:
    """Return descriptions and names looked up a second, in a warm book."""
    from dragoman.actors.book import book

    on = date(2024, 10, 15)
    found = book()
    rates = []
    for texts, look_up in ((QUERIES, found.describe), (NAMES, found.matches)):
        for text in texts:
            look_up(text, on)
        count = 0
        start = time.process_time()
        while time.process_time() - start < 1:
            for text in texts:
                look_up(text, on)
            count += len(texts)
        rates.append(count / (time.process_time() - start))
    return rates[0], rates[1]


def main() -> int:
    """Print the figures; exit status 1 where loading adds more than it may."""
    seconds = {stage: time_process(code) for stage, code in STAGES.items()}
    before = seconds["import dragoman"]
    for stage, value in seconds.items():
        print(f"{stage:28} {value * 1000:6.0f} ms  (+{(value - before) * 1000:.0f})")
    descriptions, names = time_look_ups()
    print(f"{descriptions:,.0f} descriptions and {names:,.0f} names a second")
    return int(seconds["load the book"] - before > MOST_ADDED_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
