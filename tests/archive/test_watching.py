"""New files of a watched folder are imported once they are whole, and once only."""

from pathlib import Path

import pytest

from archive.importing.drafts import Labels
from archive.importing.undo import undo_import
from archive.models import Article, Import
from archive.piles.working import work
from archive.watching import Watch, WatchThread, make_run
from tests.archive.piles import OTHER, STORY
from tests.factories import write_house, write_lines
from tests.processes import manage

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to watch."""
    (tmp_path / "drop").mkdir()
    return tmp_path / "drop"


def names(batch: list[str]) -> list[str]:
    """Return the names of a batch's files."""
    return [Path(name).name for name in batch]


def import_batch(watch: Watch, batch: list[str]) -> Import:
    """Import a batch as the command does."""
    run = make_run(watch.folder, batch, labels=Labels(), is_queued=False)
    work(run)
    watch.settle(batch)
    return run


def test_a_file_is_taken_once_it_has_stood_still(folder: Path) -> None:
    watch = Watch(folder)
    path = write_house(folder / "a.txt", STORY)
    assert watch.look(now=0) == []
    with path.open("a") as file:
        file.write("More is written.\n")
    assert watch.look(now=9) == []
    assert watch.look(now=18) == []
    assert names(watch.look(now=19)) == ["a.txt"]


def test_a_pile_that_is_being_copied_is_one_batch(folder: Path) -> None:
    watch = Watch(folder)
    write_house(folder / "a.txt", STORY)
    watch.look(now=0)
    write_house(folder / "b.txt", OTHER)
    assert watch.look(now=11) == []
    assert names(watch.look(now=21)) == ["a.txt", "b.txt"]


def test_what_never_comes_to_rest_keeps_the_others_waiting_for_a_minute_only(
    folder: Path,
) -> None:
    watch = Watch(folder)
    write_house(folder / "a.txt", STORY)
    batch: list[str] = []
    for second in range(0, 61, 3):
        (folder / "log.txt").write_text("x" * second)
        batch = watch.look(now=second)
    assert names(batch) == ["a.txt"]


def test_links_hidden_files_and_downloads_are_left_alone(
    folder: Path, tmp_path: Path
) -> None:
    elsewhere = write_house(tmp_path / "elsewhere/a.txt", STORY)
    (folder / "link.txt").symlink_to(elsewhere)
    (folder / "folder").symlink_to(elsewhere.parent)
    for name in (".hidden.txt", "b.txt.part", "c.crdownload", ".sync/d.txt"):
        write_house(folder / name, STORY)
    watch = Watch(folder)
    watch.look(now=0)
    assert watch.look(now=100) == []


def test_a_batch_is_one_import_under_the_folders_own_names(folder: Path) -> None:
    write_house(folder / "march/a.txt", STORY)
    write_house(folder / "b.txt", OTHER)
    watch = Watch(folder)
    watch.look(now=0)
    run = import_batch(watch, watch.look(now=10))
    assert sorted(run.files.values_list("root", "path")) == [
        ("drop", "b.txt"),
        ("drop", "march/a.txt"),
    ]
    watch.look(now=20)
    assert watch.look(now=40) == []


def test_only_what_is_new_is_read(folder: Path) -> None:
    watch = Watch(folder)
    write_house(folder / "a.txt", STORY)
    watch.look(now=0)
    import_batch(watch, watch.look(now=10))
    write_house(folder / "b.txt", OTHER)
    watch.look(now=20)
    run = import_batch(watch, watch.look(now=30))
    assert list(run.files.values_list("path", "outcome")) == [("b.txt", "created")]


def test_a_file_that_fails_is_told_of_once(folder: Path) -> None:
    watch = Watch(folder)
    (folder / "empty.txt").write_bytes(b"")
    watch.look(now=0)
    import_batch(watch, watch.look(now=10))
    watch.look(now=20)
    assert watch.look(now=30) == []


def test_after_a_restart_what_was_imported_is_known(folder: Path) -> None:
    write_house(folder / "a.txt", STORY)
    write_lines(folder / "lines.jsonl", {"body": OTHER}, {"body": "Another line."})
    watch = Watch(folder)
    watch.look(now=0)
    import_batch(watch, watch.look(now=10))
    write_house(folder / "new.txt", "A story that came while nobody watched.")
    again = Watch(folder)
    again.remember()
    again.look(now=0)
    assert names(again.look(now=10)) == ["new.txt"]


def test_what_was_undone_does_not_come_again_by_itself(folder: Path) -> None:
    write_house(folder / "a.txt", STORY)
    watch = Watch(folder)
    watch.look(now=0)
    undo_import(import_batch(watch, watch.look(now=10)))
    again = Watch(folder)
    again.remember()
    again.look(now=0)
    assert again.look(now=10) == []
    assert not Article.objects.exists()


def test_the_server_asks_for_one_import_at_a_time(folder: Path) -> None:
    thread = WatchThread(folder)
    write_house(folder / "a.txt", STORY)
    thread.look(now=0)
    thread.look(now=10)
    write_house(folder / "b.txt", OTHER)
    thread.look(now=20)
    thread.look(now=30)
    run = Import.objects.get()
    assert run.is_queued
    work(run)
    thread.look(now=40)
    thread.look(now=50)
    assert names(Import.objects.latest("id").wanted or []) == ["b.txt"]


def test_a_folder_that_is_gone_is_told_of_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    thread = WatchThread(tmp_path / "gone")
    for second in range(3):
        thread.look(now=second)
    assert len(caplog.records) == 1


def test_the_command_rehearses_what_is_there(folder: Path, tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    write_house(folder / "a.txt", STORY)
    assert manage("migrate", "-v0", data_dir=data_dir)[0] == 0
    code, said = manage("watch_folder", str(folder), "--dry-run", data_dir=data_dir)
    assert code == 0
    assert said.startswith("1 file = 1 new article\n")
