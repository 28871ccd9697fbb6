from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.article import ID_LENGTH, Article, content_id, join_surrogates
from tests.texts import ANY_TEXT


@given(ANY_TEXT)
def test_text_is_the_stripped_body_and_nothing_else_is_changed(text: str) -> None:
    assert Article.from_text(text).text == join_surrogates(text).strip()


@given(ANY_TEXT, st.none() | st.dates(), st.none() | st.text())
def test_the_same_content_has_the_same_id(text: str, published: date | None, publisher: str | None) -> None:
    one, two = (Article.from_text(f" {text}\n", published=published, publisher=publisher) for _ in range(2))
    assert one == two
    assert len(one.id) == ID_LENGTH
    assert int(one.id, 16) >= 0


@pytest.mark.parametrize(
    "other",
    [
        Article.from_text("Talks ended.", published=date(2025, 3, 5), publisher="The Courier"),
        Article.from_text("Talks ended.", published=date(2025, 3, 4), publisher="The Herald"),
        Article.from_text("Talks ended!", published=date(2025, 3, 4), publisher="The Courier"),
        Article.from_text("Talks ended."),
    ],
)
def test_another_day_outlet_or_word_is_another_article(other: Article) -> None:
    assert other.id != Article.from_text("Talks ended.", published=date(2025, 3, 4), publisher="The Courier").id


def test_what_is_said_about_the_article_does_not_change_its_id() -> None:
    named = Article.from_text("Talks ended.", title="Talks end", url="https://courier.example/1", language="en")
    assert named.id == content_id("Talks ended.")


def test_a_given_id_is_kept() -> None:
    assert Article.from_text("Talks ended.", id="courier-17").id == "courier-17"


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("\ud83d\ude00 smiles", "\U0001f600 smiles"),
        ("\ud83d alone", "\ud83d alone"),
        ("\ude00\ud83d turned", "\ude00\ud83d turned"),
        ("plain", "plain"),
    ],
)
def test_surrogate_pairs_are_one_code_point_and_lone_ones_stay(text: str, joined: str) -> None:
    assert join_surrogates(text) == joined
