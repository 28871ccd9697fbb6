"""The tables of the record.

Three decisions carry the rest:

*   **Row ids are blocks of an article.** Every row that an article gives has the id `article.no * BLOCK + n`. The ids
    are known before the rows are written, so an article goes in without asking the database for them; rows of one
    article lie together on disk; and "the machine's rows of this article" is a range. The first half of a block is
    the machine's, the second half belongs to people's reviews.
*   **Every row has a key** made from its content (the article, the kind and the place of its words): reading again
    gives the same key to the same words, and an import gives it again elsewhere. Keys are what users type.
*   **Days are ISO strings.** They sort, they hold years that a database date cannot, and both databases give back
    what was put in. Moments are ISO strings in UTC with a final Z.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

BLOCK: Final = 1 << 20  # rows of one kind that one article can have: an article of 5 MB has about 400,000 mentions
PEOPLE: Final = BLOCK // 2  # the first row of a block that belongs to people's reviews

NAMING: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)
Number = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up by itself only in INTEGER PRIMARY KEY


def _number(name: str, target: str | None = None, *, nullable: bool = False, deferred: bool = False) -> Column[int]:
    """Return a column of whole numbers, a foreign key where `target` names a column."""
    if target is None:
        return Column(name, Number, nullable=nullable)
    key = (
        ForeignKey(target, deferrable=True, initially="DEFERRED")
        if deferred
        else ForeignKey(target, ondelete="CASCADE")
    )
    return Column(name, Number, key, nullable=nullable)


def _block_id() -> Column[int]:
    return Column("id", Number, primary_key=True, autoincrement=False)


def _text(name: str, *, nullable: bool = True) -> Column[str]:
    return Column(name, Text, nullable=nullable)


def _when(prefix: str) -> list[Column[str]]:
    """Return the columns of a TIMEX3 value and the days that it spans."""
    return [_text(f"{prefix}_value"), _text(f"{prefix}_earliest"), _text(f"{prefix}_latest")]


def _copies_index() -> Index:
    """Return the index of the rows that are copies: few are, and over all rows the planner would think it useless."""
    only = text("same_as IS NOT NULL")
    return Index(None, "same_as", sqlite_where=only, postgresql_where=only)


def _place_in_text() -> list[Column[Any]]:
    """Return the columns of a quotation's place: position, exact words, and the words around it.

    `spans` is a JSON list of [start, end) where the words stand in several pieces, else null. This is the W3C Web
    Annotation model's TextQuoteSelector together with its TextPositionSelector.
    """
    return [
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("spans", Text),
        Column("exact", Text, nullable=False),
        Column("prefix", Text, nullable=False),
        Column("suffix", Text, nullable=False),
    ]


def _kept_row() -> list[Column[Any]]:
    """Return the columns that statements, events and positions share.

    `standing` is live, superseded (a person's row stands in its place), rejected or retracted. `same_as` points at
    the first telling of the same words in the same story. `day` is the day of publication, repeated here because
    every list is cut and ordered by it.
    """
    return [
        _number("article_no", "articles.no"),
        _text("key", nullable=False),
        _text("local", nullable=False),
        _text("standing", nullable=False),
        _number("review_no", "reviews.no", nullable=True),
        _text("day"),
    ]


runs = Table(
    "runs",
    metadata,
    Column("no", Number, primary_key=True),
    _text("dragoman", nullable=False),
    _text("model", nullable=False),
    _text("started_at", nullable=False),
)

stories = Table("stories", metadata, Column("no", Number, primary_key=True), _text("first_day"))

articles = Table(
    "articles",
    metadata,
    Column("no", Number, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _text("digest", nullable=False),
    _text("published_on"),
    _text("publisher"),
    _text("title"),
    _text("url"),
    _text("language"),
    _text("text", nullable=False),
    _text("warnings"),
    _number("story_no", "stories.no", nullable=True),
    _number("run_no", "runs.no"),
    _text("kept_at", nullable=False),
    Index(None, "published_on"),
    Index(None, "story_no"),
)

bands = Table(
    "bands",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("article_no", Number, ForeignKey("articles.no", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Index(None, "article_no"),
    sqlite_with_rowid=False,
)

actors = Table(
    "actors",
    metadata,
    Column("no", Number, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    _text("identity", nullable=False),
    _text("name", nullable=False),
    _text("folded", nullable=False),
    _text("type", nullable=False),
    _text("code"),
    _text("country"),
    _text("wikidata"),
    _number("merged_into", "actors.no", nullable=True, deferred=True),
    Index(None, "folded"),
    Index(None, "merged_into"),
)

names = Table(
    "names",
    metadata,
    Column("actor_no", Number, ForeignKey("actors.no", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("folded", Text, primary_key=True),
    _text("name", nullable=False),
    Index(None, "folded"),
    sqlite_with_rowid=False,
)

roles = Table(
    "roles",
    metadata,
    Column("actor_no", Number, ForeignKey("actors.no", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("title", Text, primary_key=True),
    Column("of", Text, primary_key=True),
    Column("since", Text, primary_key=True),
    Column("until", Text, primary_key=True),
    sqlite_with_rowid=False,
)

cast = Table(
    "cast",
    metadata,
    _block_id(),
    _number("article_no", "articles.no"),
    _number("actor_no", "actors.no"),
    _text("local", nullable=False),
    _text("told", nullable=False),
    Index(None, "actor_no"),
)

times = Table(
    "times",
    metadata,
    _block_id(),
    _number("article_no", "articles.no"),
    _text("local", nullable=False),
    *_place_in_text(),
    _text("type", nullable=False),
    _text("value"),
    _text("mod"),
    _text("earliest"),
    _text("latest"),
)

mentions = Table(
    "mentions",
    metadata,
    _block_id(),
    _number("article_no", "articles.no"),
    _text("local", nullable=False),
    *_place_in_text(),
    _text("kind", nullable=False),
    _text("type", nullable=False),
    _text("actor_local"),
    _text("candidates"),
    _text("reason"),
)

reviews = Table(
    "reviews",
    metadata,
    Column("no", Number, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    _text("kind", nullable=False),
    _text("verdict", nullable=False),
    _text("target", nullable=False),
    _number("article_no", "articles.no", nullable=True),
    _text("changes", nullable=False),
    _text("row"),
    _text("reviewer"),
    _text("note"),
    _text("reviewed_at", nullable=False),
    _text("retracted_at"),
    _text("retracted_by"),
    Index(None, "target"),
    Index(None, "article_no"),
)

attributions = Table(
    "attributions",
    metadata,
    _block_id(),
    *_kept_row(),
    _number("same_as", "attributions.id", nullable=True, deferred=True),
    _text("quoting", nullable=False),
    _text("act"),
    Column("negated", Boolean(create_constraint=False), nullable=False),
    _number("nested_in", "attributions.id", nullable=True, deferred=True),
    _text("channel"),
    *_when("said"),
    Column("confidence", Float, nullable=False),
    Index(None, "key"),
    Index(None, "day"),
    _copies_index(),
    Index(None, "nested_in"),
)

events = Table(
    "events",
    metadata,
    _block_id(),
    *_kept_row(),
    _number("same_as", "events.id", nullable=True, deferred=True),
    _text("type", nullable=False),
    _text("mode"),
    _text("status", nullable=False),
    _text("form"),
    *_when("when"),
    _number("attribution_id", "attributions.id", nullable=True, deferred=True),
    Column("confidence", Float, nullable=False),
    Index(None, "key"),
    Index(None, "type", "day"),
    Index(None, "type", "when_earliest"),
    Index(None, "day"),
    _copies_index(),
    Index(None, "attribution_id"),
)

positions = Table(
    "positions",
    metadata,
    _block_id(),
    *_kept_row(),
    _number("same_as", "positions.id", nullable=True, deferred=True),
    _text("stance", nullable=False),
    _text("issue"),
    *_when("when"),
    _number("attribution_id", "attributions.id", nullable=True, deferred=True),
    Column("confidence", Float, nullable=False),
    Index(None, "key"),
    Index(None, "day"),
    _copies_index(),
    Index(None, "attribution_id"),
    Index(None, "stance", "day"),
    Index(None, "issue", "day"),
    Index(None, "issue", "attribution_id"),
)


def _parts(owner: str) -> Table:
    """Return the table of the parts (words in the text) of an attribution, event or position."""
    return Table(
        f"{owner}_parts",
        metadata,
        Column(
            f"{owner}_id", Number, ForeignKey(f"{owner}s.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
        ),
        Column("part", Text, primary_key=True),
        *_place_in_text(),
        sqlite_with_rowid=False,
    )


def _parties(owner: str, *extra: Column[str], index: tuple[str, ...]) -> Table:
    """Return the table of the actors of an attribution, event or position, each in a role and in order.

    `local` is the actor's id in the reading; null where a person named the actor in a review.
    """
    return Table(
        f"{owner}_actors",
        metadata,
        Column(
            f"{owner}_id", Number, ForeignKey(f"{owner}s.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
        ),
        Column("role", Text, primary_key=True),
        Column("ordinal", Integer, primary_key=True, autoincrement=False),
        _number("actor_no", "actors.no"),
        _text("local"),
        *extra,
        _text("day"),
        Index(None, *index),
        sqlite_with_rowid=False,
    )


attribution_parts = _parts("attribution")
event_parts = _parts("event")
position_parts = _parts("position")

attribution_actors = _parties("attribution", index=("actor_no", "role", "day"))
event_actors = _parties("event", _text("type", nullable=False), index=("actor_no", "type", "day"))
position_actors = _parties("position", _text("issue"), index=("actor_no", "issue", "day"))
Index("ix_position_actors_actor_day", position_actors.c.actor_no, position_actors.c.day)
Index("ix_event_actors_actor_day", event_actors.c.actor_no, event_actors.c.day)
Index("ix_position_actors_role_day_actor", position_actors.c.role, position_actors.c.day, position_actors.c.actor_no)

event_places = Table(
    "event_places",
    metadata,
    Column("event_id", Number, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    _text("name", nullable=False),
    _text("text"),
    _text("country"),
    Column("latitude", Float),
    Column("longitude", Float),
    sqlite_with_rowid=False,
)

position_answers = Table(
    "position_answers",
    metadata,
    Column(
        "position_id", Number, ForeignKey("positions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("answer_id", Number, ForeignKey("positions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Index(None, "answer_id"),
    sqlite_with_rowid=False,
)

# A row an article and not a statement: a search reads all of them, and 100,000 large rows are read in a tenth of the
# time of 1,500,000 small ones. `rows` is an array of indexing.ROW.
vectors = Table(
    "vectors",
    metadata,
    Column("article_no", Number, ForeignKey("articles.no", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _text("encoder", nullable=False),
    Column("rows", LargeBinary, nullable=False),
)

ROW_TABLES: Final = {"attribution": attributions, "event": events, "position": positions}
PART_TABLES: Final = {"attribution": attribution_parts, "event": event_parts, "position": position_parts}
PARTY_TABLES: Final = {"attribution": attribution_actors, "event": event_actors, "position": position_actors}


def machine_block(article_no: int) -> tuple[int, int]:
    """Return the range `[low, high)` of the ids of the machine's rows of an article."""
    return article_no * BLOCK, article_no * BLOCK + PEOPLE


def people_block(article_no: int) -> tuple[int, int]:
    """Return the range `[low, high)` of the ids of people's rows of an article."""
    return article_no * BLOCK + PEOPLE, (article_no + 1) * BLOCK
