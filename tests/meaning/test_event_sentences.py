"""Events of whole sentences, read by the shipped model: type and both actors for most, and none in what is no news."""

from __future__ import annotations

from dragoman import Reader
from dragoman.article import Article
from dragoman.contract import Reading
from tests.meaning.event_sentences import SENTENCES

FLOOR = 0.8  # share of sentences with the right type and both actors; 0.95 when this was written
DIRECTED = 0.75  # the same with each actor on its side
EITHER_WAY = frozenset({"CONSULT", "AGREE", "COOPERATE"})


def read(reader: Reader, texts: list[str]) -> list[Reading]:
    return list(reader.read_many(Article.from_text(text) for text in texts))


def test_most_sentences_have_their_type_and_both_actors(reader: Reader) -> None:
    both = directed = 0
    for reading, (_, types, first, second) in zip(read(reader, [row[0] for row in SENTENCES]), SENTENCES, strict=True):
        names = {actor.id: actor.name for actor in reading.actors}
        found = [
            (event.type, {names[key] for key in event.actors}, {names[key] for key in event.recipients})
            for event in reading.events
            if event.type in types.split()
        ]
        both += any({first, second} <= acting | receiving for _, acting, receiving in found)
        directed += any(
            (first in acting and second in receiving) or (kind in EITHER_WAY and {first, second} <= acting | receiving)
            for kind, acting, receiving in found
        )
    assert both >= FLOOR * len(SENTENCES)
    assert directed >= DIRECTED * len(SENTENCES)


NO_EVENT = [
    "The new model meets demands for lower prices in Vastria and Kethia.",
    "Vastria beat Kethia 3-1 in the final on Sunday, with two goals in the last minutes of the match.",
    "def attack(vastria, kethia):\n    return vastria.meet(kethia) or raise_error('expel')",
    "Vastria; Kethia; Dorland; Ostavia; visit; talks; summit; meeting; sanctions; attack; aid.",
    "O Vastria, thou met the morn with dew,\nAnd Kethia's hills were clad in evening's blue.",
    "Table 3. Visits per country: Vastria 12, Kethia 9, Dorland 4, Ostavia 1.",
    "Vastrian visitor numbers rose by four per cent, while Kethian hotels struggled to meet costs.",
    "Der Präsident von Vastria traf am Montag den Kanzler von Kethia in Halm zu Gesprächen.",
]


def test_what_is_no_news_tells_of_no_meeting(reader: Reader) -> None:
    found = {
        reading.article.text: [event.trigger.text for event in reading.events if event.type == "CONSULT"]
        for reading in read(reader, NO_EVENT)
    }
    assert {text: triggers for text, triggers in found.items() if triggers} == {}


ODD = [
    "VASTRIA AND KETHIA TO HOLD TALKS AFTER WEEKS OF FIGHTING, SAYS DORLAND",
    "Vastria " + "met Kethia and " * 120 + "Dorland.",
    "“" * 40 + "Vastria met Kethia" + "”" * 3,
    "Vastria\n\nmet\n\nKethia",
]


def test_odd_text_is_read_without_an_exception(reader: Reader) -> None:
    assert len(read(reader, ODD)) == len(ODD)
