"""Search over articles and statements by words (FTS5 in SQLite, tsvector in PostgreSQL), or by meaning.

A query is words, all of which must occur (in any form: "guarantee" finds "guarantees"); words in double quotation
marks must follow each other.
"""

from __future__ import annotations

import re
from typing import Any, Final, Literal

from sqlalchemy import BigInteger, ColumnElement, CompoundSelect, Connection, Select, TextClause, column, select, text

from dragoman.errors import DragomanError
from dragoman.record.hits import Hit, Over
from dragoman.record.nearest import search_by_meaning
from dragoman.record.store import Record

By = Literal["words", "meaning"]
MANY_MATCHES: Final = 2000  # statements that are looked up one by one in some milliseconds
SAMPLED: Final = 10_000  # of the newest statements, some twenty milliseconds
FREQUENT: Final = 200  # hits among them, from which on going back beats PostgreSQL's index of words
RANKED: Final = 1000  # the newest hits are put in order of fitness; ranking all of a million takes seconds
SNIPPET_WORDS: Final = 24  # two lines of a terminal
TERM: Final = re.compile(r'"([^"]*)"|(\S+)')
LETTERS: Final = re.compile(r"[\w'’-]*\w[\w'’-]*")


def search(record: Record, query: str, *, by: By = "words", over: Over = "statements", limit: int = 20) -> list[Hit]:
    """Return what fits a query, the best first; wire copies of a statement count once.

    Args:
        record: where to search.
        query: words; words in double quotation marks must follow each other.
        by: the words themselves, or what they mean.
        over: statements or whole articles.
        limit: how many at most.

    Raises:
        DragomanError: articles are searched by meaning, which only statements are.
        ModelError: search by meaning needs the extra `meaning`, which is not installed.
        RecordError: the record cannot be read, or nothing in it has been indexed for search by meaning.
    """
    if by == "meaning":
        if over != "statements":
            raise DragomanError("only statements are searched by meaning; search articles by words")
        return search_by_meaning(record, query, limit=limit)
    terms = split_terms(query)
    if not terms:
        return []
    with record.reading() as connection:
        match, ranked = _quoted(terms), max(RANKED, limit)
        asked = {"match": match, "ranked": ranked, "limit": limit}
        if connection.dialect.name != "sqlite":
            often = _sample(connection, match) if over == "statements" else 0
            chosen = POSTGRESQL_NEWEST if often >= FREQUENT else POSTGRESQL_QUERIES[over]
            asked["window"] = SAMPLED * 2 * ranked // max(often, 1)
            return [_hit(row, over, row.snippet) for row in connection.execute(chosen, asked)]
        rows = connection.execute(SQLITE_QUERIES[over], asked).all()
        return [
            _hit(row, over, connection.scalar(SQLITE_SNIPPETS[over], {"match": asked["match"], "id": row.id}))
            for row in rows
        ]


def are_many(connection: Connection, ids: Select[Any] | CompoundSelect[Any]) -> bool:
    """Say whether a query of ids gives more than are quickly looked up one by one."""
    return connection.scalar(ids.limit(1).offset(MANY_MATCHES)) is not None


def _sample(connection: Connection, match: str) -> int:
    """Return how many of the newest statements fit."""
    newest = text(
        "SELECT count(*) FROM (SELECT search FROM attribution_parts WHERE part = 'content' "
        "ORDER BY attribution_id DESC LIMIT :newest) AS newest WHERE search @@ websearch_to_tsquery('english', :match)"
    )
    return int(connection.scalar(newest, {"newest": SAMPLED, "match": match}) or 0)


def has_words(query: str) -> ColumnElement[bool]:
    """Return the condition for PostgreSQL that a statement has the words, to be asked of one statement after the other.

    The sign of an offset keeps the database from looking all such statements up first.
    """
    clause = text(
        "EXISTS (SELECT 1 FROM attribution_parts AS held WHERE held.attribution_id = attributions.id "
        "AND held.part = 'content' AND held.search @@ websearch_to_tsquery('english', :about) OFFSET 0)"
    )
    return clause.bindparams(about=_quoted(split_terms(query)))  # type: ignore[return-value]


def select_statements(connection: Connection, query: str) -> Select[Any]:
    """Return the query of the ids of the statements that have the words."""
    return select(match_statements(connection, query).subquery().c.id)


def match_statements(connection: Connection, query: str) -> Any:
    """Return a clause that selects the ids of the statements that have the words of a query."""
    terms = split_terms(query)
    if connection.dialect.name == "sqlite":
        clause = text("SELECT rowid AS id FROM statement_search WHERE statement_search MATCH :about")
        return clause.bindparams(about=_quoted(terms) or '""').columns(column("id", BigInteger))
    clause = text(
        "SELECT attribution_id AS id FROM attribution_parts WHERE part = 'content' AND search "
        "@@ websearch_to_tsquery('english', :about)"
    )
    return clause.bindparams(about=_quoted(terms)).columns(column("id", BigInteger))


