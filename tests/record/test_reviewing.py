from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bench.synthetic import make_copy
from dragoman.article import Article
from dragoman.contract import Reading
from dragoman.errors import DataError, RecordError
from dragoman.record import Record
from dragoman.views import Filter, find_row, list_actors, list_events, list_positions, list_statements
from tests.record.talks import LATER, everything, first_demands, new_writer

ALL = Filter(limit=0)


@pytest.fixture
def talks(record: Record) -> Record:
    for reading in everything():
        record.add(reading)
    return record


def berg(record: Record) -> str:
    return list_statements(record, Filter(actor="Anna Berg"))[0].key


def test_a_confirmed_row_is_marked(talks: Record) -> None:
    key = berg(talks)
    talks.review(key, "confirm", reviewer="Ana")
    row = list_statements(talks, Filter(actor="Anna Berg"))[0]
    assert (row.key, row.review) == (key, "confirmed")
    assert len(list_statements(talks, ALL)) == 3
    assert [row.key for row in list_statements(talks, Filter(reviewed=True))] == [key]


def test_a_correction_takes_the_place_of_the_machines_row(talks: Record) -> None:
    key = berg(talks)
    talks.review(
        key,
        "correct",
        changes={
            "speakers": ["Leon Dorn"],
            "act": "demand",
            "said": "2025-07-31",
            "content": "we want every prisoner home",
        },
    )
    assert list_statements(talks, Filter(actor="Anna Berg")) == []
    row = list_statements(talks, Filter(actor="Leon Dorn"))[0]
    assert (row.key, row.review, row.act, row.said) == (key, "corrected", "demand", "2025-07-31")
    assert row.words == "we want every prisoner home"
    assert row.citation.sentence.startswith("Anna Berg said")
    assert len(list_statements(talks, ALL)) == 3


def test_a_rejected_row_no_longer_counts(talks: Record) -> None:
    talks.review(berg(talks), "reject", note="a caption")
    assert len(list_statements(talks, ALL)) == 2


def test_a_review_can_be_taken_back(talks: Record) -> None:
    before = list_statements(talks, ALL)
    for verdict, changes in (("reject", {}), ("correct", {"act": "deny"}), ("confirm", {})):
        review = talks.review(before[0].key, verdict, changes=changes)
        assert list_statements(talks, ALL) != before
        talks.retract(review.key, by="Ana")
        assert list_statements(talks, ALL) == before
    assert [review.retracted_by for review in talks.reviews()] == ["Ana"] * 3
    with pytest.raises(RecordError, match="taken back"):
        talks.retract(review.key)


def test_a_later_review_supersedes_an_earlier_one(talks: Record) -> None:
    key = berg(talks)
    talks.review(key, "correct", changes={"act": "deny"})
    talks.review(key, "correct", changes={"channel": "Radio One"})
    row = list_statements(talks, Filter(actor="Anna Berg"))[0]
    assert (row.act, row.channel) == ("deny", "Radio One")
    assert [bool(review.retracted_at) for review in talks.reviews()] == [True, False]
    assert len(list_statements(talks, ALL)) == 3
    assert len(find_row(talks, key).reviews) == 2


def test_positions_and_events_are_corrected_too(talks: Record) -> None:
    position = list_positions(talks, Filter(stance="offer"))[0]
    talks.review(position.key, "correct", changes={"stance": "promise", "condition": None, "toward": ["Lake Union"]})
    changed = list_positions(talks, Filter(stance="promise"))[0]
    assert (changed.key, changed.condition, [actor.name for actor in changed.toward]) == (
        position.key,
        None,
        ["Lake Union"],
    )
    event = list_events(talks, Filter(status="held"))[0]
    talks.review(event.key, "correct", changes={"status": "cancelled", "when": "2025-08-14"})
    changed_event = list_events(talks, Filter(status="cancelled"))[0]
    assert (changed_event.key, changed_event.earliest) == (event.key, "2025-08-14")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"wings": 2}, "no field 'wings'"),
        ({"confidence": 1.0}, "no field 'confidence'"),
        ({"quoting": "shouted"}, "one of direct"),
        ({"content": "words that are not there"}, "do not stand in the article"),
        ({"content": None}, "cannot be taken away"),
        ({"content": [[0, 99999]]}, "outside"),
        ({"negated": "yes"}, "true or false"),
    ],
)
def test_a_change_that_cannot_be_is_refused(file_record: Record, changes: dict[str, object], message: str) -> None:
    file_record.add(first_demands())
    with pytest.raises(DataError, match=message):
        file_record.review(berg(file_record), "correct", changes=changes)
    assert file_record.reviews() == []


def test_keys_that_lead_nowhere_are_refused(file_record: Record) -> None:
    for key in ("s000000000000", "nonsense"):
        with pytest.raises(RecordError):
            file_record.review(key, "confirm")
    with pytest.raises(RecordError):
        file_record.retract("r000000000000")


def test_corrections_survive_a_reading_by_a_new_model(talks: Record) -> None:
    key = berg(talks)
    talks.review(key, "correct", changes={"speakers": ["Leon Dorn"]})
    rejected = list_positions(talks, Filter(stance="offer"))[0].key
    talks.review(rejected, "reject")
    first = first_demands()
    moved = replace(first.attributions[0].content, spans=(first.attributions[0].content.spans[0],))
    again = replace(
        first,
        reader=LATER,
        attributions=(replace(first.attributions[0], content=moved, act="shout"), first.attributions[1]),
    )
    kept = talks.add(again)
    assert (kept.outcome, kept.lost_reviews) == ("replaced", 0)
    rows = list_statements(talks, Filter(actor="Leon Dorn"))
    assert [(row.key, row.review, row.act) for row in rows] == [(key, "corrected", "say")]
    assert list_positions(talks, Filter(stance="offer")) == []
    assert len(list_statements(talks, ALL)) == 3


