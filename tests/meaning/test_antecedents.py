"""Pronouns that linking left open: the speaker, the subject before, a coreference link; or nobody."""

from dataclasses import replace

import pytest

from dragoman.meaning.parties import Parties
from dragoman.meaning.syntax import read_syntax
from dragoman.reading.analysis import Link
from tests.meaning.trees import Parsed, parse, report

ENVOYS = "ana=Alan Alba:person:ALB:President@Alba;ben=Ben Beria:person:BER:President@Beria"
SAID = "Ana|P|said|nsubj=ana said|V|0|root "


def at(parsed: Parsed, word: str, *, content: str = "", speakers: tuple[str, ...] = ()) -> tuple[str, ...]:
    told = (report(parsed.text, content, cue="said", speakers=speakers),) if content else ()
    parties = Parties(read_syntax(parsed.analysis), parsed.linked, told)
    index = max(each.index for each in parsed.analysis.words if each.text == word)
    return parties.at(index)


CASES = [
    (SAID + "he|O|left|nsubj left|V|said|ccomp", "he", "he left", ("ana",)),
    (
        SAID + "Ben|P|hoped|nsubj=ben hoped|V|said|ccomp he|O|won|nsubj won|V|hoped|ccomp",
        "he",
        "Ben hoped he won",
        ("ben",),
    ),
    (SAID + "we|O|left|nsubj left|V|said|ccomp", "we", "we left", ("ana",)),
    (SAID + "it|O|left|nsubj left|V|said|ccomp", "it", "it left", ()),
    (
        "Alba|P|left|nsubj=Alba left|V|0|root and|C|said|cc it|O|said|nsubj said|V|left|conj so|R|said|advmod",
        "it",
        "",
        ("Alba",),
    ),
    (
        "Alba|P|left|nsubj=Alba and|C|Beria|cc Beria|P|Alba|conj=Beria left|V|0|root when|R|met|advmod "
        "they|O|met|nsubj met|V|left|advcl",
        "they",
        "",
        ("Alba", "Beria"),
    ),
    (
        "Alba|P|left|nsubj=Alba left|V|0|root and|C|said|cc he|O|said|nsubj said|V|left|conj so|R|said|advmod",
        "he",
        "",
        (),
    ),
]


@pytest.mark.parametrize(("sentence", "word", "content", "expected"), CASES)
def test_pronouns(sentence: str, word: str, content: str, expected: tuple[str, ...]) -> None:
    assert at(parse(sentence, actors=ENVOYS), word, content=content, speakers=("ana",)) == expected


def test_a_link_of_coreference_wins() -> None:
    parsed = parse(
        "Ben|P|left|nsubj=ben left|V|0|root .|U|left|punct",
        "Ana|P|left|nsubj=ana left|V|0|root when|R|came|advmod he|O|came|nsubj came|V|left|advcl",
        actors=ENVOYS,
    )
    plain = at(parsed, "he")
    linked = replace(parsed.analysis, links=(Link(word=6, antecedent=0, score=0.9),))
    assert (plain, at(Parsed(linked, parsed.linked), "he")) == (("ana",), ("ben",))


def test_they_who_are_linked_to_the_first_of_two_are_both() -> None:
    parsed = parse(
        "Ana|P|left|nsubj=ana and|C|Ben|cc Ben|P|Ana|conj=ben left|V|0|root .|U|left|punct",
        "Alba|P|flew|nsubj=Alba and|C|Beria|cc Beria|P|Alba|conj=Beria flew|V|0|root when|R|came|advmod "
        "they|O|came|nsubj came|V|flew|advcl",
        actors=ENVOYS,
    )
    linked = replace(parsed.analysis, links=(Link(word=10, antecedent=0, score=0.9),))
    assert at(Parsed(linked, parsed.linked), "they") == ("ana", "ben")


OWNERS = [
    ("Alba|P|team|nmod:poss=Alba 's|T|Alba|case team|N|left|nsubj left|V|0|root", "team", ("Alba",)),
    ("Ministers|N|left|nsubj from|I|Alba|case Alba|P|Ministers|nmod=Alba left|V|0|root", "Ministers", ("Alba",)),
    ("Some|D|left|nsubj of|I|envoys|case the|D|envoys|det envoys|N|Some|nmod=Alba left|V|0|root", "Some", ("Alba",)),
    ("Alba|P|winter|nmod:poss=Alba 's|T|Alba|case winter|N|left|nsubj left|V|0|root", "winter", ()),
    ("Both|D|sides|det sides|N|left|nsubj=Alba+Beria left|V|0|root", "sides", ("Alba", "Beria")),
]


@pytest.mark.parametrize(("sentence", "word", "expected"), OWNERS)
def test_who_acts_for_whom(sentence: str, word: str, expected: tuple[str, ...]) -> None:
    assert at(parse(sentence), word) == expected
