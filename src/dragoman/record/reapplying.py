"""Putting people's reviews in force: the row that a person stands for takes the place of the machine's.

One mechanism serves three cases: a review that has just been made, an article that has been read again (all its
reviews are put back, found by quotation and position), and an import.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select, update

from dragoman.contract import Actor, Attribution, Event, Position
from dragoman.record import schema
from dragoman.record.anchors import find_again
from dragoman.record.indexing import forget_vectors
from dragoman.record.inserting import insert_rows
from dragoman.record.keys import fold
from dragoman.record.linking import identity_of
from dragoman.record.restoring import load_items
from dragoman.record.rows import INSERT_ORDER, Frame, KeptItem, Refs, Rows
from dragoman.record.snapshots import Snapshot
from dragoman.text import Part

SAME_PLACE: Final = 0.5  # of the code points of both: the usual bound for calling two spans the same (IoU)


def reapply_reviews(connection: Connection, article_no: int) -> int:
    """Put the reviews of an article in force and return how many found no place in its text."""
    table = schema.reviews
    query = select(table).where(
        table.c.article_no == article_no, table.c.retracted_at.is_(None), table.c.kind != "actor"
    )
    reviews = connection.execute(query.order_by(table.c.no)).all()
    return sum(not apply_review(connection, review) for review in reviews)


def apply_review(connection: Connection, review: Row[Any]) -> bool:
    """Put one review in force; False where its words are no longer in the text.

    The machine's row for the same words is superseded or rejected; for a confirmation or correction a person's row
    with the same key stands beside it from now on.
    """
    article_no = int(review.article_no)
    snapshot = Snapshot.from_json(review.row)
    text = str(connection.scalar(select(schema.articles.c.text).where(schema.articles.c.no == article_no)))
    placed = _place(snapshot, text)
    machine = _match(connection, review, placed or snapshot.item)
    table = schema.ROW_TABLES[review.kind]
    if machine is not None:
        standing = "rejected" if review.verdict == "reject" else "superseded"
        connection.execute(update(table).where(table.c.id == machine).values(standing=standing, review_no=review.no))
    if review.verdict == "reject":
        return placed is not None
    if placed is None:
        return False
    _insert_row(connection, review, replace(snapshot, item=placed), text)
    return True


def unapply_review(connection: Connection, review: Row[Any]) -> None:
    """Take a review out of force: the machine's row counts again, the person's row is kept as retracted."""
    table = schema.ROW_TABLES[review.kind]
    low, middle = schema.machine_block(int(review.article_no))
    mine = table.c.review_no == review.no
    connection.execute(
        update(table).where(mine, table.c.id >= low, table.c.id < middle).values(standing="live", review_no=None)
    )
    high = schema.people_block(int(review.article_no))[1]
    connection.execute(
        update(table).where(mine, table.c.id >= middle, table.c.id < high).values(standing="retracted", same_as=None)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    id: int
    key: str
    item: KeptItem


def _match(connection: Connection, review: Row[Any], item: KeptItem) -> int | None:
    """Return the id of the machine's row that the review is about: the same key, else the same words."""
    block = schema.machine_block(int(review.article_no))
    candidates = [
        _Candidate(id=row.id, key=row.key, item=found)
        for row, found in load_items(connection, review.kind, block, refs="key")
    ]
    for candidate in candidates:
        if candidate.key == review.target:
            return candidate.id
    scored = [(_likeness(candidate.item, item), -candidate.id) for candidate in candidates]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= SAME_PLACE else None


def _likeness(one: KeptItem, other: KeptItem) -> float:
    """Return how much two rows are about the same words, 0 to 1; rows of another kind of thing are not alike."""
    if isinstance(one, Attribution) and isinstance(other, Attribution):
        return _shared(one.content, other.content)
    if isinstance(one, Event) and isinstance(other, Event):
        return _shared(one.trigger, other.trigger) if one.type == other.type else 0.0
    if isinstance(one, Position) and isinstance(other, Position):
        return _shared(one.about, other.about) if one.holder == other.holder else 0.0
    return 0.0


def _shared(one: Part, other: Part) -> float:
    """Return intersection over union of two parts, in code points."""
    mine = {place for span in one.spans for place in range(*span)}
    theirs = {place for span in other.spans for place in range(*span)}
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 0.0


def _place(snapshot: Snapshot, text: str) -> KeptItem | None:
    """Return the item with every part found again in the text; None where one is gone."""
    found: dict[str, Part] = {}
    for name, anchor in snapshot.anchors.items():
        part = find_again(text, anchor)
        if part is None:
            return None
        found[name] = part
    return replace(snapshot.item, **found)  # type: ignore[arg-type]


def _insert_row(connection: Connection, review: Row[Any], snapshot: Snapshot, text: str) -> None:
    article_no, kind = int(review.article_no), str(review.kind)
    rows = Rows(text)
    frame = Frame(
        id=_next_id(connection, kind, article_no),
        key=review.target,
        article_no=article_no,
        day=connection.scalar(select(schema.articles.c.published_on).where(schema.articles.c.no == article_no)),
        review_no=review.no,
    )
    refs = Refs(
        actors=_actor_numbers(connection, snapshot),
        attributions=_ids_by_key(connection, "attribution", article_no),
        positions=_ids_by_key(connection, "position", article_no),
        machine=False,
    )
    rows.add(snapshot.item, frame, refs)
    for table in INSERT_ORDER:
        insert_rows(connection, table, rows.tables[table])
    if kind == "attribution":
        forget_vectors(connection, article_no)


def _next_id(connection: Connection, kind: str, article_no: int) -> int:
    low, high = schema.people_block(article_no)
    table = schema.ROW_TABLES[kind]
    query = select(table.c.id).where(table.c.id >= low, table.c.id < high).order_by(table.c.id.desc()).limit(1)
    last = connection.scalar(query)
    return low if last is None else int(last) + 1


def _actor_numbers(connection: Connection, snapshot: Snapshot) -> dict[str, int]:
    """Return the numbers of the actors that a person's row names; one that no article knows yet is made."""
    numbers: dict[str, int] = {}
    for key, actor in snapshot.cast.items():
        number = connection.scalar(select(schema.actors.c.no).where(schema.actors.c.key == key))
        if number is None:
            number = make_actor(connection, key=key, identity=identity_of(actor, ""), actor=actor)
        numbers[key] = int(number)
    return numbers


def make_actor(connection: Connection, *, key: str, identity: str, actor: Actor) -> int:
    """Add an actor that a person named, and return its number."""
    row = {
        "key": key,
        "identity": identity,
        "name": actor.name,
        "folded": fold(actor.name),
        "type": actor.type,
        "code": actor.code,
        "country": actor.country,
        "wikidata": actor.wikidata,
    }
    made: Any = connection.execute(insert(schema.actors).values(row)).inserted_primary_key
    name = {"actor_no": made[0], "folded": fold(actor.name), "name": actor.name}
    connection.execute(insert(schema.names).values(name))
    return int(made[0])


def _ids_by_key(connection: Connection, kind: str, article_no: int) -> dict[str, int]:
    """Return the row ids of an article by key, a person's row before the machine's."""
    table = schema.ROW_TABLES[kind]
    low, high = schema.machine_block(article_no)[0], schema.people_block(article_no)[1]
    query = select(table.c.key, table.c.id).where(table.c.id >= low, table.c.id < high, table.c.standing == "live")
    return {row.key: row.id for row in connection.execute(query.order_by(table.c.id))}
