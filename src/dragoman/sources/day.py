"""The day of publication as people write it, read only where it can be read in one way."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.*)?")
DAY_FIRST = re.compile(r"(?:[^\W\d]+\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([^\W\d]+)\.?,?\s+(\d{4})\b.*")
MONTH_FIRST = re.compile(r"(?:[^\W\d]+\.?,?\s+)?([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b.*")


def parse_day(text: str) -> date:
    """Return the day of 2025-08-23 (a time may follow), 23 August 2025, August 23, 2025, or an RFC 5322 date.

    A date with a time zone keeps the day that is written.

    Raises:
        ValueError: no such day, or a form that can be read in two ways (03/04/2025).
    """
    text = text.strip()
    if found := ISO.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := DAY_FIRST.fullmatch(text):
        return date(int(found[3]), _month(found[2]), int(found[1]))
    if found := MONTH_FIRST.fullmatch(text):
        return date(int(found[3]), _month(found[1]), int(found[2]))
    raise ValueError(f"{text!r} is not a day; write it as 2025-08-23")


def _month(name: str) -> int:
    for number, month in enumerate(MONTHS, start=1):
        if name.lower() in (month, month[:3], month[:4] if number == 9 else month):  # "Sept" is as usual as "Sep"
            return number
    raise ValueError(f"{name!r} is not a month; write the day as 2025-08-23")
