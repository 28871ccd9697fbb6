"""The model's folder: what is missing or damaged is said; pieces belong to their words."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from dragoman.errors import ModelError
from dragoman.reading.decode import TAGS
from dragoman.reading.model import FILES, FORMAT, Model, Settings, available_cores

SHIPPED = Model().folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "model"))


def test_settings_are_whole() -> None:
    settings = Model().settings
    assert settings.tags == TAGS
    assert settings.transitions.shape == (len(TAGS) + 1, len(TAGS))
    assert 0 <= settings.context < settings.window
    assert settings.confidence


def test_the_version_names_the_very_files(copy: Path) -> None:
    before = Model(copy).version
    assert before == Model().version
    config = copy / "config.json"
    config.write_text(config.read_text(encoding="utf8") + " ", encoding="utf8")
    assert Model(copy).version != before


def test_the_settings_hold_the_digests_of_the_shipped_files() -> None:
    files = json.loads((SHIPPED / "config.json").read_text(encoding="utf8"))["files"]
    assert set(files) == set(FILES) - {"config.json"}
    for name, digest in files.items():
        assert sha256((SHIPPED / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ModelError, match=f"{name}.*reinstall"):
        Model(copy)


def test_another_format_is_refused(copy: Path) -> None:
    config = json.loads((copy / "config.json").read_text(encoding="utf8"))
    (copy / "config.json").write_text(json.dumps(config | {"format": FORMAT + 1}), encoding="utf8")
    with pytest.raises(ModelError, match="format"):
        Settings.load(copy / "config.json")


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"format": 1}'])
def test_damaged_settings_are_said(copy: Path, damage: str) -> None:
    (copy / "config.json").write_text(damage, encoding="utf8")
    with pytest.raises(ModelError, match=r"config\.json"):
        Model(copy)


def test_a_damaged_graph_is_said(copy: Path) -> None:
    (copy / "model.onnx").write_bytes(b"no graph")
    with pytest.raises(ModelError, match="cannot be loaded"):
        list(Model(copy).run([{}]))


def test_every_word_has_a_piece() -> None:
    model = Model(threads=1)
    words = ["talks", "\x00", "Zelenskyy", "\u200b", "…", "שלום"]
    ids, counts = model.split(words)
    assert len(ids) == counts.sum()
    assert counts.min() >= 1
    assert counts[2] > 1
    again, _ = model.split(words[2:3])
    start = counts[:2].sum()
    assert ids[start : start + counts[2]].tolist() == again.tolist()


def test_words_have_the_same_pieces_whatever_was_split_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.reading.model.KNOWN_WORDS", 3)
    model, fresh = Model(threads=1), Model(threads=1)
    for words in (["talks", "began"], ["began", "Orlinsk", "\x00"], ["talks", "talks", "in", "Orlinsk", "again"]):
        fresh._known_pieces.clear()
        for found, expected in zip(model.split(words), fresh.split(words), strict=True):
            assert found.tolist() == expected.tolist()
        assert len(model._known_pieces) <= 5


def test_no_words() -> None:
    ids, counts = Model(threads=1).split([])
    assert len(ids) == len(counts) == 0


def test_cores() -> None:
    assert available_cores() >= 1
