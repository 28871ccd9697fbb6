"""To whom and through what something was said, and when, where the sentence before tells it."""

import pytest

from tests.actors.linking_cases import link_text, names


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Wanda Ostrova told NBC News that nobody will pay.", "told", "NBC News"),
        ("Wanda Ostrova told the BBC that nobody will pay.", "told", "BBC"),
        ("Wanda Ostrova told the Kenyan channel Savannah that nobody will pay.", "told", "Savannah"),
        ("Wanda Ostrova told reporters that nobody will pay.", "told", None),
        ("Wanda Ostrova said in an interview with Le Monde that nobody will pay.", "said", "Le Monde"),
        ("Wanda Ostrova said during her interview on BBC Radio 4 that nobody will pay.", "said", "BBC Radio 4"),
        ("Wanda Ostrova wrote on X that nobody will pay.", "wrote", "X"),
        ("Wanda Ostrova said on Telegram that nobody will pay.", "said", "Telegram"),
        ("Wanda Ostrova told a press conference in Oslo that nobody will pay.", "told", "press conference"),
        (
            "Wanda Ostrova told reporters at the Northern Harbour Forum that nobody will pay.",
            "told",
            "Northern Harbour Forum",
        ),
        ("Wanda Ostrova told a joint press conference that nobody will pay.", "told", "joint press conference"),
        ("Wanda Ostrova told the Savannah news agency that nobody will pay.", "told", "Savannah"),
        ("Wanda Ostrova told Kenyan state television that nobody will pay.", "told", "Kenyan state television"),
        ("Wanda Ostrova told the public broadcaster that nobody will pay.", "told", "public broadcaster"),
        ("Wanda Ostrova told the broadcaster that nobody will pay.", "told", None),
        ("Wanda Ostrova told a stormy cabinet meeting that nobody will pay.", "told", "stormy cabinet meeting"),
        (
            "Wanda Ostrova told reporters at the Granite Palace on Friday that nobody will pay.",
            "told",
            "Granite Palace",
        ),
        ("Wanda Ostrova told reporters when the meeting was over that nobody will pay.", "told", None),
        (
            "Wanda Ostrova, speaking on Friday outside the Granite Palace, said nobody will pay.",
            "said",
            "Granite Palace",
        ),
        ("Wanda Ostrova said after talks at the Granite Palace that nobody will pay.", "said", None),
        ("Wanda Ostrova told a rally in Oslo that nobody will pay.", "told", "rally"),
        ("Wanda Ostrova said in a speech that nobody will pay.", "said", "speech"),
        ("Wanda Ostrova said that nobody will pay.", "said", None),
    ],
)
def test_channel(text: str, cue: str, expected: str | None) -> None:
    linked = link_text(
        text, ("Wanda Ostrova", cue, "nobody will pay"), persons=("Wanda Ostrova",), bodies=("Savannah",)
    )
    assert linked.attributions[0].channel == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wanda Ostrova told reporters that nobody will pay.", ["reporters"]),
        ("Wanda Ostrova told Vladimir Putin that nobody will pay.", ["Vladimir Putin"]),
        ("Wanda Ostrova told the Russian president that nobody will pay.", ["Vladimir Putin"]),
        ("Wanda Ostrova told NBC News that nobody will pay.", []),
    ],
)
def test_addressees(text: str, expected: list[str]) -> None:
    linked = link_text(text, ("Wanda Ostrova", "told", "nobody will pay"), persons=("Wanda Ostrova", "Vladimir Putin"))
    assert names(linked, linked.attributions[0].addressees) == expected


@pytest.mark.parametrize("source", ["They", "The two ministers", "Both men"])
def test_what_they_discussed_has_the_day_of_their_meeting(source: str) -> None:
    text = f"Wanda Ostrova met with Jonas Virt on Friday. {source} discussed the harbour."
    linked = link_text(text, (source, "discussed", "the harbour"), persons=("Wanda Ostrova", "Jonas Virt"))
    assert linked.attributions[0].said is not None
    assert linked.attributions[0].said.value == "2025-08-22"
