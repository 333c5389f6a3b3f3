"""Which of some articles a request finds."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from search.language.query import Query
from search.language.tree import Node
from search.request import Period, SearchRequest
from search.whoosh_engine import open_engine
from tests.search.oracle_reading import readings
from tests.search.oracle_results import Expected
from tests.search.random_archives import IDS, History, histories, periods
from tests.search.random_trees import trees


def test_it_finds_what_the_oracle_finds(index: Path) -> None:
    some = st.lists(st.sampled_from(IDS), max_size=6)
    asked = st.lists(st.tuples(trees, periods, some), min_size=5, max_size=10)

    @settings(max_examples=10, deadline=None)
    @given(history=histories, asked=asked)
    def check(history: History, asked: list[tuple[Node, Period, list[int]]]) -> None:
        history.happen()
        archive = readings()
        for tree, period, ids in asked:
            request = SearchRequest(Query("", tree), period=period, fold_copies=True)
            hits = {one.article_id for one in Expected(request, archive).hits}
            assert open_engine().finds(request, ids) == hits & set(ids)

    check()
