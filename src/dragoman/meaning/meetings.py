"""Meetings: which CONSULT triggers tell of one, between whom, and in which form."""

from __future__ import annotations

from dragoman.contract import Status
from dragoman.meaning.arguments import ATTENDING, CARRIERS, PAIR, Roles, carrier_of, spell_of
from dragoman.meaning.parties import Parties
from dragoman.meaning.status import AFTERWARDS, look_up
from dragoman.meaning.syntax import Syntax
from dragoman.meaning.triggers import Trigger

LISTENERS = (
    "reporter journalist press media newspaper agency crowd supporter audience parliament lawmaker conference "
    "television radio channel camera nation public voter student congress broadcaster magazine senator"
)
AUDIENCES = frozenset(LISTENERS.split())
PEOPLE = frozenset({"person", "group", "unnamed"})
BODIES = frozenset({"person", "group", "unnamed", "state", "organisation", "international_organisation", "armed_group"})
# Verbs that mean a meeting only with people as their object: one visits a town, meets a target, receives a letter.
HUMAN_NOUNS = (
    "delegation envoy minister president leader ambassador official representative relative family group team chief "
    "negotiator diplomat mediator senator lawmaker general commander guest counterpart adviser king premier mission "
    "head"
)
HUMANS = frozenset(HUMAN_NOUNS.split())
SIDES = frozenset({"side", "party", "opposition", "rebel", "camp"})
OF_ALL = frozenset({"joint", "plenary", "final", "closing", "opening"})  # a session so called is of the talks told of
RECIPROCAL = frozenset({"each", "other", "another", "one"})
FIGHTERS = frozenset({"separatist", "insurgent", "militant", "guerrilla", "faction", "militia", "rival", "enemy"})
SEEING = frozenset({"see", "face"})
CLAUSES = ("xcomp", "ccomp", "advcl")
CALLING = frozenset({"call", "ring", "phone", "telephone"})
NEEDS_PEOPLE = frozenset("call ring receive host entertain phone telephone brief embrace greet".split())
CROWDING = frozenset({"gather", "assemble", "come", "get"})
ASIDE = frozenset({"press", "news", "conference", "party", "security", "donor"})  # "press conference" and the like
ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
FRESH = ORDINALS | {"another", "new", "next", "further", "fresh", "separate", "again", "first"}
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "such"})
PHONE = frozenset({"phone", "telephone", "call", "video", "videoconference", "teleconference", "link"})
# Nouns that name a meeting only where their parties stand with them; "contact" and "call" have many other uses.
OCCASIONAL = frozenset(
    "congress forum conclave plenary retreat lunch dinner breakfast reception roundtable table assembly".split()
)
WEAK = OCCASIONAL | frozenset("call visit trip tour contact session conference discussion exchange round".split())
GATHERINGS = frozenset(
    "summit meeting talk talks negotiation conference gathering congress forum session dialogue".split()
)
CAPITALS = frozenset({"capital", "region", "country", "troop", "base", "city"})
# Verbs that tell of talks as of something that went on.
LASTING = frozenset(
    "end close conclude collapse break open begin start resume adjourn finish wrap run last drag stretch take hold "
    "continue enter stall founder fail bring yield produce come".split()
)
TAKING_PLACE = LASTING | {"hold"}
ABSENCE = frozenset({"boycott", "skip", "shun", "snub", "attend", "stay"})
VISITS = frozenset({"visit", "trip", "tour"})
TRAVEL = frozenset({"fly", "travel", "journey", "jet", "head", "arrive", "land"})
MEETING_WORDS = frozenset(
    "meet meeting talk talks summit negotiation conference visit call confer consultation discussion negotiate "
    "session round attend return home".split()
)
NEGOTIATING = frozenset({"negotiate", "bargain", "consult", "parley", "deliberate"})
REFUSALS = frozenset({"refused", "conditional"})
ENDORSING = frozenset("support back welcome endorse favour favor encourage advocate urge hail bless".split())
ROUNDS = frozenset({"talk", "talks", "negotiation", "round", "session", "meeting", "summit"})
TIMES = frozenset({"time", "day", "week", "hour", "month"})  # "met three times"
EVENTS = frozenset({"signing", "ceremony", "inauguration", "opening", "event", "session", "celebration", "wedding"})
LAST_MEANT = frozenset({"meeting", "call", "visit"})  # "the talks" are the article's, "another call" follows a call


