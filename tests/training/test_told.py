"""What the head for tellings learns from: the words of annotated meetings and positions, and texts without any.

Only where the training tools are installed (`pip install -e '.[train]'`).
"""

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the training tools are not installed")
pytest.importorskip("onnx", reason="the training tools are not installed")

from dragoman.evaluation.gold_articles import read_annotated
from dragoman.reading.model import TOLD, Model
from training.names import Encoder
from training.told import LABELS, figures, judge, label, read_quiet, train, without_helpers
from training.train import read_settings

SHIPPED = Model().folder
SETTINGS = read_settings(Path("training/settings.toml"), [])["told"] | {"epochs": 40, "quiet_share": 1.0}
TEXT = "Vastria called off a meeting with Kethia. It wants a truce. Rain fell on the hills of Orm."
GOLD = {
    "id": "orm-2024-01-01",
    "published": "2024-01-01",
    "publisher": None,
    "invented": True,
    "note": "",
    "text": TEXT,
    "statements": [],
    "meetings": [
        {
            "parties": ["Vastria", "Kethia"],
            "form": "meeting",
            "place": None,
            "when": None,
            "status": "cancelled",
            "evidence_text": "called off a meeting with Kethia",
        }
    ],
    "positions": [
        {
            "holder": "Vastria",
            "stance": "demand",
            "about_text": "a truce",
            "toward": None,
            "condition_text": None,
            "evidence_text": "It wants a truce",
        }
    ],
    "times": [],
}


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "orm-2024-01-01.gold.json"
    path.write_text(json.dumps(GOLD), encoding="utf8")
    return path


def test_the_words_of_the_evidence_are_marked(article: Path) -> None:
    document = label(read_annotated(article), Model(threads=1)._tokenizer)
    told = document.labels["told"]
    marked = {
        name: [TEXT[slice(*word)] for word, row in zip(document.words, told, strict=True) if row[column]]
        for column, name in enumerate(LABELS)
    }
    assert marked["meeting"] == marked["refused"] == "called off a meeting with Kethia".split()
    assert marked["position"] == marked["demand"] == "It wants a truce".split()
    assert not any(marked[name] for name in set(LABELS) - {"meeting", "refused", "position", "demand"})


def test_a_head_learns_them_and_leaves_its_helpers_behind(article: Path) -> None:
    windows = Encoder(SHIPPED).see(label(read_annotated(article), Model(threads=1)._tokenizer), "told")
    head = train(windows, [], SETTINGS)
    found = figures(judge(head, windows))
    assert found["meeting"] == found["position"] == 100.0
    assert without_helpers(head).out.out_features == len(TOLD)


def test_quiet_texts_tell_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "gum" / "train").mkdir(parents=True)
    documents = read_quiet(tmp_path, Model(threads=1)._tokenizer, SETTINGS["quiet"])
    assert len(documents) > 15
    assert not any(document.labels["told"].any() for document in documents)
