"""Whether something happened: held, planned, proposed, refused, ... from tense, mood, negation and what governs it.

From the word of the event the tree is climbed as long as each step leaves the event dependent on what stands above
("Moscow is not prepared to agree to a huddle"). Every step may weaken the status; the weakest one stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from dragoman.contract import Status
from dragoman.meaning.conditions import STRICT, find_condition
from dragoman.meaning.phrases import Phrases, read_table
from dragoman.meaning.syntax import Syntax

FUTURE = frozenset({"will", "'ll", "shall", "wo", "sha"})
WOULD = frozenset({"would", "'d"})
POSSIBLE = frozenset({"could", "may", "might", "can", "ca", "should", "must", "ought"})
BE = frozenset({"is", "are", "was", "were", "be", "'s", "'re", "am", "been"})
MOTION = frozenset({"fly", "travel", "arrive", "go", "come", "return", "head", "sail", "drive", "land", "leave"})
LIGHT = frozenset({"hold", "have", "make", "take", "attend", "open", "enter"})
SPEECH = frozenset({"say", "tell", "write", "add", "state", "note", "report", "claim", "believe", "think", "explain"})
INSERTED = ("acl", "parataxis", "advcl", "ccomp", "conj")  # what a verb of saying between commas may be taken for
HIGHEST = 5  # steps of embedding; news rarely goes beyond three
WEAKNESS: dict[Status, int] = {
    "held": 0,
    "under way": 1,
    "scheduled": 2,
    "proposed": 3,
    "conditional": 4,
    "hypothetical": 5,
    "refused": 6,
    "cancelled": 7,
    "collapsed": 8,
    "denied": 9,
}
# What a negated word of each kind leaves of the event; None: nothing to tell.
NEGATED: dict[Status, Status | None] = {
    "held": None,
    "under way": None,
    "scheduled": None,
    "proposed": "refused",
    "conditional": "refused",
    "hypothetical": None,
    "refused": "proposed",
    "cancelled": "scheduled",
    "collapsed": "held",
    "denied": "held",
}
SETTLED_REACH = 4  # words: ", which is due"
SET_AFTER = frozenset({"due", "scheduled", "planned", "slated", "expected"})
AHEAD = frozenset({"next", "upcoming", "forthcoming", "coming"})
CLOSING = frozenset({"ending", "concluding", "closing", "finishing", "capping", "crowning", "wrapping"})
HAPPENING = frozenset({"take", "happen", "materialise", "materialize", "occur"})  # "the talks never took place"
CONSENT = frozenset({"agree", "accept", "decide", "intend", "commit", "plan", "prepare"})
RESOLVE = frozenset({"intention", "desire", "wish", "willingness", "appetite"})  # "had no intention of meeting"
OCCASION = frozenset({"at", "in", "during"})  # "agreed at a summit": the summit was held, whatever was agreed
DEPENDENT = frozenset(
    {"xcomp", "ccomp", "obj", "nsubj", "csubj", "acl", "advcl", "obl", "nmod", "conj", "advmod", "root"}
)
GOVERNING = frozenset(
    {"for", "to", "on", "of", "against", "from", "about", "in", "with", "at", "off", "out", "toward", "towards"}
)


AFTERWARDS = frozenset({"after", "since", "upon", "while"})  # "announced it after seeing Beria": the latter happened
COURSE = frozenset({"talk", "talks", "negotiation", "negotiations", "discussion", "consultation", "dialogue"})


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of an event, the head of the clause it depends on, and the word that decided the status."""

    status: Status | None
    condition: int | None = None
    decided_by: int | None = None
    future: bool = False


@cache
def status_lexicon() -> Phrases[Status]:
    """Return the words of `data/status.csv` that leave what they govern planned, refused, cancelled, ..."""
    rows = read_table("status.csv", columns=("phrase", "status"))
    return Phrases((row["phrase"], row["status"]) for row in rows)  # type: ignore[misc]


