"""Linking the actors of a reading to the actors of the record, over all articles.

The book of actors comes first (an actor with a Wikidata id is that one everywhere), then the name with type and
country, where a country that is not known agrees with any; where several agree, a shared role decides. Unnamed sources
("a senior official") are never the same in two articles.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, bindparam, insert, select, update

from dragoman.contract import Actor, Role
from dragoman.record import schema
from dragoman.record.inserting import insert_rows
from dragoman.record.keys import fold, make_key

BODIES: Final = frozenset({"organisation", "international_organisation", "armed_group", "group"})  # often confused

# Statements that every article needs are built once: building them took a fifth of the time of keeping an article.
_actors = schema.actors
_wanted: BindParameter[Any] = bindparam("wanted", expanding=True)
_known = select(
    _actors.c.no,
    _actors.c.identity,
    _actors.c.type,
    _actors.c.country,
    _actors.c.wikidata,
    _actors.c.code,
    _actors.c.folded,
)
KNOWN_BY_NAME: Final = _known.where(_actors.c.folded.in_(_wanted), _actors.c.type != "unnamed")
KNOWN_BY_KEY: Final = _known.where(_actors.c.key.in_(_wanted))
NEW_ACTOR: Final = insert(_actors)
NAMES_OF: Final = select(schema.names.c.actor_no, schema.names.c.folded).where(schema.names.c.actor_no.in_(_wanted))
ROLES_OF: Final = select(schema.roles).where(schema.roles.c.actor_no.in_(_wanted))
SPLITS: Final = (
    select(schema.reviews.c.changes)
    .where(
        schema.reviews.c.kind == "actor",
        schema.reviews.c.verdict == "split",
        schema.reviews.c.retracted_at.is_(None),
    )
    .order_by(schema.reviews.c.no)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An actor of the record with the same name as one of the reading."""

    no: int
    identity: str
    type: str
    country: str | None
    wikidata: str | None
    code: str | None


def link_actors(connection: Connection, actors: Sequence[Actor], *, article_id: str) -> dict[str, int]:
    """Return the record's number of each actor of a reading, by its id there; new actors are made.

    The caller's transaction must hold the write lock, so that no other process makes the same actor meanwhile.
    """
    identities = {actor.id: identity_of(actor, article_id) for actor in actors}
    known = _load_known(connection, identities.values(), [fold(actor.name) for actor in actors])
    numbers: dict[str, int] = {}
    for actor in actors:
        match = _choose(connection, actor, identities[actor.id], known[fold(actor.name)] + known[identities[actor.id]])
        if match is None:
            match = _make(connection, actor, identities[actor.id])
            known[fold(actor.name)].append(match)
        else:
            _fill_in(connection, match, actor)
        numbers[actor.id] = match.no
    numbers = _apply_splits(connection, numbers, article_id)
    _keep_names(connection, actors, numbers)
    _keep_roles(connection, actors, numbers)
    return numbers


def identity_of(actor: Actor, article_id: str) -> str:
    """Return what makes an actor the same one in two articles, as a string."""
    if actor.wikidata:
        return f"wikidata:{actor.wikidata}"
    if actor.type == "unnamed":
        return f"article:{article_id}:{actor.name}"
    return f"name:{actor.type}:{fold(actor.name)}:{actor.country or ''}"


def _load_known(
    connection: Connection, identities: Iterable[str], folded: Sequence[str]
) -> defaultdict[str, list[Known]]:
    keys = [make_key("actor", identity) for identity in identities]
    known: defaultdict[str, list[Known]] = defaultdict(list)
    for part, query, values in ((0, KNOWN_BY_NAME, folded), (1, KNOWN_BY_KEY, keys)):
        for row in connection.execute(query, {"wanted": values}):
            found = Known(
                no=row.no,
                identity=row.identity,
                type=row.type,
                country=row.country,
                wikidata=row.wikidata,
                code=row.code,
            )
            known[row.identity if part else row.folded].append(found)
    return known


