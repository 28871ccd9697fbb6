"""Readings to and from the documented JSON output.

Both directions walk the dataclasses of `dragoman.contract`, so a field added there is written and read here without
another line. Two forms differ from the types: a part is `{"spans": [[start, end], ...], "text": ...}`, and a cue that
is not there is written as a part without spans, because users' scripts count on `cue` being a part.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from dragoman.contract import Attribution, Reading
from dragoman.errors import DataError
from dragoman.text import Part, Span

NO_PART = Part((), "")  # how a part that is not there is written where one must stand

Decoder = Callable[[Any, str], Any]


def encode(reading: Reading) -> dict[str, Any]:
    """Return the reading as plain dicts, lists, strings, numbers and None, ready for `json.dumps`."""
    data: dict[str, Any] = _encode(reading)
    return data


def decode(data: Any) -> Reading:
    """Return the reading that `encode` wrote; fields that the contract does not know are passed over.

    Raises:
        DataError: a required field is missing or of the wrong kind, or a span lies outside the article's text.
            The message begins with the field's path, as in `attributions[3].content.spans[0]`.
    """
    reading: Reading = _decoder_of(Reading)(data, "")
    _check_places(reading)
    return reading


def _encode(value: Any) -> Any:
    if isinstance(value, Part):
        return {"spans": [[start, end] for start, end in value.spans], "text": value.text}
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if is_dataclass(value):
        kind: Any = type(value)
        data = {name: _encode(getattr(value, name)) for name in _names(kind)}
        if isinstance(value, Attribution) and value.cue is None:
            data["cue"] = _encode(NO_PART)
        return data
    return value.isoformat() if isinstance(value, date) else value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _decoder_of(kind: Any) -> Decoder:
    """Return what turns JSON into a value of this type: a class of the contract or the type of one of its fields."""
    if kind is Part:
        return _part
    if kind is date:
        return _day
    if is_dataclass(kind):
        return _object(kind)
    if get_origin(kind) is Literal:
        return _choice(get_args(kind))
    if get_origin(kind) in (Union, types.UnionType):
        return _optional(next(part for part in get_args(kind) if part is not type(None)))
    if get_origin(kind) is tuple:
        return _list(get_args(kind)[0])
    return _plain(kind)


def _object(kind: Any) -> Decoder:
    hints = get_type_hints(kind)
    plan: list[tuple[Field[Any], Decoder]] = [(field, _decoder_of(hints[field.name])) for field in fields(kind)]

    def read(data: Any, path: str) -> Any:
        if not isinstance(data, dict):
            raise _mistake(path, "an object", data)
        found: dict[str, Any] = {}
        for field, decoder in plan:
            inner = f"{path}.{field.name}" if path else field.name
            if field.name in data:
                found[field.name] = decoder(data[field.name], inner)
            elif field.default is MISSING and _accepts_none(hints[field.name]):
                found[field.name] = None
            elif field.default is MISSING:
                raise DataError(f"{inner} is missing; it is required")
        return kind(**found)

    return read


def _accepts_none(kind: Any) -> bool:
    return type(None) in get_args(kind)


def _optional(kind: Any) -> Decoder:
    decoder = _decoder_of(kind)

    def read(data: Any, path: str) -> Any:
        if data is None or (kind is Part and isinstance(data, dict) and not data.get("spans", True)):
            return None
        return decoder(data, path)

    return read


def _list(kind: Any) -> Decoder:
    decoder = _decoder_of(kind)

    def read(data: Any, path: str) -> Any:
        if not isinstance(data, list):
            raise _mistake(path, "a list", data)
        return tuple(decoder(item, f"{path}[{index}]") for index, item in enumerate(data))

    return read


def _choice(choices: tuple[str, ...]) -> Decoder:
    def read(data: Any, path: str) -> Any:
        if data not in choices:
            raise _mistake(path, "one of " + ", ".join(choices), data)
        return data

    return read


def _plain(kind: type) -> Decoder:
    names = {str: "a string", int: "a whole number", float: "a number", bool: "true or false"}

    def read(data: Any, path: str) -> Any:
        if kind is float and isinstance(data, int) and not isinstance(data, bool):
            return float(data)
        if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
            raise _mistake(path, names[kind], data)
        return data

    return read


def _day(data: Any, path: str) -> date:
    try:
        return date.fromisoformat(data)
    except (TypeError, ValueError):
        raise _mistake(path, "a day as 2025-08-23", data) from None


def _part(data: Any, path: str) -> Part:
    if not isinstance(data, dict) or not isinstance(data.get("spans"), list) or not isinstance(data.get("text"), str):
        raise _mistake(path, 'a part as {"spans": [[start, end]], "text": "..."}', data)
    return Part(tuple(_span(span, f"{path}.spans[{n}]") for n, span in enumerate(data["spans"])), data["text"])


def _span(data: Any, path: str) -> Span:
    if not isinstance(data, list) or len(data) != 2 or not all(type(place) is int for place in data):
        raise _mistake(path, "[start, end]", data)
    return Span(*data)


def _mistake(path: str, wanted: str, data: Any) -> DataError:
    shown = repr(data)
    shown = shown if len(shown) <= 60 else shown[:57] + "..."  # a message is one line: a whole reading is not shown
    return DataError(f"{path or 'the reading'} must be {wanted}, not {shown}")


def _check_places(reading: Reading) -> None:
    """Refuse spans that lie outside the article's text: later stages cut the text by them without asking again."""
    length = len(reading.article.text)
    for path, span in _places(reading):
        if not 0 <= span.start <= span.end <= length:
            raise DataError(f"{path} is [{span.start}, {span.end}], outside the article's {length} code points")


def _places(value: Any, path: str = "") -> list[tuple[str, Span]]:
    """Return every span below a value of the contract with its path."""
    if isinstance(value, Part):
        return [(f"{path}.spans[{n}]", span) for n, span in enumerate(value.spans)]
    if isinstance(value, tuple):
        return [place for n, item in enumerate(value) for place in _places(item, f"{path}[{n}]")]
    if not is_dataclass(value):
        return []
    found = [(path, Span(value.start, value.end))] if hasattr(value, "start") and hasattr(value, "end") else []
    kind: Any = type(value)
    for name in _names(kind):
        found += _places(getattr(value, name), f"{path}.{name}" if path else name)
    return found
