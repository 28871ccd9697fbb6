"""The shipped model with invented states, for sentences that are read whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import Reader
from tests.meaning.event_sentences import ACTORS


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    path: Path = tmp_path_factory.mktemp("actors") / "invented.yaml"
    path.write_text(ACTORS, encoding="utf8")
    return Reader(actors=path, threads=1)
