"""Positions: who demands, offers, accepts, rejects, supports, promises what, toward whom and on which condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.article import Article
from dragoman.contract import Actor, Attribution, Event, Position, Stance, Time
from dragoman.meaning.answers import answer
from dragoman.meaning.conditions import condition_part, find_condition
from dragoman.meaning.dating import Calendar
from dragoman.meaning.holders import on_behalf_of
from dragoman.meaning.issues import IssueFinder
from dragoman.meaning.matter import Matter, find_matters, find_toward
from dragoman.meaning.nearby import parties_before
from dragoman.meaning.order import auxiliaries_near, condition_after, is_passive, negated_near, supposed_near
from dragoman.meaning.parties import ACTS_FOR, Linked, Parties
from dragoman.meaning.position_confidence import confidence_features, position_confidence
from dragoman.meaning.reports import Reports
from dragoman.meaning.spoken import Spoken, spoken_positions
from dragoman.meaning.stances import StanceWord, find_stance_words
from dragoman.meaning.syntax import LONGEST_SENTENCE, Syntax, read_syntax
from dragoman.meaning.takers import takers
from dragoman.reading.analysis import Analysis
from dragoman.text import Part

# To refuse these is to keep silent.
SPEECH = (
    "say call comment answer describe name confirm elaborate discuss explain rule respond reply speculate predict tell"
)
SAYING = frozenset(SPEECH.split())
HIGHEST = 4  # clauses above that may only be supposed
MAKING = frozenset({"make", "issue", "put", "present", "have", "set", "lay", "raise", "repeat", "renew", "announce"})
AGREEMENT = frozenset({"agreement", "deal", "accord", "pact"})
CONCLUDING = frozenset({"reach", "sign", "strike", "conclude", "announce", "seal", "clinch", "make"})
ENDING = frozenset({"end", "conclude", "close", "finish", "produce", "result"})
ORGANISED = frozenset({"opposition", "part", "partie", "league", "union", "movement", "alliance", "coalition"})
NOT_SOUGHT = frozenset({"refuge", "asylum", "shelter", "safety", "treatment"})  # by people in flight
FIGHTING = frozenset({"force", "troop", "fighter", "militia", "offensive", "operation", "army", "rebel", "campaign"})
DOCUMENTS = frozenset("paper papers letter draft resolution statement document text report communique note".split())
ANYBODY = frozenset("people those some many others voices number most everybody everyone".split())
STOPPING = frozenset({"stop", "cease", "quit"})
NAMING = frozenset({"name", "identify", "quote"})
EXPECTING = frozenset({"expect", "likely", "unlikely", "suppose", "tend"})
# To dismiss these is to deny, not to refuse anything.
CHARGES = frozenset(
    {"charge", "accusation", "allegation", "claim", "criticism", "report", "rumour", "rumor", "assertion"}
)
SUPPOSED = frozenset({"if", "whether", "unless", "until", "once"})
MENTAL = frozenset({"want", "need", "seek"})  # what others can only guess of a party
OPEN = frozenset({"may", "might"})  # negated or not
TENTATIVE = frozenset({"could", "can"})  # negated, they refuse
SHORTEST_CONDITION = 2  # words; "in return" by itself names no condition
CONDITIONAL = frozenset({"offer", "accept", "reject", "promise"})


@dataclass(frozen=True, slots=True)
class Row:
    """A position's matter, and the features that its confidence was made of."""

    matter: Matter
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class Found:
    """A position in the making: its word, holders, stance, matter, and the words that show it."""

    head: int
    holders: tuple[str, ...]
    stance: Stance
    matter: Matter
    toward: tuple[str, ...]
    evidence: tuple[int, ...]
    condition: int | None
    origin: str


def find_positions(
    article: Article,
    analysis: Analysis,
    attributions: Sequence[Attribution],
    events: Sequence[Event],
    linked: Linked,
    *,
    times: Sequence[Time] = (),
    issues: IssueFinder | None = None,
) -> tuple[Position, ...]:
    """Return the positions of the article in text order, with ids `p1`, `p2`, ...

    Each holder has a row of its own. "Rejected both demands" is two positions that name the two they answer; an
    accusation of breaking a promise names the promise.
    """
    rows = explain_positions(article, analysis, attributions, events, linked, times=times, issues=issues)
    return tuple(position for position, _ in rows)