def _choose(connection: Connection, actor: Actor, identity: str, known: Sequence[Known]) -> Known | None:
    """Return the one actor of the record that this is, or None where it is new."""
    for one in known:
        if one.identity == identity:
            return one
    if actor.type == "unnamed":
        return None
    agreeing = list({one.no: one for one in known if _agree(actor, one)}.values())
    if len(agreeing) > 1 and actor.roles:
        agreeing = [one for one in agreeing if _shares_role(connection, one, actor.roles)]
    return agreeing[0] if len(agreeing) == 1 else None


def _agree(actor: Actor, one: Known) -> bool:
    same_type = actor.type == one.type or {actor.type, one.type} <= BODIES
    same_country = not actor.country or not one.country or actor.country == one.country
    same_wikidata = not actor.wikidata or not one.wikidata or actor.wikidata == one.wikidata
    return same_type and same_country and same_wikidata


def _shares_role(connection: Connection, one: Known, roles: Sequence[Role]) -> bool:
    table = schema.roles
    rows = connection.execute(select(table.c.title, table.c.of).where(table.c.actor_no == one.no))
    held = {(row.title.casefold(), row.of.casefold()) for row in rows}
    return any((role.title.casefold(), (role.of or "").casefold()) in held for role in roles)


def _make(connection: Connection, actor: Actor, identity: str) -> Known:
    row = {
        "key": make_key("actor", identity),
        "identity": identity,
        "name": actor.name,
        "folded": fold(actor.name),
        "type": actor.type,
        "code": actor.code,
        "country": actor.country,
        "wikidata": actor.wikidata,
    }
    made: Any = connection.execute(NEW_ACTOR, row).inserted_primary_key
    return Known(
        no=made[0], identity=identity, type=actor.type, country=actor.country, wikidata=actor.wikidata, code=actor.code
    )


def _fill_in(connection: Connection, match: Known, actor: Actor) -> None:
    """Add what this article knows of the actor and no earlier one did; nothing that is known is overwritten."""
    news = {
        name: getattr(actor, name)
        for name in ("country", "wikidata", "code")
        if getattr(actor, name) and not getattr(match, name)
    }
    if news and match.type != "unnamed":
        connection.execute(update(schema.actors).where(schema.actors.c.no == match.no).values(news))


def _apply_splits(connection: Connection, numbers: dict[str, int], article_id: str) -> dict[str, int]:
    """Send the actors that people split off in this article to where they were sent."""
    moves: dict[int, int] = {}
    for row in connection.execute(SPLITS):
        change = json.loads(row.changes)
        if article_id in change["articles"]:
            pair = [
                connection.scalar(select(schema.actors.c.no).where(schema.actors.c.key == change[side]))
                for side in ("from", "into")
            ]
            if pair[0] is not None and pair[1] is not None:
                moves[pair[0]] = pair[1]
    return {local: moves.get(no, no) for local, no in numbers.items()}


def _keep_names(connection: Connection, actors: Sequence[Actor], numbers: dict[str, int]) -> None:
    """Keep every name that an actor went by, so that it is found by each."""
    wanted = {
        (numbers[actor.id], fold(name)): name
        for actor in actors
        for name in (actor.name, *actor.aliases)
        if actor.type != "unnamed" and name.strip()
    }
    found = connection.execute(NAMES_OF, {"wanted": list(set(numbers.values()))})
    there = {(row.actor_no, row.folded) for row in found}
    rows = [
        {"actor_no": no, "folded": folded, "name": name}
        for (no, folded), name in wanted.items()
        if (no, folded) not in there
    ]
    insert_rows(connection, schema.names, rows)


def _keep_roles(connection: Connection, actors: Sequence[Actor], numbers: dict[str, int]) -> None:
    wanted = {
        (numbers[actor.id], role.title, role.of or "", role.since or "", role.until or "")
        for actor in actors
        for role in actor.roles
    }
    if not wanted:
        return
    found = connection.execute(ROLES_OF, {"wanted": list({role[0] for role in wanted})})
    new = wanted - {tuple(row) for row in found}
    columns = ("actor_no", "title", "of", "since", "until")
    insert_rows(connection, schema.roles, [dict(zip(columns, role, strict=True)) for role in sorted(new)])
