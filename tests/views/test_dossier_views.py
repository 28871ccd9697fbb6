"""What the timeline, shifts and contradictions make of a dossier: its parties, who speaks for each, issues and days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from dragoman.dossier import Dossier, parse_dossier
from dragoman.errors import RecordError
from dragoman.record import Record
from dragoman.views import (
    Entry,
    Filter,
    PositionRow,
    find_state,
    list_contradictions,
    list_shifts,
    list_timeline,
)
from tests.record.talks import new_writer

TEXT = """
name: The valley talks
parties:
  - name: Norland
    speakers: [Anna Berg, Leon Dorn]
  - name: Sudria
    speakers: [Rashid Quist, Mira Kovar]
third_parties:
  - name: Lake Union
    speakers: [Ines Vale]
issues:
  - prisoners
  - {id: land, name: The upper valley, words: [VALLEY, ridge]}
  - {id: water, words: [dam]}
"""
DOSSIER = parse_dossier(TEXT)
Told = tuple[str, str, str, str | None, str | None, str]  # day of August, holder, stance, issue, on whose behalf, about


def told(day: str, holder: str, stance: str, issue: str | None, behalf: str | None, about: str = "the matter") -> Told:
    return day, holder, stance, issue, behalf, about


def tell(record: Record, *positions: Told) -> None:
    """Add an article for each position."""
    for number, (day, holder, stance, issue, behalf, about) in enumerate(positions):
        writer = new_writer(f"2025-{day if '-' in day else f'08-{day}'}", f"Post {number}")
        writer.actor("Ostmark", "state", country="AUT")
        writer.actor("Petra Holm", country="NOR", code="NORGOV")
        sentence = f"On {day} {holder} spoke of {about} in account {number}."
        writer.position(holder, stance, about, sentence=sentence, issue=issue, behalf=(behalf,) if behalf else ())
        record.add(writer.reading())


def meet(record: Record, day: str, parties: list[str], status: str = "held", when: str | None = "2025-08-10") -> None:
    writer = new_writer(f"2025-08-{day}", f"Post {day} {status}")
    writer.actor("Ostmark", "state", country="AUT")
    writer.actor("Westria", "state", country="WST")
    sentence = f"Account of {day} August: {' and '.join(parties)}, {status}, a meeting it was."
    writer.meeting(parties, sentence=sentence, trigger="meeting", status=status, when=when)
    record.add(writer.reading())


MISREAD = (
    told("01", "Anna Berg", "accept", "prisoners", "Norland"),
    told("04", "Rashid Quist", "reject", "prisoners", "Norland"),  # he speaks for Sudria
    told("09", "Rashid Quist", "accept", "prisoners", "Norland"),
)


def shifts(record: Record, dossier: Dossier | None = DOSSIER, **wanted: str | int) -> list[tuple[str, str, str, str]]:
    """Return the party, the issue, and the days of August before and after of each shift."""
    return [
        (
            shift.party,
            shift.issue,
            (shift.before.citation.published or "")[-2:],
            (shift.after.citation.published or "")[-2:],
        )
        for shift in list_shifts(record, Filter(**wanted), dossier=dossier)  # type: ignore[arg-type]
    ]


def test_shifts_are_of_whom_the_dossier_says(record: Record) -> None:
    tell(record, *MISREAD)
    assert ("Norland", "prisoners", "01", "04") in shifts(record, None)
    assert shifts(record) == [("Sudria", "prisoners", "04", "09")]
    (shift,) = list_shifts(record, Filter(), dossier=DOSSIER)
    assert [[actor.name for actor in row.on_behalf_of] for row in (shift.before, shift.after)] == [["Sudria"]] * 2


def test_a_party_has_the_name_that_the_dossier_gives_it(file_record: Record) -> None:
    tell(
        file_record,
        told("01", "Norland", "accept", "prisoners", None),
        told("05", "Anna Berg", "reject", "prisoners", "Norland"),
    )
    dossier = parse_dossier(TEXT.replace("name: Norland", "name: Northland"))
    assert shifts(file_record, dossier) == [("Northland", "prisoners", "01", "05")]


def test_parties_that_the_record_does_not_know_have_nothing(record: Record) -> None:
    tell(record, *MISREAD)
    dossier = parse_dossier("name: Other talks\nparties: [Atlantis, Lemuria]\n")
    assert list_shifts(record, Filter(), dossier=dossier) == []
    assert list_contradictions(record, Filter(), dossier=dossier) == []
    assert list_timeline(record, Filter(), dossier=dossier) == []
    assert list_timeline(record, Filter(party="atlantis"), dossier=dossier) == []


def test_an_empty_record_has_nothing_of_a_dossier(record: Record) -> None:
    assert list_shifts(record, Filter(), dossier=DOSSIER) == []
    assert list_contradictions(record, Filter(), dossier=DOSSIER) == []
    assert list_timeline(record, Filter(), dossier=DOSSIER) == []


BOTH_SHIFT = (
    told("01", "Anna Berg", "accept", "prisoners", "Norland"),
    told("02", "Anna Berg", "reject", "prisoners", "Norland"),
    told("03", "Sudria", "accept", "prisoners", None),
    told("04", "Mira Kovar", "reject", "prisoners", None),
    told("05", "Lake Union", "accept", "prisoners", None),
    told("06", "Ines Vale", "reject", "prisoners", None),
    told("07", "Ostmark", "accept", "prisoners", None),
    told("08", "Ostmark", "reject", "prisoners", None),
    told("11", "Petra Holm", "accept", "prisoners", "Norland"),
)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, {"Norland 02", "Norland 11", "Sudria 04"}),
        ({"party": "Norland"}, {"Norland 02", "Norland 11"}),
        ({"party": "Northland"}, {"Norland 02", "Norland 11"}),  # an alias
        ({"party": "Anna Berg"}, {"Norland 02", "Norland 11"}),  # speaks for it
        ({"party": "Sudria"}, {"Sudria 04"}),
        ({"party": "Lake Union"}, {"Lake Union 06"}),  # third parties where they are asked for
        ({"actor": "Anna Berg"}, {"Norland 02"}),
        ({"actor": "Norland"}, {"Norland 02", "Norland 11"}),
        ({"actor": "Petra Holm"}, set()),  # one position is no shift
        ({"actor": "Lake Union"}, {"Lake Union 06"}),
        ({"actor": "Ostmark"}, set()),
        ({"actor": "Anna Berg", "party": "Sudria"}, set()),
        ({"issue": "ceasefire"}, set()),
        ({"limit": 1}, {"Norland 11"}),
        ({"limit": 0}, {"Norland 02", "Norland 11", "Sudria 04"}),
    ],
)
def test_shifts_of_a_dossier_are_narrowed(
    file_record: Record, wanted: dict[str, str | int], expected: set[str]
) -> None:
    tell(file_record, *BOTH_SHIFT)
    assert {f"{party} {after}" for party, _, _, after in shifts(file_record, **wanted)} == expected


def test_a_holder_whom_the_dossier_does_not_name_holds_for_a_party(file_record: Record) -> None:
    tell(
        file_record,
        told("01", "Petra Holm", "accept", "prisoners", "Norland"),
        told("02", "Petra Holm", "reject", "prisoners", "Norland"),
        told("03", "Anna Berg", "accept", "prisoners", "Norland"),
    )
    assert shifts(file_record, actor="Petra Holm") == [("Norland", "prisoners", "01", "02")]


@pytest.mark.parametrize("list_rows", [list_shifts, list_contradictions, list_timeline])
@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Filter(party="Zorro"), "nobody in this record is called 'Zorro'"),
        (Filter(actor="Zorro"), "nobody in this record is called 'Zorro'"),
        (Filter(party=""), "nobody in this record is called ''"),
        (Filter(party="Ostmark"), "'Ostmark' is no party of the dossier .*Norland, Sudria, Lake Union"),
    ],
)
def test_a_name_that_nobody_of_the_dossier_has_is_an_error(
    file_record: Record, list_rows: Callable[..., object], wanted: Filter, message: str
) -> None:
    tell(file_record, *BOTH_SHIFT)
    with pytest.raises(RecordError, match=message):
        list_rows(file_record, wanted, dossier=DOSSIER)


@pytest.mark.parametrize(
    ("first", "second", "wanted", "expected"),
    [
        (("prisoners", "an exchange"), ("prisoners", "an exchange"), None, ["prisoners"]),
        (("ceasefire", "a truce"), ("ceasefire", "a truce"), None, []),  # no issue of the dossier
        (("ceasefire", "a truce"), ("ceasefire", "a truce"), "ceasefire", ["ceasefire"]),  # unless it is asked for
        ((None, "the Valley"), (None, "a valley road"), None, ["land"]),
        ((None, "the dam in the valley"), (None, "the valley"), None, ["land"]),
        ((None, "the dam in the valley"), (None, "the valley dam"), None, ["water", "land"]),
        ((None, "the dam in the valley"), (None, "the valley dam"), "water", ["water"]),
        (("land", "a line"), (None, "the ridge"), None, ["land"]),
        ((None, "the ridge"), ("land", "a line"), None, ["land"]),
        ((None, "the ridge"), ("prisoners", "the ridge"), None, []),  # who names an issue means that
        ((None, "the sea"), (None, "the sea"), None, []),
    ],
)
@pytest.mark.parametrize("since", [None, "2025-08-03"])  # the stance before lies in the period, or before it
def test_shifts_are_on_the_dossiers_issues(
    file_record: Record,
    first: tuple[str | None, str],
    second: tuple[str | None, str],
    wanted: str | None,
    expected: list[str],
    since: str | None,
) -> None:
    tell(
        file_record,
        told("01", "Anna Berg", "accept", first[0], "Norland", first[1]),
        told("05", "Leon Dorn", "reject", second[0], "Norland", second[1]),
    )
    found = list_shifts(file_record, Filter(issue=wanted, since=since), dossier=DOSSIER)
    assert sorted(shift.issue for shift in found) == sorted(expected)
    voices = list_contradictions(file_record, Filter(issue=wanted), dossier=DOSSIER)
    assert sorted(pair.issue or "" for pair in voices) == sorted(expected)


def test_each_of_a_days_voices_is_looked_at_before(file_record: Record) -> None:
    tell(
        file_record,
        told("01", "Anna Berg", "accept", None, "Norland", "the valley"),
        told("01", "Leon Dorn", "reject", None, "Norland", "the valley"),
        told("05", "Norland", "accept", None, None, "the valley"),
    )
    assert shifts(file_record, since="2025-08-03") == []


@pytest.mark.parametrize(
    ("days", "wanted", "expected"),
    [
        ("", {}, ["05", "08", "12"]),
        ("since: 2025-08-07\n", {}, ["08", "12"]),
        ("until: 2025-08-09\n", {}, ["05", "08"]),
        ("until: 2030\n", {}, ["05", "08", "12"]),  # the talks go on: the last ninety days are those of the record
        ("since: 2025-08-07\nuntil: 2025-08-09\n", {}, ["08"]),
        ("since: 2025-08-07\n", {"since": "2025-08-02"}, ["05", "08", "12"]),
        ("until: 2025-08-09\n", {"until": "2025-08-30"}, ["05", "08", "12"]),
        ("since: 2025-08-07\n", {"until": "2025-08-09"}, ["08"]),
    ],
)
def test_the_dossiers_days_count_where_none_are_given(
    file_record: Record, days: str, wanted: dict[str, str], expected: list[str]
) -> None:
    tell(
        file_record,
        told("01", "Anna Berg", "accept", "prisoners", "Norland"),
        told("05", "Leon Dorn", "reject", "prisoners", "Norland"),
        told("08", "Anna Berg", "accept", "prisoners", "Norland"),
        told("12", "Leon Dorn", "reject", "prisoners", "Norland"),
    )
    dossier = parse_dossier(TEXT + days)
    assert [after for *_, after in reversed(shifts(file_record, dossier, **wanted))] == expected
    entries = list_timeline(file_record, Filter(**wanted), dossier=dossier)  # type: ignore[arg-type]
    assert [entry.day[-2:] for entry in entries if entry.day > "2025-08-01"] == expected
    pairs = list_contradictions(file_record, Filter(**wanted), dossier=dossier)  # type: ignore[arg-type]
    last = {max(pair.one.citation.published or "", pair.other.citation.published or "")[-2:] for pair in pairs}
    assert last <= set(expected)


def voices(record: Record, dossier: Dossier | None = DOSSIER, **wanted: str) -> list[tuple[str, frozenset[str]]]:
    """Return the party and the two holders of each pair of voices."""
    found = []
    for pair in list_contradictions(record, Filter(**wanted), dossier=dossier):  # type: ignore[arg-type]
        if isinstance(pair.one, PositionRow) and isinstance(pair.other, PositionRow):
            found.append((pair.party, frozenset({pair.one.holder.name, pair.other.holder.name})))
    return found


TWO_VOICES = (
    told("01", "Anna Berg", "accept", "prisoners", "Norland"),
    told("02", "Rashid Quist", "reject", "prisoners", "Norland"),  # he speaks for Sudria
    told("03", "Mira Kovar", "accept", "prisoners", None),
    told("04", "Ines Vale", "accept", "prisoners", None),
    told("05", "Lake Union", "reject", "prisoners", None),
    told("06", "Ostmark", "accept", "prisoners", None),
    told("07", "Petra Holm", "reject", "prisoners", "Ostmark"),
)
SUDRIA, UNION = frozenset({"Rashid Quist", "Mira Kovar"}), frozenset({"Lake Union", "Ines Vale"})


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, [("Lake Union", UNION), ("Sudria", SUDRIA)]),
        ({"party": "Sudria"}, [("Sudria", SUDRIA)]),
        ({"party": "Mira Kovar"}, [("Sudria", SUDRIA)]),
        ({"party": "Norland"}, []),
        ({"actor": "Sudria"}, [("Sudria", SUDRIA)]),
        ({"actor": "Norland"}, []),
        ({"actor": "Quist"}, []),  # one of the two alone
        ({"issue": "prisoners"}, [("Lake Union", UNION), ("Sudria", SUDRIA)]),
        ({"issue": "land"}, []),
    ],
)
def test_two_voices_are_of_whom_the_dossier_says(
    file_record: Record, wanted: dict[str, str], expected: list[tuple[str, frozenset[str]]]
) -> None:
    tell(file_record, *TWO_VOICES)
    assert ("Norland", frozenset({"Anna Berg", "Rashid Quist"})) in voices(file_record, None)
    assert voices(file_record, **wanted) == expected


def test_the_rows_of_two_voices_are_on_behalf_of_the_party(file_record: Record) -> None:
    tell(file_record, *TWO_VOICES)
    (pair,) = list_contradictions(file_record, Filter(party="Sudria"), dossier=DOSSIER)
    for row in (pair.one, pair.other):
        assert isinstance(row, PositionRow)
        assert [actor.name for actor in row.on_behalf_of] == ["Sudria"]


def test_who_speaks_for_two_parties_speaks_for_both_and_for_no_other(file_record: Record) -> None:
    both = "name: A\nparties: [{name: Norland, speakers: [Ines Vale]}, {name: Sudria, speakers: [Ines Vale]}, Ostmark]"
    tell(
        file_record,
        told("01", "Norland", "accept", "prisoners", None),
        told("02", "Sudria", "accept", "prisoners", None),
        told("03", "Ostmark", "accept", "prisoners", None),
        told("04", "Ines Vale", "reject", "prisoners", "Ostmark"),
    )
    found = voices(file_record, parse_dossier(both))
    assert sorted(party for party, _ in found) == ["Norland", "Sudria"]
    assert voices(file_record, parse_dossier(both), party="Ostmark") == []


@pytest.mark.parametrize(
    ("parties", "wanted", "expected"),
    [
        (["Norland", "Sudria"], {}, 1),
        (["Norland", "Westria"], {}, 1),
        (["Lake Union", "Westria"], {}, 1),
        (["Ostmark", "Westria"], {}, 0),
        (["Ines Vale", "Westria"], {}, 1),  # nothing but the dossier says for whom she speaks
        (["Ines Vale", "Westria"], {"party": "Lake Union"}, 1),
        (["Ines Vale", "Westria"], {"party": "Norland"}, 0),
        (["Norland", "Sudria"], {"party": "Sudria"}, 1),
        (["Norland", "Westria"], {"party": "Sudria"}, 0),
        (["Norland", "Westria"], {"actor": "Norland"}, 1),
        (["Norland", "Westria"], {"actor": "Sudria"}, 0),
        (["Ostmark", "Westria"], {"actor": "Ostmark"}, 0),
        (["Norland", "Westria"], {"issue": "prisoners"}, 0),
    ],
)
def test_denials_are_of_meetings_of_the_dossiers_parties(
    file_record: Record, parties: list[str], wanted: dict[str, str], expected: int
) -> None:
    meet(file_record, "01", ["Norland", "Sudria", "Ostmark", "Lake Union"], when="2025-07-01")  # all are known
    meet(file_record, "11", parties)
    meet(file_record, "12", parties, "denied")
    assert len(list_contradictions(file_record, Filter())) == 1
    found = list_contradictions(file_record, Filter(**wanted), dossier=DOSSIER)  # type: ignore[arg-type]
    assert [pair.kind for pair in found] == ["denied"] * expected


@pytest.mark.parametrize("name", ["Norland", "Northland"])
def test_meetings_are_those_of_a_party_by_any_of_its_names(file_record: Record, name: str) -> None:
    meet(file_record, "11", ["Norland", "Westria"])
    meet(file_record, "12", ["Norland", "Westria"], "denied")
    meet(file_record, "13", ["Ines Vale", "Westria"], when="2025-08-13")
    dossier = parse_dossier(TEXT.replace("name: Norland", f"name: {name}"))
    assert len(list_contradictions(file_record, Filter(), dossier=dossier)) == 1
    state = find_state(file_record, on=date(2025, 8, 14), dossier=dossier)
    assert [meeting.when for meeting in (*state.held, *state.refused)] == ["2025-08-13", "2025-08-10"]


def test_what_a_speaker_does_is_told_of_the_party(file_record: Record) -> None:
    meet(file_record, "11", ["Norland", "Westria"])
    meet(file_record, "12", ["Ines Vale", "Westria"], "denied")
    dossier = parse_dossier("name: A\nparties: [Sudria, {name: Northland, speakers: [Ines Vale]}]\n")
    assert list_contradictions(file_record, Filter()) == []
    assert [pair.kind for pair in list_contradictions(file_record, Filter(), dossier=dossier)] == ["denied"]


def test_a_party_may_be_several_actors(file_record: Record) -> None:
    meet(file_record, "10", ["Lake Union", "River Union"], when="2025-07-01")
    meet(file_record, "11", ["River Union", "Westria"])
    meet(file_record, "12", ["River Union", "Westria"], "denied")
    dossier = parse_dossier("name: A\nparties: [Norland, Union]\n")
    assert [pair.kind for pair in list_contradictions(file_record, Filter(), dossier=dossier)] == ["denied"]


def test_who_speaks_for_a_party_has_no_office_of_another(file_record: Record) -> None:
    tell(file_record, told("01", "Petra Holm", "accept", "prisoners", None))  # by her code of Norland's government
    meet(file_record, "11", ["Petra Holm", "Westria"])
    meet(file_record, "12", ["Petra Holm", "Norland"])
    dossier = parse_dossier("name: A\nparties: [Norland, {name: Sudria, speakers: [Petra Holm]}]\n")
    days = {
        party: [
            entry.row.citation.published for entry in list_timeline(file_record, Filter(party=party), dossier=dossier)
        ]
        for party in ("Norland", "Sudria")
    }
    assert days == {"Norland": ["2025-08-12"], "Sudria": ["2025-08-01", "2025-08-11", "2025-08-12"]}


def briefly(entries: list[Entry]) -> list[str]:
    return [f"{entry.day[-2:]} {entry.kind} {', '.join(entry.who)}" for entry in entries]


QUARREL = (
    told("01", "Anna Berg", "demand", "prisoners", "Norland"),
    told("02", "Rashid Quist", "reject", "prisoners", "Norland"),  # he speaks for Sudria
    told("03", "Ostmark", "reject", "prisoners", None),
    told("04", "Petra Holm", "demand", None, "Norland", "the valley"),
    told("05", "Norland", "demand", "trade", None),
    told("06", "Norland", "demand", None, None, "the sea"),
    told("07", "Petra Holm", "accept", "prisoners", "Ostmark"),
)
ALL = [
    "01 position Norland, Anna Berg",
    "02 position Sudria, Rashid Quist",
    "04 position Norland, Petra Holm",
    "07 position Ostmark, Petra Holm",  # she has an office of Norland's
    "10 event Anna Berg, Westria",
    "14 event Ostmark, Rashid Quist",
    "15 event Petra Holm, Westria",
]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ALL),
        ({"limit": 0}, ALL),
        ({"limit": 2}, ALL[-2:]),
        ({"party": "Norland"}, [ALL[0], ALL[2], ALL[3], ALL[4], ALL[6]]),
        ({"party": "Sudria"}, [ALL[1], ALL[5]]),
        ({"party": "Quist"}, [ALL[1], ALL[5]]),
        ({"actor": "Anna Berg"}, [ALL[0], ALL[4]]),
        ({"actor": "Norland"}, [ALL[0], ALL[2]]),
        ({"actor": "Sudria"}, [ALL[1]]),
        ({"actor": "Ostmark"}, [ALL[3], ALL[5]]),  # not what it does without the parties
        ({"actor": "Ostmark", "party": "Sudria"}, [ALL[5]]),
        ({"actor": "Quist", "party": "Norland"}, []),
        ({"issue": "prisoners"}, [ALL[0], ALL[1], ALL[3]]),
        ({"issue": "land"}, [ALL[2]]),
        ({"issue": "trade"}, ["05 position Norland"]),
        ({"since": "2025-08-04", "until": "2025-08-11"}, [ALL[2], ALL[3], ALL[4]]),
    ],
)
@pytest.mark.parametrize("apart", [0, 60])  # one query that sorts, or one for each actor
def test_the_timeline_has_what_the_dossiers_people_take_part_in(
    file_record: Record, monkeypatch: pytest.MonkeyPatch, wanted: dict[str, str | int], expected: list[str], apart: int
) -> None:
    monkeypatch.setattr("dragoman.views.lists.MOST_ACTORS_APART", apart)
    tell(file_record, *QUARREL)
    for day, parties in (
        ("11", ["Anna Berg", "Westria"]),
        ("13", ["Ostmark", "Westria"]),
        ("14", ["Ostmark", "Rashid Quist"]),
        ("15", ["Petra Holm", "Westria"]),
    ):
        meet(file_record, day, parties, when="2025-08-10" if day == "11" else f"2025-08-{day}")
    assert briefly(list_timeline(file_record, Filter(**wanted), dossier=DOSSIER)) == expected  # type: ignore[arg-type]


def test_a_dossier_without_issues_has_all(file_record: Record) -> None:
    tell(file_record, *QUARREL)
    dossier = replace(DOSSIER, issues=())
    assert [entry.day[-2:] for entry in list_timeline(file_record, Filter(), dossier=dossier)] == [
        "01", "02", "04", "05", "06", "07",
    ]  # fmt: skip


def test_either_database_answers(record: Record) -> None:
    tell(record, *BOTH_SHIFT, *QUARREL)
    meet(record, "11", ["Norland", "Ostmark"])
    meet(record, "12", ["Norland", "Ostmark"], "denied")
    other = Filter(actor="Ostmark", since="2025-08-05")  # somebody outside of the dossier
    assert [entry.kind for entry in list_timeline(record, other, dossier=DOSSIER)] == ["position", "event", "event"]
    assert [pair.kind for pair in list_contradictions(record, other, dossier=DOSSIER)] == ["denied"]
    assert shifts(record, actor="Petra Holm") == []
    by_words = list_timeline(record, Filter(issue="land"), dossier=DOSSIER)
    assert briefly(by_words) == ["04 position Norland, Petra Holm"]
    assert {party for party, *_ in shifts(record)} == {"Norland", "Sudria"}
