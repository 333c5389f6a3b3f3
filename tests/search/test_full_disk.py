"""A full disk is named as such, leaves nothing behind, and harms no later try."""

import errno
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search import outbox
from search.checking import compare
from search.engine import IndexUnusable
from search.whoosh_engine import index_state, merge_when_crowded
from search.whoosh_engine.building import builder
from search.whoosh_engine.commits import writing
from search.whoosh_engine.segments.arrayfile import ArrayWriter
from tests.factories import make_article

# Where in a file of some 3,500 bytes the disk is full.
ROOM = [0, 1_000, 2_500]
# And in the last of three.
MORE_ROOM = 8_500


@pytest.fixture
def articles(index: Path) -> Path:
    """The folder of an index of three articles, all of them changed again."""
    made = [make_article(headline=f"Ferry {number}") for number in range(3)]
    outbox.drain()
    for article in made:
        article.save()
    return index


def fill_disk(monkeypatch: pytest.MonkeyPatch, *, room: int) -> None:
    """Let files of arrays take so many bytes together."""
    plain, taken = ArrayWriter._write, 0

    def write(writer: ArrayWriter, data: bytes | memoryview) -> None:
        nonlocal taken
        taken += len(data)
        if taken > room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        plain(writer, data)

    monkeypatch.setattr(ArrayWriter, "_write", write)


def files(folder: Path) -> list[str]:
    """Name all files and folders below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("room", [*ROOM, MORE_ROOM])
def test_a_commit_without_room_leaves_nothing(
    articles: Path, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(articles)
    # A segment for each article.
    monkeypatch.setattr(builder, "MAX_BATCH_BYTES", 1)
    fill_disk(monkeypatch, room=room)
    for _ in range(2):
        with pytest.raises(IndexUnusable, match=r"no room .* `manage.py update_index`"):
            outbox.drain()
    assert files(articles) == before
    monkeypatch.undo()
    assert outbox.drain() == 3
    assert not compare().wrong


@pytest.mark.parametrize("room", ROOM)
def test_a_merge_without_room_leaves_nothing(
    articles: Path, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MERGED_IN_A_COMMIT", 0)
    for number in range(14):
        make_article(headline=f"Port {number}")
        outbox.drain()
    before = files(articles)
    with monkeypatch.context() as full:
        fill_disk(full, room=room)
        with pytest.raises(IndexUnusable, match="no room"):
            merge_when_crowded()
    assert files(articles) == before
    assert merge_when_crowded()
    assert not compare().wrong


@pytest.mark.parametrize("room", ROOM)
def test_a_rebuild_without_room_leaves_the_old_index(
    articles: Path, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(articles)
    fill_disk(monkeypatch, room=room)
    for _ in range(2):
        with pytest.raises(
            CommandError, match=r"no room .* then run `manage.py rebuild_index`"
        ):
            call_command("rebuild_index")
    assert files(articles) == before
    assert index_state().generation == 1
    monkeypatch.undo()
    call_command("rebuild_index", stdout=StringIO())
    assert index_state().generation == 2
    assert not compare().wrong


def test_a_rebuild_that_cannot_switch_leaves_the_old_index(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, text: str) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = files(articles)
    monkeypatch.setattr("search.whoosh_engine.commits.generations.replace_file", fail)
    with pytest.raises(CommandError, match="rebuild_index"):
        call_command("rebuild_index")
    assert files(articles) == before


def test_a_small_file_without_room_leaves_no_half(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = files(articles)
    monkeypatch.setattr("search.whoosh_engine.commits.storage.os.fsync", fail)
    for _ in range(2):
        with pytest.raises(CommandError, match="rebuild_index"):
            call_command("rebuild_index")
        with pytest.raises(IndexUnusable, match="no room"):
            outbox.drain()
    assert files(articles) == before
