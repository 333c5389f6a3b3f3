"""Holds where words stand, and finds where they follow one another.

A place is `slot << 16 | position` of one field of one segment; a span is a first and a
last place, both included.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from search.whoosh_engine.reading.docset import among
from search.whoosh_engine.segments.arrayfile import Array, ranges

# Above this ratio of sizes looking up beats sorting together.
UNEVEN = 16
SHIFT, ONE = np.uint64(32), np.uint32(1)


@dataclass(frozen=True)
class Spans:
    """Spans in order of start, then end, (n,) uint32; one array for single places."""

    starts: Array
    ends: Array

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def is_single(self) -> bool:
        """Whether each span is one place."""
        return self.starts is self.ends

    @property
    def nbytes(self) -> int:
        """The bytes of its arrays."""
        return self.starts.nbytes * (1 if self.is_single else 2)

    def those(self, chosen: Array) -> Spans:
        """Return the spans that a mask chooses."""
        # Numbers choose quicker than a mask does.
        numbers = np.flatnonzero(chosen)
        starts = self.starts[numbers]
        return Spans(starts, starts if self.is_single else self.ends[numbers])


NOWHERE = np.zeros(0, np.uint32)
NONE = Spans(NOWHERE, NOWHERE)


def single(places: Array) -> Spans:
    """Return the spans of ascending single places."""
    return Spans(places, places)


def united(several: Sequence[Spans]) -> Spans:
    """Return all spans of several, each once."""
    filled = [spans for spans in several if len(spans)]
    if len(filled) <= 1:
        return filled[0] if filled else NONE
    if all(spans.is_single for spans in filled):
        places = np.concatenate([spans.starts for spans in filled])
        places.sort()
        return single(_distinct(places))
    starts = np.concatenate([spans.starts for spans in filled])
    return ordered(starts, np.concatenate([spans.ends for spans in filled]))


def run(steps: Mapping[int, Spans]) -> Array:
    """Return where single places follow one another, each at its step of a phrase.

    Returns: the places of step 0, ascending, whether or not that step is given.
    """
    order = sorted(steps, key=lambda step: len(steps[step]))
    # Wrapped below zero is as good as any place that is not there.
    firsts = steps[order[0]].starts - np.uint32(order[0])
    for step in order[1:]:
        if len(firsts):
            firsts = _common(firsts, steps[step].starts, np.uint32(step))
    return firsts


def following(left: Spans, right: Spans) -> Spans:
    """Return the left spans prolonged by right ones that begin where they end."""
    if not len(left) or not len(right):
        return NONE
    after = left.ends + ONE
    low = np.searchsorted(right.starts, after, "left")
    high = np.searchsorted(right.starts, after, "right")
    starts = np.repeat(left.starts, high - low)
    return ordered(starts, right.ends[ranges(low, high)])


def apart(left: Spans, low: Array, high: Array, right: Spans) -> Spans:
    """Return the left spans with no right one that touches the places low to high.

    low, high: (left,) int64, ascending bounds around each left span.
    """
    begun = np.searchsorted(right.starts, high, "right")
    ended = np.searchsorted(np.sort(right.ends), low, "left")
    return left.those(begun == ended)


def _common(ours: Array, theirs: Array, back: np.uint32) -> Array:
    """Return which of our ascending places stand among theirs, moved back."""
    if len(theirs) > UNEVEN * len(ours):
        return ours[among(ours + back, theirs)]
    both = np.concatenate((ours, theirs - back))
    both.sort()
    common: Array = both[1:][both[1:] == both[:-1]]
    return common


def ordered(starts: Array, ends: Array) -> Spans:
    """Return spans in order, each once."""
    both = (starts.astype(np.uint64) << SHIFT) | ends
    both.sort()
    both = _distinct(both)
    return Spans((both >> SHIFT).astype(np.uint32), both.astype(np.uint32))


def _distinct(ascending: Array) -> Array:
    if len(ascending) < 2:
        return ascending
    first = np.empty(len(ascending), bool)
    first[0] = True
    np.not_equal(ascending[1:], ascending[:-1], out=first[1:])
    return ascending if first.all() else ascending[first]
