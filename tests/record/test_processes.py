"""Several processes at once, and processes that are killed: articles are whole or absent, and none is there twice."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.synthetic import make_readings
from dragoman.record import Record

ROOT = Path(__file__).parents[2]
KILLS = 2  # fifty are made by `python -m bench.record kill`
PER_PROCESS = 6
COUNT = 10


def start(target: str, seed: int, count: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    command = [sys.executable, "-m", "tests.record.adding_process", target, str(seed), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)


def check_whole(record: Record, readings: dict[str, object]) -> int:
    """Check that every article that is there is whole, and return how many are."""
    with record.reading() as connection:
        ids = [row[0] for row in connection.exec_driver_sql("SELECT id FROM articles")]
    assert len(ids) == len(set(ids))
    for article_id in ids:
        assert record.find_reading(article_id) == readings[article_id]
    return len(ids)


def test_killed_processes_leave_whole_articles_and_the_run_completes(target: str) -> None:
    readings = {reading.article.id: reading for reading in make_readings(COUNT, seed=1, copies=0.3)}
    rng = random.Random(4)
    for _ in range(KILLS):
        process = start(target, 1, COUNT)
        assert process.stdout is not None
        process.stdout.readline()
        for _ in range(rng.randrange(0, COUNT // 3)):
            process.stdout.readline()
        time.sleep(rng.random() * 0.02)
        process.kill()
        process.wait()
        process.stdout.close()
        with Record.open(target) as record:
            check_whole(record, readings)
    process = start(target, 1, COUNT)
    process.communicate()
    assert process.returncode == 0
    with Record.open(target) as record:
        assert check_whole(record, readings) == len(readings)


def test_four_processes_add_at_once(target: str) -> None:
    processes = [start(target, seed % 2, PER_PROCESS) for seed in range(4)]  # two and two add the very same articles
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    readings = {
        reading.article.id: reading for seed in (0, 1) for reading in make_readings(PER_PROCESS, seed=seed, copies=0.3)
    }
    with Record.open(target) as record:
        assert check_whole(record, readings) == len(readings)


def test_processes_may_make_the_record_at_once(tmp_path: Path) -> None:
    target = str(tmp_path / "new.db")
    processes = [start(target, seed, 2) for seed in range(3)]
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    with Record.open(target) as record:
        assert record.count().articles == 6


def test_the_order_of_writers_makes_no_difference_to_the_counts(new_target: Callable[[], str]) -> None:
    readings = list(make_readings(8, seed=5, copies=0.4))
    counts = []
    for order in (readings, readings[::-1]):
        with Record.open(new_target()) as record:
            for reading in order:
                record.add(reading)
            counts.append(record.count())
    assert counts[0] == counts[1]
