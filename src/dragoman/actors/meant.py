"""What a description turned out to mean."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.actors.cast import Member

# A body of a person of a state speaks for the state; these of an organisation are the organisation.
ORGANISATIONS = frozenset({"armed_group", "organisation", "international_organisation"})
RULING = frozenset({"leader", "president", "premier", "chancellor", "king", "ruler"})  # whose word is the state's
OTHER_RANKS = frozenset({"vice", "deputy", "prime"})


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a description means: the member, or the candidates and why none was taken."""

    member: Member | None = None
    candidates: tuple[str, ...] = ()
    reason: str | None = None
    members: tuple[Member, ...] = ()  # of a group


def is_a(title: str, office: str) -> bool:
    """Say whether the title ends in the office: a foreign minister is a minister, a deputy minister is none."""
    words = title.lower().split()
    return words[-1:] == [office] and not OTHER_RANKS & set(words)
