"""Reads days as newspapers write them, and never guesses one."""

import datetime
import re
from dataclasses import dataclass

from django.utils import timezone

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)?"
MONTH = rf"(?P<month_name>{'|'.join(MONTHS)})\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>\d{4})"
HOUR = (
    r"(?:(?:[T,]|,?\s)\s?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"(?:[.,]\d{1,9})?\s?(?P<zone>z|utc|gmt|[+-]\d\d:?\d\d)?)?"
)
SHAPES = tuple(
    re.compile(WEEKDAY + shape + HOUR, re.IGNORECASE)
    for shape in (
        rf"{YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark){DAY}",
        rf"{DAY}[\s-](?:of\s)?{MONTH},?[\s-]{YEAR}",
        rf"{MONTH}\s{DAY},?\s{YEAR}",
        rf"{YEAR}年(?P<month>\d{{1,2}})月{DAY}日",
        rf"(?P<either>\d{{1,2}})(?P<mark>[-/.])(?P<other>\d{{1,2}})(?P=mark){YEAR}",
    )
)
LONGEST = 60
# Made of nothing but numbers, their marks and the words of dates.
DATE_LIKE = re.compile(
    rf"(?=.*\d)(?>[\d\s.,/:+\-]|{'|'.join(MONTHS)}|st|nd|rd|th|of|at|[ap]m|utc|gmt|z|t)++",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A day, with its hour where that is written; or why there is none."""

    day: datetime.date | None = None
    moment: datetime.datetime | None = None
    problem: str = ""


def read_date(text: str) -> When | None:
    """Read a text that is a date and nothing else; None when it is not."""
    words = " ".join(text.split())
    if len(words) > LONGEST:
        return None
    for shape in SHAPES:
        if match := shape.fullmatch(words):
            return _read_parts(match.groupdict())
    return None


def is_date_like(text: str) -> bool:
    """Tell whether a text that could not be read was still meant as a date."""
    return len(text) <= LONGEST and bool(DATE_LIKE.fullmatch(text.strip()))


def _read_parts(parts: dict[str, str | None]) -> When:
    year = int(parts["year"] or 0)
    if parts.get("either"):
        first, second = int(parts["either"] or 0), int(parts["other"] or 0)
        if first != second and max(first, second) <= 12:
            return When(problem="cannot tell day from month")
        day, month = (first, second) if second <= 12 else (second, first)
    else:
        name = parts.get("month_name")
        month = MONTHS[name.lower()] if name else int(parts["month"] or 0)
        day = int(parts["day"] or 0)
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return When(problem="no such day")
    return When(date, _read_hour(parts, date=date))


def _read_hour(
    parts: dict[str, str | None], *, date: datetime.date
) -> datetime.datetime | None:
    if not parts["hour"]:
        return None
    try:
        clock = datetime.time(
            int(parts["hour"]), int(parts["minute"] or 0), int(parts["second"] or 0)
        )
        moment = datetime.datetime.combine(date, clock, tzinfo=_zone(parts["zone"]))
        # The database keeps UTC; the first and last days there are do not fit.
        moment.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None
    return moment


def _zone(text: str | None) -> datetime.tzinfo:
    if not text:
        return timezone.get_default_timezone()
    if text[0] not in "+-":
        return datetime.UTC
    offset = datetime.timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return datetime.timezone(offset if text[0] == "+" else -offset)
