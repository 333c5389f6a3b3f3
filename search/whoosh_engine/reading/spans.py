"""Compares where words stand: phrases, nearness, sentences, all as arrays.

A place is `slot << 16 | position` of one field of one segment; a span is a first and a
last place, both included.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from search.whoosh_engine.reading.docset import among
from search.whoosh_engine.segments.arrayfile import Array, ranges

# Above this ratio of sizes looking up beats sorting together.
UNEVEN = 16
SHIFT, ONE = np.uint64(32), np.uint64(1)
RIGHT, LEFT = np.uint8(1), np.uint8(2)


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


@dataclass(frozen=True)
class Together:
    """What two spans must have in common.

    reach: how far apart they can be at most. test: says so of pairs, by the ends and
    the starts of the earlier and the starts of the later, (n,) bool.
    """

    reach: int
    test: Callable[[Array, Array, Array], Array]


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
    return _ordered(starts, np.concatenate([spans.ends for spans in filled]))


def run(steps: Sequence[Spans]) -> Spans:
    """Return where single places follow one another without a gap."""
    number = min(range(len(steps)), key=lambda step: len(steps[step]))
    # Wrapped below zero is as good as any place that is not there.
    firsts = steps[number].starts - np.uint32(number)
    others = sorted(set(range(len(steps))) - {number}, key=lambda n: len(steps[n]))
    for number in others:
        if not len(firsts):
            return NONE
        firsts = _common(firsts, steps[number].starts, np.uint32(number))
    if not len(firsts):
        return NONE
    return Spans(firsts, firsts + np.uint32(len(steps) - 1))


def following(left: Spans, right: Spans) -> Spans:
    """Return the left spans prolonged by right ones that begin where they end."""
    if not len(left) or not len(right):
        return NONE
    after = left.ends + np.uint32(1)
    low = np.searchsorted(right.starts, after, "left")
    high = np.searchsorted(right.starts, after, "right")
    starts = np.repeat(left.starts, high - low)
    return _ordered(starts, right.ends[ranges(low, high)])


def together(
    left: Spans, right: Spans, belong: Together, *, in_order: bool = False
) -> Spans:
    """Return what covers a left and a right span that belong together.

    Only pairs with no other left or right span between them: minimal intervals, as
    Clarke, Cormack and Burkowski define them (The Computer Journal 38, 1995).
    """
    if not len(left) or not len(right):
        return NONE
    if left.is_single and right.is_single:
        return _neighbours(left.starts, right.starts, belong, in_order=in_order)
    pairs = [_before(left, right, belong)]
    if not in_order:
        pairs.append(_before(right, left, belong))
    starts = np.concatenate([starts for starts, _ in pairs])
    return _ordered(starts, np.concatenate([ends for _, ends in pairs]))


def apart(left: Spans, low: Array, high: Array, right: Spans) -> Spans:
    """Return the left spans with no right one that touches the places low to high.

    low, high: (left,) int64, ascending bounds around each left span.
    """
    begun = np.searchsorted(right.starts, high, "right")
    ended = np.searchsorted(np.sort(right.ends), low, "left")
    return left.those(begun == ended)


def _neighbours(
    left: Array, right: Array, belong: Together, *, in_order: bool
) -> Spans:
    """Return the pairs of single places that stand next to each other in order."""
    # The side is the lowest bit.
    both = np.concatenate(
        (left.astype(np.uint64) << ONE, right.astype(np.uint64) << ONE)
    )
    both[: len(left)] |= ONE
    both.sort()
    places = (both >> ONE).astype(np.uint32)
    sides = (both.astype(np.uint8) & RIGHT) + RIGHT
    other = places[1:] != places[:-1]
    if not other.all():
        # What a place holds of both sides can pair either way.
        first = np.flatnonzero(np.append(True, other))
        sides, places = np.bitwise_or.reduceat(sides, first), places[first]
    earlier, later = sides[:-1], sides[1:]
    met = (earlier & LEFT) & (later << 1)
    if not in_order:
        met |= (earlier << 1) & (later & LEFT)
    # Few are left to be looked at closely.
    met &= (places[1:] - places[:-1] <= belong.reach).view(np.uint8) << 1
    pairs = np.flatnonzero(met)
    starts, ends = places[pairs], places[pairs + 1]
    kept = np.flatnonzero(belong.test(starts, starts, ends))
    return Spans(starts[kept], ends[kept])


def _before(left: Spans, right: Spans, belong: Together) -> tuple[Array, Array]:
    """Return the pairs with the left span first, as first and last places."""
    order = np.argsort(left.ends, kind="stable")
    after, before = _ranks(left.ends[order], right.starts)
    # The next right span of a left one, whose last left one before it is the same.
    mine = np.flatnonzero(after < len(right))
    theirs = after[mine]
    mutual = np.flatnonzero(before[theirs] - 1 == mine)
    mine, theirs = order[mine[mutual]], theirs[mutual]
    kept = belong.test(left.ends[mine], left.starts[mine], right.starts[theirs])
    return left.starts[mine[kept]], right.ends[theirs[kept]]


def _ranks(ours: Array, theirs: Array) -> tuple[Array, Array]:
    """Return how many of theirs are at most each of ours, of ours below each of theirs.

    Both ascending. One follows from the other: the fewer are looked up.
    """
    if len(ours) <= len(theirs):
        up_to = np.searchsorted(theirs, ours, "right")
        return up_to, np.cumsum(np.bincount(up_to, minlength=len(theirs)))[
            : len(theirs)
        ]
    below = np.searchsorted(ours, theirs, "left")
    return np.cumsum(np.bincount(below, minlength=len(ours)))[: len(ours)], below


def _common(ours: Array, theirs: Array, back: np.uint32) -> Array:
    """Return which of our ascending places stand among theirs, moved back."""
    if len(theirs) > UNEVEN * len(ours):
        return ours[among(ours + back, theirs)]
    both = np.concatenate((ours, theirs - back))
    both.sort()
    common: Array = both[1:][both[1:] == both[:-1]]
    return common


def _ordered(starts: Array, ends: Array) -> Spans:
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
