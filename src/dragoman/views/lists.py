"""Lists of statements, positions and events: a filter in, rows out, the latest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, or_, select, union_all
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from dragoman.record import schema
from dragoman.record.searching import are_many, has_words, select_statements
from dragoman.record.store import Record
from dragoman.views.filters import Filter, find_actors, wanted_actors
from dragoman.views.rows import (
    EventRow,
    PositionRow,
    Shown,
    Statement,
    load_all,
    load_events,
    load_positions,
    load_statements,
)

MOST_ACTORS_APART = 60  # beyond, one query that sorts is quicker than one for each
ROLES_A_ROW = 2  # in which an actor may stand in one row: holder and behalf, actor and recipient
MORE = 8  # times as many rows, where two a row were not enough: actors that were merged stand in more
MAIN_ROLES = {"attribution": ("speaker",), "event": ("actor", "recipient"), "position": ("holder", "behalf")}
TOWARD_ROLES = {"attribution": ("addressee",), "event": ("recipient", "actor"), "position": ("toward",)}


def list_statements(record: Record, filter: Filter) -> list[Statement]:
    """Return the statements that a filter asks for, the latest first; wire copies count once.

    Raises:
        RecordError: nobody is called as the filter asks.
    """
    table = schema.attributions
    conditions: list[ColumnElement[bool]] = [table.c.act == filter.act] if filter.act else []
    with record.reading() as connection:
        if filter.about:
            conditions.append(_about_statements(connection, filter.about))
        if filter.issue:
            inner = select(schema.positions.c.attribution_id).where(schema.positions.c.issue == filter.issue)
            conditions.append(table.c.id.in_(inner))
        return _list(connection, "attribution", filter, conditions, load_statements)


def list_positions(record: Record, filter: Filter) -> list[PositionRow]:
    """Return the positions that a filter asks for, the latest first; wire copies count once.

    Raises:
        RecordError: nobody is called as the filter asks.
    """
    table = schema.positions
    conditions: list[ColumnElement[bool]] = []
    if filter.stance:
        conditions.append(table.c.stance == filter.stance)
    if filter.issue:
        conditions.append(table.c.issue == filter.issue)
    if filter.about:
        conditions.append(_has_words("position", ("about", "evidence"), filter.about))
    with record.reading() as connection:
        return _list(connection, "position", filter, conditions, load_positions)


def list_events(record: Record, filter: Filter) -> list[EventRow]:
    """Return the events that a filter asks for, the latest first; wire copies count once.

    Raises:
        RecordError: nobody is called as the filter asks.
    """
    table = schema.events
    conditions: list[ColumnElement[bool]] = []
    if filter.type:
        conditions.append(table.c.type == filter.type)
    if filter.status:
        conditions.append(table.c.status == filter.status)
    if filter.about:
        conditions.append(_has_words("event", ("evidence",), filter.about))
    with record.reading() as connection:
        return _list(connection, "event", filter, conditions, load_events)


def find_ids(
    connection: Connection,
    kind: str,
    filter: Filter,
    conditions: Sequence[ColumnElement[bool]] = (),
    *,
    numbers: set[int] | None = None,
) -> list[int]:
    """Return the ids of the rows of a kind that count and that a filter asks for, the latest first.

    Args:
        connection: in a transaction.
        kind: attribution, event or position.
        filter: which rows.
        conditions: more of them, on the columns of the rows, and of their actors where some are asked for.
        numbers: whose rows; those of the filter's actor or party where none are given.
    """
    if numbers is None:
        numbers = wanted_actors(connection, filter)
    if numbers is not None and filter.limit and 1 < len(numbers) <= MOST_ACTORS_APART:
        return _merge_latest(connection, kind, filter, conditions, numbers)
    return [row.id for row in _find_rows(connection, kind, filter, conditions, numbers)]


def _merge_latest(
    connection: Connection,
    kind: str,
    filter: Filter,
    conditions: Sequence[ColumnElement[bool]],
    numbers: set[int],
) -> list[int]:
    """Return the latest rows of several actors: each actor's latest, which an index gives in order, and of these."""
    rows = {
        row.id: (row.day or "", row.id)
        for number in sorted(numbers)
        for row in _find_rows(connection, kind, filter, conditions, {number})
    }
    return sorted(rows, key=rows.__getitem__, reverse=True)[: filter.limit]


def _find_rows(
    connection: Connection,
    kind: str,
    filter: Filter,
    conditions: Sequence[ColumnElement[bool]],
    numbers: set[int] | None,
) -> list[Any]:
    """Return id and day of the rows that a filter asks for, the latest first, each once."""
    table = schema.ROW_TABLES[kind]
    query, day, key = _start(kind, table, numbers, filter)
    query = query.where(table.c.standing == "live", table.c.same_as.is_(None), *conditions)
    query = _between(query, day, filter)
    if filter.toward:
        query = query.where(_involves(kind, table, find_actors(connection, filter.toward)))
    query = _from_articles(query, table, filter)
    if filter.reviewed:
        query = query.where(table.c.review_no.is_not(None))
    found: dict[int, Any] = {}
    queries = [query.where(day.is_not(None)).order_by(day.desc(), key.desc())]
    if not (filter.since or filter.until):  # without a day they come last, on either database
        queries.append(query.where(day.is_(None)).order_by(key.desc()))
    for each in queries:
        if not filter.limit or len(found) < filter.limit:
            found |= _fetch(connection, each, most=filter.limit - len(found) if filter.limit else 0)
    return list(found.values())


