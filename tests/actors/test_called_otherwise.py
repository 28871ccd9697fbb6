"""Who is called by a nation, a past office or a town after the name has fallen, read by the shipped model."""

# ruff: noqa: E501 (a text of the table stands on one line)
from __future__ import annotations

from datetime import date

import pytest

from dragoman import Reader
from dragoman.article import Article

DAY = date(2021, 2, 1)

# text, speakers of its last statement; a group stands behind its members
CALLED = [
    ("James Orin, the US envoy, came to Rome. “There is hope,” the American said.", ["James Orin"]),
    ("Jean Virt, the French mediator, came to Rome. “There is hope,” the Frenchman said.", ["Jean Virt"]),
    ("Sean Orin, the Irish mediator, came to Rome. “There is hope,” the Irishman said.", ["Sean Orin"]),
    ("James Orin, the US envoy, came to Rome. The Americans said there was hope.", ["United States"]),
    ("Two Koreas met. Kim Orin, the North Korean envoy, came. The North said there was hope.", ["North Korea"]),
    (
        "James Orin, the US envoy, came. A senior American official spoke. The American said there was hope.",
        ["United States"],
    ),
    ("Rafael Grossi came to Rome. The Argentine diplomat said there was hope.", ["Rafael Grossi"]),
    ("Ana Virt, the mediator, came to Rome. The former Kenyan minister said there was hope.", ["Ana Virt"]),
    ("Leo Virt led the team to Rome. The retired general said there was hope.", ["Leo Virt"]),
    ("Leo Virt led the team to Rome. The late general said there was hope.", ["the late general"]),
    ("Kenya met Uganda. In Moscow, the foreign ministry said there was hope.", ["Russia"]),
    (
        "The State Department rejected it. Kenya met Uganda. The department said there was hope.",
        ["United States"],
    ),
    ("Two generals, Leo Virt and Ned Orin, said they were late. They said there was hope.", ["Leo Virt", "Ned Orin"]),
    (
        "Two generals, Leo Virt and Ned Orin, announced that they had left, and they reject the plan.",
        ["Leo Virt", "Ned Orin", "two generals"],
    ),
    ("The FARC met the ELN. The rebel team said there was hope.", ["the rebel team"]),
    ("Leo Virt, the UN envoy, came. In Nairobi, the envoy said there was hope.", ["Leo Virt"]),
    ("Russia waited. In Nairobi the envoys met, the foreign ministry said.", ["Russia"]),
    ("The E3 met Iran. Many Europeans said there was hope.", ["many Europeans"]),
    ("Leo Virt, the Norwegian mediator, came. The Norwegian, who met them, said there was hope.", ["Leo Virt"]),
    ("Leo Virt told him that the road was open, according to the IRNA news agency.", ["Leo Virt"]),
    ("The mill would close, Leo Virt was quoted by the IRNA news agency as saying.", ["Leo Virt"]),
    ("Iran met Britain and France and later Germany. The Europeans said there was hope.",
     ["France", "Germany", "United Kingdom", "E3"]),
    ("King Mohammed VI came. Mohammed VI said there was hope.", ["King Mohammed VI"]),
    ("Leo Virt of Kenya spoke. There was hope, he said, according to the Kremlin.", ["Leo Virt"]),
    ("Kenyan officials met Leo Virt. Kenyan diplomats said there was hope.", ["Kenyan diplomats"]),
    ("Kenya met the Polisario Front. The rebel team said there was hope.", ["Polisario Front"]),
    ("Ana Virt came. In Nairobi, the foreign minister said there was hope.", ["Raychelle Omamo"]),
    ("Britain, France and Germany met Iran. The Europeans said there was hope.",
     ["France", "Germany", "United Kingdom", "E3"]),
    ("The E3 met Iran. The Europeans said there was hope.", ["France", "Germany", "United Kingdom", "E3"]),
    ("Britain and France met Iran. The Europeans said there was hope.", ["the Europeans"]),
    ("Seven European leaders met. The Europeans said there was hope.", ["seven European leaders"]),
    ("India met China in Rome. Each country accuses the other of cheating.", ["India", "China", "each country"]),
    ("Kiev said there was hope.", ["Ukraine"]),
    ("Iraq waited. Iraq left. US officials came. The administration said there was hope.", ["United States"]),
    ("Iraq waited. Iraq left. The administration said there was hope.", ["Iraq"]),
    ("An official familiar with the Ankara–Washington talks said there was hope.",
     ["an official familiar with the Ankara–Washington talks"]),
    ("Those who attended the meeting said there was hope.", ["those who attended the meeting"]),
    ("Theresa May came to Rome. In March it rained. May said there was hope.", ["Theresa May"]),
    ("The United Nations says many have fled to Kenya and the Ugandan hills. Both countries said there was hope.",
     ["Kenya", "Uganda", "both countries"]),
    ("The offer was rejected on Friday by Leo Virt and Ana Orin at a summit in Rome.", ["Leo Virt", "Ana Orin"]),
    ("Authorities in Kenya said there was hope.", ["Kenya"]),
    ("Authorities in Kenya's coastal region said there was hope.", ["authorities in Kenya's coastal region"]),
    (
        "The FARC met the ELN. The ELN has left the town. The guerrillas said there was hope.",
        ["National Liberation Army (Colombia)"],
    ),
    ("Venezuela waited. Nicolás Maduro left. The opposition said there was hope.", ["Venezuelan opposition"]),
    ("Kenya waited. Kenya left. Kenya slept. The opposition leader said there was hope.", ["the opposition leader"]),
    ("Ana Virt of Kenya came. Leo Orin, the Ugandan mediator, came to Rome. The former Kenyan minister said there was "
     "hope.", ["the former Kenyan minister"]),
    ("Kenya waited. Uganda left. The opposition said there was hope.", ["the opposition"]),
    ("Kenya met Uganda. Kenya met Uganda. Malawi and Zambia watched. Both sides said there was hope.",
     ["Kenya", "Uganda", "both sides"]),
    ("Kenya met Uganda. Kenya met Uganda. Malawi and Zambia watched. The two countries said there was hope.",
     ["Malawi", "Zambia", "the two countries"]),
    ("Kenya met Uganda. Kenya met Uganda. Malawi and Zambia watched. It rained. It rained. It rained. The two "
     "countries said there was hope.", ["Kenya", "Uganda", "the two countries"]),
    ("Kenya waited. The opposition to the treaty grew. Kenya's opposition said there was hope.", ["Kenyan opposition"]),
    (
        "The presidents of the Democratic Republic of the Congo and Rwanda said there was hope.",
        ["Félix Tshisekedi", "Paul Kagame"],
    ),
    ("Envoys of Iran, Russia and China said there was hope.", ["Iran", "Russia", "China"]),
    ("A Kenyan diplomat was more careful. “There is hope,” the diplomat said.", ["a Kenyan diplomat"]),
    ("A senior Kenyan official met reporters. The official said there was hope.", ["a senior Kenyan official"]),
    ("Sudan waited. Saudi Arabia watched. Saudi Arabia hosted the Rapid Support Forces. The army said there was hope.", ["Sudanese Armed Forces"]),
    ("Kenya waited. Kenya slept. Colombia lost men to the FARC. The military said there was hope.", ["Colombia"]),
    ("The Forces of Freedom and Change, a civilian coalition, welcomed the text. The bloc said there was hope.", ["Forces of Freedom and Change"]),
    ("Morocco's chief delegate, Leo Virt, left. He said there was hope.", ["Leo Virt"]),
    ("Kenyan mediators said there was hope.", ["Kenya"]),
    ("Saudi Arabia met Kenya. Uganda met Kenya. The kingdom said there was hope.", ["Saudi Arabia"]),
    ("The E3 said there was hope.", ["France", "Germany", "United Kingdom", "E3"]),
    ("The European trio said there was hope.", ["France", "Germany", "United Kingdom", "E3"]),
    ("Iran met three European powers. The three European powers said there was hope.", ["France", "Germany", "United Kingdom", "E3"]),
    ("Leo Virt met Sam Orin. He is to meet Tom Brenn on Sunday. Asked about it, he said there was hope.", ["Leo Virt"]),
    ("Kenya's government rested. Uganda slept. The Nairobi-based government, which was not invited, said in a statement that there was hope.", ["Kenya"]),
    ("Kenya waited. Prime Ministers Leo Virt of Malta and Sam Orin of Chad said there was hope.", ["Leo Virt", "Sam Orin"]),
    ("Leo Virt met Sam Orin in Rome. The pair said there was hope.", ["Leo Virt", "Sam Orin", "the pair"]),
    ("GENEVA - There is hope, the United Nations envoy for Libya said on Friday.", ["Ján Kubiš"]),
    ("Ján Kubiš rested. The UN envoy to the country said there was hope.", ["Ján Kubiš"]),
    ("Greece waited. The government in Nicosia said there was hope.", ["Cyprus"]),
    ("Leo Virt, the president of Malta, met Chad. The palace said there was hope.", ["Malta"]),
    ("Leo Virt and his Maltese counterpart, Sam Orin, said there was hope.", ["Leo Virt", "Sam Orin"]),
    ("Leo Virt and his Maltese and Kenyan counterparts, Sam Orin and Tom Brenn, said there was hope.", ["Leo Virt", "Sam Orin", "Tom Brenn"]),
    ("Leo Virt and Sam Orin urged the two presidents of Malta and Chad, Tom Brenn and Ben Cole, to meet. They also said there was hope.", ["Leo Virt", "Sam Orin"]),
    ("Venezuela's opposition left Rome. The coalition said there was hope.", ["Venezuelan opposition"]),
    ("The Moro Islamic Liberation Front met the Philippines. The Philippines left. The Moro group said there was hope.", ["Moro Islamic Liberation Front"]),
    ("Leo Virt told Sam Orin to wait. Sam Orin had told him to go. Sam Orin was ready, he said.", ["Leo Virt"]),
    ("Santo Domingo, Feb 7 - Talks between Venezuela's government and its opposition ended. The opposition said there was hope.", ["Venezuelan opposition"]),
    ("Senior diplomats of Iran, Russia and China said there was hope.", ["Iran", "Russia", "China"]),
    ("Leo Virt, the president of Malta, met Sam Orin, the president of Chad. Tom Brenn and Ben Cole watched. The two presidents said there was hope.", ["Leo Virt", "Sam Orin", "the two presidents"]),
    ("Two generals, Leo Virt and Sam Orin, said there was hope.", ["Leo Virt", "Sam Orin"]),
    ("Kenya's main rebel alliance said there was hope.", ["Kenya's main rebel alliance"]),
    ("Yemen's Houthi rebels said there was hope.", ["Houthis"]),
    (
        "Saudi Arabia spoke. Saudi Arabia and the STC met. Yemen’s internationally recognised government came. For "
        "weeks the government had refused to meet the separatists. Saudi Arabia left.",
        ["Yemen"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CALLED)
def test_who_is_called_otherwise_is_known(reader: Reader, text: str, expected: list[str]) -> None:
    reading = reader.read(Article.from_text(text, published=DAY))
    names = {actor.id: actor.name for actor in reading.actors}
    assert [names[each] for each in reading.attributions[-1].speakers] == expected


@pytest.mark.parametrize("town", ["Kiev", "Jeddah", "Rangoon"])
def test_another_town_or_spelling_for_a_government_is_only_a_place_where_it_says_where(
    reader: Reader, town: str
) -> None:
    reading = reader.read(Article.from_text(f"Kenya and Uganda held talks in {town}.", published=DAY))
    assert sorted(actor.name for actor in reading.actors) == ["Kenya", "Uganda"]


@pytest.mark.parametrize(
    "text",
    [
        "Juan Guaidó of Venezuela demanded an election.",
        "Venezuela waited. Its leader, Juan Guaidó, demanded an election.",
    ],
)
def test_an_opposition_that_is_not_named_is_nobody(reader: Reader, text: str) -> None:
    reading = reader.read(Article.from_text(text, published=date(2019, 8, 14)))
    assert [position.on_behalf_of for position in reading.positions] == [()]


def test_opposition_to_a_thing_is_nobody(reader: Reader) -> None:
    reading = reader.read(Article.from_text("Kenya waited. The opposition to the treaty grew.", published=DAY))
    assert [actor.name for actor in reading.actors] == ["Kenya"]


def test_a_deputy_prime_minister_is_not_the_prime_minister(reader: Reader) -> None:
    text = "The Moldovan deputy prime minister said there was hope."
    reading = reader.read(Article.from_text(text, published=DAY))
    names = {actor.id: actor.name for actor in reading.actors}
    assert [names[each] for each in reading.attributions[-1].speakers] == ["the Moldovan deputy prime minister"]


def test_who_leads_the_opposition_does_not_speak_for_the_state(reader: Reader) -> None:
    text = "The opposition met Nicolás Maduro of Venezuela. “We demand an election,” Juan Guaidó said on Monday."
    reading = reader.read(Article.from_text(text, published=date(2019, 8, 14)))
    names = {actor.id: actor.name for actor in reading.actors}
    behalf = {names[position.holder]: [names[each] for each in position.on_behalf_of] for position in reading.positions}
    assert behalf == {"Juan Guaidó": ["Venezuelan opposition"]}


def test_a_body_of_the_opposition_and_the_opposition_are_spoken_for_together(reader: Reader) -> None:
    text = "Syria's opposition came to Geneva. Nasr al-Hariri demanded that Assad leave."
    reading = reader.read(Article.from_text(text, published=date(2017, 11, 30)))
    names = {actor.id: actor.name for actor in reading.actors}
    (position,) = reading.positions
    assert [names[each] for each in position.on_behalf_of] == ["High Negotiations Committee", "Syrian opposition"]


def test_the_team_of_an_opposition_leader_is_not_the_states(reader: Reader) -> None:
    text = "Venezuela's opposition waited. Juan Guaidó came. Guaidó’s team said there was hope."
    reading = reader.read(Article.from_text(text, published=date(2019, 8, 14)))
    names = {actor.id: actor.name for actor in reading.actors}
    assert [names[each] for each in reading.attributions[-1].speakers] == ["Venezuelan opposition"]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Kenya backs the plan. Leo Virt, its envoy for the river, said there was hope.", ("envoy", "Kenya")),
        ("Kenya wants Uganda to leave the town. Leo Virt, its chief negotiator, left.", ("chief negotiator", "Kenya")),
        ("The Polisario Front wants Morocco to leave. Leo Virt, its envoy, left.", ("envoy", "Polisario Front")),
        (
            "Leo Virt, a spokesman for the opposition Syrian National Coalition, left.",
            ("spokesman", "Syrian National Coalition"),
        ),
        ("Kenya met the Polisario Front. Leo Virt, who leads the government delegation, left.", ("head", "Kenya")),
        ("Kenya met the Polisario Front. Leo Virt, who led the rebel team, left.", ("head", "Polisario Front")),
        ("Leo Virt, who chairs the Polisario Front, left.", ("head", "Polisario Front")),
        ("Kenya waited. Its water resources minister, Leo Virt, left.", ("water resources minister", "Kenya")),
        ("In Nairobi, Leo Virt, a senior mediator, left.", ("mediator", None)),
        ("Kenya waited. Leo Virt, a spokesman for the government team, left.", ("spokesman for government team", None)),
        ("Kenya waited. Its water minister, Leo Virt, left.", ("water minister", "Kenya")),
        ("In Nairobi, Leo Virt, the government spokesman, left.", ("government spokesman", "Kenya")),
    ],
)
def test_an_office_behind_a_name_is_of_whom_its_pronoun_means(
    reader: Reader, text: str, office: tuple[str, str]
) -> None:
    reading = reader.read(Article.from_text(text, published=DAY))
    (person,) = [actor for actor in reading.actors if actor.name == "Leo Virt"]
    assert office in [(role.title, role.of) for role in person.roles]


