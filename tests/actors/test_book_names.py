"""Names: what meets, what stays apart, and what a place name stands for."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors.book import book
from dragoman.actors.names import acronym_key, fold, loosen, skeleton, surname_keys, without_possessive
from dragoman.actors.tenures import earliest_day, fit, is_partial_date, latest_day, surely_overlap


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Élysée", "elysee"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("the United Nations", "United Nations"),
        ("al-Shabaab", "Al Shabaab"),
        ("Guinea‑Bissau", "guinea bissau"),
        ("St. Lucia", "St Lucia"),
        ("Türkiye", "TURKIYE"),
    ],
)
def test_fold_meets(a: str, b: str) -> None:
    assert fold(a) == fold(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelensky"),
        ("Muammar Gaddafi", "Muammar Qaddafi"),
        ("Viktor Yanukovych", "Viktor Yanukovich"),
        ("Sergei Shoigu", "Sergey Shoygu"),
        ("Abbas Araghchi", "Abbas Araqchi"),
        ("Bashar al-Assad", "Bachar Assad"),
        ("Mohammed Hassan", "Muhammad Hasan"),
        ("George W. Bush", "George Bush"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Ahmed al-Sharaa", "Ahmad Al Shara"),
        ("Abdel Fattah al-Sisi", "Abdulfattah Al Sissi"),
        ("Abd al-Rahman", "Abdelrahman"),
    ],
)
def test_transliterations_meet(a: str, b: str) -> None:
    assert skeleton(fold(a)) == skeleton(fold(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Volodymyr Putin", "Vladimir Putin"),
        ("Petrov", "Petrova"),
        ("Iran", "Iraq"),
        ("Niger", "Nigeria"),
        ("Mali", "Malawi"),
        ("Nigerian", "Nigerien"),
    ],
)
def test_different_names_stay_apart(a: str, b: str) -> None:
    assert skeleton(fold(a)) != skeleton(fold(b))


@settings(max_examples=50)
@given(st.text(max_size=40))
def test_names_never_fail_and_folding_twice_changes_nothing(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded or folded.startswith("the ")
    loosen(folded)
    skeleton(folded)
    acronym_key(text)
    book().matches(text)
    book().describe(text, date(2024, 1, 1))


@pytest.mark.parametrize(
    ("text", "key"),
    [("US", "US"), ("U.S.", "US"), ("P5+1", "P5+1"), ("M23", "M23"), ("SPLM/A-IO", "SPLM/A-IO"), ("us", None),
     ("Who", None), ("Russia", None)],
)  # fmt: skip
def test_acronyms(text: str, key: str | None) -> None:
    assert acronym_key(text) == key


@pytest.mark.parametrize(
    ("text", "bare"),
    [("Ukraine’s", "Ukraine"), ("the United States'", "the United States"), ("Hamas", "Hamas"), ("NATO's", "NATO")],
)
def test_possessives(text: str, bare: str) -> None:
    assert without_possessive(text) == bare


@pytest.mark.parametrize(
    ("name", "country", "surname"),
    [
        ("Ursula von der Testen", "DEU", "von der testen"),
        ("Xi Testing", "CHN", "xi"),
        ("Kim Test Un", "PRK", "kim"),
        ("Abiy Testa", "ETH", "abiy"),
        ("Anna Testova", "RUS", "testova"),
    ],
)
def test_surnames(name: str, country: str, surname: str) -> None:
    assert surname in surname_keys(fold(name), country=country)


def test_family_name_first_leaves_the_given_name_alone() -> None:
    assert surname_keys("xi testing", country="CHN") == ["xi"]


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("Russian Federation", "Russia"),
        ("the Islamic Republic of Iran", "Iran"),
        ("U.S.", "United States"),
        ("UAE", "United Arab Emirates"),
        ("Türkiye", "Turkey"),
        ("Burma", "Myanmar"),
        ("Nato", "NATO"),
        ("the U.N. Security Council", "UN Security Council"),
        ("EU", "European Union"),
        ("Isis", "Islamic State"),
        ("Daesh", "Islamic State"),
        ("Hizbollah", "Hezbollah"),
        ("Ansarullah", "Houthis"),
        ("Polisario", "Polisario Front"),
        ("E3", "E3"),
        ("P5+1", "P5+1"),
        ("NBC News", "NBC News"),
        ("BBC Radio 4", "BBC Radio 4"),
        ("Radio 4", "BBC Radio 4"),
        ("al-Jazeera", "Al Jazeera"),
        ("Tass", "TASS"),
        ("Anadolu", "Anadolu Agency"),
        ("Twitter", "X"),
        ("Truth Social", "Truth Social"),
        ("the Guardian", "The Guardian"),
    ],
)
def test_named(name: str, canonical: str) -> None:
    assert [entry.name for entry in book().named(name)] == [canonical]


@pytest.mark.parametrize("name", ["us", "who", "Nobody Whatsoever", "", "   ", "’s", "the"])
def test_not_a_name(name: str) -> None:
    assert book().named(name) == ()


@pytest.mark.parametrize(
    ("name", "canonical", "kind"),
    [
        ("Russian", "Russia", "demonym"),
        ("Ukrainians", "Ukraine", "demonym"),
        ("Moscow", "Russia", "capital"),
        ("the Kremlin", "Russia", "metonym"),
        ("Downing Street", "United Kingdom", "metonym"),
        ("the Elysee", "France", "metonym"),
        ("Foggy Bottom", "United States", "metonym"),
        ("the White House", "United States", "metonym"),
        ("Blue House", "South Korea", "metonym"),
        ("Ankara’s", "Turkey", "capital"),
        ("Beijing", "China", "capital"),
        ("Turtle Bay", "United Nations", "metonym"),
        ("Ukraine", "Ukraine", "name"),
        ("American", "United States", "demonym"),
        ("Turkish Cypriot", "Northern Cyprus", "demonym"),
    ],
)
def test_state_of(name: str, canonical: str, kind: str) -> None:
    assert [(match.entry.name, match.kind) for match in book().state_of(name)] == [(canonical, kind)]


@pytest.mark.parametrize(
    ("name", "on", "canonical"),
    [
        ("Congo", None, {"Republic of the Congo", "Democratic Republic of the Congo"}),
        ("Brussels", None, {"Belgium", "European Union"}),
        ("Moscow", date(1985, 1, 1), {"Russia", "Soviet Union"}),
        ("Moscow", date(2025, 1, 1), {"Russia"}),
        ("Moscow", None, {"Russia"}),
        ("Moscow", date(1910, 1, 1), {"Russia"}),
        ("Australian", None, {"Australia"}),  # a newspaper is no state
    ],
)
def test_shared_names_by_date(name: str, on: date | None, canonical: set[str]) -> None:
    assert {match.entry.name for match in book().state_of(name, on)} == canonical


def test_demonyms_and_metonyms_are_no_names() -> None:
    assert book().named("Russian") == book().named("Kremlin") == ()


@pytest.mark.parametrize(
    ("since", "until", "on", "found"),
    [
        ("2020-05-01", "2022-05-01", "2021-01-01", "certain"),
        ("2020-05-01", "2022-05-01", "2022-05-01", "certain"),
        ("2020-05-01", "2022-05-01", "2022-05-02", "after"),
        ("2020-05-01", "2022-05-01", "2020-04-30", "before"),
        ("2020", "2022", "2020-06-01", "possible"),
        ("2020", "2022", "2021-06-01", "certain"),
        ("2020", "2022", "2022-06-01", "possible"),
        ("2020-05", None, "2020-05-10", "possible"),
        ("2020-05", None, "2024-01-01", "certain"),
        ("2020-05", None, "2025-12-31", "possible"),
        ("2020-05", None, "2031-01-01", "stale"),
        (None, "2022", "2021-01-01", "possible"),
    ],
)
def test_fit(since: str | None, until: str | None, on: str, found: str) -> None:
    assert fit(since, until, on=date.fromisoformat(on), known_until="2025-06-30") == found


@pytest.mark.parametrize(
    ("text", "good"),
    [("2024", True), ("2024-02", True), ("2024-02-29", True), ("2023-02-29", False), ("2024-13", False),
     ("24", False), ("2024-2-1", False), ("", False), ("next year", False)],
)  # fmt: skip
def test_partial_dates(text: str, good: bool) -> None:
    assert is_partial_date(text) is good


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_partial_date_spans_its_day(day: date, length: int) -> None:
    partial = day.isoformat()[:length]
    assert earliest_day(partial) <= day.isoformat() <= latest_day(partial)


def test_only_sure_overlaps_count() -> None:
    assert surely_overlap(("2001-01-01", "2005"), ("2004-01-01", "2009"))
    assert not surely_overlap(("2001", "2005"), ("2005", "2009"))
    assert not surely_overlap(("2001", "2005-03-01"), ("2005-03-01", None))
    assert surely_overlap(("2001", None), ("2005-03-01", None))
    assert not surely_overlap((None, "2005"), ("2004", None))
