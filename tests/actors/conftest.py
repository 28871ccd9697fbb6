"""The shipped model with the built-in book, for sentences that are read whole."""

from __future__ import annotations

import pytest

from dragoman import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(threads=1)
