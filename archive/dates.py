"""Shows the archive by year, month and day, and what has no date."""

from __future__ import annotations

import datetime

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.coverage import (
    counts_by_day,
    month_calendar,
    year_calendar,
    year_rows,
)
from archive.models import Article
from archive.models.articles import ArticleQuerySet
from archive.paging import list_page


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """Show all years, month by month."""
    counts = counts_by_day(datetime.date.min, datetime.date.max)
    context = {
        "years": year_rows(counts),
        "undated_count": Article.objects.live().undated().count(),
    }
    return render(request, "archive/years.html", context)


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show a year as twelve calendars."""
    first, last = read_day(year, 1, 1), read_day(year, 12, 31)
    counts = counts_by_day(first, last)
    context = {
        "first": first,
        "count": sum(counts.values()),
        "months": year_calendar(year, counts),
        "before": _nearest_before(first),
        "after": _nearest_after(last),
    }
    return render(request, "archive/year.html", context)


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show a month as a calendar, with its articles below."""
    first = read_day(year, month, 1)
    empty = month_calendar(first, {})
    shown = month_calendar(first, counts_by_day(first, empty.last))
    articles = Article.objects.live().published_between(first, shown.last)
    context = {
        "month": shown,
        "listing": list_page(articles.oldest_first(), page=request.GET.get("page")),
        "before": _nearest_before(first),
        "after": _nearest_after(shown.last),
    }
    return render(request, "archive/month.html", context)


@require_safe
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    """Show a day as a front page, the most copied articles first."""
    date = read_day(year, month, day)
    articles = _as_front_page(Article.objects.live().published_between(date, date))
    context = {
        "date": date,
        "listing": list_page(articles, page=request.GET.get("page")),
        "before": _nearest_before(date),
        "after": _nearest_after(date),
    }
    return render(request, "archive/day.html", context)


@require_safe
def undated(request: HttpRequest) -> HttpResponse:
    """List the articles whose day is unknown, the latest additions first."""
    articles = Article.objects.live().undated().newest_first()
    listing = list_page(articles, page=request.GET.get("page"))
    return render(request, "archive/undated.html", {"listing": listing})


def read_day(year: int, month: int, day: int) -> datetime.date:
    """Return the day that an address names; a page that is not found if none."""
    try:
        return datetime.date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise Http404("The calendar has no such day.") from error


def _as_front_page(articles: ArticleQuerySet) -> ArticleQuerySet:
    of_the_group = Article.objects.live().filter(copy_group=OuterRef("copy_group"))
    sizes = of_the_group.order_by().values("copy_group").annotate(size=Count("pk"))
    in_order = articles.annotate(copy_count=Coalesce(Subquery(sizes.values("size")), 0))
    return in_order.order_by("-copy_count", "-word_count", "id")


def _nearest_before(date: datetime.date) -> datetime.date | None:
    earlier = Article.objects.live().filter(published_on__lt=date).newest_first()
    return earlier.values_list("published_on", flat=True).first()


def _nearest_after(date: datetime.date) -> datetime.date | None:
    later = Article.objects.live().filter(published_on__gt=date).oldest_first()
    return later.values_list("published_on", flat=True).first()
