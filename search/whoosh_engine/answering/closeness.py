"""Adds to the scores of articles in which the words of a query stand close together."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from search.whoosh_engine.answering.matching import Matching
from search.whoosh_engine.answering.occurrences import is_plain
from search.whoosh_engine.reading.places import Places
from search.whoosh_engine.reading.scan import Scan
from search.whoosh_engine.reading.spans import Spans, single, together
from search.whoosh_engine.reading.steps import Step
from search.whoosh_engine.segments.arrayfile import Array, ranges

FIELD = "body"
# How many of the best are looked at again.
LOOKED_AT = 200
# Words further apart add nothing.
FAR = 16
# What two words beside each other add, as a share of the rarer half of their score.
SHARE = 0.5
# Of a long query only so many pairs of words are looked at.
PAIRS = 8


class Pair(NamedTuple):
    """Two words that follow each other in a query, and the rarity of the commoner."""

    left: Step
    right: Step
    rarity: float


def closeness(scan: Scan, matching: Matching, docs: Array) -> Array:
    """Return what each of some documents gains, (n,) float32.

    For each two words joined by AND that follow each other in the query: the rarity of
    the commoner one, by the distance at which they come closest in a body.
    """
    gained = np.zeros(len(docs), np.float32)
    order = np.argsort(docs)
    ascending = docs[order]
    for pair in pairs_of(matching):
        near = _nearness(scan, pair, ascending)
        gained[order] += near * np.float32(pair.rarity * SHARE)
    return gained


def pairs_of(matching: Matching) -> list[Pair]:
    """Return the pairs of words whose closeness counts."""
    found = []
    for left, right in matching.joined[:PAIRS]:
        one, other = is_plain(left.node, left.scope), is_plain(right.node, right.scope)
        if one and other and one != other:
            found.append(Pair(one, other, min(left.leaf.rarity, right.leaf.rarity)))
    return found


def _nearness(scan: Scan, pair: Pair, docs: Array) -> Array:
    """Return 1 / (least distance) of two words in ascending documents, float32."""
    near = np.zeros(len(docs), np.float32)
    snapshot = scan.snapshot
    edges = np.searchsorted(docs, snapshot.bases).tolist()
    for number, segment in enumerate(snapshot.segments):
        first, last = edges[number], edges[number + 1]
        if first == last:
            continue
        local = docs[first:last] - snapshot.bases[number]
        places = Places(segment, scan.cache)
        begins, ends = places.bounds(local)
        left, right = (
            _between(scan.spans(segment, FIELD, step), begins, ends)
            for step in (pair.left, pair.right)
        )
        found = together(left, right, places.within(FAR))
        if len(found):
            at = np.searchsorted(local, places.docs(found.starts))
            distances = (found.ends - found.starts).astype(np.float32)
            np.maximum.at(near[first:last], at, 1 / distances)
    return near


def _between(spans: Spans, begins: Array, ends: Array) -> Spans:
    """Return where words begin in a few articles, given by their bounds, ascending."""
    low = np.searchsorted(spans.starts, begins)
    high = np.searchsorted(spans.starts, ends)
    return single(spans.starts[ranges(low, high)])
