"""The annotations made for training stand in their texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "training" / "annotations"
STANCES = frozenset("demand offer accept reject support oppose promise accuse".split())
STATUSES = frozenset({"held", "under way", "scheduled", "proposed", "conditional", "refused", "cancelled", "collapsed"})


@pytest.mark.parametrize("name", ["positions", "meetings"])
def test_the_annotations_stand_in_their_texts(name: str) -> None:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf8").splitlines()
    assert len(lines) >= 70
    for article in map(json.loads, lines):
        text = article["text"]
        for row in article[name]:
            parts = [row["evidence_text"], row["trigger_text"], *row.get("party_texts", [])]
            if name == "positions":
                assert row["stance"] in STANCES
                assert text.count(row["about_text"]) == 1, row
                parts.append(row["holder_text"])
            else:
                assert row["status"] in STATUSES
            assert all(part in text for part in parts), row
