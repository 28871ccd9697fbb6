from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest

from bench.synthetic import make_reading
from dragoman.contract import Reading
from dragoman.errors import RecordError
from dragoman.record import Record
from dragoman.record.connection import APPLICATION_ID, HEAD
from dragoman.record.writing import keep_reading
from dragoman.views import Filter, list_statements
from tests.record.databases import NOBODY, NOW, Server
from tests.record.talks import everything, first_demands


def refuse(target: str | Path, message: str, *, create: bool = False) -> None:
    with pytest.raises(RecordError, match=message) as caught:
        Record.open(target, create=create)
    assert str(target).rsplit("/", 1)[-1] in str(caught.value)


def test_a_record_is_made_only_when_asked_for(tmp_path: Path) -> None:
    refuse(tmp_path / "talks.db", "dragoman add")
    assert not (tmp_path / "talks.db").exists()
    with Record.open(tmp_path / "talks.db", create=True) as record:
        record.add(first_demands())
    with Record.open(tmp_path / "talks.db") as record:
        assert record.count().articles == 1


@pytest.mark.parametrize(
    "content", [b"not a database at all, but a text that is long enough to be one", b"\x00" * 4096]
)
def test_a_file_that_is_no_record_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    for create in (False, True):
        refuse(path, "not a record", create=create)
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE songs (name TEXT)")
    connection.close()
    before = path.read_bytes()
    refuse(path, "not a record of Dragoman", create=True)
    assert path.read_bytes()[100:] == before[100:]


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    refuse(tmp_path, "folder", create=True)


def test_an_empty_database_is_no_record_until_something_is_added(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    refuse(tmp_path / "empty.db", "no record yet")


def test_a_record_of_a_newer_version_is_refused(empty_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    path.write_bytes(empty_file.read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0900'")
    connection.close()
    refuse(path, f"newer Dragoman .version 0900 .*{HEAD}")


@pytest.mark.parametrize(
    ("address", "message"), [("mysql://a@b/c", "mysql is not supported"), ("://", "no address"), ("x://", "x")]
)
def test_other_addresses_are_refused(address: str, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        Record.open(address)


def test_the_file_says_whose_it_is(empty_file: Path) -> None:
    assert int.from_bytes(empty_file.read_bytes()[68:72], "big") == APPLICATION_ID


def test_a_full_disk_keeps_what_was_kept(file_record: Record) -> None:
    for reading in everything():
        file_record.add(reading)
    before = file_record.count()
    with file_record.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    limit = f"PRAGMA max_page_count = {pages}"
    original = file_record._database.engine.raw_connection
    connection = original()
    connection.driver_connection.execute(limit)  # the pool hands the same connection out again
    connection.close()
    readings = [make_reading(seed) for seed in range(40)]
    with pytest.raises(RecordError, match="disk is full"):
        list(map(file_record.add, readings))
    assert file_record.count().articles >= before.articles
    for reading in everything():
        assert file_record.find_reading(reading.article.id) == reading
    with file_record.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def ask_and_write(path: Path) -> str:
    """Ask a record, try to write to it, and return what was said of that."""
    with Record.open(path) as record:
        assert len(list_statements(record, Filter())) == 2
        try:
            record.add(everything()[1])
        except RecordError as error:
            return str(error)
    return "written"


def run_as_nobody(path: Path) -> str:
    """Return what `ask_and_write` says in a process that has no rights beyond everybody's; root may write anywhere."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        try:
            said = ask_and_write(path)
        except BaseException as error:
            said = f"failed: {error!r}"
        os.write(send, said.encode())
        os._exit(0)
    os.close(send)
    os.waitpid(child, 0)
    with os.fdopen(receive) as stream:
        return stream.read()


def test_a_read_only_record_can_be_asked_but_not_written(empty_file: Path, tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="dragoman-archive-"))  # pytest's folders are closed to others
    path = folder / "talks.db"
    path.write_bytes(empty_file.read_bytes())
    with Record.open(path) as record:
        record.add(first_demands())
        list_statements(record, Filter())  # what is imported late is imported now: the other user cannot
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        said = run_as_nobody(path) if os.geteuid() == 0 else ask_and_write(path)
        assert "read-only" in said
        assert [entry.name for entry in folder.iterdir()] == ["talks.db"]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(RecordError, match="cannot be reached"):
        Record.open(f"postgresql://nobody@/none?host={tmp_path}")


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(RecordError) as caught:
        Record.open(f"postgresql://nobody:secret@/none?host={tmp_path}")
    assert "secret" not in str(caught.value)


def keep_while_the_server_goes(record: Record, reading: Reading, server: Server) -> None:
    with record.writing() as connection:
        keep_reading(connection, reading, now=NOW)
        server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'leaving'")
        connection.exec_driver_sql("SELECT 1")


def test_a_server_that_goes_away_in_the_middle_keeps_the_record_whole(postgresql: Server) -> None:
    postgresql.run("CREATE DATABASE leaving TEMPLATE empty_record")
    readings = everything()
    with Record.open(postgresql.url("leaving")) as record:
        record.add(readings[0])
        with pytest.raises(RecordError, match="went away"):
            keep_while_the_server_goes(record, readings[1], postgresql)
        assert record.count().articles == 1  # the next connection works, and half an article is no article
        for reading in readings:
            record.add(reading)
        assert record.count().articles == 4
