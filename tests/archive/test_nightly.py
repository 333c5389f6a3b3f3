"""The server makes a backup each night, and keeps the last seven."""

import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from archive import nightly
from archive.backup.reading import check
from tests.archive.backups import ARTICLES, entries
from tests.processes import manage, running

NIGHT = datetime.datetime(2025, 10, 30, 3, 0, tzinfo=datetime.UTC)


@pytest.fixture
def folder(
    data_dir: Path, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder for the backups of an archive."""
    # The command runs with the site's settings, not with those of the tests.
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    settings.DATA_DIR = data_dir
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


def test_one_is_made_each_day_after_three_in_the_morning(folder: Path) -> None:
    thread = nightly.NightlyThread(folder)
    thread.look(now=NIGHT - datetime.timedelta(minutes=1))
    assert entries(folder) == []
    thread.look(now=NIGHT)
    thread.look(now=NIGHT + datetime.timedelta(hours=5))
    assert entries(folder) == ["archive-2025-10-30.zip"]
    assert check(folder / "archive-2025-10-30.zip").article_count == ARTICLES


def test_the_last_seven_are_kept_and_nothing_else_is_touched(folder: Path) -> None:
    others = ["archive-mine.zip", "archive-2025-10-20.zip.bak", "notes.txt"]
    for day in range(18, 30):
        (folder / f"archive-2025-10-{day}.zip").write_text("")
    for name in [*others, "archive-2025-10-19.zip.part"]:
        (folder / name).write_text("")
    nightly.back_up(folder, now=NIGHT)
    kept = [f"archive-2025-10-{day}.zip" for day in range(24, 31)]
    assert entries(folder) == sorted(kept + others)


def test_nothing_is_removed_when_no_backup_could_be_made(
    folder: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    for day in range(10, 30):
        (folder / f"archive-2025-10-{day}.zip").write_text("")
    (Path(settings.DATA_DIR) / "db.sqlite3").write_bytes(b"no database")
    wait = nightly.NightlyThread(folder).look(now=NIGHT)
    assert wait == nightly.SECONDS_AFTER_A_FAILURE
    assert len(entries(folder)) == 20
    assert "no backup was made: the database is damaged" in caplog.text


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path, folder: Path) -> None:
    wait = nightly.NightlyThread(tmp_path / "stick").look(now=NIGHT)
    assert wait == nightly.SECONDS_AFTER_A_FAILURE
    assert not (tmp_path / "stick").exists()


def test_a_folder_inside_the_data_folder_stops_the_start(tmp_path: Path) -> None:
    inside = str(tmp_path / "data/backups")
    code, said = manage("check", data_dir=tmp_path / "data", ARCHIVE_BACKUP_DIR=inside)
    assert code == 1
    assert said.startswith("ARCHIVE_BACKUP_DIR")
    assert said.count("\n") == 1


def test_the_server_makes_it(folder: Path, settings: Settings) -> None:
    now = datetime.datetime.now(datetime.UTC)
    # A zone in which it is noon or so, whenever this runs.
    zone = f"Etc/GMT{now.hour - 12:+d}"
    with running(
        "serve",
        data_dir=Path(settings.DATA_DIR),
        ARCHIVE_BACKUP_DIR=str(folder),
        ARCHIVE_TIME_ZONE=zone,
    ) as server:
        while not any(path.suffix == ".zip" for path in folder.iterdir()):
            assert server.get("/")[0] == 200
    (path,) = folder.glob("*.zip")
    assert check(path).article_count == ARTICLES
