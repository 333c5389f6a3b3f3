"""A commit is whole or not at all, quick, and leaves few segments."""

import errno
import os
import random
from collections.abc import Iterator

import pytest

from search.documents import Document
from search.engine import IndexUnusable
from search.language.query import Query
from search.language.tree import Word
from search.request import SearchRequest
from search.whoosh_engine import open_engine
from search.whoosh_engine.commits import writing
from search.whoosh_engine.commits.codec import ArraySegment
from search.whoosh_engine.commits.crowding import MOST_SEGMENTS, crowded
from search.whoosh_engine.commits.generations import (
    folder_of,
    read_commit,
)
from search.whoosh_engine.commits.tidying import merge_when_crowded
from search.whoosh_engine.commits.writing import Batch
from tests.search.sample_documents import digests_of, in_state, make_document


def sizes() -> list[tuple[int, int]]:
    """Return documents and live ones of each segment, in ascending order."""
    state = read_commit(1)
    return sorted(
        (segment.doc_count, segment.doc_count if live is None else int(live.sum()))
        for segment, live in zip(state.segments, state.live, strict=True)
    )


def count(word: str) -> int:
    """Return how many articles hold a word."""
    return open_engine().count(SearchRequest(Query("", Word(word))))


def test_an_edit_takes_the_place_of_what_stood_there(batch: Batch) -> None:
    assert batch.commit(gone=[], documents=[make_document(1, body="tolls")]) == 1
    assert batch.commit(gone=[1], documents=[make_document(1, body="bridges")]) == 1
    assert (count("tolls"), count("bridges")) == (0, 1)
    assert sizes() == [(1, 1)]


def test_a_deleted_article_goes_for_good(batch: Batch) -> None:
    batch.commit(gone=[], documents=in_state([1, 2, 3], state=1))
    assert batch.commit(gone=[2, 99], documents=[]) == 0
    assert sorted(open_engine().digests()) == [1, 3]


def test_a_commit_that_changes_nothing_is_none(batch: Batch) -> None:
    batch.commit(gone=[], documents=in_state([1], state=1))
    before = read_commit(1).number
    batch.commit(gone=[99], documents=[])
    assert read_commit(1).number == before


def test_a_commit_that_fails_leaves_the_last_one(batch: Batch) -> None:
    def documents() -> Iterator[Document]:
        yield from in_state([1, 2], state=2)
        raise KeyError("the database went away")

    batch.commit(gone=[], documents=in_state([1], state=1))
    with pytest.raises(KeyError):
        batch.commit(gone=[1], documents=documents())
    assert open_engine().digests() == digests_of(in_state([1], state=1))
    batch.commit(gone=[1], documents=in_state([1, 2], state=3))
    assert count("state3") == 2
    names = {segment.file.path for segment in read_commit(1).segments}
    assert set(folder_of(1).glob("*.seg")) == names


def test_many_small_commits_leave_few_segments(batch: Batch) -> None:
    expected: dict[int, Document] = {}
    dice = random.Random(5)
    for state in range(60):
        changed = dice.sample(range(40), dice.choice([1, 1, 1, 3, 20]))
        gone = dice.sample(range(40), 2)
        documents = list(in_state(set(changed) - set(gone), state=state))
        batch.commit(gone=[*changed, *gone], documents=documents)
        for article_id in gone:
            expected.pop(article_id, None)
        expected |= {each.article_id: each for each in documents}
        assert len(sizes()) <= MOST_SEGMENTS * writing.PATIENCE
    while merge_when_crowded():
        pass
    assert len(sizes()) <= MOST_SEGMENTS
    assert open_engine().digests() == digests_of(expected.values())


def test_a_segment_mostly_deleted_is_written_again(batch: Batch) -> None:
    batch.commit(gone=[], documents=in_state(range(10), state=1))
    batch.commit(gone=range(5), documents=[])
    assert sizes() == [(10, 5)]
    batch.commit(gone=[5], documents=[])
    assert sizes() == [(4, 4)]


@pytest.mark.parametrize("articles", [500, 5_000, 200_000, 1_000_000])
def test_no_archive_has_many_segments_at_rest(articles: int) -> None:
    dice = random.Random(articles)
    segments: list[ArraySegment] = []
    left = articles
    while left:
        size = min(left, dice.choice([1, 1, 30, 500, 4_000, 20_000]))
        segments.append(ArraySegment("MAIN", doc_count=size))
        left -= size
        while chosen := next(crowded(segments), None):
            merged = sum(segment.doc_count() for segment in chosen)
            assert merged <= 65_536
            segments = [each for each in segments if each not in chosen]
            segments.append(ArraySegment("MAIN", doc_count=merged))
    assert sum(segment.doc_count() for segment in segments) == articles
    assert len(segments) <= MOST_SEGMENTS + articles // 32_768


@pytest.mark.parametrize(
    ("number", "advice"), [(errno.ENOSPC, "no room"), (errno.EACCES, "as its owner")]
)
def test_trouble_with_the_disk_is_not_called_damage(
    batch: Batch, number: int, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    batch.commit(gone=[], documents=in_state([1], state=1))
    monkeypatch.setattr("search.whoosh_engine.commits.storage.sync_folder", fail)
    names = sorted(path.name for path in folder_of(1).iterdir())
    with pytest.raises(IndexUnusable, match=advice):
        batch.commit(gone=[1], documents=in_state([1], state=2))
    assert sorted(path.name for path in folder_of(1).iterdir()) == names
    assert open_engine().digests() == digests_of(in_state([1], state=1))
