"""Shows the archive by year, month and day, and what has no date."""

from __future__ import annotations

import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import calendars, stories
from archive.coverage import counts_by_day, counts_by_month
from archive.models import Article
from archive.neighbours import look_around, nearest_after, nearest_before
from archive.paging import list_page


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """Show all years, month by month."""
    months = counts_by_month()
    context = {
        "years": calendars.year_rows(months),
        "legend": calendars.legend(months.values()),
        "finding": calendars.say_of_months(months),
        "undated_count": Article.objects.live().undated().count(),
    }
    return render(request, "archive/years.html", context)


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show a year as twelve calendars, with the stories that were copied most."""
    first, last = read_day(year, 1, 1), read_day(year, 12, 31)
    counts = counts_by_day(first, last)
    context = {
        "first": first,
        "last": last,
        "count": sum(counts.values()),
        "months": calendars.year_calendar(year, counts),
        "legend": calendars.legend(counts.values()),
        "finding": calendars.say_of_days(counts),
        "most_copied": stories.most_copied(
            Article.objects.live().published_between(first, last)
        ),
        "before": nearest_before(first),
        "after": nearest_after(last),
    }
    return render(request, "archive/year.html", context)


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show a month as a calendar of leads, with its articles below."""
    first = read_day(year, month, 1)
    last = calendars.month_calendar(first, {}).last
    counts = counts_by_day(first, last)
    articles = Article.objects.live().published_between(first, last)
    leads = stories.leads_of_days(articles)
    context = {
        "month": calendars.month_calendar(first, counts, leads=leads),
        "legend": calendars.legend(counts.values()),
        "finding": calendars.say_of_days(counts),
        "listing": list_page(
            articles.oldest_first(),
            page=request.GET.get("page"),
            total=sum(counts.values()),
        ),
        "before": nearest_before(first),
        "after": nearest_after(last),
    }
    return render(request, "archive/month.html", context)


@require_safe
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    """Show a day as a front page: each story once, the most copied first."""
    date = read_day(year, month, day)
    articles = Article.objects.live().published_between(date, date)
    page = list_page(stories.front_page(articles), page=request.GET.get("page"))
    told = stories.tell_stories(page.articles)
    lead_count = 1 if page.paging.number == 1 else 0
    context = {
        "date": date,
        "around": look_around(date),
        "groups": stories.group_stories(told, lead_count=lead_count),
        "paging": page.paging,
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
        raise Http404(_("The calendar has no such day.")) from error
