"""Readings as people see them in a terminal: who said what, who met whom, who wants what.

Every function takes a reading and returns lines; `show` wraps them to the width of the console and prints them. A line
knows how far it is indented, so that wrapped words stand under their beginning. To show something new, write a
`render_...` function and add it to `SECTIONS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from textwrap import shorten

from rich.console import Console
from rich.text import Text

from dragoman.contract import Attribution, Event, Position, Reading, When
from dragoman.text import Part, Span

STYLES = {
    "title": "bold",
    "about": "dim",
    "section": "bold underline",
    "who": "bold",
    "doubt": "red",
    "source": "cyan",
    "cue": "yellow",
    "content": "green",
    "mark": "bold magenta",
}
DOUBT_BELOW = 0.5  # confidence is a calibrated probability: below one half the row is more likely wrong than right
GAP_CHARACTERS = 160  # words between two parts of one statement that are shown rather than left out: a line or two
QUOTATION_MARK = re.compile("[\"“”„«»]|(?<![^\\W_])[‘']|[’'](?![^\\W_])")  # an apostrophe inside a word is none
# Control and format characters could move the cursor, colour the terminal or turn the text around; surrogates cannot
# be written at all.
UNSHOWABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
INDENT = 2
TITLE_CHARACTERS = 76  # of the first sentence, where it stands in for a title: a line of a terminal


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of output and how many columns it is indented."""

    text: Text
    indent: int = 0


def show(console: Console, lines: Iterable[Line]) -> None:
    """Print the lines, wrapped to the console's width under their indentation, without trailing spaces."""
    for line in lines:
        for row in line.text.wrap(console, max(20, console.width - line.indent)):
            row.rstrip()
            console.print(Text(" " * line.indent if row.plain else "") + row, highlight=False, soft_wrap=True)


def render_reading(reading: Reading, *, where: str = "") -> list[Line]:
    """Return the whole reading: a heading, then the sections that have something to show."""
    lines = render_heading(reading, where=where)
    for title, render in SECTIONS:
        if found := render(reading):
            lines += [Line(Text()), Line(Text(title, STYLES["section"])), *found]
    if len(lines) <= 2:
        lines.append(Line(Text("Nothing was found.", STYLES["about"])))
    return [*lines, Line(Text())]


def render_heading(reading: Reading, *, where: str = "") -> list[Line]:
    """Return the article's title, and its day, outlet and place of origin."""
    article = reading.article
    day = article.published.isoformat() if article.published else "no date"
    title = article.title or article.text.strip().partition("\n")[0][: 2 * TITLE_CHARACTERS]
    about = " · ".join(clean(part) for part in (day, article.publisher, where or article.id) if part)
    shown = clean(title) if article.title else shorten(clean(title), TITLE_CHARACTERS, placeholder=" …")
    return [Line(Text(shown, STYLES["title"])), Line(Text(about, STYLES["about"]))]


def render_statements(reading: Reading) -> list[Line]:
    """Return two lines a statement: who, how, when, where; and the words with their parts coloured."""
    lines = []
    for attribution in reading.attributions:
        who = names(reading, attribution.speakers) or _words(attribution.source) or "speaker not given"
        head = _head(who, _manner(attribution), confidence=attribution.confidence)
        lines += [Line(head, INDENT), Line(_excerpt(reading, attribution), 2 * INDENT)]
    return lines


def render_meetings(reading: Reading) -> list[Line]:
    """Return two lines a meeting, whatever its status: the parties and what became of it; and the evidence."""
    return [line for event in reading.events if _is_meeting(event) for line in _event_lines(reading, event)]


def render_positions(reading: Reading) -> list[Line]:
    """Return two lines a position: holder, stance, toward whom; and what about, on which condition."""
    return [line for position in reading.positions for line in _position_lines(reading, position)]


def render_events(reading: Reading) -> list[Line]:
    """Return two lines for each event that is no meeting."""
    return [line for event in reading.events if not _is_meeting(event) for line in _event_lines(reading, event)]


SECTIONS: tuple[tuple[str, Callable[[Reading], list[Line]]], ...] = (
    ("Statements", render_statements),
    ("Meetings", render_meetings),
    ("Positions", render_positions),
    ("Other events", render_events),
)


def names(reading: Reading, ids: Iterable[str]) -> str:
    """Return the canonical names of the actors, joined by commas; an id without an actor stands for itself."""
    known = {actor.id: actor.name for actor in reading.actors}
    return ", ".join(clean(known.get(actor_id, actor_id)) for actor_id in ids)