def explain_positions(
    article: Article,
    analysis: Analysis,
    attributions: Sequence[Attribution],
    events: Sequence[Event],
    linked: Linked,
    *,
    times: Sequence[Time] = (),
    issues: IssueFinder | None = None,
) -> list[tuple[Position, dict[str, float]]]:
    """Return the positions as `find_positions` does, each with the features that its confidence was made of."""
    syntax = read_syntax(analysis)
    parties = Parties(syntax, linked, attributions)
    reports = Reports(syntax, attributions)
    found = sorted(
        [*_told(syntax, parties, reports, article), *_spoken(syntax, parties, reports, article)],
        key=lambda each: (each.head, each.matter.head),
    )
    calendar = Calendar(syntax, times)
    rows = _rows(article, syntax, parties, reports, calendar, _without_doubles(found), issues or IssueFinder())
    return [(position, row.features) for position, row in answer(syntax, rows, events)]


def _told(syntax: Syntax, parties: Parties, reports: Reports, article: Article) -> Iterator[Found]:
    """Yield the positions that the article tells by a verb, adjective or noun of stance."""
    consumed: set[int] = set()
    for stance in find_stance_words(syntax):
        if stance.head in consumed or len(syntax.sentence(stance.head)) > LONGEST_SENTENCE:
            continue
        held = _stance_of(syntax, stance)
        if held is None or _supposed(syntax, stance.head):
            continue
        holders = _each_once(parties, _holders(syntax, parties, reports, stance), article)
        if not holders:
            continue
        own = _own_side(parties, holders, article)
        wished = MENTAL.intersection(syntax.stems[stance.head])
        if wished and (_imputed(reports, stance.head, own) or _is_private(parties, holders)):
            continue
        if held != "accuse" and _are_bystanders(parties, holders):
            continue
        matters = find_matters(syntax, stance)
        for matter in matters:
            if held == "reject" and matter.clause and SAYING.intersection(syntax.stems[matter.head]):
                continue  # "refused to say", "declined to call it a war"
            if held == "reject" and CHARGES.intersection(syntax.stems[matter.head]):
                continue
            if _comes_before(syntax, stance, matter):
                continue
            if held == "demand" and matter.clause and NAMING.intersection(syntax.stems[matter.head]):
                continue  # "asked not to be named"
            if NOT_SOUGHT.intersection(syntax.stems[matter.head]) or _is_supply(syntax, held, matter):
                continue
            if not matter.clause and syntax.denied_noun(matter.head):
                continue  # "offers no clue"
            if matter.clause:
                consumed.update(_embedded(syntax, matter.head))
            condition = _condition(syntax, stance.head, matter)
            yield Found(
                head=stance.head,
                holders=holders,
                stance=held,
                matter=matter,
                toward=find_toward(syntax, parties, stance.entry, stance.head, matter, own),
                evidence=_evidence(syntax, stance, matter),
                condition=condition,
                origin=stance.entry.kind,
            )


def _each_once(parties: Parties, holders: Sequence[str], article: Article) -> tuple[str, ...]:
    """Return the holders without those in whose name another of them speaks ("US secretary of state Ana Alba")."""
    spoken_for = {body for holder in holders for body in on_behalf_of(parties, holder, published=article.published)}
    return tuple(
        holder for holder in holders if holder not in spoken_for and not _is_document(parties.actors.get(holder))
    )


def _is_document(actor: Actor | None) -> bool:
    """Say whether a paper or a draft stands for whoever wrote it, whom nothing names."""
    return actor is not None and (
        actor.type == "document"
        or (actor.type == "unnamed" and bool(DOCUMENTS.intersection(actor.name.lower().split()[-1:])))
    )


def _comes_before(syntax: Syntax, stance: StanceWord, matter: Matter) -> bool:
    """Say whether a matter stands in front of its verb with no passive or relative clause to put it there: a slip."""
    if stance.entry.kind != "verb" or matter.clause or matter.head > stance.head:
        return False
    relative = syntax.words[stance.head].relation in ("acl:relcl", "acl")
    return not relative and not is_passive(syntax, stance.head)


def _is_supply(syntax: Syntax, held: Stance, matter: Matter) -> bool:
    """Say whether the support is given to troops in the field, which is an act and no position."""
    return held == "support" and not matter.clause and bool(FIGHTING.intersection(syntax.stems[matter.head]))


def _imputed(reports: Reports, head: int, own: frozenset[str]) -> bool:
    """Say whether a wish is only what others say of its holder ("Putin wants the picture", said Kallas)."""
    around = reports.around(head)
    return around is not None and bool(around.speakers) and not own.intersection(around.speakers)


