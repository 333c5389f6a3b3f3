"""The server does imports one at a time, and goes on with those that were cut short."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from archive.backup.using import only_one
from archive.importing import course, pipeline
from archive.importing.writing import Writer
from archive.models import Article, Import, ImportedFile
from archive.piles import queue
from archive.piles.acting import act, actions_for
from archive.piles.uploads import folder_of
from archive.piles.working import LOCK, undo, work
from tests.factories import write_house, write_lines

State = Import.State
OPTIONS = {"tags": [], "source": "", "folders_as_tags": False, "day_order": ""}


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path) -> Iterator[None]:
    """A folder for what is handed in."""
    with override_settings(MEDIA_ROOT=tmp_path / "uploads", DATA_DIR=tmp_path):
        yield


def make_waiting(files: int = 9) -> Import:
    """Have a pile wait to be imported: files, a record without an id, a failure."""
    run = Import.objects.create(
        state=State.WAITING, is_queued=True, paths=["pile"], options=OPTIONS
    )
    fill(folder_of(run) / "pile", files)
    return run


def fill(pile: Path, files: int) -> None:
    """Write a pile of stories with their records and refusals."""
    for number in range(files):
        write_house(pile / f"{number:04}.txt", f"Story {number} of the strike.")
    write_lines(pile / "lines.jsonl", {"body": "One line."}, {"id": 2, "body": "Two."})
    (pile / "broken.txt").write_bytes(b"")


class Killed(BaseException):
    """Ends an import as if from outside."""


@pytest.mark.django_db
def test_cut_short_it_goes_on_and_counts_every_file_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = make_waiting()
    store = Writer.store

    def store_until_killed(self: Writer, *batch: object) -> None:
        if ImportedFile.objects.count() >= 6:
            raise Killed
        store(self, *batch)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(pipeline, "BATCH_SIZE", 3)
    monkeypatch.setattr(Writer, "store", store_until_killed)
    with pytest.raises(Killed):
        work(run)
    monkeypatch.undo()
    assert Article.objects.count() == 6
    assert Import.objects.queued().get() == run
    work(run)
    assert run.counts() == {"created": 11, "failed": 1}
    assert not Import.objects.queued().exists()


@pytest.mark.django_db
def test_what_is_stopped_while_it_runs_ends_and_can_be_taken_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = make_waiting()
    store = Writer.store

    def store_and_be_stopped(self: Writer, *batch: object) -> None:
        store(self, *batch)  # type: ignore[arg-type]  # handed through
        Import.objects.update(state=State.STOPPED)

    monkeypatch.setattr(pipeline, "BATCH_SIZE", 3)
    monkeypatch.setattr(course, "SECONDS_BETWEEN_NOTES", 0)
    monkeypatch.setattr(Writer, "store", store_and_be_stopped)
    assert "was stopped" in work(run).problem
    run.refresh_from_db()
    assert Article.objects.count() == 3
    assert {action.name for action in actions_for(run)} == {"resume", "undo"}
    act(run, "undo")
    run.refresh_from_db()
    undo(run)
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_an_undo_that_articles_hinder_names_them_and_leaves_them_if_asked() -> None:
    run = make_waiting()
    work(run)
    Article.objects.filter(headline__contains="Story 3").update(
        edited_at=run.started_at
    )
    run.refresh_from_db()
    act(run, "undo")
    run.refresh_from_db()
    undo(run)
    run.refresh_from_db()
    assert "1 article was changed or used since" in run.problem
    assert "Story 3" in run.problem
    assert [action.name for action in actions_for(run)] == ["undo-rest"]
    act(run, "undo-rest")
    run.refresh_from_db()
    undo(run)
    run.refresh_from_db()
    assert Article.objects.count() == 1
    assert run.undone_at


@pytest.mark.django_db
def test_only_one_process_imports_at_a_time(tmp_path: Path) -> None:
    run = make_waiting()
    with (
        only_one(tmp_path, lock=LOCK, what="import"),
        pytest.raises(CommandError, match="another import is at work"),
    ):
        call_command("import_articles", resume=run.pk)


@pytest.mark.django_db
def test_what_does_not_wait_is_not_done_twice() -> None:
    run = make_waiting()
    work(run)
    with pytest.raises(CommandError, match="neither waits nor was cut short"):
        call_command("import_articles", resume=run.pk)


def ends_with(code: int, *, begins: bool) -> subprocess.Popen[str]:
    """Start a process that ends badly, before it begins or after."""
    if begins:
        Import.objects.update(heartbeat_at=timezone.now(), state=State.RUNNING)
    return subprocess.Popen(
        [sys.executable, "-c", f"raise SystemExit({code})"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("begins", "state"), [(True, "failed"), (False, "waiting")])
def test_what_ends_three_times_after_it_began_is_given_up(
    monkeypatch: pytest.MonkeyPatch, begins: bool, state: str
) -> None:
    run = make_waiting()
    monkeypatch.setattr(queue, "start", lambda _: ends_with(1, begins=begins))
    thread = queue.QueueThread()
    for _ in range(4):
        thread.look()
    run.refresh_from_db()
    assert run.state == state
    assert ("three times" in run.problem) is begins


@pytest.mark.django_db
def test_a_disk_that_is_full_fails_the_import_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = make_waiting()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Writer, "store", full)
    work(run)
    run.refresh_from_db()
    assert run.state == State.FAILED
    assert "No space left on device; what was stored is whole" in run.problem
    assert {action.name for action in actions_for(run)} == {"resume"}
