"""The words that time expressions are made of, each in one class.

A class is one code point in the string of codes that the grammar runs over (see `tokens`); a word that the grammar
names literally is a class of its own.
"""

from __future__ import annotations


def in_order(text: str) -> tuple[str, ...]:
    """Return the words of a text in their order."""
    return tuple(text.split())


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY_NUMBER = {name: number for number, name in enumerate(WEEKDAYS, 1)}  # ISO 8601: Monday is 1
WEEKDAY_NUMBER |= {f"{name}s": number for name, number in WEEKDAY_NUMBER.items()}
WEEKDAY_NUMBER |= {
    "mon": 1,
    "tue": 2,
    "tues": 2,
    "wed": 3,
    "thu": 4,
    "thur": 4,
    "thurs": 4,
    "fri": 5,
    "sat": 6,
    "sun": 7,
}

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTH_NUMBER = {name: number for number, name in enumerate(MONTHS, 1)}
MONTH_NUMBER |= {name[:3]: number for name, number in MONTH_NUMBER.items()}
MONTH_NUMBER["sept"] = 9

UNIT_CODE = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "fortnight": "FN",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
PLURALS = {f"{unit}s": code for unit, code in UNIT_CODE.items() if unit != "century"} | {"centuries": "CE"}
UNITS = UNIT_CODE | PLURALS

NUMBER_WORD = {
    word: number
    for number, word in enumerate(
        in_order(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
            " seventeen eighteen nineteen"
        )
    )
    if number
}
TENS_WORD = {
    word: 10 * number
    for number, word in enumerate(in_order("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
ORDINAL_WORD = {
    word: number
    for number, word in enumerate(
        in_order(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
            " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
} | {"twenty-first": 21}
DECADE_WORD = {
    word: 10 * number
    for number, word in enumerate(in_order("twenties thirties forties fifties sixties seventies eighties nineties"), 2)
}
SEASON_CODE = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
SEASON_CODE |= {"springtime": "SP", "summertime": "SU", "wintertime": "WI"}
# Parts of the day as TIMEX3 writes them: TMO, TAF, TEV, TNI, TDT.
PART_CODE = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "MO", "dusk": "EV"}
PART_CODE |= {"mornings": "MO", "afternoons": "AF", "evenings": "EV", "nights": "NI", "lunchtime": "MI"}
FIXED_CLOCK = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}

FUZZY = ("several", "few", "many", "some", "couple", "dozen", "dozens", "half", "hundreds", "scores", "quarters")

CLASSES: dict[str, tuple[str, ...]] = {
    "WEEKDAY": WEEKDAYS,
    "WEEKDAYS": tuple(f"{name}s" for name in WEEKDAYS),
    "MONTHNAME": tuple(name for name in MONTHS if name not in ("may", "march")),
    "MONTHVERB": ("may", "march"),
    "MONTHABBR": ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    "DAYABBR": ("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"),
    "NUMBERWORD": tuple(NUMBER_WORD),
    "TENSWORD": tuple(TENS_WORD),
    "ORDINALWORD": tuple(ORDINAL_WORD),
    "DECADEWORD": tuple(DECADE_WORD),
    "SEASON": tuple(word for word in SEASON_CODE if word != "fall"),
    "PART": tuple(word for word in PART_CODE if not word.startswith("night")),
    "ZONE": (
        "gmt",
        "utc",
        "bst",
        "est",
        "edt",
        "et",
        "pst",
        "pdt",
        "pt",
        "cet",
        "cest",
        "msk",
        "ist",
        "aest",
        "eastern",
    ),
    "EXTRA": in_order(
        "more consecutive straight full long trading business working calendar additional extra further whole solid"
        " successive short bloody gruelling grueling brutal"
    ),
    "OFTEN": ("daily", "weekly", "monthly", "yearly", "hourly", "annually", "fortnightly", "nightly"),
}

# Words that are months or weekdays only with a capital.
CAPITALISED = words(
    "may march jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
)

FREQUENCY = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "yearly": "P1Y",
    "annually": "P1Y",
    "hourly": "PT1H",
}

# A number in front of one of these counts things and is no year or day of a month.
COUNTED = words(
    "people men women children troops soldiers fighters civilians migrants refugees families prisoners hostages jobs"
    " tonnes tons kilometres kilometers km miles metres meters feet percent per pc pct million billion trillion"
    " dollars euros pounds barrels others times points votes seats deaths cases dead wounded injured workers employees"
    " members states countries houses homes buildings vehicles tanks missiles drones rockets strikes sites more"
    " victims students hectares acres shares units degrees pages rounds mph kph kg lb lbs mw gw hp calories protesters"
    " police officers residents voters participants delegates inmates bodies patients villages towns"
)