def is_meeting(syntax: Syntax, parties: Parties, trigger: Trigger, roles: Roles) -> bool:
    """Say whether a CONSULT trigger tells of a meeting that can be told apart, not of talking or of "the talks"."""
    return _noun_meets(syntax, trigger, roles) if trigger.noun else _verb_meets(syntax, parties, trigger, roles)


def _verb_meets(syntax: Syntax, parties: Parties, trigger: Trigger, roles: Roles) -> bool:
    head, verb = trigger.head, trigger.entry.words[0]
    if not roles.actors and not roles.recipients:
        return False
    objects = syntax.objects(head)
    if verb in TRAVEL and len(trigger.entry.words) > 1:
        return _travels(syntax, parties, trigger, roles)
    if verb == "attend":
        return bool(roles.actors and objects) and all(EVENTS.intersection(syntax.stems[index]) for index in objects)
    targets = [*objects, *syntax.obliques(head, "with", "to")]
    if verb == "call" and any(word.text.lower() == "off" for word in syntax.below(head, "compound", "advmod")):
        return False  # "called them off"
    if verb == "call" and any(syntax.lower(index) in ("it", "this", "that") for index in objects):
        return False  # "called it a bad agreement"
    if any(AUDIENCES.intersection(syntax.stems[index]) for index in targets):
        return False
    if any(parties.type(actor) == "outlet" for actor in roles.recipients):
        return False
    each_other = any(syntax.lower(index) in RECIPROCAL for index in targets) and bool(roles.actors)
    people = each_other or any(HUMANS.intersection(syntax.stems[index]) for index in targets)
    if verb in ("speak", "talk", "chat") and len({*roles.actors, *roles.recipients}) < PAIR and not people:
        return False
    lone = len({*roles.actors, *roles.recipients}) < PAIR
    if lone and (syntax.is_passive(head) or (not roles.recipients and _is_activity(syntax, head))):
        return False  # "had been consulted"
    if lone and verb in CROWDING and not any(parties.type(actor) in ("group", "unnamed") for actor in roles.actors):
        return False  # "troops gathered"
    if verb in NEEDS_PEOPLE and len(trigger.words) == 1:
        if verb in ("receive", "host") and syntax.is_passive(head):
            return bool(roles.actors and roles.recipients)  # "was received by Alba"
        if syntax.is_passive(head) or _is_named_so(syntax, head, verb):
            return False
        if not objects and not (roles.recipients and verb in CALLING - {"call"}):
            return False
        if not roles.actors:
            return False
        if not roles.recipients:
            named = [at for index in objects for at in syntax.phrase(index, clauses=False)]
            return verb != "call" and any(HUMANS.intersection(syntax.stems[at]) for at in named)
        met = parties.of(objects) if objects else roles.recipients
        return any(parties.type(actor) in BODIES for actor in met)
    if "table" in trigger.entry.words and len(set(roles.actors)) < PAIR:
        last = max(trigger.words)  # "come to the table" by itself is a figure of speech
        if last + 1 >= len(syntax.words) or syntax.lower(last + 1) != "with":
            return False
    if trigger.entry.form == "visit" and not _visits(syntax, roles, objects):
        return False
    if trigger.entry.mode == "third-party" and not roles.recipients:
        return False  # "a truce brokered by Alba" tells of the truce
    if verb in SEEING:
        if syntax.is_passive(head):
            return False  # "was faced with a crisis"
        return _seen_on_purpose(syntax, parties, head, objects)
    objects = tuple(
        index for index in objects if index not in trigger.words and not TIMES.intersection(syntax.stems[index])
    )
    if verb == "meet" and objects and not parties.of(objects):
        known = any(syntax.words[index].tag in ("PROPN", "PRON") for index in objects)
        return known or any((HUMANS | SIDES | FIGHTERS).intersection(syntax.stems[index]) for index in objects)
    return True


