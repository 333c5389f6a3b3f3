"""What the help page shows, and that its examples find something."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from archive.models import Article
from search import outbox
from search.language.fields import PUBLIC_FIELDS
from search.language.operators import PUBLIC_OPERATORS
from search.language.tables import SIGNS
from search.whoosh_engine.answering import ranking
from search.whoosh_engine.answering.closeness import FAR
from tests.factories import make_article
from tests.pages import text_of
from tests.search.test_search_syntax import doubts

EXAMPLE = re.compile(r'<a href="(/search/\?q=[^"]+)" rel="nofollow"><code>(.*?)</code>')


def make_pile() -> None:
    """Store articles with words that meet, and names."""
    for number in range(6):
        make_article(
            headline=f"Harvest festival draws crowds, day {number}",
            body="The harvest festival went on. Crowds filled the market square. " * 3,
            published_on=f"2019-08-0{number + 1}",
            byline="By Marta Lind",
            source="The Maren Post",
            credits=["ANI"],
            tags=["fairs"],
            section="Country",
            language="en",
        )
    make_article(headline="Shops stayed shut", body="Crowds stayed away.")
    make_article(headline="Hidden harvest", source="Secret Weekly", state="hidden")
    outbox.drain()


def examples(client: Client) -> dict[str, str]:
    """Return the address of each example that is a link."""
    found = EXAMPLE.findall(text_of(client, "/help/search/"))
    return {html.unescape(text): html.unescape(address) for address, text in found}


@pytest.mark.usefixtures("index")
def test_every_example_that_is_a_link_finds_what_it_says(client: Client) -> None:
    make_pile()
    found = examples(client)
    assert len(found) > 25
    for text, address in found.items():
        assert "Nothing was found" not in text_of(client, address), text


@pytest.mark.usefixtures("index")
def test_examples_are_made_of_the_words_and_names_of_the_archive(
    client: Client,
) -> None:
    make_pile()
    found = examples(client)
    expected = {
        '"harvest festival"',
        "harvest PRE/5 festival",
        "harv*",
        "*vest",
        "h?rvest",
        'by:"Marta Lind"',
        'source:"The Maren Post"',
        "credit:ANI",
        "tag:fairs",
        "section:Country",
        "date:2019-01..2019-12",
    }
    assert expected <= found.keys()
    assert not any("Secret" in text or "harbour" in text for text in found)


@pytest.mark.usefixtures("index")
def test_an_empty_archive_has_the_tables_without_links(client: Client) -> None:
    page = text_of(client, "/help/search/")
    assert examples(client) == {}
    for entry in (*SIGNS, *PUBLIC_FIELDS, *PUBLIC_OPERATORS):
        assert f"<code>{html.escape(entry.example)}</code>" in page


@pytest.mark.django_db
def test_the_page_needs_no_index(client: Client, settings: Any, tmp_path: Any) -> None:
    settings.INDEX_DIR = tmp_path / "none"
    assert "W/n" in text_of(client, "/help/search/")


@pytest.mark.usefixtures("index")
def test_examples_follow_what_the_archive_holds(client: Client) -> None:
    make_pile()
    assert "tag:fairs" in examples(client)
    Article.objects.all().delete()
    outbox.drain()
    assert examples(client) == {}


@pytest.mark.usefixtures("index")
def test_the_page_is_made_once_for_each_state_of_the_index(
    client: Client, django_assert_num_queries: Any
) -> None:
    make_pile()
    text_of(client, "/help/search/")
    with django_assert_num_queries(0):
        text_of(client, "/help/search/")


@pytest.mark.usefixtures("pile")
def test_every_page_leads_to_it(client: Client) -> None:
    for address in ("/", "/search/?q=toll", "/years/"):
        assert 'href="/help/search/"' in text_of(client, address)


@pytest.mark.django_db
def test_the_ranking_is_told_as_it_is(client: Client) -> None:
    page = text_of(client, "/help/search/")
    assert ranking.WEIGHTS["headline"] == 3 * ranking.WEIGHTS["body"]
    assert "a mention in the headline counts three times" in page
    assert f"words more than {FAR} apart gain nothing" in page


@pytest.mark.parametrize("sign", SIGNS, ids=lambda row: row.example)
def test_the_examples_of_signs_are_read_without_a_doubt(sign: Any) -> None:
    assert [doubt for doubt in doubts(sign.example) if "ports" not in doubt] == []
