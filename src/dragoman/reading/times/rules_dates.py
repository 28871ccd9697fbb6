"""Rules for dates of the calendar: days, months, years, parts of years, decades, weekdays, named days."""

from __future__ import annotations

from datetime import date

from dragoman.reading.times.expression import (
    DayOfMonth,
    Expression,
    Fixed,
    Form,
    Month,
    NamedDay,
    Period,
    Same,
    Shift,
    Weekday,
    Which,
)
from dragoman.reading.times.lexicon import (
    COUNTED,
    DECADE_WORD,
    MONTH_NUMBER,
    ORDINAL_WORD,
    PART_CODE,
    SEASON_CODE,
    WEEKDAY_NUMBER,
    words,
)
from dragoman.reading.times.named_days import NAMES
from dragoman.reading.times.pattern import Match, Rule, has
from dragoman.reading.times.tokens import Tokens

MONTH = "( MONTHNAME | MONTHVERB | MONTHABBR .? )"
DAY = "DAYNUMBER"
WEEKDAY = "( WEEKDAY | DAYABBR .? )"
OF_YEAR = "( ,? year=YEARLIKE | ( of | the )? rel=( last | this | next | that | following | previous | same ) year )"
WHICH: dict[str, Which] = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}
CENTURY_PIVOT = 50  # two-digit years below are in the 2000s, as POSIX and spreadsheets have it near 50 to 70
TERROR = words("attack attacks terror terrorist terrorism hijackers hijackings plot atrocities bombings")


def build_iso(tokens: Tokens, match: Match) -> Expression | None:
    """Return the day of `2025-08-23` or the time of `2025-08-23T10:35`."""
    day, _, clock = tokens.raw(match.start()).partition("T")
    try:
        date.fromisoformat(day)
    except ValueError:
        return None
    return _at(match, Fixed(day), part=clock[:5] or None)


def build_numeric(tokens: Tokens, match: Match) -> Expression | None:
    """Return the day of `23/08/2025` or `08/23/2025`; an ambiguous one is read day first, save with a short year."""
    word = tokens.raw(match.start())
    first, second, year = (int(field) for field in word.replace(".", "/").split("/"))
    day_first = second <= 12 and (first > 12 or "." in word or len(word.split("/")[-1]) == 4)
    day, month = (first, second) if day_first else (second, first)
    return _day(match, month, day, _full_year(year, len(word.rsplit("/", 1)[-1])))


def _full_year(year: int, digits: int) -> int:
    return year if digits > 2 else year + (2000 if year < CENTURY_PIVOT else 1900)


def build_day(tokens: Tokens, match: Match) -> Expression | None:
    """Return the day of "23 August 2025", "Aug. 7", "Saturday 31 March", "21 December last year"."""
    if _counts(tokens, match.end()) and not has(match, "year"):
        return None
    month, day = _month(tokens, match), day_number(tokens.word(match.start("day")))
    year = _year(tokens, match)
    if (month, day, year) == (9, 11, None) and not TERROR.isdisjoint(tokens.word(match.end() + i) for i in range(2)):
        return _at(match, Fixed("2001-09-11"))
    return _day(match, month, day, year)


def _day(match: Match, month: int, day: int, year: int | Shift | Same | None) -> Expression | None:
    try:
        date(year if isinstance(year, int) else 2000, month, day)  # 2000 has a 29 February
    except ValueError:
        return None
    if isinstance(year, int):
        return _at(match, Fixed(f"{year:04d}-{month:02d}-{day:02d}"))
    return _at(match, DayOfMonth(month, day, year))


