"""What one request reads of the index: words' postings and places, within a budget."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from search.language.tree import Fuzzy, Wildcard
from search.whoosh_engine.reading.cache import ByteCache
from search.whoosh_engine.reading.snapshot import Snapshot
from search.whoosh_engine.reading.spans import NONE, Spans, single
from search.whoosh_engine.reading.steps import Step, words_of
from search.whoosh_engine.segments.arrayfile import Array, ranges
from search.whoosh_engine.segments.segment import SLOT_BITS, Segment

# Postings and places that one request may read and compare: a few hundred
# milliseconds; "of the" in 100,000 articles of ordinary length takes 6 million.
BUDGET = 16_000_000
SORTING = 3
# The places of a word as common as this are read for the articles in question only.
KEPT_PLACES = 1 << 19


@dataclass(frozen=True)
class Listed:
    """A step's words in one field: their places in its list, and how much they are."""

    places: Array
    posting_count: int
    occurrence_count: int

    @property
    def nbytes(self) -> int:
        """The bytes of its array."""
        return self.places.nbytes

    @property
    def cost(self) -> int:
        """What its places count; those of several words must be sorted first."""
        return self.occurrence_count * (1 if len(self.places) == 1 else SORTING)

    @property
    def is_common(self) -> bool:
        """Whether there are too many places to keep them all."""
        return self.occurrence_count > KEPT_PLACES


class BudgetSpent(Exception):
    """A request would read more than one request may."""


class Scan:
    """Reads a snapshot for one request, through the cache that all share."""

    def __init__(
        self, snapshot: Snapshot, cache: ByteCache, *, budget: int = BUDGET
    ) -> None:
        self.snapshot = snapshot
        self.cache = cache
        self.left = budget

    def spend(self, count: int) -> None:
        """Count what will be read; raises BudgetSpent."""
        if count > self.left:
            raise BudgetSpent
        self.left -= count

    def words(self, segment: Segment, step: Step) -> Array:
        """Return the words that a step stands for, ascending, uint32."""
        if isinstance(step, Wildcard | Fuzzy):
            # All letters of all words are looked at.
            self.spend(segment.file.size("words.text"))
        return self.cache.get((segment.serial, step), lambda: words_of(step, segment))

    def listed(self, segment: Segment, field: str, step: Step) -> Listed:
        """Return where a step's words are in a field's own list of words."""

        def find() -> Listed:
            places = segment.in_field(field, self.words(segment, step))
            return Listed(
                places,
                int(segment.posting_counts(field, places).sum()),
                segment.occurrence_count(field, places),
            )

        return self.cache.get((segment.serial, field, "list", step), find)

    def spans(self, segment: Segment, field: str, step: Step) -> Spans:
        """Return all places of a step's words in a field; the caller counts them."""
        listed = self.listed(segment, field, step)
        if not len(listed.places):
            return NONE
        return self.cache.get(
            (segment.serial, field, "spans", step),
            lambda: _read_spans(segment, field, listed.places, None),
        )

    def spans_within(
        self, segment: Segment, field: str, step: Step, slots: Array
    ) -> Spans:
        """Return the places of a common step's words in some slots, by mask."""
        listed = self.listed(segment, field, step)
        return _read_spans(segment, field, listed.places, slots)


def _read_spans(
    segment: Segment, field: str, places: Array, slots: Array | None
) -> Spans:
    """Read the places of words, in order; only those in some slots where given."""
    widths = segment.words.widths(segment.file[f"{field}.words"][places])
    starts, ends = [], []
    for width in np.unique(widths).tolist():
        found = _read_places(segment, field, places[widths == width], slots)
        starts.append(found)
        ends.append(found + np.uint32(width - 1))
    if len(starts) == 1 and int(widths[0]) == 1:
        return single(starts[0] if len(places) == 1 else np.sort(starts[0]))
    both = np.concatenate(starts).astype(np.uint64) << np.uint64(32)
    both |= np.concatenate(ends)
    both.sort()
    return Spans((both >> np.uint64(32)).astype(np.uint32), both.astype(np.uint32))


def _read_places(
    segment: Segment, field: str, places: Array, slots: Array | None
) -> Array:
    """Return the places of words of one width, one word after another, uint32."""
    postings = segment.postings(field, places)
    positions = segment.positions(field, places)
    held, counts = postings.slots, postings.counts
    kept = None if slots is None else np.flatnonzero(slots[held])
    # Where most are wanted, leaving out the others is not worth it.
    if kept is not None and len(kept) * 2 < len(held):
        stops = np.cumsum(counts, dtype=np.int64)[kept]
        held, counts = held[kept], counts[kept]
        positions = positions[ranges(stops - counts, stops)]
    return np.repeat(held.astype(np.uint32) << np.uint32(SLOT_BITS), counts) | positions
