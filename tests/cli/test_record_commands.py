from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import dragoman.reader
from dragoman.cli import make_app
from dragoman.record import Record
from dragoman.record.encoding import NAME
from tests.record.readers import ReadyReader
from tests.record.talks import LATER, everything
from tests.record.test_meaning_search import WordEncoder

STATEMENTS = sum(len(reading.attributions) for reading in everything())
WIDE = {"COLUMNS": "160", "NO_COLOR": "1"}


@pytest.fixture(scope="module")
def talks_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("talks") / "talks.db"
    with Record.open(path, create=True, clock=lambda: "2025-09-01T12:00:00Z") as record:
        for reading in everything():
            record.add(reading)
    return path


@pytest.fixture
def talks(talks_path: Path, tmp_path: Path) -> Path:
    """A copy of the record that a test may change."""
    path = tmp_path / "talks.db"
    path.write_bytes(talks_path.read_bytes())
    return path


def call(*words: str | Path, width: str = "160") -> Result:
    result = CliRunner().invoke(make_app(), [str(word) for word in words], env={**WIDE, "COLUMNS": width})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def rows(*words: str | Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in call(*words, "--json").stdout.splitlines()]


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file of articles, and a reader that has their readings ready."""
    readings = everything()
    monkeypatch.setattr(dragoman.reader, "Reader", lambda **_: ReadyReader(readings))
    path = tmp_path / "articles.jsonl"
    with path.open("w", encoding="utf8") as stream:
        for reading in readings:
            article = reading.article
            data = {
                "id": article.id,
                "text": article.text,
                "published": str(article.published),
                "publisher": article.publisher,
                "title": article.title,
            }
            stream.write(json.dumps(data) + "\n")
    return path


def test_adding_twice_adds_once_and_says_so(ready: Path, tmp_path: Path) -> None:
    record = tmp_path / "new.db"
    assert call("add", ready, "--record", record).stdout.strip() == "4 articles added"
    assert call("add", ready, "--record", record).stdout.strip() == "0 articles added, 4 there already"
    assert rows("add", ready, "--record", record) == [
        {"new": 0, "replaced": 0, "skipped": 4, "failed": 0, "lost_reviews": 0}
    ]


def test_a_bad_article_is_reported_and_the_others_are_added(ready: Path, tmp_path: Path) -> None:
    with ready.open("a") as stream:
        stream.write('{"text": "not known to the reader", "published": "2025-08-01"}\n{broken\n')
    result = call("add", ready, "--record", tmp_path / "new.db")
    assert result.exit_code == 1
    assert "4 articles added, 2 failed" in result.stdout
    assert "articles.jsonl:6" in result.stderr


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["statements"], ["2025-08-16", "Rashid Quist", "bridge next week", "North Post"]),
        (["positions", "--party", "Norland"], ["Leon Dorn", "accuse", "broke its promise"]),
        (["meetings"], ["Lakeside", "(disputed)", "2025-08-01 proposed", "2025-08-16 held"]),
        (["events", "--type", "consult"], ["scheduled", "Port Amber"]),
        (["timeline"], ["meeting held", "accept an exchange of all prisoners"]),
        (["shifts", "--party", "Sudria"], ["reversal", "2025-08-01", "2025-08-16"]),
        (["contradictions"], ["Anna Berg", "Leon Dorn", "denied"]),
        (["actors", "list"], ["Northland", "foreign minister, Norland"]),
        (["search", "bridge"], ["[bridge]", "2025-08-16"]),
        (["search", "ridge", "--in", "articles"], ["[ridge]"]),
        (
            ["state", "--on", "2025-08-18"],
            ["Norland", "Sudria", "Open conditions", "if Norland withdraws", "broke its"],
        ),
        (["review", "list"], ["Nothing in the record fits"]),
    ],
)
def test_lists_are_shown_to_people(talks_path: Path, command: list[str], words: list[str]) -> None:
    result = call(*command, "--record", talks_path)
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    for word in words:
        assert word in shown


@pytest.mark.parametrize("width", ["60", "80", "120"])
@pytest.mark.parametrize("command", ["statements", "positions", "meetings", "state", "shifts", "contradictions"])
def test_tables_fit_the_width(talks_path: Path, command: str, width: str) -> None:
    result = call(command, "--record", talks_path, width=width)
    assert max(len(line.rstrip()) for line in result.stdout.splitlines()) <= int(width)


def test_people_see_an_issues_name_and_programs_its_id(talks_path: Path) -> None:
    for command, name in (
        ("shifts", "Prisoners and detainees"),
        ("contradictions", "Ceasefire and cessation"),
        ("state", "Ceasefire and cessation"),
    ):
        assert name in call(command, "--record", talks_path).stdout, command
    assert {row["issue"] for row in rows("shifts", "--record", talks_path)} == {"prisoners"}
    assert ",ceasefire," in call("contradictions", "--record", talks_path, "--csv").stdout


def test_every_row_names_article_date_and_sentence(talks_path: Path) -> None:
    for command in ("statements", "positions", "events"):
        for row in rows(command, "--record", talks_path):
            citation = row["citation"]
            assert isinstance(citation, dict)
            assert citation["article"]
            assert citation["published"]
            assert citation["sentence"]
    for command in ("statements", "positions", "events", "meetings", "timeline"):
        for cells in csv.DictReader(io.StringIO(call(command, "--record", talks_path, "--csv").stdout)):
            assert cells["article"]
            assert cells["published"]
            assert cells["sentence"]


def test_filters_take_partial_dates(talks_path: Path) -> None:
    assert len(rows("statements", "--record", talks_path, "--since", "2025-08")) == 3
    assert len(rows("statements", "--record", talks_path, "--since", "2025-09")) == 0
    assert len(rows("statements", "--record", talks_path, "--until", "2025")) == 3
    assert call("statements", "--record", talks_path, "--since", "soon").exit_code == 2


def test_a_row_is_shown_in_its_paragraph(talks_path: Path) -> None:
    key = str(rows("statements", "--record", talks_path)[0]["key"])
    shown = call("show", key, "--record", talks_path).stdout
    assert "Rashid Quist said “we shall bring every prisoner to the bridge next week”." in " ".join(shown.split())
    assert rows("show", key, "--record", talks_path)[0]["key"] == key


def test_reviews_from_the_command_line(talks: Path) -> None:
    key = str(rows("statements", "--record", talks, "--speaker", "Berg")[0]["key"])
    done = call(
        "review", "correct", key, 'speakers=["Leon Dorn", "Anna Berg"]', "negated=true", "--by", "Ana", "-r", talks
    )
    review = done.stdout.split(":")[0]
    row = rows("statements", "--record", talks, "--speaker", "Dorn")[0]
    assert (row["key"], row["negated"], row["review"]) == (key, True, "corrected")
    assert "Leon Dorn, Anna Berg" in call("show", key, "-r", talks).stdout.replace(";", ",")
    assert "correct" in call("review", "list", "-r", talks).stdout
    assert call("review", "retract", review, "-r", talks).exit_code == 0
    assert rows("statements", "--record", talks, "--speaker", "Dorn") == []
    assert call("review", "reject", key, "-r", talks).exit_code == 0
    assert call("review", "confirm", key, "-r", talks).exit_code == 0


def test_actors_are_merged_and_split_from_the_command_line(talks: Path) -> None:
    merged = call("actors", "merge", "Leon Dorn", "Anna Berg", "-r", talks)
    assert len(rows("positions", "-r", talks, "--holder", "Anna Berg")) == 4
    assert call("review", "retract", merged.stdout.split(":")[0], "-r", talks).exit_code == 0
    article = everything()[0].article.id
    call("actors", "split", "Anna Berg", "--article", article, "--name", "Anna Berg the elder", "-r", talks)
    assert len(rows("statements", "-r", talks, "--speaker", "Anna Berg the elder")) == 1


def test_an_export_is_taken_in_again(talks: Path, tmp_path: Path) -> None:
    out, copy = tmp_path / "out.jsonl", tmp_path / "copy.db"
    assert "4 rows" in call("export", "-r", talks, "--format", "jsonl", "-o", out).stdout
    assert "4 articles and 0 reviews taken in" in call("import", out, "-r", copy).stdout
    assert rows("statements", "-r", copy) == rows("statements", "-r", talks)


def test_a_dossier_names_the_parties(talks_path: Path, tmp_path: Path) -> None:
    dossier = tmp_path / "talks.yaml"
    dossier.write_text("name: The valley talks\nparties: [Norland, Sudria]\nthird_parties: [Lake Union]\n")
    shown = call("state", "-r", talks_path, "--dossier", dossier).stdout
    assert "The valley talks: the state of the talks on 2025-08-17" in shown
    assert "Lake Union (third party)" in shown


TALKS = """name: The valley talks
parties:
  - {name: Northland, speakers: [Anna Berg, Leon Dorn]}
  - {name: Sudria, speakers: [Rashid Quist]}
