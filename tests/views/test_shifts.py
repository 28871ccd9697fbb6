from __future__ import annotations

import pytest

from dragoman.record import Record
from dragoman.views import Filter, PositionRow, list_contradictions, list_positions, list_shifts
from tests.record.talks import new_writer


def test_a_shift_shows_both_quotations_with_their_days(talks: Record) -> None:
    shifts = list_shifts(talks, Filter(party="Sudria"))
    assert {(shift.party, shift.kind) for shift in shifts} >= {("Sudria", "reversal")}
    shift = next(shift for shift in shifts if shift.party == "Sudria")
    assert (shift.before.stance, shift.after.stance, shift.issue) == ("reject", "accept", "prisoners")
    assert (shift.before.citation.published, shift.after.citation.published) == ("2025-08-01", "2025-08-16")
    assert shift.after.citation.sentence == "Sudria accepted an exchange of all prisoners."


def test_the_stance_before_may_be_older_than_the_period(talks: Record) -> None:
    assert len([one for one in list_shifts(talks, Filter(since="2025-08-10")) if one.party == "Sudria"]) == 1
    assert [one for one in list_shifts(talks, Filter(until="2025-08-10")) if one.party == "Sudria"] == []


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (("accept", None), ("reject", None), "reversal"),
        (("oppose", None), ("support", None), "reversal"),
        (("accept", "if they stop"), ("accept", None), "condition dropped"),
        (("offer", None), ("promise", "if they stop"), "condition added"),
        (("demand", None), ("demand", None), None),
        (("reject", None), ("oppose", None), None),
        (("accept", None), ("accuse", None), None),
    ],
)
def test_kinds_of_shift(
    file_record: Record, first: tuple[str, str | None], second: tuple[str, str | None], kind: str | None
) -> None:
    for day, (stance, condition) in (("2025-08-01", first), ("2025-08-05", second)):
        writer = new_writer(day)
        sentence = f"Norland on {day} spoke of a truce" + (f" {condition}." if condition else ".")
        writer.position(
            "Anna Berg",
            stance,
            "a truce",
            sentence=sentence,
            issue="ceasefire",
            behalf=("Norland",),
            condition=condition,
        )
        file_record.add(writer.reading())
    shifts = list_shifts(file_record, Filter(actor="Norland"))
    assert [shift.kind for shift in shifts] == ([kind] if kind else [])


def test_two_speakers_of_one_party_contradict_each_other_within_a_week(talks: Record) -> None:
    found = [one for one in list_contradictions(talks, Filter()) if one.kind == "two voices"]
    assert len(found) == 1
    one, other = found[0].one, found[0].other
    assert isinstance(one, PositionRow)
    assert isinstance(other, PositionRow)
    assert found[0].party == "Norland"
    assert {one.holder.name, other.holder.name} == {"Anna Berg", "Leon Dorn"}
    assert {one.stance, other.stance} == {"accept", "reject"}


@pytest.mark.parametrize(("day", "count"), [("2025-08-08", 1), ("2025-08-09", 0)])
def test_after_a_week_it_is_a_shift_and_no_contradiction(file_record: Record, day: str, count: int) -> None:
    for published, holder, stance in (("2025-08-01", "Anna Berg", "accept"), (day, "Leon Dorn", "reject")):
        writer = new_writer(published)
        writer.position(
            holder, stance, "a truce", sentence=f"{holder} spoke of a truce.", issue="ceasefire", behalf=("Norland",)
        )
        file_record.add(writer.reading())
    assert len(list_contradictions(file_record, Filter())) == count


def test_a_denial_stands_beside_each_report(talks: Record) -> None:
    found = [one for one in list_contradictions(talks, Filter()) if one.kind == "denied"]
    assert [(one.one.status, one.other.status) for one in found] == [  # type: ignore[union-attr]
        ("held", "denied"),
        ("scheduled", "denied"),
        ("proposed", "denied"),
    ] or len(found) == 3
    assert all(one.other.status == "denied" for one in found)  # type: ignore[union-attr]


def test_a_rejected_row_makes_no_shift(own_talks: Record) -> None:
    row = list_positions(own_talks, Filter(party="Sudria", stance="accept"))[0]
    own_talks.review(row.key, "reject")
    assert [one for one in list_shifts(own_talks, Filter()) if one.party == "Sudria"] == []


def test_an_empty_record_has_neither(record: Record) -> None:
    assert list_shifts(record, Filter()) == []
    assert list_contradictions(record, Filter()) == []


@pytest.mark.parametrize(
    ("told", "shifts"),
    [
        # two speakers who differ on a day contradict each other, whatever their order
        ([("01", "Norland", "accept"), ("01", "Leon Dorn", "oppose")], []),
        ([("01", "Leon Dorn", "oppose"), ("01", "Norland", "accept")], []),
        # the party says what it said before, though one of its speakers does not
        ([("01", "Norland", "accept"), ("09", "Norland", "accept"), ("09", "Leon Dorn", "oppose")], []),
        # then it shifts, to what all say on a later day
        ([("01", "Norland", "accept"), ("09", "Norland", "accept"), ("09", "Leon Dorn", "oppose"),
          ("20", "Anna Berg", "reject")], [("09", "20")]),
        # of one speaker, what is told last on a day counts
        ([("01", "Norland", "reject"), ("09", "Norland", "reject"), ("09", "Norland", "accept")], [("01", "09")]),
        ([("01", "Norland", "reject"), ("01", "Norland", "accept")], []),
    ],
)  # fmt: skip
def test_a_shift_is_over_days(
    file_record: Record, told: list[tuple[str, str, str]], shifts: list[tuple[str, str]]
) -> None:
    days = sorted({day for day, _, _ in told})
    for day in days:
        writer = new_writer(f"2025-08-{day}")
        for number, (_, holder, stance) in enumerate(one for one in told if one[0] == day):
            sentence = f"Words {number} of {holder} on a truce."
            behalf = () if holder == "Norland" else ("Norland",)
            writer.position(holder, stance, "a truce", sentence=sentence, issue="ceasefire", behalf=behalf)
        file_record.add(writer.reading())
    found = list_shifts(file_record, Filter(actor="Norland"))
    pairs = [((one.before.citation.published or "")[-2:], (one.after.citation.published or "")[-2:]) for one in found]
    assert pairs == shifts
    voices = list_contradictions(file_record, Filter())
    assert bool(voices) == any(holder == "Leon Dorn" for _, holder, _ in told)
