"""Events and meetings: type, status, parties, condition, date, place; one meeting told twice."""

# ruff: noqa: E501 (a sentence of a table stands on one line)
from datetime import date

import pytest

from dragoman.article import Article
from dragoman.contract import Attribution, Event, Time
from dragoman.meaning.events import find_events
from tests.meaning.trees import Parsed, day, parse, report

ENVOYS = "ana=Ana Alba:person:ALB:President@Alba;ben=Ben Beria:person:BER:President@Beria"


def read(
    parsed: Parsed,
    *,
    attributions: tuple[Attribution, ...] = (),
    times: tuple[Time, ...] = (),
    published: date | None = date(2025, 5, 14),
) -> list[Event]:
    article = Article.from_text(parsed.text, published=published)
    return list(find_events(article, parsed.analysis, attributions, times, parsed.linked))


def meeting(parsed: Parsed, **others: object) -> Event:
    (found,) = [event for event in read(parsed, **others) if event.type == "CONSULT"]  # type: ignore[arg-type]
    return found


STATUS = [
    ("Alba|P|met|nsubj=Alba met|V|0|root Beria|P|met|obj=Beria", "held"),
    ("Alba|P|meet|nsubj=Alba will|X|meet|aux meet|V|0|root Beria|P|meet|obj=Beria", "scheduled"),
    ("Alba|P|meet|nsubj=Alba is|X|meet|aux to|T|meet|mark meet|V|0|root Beria|P|meet|obj=Beria", "scheduled"),
    ("Alba|P|meet|nsubj=Alba will|X|meet|aux not|T|meet|advmod meet|V|0|root Beria|P|meet|obj=Beria", "refused"),
    ("Alba|P|refused|nsubj=Alba refused|V|0|root to|T|meet|mark meet|V|refused|xcomp Beria|P|meet|obj=Beria", "refused"),
    ("Alba|P|agreed|nsubj=Alba agreed|V|0|root to|T|meet|mark meet|V|agreed|xcomp Beria|P|meet|obj=Beria", "scheduled"),
    ("Alba|P|wants|nsubj=Alba wants|V|0|root to|T|meet|mark meet|V|wants|xcomp Beria|P|meet|obj=Beria", "proposed"),
    ("Alba|P|ready|nsubj=Alba is|X|ready|cop ready|A|0|root to|T|meet|mark meet|V|ready|xcomp Beria|P|meet|obj=Beria", "proposed"),
    ("Alba|P|ready|nsubj=Alba is|X|ready|cop not|T|ready|advmod ready|A|0|root to|T|meet|mark meet|V|ready|xcomp Beria|P|meet|obj=Beria", "refused"),
    ("Alba|P|ready|nsubj=Alba is|X|ready|cop ready|A|0|root to|T|meet|mark meet|V|ready|xcomp Beria|P|meet|obj=Beria if|S|stop|mark raids|N|stop|nsubj stop|V|meet|advcl", "conditional"),
    ("Alba|P|negotiate|nsubj=Alba will|X|negotiate|aux not|T|negotiate|advmod negotiate|V|0|root with|I|Beria|case Beria|P|negotiate|obl=Beria until|S|leave|mark troops|N|leave|nsubj leave|V|negotiate|advcl", "conditional"),
    ("Alba|P|called|nsubj=Alba called|V|0|root off|R|called|compound:prt the|D|summit|det summit|N|called|obj with|I|Beria|case Beria|P|summit|nmod=Beria", "cancelled"),
    ("Talks|N|collapsed|nsubj between|I|Alba|case Alba|P|Talks|nmod=Alba and|C|Beria|cc Beria|P|Alba|conj=Beria collapsed|V|0|root", "collapsed"),
    ("Alba|P|ruled|nsubj=Alba ruled|V|0|root out|R|ruled|compound:prt talks|N|ruled|obj with|I|Beria|case Beria|P|talks|nmod=Beria", "refused"),
    ("Alba|P|proposed|nsubj=Alba proposed|V|0|root talks|N|proposed|obj with|I|Beria|case Beria|P|talks|nmod=Beria", "proposed"),
    ("Alba|P|meeting|nsubj=Alba is|X|meeting|aux meeting|V|0|root Beria|P|meeting|obj=Beria", "under way"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), STATUS)