def judge_status(syntax: Syntax, index: int) -> Standing:
    """Return how real the event of this word is, seen from the end of the chain that it hangs on."""
    verbal = syntax.words[index].tag in ("VERB", "AUX")
    if verbal and syntax.lower(index) in CLOSING and syntax.relation(index) == "advcl":
        return Standing("held")  # "agreed to meet again, ending two days of talks"
    if verbal and (taker := _meanwhile(syntax, index)) is not None:
        return _own_mood(syntax, taker, Standing("held"))
    above = syntax.words[index].head
    asked = above >= 0 and "ask" in syntax.stems[above]
    if verbal and "whether" in syntax.marks(index) and not asked:
        return Standing(None)  # "whether they will meet is open"
    if not verbal and syntax.denied_noun(index):
        return _denied(syntax, index)
    engaged = not verbal and are_in(syntax, index)
    standing = _own_mood(syntax, index, Standing("held")) if verbal or engaged else Standing("held")
    if standing == Standing("held") and (_stays_in(syntax, index) or (engaged and _is_now(syntax, index))):
        standing = Standing("under way")
    current = index
    for _ in range(HIGHEST):
        step = _step_up(syntax, current)
        if step is None or standing.status is None:
            break
        if syntax.relation(current) == "conj":
            standing = _share(syntax, current, step, standing)
        else:
            standing = _embed(syntax, current, step, standing)
        current = step
    if not verbal and standing.status in ("held", "under way"):
        standing = _by_participle(syntax, index, standing)
    if not verbal and standing.status == "held" and _is_ahead(syntax, index):
        standing = replace(standing, status="scheduled", decided_by=index, future=True)
    if not verbal and standing.status == "proposed":
        standing = _by_arrangement(syntax, index, standing)
    return _apply_condition(syntax, index, current, standing)


def are_in(syntax: Syntax, index: int) -> bool:
    """Say whether the noun tells what its subject is doing: "Alba and Beria are in talks"."""
    engaged = bool(COURSE.intersection(syntax.stems[index])) and syntax.case(index) == "in"
    return engaged and bool(syntax.below(index, "cop"))


def _is_now(syntax: Syntax, index: int) -> bool:
    return bool({"is", "are", "'s", "'re", "has", "have"}.intersection(syntax.auxiliaries(index)))


def _stays_in(syntax: Syntax, index: int) -> bool:
    """Say whether somebody "remains in talks"."""
    above = syntax.words[index].head
    if above < 0 or syntax.case(index) != "in" or COURSE.isdisjoint(syntax.stems[index]):
        return False
    return "remain" in syntax.stems[above] and syntax.words[above].penn in ("VBP", "VBZ")


def _meanwhile(syntax: Syntax, index: int) -> int | None:
    """Return the predicate whose subject does this at the same time: "ministers meeting in Rome will discuss the dam".

    What they discuss is only proposed, but that they meet is not.
    """
    word = syntax.words[index]
    if word.penn != "VBG" or syntax.auxiliaries(index) or word.head < 0:
        return None
    if word.relation == "advcl" and not syntax.marks(index):  # "the ministers, meeting in Rome, discussed the dam"
        governor, told = word.head, any(subject < index < word.head for subject in syntax.surface_subjects(word.head))
    else:
        subject = word.head
        for _ in range(2):  # "the ministers of Alba and Beria, meeting in Rome,"
            if syntax.words[subject].relation in ("nmod", "conj"):
                subject = syntax.words[subject].head
        governor = syntax.words[subject].head
        told = word.relation == "acl" and syntax.words[subject].relation.startswith("nsubj") and governor >= 0
    told = told and _is_predicate(syntax, governor)
    return governor if told and not syntax.negated(governor) and not syntax.negated(index) else None


def _is_ahead(syntax: Syntax, index: int) -> bool:
    """Say whether a noun that only sets the occasion lies ahead by its own words: "a deal at the next meeting"."""
    told = {word.text.lower() for word in syntax.below(index, "amod")}
    return syntax.relation(index) in ("obl", "nmod") and bool(told & AHEAD)


