"""Positions: holder, stance, matter, other side, condition, what they answer, issue."""

# ruff: noqa: E501 (a sentence of a table stands on one line)
from dataclasses import replace
from datetime import date

import pytest

from dragoman.article import Article
from dragoman.contract import Attribution, Position
from dragoman.meaning.events import find_events
from dragoman.meaning.matter import has_base_form
from dragoman.meaning.positions import find_positions
from dragoman.meaning.syntax import Syntax
from tests.meaning.trees import Parsed, parse, report


def read(parsed: Parsed, *attributions: Attribution) -> list[Position]:
    article = Article.from_text(parsed.text, published=date(2025, 5, 14))
    events = find_events(article, parsed.analysis, attributions, (), parsed.linked)
    return list(find_positions(article, parsed.analysis, attributions, events, parsed.linked))


def said(parsed: Parsed, *attributions: Attribution) -> list[tuple[str, str, str]]:
    return [(position.holder, position.stance, position.about.text) for position in read(parsed, *attributions)]


TOLD = [
    ("Alba|P|demands|nsubj=Alba demands|V|0|root a|D|truce|det truce|N|demands|obj", ("Alba", "demand", "a truce")),
    (
        "Alba|P|called|nsubj=Alba called|V|0|root for|I|truce|case a|D|truce|det truce|N|called|obl",
        ("Alba", "demand", "a truce"),
    ),
    (
        "Alba|P|called|nsubj=Alba called|V|0|root on|I|Beria|case Beria|P|called|obl=Beria to|T|leave|mark leave|V|called|xcomp",
        ("Alba", "demand", "to leave"),
    ),
    (
        "Alba|P|urged|nsubj=Alba urged|V|0|root Beria|P|urged|obj=Beria to|T|leave|mark leave|V|urged|xcomp",
        ("Alba", "demand", "Beria to leave"),
    ),
    ("Alba|P|offered|nsubj=Alba offered|V|0|root to|T|leave|mark leave|V|offered|xcomp", ("Alba", "offer", "to leave")),
    ("Alba|P|rejected|nsubj=Alba rejected|V|0|root the|D|map|det map|N|rejected|obj", ("Alba", "reject", "the map")),
    (
        "Alba|P|ruled|nsubj=Alba ruled|V|0|root out|R|ruled|compound:prt a|D|truce|det truce|N|ruled|obj",
        ("Alba", "reject", "a truce"),
    ),
    (
        "Alba|P|refuses|nsubj=Alba refuses|V|0|root to|T|leave|mark leave|V|refuses|xcomp",
        ("Alba", "reject", "to leave"),
    ),
    (
        "Alba|P|accept|nsubj=Alba will|X|accept|aux not|T|accept|advmod accept|V|0|root the|D|map|det map|N|accept|obj",
        ("Alba", "reject", "the map"),
    ),
    ("Alba|P|accepted|nsubj=Alba accepted|V|0|root the|D|map|det map|N|accepted|obj", ("Alba", "accept", "the map")),
    ("Alba|P|agreed|nsubj=Alba agreed|V|0|root to|T|leave|mark leave|V|agreed|xcomp", ("Alba", "accept", "to leave")),
    (
        "Alba|P|ready|nsubj=Alba is|X|ready|cop ready|A|0|root to|T|leave|mark leave|V|ready|xcomp",
        ("Alba", "offer", "to leave"),
    ),
    (
        "Alba|P|ready|nsubj=Alba is|X|ready|cop not|T|ready|advmod ready|A|0|root to|T|leave|mark leave|V|ready|xcomp",
        ("Alba", "reject", "to leave"),
    ),
    ("Alba|P|opposes|nsubj=Alba opposes|V|0|root the|D|map|det map|N|opposes|obj", ("Alba", "oppose", "the map")),
    ("Alba|P|welcomed|nsubj=Alba welcomed|V|0|root the|D|map|det map|N|welcomed|obj", ("Alba", "support", "the map")),
    ("Alba|P|vowed|nsubj=Alba vowed|V|0|root to|T|return|mark return|V|vowed|xcomp", ("Alba", "promise", "to return")),
    (
        "Alba|P|accused|nsubj=Alba accused|V|0|root Beria|P|accused|obj=Beria of|I|delay|case delay|N|accused|obl",
        ("Alba", "accuse", "delay"),
    ),
    (
        "Beria|P|accused|nsubj:pass=Beria was|X|accused|aux:pass accused|V|0|root by|I|Alba|case Alba|P|accused|obl:agent=Alba of|I|delay|case delay|N|accused|obl",
        ("Alba", "accuse", "delay"),
    ),
    (
        "Alba|P|called|nsubj=Alba called|V|0|root the|D|map|det map|N|called|obj hopeless|A|called|xcomp",
        ("Alba", "reject", "the map"),
    ),
    (
        "Alba|P|insisted|nsubj=Alba insisted|V|0|root that|S|leave|mark Beria|P|leave|nsubj=Beria must|X|leave|aux leave|V|insisted|ccomp",
        ("Alba", "demand", "Beria must leave"),
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), TOLD)
def test_told_by_the_article(sentence: str, expected: tuple[str, str, str]) -> None:
    assert said(parse(sentence)) == [expected]


