"""Reading on from a page of results."""

import pytest
from django.test import Client

from archive.models import Article
from search import outbox
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("index")


@pytest.fixture
def strikes() -> list[Article]:
    """Three articles about strikes, the newest first."""
    articles = [
        make_article(headline=f"Strike {day}", published_on=f"2024-03-0{day}")
        for day in (3, 2, 1)
    ]
    outbox.drain()
    return articles


def test_an_article_knows_its_place_among_the_hits(
    client: Client, strikes: list[Article]
) -> None:
    newest, middle, oldest = strikes
    page = text_of(client, f"{middle.get_absolute_url()}?q=strike&sort=newest")
    assert "2 of 3" in page
    assert f"{newest.get_absolute_url()}?q=strike&amp;sort=newest" in page
    assert f"{oldest.get_absolute_url()}?q=strike&amp;sort=newest" in page
    assert '<a href="/search/?q=strike&amp;sort=newest">Back to results</a>' in page


def test_the_way_back_leads_to_the_page_of_the_hit(client: Client) -> None:
    articles = [make_article(headline=f"Strike {n}") for n in range(21)]
    outbox.drain()
    first = articles[0]
    page = text_of(client, f"{first.get_absolute_url()}?q=strike&sort=newest")
    assert "21 of 21" in page
    assert "/search/?q=strike&amp;sort=newest&amp;page=2" in page


def test_the_words_are_marked_on_arrival(
    client: Client, strikes: list[Article]
) -> None:
    page = text_of(client, f"{strikes[0].get_absolute_url()}?q=harbour")
    assert 'the <mark id="m1">harbour</mark>' in page


def test_an_article_outside_the_results_still_leads_back(
    client: Client, strikes: list[Article]
) -> None:
    page = text_of(client, f"{strikes[0].get_absolute_url()}?q=nowhere")
    assert "Back to results" in page
    assert " of " not in page.split("Back to results")[1].split("</nav>")[0]


def test_an_article_reached_directly_shows_no_place(
    client: Client, strikes: list[Article]
) -> None:
    assert "Back to results" not in text_of(client, strikes[0].get_absolute_url())


def test_the_way_on_from_sorted_lines_keeps_their_page(
    client: Client, strikes: list[Article]
) -> None:
    lines = "?q=strike&sort=newest&view=lines&lines=left&page=3"
    page = text_of(client, f"{strikes[1].get_absolute_url()}{lines}")
    for article in (strikes[0], strikes[2]):
        assert article.get_absolute_url() + lines.replace("&", "&amp;") in page


def test_the_way_on_names_no_article_that_is_hidden_by_now(
    client: Client, strikes: list[Article]
) -> None:
    Article.objects.filter(pk=strikes[0].pk).update(state=Article.State.HIDDEN)
    page = text_of(client, f"{strikes[1].get_absolute_url()}?q=strike&sort=newest")
    assert strikes[0].get_absolute_url() not in page
    assert strikes[2].get_absolute_url() in page
