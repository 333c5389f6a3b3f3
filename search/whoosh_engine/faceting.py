"""Counts the values of hits, and the days they were published on."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Any

from search.engine import Bar, Facet, Filter, Period, Unit, Value, ValueCount
from search.whoosh_engine.schema import NO_DATE, day_number

COLUMN_OF = {
    Facet.SOURCE: "source",
    Facet.CREDIT: "credits",
    Facet.TAG: "tags",
    Facet.SECTION: "section",
    Facet.LANGUAGE: "language",
    Facet.IMPORT: "imports",
}
SEVERAL = {"credits", "tags", "imports"}
NUMBERED = {"source", "credits", "tags", "imports"}
MAX_BARS = 80


class Columns:
    """Whole columns of one state of the index, by document number.

    All are read at once: the reader they come from is closed after the request, and
    threads share them.
    """

    def __init__(self, reader: Any) -> None:
        self.dates: list[int] = read_column(reader, "date")
        self.words: list[int] = read_column(reader, "words")
        self.ids: list[int] = read_column(reader, "number")
        self.groups: list[str] = read_column(reader, "group")
        self.values: dict[Facet, list[tuple[Value, ...]]] = {
            facet: [_parts(name, text) for text in read_column(reader, name)]
            for facet, name in COLUMN_OF.items()
        }


def segments(reader: Any) -> list[Any]:
    """Return the readers of an index's segments; an empty index has none."""
    if not reader.doc_count_all():
        return []
    return [segment for segment, _ in reader.leaf_readers()]


def read_column(reader: Any, name: str) -> list[Any]:
    """Read a column of all segments; documents are numbered through them in order."""
    return [
        column[number]
        for segment in segments(reader)
        for column in [segment.column_reader(name)]
        for number in range(segment.doc_count_all())
    ]


def _parts(column: str, text: str) -> tuple[Value, ...]:
    parts = text.split() if column in SEVERAL else [text] if text else []
    return tuple(int(part) for part in parts) if column in NUMBERED else tuple(parts)


def passes(columns: Columns, chosen: Filter) -> list[bool]:
    """Say of each document whether it passes a filter."""
    values, excluded = set(chosen.values), set(chosen.excluded)
    return [
        (not values or not values.isdisjoint(has)) and excluded.isdisjoint(has)
        for has in columns.values[chosen.facet]
    ]


def in_period(columns: Columns, period: Period) -> list[bool]:
    """Say of each document whether it was published in a period."""
    if period.only_undated:
        return [day == NO_DATE for day in columns.dates]
    first = day_number(period.first) or NO_DATE + 1
    last = day_number(period.last) or day_number(datetime.date.max)
    return [
        first <= day <= last or (day == NO_DATE and period.with_undated)
        for day in columns.dates
    ]


def count_values(
    columns: Columns, facet: Facet, hits: Iterable[int]
) -> tuple[ValueCount, ...]:
    """Count the hits of each value, most frequent first."""
    values = columns.values[facet]
    counts = Counter(value for hit in hits for value in values[hit])
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    return tuple(ValueCount(value, count) for value, count in ranked)


def histogram(columns: Columns, hits: Iterable[int]) -> tuple[Unit, tuple[Bar, ...]]:
    """Count the dated hits by day, month or year, gaps included."""
    dates = columns.dates
    days = Counter(dates[hit] for hit in hits if dates[hit] != NO_DATE)
    if not days:
        return Unit.YEAR, ()
    first = datetime.date.fromordinal(min(days))
    last = datetime.date.fromordinal(max(days))
    unit = _unit(first, last)
    spans = _spans(first, last, unit)
    counts: Counter[datetime.date] = Counter()
    for day, count in days.items():
        counts[_start(datetime.date.fromordinal(day), unit)] += count
    return unit, tuple(Bar(start, end, counts[start]) for start, end in spans)


def _unit(first: datetime.date, last: datetime.date) -> Unit:
    if (last - first).days < MAX_BARS:
        return Unit.DAY
    months = (last.year - first.year) * 12 + last.month - first.month
    return Unit.MONTH if months < MAX_BARS else Unit.YEAR


def _start(day: datetime.date, unit: Unit) -> datetime.date:
    if unit is Unit.DAY:
        return day
    return day.replace(day=1) if unit is Unit.MONTH else day.replace(month=1, day=1)


def _spans(
    first: datetime.date, last: datetime.date, unit: Unit
) -> list[tuple[datetime.date, datetime.date]]:
    spans = []
    start = _start(first, unit)
    while start <= last:
        end = start
        if unit is Unit.MONTH:
            end = start.replace(day=calendar.monthrange(start.year, start.month)[1])
        elif unit is Unit.YEAR:
            end = start.replace(month=12, day=31)
        spans.append((start, end))
        if end == datetime.date.max:
            break
        start = end + datetime.timedelta(days=1)
    return spans
