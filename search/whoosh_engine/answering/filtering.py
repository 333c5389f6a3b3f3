"""Finds the articles that facts choose: labels, ranges, states, filters, periods."""

from __future__ import annotations

import datetime

import numpy as np

from search.language.tree import Is, Label, LabelField, Range, RangeField, State
from search.request import Facet, Filter, Period
from search.whoosh_engine.reading.docset import DocSet, from_mask
from search.whoosh_engine.reading.scan import Scan
from search.whoosh_engine.reading.snapshot import Snapshot
from search.whoosh_engine.segments.arrayfile import Array
from search.whoosh_engine.segments.segment import STATE_BITS

VALUES_OF = {
    LabelField.SOURCE: ("source", "credits"),
    LabelField.CREDIT: ("credits",),
    LabelField.TAG: ("tags",),
    LabelField.SECTION: ("section",),
    LabelField.LANGUAGE: ("language",),
    LabelField.IMPORT: ("imports",),
}
COLUMN_OF = {
    Facet.DATE: "year",
    Facet.SOURCE: "source",
    Facet.CREDIT: "credits",
    Facet.TAG: "tags",
    Facet.SECTION: "section",
    Facet.LANGUAGE: "language",
    Facet.LENGTH: "length",
    Facet.IMPORT: "imports",
}
RANGE_OF = {
    RangeField.DATE: "date",
    RangeField.ADDED: "added",
    RangeField.WORDS: "words",
}
NO_DATE = 0

Fact = Label | Range | Is | Filter | Period


def having(scan: Scan, fact: Fact) -> DocSet:
    """Return the live articles of which a fact is true; what was asked is kept."""
    snapshot = scan.snapshot

    def find() -> DocSet:
        return from_mask(_mask(snapshot, fact) & snapshot.live.mask)

    return scan.cache.get((snapshot.serial, "having", fact), find).alone()


def _mask(snapshot: Snapshot, fact: Fact) -> Array:
    match fact:
        case Label(LabelField.FILE, _, values):
            numbers = [value for value in values if isinstance(value, int)]
            return np.isin(snapshot.column("number"), numbers)
        case Label(field, _, values):
            mask = np.zeros(snapshot.size, bool)
            for name in VALUES_OF[field]:
                mask |= snapshot.values(name).having(values, snapshot.size)
            return mask
        case Range(field, low, high):
            return _between(snapshot, field, _number(low), _number(high))
        case Is(State.UNSOURCED):
            source, credits = snapshot.values("source"), snapshot.values("credits")
            return ~(source.filled | credits.filled)
        case Is(state):
            chosen: Array = (snapshot.column("states") & STATE_BITS[state]) > 0
            return chosen
        case Filter():
            return _passing(snapshot, fact)
        case Period():
            return _in_period(snapshot, fact)


def _between(
    snapshot: Snapshot, field: RangeField, low: int | None, high: int | None
) -> Array:
    values = snapshot.column(RANGE_OF[field])
    if low is None and field is not RangeField.WORDS:
        low = NO_DATE + 1
    mask = np.ones(len(values), bool)
    if low is not None:
        mask &= values >= low
    if high is not None:
        mask &= values <= high
    return mask


def _passing(snapshot: Snapshot, chosen: Filter) -> Array:
    column = snapshot.values(COLUMN_OF[chosen.facet])
    mask = np.ones(snapshot.size, bool)
    if chosen.values:
        mask &= column.having(chosen.values, snapshot.size)
    if chosen.excluded:
        mask &= ~column.having(chosen.excluded, snapshot.size)
    return mask


def _in_period(snapshot: Snapshot, period: Period) -> Array:
    days = snapshot.column("date")
    if period.only_undated:
        return snapshot.undated.mask
    first = _number(period.first) or NO_DATE + 1
    last = _number(period.last) or datetime.date.max.toordinal()
    mask: Array = (days >= first) & (days <= last)
    return mask | snapshot.undated.mask if period.with_undated else mask


def _number(end: datetime.date | int | None) -> int | None:
    return end.toordinal() if isinstance(end, datetime.date) else end
