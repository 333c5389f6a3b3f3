"""A whole archive is written by several processes as by one."""

from functools import partial
from itertools import chain
from pathlib import Path

import pytest
from django.test import override_settings

from search.whoosh_engine import open_engine
from search.whoosh_engine.commits import sharing
from search.whoosh_engine.commits.codec import ArraySegment
from search.whoosh_engine.commits.generations import (
    create_generation,
    folder_of,
    use_generation,
)
from search.whoosh_engine.commits.sharing import Piece, grouped, write_segments
from search.whoosh_engine.commits.writing import adopt, writing
from search.whoosh_engine.segments.segment import MAX_SLOTS
from tests.search.sample_documents import digests_of, in_state


@pytest.mark.parametrize("processes", [1, 2])
def test_every_article_is_written_once(
    tmp_path: Path, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "ARTICLES_A_SHARE", 30)
    told: list[int] = []
    with override_settings(INDEX_DIR=tmp_path / "index"):
        generation, _ = create_generation()
        segments = write_segments(
            range(1, 101),
            partial(in_state, state=1),
            folder_of(generation),
            processes=processes,
            progress=told.append,
        )
        with writing(generation) as writer:
            adopt(writer, segments)
        use_generation(generation)
        assert open_engine().digests() == digests_of(in_state(range(1, 101), state=1))
        assert len(list(folder_of(generation).glob("*.seg"))) == len(segments) == 1
    assert told == [30, 30, 30, 10]


def test_an_archive_without_articles_has_no_segments(tmp_path: Path) -> None:
    assert write_segments([], partial(in_state, state=1), tmp_path) == []


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ([10] * 3, 1),
        ([4_000] * 16, 1),
        ([4_000] * 17, 2),
        ([4_000] * 25, 2),
        ([4_000] * 250, 16),
        ([MAX_SLOTS] * 3, 3),
        ([60_000, 10, 60_000, 10], 3),
    ],
)
def test_groups_fit_and_are_few(slots: list[int], expected: int) -> None:
    pieces = [Piece(ArraySegment("MAIN", doc_count=size), size) for size in slots]
    groups = list(grouped(pieces))
    assert list(chain(*groups)) == [piece.segment for piece in pieces]
    assert all(
        sum(segment.doc_count() for segment in group) <= MAX_SLOTS for group in groups
    )
    assert len(groups) <= expected
