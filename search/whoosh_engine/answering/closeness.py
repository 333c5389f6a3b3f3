"""Adds to the scores of articles in which the words of a query stand close together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.whoosh_engine.answering.matching import Matching
from search.whoosh_engine.answering.occurrences import FIELDS_OF, plain_step
from search.whoosh_engine.reading.scan import BudgetSpent, Scan
from search.whoosh_engine.reading.steps import Step
from search.whoosh_engine.segments.arrayfile import Array, ranges
from search.whoosh_engine.segments.segment import Segment

FIELD = "body"
# How many of the best are looked at again.
LOOKED_AT = 50
# Words further apart add nothing.
FAR = 16
# What two words beside each other add, as a share of the rarity of the commoner one.
SHARE = 0.5
# Of a long query only so many words are looked at.
MAX_WORDS = 8


@dataclass(frozen=True)
class Chain:
    """Words that AND joins, in the order of the query, with their rarities."""

    steps: tuple[Step, ...]
    rarities: tuple[float, ...]


def chain_of(matching: Matching) -> Chain:
    """Return the words of a query whose closeness counts."""
    found: dict[Step, float] = {}
    for wanted in matching.joined:
        step = plain_step(wanted.node, wanted.scope)
        in_field = FIELD in FIELDS_OF[wanted.scope]
        if step is not None and in_field and len(found) < MAX_WORDS:
            found.setdefault(step, wanted.leaf.rarity)
    return Chain(tuple(found), tuple(found.values()))


def closeness(scan: Scan, matching: Matching, docs: Array) -> Array:
    """Return what each of some documents gains, (n,) float32.

    For each two words that follow each other in the query: the rarity of the commoner
    one, by the distance at which they come closest in a body with none of the others
    between.
    """
    gained = np.zeros(len(docs), np.float32)
    chain = chain_of(matching)
    if len(chain.steps) < 2 or not len(docs):
        return gained
    order = np.argsort(docs)
    try:
        places = _places(scan, chain.steps, docs[order])
    except BudgetSpent:
        return gained
    worths = np.minimum(chain.rarities[1:], chain.rarities[:-1]).astype(np.float32)
    gained[order] = _nearness(places, worths, len(docs)) * np.float32(SHARE)
    return gained


def _places(scan: Scan, steps: Sequence[Step], docs: Array) -> Array:
    """Return where words stand in ascending documents, as one number each, ascending.

    In the number: the document, by its rank; the position; the word.
    """
    found = []
    edges = np.searchsorted(docs, scan.snapshot.bases).tolist()
    for number, segment in enumerate(scan.snapshot.segments):
        first, last = edges[number], edges[number + 1]
        if first == last:
            continue
        own = docs[first:last] - scan.snapshot.bases[number]
        begins = segment.begins[own]
        # Side by side, so that what is looked up next lies near.
        bounds = np.column_stack((begins, segment.begins[own + 1] - np.uint32(1)))
        standing, counts = [], []
        for step in steps:
            starts = _starts(scan, segment, step)
            low, high = np.searchsorted(starts, bounds.ravel()).reshape(-1, 2).T
            standing.append(starts[ranges(low, high)])
            counts.append(high - low)
        of_each = np.concatenate(counts)
        positions = np.concatenate(standing)
        positions -= np.repeat(np.tile(begins, len(steps)), of_each)
        ranks = np.arange(first, last, dtype=np.uint64) << np.uint64(40)
        words = np.arange(len(steps), dtype=np.uint64)
        numbers = np.repeat(np.add.outer(words, ranks).ravel(), of_each)
        found.append(numbers | positions.astype(np.uint64) << np.uint64(8))
    places = np.concatenate(found)
    places.sort()
    return places


def _starts(scan: Scan, segment: Segment, step: Step) -> Array:
    scan.spend(scan.listed(segment, FIELD, step).cost)
    return scan.spans(segment, FIELD, step).starts


def _nearness(places: Array, worths: Array, count: int) -> Array:
    """Add up worth / least distance over the pairs of words, (count,) float32."""
    words = places.astype(np.uint8)
    pairs = np.minimum(words[1:], words[:-1])
    gaps = (places[1:] >> np.uint64(8)) - (places[:-1] >> np.uint64(8))
    close = np.flatnonzero((words[1:] ^ words[:-1] != 0) & (gaps <= FAR) & (gaps > 0))
    follow = words[close + 1].astype(np.int8) - words[close].astype(np.int8)
    close = close[np.abs(follow) == 1]
    near = np.zeros((count, len(worths)), np.float32)
    at = (places[close] >> np.uint64(40)).astype(np.int64), pairs[close]
    np.maximum.at(near, at, 1 / gaps[close].astype(np.float32))
    total: Array = near @ worths
    return total