def _is_named_so(syntax: Syntax, head: int, verb: str) -> bool:
    """Say whether a clause completes the verb ("called it a trap"); one may call or ring somebody up to do a thing."""
    for word in syntax.below(head, "xcomp", "ccomp"):
        if verb not in CALLING or word.tag != "VERB" or not syntax.infinitive(word.index):
            return True
    return False


def _travels(syntax: Syntax, parties: Parties, trigger: Trigger, roles: Roles) -> bool:
    """Say whether an official goes to a place with a name, in a sentence that tells of no meeting there."""
    head = trigger.head
    cases = {syntax.lower(at) for at in trigger.words[1:]}
    goals = [at for at in syntax.obliques(head, *cases) if not syntax.is_time(at)]
    if not any(syntax.words[at].tag == "PROPN" or CAPITALS.intersection(syntax.stems[at]) for at in goals):
        return False
    visits = [at for at in syntax.obliques(head, "for", "on") if VISITS.intersection(syntax.stems[at])]
    others = [at for at in syntax.sentence(head) if at != head and at not in visits]
    if any(MEETING_WORDS.intersection(syntax.stems[at]) for at in others):
        return False
    officials = any(HUMANS.intersection(syntax.stems[at]) for at in syntax.surface_subjects(head))
    return bool(roles.actors) and (officials or all(_has_office(parties, actor) for actor in roles.actors))


def _has_office(parties: Parties, actor: str) -> bool:
    held = parties.actors.get(actor)
    return held is not None and held.type == "person" and bool(held.roles)


def is_only_talking(trigger: Trigger, roles: Roles, status: Status | None) -> bool:
    """Say whether one side by itself negotiates or bargains, which tells of no meeting unless it refuses to."""
    alone = len({*roles.actors, *roles.recipients}) < PAIR
    return not trigger.noun and trigger.entry.words[0] in NEGOTIATING and alone and status not in REFUSALS


def consents_to_talk(syntax: Syntax, trigger: Trigger, roles: Roles, status: Status | None) -> bool:
    """Say whether a side wants, offers or refuses to talk or to come to the table, whoever else would sit there."""
    if trigger.noun or not roles.actors or status in (None, "held", "under way", "denied"):
        return False
    if status == "scheduled" and not {"will", "would", "'ll", "'d"}.intersection(syntax.auxiliaries(trigger.head)):
        return False  # "is less likely to come to the table"
    if "table" in trigger.entry.words:
        return not syntax.is_passive(trigger.head)  # "be brought to the table"
    if trigger.entry.words == ("attend",):
        return status in REFUSALS and not syntax.objects(trigger.head)
    if trigger.entry.words != ("talk",):
        return False
    beside = syntax.below(trigger.head, "obl", "obj", "ccomp")
    return not any(word.relation != "ccomp" or not syntax.marks(word.index) for word in beside)


def _visits(syntax: Syntax, roles: Roles, objects: tuple[int, ...]) -> bool:
    """Say whether somebody known visits somebody, or a place with a name."""
    if not roles.actors:
        return False
    return (
        bool(roles.recipients) or any(syntax.words[index].tag in ("PROPN", "PRON") for index in objects) or not objects
    )


def _is_activity(syntax: Syntax, head: int) -> bool:
    """Say whether a verb in -ing names what one does in general ("fighting and bargaining go together")."""
    above = head
    while syntax.relation(above) == "conj":
        above = syntax.words[above].head
    nominal = syntax.relation(above) in ("nsubj", "csubj", "obj", "nmod", "obl")
    return nominal and syntax.lower(head).endswith("ing") and not syntax.below(head, "nsubj", "aux")


