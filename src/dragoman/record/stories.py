"""Stories: wire copies of one report, and the statements in them that are the same statement.

An article joins the story of a near-duplicate published within a few days of it; else it begins a story of its own.
Statements, events and positions that several articles of a story carry are one row that counts (the first told) and
copies that point at it: nothing is dropped, and every outlet can be listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, or_, select, update

from dragoman.record import schema
from dragoman.record.inserting import insert_rows
from dragoman.record.keys import fold
from dragoman.record.shingles import Hashes, are_copies, hash_bands, hash_shingles

WINDOW_DAYS: Final = 3  # agencies' stories are reprinted within two days; one more for weekend editions
SAME_WORDS: Final = 85.0  # of 100, rapidfuzz partial_ratio: an insertion in brackets or a cut keeps 85 of most clauses
LEAST_LETTERS: Final = 20  # parts shorter than this ("agreed to talks") must be equal, not alike
MAIN_PARTS: Final = {"attribution": "content", "event": "evidence", "position": "about"}
SAME_COLUMNS: Final = {
    "attribution": (schema.attributions.c.negated,),
    "event": (schema.events.c.type, schema.events.c.status),
    "position": (schema.positions.c.stance,),
}
MAIN_ROLES: Final = {"attribution": "speaker", "event": "actor", "position": "holder"}

# Built once: see linking.
_bands, _articles = schema.bands, schema.articles
NO_BANDS: Final = delete(_bands).where(_bands.c.article_no == bindparam("wanted"))
NEW_STORY: Final = insert(schema.stories)
INTO_STORY: Final = update(_articles).where(_articles.c.no == bindparam("wanted")).values(story_no=bindparam("story"))
NEARBY: Final = (
    select(_bands.c.article_no)
    .where(_bands.c.hash.in_(bindparam("wanted", expanding=True)), _bands.c.article_no != bindparam("itself"))
    .distinct()
)


def join_story(
    connection: Connection, *, article_no: int, text: str, published: date | None, before: int | None = None
) -> int:
    """Put an article into the story of its near-duplicates, or one of its own, and return the story's number.

    Args:
        connection: in a transaction that holds the write lock.
        article_no: of the article, whose rows are written already.
        text: its body.
        published: its day; copies are sought within a few days of it.
        before: the story it was in, where it is read again; kept as its own where nobody else is in it.
    """
    shingles = hash_shingles(text)
    hashes = hash_bands(shingles)
    stories = _stories_of_copies(connection, shingles, hashes, article_no=article_no, published=published)
    connection.execute(NO_BANDS, {"wanted": article_no})
    if hashes:
        rows = [{"hash": value, "article_no": article_no} for value in dict.fromkeys(hashes)]
        insert_rows(connection, schema.bands, rows)
    if stories:
        story_no = stories[0]
        if len(stories) > 1:  # this article is the missing link between two halves of a story
            _merge_stories(connection, stories)
    elif before is not None and not _has_others(connection, before, article_no):
        story_no = before
    else:
        story_no = _begin_story(connection, published)
    connection.execute(INTO_STORY, {"wanted": article_no, "story": story_no})
    if len(stories) > 1:
        group_story(connection, story_no)
    elif stories:
        _group_rows(connection, story_no, newcomer=article_no)
    return story_no


def _begin_story(connection: Connection, published: date | None) -> int:
    day = published.isoformat() if published else None
    made: Any = connection.execute(NEW_STORY, {"first_day": day}).inserted_primary_key
    return int(made[0])


def _has_others(connection: Connection, story_no: int, article_no: int) -> bool:
    articles = schema.articles
    query = select(articles.c.no).where(articles.c.story_no == story_no, articles.c.no != article_no)
    return connection.execute(query.limit(1)).first() is not None


def _stories_of_copies(
    connection: Connection, shingles: Hashes, hashes: Sequence[int], *, article_no: int, published: date | None
) -> list[int]:
    """Return the stories of the article's near-duplicates, the oldest first."""
    if not hashes:
        return []
    nearby = connection.scalars(NEARBY, {"wanted": list(hashes), "itself": article_no}).all()
    if not nearby:
        return []
    articles = schema.articles
    query = select(articles.c.story_no, articles.c.text).where(articles.c.no.in_(nearby))
    if published is None:
        query = query.where(articles.c.published_on.is_(None))
    else:
        first, last = (published + timedelta(days=days) for days in (-WINDOW_DAYS, WINDOW_DAYS))
        query = query.where(articles.c.published_on.between(first.isoformat(), last.isoformat()))
    stories: set[int] = set()
    for row in connection.execute(query.order_by(articles.c.no)):
        if row.story_no not in stories and are_copies(shingles, hash_shingles(row.text)):
            stories.add(row.story_no)
    return sorted(stories)


def _merge_stories(connection: Connection, stories: Sequence[int]) -> None:
    articles = schema.articles
    connection.execute(update(articles).where(articles.c.story_no.in_(stories[1:])).values(story_no=stories[0]))


