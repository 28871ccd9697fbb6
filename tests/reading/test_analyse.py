"""Reading with the shipped model: what any text must keep to, and what plain texts must give."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.reading import segments as cutting
from dragoman.reading.analyse import Analyser
from dragoman.reading.analysis import Analysis
from dragoman.reading.segments import merge, segments
from dragoman.text import Span
from tests.texts import ANY_TEXT

ANALYSER = Analyser(threads=1)
NEWS = (
    "The Vastrian foreign minister, Ilena Dorn, said on Tuesday that talks would resume within a week.\n\n"
    "“We are ready to sit down,” Dorn told reporters in Marisk. “The other side must decide.”\n\n"
    "Kethia has rejected the offer, according to a senior official close to the delegation."
)


def analyse_one(text: str) -> Analysis:
    (found,) = ANALYSER.analyse([text])
    return found


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


def test_a_plain_report() -> None:
    analysis = analyse_one(NEWS)
    found = [
        (words(NEWS, r.source), words(NEWS, r.cue), words(NEWS, r.content)) for r in analysis.relations if not r.level
    ]
    assert any("Dorn" in s and cue.startswith("said") and "talks would resume" in c for s, cue, c in found)
    assert any(
        source == "Dorn" and cue == "told" and content.startswith("“We are ready") for source, cue, content in found
    )
    assert any("official" in source and "according to" in cue for source, cue, _ in found)


def test_names_are_found() -> None:
    analysis = analyse_one(NEWS)
    names = {NEWS[analysis.words[n.first].start : analysis.words[n.last].end]: n.type for n in analysis.names}
    assert names.get("Ilena Dorn") == "PER"


def test_an_attribution_inside_another_names_it() -> None:
    text = "Dorn said the Kethian government had refused to return to the table and accused it of bad faith."
    inner = [r for r in analyse_one(text).relations if r.level]
    for relation in inner:
        assert relation.outer is not None
        outer = analyse_one(text).relations[relation.outer]
        assert any(a <= s.start and s.end <= b for s in relation.content for a, b in outer.content)


def test_a_quotation_is_never_dropped() -> None:
    text = "The square was empty by noon. “Nobody here believes in that treaty any more.” Rain fell."
    assert any("believes in that treaty" in words(text, r.content) for r in analyse_one(text).relations)


def check(text: str, analysis: Analysis) -> None:
    assert analysis.text == text
    for word in analysis.words:
        assert text[word.start : word.end] == word.text
    assert all(a.end <= b.start for a, b in pairwise(analysis.words))
    assert [i for first, end in analysis.sentences for i in range(first, end)] == list(range(len(analysis.words)))
    for number, relation in enumerate(analysis.relations):
        assert relation.content
        assert 0 < relation.score < 1
        assert relation.outer is None or relation.outer < number
        for span in (*relation.source, *relation.cue, *relation.content):
            assert 0 <= span.start < span.end <= len(text)


@settings(max_examples=40)
@given(ANY_TEXT)
def test_any_text_keeps_to_its_places(text: str) -> None:
    text = text.encode("utf8", "replace").decode("utf8")  # the reader takes lone surrogates out before the model
    check(text, analyse_one(text))


@settings(max_examples=15)
@given(st.lists(st.sampled_from(NEWS.split("\n\n")), min_size=1, max_size=5), st.integers(0, 3))
def test_company_changes_nothing(paragraphs: list[str], others: int) -> None:
    text = "\n\n".join(paragraphs)
    assert next(iter(ANALYSER.analyse([text, *[NEWS] * others]))) == analyse_one(text)


def test_threads_change_nothing() -> None:
    long = "\n\n".join([NEWS] * 8)
    (found,) = Analyser(threads=3).analyse([long])
    assert found == analyse_one(long)


def test_a_long_text_is_read_in_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "SEGMENT", 400)
    monkeypatch.setattr("dragoman.reading.analyse.TOGETHER", 900)
    text = "\n\n".join([NEWS] * 6)
    assert len(segments(text)) > 3
    found = list(ANALYSER.analyse([NEWS, text, NEWS]))
    assert len(found) == 3
    assert found[0] == found[2]
    for one, own in zip(found, [NEWS, text, NEWS], strict=True):
        check(own, one)
    assert len(found[1].relations) >= 6


@given(st.text(alphabet="ab. \n", max_size=400), st.integers(5, 60))
def test_segments_partition_the_text(text: str, length: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "SEGMENT", length)
        found = segments(text)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= length for start, end in found)


def test_one_segment_is_its_own_merge() -> None:
    one = Analysis("a", (), ())
    assert merge("a", [Span(0, 1)], [one]) is one


def test_nothing_to_read() -> None:
    assert list(ANALYSER.analyse([])) == []
    assert analyse_one(" \n ").words == ()
