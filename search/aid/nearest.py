"""Finds the day nearest to some dates on which a request would find something."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from archive.models import Article
from search.engine import Engine
from search.language.query import Query
from search.language.tree import Node, Range, RangeField
from search.request import Order, Period, SearchRequest

ONE_DAY = datetime.timedelta(days=1)


def widened_periods(
    request: SearchRequest, engine: Engine
) -> Iterator[tuple[str, datetime.date, Period]]:
    """Yield the request's dates reaching to the nearest article before, and after."""
    period = request.period
    for side, day in _nearest(request, period.first, period.last, engine):
        wider = (
            replace(period, first=day)
            if side == "before"
            else replace(period, last=day)
        )
        yield side, day, wider


def widened_ranges(
    request: SearchRequest, asked: Range, rest: Node, engine: Engine
) -> Iterator[tuple[str, datetime.date, Range]]:
    """Yield a part `date:` reaching to the nearest article before, and after.

    rest: the query without the part.
    """
    low, high = asked.low, asked.high
    if asked.field is not RangeField.DATE or not request.period.is_open:
        return
    first = low if isinstance(low, datetime.date) else None
    last = high if isinstance(high, datetime.date) else None
    without = replace(request, query=Query("", rest))
    for side, day in _nearest(without, first, last, engine):
        wider = (
            replace(asked, low=day) if side == "before" else replace(asked, high=day)
        )
        yield side, day, wider


def _nearest(
    request: SearchRequest,
    first: datetime.date | None,
    last: datetime.date | None,
    engine: Engine,
) -> Iterator[tuple[str, datetime.date]]:
    asked = replace(
        request, page=1, page_size=1, facets=(), histogram=False, marks=False
    )
    ids: dict[int, str] = {}
    if first and first > datetime.date.min:
        before = replace(asked, period=Period(last=first - ONE_DAY), order=Order.NEWEST)
        ids |= {hit.article_id: "before" for hit in engine.search(before).hits}
    if last and last < datetime.date.max:
        after = replace(asked, period=Period(first=last + ONE_DAY), order=Order.OLDEST)
        ids |= {hit.article_id: "after" for hit in engine.search(after).hits}
    days = Article.objects.filter(pk__in=ids).order_by("published_on")
    for pk, day in days.values_list("pk", "published_on") if ids else ():
        if day:
            yield ids[pk], day
