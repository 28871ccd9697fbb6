"""Whatever the tree says, meaning comes out without an exception, inside the text, and the same twice."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.article import Article
from dragoman.contract import Actor, Mention
from dragoman.meaning.attributions import attribute
from dragoman.meaning.events import find_events
from dragoman.meaning.positions import find_positions
from dragoman.reading.analysis import Analysis, Relation, Word
from dragoman.text import Part, Span
from tests.meaning.trees import Linked

WORDS = (
    "Alba Beria he they met meet talks summit said refused to not will if unless demands demand both rejected the of "
    "with between call called off on ready is are accused hopeless promised must there no “ ” , . we unacceptable and"
)
TAGS = "VERB NOUN PROPN PRON ADJ ADP AUX DET PUNCT ADV PART SCONJ CCONJ X"
RELATIONS = (
    "nsubj nsubj:pass obj obl obl:agent nmod nmod:poss xcomp ccomp advcl acl acl:relcl conj cc case mark aux cop det "
    "amod compound compound:prt appos parataxis punct expl dep"
)


@st.composite
def analyses(draw: st.DrawFn) -> tuple[Analysis, Linked]:
    size = draw(st.integers(1, 24))
    text, words = "", []
    for index in range(size):
        form = draw(st.sampled_from(WORDS.split()))
        text += " " if text else ""
        head = draw(st.integers(-1, index - 1)) if index else -1
        tag, relation = draw(st.sampled_from(TAGS.split())), draw(st.sampled_from(RELATIONS.split()))
        words.append(Word(index, len(text), len(text) + len(form), form, tag, head, relation, 0))
        text += form
    order = draw(st.permutations(range(size)))  # heads to the right as well as to the left, and still no cycle
    moved = tuple(
        Word(
            place, words[place].start, words[place].end, words[place].text, words[old].tag,
            order.index(words[old].head) if words[old].head >= 0 else -1, words[old].relation, 0,
        )
        for place, old in enumerate(order)
    )  # fmt: skip
    first, last = sorted((draw(st.integers(0, size - 1)), draw(st.integers(0, size - 1))))
    content = (Span(moved[first].start, moved[last].end),)
    told = Relation((moved[0].span,), (moved[first].span,), content, 0.5)
    analysis = Analysis(text, moved, ((0, size),), relations=(told,))
    actors = (Actor(id="k1", name="Alba", type="state"), Actor(id="k2", name="Beria", type="person"))
    mentions = tuple(
        Mention(id=f"m{word.index}", start=word.start, end=word.end, text=word.text, kind="name", type="x", actor=actor)
        for word in moved
        for actor, name in (("k1", "Alba"), ("k2", "Beria"))
        if word.text == name
    )
    return analysis, Linked(actors, mentions)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(analyses())
def test_meaning_of_any_tree(made: tuple[Analysis, Linked]) -> None:
    analysis, linked = made
    article = Article.from_text(analysis.text, published=date(2025, 5, 14))

    def read() -> tuple[object, ...]:
        attributions = attribute(analysis, (), analysis.text)
        events = find_events(article, analysis, attributions, (), linked)
        positions = find_positions(article, analysis, attributions, events, linked)
        return attributions, events, positions

    attributions, events, positions = first = read()
    assert first == read()
    parts: list[Part | None] = []
    for event in events:  # type: ignore[attr-defined]
        parts += [event.trigger, event.evidence, event.condition]
    for position in positions:  # type: ignore[attr-defined]
        parts += [position.about, position.evidence, position.condition]
        assert position.holder in ("k1", "k2")
        assert set(position.answers) <= {other.id for other in positions}  # type: ignore[attr-defined]
    for part in filter(None, parts):
        for span in part.spans:
            assert 0 <= span.start < span.end <= len(analysis.text)
    assert len(attributions) == 1  # type: ignore[arg-type]
