"""The shipped model keeps its floors on the articles that are annotated here."""

from pathlib import Path

from dragoman.evaluation.report import measure_folder

GOLD = Path(__file__).parent.parent / "gold"


def test_the_annotated_articles_are_read_as_well_as_before() -> None:
    rows = list(measure_folder(GOLD))
    assert len(rows) > 10
    assert all(row.floor for row in rows), "renew the digest in floors.toml"
    assert [(row.measure, row.figure, row.floor) for row in rows if not row.holds] == []
