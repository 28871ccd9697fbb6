"""Who is meant: names, descriptions, pronouns and groups, and the cases in which nobody may be taken."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors.book import book
from dragoman.actors.linking import Linked, link
from dragoman.article import Article
from dragoman.reading.analysis import Analysis, Link
from tests.actors.linking_cases import Statement, analyse, attribute, link_text, meant, names, speakers

SPOKEN = "the road is open"


def said(text: str, source: str, cue: str = "said") -> Statement:
    assert source in text
    return (source, cue, SPOKEN)


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        (
            "Russian Foreign Minister Sergey Lavrov said the road is open.",
            "Russian Foreign Minister Sergey Lavrov",
            ["Sergey Lavrov"],
        ),
        ("Sergei Lavrov, the Russian foreign minister, said the road is open.", "Sergei Lavrov", ["Sergey Lavrov"]),
        ("The Russian top diplomat said the road is open.", "The Russian top diplomat", ["Sergey Lavrov"]),
        ("The EU’s foreign policy chief said the road is open.", "The EU’s foreign policy chief", ["Kaja Kallas"]),
        ("Ukraine's president said the road is open.", "Ukraine's president", ["Volodymyr Zelensky"]),
        ("NATO’s head said the road is open.", "NATO’s head", ["Mark Rutte"]),
        ("The Kremlin said the road is open.", "The Kremlin", ["Russia"]),
        ("Kyiv said the road is open.", "Kyiv", ["Ukraine"]),
        ("The Turkish foreign ministry said the road is open.", "The Turkish foreign ministry", ["Turkey"]),
        ("The Syrian government delegation said the road is open.", "The Syrian government delegation", ["Syria"]),
        ("Israeli officials said the road is open.", "Israeli officials", ["Israeli officials"]),
        ("The Russians said the road is open.", "The Russians", ["Russia"]),
        ("Egypt and Qatar said the road is open.", "Egypt and Qatar", ["Egypt", "Qatar"]),
        ("Egypt, Qatar and Turkey said the road is open.", "Egypt, Qatar and Turkey", ["Egypt", "Qatar", "Turkey"]),
        ("The WHO said the road is open.", "The WHO", ["World Health Organization"]),
        (
            "Egypt and Qatar, two of the hosts, said the road is open.",
            "Egypt and Qatar, two of the hosts,",
            ["Egypt", "Qatar"],
        ),
        (
            "A statement by the Egyptian foreign ministry said the road is open.",
            "A statement by the Egyptian foreign ministry",
            ["Egypt"],
        ),
        (
            "President Vladimir Putin of Russia said the road is open.",
            "President Vladimir Putin of Russia",
            ["Vladimir Putin"],
        ),
    ],
)
def test_source_is_found_in_the_book(text: str, source: str, expected: list[str]) -> None:
    assert speakers(link_text(text, said(text, source), persons=("Lavrov", "Vladimir Putin"))) == expected


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Wanda Ostrova, the Kenyan envoy, left. The envoy said the road is open.", "The envoy", ["Wanda Ostrova"]),
        ("Kenyan Foreign Minister Wanda Ostrova left. Ostrova said the road is open.", "Ostrova", ["Wanda Ostrova"]),
        ("Wanda Ostrova met Jonas Virt. She said the road is open.", "She", ["Wanda Ostrova"]),
        (
            "An adviser to Jonas Virt, Wanda Ostrova, said the road is open.",
            "An adviser to Jonas Virt, Wanda Ostrova,",
            ["Wanda Ostrova"],
        ),
        ("An adviser to Jonas Virt said the road is open.", "An adviser to Jonas Virt", ["an adviser to Jonas Virt"]),
        ("A senior Kenyan official left. The official said the road is open.", "The official", ["the official"]),
        ("Wanda Ostrova met Jonas Virt. They said the road is open.", "They", ["Wanda Ostrova", "Jonas Virt"]),
        (
            "Kenya, Ghana and Togo met. The sponsors said the road is open.",
            "The sponsors",
            ["Kenya", "Ghana", "Togo", "the sponsors"],
        ),
        ("The Taliban attacked. The guerrillas said the road is open.", "The guerrillas", ["Taliban"]),
        (
            "Egypt and Qatar sent teams. Both sides said the road is open.",
            "Both sides",
            ["Egypt", "Qatar", "both sides"],
        ),
        (
            "Jonas Virt, the envoy and a former mayor, said the road is open.",
            "Jonas Virt, the envoy and a former mayor,",
            ["Jonas Virt"],
        ),
        ("Egypt waited. Its foreign ministry said the road is open.", "Its foreign ministry", ["Egypt"]),
    ],
)
def test_source_is_learnt_from_the_article(text: str, source: str, expected: list[str]) -> None:
    linked = link_text(text, said(text, source), persons=("Wanda Ostrova", "Ostrova", "Jonas Virt"))
    assert speakers(linked) == expected


def test_an_unknown_person_gets_role_and_country_from_the_title() -> None:
    text = "Kenyan Foreign Minister Wanda Ostrova said the road is open."
    linked = link_text(text, said(text, "Kenyan Foreign Minister Wanda Ostrova"), persons=("Wanda Ostrova",))
    actor = next(actor for actor in linked.actors if actor.name == "Wanda Ostrova")
    assert actor.country == "KEN"
    assert [(role.title, role.of) for role in actor.roles] == [("foreign minister", "Kenya")]


def test_a_deputy_is_no_prime_minister() -> None:
    text = "Ana Virt, the Moldovan deputy prime minister, said the road is open."
    linked = link_text(text, said(text, "Ana Virt"), persons=("Ana Virt",))
    titles = {actor.name: [role.title for role in actor.roles] for actor in linked.actors if actor.type == "person"}
    assert titles == {"Ana Virt": ["deputy prime minister"]}


def test_a_minister_of_a_nation_is_neither_a_deputy_nor_the_premier() -> None:
    text = (
        "Kenyan Prime Minister Ana Virt came with Deputy Minister Leo Orin. The Kenyan minister said the road is open."
    )
    linked = link_text(text, said(text, "The Kenyan minister"), persons=("Ana Virt", "Leo Orin"))
    assert speakers(linked) == ["the Kenyan minister"]


def test_a_region_is_no_actor_where_it_is_only_a_place() -> None:
    text = "In the breakaway region of Transnistria, Moldova said the road is open."
    linked = link_text(text, said(text, "Moldova"))
    assert [mention.text for mention in linked.mentions] == ["Transnistria", "Moldova"]


def test_an_unnamed_source_is_taken_up_again() -> None:
    text = "“We wait,” a European diplomat in Tbilisi said. “Why would they rush?” the diplomat said."
    linked = link_text(
        text,
        ("a European diplomat in Tbilisi", "said", "“We wait,”"),
        ("the diplomat", "said", "“Why would they rush?”"),
    )
    assert speakers(linked, 0) == speakers(linked, 1) == ["a European diplomat in Tbilisi"]
    actor = next(actor for actor in linked.actors if actor.type == "unnamed")
    assert "a European diplomat" in actor.aliases


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Kyiv needs weapons.", "Kyiv", "Ukraine"),
        ("The ministers met in Kyiv.", "Kyiv", None),
        ("The Kyiv talks failed.", "Kyiv", None),
        ("They called on Moscow to answer.", "Moscow", "Russia"),
        ("Moscow's army withdrew.", "Moscow", "Russia"),
    ],
)
def test_a_capital_is_the_state_only_where_it_acts(text: str, words: str, expected: str | None) -> None:
    assert meant(link_text(text), words) == expected


@pytest.mark.parametrize(
    ("text", "source", "on"),
    [
        ("Ukraine's president said the road is open.", "Ukraine's president", date(1935, 5, 1)),
        ("Ukraine's president said the road is open.", "Ukraine's president", date(2031, 5, 1)),
        ("Ukraine's president said the road is open.", "Ukraine's president", None),
        ("The Kenyan harbour minister said the road is open.", "The Kenyan harbour minister", date(2025, 8, 23)),
    ],
)
def test_no_holder_is_guessed(text: str, source: str, on: date | None) -> None:
    linked = link_text(text, said(text, source), on=on)
    assert not [actor for actor in linked.actors if actor.type == "person"]
    mention = next(mention for mention in linked.mentions if mention.text == source)
    assert mention.actor is None or mention.type == "unnamed"
    assert linked.attributions[0].speakers, "the source keeps its phrase"


def test_two_persons_of_one_surname_stay_open() -> None:
    text = "Wanda Ostrova met Milan Ostrova. Ostrova said the road is open."
    linked = link_text(text, said(text, "Ostrova"), persons=("Wanda Ostrova", "Milan Ostrova", "Ostrova"))
    assert linked.attributions[0].speakers == ()
    mention = [mention for mention in linked.mentions if mention.text == "Ostrova"][-1]
    assert mention.actor is None
    assert set(mention.candidates) == {"Wanda Ostrova", "Milan Ostrova"}
    assert mention.reason


def test_a_pronoun_without_antecedent_stays_open() -> None:
    text = "He said the road is open."
    linked = link_text(text, said(text, "He"))
    assert linked.attributions[0].speakers == ()
    assert linked.mentions[0].reason


@pytest.mark.parametrize(
    ("statements", "text"),
    [
        (
            (("Wanda Ostrova", "said", "the road is open"), (None, "added", "nobody will pay")),
            "Wanda Ostrova said the road is open and added that nobody will pay.",
        ),
        (
            (("Wanda Ostrova", "said", "“The road is open,”"), (None, None, "“Nobody will pay.”")),
            "“The road is open,” Wanda Ostrova said. “Nobody will pay.”",
        ),
        (
            (("Wanda Ostrova", "said", "“The road is open,”"), (None, "accused", "nobody of lying")),
            "“The road is open,” Wanda Ostrova said. Later Wanda Ostrova left and accused nobody of lying.",
        ),
        (
            (("Jonas Virt", "said", "the road is open"), (None, "telling", "nobody will pay")),
            "Jonas Virt said the road is open. Wanda Ostrova sent a note, telling the council that nobody will pay.",
        ),
    ],
)
def test_a_statement_without_source_has_the_speaker_that_it_shares(
    statements: tuple[Statement, ...], text: str
) -> None:
    linked = link_text(text, *statements, persons=("Wanda Ostrova", "Jonas Virt"))
    assert speakers(linked, 1) == ["Wanda Ostrova"]


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ("\n\n", ["Wanda Ostrova"]),
        (" ", ["Wanda Ostrova"]),
        ("\n\nNothing else was heard on that day in the valley.\n\n", []),
        (" Jonas Virt had a sentiment of his own on that matter. ", []),
        (" Jonas Virt gave the answer of the valley: ", ["Jonas Virt"]),
        (" In the evening a villager said: ", ["a villager"]),
    ],
)
def test_a_quotation_goes_on_only_where_nothing_stands_between(between: str, expected: list[str]) -> None:
    text = f"“The road is open,” Wanda Ostrova said.{between}“Nobody will pay.”"
    linked = link_text(
        text,
        ("Wanda Ostrova", "said", "“The road is open,”"),
        (None, None, "“Nobody will pay.”"),
        persons=("Wanda Ostrova", "Jonas Virt"),
    )
    assert speakers(linked, 1) == expected


@pytest.mark.parametrize(
    ("text", "statement", "expected"),
    [
        ("The plan was rejected by Kenyan lawyers as a trap.", (None, "was rejected by", "a trap"), ["Kenyan lawyers"]),
        ("In Nairobi the opposition accused him of lying.", (None, "accused", "him of lying"), ["the opposition"]),
        ("The crisis forced a belief that nobody will pay.", (None, "a belief", "that nobody will pay"), []),
        ("According to Wanda Ostrova, nobody will pay.", (None, "According to", "nobody will pay"), ["Wanda Ostrova"]),
        ("It is widely believed that nobody will pay.", ("It", "is widely believed", "that nobody will pay"), []),
        (
            "Kenya wants the valley, which Uganda calls its own.",
            ("which Uganda", "calls", "its own"),
            ["Uganda"],
        ),
        (
            "Jonas Virt told Reuters that nobody will pay.",
            ("Reuters", "told", "nobody will pay"),
            ["Jonas Virt"],
        ),
        (
            "Wanda Ostrova, the Kenyan envoy to the river talks, said nobody will pay. Jonas Virt left.",
            ("Jonas Virt", "said", "nobody will pay"),
            ["Wanda Ostrova"],
        ),
        ("Kenya helps civilians who fear the road.", ("who", "fear", "the road"), ["civilians"]),
        ("Uganda asked for the vaccine in Kenya, which claims the road.", ("which", "claims", "the road"), ["Kenya"]),
        (
            "The European parliament said nobody will pay.",
            ("The European parliament", "said", "nobody will pay"),
            ["European Parliament"],
        ),
        (
            "The Australian government said nobody will pay.",
            ("The Australian government", "said", "nobody will pay"),
            ["Australia"],
        ),
        (
            "European officials said nobody will pay.",
            ("European officials", "said", "nobody will pay"),
            ["European officials"],
        ),
        (
            "Former Kenyan officials said nobody will pay.",
            ("Former Kenyan officials", "said", "nobody will pay"),
            ["former Kenyan officials"],
        ),
        ("Qatar offered help. The Gulf state denied it.", ("The Gulf state", "denied", "it."), ["Qatar"]),
        ("Several people across Kenya fear the road.", ("Several people across Kenya", "fear", "the road"),
         ["several people across Kenya"]),
    ],
)  # fmt: skip
def test_the_words_around_a_cue_tell_who_speaks(text: str, statement: Statement, expected: list[str]) -> None:
    linked = link_text(text, statement, persons=("Wanda Ostrova", "Jonas Virt"), bodies=("European",))
    assert speakers(linked) == expected


def test_in_a_statement_within_a_statement_he_is_the_speaker() -> None:
    text = "Jonas Virt left. Wanda Ostrova said she hoped the road would open. Jonas Virt waited."
    linked = link_text(
        text,
        ("Wanda Ostrova", "said", "she hoped the road would open"),
        ("she", "hoped", "the road would open"),
        persons=("Wanda Ostrova", "Jonas Virt"),
    )
    assert speakers(linked, 1) == ["Wanda Ostrova"]


def test_the_state_of_a_minister_is_an_actor_of_the_article() -> None:
    linked = link_text("Sergey Lavrov said the road is open.", ("Sergey Lavrov", "said", "the road is open"),
                       persons=("Sergey Lavrov",))  # fmt: skip
    assert "Russia" in {actor.name for actor in linked.actors}


def test_a_compound_does_not_speak_for_the_state() -> None:
    text = "US-backed fighters said the road is open."
    assert "United States" not in speakers(link_text(text, said(text, "US-backed fighters")))


def test_every_id_leads_to_an_actor_and_every_mention_to_its_words() -> None:
    text = "Egypt and Qatar sent teams. The two delegations met in Cairo. They said the road is open, the Kremlin said."
    linked = link_text(text, said(text, "They"))
    check(linked, text)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "he the Kyiv ’s said “ ” , . and minister Wanda Ostrova both sides Russian who US told - in\n\n".split(" ")
        ),
        max_size=40,
    )
)
def test_any_words_can_be_linked(pieces: list[str]) -> None:
    text = " ".join(pieces).strip()
    linked = link(Article.from_text(text), analyse(text, ("Wanda",)), (), (), book())
    check(linked, text)


def check(linked: Linked, text: str) -> None:
    ids = {actor.id for actor in linked.actors}
    assert len(ids) == len(linked.actors)
    for mention in linked.mentions:
        assert mention.text == text[mention.start : mention.end]
        assert mention.actor is None or mention.actor in ids
    for attribution in linked.attributions:
        assert {*attribution.speakers, *attribution.addressees} <= ids
    assert {member for members in linked.members.values() for member in members} <= ids


def test_nothing_to_read_gives_nothing() -> None:
    assert link(Article.from_text(""), Analysis("", (), ()), (), (), book()) == Linked()


def test_names_keep_the_order_of_the_article() -> None:
    linked = link_text("Qatar wrote to Egypt and Turkey.")
    assert names(linked, [actor.id for actor in linked.actors]) == ["Qatar", "Egypt", "Turkey"]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Later John D. Virt left.", "John D. Virt", "John D. Virt"),
        ("Northern Sen. Wanda Ostrova left.", "Wanda Ostrova", "Wanda Ostrova"),
        ("The Northern River Committee met.", "Northern River Committee", "Northern River Committee"),
        ("The Institute for River Studies closed.", "Institute for River Studies", "Institute for River Studies"),
        ("The Russian Foreign Ministry answered.", "The Russian Foreign Ministry", "Russia"),
        ("Kim Dae-jung left.", "Kim Dae-jung", "Kim Dae-jung"),
    ],
)
def test_names_are_whole(text: str, words: str, expected: str) -> None:
    assert meant(link_text(text, persons=("John D. Virt", "Wanda Ostrova", "Kim Dae-jung")), words) == expected


def test_a_thing_is_not_taken_up_by_he() -> None:
    text = "Jonas Virt left. A raft of rules said the road is open. He said nobody will pay."
    linked = link_text(
        text,
        ("A raft of rules", "said", SPOKEN),
        ("He", "said", "nobody will pay"),
        persons=("Jonas Virt",),
    )
    assert speakers(linked) == ["Jonas Virt"]


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        # The one who was introduced before the bare surname keeps it; relatives come with their full names.
        (
            "Wanda Ostrova left. Ostrova wept. Jonas Ostrova, a brother, stayed. Ostrova said the road is open.",
            "Ostrova",
            ["Wanda Ostrova"],
        ),
        ("Wanda Ostrova and Jonas Ostrova met. Ostrova said the road is open.", "Ostrova", []),
        ("Wanda Ostrova left. Wanda said the road is open.", "Wanda", ["Wanda Ostrova"]),
        (
            "Wanda E. Ostrova left. Wanda Ostrova slept. Ostrova said the road is open.",
            "Ostrova",
            ["Wanda E. Ostrova"],
        ),
    ],
)
def test_a_surname_of_several_means_whom_it_meant_first(text: str, source: str, expected: list[str]) -> None:
    persons = ("Wanda E. Ostrova", "Wanda Ostrova", "Jonas Ostrova", "Ostrova", "Wanda")
    assert speakers(link_text(text, said(text, source), persons=persons)) == expected


def test_trees_and_links_help_where_words_do_not() -> None:
    text = "The rebels' backers gave up. They fear the road."
    bare = analyse(text)
    at = {word.text: word.index for word in bare.words}
    tags = {"backers": "NOUN", "They": "PRON", "fear": "VERB", "road": "NOUN"}
    words = tuple(replace(word, tag=tags.get(word.text, "X")) for word in bare.words)
    read = Analysis(text, words, bare.sentences, links=(Link(at["They"], at["backers"], 0.9),))
    article = Article.from_text(text, published=date(2025, 8, 23))
    linked = link(article, read, attribute(text, [("They", "fear", "the road")]), (), book())
    assert ["backers" in name for name in speakers(linked)] == [True]


@pytest.mark.parametrize(
    ("text", "source", "on", "expected"),
    [
        ("The US president-elect said the road is open.", "The US president-elect", "2024-12-01", "Donald Trump"),
        ("The Kenyan River Watch (KRW) met. KRW said the road is open.", "KRW", "2019-02-01", "Kenyan River Watch"),
        (
            "The Kenyan River Watch published a report. The report said the road is open.",
            "The report",
            "2019-02-01",
            "Kenyan River Watch",
        ),
        ("State TV said the road is open.", "State TV", "2019-02-01", "state TV"),
        ("The UN nuclear watchdog said the road is open.", "The UN nuclear watchdog", "2019-02-01",
         "International Atomic Energy Agency"),
        ("The UN’s refugee agency said the road is open.", "The UN’s refugee agency", "2019-02-01",
         "UN High Commissioner for Refugees"),
        ("Iran met the UN nuclear watchdog. The watchdog said the road is open.", "The watchdog", "2019-02-01",
         "International Atomic Energy Agency"),
        ("Moldova and its breakaway region of Transnistria met. Its breakaway region of Transnistria said the road is "
         "open.", "Its breakaway region of Transnistria", "2019-02-01", "Transnistria"),
        ("Mohammad Javad Zarif came. The Iranian minister said the road is open.", "The Iranian minister",
         "2019-02-01", "Mohammad Javad Zarif"),
        ("The Kurdish leadership said the road is open. US.", "The Kurdish leadership", "2019-02-01",
         "the Kurdish leadership"),
        ("The US met the Gulf States. The Gulf States said the road is open.", "The Gulf States", "2019-02-01",
         "the Gulf States"),
    ],
)  # fmt: skip
def test_bodies_papers_and_coming_offices(text: str, source: str, on: str, expected: str) -> None:
    linked = link_text(text, said(text, source), on=date.fromisoformat(on), bodies=("Kenyan River Watch",))
    assert speakers(linked) == [expected]


def test_in_quoted_words_he_is_not_the_speaker() -> None:
    text = "Jonas Virt died. Henry Solder said: “He wanted to open the road.”"
    statements = (
        ("Henry Solder", "said", "“He wanted to open the road.”"),
        ("He", "wanted", "to open the road"),
    )
    parts = attribute(text, statements)
    nested = [parts[0], replace(parts[1], nested_in=parts[0].id)]
    article = Article.from_text(text, published=date(2025, 8, 23))
    linked = link(article, analyse(text, ("Jonas Virt", "Henry Solder")), nested, (), book())
    assert speakers(linked, 1) == ["Jonas Virt"]


def test_an_acronym_means_what_the_article_explains_it_by() -> None:
    text = "The Kenyan Road Commission (KRC) met. The KRC said the road is open."
    linked = link_text(text, said(text, "The KRC"), bodies=("Kenyan Road Commission",))
    assert speakers(linked) == ["Kenyan Road Commission"]


def test_capitals_that_nothing_explains_are_the_body_of_these_initials() -> None:
    text = "The Kenyan Road Commission met. The KRC said the road is open."
    linked = link_text(text, said(text, "The KRC"), bodies=("Kenyan Road Commission", "KRC"))
    assert speakers(linked) == ["Kenyan Road Commission"]


def test_a_relative_clause_names_nobody_who_goes_on() -> None:
    text = "Egypt, which backs Jonas Virt, said the road is open."
    linked = link_text(text, ("", "said", SPOKEN), persons=("Jonas Virt",))
    assert speakers(linked) == ["Egypt"]


def test_the_group_is_a_side_before_a_body_of_states() -> None:
    text = "The Taliban met the Red Cross. The group said the road is open."
    assert speakers(link_text(text, said(text, "The group"))) == ["Taliban"]


def test_a_committee_is_the_one_named_so() -> None:
    text = "The Kenyan Road Committee met Ghana. The committee said the road is open."
    linked = link_text(text, said(text, "The committee"), bodies=("Kenyan Road Committee",))
    assert speakers(linked) == ["Kenyan Road Committee"]


@pytest.mark.parametrize(
    ("text", "statement", "expected"),
    [
        (
            "“The road is open,” spokesman Jonas Virt said on Monday, according to the Xinhua agency.",
            ("the Xinhua agency", "according to", "“The road is open,” spokesman Jonas Virt said on Monday"),
            ["Jonas Virt"],
        ),
        (
            "The road is open, according to the Xinhua agency.",
            ("the Xinhua agency", "according to", "The road is open"),
            ["Xinhua"],
        ),
    ],
)
def test_who_said_what_an_outlet_passes_on(text: str, statement: Statement, expected: list[str]) -> None:
    assert speakers(link_text(text, statement, persons=("Jonas Virt",))) == expected


def test_a_surname_that_only_a_source_shows_is_linked_elsewhere_too() -> None:
    text = "Macron met the envoys in Oslo. Macron said the road is open."
    linked = link_text(text, said(text, "Macron"))
    assert speakers(linked) == ["Emmanuel Macron"]
    assert [mention.start for mention in linked.mentions if mention.text == "Macron"] == [0, 31]


def test_two_diplomats_are_not_the_two_who_were_named_before() -> None:
    text = "Ana Orin called Ben Halm. The road is open, two European diplomats said. Later the road is open."
    linked = link_text(text, ("two European diplomats", "said", "The road is open"), persons=("Ana Orin", "Ben Halm"))
    assert not {"Ana Orin", "Ben Halm"} & set(speakers(linked))


def test_leaders_whom_nobody_knows_speak_for_their_states(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("- {name: Alba, type: state}\n- {name: Beria, type: state}\n", encoding="utf8")
    text = "The leaders of Alba and Beria said the road is open."
    linked = link_text(text, said(text, "The leaders of Alba and Beria"), known=book().with_user(path))
    assert speakers(linked) == ["Alba", "Beria"]
