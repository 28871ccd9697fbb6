"""When something was said, in sentences read by the shipped model."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman import Reader
from dragoman.article import Article

FRIDAY, WEDNESDAY = "2025-08-22", "2025-08-20"
# text, how the content begins, the day of saying
SENTENCES = [
    ("Wanda Ostrova said on Friday that nobody would pay.", "that nobody", FRIDAY),
    ("Wanda Ostrova said Friday that nobody would pay.", "nobody", FRIDAY),
    ("On Friday, Wanda Ostrova said nobody would pay.", "nobody", FRIDAY),
    ("Wanda Ostrova told reporters in Oslo on Friday that nobody would pay.", "that nobody", FRIDAY),
    (
        "“Nobody will pay,” Wanda Ostrova told reporters in the capital on Friday, adding that she was tired.",
        "“",
        FRIDAY,
    ),
    ("At a press conference in Oslo on Friday, Wanda Ostrova denied that anybody would pay.", "that anybody", FRIDAY),
    ("In a televised address late on Friday evening, Wanda Ostrova said nobody would pay.", "nobody", FRIDAY),
    ("Wanda Ostrova said after Friday's session that nobody would pay.", "that nobody", FRIDAY),
    ("Wanda Ostrova left Oslo on Friday, saying nobody would pay.", "nobody", FRIDAY),
    ("Wanda Ostrova met the ministers on Friday and urged them to pay.", "them", FRIDAY),
    ("The talks ended on Friday, when Wanda Ostrova told her guests that nobody would pay.", "that nobody", FRIDAY),
    ("Wanda Ostrova accused Kethia on Friday of breaking the truce.", "Kethia", FRIDAY),
    ("Wanda Ostrova said on Wednesday that Kethia had attacked the port on Friday.", "that Kethia", WEDNESDAY),
    ("“Nobody will pay,” she told reporters in the capital on Friday, arguing that it was late.", "Nobody", FRIDAY),
    ("Wanda Ostrova dismissed the demands on Friday as “nonsense.”", "the demands", FRIDAY),
    # the time is another's
    ("Wanda Ostrova, who met the ministers on Friday, said nobody would pay.", "nobody", None),
    ("Wanda Ostrova, who met the ministers on Friday, has demanded that they pay.", "that they", None),
    ("Wanda Ostrova said nobody would pay on Friday.", "nobody", None),
    ("Wanda Ostrova said before leaving on Friday that nobody would pay.", "that nobody", None),
    ("Until late on Friday, Wanda Ostrova had refused to pay.", "to pay", None),
    ("Wanda Ostrova dismissed Friday's ceremony as a comedy.", "Friday", None),
    ("The round starts on Friday, and Wanda Ostrova has demanded that Kethia pay.", "that Kethia", None),
    ("Wanda Ostrova met the ministers on Friday and later said nobody had paid.", "nobody", None),
    ("Wanda Ostrova wants Kethia to pay.", "Kethia", None),
]


@pytest.mark.parametrize(("text", "begins", "expected"), SENTENCES)
def test_date_of_saying(reader: Reader, text: str, begins: str, expected: str | None) -> None:
    reading = reader.read(Article.from_text(text, published=date(2025, 8, 23)))
    (said,) = [one.said for one in reading.attributions if begins in one.content.text]
    assert (said.value if said else None) == expected


def test_the_day_is_told_without_its_hour(reader: Reader) -> None:
    reading = reader.read(
        Article.from_text("On Friday evening Wanda Ostrova said nobody would pay.", published=date(2025, 8, 23))
    )
    (said,) = [one.said for one in reading.attributions]
    assert said is not None
    assert (said.value, str(said.earliest), str(said.latest)) == (FRIDAY, FRIDAY, FRIDAY)


def test_what_is_added_went_through_the_same_outlet(reader: Reader) -> None:
    text = "“Nobody will pay,” Wanda Ostrova told the BBC, adding that she was tired."
    reading = reader.read(Article.from_text(text, published=date(2025, 8, 23)))
    assert [one.channel for one in reading.attributions] == ["BBC", "BBC"]


@pytest.mark.parametrize("last", ["at", "from", "in", "outside"])
def test_a_text_may_end_with_a_preposition(reader: Reader, last: str) -> None:
    reading = reader.read(Article.from_text(f"“Nobody will pay,” Wanda Ostrova told reporters {last}"))
    assert [one.channel for one in reading.attributions] == [None]
