"""Descriptions, offices and dates, on the built-in states with a few persons of the test's own."""

from datetime import date
from pathlib import Path

import pytest

from dragoman.actors.book import Book
from dragoman.actors.library import ACTORS, COLUMNS, FOLDER, load_titles, make_shelf, read_file
from dragoman.actors.tables import Table

AUTUMN = date(2024, 10, 15)
TOP_DIPLOMATS = {"Sergey Lavrentov", "Anna Secretari", "John Tworoles", "Josep Bornell", "Mawlawi Ministeri"}
PEOPLE = [
    ("Igor Premov", "Premov the Elder", "RUS"),
    ("Oleg Olderov", "", "RUS"),
    ("Sergey Lavrentov", "", "RUS"),
    ("Anna Secretari", "", "USA"),
    ("Bob Beforeman", "", "USA"),
    ("Carl Earlier", "", "USA"),
    ("Kaisa Kalda", "", "EST"),
    ("Josep Bornell", "", "ESP"),
    ("Jens Tolvanen", "", "NOR"),
    ("Mark Ruttema", "", "NLD"),
    ("Petro Zelenenko", "", "UKR"),
    ("Maria Yearly", "", "UKR"),
    ("Ali Rahbari", "", "IRN"),
    ("Hasan Raisi", "", "IRN"),
    ("Olga Spokeova", "", "RUS"),
    ("Dina Envoyer", "", "NOR"),
    ("Gerd Envoyer", "", "NOR"),
    ("John Tworoles", "", "GBR"),
    ("Ursula Presidenta", "", "DEU"),
    ("Doubtful Deputy", "", "CHE"),
    ("Yahya Leaderi", "", "PSE"),
    ("Pope Testus", "", "VAT"),
    ("Mawlawi Ministeri", "", "AFG"),
    ("Kiri Premieri", "", "NZL"),
    ("Taras Commanderenko", "", "UKR"),
    ("Danylo Officenko", "", "UKR"),
    ("Adam Actingman", "", "USA"),
    ("Deputy Envoyer", "", "ESP"),
]
ROLES = [
    ("Igor Premov", "president", "Russia", "2012-05-07", "", "high"),
    ("Oleg Olderov", "president", "Russia", "2008-05-07", "2012-05-07", "high"),
    ("Sergey Lavrentov", "foreign minister", "Russia", "2004-03-09", "", "high"),
    ("Anna Secretari", "secretary of state", "United States", "2021-01-26", "2025-01-20", "high"),
    ("Bob Beforeman", "secretary of state", "United States", "2018-04-26", "2021-01-20", "high"),
    ("Carl Earlier", "secretary of state", "United States", "2017-02-01", "2018-03-31", "high"),
    ("Bob Beforeman", "president", "United States", "2025-01-20", "", "high"),
    (
        "Kaisa Kalda",
        "High Representative for Foreign Affairs and Security Policy",
        "European Union",
        "2024-12-01",
        "",
        "high",
    ),
    (
        "Josep Bornell",
        "High Representative for Foreign Affairs and Security Policy",
        "European Union",
        "2019-12-01",
        "2024-11-30",
        "high",
    ),
    ("Jens Tolvanen", "secretary-general", "NATO", "2014-10-01", "2024-09-30", "high"),
    ("Mark Ruttema", "secretary-general", "NATO", "2024-10-01", "", "high"),
    ("Petro Zelenenko", "president", "Ukraine", "2019-05-20", "", "high"),
    ("Maria Yearly", "defence minister", "Ukraine", "2021", "2023", "medium"),
    ("Ali Rahbari", "supreme leader", "Iran", "1989-06-04", "", "high"),
    ("Hasan Raisi", "president", "Iran", "2021-08-03", "", "high"),
    ("Olga Spokeova", "foreign ministry spokesperson", "Russia", "2015-08-10", "", "high"),
    ("Dina Envoyer", "special envoy for Syria", "United Nations", "2019-01-07", "", "high"),
    ("Gerd Envoyer", "special envoy for Yemen", "United Nations", "2021-09-06", "", "high"),
    ("John Tworoles", "foreign secretary", "United Kingdom", "2024-07-05", "", "high"),
    ("Ursula Presidenta", "president", "European Commission", "2019-12-01", "", "high"),
    ("Doubtful Deputy", "finance minister", "Switzerland", "2020-01-01", "", "low"),
    ("Yahya Leaderi", "political leader", "Hamas", "2017-05-06", "", "high"),
    ("Pope Testus", "pope", "Holy See", "2013-03-13", "", "high"),
    ("Mawlawi Ministeri", "foreign minister", "Afghanistan", "2021-09-07", "", "high"),
    ("Kiri Premieri", "prime minister", "New Zealand", "2023-11-27", "", "high"),
    ("Taras Commanderenko", "commander-in-chief of the armed forces", "Ukraine", "2024-02-08", "", "high"),
    ("Danylo Officenko", "head of the presidential office", "Ukraine", "2020-02-11", "", "high"),
    ("Adam Actingman", "acting secretary of defense", "United States", "2019-01-01", "2019-06-24", "high"),
    ("Deputy Envoyer", "deputy special envoy for Syria", "United Nations", "2019-01-07", "", "high"),
]


