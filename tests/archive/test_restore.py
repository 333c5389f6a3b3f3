"""Restoring gives back what was backed up, whole or not at all."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.backup import database
from archive.backup.using import InUse, alone_with
from tests.archive.backups import ARTICLES, back_up, digests, entries
from tests.processes import manage, running


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


def test_a_database_that_is_open_elsewhere_is_in_use(data_dir: Path) -> None:
    path = data_dir / "db.sqlite3"
    with closing(database.connect(path)) as other:
        other.execute("SELECT count(*) FROM archive_article").fetchone()
        with pytest.raises(InUse), alone_with(path):
            pass
    with alone_with(path):
        pass
