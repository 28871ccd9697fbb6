"""Hand-annotated articles: their files, and what counts as found and as right."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman.contract import Actor, Attribution, Event, Place, Position, ReaderVersion, Reading, Time, When
from dragoman.errors import DataError
from dragoman.evaluation import __main__ as command
from dragoman.evaluation import report
from dragoman.evaluation.gold_articles import AnnotatedArticle, read_annotated
from dragoman.evaluation.understanding import is_same_name, measure_understanding
from dragoman.reader import Reader
from dragoman.text import Part
from tests import fakes

TEXT = "Dorn told Radio Nord on Friday that Norland wants a corridor if guns fall silent. Dorn met Ost in Bern."
GOLD: dict[str, Any] = {
    "id": "nord",
    "published": "2024-03-04",
    "text": f"\n{TEXT}\n",
    "statements": [
        {
            "speaker": "Mia Dorn",
            "speaker_text": "Dorn",
            "cue_text": "told",
            "content_text": "Norland wants a corridor",
            "quoting": "indirect",
            "channel": "Radio Nord",
            "said": "2024-03-01",
        }
    ],
    "meetings": [
        {
            "parties": ["Mia Dorn", "Ian Ost"],
            "form": "meeting",
            "place": "Bern",
            "when": "2024-03",
            "status": "held",
            "evidence_text": "Dorn met Ost",
        }
    ],
    "positions": [
        {
            "holder": "Norland",
            "stance": "demand",
            "about_text": "a corridor",
            "toward": [],
            "condition_text": "if guns fall silent",
            "evidence_text": "Norland wants a corridor",
        }
    ],
    "times": [{"text": "Friday", "start": 25, "value": "2024-03-01"}],
}
ACTORS = (
    Actor(id="c1", name="Mia Dorn", type="person"),
    Actor(id="c2", name="Ost", type="person", aliases=("Ian Ost",)),
    Actor(id="c3", name="Norland", type="state"),
)


def write(folder: Path, gold: dict[str, Any] = GOLD) -> Path:
    path = folder / f"{gold['id']}.gold.json"
    path.write_text(json.dumps(gold), encoding="utf8")
    return path


@pytest.fixture
def truth(tmp_path: Path) -> AnnotatedArticle:
    return read_annotated(write(tmp_path))


def part(words: str) -> Part:
    return Part.of(TEXT, [(TEXT.index(words), TEXT.index(words) + len(words))])


def statement(**change: Any) -> Attribution:
    fields: dict[str, Any] = {
        "id": "a1",
        "source": part("Dorn"),
        "cue": part("told"),
        "content": part("Norland wants"),
        "quoting": "indirect",
        "speakers": ("c1",),
        "channel": "the Radio Nord",
        "said": When(value="2024-03-01"),
    }
    return Attribution(**fields | change)


def meeting(**change: Any) -> Event:
    fields: dict[str, Any] = {
        "id": "e1",
        "type": "CONSULT",
        "mode": None,
        "trigger": part("met"),
        "evidence": part("met Ost"),
        "actors": ("c1",),
        "recipients": ("c2",),
        "places": (Place(name="Bern"),),
        "when": When(value="2024-03"),
        "status": "held",
    }
    return Event(**fields | change)


def position(**change: Any) -> Position:
    fields: dict[str, Any] = {
        "id": "p1",
        "holder": "c3",
        "stance": "demand",
        "about": part("corridor"),
        "evidence": part("wants"),
        "condition": part("guns"),
    }
    return Position(**fields | change)


def reading(truth: AnnotatedArticle, **rows: Any) -> Reading:
    version = ReaderVersion(dragoman="0", model="none")
    return Reading(article=truth.article, reader=version, actors=ACTORS, **rows)


def figures(truth: AnnotatedArticle, **rows: Any) -> dict[str, tuple[int, int, int]]:
    counts = measure_understanding([reading(truth, **rows)], [truth])
    return {name: (count.right, count.predicted, count.gold) for name, count in counts.items()}


def test_a_file_gives_places_in_the_stripped_text(truth: AnnotatedArticle) -> None:
    assert truth.article.text == TEXT
    assert TEXT[slice(*truth.statements[0].content)] == "Norland wants a corridor"
    assert TEXT[truth.times[0].start : truth.times[0].end] == "Friday"


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("statements", "content_text", "words that are not there"),
        ("statements", "content_text", ""),
        ("meetings", "evidence_text", None),
        ("positions", "condition_text", "unless"),
        ("times", "start", "soon"),
    ],
)
def test_a_mistake_in_a_file_is_named(tmp_path: Path, name: str, field: str, value: object) -> None:
    path = write(tmp_path, GOLD | {name: [GOLD[name][0] | {field: value}]})
    with pytest.raises(DataError, match=rf"nord\.gold\.json: .*{name}\[0\]"):
        read_annotated(path)


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"id": "a", "text": "b", "published": "soon"}'])
def test_a_damaged_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.gold.json"
    path.write_text(text, encoding="utf8")
    with pytest.raises(DataError, match=r"bad\.gold\.json: .*docs/evaluation"):
        read_annotated(path)


@pytest.mark.parametrize(
    ("found", "speaker", "expected"),
    [
        ([statement()], (1, 0, 1), (1, 1, 1)),
        ([statement(speakers=("c2",))], (0, 0, 1), (1, 1, 1)),
        ([statement(speakers=("c2", "c1"))], (1, 0, 1), (1, 1, 1)),
        ([statement(speakers=())], (0, 0, 1), (1, 1, 1)),
        ([statement(content=part("met Ost"))], (0, 0, 0), (0, 1, 1)),
        ([], (0, 0, 0), (0, 0, 1)),
        # The right cue goes before the right speaker; with the same cue the right speaker is taken.
        ([statement(cue=part("met")), statement(id="a2", speakers=("c2",))], (0, 0, 1), (1, 2, 1)),
        ([statement(speakers=("c2",)), statement(id="a2")], (1, 0, 1), (1, 2, 1)),
        ([statement(cue=None)], (1, 0, 1), (1, 1, 1)),
    ],
)
def test_statements(
    truth: AnnotatedArticle,
    found: list[Attribution],
    speaker: tuple[int, int, int],
    expected: tuple[int, int, int],
) -> None:
    counts = figures(truth, attributions=tuple(found))
    assert (counts["speaker, of found"], counts["statements"]) == (speaker, expected)
    assert counts["speaker of pronouns, of found"] == (0, 0, 0)


def test_pronouns_are_counted_by_themselves(truth: AnnotatedArticle) -> None:
    told = replace(truth, statements=(replace(truth.statements[0], source="She"),))
    assert figures(told, attributions=(statement(),))["speaker of pronouns, of found"] == (1, 0, 1)
    assert figures(told, attributions=(statement(speakers=("c2",)),))["speaker of pronouns, of found"] == (0, 0, 1)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, None),
        ({"quoting": "direct"}, "quoting, of found"),
        ({"channel": None}, "channel, of found"),
        ({"channel": "Nord"}, "channel, of found"),
        ({"said": None}, "said date, of found"),
        ({"said": When(value="2024-03")}, "said date, of found"),
    ],
)
def test_fields_of_a_statement(truth: AnnotatedArticle, change: dict[str, Any], wrong: str | None) -> None:
    counts = figures(truth, attributions=(statement(**change),))
    for name in ("quoting, of found", "channel, of found", "said date, of found"):
        assert counts[name] == (int(name != wrong), 0, 1)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {"meetings": (1, 1, 1), "meeting parties": (2, 2, 2), "meeting status": (1, 0, 1)}),
        ({"status": "under way"}, {"meetings": (1, 1, 1), "meeting status": (1, 0, 1)}),
        ({"status": "refused"}, {"meetings": (1, 1, 1), "meeting status": (0, 0, 1)}),
        ({"recipients": ("c3",)}, {"meetings": (1, 1, 1), "meeting parties": (1, 2, 2)}),
        ({"actors": (), "recipients": ("c3",)}, {"meetings": (0, 1, 1), "meeting parties": (0, 0, 0)}),
        ({"evidence": part("corridor")}, {"meetings": (0, 1, 1)}),
        ({"type": "AGREE"}, {"meetings": (0, 0, 1)}),
        ({"type": "REJECT", "status": "refused"}, {"meetings": (1, 0, 1), "meeting status": (0, 0, 1)}),
        ({"when": None, "places": ()}, {"meeting date": (0, 0, 1), "meeting place": (0, 0, 1)}),
        ({"places": (Place(name="the city of Bern"),)}, {"meeting date": (1, 0, 1), "meeting place": (1, 0, 1)}),
        ({"places": (Place(name="Basel"),)}, {"meeting place": (0, 0, 1)}),
    ],
)
def test_meetings(truth: AnnotatedArticle, change: dict[str, Any], expected: dict[str, tuple[int, int, int]]) -> None:
    counts = figures(truth, events=(meeting(**change),))
    assert {name: counts[name] for name in expected} == expected


def test_of_two_events_the_one_with_more_parties_is_the_meeting(truth: AnnotatedArticle) -> None:
    both = (meeting(recipients=()), meeting(id="e2", status="cancelled"))
    counts = figures(truth, events=both)
    assert (counts["meeting parties"], counts["meeting status"], counts["meetings"]) == (
        (2, 2, 2),
        (0, 0, 1),
        (1, 2, 1),
    )


@pytest.mark.parametrize(
    ("change", "right", "condition"),
    [
        ({}, 1, (1, 0, 1)),
        ({"stance": "require"}, 1, (1, 0, 1)),
        ({"stance": "reject"}, 0, (0, 0, 0)),
        ({"holder": "c1"}, 0, (0, 0, 0)),
        ({"holder": "c1", "on_behalf_of": ("c3",)}, 1, (1, 0, 1)),
        ({"condition": None}, 1, (0, 0, 1)),
        ({"condition": part("Ost")}, 1, (0, 0, 1)),
        ({"about": part("Bern")}, 1, (1, 0, 1)),  # the evidence still touches
        ({"about": part("Bern"), "evidence": part("Ost")}, 0, (0, 0, 0)),
    ],
)
def test_positions(
    truth: AnnotatedArticle, change: dict[str, Any], right: int, condition: tuple[int, int, int]
) -> None:
    counts = figures(truth, positions=(position(**change),))
    assert (counts["positions"], counts["condition, of found"]) == ((right, 1, 1), condition)


@pytest.mark.parametrize(
    ("start", "value", "found", "right"),
    [(24, "2024-03-01", 1, 1), (24, None, 1, 0), (24, "2024-03-08", 1, 0), (31, "2024-03-01", 0, 0)],
)
def test_times(truth: AnnotatedArticle, start: int, value: str | None, found: int, right: int) -> None:
    time = Time(id="t1", start=start, end=start + 4, text="", type="DATE", value=value)
    counts = figures(truth, times=(time,))
    assert (counts["times found"], counts["time values"]) == ((found, 1, 1), (right, 1, 1))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Mia Dorn", "mia  dorn", True),
        ("the Upper House", "Upper House", True),
        ("Zoë Đorić", "Zoe Doric", True),
        ("Hasan al-Amin", "Hasan Al Amin", True),
        ("Hasan al-Amin", "Hasan Amin", True),
        ("Sana’a", "Sanaa", True),
        ("North Land", "Northland", True),
        ("President Mia van Dorn", "Mia van Dorn", True),
        ("President Mia Dorn", "Mia Dorn", False),
        ("Dorn", "Mia Dorn", False),
        ("", "", False),
        (None, "Dorn", False),
        ("Дорн", "Дорн", False),
    ],
)
def test_names(one: str | None, other: str, expected: bool) -> None:
    assert is_same_name(one, other) is is_same_name(other, one or "") is expected


def test_articles_are_shown_one_by_one_and_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path)
    write(tmp_path, GOLD | {"id": "sud"})
    stages = fakes.fake_stages()
    tools = report.Instruments(Reader(stages=stages), None)  # type: ignore[arg-type]
    monkeypatch.setattr(report.Instruments, "load", lambda: tools)
    assert command.main([str(tmp_path), "--articles"]) == 0
    shown = capsys.readouterr().out
    assert [line for line in shown.split("\n") if line.startswith("#")] == ["# nord", "# sud", "# all articles"]
    assert command.main([str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "#" not in shown
    assert [row.split()[0] for row in shown.split("\n")[1:4]] == ["statements", "meetings", "positions"]
    assert command.main(["--articles"]) == command.main(["--verbose"]) == 2
