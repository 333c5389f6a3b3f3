"""A backup holds the archive as it was, or is not there; restoring gives it back."""

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.backup import database, writing
from archive.backup.reading import check
from archive.backup.using import InUse, alone_with, only_one
from archive.backup.writing import BackupRefused, plan_backup, write_backup
from tests.archive.backups import ARTICLES, digests, entries, make_archive
from tests.processes import manage, running

NOTES = {"backup.lock", "last_backup.json"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that no test changes."""
    return make_archive(tmp_path_factory.mktemp("made") / "data")


@pytest.fixture
def data_dir(made: Path, tmp_path: Path) -> Path:
    """An archive of the test's own."""
    shutil.copytree(made, tmp_path / "here/data")
    return tmp_path / "here/data"


def back_up(data_dir: Path, target: Path) -> Path:
    """Make a backup."""
    write_backup(plan_backup(target, data_dir=data_dir))
    return target


def test_an_archive_goes_to_another_folder_and_keeps_its_ids_and_addresses(
    data_dir: Path, tmp_path: Path
) -> None:
    path = tmp_path / "b.zip"
    code, said = manage("backup", str(path), data_dir=data_dir)
    assert code == 0, said
    assert said.startswith(f"{ARTICLES} articles backed up")
    assert path.stat().st_mode & 0o777 == 0o600
    new = tmp_path / "there/data"
    code, said = manage("restore", str(path), data_dir=new)
    assert code == 0, said
    assert f"{ARTICLES} articles of " in said
    assert digests(new) == digests(data_dir)
    assert entries(new.parent) == ["data"]
    with running("serve", data_dir=new) as server:
        assert "Ferry 3 left" in server.get("/articles/4/ferry-3-left/")[1]
        assert f"{ARTICLES}" in server.get("/search.json?q=ferry")[1]


def test_sessions_are_not_in_a_backup(data_dir: Path, tmp_path: Path) -> None:
    secret = "k" * 32
    with closing(sqlite3.connect(data_dir / "db.sqlite3")) as archive, archive:
        row = (secret, "data", "2099-01-01")
        archive.execute("INSERT INTO django_session VALUES (?, ?, ?)", row)
    copy = tmp_path / "copy.sqlite3"
    database.snapshot(data_dir / "db.sqlite3", copy=copy)
    assert secret.encode() not in copy.read_bytes()
    assert database.look_into(copy).rows["django_session"] == 0


def test_a_dry_run_writes_nothing(data_dir: Path, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    before = entries(data_dir)
    code, said = manage("backup", str(path), "--dry-run", data_dir=data_dir)
    assert (code, path.exists(), entries(data_dir)) == (0, False, before)
    assert "the database and 1 upload" in said
    back_up(data_dir, path)
    new = tmp_path / "new"
    code, said = manage("restore", str(path), "--dry-run", data_dir=new)
    assert code == 0, said
    assert "would be" in said
    assert "db.sqlite3" not in entries(new)


def test_what_is_there_is_replaced_only_when_asked_and_kept_whole(
    data_dir: Path, tmp_path: Path
) -> None:
    path = back_up(data_dir, tmp_path / "b.zip")
    with closing(sqlite3.connect(data_dir / "db.sqlite3")) as archive, archive:
        archive.execute("UPDATE archive_article SET byline = 'changed'")
    changed, key = digests(data_dir), (data_dir / "secret_key").read_text()
    code, said = manage("restore", str(path), data_dir=data_dir)
    assert code == 1
    assert "nothing was changed" in said
    assert "--replace" in said
    assert digests(data_dir) == changed
    code, said = manage("restore", str(path), "--replace", data_dir=data_dir)
    assert code == 0, said
    (aside,) = set(data_dir.parent.iterdir()) - {data_dir}
    assert str(aside) in said
    assert digests(aside) == changed
    assert digests(data_dir) != changed
    assert (data_dir / "secret_key").read_text() == key


def test_an_archive_that_is_served_is_not_replaced(
    data_dir: Path, tmp_path: Path
) -> None:
    with running("serve", data_dir=data_dir) as server:
        code, said = manage("backup", str(tmp_path / "b.zip"), data_dir=data_dir)
        assert code == 0, said
        code, said = manage(
            "restore", str(tmp_path / "b.zip"), "--replace", data_dir=data_dir
        )
        assert code == 1
        assert "stop the server" in said
        assert server.get("/")[0] == 200
    assert entries(data_dir.parent) == ["data"]


def test_a_damaged_archive_can_be_replaced(data_dir: Path, tmp_path: Path) -> None:
    path = back_up(data_dir, tmp_path / "b.zip")
    sound = digests(data_dir)
    (data_dir / "db.sqlite3").write_bytes(b"no database " * 1000)
    code, said = manage("restore", str(path), "--replace", data_dir=data_dir)
    assert code == 0, said
    assert digests(data_dir) == sound


def test_a_damaged_backup_changes_nothing(data_dir: Path, tmp_path: Path) -> None:
    path = back_up(data_dir, tmp_path / "b.zip")
    before, beside = digests(data_dir), entries(data_dir.parent)
    with path.open("rb+") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"damage")
    code, said = manage("restore", str(path), "--replace", data_dir=data_dir)
    assert code == 1
    assert said.count("\n") == 1
    assert "damaged" in said
    assert (digests(data_dir), entries(data_dir.parent)) == (before, beside)


def test_a_backup_of_a_newer_version_asks_for_an_upgrade(
    data_dir: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(data_dir / "db.sqlite3")) as archive, archive:
        row = ("archive", "0999_photographs", "2025-10-30")
        archive.execute("INSERT INTO django_migrations VALUES (NULL, ?, ?, ?)", row)
    path = back_up(data_dir, tmp_path / "b.zip")
    code, said = manage("restore", str(path), data_dir=tmp_path / "new")
    assert code == 1
    assert "newer version of the archive" in said
    assert "upgrade this one first" in said


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    data_dir: Path, tmp_path: Path
) -> None:
    code, said = manage("migrate", "search", "0001", "-v0", data_dir=data_dir)
    assert code == 0, said
    path = back_up(data_dir, tmp_path / "b.zip")
    code, said = manage("restore", str(path), data_dir=tmp_path / "new")
    assert code == 0, said
    assert manage("migrate", "--check", "-v0", data_dir=tmp_path / "new")[0] == 0


def test_a_file_that_is_not_there_is_a_wrong_argument(tmp_path: Path) -> None:
    code, said = manage("restore", str(tmp_path / "nix.zip"), data_dir=tmp_path / "a")
    assert code == 2
    assert "nix.zip is not there" in said


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


def test_a_database_that_is_open_elsewhere_is_in_use(data_dir: Path) -> None:
    path = data_dir / "db.sqlite3"
    with closing(database.connect(path)) as other:
        other.execute("SELECT count(*) FROM archive_article").fetchone()
        with pytest.raises(InUse), alone_with(path):
            pass
    with alone_with(path):
        pass
