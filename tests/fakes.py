"""Stages that stand in for the model: they find `"..." Name said` and ISO dates, nothing else."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from dragoman.contract import Attribution, Time
from dragoman.reader import Stages
from dragoman.reading.analysis import Analysis, Relation, Word
from dragoman.text import Part, Span

QUOTATION = re.compile(r"“([^”]+)” (\w+) (said)")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class FakeAnalyser:
    """Finds quotations by their marks; it takes `together` texts ahead and fails on texts that name "explosion"."""

    def __init__(self) -> None:
        self.version = "fake 0"

    def analyse(self, texts: Iterable[str], *, together: int) -> Iterator[Analysis]:
        feed = iter(texts)
        while batch := list(islice(feed, together)):
            for text in batch:
                text.encode("utf8")  # as the tokenizer does: lone surrogates cannot pass
                if "explosion" in text:
                    raise ZeroDivisionError("the model broke")
                yield analyse(text)


def analyse(text: str) -> Analysis:
    found = list(re.finditer(r"\S+", text))
    words = tuple(Word(n, w.start(), w.end(), w[0], "X", n - 1, "dep", 0) for n, w in enumerate(found))
    relations = tuple(
        Relation((Span(*m.span(2)),), (Span(*m.span(3)),), (Span(*m.span(1)),), 0.9) for m in QUOTATION.finditer(text)
    )
    return Analysis(text, words, ((0, len(words)),), relations=relations)


def find_times(text: str, published: date | None) -> tuple[Time, ...]:
    return tuple(
        Time(id=f"t{n}", start=m.start(), end=m.end(), text=m[0], type="DATE", value=m[0], earliest=m[0], latest=m[0])
        for n, m in enumerate(DAY.finditer(text))
    )


def attribute(analysis: Analysis, times: Sequence[Time], text: str) -> tuple[Attribution, ...]:
    if "implosion" in text:
        raise KeyError("a stage broke")
    return tuple(
        Attribution(
            id=f"a{n}",
            source=Part.of(text, relation.source),
            cue=Part.of(text, relation.cue),
            content=Part.of(text, relation.content),
            quoting="direct",
            act="say",
            confidence=relation.score,
        )
        for n, relation in enumerate(analysis.relations)
    )


def fake_stages() -> Stages:
    return Stages(analyser=FakeAnalyser(), find_times=find_times, attribute=attribute)
