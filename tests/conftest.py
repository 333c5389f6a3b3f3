"""Fixtures that tests of both applications use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture
def index(tmp_path: Path, transactional_db: None) -> Iterator[Path]:
    """An index of the articles that exist so far, in a folder of its own."""
    from search.whoosh_engine.commits.rebuilding import rebuild

    folder = tmp_path / "index"
    with override_settings(INDEX_DIR=folder):
        rebuild()
        yield folder


@pytest.fixture
def shared_data() -> Path:
    """The folder of real articles, where there is one."""
    if not (SHARED / "data").is_dir():
        pytest.skip("needs ../shared/data beside the checkout")
    return SHARED / "data"
