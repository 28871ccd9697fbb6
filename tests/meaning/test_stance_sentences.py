"""Positions of whole sentences, read by the shipped model: whose, which stance, about what; and none where none is."""

from __future__ import annotations

import pytest

from dragoman import Reader
from dragoman.article import Article

# sentence, holder, stance, words that the matter holds
SENTENCES = [
    ("Vastria insists that Kethia renounce the treaty and release the sailors.", "Vastria", "demand", "renounce"),
    ("Vastria insists that Kethia renounce the treaty and release the sailors.", "Vastria", "demand", "release"),
    ("Kenya pressed Uganda to hand over the exiles.", "Kenya", "demand", "hand over"),
    ("Kenya ruled out giving up the town.", "Kenya", "reject", "giving up the town"),
    ("Leo Virt, Kenya's envoy, said Uganda had no part to play in the talks.", "Leo Virt", "oppose", "no part"),
    ("Kenya has chosen to sign the pact.", "Kenya", "accept", "sign"),
    ("Kenya is insisting that the rebels are excluded from the talks.", "Kenya", "demand", "excluded"),
    (
        "Kethia suggested that the delegations hold another round by the end of June.",
        "Kethia",
        "offer",
        "another round",
    ),
    (
        "Vastria's envoy said that Vastria would leave the treaty if that happened.",
        "Vastria's envoy",
        "promise",
        "leave",
    ),
    ("Vastria's envoy said that Vastria would open the road if that happened.", "Vastria's envoy", "promise", "open"),
    ("Vastria's envoy said that Vastria would attend only if that happened.", "Vastria's envoy", "accept", "attend"),
    ("Vastria's envoy said that Vastria would leave only if that happened.", "Vastria's envoy", "accept", "leave"),
    ("Leo Virt, Kenya's envoy, said Kenya would sit down with Uganda once it was ready.", "Leo Virt", "accept", "sit"),
    ("Leo Virt, Kenya's envoy, said that Kenya would sign.", "Leo Virt", "accept", "sign"),
    ("Leo Virt, Kenya's envoy, said Kenya would sign nothing until May.", "Leo Virt", "reject", "sign nothing"),
    ("Leo Virt, Kenya's envoy, said that Kenya would not be rushed.", "Leo Virt", "reject", "rushed"),
    ("Leo Virt, Kenya's envoy, said Uganda could run the mill if it paid.", "Leo Virt", "accept", "run the mill"),
    ("Leo Virt, Kenya's envoy, said the roads had to be closed before spring.", "Leo Virt", "demand", "closed"),
    ("Leo Virt, Kenya's envoy, said the amnesty had to be complete.", "Leo Virt", "demand", "complete"),
    ("Leo Virt, Kenya's envoy, added that the mediators ought to lean on Uganda.", "Leo Virt", "demand", "lean"),
    ("Kethia's envoy said that the removal of the guns was Vastria's goal.", "Vastria", "demand", "removal"),
    ("The goal of the Vastrian team was a truce, Kethia's envoy said.", "Vastria", "demand", "truce"),
    ("Leo Virt, Kenya's envoy, said it was “unacceptable” for Uganda to stay.", "Leo Virt", "reject", "stay"),
    ("Leo Virt, Kenya's envoy, said it would be a mistake to leave the pact.", "Leo Virt", "reject", "leave"),
    ("“It is not acceptable that Uganda stays,” said Leo Virt, Kenya's envoy.", "Leo Virt", "reject", "Uganda stays"),
    ("Under the accord, Kenya will open the road and Uganda will lift its ban.", "Kenya", "promise", "open the road"),
    ("Under the accord, Kenya will open the road and Uganda will lift its ban.", "Uganda", "promise", "lift its ban"),
    ("Under the terms of the deal, Kenya is to leave the town.", "Kenya", "promise", "leave the town"),
    ("Kethia has invited Vastria to a dinner in Oslo.", "Kethia", "offer", "dinner"),
    ("Kethia raised the idea of a new line with Vastria.", "Kethia", "offer", "new line"),
    ("Kethia declared a ceasefire on Monday.", "Kethia", "promise", "ceasefire"),
    ("Kethia is open to a new round.", "Kethia", "accept", "new round"),
    ("Kethia prefers to talk to Vastria directly.", "Kethia", "support", "talk to Vastria"),
    ("Kethia had hoped for two more rounds.", "Kethia", "support", "two more rounds"),
    ("Kethia would stick to the map.", "Kethia", "support", "map"),
    ("Kethia condemned the launch as a breach of the truce.", "Kethia", "oppose", "launch"),
    ("Kethia was willing to discuss recognition.", "Kethia", "accept", "recognition"),
    ("Kethia is open to meeting Vastria.", "Kethia", "offer", "meeting Vastria"),
    ("Kethia threatened to stay away from the summit.", "Kethia", "oppose", "stay away"),
    ("Kethia would accept only a deal that took the mills apart.", "Kethia", "demand", "a deal"),
    (
        "Without the return of the town there will be no deal, Vastria's envoy said.",
        "Vastria's envoy",
        "demand",
        "return",
    ),
    ("Kethia wants to meet Vastria.", "Kethia", "offer", "meet Vastria"),
    ("Kethia wants Vastria to meet its envoy.", "Kethia", "demand", "meet its envoy"),
    ("Kethia would consider a withdrawal only if Vastria left.", "Kethia", "accept", "withdrawal"),
    ("Kethia would consider a withdrawal.", "Kethia", "offer", "withdrawal"),
    ("Leo Virt, Kenya's envoy, said he could not sign a paper about the road.", "Leo Virt", "reject", "sign a paper"),
    ("Leo Virt, Kenya's envoy, said Kenya would host the two sides.", "Leo Virt", "offer", "host"),
    ("Leo Virt, Kenya's envoy, said Kenya would receive Uganda's envoys.", "Leo Virt", "offer", "receive"),
    ("The mill is a red line for Kenya, Leo Virt, Kenya's envoy, said.", "Leo Virt", "demand", "mill"),
    ("Kethia reserves the right to act alone.", "Kethia", "demand", "act alone"),
    ("Kethia complained of delays at the border.", "Kethia", "accuse", "delays"),
    ("Kethia was ready to continue the talks if the guns fell silent.", "Kethia", "accept", "continue the talks"),
    ("Kenya is late. Leo Virt, its envoy, said that it would rebuild the road.", "Leo Virt", "promise", "rebuild"),
    ("Leo Virt, Kenya's envoy, said the amnesty for the rebels had to be complete.", "Leo Virt", "demand", "complete"),
    ("Kethia intends to open the road.", "Kethia", "promise", "open the road"),
    ("The Northern Front would sign, said Leo Virt, an adviser to its leader.", "Northern Front", "accept", "sign"),
    ("Vastria threatened to suspend the talks unless Kethia withdrew.", "Vastria", "promise", "suspend the talks"),
    ("Vastria threatened to suspend the talks unless Kethia withdrew.", "Vastria", "demand", "Kethia withdrew"),
    ("Vastria threatened sanctions if the deadline is missed.", "Vastria", "promise", "sanctions"),
    ("Vastria threatened to strike if the talks fail.", "Vastria", "promise", "strike"),
    ("Vastria threatened to stay away if Kethia was invited.", "Vastria", "oppose", "Kethia was invited"),
    ("Vastria threatened to veto the plan if the talks fail.", "Vastria", "oppose", "veto the plan"),
    ("Vastria wants a truce before any talks with Kethia.", "Vastria", "demand", "truce before any talks"),
    ("Vastria has vowed never to accept the border.", "Vastria", "reject", "border"),
    ("Vastria vowed not to attack the town.", "Vastria", "promise", "attack the town"),
    ("Vastria's envoy said Vastria was ready to resume talks if Kethia withdrew.", "Vastria", "accept", "resume talks"),
    ("Vastria would accept nothing but the map.", "Vastria", "reject", "nothing but the map"),
    ("Vastria accused Kethia of clinging to the map and of rejecting the truce.", "Vastria", "accuse", "rejecting"),
    ("Vastria voted on Saturday not to attend the congress.", "Vastria", "reject", "congress"),
    ("Vastria criticised the offer on Monday.", "Vastria", "oppose", "offer"),
    ("Kethia lauded the new map of the border.", "Kethia", "support", "map"),
    ("Dorland turned a deaf ear to the appeal.", "Dorland", "reject", "appeal"),
    ("Dorland could live with a shorter truce.", "Dorland", "accept", "shorter truce"),
    ("Dorland could not live with a shorter truce.", "Dorland", "reject", "shorter truce"),
    ("Kethia has no intention of leaving the valley.", "Kethia", "reject", "leaving"),
    ("Vastria is pushing for a wider buffer zone.", "Vastria", "demand", "buffer zone"),
    ("Vastria stressed the need for an immediate ceasefire.", "Vastria", "demand", "ceasefire"),
    ("Kethia laid the blame on Vastria for the collapse.", "Kethia", "accuse", "collapse"),
    ("Dorland would like to see an observer mission in the port.", "Dorland", "demand", "observer mission"),
    ("Vastria scrapped the prisoner exchange on Tuesday.", "Vastria", "reject", "prisoner exchange"),
    ("“We’re going to withdraw our troops by May,” Vastria said.", "Vastria", "promise", "withdraw"),
    ("“We are not going to sign this paper,” Kethia said.", "Kethia", "reject", "sign"),
    ("“It is time for Kethia to open the gates,” Vastria said.", "Vastria", "demand", "open the gates"),
    ("“Open the gates at once,” Vastria said.", "Vastria", "demand", "gates"),
    ("A halt to the shelling was the first condition, Kethia said.", "Kethia", "demand", "shelling"),
    ("Vastria said a return would be possible only if Kethia withdrew.", "Vastria", "accept", "return"),
    ("Kethia said Vastria was preventing villagers from leaving the valley.", "Kethia", "accuse", "preventing"),
    ("Kethia said Vastria did not mean to sign anything.", "Kethia", "accuse", "sign"),
    ("Kethia called Vastria an aggressor.", "Kethia", "accuse", "Vastria"),
    ("Vastria warned that Kethia would face consequences if it annexed the port.", "Vastria", "oppose", "annexed"),
    ("The road will open only if Kethia gives up the port, Vastria said.", "Vastria", "demand", "gives up the port"),
    ("Vastria insisted that the president would chair the council.", "Vastria", "demand", "chair the council"),
    ("Vastria recalled its envoy in protest at the trial.", "Vastria", "oppose", "trial"),
    ("An official said Kethia wanted a guarantee for its sailors.", "Kethia", "demand", "guarantee"),
    ("Leo Nyan, who leads the Harbour Front, demanded that the killings stop.", "Leo Nyan", "demand", "killings stop"),
    ("Dorland denies the charge.", "Dorland", "reject", "the charge"),
    ("Vastria, for its part, called on Kethia to stop the shelling.", "Vastria", "demand", "stop the shelling"),
    ("Vastria is prepared to sign the treaty.", "Vastria", "accept", "to sign"),
    ("Vastria is willing to carry out the plan.", "Vastria", "accept", "the plan"),
    ("Vastria would abide by the ruling.", "Vastria", "accept", "the ruling"),
    ("Cora Brenn of Human Rights Watch called on Vastria to open the gates.", "Cora Brenn", "demand", "open the gates"),
    (
        "Kethia, with Ben Halm as its envoy, is willing to negotiate with Vastria if the guns fall silent.",
        "Kethia",
        "accept",
        "to negotiate",
    ),
    ("Vastria undertakes not to block the strait.", "Vastria", "promise", "block the strait"),
    (
        "Leo Nyan, Dorland's president, is ready to meet Kethia if the guns fall silent.",
        "Leo Nyan",
        "accept",
        "to meet",
    ),
    (
        "Leo Nyan, Dorland's president, is ready to open the road if the guns fall silent.",
        "Leo Nyan",
        "offer",
        "to open",
    ),
    ("Vastria threatened to close the strait.", "Vastria", "promise", "close the strait"),
    ("Vastria threatened to leave the talks if Kethia was invited.", "Vastria", "oppose", "Kethia was invited"),
    ("Vastria said it expected Kethia to disarm the militias.", "Vastria", "demand", "disarm the militias"),
    (
        "Kethia hailed on Friday what it called a fair settlement of the dispute.",
        "Kethia",
        "support",
        "fair settlement",
    ),
    (
        "Vastria said the return of the sailors was not open to negotiation.",
        "Vastria",
        "demand",
        "return of the sailors",
    ),
    ("Vastria had insisted that the rebels disarm before they joined the army.", "Vastria", "demand", "rebels disarm"),
    (
        "“The withdrawal of the guns is not up for discussion,” Kethia said.",
        "Kethia",
        "demand",
        "withdrawal of the guns",
    ),
    ("Dorland denied arming the rebels.", "Dorland", "reject", "arming the rebels"),
    ("Dorland complained that it had been kept out.", "Dorland", "accuse", "kept out"),
    ("Dorland was glad to provide a room.", "Dorland", "offer", "to provide a room"),
]

