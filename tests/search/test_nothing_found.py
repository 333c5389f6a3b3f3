"""A page without hits begins with what helps on, and shows nothing empty."""

import pytest
from django.test import Client

from search import outbox
from tests.factories import make_article
from tests.pages import text_of


@pytest.fixture(autouse=True)
def article(index: None) -> None:
    """One article, of a day."""
    make_article(headline="Toll rises", published_on="2024-03-01", tags=["bridge"])
    outbox.drain()


def test_without_filters_no_column_is_kept_for_them(client: Client) -> None:
    page = text_of(client, "/search/?q=zebra")
    assert 'id="filters"' not in page
    assert "#filters" not in page
    assert "#hits" not in page
    assert 'name="from"' not in page


def test_a_filter_in_force_is_still_shown(client: Client) -> None:
    assert 'id="filters"' in text_of(client, "/search/?q=zebra&tag=bridge")


def test_help_stands_before_the_dates(client: Client) -> None:
    page = text_of(client, "/search/?q=toll&from=2025")
    assert page.index("Nothing was found") < page.index('class="fold dates"')


def test_sizes_are_offered_where_they_have_an_effect(client: Client) -> None:
    lines = "/search/?q=toll&view=lines"
    assert "Articles a page" in text_of(client, lines)
    assert "Articles a page" not in text_of(client, f"{lines}&lines=left")
    data = client.get("/search.json?q=toll&view=lines&lines=left&page=1").json()
    assert data["per"] == 100