def clean(text: str) -> str:
    """Return the text on one line, with a replacement character for what a terminal must not be sent."""
    return re.sub(r"\s+", " ", UNSHOWABLE.sub("\ufffd", text))


def _head(who: str, facts: Iterable[str], *, confidence: float) -> Text:
    text = Text(who, STYLES["who"])
    for fact in facts:
        text.append(" · ").append(fact)
    if confidence < DOUBT_BELOW:
        text.append(" · ").append(f"doubtful ({confidence:.0%})", STYLES["doubt"])
    return text


def _manner(attribution: Attribution) -> list[str]:
    act = f"did not {attribution.act or 'say'}" if attribution.negated else attribution.act
    facts: list[str] = [act, attribution.quoting] if act else [attribution.quoting]
    if attribution.said:
        facts.append(_day(attribution.said))
    if attribution.channel:
        facts.append(f"via {clean(attribution.channel)}")
    if attribution.nested_in:
        facts.append("inside another's words")
    return facts


def _day(when: When) -> str:
    return when.value if when.earliest != when.latest or not when.earliest else when.earliest


def _words(part: Part | None) -> str:
    return clean(part.text) if part else ""


def _excerpt(reading: Reading, attribution: Attribution) -> Text:
    """Return the statement's words as they stand in the article, its parts coloured, long gaps left out."""
    parts = (("source", attribution.source), ("cue", attribution.cue), ("content", attribution.content))
    styled = sorted((span, name) for name, part in parts if part for span in part.spans)
    text = reading.article.text
    shown = Text(_mark_at(text, styled[0][0].start - 1))
    for (before, _), (span, name) in pairwise([(Span(0, 0), ""), *styled]):
        if before.end:
            between = text[before.end : span.start]
            _append(shown, between if len(between) <= GAP_CHARACTERS else " […] ", "")
        _append(shown, text[span.start : span.end], STYLES[name])
    shown.append(_mark_at(text, max(span.end for span, _ in styled)))
    shown.highlight_regex(QUOTATION_MARK, STYLES["mark"])
    return shown


def _append(shown: Text, words: str, style: str) -> None:
    words = clean(words)
    shown.append(words.lstrip() if not shown or shown.plain.endswith(" ") else words, style)


def _mark_at(text: str, place: int) -> str:
    """Return the quotation mark that stands there, just outside the statement's parts, or nothing."""
    return text[place] if place >= 0 and QUOTATION_MARK.match(text, place) else ""


def _is_meeting(event: Event) -> bool:
    return event.type == "CONSULT"


def _event_lines(reading: Reading, event: Event) -> list[Line]:
    who = names(reading, [*event.actors, *event.recipients]) or "parties not given"
    kind = event.form or " ".join(filter(None, (event.type.lower(), event.mode)))
    facts = [kind, event.status]
    if event.when:
        facts.append(_day(event.when))
    if event.places:
        facts.append("in " + ", ".join(clean(place.name) for place in event.places))
    if event.condition:
        facts.append(f"condition: {_words(event.condition)}")
    head = _head(who, facts, confidence=event.confidence)
    return [Line(head, INDENT), Line(_evidence(event.evidence), 2 * INDENT)]


def _position_lines(reading: Reading, position: Position) -> list[Line]:
    who = names(reading, [position.holder])
    if position.on_behalf_of:
        who += f" for {names(reading, position.on_behalf_of)}"
    facts: list[str] = [position.stance]
    if position.toward:
        facts.append(f"toward {names(reading, position.toward)}")
    if position.issue:
        facts.append(position.issue)
    if position.when:
        facts.append(_day(position.when))
    if position.answers:
        facts.append("in answer to " + ", ".join(_answered(reading, answer) for answer in position.answers))
    about = _evidence(position.about)
    if position.condition:
        about.append(" · condition: ").append(_words(position.condition), STYLES["cue"])
    return [Line(_head(who, facts, confidence=position.confidence), INDENT), Line(about, 2 * INDENT)]


def _answered(reading: Reading, position_id: str) -> str:
    """Return whose what is answered, as in "Veldia’s demand"; the id where the position is not of this article."""
    for position in reading.positions:
        if position.id == position_id:
            return f"{names(reading, [position.holder])}’s {position.stance}"
    return position_id


def _evidence(part: Part) -> Text:
    text = Text(_words(part), STYLES["content"])
    text.highlight_regex(QUOTATION_MARK, STYLES["mark"])
    return text
