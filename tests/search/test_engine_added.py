"""The order in which articles came, and what came after one of them."""

import pytest

from search.request import Facet, Order
from tests.factories import make_article
from tests.search.asking import found, search

pytestmark = pytest.mark.usefixtures("pile")


def test_what_came_last_is_first_whatever_its_date() -> None:
    ids = found("harbour", order=Order.NEWEST)
    assert found("harbour", order=Order.ADDED) == sorted(ids, reverse=True)


def test_only_what_came_after_an_article_is_found_and_counted() -> None:
    first, *later = sorted(found("harbour"))
    results = search("harbour", newer_than=first)
    assert results.total == len(later)
    assert sorted(hit.article_id for hit in results.hits) == later
    assert sum(bar.hit_count for bar in results.bars) == len(later) - results.undated
    tags = {entry.value: entry.hit_count for entry in results.facets[Facet.TAG]}
    assert set(tags.values()) == {1}


def test_nothing_comes_after_the_last() -> None:
    last = max(found(""))
    make_article(headline="Not in the index yet")
    assert found("", newer_than=last) == []
