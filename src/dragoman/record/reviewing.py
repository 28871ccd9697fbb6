"""Reviews: what people confirm, correct and reject, which actors they merge and split. Each can be taken back.

Nothing that a machine or a person wrote is deleted: a review supersedes, and a later review supersedes it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Literal, get_args

from sqlalchemy import Connection, Row, func, insert, select, update

from dragoman.contract import Actor, Quoting, Stance, Status, When
from dragoman.dates import find_days
from dragoman.errors import DataError, RecordError
from dragoman.record import schema
from dragoman.record.keys import fold, kind_of_key, make_key
from dragoman.record.linking import identity_of
from dragoman.record.reapplying import apply_review, make_actor, unapply_review
from dragoman.record.restoring import load_items
from dragoman.record.rows import KeptItem
from dragoman.record.snapshots import ACTOR_FIELDS, PARTS, Snapshot, actor_keys
from dragoman.record.stories import group_story
from dragoman.text import Part, Span

Verdict = Literal["confirm", "correct", "reject", "merge", "split"]
FIXED: Final = frozenset({"id", "confidence", "nested_in", "attribution", "answers", "places"})
CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "stance": get_args(Stance),
    "status": get_args(Status),
    "quoting": get_args(Quoting),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A human judgement on a row or an actor: what, by whom, when, and when it was taken back."""

    key: str
    kind: str
    verdict: Verdict
    target: str
    article: str | None
    changes: Mapping[str, Any]
    reviewer: str | None
    note: str | None
    reviewed_at: str
    retracted_at: str | None = None
    retracted_by: str | None = None
    row: str | None = None


def review_row(
    connection: Connection,
    key: str,
    verdict: Literal["confirm", "correct", "reject"],
    *,
    changes: Mapping[str, Any],
    reviewer: str | None,
    note: str | None,
    now: str,
) -> Review:
    """Judge a statement, event or position and return the review; an earlier one of the same row is taken back.

    Args:
        connection: in a transaction that holds the write lock.
        key: of the row.
        verdict: what is said of it.
        changes: field of the contract to new value, for a correction: actors by key or name, parts by their words.
        reviewer: who says it.
        note: why.
        now: the moment, ISO in UTC.

    Raises:
        RecordError: there is no such row.
        DataError: a change names an unknown field, a value that it cannot have, or words that are not in the article.
    """
    kind, row, item = _find_row(connection, key)
    article = connection.execute(select(schema.articles).where(schema.articles.c.no == row.article_no)).one()
    cast = _load_cast(connection, actor_keys(item))
    for name, value in changes.items():
        item = _change(connection, item, kind, name, value, text=article.text, cast=cast)
    snapshot = Snapshot.of(item, text=article.text, cast=cast)
    for earlier in _reviews_of(connection, key):
        _retract(connection, earlier, by="a later review", now=now)
    values = {
        "kind": kind,
        "verdict": verdict,
        "target": key,
        "article_no": row.article_no,
        "changes": json.dumps(changes, ensure_ascii=False),
        "row": snapshot.to_json(),
        "reviewer": reviewer,
        "note": note,
        "reviewed_at": now,
    }
    made = insert_review(connection, values)
    apply_review(connection, made)
    group_story(connection, int(article.story_no))
    return to_review(made, article.id)


def merge_actors(
    connection: Connection, one: str, into: str, *, reviewer: str | None, note: str | None, now: str
) -> Review:
    """Let the actor `one` count as the actor `into` (keys), and return the review.

    Raises:
        RecordError: they are one actor already.
    """
    first, second = _actor_row(connection, one), _actor_row(connection, into)
    if first.merged_into is not None:
        raise RecordError(f"{first.name} ({one}) is merged already; take that review back first")
    if second.no == first.no or _root(connection, second.no) == first.no:
        raise RecordError(f"{first.name} ({one}) and {second.name} ({into}) are one actor already")
    values = _actor_review("merge", target=one, changes={"into": into}, reviewer=reviewer, note=note, now=now)
    made = insert_review(connection, values)
    apply_actor_review(connection, made)
    return to_review(made, None)


