"""Sides: whom an actor stands for when it meets, or speaks for, others.

A minister stands for the state, a rebel of the same country does not. What decides is, in this order: what the actor
is (a state, an armed group), its code (CAMEO writes the role after the country: GOV, MIL, REB, OPP), and its offices.
A person of whom only the country is known stands for the state: most of those who meet foreign ministers do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, or_, select

from dragoman.record import schema
from dragoman.record.keys import fold

OF_STATE: Final = ("GOV", "MIL", "JUD", "LEG", "SPY", "COP")  # CAMEO's codes of the organs of a state
CODE: Final = re.compile(r"[A-Z]{3}([A-Z]{3})")
AGAINST_STATE: Final = re.compile(r"\b(?:opposition|shadow|rebel|exiled?|former|ex-)\b", re.IGNORECASE)


def find_sides(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """Return the side of each actor (by key), as the folded name of whom it stands for."""
    table = schema.actors
    columns = (table.c.no, table.c.key, table.c.name, table.c.type, table.c.country, table.c.code)
    rows = connection.execute(select(*columns).where(table.c.key.in_(set(keys)))).all()
    states = _states(connection, {row.country for row in rows if row.country})
    offices = _offices(connection, {row.no for row in rows})
    return {row.key: _side(row, states, offices[row.no]) for row in rows}


def acts_for(names: Iterable[str], countries: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition that an actor acts for one of these names (of states of these countries).

    It has an office of theirs that is not the opposition's, or a code of a state's organ.
    """
    actors, roles = schema.actors, schema.roles
    office = select(roles.c.actor_no).where(roles.c.of.in_(set(names)), ~roles.c.title.icontains("opposition"))
    codes = [actors.c.code.startswith(country + organ) for country in set(countries) for organ in OF_STATE]
    return or_(actors.c.no.in_(office), *codes)


def _states(connection: Connection, countries: set[str]) -> dict[str, str]:
    """Return the folded names of the states of some countries; of two of one country, the one told of first."""
    table = schema.actors
    query = select(table.c.country, table.c.folded).where(table.c.type == "state", table.c.country.in_(countries))
    states: dict[str, str] = {}
    for row in connection.execute(query.order_by(table.c.no)):
        states.setdefault(row.country, row.folded)
    return states


def _offices(connection: Connection, numbers: set[int]) -> defaultdict[int, list[tuple[str, str]]]:
    """Return the offices of actors as title and of whom, the latest first."""
    table = schema.roles
    offices: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    query = select(table.c.actor_no, table.c.title, table.c.of).where(table.c.actor_no.in_(numbers), table.c.of != "")
    for row in connection.execute(query.order_by(table.c.since.desc(), table.c.title)):
        offices[row.actor_no].append((row.title, row.of))
    return offices


def _side(row: Any, states: dict[str, str], offices: list[tuple[str, str]]) -> str:
    own, state = fold(row.name), states.get(row.country or "", row.country)
    if row.type == "state":
        return own
    role = CODE.fullmatch((row.code or "")[:6])
    if role:
        return state or own if role[1] in OF_STATE else _office_side(offices) or own
    if row.type != "person":
        return own
    if offices:
        return _office_side(offices) or own
    return state or own


def _office_side(offices: list[tuple[str, str]]) -> str | None:
    """Return of whom the latest office is that does not stand against its own state."""
    return next((fold(of) for title, of in offices if not AGAINST_STATE.search(title)), None)
