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
MAKING_VERBS = (
    "make issue put present have set lay raise repeat renew announce stress underline underscore emphasise emphasize "
    "highlight reiterate reaffirm restate voice express state signal declare confirm give lend offer throw extend "
    "submit table float advance outline unveil hint show indicate convey"
)
MAKING = frozenset(MAKING_VERBS.split())


def each_once(parties: Parties, holders: Sequence[str], article: Article) -> tuple[str, ...]:
    """Return the holders without those in whose name another of them speaks ("US secretary of state Ana Alba").

    Outlets report, and hold nothing. A group whose members hold it ("both countries") is no holder beside them.
    """
    spoken_for = {body for holder in holders for body in on_behalf_of(parties, holder, published=article.published)}
    left_out = {
        holder for holder in holders if parties.type(holder) == "outlet" or _is_document(parties.actors.get(holder))
    }
    taken_apart = {holder for holder in holders if holder in parties.groups and {*parties.groups[holder]} <= {*holders}}
    return tuple(holder for holder in holders if holder not in spoken_for | left_out | taken_apart)


def _is_document(actor: Actor | None) -> bool:
    """Say whether a paper or a draft stands for whoever wrote it, whom nothing names."""
    return actor is not None and (
        actor.type == "document"
        or (actor.type == "unnamed" and bool(DOCUMENTS.intersection(actor.name.lower().split()[-1:])))
    )


def is_imputed(parties: Parties, reports: Reports, head: int, own: frozenset[str]) -> bool:
    """Say whether a wish is only what another party says of its holder ("Beria wants the picture", said Alba).

    Those without a name or a side ("an official", "a mediator") report what they know.
    """
    around = reports.around(head)
    if around is None or own.intersection(around.speakers):
        return False
    return any(not _is_neutral(parties.actors.get(speaker)) for speaker in around.speakers)


def _is_neutral(actor: Actor | None) -> bool:
    """Say whether nothing tells whose side this source is on."""
    return actor is None or actor.type == "outlet" or (actor.type in ("unnamed", "person") and not actor.country)


def are_private(parties: Parties, holders: Sequence[str]) -> bool:
    """Say whether the holders are people without any office or side, whose wishes are no part of a negotiation."""
    held = [parties.actors.get(holder) for holder in holders]
    return all(
        actor is not None
        and (_is_full_name(actor) or (actor.type == "unnamed" and not acts_for(actor.name)))
        and not actor.roles
        and not actor.country
        and parties.body_behind(actor.id) is None
        for actor in held
    )


def are_bystanders(parties: Parties, holders: Sequence[str]) -> bool:
    """Say whether the holders are named people without any office or side, or nobody in particular ("many")."""
    held = [parties.actors.get(holder) for holder in holders]
    return all(
        actor is not None
        and not actor.country
        and (
            (_is_full_name(actor) and not actor.roles and parties.body_behind(actor.id) is None)
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
        cued = reports.cued_by(stance.head)
        if owners or carrier < 0:
            return owners
        if cued is not None and cued.speakers:
            return cued.speakers
        if AGREEMENT & set(syntax.stems[stance.head]):
            return _agreed(syntax, parties, stance.head, carrier)
        if "protest" in stance.entry.words:  # "left in protest at the raid"
            return takers(syntax, parties, carrier) if syntax.case(stance.head) == "in" else ()
        if syntax.relation(stance.head) != "obj" or not MAKING & set(syntax.stems[carrier]):
            return ()
        return takers(syntax, parties, carrier)
    subjects = takers(syntax, parties, stance.head, surface=stance.entry.kind == "adj")
    if subjects:
        return subjects
    if stance.entry.kind == "verb" and is_passive(syntax, stance.head):
        return ()
    cued = reports.cued_by(stance.head)
    if cued is not None:
        return cued.speakers
    return _own_body(syntax, reports, stance.head)


def _own_body(syntax: Syntax, reports: Reports, head: int) -> tuple[str, ...]:
    """For "the minister said the government remained willing": the speakers, whose body nobody else can be."""
    around = reports.around(head)
    if around is None or around.quoting == "direct":
        return ()
    for subject in syntax.surface_subjects(head):
        if syntax.lower(subject) in ("government", "delegation", "cabinet", "leadership"):
            determiners = [word.text.lower() for word in syntax.below(subject, "det")]
            owners = syntax.below(subject, "nmod", "amod", "compound", "nmod:poss")
            return around.speakers if determiners == ["the"] and not owners else ()
    return ()


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
