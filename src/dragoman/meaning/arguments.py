"""Who did it and to whom: the actors and recipients of an event, by the roles that its lexicon entry names."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from dragoman.meaning.nearby import TO_BETWEEN, leaders_after, parties_after, parties_before, parties_right_after
from dragoman.meaning.parties import PARTITIVE, Parties
from dragoman.meaning.status import MOTION, are_in, look_up
from dragoman.meaning.syntax import RELATIVE, Syntax
from dragoman.meaning.triggers import Trigger

# Verbs that only carry the noun that names the event ("held talks", "carried out strikes"): their subject acts.
CARRYING_VERBS = (
    "hold have conduct carry launch make stage mount begin start open resume continue end conclude finish "
    "complete attend join take host lead chair mediate broker facilitate convene undertake perform commit "
    "plan schedule arrange announce propose suggest seek want demand request offer reject refuse cancel "
    "postpone suspend break call rule agree accept enter follow leave give pay hope push press urge order "
    "impose declare extend lift expect prepare promise discuss repeat support oppose organise organize "
    "welcome visit mark receive go need abandon scrap delay halt freeze boycott skip decline consider float "
    "pursue initiate sponsor supervise convoke"
)
CARRIERS = frozenset(CARRYING_VERBS.split())
HOLDING = frozenset("hold have plan arrange schedule seek want propose request agree open convene begin".split())
COMPLEMENT_TYPES = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
SIDES = frozenset({"state", "international_organisation", "organisation", "armed_group", "person", "group"})
UNNAMED = frozenset({"group", "unnamed"})
BELONGING = frozenset({"from", "of"})
LOCAL = frozenset(
    {"in", "at", "near", "by", "after", "before", "during", "since", "until", "as", "like", "despite", "than"}
)
INNER = ("obj", "iobj", "obl", "nmod", "amod", "compound", "xcomp", "ccomp", "conj", "acl")
LEAVING = frozenset({"of", "from", "out of", "out"})  # "walked out of a session"
LEAVERS = frozenset({"walk", "storm", "pull", "withdraw", "bow", "back", "stay"})
CLAUSE_ABOVE = 4  # words between an event noun and the verb of its clause ("halfway through a call with Alba")
INNER_DEEP = 3  # "refused to hand over the pilots to Beria"
PAIR = 2  # parties that make a meeting
CARRYING = frozenset({"obj", "nsubj", "obl", "xcomp", "ccomp", "conj"})
ATTENDING = frozenset(
    {
        "join",
        "attend",
        "participate",
        "take",
        "leave",
        "travel",
        "fly",
        "arrive",
        "host",
        "bring",
        "come",
        "go",
        "return",
        "walk",
        "storm",
        "stay",
        "invite",
        "summon",
    }
)
SPELLS = frozenset("day hour week night round session bout spell series month year string marathon".split())
OCCASION = frozenset({"in", "at", "for", "during", "after", "before", "to", "from", "following", "ahead of"})


@dataclass(frozen=True, slots=True)
class Roles:
    """The actors and the recipients of an event, and the verb that carries an event noun."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    carrier: int | None = None


def assign_roles(syntax: Syntax, parties: Parties, trigger: Trigger) -> Roles:
    """Return who acts and who is acted upon; either may be empty."""
    roles = _noun_roles(syntax, parties, trigger) if trigger.noun else _verb_roles(syntax, parties, trigger)
    if trigger.entry.type != "CONSULT":
        return _with_inner(syntax, parties, trigger, roles)
    if len({*roles.actors, *roles.recipients}) >= PAIR:
        return roles
    return _with_nearby(syntax, parties, trigger, roles)


def _with_nearby(syntax: Syntax, parties: Parties, trigger: Trigger, roles: Roles) -> Roles:
    """Add the parties that the order of words shows where the tree does not."""
    last = max(trigger.head, *trigger.words)
    if trigger.noun:
        near = parties_after(syntax, parties, last, ("between", "with"), reach=TO_BETWEEN)
        actors = tuple(dict.fromkeys((*roles.actors, *leaders_after(syntax, parties, last))))
    else:
        with_or_to = tuple(role for role in trigger.entry.recipient if role in ("with", "to"))
        near = parties_after(syntax, parties, last, with_or_to)
        if not near and "object" in trigger.entry.recipient:
            near = parties_right_after(syntax, parties, last)
        actors = roles.actors or parties_before(syntax, parties, trigger.head)
    recipients = dict.fromkeys((*roles.recipients, *near))
    return Roles(actors, tuple(actor for actor in recipients if actor not in actors), roles.carrier)