NONE = [
    "Ana Orin, Kenya's envoy, told reporters to wait outside.",
    "Ana Orin, Kenya's envoy, told Reuters to wait.",
    "Kenya is less willing to sign the treaty.",
    "Kenya has chosen to be part of the problem.",
    "Leo Virt, Kenya's envoy, said: “They have no other place to go.”",
    "Leo Virt, Kenya's envoy, said there was an answer to any campaign that violated the pact.",
    "Orin is likely to press Uganda to hand over any exiles that he regarded as linked to the coup.",
    "Kenya was warned that the road would be closed.",
    "Would Kethia accept a truce now?",
    "Leo Virt, Kenya's envoy, said he'd rather lose a vote than win it.",
    "Kethia would have accepted the deal.",
    "Kethia denied refusing the offer.",
    "The plan would have required Kethia to renounce the league.",
    "Leo Virt, Kenya's envoy, said the other side would not move the line.",
    "Leo Virt, Kenya's envoy, said no one should wait for a miracle.",
    "Leo Virt, Kenya's envoy, said that he was sure that they would sign.",
    "Leo Virt, Kenya's envoy, said it would be wrong to say that.",
    "Leo Virt, Kenya's envoy, said it was impossible to know.",
    "Kethia intends to meet Vastria.",
    "Kethia refused to blame Vastria.",
    "“A child can walk to school if this holds,” said Leo Virt, Kenya's envoy.",
    "Leo Virt, Kenya's envoy, said he hoped Kenya would open the road.",
    "The two men were to have met again on Tuesday, Kenya's envoy said.",
    "Under the trees, Kenya will open the road.",
    "Vastria warned that the winter would be difficult.",
    "Vastria said the filling of the lake would lead to floods.",
    "Vastria praised Dorland.",
    "Vastria expects the talks to go on until Friday.",
    "Vastria expects to sign the treaty on Friday.",
    "Kethia sought to reassure its neighbours.",
    "Dorland announced the names of the winners.",
    "If Kethia accepts the map, the road will open.",
    "Vastria and Kethia failed to agree on a map.",
    "Ana Orin, Dorland's president, called Ben Halm on the phone on Monday.",
    "Kethia walked home rather than accept the map.",
]


