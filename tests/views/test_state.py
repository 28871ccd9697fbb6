from __future__ import annotations

from datetime import date

import pytest

from dragoman.dossier import Dossier, DossierIssue, DossierParty, parse_dossier
from dragoman.record import Record
from dragoman.views import Filter, State, find_state, list_positions
from tests.record.talks import new_writer

DOSSIER = """
name: The valley talks
parties:
  - name: Norland
    speakers: [Anna Berg, Leon Dorn]
  - name: Sudria
third_parties: [Lake Union]
issues: [prisoners, ceasefire]
"""


def matrix(state: State) -> dict[tuple[str, str], str]:
    return {(cell.party, cell.issue): cell.position.stance for cell in state.cells}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 7, 31), {}),
        (
            date(2025, 8, 1),
            {("Norland", "prisoners"): "demand", ("Sudria", "prisoners"): "reject", ("Sudria", "ceasefire"): "offer"},
        ),
        (
            date(2025, 8, 20),
            {
                ("Norland", "prisoners"): "demand",
                ("Norland", "ceasefire"): "reject",
                ("Sudria", "prisoners"): "accept",
                ("Sudria", "ceasefire"): "offer",
            },
        ),
    ],
)
def test_the_matrix_has_the_latest_stance_of_what_was_published_by_then(
    talks: Record, on: date, expected: dict[tuple[str, str], str]
) -> None:
    assert matrix(find_state(talks, on=on, dossier=parse_dossier(DOSSIER))) == expected


def test_without_a_dossier_the_parties_are_those_that_want_something_of_each_other(talks: Record) -> None:
    state = find_state(talks, on=date(2025, 8, 20))
    assert {party.actor.name for party in state.parties} == {"Norland", "Sudria"}
    assert matrix(state)["Sudria", "prisoners"] == "accept"
    assert find_state(talks, on=date(2025, 7, 1)).parties == ()


def test_meetings_of_the_day(talks: Record) -> None:
    before, after = (find_state(talks, on=date(2025, 8, day)) for day in (10, 16))
    assert [meeting.when for meeting in before.coming] == ["2025-08-15"]
    assert before.held == ()
    assert [meeting.when for meeting in after.held] == ["2025-08-15"]
    assert after.coming == ()
    late = find_state(talks, on=date(2025, 8, 18))
    assert [meeting.when for meeting in late.coming] == ["2025-08-29"]
    assert [meeting.status for meeting in late.refused] == ["denied"]


def test_open_conditions_broken_promises_and_shifts(talks: Record) -> None:
    state = find_state(talks, on=date(2025, 8, 18))
    assert [row.condition for row in state.conditions] == ["if Norland withdraws from the ridge"]
    assert [row.about for row in state.broken] == ["broke its promise on the prisoners"]
    assert [(shift.party, shift.issue) for shift in state.shifts if shift.party == "Sudria"] == [
        ("Sudria", "prisoners")
    ]
    assert find_state(talks, on=date(2025, 8, 10)).broken == ()
    assert state.articles == 4


def test_corrections_win_and_are_marked(own_talks: Record) -> None:
    row = list_positions(own_talks, Filter(party="Sudria", stance="accept"))[0]
    own_talks.review(row.key, "correct", changes={"stance": "oppose"})
    state = find_state(own_talks, on=date(2025, 8, 20))
    cell = next(cell for cell in state.cells if (cell.party, cell.issue) == ("Sudria", "prisoners"))
    assert (cell.position.stance, cell.position.review) == ("oppose", "corrected")


def test_a_dossier_names_parties_that_the_record_does_not_know(talks: Record) -> None:
    dossier = Dossier(
        name="Other talks",
        parties=(DossierParty(name="Norland"), DossierParty(name="Atlantis", speakers=("Nemo",))),
        issues=(DossierIssue(id="prisoners", name="Prisoners of war"),),
    )
    state = find_state(talks, on=date(2025, 8, 20), dossier=dossier)
    assert [party.actor.name for party in state.parties] == ["Norland", "Atlantis"]
    assert [issue.name for issue in state.issues] == ["Prisoners of war"]
    assert state.negotiation == "Other talks"


def test_the_dossiers_days_bound_what_counts(talks: Record) -> None:
    dossier = parse_dossier(DOSSIER + "since: 2025-08-10\n")
    assert matrix(find_state(talks, on=date(2025, 8, 20), dossier=dossier)) == {("Sudria", "prisoners"): "accept"}


