from datetime import date, timedelta

import pytest

from dragoman.reading.times import find_times

SATURDAY = date(2025, 8, 23)


def values(text: str, published: date | None = SATURDAY) -> list[tuple[str, str | None]]:
    return [(time.text, time.value) for time in find_times(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # deictic words and weeks
        ("He was held in Oslo from late 2020 until June.", [("late 2020", "2020"), ("June", "2025-06")]),
        ("The truce will hold until June.", [("June", "2026-06")]),
        ("She left today.", [("today", "2025-08-23")]),
        ("She left yesterday evening.", [("yesterday evening", "2025-08-22TEV")]),
        ("They vote tomorrow.", [("tomorrow", "2025-08-24")]),
        ("They vote the day after tomorrow.", [("the day after tomorrow", "2025-08-25")]),
        ("It burnt last night.", [("last night", "2025-08-22TNI")]),
        ("It burns tonight.", [("tonight", "2025-08-23TNI")]),
        ("during last week’s summit", [("last week", "2025-W33")]),
        ("Earlier this week, the envoys met.", [("Earlier this week", "2025-W34")]),
        ("in a war that began next month", [("next month", "2025-09")]),
        ("the envoys met late last year", [("late last year", "2024")]),
        ("the end of the month", [("end of the month", "2025-08")]),
        ("It fell over the weekend.", [("the weekend", "2025-W34-WE")]),
        ("It fell last weekend.", [("last weekend", "2025-W33-WE")]),
        # weekdays
        ("He phoned the president on Monday.", [("Monday", "2025-08-18")]),
        ("He said Saturday that he was ready.", [("Saturday", "2025-08-23")]),
        ("The ministers will meet on Friday to discuss it.", [("Friday", "2025-08-29")]),
        ("The ministers are to discuss the map in Rome on Friday.", [("Friday", "2025-08-29")]),
        ("She hopes to bring them together again in April.", [("April", "2026-04")]),
        ("A round planned for 15 June in Rome was cancelled.", [("15 June", "2025-06-15")]),
        ("A summit planned for December fell through.", [("December", "2025-12")]),
        ("The talks planned for Friday were called off.", [("Friday", "2025-08-29")]),
        ("The minister is due to meet his counterpart Tuesday.", [("Tuesday", "2025-08-26")]),
        ("They backed a congress to be held in Rome in December.", [("December", "2025-12")]),
        ("The envoys failed to be heard in December.", [("December", "2024-12")]),
        ("The envoys had been due to meet on Tuesday.", [("Tuesday", "2025-08-19")]),
        ("Talks are to be held on Monday, officials said.", [("Monday", "2025-08-25")]),
        ("The court must be told by Friday.", [("Friday", "2025-08-29")]),
        ("By Sunday, however, he appeared to agree.", [("Sunday", "2025-08-17")]),
        ("He was reported to have resigned on Monday.", [("Monday", "2025-08-18")]),
        ("Parliament reconvenes on Tuesday.", [("Tuesday", "2025-08-26")]),
        ("They could come as early as Thursday.", [("Thursday", "2025-08-28")]),
        ("a court heard the case after Friday’s ruling", [("Friday", "2025-08-22")]),
        ("in a clash last Wednesday and Thursday", [("last Wednesday", "2025-08-20"), ("Thursday", "2025-08-21")]),
        ("on Friday of last week", [("Friday of last week", "2025-08-15")]),
        ("next Monday or Tuesday next week", [("next Monday", "2025-08-25"), ("Tuesday next week", "2025-08-26")]),
        ("It struck on Wednesday night.", [("Wednesday night", "2025-08-20TNI")]),
        # dates
        ("on 18 August the envoys met", [("18 August", "2025-08-18")]),
        ("on Aug. 7, 1998, it fell", [("Aug. 7, 1998", "1998-08-07")]),
        ("on Monday, Aug. 18, he said", [("Monday, Aug. 18", "2025-08-18")]),
        ("the 3rd of May 2019", [("the 3rd of May 2019", "2019-05-03")]),
        ("on 21 December last year", [("21 December last year", "2024-12-21")]),
        ("It was set up on 30 November.", [("30 November", "2024-11-30")]),
        ("Talks will resume on 2 January.", [("2 January", "2026-01-02")]),
        ("raging since February 2022", [("February 2022", "2022-02")]),
        ("They met in March.", [("March", "2025-03")]),
        ("They will meet in March.", [("March", "2026-03")]),
        ("last June and next June", [("last June", "2025-06"), ("next June", "2026-06")]),
        ("in May last year", [("May last year", "2024-05")]),
        ("from 3 to 5 May", [("3", "2025-05-03"), ("5 May", "2025-05-05")]),
        ("on May 3-5 they met", [("May 3", "2025-05-03"), ("5", "2025-05-05")]),
        ("the 2017-2019 talks", [("2017", "2017"), ("2019", "2019")]),
        ("in 2017-18 they met", [("2017", "2017"), ("18", "2018")]),
        ("between November and March 2017", [("November", "2016-11"), ("March 2017", "2017-03")]),
        ("2025-08-20 and 23/08/2025", [("2025-08-20", "2025-08-20"), ("23/08/2025", "2025-08-23")]),
        ("08/21/2025, 21.8.2025", [("08/21/2025", "2025-08-21"), ("21.8.2025", "2025-08-21")]),
        ("the Sept. 11 attacks and 9/11", [("Sept. 11", "2001-09-11"), ("9/11", "2001-09-11")]),
        # years and their parts
        ("the 2016 election; in 1845", [("2016", "2016"), ("1845", "1845")]),
        ("the 1990s, the mid-90s, the '80s", [("the 1990s", "199"), ("the mid-90s", "199"), ("the '80s", "198")]),
        ("the 21st century", [("the 21st century", "20")]),
        ("the third quarter of 2017", [("the third quarter of 2017", "2017-Q3")]),
        ("third-quarter profit fell", [("third-quarter", "2025-Q3")]),
        ("the first half of the year", [("the first half of the year", "2025-H1")]),
        ("fiscal 1989 and Q3 2017", [("fiscal 1989", "1989"), ("Q3 2017", "2017-Q3")]),
        ("last summer, in the spring of 2016", [("last summer", "2024-SU"), ("the spring of 2016", "2016-SP")]),
        ("on Easter Monday", [("Easter Monday", "2025-04-21")]),
        ("last Thanksgiving", [("last Thanksgiving", "2024-11-28")]),
        ("Christmas 2016", [("Christmas 2016", "2016-12-25")]),
        # counted from somewhere
        ("two weeks ago", [("two weeks ago", "2025-W32")]),
        ("ten days ago", [("ten days ago", "2025-08-13")]),
        ("three years ago", [("three years ago", "2022")]),
        ("a decade ago", [("a decade ago", "2015")]),
        ("several years ago", [("several years ago", "PAST_REF")]),
        ("On 1 May 2014 it began. It ended two days later.", [
            ("1 May 2014", "2014-05-01"), ("two days later", "2014-05-03"),
        ]),
        ("It began in 2014. It ended the following year.", [("2014", "2014"), ("the following year", "2015")]),
        ("On 1 May 2014 he rose, having slept the day before.", [
            ("1 May 2014", "2014-05-01"), ("the day before", "2014-04-30"),
        ]),
        ("in August 2013, and in December that year", [("August 2013", "2013-08"), ("December that year", "2013-12")]),
        # durations, sets, references
        ("the past two years", [("the past two years", "P2Y")]),
        ("a 16-hour flight", [("16-hour", "PT16H")]),
        ("two and a half years", [("two and a half years", "P2Y6M")]),
        ("5 1/2 hours; half an hour", [("5 1/2 hours", "PT5H30M"), ("half an hour", "PT30M")]),
        ("for weeks; a few days", [("weeks", "PXW"), ("a few days", "PXD")]),
        ("a year-long siege", [("a year-long", "P1Y")]),
        ("every week, every two months", [("every week", "P1W"), ("every two months", "P2M")]),
        ("each Thursday, on Sundays", [("each Thursday", "XXXX-WXX-4"), ("Sundays", "XXXX-WXX-7")]),
        ("twice a week; $33 million a year", [("twice a week", "P1W"), ("a year", "P1Y")]),
        ("He now fears the future.", [("now", "PRESENT_REF"), ("the future", "FUTURE_REF")]),
        # clock times
        ("at 10:35 a.m. Friday", [("10:35 a.m. Friday", "2025-08-22T10:35")]),
        ("on Friday at 5pm", [("Friday at 5pm", "2025-08-22T17:00")]),
        ("He left at 9.30pm.", [("9.30pm", "2025-08-23T21:30")]),
        ("noon Thursday", [("noon Thursday", "2025-08-21T12:00")]),
        ("It began at 6pm on the dot, Monday.", [("6pm", "2025-08-18T18:00"), ("Monday", "2025-08-18")]),
        ("On Monday they met. It began at 1800 GMT.", [("Monday", "2025-08-18"), ("1800 GMT", "2025-08-23T18:00")]),
    ],
)  # fmt: skip
def test_values(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It may rain.",
        "May God help them.",
        "They march on the capital.",
        "the March for Justice",
        "the second offer and a second mediator",
        "Sun Microsystems and the Sun",
        "April Smith met June Jones.",
        "The Sunday Times reported it.",
        "the Good Friday agreement",
        "some 2,000 people, 2015 soldiers, $2000, an F-2015",
        "resolution 2042",
        "a 6-year-old boy, aged two years old, a nine-month-old girl",
        "24 hours a day",
        "year-on-year growth",
        "a quarter of the seats",
        "the fall of the city",
        "the Arab spring revolt",
        "25:61",
    ],
)
def test_no_time(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("early 2017", "START"),
        ("mid-June", "MID"),
        ("late August", "END"),
        ("the end of 1994", "END"),
        ("about two weeks", "APPROX"),
        ("more than three years", "MORE_THAN"),
        ("less than three years", "LESS_THAN"),
        ("at least 72 hours", "EQUAL_OR_MORE"),
        ("up to 180 days", "EQUAL_OR_LESS"),
        ("ten years or so", "APPROX"),
        ("2017", None),
    ],
)
def test_modifiers(text: str, mod: str | None) -> None:
    (time,) = find_times(f"in {text}", SATURDAY)
    assert (time.mod, time.text) == (mod, text)


