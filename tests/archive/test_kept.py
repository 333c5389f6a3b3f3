"""What is kept of an article's page lasts exactly until something is committed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.kept import database_version
from tests.factories import make_article, make_tag


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """No piece of a page that another test was shown."""
    caches["template_fragments"].clear()
    yield
    caches["template_fragments"].clear()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A database as the site has it, in a file of its own."""
    path = tmp_path / "db.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE article (headline)")
        with patch.dict(connection.settings_dict, {"NAME": path}):
            yield database


def test_the_version_stays_while_nobody_writes(database: sqlite3.Connection) -> None:
    before = database_version()
    database.execute("SELECT * FROM article").fetchall()
    assert database_version() == before is not None


def test_the_version_changes_with_a_commit_and_not_before(
    database: sqlite3.Connection,
) -> None:
    before = database_version()
    database.execute("BEGIN IMMEDIATE")
    database.execute("INSERT INTO article VALUES ('Toll rises')")
    assert database_version() == before
    database.execute("COMMIT")
    assert database_version() != before


def test_the_version_changes_with_what_another_process_writes(
    database: sqlite3.Connection, tmp_path: Path
) -> None:
    before = database_version()
    code = (
        "import sqlite3, sys\n"
        "with sqlite3.connect(sys.argv[1]) as database:\n"
        "    database.execute('DELETE FROM article')\n"
        "    database.execute(\"INSERT INTO article VALUES ('Rain')\")\n"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path / "db.sqlite3"], check=True)
    assert database_version() != before


def test_a_forked_process_has_versions_of_its_own(database: sqlite3.Connection) -> None:
    before = database_version()
    with patch("os.getpid", return_value=os.getpid() + 1):
        assert database_version() != before


def test_another_kind_of_database_has_no_version(database: sqlite3.Connection) -> None:
    with patch.object(connection, "vendor", "postgresql"):
        assert database_version() is None


@pytest.mark.django_db
def test_within_a_transaction_there_is_no_version(database: sqlite3.Connection) -> None:
    assert connection.in_atomic_block
    assert database_version() is None


def test_without_a_file_there_is_no_version(tmp_path: Path) -> None:
    with patch.dict(connection.settings_dict, {"NAME": tmp_path / "none.sqlite3"}):
        assert database_version() is None


@pytest.mark.django_db
def test_a_page_is_made_anew_for_each_version(client: Client) -> None:
    article = make_article(tags=["ports"])
    path = article.get_absolute_url()
    with patch("archive.kept.database_version", return_value="1"):
        assert "/tags/ports/" in client.get(path).content.decode()
        article.tags.add(make_tag("toll"))
        assert "/tags/toll/" not in client.get(path).content.decode()
    with patch("archive.kept.database_version", return_value="2"):
        assert "/tags/toll/" in client.get(path).content.decode()


@pytest.mark.django_db
def test_what_an_editor_sees_is_kept_for_nobody(
    client: Client, admin_user: User
) -> None:
    path = make_article().get_absolute_url()
    editor = Client()
    editor.force_login(admin_user)
    with patch("archive.kept.database_version", return_value="3"):
        assert "Say what is a copy" in editor.get(path).content.decode()
        assert "Say what is a copy" not in client.get(path).content.decode()
        assert "Say what is a copy" in editor.get(path).content.decode()


@pytest.mark.django_db
def test_what_is_kept_is_looked_up_no_more(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path = make_article(tags=["ports"], credits=["Reuters"]).get_absolute_url()
    with patch("archive.kept.database_version", return_value="4"):
        client.get(path)
        with django_assert_num_queries(1):
            client.get(path)