issues: [{id: prisoners, name: Captives}, {id: ceasefire, name: Quiet guns}]
since: 2025-08-05
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "talks.yaml"
    path.write_text(TALKS)
    return path


@pytest.mark.parametrize(
    ("command", "shown", "hidden"),
    [
        (["shifts"], ["Sudria, Captives: reversal"], ["Northland"]),
        (["shifts", "--party", "Norland"], ["Nothing in the record fits"], []),
        (["shifts", "--since", "2025"], ["Sudria, Captives: reversal"], []),
        (["contradictions"], ["Northland, Quiet guns: two voices", "whether they met: denied"], []),
        (["contradictions", "--party", "Sudria"], ["whether they met: denied"], ["two voices"]),
        (["contradictions", "--issue", "ceasefire"], ["Quiet guns: two voices"], ["denied"]),
        (["timeline"], ["2025-08-09 Northland, Anna Berg", "2025-08-15 Norland, Sudria"], ["2025-08-01"]),
        (["timeline", "--since", "2025-08-01"], ["2025-08-01 Northland, Anna Berg"], []),
        (["timeline", "--party", "Sudria", "--issue", "prisoners"], ["2025-08-16 Sudria, Rashid Quist"], ["Berg"]),
        (["timeline", "--with", "Dorn"], ["Leon Dorn"], ["Anna Berg"]),
    ],
)
def test_a_dossier_bounds_what_is_shown(
    talks_path: Path, dossier: Path, command: list[str], shown: list[str], hidden: list[str]
) -> None:
    result = call(*command, "--record", talks_path, "--dossier", dossier)
    assert result.exit_code == 0
    text = " ".join(result.stdout.split())
    for words in shown:
        assert words in text
    for words in hidden:
        assert words not in text


