"""What another process runs: `python adding_process.py TARGET SEED COUNT` adds COUNT readings and prints each."""

from __future__ import annotations

import sys

from bench.synthetic import make_readings
from dragoman.record import Record


def main(target: str, seed: int, count: int) -> None:
    with Record.open(target, create=True) as record:
        print("ready", flush=True)
        for reading in make_readings(count, seed=seed, copies=0.3):
            record.add(reading)
            print(reading.article.id, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