def test_a_threat_unless_something_comes_true_promises_and_demands() -> None:
    sentence = (
        "Alba|P|threatened|nsubj=Alba threatened|V|0|root sanctions|N|threatened|obj unless|S|leaves|mark "
        "Beria|P|leaves|nsubj=Beria leaves|V|threatened|advcl"
    )
    assert said(parse(sentence)) == [("Alba", "promise", "sanctions"), ("Alba", "demand", "Beria leaves")]


NONE = [
    "Alba|P|insisted|nsubj=Alba insisted|V|0|root that|S|rained|mark it|O|rained|expl rained|V|insisted|ccomp",
    "Alba|P|accept|nsubj=Alba may|X|accept|aux accept|V|0|root the|D|map|det map|N|accept|obj",
    "Peace|N|comes|nsubj comes|V|0|root if|S|accepts|mark Alba|P|accepts|nsubj=Alba accepts|V|comes|advcl the|D|map|det map|N|accepts|obj",
    "Alba|P|dismissed|nsubj=Alba dismissed|V|0|root the|D|charge|det charge|N|dismissed|obj",
    "The|D|army|det army|N|demanded|nsubj demanded|V|0|root pay|N|demanded|obj",
    "Alba|P|called|nsubj=Alba called|V|0|root Beria|P|called|obj=Beria on|I|phone|case the|D|phone|det phone|N|called|obl ,|U|trying|punct trying|V|called|advcl",
]


@pytest.mark.parametrize("sentence", NONE)
def test_no_position(sentence: str) -> None:
    assert said(parse(sentence)) == []


# The parser's slips are on purpose: what the order of words says must win.
SLIPS = [
    (  # a subject taken for a passive one
        "Alba|P|demanded|nsubj:pass=Alba has|X|demanded|aux demanded|V|0|root a|D|truce|det truce|N|demanded|obj",
        ("Alba", "demand", "a truce"),
    ),
    (  # an object taken for a subject
        "Alba|P|accepted|nsubj=Alba had|X|accepted|aux accepted|V|0|root the|D|map|det map|N|accepted|nsubj:pass",
        ("Alba", "accept", "the map"),
    ),
    (  # a participle taken for a passive
        "Alba|P|prepared|nsubj:pass=Alba is|X|prepared|aux:pass not|T|prepared|advmod prepared|V|0|root to|T|agree|mark agree|V|prepared|xcomp to|I|talks|case talks|N|agree|obl",
        ("Alba", "reject", "to agree to talks"),
    ),
    (  # a particle taken for a preposition
        "Alba|P|called|nsubj=Alba called|V|0|root off|I|talks|case the|D|talks|det talks|N|called|obl",
        ("Alba", "reject", "the talks"),
    ),
    (  # a finite verb coordinated with a gerund
        "Alba|P|accused|nsubj=Alba accused|V|0|root Beria|P|accused|obj=Beria of|I|delay|case delay|N|accused|obl ,|U|proposed|punct and|C|proposed|cc proposed|V|accused|conj talks|N|proposed|obj",
        ("Alba", "offer", "talks"),
    ),
    (  # a verb cut off from its subject by an aside
        "Alba|P|said|nsubj=Alba ,|U|said|punct she|O|said|nsubj said|V|0|root ,|U|said|punct had|X|accepted|aux accepted|V|said|ccomp the|D|map|det map|N|accepted|obj",
        ("Alba", "accept", "the map"),
    ),
    (  # an infinitive that hangs elsewhere, and a second one
        "Alba|P|agreed|nsubj=Alba agreed|V|0|root to|T|leave|mark leave|V|agreed|xcomp Tollin|P|leave|obj and|C|pay|cc to|T|pay|mark pay|V|agreed|advcl",
        ("Alba", "accept", "to leave Tollin and to pay"),
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), SLIPS)
def test_the_order_of_words_mends_slips_of_the_tree(sentence: str, expected: tuple[str, str, str]) -> None:
    assert expected in said(parse(sentence))


