"""The shipped model keeps its floors on the articles that are annotated here."""

from pathlib import Path

import pytest

from dragoman.evaluation.report import measure_folder

TESTS = Path(__file__).parent.parent


@pytest.mark.parametrize("folder", ["gold", "held", "hard"])
def test_the_annotated_articles_are_read_as_well_as_before(folder: str) -> None:
    rows = list(measure_folder(TESTS / folder))
    assert len(rows) > 10
    assert all(row.floor for row in rows), "renew the digest in floors.toml"
    assert [(row.measure, row.figure, row.floor) for row in rows if not row.holds] == []