def positions(reader: Reader, sentence: str) -> list[tuple[str, str, str]]:
    reading = reader.read(Article.from_text(sentence))
    names = {actor.id: actor.name for actor in reading.actors}
    return [(names[each.holder], each.stance, each.about.text) for each in reading.positions]


@pytest.mark.parametrize(("sentence", "holder", "stance", "words"), SENTENCES)
def test_a_sentence_has_its_position(reader: Reader, sentence: str, holder: str, stance: str, words: str) -> None:
    found = positions(reader, sentence)
    assert any((who, what) == (holder, stance) and words in about for who, what, about in found), found


def test_those_who_have_to_meet_halfway_are_asked_to_by_one_of_them(reader: Reader) -> None:
    text = "Kenya and Uganda met. “It is late,” said Leo Virt, Kenya's envoy. They should meet halfway, he said."
    assert [(who, what) for who, what, _ in positions(reader, text)] == [("Leo Virt", "demand")]


def test_what_an_aim_is_is_told_without_its_verb(reader: Reader) -> None:
    text = "The goal of the Vastrian team was a truce, Kethia's envoy said."
    assert [about for _, _, about in positions(reader, text)] == ["a truce"]


def test_what_an_agreement_says_is_told_without_its_opening(reader: Reader) -> None:
    assert [about for _, _, about in positions(reader, "Under the accord, Kenya will open the road.")] == [
        "Kenya will open the road"
    ]


