"""Counts live articles by day and month."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import accumulate
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Count
from django.urls import reverse

from archive.charts import Chart, Span, draw
from archive.kept import keep
from archive.locally import dated
from archive.models import Article
from archive.models.articles import ArticleQuerySet
from archive.strays import find_drawn

# So many years or more are drawn one by one, fewer by their months.
MANY_YEARS = 7
MONTHS = 12
# A wrong date may lie in any year that a calendar knows.
UNITS = {1: "year", 10: "decade", 100: "century"}
MOST_BARS = 100

DayCounts = Mapping[datetime.date, int]


def counts_by_day(
    first: datetime.date, last: datetime.date
) -> dict[datetime.date, int]:
    """Return the number of live articles of each day that has any."""
    return _by_day(Article.objects.live().published_between(first, last))


def counts_on(days: Collection[datetime.date]) -> dict[datetime.date, int]:
    """Return the number of live articles of those of some days that have any."""
    return _by_day(Article.objects.live().filter(published_on__in=days))


def counts_by_month() -> dict[datetime.date, int]:
    """Return the number of live articles of each month that has any, oldest first."""
    months = keep("months", _sums_by_month).items()
    return {datetime.date.fromisoformat(f"{month}-01"): n for month, n in months}


def chart_of(months: DayCounts) -> Chart | None:
    """Draw months, years or more at a time, empty ones included: not too many bars.

    Of a few months far from all others a chart tells what they hold.
    """
    if not months:
        return None
    first, last = ends_to_draw(months)
    before = {month: count for month, count in months.items() if month < first}
    after = {month: count for month, count in months.items() if month > last}
    drawn = {m: count for m, count in months.items() if first <= m <= last}
    chart = _chart_of_all(drawn)
    strays = tuple(_one_span(run) for run in (before, after) if run)
    return replace(chart, strays=strays) if chart else None


def ends_to_draw(counts: DayCounts) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last of some days that a chart draws."""
    days = sorted(counts)
    first, last = find_drawn(
        [day.toordinal() for day in days],
        list(accumulate(counts[day] for day in days)),
    )
    return days[first], days[last]


def chart_of_years(
    years: Mapping[int, int], *, first: int, last: int, is_linked: bool = True
) -> Chart | None:
    """Draw each year, or decades or centuries where those would be too many bars."""
    step = next(n for n in UNITS if last // n - first // n < MOST_BARS)
    counts: Counter[int] = Counter()
    for year, count in years.items():
        counts[year // step * step] += count
    spans = [
        _years(start, step, counts[start], is_linked=is_linked)
        for start in range(first // step * step, last + 1, step)
    ]
    return draw(spans, unit=UNITS[step])


def _chart_of_all(months: DayCounts) -> Chart | None:
    if max(months).year - min(months).year + 1 < MANY_YEARS:
        return draw(_spans_of_months(months), unit="month")
    years: Counter[int] = Counter()
    for month, count in months.items():
        years[month.year] += count
    return chart_of_years(years, first=min(years), last=max(years))


def _one_span(months: DayCounts) -> Span:
    first, last = min(months).year, max(months).year
    return _years(first, last - first + 1, sum(months.values()))


def _by_day(articles: ArticleQuerySet) -> dict[datetime.date, int]:
    rows = articles.order_by().values_list("published_on").annotate(number=Count("*"))
    return {day: count for day, count in rows if day}


def _sums_by_month() -> dict[str, int]:
    """Return the number of live articles of each month, as "2024-03", oldest first.

    The days are counted along the index and summed by the database: they are too many
    to be read one by one.
    """
    dated = Article.objects.live().dated().order_by()
    days = dated.values("published_on").annotate(number=Count("*"))
    sql, parameters = days.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT substr(published_on, 1, 7) AS month, sum(number)"
            f" FROM ({sql}) GROUP BY month ORDER BY month",
            parameters,
        )
        return dict(cursor.fetchall())


def _spans_of_months(months: DayCounts) -> list[Span]:
    first, last = (
        day.year * MONTHS + day.month - 1 for day in (min(months), max(months))
    )
    days = (
        datetime.date(n // MONTHS, n % MONTHS + 1, 1) for n in range(first, last + 1)
    )
    return [_month(day, months.get(day, 0)) for day in days]


def _month(first: datetime.date, count: int) -> Span:
    _, days = calendar.monthrange(first.year, first.month)
    return Span(
        first,
        first.replace(day=days),
        name=dated(first, "M Y"),
        count=count,
        address=reverse("month", args=[first.year, first.month]),
    )


def _years(start: int, step: int, count: int, *, is_linked: bool = True) -> Span:
    first = datetime.date(max(start, 1), 1, 1)
    last = datetime.date(start + step - 1, 12, 31)
    name = f"{first.year:04}" + (f"–{last.year:04}" if step > 1 else "")
    if not is_linked:
        return Span(first, last, name, count, address="")
    if step == 1:
        return Span(first, last, name, count, reverse("year", args=[start]))
    asked = urlencode({"from": first.isoformat(), "to": last.isoformat()})
    return Span(first, last, name, count, f"{reverse('search')}?{asked}")
