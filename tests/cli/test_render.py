import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from dragoman import Article, Part, Reading
from dragoman.cli.render import GAP_CHARACTERS, clean, render_reading, show
from dragoman.contract import Actor, Attribution, Event, Place, Position, ReaderVersion, When
from tests.texts import ANY_TEXT

TEXT = (
    "“No,” Ada Orlova said on Tuesday. The Herald was told it was “too\nearly”. "
    + "x" * GAP_CHARACTERS
    + " Veldia demands the release of all prisoners. Orlova will meet Marek in Port Ash if the guns fall silent."
)
ORLOVA = Actor(id="x1", name="Ada Orlova", type="person")
VELDIA = Actor(id="x2", name="Veldia", type="state")
MAREK = Actor(id="x3", name="Jan Marek", type="person")
TUESDAY = When(value="2025-03-04", earliest="2025-03-04", latest="2025-03-04")


def part(*words: str) -> Part:
    return Part.of(TEXT, [(TEXT.index(word), TEXT.index(word) + len(word)) for word in words])


BARE = Reading(
    article=Article.from_text(TEXT, published=date(2025, 3, 5), title="Too early", publisher="The Courier"),
    reader=ReaderVersion(dragoman="0", model="m"),
    actors=(ORLOVA, VELDIA, MAREK),
)
STATEMENT = Attribution(
    id="a1",
    source=part("Ada Orlova"),
    cue=part("said"),
    content=part("“No,”"),
    quoting="direct",
    act="reject",
    speakers=("x1",),
    said=TUESDAY,
    confidence=0.9,
)
MEETING = Event(
    id="e1",
    type="CONSULT",
    mode="visit",
    trigger=part("meet"),
    evidence=part("Orlova will meet Marek in Port Ash"),
    actors=("x1",),
    recipients=("x3",),
    places=(Place(name="Port Ash"),),
    when=When(value="2025-W11", earliest="2025-03-10", latest="2025-03-16"),
    status="conditional",
    form="meeting",
    condition=part("if the guns fall silent"),
    confidence=0.8,
)
DEMAND = Position(
    id="p1",
    holder="x1",
    on_behalf_of=("x2",),
    stance="demand",
    about=part("the release of all prisoners"),
    evidence=part("Veldia demands"),
    toward=("x3",),
    issue="prisoners",
    condition=part("if the guns fall silent"),
    answers=("p0",),
    confidence=0.4,
)

ANSWER = Position(
    id="p2",
    holder="x3",
    stance="reject",
    about=part("the release of all prisoners"),
    evidence=part("Veldia demands"),
    answers=("p1",),
    confidence=0.9,
)


def shown(reading: Reading, *, width: int = 200, colour: bool = False) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=colour, color_system="standard" if colour else None)
    show(console, render_reading(reading, where="a.txt"))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("change", "head"),
    [
        ({}, "Ada Orlova · reject · direct · 2025-03-04"),
        ({"speakers": ()}, "Ada Orlova · reject · direct · 2025-03-04"),
        ({"speakers": ("x1", "x2"), "said": None}, "Ada Orlova, Veldia · reject · direct"),
        ({"speakers": (), "source": None, "said": None}, "speaker not given · reject · direct"),
        ({"said": When(value="2025-03")}, "Ada Orlova · reject · direct · 2025-03"),
        ({"negated": True, "act": "say", "said": None}, "Ada Orlova · did not say · direct"),
        ({"channel": "Radio Ash", "said": None, "act": None}, "Ada Orlova · direct · via Radio Ash"),
        ({"nested_in": "a0", "said": None}, "Ada Orlova · reject · direct · inside another's words"),
        ({"confidence": 0.31, "said": None}, "Ada Orlova · reject · direct · doubtful (31%)"),
    ],
)
def test_the_head_of_a_statement(change: dict[str, object], head: str) -> None:
    statement = replace(STATEMENT, **change)  # type: ignore[arg-type]
    assert f"  {head}\n    “No,”" in shown(replace(BARE, attributions=(statement,)))


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (STATEMENT, "“No,” Ada Orlova said\n"),
        (replace(STATEMENT, content=part("No,")), "“No,” Ada Orlova said\n"),
        (replace(STATEMENT, source=part("The Herald"), cue=part("was told"), content=part("too\nearly")),
         "The Herald was told it was “too early”\n"),
        (replace(STATEMENT, content=part("No,", "the release")), "“No,” Ada Orlova said […] the release\n"),
        (replace(STATEMENT, source=None, cue=None), "“No,”\n"),
    ],
)  # fmt: skip
def test_the_words_stand_as_in_the_article(statement: Attribution, words: str) -> None:
    assert f"\n    {words}" in shown(replace(BARE, attributions=(statement,)))


def test_every_part_has_its_colour() -> None:
    text = shown(replace(BARE, attributions=(STATEMENT,)), colour=True)
    assert "\x1b[32mNo,\x1b[0m" in text
    assert "\x1b[36mAda Orlova\x1b[0m" in text
    assert "\x1b[33msaid\x1b[0m" in text
    assert "\x1b[1;35m“\x1b[0m" in text


def test_meetings_positions_and_other_events_have_their_sections() -> None:
    other = replace(MEETING, id="e2", type="AID", mode="military", form=None, when=None, places=(), condition=None)
    assert shown(replace(BARE, events=(other, MEETING), positions=(DEMAND, ANSWER))).splitlines()[3:] == [
        "Meetings",
        "  Ada Orlova, Jan Marek · meeting · conditional · 2025-W11 · in Port Ash · condition: if the guns fall silent",
        "    Orlova will meet Marek in Port Ash",
        "",
        "Positions",
        "  Ada Orlova for Veldia · demand · toward Jan Marek · prisoners · in answer to p0 · doubtful (40%)",
        "    the release of all prisoners · condition: if the guns fall silent",
        "  Jan Marek · reject · in answer to Ada Orlova’s demand",
        "    the release of all prisoners",
        "",
        "Other events",
        "  Ada Orlova, Jan Marek · aid military · conditional",
        "    Orlova will meet Marek in Port Ash",
        "",
    ]


def test_an_article_with_nothing_in_it_says_so() -> None:
    bare = replace(BARE, article=Article.from_text("Rain fell.\nIt was cold."))
    assert shown(bare).splitlines() == ["Rain fell.", "no date · a.txt", "Nothing was found.", ""]


def test_without_a_title_the_first_words_stand_in() -> None:
    bare = replace(BARE, article=Article.from_text("The delegations did " + "not " * 30 + "agree."))
    assert shown(bare).splitlines()[0] == "The delegations did not" + " not" * 12 + " …"


@pytest.mark.parametrize("width", [30, 50])
def test_lines_wrap_under_their_beginning(width: int) -> None:
    rows = shown(replace(BARE, events=(MEETING,)), width=width).splitlines()
    assert max(map(len, rows)) <= width
    assert all(row == row.rstrip() for row in rows)
    assert all(row.startswith("  ") for row in rows[rows.index("Meetings") + 1 :] if row)


@given(ANY_TEXT)
def test_nothing_that_moves_the_cursor_is_shown(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf8")
    assert not any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 for letter in cleaned)


@given(ANY_TEXT.filter(lambda text: len(text) > 1), st.integers(20, 90))
def test_any_text_can_be_shown(text: str, width: int) -> None:
    article = Article(id="1", text=text)
    content = Part.of(text, [(0, 1), (1, len(text))])
    reading = replace(BARE, article=article, attributions=(replace(STATEMENT, source=None, cue=None, content=content),))
    shown(reading, width=width).encode("utf8")
