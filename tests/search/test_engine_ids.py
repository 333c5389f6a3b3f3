"""The engine names all hits of a request, in their order."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from search.language.query import Query
from search.language.tree import Node
from search.request import Order, Period, SearchRequest
from search.whoosh_engine import open_engine
from tests.search.oracle_reading import readings
from tests.search.oracle_results import Expected
from tests.search.random_archives import History, histories, periods
from tests.search.random_trees import trees


def test_the_engine_names_all_hits_in_order(index: Path) -> None:
    orders = [Order.NEWEST, Order.OLDEST, Order.LONGEST, Order.RELEVANCE]
    asked = st.lists(
        st.tuples(trees, periods, st.sampled_from(orders), st.booleans()),
        min_size=5,
        max_size=10,
    )

    @settings(max_examples=10, deadline=None)
    @given(history=histories, asked=asked)
    def check(history: History, asked: list[tuple[Node, Period, Order, bool]]) -> None:
        history.happen()
        archive = readings()
        for tree, period, order, folds in asked:
            request = SearchRequest(
                Query("", tree), period=period, order=order, fold_copies=folds
            )
            ids = open_engine().ids(request)
            if order is Order.RELEVANCE:
                whole = replace(request, page_size=100)
                expected = [hit.article_id for hit in open_engine().search(whole).hits]
            else:
                expected = [pk for pk, _ in Expected(request, archive).folded]
            assert list(ids) == expected

    check()
