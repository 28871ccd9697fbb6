"""Where sentences begin."""

import pytest

from dragoman.reading.features import word_features
from dragoman.reading.quotes import find_quotes
from dragoman.reading.sentences import find_sentences, number_paragraphs
from dragoman.reading.words import split_words


def sentences(text: str) -> list[str]:
    words = split_words(text)
    found = find_sentences(text, words, word_features(text, words, find_quotes(text)))
    return [text[words[first].start : words[end - 1].end] for first, end in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One came. Two went.", ["One came.", "Two went."]),
        ("Mr. Dorn met Gen. Ost. They spoke.", ["Mr. Dorn met Gen. Ost.", "They spoke."]),
        ("He left at 10 a.m. on Friday.", ["He left at 10 a.m. on Friday."]),
        ("“We go.” He left.", ["“We go.”", "He left."]),
        ("“We go,” he said. “Now.”", ["“We go,” he said.", "“Now.”"]),
        ("A headline\n\nA first line", ["A headline", "A first line"]),
        ("Why? Nobody knows!", ["Why?", "Nobody knows!"]),
        ("A line that\nis wrapped. Another.", ["A line that\nis wrapped.", "Another."]),
        ("John D. Virt met J. K. Orme. He left.", ["John D. Virt met J. K. Orme.", "He left."]),
        ("So did I. He left. It was Plan B. The end.", ["So did I.", "He left.", "It was Plan B.", "The end."]),
        ("SOLENNE, March 3 (Agora) — The envoy left.", ["SOLENNE, March 3 (Agora) —", "The envoy left."]),
        ("Marisk (Agora) - He came. He left.", ["Marisk (Agora) -", "He came.", "He left."]),
        ("KETHIA/MARISK -- Talks began.", ["KETHIA/MARISK --", "Talks began."]),
        ("Marisk, May 3 - He came. He left.", ["Marisk, May 3 -", "He came.", "He left."]),
        ("Marisk - He came.", ["Marisk - He came."]),
        ("EU – Kethia talks began.", ["EU – Kethia talks began."]),
        ("MARISK-backed fighters left.", ["MARISK-backed fighters left."]),
        ("Ana Rov – the envoy – left.", ["Ana Rov – the envoy – left."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One came.\n\nTwo went.", [0, 0, 0, 1, 1, 1]),
        ("One came.\nTwo went.", [0, 0, 0, 1, 1, 1]),
        ("One\ncame.", [0, 0, 0]),
        ("“One.”\nTwo", [0, 0, 0, 0, 1]),
    ],
)
def test_paragraphs(text: str, expected: list[int]) -> None:
    words = split_words(text)
    features = word_features(text, words, find_quotes(text))
    assert number_paragraphs(text, words, features).tolist() == expected
