"""Cities and countries by name."""

import pytest

from dragoman.meaning import gazetteer
from dragoman.meaning.places import locate


@pytest.mark.parametrize("scans", [0, gazetteer.SCANS])
def test_cities_by_their_names_whether_searched_or_from_the_table(monkeypatch: pytest.MonkeyPatch, scans: int) -> None:
    gazetteer.find_cities.cache_clear()
    monkeypatch.setattr(gazetteer, "_scans", ["x"] * scans)
    geneva, *others = gazetteer.find_cities("Geneva")
    assert (geneva.country, round(geneva.latitude), round(geneva.longitude)) == ("CH", 46, 6)
    assert all(city.population <= geneva.population for city in others)
    assert gazetteer.find_cities("Genf")[0] == geneva
    assert gazetteer.find_cities("GENEVA")[0] == geneva
    assert gazetteer.find_cities("geneva") == gazetteer.find_cities("US") == gazetteer.find_cities("No Such Town") == ()


def test_searching_and_the_table_find_the_same_cities() -> None:
    cities, numbers = gazetteer._table()
    for name in ("Springfield", "São Paulo", "San José", "Al Hudaydah", "Port-au-Prince", "GVA", "Tyre", "CA"):
        held = numbers.get(name, [])
        expected = [cities[number] for number in ([held] if isinstance(held, int) else held)]
        assert gazetteer._scan([name]) == expected, name


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("US", "USA"),
        ("U.S.", "USA"),
        ("the UK", "GBR"),
        ("Britain", "GBR"),
        ("Holland", "NLD"),
        ("Burma", "MMR"),
        ("Palestine", "PSE"),
        ("DRC", "COD"),
        ("us", None),
        ("Congo", None),  # two states
        ("British", None),
        ("Moscow", None),
    ],
)
def test_countries_by_the_names_that_news_use(name: str, country: str | None) -> None:
    found = gazetteer.find_country(name)
    assert (found[1] if found else None) == country


def test_countries_capitals_and_states_by_their_names() -> None:
    assert gazetteer.find_country("France") == ("FR", "FRA")
    assert gazetteer.find_country("Frankland") is None
    assert gazetteer.find_capital("FRA") == "Paris"
    assert gazetteer.find_capital("KAZ") == "Astana"
    assert gazetteer.find_capital("XXX") is None
    assert gazetteer.alpha3("CH") == "CHE"
    assert gazetteer.state_code("Ohio") == "OH"


@pytest.mark.parametrize(
    ("name", "inside", "country", "degrees"),
    [
        ("New York", None, "USA", (41, -74)),
        ("Washington", None, "USA", (39, -77)),  # the capital, not the state
        ("Virginia", None, "USA", None),
        ("the US", None, "USA", None),  # and no city in it
        ("Palestine", None, "PSE", None),
        ("Alexandria", "Virginia", "USA", (39, -77)),
        ("Nowhere", "Britain", "GBR", None),
    ],
)
def test_places_have_the_country_and_degrees_that_news_mean(
    name: str, inside: str | None, country: str, degrees: tuple[int, int] | None
) -> None:
    place = locate(name, inside=inside)
    assert place.country == country
    found = (round(place.latitude), round(place.longitude)) if place.latitude and place.longitude else None
    assert found == degrees
