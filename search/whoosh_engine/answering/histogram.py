"""Counts hits by day, week, month and longer, up to centuries."""

from __future__ import annotations

import datetime
from functools import lru_cache
from itertools import pairwise

import numpy as np

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


def histogram(
    snapshot: Snapshot, hits: DocSet, unit: Unit | None
) -> tuple[Unit, tuple[Bar, ...]]:
    """Count the dated hits of each span, gaps included, and all articles beside."""
    before, places = snapshot.day_places
    by_day = np.bincount(places[hits.docs], minlength=1)
    by_day[0] = 0
    held = np.flatnonzero(by_day)
    if not len(held):
        return unit or Unit.YEAR, ()
    first, last = int(held[0]) + before, int(held[-1]) + before
    if unit is None or _count_bars(first, last, unit) > MOST_BARS:
        unit = _fitting(first, last)
    edges, spans = _calendar(first, last, unit)
    up_to = np.append(0, np.cumsum(by_day))
    # Bars may reach over the archive's days.
    counts = np.diff(up_to[np.clip(edges - before, 0, len(by_day))])
    in_archive = np.diff(np.searchsorted(snapshot.days_of_archive, edges))
    return unit, tuple(
        Bar(start, end, count, every)
        for (start, end), count, every in zip(
            spans, counts.tolist(), in_archive.tolist(), strict=True
        )
    )


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
