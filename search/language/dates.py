"""Reads the dates that queries name."""

from __future__ import annotations

import calendar
import datetime
import re

from search.language.tree import Range, RangeField

DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
Days = tuple[datetime.date, datetime.date]


def read_period(text: str) -> Range | None:
    """Read 2025, 2025-10, 2025-10-30 or two of them as A..B; None if it is neither.

    One end of A..B may be left out; ends the wrong way round are swapped.
    """
    first, dots, last = text.strip().partition("..")
    low = read_days(first) if first else None
    high = read_days(last) if last else None
    if not dots:
        return Range(RangeField.DATE, *low) if low else None
    if (first and not low) or (last and not high) or not (low or high):
        return None
    if low and high and low > high:
        low, high = high, low
    return Range(RangeField.DATE, low[0] if low else None, high[1] if high else None)


def read_days(text: str) -> Days | None:
    """Return the first and last day of a year, month or day."""
    match = DATE.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is None or month is None:
            year = year or 0
            return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return datetime.date(year, month, 1), datetime.date(year, month, last)
        return datetime.date(year, month, day), datetime.date(year, month, day)
    except ValueError:
        return None


def describe(period: Range) -> str:
    """Return a period as people say it: "in 2025", "from 1 Oct 2025 to ..."."""
    low, high = period.low, period.high
    if isinstance(low, datetime.date) and isinstance(high, datetime.date):
        if low == high:
            return f"on {day_in_words(low)}"
        if (low, high) == read_days(f"{low:%Y}"):
            return f"in {low.year}"
        if (low, high) == read_days(f"{low:%Y-%m}"):
            return f"in {low:%b %Y}"
        return f"from {day_in_words(low)} to {day_in_words(high)}"
    if isinstance(low, datetime.date):
        return f"from {day_in_words(low)} on"
    if isinstance(high, datetime.date):
        return f"up to {day_in_words(high)}"
    return "at any time"


def day_in_words(day: datetime.date) -> str:
    """Return a day as 30 Oct 2025."""
    return f"{day.day} {day:%b %Y}"
