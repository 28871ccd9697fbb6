import json

import pytest

from dragoman.actors.entries import Candidate, Entry, Tenure
from dragoman.cli.actors import render_candidate
from tests.cli.running import Command

ORLOVA = Entry(id="x1", name="Ada Orlova", type="person", country="VEL")
MINISTER = Tenure(title="foreign minister", of="Veldia", since="2024-02", until=None)


@pytest.mark.parametrize(
    ("candidate", "first", "second"),
    [
        (
            Candidate(entry=ORLOVA, reason="holds the office", role=MINISTER),
            f"Ada Orlova · person · {MINISTER}",
            "holds the office",
        ),
        (
            Candidate(entry=ORLOVA, reason="may hold it", certain=False, fit="possible"),
            "Ada Orlova · person · not certain",
            "may hold it",
        ),
    ],
)
def test_a_candidate_is_shown_with_its_reason(candidate: Candidate, first: str, second: str) -> None:
    who, why = render_candidate(candidate)
    assert (who.text.plain, why.text.plain) == (first, second)
    assert why.indent > who.indent


def test_a_name_is_found(command: Command) -> None:
    done = command("actors", "find", "Moscow", "--on", "2025-03-04")
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[0].startswith("Russia · state · RUS")


def test_json_has_the_contracts_actor_and_the_reason(command: Command) -> None:
    (found,) = [json.loads(line) for line in command("actors", "find", "Moscow", "--json").out.splitlines()]
    assert (found["name"], found["type"], found["country"]) == ("Russia", "state", "RUS")
    assert found["reason"]
    assert found["certain"] is True


def test_nobody_is_an_error(command: Command) -> None:
    done = command("actors", "find", "Zzyx Qqorp", "--on", "2025-03-04")
    assert (done.status, done.out) == (1, "")
    assert done.err == "dragoman: the book knows nobody by 'Zzyx Qqorp' on 2025-03-04\n"


@pytest.mark.parametrize("arguments", [["find"], ["find", "Moscow", "--on", "soon"], ["lose"]])
def test_wrong_usage_ends_with_2(command: Command, arguments: list[str]) -> None:
    assert command("actors", *arguments).status == 2
