"""Copies among real stories are those that comparing all of them finds."""

from pathlib import Path

import pytest

from archive.importing.pipeline import import_articles
from archive.models import Article
from tests.archive.pairs import (
    Agreement,
    equal_pairs,
    grouped_pairs,
    pairs_of,
    read_stories,
    write_stories,
)

pytestmark = [pytest.mark.django_db, pytest.mark.data]

STORIES = 3_000


def test_copies_among_reuters_stories(shared_data: Path, tmp_path: Path) -> None:
    stories = read_stories(shared_data, count=STORIES)
    import_articles([write_stories(tmp_path / "pile/stories.jsonl", stories)])
    texts = list(Article.objects.order_by("id").values_list("body", flat=True))
    assert len(texts) == STORIES
    agreement = Agreement(pairs_of(texts), grouped_pairs())
    assert len(agreement.true) > 50
    assert agreement.precision > 0.95
    assert agreement.recall > 0.95
    nearly = agreement.without(equal_pairs(texts))
    assert nearly.precision > 0.9
    assert nearly.recall > 0.9
