"""The engine folds copies within what it found, in whatever order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.answers import Hit
from search.language.query import Query
from search.language.tree import Everything, Word
from search.request import Order, SearchRequest
from search.whoosh_engine import Batch, open_engine
from search.whoosh_engine.answering.searching import WhooshEngine
from tests.search.made_documents import make_document
from tests.search.oracle_reading import readings
from tests.search.random_archives import History, filters, histories, periods
from tests.search.random_trees import trees

PAGE_SIZE = 2
EVERY = 1_000

requests = st.builds(
    SearchRequest,
    query=st.one_of(st.just(Everything()), trees).map(lambda tree: Query("", tree)),
    filters=filters(),
    period=periods,
    order=st.sampled_from(Order),
    page_size=st.just(PAGE_SIZE),
    fold_copies=st.just(True),
    any_word=st.booleans(),
)


def all_hits(engine: WhooshEngine, request: SearchRequest) -> list[Hit]:
    """Return the hits of all pages."""
    count = engine.search(request).shown_total
    pages = range(1, -(-count // request.page_size) + 1)
    turned = (engine.search(replace(request, page=page)).hits for page in pages)
    return [hit for hits in turned for hit in hits]


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=histories, asked=st.lists(requests, min_size=5, max_size=15))
def test_the_folded_list_is_the_whole_one_without_later_copies(
    index: Path, history: History, asked: list[SearchRequest]
) -> None:
    history.happen()
    groups = {one.article_id: one.facts.copy_group for one in readings()}
    engine = open_engine()
    for request in asked:
        whole = replace(request, fold_copies=False, page_size=EVERY)
        found = engine.search(whole)
        folded: dict[object, list[int]] = {}
        for hit in found.hits:
            story = groups[hit.article_id] or (hit.article_id,)
            folded.setdefault(story, []).append(hit.article_id)
        results, hits = engine.search(request), all_hits(engine, request)
        assert [hit.article_id for hit in hits] == [pks[0] for pks in folded.values()]
        assert [set(hit.copy_ids) for hit in hits] == [
            set(pks[1:]) for pks in folded.values()
        ]
        assert (results.total, results.shown_total) == (found.total, len(hits))
        assert (results.facets, results.bars) == (found.facets, found.bars)
        assert engine.ids(request) == tuple(hit.article_id for hit in hits)
        for place, pks in enumerate(folded.values(), start=1):
            for pk in pks:
                there = engine.neighbours(request, pk)
                assert there is not None
                assert (there.position, there.article_id) == (place, pks[0])


def test_a_page_is_full_though_hundreds_of_copies_come_first(batch: Batch) -> None:
    copies = range(1, 401)
    documents = [
        make_document(
            number,
            body="toll " * (9 if number in copies else 1) + "rises",
            copy_group=7 if number in copies else None,
        )
        for number in range(1, 431)
    ]
    batch.commit(gone=[], documents=documents)
    engine = open_engine()
    for order in Order:
        request = SearchRequest(
            Query("", Word("toll")), order=order, fold_copies=True, page_size=20
        )
        hits = all_hits(engine, request)
        assert len(hits) == 31
        assert len({hit.article_id for hit in hits}) == 31
        assert sorted(len(hit.copy_ids) for hit in hits)[-2:] == [0, 399]
        assert len(engine.search(request).hits) == 20