def _fetch(connection: Connection, query: Select[Any], *, most: int) -> dict[int, Any]:
    """Return the first rows of a query by id, at most so many (0 for all); one comes for each role that an actor has.

    The database is asked for a few more than are wanted, and for many more only where so many come twice: PostgreSQL
    would otherwise make and send all that fit.
    """
    asked = most * ROLES_A_ROW
    while True:
        rows = connection.execute(query.limit(asked) if asked else query).all()
        found = {row.id: row for row in rows}
        if not most or len(found) >= most or len(rows) < asked:
            return dict(list(found.items())[: most or None])
        asked *= MORE


def _list(
    connection: Connection,
    kind: str,
    filter: Filter,
    conditions: Sequence[ColumnElement[bool]],
    load: Callable[[Connection, Sequence[int]], list[Shown]],
) -> list[Shown]:
    ids = find_ids(connection, kind, filter, conditions)
    return load_all(load, connection, ids)


def _start(
    kind: str, table: Table, numbers: set[int] | None, filter: Filter
) -> tuple[Select[Any], ColumnElement[Any], ColumnElement[Any]]:
    """Return the beginning of a query, and its columns of the day and the id.

    It goes from the actors where some are asked for: the indexes of their table have the days, and the issue or type.
    """
    if numbers is None:
        return select(table.c.id, table.c.day), table.c.day, table.c.id
    parties = schema.PARTY_TABLES[kind]
    owner = parties.c[f"{kind}_id"]
    query = select(table.c.id, parties.c.day).join(parties, owner == table.c.id)
    own = parties.c.actor_no.in_(numbers) if len(numbers) != 1 else parties.c.actor_no == min(numbers)
    roles = MAIN_ROLES[kind]
    query = query.where(own, parties.c.role.in_(roles) if len(roles) > 1 else parties.c.role == roles[0])
    if kind == "position" and filter.issue:
        query = query.where(parties.c.issue == filter.issue)
    if kind == "event" and filter.type:
        query = query.where(parties.c.type == filter.type)
    return query, parties.c.day, owner


def _between(query: Select[Any], day: ColumnElement[Any], filter: Filter) -> Select[Any]:
    if filter.since:
        query = query.where(day >= filter.since)
    if filter.until:
        query = query.where(day <= filter.until)
    return query


def _involves(kind: str, table: Table, numbers: set[int]) -> ColumnElement[bool]:
    others = schema.PARTY_TABLES[kind].alias("others")  # the query may go through the same table for who acts
    inner = select(others.c.actor_no).where(
        others.c[f"{kind}_id"] == table.c.id, others.c.role.in_(TOWARD_ROLES[kind]), others.c.actor_no.in_(numbers)
    )
    return inner.exists()


def _from_articles(query: Select[Any], table: Table, filter: Filter) -> Select[Any]:
    articles = schema.articles
    if not (filter.publisher or filter.article):
        return query
    query = query.join(articles, articles.c.no == table.c.article_no)
    if filter.publisher:
        query = query.where(articles.c.publisher.ilike(filter.publisher))
    if filter.article:
        query = query.where(articles.c.id == filter.article)
    return query


def _about_statements(connection: Connection, about: str) -> ColumnElement[bool]:
    """Return the condition that a statement has these words, or takes a position on the issue of that name."""
    issue = "_".join(about.lower().split())
    of_issue = select(schema.positions.c.attribution_id).where(
        schema.positions.c.issue == issue, schema.positions.c.attribution_id.is_not(None)
    )
    inner = union_all(select_statements(connection, about), of_issue)
    if not are_many(connection, inner):
        return schema.attributions.c.id.in_(inner)
    # The database would look up every one of them and sort. It is made to go through the statements from the latest on,
    # of which so many fit that it soon has enough: in SQLite by a sign before the column, in PostgreSQL by asking anew.
    if connection.dialect.name == "sqlite":
        return UnaryExpression(schema.attributions.c.id, operator=custom_op("+")).in_(inner)
    stands = of_issue.where(schema.positions.c.attribution_id == schema.attributions.c.id).offset(0)
    return or_(has_words(about), stands.exists())


def _has_words(kind: str, names: Sequence[str], about: str) -> ColumnElement[bool]:
    """Return the condition that parts of a row have all these words; case makes no difference."""
    table, parts = schema.ROW_TABLES[kind], schema.PART_TABLES[kind].alias("parts")
    words = [parts.c.exact.icontains(word, autoescape=True) for word in about.split()]
    inner = select(parts.c.part).where(parts.c[f"{kind}_id"] == table.c.id, parts.c.part.in_(names), and_(*words))
    return inner.exists()
