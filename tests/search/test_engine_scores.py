"""The engine scores what one leaf finds as a slow BM25F does."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.language.query import Query
from search.language.tree import Node
from search.request import SearchRequest
from search.whoosh_engine import open_engine
from tests.search.oracle import finds
from tests.search.oracle_reading import readings
from tests.search.oracle_results import newness
from tests.search.oracle_scores import score
from tests.search.random_archives import History, histories
from tests.search.random_trees import single_leaves


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=histories, leaves=st.lists(single_leaves, min_size=8, max_size=20))
def test_one_leaf_is_scored_as_by_the_oracle(
    index: Path, history: History, leaves: list[Node]
) -> None:
    history.happen()
    archive = readings()
    by_id = {reading.article_id: reading for reading in archive}
    engine = open_engine()
    for leaf in leaves:
        hits = engine.search(SearchRequest(Query("", leaf), page_size=100)).hits
        expected = {
            reading.article_id: score(leaf, reading, archive)
            for reading in archive
            if finds(leaf, reading)
        }
        scored = {hit.article_id: hit.score for hit in hits}
        assert scored == pytest.approx(expected, rel=1e-4), leaf
        # Best first; among equals the newest, then the highest id.
        ranked = [(hit.score, newness(by_id[hit.article_id])) for hit in hits]
        assert all(one > other for one, other in pairwise(ranked))