def test_demands_that_run_together_are_taken_apart() -> None:
    parsed = parse(
        "Alba|P|demanded|nsubj=Alba demanded|V|0|root Beria|P|leave|nsubj=Beria leave|V|demanded|ccomp and|C|pay|cc "
        "that|S|pay|mark it|O|pay|nsubj=Beria pay|V|leave|advcl the|D|debt|det debt|N|pay|obj .|U|demanded|punct"
    )
    assert [about for _, _, about in said(parsed)] == ["Beria leave", "it pay the debt"]


STANCES_TURNED = [
    ("does|X|want|aux not|T|want|advmod want|V|0|root to|T|accept|mark accept|V|want|xcomp", "reject"),
    ("wants|V|0|root to|T|accept|mark accept|V|wants|xcomp", "demand"),
    ("may|X|want|aux not|T|want|advmod want|V|0|root to|T|accept|mark accept|V|want|xcomp", None),
    ("is|X|expected|aux:pass expected|V|0|root to|T|accept|mark accept|V|expected|xcomp", None),
]


@pytest.mark.parametrize(("verbs", "expected"), STANCES_TURNED)
def test_negation_and_doubt_above_the_stance(verbs: str, expected: str | None) -> None:
    top = "wants" if verbs.startswith("wants") else verbs.split("|")[2]
    top = {"want": "want", "wants": "wants", "expected": "expected"}[top]
    parsed = parse(f"Alba|P|{top}|nsubj=Alba {verbs} the|D|map|det map|N|accept|obj")
    assert [stance for _, stance, _ in said(parsed)] == ([expected] if expected else [])


