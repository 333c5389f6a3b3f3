"""How many articles name a source or carry a tag."""

import pytest

from archive.models import Source, Tag
from tests.factories import make_article, make_source, make_tag

pytestmark = pytest.mark.django_db


def test_a_source_counts_what_it_published_and_what_credits_it() -> None:
    for number in range(3):
        make_article(source="Reuters", headline=f"Published {number}")
    for number in range(2):
        make_article(credits=["Reuters", "ANI"], headline=f"Credited {number}")
    reuters = Source.objects.with_counts().get(name="Reuters")
    assert (reuters.article_count, reuters.credit_count) == (3, 2)


def test_a_tag_counts_the_articles_that_carry_it() -> None:
    for number in range(3):
        make_article(tags=["ports", "toll"], headline=f"Strike {number}")
    assert Tag.objects.with_counts().get(name="ports").article_count == 3


def test_only_live_articles_are_counted() -> None:
    make_article(source="Reuters", credits=["Reuters"], tags=["ports"], state="hidden")
    reuters = Source.objects.with_counts().get()
    assert (reuters.article_count, reuters.credit_count) == (0, 0)
    assert Tag.objects.with_counts().get().article_count == 0


def test_a_name_that_nothing_uses_counts_nought() -> None:
    make_source("Reuters")
    make_tag("ports")
    assert Source.objects.with_counts().get().credit_count == 0
    assert Tag.objects.with_counts().get().article_count == 0
