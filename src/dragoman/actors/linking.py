"""Linking: every name, description and source of an article to the actor that it means.

Names come first, the full ones before surnames; then descriptions, by the book on the article's day or by what the
article said before; then the sources of its statements in text order, pronouns among them. One candidate or none:
where several remain, the mention has no actor and says between whom it is open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.actors.book import Book
from dragoman.actors.cast import Cast, Member
from dragoman.actors.channels import Surroundings
from dragoman.actors.descriptions import Describer
from dragoman.actors.identities import identify, learn_leaders, place_surnames
from dragoman.actors.nationals import place_nationals
from dragoman.actors.page import Page, Spot
from dragoman.actors.pronouns import THEY, Pronouns
from dragoman.actors.speakers import Speakers
from dragoman.article import Article
from dragoman.contract import Actor, Attribution, Mention, Time, When
from dragoman.reading.analysis import Analysis
from dragoman.reading.completing import QUOTING

MEETING_VERBS = frozenset("met meet meets meeting spoke talked held hosted received called conferred visited".split())


OWNING = frozenset({"state", "international_organisation", "armed_group"})
OPPOSED = ("OPP", "REB", "SEP")  # codes of bodies that speak for themselves, though they are no state and no army


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The actors of an article in the order in which they come, their mentions, and who said what.

    `members` gives, for the id of a group whose members are known ("the two delegations"), theirs.
    """

    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def link(
    article: Article,
    analysis: Analysis,
    attributions: Sequence[Attribution],
    times: Sequence[Time],
    book: Book,
) -> Linked:
    """Return the actors and mentions of an article, and its attributions with speakers, addressees, channel and date.

    Args:
        article: its day decides who holds which office; without one, only who is named can be found.
        analysis: words, sentences, names and coreference links; where it has trees, they decide what a phrase holds.
        attributions: in any order; they come back in the same.
        times: the article's time expressions.
        book: the actors that are known beforehand.
    """
    if not analysis.words:
        return Linked(attributions=tuple(attributions))
    page = Page(analysis)
    cast = Cast(book, article.published)
    identify(page, cast)
    place_nationals(page, cast)
    pronouns = Pronouns(page, {})
    describer = Describer(page, cast, pronouns)
    describer.place_all()
    learn_leaders(page, cast)
    speakers = Speakers(page, cast, pronouns, describer).resolve_all(attributions)
    place_surnames(page, cast)  # of those whom only a statement's source showed to be persons
    surroundings = Surroundings(page, cast, times, attributions)
    linked = [_fill(item, speakers[item.id], surroundings, page) for item in attributions]
    linked = [_carried(item, {outer.id: outer for outer in linked}, speakers) for item in linked]
    _tell(page, speakers, linked, cast)
    return Linked(
        actors=cast.to_actors(),
        mentions=_mentions(page),
        attributions=tuple(linked),
        members={member.id: member.members for member in cast.members if member.members and member.told},
    )


def _fill(attribution: Attribution, speakers: Sequence[Member], surroundings: Surroundings, page: Page) -> Attribution:
    around = surroundings.read(attribution, speakers)
    said = attribution.said or _date_of_meeting(attribution, surroundings, page)
    return replace(
        attribution,
        speakers=tuple(member.id for member in speakers),
        addressees=tuple(member.id for member in around.addressees),
        channel=around.channel,
        said=said,
    )


def _carried(
    attribution: Attribution, others: Mapping[str, Attribution], speakers: Mapping[str, Sequence[Member]]
) -> Attribution:
    """Return what an outlet quotes somebody "as saying" with the outlet as its channel."""
    outer = others.get(attribution.nested_in or "")
    if outer is None or attribution.channel is not None or outer.cue is None or outer.cue.text.lower() not in QUOTING:
        return attribution
    outlets = [member.name for member in speakers[outer.id] if member.type == "outlet"]
    return replace(attribution, channel=outlets[0] if len(outlets) == 1 else None)


def _date_of_meeting(attribution: Attribution, surroundings: Surroundings, page: Page) -> When | None:
    """Return the day of the meeting in the sentence before, for what "they discussed" or "agreed" there."""
    if attribution.source is None or not _is_those_before(attribution.source.text.lower()):
        return None
    place = page.range_of(attribution.source.spans[0])
    if place is None or page.sentences[place[0]] == 0:
        return None
    first, end = page.analysis.sentences[page.sentences[place[0]] - 1]
    if not MEETING_VERBS & set(page.lower[first:end]):
        return None
    return surroundings.only_time(first, end)


def _is_those_before(source: str) -> bool:
    """Say whether the words mean those who were just spoken of: "they", "the two leaders", "both men"."""
    return source in THEY or source.startswith(("both ", "the two ", "the pair"))


def _tell(
    page: Page, speakers: Mapping[str, Sequence[Member]], attributions: Sequence[Attribution], cast: Cast
) -> None:
    """Note who belongs into the reading: who is mentioned, speaks or is spoken to, and what they belong to."""
    by_id = {member.id: member for member in cast.members}
    for spot in page.spots:
        if spot.member is not None:
            spot.member.told = True
    for members in speakers.values():
        for member in members:
            member.told = True
    for attribution in attributions:
        for key in attribution.addressees:
            by_id[key].told = True
    for member in cast.members:
        if member.told:
            for key in member.members:
                by_id[key].told = True
    _tell_owners(cast)


def _tell_owners(cast: Cast) -> None:
    """Let the states and bodies in whose name told persons speak join them: a minister brings the state."""
    for member in tuple(cast.members):
        if not member.told or member.type != "person":
            continue
        for role in cast.offices(member):
            entry = cast.entry_of(role.of)
            if entry is not None and (entry.type in OWNING or (entry.code or "").endswith(OPPOSED)):
                cast.of_entry(entry).told = True


def _mentions(page: Page) -> tuple[Mention, ...]:
    return tuple(_mention(f"m{number}", spot, page) for number, spot in enumerate(page.spots, 1))


def _mention(id: str, spot: Spot, page: Page) -> Mention:
    words = page.analysis.words
    start, end = words[spot.first].start, words[spot.last].end
    return Mention(
        id=id,
        start=start,
        end=end,
        text=page.analysis.text[start:end],
        kind=spot.kind,
        type=spot.type,
        actor=spot.member.id if spot.member is not None else None,
        candidates=spot.candidates,
        reason=spot.reason,
    )
