from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dragoman.views.grouping import Account, group_accounts

FIRST = date(2025, 8, 1)
SIDES = ("norland", "sudria", "ostmark", "lake union")


@st.composite
def accounts(draw: st.DrawFn) -> list[Account]:
    return [_account(draw, number) for number in range(draw(st.integers(0, 12)))]


def _account(draw: st.DrawFn, number: int) -> Account:
    first = draw(st.none() | st.integers(0, 40).map(lambda days: FIRST.toordinal() + days))
    published = FIRST + timedelta(days=draw(st.integers(0, 30)))
    return Account(
        id=number,
        status=draw(st.sampled_from(["held", "scheduled", "proposed", "refused", "denied"])),
        call=draw(st.sampled_from([None, True, False])),
        sides=frozenset(draw(st.lists(st.sampled_from(SIDES), min_size=0, max_size=3))),
        persons=frozenset(),
        names=frozenset(),
        days=(first, first + draw(st.integers(0, 8))) if first is not None else None,
        latest=None,
        published=published.isoformat(),
        place=draw(st.sampled_from([None, "lakeside", "port amber"])),
        countries=frozenset(),
    )


@given(accounts())
def test_every_account_is_of_one_meeting_whatever_the_order_of_input(told: list[Account]) -> None:
    groups = group_accounts(told)
    assert sorted(account.id for group in groups for account in group.accounts) == list(range(len(told)))
    for group in groups:
        order = [(account.published, account.id) for account in group.accounts]
        assert order == sorted(order)
    assert group_accounts(reversed(told)) == groups


@given(accounts())
def test_accounts_of_one_meeting_share_a_side(told: list[Account]) -> None:
    for group in group_accounts(told):
        for account in group.accounts[1:]:
            assert any(account.sides & other.sides for other in group.accounts if other is not account)


def test_a_meeting_is_found_again_across_the_edge_of_a_week() -> None:
    """The days of two accounts that are three apart lie on two shelves wherever a week begins."""
    for shift in range(7):
        day = FIRST.toordinal() + shift
        pair = [_plain(1, "scheduled", day), _plain(2, "scheduled", day + 3), _plain(3, "scheduled", day + 30)]
        assert [len(group.accounts) for group in group_accounts(pair)] == [2, 1]


def _plain(number: int, status: str, day: int) -> Account:
    return Account(
        id=number,
        status=status,
        call=None,
        sides=frozenset({"norland", "sudria"}),
        persons=frozenset(),
        names=frozenset(),
        days=(day, day),
        latest=None,
        published=(FIRST + timedelta(days=number)).isoformat(),
        place=None,
        countries=frozenset(),
    )
