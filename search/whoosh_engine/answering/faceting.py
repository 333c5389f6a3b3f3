"""Counts the values of hits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.answers import ValueCount
from search.request import Facet, Value
from search.whoosh_engine.answering.filtering import COLUMN_OF
from search.whoosh_engine.reading.docset import DocSet
from search.whoosh_engine.reading.scan import Scan
from search.whoosh_engine.reading.valuecolumn import ValueColumn
from search.whoosh_engine.segments.arrayfile import Array


def count_values(
    scan: Scan,
    facet: Facet,
    hits: DocSet,
    *,
    left_out: Sequence[Value] = (),
    among: DocSet | None = None,
) -> tuple[ValueCount, ...]:
    """Count the hits of each value, most frequent first, then by value as text.

    Years come newest first and lengths shortest first. left_out: values that count
    among other documents.
    """
    column = scan.snapshot.values(COLUMN_OF[facet])
    counts = _counts(scan, facet, column, hits)
    places = [column.place_of[value] for value in left_out if value in column.place_of]
    if places and among is not None:
        # What is kept for other requests stays as it is.
        counts = counts.copy()
        counts[places] = _counts(scan, facet, column, among)[places]
    order = np.flatnonzero(counts)
    if facet is Facet.DATE:
        order = order[::-1]
    elif facet is not Facet.LENGTH:
        order = order[np.lexsort((column.ranks[order], -counts[order]))]
    return tuple(
        ValueCount(column.values[place], count)
        for place, count in zip(order.tolist(), counts[order].tolist(), strict=True)
    )


def _counts(scan: Scan, facet: Facet, column: ValueColumn, hits: DocSet) -> Array:
    """Return the number of hits of each value, (values,) int64."""
    live = scan.snapshot.live
    if 2 * len(hits) <= len(live):
        return _count(column, hits)
    # Fewer are left out than found.
    key = (scan.snapshot.serial, "values", facet)
    every = scan.cache.get(key, lambda: _count(column, live))
    return every if len(hits) == len(live) else every - _count(column, live - hits)


def _count(column: ValueColumn, hits: DocSet) -> Array:
    return np.bincount(column.ordinals_of(hits), minlength=len(column.values))
