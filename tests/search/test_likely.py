"""What an article's address may have meant that leads to none."""

from pathlib import Path

import pytest
from django.test import Client

from archive.models import Article
from search import outbox
from tests.factories import make_article

pytestmark = pytest.mark.django_db
ADDRESS = "/articles/4711/harbour-strike-ends/"
OFFER = "Perhaps you meant"


def test_articles_with_the_words_of_the_address_are_offered(
    client: Client, index: Path
) -> None:
    make_article(headline="Bridge toll doubles", body="Cars pay more.")
    meant = make_article(headline="Harbour strike goes on")
    outbox.drain()
    answer = client.get(ADDRESS)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert OFFER in page
    assert meant.get_absolute_url() in page
    assert "Bridge toll doubles" not in page


def test_an_article_that_readers_may_not_see_is_not_offered(
    client: Client, index: Path
) -> None:
    make_article(headline="Harbour strike goes on", state=Article.State.HIDDEN)
    outbox.drain()
    assert OFFER not in client.get(ADDRESS).content.decode()


def test_other_addresses_are_not_searched_for(client: Client, index: Path) -> None:
    make_article(headline="Harbour strike goes on")
    outbox.drain()
    assert OFFER not in client.get("/harbour-strike-ends/").content.decode()


def test_without_an_index_the_page_still_comes(client: Client) -> None:
    answer = client.get(ADDRESS)
    assert answer.status_code == 404
    assert OFFER not in answer.content.decode()
