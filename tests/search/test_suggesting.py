"""Which words the engine suggests for one that is spelt nearly so."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import outbox
from search.answers import Suggestion
from search.language.tree import Fuzzy
from search.text import normalise
from search.whoosh_engine import open_engine
from search.whoosh_engine.answering.suggesting import (
    LETTERS_FOR_TWO_EDITS,
    WORDS_A_DISTANCE,
)
from tests.factories import make_article
from tests.search.oracle_reading import readings
from tests.search.oracle_words import distance
from tests.search.random_archives import History, histories
from tests.search.random_trees import misspelt

FIELDS = ("headline", "body", "byline")


def article_counts() -> Counter[str]:
    """Count the articles of each word, one after another."""
    return Counter(
        word
        for reading in readings()
        for word in {
            placed.text
            for field in FIELDS
            for placed in reading.fields[field]
            if not placed.is_possessive
        }
    )


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(history=histories, slips=st.lists(misspelt(), min_size=1, max_size=4))
def test_suggestions_are_the_near_words_with_their_articles(
    index: Path, history: History, slips: list[Fuzzy]
) -> None:
    history.happen()
    counts = article_counts()
    for slip in slips:
        typed = normalise(slip.text)
        most = 2 if len(typed) >= LETTERS_FOR_TWO_EDITS else 1
        near = [
            Suggestion(word, edits, count)
            for word, count in counts.items()
            if 0 < (edits := distance(typed, word)) <= most
        ]
        near.sort(key=lambda one: (one.edits, -one.article_count, one.word))
        found = open_engine().suggest(slip.text)
        assert list(found) == sorted(
            found, key=lambda one: (one.edits, -one.article_count, one.word)
        )
        assert set(found) <= set(near)
        for edits in range(1, most + 1):
            alike = [one for one in near if one.edits == edits]
            if len(alike) <= WORDS_A_DISTANCE:
                assert [one for one in found if one.edits == edits] == alike


def test_deleted_articles_count_no_more(index: Path) -> None:
    make_article(headline="Harbour", body="A bridge.")
    gone = make_article(headline="Bridge", body="The bridge.")
    outbox.drain()
    gone.delete()
    outbox.drain()
    assert open_engine().suggest("brigde") == (Suggestion("bridge", 1, 1),)


@pytest.mark.parametrize("word", ["", "?!", "a" * 200, "都", "é"])
def test_any_word_can_be_asked_about(index: Path, word: str) -> None:
    make_article(body="都 é a b c")
    outbox.drain()
    open_engine().suggest(word)
