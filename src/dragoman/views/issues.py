"""Issues: those of a dossier or of the record, and the positions that belong to one by its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from dragoman.dossier import Dossier
from dragoman.record import schema
from dragoman.views.filters import Filter
from dragoman.views.latest import TAKEN_BY
from dragoman.views.rows import among

MOST_BY_WORDS: Final = 500  # positions of a party with words of the dossier's issues: each issue's last is among them


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issue: id and name, and words by which positions without an issue belong to it."""

    id: str
    name: str
    words: tuple[str, ...] = ()


class ByWords(NamedTuple):
    """A position (its id) that belongs to an issue by its words, and the number of an actor whose position it is."""

    actor: int
    id: int
    issue: str


def find_issues(connection: Connection, dossier: Dossier | None, names: Mapping[str, str]) -> list[Issue]:
    """Return the dossier's issues, or all that the record has; found by hops through their index."""
    if dossier and dossier.issues:
        return issues_of_dossier(dossier, names=names)
    column = schema.positions.c.issue
    found: list[Issue] = []
    last = connection.scalar(select(func.min(column)))
    while last is not None:
        found.append(Issue(id=last, name=_name(last, names)))
        last = connection.scalar(select(func.min(column)).where(column > last))
    return found


def issues_of_dossier(dossier: Dossier, *, names: Mapping[str, str]) -> list[Issue]:
    """Return the issues that a dossier has, with the names that it gives them, else with known ones."""
    return [
        Issue(id=issue.id, name=_name(issue.id, names, own=issue.name), words=issue.words) for issue in dossier.issues
    ]


def _name(issue: str, names: Mapping[str, str], *, own: str | None = None) -> str:
    """Return the name that a dossier gives an issue (its id in words where it gives none), else a known one."""
    words = issue.replace("_", " ")
    return own if own and own != words else names.get(issue, words)


def asked_issues(filter: Filter, dossier: Dossier | None = None) -> list[Issue]:
    """Return the issues that a list is asked for: the filter's one, else those of the dossier; none means any."""
    known = issues_of_dossier(dossier, names={}) if dossier else []
    if filter.issue is None:
        return known
    return [issue for issue in known if issue.id == filter.issue] or [Issue(id=filter.issue, name=filter.issue)]


def of_issues(issues: Sequence[Issue]) -> ColumnElement[bool]:
    """Return the condition that a position is on one of some issues, by name or words; on any where there is none.

    It is on the columns of `position_actors`, whose indexes have the issue.
    """
    parties, named = schema.position_actors, has_issue(issues)
    words = {word for issue in issues for word in issue.words}
    if not words:
        return named
    parts = schema.position_parts.alias("told")
    told = select(parts.c.part).where(
        parts.c.position_id == parties.c.position_id, parts.c.part == "about", _has_one(parts.c.exact, words)
    )
    return or_(named, and_(parties.c.issue.is_(None), told.correlate(parties).exists()))


def has_issue(issues: Sequence[Issue]) -> ColumnElement[bool]:
    """Return the condition that a position names one of some issues, or any where there is none."""
    column = schema.position_actors.c.issue
    if not issues:
        return column.is_not(None)
    return column == issues[0].id if len(issues) == 1 else column.in_([issue.id for issue in issues])


def belongs_to(issue: str | None, about: str, issues: Iterable[Issue]) -> list[str]:
    """Return the ids of the issues that a position is on: the one that it names, else those whose words it has."""
    if issue is not None:
        return [issue]
    told = about.casefold()
    return [one.id for one in issues if any(word.casefold() in told for word in one.words)]


def find_by_words(
    connection: Connection,
    numbers: Iterable[int],
    issues: Sequence[Issue],
    *,
    conditions: Iterable[ColumnElement[bool]],
    most: int = MOST_BY_WORDS,
) -> list[ByWords]:
    """Return the positions of some actors that name no issue, by the issues whose words they have, the last first.

    Args:
        connection: in a transaction.
        numbers: of the actors.
        issues: those that have words are looked for.
        conditions: on the columns of `positions` and `position_actors`: the days, the stances.
        most: how many positions are looked at.
    """
    parties, table, parts = schema.position_actors, schema.positions, schema.position_parts
    words, wanted = {word for issue in issues for word in issue.words}, sorted(numbers)
    if not words or not wanted:
        return []
    query = (
        select(parties.c.actor_no, table.c.id, parts.c.exact)
        .join(parties, parties.c.position_id == table.c.id)
        .join(parts, and_(parts.c.position_id == table.c.id, parts.c.part == "about"))
        .where(
            among(connection, parties.c.actor_no, wanted),
            parties.c.issue.is_(None),
            parties.c.role.in_(TAKEN_BY),
            *conditions,
            table.c.standing == "live",
            table.c.same_as.is_(None),
            _has_one(parts.c.exact, words),
        )
        .order_by(parties.c.day.desc(), parties.c.position_id.desc())
        .limit(most)
    )
    return [
        ByWords(actor=row.actor_no, id=row.id, issue=issue)
        for row in connection.execute(query)
        for issue in belongs_to(None, row.exact, issues)
    ]


def _has_one(column: ColumnElement[str], words: Iterable[str]) -> ColumnElement[bool]:
    return or_(*(column.icontains(word, autoescape=True) for word in sorted(words)))
