"""Meetings of short texts, read by the shipped model: parties, status, place and date that stand elsewhere."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman import Reader
from dragoman.article import Article
from dragoman.contract import Event

# text, parties, status
TEXTS = [
    ("Three days of talks between Vastria and Kethia broke up in Rome on Tuesday.", {"Vastria", "Kethia"}, "collapsed"),
    ("Vastria and Kethia were to have met in Rome on Monday.", {"Vastria", "Kethia"}, "cancelled"),
    ("Dorland will host the next round of talks between Vastria and Kethia.", {"Vastria", "Kethia"}, "scheduled"),
    (
        "Dorland expects an accord to be reached in Oslo, where Vastria and Kethia are to meet on Monday.",
        {"Vastria", "Kethia"},
        "scheduled",
    ),
    (
        "Vastria and Kethia held talks in Rome. Dorland offered to host the next round, which is due in May.",
        {"Vastria", "Kethia"},
        "scheduled",
    ),
    ("Kethia's president arrived in Vastria for a two-day visit on Monday.", {"Vastria", "Kethia"}, "held"),
    ("Vastria is in talks with Kethia over the dam.", {"Vastria", "Kethia"}, "under way"),
    (
        "Ned Cole slept. In his talks with Ben Halm, Leo Virt said he was ready.",
        {"Ben Halm", "Leo Virt"},
        "held",
    ),
    ("Theresa May came to Malta. Leo Virt will meet May on Monday.", {"Leo Virt", "Theresa May"}, "scheduled"),
    ("Vastria and Kethia have been in talks since May.", {"Vastria", "Kethia"}, "under way"),
    ("Vastria and Kethia were in talks in Rome on Monday.", {"Vastria", "Kethia"}, "held"),
    ("Vastria remains in talks with Kethia.", {"Vastria", "Kethia"}, "under way"),
    ("Vastria will be in talks with Kethia on Monday.", {"Vastria", "Kethia"}, "scheduled"),
    ("Several leaders, including Ben Halm and Cora Brenn, met in Rome.", {"Ben Halm", "Cora Brenn"}, "held"),
    ("Kenyan and Ugandan officials met in Rome on Monday.", {"Kenya", "Uganda"}, "held"),
    (
        "The ministers of Kenya and Uganda, meeting in Rome on Friday, will discuss the dam.",
        {"Kenya", "Uganda"},
        "scheduled",
    ),
    ("The ministers of Kenya and Uganda, meeting in Rome, discussed the dam.", {"Kenya", "Uganda"}, "held"),
    ("Vastria's army chief conferred with his Kethian opposite number.", {"Vastria", "Kethia"}, "held"),
    ("The conference in Rome was boycotted by Vastria.", {"Vastria"}, "refused"),
    ("The three powers – Vastria, Kethia and Dorland – met in Rome.", {"Vastria", "Kethia", "Dorland"}, "held"),
    ("The three powers, Vastria, Kethia and Dorland, met in Rome.", {"Vastria", "Kethia", "Dorland"}, "held"),
    ("The plan was agreed by Ana Orin and Ben Halm at a summit in Rome.", {"Ana Orin", "Ben Halm"}, "held"),
    ("Vastria skipped the talks in Rome.", {"Vastria"}, "refused"),
    ("Vastria and Kethia, along with Dorland, met in Rome.", {"Vastria", "Kethia", "Dorland"}, "held"),
    ("Vastrian rebels met Kethian officials in Rome.", {"Kethia"}, "held"),  # the rebels are not Vastria
    ("A Kethian envoy flew to Vastria on a visit.", {"Vastria", "Kethia"}, "held"),
    ("Vastria and Kethia had been due to meet in Rome on Monday.", {"Vastria", "Kethia"}, "cancelled"),
    ("Talks between Vastria and Kethia never took place.", {"Vastria", "Kethia"}, "cancelled"),
    ("Vastria will hold no talks with Kethia.", {"Vastria", "Kethia"}, "refused"),
    ("Vastria and Kethia discussed the map by telephone on Tuesday.", {"Vastria", "Kethia"}, "held"),
    ("The foreign ministers of Vastria and Kethia talked in Rome on Friday.", {"Vastria", "Kethia"}, "held"),
    ("Vastria and Kethia met in May. Vastria refused to attend.", {"Vastria"}, "refused"),
    ("Vastria and Kethia met in May. Kethia would return to the table, it said.", {"Kethia"}, "scheduled"),
    (
        "Talks on the dam ended in Rome without a result. Vastria and Kethia met for two days. Vastria wants more from "
        "Kethia.",
        {"Vastria", "Kethia"},
        "held",
    ),
    (
        "Cora Brenn, Dorland's minister, saw the Kethian president, Ben Halm, in Oslo before she flew home.",
        {"Cora Brenn", "Ben Halm"},
        "held",
    ),
    (
        "Ana Orin, Dorland's foreign minister, will see the Vastrians again next week.",
        {"Ana Orin", "Vastria"},
        "scheduled",
    ),
    (
        "Ana Orin, Dorland's president, promised that she would call Ben Halm, Kethia's president, to settle it.",
        {"Ana Orin", "Ben Halm"},
        "scheduled",
    ),
    (
        "Ana Orin, Dorland's president, had told Ben Halm, Kethia's president, by phone on Saturday that he might not "
        "come.",
        {"Ana Orin", "Ben Halm"},
        "held",
    ),
    (
        "Ana Orin, Dorland's president, has invited Ben Halm, Kethia's president, to dinner in Oslo next Sunday.",
        {"Ana Orin", "Ben Halm"},
        "scheduled",
    ),
    (
        "Ana Orin, Dorland's president, has invited Ben Halm, Kethia's president, to Oslo.",
        {"Ana Orin", "Ben Halm"},
        "proposed",
    ),
    ("The foreign ministers, Ana Orin and Ben Halm, negotiated in Oslo on May 2.", {"Ana Orin", "Ben Halm"}, "held"),
    (
        "Ben Halm, Kethia's president, saw Anna Lind, a judge, and she met Dorland's envoy.",
        {"Anna Lind", "Dorland"},
        "held",
    ),
    ("Dorland invited Vastria and Kethia to a summit in Oslo.", {"Dorland", "Vastria", "Kethia"}, "scheduled"),
    ("The Kethian, Vastrian and Dorlandic envoys met in Oslo.", {"Dorland", "Vastria", "Kethia"}, "held"),
    (
        "The leaders of Dorland and Kethia met in Oslo. Ana Orin, Dorland's president, and Ben Halm, Kethia's "
        "president, were tired.",
        {"Ana Orin", "Ben Halm"},
        "held",
    ),
    (
        "Ben Halm, Kethia's president, met Ana Orin, Dorland's president. Cora Lind and Ned Rice, miners, watched. "
        "The two presidents will meet again.",
        {"Ana Orin", "Ben Halm"},
        "scheduled",
    ),
    (
        "Vastria on Sunday denied having agreed to a truce during six days of talks with Kethian diplomats.",
        {"Kethia"},
        "held",
    ),
    ("Ana Orin and Ben Halm first met face to face in Oslo in May.", {"Ana Orin", "Ben Halm"}, "held"),
    (
        "Ana Orin, Dorland's president, and Ben Halm, Kethia's president, had failed to agree when they met in Oslo.",
        {"Ana Orin", "Ben Halm"},
        "held",
    ),
    ("Kethia said there was every chance of a deal at the next meeting with Vastria.", {"Vastria"}, "scheduled"),
    (
        "The matter will come up again when the Vastrian and Kethian ministers meet in Oslo.",
        {"Vastria", "Kethia"},
        "scheduled",
    ),
    (
        "Premier Ana Orin of Dorland had no intention of holding talks with Ben Halm of Kethia.",
        {"Ana Orin", "Ben Halm"},
        "refused",
    ),
    (
        "Ana Orin of Dorland declined to sit in the same room as Ben Halm of Kethia.",
        {"Ana Orin", "Ben Halm"},
        "refused",
    ),
    (
        "Vastria and Kethia have agreed to let cars pass from 1 June, after two days of talks in Rome.",
        {"Vastria", "Kethia"},
        "held",
    ),
    (
        "Ana Orin, Dorland's envoy, was tired. Leo Nyan, Kethia's envoy, was not. The two met in Oslo on Friday.",
        {"Ana Orin", "Leo Nyan"},
        "held",
    ),
    (
        "Ana Orin, Dorland's president, and Ben Halm, Kethia's president, spoke. Cora Brenn urged the two leaders to "
        "meet face to face.",
        {"Ana Orin", "Ben Halm"},
        "proposed",
    ),
    (
        "Ana Orin, Dorland's president, saw Ben Halm, Kethia's president, on Friday before he left for Oslo.",
        {"Ana Orin", "Ben Halm"},
        "held",
    ),
    (
        "Ana Orin, Dorland's president, wants to see Ben Halm, Kethia's president, before he leaves.",
        {"Ana Orin", "Ben Halm"},
        "conditional",
    ),
    ("Ana Orin, Dorland's minister, called Ben Halm to ask for help.", {"Ana Orin", "Ben Halm"}, "held"),
    ("Vastrian and Kethian experts held talks in Rome.", {"Vastria", "Kethia"}, "held"),
    ("Vastria will open the road on 1 June, after talks with Kethia.", {"Vastria", "Kethia"}, "held"),
    ("The 27 leaders will meet Cora Brenn, Dorland's president, in Oslo on Friday.", {"Cora Brenn"}, "scheduled"),
    (
        "Ostavia and Vastria met. Vastria and Kethia met. Kethia left. Kethia came back. Envoys of the two sides will "
        "meet in Rome on Friday.",
        {"Vastria", "Kethia"},
        "scheduled",
    ),
]


# told by no word of meeting, or between parties that other words name
UNNAMED = [
    ("Leo Virt, Kenya's president, would go to Oslo if Uganda opened the road.", {"Leo Virt"}, "conditional"),
    (
        "Leo Virt, the US envoy, handed it to Ana Orin, Kenya's president, in Oslo last week.",
        {"Leo Virt", "Ana Orin"},
        "held",
    ),
    ("Talks that Kenya and Uganda were to have held in Rome on Friday are off.", {"Kenya", "Uganda"}, "cancelled"),
    ("The talks between Kenya and Uganda are off, Leo Virt said.", {"Kenya", "Uganda"}, "cancelled"),
    (
        "Ana Orin, Kenya's president, told Ben Halm, Uganda's president, in Oslo last week that she could not wait.",
        {"Ana Orin", "Ben Halm"},
        "held",
    ),
    (
        "Kenya met Uganda in May. Kenya's envoy said Kenya would not return until the guns fell silent.",
        {"Kenya", "Uganda"},
        "conditional",
    ),
    (
        "Kenya met Uganda in May. Kenya's envoy said Kenya would attend only if the map was drawn.",
        {"Kenya"},
        "conditional",
    ),
    (
        "Kenya met Uganda in May. Kenya's envoy said Kenya would not talk until the bombing ended.",
        {"Kenya", "Uganda"},
        "conditional",
    ),
    (
        "Ana Orin, Kenya's president, and Ben Halm, Uganda's president, put their names to the treaty in Oslo.",
        {"Ana Orin", "Ben Halm"},
        "held",
    ),
    ("The mediator praised the treaty that Dorland and Kethia reached in Oslo.", {"Dorland", "Kethia"}, "held"),
    (
        "Ana Orin, Dorland's president, who flew to Oslo for talks with Ben Halm, said there was hope.",
        {"Ana Orin", "Ben Halm"},
        "held",
    ),
    (
        "Ana Orin, Dorland's president, met Ben Halm in Oslo on May 7, and Cora Brenn, the minister in charge of "
        "Kethian trade, was in Rome last week for talks with Commerce Secretary Leo Nyan.",
        {"Cora Brenn", "Leo Nyan"},
        "held",
    ),
    (
        "Vastria and Kethia held two rounds of talks in Rome. A third is planned for June.",
        {"Kethia", "Vastria"},
        "scheduled",
    ),
    (
        "Vastria and Kethia held five rounds of talks in Rome. A sixth, planned for 2 May in Oslo, was cancelled.",
        {"Kethia", "Vastria"},
        "cancelled",
    ),
    ("Vastria rejected an invitation from Kethia to talks in Rome.", {"Kethia", "Vastria"}, "refused"),
    ("Kethia accepted an invitation from Vastria to come to Rome on Friday.", {"Kethia", "Vastria"}, "scheduled"),
    (
        "European Union foreign ministers are to discuss the truce in Brussels on Monday.",
        {"European Union"},
        "scheduled",
    ),
    (
        "Vastria and Kethia met in Rome on Monday. Technical teams will meet in Oslo next month.",
        {"Kethia", "Vastria"},
        "scheduled",
    ),
    (
        "Ana Orin, the president of Dorland, hosted Kethia's president, Ben Halm, in Rome on "
        "Monday and said the truce would hold.",
        {"Ana Orin", "Ben Halm"},
        "held",
    ),
    ("Vastria and Kethia signed a peace agreement in Rome on Monday.", {"Kethia", "Vastria"}, "held"),
    (
        "Ana Orin, the president of Dorland, spent five hours with Ben Halm on Friday.",
        {"Ana Orin", "Ben Halm"},
        "held",
    ),
    ("The delegations of Vastria and Kethia are expected in Oslo on Friday.", {"Kethia", "Vastria"}, "scheduled"),
    ("Leaders of Vastria and Kethia had been due in Oslo on 27 April.", {"Kethia", "Vastria"}, "cancelled"),
    (
        "Dorland announced the truce after Ana Orin, its president, met Ben Halm. The two "
        "leaders met again in Oslo on Friday.",
        {"Ana Orin", "Ben Halm"},
        "held",
    ),
    ("Kethia's president thanked Dorland, with whom he spoke by phone on Monday.", {"Dorland"}, "held"),
    (
        "Vastria and Kethia were to have met in Rome, but the two sides had been due to speak first.",
        {"Kethia", "Vastria"},
        "cancelled",
    ),
    (
        "Ana Orin, Dorland's president, and Ben Halm, Kethia's president, will see each other in Rome on Friday.",
        {"Ana Orin", "Ben Halm"},
        "scheduled",
    ),
    ("A meeting that Vastria had planned with Kethia in Rome was cancelled.", {"Kethia", "Vastria"}, "cancelled"),
    (
        "Vastria and Kethia met in Rome in May. Their border commission met in Oslo on Friday.",
        {"Kethia", "Vastria"},
        "held",
    ),
    ("Ana Orin, Dorland's president, will be in Oslo on Tuesday.", {"Ana Orin"}, "scheduled"),
]


def meetings(reader: Reader, text: str) -> list[tuple[set[str], Event]]:
    reading = reader.read(Article.from_text(text, published=date(2025, 5, 14)))
    names = {actor.id: actor.name for actor in reading.actors}
    return [
        ({names[each] for each in (*event.actors, *event.recipients)}, event)
        for event in reading.events
        if event.type == "CONSULT"
    ]


@pytest.mark.parametrize(("text", "parties", "status"), TEXTS + UNNAMED)
def test_a_text_has_its_meeting(reader: Reader, text: str, parties: set[str], status: str) -> None:
    found = [(who, event.status) for who, event in meetings(reader, text)]
    assert any(parties <= who and told == status for who, told in found), found


def test_the_sidelines_are_those_of_the_meeting_before(reader: Reader) -> None:
    text = "Vastria and Kethia met in Rome on Tuesday. Dorland met Kethia on the sidelines."
    _, aside = meetings(reader, text)[-1]
    assert [place.name for place in aside.places] == ["Rome"]
    assert aside.when is not None
    assert aside.when.value == "2025-05-13"


def test_several_met_one_by_one_are_several_meetings(reader: Reader) -> None:
    found = [parties for parties, _ in meetings(reader, "Dorland met separately with Vastria and Kethia on Monday.")]
    assert found == [{"Dorland", "Vastria"}, {"Dorland", "Kethia"}]


def test_rounds_without_parties_are_those_of_the_articles_talks(reader: Reader) -> None:
    text = "Vastria and Kethia met in Rome on Tuesday. A session planned for last autumn never took place."
    assert [(parties, event.status) for parties, event in meetings(reader, text)] == [
        ({"Vastria", "Kethia"}, "held"),
        ({"Vastria", "Kethia"}, "cancelled"),
    ]


def test_calls_are_between_two(reader: Reader) -> None:
    found = [parties for parties, _ in meetings(reader, "Vastria phoned Kethia and Dorland on Monday.")]
    assert found == [{"Vastria", "Kethia"}, {"Vastria", "Dorland"}]


def test_who_only_wants_others_to_talk_is_no_party(reader: Reader) -> None:
    text = "Vastria and Kethia met in Rome on Tuesday. Dorland supports direct talks."
    assert meetings(reader, text)[-1][0] == {"Vastria", "Kethia"}


def test_the_three_leaders_are_the_three_named_before(reader: Reader) -> None:
    text = "Ana Orin, Ben Halm and Cora Brenn came to Rome. The three leaders met for two hours on Monday."
    found = [parties for parties, _ in meetings(reader, text)]
    assert {"Ana Orin", "Ben Halm", "Cora Brenn"} in found


def test_who_is_less_likely_to_come_to_the_table_plans_no_meeting(reader: Reader) -> None:
    assert meetings(reader, "Vastria is less likely to come to the negotiating table.") == []


def test_one_after_the_other_are_two_meetings(reader: Reader) -> None:
    text = "Dorland's envoy, Cora Brenn, met Ana Orin in Rome on Monday and Ben Halm in Oslo on Tuesday."
    found = [parties for parties, _ in meetings(reader, text)]
    assert found == [{"Cora Brenn", "Ana Orin"}, {"Cora Brenn", "Ben Halm"}]


def test_whose_envoy_somebody_is_does_not_count_among_the_two(reader: Reader) -> None:
    text = "Ana Orin came to Rome with Ben Halm's envoy, Cora Brenn. The two leaders met on Monday."
    assert {"Ana Orin", "Cora Brenn"} in [parties for parties, _ in meetings(reader, text)]


def test_so_many_leaders_are_a_party_of_their_own(reader: Reader) -> None:
    text = "Ana Orin, Dorland's president, met with Ben Halm and seven European leaders in Rome on Monday."
    assert {"Ana Orin", "Ben Halm", "seven European leaders"} in [parties for parties, _ in meetings(reader, text)]


def test_the_pair_and_a_signing_without_signers(reader: Reader) -> None:
    text = (
        "Ana Orin, Dorland's president, and Ben Halm, Kethia's president, came to Oslo. Cora Brenn received the pair "
        "on Monday. The accord will be signed in Rome on 20 May."
    )
    found = meetings(reader, text)
    assert {"Cora Brenn", "Ana Orin", "Ben Halm"} in [parties for parties, _ in found]


def test_a_meeting_is_of_the_day_that_when_takes_up(reader: Reader) -> None:
    text = "The plan began to fail on Monday, when Vastria met Kethia in Rome."
    ((_, event),) = meetings(reader, text)
    assert event.when is not None
    assert event.when.value == "2025-05-12"


# "the two": who are neither the caller nor a negotiator, and have been named together most
RAIN = "It rained. It rained. It rained. "
VASTRIAN, KETHIAN = "Ana Orin, Vastria's president, spoke. ", "Ben Halm, Kethia's president, spoke. "
PAIRS = [
    f"{VASTRIAN}{KETHIAN}Leo Nyan, Dorland's president, spoke. {RAIN}Leo Nyan telephoned the two presidents on Monday.",
    f"{VASTRIAN}{KETHIAN}Leo Nyan, Dorland's chief negotiator, spoke. {RAIN}Cora Brenn telephoned the two leaders.",
    f"{VASTRIAN}{KETHIAN}Ana Orin met Ben Halm. Ana Orin saw Ben Halm. Leo Nyan, Dorland's president, came. Jan Virt, "
    f"Ostavia's president, came. {RAIN}Cora Brenn telephoned the two leaders on Monday.",
    "Ana Orin, Vastria's president, and Ben Halm, Kethia's president, spoke. Dan Cole, Kethia's adviser, praised Ana "
    "Orin. Dan Cole thanked Ana Orin. Dan Cole saw Ana Orin. Ana Orin wrote to Ben Halm. Jan Virt, Ostavia's king, "
    f"came. {RAIN}Cora Brenn telephoned the two leaders on Monday.",
]


@pytest.mark.parametrize("text", PAIRS)
def test_who_the_two_are(reader: Reader, text: str) -> None:
    called = [names for names, event in meetings(reader, text) if event.form == "call"]
    assert [names - {"Leo Nyan", "Cora Brenn"} for names in called] == [{"Ana Orin"}, {"Ben Halm"}]


def test_of_pairs_named_together_as_often_those_named_most_are_meant(reader: Reader) -> None:
    text = (
        "Dorland warned Vastria. Vastria warned Kethia. Dorland helped Vastria. Vastria helped Kethia. Kethia slept. "
        f"{RAIN}The delegations will meet in Rome on Friday."
    )
    assert [names for names, _ in meetings(reader, text)] == [{"Vastria", "Kethia"}]


def test_a_number_that_nobody_could_list_means_nobody(reader: Reader) -> None:
    text = (
        "Ana Orin, Dorland's president, met Ben Halm, Kethia's president. The 27 leaders will meet in Oslo on Friday."
    )
    assert [event.status for _, event in meetings(reader, text)] == ["held"]


def test_what_was_done_after_talks_did_not_open_them(reader: Reader) -> None:
    (_, event), *others = meetings(reader, "Vastria opened the road in May, after talks with Kethia.")
    assert (event.trigger.text, others) == ("talks", [])


DATED = [
    ("Vastria will open the road on 1 June, after talks with Kethia.", None),
    ("Vastria opened the road in May, after two days of talks with Kethia.", "2025-05"),
    ("Vastria and Kethia have agreed to let cars pass from 1 June, after two days of talks in Rome.", None),
    ("Ana Orin saw Ben Halm on Monday and met the Kethian envoy.", "2025-05-12"),
    ("Ana Orin saw Ben Halm on Monday and has met the Kethian envoy.", None),
    ("Ana Orin saw Ben Halm on Monday and later met the Kethian envoy.", None),
    ("Ana Orin resigned on Tuesday, a day after she met Ben Halm in Oslo.", "2025-05-12"),
    ("Ana Orin resigned, two weeks after she met Ben Halm in Oslo.", "2025-04-30"),
]


@pytest.mark.parametrize(("text", "day"), DATED)
def test_when_a_meeting_is(reader: Reader, text: str, day: str | None) -> None:
    _, event = meetings(reader, text)[-1]
    assert (event.when.value if event.when else None) == day


PLACED = [
    ("Ana Orin, Dorland's president, flew to Oslo on Monday for talks with Ben Halm.", "Oslo"),
    ("A meeting between Vastria and Kethia planned for Oslo in June was called off.", "Oslo"),
    ("Vastria met Kethia for an hour.", None),
    # whatever the tree hangs the place on
    ("Ana Orin saw Dorland's leader, Ben Halm, in Oslo in March.", "Oslo"),
    ("After meeting with Ben Halm in St. Petersburg on Thursday, Ana Orin of Dorland left.", "St. Petersburg"),
    # the report's own place, for what it tells of these days and of no other place
    ("ROME — Vastria and Kethia began indirect talks on Tuesday.", "Rome"),
    ("Talks between Vastria and Kethia broke up in Rome on Tuesday. Dorland's envoy met Kethia on Sunday.", "Rome"),
    ("Vastria and Kethia met in Rome on Tuesday. Dorland's envoy met Kethia afterwards.", "Rome"),
    ("Vastria and Kethia met in Rome on Tuesday. Dorland's envoy had met Kethia.", None),
    ("Vastria and Kethia met in Rome on Tuesday. Dorland's envoy met Kethia in March.", None),
    ("Vastria and Kethia met in Rome on Tuesday. Dorland spoke by telephone to Kethia.", None),
    ("The envoys came to Geneva from Oslo. Vastria met Kethia in the Swiss city.", "Geneva"),
    ("Vastria has been in Rome. It met Kethia in the border town.", "Rome"),
]


@pytest.mark.parametrize(("text", "place"), PLACED)
def test_where_a_meeting_is(reader: Reader, text: str, place: str | None) -> None:
    _, event = meetings(reader, text)[-1]
    assert [each.name for each in event.places] == ([place] if place else [])


NO_MEETING = [
    "Leo Virt of Kenya would go to Oslo in June.",
    "Leo Virt, Kenya's envoy, called for Uganda to be brought to the table.",
    "Kenya was late, said an official familiar with the talks with Uganda.",
    "Ana Orin, Kenya's president, told Cora Lind in Oslo that it was late.",
    "Ana Orin, Dorland's president, told reporters in Oslo that she could not wait.",
    "A diplomat who took part in the talks with Dorland said there was hope.",
    "Kenya's envoy would return to Nairobi once the map was drawn.",
    "Vastria wants a truce before any talks with Kethia.",
    "Vastria signed the map. Ben Halm, the leader of New Kethia, called it a bad agreement and left.",
    "Ana Orin, Dorland's president, has invited Ben Halm, Kethia's president, to think.",
    "Whether Ana Orin, Dorland's president, and Ben Halm, Kethia's president, will see each other soon is open.",
    "Ana Orin, Dorland's president, called on Ben Halm, Kethia's president, to leave.",
    "Vastria received no invitation from Kethia.",
    "Ana Orin, Dorland's president, signed a decree in Rome on Monday.",
    "The second of the two accords is a problem for Vastria.",
    "A rise in prices is expected in Dorland.",
    "In Halm, Ned Rice, a spokesman for Ostavia, called on Kethia to leave.",
    "Ben Halm, Kethia's president, called it a bad agreement.",
    "Ana Orin, Dorland's president, wants to see Ben Halm removed from office.",
]


@pytest.mark.parametrize("text", NO_MEETING)
def test_words_that_tell_of_no_meeting(reader: Reader, text: str) -> None:
    assert meetings(reader, text) == []


def test_who_will_be_invited_may_not_come(reader: Reader) -> None:
    text = "Ana Orin, Dorland's president, would invite Ben Halm, Kethia's president, to Oslo in June."
    reading = reader.read(Article.from_text(text, published=date(2025, 5, 14)))
    assert [(event.mode, event.status) for event in reading.events] == [("meet", "proposed"), ("visit", "proposed")]


@pytest.mark.parametrize(
    "text",
    [
        "Vastria and Kethia sat down in Oslo on Monday for another round of talks.",
        "Ana Orin, Dorland's president, saw Ben Halm, Kethia's president, on Monday. Cora Lind and Ned Rice left. Orin "
        "said after their meeting that the road was closed.",
    ],
)
def test_a_meeting_told_by_verb_and_noun_is_one(reader: Reader, text: str) -> None:
    assert len(meetings(reader, text)) == 1


def test_who_is_called_on_a_day_is_not_called_upon(reader: Reader) -> None:
    text = "Ana Orin, Dorland's president, called Ben Halm, Kethia's president, on July 26."
    assert reader.read(Article.from_text(text, published=date(2025, 8, 14))).positions == ()


APART = [
    (
        "Ana Orin, Kenya's president, met Ben Halm, Uganda's president, in Vienna in March and in Oslo in April.",
        [({"Ana Orin", "Ben Halm"}, "Vienna", "2025-03"), ({"Ana Orin", "Ben Halm"}, "Oslo", "2025-04")],
    ),
    (
        "Two rounds of talks between Kenya and Uganda, in Rome in January and in Oslo in March, ended without a deal.",
        [({"Kenya", "Uganda"}, "Rome", "2025-01"), ({"Kenya", "Uganda"}, "Oslo", "2025-03")],
    ),
    (
        "Ana Orin of Kenya and Ben Halm of Uganda each met Leo Virt, the UN envoy, on Monday.",
        [({"Ana Orin", "Leo Virt"}, None, "2025-05-12"), ({"Ben Halm", "Leo Virt"}, None, "2025-05-12")],
    ),
    (
        "Leo Virt, the UN envoy, met Ana Orin of Kenya and Ben Halm of Uganda one after the other on Monday.",
        [({"Ana Orin", "Leo Virt"}, None, "2025-05-12"), ({"Ben Halm", "Leo Virt"}, None, "2025-05-12")],
    ),
    ("Kenya met Uganda in Rome in March and left for Oslo in April.", [({"Kenya", "Uganda"}, "Rome", "2025-03")]),
    ("Kenya met Uganda in Rome in March and in Oslo.", [({"Kenya", "Uganda"}, "Rome", "2025-03")]),
    ("Kenya and Uganda held talks in Rome in March.", [({"Kenya", "Uganda"}, "Rome", "2025-03")]),
    ("Kenya and Uganda met in Rome in March and left in April.", [({"Kenya", "Uganda"}, "Rome", "2025-03")]),
]


@pytest.mark.parametrize(("text", "expected"), APART)
def test_one_telling_of_several_meetings(
    reader: Reader, text: str, expected: list[tuple[set[str], str | None, str]]
) -> None:
    found = [
        (who, event.places[0].name if event.places else None, event.when.value if event.when else None)
        for who, event in meetings(reader, text)
    ]
    assert found == expected
