"""Measure `dragoman read --json` as a user runs it: words a second, cold start, and memory for N and 4 N articles.

    python bench/reading.py news.jsonl
    python bench/reading.py examples/articles --threads 2 --repeat 3

Every figure is of a whole process. Words are what stands between spaces. The rate leaves out the cold start, which is
the best time of one short article.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from dragoman import Article, iter_articles

MEGABYTE = 1_000_000
MORE = 4  # times as many articles, to see that memory does not grow with them
FEWEST_WORDS = 20_000  # below this the rate measures the clock: the articles are then read several times over
# What getrusage counts: bytes on macOS, kibibytes elsewhere (its manual pages).
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Run:
    """One process: seconds from start to end, and the most memory that it held, in bytes."""

    seconds: float
    memory: int


def measure(path: Path, threads: int | None) -> Run:
    """Return what one `dragoman read --json` of the file took."""
    command = [sys.executable, "-m", "dragoman.cli", "read", "--json", str(path)]
    command += ["--threads", str(threads)] if threads else []
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}; run it by itself to see why")
    return Run(seconds, usage.ru_maxrss * RSS_UNIT)


def best(path: Path, threads: int | None, repeat: int) -> Run:
    """Return the quickest of several runs: the others were disturbed by something else."""
    return min((measure(path, threads) for _ in range(repeat)), key=lambda run: run.seconds)


def write(path: Path, articles: list[Article], count: int) -> int:
    """Write `count` articles as JSON Lines, the given ones over and over; return how many words they have."""
    words = 0
    with path.open("w", encoding="utf8") as file:
        for article in islice(cycle(articles), count):
            published = article.published.isoformat() if article.published else "2025-01-01"
            file.write(json.dumps({"text": article.text, "published": published}) + "\n")
            words += len(article.text.split())
    return words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", help="articles: files or folders, as dragoman read takes them")
    parser.add_argument("--threads", type=int, help="threads for the model (all cores if not given)")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each; the quickest counts (default 3)")
    options = parser.parse_args()
    articles = [item.article for item in iter_articles(options.paths) if item.article]
    if not articles:
        sys.exit("no articles there")
    with tempfile.TemporaryDirectory() as folder:
        print(report(articles, Path(folder) / "articles.jsonl", options.threads, options.repeat))


def report(articles: list[Article], path: Path, threads: int | None, repeat: int) -> str:
    """Return the table of figures, measured one after the other."""
    shortest = min(articles, key=lambda article: len(article.text))
    write(path, [shortest], 1)
    cold = best(path, threads, repeat)
    words_once = sum(len(article.text.split()) for article in articles)
    count = len(articles) * max(1, -(-FEWEST_WORDS // words_once))
    words = write(path, articles, count)
    few = best(path, threads, repeat)
    words_many = write(path, articles, MORE * count)
    many = measure(path, threads)
    rate, rate_many = (w / max(run.seconds - cold.seconds, 1e-9) for w, run in ((words, few), (words_many, many)))
    lines = [
        f"{os.cpu_count()} cores, threads: {threads or 'all'}, best of {repeat}",
        f"{'articles':>9} {'words':>10} {'seconds':>9} {'words/s':>9} {'peak MB':>8}",
        row(1, len(shortest.text.split()), cold, None),
        row(count, words, few, rate),
        row(MORE * count, words_many, many, rate_many),
        f"cold start, one article: {cold.seconds:.2f} s",
        f"memory of {MORE * count} articles over {count}: {many.memory / few.memory:.2f} times",
    ]
    return "\n".join(lines)


def row(count: int, words: int, run: Run, rate: float | None) -> str:
    """Return one line of the table."""
    shown = "" if rate is None else f"{rate:,.0f}"
    return f"{count:>9,} {words:>10,} {run.seconds:>9.2f} {shown:>9} {run.memory / MEGABYTE:>8.0f}"


if __name__ == "__main__":
    main()