def _by_participle(syntax: Syntax, index: int, standing: Standing) -> Standing:
    """Apply what stands behind a noun: "talks planned for Monday", "a summit to be held in Rome"."""
    if standing.decided_by is not None:
        return standing
    for word in syntax.below(index, "acl"):
        if word.relation == "acl:relcl":
            continue
        entry = look_up(syntax, word.index, index)
        if syntax.infinitive(word.index) and entry in (None, "held", "under way"):
            entry = "scheduled" if entry else None
        if entry not in (None, "held", "under way"):
            return replace(standing, status=entry, decided_by=word.index, future=entry == "scheduled")
    after = index + 1
    if after <= syntax.sentence(index)[-1] and syntax.lower(after) in SET_AFTER:
        return replace(standing, status="scheduled", decided_by=after, future=True)  # "talks due to open in Oslo"
    return standing


def _by_arrangement(syntax: Syntax, index: int, standing: Standing) -> Standing:
    """Apply what is settled of a noun, whatever is offered or asked of it: "the next round, which is due on Monday"."""
    behind = [syntax.lower(at) for at in syntax.sentence(index) if at > index][:SETTLED_REACH]
    behind = behind[1:] if behind[:1] == [","] else behind
    settled = (
        behind[:1] == ["which"] and {"is", "are"}.intersection(behind[1:2]) and SET_AFTER.intersection(behind[2:3])
    )
    return replace(standing, status="scheduled", decided_by=index, future=True) if settled else standing


def _share(syntax: Syntax, below: int, above: int, standing: Standing) -> Standing:
    """Apply the auxiliaries that a coordinated bare verb shares with the first one ("will meet and talk")."""
    word = syntax.words[below]
    bare = word.penn == "VB" if word.penn else word.text.lower() == syntax.lemma(below)
    if word.tag == "VERB" and bare and not syntax.auxiliaries(below):
        return _own_mood(syntax, above, standing)
    return standing


def _denied(syntax: Syntax, index: int) -> Standing:
    """Return the status of "no talks": refused where they lie ahead ("there will be no talks"), else nothing."""
    above = syntax.words[index].head
    if above < 0 or not set(syntax.auxiliaries(above)) & (FUTURE | WOULD):
        return Standing(None)
    return _apply_condition(syntax, index, above, Standing("refused", decided_by=above, future=True))


def _weaker(standing: Standing, status: Status | None, word: int) -> Standing:
    if status is None or standing.status is None:
        return replace(standing, status=None, decided_by=word)
    if WEAKNESS[status] > WEAKNESS[standing.status] or standing.decided_by is None:
        return replace(standing, status=status, decided_by=word)
    return standing


def _own_mood(syntax: Syntax, index: int, standing: Standing) -> Standing:
    """Apply the predicate's own auxiliaries and negation."""
    auxiliaries = set(syntax.auxiliaries(index))
    negated = syntax.negated(index) or (standing.decided_by is None and _has_denied_object(syntax, index))
    lower = syntax.lower(index)
    to = any(word.text.lower() == "to" for word in syntax.below(index, "mark", "aux"))
    if to and "have" in auxiliaries and auxiliaries & {"was", "were"}:
        return _weaker(standing, "cancelled", index)  # "were to have met"
    if auxiliaries & FUTURE or (auxiliaries & WOULD and "have" not in auxiliaries):
        mood: Status = "scheduled"
        standing = replace(standing, future=True)
    elif auxiliaries & POSSIBLE and "have" not in auxiliaries:
        mood = "proposed"
        standing = replace(standing, future=True)
    elif auxiliaries & BE and to and not syntax.is_passive(index):
        mood = "scheduled"  # "are to meet"
    elif not auxiliaries and _is_time_ahead(syntax, index):
        mood = "scheduled"
        standing = replace(standing, future=True)
    elif auxiliaries & BE and lower.endswith("ing"):
        mood = "under way" if auxiliaries & {"is", "are", "'s", "'re", "am"} else "held"
    else:
        mood = "held"
    if not negated:
        return _weaker(standing, mood, index) if mood != "held" else standing
    if mood in ("scheduled", "proposed"):
        return _weaker(standing, "refused", index)
    return replace(standing, status=None, decided_by=index)


