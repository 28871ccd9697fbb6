"""Readings made by a script: what tests and benchmarks fill a record with, without a model.

`Writer` composes an article sentence by sentence and notes where every part stands, so that its reading is true to the
text. `make_reading` gives articles about an invented negotiation, as long and as full as real ones, the same for the
same seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dragoman.article import Article
from dragoman.contract import (
    Actor,
    Attribution,
    Event,
    Mention,
    Place,
    Position,
    ReaderVersion,
    Reading,
    Role,
    Time,
    When,
)
from dragoman.text import Part, Span

VERSION = ReaderVersion(dragoman="0.1.0", model="synthetic 0000")


class Writer:
    """Writes an article and its reading side by side."""

    def __init__(
        self,
        *,
        published: str | None,
        publisher: str | None = "North Post",
        title: str | None = None,
        version: ReaderVersion = VERSION,
        id: str | None = None,
    ) -> None:
        self.published = date.fromisoformat(published) if published else None
        self.publisher, self.title, self.version, self.id = publisher, title, version, id
        self.text = ""
        self.actors: dict[str, Actor] = {}
        self.mentions: list[Mention] = []
        self.times: list[Time] = []
        self.attributions: list[Attribution] = []
        self.events: list[Event] = []
        self.positions: list[Position] = []

    def actor(self, name: str, type: str = "person", **fields: Any) -> str:
        """Return the id of an actor of the reading, which is made at its first naming."""
        for actor in self.actors.values():
            if actor.name == name:
                return actor.id
        made = Actor(id=f"x{len(self.actors) + 1}", name=name, type=type, **fields)  # type: ignore[arg-type]
        self.actors[made.id] = made
        return made.id

    def put(self, words: str) -> Part:
        """Add words to the text and return their part."""
        start = len(self.text)
        self.text += words
        return Part((Span(start, start + len(words)),), words)

    def say(self, words: str) -> Part:
        """Add a sentence that says nothing that is kept, and return its part."""
        part = self.put(words)
        self.put(" ")
        return part

    def paragraph(self) -> None:
        """Begin a new paragraph."""
        self.text = self.text.rstrip() + "\n\n"

    def mention(self, part: Part, actor: str | None, kind: str = "name", **fields: Any) -> None:
        """Note a mention of an actor (its id)."""
        actor_type = self.actors[actor].type if actor else "person"
        self.mentions.append(
            Mention(
                id=f"m{len(self.mentions) + 1}",
                start=part.start,
                end=part.end,
                text=part.text,
                kind=kind,  # type: ignore[arg-type]
                type=actor_type,
                actor=actor,
                **fields,
            )
        )

    def statement(
        self, speaker: str, content: str, *, cue: str = "said", quoting: str = "indirect", **fields: Any
    ) -> Attribution:
        """Add a sentence in which an actor (by name, made before) says something."""
        ref = self.actor(speaker)
        source = self.put(speaker)
        self.mention(source, ref)
        self.put(" ")
        cue_part = self.put(cue)
        self.put(" ")
        content_part = self.put(f"“{content}”" if quoting == "direct" else content)
        self.put(". ")
        return self.attribute(source, cue_part, content_part, speakers=(ref,), quoting=quoting, **fields)

    def attribute(self, source: Part | None, cue: Part | None, content: Part, **fields: Any) -> Attribution:
        """Note an attribution of parts that stand already."""
        values: dict[str, Any] = {"act": "say", "confidence": 0.9, "quoting": "indirect", **fields}
        made = Attribution(id=f"a{len(self.attributions) + 1}", source=source, cue=cue, content=content, **values)
        self.attributions.append(made)
        return made

    def meeting(
        self,
        parties: Sequence[str],
        *,
        sentence: str,
        trigger: str,
        status: str = "held",
        when: str | None = None,
        place: str | None = None,
        form: str = "meeting",
        **fields: Any,
    ) -> Event:
        """Add a sentence that tells of a meeting of actors (by name)."""
        evidence = self.say(sentence)
        at = sentence.index(trigger) + evidence.start
        values: dict[str, Any] = {"type": "CONSULT", "mode": None, "confidence": 0.8, **fields}
        made = Event(
            id=f"e{len(self.events) + 1}",
            trigger=Part((Span(at, at + len(trigger)),), trigger),
            evidence=evidence,
            actors=tuple(self.actor(name) for name in parties),
            places=(Place(name=place, text=place),) if place else (),
            when=day(when),
            status=status,  # type: ignore[arg-type]
            form=form,
            **values,
        )
        self.events.append(made)
        return made

    def position(
        self,
        holder: str,
        stance: str,
        about: str,
        *,
        sentence: str,
        issue: str | None = None,
        behalf: Sequence[str] = (),
        toward: Sequence[str] = (),
        condition: str | None = None,
        **fields: Any,
    ) -> Position:
        """Add a sentence in which an actor (by name) takes a position."""
        evidence = self.say(sentence)

        def part_of(words: str) -> Part:
            at = sentence.index(words) + evidence.start
            return Part((Span(at, at + len(words)),), words)

        made = Position(
            id=f"p{len(self.positions) + 1}",
            holder=self.actor(holder),
            stance=stance,  # type: ignore[arg-type]
            about=part_of(about),
            evidence=evidence,
            on_behalf_of=tuple(self.actor(name) for name in behalf),
            issue=issue,
            toward=tuple(self.actor(name) for name in toward),
            condition=part_of(condition) if condition else None,
            confidence=fields.pop("confidence", 0.7),
            **fields,
        )
        self.positions.append(made)
        return made

    def time(self, part: Part, value: str) -> None:
        """Note a time expression."""
        spanned = day(value)
        self.times.append(
            Time(
                id=f"t{len(self.times) + 1}",
                start=part.start,
                end=part.end,
                text=part.text,
                type="DATE",
                value=value,
                earliest=spanned.earliest if spanned else None,
                latest=spanned.latest if spanned else None,
            )
        )

    def reading(self) -> Reading:
        """Return the reading of what was written."""
        article = Article.from_text(
            self.text, published=self.published, publisher=self.publisher, title=self.title, id=self.id
        )
        return Reading(
            article=article,
            reader=self.version,
            times=tuple(self.times),
            actors=tuple(self.actors.values()),
            mentions=tuple(self.mentions),
            attributions=tuple(self.attributions),
            events=tuple(self.events),
            positions=tuple(self.positions),
        )


def day(value: str | None) -> When | None:
    """Return a When with the days that its value spans."""
    from dragoman.dates import find_days

    return When(value=value, **find_days(value)._asdict()) if value else None


STATES = {"Norland": "NOR", "Sudria": "SDN", "Ostmark": "AUT", "Westria": "WSM", "Insula": "ISL", "Montara": "MNE"}
FIRST = "Anna Boris Clara Dmitri Elena Farid Greta Hamid Irina Jonas Karla Leon Mira Nadia Oskar Petra Rashid Sonja"
LAST = (
    "Berg Castellan Dorn Eklund Farrow Grau Holm Ivanek Jansen Kovar Lind Marsh Novak Ortega Petrov Quist Rowan Stark"
)
PUBLISHERS = [
    f"{place} {kind}"
    for place in ("North", "South", "Harbour", "Capital", "Valley")
    for kind in ("Post", "Times", "Herald", "Courier")
]
ISSUES = {
    "territory": ["the return of the river valley", "the border along the ridge", "the status of the port"],
    "security_guarantees": ["security guarantees for the coast", "a binding guarantee of its borders"],
    "ceasefire": ["a ceasefire without conditions", "a truce of thirty days", "an end to the shelling"],
    "prisoners": ["an exchange of all prisoners", "the release of the sailors"],
    "sanctions": ["the lifting of the sanctions", "a ban on its banks"],
    "recognition": ["recognition of the assembly", "the opening of embassies"],
    "refugees": ["the return of the displaced", "a corridor for families"],
    "reconstruction": ["money for the burnt towns", "a fund for the harbour"],
}
STANCES = {
    "demand": "demanded",
    "offer": "offered",
    "accept": "accepted",
    "reject": "rejected",
    "support": "supported",
    "oppose": "opposed",
    "promise": "promised",
}
PLACES = ["Lakeside", "Port Amber", "Old Mill", "Greyhaven", "Stonebridge", "Fairwater"]
WORDS = (
    "harbour bridge council winter market delegation treaty border village river commander engineer document hospital "
    "railway customs island convoy minister farmer reservoir signal tunnel archive grain pipeline lantern orchard "
    "festival monument airfield barracks school cathedral garrison ferry quarry vineyard courthouse depot"
).split()
VERBS = "reached crossed described repaired closed opened followed carried measured delayed counted watched".split()
MODIFIERS = "old northern quiet narrow public disputed wooden crowded distant small busy ruined".split()


def make_people(rng: random.Random) -> dict[str, list[tuple[str, str]]]:
    """Return, for each invented state, eight people with an office."""
    offices = [
        "president",
        "foreign minister",
        "defence minister",
        "envoy",
        "spokesman",
        "governor",
        "general",
        "adviser",
    ]
    names = [f"{first} {last}" for first in FIRST.split() for last in LAST.split()]
    rng.shuffle(names)
    return {state: [(names.pop(), office) for office in offices] for state in STATES}


PEOPLE = make_people(random.Random(7))


def make_reading(
    seed: int,
    *,
    published: date | None = None,
    publisher: str | None = None,
    statements: int = 25,
    version: ReaderVersion = VERSION,
) -> Reading:
    """Return a reading of an article of about 800 words with as many statements as asked for."""
    rng = random.Random(seed)
    on = published or date(2025, 1, 1) + timedelta(days=rng.randrange(365))
    writer = Writer(
        published=on.isoformat(),
        publisher=publisher or rng.choice(PUBLISHERS),
        title=_sentence(rng)[:60],
        version=version,
    )
    parties = rng.sample(list(STATES), 3)
    for state in parties:
        writer.actor(state, "state", country=STATES[state], code=STATES[state])
    cast = [(state, *rng.choice(PEOPLE[state])) for state in parties for _ in range(2)]
    for state, name, office in cast:
        writer.actor(name, "person", country=STATES[state], roles=(Role(title=office, of=state),))
    unnamed = writer.actor(f"a senior official of {parties[0]}", "unnamed")
    for n in range(statements):
        if n % 4 == 3:
            writer.paragraph()
        state, speaker, _ = rng.choice(cast)
        if n == 0:
            speaker = writer.actors[unnamed].name
        issue, about = _issue(rng)
        content = f"{_clause(rng)} because of {about} and {_clause(rng)}"
        writer.statement(
            speaker,
            content,
            quoting=rng.choice(["direct", "indirect"]),
            cue=rng.choice(["said", "told reporters", "insisted", "wrote"]),
        )
        if n % 3 == 0:
            _add_position(writer, rng, state, speaker, parties, issue, about)
        if n % 6 == 0:
            _add_meeting(writer, rng, parties, on)
        if n % 5 == 1:
            _add_time(writer, on)
        else:
            filler = writer.say(_sentence(rng))
            writer.mention(
                Part((Span(filler.start, filler.start + 3),), filler.text[:3]),
                None,
                "pronoun",
                candidates=(parties[0], parties[1]),
                reason="two candidates remain",
            )
    return writer.reading()


def _add_position(
    writer: Writer, rng: random.Random, state: str, speaker: str, parties: Sequence[str], issue: str, about: str
) -> None:
    stance = rng.choice(list(STANCES))
    other = next(party for party in parties if party != state)
    condition = f"if {other} withdraws from the {rng.choice(WORDS)}" if rng.random() < 0.2 else None
    sentence = f"{state} {STANCES[stance]} {about}" + (f", {condition}." if condition else ".")
    writer.position(
        speaker, stance, about, sentence=sentence, issue=issue, behalf=(state,), toward=(other,), condition=condition
    )


def _add_meeting(writer: Writer, rng: random.Random, parties: Sequence[str], on: date) -> None:
    status = rng.choice(["held", "scheduled", "proposed", "refused", "cancelled"])
    shift = rng.randrange(1, 10)
    when = (on - timedelta(days=shift) if status == "held" else on + timedelta(days=shift)).isoformat()
    place = rng.choice(PLACES)
    verbs = {
        "held": "met",
        "scheduled": "will meet",
        "proposed": "might meet",
        "refused": "would not meet",
        "cancelled": "called off a plan to meet",
    }
    verb = verbs[status]
    writer.meeting(
        parties[:2],
        sentence=f"{parties[0]} and {parties[1]} {verb} in {place} on {when}.",
        trigger=verb,
        status=status,
        when=when,
        place=place,
    )


def _add_time(writer: Writer, on: date) -> None:
    writer.put("That was on ")
    writer.time(writer.put((on - timedelta(days=2)).isoformat()), (on - timedelta(days=2)).isoformat())
    writer.put(". ")


def _issue(rng: random.Random) -> tuple[str, str]:
    issue = rng.choice(list(ISSUES))
    return issue, rng.choice(ISSUES[issue])


def _clause(rng: random.Random) -> str:
    return (
        f"the {rng.choice(MODIFIERS)} {rng.choice(WORDS)} {rng.choice(VERBS)} the {rng.choice(MODIFIERS)} "
        f"{rng.choice(WORDS)}"
    )


def _sentence(rng: random.Random) -> str:
    clause = f"{_clause(rng)} while {_clause(rng)} near the {rng.choice(WORDS)}"
    return f"{clause[0].upper()}{clause[1:]}."


def make_copy(reading: Reading, *, publisher: str, published: date | None = None) -> Reading:
    """Return the reading of the same words in another outlet: a wire copy."""
    article = Article.from_text(
        reading.article.text,
        published=published or reading.article.published,
        publisher=publisher,
        title=reading.article.title,
    )
    return replace(reading, article=article)


def make_readings(
    count: int, *, seed: int = 0, start: date = date(2023, 1, 1), days: int = 1000, copies: float = 0.1
) -> Iterator[Reading]:
    """Yield readings in the order of their days; a share of them are wire copies of the one before."""
    rng = random.Random(seed)
    last: Reading | None = None
    for n in range(count):
        on = start + timedelta(days=n * days // count)
        if last is not None and rng.random() < copies:
            yield make_copy(last, publisher=f"{rng.choice(PUBLISHERS)} {n}", published=on)
            continue
        last = make_reading(seed * 10_000_000 + n, published=on)
        yield last
