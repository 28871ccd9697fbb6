"""Readings of an invented negotiation, small enough to know by heart: Norland and Sudria quarrel over a valley."""

from __future__ import annotations

from bench.synthetic import VERSION, Writer
from dragoman.contract import ReaderVersion, Reading, Role

LATER = ReaderVersion(dragoman="0.2.0", model="better 1111")


def new_writer(
    published: str | None, publisher: str = "North Post", *, version: ReaderVersion = VERSION, id: str | None = None
) -> Writer:
    """Return a writer whose actors are known: two states, a mediator, and who speaks for them."""
    writer = Writer(published=published, publisher=publisher, title=f"Talks, {published}", version=version, id=id)
    writer.actor("Norland", "state", country="NOR", code="NOR", aliases=("Northland",))
    writer.actor("Sudria", "state", country="SDN", code="SDN")
    writer.actor("Anna Berg", country="NOR", roles=(Role(title="foreign minister", of="Norland", since="2024"),))
    writer.actor("Leon Dorn", country="NOR", roles=(Role(title="defence minister", of="Norland"),))
    writer.actor("Rashid Quist", country="SDN", roles=(Role(title="envoy", of="Sudria"),))
    writer.actor("Lake Union", "international_organisation")
    return writer


def first_demands() -> Reading:
    """1 August: each side says what it wants; a meeting is proposed."""
    writer = new_writer("2025-08-01")
    writer.statement("Anna Berg", "the valley is ours and we want every prisoner home", quoting="direct")
    writer.position(
        "Anna Berg",
        "demand",
        "an exchange of all prisoners",
        issue="prisoners",
        behalf=("Norland",),
        toward=("Sudria",),
        sentence="Norland demanded an exchange of all prisoners.",
    )
    writer.paragraph()
    writer.statement("Rashid Quist", "no prisoner leaves before the shelling stops")
    writer.position(
        "Rashid Quist",
        "reject",
        "an exchange of all prisoners",
        issue="prisoners",
        behalf=("Sudria",),
        toward=("Norland",),
        sentence="Sudria rejected an exchange of all prisoners.",
    )
    writer.position(
        "Rashid Quist",
        "offer",
        "a ceasefire",
        issue="ceasefire",
        behalf=("Sudria",),
        toward=("Norland",),
        condition="if Norland withdraws from the ridge",
        sentence="Sudria offered a ceasefire if Norland withdraws from the ridge.",
    )
    writer.meeting(
        ["Norland", "Sudria", "Lake Union"],
        status="proposed",
        trigger="proposed a meeting",
        when="2025-08-15",
        place="Lakeside",
        sentence="The Lake Union proposed a meeting of Norland and Sudria in Lakeside on 15 August.",
    )
    return writer.reading()


def meeting_set() -> Reading:
    """9 August: the meeting is scheduled; one minister accepts what the other rejects."""
    writer = new_writer("2025-08-09", "Harbour Times")
    writer.meeting(
        ["Norland", "Sudria"],
        status="scheduled",
        trigger="will meet",
        when="2025-08-15",
        place="Lakeside",
        sentence="Norland and Sudria will meet in Lakeside on 15 August.",
    )
    writer.position(
        "Anna Berg",
        "accept",
        "a ceasefire without conditions",
        issue="ceasefire",
        behalf=("Norland",),
        toward=("Sudria",),
        sentence="Berg accepted a ceasefire without conditions.",
    )
    writer.position(
        "Leon Dorn",
        "reject",
        "a ceasefire now",
        issue="ceasefire",
        behalf=("Norland",),
        toward=("Sudria",),
        sentence="Dorn rejected a ceasefire now.",
    )
    return writer.reading()


def meeting_held() -> Reading:
    """16 August: the meeting was held; Sudria gives way on the prisoners."""
    writer = new_writer("2025-08-16")
    writer.meeting(
        ["Norland", "Sudria"],
        status="held",
        trigger="met",
        when="2025-08-15",
        place="Lakeside",
        sentence="Norland and Sudria met in Lakeside on Friday.",
    )
    writer.position(
        "Rashid Quist",
        "accept",
        "an exchange of all prisoners",
        issue="prisoners",
        behalf=("Sudria",),
        toward=("Norland",),
        sentence="Sudria accepted an exchange of all prisoners.",
    )
    writer.statement("Rashid Quist", "we shall bring every prisoner to the bridge next week", quoting="direct")
    return writer.reading()


def meeting_denied() -> Reading:
    """17 August: another outlet has Sudria deny the meeting; a promise is said to be broken; a new round is set."""
    writer = new_writer("2025-08-17", "South Herald")
    writer.meeting(
        ["Norland", "Sudria"],
        status="denied",
        trigger="denied having met",
        when="2025-08-15",
        place="Lakeside",
        sentence="Sudria denied having met Norland in Lakeside.",
    )
    writer.position(
        "Leon Dorn",
        "accuse",
        "broke its promise on the prisoners",
        issue="prisoners",
        behalf=("Norland",),
        toward=("Sudria",),
        sentence="Dorn said Sudria broke its promise on the prisoners.",
    )
    writer.meeting(
        ["Norland", "Sudria"],
        status="scheduled",
        trigger="will return",
        when="2025-08-29",
        place="Port Amber",
        sentence="The two will return to the table in Port Amber on 29 August.",
    )
    return writer.reading()


def everything() -> list[Reading]:
    """All articles in the order of their days."""
    return [first_demands(), meeting_set(), meeting_held(), meeting_denied()]
