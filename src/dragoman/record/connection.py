"""Opening a record: the database behind a path or URL, its version, and its errors in our own words."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from dragoman.errors import RecordError

APPLICATION_ID: Final = 0x44524147  # "DRAG", written into the SQLite file's header, so that `file` and we know it
HEAD: Final = "0003"  # the newest migration; a test compares it with the folder of migrations
BUSY_SECONDS: Final = 60.0  # an article is written in milliseconds: a minute is a queue of thousands of writers
CACHE_KIB: Final = 65_536  # the indexes that every article touches fit in 64 MiB up to about 100,000 articles
WRITE_LOCK: Final = 0x44524147  # PostgreSQL's advisory lock of the writers: any number, the same for all
WAIT_SECONDS: Final = 0.05


class Database:
    """The database of a record: knows its dialect, hands out connections, turns its errors into RecordError."""

    def __init__(self, engine: Engine, *, shown: str, read_only: bool) -> None:
        self.engine = engine
        self.shown = shown
        self.read_only = read_only

    @property
    def is_sqlite(self) -> bool:
        """Whether the record is an SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection in a transaction that sees one state of the record and writes nothing."""
        with self.explaining(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that is kept as a whole, or not at all.

        Writers queue: SQLite takes its write lock at the start, PostgreSQL an advisory lock, so that each sees what
        the one before it kept (the actors that it made, the stories that it began).

        Raises:
            RecordError: the record cannot be written, or the database is gone.
        """
        if self.read_only:
            raise RecordError("the record cannot be written: the file or its folder is read-only", path=self.shown)
        with self.explaining(), self.engine.connect() as connection:
            connection = connection.execution_options(dragoman_writes=True)
            with connection.begin():
                if not self.is_sqlite:
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")
                yield connection

    @contextmanager
    def explaining(self) -> Iterator[None]:
        """Turn the database's errors into RecordError with what happened and what to do."""
        try:
            yield
        except (DBAPIError, sqlite3.Error, UnicodeEncodeError) as error:
            raise RecordError(_explanation(error), path=self.shown) from error

    def close(self) -> None:
        """Let go of the database's connections."""
        self.engine.dispose()


def open_database(target: str | Path, *, create: bool) -> Database:
    """Return the database at a path or URL, brought to the newest version of the record.

    Args:
        target: a path, or a URL such as postgresql://user@host/name.
        create: make the record where there is none.

    Raises:
        RecordError: there is no record, the file is something else, its version is newer, or it cannot be opened.
    """
    database = _connect(target, create=create)
    try:
        with database.explaining():
            _bring_up_to_date(database, create=create)
    except BaseException:
        database.close()
        raise
    return database


def _connect(target: str | Path, *, create: bool) -> Database:
    if "://" not in str(target):
        return _connect_sqlite(Path(target), create=create)
    try:
        url = make_url(str(target))
    except ArgumentError:
        raise RecordError(f"{target} is no address of a database; write postgresql://USER@HOST/NAME") from None
    if url.drivername.startswith("sqlite"):
        return _connect_sqlite(Path(url.database or ""), create=create)
    return _connect_server(url)


def _connect_sqlite(path: Path, *, create: bool) -> Database:
    if not path.exists() and not create:
        raise RecordError("there is no record here; `dragoman add ARTICLES --record FILE` makes one", path=path)
    if path.is_dir():
        raise RecordError("is a folder; a record is a file or a postgresql:// address", path=path)
    read_only = path.exists() and not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK))
    address = path.absolute().as_uri()
    if read_only:  # without a writable folder SQLite cannot keep the shared memory of its log: the file alone is read
        address += "?immutable=1" if not path.with_name(path.name + "-wal").exists() else "?mode=ro"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        _prepare_sqlite(connection, read_only=read_only)
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool if read_only else None)
    event.listen(engine, "begin", _begin_sqlite)
    return Database(engine, shown=str(path), read_only=read_only)


