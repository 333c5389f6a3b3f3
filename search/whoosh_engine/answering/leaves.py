"""Finds the articles of one leaf of a query, and how much each mentions it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from search.language.tree import Node, TextField
from search.whoosh_engine.answering import ranking
from search.whoosh_engine.answering.occurrences import FIELDS_OF, Finder, plain_step
from search.whoosh_engine.reading.docset import SPARSE, DocSet, among
from search.whoosh_engine.reading.places import Places
from search.whoosh_engine.reading.scan import Listed, Scan
from search.whoosh_engine.reading.snapshot import Snapshot
from search.whoosh_engine.reading.steps import Step
from search.whoosh_engine.segments.arrayfile import Array
from search.whoosh_engine.segments.segment import Segment

# Words that together have more postings count once an article and segment: which of
# so many an article mentions how often says nothing.
COUNTED_POSTINGS = 1 << 19


class Leaf:
    """The live articles of one leaf, with their scores.

    scores: float32, of each of its documents where these are few, else of all
    documents, 0 where the leaf does not stand. cost: what making it spends.
    """

    def __init__(
        self, docs: DocSet, frequencies: Array, snapshot: Snapshot, cost: int
    ) -> None:
        """Take documents and their weighed mentions, as scores are given."""
        self.docs = docs
        self.cost = cost
        self.rarity = ranking.rarity(len(docs), snapshot.live_count)
        self.scores = ranking.saturated(frequencies) * np.float32(self.rarity)

    @property
    def nbytes(self) -> int:
        """The bytes of its arrays."""
        return self.docs.nbytes + self.scores.nbytes

    @property
    def scores_by_document(self) -> Array:
        """The scores of all documents, 0 where the leaf does not stand, (size,)."""
        if not self.docs.is_sparse:
            return self.scores
        scores = np.zeros(self.docs.size, np.float32)
        scores[self.docs.docs] = self.scores
        return scores

    def add_to(self, total: Array) -> None:
        """Add the scores to those of all documents, (size,) float32."""
        if self.docs.is_sparse:
            total[self.docs.docs] += self.scores
        else:
            total += self.scores

    def scores_of(self, docs: Array) -> Array:
        """Return the scores of some documents, (n,) float32."""
        if not self.docs.is_sparse:
            return self.scores[docs]
        own = self.docs.docs
        if own is docs:
            return self.scores
        if not len(own):
            return np.zeros(len(docs), np.float32)
        at = np.searchsorted(own, docs)
        at[at == len(own)] = 0
        return np.where(own[at] == docs, self.scores[at], np.float32(0))


def find_leaf(scan: Scan, node: Node, scope: TextField) -> Leaf:
    """Return the articles of a leaf; those of a single word are kept.

    Raises BudgetSpent, and does so again when the request is made again.
    """
    step = plain_step(node, scope)
    if step is None:
        leaf = _make_leaf(scan, _occurring(scan, node, scope))
    else:
        key = (scan.snapshot.serial, step, scope)
        left = scan.left
        leaf = scan.cache.get(key, lambda: _leaf_of_step(scan, step, scope))
        # As much whether it was kept or made just now.
        scan.left = left
        scan.spend(leaf.cost)
    # What a request holds of it, and goes through for each of its leaves.
    scan.spend(leaf.nbytes >> 5)
    return leaf


def _leaf_of_step(scan: Scan, step: Step, scope: TextField) -> Leaf:
    fields, left = FIELDS_OF[scope], scan.left
    count = sum(
        scan.listed(segment, field, step).posting_count
        for segment in scan.snapshot.segments
        for field in fields
    )
    scan.spend(count)
    mentions = _counted(scan, step, fields, count)
    return _make_leaf(scan, mentions, cost=left - scan.left)


# A field, documents in ascending order, and how often each mentions the leaf.
Mentions = tuple[str, Array, Array]


def _counted(
    scan: Scan, step: Step, fields: tuple[str, ...], count: int
) -> Iterator[Mentions]:
    """Yield mentions by segment and field, from postings alone."""
    once = count > COUNTED_POSTINGS
    for segment, base in zip(scan.snapshot.segments, scan.snapshot.bases, strict=False):
        for field in fields:
            listed = scan.listed(segment, field, step)
            if listed.posting_count:
                docs, counts = _united(segment, field, listed, once=once)
                yield field, docs + base, counts


def _united(
    segment: Segment, field: str, listed: Listed, *, once: bool
) -> tuple[Array, Array]:
    """Return the documents of several words of a segment, and their counts."""
    slot_docs = segment.slot_docs
    if once and len(listed.places) > 1:
        slots = segment.slots_of(field, listed.places)
        held = np.zeros(segment.doc_count, bool)
        held[slots if slot_docs is None else slot_docs[slots]] = True
        found = np.flatnonzero(held)
        return found, np.ones(len(found), np.uint8)
    slots, counts = segment.postings(field, listed.places)
    if len(listed.places) == 1 and slot_docs is None:
        return slots.astype(np.int64), counts
    docs = slots if slot_docs is None else slot_docs[slots]
    return _summed(docs, counts, segment.doc_count)


def _summed(docs: Array, counts: Array, size: int) -> tuple[Array, Array]:
    """Add the counts of documents that stand several times."""
    if len(docs) * 16 > size:
        totals = np.bincount(docs, counts, size)
        found = np.flatnonzero(totals > 0)
        return found, totals[found]
    order = np.argsort(docs, kind="stable")
    docs, counts = docs[order], counts[order]
    first = np.flatnonzero(np.concatenate(([True], docs[1:] != docs[:-1])))
    return docs[first].astype(np.int64), np.add.reduceat(counts, first, dtype=np.int64)


def _occurring(scan: Scan, node: Node, scope: TextField) -> Iterator[Mentions]:
    """Yield mentions by segment and field, from the places where a leaf stands."""
    for segment, base in zip(scan.snapshot.segments, scan.snapshot.bases, strict=False):
        places = Places(segment, scan.cache)
        for field, spans in Finder(scan, segment, places).find(node, scope).items():
            if len(spans):
                docs = places.docs(spans.starts)
                first = np.flatnonzero(np.concatenate(([True], docs[1:] != docs[:-1])))
                counts = np.diff(np.append(first, len(docs)))
                yield field, docs[first].astype(np.int64) + base, counts


def _make_leaf(scan: Scan, mentions: Iterator[Mentions], *, cost: int = 0) -> Leaf:
    """Join the mentions of all fields; deleted documents are left out."""
    snapshot = scan.snapshot
    found = [
        (docs, ranking.proportion(field, docs, counts, snapshot))
        for field, docs, counts in mentions
    ]
    if sum(len(docs) for docs, _ in found) * SPARSE <= snapshot.size:
        return _sparse_leaf(snapshot, found, cost)
    totals = np.zeros(snapshot.size, np.float32)
    for docs, frequencies in found:
        totals[docs] += frequencies
    if snapshot.deleted_count:
        totals *= snapshot.live.mask
    return Leaf(DocSet(snapshot.size, mask=totals > 0), totals, snapshot, cost)


def _sparse_leaf(
    snapshot: Snapshot, found: list[tuple[Array, Array]], cost: int
) -> Leaf:
    docs = np.concatenate([docs for docs, _ in found] or [np.zeros(0, np.int64)])
    if len(found) > 1:
        docs = np.unique(docs)
    if snapshot.deleted_count:
        docs = docs[snapshot.live.mask[docs]]
    totals = np.zeros(len(docs), np.float32)
    for its, frequencies in found:
        at = np.searchsorted(docs, its)
        # A deleted document stands among those of the field, but not among ours.
        kept = among(its, docs)
        totals[at[kept]] += frequencies[kept]
    return Leaf(DocSet(snapshot.size, docs=docs), totals, snapshot, cost)
