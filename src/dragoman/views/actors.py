"""Actors: who occurs in the record, under which names, in which offices, how often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from dragoman.record import schema
from dragoman.record.store import Record
from dragoman.views.filters import DEFAULT_LIMIT, find_actors, load_merged, root_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """An actor with all its names and offices; `merged` are the keys of actors that people merged into it.

    An office is written "title, of whom (since – until)", as far as the articles told.
    """

    key: str
    name: str
    type: str
    country: str | None
    code: str | None
    wikidata: str | None
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    merged: tuple[str, ...]
    articles: int


def list_actors(
    record: Record, *, name: str | None = None, type: str | None = None, limit: int = DEFAULT_LIMIT
) -> list[ActorRow]:
    """Return the actors that a name can mean, or all, those of the most articles first.

    Args:
        record: where to look.
        name: a name, a word of one, or a key.
        type: only actors of this type; unnamed sources are left out unless asked for.
        limit: how many at most; 0 for all.

    Raises:
        RecordError: nobody is called so.
    """
    with record.reading() as connection:
        merged = load_merged(connection)
        counts = _count_articles(connection, find_actors(connection, name) if name else None)
        totals: defaultdict[int, int] = defaultdict(int)
        for number, count in counts.items():
            totals[root_of(number, merged)] += count
        for number in find_actors(connection, name) if name else ():
            totals[root_of(number, merged)] += 0
        chosen = _of_type(connection, totals, type)
        chosen.sort(key=lambda number: (-totals[number], number))
        return _load(connection, chosen[:limit] if limit else chosen, totals, merged)


def _count_articles(connection: Connection, numbers: set[int] | None) -> dict[int, int]:
    table = schema.cast
    query = select(table.c.actor_no, func.count()).group_by(table.c.actor_no)
    if numbers is not None:
        query = query.where(table.c.actor_no.in_(numbers))
    return {row[0]: row[1] for row in connection.execute(query)}


def _of_type(connection: Connection, numbers: Iterable[int], type: str | None) -> list[int]:
    table = schema.actors
    query = select(table.c.no).where(table.c.type == type if type else table.c.type != "unnamed")
    wanted = set(connection.scalars(query))
    return [number for number in numbers if number in wanted]


def _load(connection: Connection, numbers: list[int], totals: dict[int, int], merged: dict[int, int]) -> list[ActorRow]:
    groups: defaultdict[int, set[int]] = defaultdict(set)
    for number in merged:
        groups[root_of(number, merged)].add(number)
    every = {member for number in numbers for member in (number, *groups[number])}
    table = schema.actors
    rows = {row.no: row for row in connection.execute(select(table).where(table.c.no.in_(every)))}
    names = _load_names(connection, every)
    roles = _load_roles(connection, every)
    return [
        ActorRow(
            key=rows[number].key,
            name=rows[number].name,
            type=rows[number].type,
            country=rows[number].country,
            code=rows[number].code,
            wikidata=rows[number].wikidata,
            aliases=_other_names(rows[number].name, [number, *sorted(groups[number])], names),
            roles=tuple(dict.fromkeys(role for member in (number, *sorted(groups[number])) for role in roles[member])),
            merged=tuple(rows[member].key for member in sorted(groups[number])),
            articles=totals[number],
        )
        for number in numbers
    ]


def _other_names(name: str, members: Iterable[int], names: dict[int, list[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(other for member in members for other in names[member] if other != name))


def _load_names(connection: Connection, numbers: set[int]) -> defaultdict[int, list[str]]:
    table = schema.names
    names: defaultdict[int, list[str]] = defaultdict(list)
    for row in connection.execute(select(table).where(table.c.actor_no.in_(numbers)).order_by(table.c.folded)):
        names[row.actor_no].append(row.name)
    return names


def _load_roles(connection: Connection, numbers: set[int]) -> defaultdict[int, list[str]]:
    table = schema.roles
    roles: defaultdict[int, list[str]] = defaultdict(list)
    query = select(table).where(table.c.actor_no.in_(numbers)).order_by(table.c.since, table.c.title)
    for row in connection.execute(query):
        days = f" ({row.since} – {row.until})".replace("( ", "(").replace(" )", ")") if row.since or row.until else ""
        roles[row.actor_no].append(row.title + (f", {row.of}" if row.of else "") + days)
    return roles