def build_days(tokens: Tokens, match: Match) -> list[Expression] | None:
    """Return both days of "from 3 to 5 May" and "May 3-5"."""
    if _counts(tokens, match.end()) and not has(match, "year"):
        return None
    month, year = _month(tokens, match), _year(tokens, match)
    days = [day_number(tokens.word(match.start(group))) for group in ("one", "two")]
    built = [_day(match, month, day, year) for day in days]
    if built[0] is None or built[1] is None or days[0] >= days[1]:
        return None
    middle = match.end("one") if match.start("month") < match.start("one") else match.start("one") + 1
    first = Expression(first=match.start(), last=middle, type="DATE", form=built[0].form)
    if match.start("month") > match.start("one"):
        first = Expression(first=match.start("one"), last=middle, type="DATE", form=built[0].form)
    return [first, Expression(first=match.start("two"), last=match.end(), type="DATE", form=built[1].form)]


def build_month(tokens: Tokens, match: Match) -> Expression | None:
    """Return the month of "August 2025", "May last year", "last June", "March"."""
    month, year = _month(tokens, match), _year(tokens, match)
    if year is None and not _is_month(tokens, match):
        return None
    if isinstance(year, int):
        return _at(match, Fixed(f"{year:04d}-{month:02d}"))
    which = WHICH.get(tokens.word(match.start())) if has(match, "which") else None
    if tokens.word(match.start()) == "that":
        year = Same("Y")
    last = match.end() - (tokens.word(match.end() - 1) == "." and year is None)
    return Expression(first=match.start(), last=last, type="DATE", form=Month(month, year, which))


def build_months(tokens: Tokens, match: Match) -> list[Expression]:
    """Return both months of "between January and March 2017"."""
    year = int(tokens.word(match.start("year")))
    one, two = (MONTH_NUMBER[tokens.word(match.start(group))] for group in ("one", "two"))
    first_year = year if one <= two else year - 1
    return [
        Expression(first=match.start("one"), last=match.end("one"), type="DATE", form=_fixed_month(first_year, one)),
        Expression(first=match.start("two"), last=match.end(), type="DATE", form=_fixed_month(year, two)),
    ]


def _fixed_month(year: int, month: int) -> Fixed:
    return Fixed(f"{year:04d}-{month:02d}")


MONTH_CUES = words(
    "in since until till during by from before after between through throughout last next this early late mid to of"
    " for around and or past"
)
NAME_CUES = words("in since during last next this early late mid until")


def _is_month(tokens: Tokens, match: Match) -> bool:
    """Say whether a bare month name is a month here, and not the verb, a march or a person."""
    place = match.start("month")
    before, after = tokens.word(place - 1), tokens.raw(match.end())
    if has(match, "which"):
        return True
    if before == "-" and tokens.word(place - 2) in ("mid", "early", "late", "pre", "post"):
        return True
    if tokens.word(place) in ("may", "march") or (
        len(tokens.word(place)) <= 4 and tokens.word(place) not in ("june", "july")
    ):
        listed = before in ("and", "or", "to", "-", "–") and tokens.word(place - 2) in MONTH_NUMBER
        return before in NAME_CUES or listed
    if before in MONTH_CUES or before in ("the", "a"):
        return True
    named = tokens.raw(place - 1)[:1].isupper() and not tokens.is_boundary(place - 2)
    return not named and not (after[:1].isupper() and after.lower() not in MONTH_NUMBER)


def build_year(tokens: Tokens, match: Match) -> Expression | None:
    """Return the year of "1998", "fiscal 1989", "the year 2000"."""
    place = match.start("year")
    return _at(match, Fixed(tokens.word(place))) if is_year(tokens, place) else None


NO_YEAR_AFTER = words(
    "no number nos resolution resolutions flight route highway article section page room channel model agenda usd eur"
    " gbp rs some nearly almost than least most every $ £ € # ¥ % & = @"
)
OLD_YEAR_CUES = words("in of since until till circa ( early late mid")
SURE_YEARS = range(1900, 2100)


def is_year(tokens: Tokens, place: int) -> bool:
    """Say whether four digits are a year here, and not a number of things, a name's part or a price."""
    before, after = tokens.word(place - 1), tokens.word(place + 1)
    if before in NO_YEAR_AFTER or _counts(tokens, place + 1) or after == "%":
        return False
    if int(tokens.word(place)) not in SURE_YEARS and before not in OLD_YEAR_CUES:
        return False
    if tokens.touches(place):
        if before in "/:._@" or before[-1:].isalpha():
            return False
        if before in "-–" and tokens.touches(place - 1):
            word = tokens.word(place - 2)
            return word in ("mid", "pre", "post", "early", "late") or word in MONTH_NUMBER or word.isdigit()
    return not (tokens.touches(place + 1) and (after[:1].isalpha() or (after == "/" and tokens.touches(place + 2))))


