"""What the settings accept, refuse and warn of."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from archive import checks
from tests.processes import ROOT, manage


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("ARCHIVE_DEBUG", "maybe", "write 1 or 0"),
        ("ARCHIVE_BIND", "8000", "write HOST:PORT"),
        ("ARCHIVE_BIND", "127.0.0.1:99999", "write HOST:PORT"),
        ("ARCHIVE_HOSTS", "http://archive.example.org", "without http:// or a port"),
        ("ARCHIVE_HOSTS", "*", "write names like archive.example.org"),
        ("ARCHIVE_PUBLIC_URL", "archive.example.org", "write an address like https://"),
        ("ARCHIVE_TIME_ZONE", "Atlantis", "write a name like Europe/London"),
        ("ARCHIVE_LANGUAGES", "english", "write codes like en,de"),
        ("ARCHIVE_PAGE_LANGUAGE", "tlh", "write en-gb or de"),
        ("ARCHIVE_THREADS", "0", "write a whole number from 1 to 64"),
        ("ARCHIVE_DATA_DIR", str(ROOT / "manage.py"), "that is not a folder"),
    ],
)
def test_a_wrong_value_stops_the_start_in_one_sentence(
    tmp_path: Path, name: str, value: str, advice: str
) -> None:
    variables = {"ARCHIVE_DATA_DIR": str(tmp_path), name: value}
    code, said = manage("check", data_dir=tmp_path, **variables)
    assert code == 1
    assert said.startswith(name)
    assert advice in said
    assert said.count("\n") == 1


def test_an_empty_variable_is_one_that_is_not_set(tmp_path: Path) -> None:
    code, said = manage(
        "check", data_dir=tmp_path / "data", ARCHIVE_DEBUG="", ARCHIVE_HOSTS=" "
    )
    assert (code, said) == (0, "System check identified no issues (0 silenced).\n")


def test_letting_other_machines_in_asks_for_host_names(tmp_path: Path) -> None:
    code, said = manage("check", data_dir=tmp_path, ARCHIVE_BIND="0.0.0.0:8000")
    assert code == 1
    assert said.startswith("ARCHIVE_HOSTS is empty")


@pytest.mark.parametrize(
    ("variables", "private"),
    [
        ({}, "False"),
        ({"ARCHIVE_BIND": "[::1]:8000"}, "False"),
        ({"ARCHIVE_PRIVATE": "1"}, "True"),
        ({"ARCHIVE_BIND": "0.0.0.0:8000", "ARCHIVE_HOSTS": "news.lan"}, "True"),
    ],
)
def test_who_lets_other_machines_in_asks_for_sign_in(
    tmp_path: Path, variables: dict[str, str], private: str
) -> None:
    code, said = manage(
        "shell",
        "--verbosity=0",
        "--command=from django.conf import settings; print('login' in "
        "str(settings.MIDDLEWARE).lower())",
        data_dir=tmp_path / "data",
        **variables,
    )
    assert (code, said.strip()) == (0, private)


def test_a_deployment_with_https_has_nothing_to_warn_of(tmp_path: Path) -> None:
    code, said = manage(
        "check", "--deploy", data_dir=tmp_path / "data", ARCHIVE_HTTPS="1"
    )
    assert (code, said) == (0, "System check identified no issues (0 silenced).\n")


def test_the_secret_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    manage("check", data_dir=data_dir)
    key = (data_dir / "secret_key").read_text()
    manage("check", data_dir=data_dir)
    assert (data_dir / "secret_key").read_text() == key
    assert (data_dir / "secret_key").stat().st_mode & 0o077 == 0
    assert data_dir.stat().st_mode & 0o077 == 0


def test_a_data_folder_open_to_others_is_warned_of(
    tmp_path: Path, settings: Settings
) -> None:
    settings.DATA_DIR = tmp_path
    tmp_path.chmod(0o755)
    assert [warning.id for warning in checks.data_folder_is_private()] == [
        "archive.W001"
    ]
    tmp_path.chmod(0o700)
    assert checks.data_folder_is_private() == []


def test_a_misspelt_variable_is_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_PRIVAT", "1")
    assert [warning.hint for warning in checks.variables_are_known()] == [
        "Did you mean ARCHIVE_PRIVATE?"
    ]


@pytest.mark.django_db
def test_pages_may_load_nothing_from_elsewhere(client: Client) -> None:
    policy = client.get("/admin/login/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
