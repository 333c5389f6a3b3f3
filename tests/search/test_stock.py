"""Whoosh's own searcher finds in the index what the engine finds."""

from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from search.language.query import Query
from search.language.tree import (
    In,
    Node,
    Phrase,
    TextField,
)
from search.request import Order, SearchRequest
from search.whoosh_engine import index_state, open_engine
from search.whoosh_engine.commits.generations import open_generation
from tests.search.random_archives import History, histories
from tests.search.random_trees import (
    Trees,
    any_words,
    facts,
    over_articles,
    prefixes,
)
from tests.search.stock.matching import StockSearch
from tests.search.stock.translation import FIELDS_OF

parts = st.lists(st.one_of(any_words, prefixes()), min_size=1, max_size=3)
texts: Trees = st.one_of(
    any_words, prefixes(), st.builds(Phrase, parts.map(tuple), st.booleans())
)
known_fields = [field for field in TextField if field in FIELDS_OF]
leaves: Trees = st.one_of(
    texts, texts, st.builds(In, st.sampled_from(known_fields), texts), facts
)
trees = st.recursive(leaves, over_articles, max_leaves=5)
queries = st.lists(st.tuples(trees, st.booleans()), min_size=8, max_size=16)


@settings(
    phases=[Phase.generate],
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(history=histories, asked=queries)
def test_both_find_the_same(
    index: Path, history: History, asked: list[tuple[Node, bool]]
) -> None:
    history.happen()
    engine = open_engine()
    with StockSearch(open_generation(index_state().generation)) as stock:
        for tree, any_word in asked:
            request = SearchRequest(
                Query("", tree), any_word=any_word, order=Order.OLDEST, page_size=100
            )
            hits = {hit.article_id for hit in engine.search(request).hits}
            assert hits == stock.find(tree, any_word=any_word), (tree, any_word)
