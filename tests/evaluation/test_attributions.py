"""The measures of attributions, against counts made by hand."""

from datetime import date

import pytest

from dragoman.article import Article
from dragoman.contract import Attribution, ReaderVersion, Reading
from dragoman.evaluation.attributions import judged, measure_attributions
from dragoman.evaluation.corpora import GoldArticle, GoldAttribution
from dragoman.text import Part

TEXT = "Dorn said talks may end. Ost denied it."
ARTICLE = Article.from_text(TEXT, published=date(2024, 3, 1), id="one")
GOLD = GoldArticle(
    ARTICLE,
    (
        GoldAttribution(((0, 4),), ((5, 9),), ((10, 23),)),
        GoldAttribution(((25, 28),), ((29, 35),), ((36, 38),)),
    ),
)


def attribution(
    id: str, source: str | None, cue: str | None, content: str, nested_in: str | None = None
) -> Attribution:
    def part(words: str | None) -> Part | None:
        at = TEXT.index(words) if words else -1
        return Part.of(TEXT, [(at, at + len(words))]) if words else None

    body = part(content)
    assert body is not None
    return Attribution(
        id=id, source=part(source), cue=part(cue), content=body, quoting="indirect", nested_in=nested_in, confidence=0.5
    )


def reading(*attributions: Attribution) -> Reading:
    return Reading(article=ARTICLE, reader=ReaderVersion(dragoman="0", model="none"), attributions=attributions)


@pytest.mark.parametrize(
    ("found", "loose", "exact"),
    [
        ([("Dorn", "said", "talks may end"), ("Ost", "denied", "it")], 100.0, 100.0),
        ([("Dorn", "said", "talks may"), ("Ost", "denied", "it")], 100.0, 50.0),
        ([("Dorn", "said", "talks may end")], 66.7, 66.7),
        ([(None, "said", "talks may end")], 0.0, 0.0),
        ([("Ost", "said", "talks may end")], 0.0, 0.0),
        ([("Dorn", None, "talks may end")], 0.0, 0.0),
        ([], 0.0, 0.0),
    ],
)
def test_whole_relations(found: list[tuple[str | None, str | None, str]], loose: float, exact: float) -> None:
    made = [attribution(f"a{n}", *parts) for n, parts in enumerate(found)]
    counts = measure_attributions([reading(*made)], [GOLD])
    assert counts["attribution"].f1 == pytest.approx(loose, abs=0.05)
    assert counts["attribution exact"].f1 == pytest.approx(exact, abs=0.05)


def test_tokens_of_a_role() -> None:
    counts = measure_attributions([reading(attribution("a1", "Dorn", "said", "talks may"))], [GOLD])
    assert (counts["content"].right, counts["content"].predicted, counts["content"].gold) == (2, 2, 4)
    assert counts["source"].precision == 100.0
    assert counts["source"].recall == 50.0


def test_nested_relations_do_not_count() -> None:
    made = [attribution("a1", "Dorn", "said", "talks may end"), attribution("a2", "Ost", "said", "talks", "a1")]
    assert measure_attributions([reading(*made)], [GOLD])["attribution"].predicted == 1


def test_judging_gives_each_gold_relation_away_once() -> None:
    twice = [attribution("a1", "Dorn", "said", "talks may end"), attribution("a2", "Dorn", "said", "talks")]
    assert [right for _, right in judged(reading(*twice), GOLD)] == [True, False]