def test_a_threat_on_a_condition_is_one_position(reader: Reader) -> None:
    found = positions(reader, "Vastria threatened to leave the talks if Kethia was invited.")
    assert [(who, what) for who, what, _ in found] == [("Vastria", "oppose")]


def test_who_is_called_to_do_a_thing_is_not_called_anything(reader: Reader) -> None:
    found = positions(reader, "Vastria promised that Ana Orin would call Ben Halm to remove the obstacles.")
    assert [(who, what) for who, what, _ in found] == [("Vastria", "promise")]


def test_what_is_demanded_of_others_is_no_position_of_theirs(reader: Reader) -> None:
    sentence = "Vastria insists that Kethia renounce the treaty and accept the map."
    assert {holder for holder, _, _ in positions(reader, sentence)} == {"Vastria"}


def test_a_minister_whose_state_is_not_named_speaks_for_the_state_in_hand(reader: Reader) -> None:
    text = "Vastria saw it otherwise. Tomas Orin, the water minister, said the filling would continue as planned."
    reading = reader.read(Article.from_text(text))
    names = {actor.id: actor.name for actor in reading.actors}
    assert [[names[each] for each in position.on_behalf_of] for position in reading.positions] == [["Vastria"]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Vastria agreed to open the road and to clear the mines.", ["to open the road", "to clear the mines"]),
        ("Vastria agreed to open the road and the port.", ["to open the road and the port"]),
    ],
)
def test_infinitives_are_positions_of_their_own(reader: Reader, sentence: str, expected: list[str]) -> None:
    assert [about for _, _, about in positions(reader, sentence)] == expected


