"""The annotated articles are well-formed: annotations point at words of their article and use the allowed values."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parent
PATHS = sorted(path for folder in ("gold", "held", "hard") for path in (TESTS / folder).glob("*.gold.json"))
RUN = 12  # words: shorter runs ("said in a post on X on Friday that the") may repeat by chance

FIELDS = {
    "statements": {"speaker", "speaker_text", "cue_text", "content_text", "quoting", "channel", "said"},
    "meetings": {"parties", "form", "place", "when", "status", "evidence_text"},
    "positions": {"holder", "stance", "about_text", "toward", "condition_text", "evidence_text"},
    "times": {"text", "start", "value"},
}
ALLOWED = {
    "quoting": {"direct", "indirect", "mixed"},
    "form": {"meeting", "call", "visit", "talks", "summit"},
    "status": {"held", "under way", "scheduled", "proposed", "conditional", "refused", "cancelled", "collapsed"},
    "stance": {"demand", "offer", "accept", "reject", "support", "oppose", "promise", "accuse"},
}
UNIQUE = ("content_text", "evidence_text", "about_text", "condition_text")  # found by their first occurrence

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T(MO|MI|AF|EV|NI|DT|\d\d(:\d\d)?))?")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
COARSE = re.compile(r"\d{4}(-(SP|SU|FA|WI|Q[1-4]|H[12]))?|\d{3}|\d\d")  # year, season, quarter, half, decade, century


def read(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf8"))
    return gold


def is_timex3(value: str) -> bool:
    """Whether a value is a TIMEX3 date whose days exist."""
    if day := DAY.fullmatch(value):
        try:
            date(int(day[1]), int(day[2]), int(day[3]))
        except ValueError:
            return False
        return True
    if week := WEEK.fullmatch(value):
        last = date(int(week[1]), 12, 28).isocalendar().week  # 28 December lies in the last ISO week of its year
        return 1 <= int(week[2]) <= last
    return bool(MONTH.fullmatch(value) or COARSE.fullmatch(value))


def entries(gold: dict[str, Any], *names: str) -> list[tuple[str, dict[str, Any]]]:
    return [(name, entry) for name in names or tuple(FIELDS) for entry in gold[name]]


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


@pytest.fixture(params=PATHS, ids=lambda path: path.name.removesuffix(".gold.json"))
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    return read(request.param)


def test_there_are_articles_to_develop_on_and_others() -> None:
    assert len(list((TESTS / "gold").glob("*.gold.json"))) >= 25
    assert len(list((TESTS / "held").glob("*.gold.json"))) >= 7


def test_ids_are_the_file_names() -> None:
    assert [read(path)["id"] for path in PATHS] == [path.name.removesuffix(".gold.json") for path in PATHS]


def test_no_file_shares_a_run_of_words_with_another() -> None:
    texts = {path.name: runs(read(path)["text"]) for path in PATHS}
    names = sorted(texts)
    shared = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :] if texts[a] & texts[b]]
    assert shared == []


def test_head(gold: dict[str, Any]) -> None:
    assert date.fromisoformat(gold["published"])
    assert gold["id"].endswith(gold["published"])
    assert gold["invented"] is True
    assert "invented" in gold["note"]
    assert gold["text"] == gold["text"].strip()
    assert 200 <= len(gold["text"].split()) <= 800


def test_every_list_is_filled_with_its_fields(gold: dict[str, Any]) -> None:
    for name, fields in FIELDS.items():
        assert gold[name], name
        for entry in gold[name]:
            assert set(entry) == fields, (name, entry)


def test_texts_are_exact(gold: dict[str, Any]) -> None:
    for _, entry in entries(gold):
        for field in (field for field in entry if field.endswith("_text") and entry[field] is not None):
            count = gold["text"].count(entry[field])
            assert count == 1 if field in UNIQUE else count >= 1, (field, entry[field], count)


def test_no_text_starts_or_ends_in_white_space_or_within_a_word(gold: dict[str, Any]) -> None:
    for _, entry in entries(gold):
        for field in (field for field in entry if field in UNIQUE and entry[field] is not None):
            part = entry[field]
            start = gold["text"].index(part)
            assert part == part.strip()
            before = gold["text"][max(start - 1, 0) : start]
            assert not (part[0].isalnum() and before.isalnum()), part
            end = start + len(part)
            assert not (part[-1].isalnum() and gold["text"][end : end + 1].isalnum()), part


def test_times_stand_where_they_say(gold: dict[str, Any]) -> None:
    for time in gold["times"]:
        assert gold["text"][time["start"] : time["start"] + len(time["text"])] == time["text"]
    starts = [time["start"] for time in gold["times"]]
    assert starts == sorted(set(starts))


def test_values_are_allowed(gold: dict[str, Any]) -> None:
    for _, entry in entries(gold):
        for field, values in ALLOWED.items():
            assert field not in entry or entry[field] in values, entry


def test_dates_are_timex3(gold: dict[str, Any]) -> None:
    for time in gold["times"]:
        assert is_timex3(time["value"]), time
    dated = [entry.get("said") or entry.get("when") for _, entry in entries(gold, "statements", "meetings")]
    assert all(is_timex3(value) for value in dated if value is not None)


def test_nothing_was_said_or_held_after_publication(gold: dict[str, Any]) -> None:
    for statement in gold["statements"]:
        assert (statement["said"] or "")[:10] <= gold["published"] or "W" in statement["said"], statement
    for meeting in gold["meetings"]:
        past = meeting["status"] in ("held", "under way", "collapsed")
        when = meeting["when"] or ""
        assert not past or not DAY.fullmatch(when) or when[:10] <= gold["published"], meeting


def test_names_are_given(gold: dict[str, Any]) -> None:
    for statement in gold["statements"]:
        assert statement["speaker"].strip()
    for meeting in gold["meetings"]:
        assert meeting["parties"]
        assert len(set(meeting["parties"])) == len(meeting["parties"])
    for position in gold["positions"]:
        assert position["holder"]
        assert position["holder"] not in position["toward"]


def test_order_of_statements_is_that_of_the_text(gold: dict[str, Any]) -> None:
    places = [gold["text"].index(statement["content_text"]) for statement in gold["statements"]]
    assert places == sorted(places)


def test_no_two_entries_are_the_same(gold: dict[str, Any]) -> None:
    for name in FIELDS:
        seen = [json.dumps(entry, sort_keys=True) for entry in gold[name]]
        assert len(set(seen)) == len(seen), name


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2017-12-14", True),
        ("2017-W50", True),
        ("2024-W32-WE", True),
        ("2017-12", True),
        ("2011", True),
        ("2024-SP", True),
        ("2025-05-16TMO", True),
        ("2025-02-30", False),
        ("2025-W53", False),
        ("2020-W53", True),
        ("2025-13", False),
        ("last week", False),
        ("", False),
    ],
)
def test_is_timex3(value: str, expected: bool) -> None:
    assert is_timex3(value) is expected