def test_who_leads_a_team_has_one_office(reader: Reader) -> None:
    text = "Kenya met the Polisario Front. Leo Virt, who leads the government delegation, left."
    reading = reader.read(Article.from_text(text, published=DAY))
    (person,) = [actor for actor in reading.actors if actor.name == "Leo Virt"]
    assert [(role.title, role.of) for role in person.roles] == [("head", "Kenya")]


HEARD = [  # text, speakers and addressees of its statement
    ("Kenya was told that the road was closed.", [], ["Kenya"]),
    ("Ana Orin has been told that she must leave.", [], ["Ana Orin"]),
    ("Kenya was warned that the road would be closed.", [], ["Kenya"]),
    ("Kenya was warned by Uganda that the road would be closed.", ["Uganda"], ["Kenya"]),
    ("Kenya was accused of hiding the maps.", [], ["Kenya"]),
    ("Ana Orin was quoted as saying that the road was closed.", ["Ana Orin"], []),
    ("Ana Orin had warned that the road would be closed.", ["Ana Orin"], []),
]


@pytest.mark.parametrize(("text", "speakers", "addressees"), HEARD)
def test_who_is_told_something_does_not_say_it(
    reader: Reader, text: str, speakers: list[str], addressees: list[str]
) -> None:
    reading = reader.read(Article.from_text(text, published=DAY))
    names = {actor.id: actor.name for actor in reading.actors}
    (said,) = reading.attributions
    assert ([names[each] for each in said.speakers], [names[each] for each in said.addressees]) == (
        speakers,
        addressees,
    )


def test_the_outlet_that_was_told_is_the_channel(reader: Reader) -> None:
    reading = reader.read(Article.from_text("The Herald was told the road was closed.", published=DAY))
    (said,) = reading.attributions
    assert (said.speakers, said.channel) == ((), "Herald")


def test_a_month_is_nobody_where_it_says_when(reader: Reader) -> None:
    reading = reader.read(
        Article.from_text("Theresa May came. Leo Virt left in May. Since May it had been cold.", published=DAY)
    )
    names = {actor.id: actor.name for actor in reading.actors}
    said = [mention.text for mention in reading.mentions if mention.actor and names[mention.actor] == "Theresa May"]
    assert said == ["Theresa May"]


def test_who_is_called_up_is_not_called_anything(reader: Reader) -> None:
    assert reader.read(Article.from_text("Ana Orin called Leo Virt on Tuesday.", published=DAY)).attributions == ()
    assert reader.read(Article.from_text("Ana Orin called Leo Virt a liar.", published=DAY)).attributions