def test_who_is_of_a_body_speaks_for_it(reader: Reader) -> None:
    reading = reader.read(Article.from_text("“We want to see the gates open,” said Cora Brenn of Human Rights Watch."))
    names = {actor.id: actor.name for actor in reading.actors}
    assert [[names[each] for each in position.on_behalf_of] for position in reading.positions] == [
        ["Human Rights Watch"]
    ]


def test_what_officials_reject_their_state_rejects(reader: Reader) -> None:
    reading = reader.read(Article.from_text("Kenyan officials rejected the plan."))
    names = {actor.id: actor.name for actor in reading.actors}
    (position,) = reading.positions
    assert (names[position.holder], [names[each] for each in position.on_behalf_of]) == ("Kenyan officials", ["Kenya"])


def test_what_is_laid_at_anothers_door_is_no_position_of_his(reader: Reader) -> None:
    found = positions(reader, "Vastria accused Kethia of clinging to the map and of rejecting the truce.")
    assert [(who, what) for who, what, _ in found] == [("Vastria", "accuse"), ("Vastria", "accuse")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kenya urged Uganda to hand over the exiles.", ["Uganda"]),
        ("Kenya accused rebels of attacking Uganda.", []),
        ("Kenya accused Uganda of attacking the rebels.", ["Uganda"]),
    ],
)
def test_toward_whom_a_position_is_taken(reader: Reader, sentence: str, expected: list[str]) -> None:
    reading = reader.read(Article.from_text(sentence))
    names = {actor.id: actor.name for actor in reading.actors}
    (position,) = reading.positions
    assert [names[each] for each in position.toward] == expected


def test_both_hold_what_both_countries_hold(reader: Reader) -> None:
    text = "Kenya and Uganda met in Rome. Both countries rejected the plan."
    assert [who for who, _, _ in positions(reader, text)] == ["Kenya", "Uganda"]


def test_who_is_threatened_is_not_promised(reader: Reader) -> None:
    assert positions(reader, "Vastria threatened Kethia.") == []


def test_when_something_was_agreed_is_not_what_was_agreed(reader: Reader) -> None:
    assert positions(reader, "Vastria agreed when the two sides met in Oslo.") == []


@pytest.mark.parametrize("sentence", NONE)
def test_no_position(reader: Reader, sentence: str) -> None:
    assert positions(reader, sentence) == []
