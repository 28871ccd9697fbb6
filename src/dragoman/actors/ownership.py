"""Whose office, body or country a description speaks of."""

from __future__ import annotations

from dragoman.actors.cast import Cast, Member
from dragoman.actors.identities import OWNERS
from dragoman.actors.page import Page, Spot
from dragoman.actors.pronouns import Pronouns
from dragoman.actors.roles import Nominal


class Ownership:
    """Finds the owner that a description names or takes up by a pronoun."""

    def __init__(self, page: Page, cast: Cast, pronouns: Pronouns) -> None:
        self.page, self.cast, self.pronouns = page, cast, pronouns

    def owner(self, nominal: Nominal) -> Member | None:
        """Return the state or body that the words name, or that the person or pronoun in them acts for."""
        for spot in nominal.of:
            member = spot.member
            if member is None:
                continue
            if member.type in OWNERS:
                return member
            if member.type == "person":
                return self.cast.owner_of(member)
        if nominal.possessor:
            owner = self.possessor(nominal, OWNERS | {"person"})
            if owner is not None and owner.type == "person":
                return self.cast.owner_of(owner)
            return owner
        return None

    def possessor(self, nominal: Nominal, types: frozenset[str]) -> Member | None:
        """Return whom "its" or "their" means, if it is of one of the types."""
        index = next(
            (i for i in range(nominal.first, nominal.last + 1) if self.page.lower[i] == nominal.possessor), None
        )
        if index is None or nominal.possessor in ("my", "our", "your"):
            return None
        found = self.pronouns.resolve(index)
        return found[0] if len(found) == 1 and found[0].type in types else None

    def spots(self, nominal: Nominal) -> list[Spot]:
        """Return a spot for the owner that a pronoun means, to stand where a name would."""
        owner = self.possessor(nominal, OWNERS)
        return [Spot(nominal.first, nominal.first, "pronoun", owner.type, owner)] if owner is not None else []
