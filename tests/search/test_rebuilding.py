"""A rebuild that fails leaves nothing, one that ends forgets just what it has."""

import os
import shutil
import sys
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from archive.models import Article
from search import outbox
from search.checking import compare
from search.engine import IndexUnusable
from search.models import PendingChange
from search.whoosh_engine import index_state, rebuild
from search.whoosh_engine.commits import rebuilding, sharing
from search.whoosh_engine.commits.generations import create_generation, folder_of
from tests.factories import make_article
from tests.search.asking import found


def folders(index: Path) -> list[str]:
    """Name the folders beside `current`."""
    return sorted(path.name for path in index.iterdir() if path.is_dir())


def note(*numbers: int, article_id: int = 1) -> None:
    """Make notes of these numbers."""
    PendingChange.objects.bulk_create(
        PendingChange(pk=number, article_id=article_id) for number in numbers
    )


@pytest.mark.parametrize("error", [KeyboardInterrupt, OperationalError, OSError])
def test_a_rebuild_that_fails_leaves_nothing(
    index: Path, error: type[BaseException]
) -> None:
    def fail(_: int) -> None:
        raise error("in the middle")

    make_article(body="ferries")
    outbox.drain()
    with pytest.raises((error, IndexUnusable)):
        rebuild(progress=fail)
    assert folders(index) == ["0001"]
    assert len(found("ferries")) == 1
    rebuild()
    assert index_state().generation == 2


def test_a_first_rebuild_that_fails_leaves_nothing(index: Path) -> None:
    (index / "current").unlink()
    shutil.rmtree(index / "0001")
    make_article()
    with pytest.raises(
        CommandError, match=r"stopped; .* run `manage.py rebuild_index`"
    ):
        _rebuild_with(_stop)
    assert folders(index) == []


def _rebuild_with(progress: object) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "search.management.commands.rebuild_index.rebuild",
            lambda **_: rebuild(progress=progress),  # type: ignore[arg-type]
        )
        call_command("rebuild_index")


def test_a_worker_that_is_killed_leaves_nothing(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_article()
    monkeypatch.setattr(rebuilding, "processes_for", lambda _: 2)
    monkeypatch.setattr(rebuilding, "documents", end_at_once)
    with pytest.raises(IndexUnusable, match=r"ended from outside.*rebuild_index"):
        rebuild()
    assert folders(index) == ["0001"]


def end_at_once(_: Iterable[int]) -> None:
    """End a process as a signal does."""
    os._exit(9)


def test_what_a_killed_rebuild_left_goes_with_the_next(index: Path) -> None:
    for _ in range(3):
        generation, _ = create_generation()
        (folder_of(generation) / "MAIN_half.seg").write_bytes(b"half a segm")
    (index / "current.77.new").write_text("00")
    rebuild()
    assert folders(index) == ["0001", "0002"]
    assert index_state().generation == 2
    assert not list(index.glob("*.new"))


def test_nothing_is_deleted_when_no_generation_is_known(index: Path) -> None:
    create_generation()
    (index / "current").write_text("0001")
    make_article()
    with pytest.raises(KeyboardInterrupt):
        rebuild(progress=_stop)
    assert folders(index) == ["0001", "0002", "0003"]
    rebuild()
    assert folders(index) == ["0004"]


def _stop(_: int) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("name", ["0001.bak", "backup", "2024-01", "0001 copy", "1"])
def test_copies_under_other_names_are_left_alone(index: Path, name: str) -> None:
    shutil.copytree(index / "0001", index / name)
    for _ in range(3):
        rebuild()
    assert index_state().generation == 4
    assert folders(index) == sorted(["0003", "0004", name])


def test_folders_that_are_no_generations_are_left_alone(index: Path) -> None:
    for name in ("0000", "0007"):
        (index / name).mkdir()
    rebuild()
    assert index_state().generation == 8
    assert folders(index) == ["0000", "0001", "0007", "0008"]


def test_a_copied_generation_is_not_taken_for_the_one_in_use(index: Path) -> None:
    make_article(body="ferries")
    shutil.copytree(index / "0001", index / "0005")
    outbox.drain()
    rebuild()
    assert folders(index) == ["0001", "0002"]
    assert len(found("ferries")) == 1


def test_a_note_that_shows_late_is_carried_over(index: Path) -> None:
    article = make_article(body="ferries")
    outbox.drain()
    note(1_000, article_id=article.pk)

    def change(_: int) -> None:
        Article.objects.filter(pk=article.pk).update(body="bridges")
        note(900, article_id=article.pk)

    rebuild(progress=change)
    assert found("bridges") == [article.pk]
    assert not PendingChange.objects.exists()


@pytest.mark.parametrize(
    "told", [[], [5], [1, 2, 3, 4, 5, 6, 7, 8, 9], [9, 1, 2, 3, 5, 7, 6], [1, 3, 9]]
)
@pytest.mark.django_db(transaction=True)
def test_only_notes_that_were_told_are_forgotten(
    told: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "NOTES_A_TRANSACTION", 2)
    note(*range(1, 10))
    rebuilding._forget(np.array(told, np.int64))
    left = PendingChange.objects.values_list("pk", flat=True)
    assert set(left) == {*range(1, 10)} - set(told)


class Terminal(StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("verbosity", [0, 1])
def test_a_rebuild_shows_its_progress_on_a_terminal(
    index: Path, verbosity: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(sharing, "ARTICLES_A_SHARE", 1)
    for _ in range(3):
        make_article()
    said = StringIO()
    call_command("rebuild_index", stdout=said, verbosity=verbosity)
    assert said.getvalue() == "3 articles in a new index.\n"
    assert ("100%" in terminal.getvalue()) == bool(verbosity)


@pytest.mark.parametrize("state", ["live", "hidden"])
def test_a_check_while_articles_change_finds_nothing_wrong(
    index: Path, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The changes come after the index was read, and are indexed at once."""
    changed, hidden = make_article(body="ferries"), make_article()
    outbox.drain()
    plain = PendingChange.objects.waiting_for
    once = iter([1])

    def change_meanwhile(generation: int) -> object:
        if next(once, None):
            changed.body, hidden.state = "bridges", "hidden"
            changed.save()
            hidden.save()
            make_article(headline="New", state=state)
            outbox.drain()
        return plain(generation)

    monkeypatch.setattr(PendingChange.objects, "waiting_for", change_meanwhile)
    comparison = compare()
    assert (comparison.wrong, comparison.waiting) == ((), 0)


def test_a_check_leaves_out_what_waits(index: Path) -> None:
    article = make_article(body="ferries")
    outbox.drain()
    article.body = "bridges"
    article.save()
    comparison = compare()
    assert (comparison.wrong, comparison.waiting) == ((), 1)