@pytest.fixture(scope="module")
def book() -> Book:
    tables = {name: read_file(name) for name in ACTORS}
    people = [[name, "", aliases, country, "", "", ""] for name, aliases, country in PEOPLE]
    tables["people"] = Table(FOLDER / "people.csv", COLUMNS["people"], people)
    tables["roles"] = Table(FOLDER / "roles.csv", COLUMNS["roles"], [list(role) for role in ROLES])
    shelf = make_shelf(tables)
    return Book(shelves=(shelf,), titles=load_titles(), known_until="2025-06-30")


@pytest.mark.parametrize(
    ("text", "on", "name"),
    [
        ("the Russian top diplomat", AUTUMN, "Sergey Lavrentov"),
        ("Russia’s foreign minister", AUTUMN, "Sergey Lavrentov"),
        ("Moscow's chief diplomat", AUTUMN, "Sergey Lavrentov"),
        ("the minister of foreign affairs of Russia", AUTUMN, "Sergey Lavrentov"),
        ("the foreign minister of the Russian Federation", AUTUMN, "Sergey Lavrentov"),
        ("the veteran Russian foreign minister", AUTUMN, "Sergey Lavrentov"),
        ("the Russian leader", AUTUMN, "Igor Premov"),
        ("the Russian leader", date(2010, 6, 1), "Oleg Olderov"),
        ("the Kremlin chief", AUTUMN, "Igor Premov"),
        ("Ukraine’s president", AUTUMN, "Petro Zelenenko"),
        ("Kyiv's leader", AUTUMN, "Petro Zelenenko"),
        ("the EU’s foreign policy chief", date(2025, 8, 23), "Kaisa Kalda"),
        ("the EU's foreign policy chief", AUTUMN, "Josep Bornell"),
        ("the European Union’s top diplomat", AUTUMN, "Josep Bornell"),
        ("NATO's head", AUTUMN, "Mark Ruttema"),
        ("the Nato chief", date(2024, 3, 1), "Jens Tolvanen"),
        ("the secretary general of NATO", AUTUMN, "Mark Ruttema"),
        ("the US secretary of state", AUTUMN, "Anna Secretari"),
        ("Washington's top diplomat", AUTUMN, "Anna Secretari"),
        ("the American foreign minister", AUTUMN, "Anna Secretari"),
        ("the U.S. secretary of state", date(2019, 1, 1), "Bob Beforeman"),
        ("the UK's top diplomat", AUTUMN, "John Tworoles"),
        ("Britain's foreign secretary", AUTUMN, "John Tworoles"),
        ("the Russian foreign ministry spokeswoman", AUTUMN, "Olga Spokeova"),
        ("the UN special envoy for Syria", AUTUMN, "Dina Envoyer"),
        ("the UN's Yemen envoy", AUTUMN, "Gerd Envoyer"),
        ("the United Nations envoy to Syria", AUTUMN, "Dina Envoyer"),
        ("the president of the European Commission", AUTUMN, "Ursula Presidenta"),
        ("the European Commission chief", AUTUMN, "Ursula Presidenta"),
        ("Hamas's political leader", AUTUMN, "Yahya Leaderi"),
        ("the Hamas chief", AUTUMN, "Yahya Leaderi"),
        ("the Palestinian Hamas leader", AUTUMN, "Yahya Leaderi"),
        ("the pope", AUTUMN, "Pope Testus"),
        ("the Taliban foreign minister", AUTUMN, "Mawlawi Ministeri"),
        ("New Zealand's prime minister", AUTUMN, "Kiri Premieri"),
        ("the new New Zealand prime minister", AUTUMN, "Kiri Premieri"),
        ("Ukraine’s commander in chief of the armed forces", AUTUMN, "Taras Commanderenko"),
        ("the acting US secretary of defense", date(2019, 2, 1), "Adam Actingman"),
        ("the Ukrainian defence minister", date(2022, 6, 1), "Maria Yearly"),
        ("Ukraine's Defense Minister", date(2022, 6, 1), "Maria Yearly"),
        ("the Iranian president", AUTUMN, "Hasan Raisi"),
        ("Iran's supreme leader", AUTUMN, "Ali Rahbari"),
        ("the US president-elect", date(2024, 11, 20), "Bob Beforeman"),
        ("the incoming US president", date(2024, 11, 20), "Bob Beforeman"),
        # Bodies of an actor are that actor.
        ("the Russian government", AUTUMN, "Russia"),
        ("the Syrian government delegation", AUTUMN, "Syria"),
        ("Hamas negotiators", AUTUMN, "Hamas"),
        ("the Taliban delegation", AUTUMN, "Taliban"),
        ("the Premov administration", AUTUMN, "Russia"),
        ("the Kremlin", AUTUMN, "Russia"),
        ("the White House", AUTUMN, "United States"),
    ],
)
def test_description_with_one_meaning(book: Book, text: str, on: date, name: str) -> None:
    answer = book.describe(text, on).answer
    assert answer is not None, book.describe(text, on)
    assert answer.name == name


