"""Counts hits by day, week, month and longer, up to centuries."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from archive.strays import find_drawn
from search.answers import Bar
from search.request import Unit
from search.whoosh_engine.reading.docset import DocSet
from search.whoosh_engine.reading.snapshot import Snapshot
from search.whoosh_engine.segments.arrayfile import Array

MAX_BARS = 80
# A unit that was asked for may give so many.
MOST_BARS = 2_000
DAYS_OF = {Unit.DAY: 1, Unit.WEEK: 7}
MONTHS_OF = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
}
# The calendar begins with the year 1 and ends with the year 9999.
FIRST_MONTH = 12
LAST_MONTH = 9999 * 12 + 11


@dataclass(frozen=True)
class Histogram:
    """The bars of one unit, and what is too few and too far off to be drawn.

    strays: the days before the bars and those after them, where these hold hits.
    """

    unit: Unit
    bars: tuple[Bar, ...] = ()
    strays: tuple[Bar, ...] = ()


def histogram(snapshot: Snapshot, hits: DocSet, unit: Unit | None) -> Histogram:
    """Count the dated hits of each span, gaps included, and all articles beside.

    Only where no unit was asked for are strays left out of the bars.
    """
    before, places = snapshot.day_places
    by_day = np.bincount(places[hits.docs], minlength=1)
    by_day[0] = 0
    days = np.flatnonzero(by_day)
    if not len(days):
        return Histogram(unit or Unit.YEAR)
    ends = (0, -1) if unit else find_drawn(days + before, np.cumsum(by_day[days]))
    # One day alone is no chart.
    if ends[0] == ends[1]:
        ends = (0, -1)
    first, last = (int(days[place]) + before for place in ends)
    if unit is None or _count_bars(first, last, unit) > MOST_BARS:
        unit = _fitting(first, last)
    edges, spans = _calendar(first, last, unit)
    up_to = np.append(0, np.cumsum(by_day))
    # Bars may reach over the archive's days.
    cuts = np.clip(edges - before, 0, len(by_day))
    counts = np.diff(up_to[cuts])
    in_archive = np.diff(np.searchsorted(snapshot.days_of_archive, edges))
    outside = days[days < cuts[0]], days[days >= cuts[-1]]
    return Histogram(
        unit,
        tuple(
            Bar(start, end, count, every)
            for (start, end), count, every in zip(
                spans, counts.tolist(), in_archive.tolist(), strict=True
            )
        ),
        tuple(
            _bar_of(snapshot, run + before, int(by_day[run].sum()))
            for run in outside
            if len(run)
        ),
    )


def _bar_of(snapshot: Snapshot, days: Array, hit_count: int) -> Bar:
    """Return all of some days as one bar."""
    first, last = int(days[0]), int(days[-1])
    held = np.searchsorted(snapshot.days_of_archive, (first, last + 1))
    return Bar(date_of(first), date_of(last), hit_count, int(held[1] - held[0]))


def date_of(ordinal: int) -> datetime.date:
    """Return the day of an ordinal number."""
    return datetime.date.fromordinal(ordinal)


@lru_cache(maxsize=32)
def _calendar(
    first: int, last: int, unit: Unit
) -> tuple[Array, tuple[tuple[datetime.date, datetime.date], ...]]:
    """Return the edges of all bars as ordinals, and each bar's first and last day."""
    edges = _edges(first, last, unit)
    spans = ((date_of(start), date_of(end - 1)) for start, end in pairwise(edges))
    return np.array(edges), tuple(spans)


def _fitting(first: int, last: int) -> Unit:
    """Return the finest unit that gives at most MAX_BARS bars.

    Centuries may be a few more: a single wrong date reaches to the calendar's end.
    """
    fine = (unit for unit in Unit if _count_bars(first, last, unit) <= MAX_BARS)
    return next(fine, Unit.CENTURY)


def _count_bars(first: int, last: int, unit: Unit) -> int:
    if unit in DAYS_OF:
        step = DAYS_OF[unit]
        return (last - 1) // step - (first - 1) // step + 1
    step = MONTHS_OF[unit]
    return _month(last) // step - _month(first) // step + 1


def _edges(first: int, last: int, unit: Unit) -> list[int]:
    """Return the first day of each bar, and the day after the last bar, as ordinals."""
    if unit in DAYS_OF:
        # Day 1 of the calendar was a Monday.
        step = DAYS_OF[unit]
        start = first - (first - 1) % step
        edges = list(range(start, last + 1, step))
        return [*edges, min(edges[-1] + step, datetime.date.max.toordinal() + 1)]
    step = MONTHS_OF[unit]
    start = _month(first) // step * step
    months = range(start, _month(last) + 1, step)
    return [*map(_first_day, months), _first_day(months[-1] + step)]


def _month(day: int) -> int:
    """Return the month of a day, counted from January of the year 0."""
    date = date_of(day)
    return date.year * 12 + date.month - 1


def _first_day(month: int) -> int:
    if month < FIRST_MONTH:
        return datetime.date.min.toordinal()
    if month > LAST_MONTH:
        return datetime.date.max.toordinal() + 1
    return datetime.date(month // 12, month % 12 + 1, 1).toordinal()
