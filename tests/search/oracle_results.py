"""Filters, orders, folds and counts articles slowly."""

import datetime
from collections import Counter

from search.answers import Bar
from search.request import (
    LENGTHS,
    Facet,
    Filter,
    Order,
    Period,
    SearchRequest,
    Unit,
    Value,
)
from tests.search.oracle import finds
from tests.search.oracle_reading import Reading

DAY = datetime.timedelta(days=1)


class Expected:
    """What a request should answer; scores, where given, are by article."""

    def __init__(self, request: SearchRequest, archive: list[Reading]) -> None:
        self.request = request
        self.archive = archive
        self.found = [
            reading
            for reading in archive
            if finds(request.query.tree, reading, any_word=request.any_word)
        ]
        self.hits = in_order(
            [
                reading
                for reading in self.found
                if is_in(request.period, reading)
                and all(passes(chosen, reading) for chosen in request.filters)
            ],
            request.order,
        )

    @property
    def folded(self) -> list[tuple[int, tuple[int, ...]]]:
        """The ids in order, each with its copies."""
        leads: list[tuple[Reading, list[int]]] = []
        for reading in self.hits:
            group = reading.facts.copy_group
            for lead, copies in leads:
                if (
                    self.request.fold_copies
                    and group is not None
                    and lead.facts.copy_group == group
                ):
                    copies.append(reading.article_id)
                    break
            else:
                leads.append((reading, []))
        return [(lead.article_id, tuple(copies)) for lead, copies in leads]

    @property
    def undated(self) -> int:
        """How many undated articles there are, the dates asked for left aside."""
        others = [f for f in self.request.filters if f.facet is not Facet.DATE]
        return sum(
            reading.facts.published_on is None
            and all(passes(chosen, reading) for chosen in others)
            for reading in self.found
        )

    def facet(self, facet: Facet) -> dict[Value, int]:
        """Count the values of a facet, those asked for in it left aside.

        A value that is left out counts what it would bring back.
        """
        own = [f for f in self.request.filters if f.facet is facet]
        others = [f for f in self.request.filters if f.facet is not facet]
        excluded = {value for chosen in own for value in chosen.excluded}
        return Counter(
            value
            for reading in self.found
            if is_in(self.request.period, reading)
            and all(passes(chosen, reading) for chosen in others)
            for value in values_of(reading, facet)
            if value in excluded or excluded.isdisjoint(values_of(reading, facet))
        )

    def bars(self, unit: Unit) -> list[Bar]:
        """Count the dated hits by how long a bar lasts, gaps included."""
        days = [hit.facts.published_on for hit in self.hits]
        dated = [day for day in days if day]
        everywhere = [reading.facts.published_on for reading in self.archive]
        bars: list[Bar] = []
        day = first_of(min(dated), unit) if dated else None
        while day and day <= max(dated):
            after = day
            while first_of(after, unit) == day:
                after += DAY
            bars.append(
                Bar(
                    day,
                    after - DAY,
                    sum(day <= other < after for other in dated),
                    sum(day <= other < after for other in everywhere if other),
                )
            )
            day = after
        return bars


def values_of(reading: Reading, facet: Facet) -> tuple[Value, ...]:
    """Return the values that an article has in a facet."""
    facts = reading.facts
    return {
        Facet.DATE: (facts.published_on.year if facts.published_on else 0,),
        Facet.LENGTH: (max(least for least in LENGTHS if least <= facts.word_count),),
        Facet.SOURCE: (facts.source,) if facts.source else (),
        Facet.CREDIT: facts.credits,
        Facet.TAG: facts.tags,
        Facet.SECTION: (facts.section,) if facts.section else (),
        Facet.LANGUAGE: (facts.language,) if facts.language else (),
        Facet.IMPORT: facts.imports,
    }[facet]


def passes(chosen: Filter, reading: Reading) -> bool:
    """Say whether an article passes a filter."""
    has = values_of(reading, chosen.facet)
    if any(value in chosen.excluded for value in has):
        return False
    return not chosen.values or any(value in chosen.values for value in has)


def is_in(period: Period, reading: Reading) -> bool:
    """Say whether an article was published in a period."""
    day = reading.facts.published_on
    if period.only_undated or day is None:
        return day is None and (
            period.only_undated or period.with_undated or period.is_open
        )
    return (period.first or day) <= day <= (period.last or day)


def in_order(readings: list[Reading], order: Order) -> list[Reading]:
    """Sort articles as an order asks; relevance sorts as if all had one score."""
    newest_first = sorted(readings, key=newness, reverse=True)
    if order is Order.OLDEST:
        dated = [reading for reading in newest_first if reading.facts.published_on]
        undated = [r for r in newest_first if not r.facts.published_on]
        return dated[::-1] + undated[::-1]
    if order is Order.LONGEST:
        return sorted(newest_first, key=lambda reading: -reading.facts.word_count)
    if order is Order.ADDED:
        return sorted(readings, key=lambda reading: -reading.article_id)
    return newest_first


def newness(reading: Reading) -> tuple[datetime.date, int]:
    """Return what makes an article newer than another; undated ones are oldest."""
    return reading.facts.published_on or datetime.date.min, reading.article_id


def first_of(day: datetime.date, unit: Unit) -> datetime.date:
    """Return the first day of the bar that a day is in."""
    match unit:
        case Unit.DAY:
            return day
        case Unit.WEEK:
            return day - day.weekday() * DAY
        case Unit.MONTH:
            return day.replace(day=1)
        case Unit.QUARTER:
            return day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1)
        case Unit.YEAR:
            return day.replace(day=1, month=1)
        case Unit.DECADE:
            return day.replace(day=1, month=1, year=day.year // 10 * 10)
        case Unit.CENTURY:
            return day.replace(day=1, month=1, year=day.year // 100 * 100)
