from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert

from dragoman.record import Record, schema
from dragoman.record.connection import HEAD, _connect
from dragoman.record.migrate import configuration, upgrade
from dragoman.record.searching import search
from dragoman.record.writing import keep_reading
from tests.record.databases import NOW, Server
from tests.record.talks import everything

SEARCH_TABLES = ("article_search", "statement_search")


def test_the_newest_migration_is_the_one_that_opening_asks_for(file_record: Record) -> None:
    with file_record.reading() as connection:
        assert ScriptDirectory.from_config(configuration(connection)).get_current_head() == HEAD


def test_migrations_lead_to_the_schema(record: Record) -> None:
    def include(name: str | None, kind: str, parents: object) -> bool:
        return not (kind == "table" and str(name).startswith(SEARCH_TABLES)) and not str(name).endswith("search")

    with record.reading() as connection:
        options = {"include_name": include, "compare_type": False}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, schema.metadata) == []


def open_at_first_version(target: str) -> None:
    """Make a record as the first migration leaves it, with articles in it, and close it."""
    database = _connect(target, create=True)
    with database.writing() as connection:
        upgrade(connection, to="0001")
        for reading in everything():
            keep_reading(connection, reading, now=NOW)
    database.close()


def check_brought_up_to_date(target: str) -> None:
    with Record.open(target) as record:
        assert [record.find_reading(reading.article.id) for reading in everything()] == everything()
        assert len(search(record, "prisoner bridge")) == 1  # what was there before is found
        assert len(search(record, "ceasefire", over="articles")) == 2


def test_an_older_file_is_brought_up_to_date(tmp_path: Path) -> None:
    open_at_first_version(str(tmp_path / "old.db"))
    check_brought_up_to_date(str(tmp_path / "old.db"))


def test_an_older_database_is_brought_up_to_date(postgresql: Server) -> None:
    postgresql.run("CREATE DATABASE older")
    open_at_first_version(postgresql.url("older"))
    check_brought_up_to_date(postgresql.url("older"))


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: object) -> None:
    import pytest

    target = tmp_path / "old.db"
    open_at_first_version(str(target))

    def upgrade_and_fail(connection: object, *, to: str = "head") -> None:
        upgrade(connection, to=to)  # type: ignore[arg-type]
        raise RuntimeError("power cut")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dragoman.record.migrate.upgrade", upgrade_and_fail)
        with pytest.raises(RuntimeError):
            Record.open(target)
    check_brought_up_to_date(str(target))


def test_numbers_are_given_by_the_database(record: Record) -> None:
    with record.writing() as connection:
        row = {"dragoman": "1", "model": "m", "started_at": NOW}
        made = [connection.execute(insert(schema.runs).values(row)).inserted_primary_key[0] for _ in range(3)]
    assert made == sorted(set(made))


def test_a_new_record_can_be_made_twice_at_once(new_target: Callable[[], str], tmp_path: Path) -> None:
    Record.open(new_target(), create=True).close()
