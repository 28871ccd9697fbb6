from __future__ import annotations

import pytest

from dragoman.contract import Role
from dragoman.record import Record
from dragoman.views import Filter, Meeting, list_actors, list_meetings, list_statements
from dragoman.views.sides import find_sides
from tests.record.talks import new_writer

ALL = Filter(limit=0)


def statuses(meeting: Meeting) -> list[str]:
    return [step.status for step in meeting.history]


def test_a_meeting_has_the_history_of_all_its_tellings(talks: Record) -> None:
    coming, held = list_meetings(talks, ALL)
    assert statuses(held) == ["proposed", "scheduled", "held", "denied"]
    assert [step.published for step in held.history] == ["2025-08-01", "2025-08-09", "2025-08-16", "2025-08-17"]
    assert set(held.parties) == {"Norland", "Sudria", "Lake Union"}
    assert (held.when, held.place, held.form, held.disputed) == ("2025-08-15", "Lakeside", "meeting", True)
    assert all(step.event.citation.sentence for step in held.history)
    assert (coming.when, coming.status, coming.disputed) == ("2025-08-29", "scheduled", False)


def test_meetings_are_filtered(talks: Record) -> None:
    assert len(list_meetings(talks, Filter(status="scheduled"))) == 1
    assert len(list_meetings(talks, Filter(actor="Lake Union"))) == 1
    assert statuses(list_meetings(talks, Filter(until="2025-08-09"))[0]) == ["proposed", "scheduled"]
    assert list_meetings(talks, Filter(until="2025-07-01")) == []


def test_all_meetings_are_listed_where_no_limit_is_set(own_talks: Record) -> None:
    writer = new_writer("2026-03-01")
    writer.meeting(["Norland", "Sudria"], sentence="They met again.", trigger="met", when="2026-02-27")
    own_talks.add(writer.reading())
    assert [meeting.when for meeting in list_meetings(own_talks, Filter())] == ["2026-02-27"]  # of the last ninety days
    assert len(list_meetings(own_talks, ALL)) == 3


Account = tuple[str, list[str], str, str | None, str | None, str]  # published, parties, status, when, place, form


def tell(record: Record, accounts: list[Account]) -> list[Meeting]:
    for n, (published, parties, status, when, place, form) in enumerate(accounts):
        writer = new_writer(published, f"Post {n}")
        writer.actor("Ostmark", "state", country="AUT")
        writer.actor("Mira Kovar", country="SDN")
        writer.meeting(
            parties,
            sentence=f"Account {n} of a meeting that was told.",
            trigger="meeting",
            status=status,
            when=when,
            place=place,
            form=form,
        )
        record.add(writer.reading())
    return list_meetings(record, ALL)


BOTH = ["Norland", "Sudria"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # what is not told agrees with anything
        (
            ("2025-08-01", BOTH, "scheduled", "2025-08-10", "Lakeside", "talks"),
            ("2025-08-11", BOTH, "held", None, None, "meeting"),
            True,
        ),
        # persons stand for their states
        (
            ("2025-08-01", BOTH, "scheduled", "2025-08-10", None, "meeting"),
            ("2025-08-11", ["Anna Berg", "Rashid Quist"], "held", "2025-08-10", None, "meeting"),
            True,
        ),
        # but a minister's meeting is not another minister's
        (
            ("2025-08-11", ["Anna Berg", "Rashid Quist"], "held", "2025-08-10", None, "meeting"),
            ("2025-08-11", ["Leon Dorn", "Mira Kovar"], "held", "2025-08-10", None, "meeting"),
            False,
        ),
        # other parties
        (
            ("2025-08-01", BOTH, "held", "2025-08-10", None, "meeting"),
            ("2025-08-01", ["Norland", "Ostmark"], "held", "2025-08-10", None, "meeting"),
            False,
        ),
        # what was held is not what is planned for later, whether or not its day is told
        (
            ("2025-08-01", BOTH, "held", None, None, "talks"),
            ("2025-08-05", BOTH, "scheduled", "2025-08-20", None, "talks"),
            False,
        ),
        (
            ("2025-08-01", BOTH, "scheduled", "2025-08-20", None, "talks"),
            ("2025-08-05", BOTH, "held", None, None, "talks"),
            False,
        ),
        (
            ("2025-08-01", BOTH, "held", None, None, "talks"),
            ("2025-08-05", BOTH, "proposed", None, None, "talks"),
            False,
        ),
        # but what had been planned may be told afterwards
        (
            ("2025-08-05", BOTH, "held", None, None, "talks"),
            ("2025-08-06", BOTH, "scheduled", "2025-08-04", None, "talks"),
            True,
        ),
        # other days, other places
        (
            ("2025-08-11", BOTH, "held", "2025-08-10", None, "meeting"),
            ("2025-08-21", BOTH, "held", "2025-08-20", None, "meeting"),
            False,
        ),
        (
            ("2025-08-11", BOTH, "held", "2025-08-10", "Lakeside", "meeting"),
            ("2025-08-11", BOTH, "held", "2025-08-10", "Port Amber", "meeting"),
            False,
        ),
        # a day apart is a time zone; put off by two days it is still the one that was planned
        (
            ("2025-08-11", BOTH, "held", "2025-08-10", None, "meeting"),
            ("2025-08-12", BOTH, "held", "2025-08-11", None, "meeting"),
            True,
        ),
        (
            ("2025-08-01", BOTH, "scheduled", "2025-08-10", None, "meeting"),
            ("2025-08-13", BOTH, "held", "2025-08-12", None, "meeting"),
            True,
        ),
        # a week or a month may hold the day
        (
            ("2025-08-01", BOTH, "proposed", "2025-W33", None, "meeting"),
            ("2025-08-15", BOTH, "held", "2025-08-14", None, "meeting"),
            True,
        ),
        (
            ("2025-08-01", BOTH, "proposed", "2025", None, "meeting"),
            ("2025-08-15", BOTH, "held", "2025-08-14", None, "meeting"),
            True,
        ),
        # a call is no meeting in a town
        (
            ("2025-08-11", BOTH, "held", "2025-08-10", None, "call"),
            ("2025-08-11", BOTH, "held", "2025-08-10", None, "visit"),
            False,
        ),
        # plans after it was held are for another one
        (
            ("2025-08-11", BOTH, "held", "2025-08-10", None, "meeting"),
            ("2025-08-14", BOTH, "proposed", None, None, "meeting"),
            False,
        ),
        # a third party that only one account names
        (
            ("2025-08-11", [*BOTH, "Lake Union"], "held", "2025-08-10", None, "meeting"),
            ("2025-08-11", BOTH, "held", "2025-08-10", None, "meeting"),
            True,
        ),
        # one side alone is too little, unless day and place say the same
        (
            ("2025-08-11", BOTH, "held", "2025-08-10", "Lakeside", "meeting"),
            ("2025-08-11", ["Norland"], "held", "2025-08-10", None, "meeting"),
            False,
        ),
        (
            ("2025-08-11", BOTH, "held", "2025-08-10", "Lakeside", "meeting"),
            ("2025-08-11", ["Norland"], "held", "2025-08-10", "Lakeside", "meeting"),
            True,
        ),
        # accounts months apart that tell no day
        (
            ("2025-06-15", BOTH, "proposed", None, None, "meeting"),
            ("2025-08-11", BOTH, "proposed", None, None, "meeting"),
            False,
        ),
    ],
)
def test_which_accounts_are_of_one_meeting(file_record: Record, one: Account, other: Account, same: bool) -> None:
    assert len(tell(file_record, [one, other])) == (1 if same else 2)