def build_years(tokens: Tokens, match: Match) -> list[Expression] | None:
    """Return both years of "2017-2019" and "2017-18"."""
    one, place = tokens.word(match.start("one")), match.start("two")
    two = tokens.word(place)
    two = two if len(two) == 4 else one[:2] + two
    if int(two) <= int(one) or tokens.word(match.start() - 1) in NO_YEAR_AFTER or _counts(tokens, match.end()):
        return None
    if not tokens.touches(place) or int(one) not in SURE_YEARS:
        return None
    return [
        Expression(first=match.start(), last=match.start() + 1, type="DATE", form=Fixed(one)),
        Expression(first=place, last=place + 1, type="DATE", form=Fixed(two)),
    ]


def build_part_of_year(tokens: Tokens, match: Match) -> Expression | None:
    """Return the quarter, half or season of "the third quarter of 2017", "first-half", "last summer"."""
    kind = tokens.word(match.start("kind"))
    which = WHICH.get(tokens.word(match.start("which"))) if has(match, "which") else None
    year = _year(tokens, match)
    if kind in SEASON_CODE:
        return _build_season(tokens, match, which, year)
    ordinal = tokens.word(match.start("ord"))
    number = {"last": 4 if kind == "quarter" else 2, "final": 4, "latter": 2, "second": 2}.get(ordinal)
    number = number or ordinal_number(ordinal)
    if number > (4 if kind.startswith("quarter") else 2):
        return None
    if kind == "half" and year is None and not has(match, "hyphen"):
        return None
    if kind.startswith("quarter") and ordinal == "last" and year is None:
        return None
    code = f"Q{number}" if kind.startswith("quarter") else f"H{number}"
    return _at(match, Fixed(f"{year}-{code}") if isinstance(year, int) else Period(code, year, which))


SEASON_CUES = words("in over during early late mid - until by since through throughout for before after")


def _build_season(
    tokens: Tokens, match: Match, which: Which | None, year: int | Shift | Same | None
) -> Expression | None:
    word, before, after = tokens.word(match.start("kind")), tokens.word(match.start() - 1), tokens.word(match.end())
    if which is None and year is None:
        cued = before in SEASON_CUES or has(match, "hyphen")
        the = tokens.word(match.start()) == "the"
        alone = not after[:1].isalpha() or after in SEASON_FOLLOWERS or (the and after not in SEASON_NOUNS)
        if not (cued and alone) or (word == "fall" and (before != "in" or match.end() - match.start() == 1)):
            return None
    code = SEASON_CODE[word]
    return _at(match, Fixed(f"{year}-{code}") if isinstance(year, int) else Period(code, year, which))


SEASON_NOUNS = words(
    "of heat sky skies coat coats clothes weather house palace flowers solstice sun school camp camps break recess"
    " holiday holidays season games olympics paralympics months cold rain rains home residence wheat crop offensive"
    " uprising uprisings line collection storm storms fuel"
)
SEASON_FOLLOWERS = words("and or to when that as at on but with after before while because for by he she it they")


def build_short_quarter(tokens: Tokens, match: Match) -> Expression | None:
    """Return the quarter of "Q3" and "Q3 2017"."""
    number = int(tokens.word(match.start("number")))
    if not tokens.touches(match.start("number")) or number not in range(1, 5) or tokens.raw(match.start()) != "Q":
        return None
    year = _year(tokens, match)
    return _at(match, Fixed(f"{year}-Q{number}") if isinstance(year, int) else Period(f"Q{number}", year))


