"""Counts articles by day, and lays the days out as calendars."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from archive.charts import Chart, Span, draw
from archive.models import Article

# Shades of a calendar: a day with a quarter of the fullest day's articles has the
# second of four.
SHADES = 4

DayCounts = Mapping[datetime.date, int]


@dataclass(frozen=True)
class Day:
    """One day of a calendar; `shade` is 0 for none to 4 for the fullest."""

    date: datetime.date
    count: int
    shade: int


@dataclass(frozen=True)
class Month:
    """One month as weeks of seven places; places outside the month are None."""

    first: datetime.date
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


@dataclass(frozen=True)
class Year:
    """One year as twelve counts."""

    number: int
    months: tuple[MonthCount, ...]

    @property
    def count(self) -> int:
        """The year's number of articles."""
        return sum(month.count for month in self.months)


def counts_by_day(
    first: datetime.date, last: datetime.date
) -> dict[datetime.date, int]:
    """Return the number of live articles of each day that has any."""
    days = Article.objects.live().published_between(first, last).order_by()
    rows = days.values_list("published_on").annotate(Count("pk"))
    return {day: count for day, count in rows if day}


def counts_by_year() -> dict[int, int]:
    """Return the number of live articles of each year that has any, oldest first."""
    years: Counter[int] = Counter()
    for day, count in counts_by_day(datetime.date.min, datetime.date.max).items():
        years[day.year] += count
    return dict(sorted(years.items()))


def chart_of_years(counts: Mapping[int, int]) -> Chart | None:
    """Draw the years, empty ones between them included."""
    if not counts:
        return None
    years = range(min(counts), max(counts) + 1)
    return draw([_year(year, counts.get(year, 0)) for year in years], unit="year")


def month_calendar(
    first: datetime.date, counts: DayCounts, *, fullest: int = 0
) -> Month:
    """Lay out one month; shades are measured by its fullest day or the one given."""
    highest = fullest or max(counts.values(), default=0)
    weeks = calendar.Calendar().monthdayscalendar(first.year, first.month)
    dates = ([first.replace(day=n) if n else None for n in week] for week in weeks)
    return Month(
        first,
        tuple(
            tuple(
                _day(date, counts.get(date, 0), highest) if date else None
                for date in week
            )
            for week in dates
        ),
    )


def year_calendar(year: int, counts: DayCounts) -> tuple[Month, ...]:
    """Lay out the twelve months of a year, shaded by the year's fullest day."""
    fullest = max(counts.values(), default=0)
    firsts = [datetime.date(year, month, 1) for month in range(1, 13)]
    return tuple(month_calendar(first, counts, fullest=fullest) for first in firsts)


def year_rows(counts: DayCounts) -> tuple[Year, ...]:
    """Count each month from the first year to the last, the newest year first."""
    months: Counter[datetime.date] = Counter()
    for date, count in counts.items():
        months[date.replace(day=1)] += count
    if not months:
        return ()
    fullest = max(months.values())
    return tuple(
        Year(year, tuple(_month(year, n, months, fullest) for n in range(1, 13)))
        for year in range(max(months).year, min(months).year - 1, -1)
    )


def _month(year: int, number: int, months: DayCounts, fullest: int) -> MonthCount:
    first = datetime.date(year, number, 1)
    count = months.get(first, 0)
    return MonthCount(first, count, _shade(count, fullest))


def _day(date: datetime.date, count: int, highest: int) -> Day:
    return Day(date, count, _shade(count, highest))


def _shade(count: int, highest: int) -> int:
    # One article in a thin archive is not a full day.
    return -(-count * SHADES // max(highest, SHADES)) if count else 0


def _year(year: int, count: int) -> Span:
    return Span(
        datetime.date(year, 1, 1),
        datetime.date(year, 12, 31),
        name=str(year),
        count=count,
        address=reverse("year", args=[year]),
    )
