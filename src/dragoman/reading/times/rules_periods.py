"""Rules for periods counted from somewhere: "last week", "two days later", "a year ago", durations and sets."""

from __future__ import annotations

from dragoman.contract import TimeType
from dragoman.reading.times.expression import (
    Expression,
    Fixed,
    Form,
    LatestQuarter,
    Same,
    Shift,
    Weekend,
    Which,
    YearEarlier,
)
from dragoman.reading.times.lexicon import FREQUENCY, PART_CODE, UNITS, WEEKDAY_NUMBER, words
from dragoman.reading.times.pattern import Match, Rule, has
from dragoman.reading.times.quantity import UNKNOWN, YEARS_IN, read_quantity, write_duration
from dragoman.reading.times.tokens import Tokens

# What may stand before a bare duration ("for weeks", "within a year"); elsewhere "a day" is no time expression.
DURATION_CUES = words(
    "for in within after about over of during under by to only just barely around roughly than least almost nearly"
    " every another last past next coming first spent lasted lasting took takes take spend some until throughout and"
    " through was is were be been before"
)
BARE_CUES = words("for in within after over of by under during")
DURING = words("over in within during for throughout")
CLAUSE_OPENERS = words("and but when as that which who while where because said says on in at")
RATES = words("million billion trillion thousand hundred percent times tonnes barrels")
CURRENCIES = words("$ £ € ¥ # dollars euros pounds")
WHICH: dict[str, Which] = {"last": -1, "this": 0, "next": 1, "coming": 1}
SHORT_UNITS = frozenset(("TS", "TM", "TH", "D"))


def build_relative(tokens: Tokens, match: Match) -> Expression | None:
    """Return the period of "last week", "this year", "the following month", "the same day"."""
    which, unit = tokens.word(match.start("which")), UNITS[tokens.word(match.start("unit"))]
    the = tokens.word(match.start()) == "the"
    before = tokens.word(match.start() - 1)
    if unit in ("TS", "TM", "TH"):
        return None
    if unit == "WE" and which in ("last", "past", "this", "next", "coming"):
        return _at(match, Weekend(None if which == "past" else WHICH.get(which)))
    if which == "this" and tokens.raw(match.end() - 1).istitle():
        return None  # a programme or a magazine
    if unit == "Q" and which in ("current", "latest", "this", "same", "that"):
        return _at(match, LatestQuarter() if which in ("latest", "same", "that") else Shift("Q", 0))
    if which == "latest":
        return _at(match, LatestQuarter()) if unit == "Q" else None
    if which in ("that", "same"):
        if which == "that" and tokens.word(match.end()) in ("'s", "who", "which"):
            return None
        return _at(match, Same(unit))
    if which in ("following", "previous", "preceding"):
        return _at(match, Shift(unit, 1 if which == "following" else -1, from_mention=True))
    if which in ("past", "coming") and the and unit != "WE":
        return _at(match, Fixed(write_duration(1, unit)), type="DURATION")
    if which == "next" and the and unit != "WE":
        if before in DURING:
            return _at(match, Fixed(write_duration(1, unit)), type="DURATION")
        return _at(match, Shift(unit, 1, from_mention=True))
    if which == "next" and unit == "D" and not the:
        return _at(match, Shift("D", 1, from_mention=True))
    if which == "last" and the and before in DURING and (before != "for" or unit in ("DE", "CE")) and unit != "WE":
        return _at(match, Fixed(write_duration(1, unit)), type="DURATION")
    if unit == "D" and which in ("last", "this", "past", "current", "coming"):
        return None  # "the last day", "this day" name no day by themselves
    return _at(match, Shift(unit, {"last": -1, "past": -1, "next": 1, "coming": 1}.get(which, 0)))


def build_part(tokens: Tokens, match: Match) -> Expression | None:
    """Return the part of a day of "last night", "this morning", "that evening", "the following night"."""
    which, part = tokens.word(match.start("which")), PART_CODE[tokens.word(match.start("part"))]
    form: Form = Same("D")
    if which == "this":
        form = Shift("D", 0)
    elif which == "last":
        form = Shift("D", -1)
    elif which in ("following", "next", "previous"):
        form = Shift("D", -1 if which == "previous" else 1, from_mention=True)
    return _at(match, form, type="TIME", part=part)