def _is_time_ahead(syntax: Syntax, index: int) -> bool:
    """Say whether a clause in the present only tells when something else will be: "when the ministers meet in Rome"."""
    if syntax.words[index].penn not in ("VBP", "VBZ") or syntax.relation(index) != "advcl":
        return False
    return bool({"when", "before", "until", "after", "once"}.intersection(syntax.marks(index)))


def _has_denied_object(syntax: Syntax, index: int) -> bool:
    """Say whether a light verb's noun is denied ("will hold no talks")."""
    if not LIGHT.intersection(syntax.stems[index]):
        return False
    return any(syntax.denied_noun(noun) for noun in syntax.objects(index))


def _takes_up(syntax: Syntax, index: int) -> bool:
    """Say whether the clause tells of a place or day by itself: "in Rome, where they are to meet"."""
    return any(word.text.lower() in ("where", "when") for word in syntax.below(index, "advmod", "mark"))


def _step_up(syntax: Syntax, index: int) -> int | None:
    """Return the word that governs this one in a way that matters for its reality."""
    word = syntax.words[index]
    if word.head < 0:
        return None
    relation = syntax.relation(index)
    head = word.head
    if relation not in DEPENDENT or word.relation == "acl:relcl":
        return None
    if relation in ("obl", "nmod") and syntax.case(index) not in GOVERNING:
        return None
    if relation == "conj" and syntax.words[index].tag == "VERB" and syntax.auxiliaries(index):
        return None
    if relation == "advcl" and (not _purposive(syntax, index) or _takes_up(syntax, index)):
        return None
    if relation == "ccomp" and syntax.stems[head] and set(syntax.stems[head]) & SPEECH:
        return None
    return head


def _purposive(syntax: Syntax, index: int) -> bool:
    marks = set(syntax.marks(index))
    if marks & AFTERWARDS:
        return False
    return "to" in marks or "if" in marks or syntax.lower(index).endswith("ing")


def _embed(syntax: Syntax, below: int, above: int, standing: Standing) -> Standing:
    """Apply what the governing word says about the event below it."""
    relation = syntax.relation(below)
    if relation == "advcl" and "if" in syntax.marks(below):
        if _is_term(syntax, above):
            return _weaker(standing, "proposed", below)
        return replace(standing, status="hypothetical", decided_by=below)  # "if the talks fail"
    occasion = relation in ("obl", "nmod") and syntax.case(below) in OCCASION
    entry = None if occasion else look_up(syntax, above, below)
    infinitive = any(word.text.lower() == "to" for word in syntax.below(below, "mark", "aux"))
    if relation == "advcl" and entry is None and infinitive:
        if not set(syntax.stems[above]) & MOTION:
            standing = _weaker(standing, "proposed", below)
        return _own_mood(syntax, above, standing)
    if relation in ("acl",) and infinitive and entry is None:
        standing = _weaker(standing, "proposed", below)
    if entry == "scheduled" and _was_to_be(syntax, above):
        return _weaker(standing, "cancelled", above)  # "had been due to meet"
    happening = entry == "held" and relation == "nsubj" and set(syntax.stems[above]) & HAPPENING
    if happening and syntax.negated(above) and not syntax.auxiliaries(above):
        return _weaker(standing, "cancelled", above)
    if entry is None or entry in ("held", "under way"):
        if entry == "under way" and standing.decided_by is None and not syntax.negated(above):
            standing = _weaker(standing, entry, above)
        if _to_be(syntax, above):
            return _weaker(standing, "scheduled", above)
        return _own_mood(syntax, above, standing) if _is_predicate(syntax, above) else standing
    if syntax.negated(above):
        stems = set(syntax.stems[above])
        consent = (relation == "xcomp" and stems & CONSENT) or stems & RESOLVE
        return _weaker(standing, "refused" if consent else NEGATED[entry], above)
    standing = _weaker(standing, entry, above)
    mood = set(syntax.auxiliaries(above))
    if mood & (FUTURE | WOULD):
        standing = replace(standing, future=True)
    return standing


