import numpy as np
import pytest

from dragoman.reading.analyse import Analyser
from dragoman.reading.analysis import Word
from dragoman.reading.decode import Block
from dragoman.reading.grammar import SAME_NAME, links_of
from dragoman.reading.words import split_words

WORDS = tuple(Word(n, n, n + 1, text, "PROPN" if text == "A" else "PRON", -1, "", 0) for n, text in enumerate("AbcdA"))
MENTIONS = np.array([0, 2, 4], dtype=np.int64)


def row(**columns: float) -> list[float]:
    """Return the scores of one word for nothing (`n`) and for words (`w0`, `w1`, ...)."""
    return [columns.get("n", 0.0), *(columns.get(f"w{index}", -9.0) for index in range(5))]


def test_a_mention_links_to_its_likeliest_earlier_mention() -> None:
    nothing = row(n=5.0)
    scores = np.array([nothing, nothing, row(w0=5.0, w1=9.0), nothing, row(n=3.0, w0=4.0, w2=8.0)], dtype=np.float32)
    links = links_of(MENTIONS, [Block(0, 5, 0, scores)], WORDS)
    assert [(link.word, link.antecedent) for link in links] == [(2, 0), (4, 2)]  # word 1 is no mention
    assert links[1].score == pytest.approx(0.976, abs=0.01)


def test_a_first_mention_links_to_nothing() -> None:
    scores = np.array([row(n=5.0)] * 5, dtype=np.float32)
    assert links_of(MENTIONS[:2], [Block(0, 5, 0, scores)], WORDS) == []


def test_a_name_is_linked_to_its_last_mention_wherever_that_is() -> None:
    scores = np.array([row(n=5.0)] * 5, dtype=np.float32)
    (link,) = links_of(MENTIONS, [Block(0, 5, 0, scores)], WORDS)
    assert (link.word, link.antecedent, link.score) == (4, 0, SAME_NAME)


def test_a_mention_before_the_window_is_out_of_reach() -> None:
    first, second = np.array([row(n=1.0)] * 3, dtype=np.float32), np.array([[0.0, 9.0, 1.0, 1.0]] * 2, dtype=np.float32)
    links = links_of(MENTIONS, [Block(0, 3, 0, first), Block(3, 5, 2, second)], WORDS)
    assert [(link.word, link.antecedent) for link in links] == [(4, 2)]


def test_words_and_sentences_may_be_given() -> None:
    text = "The envoy left . She will return ."
    words = split_words(text)
    analysis = Analyser(threads=1).analyse_words(text, words, ((0, 4), (4, 8)))
    assert analysis.sentences == ((0, 4), (4, 8))
    assert [word.index for word in analysis.words if word.head < 0] == [
        next(w.index for w in analysis.words if w.sentence == number and w.head < 0) for number in (0, 1)
    ]
    assert all((word.relation == "root") == (word.head < 0) for word in analysis.words)
