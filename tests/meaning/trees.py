"""Small hand-made analyses: sentences written as `form|tag|head|relation`, and linking made to match."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dragoman.contract import Actor, Attribution, Mention, Role, Time
from dragoman.reading.analysis import Analysis, Name, Relation, Word
from dragoman.text import Part, Span

TAGS = {
    "N": "NOUN", "P": "PROPN", "V": "VERB", "A": "ADJ", "R": "ADV", "D": "DET", "O": "PRON", "X": "AUX", "I": "ADP",
    "C": "CCONJ", "S": "SCONJ", "T": "PART", "M": "NUM", "U": "PUNCT",
}  # fmt: skip
NO_SPACE_BEFORE = {",", ".", ";", ":", "?", "!", ")", "”", "’", "'s", "’s", "n't", "n’t", "%"}
NO_SPACE_AFTER = {"“", "(", "‘"}
ITEM = re.compile(r"(?P<form>.+?)\|(?P<tag>[A-Z])\|(?P<head>[^|]+)\|(?P<relation>[a-z:]+)(?:=(?P<actor>\S+))?$")


@dataclass
class Linked:
    """What linking would give, made by hand."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...] = ()
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass
class Parsed:
    """An analysis with the linking that its marks ask for."""

    analysis: Analysis
    linked: Linked

    @property
    def text(self) -> str:
        return self.analysis.text


def parse(*sentences: str, actors: str = "", places: str = "") -> Parsed:
    """Return the analysis of sentences written as items `form|tag|head|relation` or `form|tag|head|relation=actor`.

    `head` is the governing form (`form#2` for its second occurrence, `0` for the root). `actors` describes the ids:
    `id=Name:type:country:office@owner;...`, an undescribed id is a state of that name; `a+b` is both. `places` lists
    names of places.
    """
    text, words, ranges, mentions = "", [], [], []
    for number, sentence in enumerate(sentences):
        matches = [ITEM.match(item) for item in sentence.split()]
        assert all(matches), sentence
        items = [match.groupdict() for match in matches if match]
        forms, first = [item["form"] for item in items], len(words)
        for item in items:
            glued = item["form"] in NO_SPACE_BEFORE or (words and words[-1].text in NO_SPACE_AFTER)
            text += "" if glued or not text else " "
            start, text = len(text), text + item["form"]
            head = -1 if item["head"] == "0" else first + _place(forms, item["head"])
            index = len(words)
            words.append(Word(index, start, len(text), item["form"], TAGS[item["tag"]], head, item["relation"], number))
            if item["actor"]:
                mentions.append((words[-1], item["actor"]))
        ranges.append((first, len(words)))
    names = tuple(Name(word.index, word.index, "LOC", 1.0) for word in words if word.text in places.split())
    analysis = Analysis(text, tuple(words), tuple(ranges), names=names)
    return Parsed(analysis, _link(mentions, actors))


def _place(forms: list[str], head: str) -> int:
    form, _, count = head.partition("#")
    places = [place for place, other in enumerate(forms) if other == form]
    assert len(places) >= int(count or 1), (head, forms)
    return places[int(count or 1) - 1]


def _link(marked: list[tuple[Word, str]], described: str) -> Linked:
    known: dict[str, Actor] = {}
    for entry in filter(None, described.split(";")):
        key, _, rest = entry.partition("=")
        name, kind, country, office = [*rest.split(":"), "", "", ""][:4]
        title, _, owner = office.partition("@")
        roles = (Role(title=title, of=owner),) if owner else ()
        known[key] = Actor(id=key, name=name, type=kind or "person", country=country or None, roles=roles)  # type: ignore[arg-type]
    members: dict[str, tuple[str, ...]] = {}
    mentions = []
    for number, (word, actor) in enumerate(marked):
        if "+" in actor:
            members[actor] = tuple(actor.split("+"))
            known.setdefault(actor, Actor(id=actor, name=actor, type="group"))
        for key in actor.split("+"):
            known.setdefault(key, Actor(id=key, name=key, type="state"))
        mentions.append(
            Mention(
                id=f"m{number}", start=word.start, end=word.end, text=word.text, kind="name", type="state", actor=actor
            )
        )
    return Linked(tuple(known.values()), tuple(mentions), members=members)


def place(text: str, words: str) -> Span:
    """Return where the words stand in the text."""
    at = text.index(words)
    return Span(at, at + len(words))


def relation(text: str, source: str, cue: str, *content: str, outer: int | None = None) -> Relation:
    """Return the relation whose parts are these words of the text; an empty string is an empty part."""
    return Relation(
        source=(place(text, source),) if source else (),
        cue=(place(text, cue),) if cue else (),
        content=tuple(place(text, piece) for piece in content),
        score=0.9,
        level=0 if outer is None else 1,
        outer=outer,
    )


def report(text: str, content: str, *, cue: str = "", speakers: tuple[str, ...] = (), act: str = "say") -> Attribution:
    """Return an attribution of the words to the speakers."""
    return Attribution(
        id="a1",
        source=None,
        cue=Part.of(text, [place(text, cue)]) if cue else None,
        content=Part.of(text, [place(text, content)]),
        quoting="indirect",
        act=act,
        speakers=speakers,
    )


def day(text: str, words: str, value: str, earliest: str | None = None, latest: str | None = None) -> Time:
    """Return the date that these words of the text name."""
    span = place(text, words)
    return Time(
        id="t1",
        start=span.start,
        end=span.end,
        text=words,
        type="DATE",
        value=value,
        earliest=earliest or value,
        latest=latest or value,
    )


def flat(text: str) -> Analysis:
    """Return an analysis without trees: words split at spaces and marks, each one's head the first word."""
    words = []
    for match in re.finditer(r"n['’]t|[^\W_]+(?=n['’]t)|[^\W_]+|[^\w\s]", text):
        words.append(Word(len(words), match.start(), match.end(), match.group(), "X", 0 if words else -1, "dep", 0))
    return Analysis(text, tuple(words), ((0, len(words)),))
