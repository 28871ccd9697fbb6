"""A reader without a model: it finds the readings that it was given, and fails where it is told to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bench.synthetic import VERSION
from dragoman.contract import ReaderVersion, Reading
from dragoman.errors import SourceError
from dragoman.reader import Outcome
from dragoman.sources import Incoming


class ReadyReader:
    """Gives ready readings by article id, and notes which were asked for."""

    def __init__(self, readings: Iterable[Reading], *, version: ReaderVersion = VERSION) -> None:
        self.readings = {reading.article.id: reading for reading in readings}
        self.version = version
        self.asked: list[str] = []

    def read_all(self, incoming: Iterable[Incoming]) -> Iterator[Outcome]:
        for item in incoming:
            if item.article is None:
                yield Outcome(incoming=item, error=item.error)
                continue
            self.asked.append(item.article.id)
            reading = self.readings.get(item.article.id)
            error = None if reading else SourceError("cannot be read", path=item.path)
            yield Outcome(incoming=item, reading=reading, error=error)


def incoming(readings: Iterable[Reading]) -> list[Incoming]:
    return [Incoming(path="talks.jsonl", line=n, article=reading.article) for n, reading in enumerate(readings, 1)]