def test_an_issues_words_gather_positions_that_name_no_issue(record: Record) -> None:
    writer = new_writer("2025-08-01")
    sentence = "Norland demanded the return of the upper valley."
    writer.position("Anna Berg", "demand", "the return of the upper valley", sentence=sentence, behalf=("Norland",))
    record.add(writer.reading())
    with_words = "name: A\nparties: [Norland, Sudria]\nissues: [{id: land, words: [VALLEY, ridge]}]\n"
    for text, expected in ((with_words, {("Norland", "land"): "demand"}), (with_words.replace("VALLEY", "sea"), {})):
        assert matrix(find_state(record, on=date(2025, 8, 2), dossier=parse_dossier(text))) == expected


def test_an_empty_record_has_an_empty_state(record: Record) -> None:
    state = find_state(record, on=date(2025, 8, 20))
    assert (state.parties, state.cells, state.articles) == ((), (), 0)


def speak(record: Record, day: str, holder: str, stance: str, issue: str, behalf: str, **fields: str) -> None:
    writer = new_writer(day)
    sentence = f"On {day} {holder} spoke of the matter" + (f" {fields['condition']}." if fields else ".")
    writer.position(holder, stance, "the matter", sentence=sentence, issue=issue, behalf=(behalf,), **fields)
    record.add(writer.reading())


def test_whom_the_dossier_has_speak_for_a_party_counts_for_that_party_alone(record: Record) -> None:
    speak(record, "2025-08-01", "Anna Berg", "accept", "prisoners", "Norland")
    speak(record, "2025-08-04", "Rashid Quist", "reject", "prisoners", "Norland", condition="if they stop")
    speak(record, "2025-08-05", "Rashid Quist", "accuse", "prisoners", "Norland")
    on = date(2025, 8, 6)
    with_speaker = DOSSIER.replace("  - name: Sudria\n", "  - name: Sudria\n    speakers: [Rashid Quist]\n")
    state = find_state(record, on=on, dossier=parse_dossier(with_speaker))
    assert matrix(state) == {("Norland", "prisoners"): "accept", ("Sudria", "prisoners"): "reject"}
    assert state.shifts == ()
    assert [[actor.name for actor in row.on_behalf_of] for row in state.conditions] == [["Sudria"]]
    unknown = find_state(record, on=on, dossier=parse_dossier(DOSSIER))
    assert matrix(unknown) == {("Norland", "prisoners"): "reject"}
    assert [shift.party for shift in unknown.shifts] == ["Norland"]


def test_of_one_day_the_partys_own_words_go_before_its_speakers(record: Record) -> None:
    speak(record, "2025-08-01", "Norland", "accept", "prisoners", "Norland")
    speak(record, "2025-08-01", "Leon Dorn", "oppose", "prisoners", "Norland")
    assert matrix(find_state(record, on=date(2025, 8, 2), dossier=parse_dossier(DOSSIER))) == {
        ("Norland", "prisoners"): "accept"
    }


@pytest.mark.parametrize(
    ("parties", "when", "place", "kept"),
    [
        (["Norland"], None, None, False),
        (["Norland", "Sudria"], None, None, True),
        (["Norland"], "2025-08-20", None, True),
        (["Norland"], None, "Lakeside", True),
    ],
)
def test_a_coming_meeting_has_a_second_party_a_day_or_a_place(
    file_record: Record, parties: list[str], when: str | None, place: str | None, kept: bool
) -> None:
    writer = new_writer("2025-08-01")
    writer.meeting(parties, status="proposed", trigger="meeting", when=when, place=place, sentence="A meeting it is.")
    file_record.add(writer.reading())
    state = find_state(file_record, on=date(2025, 8, 2), dossier=parse_dossier(DOSSIER))
    assert bool(state.coming) == kept


def test_issues_have_the_dossiers_names_or_known_ones(talks: Record) -> None:
    names = {"prisoners": "Known name", "ceasefire": "Quiet guns"}
    dossier = parse_dossier(DOSSIER.replace("[prisoners, ceasefire]", "[{id: prisoners, name: Captives}, ceasefire]"))
    state = find_state(talks, on=date(2025, 8, 20), dossier=dossier, issue_names=names)
    assert [issue.name for issue in state.issues] == ["Captives", "Quiet guns"]
    own = find_state(talks, on=date(2025, 8, 20), issue_names=names)
    assert {issue.name for issue in own.issues} == {"Known name", "Quiet guns"}
