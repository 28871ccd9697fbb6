import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dragoman import Reading, __version__
from tests.cli.running import Command, Done

STATEMENT = "“Talks will begin on 2025-03-06,” Orlova said."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(f"Date: 2025-03-04\nTitle: Talks set\nPublisher: The Courier\n\n{STATEMENT}\n")
    return path


def lines(done: Done) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.out.splitlines()]


def test_a_statement_is_shown_with_its_speaker_and_words(command: Command, article: Path) -> None:
    done = command("read", article)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        "Talks set",
        f"2025-03-04 · The Courier · {article}",
        "",
        "Statements",
        "  Orlova · say · direct",
        "    “Talks will begin on 2025-03-06,” Orlova said",
        "",
    ]


def test_json_is_the_contract_a_line_an_article(command: Command, article: Path) -> None:
    done = command("read", "--json", article, article)
    assert done.status == 0
    first, second = lines(done)
    assert first == second
    assert Reading.from_json(first).attributions[0].content.text == "Talks will begin on 2025-03-06,"
    assert first["origin"] == {"path": str(article), "line": None}
    assert first["reader"] == {"dragoman": __version__, "model": "fake 0"}


def test_what_cannot_be_read_keeps_its_place_and_the_others_go_on(command: Command, tmp_path: Path) -> None:
    rows = ['{"text": "One.", "published": "2025-03-04"}', '{"text": "", "id": "x", "published": "4 March 2025"}', "{"]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([*rows, '{"text": "Two.", "published": "2025-03-04"}']))
    done = command("read", "--json", path, tmp_path / "missing.txt", path)
    assert done.status == 1
    one, empty, broken, two, missing, *again = lines(done)
    assert [one["article"]["text"], two["article"]["text"]] == ["One.", "Two."]
    assert empty["article"]["id"] == "x"
    assert empty["article"]["published"] == "2025-03-04"
    assert empty["error"] == f"{path}:2: its `text` is empty"
    assert broken["origin"] == {"path": str(path), "line": 3}
    assert "No such file" in missing["error"]
    assert len(again) == 4
    assert done.err.count("dragoman: ") == 5
    assert "Traceback" not in done.err


def test_an_article_that_breaks_a_stage_is_reported_with_what_is_known(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("date 2025-03-04 An implosion.")
    done = command("read", "--json", path)
    (failure,) = lines(done)
    assert done.status == 1
    assert (failure["article"]["text"], failure["article"]["published"]) == ("An implosion.", "2025-03-04")
    assert "KeyError" in failure["error"]


def test_the_day_given_is_used_and_a_missing_one_is_warned_of(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Talks began.")
    undated = command("read", "--json", path)
    assert (undated.status, lines(undated)[0]["article"]["published"]) == (0, None)
    assert undated.err.startswith(f"dragoman: {path}: warning: no publication date")
    dated = command("read", "--json", "--published", "2025-03-04", path)
    assert (dated.err, lines(dated)[0]["article"]["published"]) == ("", "2025-03-04")


@pytest.mark.parametrize("arguments", [["read"], ["read", "--published", "soon", "x"], ["read", "--colour"], ["sing"]])
def test_wrong_usage_ends_with_2(command: Command, arguments: list[str]) -> None:
    done = command(*arguments)
    assert (done.status, done.out) == (2, "")
    assert "Usage: dragoman" in done.err


@pytest.mark.parametrize(("data", "count"), [(f"date 2025-03-04 {STATEMENT}", 1), ('{"text": "A"}\n{"text": "B"}', 2)])
def test_standard_input_is_read(command: Command, monkeypatch: pytest.MonkeyPatch, data: str, count: int) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data.encode())))
    assert len(lines(command("read", "--json", "-"))) == count


def test_output_does_not_depend_on_the_batch(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"text": f"{STATEMENT} {n}", "published": "2025-03-04"}) for n in range(7)))
    outputs = {command("read", "--json", "--batch-size", size, path).out for size in (1, 3, 32)}
    assert len(outputs) == 1


