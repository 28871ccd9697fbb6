from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.dossier import Dossier, DossierIssue, DossierParty, load_dossier, parse_dossier
from dragoman.errors import DataError

WHOLE = """\
name: The valley talks
description: Who gets the valley.
since: 2025-08
until: 2025-09
parties:
  - name: Norland
    speakers: [Anna Berg]
  - Sudria
third_parties:
  - Lake Union
issues:
  - prisoners
  - {id: valley, name: The valley, words: [valley, ridge]}
"""


def test_a_whole_dossier() -> None:
    assert parse_dossier(WHOLE) == Dossier(
        name="The valley talks",
        description="Who gets the valley.",
        since=date(2025, 8, 1),
        until=date(2025, 9, 30),
        parties=(DossierParty(name="Norland", speakers=("Anna Berg",)), DossierParty(name="Sudria")),
        third_parties=(DossierParty(name="Lake Union"),),
        issues=(
            DossierIssue(id="prisoners", name="prisoners"),
            DossierIssue(id="valley", name="The valley", words=("valley", "ridge")),
        ),
    )


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "empty"),
        ("- a list", 1, "keys and values"),
        ("name: A\nparties: [B, C]\npartys: []\n", 3, "no key 'partys'"),
        ("name: A\nname: B\nparties: [B, C]\n", 2, "there twice"),
        ("parties: [B, C]\n", 1, "name is missing"),
        ("name: A\n", 1, "parties is missing"),
        ("name: A\nparties:\n  - B\n", 3, "at least two"),
        ("name: A\nparties: [B, b]\n", 2, "there twice"),
        ("name: A\nparties:\n  - B\n  - name: C\n    speaker: D\n", 5, "no key 'speaker'"),
        ("name: A\nparties:\n  - B\n  - speakers: [D]\n", 4, "name is missing"),
        ("name: A\nparties:\n  - B\n  -\n", 4, "keys and values"),
        ("name: A\nparties: B\n", 2, "is a list"),
        ("name: A\nparties: [B, C]\nsince: soon\n", 3, "since"),
        ("name: A\nparties: [B, C]\nsince: 2025-02-30\n", 3, "since"),
        ("name: A\nparties: [B, C]\nsince: 2025\nuntil: 2024\n", 4, "before since"),
        ("name: A\nparties: [B, C]\nissues:\n  - x\n  - x\n", 5, "there twice"),
        ("name: A\nparties: [B, C]\nissues:\n  - {name: X}\n", 4, "id is missing"),
        ("name: ''\nparties: [B, C]\n", 1, "not empty"),
        ("name: A\nparties: [B, [C]]\n", 2, "keys and values"),
        ("name: A\nparties: [B, C\n", None, "no YAML"),
    ],
)
def test_mistakes_are_told_with_their_line(text: str, line: int | None, message: str) -> None:
    with pytest.raises(DataError, match=message) as caught:
        parse_dossier(text, path="talks.yaml")
    assert caught.value.path == "talks.yaml"
    if line is not None:
        assert caught.value.line == line


def test_the_bundled_dossier_is_one() -> None:
    dossier = load_dossier(Path(__file__).parents[1] / "examples" / "dossier.yaml")
    assert [party.name for party in dossier.parties] == ["Vastria", "Kethia", "Yserran Council"]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        load_dossier(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes("name: Zürich".encode("latin-1"))
    with pytest.raises(DataError, match="UTF-8"):
        load_dossier(tmp_path / "latin.yaml")
    (tmp_path / "good.yaml").write_text(WHOLE, encoding="utf8")
    assert load_dossier(tmp_path / "good.yaml").name == "The valley talks"