def build_deictic(tokens: Tokens, match: Match) -> Expression | None:
    """Return the day of "today", "yesterday evening", "tonight", "the day after tomorrow"."""
    word = tokens.word(match.start("day"))
    count = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    if has(match, "far"):
        count *= 2
    part = "NI" if word == "tonight" else PART_CODE[tokens.word(match.start("part"))] if has(match, "part") else None
    return _at(match, Shift("D", count), type="TIME" if part else "DATE", part=part)


def build_beside(tokens: Tokens, match: Match) -> Expression | None:
    """Return the day of "the day before", "the week after", "the night before" where no event is named after it."""
    if not _ends_phrase(tokens, match.end()):
        return None
    word = tokens.word(match.start("unit"))
    count = -1 if tokens.word(match.end() - 1) in ("before", "earlier", "previous") else 1
    if word in PART_CODE:
        return _at(match, Shift("D", count, from_mention=True), type="TIME", part=PART_CODE[word])
    return _at(match, Shift(UNITS[word], count, from_mention=True))


def _ends_phrase(tokens: Tokens, place: int) -> bool:
    word = tokens.word(place)
    return (not word[:1].isalnum() and word not in ("'", "’", '"', "“")) or word in CLAUSE_OPENERS


def build_whole(tokens: Tokens, match: Match) -> Expression | None:
    """Return the period of "earlier in the year", "the end of the month", "the full year", "the current quarter"."""
    unit = UNITS[tokens.word(match.start("unit"))]
    mod = MODS.get(tokens.word(match.start("mod"))) if has(match, "mod") else None
    if unit in ("TS", "TM", "TH", "D", "CE"):
        return None
    form: Form = LatestQuarter() if unit == "Q" else Weekend() if unit == "WE" else Shift(unit, 0)
    if tokens.word(match.end() - 2) in ("that", "same"):
        form = Same(unit)
    if tokens.word(match.end() - 2) in ("last", "next"):
        form = Shift(unit, -1 if tokens.word(match.end() - 2) == "last" else 1)
    return _at(match, form, mod=mod)


MODS = {
    "earlier": "START", "early": "START", "start": "START", "beginning": "START", "beginnings": "START",
    "outset": "START", "middle": "MID", "mid": "MID", "later": "END", "late": "END", "end": "END", "close": "END",
    "turn": "START",
}  # fmt: skip


def build_this_year(tokens: Tokens, match: Match) -> Expression | None:
    """Return the year of "for the year" in a business report."""
    if not _ends_phrase(tokens, match.end()) and tokens.word(match.end()) not in ("ended", "ending"):
        return None
    return Expression(first=match.start() + 1, last=match.end(), type="DATE", form=Shift("Y", 0))


def build_year_ended(tokens: Tokens, match: Match) -> Expression:
    """Return the duration of "the year" in "the year ended March 31"."""
    return Expression(first=match.start(), last=match.start() + 2, type="DURATION", form=Fixed("P1Y"))


def build_unit_long(tokens: Tokens, match: Match) -> Expression | None:
    """Return the duration of "week-long" and "year-long"."""
    return _at(match, Fixed(write_duration(1, UNITS[tokens.word(match.start("unit"))])), type="DURATION")


def build_year_end(tokens: Tokens, match: Match) -> Expression:
    """Return the last day of the year of "year-end", as TimeBank has it."""
    return _at(match, Shift("YE", 0))


def build_year_earlier(tokens: Tokens, match: Match) -> Expression:
    """Return the year before of "a year ago", "a year earlier", "year-earlier", "the year-ago quarter"."""
    return _at(match, YearEarlier())


def build_latest_quarter(tokens: Tokens, match: Match) -> Expression | None:
    """Return the quarter of "the quarter", "the latest period", "the 1988 quarter"."""
    if has(match, "year"):
        return _at(match, LatestQuarter(year=int(tokens.word(match.start("year")))))
    if tokens.word(match.end()) in ("of", "century") and tokens.word(match.end() + 1) != "the":
        return None
    return _at(match, LatestQuarter())


