"""Fixtures of the archive's tests."""

import shutil
from pathlib import Path

import pytest

from tests.archive.backups import make_archive


@pytest.fixture(scope="session")
def made_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that no test changes."""
    return make_archive(tmp_path_factory.mktemp("made") / "data")


@pytest.fixture
def data_dir(made_archive: Path, tmp_path: Path) -> Path:
    """An archive of the test's own."""
    shutil.copytree(made_archive, tmp_path / "here/data")
    return tmp_path / "here/data"