def test_a_correction_wins_over_a_new_rows_slightly_other_span(talks: Record) -> None:
    key = berg(talks)
    talks.review(key, "correct", changes={"act": "demand"})
    first = first_demands()
    content = first.attributions[0].content
    start, end = content.spans[0]
    from dragoman.text import Part

    narrower = Part.of(first.article.text, [(start + 1, end - 1)])
    again = replace(first, reader=LATER, attributions=(replace(first.attributions[0], content=narrower),))
    talks.add(again)
    rows = list_statements(talks, Filter(actor="Anna Berg"))
    assert [(row.key, row.act, row.words) for row in rows] == [(key, "demand", content.text)]


def test_a_confirmed_row_stays_when_a_new_model_misses_it(talks: Record) -> None:
    key = berg(talks)
    talks.review(key, "confirm")
    talks.add(replace(first_demands(), reader=LATER, attributions=()))
    assert [row.key for row in list_statements(talks, Filter(actor="Anna Berg"))] == [key]


def rewritten(change: str) -> Reading:
    """Return the first article under the same id with another beginning; the reading is only of what is left."""
    old = first_demands()
    text = {"moved": "Late edition. " + old.article.text, "gone": "Nothing is left of it."}[change]
    article = Article(id=old.article.id, text=text, published=old.article.published, publisher=old.article.publisher)
    return Reading(article=article, reader=old.reader)


def test_corrections_are_found_again_in_a_changed_text(talks: Record) -> None:
    key = berg(talks)
    before = list_statements(talks, Filter(actor="Anna Berg"))[0]
    talks.review(key, "confirm")
    kept = talks.add(rewritten("moved"))
    assert (kept.outcome, kept.lost_reviews) == ("replaced", 0)
    after = list_statements(talks, Filter(actor="Anna Berg"))[0]
    assert (after.key, after.words) == (key, before.words)
    assert after.citation.start == before.citation.start + len("Late edition. ")


def test_a_correction_without_its_words_is_kept_and_reported(talks: Record) -> None:
    talks.review(berg(talks), "confirm")
    assert talks.add(rewritten("gone")).lost_reviews == 1
    assert len(talks.reviews()) == 1
    assert list_statements(talks, Filter(actor="Anna Berg")) == []
    talks.add(first_demands())  # the words come back, and with them the review
    assert list_statements(talks, Filter(actor="Anna Berg"))[0].review == "confirmed"


def test_a_review_of_one_copy_counts_for_all(record: Record) -> None:
    from bench.synthetic import make_reading

    wire = make_reading(1, published=date(2025, 8, 1), publisher="Wire", statements=8)
    record.add(wire)
    record.add(make_copy(wire, publisher="Post", published=date(2025, 8, 2)))
    row = list_statements(record, ALL)[0]
    record.review(row.outlets[0].key, "reject")  # in the copy, not in the first telling
    assert row.key not in [other.key for other in list_statements(record, ALL)]
    assert len(list_statements(record, ALL)) == 7
    second = list_statements(record, ALL)[0]
    record.review(second.key, "correct", changes={"negated": True})  # the copies no longer tell the same
    rows = list_statements(record, ALL)
    assert len(rows) == 7
    assert [len(row.outlets) for row in rows] == [1] * 7


def key_of(record: Record, name: str) -> str:
    return list_actors(record, name=name)[0].key


def test_merged_actors_count_as_one_until_it_is_taken_back(talks: Record) -> None:
    writer = new_writer("2025-08-18")
    writer.actor("Annie Berg", country="NOR")
    writer.statement("Annie Berg", "the bridge is open to everybody who comes in peace")
    talks.add(writer.reading())
    assert len(list_statements(talks, Filter(actor="Anna Berg"))) == 1
    review = talks.merge_actors(key_of(talks, "Annie Berg"), key_of(talks, "Anna Berg"), reviewer="Ana")
    for name in ("Anna Berg", "Annie Berg"):
        rows = list_statements(talks, Filter(actor=name))
        assert len(rows) == 2
        assert {actor.name for row in rows for actor in row.speakers} == {"Anna Berg"}
    assert len(list_actors(talks, name="Berg")) == 1
    with pytest.raises(RecordError, match=r"one actor already|merged already"):
        talks.merge_actors(key_of(talks, "Anna Berg"), key_of(talks, "Anna Berg"))
    talks.retract(review.key)
    assert len(list_statements(talks, Filter(actor="Anna Berg"))) == 1


def test_a_split_actor_is_another_in_some_articles(talks: Record) -> None:
    article = first_demands().article.id
    key = key_of(talks, "Rashid Quist")
    review = talks.split_actor(key, articles=[article], name="Rashid Quist the elder", country="SDN")
    assert len(list_statements(talks, Filter(actor="Rashid Quist the elder"))) == 1
    assert {row.citation.article for row in list_statements(talks, Filter(actor=key))} == {
        reading.article.id for reading in everything()[2:3]
    }
    talks.add(replace(first_demands(), reader=LATER))  # read again, it is still another
    assert len(list_statements(talks, Filter(actor="Rashid Quist the elder"))) == 1
    talks.retract(review.key)
    assert len(list_statements(talks, Filter(actor=key))) == 2
    with pytest.raises(RecordError, match="does not occur"):
        talks.split_actor(key, articles=["nowhere"], name="X")