def _received(syntax: Syntax, parties: Parties, trigger: Trigger) -> Roles:
    """Return who gave and who got, for verbs of receiving ("received aid from Alba")."""
    givers = [index for word in trigger.words for index in syntax.obliques(word, "from")]
    subjects = parties.of(syntax.subjects(trigger.head))
    return Roles(tuple(actor for actor in parties.of(givers) if actor not in subjects), subjects)


def _with_inner(syntax: Syntax, parties: Parties, trigger: Trigger, roles: Roles) -> Roles:
    """Add the bodies named inside the subject, and inside what the verb or noun governs, where a side is unknown."""
    head = trigger.head
    actors, recipients = roles.actors, roles.recipients
    subjects = (head,) if trigger.noun else syntax.subjects(head)
    if all(parties.type(actor) in UNNAMED for actor in actors):
        found = [actor for actor in _modifiers(syntax, parties, subjects) if actor not in recipients]
        actors = tuple(dict.fromkeys((*actors, *found)))
    if recipients and all(parties.type(actor) in UNNAMED for actor in recipients):
        found = [actor for actor in _modifiers(syntax, parties, syntax.objects(head)) if actor not in actors]
        recipients = tuple(dict.fromkeys((*recipients, *found)))
    if actors and not recipients:
        starts = [head, *(index for index in trigger.words if index > head)]
        if trigger.noun and roles.carrier is not None and syntax.relation(head) == "obj":
            starts.append(roles.carrier)
        recipients = _governed(syntax, parties, starts, actors)
    return Roles(actors, recipients, roles.carrier)


def _modifiers(
    syntax: Syntax, parties: Parties, indices: Sequence[int], cases: Container[str] = BELONGING
) -> tuple[str, ...]:
    """Return the bodies that an adjective, a possessor or "from X" names: "Alban gunmen", "soldiers from Alba"."""
    found: list[str] = []
    counted = [  # "hundreds of Alban students"
        word.index
        for index in indices
        if PARTITIVE.intersection(syntax.stems[index])
        for word in syntax.below(index, "nmod")
        if syntax.case(word.index) == "of"
    ]
    for index in (*indices, *counted):
        for word in syntax.below(index, "nmod:poss", "amod", "compound", "nmod"):
            if word.relation == "nmod" and syntax.case(word.index) not in cases:
                continue
            members = [actor for member in syntax.members(word.index) for actor in parties.at(member)]
            found += [actor for actor in members if parties.type(actor) in SIDES - UNNAMED]
    return tuple(dict.fromkeys(found))


