import pytest

from dragoman.cli import run
from tests.cli.running import Command, Done
from tests.fakes import fake_stages


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs `dragoman` in this process with stand-in stages."""
    monkeypatch.setattr("dragoman.reader.Stages.load", lambda **_: fake_stages())
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: object) -> Done:
        status = run([str(argument) for argument in arguments])
        return Done(status, *capsys.readouterr())

    return call