def _is_term(syntax: Syntax, index: int) -> bool:
    """Say whether an if-clause under the word names terms ("offered to wait if they meet")."""
    for _ in range(2):
        if _is_predicate(syntax, index) and look_up(syntax, index, index) == "proposed":
            return True
        if syntax.relation(index) not in ("xcomp", "ccomp"):
            return False
        index = syntax.words[index].head
    return look_up(syntax, index, index) == "proposed"


def _to_be(syntax: Syntax, index: int) -> bool:
    """Say whether the predicate is "is to hold"."""
    auxiliaries = syntax.auxiliaries(index)
    to = any(word.text.lower() == "to" for word in syntax.below(index, "mark", "aux"))
    return to and bool(set(auxiliaries) & BE) and not syntax.is_passive(index)


def _was_to_be(syntax: Syntax, index: int) -> bool:
    """Say whether a plan is told in the past perfect, which says that it came to nothing."""
    around = {word.text.lower() for word in syntax.below(index, "aux", "cop", "aux:pass")}
    return "had" in around and "been" in around


def _is_predicate(syntax: Syntax, index: int) -> bool:
    return syntax.words[index].tag in ("VERB", "AUX") or bool(syntax.below(index, "cop"))


def look_up(syntax: Syntax, above: int, below: int) -> Status | None:
    """Return what the lexicon says of the governing word, its particle or the event's preposition included."""
    case = syntax.case(below)
    parts = [word.text.lower() for word in syntax.below(above, "compound", "advmod", "case") if word.index != below]
    extra = [(case,)] if case else []
    for particle in [*parts]:
        extra.append((particle,))
    lexicon = status_lexicon()
    for tail in extra:
        hit = lexicon.at([syntax.stems[above], tail], 0, end=2)
        if hit is not None and len(hit.words) == 2:
            return hit.value
    following = syntax.stems[above : above + 3]
    if syntax.words[above].penn == "VBN":  # "is prepared to" says less than "prepares to"
        following = ((syntax.lower(above), *following[0]), *following[1:])
    hit = lexicon.at(following, 0, end=len(following))
    return hit.value if hit else None


def _apply_condition(syntax: Syntax, index: int, top: int, standing: Standing) -> Standing:
    """Look for a condition along the chain; one on a plan, an offer or a refusal makes it conditional."""
    status = standing.status
    if status is None or status in ("denied", "hypothetical"):
        return standing
    if status in ("cancelled", "collapsed") and not standing.future:
        return standing
    open_ended = status not in ("held", "under way") or standing.future
    for level in _levels(syntax, index, top):
        condition = find_condition(syntax, level, open_ended=open_ended)
        if condition is not None and open_ended and not _under(syntax, index, condition):
            return replace(standing, status="conditional", condition=condition)
    reported = _reported_condition(syntax, index, top) if open_ended else None
    return standing if reported is None else replace(standing, status="conditional", condition=reported)


def _reported_condition(syntax: Syntax, index: int, top: int) -> int | None:
    """Return the clause that conditions the event across a verb of saying ("If X, she added, the two could meet")."""
    above = syntax.words[top].head
    around = [word.index for level in _levels(syntax, index, top) for word in syntax.below(level, *INSERTED)]
    if above >= 0 and syntax.relation(top) in ("ccomp", "parataxis"):
        around.append(above)
    for verb in around:
        if SPEECH.isdisjoint(syntax.stems[verb]):
            continue
        inserted = syntax.is_inserted(verb)
        for word in syntax.below(verb, "advcl", "ccomp"):
            if not inserted and word.index < index:  # "If asked, she says that …" is no condition of what she tells
                continue
            if set(syntax.marks(word.index)) & STRICT and not _under(syntax, index, word.index):
                return word.index
    return None


def _under(syntax: Syntax, index: int, top: int) -> bool:
    """Say whether the word stands under the other one, or is it."""
    return index == top or any(word.index == top for word in syntax.analysis.ancestors(index))


def _levels(syntax: Syntax, index: int, top: int) -> list[int]:
    levels = [index]
    while levels[-1] != top and syntax.words[levels[-1]].head >= 0 and len(levels) <= HIGHEST:
        levels.append(syntax.words[levels[-1]].head)
    return levels