def build_quantity(tokens: Tokens, match: Match) -> Expression | None:
    """Return the duration or date of "two days", "three-year", "a few weeks ago", "the past two years"."""
    unit = UNITS[tokens.word(match.start("unit"))]
    if _is_age(tokens, match.end()) or (unit == "Q" and not has(match, "lead")):
        return None
    count = read_quantity(tokens, match.start("qty"), match.end("qty")) if has(match, "qty") else UNKNOWN
    if count is None:
        return None
    lead = tokens.word(match.start("lead")) if has(match, "lead") else ""
    if lead in ("first", "final", "initial", "early") and not has(match, "qty"):
        return None
    tail = tokens.word(match.start("tail")) if has(match, "tail") else ""
    if tail:
        return _with_tail(tokens, match, count, unit, tail)
    if unit == "D" and tokens.word(match.start("unit")).startswith("night") and not has(match, "qty"):
        return None
    if _is_vague(tokens, match) and not _cued(tokens, match):
        return None
    if _is_rate(tokens, match):
        return _build_rate(tokens, match, unit)
    if tokens.word(match.end()) in ("a", "an") and tokens.word(match.end() + 1) in UNITS:
        return None  # "24 hours a day"
    return _at(match, Fixed(write_duration(count, unit)), type="DURATION")


def build_and_half(tokens: Tokens, match: Match) -> Expression | None:
    """Return the duration or date of "a year and a half", "an hour and a half ago"."""
    unit = UNITS[tokens.word(match.start("unit"))]
    if has(match, "tail"):
        return _with_tail(tokens, match, 1.5, unit, tokens.word(match.start("tail")))
    return _at(match, Fixed(write_duration(1.5, unit)), type="DURATION")


def _is_age(tokens: Tokens, place: int) -> bool:
    word = tokens.word(place)
    return (
        word == "old"
        or (word in "-–" and tokens.word(place + 1) in ("old", "olds"))
        or (word == "of" and tokens.word(place + 1) == "age")
    )


def _is_vague(tokens: Tokens, match: Match) -> bool:
    """Say whether the count is "a" or missing, so that only its surroundings can make a time of it."""
    if has(match, "lead") or has(match, "long") or has(match, "hyphen"):
        return False
    if not has(match, "qty"):
        return True
    words = [tokens.word(place) for place in range(match.start("qty"), match.end("qty"))]
    return words in (["a"], ["an"], ["one"], ["another"])


def _cued(tokens: Tokens, match: Match) -> bool:
    before, unit = tokens.word(match.start() - 1), UNITS[tokens.word(match.start("unit"))]
    if not has(match, "qty"):
        return before in BARE_CUES and (unit not in ("TS", "TM") or before in ("for", "within"))
    if unit in SHORT_UNITS:
        return (before in DURATION_CUES and before not in ("was", "is", "be", "and", "of")) or _is_rate(tokens, match)
    return True


def _is_rate(tokens: Tokens, match: Match) -> bool:
    """Say whether "a year" says how often: after an amount ("$33 million a year"), "once" or "twice"."""
    if not has(match, "qty") or tokens.word(match.start()) not in ("a", "an") or match.end() - match.start() != 2:
        return False
    before = tokens.word(match.start() - 1)
    if before in RATES or before[:1].isdigit() or before in UNITS:
        return True
    amounts = (tokens.word(match.start() - back) for back in (2, 3, 4))
    return before not in DURATION_CUES and any(word in RATES or word[:1].isdigit() for word in amounts)


def _build_rate(tokens: Tokens, match: Match, unit: str) -> Expression | None:
    money = any(tokens.word(match.start() - back) in CURRENCIES for back in range(1, 5))
    if not money:
        return None  # "24 hours a day", "four flights a week": how many, not when
    return _at(match, Fixed(write_duration(1, unit)), type="SET")