def split_actor(
    connection: Connection,
    key: str,
    *,
    articles: Sequence[str],
    name: str,
    country: str | None,
    reviewer: str | None,
    note: str | None,
    now: str,
) -> Review:
    """Let an actor be another one in some articles, and return the review.

    Args:
        connection: in a transaction that holds the write lock.
        key: the actor.
        articles: ids of the articles in which it is another.
        name: of that other actor; the same name is allowed, it stays another actor.
        country: of the other actor.
        reviewer: who says it.
        note: why.
        now: the moment, ISO in UTC.

    Raises:
        RecordError: there is no such actor, or it does not occur in an article.
    """
    actor = _actor_row(connection, key)
    for article in articles:
        if not _occurs_in(connection, actor.no, article):
            raise RecordError(f"{actor.name} ({key}) does not occur in the article {article}")
    identity = f"split:{key}:{','.join(sorted(articles))}:{name}"
    new_actor = {"name": name, "type": actor.type, "country": country, "identity": identity}
    changes = {"from": key, "into": make_key("actor", identity), "articles": sorted(articles), "actor": new_actor}
    values = _actor_review("split", target=key, changes=changes, reviewer=reviewer, note=note, now=now)
    made = insert_review(connection, values)
    apply_actor_review(connection, made)
    return to_review(made, None)


def retract_review(connection: Connection, key: str, *, by: str | None, now: str) -> Review:
    """Take a review back and return it.

    Raises:
        RecordError: there is no such review, or it is taken back already.
    """
    row = connection.execute(select(schema.reviews).where(schema.reviews.c.key == key)).one_or_none()
    if row is None:
        raise RecordError(f"there is no review {key}; `dragoman review list` shows them")
    if row.retracted_at is not None:
        raise RecordError(f"the review {key} was taken back at {row.retracted_at} already")
    _retract(connection, row, by=by, now=now)
    article = None
    if row.article_no is not None:
        found = connection.execute(select(schema.articles).where(schema.articles.c.no == row.article_no)).one()
        group_story(connection, int(found.story_no))
        article = str(found.id)
    return to_review(connection.execute(select(schema.reviews).where(schema.reviews.c.key == key)).one(), article)


def insert_review(connection: Connection, values: Mapping[str, Any]) -> Row[Any]:
    """Write a review and return its row; without a key it gets one from what it says and how many were before."""
    values = dict(values)
    if "key" not in values:
        before = connection.scalar(select(func.count()).select_from(schema.reviews))
        values["key"] = make_key("review", values["target"], values["reviewed_at"], values["verdict"], before)
    made: Any = connection.execute(insert(schema.reviews).values(values)).inserted_primary_key
    return connection.execute(select(schema.reviews).where(schema.reviews.c.no == made[0])).one()


def apply_actor_review(connection: Connection, review: Row[Any]) -> None:
    """Put a merge or a split in force."""
    changes = json.loads(review.changes)
    if review.verdict == "merge":
        one, into = _actor_row(connection, review.target), _actor_row(connection, changes["into"])
        connection.execute(update(schema.actors).where(schema.actors.c.no == one.no).values(merged_into=into.no))
        return
    new = changes["actor"]
    actor = Actor(id="", name=new["name"], type=new["type"], country=new.get("country"))
    there = connection.scalar(select(schema.actors.c.no).where(schema.actors.c.key == changes["into"]))
    if there is None:
        make_actor(connection, key=changes["into"], identity=new["identity"], actor=actor)
    move_split(connection, changes)


def to_review(row: Row[Any], article: str | None) -> Review:
    """Return the review that a row keeps."""
    return Review(
        key=row.key,
        kind=row.kind,
        verdict=row.verdict,
        target=row.target,
        article=article,
        changes=json.loads(row.changes),
        reviewer=row.reviewer,
        note=row.note,
        reviewed_at=row.reviewed_at,
        retracted_at=row.retracted_at,
        retracted_by=row.retracted_by,
        row=row.row,
    )