@pytest.mark.parametrize(
    ("text", "on", "names"),
    [
        ("the Iranian leader", AUTUMN, {"Ali Rahbari", "Hasan Raisi"}),  # two can be meant
        ("the UN special envoy", AUTUMN, set()),  # for what?
        ("the former US secretary of state", AUTUMN, {"Bob Beforeman", "Carl Earlier"}),
        ("ex-US secretary of state", AUTUMN, {"Bob Beforeman", "Carl Earlier"}),
        ("the Russian president", date(1935, 5, 1), set()),  # before anybody whom the book knows
        ("the Russian president", date(2031, 5, 1), {"Igor Premov"}),  # the book is too old to tell
        ("the Swiss finance minister", AUTUMN, {"Doubtful Deputy"}),  # the book is not sure
        ("the Bulgarian fisheries minister", AUTUMN, set()),  # nobody in the book
        ("the Russian archimandrite", AUTUMN, set()),  # no such office
        ("the foreign minister", AUTUMN, set()),  # whose?
        ("the Congolese president", AUTUMN, set()),
        ("the Russian president", date(2012, 5, 7), {"Igor Premov", "Oleg Olderov"}),  # the day of handing over
        ("the man in the street", AUTUMN, set()),
        ("", AUTUMN, set()),
        ("the", AUTUMN, set()),
    ],
)
def test_description_without_one_meaning_lists_candidates(book: Book, text: str, on: date, names: set[str]) -> None:
    description = book.describe(text, on)
    assert description.answer is None
    assert {candidate.entry.name for candidate in description.candidates} == names
    assert description.reason


def test_partial_dates_leave_it_open(book: Book) -> None:
    (candidate,) = book.holders("defence minister", "Ukraine", date(2023, 5, 1))
    assert (candidate.certain, candidate.fit) == (False, "possible")
    assert "leave it open" in candidate.reason
    (candidate,) = book.holders("defence minister", "Ukraine", date(2022, 5, 1))
    assert candidate.certain


def test_open_role_goes_stale_after_the_book_closed(book: Book) -> None:
    fits = [book.holders("president", "Russia", day)[0].fit for day in (date(2025, 6, 30), date(2026, 3, 1))]
    assert fits == ["certain", "possible"]
    (candidate,) = book.holders("president", "Russia", date(2031, 1, 1))
    assert candidate.fit == "stale"
    assert "2025-06-30" in candidate.reason


