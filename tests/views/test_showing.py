from __future__ import annotations

import pytest

from dragoman.errors import RecordError
from dragoman.record import Record
from dragoman.views import Filter, find_row, list_events, list_positions, list_statements


def test_a_row_is_shown_in_its_paragraph(talks: Record) -> None:
    row = list_positions(talks, Filter(stance="offer"))[0]
    shown = find_row(talks, row.key)
    assert shown.row == row
    assert shown.paragraph.startswith("Rashid Quist said no prisoner leaves")
    marked = {part.name: shown.paragraph[part.spans[0].start : part.spans[0].end] for part in shown.marked}
    assert marked == {
        "about": "a ceasefire",
        "condition": "if Norland withdraws from the ridge",
        "evidence": "Sudria offered a ceasefire if Norland withdraws from the ridge.",
    }
    assert shown.standing == "live"
    assert "synthetic" in shown.model


def test_every_kind_of_row_can_be_shown_with_its_reviews(own_talks: Record) -> None:
    rows = [
        list_statements(own_talks, Filter())[0],
        list_events(own_talks, Filter())[0],
        list_positions(own_talks, Filter())[0],
    ]
    for row in rows:
        own_talks.review(row.key, "reject", note="no")
        shown = find_row(own_talks, row.key)
        assert (shown.key, shown.standing) == (row.key, "rejected")
        assert [review.note for review in shown.reviews] == ["no"]


@pytest.mark.parametrize("key", ["", "nothing", "s000000000000", "azzzzzzzzzzzz"])
def test_other_keys_are_refused(talks: Record, key: str) -> None:
    with pytest.raises(RecordError, match=r"no key|no row"):
        find_row(talks, key)
