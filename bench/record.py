"""Benchmarks of the record: how long keeping and asking take, and what killed and parallel writers leave behind.

    python -m bench.record build talks.db --articles 100000    # a record of 1,500,000 statements, by copying
    python -m bench.record all --postgresql --articles 20000   # build and ask on a PostgreSQL server of its own
    python -m bench.record ask talks.db                        # state, lists, search, opening, adding one article
    python -m bench.record keep                                # what keeping costs an article, in a new record
    python -m bench.record kill --times 50                     # kill -9 at random moments while adding
    python -m bench.record parallel --processes 4              # 1,000 articles by four processes at once

Every TARGET may be a file or postgresql://...; `--postgresql` starts a server of its own where it is installed.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select

from bench.synthetic import make_reading, make_readings
from dragoman.record import Record, schema
from dragoman.record.schema import BLOCK

ROOT = Path(__file__).parents[1]
STATEMENTS = 15  # an article: 100,000 of them have 1,500,000
BASE = 1000  # articles that are written by the record itself; the others are copies of them with other names and days
START = date(2023, 1, 1)
DAYS = 1000
COPIED = (
    schema.stories, schema.articles, schema.bands, schema.cast, schema.times, schema.mentions, schema.attributions,
    schema.attribution_parts, schema.attribution_actors, schema.events, schema.event_parts, schema.event_actors,
    schema.event_places, schema.positions, schema.position_parts, schema.position_actors, schema.position_answers,
)  # fmt: skip
SHIFTED_IDS = {"id", "attribution_id", "event_id", "position_id", "answer_id", "same_as", "nested_in"}
SHIFTED_DAYS = {"day", "published_on", "first_day", "when_earliest", "when_latest", "said_earliest", "said_latest"}


def build(target: str, articles: int) -> None:
    """Fill a record: BASE articles by its own writer, the rest by copying rows with other names and days."""
    base = min(BASE, articles)
    started = time.perf_counter()
    with Record.open(target, create=True) as record:
        have = record.count().articles
        if not have:
            for n in range(base):
                record.add(make_reading(n, published=START + timedelta(days=n * DAYS // base), statements=STATEMENTS))
            have = base
        for copy in range(have // base, articles // base):
            with record.writing() as connection:
                copy_rows(connection, copy, base)
            print(f"{(copy + 1) * base} articles, {time.perf_counter() - started:.0f} s", flush=True)
        with record.writing() as connection:
            connection.exec_driver_sql("ANALYZE")
        print(record.count())


def copy_rows(connection: Connection, copy: int, base: int) -> None:
    """Copy the base articles' rows into the blocks of the copy's articles."""
    stories = connection.scalar(select(func.max(schema.articles.c.story_no)).where(schema.articles.c.no <= base)) or 0
    connection.exec_driver_sql("CREATE TEMPORARY TABLE IF NOT EXISTS other_names (old BIGINT PRIMARY KEY, new BIGINT)")
    connection.exec_driver_sql("DELETE FROM other_names")
    people = connection.scalars(select(schema.actors.c.no).where(schema.actors.c.type == "person")).all()
    values = ", ".join(f"({one}, {people[(n + copy) % len(people)]})" for n, one in enumerate(people))
    connection.exec_driver_sql(f"INSERT INTO other_names VALUES {values}")
    for table in COPIED:
        copy_table(connection, table, copy, base, stories)
    if connection.dialect.name == "postgresql":
        for table in ("articles", "stories"):
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'no'), (SELECT max(no) FROM {table}))"
            )


def copy_table(connection: Connection, table: Table, copy: int, base: int, stories: int) -> None:
    names = [f'"{column.name}"' for column in table.columns]
    values = [expression(connection, table, column.name, copy, base, stories) for column in table.columns]
    first = next(iter(table.primary_key.columns)).name
    limit = {"stories": stories + 1, "articles": base + 1}.get(table.name, (base + 1) * BLOCK)
    where = f"article_no <= {base}" if table.name == "bands" else f'"{first}" < {limit}'
    order = ", ".join(f'"{column.name}"' for column in table.primary_key.columns)
    connection.exec_driver_sql(
        f'INSERT INTO "{table.name}" ({", ".join(names)}) SELECT {", ".join(values)} FROM "{table.name}" '
        f"WHERE {where} ORDER BY {order}"
    )


def expression(connection: Connection, table: Table, name: str, copy: int, base: int, stories: int) -> str:
    """Return what a column of a copied row is made of."""
    quoted, days = f'"{name}"', copy % 28
    sqlite = connection.dialect.name == "sqlite"
    if table is schema.articles and name == "id":
        return f"{quoted} || '-{copy}'"
    if name == "no":
        return f"{quoted} + {copy * (stories if table is schema.stories else base)}"
    if name == "story_no":
        return f"{quoted} + {copy * stories}"
    if name == "article_no":
        return f"{quoted} + {copy * base}"
    if name in SHIFTED_IDS:
        return f"{quoted} + {copy * base * BLOCK}"
    if name == "key":
        return f"substr({quoted}, 1, 9) || '{copy:04x}'"
    if name == "hash":  # exclusive or
        return f"(({quoted} | {copy}) - ({quoted} & {copy}))"
    if name in SHIFTED_DAYS:
        return f"date({quoted}, '+{days} days')" if sqlite else f"CAST(CAST({quoted} AS date) + {days} AS text)"
    if name == "actor_no":
        return f'coalesce((SELECT new FROM other_names WHERE old = "{table.name}".actor_no), actor_no)'
    return quoted


def ask(target: str) -> None:
    """Print how long opening, adding one article, and each view take: the first time, and the median of five."""
    from dragoman import views
    from dragoman.dossier import parse_dossier
    from dragoman.record.searching import search
    from dragoman.views import Filter

    measure("open", lambda: Record.open(target).close())
    with Record.open(target) as record:
        print(record.count())
        with record.reading() as connection:
            day = connection.scalar(select(func.max(schema.articles.c.published_on))) or ""
        on, since = date.fromisoformat(day), f"{day[:7]}-01"
        name = views.list_actors(record, type="person", limit=1)[0].name
        first = 9_000_000 + record.count().articles  # articles that are not there yet
        seeds = iter(range(first, first + 100))
        ready = [make_reading(next(seeds), published=on, statements=STATEMENTS) for _ in range(12)]
        measure("add one article", lambda: record.add(ready.pop()))
        measure("state", lambda: views.find_state(record, on=on))
        measure("state, a year before", lambda: views.find_state(record, on=on - timedelta(days=365)))
        for label, wanted in {
            "statements": {},
            "statements, speaker since": {"actor": name, "since": since},
            "statements, speaker about": {"actor": name, "about": "security guarantees"},
            "statements, about": {"about": "security guarantees", "since": since},
            "statements, party": {"party": "Norland"},
            "statements, publisher": {"publisher": "North Post"},
        }.items():
            measure(label, lambda wanted=wanted: views.list_statements(record, Filter(**wanted)))  # type: ignore[misc]
        for label, wanted in {
            "positions, party issue": {"party": "Norland", "issue": "ceasefire"},
            "positions, stance": {"stance": "reject"},
            "positions, toward": {"actor": "Norland", "toward": "Sudria"},
        }.items():
            measure(label, lambda wanted=wanted: views.list_positions(record, Filter(**wanted)))  # type: ignore[misc]
        measure("events, type", lambda: views.list_events(record, Filter(type="CONSULT")))
        measure("meetings, with since", lambda: views.list_meetings(record, Filter(actor="Norland", since=since)))
        measure("timeline", lambda: views.list_timeline(record, Filter(actor="Norland", since=since)))
        measure("shifts", lambda: views.list_shifts(record, Filter(party="Norland", since=since)))
        speakers = ", ".join(row.name for row in views.list_actors(record, type="person", limit=6))
        talks = parse_dossier(f"name: Talks\nparties: [Sudria, {{name: Norland, speakers: [{speakers}]}}]\n")
        measure("state, dossier", lambda: views.find_state(record, on=on, dossier=talks))
        measure("timeline, dossier", lambda: views.list_timeline(record, Filter(since=since), dossier=talks))
        measure("shifts, dossier", lambda: views.list_shifts(record, Filter(since=since), dossier=talks))
        measure(
            "contradictions, dossier", lambda: views.list_contradictions(record, Filter(since=since), dossier=talks)
        )
        measure("actors, name", lambda: views.list_actors(record, name=name))
        measure("search statements", lambda: search(record, "harbour bridge"))
        measure("search, one common word", lambda: search(record, "harbour"))
        measure("search, a phrase", lambda: search(record, '"exchange of all prisoners"'))
        measure("search articles", lambda: search(record, "harbour bridge", over="articles"))


def measure(name: str, run: Callable[[], Any]) -> None:
    """Print wall-clock and processor milliseconds: the first run, and the median of five more."""
    first = timed(run)
    more = sorted(timed(run) for _ in range(5))[2]
    print(f"{name:28} first {first[0]:8.1f} ms   median {more[0]:8.1f} ms   (processor {more[1]:8.1f} ms)", flush=True)


def timed(run: Callable[[], Any]) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    run()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000


def keep(target: str, articles: int) -> None:
    """Print what keeping costs an article in a record that grows from nothing."""
    readings = list(make_readings(articles, copies=0.1))
    words = sum(len(reading.article.text.split()) for reading in readings) / articles
    rows = sum(len(reading.attributions) for reading in readings) / articles
    with Record.open(target, create=True) as record:
        wall, processor = timed(lambda: [record.add(reading) for reading in readings])
    print(f"{articles} articles of {words:.0f} words and {rows:.0f} statements: {wall / articles:.1f} ms each "
          f"(processor {processor / articles:.1f} ms)")  # fmt: skip


def kill(target: str, times: int, articles: int) -> None:
    """Kill a process that adds, again and again, and check the record each time; then let one complete."""
    readings = {reading.article.id: reading for reading in make_readings(articles, seed=1, copies=0.3)}
    rng = random.Random(1)
    for n in range(times):
        process = start(target, 1, articles)
        process.stdout.readline()  # type: ignore[union-attr]
        time.sleep(rng.random() * 1.5)
        process.kill()
        process.wait()
        process.stdout.close()  # type: ignore[union-attr]
        with Record.open(target) as record:
            print(f"kill {n + 1}: {check(record, readings)} articles, all whole", flush=True)
    process = start(target, 1, articles)
    process.communicate()
    with Record.open(target) as record:
        assert process.returncode == 0
        assert check(record, readings) == len(readings)
    print(f"{times} kills: the run completed, {len(readings)} articles, none twice, all whole")


def parallel(target: str, processes: int, articles: int) -> None:
    """Add articles by several processes at once and check that every one is there."""
    each = articles // processes
    Record.open(target, create=True).close()
    started = time.perf_counter()
    running = [start(target, seed, each) for seed in range(processes)]
    for process in running:
        process.communicate()
        assert process.returncode == 0
    took = time.perf_counter() - started
    readings = {r.article.id: r for seed in range(processes) for r in make_readings(each, seed=seed, copies=0.3)}
    with Record.open(target) as record:
        assert check(record, readings) == len(readings)
    print(f"{processes} processes, {len(readings)} articles in {took:.1f} s: every one is there and whole")


def start(target: str, seed: int, count: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    command = [sys.executable, "-m", "tests.record.adding_process", target, str(seed), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)


def check(record: Record, readings: dict[str, Any]) -> int:
    with record.reading() as connection:
        ids = list(connection.scalars(select(schema.articles.c.id)))
    assert len(ids) == len(set(ids))
    for article_id in ids:
        assert record.find_reading(article_id) == readings[article_id]
    return len(ids)


@contextmanager
def place(target: str | None, postgresql: bool) -> Iterator[str]:
    """Give where the record is: the target, or a new one that goes away, on SQLite or on a server of our own."""
    if target:
        yield target
    elif postgresql:
        from tests.record.databases import Server

        server = Server()
        try:
            server.start()
            server.run("CREATE DATABASE bench")
            yield server.url("bench")
        finally:
            server.close()
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield str(Path(folder) / "bench.db")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["build", "ask", "all", "keep", "kill", "parallel"])
    parser.add_argument("target", nargs="?")
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL server started for this")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--processes", type=int, default=4)
    chosen = parser.parse_args()
    with place(chosen.target, chosen.postgresql) as target:
        if chosen.what in ("build", "all"):
            build(target, chosen.articles)
        if chosen.what in ("ask", "all"):
            ask(target)
        if chosen.what == "keep":
            keep(target, chosen.articles)
        if chosen.what == "kill":
            kill(target, chosen.times, chosen.articles)
        if chosen.what == "parallel":
            parallel(target, chosen.processes, chosen.articles)


if __name__ == "__main__":
    main()