def _governed(syntax: Syntax, parties: Parties, starts: list[int], actors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the nearest body under the words, objects before prepositional phrases, those before clauses."""
    waiting = starts
    for depth in range(INNER_DEEP):
        below = [word for index in waiting for word in syntax.below(index, *INNER)]
        for relations in (("obj", "iobj"), ("amod", "compound", "nmod:poss"), ("nmod", "obl")):
            for word in below:
                case = syntax.case(word.index)
                if not word.relation.startswith(relations) or (case in LOCAL and (case != "by" or not depth)):
                    continue
                found = [a for member in syntax.members(word.index) for a in parties.at(member)]
                kept = [actor for actor in found if parties.type(actor) in SIDES and actor not in actors]
                if kept:
                    return tuple(dict.fromkeys(kept))
        waiting = [word.index for word in below]
    return ()


def _verb_roles(syntax: Syntax, parties: Parties, trigger: Trigger) -> Roles:
    head, entry = trigger.head, trigger.entry
    if entry.actor == ("from",):
        return _received(syntax, parties, trigger)
    actors = parties.of(syntax.subjects(head))
    if not actors and entry.type != "CONSULT":
        actors = _modifiers(syntax, parties, syntax.subjects(head), BELONGING | {"in"})
    recipients: list[str] = []
    for role in entry.recipient:
        recipients += _by_role(syntax, parties, role, head)
    for word in trigger.words[1:]:
        if syntax.words[word].tag in ("ADP", "ADV"):  # "stood by Beria", "voted against Beria"
            recipients += parties.of(syntax.obliques(head, syntax.lower(word)))
    inside = [word for word in trigger.words if syntax.case(word) == "of"]  # "host a round of talks between X and Y"
    nouns = [*syntax.objects(head), *inside]
    if entry.type == "CONSULT" and len(entry.words) > 1:
        for noun in nouns:
            for role in ("between", "of", "possessive", "compound"):
                recipients += _of_noun(syntax, parties, role, noun)
        recipients += parties.of(syntax.obliques(head, "between"))
    if len(entry.words) > 1:  # a light verb's noun has its own prepositional phrases ("impose sanctions on X")
        for noun in nouns:
            for role in entry.recipient:
                if role not in ("object", "subject"):
                    recipients += parties.of(syntax.obliques(noun, role))
    if not recipients and entry.type in COMPLEMENT_TYPES:
        recipients += _from_complement(syntax, parties, head)
    if not recipients:
        recipients += _inside_object(syntax, parties, head)
    kept = tuple(dict.fromkeys(actor for actor in recipients if actor not in actors))
    return Roles(actors, kept, journey(syntax, head))


def journey(syntax: Syntax, head: int) -> int | None:
    """Return the verb of motion whose purpose the verb is ("flew to Ankara to see"), or None."""
    above = syntax.words[head].head
    if above < 0 or syntax.relation(head) not in ("advcl", "xcomp") or "to" not in syntax.infinitive(head):
        return None
    return above if MOTION.intersection(syntax.stems[above]) else None


def _by_role(syntax: Syntax, parties: Parties, role: str, head: int) -> list[str]:
    if role == "object":
        found = list(parties.of(syntax.objects(head)))
        return found + list(parties.of([word.index for word in syntax.below(head, "iobj")]))
    if role == "subject":
        return list(parties.of(syntax.subjects(head)))
    return list(parties.of(syntax.obliques(head, role)))


def _from_complement(syntax: Syntax, parties: Parties, head: int) -> list[str]:
    """Return who is to do, or is said to do, what stands in the verb's clause ("demands that X withdraw")."""
    found: list[str] = []
    for word in syntax.below(head, "ccomp", "xcomp"):
        subjects = [below.index for below in syntax.below(word.index, "nsubj") if below.text.lower() not in RELATIVE]
        for subject in subjects:
            found += parties.of(syntax.members(subject))
        if not found:
            found += parties.of(syntax.obliques(word.index, "with", "from", "against"))
            found += parties.of(syntax.objects(word.index))
    return found


def _inside_object(syntax: Syntax, parties: Parties, head: int) -> list[str]:
    """Return the actors that own or modify the object ("rejected Ukraine's proposal", "shelled Rebel positions")."""
    found: list[str] = []
    for noun in syntax.objects(head):
        for word in syntax.below(noun, "nmod:poss", "nmod", "compound", "amod"):
            found += parties.at(word.index)
    return found


def carrier_of(syntax: Syntax, index: int) -> int | None:
    """Return the verb under which an event noun stands as subject, object or adverbial, or None.

    "Two days of talks" stand where "talks" would.
    """
    index = spell_of(syntax, index)
    word = syntax.words[index]
    head = word.head
    aside = head >= 0 and word.relation == "nmod" and syntax.case(index) == "for" and bool(syntax.below(head, "cop"))
    if head < 0 or (syntax.relation(index) not in CARRYING and not aside):
        return None  # what stands aside is "was in Rome last week for talks"
    if syntax.relation(index) == "conj":
        return carrier_of(syntax, head)
    return head if syntax.words[head].tag in ("VERB", "AUX", "ADJ", "ADV") or syntax.below(head, "cop") else None


def spell_of(syntax: Syntax, index: int) -> int:
    """Return the noun of time that the event noun stands under ("three days of talks"), or the noun itself."""
    above = syntax.words[index].head
    if above >= 0 and syntax.relation(index) == "nmod" and syntax.case(index) == "of":
        return above if SPELLS.intersection(syntax.stems[above]) else index
    return index


def _noun_roles(syntax: Syntax, parties: Parties, trigger: Trigger) -> Roles:
    head, entry = trigger.head, trigger.entry
    actors: list[str] = []
    recipients: list[str] = []
    done_by = "by" in entry.actor and parties.of(syntax.obliques(head, "by"))
    for role in entry.actor:
        if role != "of" or not done_by or "of" not in entry.recipient:  # "the invasion of Beria by Alba"
            actors += _of_noun(syntax, parties, role, head)
    for role in entry.recipient:
        recipients += _of_noun(syntax, parties, role, head)
    actors += parties.of(_participle_agents(syntax, head))
    for word in syntax.below(head, "acl"):  # "a meeting that Alba had planned with Beria"
        if word.relation == "acl:relcl" and HOLDING.intersection(syntax.stems[word.index]):
            actors += parties.of(
                [
                    own.index
                    for own in syntax.below(word.index, "nsubj")
                    if own.tag != "PRON" or own.text.lower() not in RELATIVE
                ]
            )
            recipients += parties.of(syntax.obliques(word.index, "with"))
    if entry.type == "CONSULT" and len({*actors, *recipients}) < PAIR and syntax.obliques(head, "between"):
        recipients += parties_after(syntax, parties, head, ("between",), reach=TO_BETWEEN)
    carrier = carrier_of(syntax, head)
    if carrier is not None:
        relation = syntax.relation(spell_of(syntax, head))
        proposes = look_up(syntax, carrier, head) not in (None, "held", "under way")
        enough = len({*actors, *recipients}) >= PAIR
        if relation == "obj" and CARRIERS.intersection(syntax.stems[carrier]) and not (proposes and enough):
            actors += parties.of(syntax.subjects(carrier))
        if relation in ("nsubj", "obj"):
            for role in ("with", "between", *entry.recipient):
                recipients += parties.of(syntax.obliques(carrier, role)) if role != "in" else ()
            if syntax.is_passive(carrier):
                actors += parties.of(syntax.agents(carrier))
        left = syntax.case(head) in LEAVING and bool(LEAVERS.intersection(syntax.stems[carrier]))
        beside = relation in ("obl", "nmod") and (left or syntax.case(head) in OCCASION)
        if beside and len({*actors, *recipients}) < PAIR:
            actors += _attendants(syntax, parties, carrier)
        elif not actors and not recipients and syntax.case(spell_of(syntax, head)) in OCCASION:
            several = _attendants(syntax, parties, carrier)  # "Alba and Beria agreed after two days of talks"
            actors += several if len(several) >= PAIR else []
    if are_in(syntax, head):
        actors = [*parties.of(syntax.surface_subjects(head)), *actors]
    others = set(parties.of(syntax.obliques(head, "with")))
    one_sided = entry.type == "CONSULT" and bool({*actors, *recipients}) and {*actors, *recipients} <= others
    if one_sided or (not actors and (entry.form == "visit" or (recipients and entry.type == "CONSULT"))):
        actors += _doers_above(syntax, parties, head)
    own = tuple(dict.fromkeys(actors))
    return Roles(own, tuple(dict.fromkeys(actor for actor in recipients if actor not in own)), carrier)


def _doers_above(syntax: Syntax, parties: Parties, head: int) -> list[str]:
    """Return who does what the clause around the noun tells ("spoke ahead of a meeting with Alba")."""
    current = head
    for _, word in zip(range(CLAUSE_ABOVE), syntax.analysis.ancestors(head), strict=False):
        if syntax.relation(current) not in ("nmod", "obl", "obj", "xcomp", "advcl"):
            return []
        if word.tag == "VERB" and not syntax.is_passive(word.index):
            found = parties.of(syntax.surface_subjects(word.index))
            if found:
                return list(found)
        current = word.index
    return []


def _attendants(syntax: Syntax, parties: Parties, carrier: int) -> list[str]:
    """Return who did something at, or on the way to, the occasion: the verb's subject, and whom it joins."""
    found = list(parties.of(syntax.subjects(carrier)))
    if ATTENDING.intersection(syntax.stems[carrier]):
        found += parties.of(syntax.objects(carrier))
    return found


def _participle_agents(syntax: Syntax, head: int) -> list[int]:
    """Return the agents in "talks led by X", "strikes carried out by Y"."""
    return [agent for word in syntax.below(head, "acl") for agent in syntax.agents(word.index)]


def _of_noun(syntax: Syntax, parties: Parties, role: str, head: int) -> list[str]:
    if role == "possessive":
        return list(parties.of([word.index for word in syntax.below(head, "nmod:poss")]))
    if role == "compound":
        found: list[str] = []
        for word in syntax.below(head, "compound", "amod", "nmod:unmarked"):
            found += parties.of(syntax.members(word.index))
        return found
    return list(parties.of(syntax.obliques(head, role)))