def build_decade(tokens: Tokens, match: Match) -> Expression | None:
    """Return the decade of "the 1990s", "'90s", "the nineties"."""
    word = tokens.word(match.start("dec"))
    if word in DECADE_WORD:
        if tokens.word(match.start("dec") - 1) not in ("the", "early", "late", "mid", "-"):
            return None
        return _at(match, Fixed(f"19{DECADE_WORD[word] // 10}"))
    digits = word.removesuffix("s")
    if len(digits) == 4 and digits.endswith("0") and int(digits) in range(1500, 2200):
        return _at(match, Fixed(digits[:2] if digits.endswith("00") and int(digits) < 2000 else digits[:3]))
    owned = {tokens.word(match.start() - back) for back in range(1, 4)} & {"his", "her", "their", "my", "your", "its"}
    marked = has(match, "mark") or tokens.word(match.start("dec") - 1) in ("the", "-", "early", "late", "mid")
    if len(digits) == 2 and digits.endswith("0") and marked and not owned:
        return _at(match, Fixed(f"{20 if int(digits) < 20 else 19}{digits[0]}"))
    return None


def build_century(tokens: Tokens, match: Match) -> Expression | None:
    """Return the century of "the 21st century" (`20`, as TIMEX3 counts by the leading digits)."""
    number = ordinal_number(tokens.word(match.start("ord")))
    if tokens.word(match.start("ord")) == "twenty":
        number = 21
    return _at(match, Fixed(f"{number - 1:02d}"))


NOT_A_DAY_BEFORE = words("black bloody super cyber manic stormy casual")
PAPERS = words("Times Telegraph Mirror Mail Express Herald People Post World Star Sun Life Review Business Agreement")


def build_weekday(tokens: Tokens, match: Match) -> Expression | None:
    """Return the weekday of "Friday", "last Monday night", "Friday of last week"."""
    place = match.start("wd")
    before = tokens.word(match.start() - 1)
    if len(tokens.word(place)) < len("monday"):
        return None  # "Sun" and "Mon" alone are names as often as days
    if before in NOT_A_DAY_BEFORE or tokens.raw(place + 1) in PAPERS or tokens.word(place + 1) == "agreement":
        return None
    if tokens.raw(place)[:1].isupper() and before == "on" and tokens.raw(match.start() - 2) in ("Mail", "Independent"):
        return None
    which = WHICH.get(tokens.word(match.start())) if has(match, "which") else None
    week = WHICH.get(tokens.word(match.start("week"))) if has(match, "week") else None
    form = Weekday(WEEKDAY_NUMBER[tokens.word(place)], which, week)
    part = PART_CODE[tokens.word(match.start("part"))] if has(match, "part") else None
    return _at(match, form, part=part)


def build_named_day(tokens: Tokens, match: Match) -> Expression | None:
    """Return the named day of "Easter Monday", "last Thanksgiving", "Christmas 2016"."""
    name = _named(" ".join(tokens.word(place) for place in range(match.start("name"), match.end("name"))))
    if tokens.word(match.end()) in ("agreement", "accord", "accords", "deal") and name == "good friday":
        return None
    which = WHICH.get(tokens.word(match.start("which"))) if has(match, "which") else None
    return _at(match, NamedDay(name, _year(tokens, match), which))


def _named(name: str) -> str:
    for mark in ("’", "'", "‘", "`"):
        name = name.replace(f" {mark} s", "'s").replace(f"s {mark} ", "s' ")
    name = name.replace("labour", "labor").replace("presidents' day", "presidents day").replace("st .", "st")
    return name.replace("veterans' day", "veterans day")


def build_nine_eleven(tokens: Tokens, match: Match) -> Expression | None:
    """Return the day of "9/11"."""
    digits = [tokens.word(match.start()), tokens.word(match.end() - 1)]
    return _at(match, Fixed("2001-09-11")) if digits == ["9", "11"] and tokens.touches(match.end() - 1) else None


def day_number(word: str) -> int:
    """Return the number of "23", "3rd" or "third", 0 where it is none."""
    return ORDINAL_WORD.get(word) or int("".join(filter(str.isdigit, word)) or 0)