def test_any_characters_can_be_shown(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    text = "“Stop \ud800 \x1b[31m [red]now[/] \u202e שלום 🙂\u2028there,” Orlova said."
    path.write_text(json.dumps({"text": text, "published": "2025-03-04"}))
    shown = command("read", path)
    assert "“Stop \ufffd \ufffd[31m [red]now[/] \ufffd שלום 🙂 there,” Orlova said" in shown.out
    (data,) = lines(command("read", "--json", path))
    assert data["article"]["text"] == text
    assert data["attributions"][0]["content"]["text"] == text[1:-14]


def test_help_and_version(command: Command) -> None:
    assert command("--version").out == f"dragoman {__version__}\n"
    shown = command("read", "--help").out
    assert "dragoman read --json articles/ > readings.jsonl" in shown


def test_an_error_that_ends_the_run_is_one_line(
    command: Command, monkeypatch: pytest.MonkeyPatch, article: Path
) -> None:
    from dragoman import ModelError

    def load(**_: object) -> None:
        raise ModelError("the model is missing; reinstall Dragoman", path="model.onnx")

    monkeypatch.setattr("dragoman.reader.Stages.load", load)
    done = command("read", article)
    assert (done.status, done.err) == (1, "dragoman: model.onnx: the model is missing; reinstall Dragoman\n")


def test_ctrl_c_ends_with_130(command: Command, monkeypatch: pytest.MonkeyPatch, article: Path) -> None:
    def load(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dragoman.reader.Stages.load", load)
    done = command("read", article)
    assert (done.status, done.out) == (130, "")


DRIVER = """
import dragoman.reader
from tests.fakes import fake_stages
dragoman.reader.Stages.load = staticmethod(lambda **_: fake_stages())
from dragoman.cli import main
main()
"""


def start(*arguments: object, **options: Any) -> subprocess.Popen[bytes]:
    """Start `dragoman` with stand-in stages in a process of its own."""
    words = [sys.executable, "-c", DRIVER, *map(str, arguments)]
    return subprocess.Popen(words, cwd=Path(__file__).parents[2], **{"stderr": subprocess.PIPE} | options)


def test_a_closed_pipe_ends_the_run_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text((json.dumps({"text": STATEMENT * 200, "published": "2025-03-04"}) + "\n") * 50)
    with start("read", "--json", path, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_an_encoding_without_quotation_marks_ends_no_run(article: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    with start("read", article, stdout=subprocess.PIPE, env=environment) as process:
        out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert b"?Talks will begin on 2025-03-06,?" in out


def run_in_terminal(*arguments: object, terminal: str, **environment: str) -> tuple[bytes, bytes]:
    """Run the command with one stream at a pseudo-terminal; return what the terminal got, and the other stream."""
    import pty

    master, slave = pty.openpty()
    other = "stderr" if terminal == "stdout" else "stdout"
    streams = {terminal: slave, other: subprocess.PIPE}
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "CI")}
    with start(*arguments, env=clean | {"TERM": "xterm-256color"} | environment, **streams) as process:
        os.close(slave)
        shown = b""
        while True:
            try:  # Linux tells the end of a pseudo-terminal by an error
                shown += (chunk := os.read(master, 65536))
            except OSError:
                break
            if not chunk:
                break
        rest = getattr(process, other).read()
    os.close(master)
    return shown, rest


GREEN, CYAN = b"\x1b[32m", b"\x1b[36m"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
class TestTerminal:
    def test_parts_are_coloured(self, article: Path) -> None:
        shown, errors = run_in_terminal("read", article, terminal="stdout")
        assert GREEN + b"Talks will begin" in shown
        assert CYAN + b"Orlova" in shown
        assert errors == b""

    def test_no_color_is_respected(self, article: Path) -> None:
        shown, _ = run_in_terminal("read", article, terminal="stdout", NO_COLOR="1")
        assert b"Talks will begin" in shown
        assert GREEN not in shown

    @pytest.mark.parametrize(("count", "drawn"), [(4, False), (9, True)])
    def test_a_bar_is_drawn_beside_a_pipe_for_more_than_a_few_articles(
        self, tmp_path: Path, count: int, drawn: bool
    ) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text((json.dumps({"text": STATEMENT, "published": "2025-03-04"}) + "\n") * count)
        shown, out = run_in_terminal("read", "--json", path, terminal="stderr")
        assert (b"of 9 articles read" in shown) == drawn
        assert len([json.loads(line) for line in out.splitlines()]) == count
