"""The engine finds what a slow and obviously right reading of the texts finds."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.language.query import Query
from search.language.tree import Node
from search.request import Order, SearchRequest
from search.whoosh_engine import open_engine
from tests.search.oracle_reading import readings
from tests.search.oracle_results import Expected
from tests.search.random_archives import History, histories
from tests.search.random_trees import trees

Asked = tuple[Node, bool, Order]
ORDERS = (Order.NEWEST, Order.OLDEST, Order.LONGEST)
queries = st.lists(
    st.tuples(trees, st.booleans(), st.sampled_from(ORDERS)), min_size=10, max_size=20
)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(history=histories, asked=queries)
def test_random_queries_find_what_the_oracle_finds(
    index: Path, history: History, asked: list[Asked]
) -> None:
    history.happen()
    archive = readings()
    engine = open_engine()
    for tree, any_word, order in asked:
        request = SearchRequest(
            Query("", tree), any_word=any_word, order=order, page_size=100
        )
        expected = Expected(request, archive)
        results = engine.search(request)
        ids = [hit.article_id for hit in results.hits]
        assert ids == [reading.article_id for reading in expected.hits], tree
        assert results.total == len(expected.hits) == engine.count(request)
