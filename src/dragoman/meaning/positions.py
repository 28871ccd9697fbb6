"""Positions: who demands, offers, accepts, rejects, supports, promises what, toward whom and on which condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.article import Article
from dragoman.contract import Attribution, Event, Position, Stance, Time
from dragoman.meaning.answers import answer
from dragoman.meaning.conditions import condition_part, find_condition
from dragoman.meaning.dating import Calendar
from dragoman.meaning.holders import on_behalf_of
from dragoman.meaning.issues import IssueFinder
from dragoman.meaning.matter import Matter, find_matters, find_toward
from dragoman.meaning.nearby import parties_before
from dragoman.meaning.parties import Linked, Parties
from dragoman.meaning.reports import Reports
from dragoman.meaning.spoken import Spoken, spoken_positions
from dragoman.meaning.stances import StanceWord, find_stance_words
from dragoman.meaning.syntax import LONGEST_SENTENCE, Syntax, read_syntax
from dragoman.reading.analysis import Analysis
from dragoman.text import Part

# To refuse these is to keep silent.
SPEECH = (
    "say call comment answer describe name confirm elaborate discuss explain rule respond reply speculate predict tell"
)
SAYING = frozenset(SPEECH.split())
HIGHEST = 4  # clauses above that may only be supposed
MAKING = frozenset({"make", "issue", "put", "present", "have", "set", "lay", "raise", "repeat", "renew", "announce"})
# To dismiss these is to deny, not to refuse anything.
CHARGES = frozenset(
    {"charge", "accusation", "allegation", "claim", "criticism", "report", "rumour", "rumor", "assertion"}
)
SUPPOSED = frozenset({"if", "whether", "unless", "until", "once"})
TENTATIVE = frozenset({"may", "might", "could", "can"})
# How sure a position is, by where it was read (shares right among the project's own annotated articles).
CONFIDENCE = {"verb": 0.85, "adj": 0.85, "noun": 0.5, "spoken": 0.7}


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

    Each holder has a row of its own. "Rejected both demands" is two positions that name the two they answer.
    """
    syntax = read_syntax(analysis)
    parties = Parties(syntax, linked, attributions)
    reports = Reports(syntax, attributions)
    found = sorted(
        [*_told(syntax, parties, reports, article), *_spoken(syntax, parties, reports, article)],
        key=lambda each: (each.head, each.matter.head),
    )
    calendar = Calendar(syntax, times)
    rows = _rows(article, syntax, parties, reports, calendar, _without_doubles(found), issues or IssueFinder())
    return answer(syntax, rows, events)


def _told(syntax: Syntax, parties: Parties, reports: Reports, article: Article) -> Iterator[Found]:
    """Yield the positions that the article tells by a verb, adjective or noun of stance."""
    consumed: set[int] = set()
    for stance in find_stance_words(syntax):
        if stance.head in consumed or len(syntax.sentence(stance.head)) > LONGEST_SENTENCE:
            continue
        held = _stance_of(syntax, stance)
        if held is None or _supposed(syntax, stance.head):
            continue
        holders = _holders(syntax, parties, reports, stance)
        if not holders:
            continue
        own = _own_side(parties, holders, article)
        matters = find_matters(syntax, stance)
        for matter in matters:
            if held == "reject" and matter.clause and SAYING.intersection(syntax.stems[matter.head]):
                continue  # "refused to say", "declined to call it a war"
            if held == "reject" and CHARGES.intersection(syntax.stems[matter.head]):
                continue
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
    """Return the stance, turned round by a negation; None where a "may" leaves it open."""
    auxiliaries = set(syntax.auxiliaries(stance.head))
    if auxiliaries & TENTATIVE and not syntax.negated(stance.head):
        return None
    if syntax.negated(stance.head):
        return stance.entry.negated
    return stance.entry.stance


def _supposed(syntax: Syntax, head: int) -> bool:
    """Say whether the clause is only supposed ("if Moscow accepts", "whether to agree")."""
    if SUPPOSED & set(syntax.marks(head)):
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
        if owners or carrier < 0 or syntax.relation(stance.head) != "obj" or not MAKING & set(syntax.stems[carrier]):
            return owners
        return parties.of(syntax.subjects(carrier))
    subjects = parties.of(syntax.subjects(stance.head))
    if subjects:
        return subjects
    if syntax.is_passive(stance.head):
        return ()
    cued = reports.cued_by(stance.head)
    if cued is not None and cued.speakers:
        return cued.speakers
    return parties_before(syntax, parties, stance.head) if stance.entry.kind == "verb" else ()


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
        yield _of_spoken(spoken)


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
) -> list[tuple[Position, Found]]:
    rows = []
    for each in found:
        issue = issues.find(syntax, each.matter.words, each.matter.head)
        about = syntax.part(each.matter.words)
        condition = condition_part(syntax, each.condition) if each.condition is not None else None
        cued = reports.cued_by(each.head)
        for holder in each.holders:
            position = Position(
                id="",
                holder=holder,
                stance=each.stance,
                about=about,
                evidence=_shown(syntax, each),
                on_behalf_of=on_behalf_of(parties, holder, published=article.published),
                issue=issue[0] if issue else None,
                toward=each.toward,
                condition=condition,
                attribution=cued.id if cued else reports.innermost(each.head),
                when=calendar.date(each.head),
                confidence=CONFIDENCE[each.origin],
            )
            rows.append((position, each))
    return [(replace(row, id=f"p{number}"), each) for number, (row, each) in enumerate(rows, start=1)]


def _shown(syntax: Syntax, found: Found) -> Part:
    return syntax.part(found.evidence)
