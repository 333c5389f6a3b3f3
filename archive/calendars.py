"""Lays days out as calendars, shaded by how much there is of each."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from archive import units
from archive.coverage import DayCounts
from archive.locally import counted, dated, grouped
from archive.models import Article

# Years without articles are rows of their own up to so many in a row.
EMPTY_YEARS_SHOWN = 2
# Shades of a calendar: a day with a quarter of the fullest day's articles has the
# second of four.
SHADES = 4
MONTHS = range(1, 13)


@dataclass(frozen=True)
class Day:
    """One day of a calendar; `shade` is 0 for none to 4 for the fullest.

    lead: the article that is named where there is room.
    """

    date: datetime.date
    count: int
    shade: int
    address: str
    lead: Article | None = None

    @property
    def label(self) -> str:
        """The day with its number of articles."""
        return units.told(dated(self.date, "j F"), counted(self.count, "article"))


@dataclass(frozen=True)
class Month:
    """One month as weeks of seven places; places outside the month are None."""

    first: datetime.date
    address: str
    weeks: tuple[tuple[Day | None, ...], ...]

    @property
    def days(self) -> tuple[Day, ...]:
        """The month's days."""
        return tuple(day for week in self.weeks for day in week if day)

    @property
    def count(self) -> int:
        """The month's number of articles."""
        return sum(day.count for day in self.days)

    @property
    def last(self) -> datetime.date:
        """The month's last day."""
        return self.days[-1].date


@dataclass(frozen=True)
class MonthCount:
    """One month with its number of articles, shaded like a day."""

    first: datetime.date
    count: int
    shade: int
    address: str

    @property
    def label(self) -> str:
        """The month with its number of articles."""
        return units.told(dated(self.first, "F Y"), counted(self.count, "article"))


@dataclass(frozen=True)
class Year:
    """One year as twelve counts; or a run of empty years, without months."""

    name: str
    address: str = ""
    months: tuple[MonthCount, ...] = ()

    @property
    def count(self) -> int:
        """The year's number of articles."""
        return sum(month.count for month in self.months)


@dataclass(frozen=True)
class Shade:
    """One entry of a legend: a shade and the numbers of articles it stands for."""

    number: int
    meaning: str


def month_calendar(
    first: datetime.date,
    counts: DayCounts,
    *,
    fullest: int = 0,
    leads: Mapping[datetime.date, Article] | None = None,
) -> Month:
    """Lay out one month; shades are measured by its fullest day or the one given."""
    highest, leads = fullest or max(counts.values(), default=0), leads or {}
    address = _month_address(reverse("year", args=[first.year]), first)

    def day(number: int) -> Day | None:
        if not number:
            return None
        date = first.replace(day=number)
        count = counts.get(date, 0)
        shade, own = _shade(count, highest), f"{address}{number}/"
        return Day(date, count, shade, own, leads.get(date))

    weeks = calendar.Calendar().monthdayscalendar(first.year, first.month)
    return Month(first, address, tuple(tuple(map(day, week)) for week in weeks))


def year_calendar(year: int, counts: DayCounts) -> tuple[Month, ...]:
    """Lay out the twelve months of a year, shaded by the year's fullest day."""
    fullest = max(counts.values(), default=0)
    firsts = [datetime.date(year, month, 1) for month in MONTHS]
    return tuple(month_calendar(first, counts, fullest=fullest) for first in firsts)


def year_rows(months: DayCounts) -> tuple[Year, ...]:
    """Lay out months from the first year to the last, the newest year first."""
    fullest = max(months.values(), default=0)
    rows: list[Year] = []
    before = None
    for number in sorted({month.year for month in months}):
        if before is not None:
            rows += _empty_years(before + 1, number - 1)
        rows.append(_year(number, months, fullest))
        before = number
    return tuple(reversed(rows))


def legend(counts: Iterable[int]) -> tuple[Shade, ...]:
    """Return what shades stand for where these are the numbers of articles."""
    highest = max(counts, default=0)
    if not highest:
        return ()
    ends = [max(highest, SHADES) * shade // SHADES for shade in range(1, SHADES + 1)]
    starts = [1, *(end + 1 for end in ends)]
    shown = enumerate(zip(starts, ends, strict=False), start=1)
    return (
        Shade(0, pgettext("number of articles", "none")),
        *(
            Shade(shade, "–".join(map(grouped, sorted({first, last}))))
            for shade, (first, last) in shown
            if first <= highest
        ),
    )


def say_of_days(counts: DayCounts) -> str:
    """Return the sentence a calendar of days shows: the most, and the days without."""
    if not counts:
        return ""
    most = _say_most(counts, unit="day", form="j F")
    empty = (max(counts) - min(counts)).days + 1 - len(counts)
    if not empty:
        return most
    rest = _("Nothing on {days} between the first and the last.")
    return f"{most} {rest.format(days=counted(empty, 'day'))}"


def say_of_months(months: DayCounts) -> str:
    """Return the sentence a calendar of months shows: the month with the most."""
    return _say_most(months, unit="month", form="F Y") if months else ""


def _say_most(counts: DayCounts, *, unit: str, form: str) -> str:
    """Say where there is most; form: that of the dates that are named."""
    highest = max(counts.values())
    fullest = [first for first, count in counts.items() if count == highest]
    name = dated(fullest[0], form)
    if len(counts) == 1:
        return _("All {where}.").format(where=units.WHERE[unit].format(name=name))
    if len(fullest) > 1:
        return units.AT_MOST[unit].format(amount=grouped(highest))
    return units.most(unit, name, grouped(highest))


def _empty_years(first: int, last: int) -> list[Year]:
    if last - first < EMPTY_YEARS_SHOWN:
        return [_year(number, {}, 0) for number in range(first, last + 1)]
    return [Year(f"{first:04}–{last:04}")]


def _year(number: int, months: DayCounts, fullest: int) -> Year:
    address = reverse("year", args=[number])
    firsts = (datetime.date(number, month, 1) for month in MONTHS)
    counts = ((first, months.get(first, 0)) for first in firsts)
    shaded = (
        MonthCount(first, n, _shade(n, fullest), _month_address(address, first))
        for first, n in counts
    )
    return Year(f"{number:04}", address, tuple(shaded))


def _month_address(year: str, first: datetime.date) -> str:
    """Return a month's address, given its year's.

    To have the addresses of hundreds of days looked up would take longer than the rest
    of their page.
    """
    return f"{year}{first.month}/"


def _shade(count: int, highest: int) -> int:
    # One article in a thin archive is not a full day.
    return -(-count * SHADES // max(highest, SHADES)) if count else 0
