"""To whom, through what and when something was said."""

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


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Wanda Ostrova said on Friday that nobody will pay.", "said", "2025-08-22"),
        ("Wanda Ostrova contended Friday that nobody will pay.", "contended", "2025-08-22"),
        ("On Friday, Wanda Ostrova said nobody will pay.", "said", "2025-08-22"),
        ("Wanda Ostrova told reporters in Oslo on Friday that nobody will pay.", "told", "2025-08-22"),
        ("Wanda Ostrova, who arrived on Friday, said nobody will pay.", "said", None),
        ("Wanda Ostrova said nobody will pay on Friday.", "said", None),
        ("Wanda Ostrova said before leaving on Friday that nobody will pay.", "said", None),
    ],
)
def test_date_of_saying(text: str, cue: str, expected: str | None) -> None:
    content = "nobody will pay on Friday" if text.endswith("pay on Friday.") else "nobody will pay"
    source = "Wanda Ostrova, who arrived on Friday," if "who arrived" in text else "Wanda Ostrova"
    linked = link_text(text, (source, cue, content), persons=("Wanda Ostrova",))
    said = linked.attributions[0].said
    assert (said.value if said else None) == expected


def test_what_they_discussed_has_the_day_of_their_meeting() -> None:
    text = "Wanda Ostrova met with Jonas Virt on Friday. They discussed the harbour."
    linked = link_text(text, ("They", "discussed", "the harbour"), persons=("Wanda Ostrova", "Jonas Virt"))
    assert linked.attributions[0].said is not None
    assert linked.attributions[0].said.value == "2025-08-22"
