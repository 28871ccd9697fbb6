"""W3C Web Annotations: every statement, event and position as an annotation of its words (JSON-LD).

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017. A part in several pieces is several targets,
each with a TextQuoteSelector and a TextPositionSelector.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Final
from urllib.parse import quote

from sqlalchemy import Connection, Row, select

from dragoman.record import schema
from dragoman.record.anchors import CONTEXT, part_from_columns
from dragoman.record.store import Record
from dragoman.text import Part
from dragoman.views.citing import ActorRef
from dragoman.views.filters import Filter
from dragoman.views.rows import load_parties

CONTEXT_URL: Final = "http://www.w3.org/ns/anno.jsonld"
FIELDS: Final = {
    "attribution": ("act", "quoting", "negated", "channel", "said_value"),
    "event": ("type", "mode", "status", "form", "when_value"),
    "position": ("stance", "issue", "when_value"),
}
MAIN: Final = {"attribution": "content", "event": "evidence", "position": "evidence"}
NAMES: Final = {"attribution": "statement", "event": "event", "position": "position"}


def write(record: Record, stream: BinaryIO, *, filter: Filter) -> int:
    """Write an AnnotationPage with one annotation a row and return how many there were."""
    count = 0
    head = {"@context": CONTEXT_URL, "id": "urn:dragoman:annotations", "type": "AnnotationPage"}
    stream.write(json.dumps(head, ensure_ascii=False)[:-1].encode("utf8") + b', "items": [')
    with record.reading() as connection:
        for annotation in _annotations(connection):
            stream.write(b",\n" if count else b"\n")
            stream.write(json.dumps(annotation, ensure_ascii=False).encode("utf8"))
            count += 1
    stream.write(b"\n]}\n")
    return count


def _annotations(connection: Connection) -> Iterator[dict[str, Any]]:
    articles, runs = schema.articles, schema.runs
    query = select(articles, runs.c.dragoman, runs.c.model).join(runs, runs.c.no == articles.c.run_no)
    for number in connection.scalars(select(articles.c.no).order_by(articles.c.no)).all():
        article = connection.execute(query.where(articles.c.no == number)).one()
        for kind in schema.ROW_TABLES:
            yield from _of_kind(connection, kind, article)


def _of_kind(connection: Connection, kind: str, article: Row[Any]) -> Iterator[dict[str, Any]]:
    table = schema.ROW_TABLES[kind]
    low, high = schema.machine_block(article.no)[0], schema.people_block(article.no)[1]
    inside = (table.c.id >= low, table.c.id < high, table.c.standing == "live")
    rows = connection.execute(select(table).where(*inside).order_by(table.c.id)).all()
    ids = [row.id for row in rows]
    parties = load_parties(connection, kind, ids)
    parts = _parts(connection, kind, ids)
    for row in rows:
        if MAIN[kind] in parts.get(row.id, {}):
            yield _annotation(kind, row, article, parties.get(row.id, {}), parts[row.id])


def _parts(connection: Connection, kind: str, ids: Sequence[int]) -> dict[int, dict[str, Part]]:
    table = schema.PART_TABLES[kind]
    found: dict[int, dict[str, Part]] = {}
    for row in connection.execute(select(table).where(table.c[f"{kind}_id"].in_(ids))):
        found.setdefault(row[0], {})[row.part] = part_from_columns(row)
    return found


def _annotation(
    kind: str,
    row: Row[Any],
    article: Row[Any],
    parties: Mapping[str, Sequence[ActorRef]],
    parts: Mapping[str, Part],
) -> dict[str, Any]:
    described = {name: getattr(row, name) for name in FIELDS[kind] if getattr(row, name) is not None}
    described |= {role: [actor.name for actor in actors] for role, actors in parties.items()}
    described |= {f"{name}Words": part.text for name, part in parts.items() if name != MAIN[kind]}
    text = f"{NAMES[kind]}: " + "; ".join(f"{name} {value}" for name, value in described.items())
    return {
        "id": f"urn:dragoman:{row.key}",
        "type": "Annotation",
        "motivation": "classifying",
        "created": article.kept_at,
        "generator": {
            "id": f"urn:dragoman:reader:{quote(article.model)}",
            "type": "Software",
            "name": f"Dragoman {article.dragoman}, {article.model}",
        },
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": NAMES[kind]},
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": text},
        ],
        "target": [_target(article, span) for span in parts[MAIN[kind]].spans],
    }


def _target(article: Row[Any], span: tuple[int, int]) -> dict[str, Any]:
    start, end = span
    quoted = {
        "type": "TextQuoteSelector",
        "exact": article.text[start:end],
        "prefix": article.text[max(0, start - CONTEXT) : start],
        "suffix": article.text[end : end + CONTEXT],
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    source = article.url or f"urn:dragoman:article:{quote(article.id)}"
    return {"source": source, "selector": [quoted, position]}
