"""Positions: who demands, offers, accepts, rejects, supports, promises what, toward whom and on which condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.article import Article
from dragoman.contract import Attribution, Event, Position, Stance, Time
from dragoman.meaning.answers import answer
from dragoman.meaning.commitments import NO_COMMITMENT
from dragoman.meaning.conditions import condition_part, find_condition
from dragoman.meaning.cued import cued_matters, each_thing
from dragoman.meaning.dating import Calendar
from dragoman.meaning.found import Found
from dragoman.meaning.holders import on_behalf_of
from dragoman.meaning.holding import are_bystanders, are_private, each_once, holders_of, is_imputed, own_side
from dragoman.meaning.issues import IssueFinder
from dragoman.meaning.matter import Matter, find_matters, find_toward, has_base_form
from dragoman.meaning.meetings import AUDIENCES
from dragoman.meaning.nearby import parties_before
from dragoman.meaning.order import auxiliaries_near, condition_after, is_passive, negated_near
from dragoman.meaning.parties import Linked, Parties, read_parties
from dragoman.meaning.position_confidence import confidence_features, position_confidence
from dragoman.meaning.reports import Reports
from dragoman.meaning.spoken import spoken_positions
from dragoman.meaning.stances import StanceWord, find_stance_words, match_stance
from dragoman.meaning.supposing import is_asked, is_supposed, stance_of
from dragoman.meaning.syntax import LONGEST_SENTENCE, Syntax, read_syntax
from dragoman.meaning.terms import agreed_terms
from dragoman.reading.analysis import Analysis
from dragoman.text import Part

# To refuse these is to keep silent.
SPEECH = (
    "say blame call comment answer describe name confirm elaborate discuss explain rule respond reply speculate "
    "predict tell"
)
SAYING = frozenset(SPEECH.split())
NOT_SOUGHT = frozenset({"refuge", "asylum", "shelter", "safety", "treatment"})  # by people in flight
FIGHTING = frozenset({"force", "troop", "fighter", "militia", "offensive", "operation", "army", "rebel", "campaign"})
NAMING = frozenset({"name", "identify", "quote"})
MOMENTS = frozenset({"now", "good", "long", "once", "later"})
# To dismiss these is to deny, not to refuse anything.
CHARGES = frozenset(
    {"charge", "accusation", "allegation", "claim", "criticism", "report", "rumour", "rumor", "assertion"}
)
ACCEPTING = frozenset("accept recognise recognize sign concede surrender yield tolerate negotiate".split())
PRAISE = frozenset({"praise", "laud", "commend", "hail", "salute", "cheer", "applaud", "greet", "embrace"})
MENTAL = frozenset({"want", "need", "seek"})  # what others can only guess of a party
LEAVING = frozenset("leave quit resign withdraw walk stay boycott abandon pull".split())
BLOCKING = frozenset("oppose veto block reject".split())
WHEN = frozenset({"when", "after", "before", "while", "since"})
SHORTEST_CONDITION = 2  # words; "in return" by itself names no condition
EXPECTING, TELLING = ("expect",), ("tell",)
THREATENING = ("threaten",)
INTENDING, OPEN, WANTING, ACCEPT, CHOOSE = ("intend",), ("open", "to"), ("want",), ("accept",), ("choose",)
CONSIDERING = frozenset({"consider", "contemplate"})
MEETING = frozenset({"meet", "talk", "discuss", "speak"})
CONDITIONAL = frozenset({"offer", "accept", "reject", "promise"})


@dataclass(frozen=True, slots=True)
class Row:
    """A position's matter, and the features that its confidence was made of."""

    matter: Matter
    features: dict[str, float]


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
    parties = read_parties(syntax, linked, attributions)
    reports = Reports(syntax, attributions)
    found = sorted(
        [
            *_told(syntax, parties, reports, article),
            *_spoken(syntax, parties, reports, article),
            *agreed_terms(syntax, parties),
        ],
        key=lambda each: (each.head, each.matter.head),
    )
    calendar = Calendar(syntax, times)
    rows = _rows(article, syntax, parties, reports, calendar, _without_doubles(found), issues or IssueFinder())
    return [(position, row.features) for position, row in answer(syntax, rows, events)]


