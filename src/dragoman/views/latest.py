"""Latest: the last position of each of some actors on an issue, found by the index and not by sorting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import ColumnElement, Connection, FromClause, or_, select

from dragoman.record import schema
from dragoman.views.rows import among

TAKEN_BY: Final = ("holder", "behalf")  # the roles of those whose position it is


def spoken_for_self(
    connection: Connection, speakers: Iterable[int], *, parties: FromClause = schema.position_actors
) -> list[ColumnElement[bool]]:
    """Return the conditions that a position of one of these speakers counts as theirs alone, not as another's.

    Where it is known for whom a person speaks, an article that is read to have that person speak for somebody else is
    read wrongly: the position then counts by its holder's row, and by no row of those on whose behalf it is.

    Args:
        connection: in a transaction.
        speakers: numbers of the actors of whom it is known for whom they speak; without any there is no condition.
        parties: the table of the actors of positions as the query has it, where it goes through it more than once.
    """
    known = sorted(speakers)
    if not known:
        return []
    voices = schema.position_actors.alias("voices")
    theirs = select(voices.c.position_id).where(
        voices.c.position_id == parties.c.position_id,
        voices.c.role == "holder",
        among(connection, voices.c.actor_no, known),
    )
    return [or_(parties.c.role == "holder", ~theirs.correlate(parties).exists())]


def find_latest(
    connection: Connection, numbers: Iterable[int], issue: str, *, conditions: Iterable[ColumnElement[bool]]
) -> dict[int, int]:
    """Return the id of the last position of each actor (by number) on an issue, where it has one.

    Of one day's, what the actor itself holds goes before what is held on its behalf.

    The query asks for one actor and one issue at a time, so that the index gives the last day first: sorting the
    thousands of positions of a party takes longer than all these look-ups.

    Args:
        connection: in a transaction.
        numbers: of actors.
        issue: its id.
        conditions: on the columns of `positions` and `position_actors`: the days, the stances.
    """
    parties, table, actors = schema.position_actors, schema.positions, schema.actors
    latest = (
        select(parties.c.position_id)
        .join(table, table.c.id == parties.c.position_id)
        .where(
            parties.c.actor_no == actors.c.no,
            parties.c.issue == issue,
            parties.c.role.in_(TAKEN_BY),
            *conditions,
            table.c.standing == "live",
            table.c.same_as.is_(None),
        )
        .order_by(parties.c.day.desc(), parties.c.role.desc(), parties.c.position_id.desc())  # "holder", then "behalf"
        .limit(1)
        .correlate(actors)
        .scalar_subquery()
    )
    rows = connection.execute(select(actors.c.no, latest).where(among(connection, actors.c.no, numbers)))
    return {row[0]: row[1] for row in rows if row[1] is not None}