def _prepare_sqlite(connection: sqlite3.Connection, *, read_only: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute("PRAGMA temp_store = MEMORY")
    if not read_only:
        _turn_on_wal(connection)
        connection.execute("PRAGMA synchronous = NORMAL")  # in WAL mode a kill loses nothing, a power cut the last ones


def _turn_on_wal(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on; SQLite does not wait for its turn here, so we do."""
    deadline = time.monotonic() + BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(WAIT_SECONDS)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("dragoman_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _connect_server(url: URL) -> Database:
    if url.get_backend_name() != "postgresql":
        raise RecordError(f"{url.get_backend_name()} is not supported; use an SQLite file or postgresql://")
    shown = url.render_as_string(hide_password=True)
    if "+" not in url.drivername:
        url = url.set(drivername="postgresql+psycopg")
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except (ImportError, NoSuchModuleError):
        raise RecordError("PostgreSQL needs psycopg: pip install 'dragoman[postgres]'", path=shown) from None
    return Database(engine, shown=shown, read_only=False)


def _bring_up_to_date(database: Database, *, create: bool) -> None:
    with database.engine.connect() as connection, connection.begin():
        version = _version_of(database, connection, create=create)
    if version == HEAD:
        return
    if database.read_only:
        raise RecordError(
            "was made by an older Dragoman and cannot be brought up to date: it is read-only", path=database.shown
        )
    from dragoman.record.migrate import upgrade

    with database.writing() as connection:
        if _version_of(database, connection, create=create) != HEAD:  # another process may have done it meanwhile
            upgrade(connection)
            if database.is_sqlite:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _version_of(database: Database, connection: Connection, *, create: bool) -> str | None:
    """Return the version of the record, None where the database is empty and may become one."""
    tables = _table_names(database, connection)
    if "alembic_version" in tables and "articles" in tables:
        version = str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
        if version > HEAD:
            raise RecordError(
                f"was made by a newer Dragoman (version {version} of the record, this one knows {HEAD}); "
                "install a newer one: nothing was changed",
                path=database.shown,
            )
        return version
    if tables:
        raise RecordError(
            "is a database, but not a record of Dragoman; give another --record: nothing was changed",
            path=database.shown,
        )
    if not create:
        raise RecordError("holds no record yet; `dragoman add ARTICLES --record ...` makes one", path=database.shown)
    return None


def _table_names(database: Database, connection: Connection) -> set[str]:
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if database.is_sqlite
        else "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    )
    return {str(row[0]) for row in connection.exec_driver_sql(query)}


# What the databases say, in the order in which it is looked for, and what that means for the user.
EXPLANATIONS: Final = (
    ("file is not a database", "is not a record of Dragoman (no SQLite file); give another --record"),
    ("malformed", "the file is damaged; restore it from a copy, or import its last export into a new record"),
    (
        "disk is full",
        "the disk is full: nothing of the article in hand was kept, all before it was; make room and "
        "run the same command again",
    ),
    ("no space left", "the server's disk is full: nothing of the article in hand was kept; make room and run again"),
    ("readonly database", "the record cannot be written: the file or its folder is read-only"),
    ("unable to open", "the file cannot be opened or made; look at the folder and its permissions"),
    ("is locked", f"another process has been writing for more than {BUSY_SECONDS:.0f} seconds; try again"),
    ("disk i/o error", "the disk gave an error: nothing of the article in hand was kept; look at the disk"),
    ("surrogates not allowed", "the text holds half a character (a lone surrogate), which no database can keep"),
    ("nul", "the text holds a NUL character, which PostgreSQL cannot keep; remove it from the article"),
)


def _explanation(error: Exception) -> str:
    original: Any = getattr(error, "orig", None) or error
    said = str(original).strip()
    for words, explanation in EXPLANATIONS:
        if words in said.lower():
            return explanation
    if getattr(error, "connection_invalidated", False) or _is_gone(said):
        return (
            f"the database cannot be reached or went away ({said.splitlines()[0]}): nothing of the article in hand was "
            "kept, all before it was; run the same command again when it is back"
        )
    return f"the database refused: {said.splitlines()[0] if said else type(original).__name__}"


def _is_gone(said: str) -> bool:
    signs = ("connection", "server closed", "terminating", "could not translate host", "starting up")
    return any(sign in said.lower() for sign in signs)