SPOKEN = [
    (
        "the|D|filling|det filling|N|continue|nsubj would|X|continue|aux continue|V|said|ccomp ,|U|said|punct",
        "the filling would continue",
        ("Alba", "promise", "the filling would continue"),
    ),
    (
        "the|D|gate|det gate|N|opened|nsubj:pass would|X|opened|aux not|T|opened|advmod be|X|opened|aux:pass opened|V|said|ccomp ,|U|said|punct",
        "the gate would not be opened",
        ("Alba", "reject", "the gate would not be opened"),
    ),
    (
        "“|U|leave|punct Beria|P|leave|nsubj=Beria must|X|leave|aux leave|V|said|ccomp ,|U|said|punct ”|U|said|punct",
        "Beria must leave",
        ("Alba", "demand", "Beria must leave"),
    ),
    (
        "“|U|return|punct We|O|return|nsubj will|X|return|aux never|R|return|advmod return|V|said|ccomp ,|U|said|punct ”|U|said|punct",
        "We will never return",
        ("Alba", "reject", "We will never return"),
    ),
    (
        "“|U|open|punct We|O|open|nsubj will|X|open|aux open|V|said|ccomp the|D|road|det road|N|open|obj ,|U|said|punct ”|U|said|punct",
        "We will open the road",
        ("Alba", "promise", "We will open the road"),
    ),
    (
        "“|U|broken|punct Beria|P|broken|nsubj=Beria has|X|broken|aux broken|V|said|ccomp its|O|word|nmod:poss word|N|broken|obj ,|U|said|punct ”|U|said|punct",
        "Beria has broken its word",
        ("Alba", "accuse", "Beria has broken its word"),
    ),
    (
        "“|U|kept|punct Beria|P|kept|nsubj=Beria has|X|kept|aux not|T|kept|advmod kept|V|said|ccomp its|O|word|nmod:poss word|N|kept|obj ,|U|said|punct ”|U|said|punct",
        "Beria has not kept its word",
        ("Alba", "accuse", "Beria has not kept its word"),
    ),
    (
        "“|U|unacceptable|punct The|D|map|det map|N|unacceptable|nsubj is|X|unacceptable|cop unacceptable|A|said|ccomp ,|U|said|punct ”|U|said|punct",
        "The map is unacceptable",
        ("Alba", "reject", "The map"),
    ),
    (
        "“|U|be|punct There|O|be|expl will|X|be|aux be|V|said|ccomp no|D|talks|det talks|N|be|nsubj ,|U|said|punct ”|U|said|punct",
        "There will be no talks",
        ("Alba", "reject", "no talks"),
    ),
]


@pytest.mark.parametrize(("sentence", "content", "expected"), SPOKEN)
def test_spoken_in_a_statement(sentence: str, content: str, expected: tuple[str, str, str]) -> None:
    parsed = parse(sentence + " Alba|P|said|nsubj=Alba said|V|0|root .|U|said|punct")
    assert said(parsed, report(parsed.text, content, cue="said", speakers=("Alba",))) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "the|D|talks|det talks|N|continue|nsubj would|X|continue|aux continue|V|said|ccomp ,|U|said|punct",
        "the|D|gate|det gate|N|opened|nsubj:pass would|X|opened|aux be|X|opened|aux:pass opened|V|said|ccomp by|I|Beria|case Beria|P|opened|obl:agent=Beria ,|U|said|punct",
    ],
)
def test_what_goes_on_by_itself_or_by_other_hands_is_no_promise(sentence: str) -> None:
    parsed = parse(sentence + " Alba|P|said|nsubj=Alba said|V|0|root .|U|said|punct")
    content = parsed.text.split(",")[0].strip()
    assert said(parsed, report(parsed.text, content, cue="said", speakers=("Alba",))) == []


def test_what_the_speaker_says_of_others_is_no_promise() -> None:
    parsed = parse(
        "Alba|P|said|nsubj=Alba said|V|0|root Beria|P|open|nsubj=Beria will|X|open|aux open|V|said|ccomp "
        "the|D|road|det road|N|open|obj"
    )
    assert said(parsed, report(parsed.text, "Beria will open the road", cue="said", speakers=("Alba",))) == []


BOTH = (
    "Alba|P|demanded|nsubj=Alba demanded|V|0|root that|S|leave|mark Beria|P|leave|nsubj=Beria leave|V|demanded|ccomp "
    "and|C|pay|cc that|S|pay|mark it|O|pay|nsubj=Beria pay|V|leave|conj .|U|demanded|punct",
    "Beria|P|rejected|nsubj=Beria rejected|V|0|root both|D|demands|det demands|N|rejected|obj .|U|rejected|punct",
)


def test_rejecting_both_demands_is_two_positions_that_answer_two() -> None:
    first, second, third, fourth = read(parse(*BOTH))
    assert [position.about.text for position in (first, second)] == ["Beria leave", "it pay"]
    assert [(each.holder, each.stance, each.answers, each.toward) for each in (third, fourth)] == [
        ("Beria", "reject", (first.id,), ("Alba",)),
        ("Beria", "reject", (second.id,), ("Alba",)),
    ]
    assert third.about == first.about
    assert third.evidence.text == "Beria rejected both demands"