def _with_tail(tokens: Tokens, match: Match, count: float, unit: str, tail: str) -> Expression | None:
    """Return what "ago", "later", "before" and the like make of a quantity."""
    bare = Expression(
        first=match.start(), last=match.start("tail"), type="DURATION", form=Fixed(write_duration(count, unit))
    )
    if tail in ("before", "after", "on", "previously") and not _ends_phrase(tokens, match.end()):
        return bare
    if tail == "from" and tokens.word(match.end() - 1) != "now":
        return bare
    if count == UNKNOWN:
        return _vague_tail(match, unit, tail, bare)
    back = tail in ("ago", "earlier", "before", "previously")
    mention = tail not in ("ago", "from", "'", "’", "hence")
    if unit in YEARS_IN:  # "a decade ago" is a year, not a decade
        count, unit = count * YEARS_IN[unit], "Y"
    whole = round(count * 2) if unit == "FN" else int(count)
    sign = -1 if back else 1
    if count != int(count) and unit == "Y":  # "two and a half years ago" is a month
        return _at(match, Shift("M", sign * round(count * 12), mention))
    return _at(match, Shift("W" if unit == "FN" else unit, sign * whole, mention))


def _vague_tail(match: Match, unit: str, tail: str, bare: Expression) -> Expression | None:
    if tail in ("ago", "earlier", "before", "previously"):
        return _at(match, Fixed("PAST_REF"))
    return bare


def build_unit_of(tokens: Tokens, match: Match) -> Expression | None:
    """Return the duration of "recent years", "the coming days", "the past few weeks"."""
    return _at(match, Fixed(write_duration(UNKNOWN, UNITS[tokens.word(match.start("unit"))])), type="DURATION")


def build_every(tokens: Tokens, match: Match) -> Expression | None:
    """Return the set of "every week", "each of the last three years", "every two days", "every Thursday night"."""
    if has(match, "wd"):
        part = f"T{PART_CODE[tokens.word(match.start('part'))]}" if has(match, "part") else ""
        return _at(match, Fixed(f"XXXX-WXX-{WEEKDAY_NUMBER[tokens.word(match.start('wd'))]}{part}"), type="SET")
    if has(match, "part"):
        return _at(match, Fixed(f"XXXX-XX-XXT{PART_CODE[tokens.word(match.start('part'))]}"), type="SET")
    unit = UNITS[tokens.word(match.start("unit"))]
    count: float | None = 2.0 if has(match, "other") else 1.0
    if has(match, "qty") and tokens.word(match.start() + 1) != "of":
        count = read_quantity(tokens, match.start("qty"), match.end("qty"))
    if count is None or (unit == "TM" and not has(match, "qty")):
        return None
    return _at(match, Fixed(write_duration(count, unit)), type="SET")


def build_weekdays(tokens: Tokens, match: Match) -> Expression:
    """Return the set of "on Fridays", "Monday nights"."""
    part = f"T{PART_CODE[tokens.word(match.start('part'))]}" if has(match, "part") else ""
    return _at(match, Fixed(f"XXXX-WXX-{WEEKDAY_NUMBER[tokens.word(match.start('wd'))]}{part}"), type="SET")


def build_often(tokens: Tokens, match: Match) -> Expression | None:
    """Return the set of "daily", "weekly", "twice a week", "per month", "per annum"."""
    if has(match, "adverb"):
        word = tokens.word(match.start("adverb"))
        if tokens.raw(match.start("adverb")).istitle() and not tokens.is_boundary(match.start() - 1):
            return None  # the Daily Telegraph
        return None if tokens.word(match.start() - 1) == "average" else _at(match, Fixed(FREQUENCY[word]), type="SET")
    unit = UNITS.get(tokens.word(match.end() - 1), "Y")
    return _at(match, Fixed(write_duration(1, unit)), type="SET")


def build_reference(tokens: Tokens, match: Match) -> Expression | None:
    """Return `PRESENT_REF`, `PAST_REF` or `FUTURE_REF` for "now", "the past", "the near future"."""
    if has(match, "present"):
        return _at(match, Fixed("PRESENT_REF"))
    value = "PAST_REF" if has(match, "past") else "FUTURE_REF"
    return _at(match, Fixed(value))


def build_nothing(tokens: Tokens, match: Match) -> None:
    """Return nothing: the words look like a time and are none ("year-on-year", "a 6-year-old")."""
    return


def _at(
    match: Match,
    form: Form,
    *,
    type: TimeType = "DATE",
    part: str | None = None,
    mod: str | None = None,
) -> Expression:
    return Expression(first=match.start(), last=match.end(), type=type, form=form, part=part, mod=mod)


