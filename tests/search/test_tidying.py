"""Segments are merged between commits, and nobody waits or loses by it."""

import pytest

from search.whoosh_engine import open_engine
from search.whoosh_engine.commits import tidying, writing
from search.whoosh_engine.commits.codec import ArraySegment
from search.whoosh_engine.commits.crowding import crowded
from search.whoosh_engine.commits.generations import (
    create_generation,
    folder_of,
    last_segments,
    read_commit,
    use_generation,
)
from search.whoosh_engine.commits.tidying import UNFINISHED, merge_when_crowded
from search.whoosh_engine.commits.writing import Batch
from tests.search.sample_documents import digests_of, in_state
from tests.search.test_commits import sizes


@pytest.fixture
def _nothing_in_a_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave all merging to the time between commits."""
    monkeypatch.setattr(writing, "MERGED_IN_A_COMMIT", 0)


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
    assert not list(folder_of(1).glob("*.part"))


@pytest.mark.usefixtures("_nothing_in_a_commit")
def test_a_merge_gives_way_to_one_in_a_commit(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(14):
        batch.commit(gone=[], documents=in_state([number], state=1))
    (chosen,) = crowded(last_segments(1))
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
    other, _ = create_generation()
    left = [
        folder_of(generation) / UNFINISHED.replace("*", "MAIN_killed")
        for generation in (1, other)
    ]
    for path in left:
        path.write_bytes(b"half a segm")
    batch.commit(gone=[], documents=in_state([1], state=1))
    assert all(path.exists() for path in left)
    merge_when_crowded()
    assert not any(path.exists() for path in left)


@pytest.mark.usefixtures("_nothing_in_a_commit")
def test_only_the_segments_of_the_last_commit_are_held(batch: Batch) -> None:
    for number in range(14):
        batch.commit(gone=[], documents=in_state([number], state=1))
    assert merge_when_crowded()
    assert writing._held == read_commit(1).segments


def test_the_next_choice_is_merged_when_the_first_has_too_many_slots(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = writing.build(folder_of(1), in_state(range(4), state=1))
    large += writing.build(folder_of(1), in_state(range(3), state=1))
    small = writing.build(folder_of(1), in_state([1], state=1))
    small += writing.build(folder_of(1), in_state([2], state=1))
    monkeypatch.setattr(writing, "MAX_SLOTS", 4)
    assert writing.fitting(folder_of(1), [large, small]) == small
    assert writing.fitting(folder_of(1), [[*large, *small]]) == small
    assert writing.fitting(folder_of(1), [large[:1]]) == large[:1]
    assert writing.fitting(folder_of(1), [large]) == []
