"""Answers search requests from one state of the index."""

from __future__ import annotations

import datetime
import time
from collections.abc import Collection, Iterable
from dataclasses import replace

import numpy as np

from search.answers import (
    Explanation,
    Marks,
    Neighbours,
    PartCount,
    Results,
    SimilarArticle,
    Suggestion,
    ValueCount,
    WordCount,
)
from search.language.tree import And, Node, Not, Or, TextField
from search.request import Facet, SearchRequest, Unit
from search.whoosh_engine.answering.completing import complete
from search.whoosh_engine.answering.explaining import explain
from search.whoosh_engine.answering.faceting import count_values
from search.whoosh_engine.answering.finding import Found
from search.whoosh_engine.answering.histogram import Histogram, histogram
from search.whoosh_engine.answering.similar import similar
from search.whoosh_engine.answering.suggesting import suggest
from search.whoosh_engine.commits.trouble import damage_named
from search.whoosh_engine.reading.scan import Scan
from search.whoosh_engine.reading.snapshot import Snapshot
from search.whoosh_engine.reading.snapshots import current_snapshot, shared_cache


def open_engine() -> WhooshEngine:
    """Return an engine over the index's last commit; raises IndexUnusable."""
    return WhooshEngine(current_snapshot())


class WhooshEngine:
    """Answers from one state of the index, whatever is committed meanwhile."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @property
    def state(self) -> str:
        """The name of the commit it answers from; no other commit has the same."""
        return self._snapshot.name

    @property
    def made_at(self) -> datetime.datetime:
        """When that commit was made."""
        return datetime.datetime.fromtimestamp(self._snapshot.made_at, datetime.UTC)

    def search(self, request: SearchRequest) -> Results:
        """Return one page of hits with totals, facets and histogram."""
        started = time.perf_counter()
        with damage_named():
            found = Found(self._scan(), request)
            spread = Histogram(Unit.YEAR)
            if request.histogram:
                spread = histogram(self._snapshot, found.docs, request.unit)
            return Results(
                hits=tuple(found.hits()),
                total=len(found.docs),
                folded=found.folded_count,
                undated=found.undated,
                facets={facet: found.count(facet) for facet in request.facets},
                bars=spread.bars,
                strays=spread.strays,
                unit=spread.unit,
                marks=found.marks() if request.marks else Marks(),
                notes=tuple(found.matching.notes),
                took_ms=(time.perf_counter() - started) * 1000,
            )

    def neighbours(self, request: SearchRequest, article_id: int) -> Neighbours | None:
        """Return an article's place among the hits; None when it is not one."""
        with damage_named():
            found = Found(self._scan(), request)
            docs = found.ranked(found.shown_count).docs
            places = np.flatnonzero(found.stand_for(article_id, docs))
            ids = self._snapshot.column("number")[docs]
        if not len(places):
            return None
        place = int(places[0])
        return Neighbours(
            article_id=int(ids[place]),
            position=place + 1,
            total=len(ids),
            previous_id=int(ids[place - 1]) if place else None,
            next_id=int(ids[place + 1]) if place + 1 < len(ids) else None,
        )

    def ids(self, request: SearchRequest) -> tuple[int, ...]:
        """Return the articles of all pages in order; copies folded in are left out."""
        with damage_named():
            found = Found(self._scan(), request)
            docs = found.ranked(found.shown_count).docs
            return tuple(self._snapshot.column("number")[docs].tolist())

    def count(self, request: SearchRequest) -> int:
        """Return the number of articles found, copies included."""
        with damage_named():
            return len(Found(self._scan(), request).docs)

    def values(self, facet: Facet) -> tuple[ValueCount, ...]:
        """Return all values of a facet with the articles that have each."""
        with damage_named():
            scan = self._scan()
            return count_values(scan, facet, self._snapshot.live)

    def marks(self, request: SearchRequest) -> Marks:
        """Return what a request marks in the texts it finds."""
        with damage_named():
            return Found(self._scan(), request).marks()

    def count_parts(self, request: SearchRequest) -> tuple[PartCount, ...]:
        """Return the count of each part of a query of several, filters in force."""
        return tuple(
            PartCount(part, self.count(_asking_for(part, request)))
            for part in _parts(request.query.tree)
        )

    def explain(self, request: SearchRequest, article_id: int) -> Explanation | None:
        """Return why an article has its score; None when it is not a hit."""
        with damage_named():
            return explain(Found(self._scan(), request), self._snapshot, article_id)

    def similar(
        self, article_id: int, text: str, *, limit: int = 6
    ) -> tuple[SimilarArticle, ...]:
        """Return the articles most like one, its copies left out."""
        with damage_named():
            return similar(self._scan(), article_id, text, limit=limit)

    def finds(
        self, request: SearchRequest, article_ids: Collection[int]
    ) -> frozenset[int]:
        """Return those of some articles that a request finds, copies included."""
        with damage_named():
            docs = Found(self._scan(), request).docs.docs
            ids = self._snapshot.column("number")[docs]
            return frozenset(ids[np.isin(ids, list(article_ids))].tolist())

    def complete(
        self, prefix: str, *, limit: int, scope: TextField = TextField.ANY
    ) -> tuple[WordCount, ...]:
        """Return the words that begin so and that most articles hold there."""
        with damage_named():
            return complete(self._scan(), prefix, limit=limit, scope=scope)

    def suggest(self, word: str) -> tuple[Suggestion, ...]:
        """Return the archive's words spelt nearly so, by edits and how common."""
        with damage_named():
            return suggest(self._snapshot, word)

    def digests(self, article_ids: Iterable[int] | None = None) -> dict[int, str]:
        """Return the digest of each document, or of some articles', by article id."""
        with damage_named():
            live, numbers = self._snapshot.live.docs, self._snapshot.column("number")
            if article_ids is not None:
                live = live[np.isin(numbers[live], list(article_ids))]
            ids = numbers[live].tolist()
            digests = self._snapshot.column("digest")[live].tolist()
        return {
            number: f"{digest:016x}"
            for number, digest in zip(ids, digests, strict=True)
        }

    def _scan(self) -> Scan:
        return Scan(self._snapshot, shared_cache())


def _parts(tree: Node) -> tuple[Node, ...]:
    """Return the parts of a query that can be counted one by one."""
    match tree:
        case And(nodes) | Or(nodes):
            return tuple(part.node if isinstance(part, Not) else part for part in nodes)
        case _:
            return (tree,)


def _asking_for(part: Node, request: SearchRequest) -> SearchRequest:
    return replace(request, query=replace(request.query, tree=part))
