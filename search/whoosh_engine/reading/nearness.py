"""Finds where words stand near each other: so many words apart, or in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from search.whoosh_engine.reading.spans import NONE, ONE, Spans, ordered
from search.whoosh_engine.segments.arrayfile import Array

# Above this ratio of sizes looking up beats sorting together.
MUCH = 4
ONE_BIT, LEFT = np.uint8(1), np.uint8(2)


@dataclass(frozen=True)
class Together:
    """What two spans must have in common.

    reach: how far apart they can be at most. cuts: places that no pair crosses, the
    first one 0, less than 2 ** 31 apart. test: says of pairs whether they do belong
    together, by the ends and starts of the earlier and the starts of the later.
    """

    reach: int
    cuts: Array
    test: Callable[[Array, Array, Array], Array]


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
        pair = _beside_few if _is_uneven(left, right) else _neighbours
        return pair(left.starts, right.starts, belong, in_order=in_order)
    pairs = [_before(left, right, belong)]
    if not in_order:
        pairs.append(_before(right, left, belong))
    starts = np.concatenate([starts for starts, _ in pairs])
    return ordered(starts, np.concatenate([ends for _, ends in pairs]))


def _is_uneven(left: Spans, right: Spans) -> bool:
    fewer, more = sorted((len(left), len(right)))
    return fewer * MUCH < more


def _beside_few(
    left: Array, right: Array, belong: Together, *, in_order: bool
) -> Spans:
    """Return the pairs of single places that stand next to each other in order.

    Only what stands beside the fewer is looked at.
    """
    fewer, more = (left, right) if len(left) <= len(right) else (right, left)
    at = np.searchsorted(more, fewer)
    # What stands before each of the fewer, with none of the fewer between.
    held = np.flatnonzero(at > 0)
    earlier, later = more[at[held] - 1], fewer[held]
    alone = (held == 0) | (fewer[held - 1] <= earlier)
    before = earlier[alone], later[alone]
    # What stands after each.
    at += more[np.minimum(at, len(more) - 1)] == fewer
    held = np.flatnonzero(at < len(more))
    earlier, later = fewer[held], more[at[held]]
    following = np.minimum(held + 1, len(fewer) - 1)
    alone = (held == len(fewer) - 1) | (fewer[following] >= later)
    after = earlier[alone], later[alone]
    if in_order:
        starts, ends = after if fewer is left else before
    else:
        starts, ends = np.concatenate((before, after), axis=1)
    kept = belong.test(starts, starts, ends)
    return ordered(starts[kept], ends[kept])


def _neighbours(
    left: Array, right: Array, belong: Together, *, in_order: bool
) -> Spans:
    """Return the pairs of single places that stand next to each other in order."""
    ours, theirs = (
        np.searchsorted(left, belong.cuts),
        np.searchsorted(right, belong.cuts),
    )
    found = []
    for part, cut in enumerate(belong.cuts):
        mine = left[ours[part] : ours[part + 1] if part + 1 < len(ours) else None]
        others = right[
            theirs[part] : theirs[part + 1] if part + 1 < len(ours) else None
        ]
        both = np.concatenate((mine, others))
        # From the cut on, so that there is room for the side as the lowest bit.
        both -= cut
        both <<= ONE
        both[: len(mine)] |= ONE
        both.sort()
        starts, ends = _adjacent(both, belong.reach, in_order=in_order)
        found.append((starts + cut, ends + cut))
    starts, ends = np.concatenate(found, axis=1)
    kept = belong.test(starts, starts, ends)
    return Spans(starts[kept], ends[kept])


def _adjacent(both: Array, reach: int, *, in_order: bool) -> tuple[Array, Array]:
    """Return neighbours of different sides, about so far apart at most, as places.

    both: ascending, each a place and, in the lowest bit, 1 for the left side.
    """
    gaps = both[1:] - both[:-1]
    # Between different sides a gap is odd, and by 1 more or less than twice the words.
    met = gaps <= 2 * reach + 1
    met &= (gaps.astype(np.uint8) & ONE_BIT).view(bool)
    pairs = np.flatnonzero(met)
    earlier, later = both[pairs], both[pairs + 1]
    starts, ends = earlier >> ONE, later >> ONE
    if (starts == ends).any():
        return _adjacent_on_both(both, in_order=in_order)
    if in_order:
        left_first = (earlier & ONE).astype(bool)
        return starts[left_first], ends[left_first]
    return starts, ends


def _adjacent_on_both(both: Array, *, in_order: bool) -> tuple[Array, Array]:
    """Return neighbours of different sides where a place can be on both.

    Such a place can pair either way.
    """
    places = both >> ONE
    first = np.flatnonzero(np.append(True, places[1:] != places[:-1]))
    sides = (both.astype(np.uint8) & ONE_BIT) + ONE_BIT
    sides, places = np.bitwise_or.reduceat(sides, first), places[first]
    earlier, later = sides[:-1], sides[1:]
    met = (earlier & LEFT) & (later << 1)
    if not in_order:
        met |= (earlier << 1) & (later & LEFT)
    pairs = np.flatnonzero(met)
    return places[pairs], places[pairs + 1]


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
