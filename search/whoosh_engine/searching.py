"""Answers search requests with a new stock searcher each."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass

from whoosh.index import FileIndex
from whoosh.searching import Searcher

from search.engine import (
    Facet,
    Hit,
    Marks,
    Neighbours,
    Order,
    Results,
    SearchRequest,
    ValueCount,
)
from search.whoosh_engine.faceting import (
    Columns,
    count_values,
    histogram,
    in_period,
    passes,
    read_column,
    segments,
)
from search.whoosh_engine.generations import (
    current_generation,
    damage_named,
    open_generation,
)
from search.whoosh_engine.matching import Matching
from search.whoosh_engine.ordering import folded, in_order, narrowed
from search.whoosh_engine.schema import NO_DATE
from search.whoosh_engine.words import Words, WordTables

_tables = WordTables()
_columns: dict[tuple[str, int], Columns] = {}


def open_engine() -> WhooshEngine:
    """Return an engine over the generation in use; raises IndexUnusable."""
    return WhooshEngine(open_generation(current_generation()))


@dataclass(frozen=True)
class _Found:
    """The documents of one request: in order, and before each facet's filter."""

    ordered: list[tuple[float, int]]
    by_facet: dict[Facet, list[int]]
    columns: Columns
    marks: Marks
    undated: int


class WhooshEngine:
    """Answers from the index's state at each call."""

    def __init__(self, index: FileIndex) -> None:
        self._index = index

    def search(self, request: SearchRequest) -> Results:
        """Return one page of hits with totals, facets and histogram."""
        started = time.perf_counter()
        with self._searcher() as searcher:
            found = self._find(searcher, request)
            groups = folded(found.columns, found.ordered, fold=request.fold_copies)
            first = (request.page - 1) * request.page_size
            numbers = found.columns.ids
            hits = tuple(
                Hit(numbers[doc], score, tuple(numbers[copy] for copy in copies))
                for score, doc, copies in groups[first : first + request.page_size]
            )
            unit, bars = histogram(found.columns, (doc for _, doc in found.ordered))
            return Results(
                hits=hits,
                total=len(found.ordered),
                folded=len(found.ordered) - len(groups),
                undated=found.undated,
                facets=_facets(found),
                bars=bars,
                unit=unit,
                marks=found.marks,
                took_ms=(time.perf_counter() - started) * 1000,
            )

    def neighbours(self, request: SearchRequest, article_id: int) -> Neighbours | None:
        """Return an article's place among the hits; None when it is not one."""
        with self._searcher() as searcher:
            found = self._find(searcher, request)
            numbers = found.columns.ids
            ids = [
                numbers[doc]
                for _, doc, _ in folded(
                    found.columns, found.ordered, fold=request.fold_copies
                )
            ]
        if article_id not in ids:
            return None
        place = ids.index(article_id)
        return Neighbours(
            position=place + 1,
            total=len(ids),
            previous_id=ids[place - 1] if place else None,
            next_id=ids[place + 1] if place + 1 < len(ids) else None,
        )

    def count(self, request: SearchRequest) -> int:
        """Return the number of articles found, copies included."""
        with self._searcher() as searcher:
            return len(self._find(searcher, request).ordered)

    def marks(self, request: SearchRequest) -> Marks:
        """Return what a request marks in the texts it finds."""
        with self._searcher() as searcher:
            return self._match(searcher, request).marks

    def digests(self) -> dict[int, str]:
        """Return the digest of each document, by article id."""
        with self._searcher() as searcher:
            reader = searcher.reader()
            ids, digests = read_column(reader, "number"), read_column(reader, "digest")
            return {ids[doc]: digests[doc] for doc in reader.all_doc_ids()}

    @contextlib.contextmanager
    def _searcher(self) -> Iterator[Searcher]:
        """Open a searcher of its own: a shared one misreads under threads."""
        with damage_named(), self._index.searcher() as searcher:
            yield searcher

    def _find(self, searcher: Searcher, request: SearchRequest) -> _Found:
        matching = self._match(searcher, request)
        columns = self._columns_of(searcher)
        scores = matching.scores() if request.order is Order.RELEVANCE else {}
        scored = [(scores.get(doc, 0.0), doc) for doc in matching.docs]
        period = (
            in_period(columns, request.period) if not request.period.is_open else []
        )
        checks = {chosen: passes(columns, chosen) for chosen in request.filters}
        everywhere = [doc for _, doc in scored if all(c[doc] for c in checks.values())]
        hits = [pair for pair in scored if not period or period[pair[1]]]
        dates = columns.dates
        return _Found(
            ordered=in_order(columns, narrowed(hits, checks), request.order),
            by_facet={
                facet: [doc for _, doc in narrowed(hits, checks, without=facet)]
                for facet in Facet
            },
            columns=columns,
            marks=matching.marks,
            undated=sum(dates[doc] == NO_DATE for doc in everywhere),
        )

    def _match(self, searcher: Searcher, request: SearchRequest) -> Matching:
        readers = segments(searcher.reader())
        words = Words(readers, _tables.of(self._index.storage.folder, readers))
        tree = request.query.tree
        return Matching(searcher, words, tree, any_word=request.any_word)

    def _columns_of(self, searcher: Searcher) -> Columns:
        """Return the columns of the searcher's state; those of one state are kept."""
        state = (self._index.storage.folder, searcher.reader().generation())
        columns = _columns.get(state)
        if columns is None:
            columns = Columns(searcher.reader())
            _columns.clear()
            _columns[state] = columns
        return columns


def _facets(found: _Found) -> dict[Facet, tuple[ValueCount, ...]]:
    return {
        facet: count_values(found.columns, facet, docs)
        for facet, docs in found.by_facet.items()
    }
