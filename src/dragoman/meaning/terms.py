"""What an agreement has its parties do: "Under the accord, Alba will open the road and Beria will leave"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.meaning.found import Found
from dragoman.meaning.matter import Matter, clause_matters
from dragoman.meaning.order import auxiliaries_near, is_passive
from dragoman.meaning.parties import Parties
from dragoman.meaning.status import FUTURE, WOULD
from dragoman.meaning.syntax import Syntax
from dragoman.meaning.takers import takers

AGREED = frozenset("term deal accord agreement pact treaty settlement compromise arrangement protocol".split())
OPENING = 6  # words: "Under the terms of the accord,"
BODIES = frozenset({"state", "armed_group", "organisation", "international_organisation"})


def agreed_terms(syntax: Syntax, parties: Parties) -> Iterator[Found]:
    """Yield a promise for each thing that a party will do under an agreement that opens the sentence."""
    for first, end in syntax.analysis.sentences:
        if syntax.lower(first) not in ("under", "by"):
            continue
        opening = range(first + 1, min(first + OPENING, end))
        if not any(AGREED.intersection(syntax.stems[at]) for at in opening if syntax.words[at].tag == "NOUN"):
            continue
        for at in range(first + 1, end):
            if syntax.words[at].tag != "VERB" or is_passive(syntax, at):
                continue
            owed = bool((FUTURE | WOULD) & auxiliaries_near(syntax, at)) or _is_to(syntax, at)
            holders = takers(syntax, parties, at) if owed else ()
            if holders and all(parties.type(holder) in BODIES for holder in holders):
                matter = _behind(clause_matters(syntax, at)[0], _comma(syntax, opening, end))
                yield Found(
                    head=at,
                    holders=holders,
                    stance="promise",
                    matter=matter,
                    toward=(),
                    evidence=tuple(sorted({at, *matter.words})),
                    condition=None,
                    origin="spoken",
                )


def _comma(syntax: Syntax, opening: range, end: int) -> int:
    """Return the comma that ends the opening, or its first word where there is none."""
    near = range(opening.start, min(opening.stop + OPENING, end))
    return next((at for at in near if syntax.lower(at) == ","), opening.start)


def _behind(matter: Matter, comma: int) -> Matter:
    """Return the matter without the words up to the comma."""
    return Matter(matter.head, tuple(at for at in matter.words if at > comma) or matter.words, matter.clause)


def _is_to(syntax: Syntax, index: int) -> bool:
    """Say whether the infinitive is what somebody "is to" do."""
    auxiliaries = {stem for word in syntax.below(index, "cop", "aux") for stem in syntax.stems[word.index]}
    return bool(syntax.infinitive(index)) and "be" in auxiliaries
