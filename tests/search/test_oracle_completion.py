"""Random archives offer the words that a plain look at every article offers."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.models import Article
from search.text import cut, fold, normalise
from search.whoosh_engine import open_engine
from tests.search.random_archives import History, histories, palette_words

pytestmark = pytest.mark.usefixtures("index")
EVERYTHING = 1_000


def look(prefix: str) -> tuple[Counter[str], set[str]]:
    """Return articles by word, marks left off, and the words that stand alone."""
    counts: Counter[str] = Counter()
    alone: set[str] = set()
    for article in Article.objects.live():
        # A derived headline is the beginning of the body.
        headline = "" if article.headline_is_derived else article.headline
        texts = (headline, article.body, article.byline)
        terms = [term for text in texts for term in cut(text)]
        counts.update({fold(term.text) for term in terms})
        alone |= {
            fold(term.text)
            for term in terms
            if term.span == 1 and not term.is_possessive
        }
    begun = fold(normalise(prefix))
    wanted = {word for word in alone if begun and word.startswith(begun)}
    return counts, wanted


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(history=histories, word=palette_words, letters=st.integers(1, 4), most=st.data())
def test_words_by_prefix_are_those_of_a_plain_look(
    history: History, word: str, letters: int, most: st.DataObject
) -> None:
    history.happen()
    counts, wanted = look(word[:letters])
    engine = open_engine()
    found = engine.complete(word[:letters], limit=EVERYTHING)
    assert all(counts[fold(text)] == count for text, count in found)
    by_word = {fold(text): count for text, count in found}
    assert len(by_word) == len(found)
    assert wanted <= by_word.keys()
    assert [count for _, count in found] == sorted(by_word.values(), reverse=True)
    limit = most.draw(st.integers(1, 5))
    first = engine.complete(word[:letters], limit=limit)
    assert [c for _, c in first] == [count for _, count in found[:limit]]
