"""The rows that lists show, and how they are put together from the record for a few ids at a time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from sqlalchemy import BigInteger, ColumnElement, Connection, any_, cast, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY

from dragoman.record import schema
from dragoman.views.citing import ActorRef, Citation, Outlet, compare_words, find_sentence
from dragoman.views.filters import load_merged, root_of

CITED_PARTS = {"attribution": "content", "event": "evidence", "position": "evidence"}
CHUNK: Final = 500  # rows put together at a time
VERDICTS = {"confirm": "confirmed", "correct": "corrected", "reject": "rejected"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who said what to whom, and where it stands. `said` is the TIMEX3 value of the act of saying."""

    key: str
    speakers: tuple[ActorRef, ...]
    addressees: tuple[ActorRef, ...]
    act: str | None
    negated: bool
    quoting: str
    source: str | None
    cue: str | None
    words: str
    channel: str | None
    said: str | None
    confidence: float
    review: str | None
    citation: Citation
    outlets: tuple[Outlet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """What happened, was planned, refused or denied. `when` is a TIMEX3 value, `earliest`/`latest` its days."""

    key: str
    type: str
    mode: str | None
    status: str
    form: str | None
    actors: tuple[ActorRef, ...]
    recipients: tuple[ActorRef, ...]
    places: tuple[str, ...]
    countries: tuple[str, ...]
    when: str | None
    earliest: str | None
    latest: str | None
    trigger: str
    condition: str | None
    confidence: float
    review: str | None
    citation: Citation
    outlets: tuple[Outlet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRow:
    """What a party demands, offers, accepts, rejects, toward whom, and on which condition."""

    key: str
    holder: ActorRef
    on_behalf_of: tuple[ActorRef, ...]
    stance: str
    issue: str | None
    about: str
    toward: tuple[ActorRef, ...]
    condition: str | None
    when: str | None
    answers: tuple[str, ...]
    confidence: float
    review: str | None
    citation: Citation
    outlets: tuple[Outlet, ...]


Shown = TypeVar("Shown", Statement, PositionRow, EventRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gathered:
    """Everything that belongs to rows of one kind, by row id."""

    rows: Sequence[Any]
    parts: Mapping[int, Mapping[str, Any]]
    parties: Mapping[int, Mapping[str, tuple[ActorRef, ...]]]
    citations: Mapping[int, Citation]
    outlets: Mapping[int, tuple[Outlet, ...]]
    verdicts: Mapping[int, str]

    def words(self, id: int, part: str) -> str | None:
        row = self.parts[id].get(part)
        return str(row.exact) if row is not None else None

    def party(self, id: int, role: str) -> tuple[ActorRef, ...]:
        return self.parties.get(id, {}).get(role, ())


def among(connection: Connection, column: ColumnElement[int], ids: Iterable[int]) -> ColumnElement[bool]:
    """Return the condition that a column is one of these numbers, which go to the database as one parameter.

    With a parameter for each, making the statement of thousands takes longer than running it.
    """
    if connection.dialect.name == "sqlite":
        return column.in_(select(func.json_each(json.dumps(list(ids))).table_valued("value").c.value))
    return column == any_(cast(literal(list(ids), ARRAY(BigInteger)), ARRAY(BigInteger)))


def load_all(
    load: Callable[[Connection, Sequence[int]], list[Shown]], connection: Connection, ids: Sequence[int]
) -> list[Shown]:
    """Return the rows with these ids, put together a few hundred at a time."""
    return [row for start in range(0, len(ids), CHUNK) for row in load(connection, ids[start : start + CHUNK])]


def load_statements(connection: Connection, ids: Sequence[int]) -> list[Statement]:
    """Return the statements with these row ids, in their order."""
    found = _gather(connection, "attribution", ids)
    return [
        Statement(
            key=row.key,
            speakers=found.party(row.id, "speaker"),
            addressees=found.party(row.id, "addressee"),
            act=row.act,
            negated=row.negated,
            quoting=row.quoting,
            source=found.words(row.id, "source"),
            cue=found.words(row.id, "cue"),
            words=found.words(row.id, "content") or "",
            channel=row.channel,
            said=row.said_value,
            confidence=row.confidence,
            review=found.verdicts.get(row.review_no),
            citation=found.citations[row.id],
            outlets=found.outlets.get(row.id, ()),
        )
        for row in found.rows
    ]


def load_events(connection: Connection, ids: Sequence[int]) -> list[EventRow]:
    """Return the events with these row ids, in their order."""
    found = _gather(connection, "event", ids)
    places = load_places(connection, ids)
    return [
        EventRow(
            key=row.key,
            type=row.type,
            mode=row.mode,
            status=row.status,
            form=row.form,
            actors=found.party(row.id, "actor"),
            recipients=found.party(row.id, "recipient"),
            places=tuple(name for name, _ in places[row.id]),
            countries=tuple(country for _, country in places[row.id] if country),
            when=row.when_value,
            earliest=row.when_earliest,
            latest=row.when_latest,
            trigger=found.words(row.id, "trigger") or "",
            condition=found.words(row.id, "condition"),
            confidence=row.confidence,
            review=found.verdicts.get(row.review_no),
            citation=found.citations[row.id],
            outlets=found.outlets.get(row.id, ()),
        )
        for row in found.rows
    ]


def load_positions(connection: Connection, ids: Sequence[int]) -> list[PositionRow]:
    """Return the positions with these row ids, in their order."""
    found = _gather(connection, "position", ids)
    answers = _load_answers(connection, ids)
    return [
        PositionRow(
            key=row.key,
            holder=found.party(row.id, "holder")[0],
            on_behalf_of=found.party(row.id, "behalf"),
            stance=row.stance,
            issue=row.issue,
            about=found.words(row.id, "about") or "",
            toward=found.party(row.id, "toward"),
            condition=found.words(row.id, "condition"),
            when=row.when_value,
            answers=tuple(answers[row.id]),
            confidence=row.confidence,
            review=found.verdicts.get(row.review_no),
            citation=found.citations[row.id],
            outlets=found.outlets.get(row.id, ()),
        )
        for row in found.rows
    ]


def _gather(connection: Connection, kind: str, ids: Sequence[int]) -> _Gathered:
    table = schema.ROW_TABLES[kind]
    by_id = {row.id: row for row in connection.execute(select(table).where(among(connection, table.c.id, ids)))}
    parts = _load_parts(connection, kind, ids)
    texts = _load_articles(connection, {row.article_no for row in by_id.values()})
    cited = CITED_PARTS[kind]
    return _Gathered(
        rows=[by_id[row_id] for row_id in ids if row_id in by_id],
        parts=parts,
        parties=load_parties(connection, kind, ids),
        citations={row.id: _cite(texts[row.article_no], parts[row.id].get(cited)) for row in by_id.values()},
        outlets=_load_outlets(connection, kind, ids, parts),
        verdicts=_load_verdicts(connection, [row.review_no for row in by_id.values() if row.review_no]),
    )


def _load_parts(connection: Connection, kind: str, ids: Sequence[int]) -> defaultdict[int, dict[str, Any]]:
    table = schema.PART_TABLES[kind]
    parts: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    for row in connection.execute(select(table).where(among(connection, table.c[f"{kind}_id"], ids))):
        parts[row[0]][row.part] = row
    return parts


def load_parties(connection: Connection, kind: str, ids: Sequence[int]) -> dict[int, dict[str, tuple[ActorRef, ...]]]:
    """Return the actors of rows by row id and role, each as the actor that it counts as after all merges."""
    table, actors = schema.PARTY_TABLES[kind], schema.actors
    owner = table.c[f"{kind}_id"]
    rows = connection.execute(
        select(owner, table.c.role, table.c.actor_no)
        .where(among(connection, owner, ids))
        .order_by(owner, table.c.role, table.c.ordinal)
    ).all()
    merged = load_merged(connection)
    numbers = {root_of(number, merged) for number in {row[2] for row in rows}}
    refs = {
        row.no: ActorRef(key=row.key, name=row.name, type=row.type, country=row.country)
        for row in connection.execute(select(actors).where(among(connection, actors.c.no, numbers)))
    }
    parties: defaultdict[int, defaultdict[str, dict[str, ActorRef]]] = defaultdict(lambda: defaultdict(dict))
    for row_id, role, actor_no in rows:
        ref = refs[root_of(actor_no, merged)]
        parties[row_id][role].setdefault(ref.key, ref)
    return {row_id: {role: tuple(found.values()) for role, found in roles.items()} for row_id, roles in parties.items()}


def _load_articles(connection: Connection, numbers: set[int]) -> dict[int, Any]:
    table = schema.articles
    return {row.no: row for row in connection.execute(select(table).where(among(connection, table.c.no, numbers)))}


def _cite(article: Any, part: Any) -> Citation:
    start, end = (part.start, part.end) if part is not None else (0, 0)
    return Citation(
        article=article.id,
        published=article.published_on,
        publisher=article.publisher,
        title=article.title,
        url=article.url,
        start=start,
        end=end,
        words=part.exact if part is not None else "",
        sentence=find_sentence(article.text, start, end) if part is not None else "",
    )


def _load_outlets(
    connection: Connection, kind: str, ids: Sequence[int], parts: Mapping[int, Mapping[str, Any]]
) -> dict[int, tuple[Outlet, ...]]:
    """Return the copies of rows in other articles of their stories, by row id."""
    table, part_table, articles = schema.ROW_TABLES[kind], schema.PART_TABLES[kind], schema.articles
    cited = CITED_PARTS[kind]
    query = (
        select(
            table.c.key,
            table.c.same_as,
            articles.c.id,
            articles.c.publisher,
            articles.c.title,
            articles.c.url,
            articles.c.published_on,
            part_table.c.exact,
        )
        .join(articles, articles.c.no == table.c.article_no)
        .join(part_table, (part_table.c[f"{kind}_id"] == table.c.id) & (part_table.c.part == cited))
        .where(among(connection, table.c.same_as, ids), table.c.standing == "live")
        .order_by(articles.c.published_on, table.c.id)
    )
    outlets: defaultdict[int, list[Outlet]] = defaultdict(list)
    for row in connection.execute(query):
        original = parts[row.same_as].get(cited)
        outlets[row.same_as].append(
            Outlet(
                key=row.key,
                article=row.id,
                publisher=row.publisher,
                title=row.title,
                url=row.url,
                published=row.published_on,
                words=row.exact,
                differences=compare_words(original.exact, row.exact) if original is not None else (),
            )
        )
    return {row_id: tuple(found) for row_id, found in outlets.items()}


def _load_verdicts(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    table = schema.reviews
    query = select(table.c.no, table.c.verdict).where(among(connection, table.c.no, numbers))
    return {row.no: VERDICTS[row.verdict] for row in connection.execute(query)}


def load_places(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[tuple[str, str | None]]]:
    """Return the places of events by row id: name and country."""
    table = schema.event_places
    places: defaultdict[int, list[tuple[str, str | None]]] = defaultdict(list)
    query = select(table).where(among(connection, table.c.event_id, ids)).order_by(table.c.event_id, table.c.ordinal)
    for row in connection.execute(query):
        places[row.event_id].append((row.name, row.country))
    return places


def _load_answers(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[str]]:
    table, positions = schema.position_answers, schema.positions
    query = (
        select(table.c.position_id, positions.c.key)
        .join(positions, positions.c.id == table.c.answer_id)
        .where(among(connection, table.c.position_id, ids))
    )
    answers: defaultdict[int, list[str]] = defaultdict(list)
    for row in connection.execute(query):
        answers[row.position_id].append(row.key)
    return answers
