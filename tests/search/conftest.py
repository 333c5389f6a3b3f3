"""Fixtures of tests of the search: articles to look for, an index to write to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from search import outbox
from search.whoosh_engine import Batch
from search.whoosh_engine.commits.generations import create_generation, use_generation
from tests.factories import make_article


@pytest.fixture
def pile(index: Path) -> None:
    """Six articles in the index."""
    make_article(
        headline="Harbour bridge opens",
        body="The harbour bridge opened to traffic on Monday. The toll is high.",
        published_on="2024-03-02",
        source="Brovik Courier",
        tags=["bridge", "toll"],
        section="Transport",
    )
    make_article(
        headline="Toll rises on the harbour bridge",
        body="Drivers pay more.",
        published_on="2025-06-01",
        source="Skerrow Gazette",
        tags=["toll"],
        section="News",
    )
    make_article(
        headline="Crews at the harbour voted",
        headline_is_derived=True,
        body="Crews at the harbour voted to strike.\n\nNo ferry left.",
        published_on="2023-10-03",
        credits=["Reuters"],
    )
    make_article(
        headline="Ferry strike ends", body="Boats sail.", published_on="2023-10-27"
    )
    make_article(
        headline="An old harbour",
        body="It lies north of the town.",
        published_on=None,
        credits=["Reuters", "ANI"],
    )
    make_article(headline="Hidden harbour", state="hidden")
    outbox.drain()


@pytest.fixture
def batch(tmp_path: Path) -> Iterator[Batch]:
    """Commits to an empty index, which needs no database."""
    with override_settings(INDEX_DIR=tmp_path / "index"):
        generation, _ = create_generation()
        use_generation(generation)
        yield Batch(generation)