def test_rejecting_the_demand_answers_the_last_one() -> None:
    _, second, answer = read(parse(BOTH[0], BOTH[1].replace("both|D", "the|D").replace("demands", "demand")))
    assert answer.answers == (second.id,)
    assert answer.about.text == "the demand"


PROMISED = "Beria|P|promised|nsubj=Beria promised|V|0|root to|T|leave|mark leave|V|promised|xcomp Tollin|P|leave|obj .|U|promised|punct"
BREACHES = [
    ("Beria|P|broken|nsubj=Beria has|X|broken|aux broken|V|said|ccomp its|O|word|nmod:poss word|N|broken|obj", "Beria has broken its word", True),
    ("Beria|P|broken|nsubj=Beria has|X|broken|aux broken|V|said|ccomp its|O|promise|nmod:poss promise|N|broken|obj to|T|leave|mark leave|V|promise|acl", "Beria has broken its promise to leave", True),
    ("Beria|P|broken|nsubj=Beria has|X|broken|aux broken|V|said|ccomp its|O|promise|nmod:poss promise|N|broken|obj to|T|pay|mark pay|V|promise|acl", "Beria has broken its promise to pay", False),
    ("Cora|P|broken|nsubj=Cora has|X|broken|aux broken|V|said|ccomp its|O|word|nmod:poss word|N|broken|obj", "Cora has broken its word", False),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "content", "linked"), BREACHES)
def test_an_accusation_of_breach_points_to_the_promiser_and_the_promise(
    sentence: str, content: str, linked: bool
) -> None:
    parsed = parse(PROMISED, f"Alba|P|said|nsubj=Alba said|V|0|root {sentence} .|U|said|punct")
    found = read(parsed, report(parsed.text, content, cue="said", speakers=("Alba",)))
    promise = next(each for each in found if each.evidence.text.startswith("Beria promised"))
    accusation = next(each for each in found if each.stance == "accuse")
    assert accusation.holder == "Alba"
    assert accusation.toward == (content.split()[0],)
    assert (promise.id in accusation.answers) is linked
    promises = {each.id for each in found if each.stance == "promise" and each.holder in accusation.toward}
    assert set(accusation.answers) <= promises


def test_a_wish_that_others_impute_is_no_position() -> None:
    wants = "Beria|P|wants|nsubj=Beria wants|V|said|ccomp the|D|map|det map|N|wants|obj"
    parsed = parse(f"Alba|P|said|nsubj=Alba said|V|0|root {wants}")
    assert said(parsed, report(parsed.text, "Beria wants the map", cue="said", speakers=("Alba",))) == []
    assert said(parsed, report(parsed.text, "Beria wants the map", cue="said", speakers=("Beria",))) == [
        ("Beria", "demand", "the map")
    ]


def test_confidence_weighs_features() -> None:
    (sure,) = read(parse(TOLD[0][0]))
    assert 0.0 < sure.confidence < 1.0
    phrase = "officials|N|demands|nsubj=crowd demands|V|0|root a|D|truce|det truce|N|demands|obj"
    (unsure,) = read(parse(phrase, actors="crowd=the officials:unnamed"))
    assert unsure.confidence < sure.confidence


def test_one_row_for_each_holder() -> None:
    parsed = parse(
        "Alba|P|oppose|nsubj=Alba and|C|Cora|cc Cora|P|Alba|conj=Cora oppose|V|0|root the|D|map|det map|N|oppose|obj"
    )
    assert said(parsed) == [("Alba", "oppose", "the map"), ("Cora", "oppose", "the map")]


def test_coordinated_demands_with_their_own_determiners_are_two() -> None:
    parsed = parse(
        "Alba|P|demands|nsubj=Alba demands|V|0|root a|D|truce|det truce|N|demands|obj and|C|return|cc "
        "the|D|return|det return|N|truce|conj of|I|families|case families|N|return|nmod"
    )
    assert [about for _, _, about in said(parsed)] == ["a truce", "the return of families"]


