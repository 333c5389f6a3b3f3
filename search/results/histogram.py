"""Shows how hits spread over time, and the ways to other days."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from archive.charts import Chart, Span, draw
from archive.locally import dated, grouped
from search.answers import Bar, Results
from search.asking.address import Address
from search.asking.forms import SearchForm
from search.asking.labels import UNDATED
from search.asking.options import Option
from search.engine import Engine
from search.request import Facet, Period, Unit, everything
from search.results.chips import month_of, name_days, year_of

# The newest years of the archive, and its newest decades, that a link leads to.
YEARS = 2
DECADES = 5
RECENT_DAYS = 30


@dataclass(frozen=True)
class Dates:
    """The histogram, or a sentence where there is little to draw, with its links.

    wider: the days around those asked for; None where none were. periods: days that
    the archive holds. undated_left_out: hits that the dates asked for keep out.
    """

    chart: Chart | None
    sentence: str
    modes: tuple[Option, ...]
    wider: Option | None
    periods: tuple[Option, ...]
    undated_left_out: int
    with_undated: Address
    undated_only: Address


def find_dates(form: SearchForm, results: Results, engine: Engine) -> Dates:
    """Return what the page shows of dates; each bar narrows the request to its days."""
    by_share = form.cleaned_data.get("bars") == "share"
    address, with_undated = form.address, _with_undated(form)
    shares = str(address.setting(bars="share"))
    chart = draw_hits(results, address, by_share=by_share)
    return Dates(
        chart=chart,
        sentence="" if chart else _sentence(results),
        modes=(
            Option(
                pgettext("bars show", "number"),
                str(address.without("bars")),
                not by_share,
            ),
            Option(pgettext("bars show", "share of archive"), shares, by_share),
        ),
        wider=_wider(form.period, address),
        periods=tuple(_periods(form.period, address, engine)),
        undated_left_out=0 if with_undated == address else results.undated,
        with_undated=with_undated,
        undated_only=address.without(
            *("from", "to", str(Facet.DATE), f"not_{Facet.DATE}")
        ).setting(undated="only"),
    )


def _with_undated(form: SearchForm) -> Address:
    """Return the request with undated articles, which its dates may keep out."""
    address, period = form.address, form.period
    if (period.first or period.last) and not period.with_undated:
        address = address.setting(undated="1")
    if any(c.parameter == Facet.DATE for c in form.choices):
        address = address.having(str(Facet.DATE), UNDATED)
    return address


def draw_hits(
    results: Results, address: Address, *, path: str = "", by_share: bool = False
) -> Chart | None:
    """Draw how hits spread; the links of bars are short, as there are many.

    path: that of the page of results, where the chart stands on another.
    """
    where = f"{path}?{address.without('from', 'to', 'undated').query}"
    unit, digits = results.unit, _digits(results.unit)
    bars = [_span(bar, _name(bar, unit), where, digits) for bar in results.bars]
    chart = draw(bars, unit=str(unit), by_share=by_share)
    strays = (
        _span(bar, name_days(bar.first, bar.last), where, len("2025-10-30"))
        for bar in results.strays
    )
    return replace(chart, strays=tuple(strays)) if chart else None


def _span(bar: Bar, name: str, where: str, digits: int) -> Span:
    first, last = bar.first.isoformat()[:digits], bar.last.isoformat()[:digits]
    address = f"{where}&from={first}&to={last}"
    return Span(bar.first, bar.last, name, bar.hit_count, address, bar.archive_count)


def _digits(unit: Unit) -> int:
    """Return how much of "2025-10-30" tells the first and last day of a bar."""
    match unit:
        case Unit.DAY | Unit.WEEK:
            return 10
        case Unit.MONTH | Unit.QUARTER:
            return 7
        case Unit.YEAR | Unit.DECADE | Unit.CENTURY:
            return 4


def _sentence(results: Results) -> str:
    if not results.total:
        return ""
    if not results.bars:
        return _("No article found has a date.")
    (bar,) = results.bars
    name = _name(bar, results.unit)
    if bar.hit_count == 1:
        return _("One article found has a date: {days}.").format(days=name)
    return ngettext(
        "The {n} article with a date is from {days}.",
        "All {n} articles with a date are from {days}.",
        bar.hit_count,
    ).format(n=grouped(bar.hit_count), days=name)


def _wider(period: Period, address: Address) -> Option | None:
    """Return the month or year that the days asked for are a part of, or all dates."""
    if period.is_open:
        return None
    first, last = period.first, period.last
    if first and last:
        for digits, around in ((7, month_of(first)), (4, year_of(first))):
            if last <= around[1] and (first, last) != around:
                written = first.isoformat()[:digits]
                where = str(_within(address, written, written))
                return Option(name_days(*around), where, False)
    return Option(_("all dates"), str(_within(address, "", "")), False)


def _periods(period: Period, address: Address, engine: Engine) -> Iterator[Option]:
    """Yield the last days, years and decades that the archive holds."""
    today = timezone.localdate()
    years = [int(entry.value) for entry in engine.values(Facet.DATE) if entry.value]
    decades = sorted({year // 10 * 10 for year in years}, reverse=True)
    start = today - datetime.timedelta(days=RECENT_DAYS)
    if engine.count(replace(everything(), period=Period(first=start))):
        is_current = (period.first, period.last) == (start, None)
        recent = _within(address, f"{RECENT_DAYS}d", "")
        told = ngettext("last {n} day", "last {n} days", RECENT_DAYS)
        yield Option(told.format(n=RECENT_DAYS), str(recent), is_current)
    for year in years[:YEARS] if len(years) > 1 else ():
        yield _years(str(year), year, year, period, address)
    for decade in decades[:DECADES] if len(decades) > 1 else ():
        first, last = max(1, decade), decade + 9
        yield _years(_name_decade(str(decade)), first, last, period, address)


def _years(
    name: str, first: int, last: int, period: Period, address: Address
) -> Option:
    days = (datetime.date(first, 1, 1), datetime.date(last, 12, 31))
    where = _within(address, f"{first:04}", f"{last:04}")
    return Option(name, str(where), (period.first, period.last) == days)


def _within(address: Address, first: str, last: str) -> Address:
    return address.without("undated").setting(**{"from": first, "to": last})


def _name(bar: Bar, unit: Unit) -> str:
    match unit:
        case Unit.DAY:
            return dated(bar.first)
        case Unit.WEEK:
            return _("week of {day}").format(day=dated(bar.first))
        case Unit.MONTH:
            return dated(bar.first, "M Y")
        case Unit.QUARTER:
            first, last = date_format(bar.first, "M"), dated(bar.last, "M Y")
            # Translators: a quarter: Jan to Mar 2025.
            return _("{first} to {last}").format(first=first, last=last)
        case Unit.YEAR:
            return f"{bar.first.year:04}"
        case Unit.DECADE:
            return _name_decade(f"{bar.first.year // 10 * 10:04}")
        case Unit.CENTURY:
            return f"{bar.first.year:04}–{bar.last.year:04}"


def _name_decade(year: str) -> str:
    # Translators: a decade: 1990s.
    return _("{year}s").format(year=year)