def _told(syntax: Syntax, parties: Parties, reports: Reports, article: Article) -> Iterator[Found]:
    """Yield the positions that the article tells by a verb, adjective or noun of stance."""
    consumed: set[int] = set()
    # Of the entries of one phrase the first that fits counts; "threatened to leave unless" demands and promises.
    said: set[tuple[int, tuple[str, ...]]] = set()
    for stance in find_stance_words(syntax):
        if (
            stance.head in consumed
            or (stance.head, stance.entry.words) in said
            or len(syntax.sentence(stance.head)) > LONGEST_SENTENCE
        ):
            continue
        held = stance_of(syntax, stance)
        if held is None or is_supposed(syntax, stance.head) or is_asked(syntax, stance.head):
            continue
        holders = each_once(parties, holders_of(syntax, parties, reports, stance), article)
        if not holders:
            continue
        if stance.entry.words == TELLING and _speaks_to_the_press(syntax, parties, stance.head):
            continue  # "told reporters" demands nothing of them
        own = own_side(parties, holders, article)
        wished = MENTAL.intersection(syntax.stems[stance.head])
        if wished and (is_imputed(parties, reports, stance.head, own) or are_private(parties, holders)):
            continue
        if held != "accuse" and are_bystanders(parties, holders):
            continue
        if stance.entry.words == EXPECTING and not _expects_of_a_party(syntax, parties, stance.head, own):
            continue  # "expects the talks to go on" tells what will be
        matters = each_thing(syntax, find_matters(syntax, stance)) or cued_matters(syntax, reports, stance)
        if held == "oppose" and stance.entry.words == THREATENING and not _threatens_to_go(syntax, stance.head):
            continue  # "threatened to strike if the talks fail" is a promise
        for matter in matters:
            if stance.entry.words == THREATENING and not matter.clause and parties.named_at(matter.head):
                continue  # "threatened Beria"
            if held == "reject" and matter.clause and SAYING.intersection(syntax.stems[matter.head]):
                consumed.update(_embedded(syntax, matter))
                continue  # "refused to say", "declined to call it a war"
            denies = stance.entry.words[0] == "deny"
            if denies and matter.clause and match_stance(syntax, matter.head, "verb") is not None:
                continue  # "denied refusing anything"
            if held == "reject" and not denies and CHARGES.intersection(syntax.stems[matter.head]):
                continue
            if _comes_before(syntax, stance, matter) or _tells_when(syntax, matter):
                continue
            if held == "demand" and len(matter.words) == 1 and syntax.lower(matter.head) in MOMENTS:
                continue  # "called it off for now"
            if held == "demand" and matter.clause and NAMING.intersection(syntax.stems[matter.head]):
                continue  # "asked not to be named"
            if NOT_SOUGHT.intersection(syntax.stems[matter.head]) or _is_supply(syntax, held, matter):
                continue
            if not matter.clause and syntax.denied_noun(matter.head):
                continue  # "offers no clue"
            if stance.entry.words == CHOOSE and "be" in syntax.stems[matter.words[1 % len(matter.words)]]:
                continue  # "chose to be part of the problem"
            if PRAISE.intersection(stance.entry.words) and parties.named_at(matter.head):
                continue  # "thanked and praised the mediators"
            if matter.clause:
                consumed.update(_embedded(syntax, matter))
            if not (held == "demand" and stance.entry.words == THREATENING):
                said.add((stance.head, stance.entry.words))
            condition = _condition(syntax, stance.head, matter)
            if stance.entry.words == INTENDING and NO_COMMITMENT.intersection(syntax.stems[matter.head]):
                continue  # "intends to meet them"
            yield Found(
                head=stance.head,
                holders=holders,
                stance=_turned(syntax, stance, held, matter, conditional=condition is not None),
                matter=matter,
                toward=find_toward(syntax, parties, stance.entry, stance.head, matter, own),
                evidence=_evidence(syntax, stance, matter),
                condition=condition,
                origin=stance.entry.kind,
            )


def _speaks_to_the_press(syntax: Syntax, parties: Parties, head: int) -> bool:
    """Say whether who is told are those who write it down."""
    told = [*syntax.objects(head), *(word.index for word in syntax.below(head, "iobj"))]
    return any(
        AUDIENCES.intersection(syntax.stems[at]) or any(parties.type(actor) == "outlet" for actor in parties.at(at))
        for at in told
    )


