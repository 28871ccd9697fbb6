from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.reading.times import find_times
from dragoman.reading.times.tokens import CHUNK

PIECES = (
    "May", "may", "3", "31", "2017", "1990s", "'90s", "Friday", "Sun", "night", "last", "the", "two", "a", "half",
    "years", "year", "ago", "later", "of", "to", "-", "–", ",", ".", "10:35", "p.m.", "noon", "every", "quarter",
    "third", "end", "Easter", "9/11", "Q3", "2025-08-23", "13/13/2013", "½", "1/2", "century", "00", "9999", "day",
    "before", "and", "this", "that", "in", "week", "weekend", "old", "o", "'", "clock", "\n\n", "will", "said",
)  # fmt: skip
TIMELIKE = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)
GLUED = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
ANY_TEXT = st.text(st.characters(codec=None, categories=("L", "N", "P", "S", "Z", "C")), max_size=200)
DAYS = st.dates() | st.none()


@settings(max_examples=300, deadline=None)
@given(TIMELIKE | GLUED | ANY_TEXT, DAYS)
def test_any_text(text: str, published: date | None) -> None:
    times = find_times(text, published)
    end = 0
    for number, time in enumerate(times, 1):
        assert end <= time.start < time.end <= len(text)
        assert time.text == text[time.start : time.end]
        assert time.text.strip() == time.text
        assert time.id == f"t{number}"
        assert (time.earliest is None) == (time.latest is None)
        end = time.end
    assert find_times(text, published) == times


@settings(max_examples=50, deadline=None)
@given(TIMELIKE)
def test_offsets_move_with_the_text(text: str) -> None:
    day = date(2025, 8, 23)
    plain = [(time.start, time.value) for time in find_times(text, day)]
    moved = [(time.start - 8, time.value) for time in find_times("🕊 é ¶.\n\n" + text, day)]
    assert moved == plain


def test_a_long_text_is_read_to_its_end() -> None:
    sentence = "The envoys of both sides met again on Friday.\n"
    text = sentence * (2 * CHUNK // len(sentence))
    times = find_times(text, date(2025, 8, 23))
    assert len(times) == text.count("Friday")
    assert {time.value for time in times} == {"2025-08-22"}


def test_a_long_string_of_digits_is_no_time() -> None:
    assert find_times("9" * 100_000 + " " + "1/" * 20_000, date(2025, 8, 23)) == ()