def _is_private(parties: Parties, holders: Sequence[str]) -> bool:
    """Say whether the holders are people without any office or side, whose wishes are no part of a negotiation."""
    held = [parties.actors.get(holder) for holder in holders]
    return all(
        actor is not None
        and (_is_full_name(actor) or (actor.type == "unnamed" and not _acts_for(actor.name)))
        and not actor.roles
        and not actor.country
        for actor in held
    )


def _are_bystanders(parties: Parties, holders: Sequence[str]) -> bool:
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


def _acts_for(name: str) -> bool:
    words = {word.removesuffix("s") for word in name.lower().split()}
    return bool((ACTS_FOR | ORGANISED) & words)


def _own_side(parties: Parties, holders: Sequence[str], article: Article) -> frozenset[str]:
    """Return the holders, those in whose name they speak, and all others who speak in the same name."""
    bodies = set(holders)
    for holder in holders:
        bodies.update(on_behalf_of(parties, holder, published=article.published))
    return frozenset(
        actor
        for actor in parties.actors
        if actor in bodies or bodies.intersection(on_behalf_of(parties, actor, published=article.published))
    )


def _embedded(syntax: Syntax, head: int) -> list[int]:
    """Return the predicates that a matter's clause begins with: "agreed to back", "refuses to accept"."""
    return [head, *(word.index for word in syntax.below(head, "xcomp"))]


def _stance_of(syntax: Syntax, stance: StanceWord) -> Stance | None:
    """Return the stance, turned round by a negation of its own or above it; None where a "may" leaves it open."""
    negated = negated_near(syntax, stance.head) or _negated_above(syntax, stance.head)
    auxiliaries = auxiliaries_near(syntax, stance.head)
    if auxiliaries & OPEN or _open_above(syntax, stance.head) or (auxiliaries & TENTATIVE and not negated):
        return None
    return stance.entry.negated if negated else stance.entry.stance


def _open_above(syntax: Syntax, head: int) -> bool:
    """Say whether what governs the stance leaves it open or gives it up: "may want to accept", "stopped asking for"."""
    above = syntax.words[head].head
    if above < 0 or syntax.relation(head) != "xcomp":
        return False
    return bool(auxiliaries_near(syntax, above) & OPEN) or bool(STOPPING.intersection(syntax.stems[above]))


def _negated_above(syntax: Syntax, head: int) -> bool:
    """Say whether a predicate that governs this infinitive is negated ("does not want to accept")."""
    current = head
    for _, word in zip(range(HIGHEST), syntax.analysis.ancestors(head), strict=False):
        if syntax.relation(current) != "xcomp":
            return False
        if negated_near(syntax, word.index):
            return True
        current = word.index
    return False


def _supposed(syntax: Syntax, head: int) -> bool:
    """Say whether the clause is only supposed ("if Moscow accepts", "whether to agree")."""
    if SUPPOSED & set(syntax.marks(head)) or supposed_near(syntax, head):
        return True
    above = syntax.words[head].head
    if above >= 0 and syntax.infinitive(head) and EXPECTING.intersection(syntax.stems[above]):
        return True
    current = head
    for _, word in zip(range(HIGHEST), syntax.analysis.ancestors(head), strict=False):
        if syntax.relation(current) in ("advcl", "parataxis", "root"):
            return False
        if SUPPOSED & set(syntax.marks(word.index)):
            return True
        current = word.index
    return False


def _holders(syntax: Syntax, parties: Parties, reports: Reports, stance: StanceWord) -> tuple[str, ...]:
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


def _condition(syntax: Syntax, head: int, matter: Matter) -> int | None:
    found = find_condition(syntax, head, open_ended=True)
    if found is None and matter.clause:
        found = find_condition(syntax, matter.head, open_ended=True)
    return found


def _evidence(syntax: Syntax, stance: StanceWord, matter: Matter) -> tuple[int, ...]:
    """Return the words from the subject to the end of the matter."""
    words = {stance.head, *stance.words, *matter.words}
    for subject in syntax.surface_subjects(stance.head):
        if syntax.words[subject].sentence == syntax.words[stance.head].sentence and subject < stance.head:
            words.update(index for index in syntax.phrase(subject, clauses=False) if index < stance.head)
    return tuple(sorted(words))


