"""Finds the days around a day, and the same day in other years."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from archive.coverage import counts_on
from archive.models import Article
from archive.models.articles import ArticleQuerySet

ONE_DAY = datetime.timedelta(days=1)
OTHER_YEARS = 12


@dataclass(frozen=True)
class DayCount:
    """A day and its number of live articles."""

    date: datetime.date
    count: int


@dataclass(frozen=True)
class Around:
    """The way from a day to others.

    before, after: the nearest days with articles. yesterday, tomorrow: the next days of
    the calendar. other_years: the same day in those that have articles, newest first.
    """

    count: int
    before: datetime.date | None
    after: datetime.date | None
    yesterday: DayCount | None
    tomorrow: DayCount | None
    other_years: tuple[DayCount, ...]


def look_around(date: datetime.date) -> Around:
    """Return a day's number of articles and the days around it."""
    yesterday = date - ONE_DAY if date > datetime.date.min else None
    tomorrow = date + ONE_DAY if date < datetime.date.max else None
    years = _same_day_of_all_years(date)
    counts = counts_on([*years, *filter(None, (date, yesterday, tomorrow))])
    nearest = sorted(
        (day for day in years if day in counts), key=lambda day: abs(day - date)
    )
    return Around(
        count=counts.get(date, 0),
        before=nearest_before(date),
        after=nearest_after(date),
        yesterday=DayCount(yesterday, counts.get(yesterday, 0)) if yesterday else None,
        tomorrow=DayCount(tomorrow, counts.get(tomorrow, 0)) if tomorrow else None,
        other_years=tuple(
            DayCount(day, counts[day])
            for day in sorted(nearest[:OTHER_YEARS], reverse=True)
        ),
    )


def nearest_before(date: datetime.date) -> datetime.date | None:
    """Return the last day before a day that has articles."""
    earlier = Article.objects.live().filter(published_on__lt=date).newest_first()
    return earlier.values_list("published_on", flat=True).first()


def nearest_after(date: datetime.date) -> datetime.date | None:
    """Return the first day after a day that has articles."""
    later = Article.objects.live().filter(published_on__gt=date).oldest_first()
    return later.values_list("published_on", flat=True).first()


def ends_of(articles: ArticleQuerySet) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day of some articles; None where none is dated."""
    newest = articles.dated().newest_first().values_list("published_on", flat=True)
    first, last = first_day(articles), newest.first()
    return (first, last) if first and last else None


def first_day(articles: ArticleQuerySet) -> datetime.date | None:
    """Return the first day of some articles."""
    days = articles.dated().oldest_first().values_list("published_on", flat=True)
    return days.first()


def same_day(day: datetime.date, year: int) -> datetime.date | None:
    """Return a day in another year; most years have no 29 February."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _same_day_of_all_years(date: datetime.date) -> list[datetime.date]:
    ends = ends_of(Article.objects.live())
    years = range(ends[0].year, ends[1].year + 1) if ends else ()
    days = (same_day(date, year) for year in years if year != date.year)
    return [day for day in days if day]