def test_status_of_a_meeting(sentence: str, expected: str) -> None:
    found = meeting(parse(sentence))
    assert found.status == expected
    assert {*found.actors, *found.recipients} == {"Alba", "Beria"}


def test_the_condition_is_a_part_of_its_own() -> None:
    parsed = parse(STATUS[9][0])
    found = meeting(parsed)
    assert found.condition is not None
    assert found.condition.text == "if raids stop"


def test_a_plan_that_is_negated_tells_of_no_meeting() -> None:
    parsed = parse("Alba|P|meet|nsubj=Alba did|X|meet|aux not|T|meet|advmod meet|V|0|root Beria|P|meet|obj=Beria")
    assert read(parsed) == []


def test_a_date_after_publication_makes_it_scheduled() -> None:
    parsed = parse("Alba|P|meets|nsubj=Alba meets|V|0|root Beria|P|meets|obj=Beria on|I|Friday|case Friday|P|meets|obl")
    found = meeting(parsed, times=(day(parsed.text, "Friday", "2025-05-16"),))
    assert (found.status, found.when and found.when.value) == ("scheduled", "2025-05-16")


def test_the_date_of_saying_does_not_date_the_meeting() -> None:
    parsed = parse(
        "Alba|P|said|nsubj=Alba said|V|0|root on|I|Friday|case Friday|P|said|obl it|O|met|nsubj=Alba "
        "met|V|said|ccomp Beria|P|met|obj=Beria"
    )
    assert meeting(parsed, times=(day(parsed.text, "Friday", "2025-05-09"),)).when is None


def test_the_place_has_its_country_and_degrees() -> None:
    parsed = parse(
        "Alba|P|met|nsubj=Alba met|V|0|root Beria|P|met|obj=Beria in|I|Geneva|case Geneva|P|met|obl", places="Geneva"
    )
    (place,) = meeting(parsed).places
    assert (place.name, place.country) == ("Geneva", "CHE")
    assert place.latitude == pytest.approx(46.2, abs=0.1)


PARTIES = [
    ("Ana|P|met|nsubj=ana met|V|0|root with|I|Ben|case Ben|P|met|obl=ben and|C|Cora|cc Cora|P|Ben|conj=Cora", {"ana", "ben", "Cora"}),
    ("Ana|P|called|nsubj=ana called|V|0|root Ben|P|called|obj=ben on|I|phone|case the|D|phone|det phone|N|called|obl", {"ana", "ben"}),
    ("Talks|N|held|nsubj:pass were|X|held|aux:pass held|V|0|root between|I|Alba|case Alba|P|held|obl=Alba and|C|Beria|cc Beria|P|Alba|conj=Beria", {"Alba", "Beria"}),
    ("Alba|P|held|nsubj=Alba held|V|0|root talks|N|held|obj with|I|Beria|case Beria|P|held|obl=Beria", {"Alba", "Beria"}),
    ("Ana|P|pushed|nsubj=ana pushed|V|0|root for|I|meeting|case a|D|meeting|det meeting|N|pushed|obl between|I|Alba|case Alba|P|meeting|nmod=Alba and|C|Beria|cc Beria|P|Alba|conj=Beria", {"Alba", "Beria"}),
    ("Ana|P|met|nsubj=ana ,|U|visited|punct who|O|visited|nsubj visited|V|Ana|acl:relcl Cora|P|visited|obj=Cora ,|U|visited|punct met|V|0|root Ben|P|met|obj=ben", {"ana", "ben"}),
    ("Alba|P|asked|nsubj=Alba asked|V|0|root Beria|P|asked|obj=Beria to|T|meet|mark meet|V|asked|xcomp Cora|P|meet|obj=Cora", {"Beria", "Cora"}),
    ("Both|D|sides|det sides|N|agreed|nsubj=Alba+Beria agreed|V|0|root to|T|meet|mark meet|V|agreed|xcomp", {"Alba", "Beria"}),
    ("Ministers|N|met|nsubj from|I|Alba|case Alba|P|Ministers|nmod=Alba and|C|Beria|cc Beria|P|Alba|conj=Beria met|V|0|root", {"Alba", "Beria"}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), PARTIES)