@pytest.mark.parametrize(
    ("fields", "side"),
    [
        ({"code": "NORGOV", "country": "NOR"}, "norland"),
        ({"code": "NORREB", "country": "NOR"}, "mira stark"),  # a rebel of a country does not stand for it
        ({"code": "NOR", "country": "NOR"}, "norland"),
        ({"country": "NOR"}, "norland"),
        ({"country": "ATL"}, "ATL"),  # a country whose state no article names
        ({}, "mira stark"),
        ({"country": "NOR", "roles": (Role(title="chair", of="Ridge Council"),)}, "ridge council"),
        ({"country": "NOR", "roles": (Role(title="leader of the opposition", of="Norland"),)}, "mira stark"),
        (
            {
                "country": "NOR",
                "roles": (
                    Role(title="mayor", of="Lakeside", since="2019"),
                    Role(title="envoy", of="Norland", since="2024"),
                ),
            },
            "norland",
        ),
    ],
)
def test_for_whom_a_person_stands(file_record: Record, fields: dict[str, object], side: str) -> None:
    writer = new_writer("2025-08-01")
    writer.actor("Mira Stark", **fields)
    file_record.add(writer.reading())
    key = list_actors(file_record, name="Mira Stark")[0].key
    with file_record.reading() as connection:
        assert find_sides(connection, [key]) == {key: side}


def test_a_party_is_those_who_act_for_it_and_not_who_oppose_it(file_record: Record) -> None:
    writer = new_writer("2025-08-01")
    writer.actor("Mira Stark", country="NOR", roles=(Role(title="Leader of the Opposition", of="Norland"),))
    writer.actor("Karla Lind", country="NOR", code="NORREB")
    writer.actor("Petra Holm", country="NOR", code="NORGOV")
    for name in ("Mira Stark", "Karla Lind", "Petra Holm", "Anna Berg"):
        writer.statement(name, f"these are the very own words of {name} and of nobody else")
    file_record.add(writer.reading())
    rows = list_statements(file_record, Filter(party="Norland"))
    assert {row.speakers[0].name for row in rows} == {"Petra Holm", "Anna Berg"}


@pytest.mark.parametrize(
    ("told", "disputed"),
    [
        (["proposed", "scheduled", "held"], False),
        (["scheduled", "cancelled"], False),
        (["held", "denied"], True),
        (["denied"], False),
        (["held", "cancelled"], True),
        (["held", "collapsed"], False),
    ],
)
def test_accounts_that_contradict_each_other_stay_side_by_side(
    file_record: Record, told: list[str], disputed: bool
) -> None:
    accounts: list[Account] = [
        (f"2025-08-{11 + n}", BOTH, status, "2025-08-11", "Lakeside", "meeting") for n, status in enumerate(told)
    ]
    (meeting,) = tell(file_record, accounts)
    assert statuses(meeting) == told
    assert meeting.disputed is disputed
