"""The engine filters, counts and folds as slow loops over the articles do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.answers import ValueCount
from search.language.query import Query
from search.language.tree import Everything
from search.request import Facet, Order, SearchRequest, Unit
from search.whoosh_engine import open_engine
from tests.search.oracle_reading import readings
from tests.search.oracle_results import Expected
from tests.search.random_archives import (
    History,
    filters,
    histories,
    periods,
)
from tests.search.random_trees import trees

PAGE_SIZE = 3
ORDERED_BY: dict[Facet, Callable[[ValueCount], Any]] = {
    **dict.fromkeys(Facet, lambda entry: (-entry.hit_count, str(entry.value))),
    Facet.DATE: lambda entry: -int(entry.value),
    Facet.LENGTH: lambda entry: entry.value,
}
ORDERS = (Order.NEWEST, Order.OLDEST, Order.LONGEST)


requests = st.builds(
    SearchRequest,
    query=st.one_of(st.just(Everything()), trees).map(lambda tree: Query("", tree)),
    filters=filters(),
    period=periods,
    order=st.sampled_from(ORDERS),
    page=st.integers(1, 3),
    page_size=st.just(PAGE_SIZE),
    fold_copies=st.booleans(),
    any_word=st.booleans(),
    unit=st.sampled_from(Unit),
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(history=histories, asked=st.lists(requests, min_size=5, max_size=15))
def test_random_requests_are_answered_as_by_the_oracle(
    index: Path, history: History, asked: list[SearchRequest]
) -> None:
    history.happen()
    archive = readings()
    engine = open_engine()
    for request in asked:
        expected = Expected(request, archive)
        results = engine.search(request)
        first = (request.page - 1) * PAGE_SIZE
        assert [(hit.article_id, hit.copy_ids) for hit in results.hits] == (
            expected.folded[first : first + PAGE_SIZE]
        )
        assert results.total == len(expected.hits)
        assert results.shown_total == len(expected.folded)
        assert results.undated == expected.undated
        assert results.unit is request.unit or not results.bars
        assert list(results.bars) == expected.bars(request.unit or Unit.DAY)
        for facet in Facet:
            counted = results.facets[facet]
            assert {v.value: v.hit_count for v in counted} == expected.facet(facet)
            assert list(counted) == sorted(counted, key=ORDERED_BY[facet])