def _expects_of_a_party(syntax: Syntax, parties: Parties, head: int, own: frozenset[str]) -> bool:
    """Say whether somebody else is expected to act: "we expect Alba to sign"."""
    expected = [word.index for word in syntax.below(head, "obj", "iobj") if word.tag != "PRON"]
    expected += [
        subject for word in syntax.below(head, "ccomp", "xcomp") for subject in syntax.surface_subjects(word.index)
    ]
    return not syntax.is_passive(head) and bool(set(parties.of(expected)) - own)


def _comes_before(syntax: Syntax, stance: StanceWord, matter: Matter) -> bool:
    """Say whether a matter stands in front of its verb with no passive or relative clause to put it there: a slip."""
    if stance.entry.kind != "verb" or matter.clause or matter.head > stance.head:
        return False
    relative = syntax.words[stance.head].relation in ("acl:relcl", "acl")
    return not relative and not is_passive(syntax, stance.head)


def _threatens_to_go(syntax: Syntax, head: int) -> bool:
    """Say whether it is threatened to leave or stay away, so that what comes behind "if" is what nobody wants."""
    return any(LEAVING.intersection(syntax.stems[word.index]) for word in syntax.below(head, "xcomp", "ccomp"))


def _tells_when(syntax: Syntax, matter: Matter) -> bool:
    """Say whether the clause only tells when: "what they had agreed when they met"."""
    first, *others = matter.words
    finite = any(syntax.words[at].tag in ("VERB", "AUX") for at in others)
    return syntax.lower(first) in WHEN and finite and "to" not in [syntax.lower(at) for at in others[:1]]


def _turned(syntax: Syntax, stance: StanceWord, held: Stance, matter: Matter, *, conditional: bool) -> Stance:
    """Return the stance as the matter turns it: "vowed never to accept it", "threatened to block it"."""
    words, stems = stance.entry.words, syntax.stems[matter.head]
    if words == THREATENING and matter.clause and BLOCKING.intersection(stems):
        return "oppose"
    if words == THREATENING and held == "promise" and not conditional and LEAVING.intersection(stems):
        return "oppose"  # "threatened to stay away"
    if words == OPEN and matter.clause:
        return "offer"  # "open to meeting them", but "open to talks"
    if words[0] in CONSIDERING and held == "offer" and conditional:
        return "accept"
    if (
        words == WANTING
        and held == "demand"
        and matter.clause
        and MEETING.intersection(stems)
        and not syntax.below(stance.head, "obj")
    ):
        return "offer"  # "wants to meet them", but "wants them to meet"
    if words == ACCEPT and syntax.lower(min(matter.words)) == "only" and not conditional:
        return "demand"  # "would accept only a deal that"
    return "reject" if _is_refusal(syntax, held, matter) else held


def _is_refusal(syntax: Syntax, held: Stance, matter: Matter) -> bool:
    """Say whether a promise or a yes is a refusal: "vowed never to recognise it", "would accept nothing but"."""
    if held == "accept":
        return syntax.lower(min(matter.words)) == "nothing"
    if held != "promise":
        return False
    accepts = matter.clause and ACCEPTING.intersection(syntax.stems[matter.head])
    before = syntax.lower(max(0, min(matter.words) - 1))
    return bool(accepts) and (before == "never" or negated_near(syntax, matter.head))


def _is_supply(syntax: Syntax, held: Stance, matter: Matter) -> bool:
    """Say whether the support is given to troops in the field, which is an act and no position."""
    return held == "support" and not matter.clause and bool(FIGHTING.intersection(syntax.stems[matter.head]))


def _embedded(syntax: Syntax, matter: Matter) -> list[int]:
    """Return the predicates that a matter is made of: "agreed to back", "that Beria renounce and accept"."""
    bare = [at for at in matter.words if syntax.words[at].tag == "VERB" and has_base_form(syntax, at)]
    bare = [at for at in bare if at == matter.head or syntax.words[at].penn == "VB" or syntax.relation(at) == "conj"]
    asked = [at for at in bare if not auxiliaries_near(syntax, at)]
    return [matter.head, *(word.index for word in syntax.below(matter.head, "xcomp", "conj")), *asked]


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
        holders = each_once(parties, spoken.holders, article)
        if holders:
            yield replace(spoken, holders=holders)


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