def test_holders_without_a_date_are_all_and_none_certain(book: Book) -> None:
    found = book.holders("president", "Russia")
    assert {candidate.entry.name for candidate in found} == {"Igor Premov", "Oleg Olderov"}
    assert not any(candidate.certain for candidate in found)


def test_former_holders(book: Book) -> None:
    names = [candidate.entry.name for candidate in book.holders("top diplomat", "US", AUTUMN, former=True)]
    assert names == ["Bob Beforeman", "Carl Earlier"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("top diplomat", TOP_DIPLOMATS),
        ("TOP DIPLOMAT", TOP_DIPLOMATS),
        ("russian top diplomat", {"Sergey Lavrentov"}),
        ("envoy for Syria", {"Dina Envoyer"}),
        ("Lavrentov", {"Sergey Lavrentov"}),
        ("sergei lavrentow", {"Sergey Lavrentov"}),
        ("envoyer", {"Dina Envoyer", "Gerd Envoyer", "Deputy Envoyer"}),
        ("us", {"United States"}),
        ("nato", {"NATO"}),
        ("kremlin", {"Russia"}),
        ("nobody at all", set()),
        ("   ", set()),
    ],
)
def test_find_for_people(book: Book, query: str, names: set[str]) -> None:
    assert {candidate.entry.name for candidate in book.find(query, AUTUMN)} == names


def test_find_tells_the_role_on_the_date(book: Book) -> None:
    (candidate,) = book.find("Lavrentov", AUTUMN)
    assert candidate.role is not None
    assert (candidate.role.title, candidate.role.of, candidate.role.since) == (
        "foreign minister",
        "Russia",
        "2004-03-09",
    )


@pytest.mark.parametrize(
    ("name", "surname"), [("Igor Premov", "Premov"), ("Oleg Olderov", "Olderov’s"), ("Kaisa Kalda", "KALDA")]
)
def test_surname(book: Book, name: str, surname: str) -> None:
    assert [entry.name for entry in book.surnamed(surname, AUTUMN)] == [name]


def test_two_of_one_surname_stay_two(book: Book) -> None:
    assert {entry.name for entry in book.surnamed("Envoyer", AUTUMN)} == {
        "Dina Envoyer",
        "Gerd Envoyer",
        "Deputy Envoyer",
    }


def test_code_follows_the_office(book: Book) -> None:
    minister = book.get("Sergey Lavrentov")
    secretary = book.get("Mark Ruttema")
    assert minister is not None
    assert secretary is not None
    assert book.code_of(minister, AUTUMN) == "RUSGOV"
    assert book.code_of(minister, date(2000, 1, 1)) is None
    assert book.code_of(secretary, AUTUMN) == "IGONAT"


def test_entry_becomes_the_contracts_actor(book: Book) -> None:
    entry = book.get("Bob Beforeman")
    assert entry is not None
    actor = entry.to_actor(id="a1", on=date(2019, 1, 1), known_until=book.known_until)
    assert (actor.id, actor.name, actor.type, actor.country) == ("a1", "Bob Beforeman", "person", "USA")
    assert [(role.title, role.of) for role in actor.roles] == [("secretary of state", "United States")]
    assert len(entry.to_actor().roles) == 2


def test_a_users_holder_of_an_office_of_one_is_the_holder(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text(
        "- {name: Vera Ownova, type: person, roles: [{title: foreign affairs minister, of: Moscow, since: 2024-01}]}\n"
        "- {name: Otto Envoyer, type: person, roles: [{title: special envoy for Syria, of: UN, since: 2024-01}]}\n",
        encoding="utf8",
    )
    mine = book.with_user(path)
    answer = mine.describe("the Russian top diplomat", AUTUMN).answer
    assert answer is not None
    assert answer.name == "Vera Ownova"
    earlier = mine.describe("the Russian top diplomat", date(2023, 6, 1)).answer
    assert earlier is not None
    assert earlier.name == "Sergey Lavrentov"
    envoys = mine.describe("the UN envoy for Syria", AUTUMN)  # not an office of one: both stay
    assert envoys.answer is None
    assert {candidate.entry.name for candidate in envoys.candidates} == {"Dina Envoyer", "Otto Envoyer"}
