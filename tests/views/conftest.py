from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman.record import Record
from tests.record.databases import *  # noqa: F403
from tests.record.databases import NOW, sqlite_copy
from tests.record.talks import everything


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def talks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of the invented talks, on either database, that tests only read."""
    if request.param == "sqlite":
        target = sqlite_copy(request.getfixturevalue("empty_file"), tmp_path_factory.mktemp("talks"))
    else:
        server = request.getfixturevalue("postgresql")
        target = server.url(server.take_database())
    with Record.open(target, clock=lambda: NOW) as opened:
        for reading in everything():
            opened.add(reading)
        yield opened


@pytest.fixture
def own_talks(record: Record) -> Record:
    """A record of the invented talks that a test may change."""
    for reading in everything():
        record.add(reading)
    return record
