"""Cities and countries by name."""

import pytest

from dragoman.meaning import gazetteer


@pytest.mark.parametrize("scans", [0, gazetteer.SCANS])
def test_cities_by_their_names_whether_searched_or_from_the_table(monkeypatch: pytest.MonkeyPatch, scans: int) -> None:
    gazetteer.find_cities.cache_clear()
    monkeypatch.setattr(gazetteer, "_scans", ["x"] * scans)
    geneva, *others = gazetteer.find_cities("Geneva")
    assert (geneva.country, round(geneva.latitude), round(geneva.longitude)) == ("CH", 46, 6)
    assert all(city.population <= geneva.population for city in others)
    assert gazetteer.find_cities("Genf")[0] == geneva
    assert gazetteer.find_cities("No Such Town") == ()


def test_countries_capitals_and_states_by_their_names() -> None:
    assert gazetteer.find_country("France") == ("FR", "FRA")
    assert gazetteer.find_country("Frankland") is None
    assert gazetteer.find_capital("FRA") == "Paris"
    assert gazetteer.find_capital("KAZ") == "Astana"
    assert gazetteer.find_capital("XXX") is None
    assert gazetteer.alpha3("CH") == "CHE"
    assert gazetteer.state_code("Ohio") == "OH"