def test_with_a_dossier_programs_see_ids(talks_path: Path, dossier: Path) -> None:
    asked = ("-r", talks_path, "--dossier", dossier)
    assert {(row["party"], row["issue"]) for row in rows("shifts", *asked)} == {("Sudria", "prisoners")}
    assert {row["issue"] for row in rows("contradictions", *asked)} == {"ceasefire", None}
    assert ",ceasefire," in call("contradictions", *asked, "--csv").stdout
    assert {row["day"] for row in rows("timeline", *asked)} == {
        "2025-08-09", "2025-08-15", "2025-08-16", "2025-08-17", "2025-08-29",
    }  # fmt: skip


@pytest.mark.parametrize("command", ["state", "timeline", "shifts", "contradictions"])
def test_a_mistake_in_a_dossier_is_told_with_its_line(
    talks_path: Path, dossier: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    from dragoman.cli import run

    dossier.write_text(TALKS.replace("since:", "sinse:"))
    assert run([command, "--record", str(talks_path), "--dossier", str(dossier)]) == 1
    assert "talks.yaml:6: a dossier has no key 'sinse'" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["timeline", "shifts", "contradictions"])
def test_who_is_no_party_of_a_dossier_is_an_error(
    talks_path: Path, dossier: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    from dragoman.cli import run

    asked = [command, "--record", str(talks_path), "--dossier", str(dossier), "--party"]
    assert run([*asked, "Lake Union"]) == 1
    assert "its parties are Northland, Sudria" in capsys.readouterr().err
    assert run([*asked, "Zorro"]) == 1
    assert "nobody in this record is called 'Zorro'" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["state", "timeline", "shifts", "contradictions"])
def test_help_has_an_example_with_a_dossier(command: str) -> None:
    assert f"dragoman {command} -r talks.db --dossier talks.yaml" in call(command, "--help").stdout


def test_errors_say_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from dragoman.cli import run

    assert run(["statements", "--record", str(tmp_path / "none.db")]) == 1
    assert "dragoman add" in capsys.readouterr().err
    (tmp_path / "no.db").write_text("this is not a database, whatever its name may be")
    assert run(["state", "--record", str(tmp_path / "no.db")]) == 1
    assert "not a record" in capsys.readouterr().err


def test_terminals_are_sent_no_control_characters(file_record_with_escapes: Path) -> None:
    shown = call("statements", "-r", file_record_with_escapes).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.fixture
def file_record_with_escapes(tmp_path: Path) -> Path:
    from tests.record.talks import new_writer

    path = tmp_path / "escapes.db"
    writer = new_writer("2025-08-01", "Post \x1b[31m")
    writer.statement("Anna Berg", "words \x1b[2J that \u202e turn the terminal around")
    with Record.open(path, create=True) as record:
        record.add(writer.reading())
    return path


def test_search_by_meaning_says_what_was_not_searched(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Named(WordEncoder):
        def __init__(self, threads: int | None = None) -> None:
            super().__init__(NAME)

    monkeypatch.setattr("dragoman.record.encoding.SentenceEncoder", Named)
    call_index = call("index", "-r", talks)
    assert call_index.stdout.strip() == f"{len(everything())} articles indexed, {STATEMENTS} statements"
    found = call("search", "-r", talks, "--by", "meaning", "every captive home", "--limit", "1")
    assert "every prisoner home" in " ".join(found.stdout.split())
    assert found.stderr == ""
    with Record.open(talks) as record:
        record.add(replace(everything()[0], reader=LATER))
    found = call("search", "-r", talks, "--by", "meaning", "every captive home")
    assert "1 articles are not indexed" in found.stderr