def _seen_on_purpose(syntax: Syntax, parties: Parties, head: int, objects: tuple[int, ...]) -> bool:
    """Say whether "to see somebody" is a meeting: people, and in the infinitive or to come."""
    met = parties.of(objects)
    people = bool(met) and all(parties.type(actor) in PEOPLE for actor in met)
    sides = bool(met) and any((HUMANS | SIDES).intersection(syntax.stems[index]) for index in objects)
    auxiliaries = set(syntax.auxiliaries(head))
    planned = bool(syntax.infinitive(head)) or bool(auxiliaries & {"will", "would"})
    if RECIPROCAL.intersection(syntax.lower(at) for at in objects):
        return len(parties.of(syntax.surface_subjects(head))) >= PAIR
    after = syntax.words[head].penn == "VBG" and bool(AFTERWARDS.intersection(syntax.marks(head)))
    happened = after or (not auxiliaries and syntax.words[head].penn == "VBD" and syntax.lemma(head) == "see")
    officials = all(_has_office(parties, actor) for actor in met)
    if any(word.relation != "advcl" or not syntax.marks(word.index) for word in syntax.below(head, *CLAUSES)):
        return False  # "saw Beria leave", but not "saw Beria before she left"
    if planned and bool(met) and any(_is_a_people(syntax, index) for index in objects):
        return all(parties.type(actor) in BODIES for actor in met)
    return (planned and (people or sides)) or (happened and (sides or (bool(met) and officials)))


def _is_a_people(syntax: Syntax, index: int) -> bool:
    """Say whether an object names a side by its people, or again: "see the Albans on Monday", "see it again"."""
    word = syntax.words[index]
    if syntax.lower(index) in ("it", "them"):
        return "again" in {below.text.lower() for below in syntax.below(word.head, "advmod")}
    return word.penn == "NNPS" or (word.tag == "PROPN" and word.text.endswith("s") and bool(syntax.below(index, "det")))


def _noun_meets(syntax: Syntax, trigger: Trigger, roles: Roles) -> bool:
    head = trigger.head
    noun = trigger.entry.words[-1]
    if any(word.text.lower() in ASIDE for word in syntax.below(head, "compound", "amod")):
        return False
    if noun in OCCASIONAL and syntax.words[head].tag == "PROPN" and noun != "congress":
        return False  # "at the Alba Forum"
    if _is_talking(syntax, trigger):
        return False
    own = len(set(roles.actors + roles.recipients))
    carrier = carrier_of(syntax, head)
    attended = carrier is not None and bool(ATTENDING.intersection(syntax.stems[carrier]))
    if own and attended and noun in GATHERINGS:
        return True
    if trigger.entry.form == "visit" and roles.actors and _goes_somewhere(syntax, head):
        return True
    if noun in WEAK and len(trigger.entry.words) == 1:
        return own >= PAIR or (noun in ("round", "session") and own > 0 and _carried(syntax, head))
    if own == 0:
        return False
    if roles.actors and roles.recipients:
        return True
    mediated = any(syntax.agents(word.index) for word in syntax.below(head, "acl"))
    return own >= PAIR or _carried(syntax, head) or mediated or bool(syntax.obliques(head, "with", "between"))


def _is_talking(syntax: Syntax, trigger: Trigger) -> bool:
    """Say whether a noun names no meeting: "open to negotiation", "the call to leave", "the exchange of letters"."""
    lower = syntax.lower(trigger.head)
    if lower == "call" and any(syntax.infinitive(word.index) for word in syntax.below(trigger.head, "acl")):
        return True
    if lower in ("exchange", "exchanges") and syntax.obliques(trigger.head, "of"):
        return True
    bare = not syntax.below(trigger.head, "det", "nmod:poss", "amod", "nummod")
    return lower == "talk" or (lower == "negotiation" and bare)


def _goes_somewhere(syntax: Syntax, head: int) -> bool:
    """Say whether a visit has a destination or is somebody's own ("a visit to Rome", "his tour of the region")."""
    if syntax.below(head, "nmod:poss"):
        return True
    towards = syntax.obliques(head, "to", "of", "in", "around", "through")
    return any(syntax.words[at].tag == "PROPN" or CAPITALS.intersection(syntax.stems[at]) for at in towards)


def _carried(syntax: Syntax, head: int) -> bool:
    """Say whether a verb says of the noun that it was held, planned, refused, ..."""
    carrier = carrier_of(syntax, head)
    if carrier is None:
        return False
    known = bool(CARRIERS.intersection(syntax.stems[carrier])) or look_up(syntax, carrier, head) is not None
    return (known and not syntax.relation(head).startswith("obl")) or look_up(syntax, carrier, head) is not None


