"""What a list may be asked for, the same for all lists, and how a name becomes actors of the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from dragoman.errors import RecordError
from dragoman.record import schema
from dragoman.record.keys import fold
from dragoman.views.sides import acts_for

DEFAULT_LIMIT: Final = 50  # two screens


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which rows of a list are wanted; what is None or empty asks for nothing.

    Attributes:
        actor: name or key of who speaks, holds the position or takes part.
        party: like `actor`, and everybody who acts for it.
        toward: name or key of whom a position, statement or event is directed at.
        about: words that the statement, position or event must have.
        issue: id of an issue.
        stance: of positions.
        status: of events and meetings.
        type: PLOVER type of events.
        act: of statements (say, deny, demand).
        since: first day of publication, ISO.
        until: last day of publication, ISO.
        publisher: name of the outlet.
        article: id of the article.
        reviewed: only rows that a person confirmed or corrected.
        limit: how many rows at most; 0 for all.
    """

    actor: str | None = None
    party: str | None = None
    toward: str | None = None
    about: str | None = None
    issue: str | None = None
    stance: str | None = None
    status: str | None = None
    type: str | None = None
    act: str | None = None
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    article: str | None = None
    reviewed: bool = False
    limit: int = DEFAULT_LIMIT


def find_actors(connection: Connection, named: str) -> set[int]:
    """Return the numbers of all actors that a name or key can mean, with those merged into them.

    A whole name (also an alias) wins over a part of one: "Norland" is the state, not "North Norland Bank"; "Berg"
    finds everybody whose name has that word.

    Raises:
        RecordError: nobody is called so.
    """
    actors, names = schema.actors, schema.names
    folded = fold(named)
    by_key = select(actors.c.no).where(actors.c.key == named)
    by_name = select(actors.c.no).where(actors.c.folded == folded)
    by_alias = select(names.c.actor_no).where(names.c.folded == folded)
    whole = set(connection.scalars(by_key.union(by_name, by_alias)))
    if not whole:
        whole = _find_by_words(connection, folded)
    if not whole:
        raise RecordError(f"nobody in this record is called {named!r}; `dragoman actors list` shows who is")
    return with_merged(connection, whole)


def _find_by_words(connection: Connection, folded: str) -> set[int]:
    """Return the actors of whose names all these words are words."""
    words = set(folded.split())
    longest = max(words, key=len, default="")
    if not longest:
        return set()
    actors, names = schema.actors, schema.names
    found: set[int] = set()
    for query in (
        select(actors.c.no, actors.c.folded).where(actors.c.folded.contains(longest, autoescape=True)),
        select(names.c.actor_no, names.c.folded).where(names.c.folded.contains(longest, autoescape=True)),
    ):
        found.update(row[0] for row in connection.execute(query) if words <= set(row[1].split()))
    return found


def with_merged(connection: Connection, numbers: set[int]) -> set[int]:
    """Return the numbers with those of all actors that are merged with them, in either direction."""
    merged = load_merged(connection)
    roots = {root_of(number, merged) for number in numbers}
    return roots | {number for number in merged if root_of(number, merged) in roots}


def load_merged(connection: Connection) -> dict[int, int]:
    """Return which actor each merged actor counts as."""
    table = schema.actors
    query = select(table.c.no, table.c.merged_into).where(table.c.merged_into.is_not(None))
    return {row.no: row.merged_into for row in connection.execute(query)}


def root_of(number: int, merged: dict[int, int]) -> int:
    """Return the actor that a number counts as."""
    while number in merged:
        number = merged[number]
    return number


def find_party(connection: Connection, named: str) -> set[int]:
    """Return the numbers of an actor and of everybody who acts for it: by an office of it, or a code of its organs.

    Raises:
        RecordError: nobody is called so.
    """
    return with_officials(connection, find_actors(connection, named))


def with_officials(connection: Connection, numbers: set[int]) -> set[int]:
    """Return the numbers of actors with those of everybody who acts for one of them."""
    actors = schema.actors
    query = select(actors.c.name, actors.c.type, actors.c.country).where(actors.c.no.in_(numbers))
    rows = connection.execute(query).all()
    countries = {row.country for row in rows if row.type == "state" and row.country}
    members = select(actors.c.no).where(acts_for({row.name for row in rows}, countries))
    return with_merged(connection, numbers | set(connection.scalars(members)))


def wanted_actors(connection: Connection, filter: Filter) -> set[int] | None:
    """Return the numbers of the actors that a filter asks for, None where it asks for nobody."""
    if filter.actor is not None:
        return find_actors(connection, filter.actor)
    if filter.party is not None:
        return find_party(connection, filter.party)
    return None
