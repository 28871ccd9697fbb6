import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.article import Article, join_surrogates
from dragoman.contract import (
    Actor,
    Attribution,
    Event,
    Mention,
    Place,
    Position,
    ReaderVersion,
    Reading,
    Role,
    Time,
    When,
)
from dragoman.errors import DataError
from dragoman.text import Part, Span
from tests.texts import ANY_TEXT

TEXT = "“No,” Minister Ada Orlova said on 2025-03-04. She will meet Veldia’s envoy in Port Ash if the guns fall silent."
ARTICLE = Article.from_text(TEXT, published=date(2025, 3, 4), publisher="The Courier", title="No", url=None)


def part(*words: str) -> Part:
    return Part.of(TEXT, [(TEXT.index(word), TEXT.index(word) + len(word)) for word in words])


FULL = Reading(
    article=ARTICLE,
    reader=ReaderVersion(dragoman="0.1.0", model="mini 0123abcd"),
    times=(
        Time(
            id="t1",
            start=34,
            end=44,
            text="2025-03-04",
            type="DATE",
            value="2025-03-04",
            mod=None,
            earliest="2025-03-04",
        ),
    ),
    actors=(
        Actor(
            id="x1",
            name="Ada Orlova",
            type="person",
            aliases=("Orlova",),
            country="VEL",
            roles=(Role(title="minister", of="Veldia", since="2024"),),
        ),
    ),
    mentions=(
        Mention(id="m1", start=15, end=25, text="Ada Orlova", kind="name", type="PER", actor="x1"),
        Mention(id="m2", start=46, end=49, text="She", kind="pronoun", type="PER", candidates=("A", "B"), reason="two"),
    ),
    attributions=(
        Attribution(
            id="a1",
            source=part("Minister Ada Orlova"),
            cue=part("said"),
            content=part("“No,”"),
            quoting="direct",
            act="reject",
            speakers=("x1",),
            said=When(value="2025-03-04", earliest="2025-03-04", latest="2025-03-04"),
            confidence=0.75,
        ),
        Attribution(id="a2", source=None, cue=None, content=part("She will", "envoy"), quoting="mixed", nested_in="a1"),
    ),
    events=(
        Event(
            id="e1",
            type="CONSULT",
            mode="visit",
            trigger=part("meet"),
            evidence=part("She will meet"),
            actors=("x1",),
            places=(Place(name="Port Ash", text="Port Ash", latitude=1.5, longitude=-2.25),),
            status="conditional",
            form="meeting",
            condition=part("if the guns fall silent"),
        ),
    ),
    positions=(
        Position(id="p1", holder="x1", stance="reject", about=part("meet"), evidence=part("“No,”"), answers=("p0",)),
    ),
    warnings=("a warning",),
)


def test_a_reading_comes_back_as_it_went() -> None:
    assert Reading.from_json(json.loads(json.dumps(FULL.to_json()))) == FULL


def test_the_output_has_the_contracts_names() -> None:
    data = FULL.to_json()
    assert set(data) >= {"article", "times", "actors", "mentions", "attributions", "events", "positions", "reader"}
    assert data["article"] == {
        "id": ARTICLE.id,
        "text": TEXT,
        "published": "2025-03-04",
        "publisher": "The Courier",
        "title": "No",
        "url": None,
        "language": None,
    }
    assert data["attributions"][0]["source"] == {"spans": [[6, 25]], "text": "Minister Ada Orlova"}
    assert data["attributions"][1]["content"]["text"] == "She will … envoy"


def test_a_missing_cue_is_a_part_without_spans_and_a_missing_source_is_null() -> None:
    written = FULL.to_json()["attributions"][1]
    assert written["cue"] == {"spans": [], "text": ""}
    assert written["source"] is None


@pytest.mark.parametrize("cue", [None, {"spans": [], "text": ""}, "absent"])
def test_every_form_of_a_missing_cue_is_read(cue: Any) -> None:
    data = FULL.to_json()
    data["attributions"][0]["cue"] = cue
    if cue == "absent":
        del data["attributions"][0]["cue"]
    assert Reading.from_json(data).attributions[0].cue is None


def names_in(data: Any) -> set[str]:
    """Return every field name at any depth of a JSON value."""
    if isinstance(data, list):
        return {name for item in data for name in names_in(item)}
    return (
        {name for key, value in data.items() for name in {key} | names_in(value)} if isinstance(data, dict) else set()
    )


