"""A backup holds the archive as it was, or is not there."""

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.backup import database, writing
from archive.backup.reading import check
from archive.backup.using import only_one
from archive.backup.writing import BackupRefused, plan_backup
from tests.archive.backups import ARTICLES, back_up, entries

NOTES = {"backup.lock", "last_backup.json"}


def test_sessions_are_not_in_a_backup(data_dir: Path, tmp_path: Path) -> None:
    secret = "k" * 32
    with closing(sqlite3.connect(data_dir / "db.sqlite3")) as archive, archive:
        row = (secret, "data", "2099-01-01")
        archive.execute("INSERT INTO django_session VALUES (?, ?, ?)", row)
    copy = tmp_path / "copy.sqlite3"
    database.snapshot(data_dir / "db.sqlite3", copy=copy)
    assert secret.encode() not in copy.read_bytes()
    assert database.look_into(copy).rows["django_session"] == 0


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("b.zip", "is there already"),
        ("folder", "is a folder"),
        ("nowhere/b.zip", "make it first"),
        ("here/data/b.zip", "lies in the data folder"),
        ("here/data/uploads/b.zip", "lies in the data folder"),
        ("link/b.zip", "lies in the data folder"),
    ],
)
def test_a_target_that_will_not_do_is_refused(
    data_dir: Path, tmp_path: Path, target: str, why: str
) -> None:
    (tmp_path / "b.zip").write_text("an old backup")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(data_dir)
    with pytest.raises(BackupRefused, match=why):
        plan_backup(tmp_path / target, data_dir=data_dir)
    assert (tmp_path / "b.zip").read_text() == "an old backup"


@pytest.mark.parametrize("place", ["snapshot", "_pack", "check"])
def test_a_disk_that_is_full_leaves_nothing(
    data_dir: Path, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "b.zip"
    plain = getattr(writing, place)

    def fail(*arguments: object, **named: object) -> None:
        plain(*arguments, **named)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = set(entries(data_dir))
    monkeypatch.setattr(writing, place, fail)
    with pytest.raises(BackupRefused, match="No space left"):
        back_up(data_dir, target)
    assert entries(tmp_path) == ["here"]
    assert set(entries(data_dir)) - NOTES == before
    monkeypatch.undo()
    assert check(back_up(data_dir, target)).article_count == ARTICLES


def test_too_little_room_is_named_before_anything_is_written(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "free_bytes", lambda folder: 1000)
    with pytest.raises(BackupRefused, match="of room, and a backup needs"):
        back_up(data_dir, tmp_path / "b.zip")


def test_a_damaged_database_is_not_backed_up(data_dir: Path, tmp_path: Path) -> None:
    path = data_dir / "db.sqlite3"
    whole = bytearray(path.read_bytes())
    whole[4096 * 3 :] = bytes(len(whole) - 4096 * 3)
    path.write_bytes(whole)
    with pytest.raises(BackupRefused, match="damaged"):
        back_up(data_dir, tmp_path / "b.zip")
    assert entries(tmp_path) == ["here"]


def test_a_link_among_the_uploads_is_not_followed(
    data_dir: Path, tmp_path: Path
) -> None:
    (data_dir / "uploads/key").symlink_to(data_dir / "secret_key")
    manifest = check(back_up(data_dir, tmp_path / "b.zip"))
    names = [member.name for member in manifest.members]
    assert names == ["db.sqlite3", "uploads/2025/harbour.txt"]


def test_one_backup_runs_at_a_time(data_dir: Path, tmp_path: Path) -> None:
    with only_one(data_dir), pytest.raises(BackupRefused, match="another backup"):
        back_up(data_dir, tmp_path / "b.zip")
    assert entries(tmp_path) == ["here"]
