"""Annotated documents in one form, whatever corpus they come from."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from dragoman.reading.features import word_features
from dragoman.reading.quotes import find_quotes
from dragoman.reading.sentences import number_paragraphs
from dragoman.reading.words import split_words
from dragoman.text import Span

Ints = npt.NDArray[np.int64]
IGNORE = -100  # a label that no loss looks at (torch's own convention)

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
PARTIAL_NAME = len(NAMES)  # a word that is known to be no name, in text whose names nobody annotated: "O"


@dataclass
class Document:
    """Words with their pieces, features and labels; every label array has one entry a word.

    `pointer`, `head` and `cluster` hold word indices of the document or small negatives; windows shift them.
    """

    id: str
    text: str
    words: list[Span]
    features: Ints
    pieces: list[list[int]]
    paragraph: Ints
    labels: dict[str, Ints] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)


def build(id: str, text: str, tokenizer: Tokenizer, words: list[Span] | None = None) -> Document:
    """Return the document of a text, without labels."""
    words = split_words(text) if words is None else words
    encoded = tokenizer.encode([text[a:b] for a, b in words], is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in words]
    for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
        pieces[word].append(piece)
    unknown = tokenizer.token_to_id("[UNK]")
    for own in pieces:
        if not own:
            own.append(unknown)
    features = word_features(text, words, find_quotes(text))
    return Document(id, text, words, features, pieces, number_paragraphs(text, words, features))
