"""Reads what is live of a field of a segment that is merged."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from search.whoosh_engine.segments.arrayfile import Array, ArrayFile
from search.whoosh_engine.segments.segment import MANY

# How many occurrences are in memory at once.
RANGE_OCCURRENCES = 1 << 21


class FieldSource:
    """The live postings of a field of a source.

    own: the places in the field's list of the words that are left, ascending.
    words: their numbers in the source. postings, occurrences: how many of each they
    have left. All of them (words,). many_at, many: which of the live postings are
    counted MANY or more, and their counts.
    """

    def __init__(
        self,
        file: ArrayFile,
        field: str,
        *,
        slot_numbers: Array,
        live_slots: Array | None,
    ) -> None:
        """Find what is live; slot_numbers: (slots,) uint16, what slots become."""
        self._file, self._field = file, field
        self._slot_numbers, self._live_slots = slot_numbers, live_slots
        self._postings_at = file[f"{field}.postings_at"].astype(np.int64)
        self._occurrences_at = file[f"{field}.occurrences_at"].astype(np.int64)
        self.postings = np.diff(self._postings_at)
        self.occurrences = np.diff(self._occurrences_at)
        self.own = np.arange(len(self.postings))
        self.many_at = file[f"{field}.many_at"].astype(np.int64)
        self.many = file[f"{field}.many"]
        if live_slots is not None:
            self._count_live()
        self.words = file[f"{field}.words"][self.own]

    def _count_live(self) -> None:
        """Leave out the postings of dead documents."""
        postings, occurrences = [], []
        many_at, many = [], []
        before = 0
        for first, last in word_ranges(self._occurrences_at):
            start, stop = int(self._postings_at[first]), int(self._postings_at[last])
            words = self._postings_at[first:last] - start
            live = self._live(start, stop)
            counts = self._counts(start, stop) * live
            postings.append(np.add.reduceat(live.astype(np.int64), words))
            occurrences.append(np.add.reduceat(counts, words))
            counts = counts[live]
            many_at.append(np.flatnonzero(counts >= MANY) + before)
            many.append(counts[many_at[-1] - before])
            before += len(counts)
        if postings:
            left = np.concatenate(postings)
            self.own = np.flatnonzero(left)
            self.postings = left[self.own]
            self.occurrences = np.concatenate(occurrences)[self.own]
            self.many_at, self.many = np.concatenate(many_at), np.concatenate(many)

    def slots(self, first: int, last: int) -> Array:
        """Return the new slots of the live postings of some of the words."""
        start, stop = self._postings_between(first, last)
        slots = self._file.part(f"{self._field}.slots", start, stop)
        numbers = self._slot_numbers[slots]
        return numbers if self._live_slots is None else numbers[self._live(start, stop)]

    def counts(self, first: int, last: int) -> Array:
        """Return the counts, uint8, of the live postings of some of the words."""
        start, stop = self._postings_between(first, last)
        counts = self._file.part(f"{self._field}.counts", start, stop)
        return counts if self._live_slots is None else counts[self._live(start, stop)]

    def positions(self, first: int, last: int) -> Array:
        """Return the positions of the live postings of some of the words."""
        at = self._occurrences_at
        start, stop = int(at[self.own[first]]), int(at[self.own[last - 1] + 1])
        positions: Array = self._file.part(f"{self._field}.positions", start, stop)
        if self._live_slots is not None:
            postings = self._postings_between(first, last)
            live = np.repeat(self._live(*postings), self._counts(*postings))
            positions = positions[live]
        return positions

    def _postings_between(self, first: int, last: int) -> tuple[int, int]:
        at = self._postings_at
        return int(at[self.own[first]]), int(at[self.own[last - 1] + 1])

    def _live(self, start: int, stop: int) -> Array:
        slots = self._file.part(f"{self._field}.slots", start, stop)
        if self._live_slots is None:
            return np.ones(len(slots), bool)
        live: Array = self._live_slots[slots]
        return live

    def _counts(self, start: int, stop: int) -> Array:
        part = self._file.part(f"{self._field}.counts", start, stop)
        counts: Array = part.astype(np.int64)
        many_at = self._file[f"{self._field}.many_at"]
        first, last = np.searchsorted(many_at, [start, stop]).tolist()
        which = many_at[first:last].astype(np.int64) - start
        counts[which] = self._file.part(f"{self._field}.many", first, last)
        return counts


def word_ranges(occurrences_at: Array) -> list[tuple[int, int]]:
    """Part words into ranges with so many occurrences as may be in memory at once."""
    last = len(occurrences_at) - 1
    cuts = [0]
    while cuts[-1] < last:
        most = occurrences_at[cuts[-1]] + RANGE_OCCURRENCES
        cut = int(np.searchsorted(occurrences_at, most, side="right")) - 1
        cuts.append(min(max(cut, cuts[-1] + 1), last))
    return list(pairwise(cuts))