def ordinal_number(word: str) -> int:
    """Return the number of "3rd" or "third"."""
    return day_number(word)


def _month(tokens: Tokens, match: Match) -> int:
    return MONTH_NUMBER[tokens.word(match.start("month"))]


def _year(tokens: Tokens, match: Match) -> int | Shift | Same | None:
    if has(match, "year"):
        return int(tokens.word(match.start("year")))
    if has(match, "now"):
        return Shift("Y", 0)
    if not has(match, "rel"):
        return None
    word = tokens.word(match.start("rel"))
    if word in ("that", "same"):
        return Same("Y")
    if word in ("following", "previous"):
        return Shift("Y", 1 if word == "following" else -1, from_mention=True)
    return Shift("Y", WHICH[word])


def _counts(tokens: Tokens, place: int) -> bool:
    return tokens.word(place) in COUNTED


def _at(match: Match, form: Form, *, part: str | None = None) -> Expression:
    return Expression(first=match.start(), last=match.end(), type="TIME" if part else "DATE", form=form, part=part)


ANY_YEAR = (
    "( ( of | in | , )? ( the? ( fiscal | calendar )? year=YEARLIKE | rel=( last | this | next | that ) year )"
    " | of the now=year )"
)
NAMED = " | ".join(name.replace("'s", " ' s").replace("s'", "s '") for name in sorted(NAMES, key=len, reverse=True))
NAMED = f"presidents ' day | veterans ' day | labour day | {NAMED}"

RULES = (
    Rule("ISO", build_iso),
    Rule("NUMERIC", build_numeric),
    Rule(f"( {WEEKDAY} ,? )? the? day={DAY} of? month={MONTH} {OF_YEAR}?", build_day),
    Rule(f"( {WEEKDAY} ,? )? month={MONTH} the? day={DAY} {OF_YEAR}?", build_day),
    Rule(
        f"the? one={DAY} ( - | to | and | until | till | through | or ) the? two={DAY} of? month={MONTH} {OF_YEAR}?",
        build_days,
    ),
    Rule(f"month={MONTH} one={DAY} ( - | to | and | until | till | through | or ) two={DAY} {OF_YEAR}?", build_days),
    Rule(f"which=( last | this | next | past | that )? month={MONTH} ( of? {OF_YEAR} )?", build_month),
    Rule(f"one={MONTH} ( - | to | and | until | till | through | or ) two={MONTH} ,? year=YEARLIKE", build_months),
    Rule("( the? ( fiscal | calendar | financial ) year? | the year )? year=YEARLIKE", build_year),
    Rule("one=YEARLIKE ( - | / ) two=( YEARLIKE | N12 | N24 | N31 | N99 )", build_years),
    Rule(
        "the? which=( last | this | next )? ( year=YEARLIKE ( ' s )? | rel=( last | this | next ) year ( ' s )? )?"
        " ord=( ORDINAL | last | final | latter ) hyphen=-? kind=( quarter | half )",
        build_part_of_year,
    ),
    Rule(
        f"the? which=( last | this | next )? ord=( ORDINAL | last | final | latter ) hyphen=-? kind=( quarter | half )"
        f" {ANY_YEAR}",
        build_part_of_year,
    ),
    Rule(f"the? hyphen=-? which=( last | this | next | past )? kind=( SEASON | fall ) {ANY_YEAR}?", build_part_of_year),
    Rule("q number=N12 of? year=YEARLIKE?", build_short_quarter),
    Rule("the? mark='? dec=( DECADE | DECADEWORD )", build_decade),
    Rule("the? ord=( ORDINAL | twenty - first ) -? century", build_century),
    Rule(
        f"which=( last | this | next | past | coming )? wd={WEEKDAY} part=( PART | night )?"
        " ( of? week=( last | this | next ) week )?",
        build_weekday,
    ),
    Rule(f"which=( last | this | next )? name=( {NAMED} ) {OF_YEAR}?", build_named_day),
    Rule("N12 / N12", build_nine_eleven),
)
