from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from dragoman.contract import Reading
from dragoman.errors import RecordError, SourceError
from dragoman.record import Record, add_articles
from dragoman.record.schema import articles
from dragoman.sources import Incoming
from tests.record.readers import ReadyReader, incoming
from tests.record.talks import LATER, everything


def test_articles_are_added_once_and_not_read_again(record: Record) -> None:
    readings = everything()
    reader = ReadyReader(readings)
    first = add_articles(record, incoming(readings), reader=reader)
    assert (first.new, first.skipped, first.failed) == (4, 0, 0)
    second = add_articles(record, incoming(readings), reader=reader)
    assert (second.new, second.skipped, second.failed) == (0, 4, 0)
    assert len(reader.asked) == 4  # nothing was read a second time
    assert record.count().articles == 4


def test_another_reader_reads_again(file_record: Record) -> None:
    readings = everything()
    add_articles(file_record, incoming(readings), reader=ReadyReader(readings))
    better = ReadyReader([replace(reading, reader=LATER) for reading in readings], version=LATER)
    added = add_articles(file_record, incoming(readings), reader=better)
    assert (added.new, added.replaced, added.skipped) == (0, 4, 0)


def test_one_bad_article_keeps_no_other_from_going_in(file_record: Record) -> None:
    good = everything()
    broken = replace(good[1], attributions=(), events=(replace(good[1].events[0], actors=("nobody",)),))
    items = incoming(good)
    items.insert(1, Incoming(path="broken.html", error=SourceError("holds no text", path="broken.html")))
    seen = []
    added = add_articles(
        file_record,
        items,
        reader=ReadyReader([good[0], broken, *good[2:]]),
        on_progress=lambda progress: seen.append(progress.seen),
    )
    assert (added.new, added.failed) == (3, 2)
    assert [failure.where for failure in added.failures or ()] == ["broken.html", "talks.jsonl:2"]
    assert seen == [1, 2, 3, 4, 5]


def test_a_file_is_the_address_of_an_article_without_one(file_record: Record) -> None:
    first, second, *_ = (
        replace(reading, article=replace(reading.article, url=url))
        for reading, url in zip(everything(), [None, "https://a.example/1", None, None], strict=True)
    )
    items = [
        Incoming(path="my news/talks one.txt", article=first.article),
        Incoming(path="two.txt", article=second.article),
    ]
    add_articles(file_record, items, reader=ReadyReader([first, second]))
    with file_record.reading() as connection:
        rows = connection.execute(select(articles.c.id, articles.c.url)).all()
    assert dict(map(tuple, rows)) == {
        first.article.id: "file:my%20news/talks%20one.txt",
        second.article.id: "https://a.example/1",
    }


def test_adding_goes_on_where_it_stopped(record: Record) -> None:
    readings = everything()

    def interrupted(items: list[Incoming]) -> object:
        yield from items[:2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_articles(record, interrupted(incoming(readings)), reader=ReadyReader(readings))  # type: ignore[arg-type]
    reader = ReadyReader(readings)
    added = add_articles(record, incoming(readings), reader=reader)
    assert added.new + added.skipped == 4
    assert record.count().articles == 4


def test_a_record_that_fails_ends_the_run(file_record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(reading: Reading) -> None:
        raise RecordError("the disk is full")

    monkeypatch.setattr(file_record, "add", fail)
    with pytest.raises(RecordError, match="full"):
        add_articles(file_record, incoming(everything()), reader=ReadyReader(everything()))
