import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dragoman
from dragoman import Article, DragomanError, ModelError, Reader, SourceError
from dragoman.reader import NO_DATE
from dragoman.reading.analysis import Analysis
from dragoman.sources import Incoming, iter_articles
from dragoman.text import Part
from tests.fakes import FakeAnalyser, attribute, fake_stages, find_times
from tests.texts import ANY_TEXT

STATEMENT = "“Talks will begin on 2025-03-06,” Orlova said."


def reader(**options: int) -> Reader:
    return Reader(stages=fake_stages(), **options)


def incoming(*rows: str) -> Iterator[Incoming]:
    lines = "\n".join(row if row.startswith("{") else json.dumps({"text": row}) for row in rows)
    return iter_articles(["-"], standard_input=io.BytesIO(lines.encode()), json_lines=True)


def test_an_article_becomes_a_reading() -> None:
    reading = reader().read(f"date 2025-03-04 {STATEMENT}")
    (statement,) = reading.attributions
    assert statement.source is not None
    assert (statement.source.text, statement.content.text) == ("Orlova", "Talks will begin on 2025-03-06,")
    assert [time.value for time in reading.times] == ["2025-03-06"]
    assert (reading.reader.dragoman, reading.reader.model) == (dragoman.__version__, "fake 0")
    assert reading.warnings == ()


def test_text_path_and_article_give_the_same_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"date 2025-03-04 {STATEMENT}")
    article = Article.from_text(STATEMENT, published=date(2025, 3, 4))
    one = reader()
    assert one.read(path) == one.read(path.read_text()) == one.read(article)
    assert one.read(STATEMENT, published="4 March 2025") == one.read(article)
    assert one.read(Article.from_text(STATEMENT), published=date(2025, 3, 4)).article.published == date(2025, 3, 4)


def test_an_article_without_a_date_is_read_with_a_warning() -> None:
    assert reader().read(STATEMENT).warnings == (NO_DATE,)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "holds no text"),
        ("article.txt", "looks like the name of a file"),
        (Path("nowhere.txt"), "nowhere.txt: cannot be read"),
    ],
)
def test_what_is_no_article_is_an_error(source: str | Path, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        reader().read(source)


def test_a_day_that_is_none_is_an_error() -> None:
    with pytest.raises(SourceError, match="`published` cannot be read"):
        reader().read(STATEMENT, published="soon")


def test_a_file_of_several_articles_is_not_one_article(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "A."}\n{"text": "B."}\n')
    with pytest.raises(SourceError, match="holds several articles"):
        reader().read(path)


def test_the_convenience_keeps_one_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    loads = []

    def load(**options: object) -> object:
        loads.append(options)
        return fake_stages()

    monkeypatch.setattr("dragoman.reader.Stages.load", load)
    monkeypatch.setattr("dragoman.reader._kept_reader", dragoman.reader._kept_reader.__wrapped__)
    assert dragoman.read(f"date 2025-03-04 {STATEMENT}").attributions
    assert loads == [{"actors": None, "threads": None}]


def test_nothing_is_loaded_before_the_first_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.reader.Stages.load", lambda **_: pytest.fail("loaded"))
    assert list(Reader().read_many([])) == []
    assert [outcome.error is None for outcome in Reader().read_all(incoming("{"))] == [False]


@given(st.lists(ANY_TEXT, max_size=7), st.integers(1, 4))
def test_any_texts_give_the_same_readings_whatever_the_batch(texts: list[str], size: int) -> None:
    articles = [Article.from_text(text) for text in texts]
    readings = list(reader(batch_articles=size).read_many(articles))
    assert [reading.article for reading in readings] == articles
    assert readings == list(reader().read_many(articles))
    assert readings == [reader().read(article) for article in articles]


@given(ANY_TEXT, ANY_TEXT)
def test_every_span_holds_the_articles_own_words(before: str, after: str) -> None:
    reading = reader().read(f"T {before}{STATEMENT}{after}")
    assert reading.attributions
    for attribution in reading.attributions:
        assert attribution.content == Part.of(reading.article.text, attribution.content.spans)


def test_readings_stream() -> None:
    def articles() -> Iterator[Article]:
        for number in range(5):
            if number == 4:
                pytest.fail("asked for an article too early")
            yield Article.from_text(f"Text {number}.")

    readings = reader(batch_articles=2).read_many(articles())
    assert [next(readings).article.text for _ in range(2)] == ["Text 0.", "Text 1."]


def test_an_error_stands_in_its_articles_place() -> None:
    rows = ["One.", "{", "an explosion", "Two.", "an implosion", '{"text": ""}', "Three."]
    outcomes = list(reader(batch_articles=3).read_all(incoming(*rows)))
    assert [outcome.reading.article.text if outcome.reading else None for outcome in outcomes] == [
        *("One.", None, None, "Two.", None, None, "Three.")
    ]
    assert [str(outcome.error)[:18] for outcome in outcomes if outcome.error] == [
        *("-:2: broken JSON a", "-:3: internal erro", "-:5: internal erro", "-:6: its `text` is")
    ]


def test_an_internal_error_names_its_cause() -> None:
    with pytest.raises(DragomanError, match="ZeroDivisionError: the model broke") as caught:
        reader().read("an explosion")
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_what_was_mended_on_the_way_in_is_told_with_the_reading() -> None:
    items = iter_articles(["-"], standard_input=io.BytesIO("Zoë spoke.".encode("latin-1")))
    (outcome,) = reader().read_all(items)
    assert outcome.reading is not None
    assert len(outcome.reading.warnings) == 2
    assert "Windows-1252" in outcome.reading.warnings[0]


class Forgetful(FakeAnalyser):
    """A model that loses an analysis."""

    def analyse(self, texts: Iterable[str], *, together: int) -> Iterator[Analysis]:
        return iter(list(texts)[:0])


def test_a_broken_model_ends_the_run() -> None:
    stages = dragoman.reader.Stages(analyser=Forgetful(), find_times=find_times, attribute=attribute)
    with pytest.raises(ModelError, match="no analysis of 1 texts"):
        list(Reader(stages=stages).read_all(incoming("One.")))


def test_an_error_of_the_source_is_not_the_models() -> None:
    def articles() -> Iterator[Article]:
        yield Article.from_text("One.")
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(reader().read_many(articles()))


def test_the_version_names_the_users_actors_too(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text("actors: []\n")
    before = Reader(stages=fake_stages(), actors=path).version
    assert before.model.startswith("fake 0, actors ")
    path.write_text("actors: []  # changed\n")
    assert Reader(stages=fake_stages(), actors=path).version != before
    assert reader().version.model == "fake 0"
