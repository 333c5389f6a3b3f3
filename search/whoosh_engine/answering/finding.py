"""Puts together what one request finds: matches, filters, order, copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import numpy as np

from search.answers import Hit, Marks, ValueCount
from search.request import Facet, Order, SearchRequest
from search.whoosh_engine.answering.closeness import LOOKED_AT, closeness
from search.whoosh_engine.answering.faceting import count_values
from search.whoosh_engine.answering.filtering import having
from search.whoosh_engine.answering.folding import count_folded, followers, leaders
from search.whoosh_engine.answering.marks import marks_of
from search.whoosh_engine.answering.matching import Matching
from search.whoosh_engine.answering.ordering import Ranked, best
from search.whoosh_engine.reading.docset import DocSet, from_mask
from search.whoosh_engine.reading.scan import Scan
from search.whoosh_engine.segments.arrayfile import Array


class Found:
    """What a request finds in one snapshot; each thing is worked out when asked for."""

    def __init__(self, scan: Scan, request: SearchRequest) -> None:
        self._scan = scan
        self._snapshot = scan.snapshot
        self._request = request
        self.matching = Matching(scan, request.query.tree, any_word=request.any_word)
        self._filters = {chosen: having(scan, chosen) for chosen in request.filters}
        # Filters and all dates.
        self._filtered = self._narrowed(self.matching.docs, without=None)
        self.docs = self._in_period(self._filtered)
        # What the best gain by closeness, (n,), once they were looked at.
        self._gained: Array | None = None

    @property
    def undated(self) -> int:
        """How many hits have no date, the dates asked for left aside."""
        docs = self._filtered
        if self._is_filtered_by(Facet.DATE):
            docs = self._narrowed(self.matching.docs, without=Facet.DATE)
        return len(docs & self._snapshot.undated)

    @cached_property
    def folded_count(self) -> int:
        """How many hits stand under another of their copy group."""
        folds = self._request.fold_copies
        return count_folded(self.docs, self._snapshot) if folds else 0

    @property
    def shown_count(self) -> int:
        """How many hits the pages list."""
        return len(self.docs) - self.folded_count

    def ranked(self, count: int) -> Ranked:
        """Return the first hits in order; a copy group stands where its best does."""
        if not self.folded_count:
            return self._best(count)
        count = min(count, self.shown_count)
        looked_at = 2 * count
        while True:
            ranked = self._best(looked_at)
            leading = leaders(ranked.docs, self._snapshot)
            if len(leading) >= count:
                return ranked.only(leading[:count])
            looked_at *= 4

    def hits(self) -> Iterator[Hit]:
        """Yield the hits of the request's page."""
        first = (self._request.page - 1) * self._request.page_size
        ranked = self.ranked(first + self._request.page_size)
        docs = ranked.docs[first:]
        ids = self._snapshot.column("number")[docs].tolist()
        scores = ranked.scores[first:].tolist()
        copies = self._copies(docs) if self.folded_count else {}
        for number, score, group in zip(ids, scores, self._groups(docs), strict=True):
            yield Hit(number, score, tuple(copies.get(group, ())))

    def stand_for(self, article_id: int, docs: Array) -> Array:
        """Say of each hit whether it is an article, or leads its group, (n,) bool."""
        numbers, found = self._snapshot.column("number"), self.docs.docs
        are_it: Array = numbers[docs] == article_id
        if are_it.any() or not self.folded_count:
            return are_it
        groups = self._snapshot.groups
        return np.isin(groups[docs], groups[found[numbers[found] == article_id]])

    def _copies(self, docs: Array) -> dict[int, list[int]]:
        """Return the ids of the copies folded into some hits, best first, by group."""
        folded = followers(self.docs, docs, self._snapshot)
        ordered = self._by_leaves(folded, len(folded)).docs
        ids = self._snapshot.column("number")[ordered].tolist()
        copies: dict[int, list[int]] = {}
        for number, group in zip(ids, self._groups(ordered), strict=True):
            copies.setdefault(group, []).append(number)
        return copies

    def _groups(self, docs: Array) -> list[int]:
        groups: list[int] = self._snapshot.groups[docs].tolist()
        return groups

    def count(self, facet: Facet) -> tuple[ValueCount, ...]:
        """Count the values of a facet, those asked for in it left aside.

        Those it leaves out count what they would bring back.
        """
        own = next((f for f in self._filters if f.facet is facet), None)
        if own is None:
            return count_values(self._scan, facet, self.docs)
        docs = self._in_period(self._narrowed(self.matching.docs, without=facet))
        if not own.excluded:
            return count_values(self._scan, facet, docs)
        kept = docs & having(self._scan, replace(own, values=()))
        return count_values(self._scan, facet, kept, left_out=own.excluded, among=docs)

    def marks(self) -> Marks:
        """Return what to mark in the texts of hits."""
        return marks_of(self._scan, (wanted.node for wanted in self.matching.wanted))

    def _is_filtered_by(self, facet: Facet) -> bool:
        return any(chosen.facet is facet for chosen in self._filters)

    def _narrowed(self, docs: DocSet, *, without: Facet | None) -> DocSet:
        if oldest := self._request.newer_than:
            docs = docs & from_mask(self._snapshot.column("number") > oldest)
        for chosen, passing in self._filters.items():
            if chosen.facet is not without:
                docs = docs & passing
        return docs

    def _in_period(self, docs: DocSet) -> DocSet:
        period = self._request.period
        return docs if period.is_open else docs & having(self._scan, period)

    def gained_by(self, doc: int) -> float:
        """Return what the closeness of words adds to a hit's score."""
        first = self._by_leaves(self.docs, LOOKED_AT).docs
        if not self._looks_again or doc not in first:
            return 0.0
        return float(closeness(self._scan, self.matching, np.array([doc]))[0])

    @property
    def _looks_again(self) -> bool:
        by_score = self._request.order is Order.RELEVANCE
        return by_score and len(self.matching.joined) > 1

    def _best(self, count: int) -> Ranked:
        if not self._looks_again:
            return self._by_leaves(self.docs, count)
        found = self._by_leaves(self.docs, max(count, LOOKED_AT))
        if self._gained is None:
            first = found.docs[:LOOKED_AT]
            self._gained = closeness(self._scan, self.matching, first)
        return found.gaining(self._gained).first(count)

    def _by_leaves(self, docs: DocSet, count: int) -> Ranked:
        order: Order = self._request.order
        return best(self.matching, docs, self._snapshot, order=order, count=count)
