import pytest

from dragoman.reading import languages
from dragoman.reading.analyse import Analyser
from dragoman.reading.features import word_features
from dragoman.reading.languages import foreign_sentences
from dragoman.reading.model import Model
from dragoman.reading.quotes import find_quotes
from dragoman.reading.sentences import find_sentences
from dragoman.reading.words import split_words

GERMAN = "Die Ministerin sagte gestern, dass die Verhandlungen bald beginnen werden."


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        (GERMAN, [0]),
        ("El presidente dijo que no negociará con los rebeldes.", [0]),
        ("Министр отказался от переговоров с делегацией.", [0]),
        ("الوزير يرفض المفاوضات مع الوفد الآخر", [0]),
        ("The minister left. " + GERMAN + " She returned.", [1]),
        ("“Nous partons demain matin,” she said of the talks in the capital.", []),
        ("VASTRIA REJECTS KETHIA OFFER", []),
        ("Vastria talks: Dorn team rejects Ost plan", []),
        ("Anna Dorn, Recep Ost, Staffan de Wiel, Bashar al-Amin", []),
        ("Bakan görüşmelerin yarın başlayacağını söyledi.", [0]),
        ("Menteri mengatakan bahwa perundingan akan dimulai besok.", [0]),
        ("def main(argv): return parse(argv)[0]", []),
        ("Non, merci!", []),
        ("", []),
    ],
)
def test_sentences_in_another_language(text: str, foreign: list[int]) -> None:
    words = split_words(text)
    sentences = find_sentences(text, words, word_features(text, words, find_quotes(text)))
    _, pieces = Model().split([text[start:end] for start, end in words])
    assert foreign_sentences(text, words, sentences, pieces) == foreign


def test_names_do_not_make_a_sentence_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(languages, "_identifier", lambda: asked.append("loaded"))
    text = "How to handle Přemysl Krzywoń and Elżbieta Szczęsny is far more complicated."
    words = split_words(text)
    sentences = find_sentences(text, words, word_features(text, words, find_quotes(text)))
    _, pieces = Model().split([text[start:end] for start, end in words])
    assert pieces.sum() >= languages.STRANGE * len(words)
    assert foreign_sentences(text, words, sentences, pieces) == []
    assert not asked  # it takes a second to load


def test_another_language_is_left_unread_and_said_so() -> None:
    text = f"“We will stay,” the envoy said.\n\n{GERMAN}\n\n“We will go,” the minister said."
    (analysis,) = Analyser(threads=1).analyse([text])
    assert [text[start:end] for start, end in analysis.unread] == [GERMAN]
    assert [text[slice(*r.content[0])] for r in analysis.relations] == ["“We will stay,”", "“We will go,”"]
    assert {word.tag for word in analysis.words if word.sentence == 1} == {"X"}
