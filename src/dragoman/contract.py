"""The reading as users see it: every type of the output, in one place.

`Reading.to_json()` gives the object that `dragoman read --json` prints, one a line; `Reading.from_json()` takes it
back. Ids are strings, unique within the reading. Offsets are `[start, end)` in code points of `article.text`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from dragoman.article import Article
from dragoman.text import Part, Span

ActorType = Literal[
    "person",
    "state",
    "international_organisation",
    "organisation",
    "armed_group",
    "outlet",
    "place",
    "document",
    "group",
    "unnamed",
]
MentionKind = Literal["name", "description", "pronoun"]
Quoting = Literal["direct", "indirect", "mixed"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Status = Literal[
    "held",
    "under way",
    "scheduled",
    "proposed",
    "conditional",
    "refused",
    "cancelled",
    "collapsed",
    "hypothetical",
    "denied",
]
Stance = Literal["demand", "offer", "accept", "reject", "support", "oppose", "promise", "accuse", "require"]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A TIMEX3 value and the ISO days that it spans (None where the value names no days)."""

    value: str
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression: TIMEX3 type, value and modifier, and the days it spans."""

    id: str
    start: int
    end: int
    text: str
    type: TimeType
    value: str | None
    mod: str | None = None
    earliest: str | None = None
    latest: str | None = None

    @property
    def span(self) -> Span:
        """Where the expression stands."""
        return Span(self.start, self.end)

    @property
    def when(self) -> When:
        """The value and its days; the value is empty where the expression has none."""
        return When(value=self.value or "", earliest=self.earliest, latest=self.latest)

    @property
    def day(self) -> When:
        """The same without the time of day: "2024-05-03" of "2024-05-03TEV"."""
        return replace(self.when, value=(self.value or "").partition("T")[0] or self.value or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office that an actor holds or held: title, of which actor (by name), and the partial dates of it."""

    title: str
    of: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something that acts in the article, under its canonical name."""

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    code: str | None = None
    country: str | None = None
    wikidata: str | None = None
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place where an actor is named, described or stood for by a pronoun.

    `actor` is None where no single candidate remains; `candidates` (canonical names) and `reason` then say why.
    """

    id: str
    start: int
    end: int
    text: str
    kind: MentionKind
    type: str
    actor: str | None = None
    candidates: tuple[str, ...] = ()
    reason: str | None = None

    @property
    def span(self) -> Span:
        """Where the mention stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """An attribution relation: somebody's words, belief or wish, and the words that attribute it."""

    id: str
    source: Part | None
    cue: Part | None
    content: Part
    quoting: Quoting
    act: str | None = None
    negated: bool = False
    nested_in: str | None = None
    speakers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    channel: str | None = None
    said: When | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an event happened: canonical name, the words in the article, country (ISO alpha-3), degrees north, east."""

    name: str
    text: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, was planned, refused or denied: a PLOVER type and mode with its status and parties."""

    id: str
    type: str
    mode: str | None
    trigger: Part
    evidence: Part
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    when: When | None = None
    status: Status = "held"
    form: str | None = None
    condition: Part | None = None
    attribution: str | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a party demands, offers, accepts, rejects, supports, opposes, promises or accuses another of."""

    id: str
    holder: str
    stance: Stance
    about: Part
    evidence: Part
    on_behalf_of: tuple[str, ...] = ()
    issue: str | None = None
    toward: tuple[str, ...] = ()
    condition: Part | None = None
    answers: tuple[str, ...] = ()
    attribution: str | None = None
    when: When | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderVersion:
    """What made the reading: the version of the code, and the model's name and digest."""

    dragoman: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read in one article."""

    article: Article
    reader: ReaderVersion
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the reading as plain dicts, lists and strings, in the contract's form."""
        from dragoman.codec import encode

        return encode(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Reading:
        """Return the reading that `to_json` wrote.

        Raises:
            DataError: a required field is missing or of the wrong kind.
        """
        from dragoman.codec import decode

        return decode(data)
