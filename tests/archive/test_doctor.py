"""The doctor names what is wrong with an archive, and what to do."""

import datetime
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from archive import VERSION, doctor
from archive.backup.last import note
from archive.findings import Finding, State
from archive.models import Import
from search.models import PendingChange
from tests.factories import make_article
from tests.processes import ROOT, manage


@pytest.fixture
def data_dir(tmp_path: Path, index: Path, settings: Settings) -> Path:
    """A data folder with a sound database file, beside the tests' own database."""
    settings.DATA_DIR = tmp_path
    tmp_path.chmod(0o700)
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
        database.execute("CREATE TABLE ferries (name)")
    note(tmp_path / "b.zip", made_at=timezone.now(), data_dir=tmp_path)
    return tmp_path


def examine(subject: str, *, thorough: bool = False) -> list[Finding]:
    """Return what is not as it should be with a part of the archive."""
    return [
        finding
        for finding in doctor.examine(thorough=thorough)
        if finding.subject == subject and finding.state != State.OK
    ]


def test_a_sound_archive_has_nothing_to_attend_to(data_dir: Path) -> None:
    found = doctor.examine(thorough=True)
    assert {finding.state for finding in found} == {State.OK}
    assert [finding.subject for finding in found] == [
        "Versions",
        "Database",
        "Tables",
        "Data folder",
        "Room",
        "Imports",
        "Backups",
        "Settings",
        "Index",
        "Waiting",
    ]


def test_the_version_is_that_of_the_project() -> None:
    assert f'\nversion = "{VERSION}"\n' in (ROOT / "pyproject.toml").read_text()


def test_a_damaged_database_asks_for_a_restore(data_dir: Path) -> None:
    (data_dir / "db.sqlite3").write_bytes(b"no database " * 1000)
    (found,) = examine("Database", thorough=True)
    assert found.state == State.WRONG
    assert "manage.py restore" in found.advice


def test_little_room_is_named(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = (data_dir / "db.sqlite3").stat().st_size
    for free, state in ((size // 2, State.WRONG), (size * 2, State.ATTENTION)):
        monkeypatch.setattr(doctor, "free_bytes", lambda folder, free=free: free)
        (found,) = examine("Room")
        assert found.state == state


def test_an_import_that_never_ended_is_named_until_it_is_done_again(
    data_dir: Path,
) -> None:
    Import.objects.create(paths=["/news"])
    Import.objects.create(paths=["/other"], finished_at=timezone.now())
    (found,) = examine("Imports")
    assert "/news" in found.said
    assert "import the same again" in found.advice
    Import.objects.create(paths=["/news"], finished_at=timezone.now())
    assert examine("Imports") == []


def test_an_old_backup_or_none_is_named(data_dir: Path) -> None:
    long_ago = timezone.now() - datetime.timedelta(days=9)
    note(data_dir / "b.zip", made_at=long_ago, data_dir=data_dir)
    (old,) = examine("Backups")
    (data_dir / "last_backup.json").write_text("{")
    (none,) = examine("Backups")
    assert "b.zip" in old.said
    assert "ARCHIVE_BACKUP_DIR" in none.advice


def test_a_folder_for_backups_that_is_not_there_is_wrong(
    data_dir: Path, settings: Settings
) -> None:
    settings.BACKUP_DIR = data_dir / "stick"
    (found,) = examine("Backups")
    assert found.state == State.WRONG


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"DEBUG": True}, "ARCHIVE_DEBUG"),
        ({"IS_LOCAL": False, "HTTPS": False}, "passwords cross the network"),
        ({"PUBLIC_URL": "https://archive.example.org"}, "ARCHIVE_PUBLIC_URL"),
    ],
)
def test_unsafe_settings_are_named(
    data_dir: Path, settings: Settings, changed: dict[str, Any], said: str
) -> None:
    for name, value in changed.items():
        setattr(settings, name, value)
    (found,) = examine("Settings")
    assert said in found.said
    assert found.advice


def test_a_folder_that_others_can_look_into_is_named(data_dir: Path) -> None:
    data_dir.chmod(0o755)
    (found,) = examine("Settings")
    assert "chmod 700" in found.advice


def test_what_a_restore_left_is_named(data_dir: Path) -> None:
    left = data_dir.with_name(f"{data_dir.name}.restoring-12")
    left.mkdir()
    (found,) = examine("Data folder")
    assert str(left) in found.said


def test_an_index_that_is_not_there_says_what_to_run(
    data_dir: Path, index: Path
) -> None:
    shutil.rmtree(index)
    (found,) = examine("Index")
    assert found.state == State.WRONG
    assert "manage.py rebuild_index" in found.said


def test_an_index_that_differs_asks_for_repair(data_dir: Path) -> None:
    make_article()
    PendingChange.objects.all().delete()
    (found,) = examine("Index")
    assert "check_index --repair" in found.advice


def test_what_has_waited_long_is_named(data_dir: Path) -> None:
    make_article()
    assert examine("Waiting") == []
    long_ago = timezone.now() - datetime.timedelta(minutes=6)
    PendingChange.objects.update(created_at=long_ago)
    (found,) = examine("Waiting")
    assert "1 article to be indexed" in found.said
    assert "manage.py update_index" in found.advice


def test_the_command_ends_with_1_when_something_is_wrong(
    made_archive: Path, tmp_path: Path
) -> None:
    own = shutil.copytree(made_archive, tmp_path / "own")
    code, said = manage("doctor", data_dir=own)
    assert code == 0, said
    assert said.count("\n") == 10
    shutil.rmtree(own / "index")
    code, said = manage("doctor", data_dir=own)
    assert code == 1
    assert "1 wrong, 1 to attend to" in said


def test_without_an_archive_the_command_makes_none(tmp_path: Path) -> None:
    code, said = manage("doctor", data_dir=tmp_path / "data")
    assert code == 1
    assert "there is no archive" in said
    assert not (tmp_path / "data/db.sqlite3").exists()


def test_the_page_is_for_administrators(data_dir: Path, client: Client) -> None:
    assert client.get("/doctor/").status_code == 302
    client.force_login(User.objects.create_user("editor", is_staff=True))
    assert client.get("/doctor/").status_code == 403
    client.force_login(User.objects.create_superuser("ada"))
    page = client.get("/doctor/").content.decode()
    assert "Generation 1" in page
    assert "Every page read" not in page
    assert "Every page read" in client.get("/doctor/?thorough").content.decode()
    assert 'href="/doctor/"' in client.get("/admin/").content.decode()