def test_fields_of_a_time() -> None:
    (time,) = find_times("They met last week.", SATURDAY)
    assert (time.id, time.start, time.end, time.type) == ("t1", 9, 18, "DATE")
    assert (time.earliest, time.latest) == ("2025-08-11", "2025-08-17")


@pytest.mark.parametrize(
    ("text", "type"),
    [("on Friday", "DATE"), ("on Friday night", "TIME"), ("for two years", "DURATION"), ("every year", "SET")],
)
def test_types(text: str, type: str) -> None:
    assert [time.type for time in find_times(text, SATURDAY)] == [type]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Friday", None),
        ("last week", None),
        ("in March", None),
        ("on 3 May", None),
        ("two years ago", None),
        ("this weekend", None),
        ("last summer", None),
        ("at Easter", None),
        ("at 5pm", None),
        ("third-quarter", None),
        ("in March 2017", "2017-03"),
        ("for two years", "P2Y"),
        ("at Easter 2016", "2016-03-27"),
    ],
)
def test_without_a_publication_date(text: str, value: str | None) -> None:
    assert [time.value for time in find_times(text, None)] == [value]
    assert [time.earliest is None for time in find_times(text, None)] == [value in (None, "P2Y")]


def test_the_clause_tense_given_wins_over_the_words() -> None:
    text = "They met on Friday."
    assert find_times(text, SATURDAY, clause_tense=lambda offset: "future")[0].value == "2025-08-29"
    assert find_times(text, SATURDAY, clause_tense=lambda offset: None)[0].value == "2025-08-22"


@pytest.mark.parametrize("days", range(7))
def test_a_bare_weekday_of_the_past_lies_within_a_week(days: int) -> None:
    published = SATURDAY + timedelta(days=days)
    for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        (time,) = find_times(f"The envoy arrived {name}.", published)
        assert time.value is not None
        day = date.fromisoformat(time.value)
        assert published - timedelta(days=6) <= day <= published
        assert day.strftime("%A") == name


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize("text", ["next Monday", "last week", "3000 years ago", "next month", "5 May", "next decade"])
def test_the_ends_of_the_calendar(text: str, published: date) -> None:
    assert len(find_times(text, published)) == 1