def test_a_minister_speaks_for_the_state_and_a_senator_does_not() -> None:
    sentence = (
        "Ana|P|rejects|nsubj=ana rejects|V|0|root the|D|map|det map|N|rejects|obj of|I|Alba|case Alba|P|map|nmod=Alba"
    )
    (minister,) = read(parse(sentence, actors="ana=Ana:person:ALB:Foreign Minister@Alba"))
    (senator,) = read(parse(sentence, actors="ana=Ana:person:ALB:Senator@Alba"))
    assert (minister.on_behalf_of, senator.on_behalf_of) == (("Alba",), ())


CONDITIONS = [
    (
        "Alba|P|offered|nsubj=Alba offered|V|0|root to|T|leave|mark leave|V|offered|xcomp if|S|stop|mark raids|N|stop|nsubj stop|V|leave|advcl",
        "if raids stop",
    ),
    (
        "Alba|P|ready|nsubj=Alba is|X|ready|cop ready|A|0|root to|T|leave|mark leave|V|ready|xcomp when|R|open|advmod roads|N|open|nsubj open|V|leave|advcl",
        "when roads open",
    ),
    (
        "Alba|P|promised|nsubj=Alba promised|V|0|root to|T|leave|mark leave|V|promised|xcomp provided|V|leave|advcl that|S|stop|mark raids|N|stop|nsubj stop|V|provided|ccomp",
        "provided that raids stop",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CONDITIONS)
def test_conditions(sentence: str, expected: str) -> None:
    (found,) = read(parse(sentence))
    assert found.condition is not None
    assert found.condition.text == expected
    assert found.about.text == "to leave"


def test_readiness_for_a_meeting_that_others_proposed_is_acceptance() -> None:
    ready = "Alba|P|ready|nsubj=Alba is|X|ready|cop ready|A|0|root to|T|meet|mark meet|V|ready|xcomp Beria|P|meet|obj=Beria .|U|ready|punct"
    proposed = (
        "Cora|P|proposed|nsubj=Cora proposed|V|0|root talks|N|proposed|obj between|I|Alba|case Alba|P|talks|nmod=Alba "
        "and|C|Beria|cc Beria|P|Alba|conj=Beria .|U|proposed|punct"
    )
    assert [position.stance for position in read(parse(ready))] == ["offer"]
    assert [position.stance for position in read(parse(proposed, ready)) if position.holder == "Alba"] == ["accept"]


ISSUES = [
    ("security|N|guarantees|compound guarantees|N|demands|obj", "security_guarantees"),
    ("a|D|ceasefire|det ceasefire|N|demands|obj", "ceasefire"),
    ("territory|N|demands|obj", "territory"),
    ("the|D|release|det release|N|demands|obj of|I|hostages|case hostages|N|release|nmod", "hostages"),
    ("direct|A|talks|amod talks|N|demands|obj", "format"),
    ("membership|N|demands|obj of|I|NATO|case NATO|P|membership|nmod", "alliance_membership"),
    ("an|D|invitation|det invitation|N|demands|obj", "format"),
    ("an|D|invitation|det invitation|N|demands|obj to|I|elections|case elections|N|invitation|nmod", "elections"),
    ("power|N|sharing|compound -|U|sharing|punct sharing|N|demands|obj", "power_sharing"),
    ("hand|V|demands|obj over|R|hand|advmod prisoners|N|hand|obj", "prisoners"),
    ("a|D|meeting|det meeting|N|demands|obj of|I|prime|case prime|A|minister|amod minister|N|meeting|nmod", "format"),
    ("socks|N|demands|obj", None),
]


@pytest.mark.parametrize(("words", "expected"), ISSUES)
def test_issues(words: str, expected: str | None) -> None:
    (found,) = read(parse("Alba|P|demands|nsubj=Alba demands|V|0|root " + words))
    assert found.issue == expected


def test_a_bare_form_is_one_whatever_its_tag() -> None:
    analysis = parse("Alba|P|renounce|nsubj renounce|V|0|root it|O|renounce|obj").analysis
    words = tuple(replace(word, penn="VBG") if word.text == "renounce" else word for word in analysis.words)
    assert has_base_form(Syntax(replace(analysis, words=words)), 1)
