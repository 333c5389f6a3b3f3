"""What this user may not touch is named as such, not as damage."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from search.engine import IndexUnusable
from search.whoosh_engine import check_files, index_lock, open_engine
from search.whoosh_engine.commits.generations import create_generation, use_generation
from search.whoosh_engine.commits.writing import Batch, let_go
from tests.search.sample_documents import in_state

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes say nothing there")
NOBODY = 65_534


@pytest.fixture
def index() -> Iterator[Path]:
    """An index that every user may reach, with one segment."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "index")
        with override_settings(INDEX_DIR=folder):
            generation, _ = create_generation()
            Batch(generation).commit(gone=[], documents=in_state([1], state=1))
            use_generation(generation)
            let_go()
            for path in (Path(name), *Path(name).rglob("*")):
                path.chmod(0o755 if path.is_dir() else 0o644)
            yield folder


@contextmanager
def as_nobody() -> Iterator[None]:
    """Be a user who is bound by the modes of files."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def lock() -> None:
    """Take and leave the index's lock."""
    with index_lock(wait=True):
        pass


@pytest.mark.parametrize(
    ("pattern", "work"),
    [
        ("current", open_engine),
        ("0001/generation.json", open_engine),
        ("0001/*.toc", open_engine),
        ("0001/*.seg", check_files),
        ("0001", open_engine),
        ("lock", lock),
    ],
)
def test_what_may_not_be_read_is_named(
    index: Path, pattern: str, work: Callable[[], object]
) -> None:
    with index_lock(wait=True):
        pass
    (path,) = index.glob(pattern)
    path.chmod(0)
    with as_nobody(), pytest.raises(IndexUnusable, match="may not read or write"):
        work()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for name in ("file", "file/index"):
        with (
            override_settings(INDEX_DIR=tmp_path / name),
            pytest.raises(CommandError, match="stands in its way"),
        ):
            call_command("rebuild_index")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["rebuild_index", "update_index", "check_index"])
def test_a_database_that_refuses_is_named(index: Path, name: str) -> None:
    call_command("rebuild_index", stdout=StringIO())
    table = "search_pendingchange"
    _rename(table, f"{table}_lost")
    try:
        with pytest.raises(CommandError, match="the database refused: no such table"):
            call_command(name)
    finally:
        _rename(f"{table}_lost", table)
    assert sorted(path.name for path in index.glob("0*")) == ["0001", "0002"]


def _rename(table: str, new: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {new}")
