"""Bringing a record to the newest version with Alembic, whose migrations lie inside the package."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

FOLDER = Path(__file__).with_name("migrations")


def upgrade(connection: Connection, *, to: str = "head") -> None:
    """Bring the record behind an open transaction to a version; the caller's transaction keeps or drops the whole."""
    command.upgrade(configuration(connection), to)


def configuration(connection: Connection) -> Config:
    """Return Alembic's configuration for a connection; there is no alembic.ini, nothing of it is the user's to set."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