def list_reviews(connection: Connection, *, article_no: int | None = None, kinds: Sequence[str] = ()) -> list[Review]:
    """Return the reviews in the order in which they were made: of one article, or of some kinds, or all."""
    reviews, articles = schema.reviews, schema.articles
    query = select(reviews, articles.c.id.label("article")).outerjoin(articles, articles.c.no == reviews.c.article_no)
    if article_no is not None:
        query = query.where(reviews.c.article_no == article_no)
    if kinds:
        query = query.where(reviews.c.kind.in_(kinds))
    return [
        to_review(row, row.article) for row in connection.execute(query.order_by(reviews.c.reviewed_at, reviews.c.no))
    ]


def _actor_review(
    verdict: str, *, target: str, changes: Mapping[str, Any], reviewer: str | None, note: str | None, now: str
) -> dict[str, Any]:
    return {
        "kind": "actor",
        "verdict": verdict,
        "target": target,
        "article_no": None,
        "changes": json.dumps(changes, ensure_ascii=False),
        "row": None,
        "reviewer": reviewer,
        "note": note,
        "reviewed_at": now,
    }


def _find_row(connection: Connection, key: str) -> tuple[str, Row[Any], KeptItem]:
    """Return the kind, the row and the item behind a key: a person's row before the machine's."""
    kind = kind_of_key(key)
    if kind not in schema.ROW_TABLES:
        raise RecordError(f"{key} is no key of a statement (s…), an event (e…) or a position (p…)")
    table = schema.ROW_TABLES[kind]
    query = select(table.c.id, table.c.standing).where(table.c.key == key, table.c.standing != "retracted")
    found = sorted(connection.execute(query).all(), key=lambda row: (row.standing == "live", row.id))
    if not found:
        raise RecordError(f"there is no row {key} in this record; lists show the keys")
    row, item = load_items(connection, kind, (found[-1].id, found[-1].id + 1), refs="key")[0]
    return kind, row, item


def _reviews_of(connection: Connection, key: str) -> Sequence[Row[Any]]:
    table = schema.reviews
    return connection.execute(select(table).where(table.c.target == key, table.c.retracted_at.is_(None))).all()


def _retract(connection: Connection, row: Row[Any], *, by: str | None, now: str) -> None:
    table = schema.reviews
    connection.execute(update(table).where(table.c.no == row.no).values(retracted_at=now, retracted_by=by))
    if row.kind != "actor":
        unapply_review(connection, row)
        return
    changes = json.loads(row.changes)
    if row.verdict == "merge":
        actor = _actor_row(connection, row.target)
        connection.execute(update(schema.actors).where(schema.actors.c.no == actor.no).values(merged_into=None))
        return
    move_split(connection, {**changes, "from": changes["into"], "into": changes["from"]})


def move_split(connection: Connection, changes: Mapping[str, Any]) -> None:
    """Let the rows of some articles that name the actor `from` name the actor `into`."""
    source, into = _actor_row(connection, changes["from"]), _actor_row(connection, changes["into"])
    _move_rows(connection, source.no, into.no, changes["articles"])


def _actor_row(connection: Connection, key: str) -> Row[Any]:
    row = connection.execute(select(schema.actors).where(schema.actors.c.key == key)).one_or_none()
    if row is None:
        raise RecordError(f"there is no actor {key} in this record; `dragoman actors list` shows them")
    return row


def _root(connection: Connection, no: int) -> int:
    table = schema.actors
    while (up := connection.scalar(select(table.c.merged_into).where(table.c.no == no))) is not None:
        no = int(up)
    return no


def _occurs_in(connection: Connection, actor_no: int, article: str) -> bool:
    query = (
        select(schema.cast.c.id)
        .join(schema.articles, schema.articles.c.no == schema.cast.c.article_no)
        .where(schema.cast.c.actor_no == actor_no, schema.articles.c.id == article)
    )
    return connection.execute(query.limit(1)).first() is not None


