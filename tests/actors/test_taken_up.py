"""Who speaks where the words only take somebody up, read by the shipped model."""

# ruff: noqa: E501 (a text of the table stands on one line)
from __future__ import annotations

from datetime import date

import pytest

from dragoman import Reader
from dragoman.article import Article
from dragoman.contract import Reading

DAY = date(2025, 6, 10)

# text, speakers of its last statement; a group stands behind its members
TAKEN_UP = [
    ("Wanda Hill met envoys in Rome.\n\n“They were not ready,” Ms. Hill told reporters.", ["Wanda Hill"]),
    ("Labour minister Silvestre Orin III came to Oslo. Orin said he would see the envoy again.", ["Silvestre Orin III"]),
    ("“It was hard,” said Paik Hak-soon of the River Institute.", ["Paik Hak-soon"]),
    ("Wanda Orin left early. Ms. Orin’s closing statement on Thursday said the six had agreed to meet again.", ["Wanda Orin"]),
    ("By Tuesday the largest of the five, the National Liberation Army, or ELN, was saying that it had settled on nothing.", ["National Liberation Army (Colombia)"]),
    ("By Tuesday the head of the group, the National Liberation Army, was saying that it had settled on nothing.", ["the head of the group"]),
    ("The Taliban attacked a town. “No such agreement exists,” the group’s negotiators said in a statement.", ["Taliban"]),
    ("Leo Virt travelled with the Catholic bishops who have been asking for a truce since July.", ["the Catholic bishops"]),
    ("Until it did so, added Ivan Orin, who runs the defence ministry, the army would go on “as the law orders.”", ["Ivan Orin"]),
    ("Sergey Lavrov dismissed the charge, and Kremlin spokesman Dmitry Peskov told a briefing that Russia would not pay. He added that it was prepared for more.", ["Dmitry Peskov"]),
    ("Ilham Aliyev said on Monday that goods must pass. His Armenian counterpart replied the next day that checks would be made.", ["Nikol Pashinyan"]),
    ("Sergey Lavrov said on Monday that goods must pass. His Turkish opposite number said on X that the talk had been useful.", ["Hakan Fidan"]),
    ("Sergey Lavrov’s Turkish counterpart said the door was open.", ["Hakan Fidan"]),
    ("“Lavrov has taken our oil,” said one of the two officials. Ana Alba will fly to Rome next Tuesday, he said.", ["one of the two officials"]),
    ("Leo Virt came home from Rome, where he and Ben Cora, who speaks for the king, had agreed to a truce.\n\n“Nobody danced,” he says of it.", ["Leo Virt"]),
    ("The two deputy premiers, Leo Virt and Ben Cora, met. Ana Orin and Eva Dorn looked on. The two deputy premiers said they would meet again.", ["Leo Virt", "Ben Cora", "the two deputy premiers"]),
    ("Ana Orin, the Houthi spokeswoman, blamed the Saudi-led coalition. The coalition said the papers were not in order.", ["Saudi-led coalition in Yemen"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TAKEN_UP)
def test_who_is_taken_up(reader: Reader, text: str, expected: list[str]) -> None:
    reading = reader.read(Article.from_text(text, published=DAY))
    assert speakers(reading)[-1] == expected


def test_a_counterpart_of_nobody_known_is_nobody(reader: Reader) -> None:
    text = "The rain had stopped. His Armenian counterpart said checks would be made."
    assert speakers(reader.read(Article.from_text(text, published=DAY)))[-1] == ["his Armenian counterpart"]


@pytest.mark.parametrize(
    ("text", "speaker", "channel", "content"),
    [
        (
            "Interfax quoted a Kenyan diplomat as saying the talks had failed.",
            "a Kenyan diplomat",
            "Interfax",
            "the talks had failed",
        ),
        (
            "“We are asked for too much,” the Tasnim news agency quoted Leo Virt, the Kenyan envoy, as saying.",
            "Leo Virt",
            "Tasnim",
            "“We are asked for too much,”",
        ),
    ],
)
def test_whom_an_outlet_quotes_speaks_through_it(
    reader: Reader, text: str, speaker: str, channel: str, content: str
) -> None:
    reading = reader.read(Article.from_text(text, published=DAY))
    outer, inner = reading.attributions
    assert inner.nested_in == outer.id
    assert (speakers(reading)[1], inner.channel, inner.content.text) == ([speaker], channel, content)


def speakers(reading: Reading) -> list[list[str]]:
    """Return the names of the speakers of every statement, in text order."""
    names = {actor.id: actor.name for actor in reading.actors}
    return [[names[speaker] for speaker in said.speakers] for said in reading.attributions]