def group_story(connection: Connection, story_no: int) -> None:
    """Find again which rows of a story's articles tell the same, from the beginning."""
    _group_rows(connection, story_no, newcomer=None)


def loosen_copies(connection: Connection, article_no: int) -> None:
    """Let no row of another article point at this article's rows, which are about to be replaced."""
    low, high = schema.machine_block(article_no)[0], schema.people_block(article_no)[1]
    for table in schema.ROW_TABLES.values():
        connection.execute(update(table).where(table.c.same_as >= low, table.c.same_as < high).values(same_as=None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A row as one article tells it: what is compared to find the same row in another.

    `target` is the row that copies point at: the row itself, or the person's row that stands in its place.
    """

    id: int
    target: int
    article_no: int
    live: bool
    reviewed: bool
    same_as: int | None
    same: tuple[object, ...]
    actors: frozenset[str]
    words: str


def _group_rows(connection: Connection, story_no: int, *, newcomer: int | None) -> None:
    """Point copies at the first telling; with a newcomer, only its rows are looked at.

    What a person has reviewed comes before what the machine read, so that a correction stands for all its copies and
    a rejection hides them.
    """
    numbers = connection.scalars(
        select(schema.articles.c.no)
        .where(schema.articles.c.story_no == story_no)
        .order_by(schema.articles.c.published_on, schema.articles.c.no)
    ).all()
    if len(numbers) < 2:
        return
    if newcomer is not None and numbers[-1] != newcomer:
        newcomer = None  # an older article came late: it may tell first what others now count as first
    order = {no: place for place, no in enumerate(numbers)}
    for kind in schema.ROW_TABLES:
        told = _load_told(connection, kind, numbers)
        told.sort(key=lambda row: (not row.reviewed, order[row.article_no], row.id))
        _point_at_first(connection, kind, told, newcomer=newcomer)


def _point_at_first(connection: Connection, kind: str, told: Sequence[Told], *, newcomer: int | None) -> None:
    table = schema.ROW_TABLES[kind]
    firsts: list[Told] = []
    for row in told:
        if newcomer is not None and row.article_no != newcomer:
            if row.same_as is None:
                firsts.append(row)
            continue
        first = next((one for one in firsts if one.article_no != row.article_no and _tell_the_same(one, row)), None)
        if first is None:
            firsts.append(row)
        wanted = first.target if first else None
        if row.live and wanted != row.same_as:
            connection.execute(update(table).where(table.c.id == row.id).values(same_as=wanted))


def _tell_the_same(one: Told, other: Told) -> bool:
    if one.same != other.same or (one.actors and other.actors and not one.actors & other.actors):
        return False
    if one.words == other.words:
        return True
    if min(len(one.words), len(other.words)) < LEAST_LETTERS:
        return False
    return fuzz.partial_ratio(one.words, other.words, score_cutoff=SAME_WORDS) > 0


def _load_told(connection: Connection, kind: str, numbers: Sequence[int]) -> list[Told]:
    table, parts = schema.ROW_TABLES[kind], schema.PART_TABLES[kind]
    columns = (table.c.id, table.c.article_no, table.c.standing, table.c.review_no, table.c.same_as, parts.c.exact)
    query = (
        select(*columns, *SAME_COLUMNS[kind])
        .join(parts, (parts.c[f"{kind}_id"] == table.c.id) & (parts.c.part == MAIN_PARTS[kind]))
        .where(_in_blocks(table.c.id, numbers), table.c.standing != "retracted")
    )
    rows = connection.execute(query).all()
    in_place = {row.review_no: row.id for row in rows if row.standing == "live" and row.review_no is not None}
    actors = _load_actor_names(connection, kind, numbers)
    return [
        Told(
            id=row.id,
            target=in_place.get(row.review_no, row.id) if row.standing == "superseded" else row.id,
            article_no=row.article_no,
            live=row.standing == "live",
            reviewed=row.review_no is not None,
            same_as=row.same_as,
            same=tuple(row[len(columns) :]),
            actors=frozenset(actors.get(row.id, ())),
            words=fold(row.exact),
        )
        for row in rows
    ]


def _in_blocks(column: ColumnElement[int], numbers: Sequence[int]) -> ColumnElement[bool]:
    """Return the condition that an id lies in the block of one of the articles."""
    return or_(*(column.between(no * schema.BLOCK, (no + 1) * schema.BLOCK - 1) for no in numbers))


def _load_actor_names(connection: Connection, kind: str, numbers: Sequence[int]) -> dict[int, set[str]]:
    table = schema.PARTY_TABLES[kind]
    owner = table.c[f"{kind}_id"]
    query = (
        select(owner, func.lower(schema.actors.c.name))
        .join(schema.actors, schema.actors.c.no == table.c.actor_no)
        .where(_in_blocks(owner, numbers), table.c.role == MAIN_ROLES[kind], schema.actors.c.type != "unnamed")
    )
    names: dict[int, set[str]] = {}
    for row in connection.execute(query):
        names.setdefault(row[0], set()).add(row[1])
    return names