def test_parties(sentence: str, expected: set[str]) -> None:
    found = [event for event in read(parse(sentence, actors=ENVOYS)) if event.type == "CONSULT"]
    assert expected in [{*event.actors, *event.recipients} for event in found]


FORMS = [
    ("Ana|P|called|nsubj=ana called|V|0|root Ben|P|called|obj=ben", "call"),
    ("Ana|P|spoke|nsubj=ana spoke|V|0|root to|I|Ben|case Ben|P|spoke|obl=ben by|I|phone|case phone|N|spoke|obl", "call"),
    ("Ana|P|visited|nsubj=ana visited|V|0|root Ben|P|visited|obj=ben", "visit"),
    ("Ana|P|attended|nsubj=ana attended|V|0|root a|D|summit|det summit|N|attended|obj with|I|Ben|case Ben|P|summit|nmod=ben", "summit"),
    ("Ana|P|met|nsubj=ana met|V|0|root Ben|P|met|obj=ben", "meeting"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), FORMS)
def test_forms(sentence: str, expected: str) -> None:
    assert meeting(parse(sentence, actors=ENVOYS)).form == expected


NO_MEETING = [
    "Ana|P|called|nsubj=ana called|V|0|root Ben|P|called|obj=ben a|D|liar|det liar|N|called|xcomp",
    "Ana|P|met|nsubj=ana met|V|0|root the|D|target|det target|N|met|obj",
    "Ana|P|spoke|nsubj=ana spoke|V|0|root to|I|reporters|case reporters|N|spoke|obl",
    "The|D|talks|det talks|N|ended|nsubj ended|V|0|root",
    "Ana|P|held|nsubj=ana held|V|0|root a|D|conference|det press|N|conference|compound conference|N|held|obj",
    "Ana|P|received|nsubj=ana received|V|0|root the|D|letter|det letter|N|received|obj",
]


@pytest.mark.parametrize("sentence", NO_MEETING)
def test_no_meeting(sentence: str) -> None:
    assert [event for event in read(parse(sentence, actors=ENVOYS)) if event.type == "CONSULT"] == []


def test_the_same_meeting_told_twice_is_one_with_two_evidences() -> None:
    parsed = parse(
        "Ana|P|met|nsubj=ana met|V|0|root Ben|P|met|obj=ben on|I|Friday|case Friday|P|met|obl .|U|met|punct",
        "Rain|N|fell|nsubj fell|V|0|root .|U|fell|punct",
        "The|D|meeting|det meeting|N|began|nsubj of|I|Ana|case Ana|P|meeting|nmod=ana and|C|Ben|cc Ben|P|Ana|conj=ben "
        "began|V|0|root late|R|began|advmod",
        actors=ENVOYS,
    )
    found = meeting(parsed, times=(day(parsed.text, "Friday", "2025-05-09"),))
    assert len(found.evidence.spans) == 2


def test_held_and_refused_are_two_meetings() -> None:
    parsed = parse(STATUS[0][0] + " .|U|met|punct", STATUS[4][0])
    assert [event.status for event in read(parsed) if event.type == "CONSULT"] == ["held", "refused"]


def test_another_call_is_between_the_same_parties() -> None:
    parsed = parse(
        "Ana|P|telephoned|nsubj=ana telephoned|V|0|root Ben|P|telephoned|obj=ben .|U|telephoned|punct",
        "Another|D|call|det call|N|planned|nsubj:pass was|X|planned|aux:pass planned|V|0|root .|U|planned|punct",
        actors=ENVOYS,
    )
    first, second = read(parsed)
    assert (first.status, second.status) == ("held", "scheduled")
    assert {*first.actors, *first.recipients} == {*second.actors, *second.recipients}


