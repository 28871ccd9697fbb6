from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("psycopg", "alembic", "pyarrow", "icalendar", "followthemoney", "onnxruntime", "scipy", "datasketch")


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("dragoman", (*HEAVY, "sqlalchemy", "sqlite3")),
        ("dragoman.cli.record", (*HEAVY, "sqlalchemy", "sqlite3", "rich.table")),
        ("dragoman.dossier", (*HEAVY, "sqlalchemy", "yaml")),
        ("dragoman.record", HEAVY),
        ("dragoman.views", HEAVY),
        ("dragoman.export", HEAVY),
    ],
)
def test_importing_loads_nothing_heavy(module: str, unwanted: tuple[str, ...]) -> None:
    script = f"import {module}, sys; print([name for name in {unwanted!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
