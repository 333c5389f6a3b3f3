"""From nothing to an archive that is served, and the same again."""

import re
import socket
import sqlite3
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from archive.models import Import
from archive.quickstart import is_untouched, make_administrator
from tests.factories import make_article
from tests.processes import ROOT, manage, running

PASSWORD = re.compile(r"Administrator: admin, password: (\S+)")
TABLES = ("archive_article", "archive_import", "archive_change", "auth_user")


def counts(data_dir: Path) -> list[int]:
    """Count the rows of an archive's tables."""
    database = sqlite3.connect(data_dir / "db.sqlite3")
    try:
        return [
            database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in TABLES
        ]
    finally:
        database.close()


def test_a_new_archive_is_set_up_and_served_and_a_second_start_changes_nothing(
    tmp_path: Path,
) -> None:
    data_dir = tmp_path / "data"
    with running("quickstart", data_dir=data_dir) as first:
        status, page = first.get("/sign-in/")
        style = re.search(r'href="(/static/archive/archive\.[0-9a-f]+\.css)"', page)
        assert status == 200
        assert style is not None
        assert first.get(style[1])[0] == 200
        assert first.get("/")[0] == 200
        assert PASSWORD.search(first.said)
        assert str(data_dir) in first.said
        assert first.stop() == 0
    made = counts(data_dir)
    assert made[0] > 20
    with running("quickstart", data_dir=data_dir) as second:
        assert second.get("/")[0] == 200
        assert not PASSWORD.search(second.said)
        assert "mported" not in second.said
        assert second.stop() == 0
    assert counts(data_dir) == made


def test_the_printed_password_signs_in(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    code, said = manage("quickstart", "--no-serve", data_dir=data_dir)
    password = PASSWORD.search(said)
    assert code == 0
    assert password is not None
    code, said = manage(
        "shell",
        "--verbosity=0",
        "--command=from django.contrib.auth import authenticate; "
        f"print(authenticate(username='admin', password='{password[1]}'))",
        data_dir=data_dir,
    )
    assert said.strip() == "admin"


def test_own_articles_come_without_samples(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    sample = next((ROOT / "archive/samples/house").rglob("*.txt"))
    (pile / "one.txt").write_bytes(sample.read_bytes())
    (pile / "empty.txt").touch()
    data_dir = tmp_path / "data"
    code, said = manage("quickstart", "--no-serve", str(pile), data_dir=data_dir)
    assert code == 0
    assert counts(data_dir)[:2] == [1, 1]
    assert "empty.txt" in said


def test_articles_that_are_not_there_are_named(tmp_path: Path) -> None:
    code, said = manage("quickstart", "no/such/folder", data_dir=tmp_path / "data")
    assert (code, said) == (1, "CommandError: no/such/folder is not there.\n")


@pytest.mark.parametrize("command", ["quickstart", "serve"])
def test_a_port_in_use_is_one_sentence(tmp_path: Path, command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        bind = f"127.0.0.1:{taken.getsockname()[1]}"
        code, said = manage(command, data_dir=tmp_path / "data", ARCHIVE_BIND=bind)
    assert code == 1
    assert f"ARCHIVE_BIND={bind} is in use" in said
    assert "Traceback" not in said


def test_a_wrong_host_name_is_refused_and_logged_in_one_line(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    manage("quickstart", "--no-serve", data_dir=data_dir)
    with running("serve", data_dir=data_dir) as server:
        assert server.get("/", Host="elsewhere.example")[0] == 400
        server.stop()
    logged = server.said.splitlines()[-1]
    assert "add 'elsewhere.example' to ARCHIVE_HOSTS" in logged
    assert "Traceback" not in server.said


def test_a_server_in_front_that_ends_tls_is_believed(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    manage("quickstart", "--no-serve", data_dir=data_dir)
    public = "https://news.example.org"
    variables = {"ARCHIVE_HTTPS": "1", "ARCHIVE_PUBLIC_URL": public}
    with running("serve", data_dir=data_dir, **variables) as server:
        https = {"X-Forwarded-Proto": "https"}
        assert f"The archive is at {public}/" in server.said
        assert server.get("/sign-in/", **https)[0] == 200


@pytest.mark.django_db
def test_samples_that_were_removed_do_not_come_back() -> None:
    assert is_untouched()
    now = timezone.now()
    Import.objects.create(is_sample=True, finished_at=now, undone_at=now)
    assert not is_untouched()


@pytest.mark.django_db
def test_samples_cut_short_are_imported_again() -> None:
    Import.objects.create(is_sample=True)
    assert is_untouched()


@pytest.mark.django_db
def test_samples_do_not_mix_with_what_a_person_wrote() -> None:
    make_article()
    assert not is_untouched()


@pytest.mark.django_db
def test_a_second_administrator_is_not_made() -> None:
    assert make_administrator()
    assert make_administrator() is None
    assert User.objects.count() == 1