def test_every_field_is_documented() -> None:
    documented = (Path(__file__).parent.parent / "docs" / "contract.md").read_text(encoding="utf8")
    words = set(re.findall(r"\w+", " ".join(re.findall(r"`[^`]+`", documented))))
    assert names_in(FULL.to_json()) <= words


def test_unknown_fields_are_passed_over() -> None:
    data = FULL.to_json() | {"origin": {"path": "a.txt"}}
    data["article"]["colour"] = "red"
    assert Reading.from_json(data) == FULL


def changed(path: str, value: Any) -> dict[str, Any]:
    """Return the full reading's JSON with one field replaced, or removed where the value is `...`."""
    data = json.loads(json.dumps(FULL.to_json()))
    at: Any = data
    *before, last = [int(key) if key.isdigit() else key for key in path.split("/")]
    for key in before:
        at = at[key]
    if value is ...:
        del at[last]
    else:
        at[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("article", ..., "article is missing"),
        ("article", [], "article must be an object"),
        ("article/text", ..., "article.text is missing"),
        ("article/text", 3, "article.text must be a string"),
        ("article/published", "yesterday", "article.published must be a day"),
        ("times/0/start", "34", "times[0].start must be a whole number"),
        ("times/0/start", True, "times[0].start must be a whole number"),
        ("times/0/end", 9999, "times[0] is [34, 9999], outside"),
        ("times/0/type", "YEAR", "times[0].type must be one of DATE, TIME"),
        ("actors", {}, "actors must be a list"),
        ("actors/0/roles/0/title", None, "actors[0].roles[0].title must be a string"),
        ("attributions/0/content", None, "attributions[0].content must be a part"),
        ("attributions/0/content/spans", [[3]], "attributions[0].content.spans[0] must be [start, end]"),
        ("attributions/1/content/spans/1", [-1, 4], "attributions[1].content.spans[1] is [-1, 4], outside"),
        ("attributions/0/source/spans/0", [9, 4], "attributions[0].source.spans[0] is [9, 4], outside"),
        ("attributions/0/negated", "no", "attributions[0].negated must be true or false"),
        ("attributions/0/confidence", True, "attributions[0].confidence must be a number"),
        ("attributions/0/said/value", 2025, "attributions[0].said.value must be a string"),
        ("events/0/places/0/latitude", "north", "events[0].places[0].latitude must be a number"),
        ("positions/0/stance", "shrug", "positions[0].stance must be one of demand"),
    ],
)
def test_a_mistake_is_named_with_its_path(path: str, value: Any, said: str) -> None:
    with pytest.raises(DataError) as caught:
        Reading.from_json(changed(path, value))
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize("data", [None, [], "reading", 3])
def test_what_is_no_object_is_no_reading(data: Any) -> None:
    with pytest.raises(DataError, match="the reading must be an object"):
        Reading.from_json(data)


texts = ANY_TEXT.map(join_surrogates).filter(bool)
words = st.text(max_size=8)


@st.composite
def parts(draw: st.DrawFn, text: str) -> Part:
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places).map(sorted).map(tuple), min_size=1, max_size=3))
    return Part.of(text, [Span(*span) for span in spans])


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(texts)
    some = parts(text)
    attribution = st.builds(
        Attribution,
        id=words,
        source=st.none() | some,
        cue=st.none() | some,
        content=some,
        quoting=st.sampled_from(["direct", "indirect", "mixed"]),
        act=st.none() | words,
        negated=st.booleans(),
        nested_in=st.none() | words,
        speakers=st.lists(words, max_size=2).map(tuple),
        said=st.none() | st.builds(When, value=words, earliest=st.none() | words),
        confidence=st.floats(0, 1),
    )
    position = st.builds(Position, id=words, holder=words, stance=st.just("offer"), about=some, evidence=some)
    return replace(
        FULL,
        article=Article(
            id=draw(words), text=text, published=draw(st.none() | st.dates()), title=draw(st.none() | words)
        ),
        times=(),
        mentions=(),
        events=(),
        attributions=tuple(draw(st.lists(attribution, max_size=3))),
        positions=tuple(draw(st.lists(position, max_size=2))),
    )


@given(readings())
def test_any_reading_comes_back_through_json_with_its_offsets(reading: Reading) -> None:
    back = Reading.from_json(json.loads(json.dumps(reading.to_json())))
    assert back == reading
    for attribution in back.attributions:
        assert Part.of(back.article.text, attribution.content.spans) == attribution.content