def _move_rows(connection: Connection, source: int, into: int, articles: Sequence[str]) -> None:
    """Let the rows of some articles that name one actor name another."""
    table = schema.articles
    for number in connection.scalars(select(table.c.no).where(table.c.id.in_(articles))).all():
        low, high = schema.machine_block(number)[0], schema.people_block(number)[1]
        for kind, parties in schema.PARTY_TABLES.items():
            owner = parties.c[f"{kind}_id"]
            where = (owner >= low, owner < high, parties.c.actor_no == source)
            connection.execute(update(parties).where(*where).values(actor_no=into))
        inside = (schema.cast.c.article_no == number, schema.cast.c.actor_no == source)
        connection.execute(
            update(schema.cast).where(schema.cast.c.id >= low, schema.cast.c.id < high, *inside).values(actor_no=into)
        )


def _load_cast(connection: Connection, keys: Sequence[str]) -> dict[str, Actor]:
    table = schema.actors
    return {
        row.key: Actor(
            id=row.key, name=row.name, type=row.type, code=row.code, country=row.country, wikidata=row.wikidata
        )
        for row in connection.execute(select(table).where(table.c.key.in_(keys)))
    }


def _change(
    connection: Connection, item: KeptItem, kind: str, name: str, value: Any, *, text: str, cast: dict[str, Actor]
) -> KeptItem:
    """Return the item with one field changed; actors that it names for the first time are added to `cast`."""
    allowed = {field.name for field in fields(item)} - FIXED
    if name not in allowed:
        raise DataError(f"a {kind} has no field {name!r} that can be corrected; it has {', '.join(sorted(allowed))}")
    if name in PARTS[kind]:
        value = _part(text, value, near=getattr(item, name))
        if value is None and name not in ("source", "cue", "condition"):
            raise DataError(f"{name} cannot be taken away; reject the row instead")
    elif name in ACTOR_FIELDS[kind]:
        named = [value] if isinstance(value, str) else list(value)
        keys = [_actor_key(connection, one, cast) for one in named]
        value = keys[0] if name == "holder" else tuple(keys)
    elif name in ("said", "when"):
        value = None if value is None else When(value=value, **find_days(value)._asdict())
    elif name in CHOICES and value not in CHOICES[name]:
        raise DataError(f"{name} cannot be {value!r}; it is one of {', '.join(CHOICES[name])}")
    elif name == "negated" and not isinstance(value, bool):
        raise DataError(f"negated is true or false, not {value!r}")
    return replace(item, **{name: value})


def _part(text: str, value: Any, *, near: Part | None) -> Part | None:
    """Return the part of the text that a correction names, by its words or as [[start, end], ...]."""
    if value is None:
        return None
    if isinstance(value, str):
        places = [at for at in range(len(text)) if text.startswith(value, at)] if value else []
        if not places:
            raise DataError(f"the words {value!r} do not stand in the article; copy them from it exactly")
        start = min(places, key=lambda place: abs(place - (near.start if near else 0)))
        return Part.of(text, [(start, start + len(value))])
    try:
        spans = [Span(int(start), int(end)) for start, end in value]
    except (TypeError, ValueError):
        raise DataError(f"a part is given by its words or as [[start, end]], not {value!r}") from None
    if not spans or any(not 0 <= span.start < span.end <= len(text) for span in spans):
        raise DataError(f"{value!r} lies outside the article's {len(text)} code points")
    return Part.of(text, spans)


def _actor_key(connection: Connection, named: str, cast: dict[str, Actor]) -> str:
    """Return the key of the actor that a correction names by key or name; an unknown name makes a new actor."""
    table = schema.actors
    by_key = connection.execute(select(table).where(table.c.key == named)).all()
    rows = (
        by_key
        or connection.execute(select(table).where(table.c.folded == fold(named), table.c.type != "unnamed")).all()
    )
    if len(rows) > 1:
        shown = ", ".join(f"{row.key} ({row.type}, {row.country or 'country unknown'})" for row in rows)
        raise DataError(f"{named!r} is several actors: {shown}; name one by its key")
    if rows:
        cast.update(_load_cast(connection, [rows[0].key]))
        return str(rows[0].key)
    actor = Actor(id="", name=named, type="person")
    key = make_key("actor", identity_of(actor, ""))
    cast[key] = replace(actor, id=key)
    return key