TYPES = [
    ("Alba|P|shelled|nsubj=Alba shelled|V|0|root Beria|P|shelled|obj=Beria", "ASSAULT", "heavy-weapons"),
    ("Beria|P|shelled|nsubj:pass=Beria was|X|shelled|aux:pass shelled|V|0|root by|I|Alba|case Alba|P|shelled|obl:agent=Alba", "ASSAULT", "heavy-weapons"),
    ("Alba|P|imposed|nsubj=Alba imposed|V|0|root sanctions|N|imposed|obj on|I|Beria|case Beria|P|imposed|obl=Beria", "SANCTION", None),
    ("Alba|P|expelled|nsubj=Alba expelled|V|0|root Beria|P|diplomats|nmod:poss=Beria 's|T|Beria|case diplomats|N|expelled|obj", "SANCTION", "expel"),
    ("Alba|P|accused|nsubj=Alba accused|V|0|root Beria|P|accused|obj=Beria of|S|lying|mark lying|V|accused|advcl", "ACCUSE", "allege"),
    ("Alba|P|demanded|nsubj=Alba demanded|V|0|root that|S|leave|mark Beria|P|leave|nsubj=Beria leave|V|demanded|ccomp", "REQUEST", "change"),
    ("Alba|P|sent|nsubj=Alba sent|V|0|root aid|N|sent|obj to|I|Beria|case Beria|P|sent|obl=Beria", "AID", None),
    ("Alba|P|agreed|nsubj=Alba agreed|V|0|root to|T|attack|mark attack|V|agreed|xcomp Beria|P|attack|obj=Beria", "ASSAULT", None),
    ("Alba|P|launched|nsubj=Alba launched|V|0|root an|D|offensive|det offensive|N|launched|obj against|I|Beria|case Beria|P|offensive|nmod=Beria", "ASSAULT", None),
    ("Alba|P|broke|nsubj=Alba broke|V|0|root its|O|promise|nmod:poss promise|N|broke|obj to|I|Beria|case Beria|P|promise|nmod=Beria", "REJECT", "yield"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "type", "mode"), TYPES)
def test_types_with_both_sides(sentence: str, type: str, mode: str | None) -> None:
    found = read(parse(sentence))
    assert (type, mode, ("Alba",), ("Beria",)) in [
        (event.type, event.mode, event.actors, event.recipients) for event in found
    ]


def test_a_denied_attack_is_denied() -> None:
    parsed = parse(
        "Alba|P|denied|nsubj=Alba denied|V|0|root having|X|attacked|aux attacked|V|denied|xcomp Beria|P|attacked|obj=Beria"
    )
    told = report(parsed.text, "having attacked Beria", cue="denied", speakers=("Alba",), act="deny")
    (found,) = read(parsed, attributions=(told,))
    assert (found.type, found.status, found.attribution) == ("ASSAULT", "denied", "a1")


def test_an_attack_that_is_only_supposed_is_hypothetical() -> None:
    parsed = parse(
        "Prices|N|rise|nsubj rise|V|0|root if|S|attacks|mark Alba|P|attacks|nsubj=Alba attacks|V|rise|advcl "
        "Beria|P|attacks|obj=Beria"
    )
    (found,) = read(parsed)
    assert found.status == "hypothetical"


def test_words_without_a_tree_give_no_event_and_no_error() -> None:
    from tests.meaning.trees import Linked, flat

    analysis = flat("ALBA MEETS BERIA if (x > 0): return met; Alba rencontre Beria")
    assert find_events(Article.from_text(analysis.text), analysis, (), (), Linked((), ())) == ()


def test_the_capital_of_a_state_is_a_city() -> None:
    parsed = parse(
        "Alba|P|met|nsubj=Alba met|V|0|root Beria|P|met|obj=Beria in|I|capital|case the|D|capital|det "
        "Qatari|A|capital|amod=qatar capital|N|met|obl",
        actors="qatar=Qatar:state:QAT",
    )
    (place,) = meeting(parsed).places
    assert (place.name, place.country, place.text) == ("Doha", "QAT", "the Qatari capital")
