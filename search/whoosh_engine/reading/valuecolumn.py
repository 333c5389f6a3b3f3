"""The values that documents have in one field, and how often."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from search.request import LENGTHS
from search.whoosh_engine.reading.docset import DocSet
from search.whoosh_engine.segments.arrayfile import Array, ranges
from search.whoosh_engine.segments.segment import Segment

# Fewer than one document in so many are looked up one by one.
FEW = 4
EPOCH = datetime.date(1970, 1, 1)


class ValueColumn:
    """The values of one field of all documents, by place in the list of values.

    values: distinct values of the archive, ascending. at: (documents + 1,) where each
    document's values begin. ordinals: places in `values`.
    """

    def __init__(self, values: Sequence[int | str], at: Array, ordinals: Array) -> None:
        self.values = values
        self.at = at
        self.ordinals = ordinals
        self.place_of = {value: place for place, value in enumerate(values)}

    @cached_property
    def docs(self) -> Array:
        """The document of each ordinal, int64."""
        return np.repeat(np.arange(len(self.at) - 1), np.diff(self.at))

    @cached_property
    def ranks(self) -> Array:
        """The rank of each value by its text, (values,) int64."""
        order = sorted(range(len(self.values)), key=lambda n: str(self.values[n]))
        return np.argsort(order)

    def ordinals_of(self, docs: DocSet) -> Array:
        """Return the values of some documents, by place, one after another."""
        if self._is_single:
            return self.ordinals[docs.docs]
        if len(docs) * FEW < docs.size:
            return self.ordinals[ranges(self.at[docs.docs], self.at[docs.docs + 1])]
        return np.compress(docs.mask[self.docs], self.ordinals)

    @cached_property
    def _is_single(self) -> bool:
        """Whether each document has one value, so that places are numbers."""
        return len(self.ordinals) == len(self.at) - 1 and bool(
            (np.diff(self.at) == 1).all()
        )

    @property
    def filled(self) -> Array:
        """A mask of the documents that have a value."""
        filled: Array = np.diff(self.at) > 0
        return filled

    def having(self, wanted: Sequence[int | str], size: int) -> Array:
        """Return a mask of the documents that have any of some values."""
        mask = np.zeros(size, bool)
        places = [self.place_of[value] for value in wanted if value in self.place_of]
        if places:
            chosen = np.zeros(len(self.values), bool)
            chosen[places] = True
            mask[self.docs[chosen[self.ordinals]]] = True
        return mask


def join_values(segments: Sequence[Segment], field: str) -> ValueColumn:
    """Number a field's values through all segments."""
    lists = [segment.values(field) for segment in segments]
    values: list[int | str] = sorted(set().union(*lists))
    place_of = {value: place for place, value in enumerate(values)}
    ats, ordinals, start = [np.zeros(1, np.int64)], [], 0
    for segment, own in zip(segments, lists, strict=True):
        at = segment.file[f"{field}.at"].astype(np.int64)
        ats.append(at[1:] + start)
        start += int(at[-1])
        places = np.array([place_of[value] for value in own], np.int32)
        ordinals.append(places[segment.file[f"{field}.ordinals"]])
    return ValueColumn(values, np.concatenate(ats), joined(ordinals).astype(np.int32))


def years_of(days: Array) -> ValueColumn:
    """Return the year of each day, (n,) ordinals; the year of no day is 0."""
    # Of the days that occur, which are few beside the documents.
    count = np.bincount(days)
    used = np.flatnonzero(count)
    since = (used - EPOCH.toordinal()).astype("datetime64[D]")
    years = since.astype("datetime64[Y]").astype(np.int64) + EPOCH.year
    years[used == 0] = 0
    values, of_used = np.unique(years, return_inverse=True)
    of_day = np.zeros(len(count), np.int32)
    of_day[used] = of_used
    places = of_day[days]
    return _one_each(values.tolist(), places)


def lengths_of(words: Array) -> ValueColumn:
    """Return the bucket of each number of words, (n,)."""
    return _one_each(LENGTHS, np.searchsorted(LENGTHS, words, side="right") - 1)


def joined(parts: Sequence[Array]) -> Array:
    """Return the columns of all segments as one."""
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _one_each(values: Sequence[int], places: Array) -> ValueColumn:
    return ValueColumn(values, np.arange(len(places) + 1), places.astype(np.int32))