def is_occasion(syntax: Syntax, trigger: Trigger) -> bool:
    """Say whether something else was done after the meeting ("agreed after two days of talks")."""
    return trigger.noun and syntax.case(spell_of(syntax, trigger.head)) in ("after", "following", "since")


def is_endorsed(syntax: Syntax, trigger: Trigger, roles: Roles) -> bool:
    """Say whether the one party known only wants others to talk ("Alba supports direct talks")."""
    carrier = roles.carrier
    if (
        not trigger.noun
        or trigger.entry.form != "talks"
        or carrier is None
        or len({*roles.actors, *roles.recipients}) != 1
    ):
        return False
    below = syntax.below(trigger.head, "nmod", "nmod:poss", "compound")
    endorsed = bool(ENDORSING.intersection(syntax.stems[carrier])) and syntax.relation(trigger.head) == "obj"
    return endorsed and not any(word.tag in ("PROPN", "PRON") for word in below)


def is_round(syntax: Syntax, trigger: Trigger, *, anchored: bool) -> bool:
    """Say whether the words name a round of the article's own talks without its parties.

    `anchored` says that they have a date or a place ("a session planned for that autumn").
    """
    nouns = [at for at in trigger.words if ROUNDS.intersection(syntax.stems[at]) and syntax.words[at].tag == "NOUN"]
    if not nouns or syntax.obliques(nouns[-1], "with", "between", "of"):
        return False
    spelled = spell_of(syntax, nouns[-1]) != nouns[-1]
    if any(word.text.lower() in ASIDE for word in syntax.below(nouns[-1], "compound", "amod")):
        return False
    return anchored or spelled


def meeting_form(syntax: Syntax, trigger: Trigger) -> str | None:
    """Return meeting, call, visit, talks or summit: the lexicon's form, or call where a telephone is in play."""
    around = [trigger.head, *trigger.words]
    for word in syntax.below(trigger.head, "obl", "compound", "obj", "nmod"):
        around.append(word.index)
    if any(PHONE.intersection(syntax.stems[index]) for index in around if index != trigger.head):
        return "call"
    return trigger.entry.form


def is_definite(syntax: Syntax, trigger: Trigger) -> bool:
    """Say whether a noun points back to a meeting already told of ("the meeting")."""
    return trigger.noun and any(word.text.lower() in DEFINITE for word in syntax.below(trigger.head, "det"))


def is_fresh(syntax: Syntax, trigger: Trigger) -> bool:
    """Say whether the words present a meeting as another one."""
    below = [word.text.lower() for word in syntax.below(trigger.head, "det", "amod", "advmod")]
    return bool(FRESH.intersection((*below, syntax.lower(trigger.head))))


def stays_away(syntax: Syntax, roles: Roles) -> bool:
    """Say whether somebody is told not to have come, whoever else did: "boycotted the conference"."""
    if roles.carrier is None:
        return False
    return bool(ABSENCE.intersection(syntax.stems[roles.carrier]))


def points_back(syntax: Syntax, trigger: Trigger, roles: Roles) -> bool:
    """Say whether a noun takes its parties from a meeting before it: "the talks", "a second round", "another call"."""
    if not trigger.noun or len({*roles.actors, *roles.recipients}) >= PAIR:
        return False
    if OCCASIONAL.intersection(trigger.entry.words) or _is_talking(syntax, trigger):
        return False
    if syntax.obliques(trigger.head, "with", "between"):
        return False
    if syntax.denied_noun(trigger.head):
        return True  # "there will be no talks"
    if is_definite(syntax, trigger) or is_fresh(syntax, trigger) or trigger.entry.words[-1] == "round":
        return True
    if trigger.entry.words[-1] == "session" and any(word.text.lower() in OF_ALL for word in syntax.below(trigger.head)):
        return True
    carrier = carrier_of(syntax, trigger.head)  # "talks are possible": between whom, the article said before
    bare = trigger.entry.form == "talks" and not roles.actors and not roles.recipients
    if (
        bare
        and carrier is not None
        and syntax.words[carrier].tag == "VERB"
        and LASTING.intersection(syntax.stems[carrier])
    ):
        return True
    return bare and carrier is not None and look_up(syntax, carrier, trigger.head) not in (None, "held", "under way")
