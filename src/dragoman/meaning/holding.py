"""Who holds a position, and who does not: papers, outlets, bystanders, those of whom others only guess."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.article import Article
from dragoman.contract import Actor
from dragoman.meaning.holders import on_behalf_of
from dragoman.meaning.order import is_passive, negated_near
from dragoman.meaning.parties import ACTS_FOR, Parties
from dragoman.meaning.reports import Reports
from dragoman.meaning.stances import StanceWord
from dragoman.meaning.syntax import Syntax
from dragoman.meaning.takers import takers

AGREEMENT = frozenset({"agreement", "deal", "accord", "pact"})
CONCLUDING = frozenset({"reach", "sign", "strike", "conclude", "announce", "seal", "clinch", "make"})
ENDING = frozenset({"end", "conclude", "close", "finish", "produce", "result"})
ORGANISED = frozenset({"opposition", "part", "partie", "league", "union", "movement", "alliance", "coalition"})
DOCUMENTS = frozenset("paper papers letter draft resolution statement document text report communique note".split())
ANYBODY = frozenset("people those some many others voices number most everybody everyone".split())
MAKING = frozenset({"make", "issue", "put", "present", "have", "set", "lay", "raise", "repeat", "renew", "announce"})


def each_once(parties: Parties, holders: Sequence[str], article: Article) -> tuple[str, ...]:
    """Return the holders without those in whose name another of them speaks ("US secretary of state Ana Alba").

    Outlets report, and hold nothing.
    """
    spoken_for = {body for holder in holders for body in on_behalf_of(parties, holder, published=article.published)}
    left_out = {
        holder for holder in holders if parties.type(holder) == "outlet" or _is_document(parties.actors.get(holder))
    }
    return tuple(holder for holder in holders if holder not in spoken_for | left_out)


def _is_document(actor: Actor | None) -> bool:
    """Say whether a paper or a draft stands for whoever wrote it, whom nothing names."""
    return actor is not None and (
        actor.type == "document"
        or (actor.type == "unnamed" and bool(DOCUMENTS.intersection(actor.name.lower().split()[-1:])))
    )


def is_imputed(reports: Reports, head: int, own: frozenset[str]) -> bool:
    """Say whether a wish is only what others say of its holder ("Putin wants the picture", said Kallas)."""
    around = reports.around(head)
    return around is not None and bool(around.speakers) and not own.intersection(around.speakers)


def are_private(parties: Parties, holders: Sequence[str]) -> bool:
    """Say whether the holders are people without any office or side, whose wishes are no part of a negotiation."""
    held = [parties.actors.get(holder) for holder in holders]
    return all(
        actor is not None
        and (_is_full_name(actor) or (actor.type == "unnamed" and not acts_for(actor.name)))
        and not actor.roles
        and not actor.country
        for actor in held
    )


def are_bystanders(parties: Parties, holders: Sequence[str]) -> bool:
    """Say whether the holders are named people without any office or side, or nobody in particular ("many")."""
    held = [parties.actors.get(holder) for holder in holders]
    return all(
        actor is not None
        and not actor.country
        and (
            (_is_full_name(actor) and not actor.roles)
            or (actor.type == "unnamed" and bool(ANYBODY.intersection(actor.name.lower().split()[-1:])))
        )
        for actor in held
    )


def _is_full_name(actor: Actor) -> bool:
    """Say whether this is a person for certain: a lone name that no book holds may be a state's."""
    return actor.type == "person" and len(actor.name.split()) > 1


def acts_for(name: str) -> bool:
    """Say whether somebody unnamed is a body, or acts for one ("his party", "the rebel delegation")."""
    words = {word.removesuffix("s") for word in name.lower().split()}
    return bool((ACTS_FOR | ORGANISED) & words)


def own_side(parties: Parties, holders: Sequence[str], article: Article) -> frozenset[str]:
    """Return the holders, those in whose name they speak, and all others who speak in the same name."""
    bodies = set(holders)
    for holder in holders:
        bodies.update(on_behalf_of(parties, holder, published=article.published))
    return frozenset(
        actor
        for actor in parties.actors
        if actor in bodies or bodies.intersection(on_behalf_of(parties, actor, published=article.published))
    )


def holders_of(syntax: Syntax, parties: Parties, reports: Reports, stance: StanceWord) -> tuple[str, ...]:
    """Return who holds it: the speakers, where the word is the cue of a statement, or the subject."""
    if stance.entry.kind == "noun":
        owners = parties.of([word.index for word in syntax.below(stance.head, "nmod:poss")])
        carrier = syntax.words[stance.head].head
        if owners or carrier < 0:
            return owners
        if AGREEMENT & set(syntax.stems[stance.head]):
            return _agreed(syntax, parties, stance.head, carrier)
        if syntax.relation(stance.head) != "obj" or not MAKING & set(syntax.stems[carrier]):
            return ()
        return takers(syntax, parties, carrier)
    subjects = takers(syntax, parties, stance.head, surface=stance.entry.kind == "adj")
    if subjects:
        return subjects
    if stance.entry.kind == "verb" and is_passive(syntax, stance.head):
        return ()
    cued = reports.cued_by(stance.head)
    return cued.speakers if cued is not None else ()


def _agreed(syntax: Syntax, parties: Parties, noun: int, carrier: int) -> tuple[str, ...]:
    """Return who agreed: "a deal between X and Y", "X and Y reached a deal", "talks of X and Y ended with one"."""
    between = parties.of(syntax.obliques(noun, "between", "of"))
    if len(between) > 1:
        return between
    if syntax.relation(noun) == "obj" and CONCLUDING & set(syntax.stems[carrier]) and not negated_near(syntax, carrier):
        return takers(syntax, parties, carrier)
    if syntax.case(noun) == "with" and ENDING & set(syntax.stems[carrier]):
        return tuple(
            actor
            for subject in syntax.surface_subjects(carrier)
            for actor in parties.of(syntax.obliques(subject, "between", "of", "with"))
        )
    return ()
