"""An archive that goes from state to state; readers must never see two at once.

In each commit one article in seven changes: it then holds the word of that state. The
folder is settings.INDEX_DIR.
"""

import sys
from collections.abc import Sequence
from functools import cache, partial

from search.documents import Document
from search.language.query import Query
from search.language.tree import Word
from search.request import Order, SearchRequest
from search.whoosh_engine import open_engine
from search.whoosh_engine.commits import sharing, writing
from search.whoosh_engine.commits.generations import (
    create_generation,
    folder_of,
    use_generation,
)
from search.whoosh_engine.commits.tidying import merge_when_crowded
from tests.search.sample_documents import digests_of, in_state

ARTICLES = range(1, 50)
PARTS = 7
STATES = 70
STATES_A_REBUILD = 17
STATES_A_MERGE = 3


def changed_in(state: int) -> list[int]:
    """Return the articles that a state's commit changes."""
    return [number for number in ARTICLES if number % PARTS == state % PARTS]


def documents_in(ids: Sequence[int], *, state: int) -> list[Document]:
    """Return articles as they are in a state."""
    since = {number: state - (state - number) % PARTS for number in ids}
    return [made for n in ids for made in in_state([n], state=max(since[n], 0))]


def write() -> None:
    """Go through all states: commits, merges, and now and then a new generation."""
    sharing.ARTICLES_A_SHARE = 5
    for state in range(STATES):
        if state % STATES_A_REBUILD == 0:
            generation, _ = create_generation()
            source = partial(documents_in, state=state)
            segments = sharing.write_segments(ARTICLES, source, folder_of(generation))
            with writing.writing(generation) as writer:
                writing.adopt(writer, segments)
            use_generation(generation)
        else:
            ids = changed_in(state)
            batch = writing.Batch()
            batch.commit(gone=ids, documents=documents_in(ids, state=state))
        if state % STATES_A_MERGE == 0:
            merge_when_crowded()
        sys.stdout.write(f"{state}\n")
        sys.stdout.flush()


@cache
def by_digests() -> dict[frozenset[tuple[int, str]], int]:
    """Return each state by the digests of its articles."""
    return {
        frozenset(digests_of(documents_in(ARTICLES, state=state)).items()): state
        for state in range(STATES)
    }


def read(*, times: int) -> set[int]:
    """Read so often; return the states seen. Fails when what is read is of none."""
    seen = set()
    for _ in range(times):
        engine = open_engine()
        state = by_digests()[frozenset(engine.digests().items())]
        for number in range(max(state - PARTS, 0), state + 2):
            request = SearchRequest(
                Query("", Word(f"state{number}")), order=Order.OLDEST, page_size=50
            )
            expected = [
                document.article_id
                for document in documents_in(ARTICLES, state=state)
                if document.body == f"state{number} on"
            ]
            assert engine.count(request) == len(expected)
            hits = [hit.article_id for hit in engine.search(request).hits]
            assert hits == expected
        seen.add(state)
    return seen
