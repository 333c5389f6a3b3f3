"""Reads the dates that queries name, and says them in words."""

from __future__ import annotations

import calendar
import datetime

import regex
from django.utils.translation import gettext as _

from archive.locally import dated
from search.language.ranges import Ends, Span, read_range
from search.language.tree import Range, RangeField

Days = tuple[datetime.date, datetime.date]

ISO_DATE = regex.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
DAY_MONTH_YEAR = regex.compile(r"(?:([0-9]{1,2}) )?(\p{L}{3,9})\.? ([0-9]{4})")
MONTH_DAY_YEAR = regex.compile(r"(\p{L}{3,9})\.? ([0-9]{1,2}), ?([0-9]{4})")
AGE = regex.compile(r"(?:last )?([0-9]{1,4}) ?(d|w|m|y|days?|weeks?|months?|years?)")
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
ONE_DAY = datetime.timedelta(days=1)
ONE_WEEK = datetime.timedelta(weeks=1)


def read_period(
    text: str, *, today: datetime.date, field: RangeField = RangeField.DATE
) -> Range | None:
    """Read 2025, 2025-10, 2025-10-30, two of them, today, 30d; None if it is no date.

    One end of A..B may be left out; ends the wrong way round are swapped.
    """
    text = " ".join(text.lower().split()).replace(" to ", " TO ")

    def read(one: str) -> Span | None:
        days = read_days(one, today=today)
        return (days[0].toordinal(), days[1].toordinal()) if days else None

    if AGE.fullmatch(text) and (span := read(text)):
        ends: Ends | None = (span[0], today.toordinal())
    else:
        ends = read_range(text, read)
    if ends is None:
        return None
    try:
        low, high = (end and datetime.date.fromordinal(end) for end in ends)
    except (ValueError, OverflowError):
        return None
    # Before the first of all days there is none.
    if ends[1] == 0:
        return None
    return Range(field, low, high)


def read_days(text: str, *, today: datetime.date) -> Days | None:
    """Return the first and last day of a year, month, week or day."""
    try:
        return _read_written(text) or _read_relative(text, today)
    except (ValueError, OverflowError):
        return None


def read_day_or_month(text: str) -> Days | None:
    """Return the days of a day or a month that is all of a text, and has its year."""
    text = " ".join(text.lower().split())
    days = read_days(text, today=datetime.date.min)
    is_written = len(text) > len("2025") and text[-1].isdigit()
    return days if is_written else None


def _read_written(text: str) -> Days | None:
    if match := ISO_DATE.fullmatch(text):
        year, month, day = match.groups()
        return _days(int(year), int(month or 0), int(day or 0), has_month=bool(month))
    if match := DAY_MONTH_YEAR.fullmatch(text):
        day, name, year = match.groups()
    elif match := MONTH_DAY_YEAR.fullmatch(text):
        name, day, year = match.groups()
    else:
        return None
    months = [at for at, month in enumerate(MONTHS, 1) if month.startswith(name)]
    return _days(int(year), months[0], int(day or 0)) if months else None


def _days(year: int, month: int, day: int, *, has_month: bool = True) -> Days:
    """Return the days of a year, month or day; 0 is a day that was not written."""
    if not has_month:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if day:
        return datetime.date(year, month, day), datetime.date(year, month, day)
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, 1), datetime.date(year, month, last)


def _read_relative(text: str, today: datetime.date) -> Days | None:
    if match := AGE.fullmatch(text):
        day = _earlier(today, int(match[1]), match[2][0])
        return day, day
    monday = today - ONE_DAY * today.weekday()
    match text:
        case "today":
            return today, today
        case "yesterday":
            return today - ONE_DAY, today - ONE_DAY
        case "this week":
            return monday, monday + ONE_WEEK - ONE_DAY
        case "last week":
            return monday - ONE_WEEK, monday - ONE_DAY
        case "this month":
            return _days(today.year, today.month, 0)
        case "last month":
            before = today.replace(day=1) - ONE_DAY
            return _days(before.year, before.month, 0)
        case "this year":
            return _days(today.year, 0, 0, has_month=False)
        case "last year":
            return _days(today.year - 1, 0, 0, has_month=False)
    return None


def _earlier(day: datetime.date, count: int, unit: str) -> datetime.date:
    """Return the day so many days, weeks, months or years earlier."""
    if unit == "d":
        return day - ONE_DAY * count
    if unit == "w":
        return day - ONE_WEEK * count
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def describe(period: Range) -> str:
    """Return a period as people say it: "in 2025", "from 1 Oct 2025 to ..."."""
    low, high = period.low, period.high
    if isinstance(low, datetime.date) and isinstance(high, datetime.date):
        if low == high:
            return _("on {day}").format(day=dated(low))
        if (low, high) == _days(low.year, 0, 0, has_month=False):
            return _("in {year}").format(year=f"{low.year:04}")
        if (low, high) == _days(low.year, low.month, 0):
            return _("in {month}").format(month=dated(low, "M Y"))
        return _("from {first} to {last}").format(first=dated(low), last=dated(high))
    if isinstance(low, datetime.date):
        return _("from {day} on").format(day=dated(low))
    if isinstance(high, datetime.date):
        return _("up to {day}").format(day=dated(high))
    return _("at any time")