NUMBER = "( NUMBERWORD | TENSWORD ( - NUMBERWORD )? | DAYNUMBER | N99 | BIG | DECIMAL )"
QUANTITY = (
    f"( ( {NUMBER} ( ( - | to | or ) {NUMBER} )? | a | an | another ) ( NUMBERKIND / N12 | ½ | -? and -? a -? half )? "
    "| ½ | ( a | an )? ( few | dozen | couple of? | half ( a | an )? ) | several | many | some | dozens of"
    " | hundreds of | a number of | a handful of | scores of )"
)
LEAD = "( last | past | next | coming | first | final | previous | following | preceding | latest | initial )"
TAIL = (
    "( ago | later | earlier | afterwards | afterward | previously | before | after | on | from now | hence"
    " | ' s? time )"
)

RULES = (
    Rule(
        "the? which=( last | past | this | next | coming | following | previous | preceding | current | same"
        " | that | latest )"
        " ( fiscal | calendar | financial | school | full )? unit=( UNIT | weekend )",
        build_relative,
    ),
    Rule("which=( last | this | that ) part=( PART | night )", build_part),
    Rule("( the | that ) which=( same | following | next | previous ) part=( PART | night )", build_part),
    Rule(
        "( the far=day ( before | after ) )? day=( today | tonight | yesterday | tomorrow ) part=( PART | night )?",
        build_deictic,
    ),
    Rule("the unit=( UNIT | PART | night ) ( before | after | earlier | previous )", build_beside),
    Rule("mod=( earlier | later | early | late ) in ( the | that | this ) unit=UNIT", build_whole),
    Rule(
        "mod=( end | start | beginning | close | middle ) of ( the | this | that | last | next )"
        " unit=( UNIT | weekend )",
        build_whole,
    ),
    Rule("the ( full | fiscal | current | entire ) unit=UNIT", build_whole),
    Rule("the ( past )? unit=weekend", build_whole),
    Rule("year - end", build_year_end),
    Rule("unit=( week | month | year | decade | century | day | hour ) - long", build_unit_long),
    Rule("( a | one | the )? year -? ( ago | earlier ) ( quarter | period )?", build_year_earlier),
    Rule("the ( latest ( quarter | period ) | quarter | year=YEARLIKE ( quarter | period ) )", build_latest_quarter),
    Rule(
        f"( the | these | those | those )? lead={LEAD}? qty={QUANTITY} EXTRA? hyphen=-? unit=( UNIT | UNITS )"
        f" long=( -? long )? tail={TAIL}?",
        build_quantity,
    ),
    Rule(f"the? lead=LEAD2? unit=UNITS long=( - long )? tail={TAIL}?", build_quantity),
    Rule(f"( a | an | one ) unit=UNIT and a half tail={TAIL}?", build_and_half),
    Rule("the? ( recent | past | coming | last few | next few ) ( EXTRA )? unit=UNITS", build_unit_of),
    Rule(
        f"( every | each ) ( of the ( last | past | next )? )? other=( other | second )? qty={QUANTITY}?"
        " unit=( UNIT | UNITS )",
        build_every,
    ),
    Rule("( every | each ) wd=WEEKDAY part=( PART | night )?", build_every),
    Rule("( every | each ) part=( PART | night )", build_every),
    Rule("wd=( WEEKDAYS ) part=( PART | night )?", build_weekdays),
    Rule("wd=WEEKDAY part=( mornings | afternoons | evenings | nights )", build_weekdays),
    Rule("adverb=OFTEN", build_often),
    Rule(" ( per ( UNIT | annum ) | ( once | twice | three times ) ( a | each | every ) UNIT )", build_often),
    Rule("for the unit=year", build_this_year),
    Rule("the unit=year ( ended | ending | to )", build_year_ended),
    Rule("present=( now | currently | nowadays | current | at present | these days | at the moment )", build_reference),
    Rule(" past=( recent | the past )", build_reference),
    Rule(" ( the ( near | foreseeable | not - too - distant )? future | future )", build_reference),
    Rule(
        "( year | month | week | day ) ( - | on | to | after | by | in ) -? ( on | to | after | by | in )? -?"
        " ( year | month | week | day )",
        build_nothing,
    ),
    Rule(
        "year - ( old | olds )"
        " | ( a | an | NUMBERWORD | DAYNUMBER | N99 ) - ( year | month | week | day ) - ( old | olds )",
        build_nothing,
    ),
)
