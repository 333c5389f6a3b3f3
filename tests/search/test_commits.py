"""A commit is whole or not at all, quick, and leaves few segments."""

import errno
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from search.documents import Document
from search.engine import IndexUnusable, SearchRequest
from search.language.query import Query
from search.language.tree import Word
from search.whoosh_engine import open_engine
from search.whoosh_engine.commits import tidying, writing
from search.whoosh_engine.commits.codec import ArraySegment
from search.whoosh_engine.commits.crowding import MOST_SEGMENTS, crowded
from search.whoosh_engine.commits.generations import (
    create_generation,
    folder_of,
    last_segments,
    read_commit,
    use_generation,
)
from search.whoosh_engine.commits.tidying import UNFINISHED, merge_when_crowded
from search.whoosh_engine.commits.writing import Batch
from tests.search.sample_documents import digests_of, in_state, make_document


@pytest.fixture
def batch(tmp_path: Path) -> Iterator[Batch]:
    """Commits to an empty index, which needs no database."""
    with override_settings(INDEX_DIR=tmp_path / "index"):
        generation, _ = create_generation()
        use_generation(generation)
        yield Batch(generation)


@pytest.fixture
def _nothing_in_a_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave all merging to the time between commits."""
    monkeypatch.setattr(writing, "MERGED_IN_A_COMMIT", 0)


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
        while chosen := crowded(segments):
            merged = sum(segment.doc_count() for segment in chosen)
            assert merged <= 65_536
            segments = [each for each in segments if each not in chosen]
            segments.append(ArraySegment("MAIN", doc_count=merged))
    assert sum(segment.doc_count() for segment in segments) == articles
    assert len(segments) <= MOST_SEGMENTS + articles // 32_768


@pytest.mark.usefixtures("_nothing_in_a_commit")
def test_segments_are_merged_between_commits(batch: Batch) -> None:
    for number in range(14):
        batch.commit(gone=[], documents=in_state([number], state=1))
    assert len(sizes()) == 14
    assert merge_when_crowded()
    assert sizes() == [(14, 14)]
    assert not merge_when_crowded()
    assert open_engine().digests() == digests_of(in_state(range(14), state=1))


@pytest.mark.usefixtures("_nothing_in_a_commit")
@pytest.mark.parametrize("gone", [[3], [3, 11, 2], range(14)], ids=["1", "3", "all"])
def test_deletions_during_a_merge_are_carried_over(
    batch: Batch, gone: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(14):
        batch.commit(gone=[], documents=in_state([number], state=1))
    batch.commit(gone=[], documents=in_state(range(20, 22), state=1))
    # Deleted before the merge, so that numbers shift.
    batch.commit(gone=[20], documents=[])
    plain = writing.merge_into

    def merge_under_commits(*args: object, **options: object) -> object:
        moved = plain(*args, **options)  # type: ignore[arg-type]
        batch.commit(gone=gone, documents=in_state([3, 40], state=2))
        return moved

    monkeypatch.setattr(tidying, "merge_into", merge_under_commits)
    assert merge_when_crowded()
    expected = digests_of(in_state({*range(14), 21} - set(gone), state=1))
    expected |= digests_of(in_state([3, 40], state=2))
    assert open_engine().digests() == expected
    assert len(sizes()) <= 2


@pytest.mark.usefixtures("_nothing_in_a_commit")
def test_a_merge_gives_way_to_a_new_generation(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(14):
        batch.commit(gone=[], documents=in_state([number], state=1))
    plain = writing.merge_into

    def merge_under_a_switch(*args: object, **options: object) -> object:
        moved = plain(*args, **options)  # type: ignore[arg-type]
        generation, _ = create_generation()
        Batch(generation).commit(gone=[], documents=in_state([7], state=2))
        use_generation(generation)
        return moved

    monkeypatch.setattr(tidying, "merge_into", merge_under_a_switch)
    assert not merge_when_crowded()
    assert open_engine().digests() == digests_of(in_state([7], state=2))


@pytest.mark.usefixtures("_nothing_in_a_commit")
def test_a_merge_gives_way_to_one_in_a_commit(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(14):
        batch.commit(gone=[], documents=in_state([number], state=1))
    chosen = crowded(last_segments(1))
    plain = writing.merge_into

    def merge_after_another(*args: object, **options: object) -> object:
        moved = plain(*args, **options)  # type: ignore[arg-type]
        with writing.writing(1) as writer:
            segments = [each for each in writer.segments if each not in chosen[:2]]
            two = [each for each in writer.segments if each in chosen[:2]]
            new = ArraySegment("MAIN", doc_count=2)
            path = folder_of(1) / new.file_name
            plain(path, folder_of(1), two, name=path.stem)
            writing.adopt(writer, [*segments, new])
        return moved

    monkeypatch.setattr(tidying, "merge_into", merge_after_another)
    assert not merge_when_crowded()
    assert open_engine().digests() == digests_of(in_state(range(14), state=1))


@pytest.mark.usefixtures("_nothing_in_a_commit")
def test_what_a_killed_merge_left_goes_with_the_next(batch: Batch) -> None:
    left = folder_of(1) / UNFINISHED.replace("*", "MAIN_killed")
    left.write_bytes(b"half a segm")
    batch.commit(gone=[], documents=in_state([1], state=1))
    assert left.exists()
    merge_when_crowded()
    assert not left.exists()


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
    with pytest.raises(IndexUnusable, match=advice):
        batch.commit(gone=[1], documents=in_state([1], state=2))
    assert open_engine().digests() == digests_of(in_state([1], state=1))
