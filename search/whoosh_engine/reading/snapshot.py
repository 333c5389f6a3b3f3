"""One state of the index: its segments side by side, and the columns of all."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate, count

import numpy as np

from search.whoosh_engine.commits.generations import CommitState
from search.whoosh_engine.reading.docset import DocSet, from_mask
from search.whoosh_engine.reading.valuecolumn import (
    ValueColumn,
    join_values,
    joined,
    lengths_of,
    years_of,
)
from search.whoosh_engine.segments.arrayfile import Array
from search.whoosh_engine.segments.segment import (
    COLUMNS,
    VALUE_FIELDS,
)

# Bits of an order's key that the article's id takes.
ID_BITS = 40
ID_MASK = (1 << ID_BITS) - 1
DAY_BITS = 22
_serials = count(1)


class Snapshot:
    """The segments of one commit; a document's number counts through all of them.

    Nothing in it changes, so that threads share it.
    """

    def __init__(self, commit: CommitState) -> None:
        """Take what a commit left."""
        # Counted apart from segments' serials, which share a cache with it.
        self.serial = -next(_serials)
        self.generation = commit.generation
        # Segments have random names: no other commit of any index is called the same.
        named = (segment.name for segment in commit.segments[:1])
        self.name = "-".join((str(commit.generation), str(commit.number), *named))
        self.made_at = commit.made_at
        self.segments = commit.segments
        sizes = [segment.doc_count for segment in commit.segments]
        # The number of each segment's first document, and of all documents.
        self.bases = (0, *accumulate(sizes))
        self.size = self.bases[-1]
        live = np.ones(self.size, bool)
        for base, size, mask in zip(self.bases, sizes, commit.live, strict=False):
            if mask is not None:
                live[base : base + size] = mask
        self.live = DocSet(self.size, mask=live)
        self.live_count = len(self.live)
        self.deleted_count = self.size - self.live_count
        self._columns: dict[str, Array] = {}
        self._values: dict[str, ValueColumn] = {}
        self._factors: dict[tuple[str, float], Array] = {}

    def column(self, name: str) -> Array:
        """Return a column, (size,), by the names of segment.COLUMNS."""
        column = self._columns.get(name)
        if column is None:
            assert name in COLUMNS
            parts = [segment.column(name) for segment in self.segments]
            column = self._columns[name] = joined(parts)
        return column

    def values(self, field: str) -> ValueColumn:
        """Return a field's values, by the names of segment.VALUE_FIELDS.

        "year" is the year of publication, 0 for undated; "length" the least number of
        words of the bucket.
        """
        column = self._values.get(field)
        if column is None:
            column = self._values[field] = self._value_column(field)
        return column

    def _value_column(self, field: str) -> ValueColumn:
        match field:
            case "year":
                return years_of(self.column("date"))
            case "length":
                return lengths_of(self.column("words"))
            case _:
                assert field in VALUE_FIELDS
                return join_values(self.segments, field)

    def length_factor(self, field: str, share: float) -> Array:
        """Return 1 / (1 - share + share * length / mean length), (size,) float32.

        The mean is that of live documents with words in the field.
        """
        factor = self._factors.get((field, share))
        if factor is None:
            lengths = joined([segment.lengths(field) for segment in self.segments])
            live = lengths[self.live.mask] if self.deleted_count else lengths
            filled = np.count_nonzero(live)
            mean = float(live.sum(dtype=np.float64)) / filled if filled else 1.0
            factor = (1 / (1 - share + share * lengths / mean)).astype(np.float32)
            self._factors[field, share] = factor
        return factor

    @cached_property
    def newest(self) -> Array:
        """The larger, the newer; ties by id, undated last, (size,) int64."""
        newest: Array = (self._days << ID_BITS) | self._numbers
        return newest

    @cached_property
    def oldest(self) -> Array:
        """The larger, the older; ties by id, undated last, (size,) int64."""
        days = self._days
        back = np.where(days > 0, (1 << DAY_BITS) - days, 0)
        oldest: Array = (back << ID_BITS) | (ID_MASK - self._numbers)
        return oldest

    @cached_property
    def longest(self) -> Array:
        """The larger, the longer, and never 0, (size,) int64."""
        return self.column("words").astype(np.int64) + 1

    @cached_property
    def undated(self) -> DocSet:
        """The documents without a date of publication."""
        return DocSet(self.size, mask=self.column("date") == 0)

    @cached_property
    def in_groups(self) -> DocSet:
        """The documents that are in a copy group."""
        return from_mask(self.column("group") > 0)

    @cached_property
    def groups(self) -> Array:
        """The copy group of each document, from 1 on with none left out, (size,).

        0 for those in no group.
        """
        groups = self.column("group")
        places: Array = np.searchsorted(self._groups, groups, side="right")
        return places

    @property
    def group_count(self) -> int:
        """How many copy groups there are."""
        return len(self._groups)

    @cached_property
    def _groups(self) -> Array:
        return np.unique(self.column("group")[self.in_groups.docs])

    @cached_property
    def day_places(self) -> tuple[int, Array]:
        """The day before the archive's first, and each document's day after it.

        Undated documents stand at 0, (size,) int64.
        """
        before = int(self.days_of_archive[0]) - 1 if len(self.days_of_archive) else 0
        return before, np.maximum(self._days - before, 0)

    @cached_property
    def days_of_archive(self) -> Array:
        """The days of all live dated documents, ascending."""
        days = self.column("date")
        return np.sort(days[self.live.mask & (days > 0)])

    @property
    def _days(self) -> Array:
        return self.column("date").astype(np.int64)

    @property
    def _numbers(self) -> Array:
        return self.column("number").astype(np.int64)