def _spoken(syntax: Syntax, parties: Parties, reports: Reports, article: Article) -> Iterator[Found]:
    """Yield the positions that speakers take within their statements: "must", "will not", "is unacceptable"."""
    for spoken in spoken_positions(syntax, parties, reports, published=article.published):
        holders = _each_once(parties, spoken.holders, article)
        if holders:
            yield _of_spoken(replace(spoken, holders=holders))


def _of_spoken(spoken: Spoken) -> Found:
    return Found(
        head=spoken.head,
        holders=spoken.holders,
        stance=spoken.stance,
        matter=spoken.matter,
        toward=spoken.toward,
        evidence=spoken.evidence,
        condition=spoken.condition,
        origin="spoken",
    )


def _without_doubles(found: Sequence[Found]) -> list[Found]:
    """Leave out what was found twice: same stance, a holder in common, and the same words."""
    kept: list[Found] = []
    for each in found:
        words = set(each.matter.words)
        double = any(
            other.stance == each.stance
            and set(other.holders) & set(each.holders)
            and (words <= set(other.matter.words) or set(other.matter.words) <= words)
            for other in kept[-6:]
        )
        if not double:
            kept.append(each)
    return kept


def _rows(
    article: Article,
    syntax: Syntax,
    parties: Parties,
    reports: Reports,
    calendar: Calendar,
    found: Sequence[Found],
    issues: IssueFinder,
) -> list[tuple[Position, Row]]:
    rows: list[tuple[Position, Row]] = []
    for found_as in found:
        condition = _condition_of(syntax, found_as)
        each = _without_condition(found_as, condition, syntax)
        issue = issues.find(syntax, each.matter.words, each.matter.head)
        told = reports.cued_by(each.head) or reports.around(each.head)
        for holder in each.holders:
            behalf = on_behalf_of(parties, holder, published=article.published)
            features = _features(syntax, parties, each, holder, behalf, told, condition)
            position = Position(
                id=f"p{len(rows) + 1}",
                holder=holder,
                stance=each.stance,
                about=syntax.part(each.matter.words),
                evidence=syntax.part(each.evidence),
                on_behalf_of=behalf,
                issue=issue[0] if issue else None,
                toward=tuple(actor for actor in each.toward if actor not in behalf),
                condition=condition,
                attribution=told.id if told else None,
                when=calendar.date(each.head),
                confidence=position_confidence(features),
            )
            rows.append((position, Row(each.matter, features)))
    return rows


def _features(
    syntax: Syntax,
    parties: Parties,
    found: Found,
    holder: str,
    behalf: Sequence[str],
    told: Attribution | None,
    condition: Part | None,
) -> dict[str, float]:
    """Return the features of one holder's position."""
    actor = parties.actors.get(holder)
    near = parties_before(syntax, parties, found.head)
    return confidence_features(
        origin=found.origin,
        stance=found.stance,
        attribution=told.confidence if told else None,
        holder_type=actor.type if actor else "unknown",
        holder_known=bool(behalf) or (actor is not None and bool(actor.country or actor.code or actor.wikidata)),
        cued=told is not None and told.cue is not None and told.cue.overlaps(syntax.words[found.head].span),
        matter_words=len(found.matter.words),
        clause=found.matter.clause,
        negated=negated_near(syntax, found.head),
        conditional=condition is not None,
        agreed=holder in near,
    )


def _condition_of(syntax: Syntax, found: Found) -> Part | None:
    """Return the condition that the tree gives, or else the one that the order of words gives."""
    if found.stance == "accuse":
        return None
    if found.condition is not None:
        part = condition_part(syntax, found.condition)
        inside = all(part.overlaps(syntax.words[index].span) for index in found.matter.words)
        if len(part.text.split()) > SHORTEST_CONDITION and not inside:
            return part
    if found.stance not in CONDITIONAL:
        return None
    words = condition_after(syntax, found.head)
    return syntax.part(words) if len(words) > SHORTEST_CONDITION else None


def _without_condition(found: Found, condition: Part | None, syntax: Syntax) -> Found:
    """Leave out of the matter what stands in its condition."""
    if condition is None:
        return found
    kept = tuple(index for index in found.matter.words if not condition.overlaps(syntax.words[index].span))
    while kept and syntax.words[kept[-1]].tag in ("PUNCT", "CCONJ"):
        kept = kept[:-1]
    if not kept or len(kept) == len(found.matter.words):
        return found
    return replace(found, matter=Matter(found.matter.head, kept, found.matter.clause))
