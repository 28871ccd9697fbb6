"""Indexing statements for search by meaning: each gets the vector that the sentence encoder makes of its words.

It is a command of its own, since it takes about as long as reading. What is read again or corrected loses its article's
vectors, and the next run makes them anew; run again after an interruption, it goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, and_, delete, func, or_, select

from dragoman.record import schema
from dragoman.record.inserting import insert_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dragoman.record.encoding import Encoder, Vectors
    from dragoman.record.store import Record

WIDTH: Final = 384  # numbers of a vector: all-MiniLM-L6-v2's hidden_size
# A statement in the array of its article: its id, and its vector as `values * scale`. Rounding to a byte moves a cosine
# by less than 0.005, and takes a quarter of float32's room.
ROW: Final = [("id", "<i8"), ("scale", "<f4"), ("values", "i1", (WIDTH,))]
TOP: Final = 127  # the greatest byte
ARTICLES_AT_ONCE: Final = 100  # that are encoded and kept together: some seconds of work


def index_statements(
    record: Record, encoder: Encoder, *, on_progress: Callable[[int], None] | None = None
) -> tuple[int, int]:
    """Give the statements of all articles that have none their vectors, and return how many articles and statements.

    Args:
        record: what is indexed.
        encoder: makes the vectors.
        on_progress: called with the number of articles done.

    Raises:
        ModelError: the encoder cannot be loaded.
        RecordError: the record cannot be written; what was kept before stays.
    """
    articles, statements, last = 0, 0, 0
    while True:
        with record.reading() as connection:
            numbers = _find_unindexed(connection, encoder.name, after=last)
            words = _load_words(connection, numbers)
        if not numbers:
            return articles, statements
        rows = pack(words, encoder.encode(list(words.values())))
        with record.writing() as connection:
            done = _keep(connection, numbers, words, rows, encoder.name)
        last, articles, statements = numbers[-1], articles + done, statements + len(words)
        if on_progress:
            on_progress(articles)


def count_unindexed(record: Record, encoder_name: str) -> int:
    """Return how many articles have no vectors of this encoder, so that search by meaning passes over them."""
    with record.reading() as connection:
        return connection.scalar(_unindexed(encoder_name, func.count())) or 0


def forget_vectors(connection: Connection, article_no: int) -> None:
    """Drop the vectors of an article whose statements change."""
    connection.execute(delete(schema.vectors).where(schema.vectors.c.article_no == article_no))


def pack(ids: Iterable[int], vectors: Vectors) -> NDArray[np.void]:
    """Return ids and vectors, float32 of the shape (ids, WIDTH), as an array of ROW."""
    import numpy as np

    rows = np.zeros(len(vectors), dtype=ROW)
    if len(vectors):
        rows["id"] = list(ids)
        rows["scale"] = np.maximum(np.abs(vectors).max(axis=1), 1e-9) / TOP
        rows["values"] = np.round(vectors / rows["scale"][:, None])
    return rows


def _unindexed(encoder_name: str, *columns: Any) -> Any:
    articles, vectors = schema.articles, schema.vectors
    has_own = and_(vectors.c.article_no == articles.c.no, vectors.c.encoder == encoder_name)
    query = select(*columns).select_from(articles.outerjoin(vectors, has_own))
    return query.where(vectors.c.article_no.is_(None))


def _find_unindexed(connection: Connection, encoder_name: str, *, after: int) -> list[int]:
    number = schema.articles.c.no
    query = _unindexed(encoder_name, number).where(number > after).order_by(number).limit(ARTICLES_AT_ONCE)
    return list(connection.scalars(query))


def _load_words(connection: Connection, numbers: list[int]) -> dict[int, str]:
    """Return the words of these articles' statements by id, in order; also of those that do not count at present."""
    if not numbers:
        return {}
    table, parts = schema.attributions, schema.attribution_parts
    query = (
        select(table.c.id, parts.c.exact)
        .join(parts, and_(parts.c.attribution_id == table.c.id, parts.c.part == "content"))
        .where(or_(*(table.c.id.between(number * schema.BLOCK, (number + 1) * schema.BLOCK - 1) for number in numbers)))
        .order_by(table.c.id)
    )
    return {row.id: row.exact for row in connection.execute(query)}


def _keep(
    connection: Connection, numbers: list[int], words: dict[int, str], rows: NDArray[np.void], encoder_name: str
) -> int:
    """Keep the vectors and return of how many articles; one that changed meanwhile is left to the next run."""
    import numpy as np

    there = set(connection.scalars(select(schema.articles.c.no).where(schema.articles.c.no.in_(numbers))))
    different = {row_id // schema.BLOCK for row_id, _ in words.items() ^ _load_words(connection, numbers).items()}
    owners = rows["id"] // schema.BLOCK
    kept = []
    for number in sorted(there - different):
        own = rows[np.searchsorted(owners, number) : np.searchsorted(owners, number, side="right")]
        kept.append({"article_no": number, "encoder": encoder_name, "rows": own.tobytes()})
    connection.execute(delete(schema.vectors).where(schema.vectors.c.article_no.in_(numbers)))
    insert_rows(connection, schema.vectors, kept)
    return len(kept)
