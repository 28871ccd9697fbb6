"""Search by meaning: the statements whose vectors lie nearest to that of a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, and_, select

from dragoman.errors import RecordError
from dragoman.record import schema
from dragoman.record.hits import Hit
from dragoman.record.indexing import ROW

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dragoman.record.encoding import Encoder
    from dragoman.record.store import Record

ARTICLES_AT_ONCE: Final = 2000  # whose vectors are compared together: of 15 statements each, 50 MB as float32
SPARE: Final = 10  # times the limit, looked up: some of the nearest are copies, rejected or superseded
SNIPPET_CHARACTERS: Final = 160  # two lines of a terminal


def search_by_meaning(record: Record, query: str, *, limit: int = 20, encoder: Encoder | None = None) -> list[Hit]:
    """Return the statements nearest to a query in meaning, the nearest first; wire copies count once.

    All vectors are compared: nothing near is missed, and a record needs no second index beside its tables.

    Args:
        record: one whose statements have been indexed.
        query: what is looked for, a word or a sentence.
        limit: how many at most.
        encoder: the one that the statements were indexed with; that of the extra `meaning` if None.

    Raises:
        ModelError: the encoder cannot be loaded.
        RecordError: no statement has been indexed, or the record cannot be read.
    """
    if encoder is None:
        from dragoman.record.encoding import SentenceEncoder

        encoder = SentenceEncoder()
    if not query.strip():
        return []
    with record.reading() as connection:
        table = schema.vectors
        if connection.scalar(select(table.c.article_no).where(table.c.encoder == encoder.name).limit(1)) is None:
            message = "nothing is indexed for search by meaning; `dragoman index --record ...` does it"
            raise RecordError(message, path=record.where)
        wanted = encoder.encode([query])[0]
        return _load_hits(connection, _find_nearest(connection, wanted, encoder.name, most=limit * SPARE), limit)


def _find_nearest(
    connection: Connection, wanted: NDArray[np.float32], encoder_name: str, *, most: int
) -> dict[int, float]:
    """Return ids and cosines of the nearest statements, at most so many, the nearest first."""
    import numpy as np

    table = schema.vectors
    query = select(table.c.rows).where(table.c.encoder == encoder_name).execution_options(yield_per=ARTICLES_AT_ONCE)
    ids, cosines = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
    for some in connection.scalars(query).partitions():
        rows = np.frombuffer(b"".join(some), dtype=ROW)
        near = (rows["values"].astype(np.float32) @ wanted) * rows["scale"]
        ids, cosines = np.concatenate([ids, rows["id"]]), np.concatenate([cosines, near])
        if len(ids) > most:
            best = np.argpartition(-cosines, most)[:most]
            ids, cosines = ids[best], cosines[best]
    order = np.lexsort((ids, -cosines))
    return dict(zip(ids[order].tolist(), cosines[order].tolist(), strict=True))


def _load_hits(connection: Connection, nearest: dict[int, float], limit: int) -> list[Hit]:
    """Return the statements that count, of the nearest, in their order."""
    table, parts, articles = schema.attributions, schema.attribution_parts, schema.articles
    columns = (articles.c.id.label("article"), articles.c.published_on, articles.c.publisher, articles.c.title)
    query = (
        select(table.c.id, table.c.key, *columns, parts.c.exact)
        .join(parts, and_(parts.c.attribution_id == table.c.id, parts.c.part == "content"))
        .join(articles, articles.c.no == table.c.article_no)
        .where(table.c.id.in_(nearest), table.c.standing == "live", table.c.same_as.is_(None))
    )
    rows = {row.id: row for row in connection.execute(query)}
    return [
        Hit(
            key=row.key,
            over="statements",
            article=row.article,
            published=row.published_on,
            publisher=row.publisher,
            title=row.title,
            snippet=_shorten(row.exact),
            score=round(nearest[row.id], 4),
        )
        for row in [rows[number] for number in nearest if number in rows][:limit]
    ]


def _shorten(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= SNIPPET_CHARACTERS else line[:SNIPPET_CHARACTERS].rsplit(" ", 1)[0] + " …"
