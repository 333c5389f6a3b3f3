"""Single sign-on: whom the other server knows comes in as a reader."""

import re
import shutil
import sqlite3
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from archive.people import oidc
from tests.archive.provider import Provider, serve_provider
from tests.processes import Server, manage, running

pytest.importorskip("allauth")


def variables(server: str) -> dict[str, str]:
    """Return the settings of single sign-on."""
    return {
        "ARCHIVE_OIDC_SERVER": server,
        "ARCHIVE_OIDC_CLIENT": "archive",
        "ARCHIVE_OIDC_SECRET": "a secret",
        "ARCHIVE_OIDC_NAME": "The Newsroom",
        "ARCHIVE_PRIVATE": "1",
    }


def come_in(site: Server) -> tuple[str, str]:
    """Press the button, follow wherever that leads, and return address and page."""
    browser = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor()
    )
    page = browser.open(f"{site.address}/sign-in/?next=/tags/").read().decode()
    assert "Sign in with The Newsroom" in page
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    action = re.search(r'action="(/sign-in/sso/[^"]*)"', page)
    assert token is not None
    assert action is not None
    data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1]}).encode()
    try:
        answer = browser.open(site.address + action[1], data)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return urllib.parse.urlsplit(answer.url).path, answer.read().decode()


def people(data_dir: Path) -> list[tuple[object, ...]]:
    """Return name and flags of everybody."""
    database = sqlite3.connect(data_dir / "db.sqlite3")
    try:
        asked = "SELECT username, is_staff, is_superuser FROM auth_user ORDER BY id"
        return database.execute(asked).fetchall()
    finally:
        database.close()


@dataclass(frozen=True)
class Newsroom:
    """An archive that is served, and the server that knows its people."""

    site: Server
    provider: Provider
    data_dir: Path


@pytest.fixture(scope="module")
def newsroom(
    made_archive: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Newsroom]:
    data_dir = tmp_path_factory.mktemp("newsroom") / "data"
    shutil.copytree(made_archive, data_dir)
    with serve_provider() as provider:
        given = variables(provider.address)
        made = (
            "from django.contrib.auth.models import User;"
            "from archive.models import SecondFactor;"
            "User.objects.create_superuser('boss', 'boss@example.org', 'x');"
            "eve = User.objects.create_user('eve', 'eve@example.org', 'x');"
            "SecondFactor.objects.create(person=eve, secret='A' * 32)"
        )
        manage("migrate", data_dir=data_dir, **given)
        manage("shell", f"--command={made}", data_dir=data_dir)
        with running("serve", data_dir=data_dir, **given) as site:
            yield Newsroom(site, provider, data_dir)


def test_somebody_new_is_a_reader_and_comes_back_as_the_same(
    newsroom: Newsroom,
) -> None:
    newsroom.provider.person = {"sub": "42", "preferred_username": "ada"}
    before = people(newsroom.data_dir)
    for _ in range(2):
        path, page = come_in(newsroom.site)
        assert path == "/tags/"
        assert "Sign out" in page
    assert people(newsroom.data_dir) == [*before, ("ada", 0, 0)]


def test_an_account_is_known_by_its_verified_address(newsroom: Newsroom) -> None:
    person = {"sub": "43", "email": "boss@example.org", "email_verified": True}
    newsroom.provider.person = person
    path, page = come_in(newsroom.site)
    assert path == "/tags/"
    assert 'href="/admin/"' in page


def test_an_address_that_is_not_verified_opens_no_account(newsroom: Newsroom) -> None:
    newsroom.provider.person = {"sub": "44", "email": "eve@example.org"}
    before = people(newsroom.data_dir)
    _, page = come_in(newsroom.site)
    assert "You are not signed in" in page
    assert people(newsroom.data_dir) == before


def test_a_second_factor_is_asked_for_all_the_same(newsroom: Newsroom) -> None:
    person = {"sub": "45", "email": "eve@example.org", "email_verified": True}
    newsroom.provider.person = person
    path, page = come_in(newsroom.site)
    assert path == "/sign-in/code/"
    assert "Sign out" not in page


@pytest.mark.parametrize("missing", ["ARCHIVE_OIDC_CLIENT", "ARCHIVE_OIDC_SECRET"])
def test_settings_that_lack_are_named(tmp_path: Path, missing: str) -> None:
    given = variables("https://id.example.org") | {missing: ""}
    code, said = manage("check", data_dir=tmp_path, **given)
    assert code == 1
    assert missing in said
    assert said.count("\n") == 1


def test_what_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oidc, "NEEDED", ("no_such_module",))
    with pytest.raises(ImproperlyConfigured, match="run `make sso`"):
        oidc.check_installed()
