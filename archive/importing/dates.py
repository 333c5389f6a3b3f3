"""Reads days as newspapers write them, and never guesses one."""

import datetime
import re
from dataclasses import dataclass
from typing import Literal

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv januar enero ene gennaio gen janeiro januari",
            "february feb février févr februar febrero febbraio fevereiro fev februari",
            "march mar mars märz marzo março maart mrt",
            "april apr avril avr abril abr aprile",
            "may mai mayo maggio mag maio mei",
            "june jun juin juni junio giugno giu junho",
            "july jul juillet juil juli julio luglio lug julho",
            "august aug août agosto ago augustus",
            "september sept sep septembre septiembre settembre setembro set",
            "october oct octobre oktober okt octubre ottobre ott outubro out",
            "november nov novembre noviembre novembro",
            "december dec décembre déc dezember dez diciembre dic dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
# Monday to Sunday in English, French, German, Spanish, Italian, Portuguese and Dutch.
WEEKDAY = (
    r"(?:(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|(?:lun|mar|mercre|jeu|vendre|same)(?:di)?|dim(?:anche)?"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|mo|di|mi|do|fr|sa|so"
    r"|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|mi[ée]|jue|vie|s[áa]b"
    r"|(?:lune|marte|mercole|giove|vener)d[ìi]|sabato|domenica|mer|gio|ven|dom"
    r"|(?:segunda|ter[çc]a|quarta|quinta|sexta)(?:-feira)?|seg|ter|qua|qui|sex"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag|ma|wo|vr|za|zo)\.?,?\s)?"
)
MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
MONTH = rf"(?P<month_name>{MONTH_NAMES})\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?"
YEAR = r"(?P<year>\d{4})"
HOUR = (
    r"(?:(?:[T,]|,?\s)\s?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"(?:[.,]\d{1,9})?(?:\s?(?P<half>[ap])\.?m\.?)?"
    r"\s?(?P<zone>z|utc|gmt|[+-]\d\d:?\d\d|[a-z]{3,4})?)?"
)
SHAPES = tuple(
    re.compile(WEEKDAY + shape + HOUR, re.IGNORECASE)
    for shape in (
        rf"{YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark){DAY}",
        rf"{DAY}[\s-](?:(?:of|de)\s)?{MONTH},?[\s-](?:de\s)?{YEAR}",
        rf"{MONTH}\s{DAY},?\s{YEAR}",
        rf"{YEAR}年(?P<month>\d{{1,2}})月{DAY}日",
        rf"(?P<either>\d{{1,2}})(?P<mark>[-/.])(?P<other>\d{{1,2}})(?P=mark){YEAR}",
    )
)
COMPACT = re.compile(r"((?:1[6-9]|20)\d{6})(?:[T ]?(\d{4,6}))?(Z|[+-]\d{4})?")
LONGEST = 60
# Made of nothing but numbers, their marks and the words of dates.
DATE_LIKE = re.compile(
    rf"(?=.*\d)(?>[\d\s.,/:+\-]|{MONTH_NAMES}|st|nd|rd|th|of|at|[ap]m|utc|gmt|z|t)++",
    re.IGNORECASE,
)


DayOrder = Literal["", "day first", "month first"]


class Problem(TextChoices):
    """Why a text that was meant as a day is none; articles keep it in this code."""

    EITHER = "cannot tell day from month", _("cannot tell day from month")
    NO_SUCH_DAY = "no such day", _("no such day")
    UNREADABLE = "cannot be read as a day", _("cannot be read as a day")


@dataclass(frozen=True, slots=True)
class When:
    """A day, with its hour where that is written; or why there is none."""

    day: datetime.date | None = None
    moment: datetime.datetime | None = None
    problem: Problem | None = None
    written: str = ""  # the words with the problem
    rule: str = ""  # what found it: "datePublished"
    order: DayOrder = ""  # which of two numbers is the day, where both could be asked
    either: tuple[datetime.date, datetime.date] | None = None  # day first, month first


UNKNOWN = When()


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


def read_compact(text: str) -> When | None:
    """Read what only data writes: 20251030, or 20251030T140500Z."""
    match = COMPACT.fullmatch(text.strip())
    if match is None:
        return None
    day, clock, zone = match.groups()
    hour = f"T{clock[:2]}:{clock[2:4]}{zone or ''}" if clock else ""
    return read_date(f"{day[:4]}-{day[4:6]}-{day[6:]}{hour}")


def _either(year: int, first: int, second: int) -> When:
    try:
        days = datetime.date(year, second, first), datetime.date(year, first, second)
    except ValueError:
        return When(problem=Problem.NO_SUCH_DAY)
    return When(problem=Problem.EITHER, either=days)


def _read_parts(parts: dict[str, str | None]) -> When:
    year = int(parts["year"] or 0)
    order: DayOrder = ""
    if parts.get("either"):
        first, second = int(parts["either"] or 0), int(parts["other"] or 0)
        if first != second and max(first, second) <= 12:
            return _either(year, first, second)
        if first != second:
            order = "day first" if second <= 12 else "month first"
        day, month = (first, second) if second <= 12 else (second, first)
    else:
        name = parts.get("month_name")
        month = MONTHS[name.lower()] if name else int(parts["month"] or 0)
        day = int(parts["day"] or 0)
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return When(problem=Problem.NO_SUCH_DAY)
    return When(date, _read_hour(parts, date=date), order=order)


def _read_hour(
    parts: dict[str, str | None], *, date: datetime.date
) -> datetime.datetime | None:
    if not parts["hour"]:
        return None
    try:
        hour = int(parts["hour"])
        if parts["half"]:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + 12 * (parts["half"].lower() == "p")
        clock = datetime.time(
            hour, int(parts["minute"] or 0), int(parts["second"] or 0)
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
        if text.lower() not in {"z", "utc", "gmt"}:
            raise ValueError("a zone that is not known")
        return datetime.UTC
    offset = datetime.timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return datetime.timezone(offset if text[0] == "+" else -offset)
