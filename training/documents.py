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
OTHER_OR_NONE = len(NAMES)  # what is known of a proper noun that is no person, organisation or place
UPOS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
PENN = tuple(
    "NN IN DT NNP JJ PRP . RB , NNS VB CC VBD VBP VBZ CD VBN VBG TO MD PRP$ UH : -RRB- -LRB- WDT WRB WP HYPH `` '' RP "
    "POS NNPS JJR JJS EX RBR SYM FW NFP $ GW ADD PDT RBS LS AFX WP$".split()
)
RELATIONS = tuple(
    "root punct case det nsubj advmod amod obj obl conj nmod compound cc mark aux cop nmod:poss advcl xcomp flat "
    "acl:relcl ccomp acl parataxis aux:pass nummod appos nsubj:pass discourse obl:unmarked nmod:unmarked compound:prt "
    "expl fixed iobj list obl:agent dep reparandum nmod:desc csubj nsubj:outer det:predet advcl:relcl vocative "
    "cc:preconj goeswith orphan dislocated csubj:pass".split()
)
MENTIONS = ("none", "person", "organization", "place", "event", "object", "abstract", "time", "other")


@dataclass
class Document:
    """Words with their pieces, features and labels; every label array has one entry a word.

    `pointer` and `head` hold word indices of the document, or -1 for none; windows shift them. `cluster` numbers the
    things that the heads of mentions stand for (-1: no mention), and `anaphoric` is 1 where such a thing was mentioned
    before.
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
