"""Sorts what a query has found: the best few of many without sorting all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from search.request import Order
from search.whoosh_engine.answering.matching import Matching
from search.whoosh_engine.reading.docset import DocSet
from search.whoosh_engine.reading.snapshot import Snapshot
from search.whoosh_engine.segments.arrayfile import Array

# The best of each block of values bound the best of all.
HIGHEST_BLOCK = 64
BLOCKS_A_HIT = 8
# Up to here sorting all is quicker than looking for the best.
SORTED_AT_ONCE = 1024


@dataclass(frozen=True)
class Ranked:
    """Documents in order, best first, with their scores; both (n,)."""

    docs: Array
    scores: Array

    def first(self, count: int) -> Ranked:
        """Return the first few."""
        return Ranked(self.docs[:count], self.scores[:count])

    def only(self, places: Array) -> Ranked:
        """Return those at some places, ascending, (n,)."""
        return Ranked(self.docs[places], self.scores[places])

    def gaining(self, gained: Array) -> Ranked:
        """Sort the first anew when each gains some score; the rest stay behind."""
        scores = self.scores.copy()
        scores[: len(gained)] += gained
        order = np.arange(len(scores))
        order[: len(gained)] = np.argsort(-scores[: len(gained)], kind="stable")
        return Ranked(self.docs[order], scores[order])


def best(
    matching: Matching, docs: DocSet, snapshot: Snapshot, *, order: Order, count: int
) -> Ranked:
    """Return the first `count` of some documents in an order.

    Ties go to the newest, then to the highest id; undated come last by date.
    """
    by_score = order is Order.RELEVANCE and bool(matching.wanted)
    count = min(count, len(docs))
    if docs.is_sparse:
        numbers = docs.docs
        every = _values(snapshot, order)
        values = matching.scores(numbers) if by_score else every[numbers]
        chosen = _largest(values, snapshot.newest[numbers], count)
        found = numbers[chosen]
    else:
        values = matching.scores_by_document() if by_score else _values(snapshot, order)
        if by_score and docs is matching.docs and matching.is_found_by_score:
            found = _largest(values, snapshot.newest, count)
        else:
            found = _largest_within(docs.mask, values, snapshot.newest, count)
        chosen = found
    scores = values[chosen] if by_score else np.zeros(len(chosen), np.float32)
    return Ranked(found, scores)


def _values(snapshot: Snapshot, order: Order) -> Array:
    """Return what an order goes by, the largest first, (size,)."""
    match order:
        case Order.OLDEST:
            return snapshot.oldest
        case Order.LONGEST:
            return snapshot.longest
        case Order.ADDED:
            return snapshot.column("number")
        case _:
            return snapshot.newest


def _largest(values: Array, ties: Array, count: int) -> Array:
    """Return the places of the largest values, largest first, ties by `ties`."""
    places = _candidates(values, count)
    if places is None:
        return np.lexsort((ties, values))[::-1][:count]
    found = values[places]
    if len(places) > SORTED_AT_ONCE + 2 * count:
        # Many are equal to the least that can be chosen: only the best ties matter.
        least = np.partition(found, len(found) - count)[len(found) - count]
        equal = np.flatnonzero(found == least)
        room = count - int(np.count_nonzero(found > least))
        kept = np.argpartition(-ties[places[equal]], room - 1)[:room]
        places = places[np.concatenate((np.flatnonzero(found > least), equal[kept]))]
    return _sorted(places, values, ties)[:count]


def _largest_within(mask: Array, values: Array, ties: Array, count: int) -> Array:
    """Return the places of the largest values in a mask, largest first."""
    places = _candidates(values, 2 * count)
    if places is not None and len(places) <= SORTED_AT_ONCE + 2 * count:
        # The largest of all are mostly in it, and to lay it over all is dear.
        places = places[mask[places]]
        if len(places) >= count:
            return _sorted(places, values, ties)[:count]
    # What is not in it becomes 0, below all that was found and has a score.
    held = values * mask
    found = _largest(held, ties, count)
    if count and not held[found[-1]]:
        # Some were found by a fact alone and have no score either.
        found = _largest(np.where(mask, values, -1), ties, count)
    return found


def _sorted(places: Array, values: Array, ties: Array) -> Array:
    """Return places by their values, the largest first, then by their ties."""
    order = np.lexsort((ties[places], values[places]))
    return places[order[::-1]]


def _candidates(values: Array, count: int) -> Array | None:
    """Return the places of all values that can be among the largest; None for all."""
    if len(values) <= SORTED_AT_ONCE or count <= 0:
        return None
    height = min(HIGHEST_BLOCK, len(values) // (BLOCKS_A_HIT * count))
    if height < 2:
        if count * 2 > len(values):
            return None
        least = np.partition(values, len(values) - count)[len(values) - count]
        return np.flatnonzero(values >= least)
    # A block takes every so-manieth value: so NumPy compares whole rows.
    blocks = len(values) // height
    whole = values[: blocks * height].reshape(height, blocks)
    maxima = whole.max(axis=0)
    # As many blocks have a maximum of at least this.
    least = np.partition(maxima, blocks - count)[blocks - count]
    chosen = np.flatnonzero(maxima >= least)
    rows, columns = np.nonzero(whole[:, chosen] >= least)
    rest = np.flatnonzero(values[blocks * height :] >= least) + blocks * height
    return np.concatenate((rows * blocks + chosen[columns], rest))