def split_terms(query: str) -> list[str]:
    """Return the words and phrases of a query, without signs that a search language gives a meaning."""
    terms = []
    for phrase, word in TERM.findall(query):
        words = LETTERS.findall(phrase or word)
        if words:
            terms.append(" ".join(words))
    return terms


def _quoted(terms: list[str]) -> str:
    """Return the terms in quotation marks: so written, both databases ask for all of them, phrases as phrases."""
    return " ".join(f'"{term}"' for term in terms)


def _hit(row: Any, over: Over, snippet: str | None) -> Hit:
    return Hit(
        key=row.key,
        over=over,
        article=row.article,
        published=row.published_on,
        publisher=row.publisher,
        title=row.title,
        snippet=" ".join((snippet or "").split()),
        score=round(float(row.score), 4),
    )


def _of_statements(parts: str) -> TextClause:
    """Return PostgreSQL's query for the newest statements that fit among these parts (a table, or a query of them)."""
    return text(
        "WITH asked AS (SELECT websearch_to_tsquery('english', :match) AS query), "
        "hits AS (SELECT p.attribution_id AS id, p.exact, "
        "ts_rank(p.search, asked.query) AS rank, asked.query "
        f"FROM asked, {parts} AS p WHERE p.part = 'content' AND p.search @@ asked.query "
        "ORDER BY p.attribution_id DESC LIMIT :ranked) "
        "SELECT a.key, r.id AS article, r.published_on, r.publisher, r.title, "
        "ts_headline('english', hits.exact, hits.query, 'StartSel=[, StopSel=], MaxWords=24, MinWords=8') AS snippet, "
        "hits.rank AS score FROM hits JOIN attributions AS a ON a.id = hits.id "
        "JOIN articles AS r ON r.no = a.article_no WHERE a.standing = 'live' AND a.same_as IS NULL "
        "ORDER BY hits.rank DESC, r.published_on DESC, a.id LIMIT :limit"
    )


# The newest hits are ranked; then only the best of them are looked up and cut to a snippet.
SQLITE_QUERIES: Final[dict[Over, TextClause]] = {
    "statements": text(
        "SELECT f.id, a.key, r.id AS article, r.published_on, r.publisher, r.title, -f.rank AS score FROM ("
        "SELECT rowid AS id, bm25(statement_search) AS rank FROM statement_search "
        "WHERE statement_search MATCH :match ORDER BY rowid DESC LIMIT :ranked) AS f "
        "JOIN attributions AS a ON a.id = f.id JOIN articles AS r ON r.no = a.article_no "
        "WHERE a.standing = 'live' AND a.same_as IS NULL ORDER BY f.rank, r.published_on DESC, a.id LIMIT :limit"
    ),
    "articles": text(
        "SELECT f.id, r.id AS key, r.id AS article, r.published_on, r.publisher, r.title, -f.rank AS score FROM ("
        "SELECT rowid AS id, bm25(article_search, 4.0, 1.0) AS rank FROM article_search "
        "WHERE article_search MATCH :match ORDER BY rowid DESC LIMIT :ranked) AS f "
        "JOIN articles AS r ON r.no = f.id ORDER BY f.rank, r.published_on DESC, r.no LIMIT :limit"
    ),
}
SQLITE_SNIPPETS: Final[dict[Over, TextClause]] = {
    "statements": text(
        f"SELECT snippet(statement_search, 0, '[', ']', '…', {SNIPPET_WORDS}) FROM statement_search "
        "WHERE statement_search MATCH :match AND rowid = :id"
    ),
    "articles": text(
        f"SELECT snippet(article_search, -1, '[', ']', '…', {SNIPPET_WORDS}) FROM article_search "
        "WHERE article_search MATCH :match AND rowid = :id"
    ),
}

POSTGRESQL_QUERIES: Final[dict[Over, TextClause]] = {
    "statements": _of_statements("attribution_parts"),
    "articles": text(
        "WITH asked AS (SELECT websearch_to_tsquery('english', :match) AS query), "
        "hits AS (SELECT r.no, ts_rank(r.search, asked.query) AS rank, asked.query "
        "FROM asked, articles AS r WHERE r.search @@ asked.query "
        "ORDER BY r.no DESC LIMIT :ranked), "
        "best AS (SELECT * FROM hits ORDER BY rank DESC LIMIT :limit) "
        "SELECT r.id AS key, r.id AS article, r.published_on, r.publisher, r.title, "
        "ts_headline('english', r.text, best.query, 'StartSel=[, StopSel=], MaxWords=24, MinWords=8') AS snippet, "
        "best.rank AS score FROM best JOIN articles AS r ON r.no = best.no "
        "ORDER BY best.rank DESC, r.published_on DESC, r.no"
    ),
}
# Of many hits, among the newest statements: PostgreSQL would look all of them up in its index of words, which does not
# know what follows what.
POSTGRESQL_NEWEST: Final[TextClause] = _of_statements(
    "(SELECT * FROM attribution_parts WHERE part = 'content' ORDER BY attribution_id DESC LIMIT :window)"
)
