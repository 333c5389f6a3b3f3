"""What feed readers make of the feeds."""

import datetime
import json
from typing import Any

import feedparser
import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from archive.models import Article
from archive.people import feeds
from search import outbox
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("pile")

LISTS = ("/articles", "/tags/toll", "/sources/reuters", "/2024/3/2", "/search")
# What https://www.jsonfeed.org/version/1.1/ defines.
OF_A_FEED = {
    *("version", "title", "home_page_url", "feed_url", "description", "user_comment"),
    *("next_url", "icon", "favicon", "authors", "language", "expired", "hubs", "items"),
}
OF_AN_ITEM = {
    *("id", "url", "external_url", "title", "content_html", "content_text", "summary"),
    *("image", "banner_image", "date_published", "date_modified", "authors", "tags"),
    *("language", "attachments"),
}


def read_atom(client: Client, address: str) -> Any:
    """Return what a feed reader understands, which is all of it."""
    response = client.get(address)
    assert response.status_code == 200
    found = feedparser.parse(response.content)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def read_json(client: Client, address: str) -> dict[str, Any]:
    """Return a JSON Feed after looking whether it keeps the format's rules."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/feed+json")
    feed: dict[str, Any] = json.loads(response.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert {key for key in feed if not key.startswith("_")} <= OF_A_FEED
    for item in feed["items"]:
        assert {key for key in item if not key.startswith("_")} <= OF_AN_ITEM
        assert isinstance(item["id"], str)
        assert isinstance(item["content_text"], str)
        assert all(author["name"] for author in item.get("authors", ()))
        for moment in ("date_published", "date_modified"):
            if moment in item:
                assert datetime.datetime.fromisoformat(item[moment]).tzinfo
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids)
    return feed


def make_many() -> None:
    """Make three pages of articles about buoys."""
    for number in range(120):
        make_article(headline=f"Buoy {number}", tags=["buoys"])
    outbox.drain()


def walk(client: Client, first: str, rel: str) -> list[str]:
    """Return the headlines of all pages, from one to the next or the one before."""
    titles, address = [], first
    while address:
        feed = read_atom(client, address)
        titles += [entry.title for entry in feed.entries]
        links = {link.rel: link.href for link in feed.feed.links}
        address = links.get(rel, "").removeprefix("http://testserver")
    return titles


@pytest.mark.parametrize("listed", LISTS)
def test_both_formats_tell_the_same(client: Client, listed: str) -> None:
    atom = read_atom(client, f"{listed}.atom")
    feed = read_json(client, f"{listed}.feed.json")
    assert feed["title"] == atom.feed.title
    assert feed["home_page_url"] == atom.feed.link
    assert feed["feed_url"] == f"http://testserver{listed}.feed.json"
    assert [item["id"] for item in feed["items"]] == [e.id for e in atom.entries]
    assert [item["url"] for item in feed["items"]] == [e.link for e in atom.entries]
    assert [item["title"] for item in feed["items"]] == [e.title for e in atom.entries]


def test_a_json_feed_says_what_is_known_and_no_more(client: Client) -> None:
    known = make_article(
        headline="Ports <i>&</i> piers",
        body="The <b>quay</b> & the pier.",
        published_on="2024-03-05",
        byline="Ada Quay",
        language="en",
        url="https://brovik.example/quay",
        tags=["ports"],
    )
    article = make_article(
        headline="A quay", body="A quay.", published_on=None, headline_is_derived=True
    )
    outbox.drain()
    bare, whole = read_json(client, "/search.feed.json?q=quay")["items"]
    del whole["id"], whole["date_modified"]
    assert whole == {
        "url": f"http://testserver{known.get_absolute_url()}",
        "title": "Ports <i>&</i> piers",
        "content_text": "The <b>quay</b> & the pier.",
        "external_url": "https://brovik.example/quay",
        "date_published": "2024-03-05T12:00:00+00:00",
        "authors": [{"name": "Ada Quay"}],
        "tags": ["ports"],
        "language": "en",
        "_archive": {"id": known.pk, "headline_is_derived": False},
    }
    assert set(bare) == {
        *("id", "url", "title", "content_text", "date_modified", "_archive")
    }
    assert bare["_archive"] == {"id": article.pk, "headline_is_derived": True}


@pytest.mark.parametrize(
    "listed", ["/tags/buoys.atom", "/search.atom?q=buoy&sort=oldest"]
)
def test_the_pages_of_a_feed_lead_through_all_of_it(
    client: Client, listed: str
) -> None:
    make_many()
    titles = walk(client, listed, "next")
    assert sorted(titles) == sorted(f"Buoy {number}" for number in range(120))
    links = {link.rel: link.href for link in read_atom(client, listed).feed.links}
    last = links["last"].removeprefix("http://testserver")
    backwards = walk(client, last, "previous")
    assert sorted(backwards) == sorted(titles)


def test_a_page_of_a_feed_says_which_it_is(client: Client) -> None:
    make_many()
    page = read_atom(client, "/tags/buoys.atom?page=2").feed
    base = "http://testserver/tags/buoys"
    assert {link.rel: link.href for link in page.links} == {
        "alternate": f"{base}/",
        "self": f"{base}.atom?page=2",
        "first": f"{base}.atom",
        "previous": f"{base}.atom",
        "next": f"{base}.atom?page=3",
        "last": f"{base}.atom?page=3",
    }
    assert page.opensearch_totalresults == "120"
    assert page.opensearch_startindex == "51"
    assert page.opensearch_itemsperpage == "50"
    assert page.id == read_atom(client, "/tags/buoys.atom").feed.id


def test_a_json_feed_leads_to_the_next_page_up_to_the_last(client: Client) -> None:
    make_many()
    titles, address = [], "/search.feed.json?q=buoy"
    while address:
        feed = read_json(client, address)
        titles += [item["title"] for item in feed["items"]]
        address = feed.get("next_url", "").removeprefix("http://testserver")
    assert titles == [f"Buoy {number}" for number in reversed(range(120))]


def test_pages_of_a_personal_address_hold_the_key(
    client: Client, settings: Settings
) -> None:
    make_many()
    ada = User.objects.create_user("ada")
    feeds.make_key(ada)
    address = feeds.personal_address(ada, "/tags/buoys.atom") or ""
    page = read_atom(client, address).feed
    links = {link.rel: link.href for link in page.links}
    assert links["self"] == f"http://testserver{address}"
    assert links["next"] == f"http://testserver{address}?page=2"
    assert page.id == "http://testserver/tags/buoys.atom"


def test_what_no_program_can_hold_is_cleaned(client: Client) -> None:
    make_article(headline="Harbour\x01 bell\x0b", body="The \x02 bell \ufffe rings.")
    outbox.drain()
    (item,) = read_json(client, "/search.feed.json?q=bell")["items"]
    assert item["title"] == "Harbour bell"
    assert "\x02" not in item["content_text"]


def test_any_query_gives_a_json_feed(client: Client) -> None:
    for text in ('"', "AND", "((", "W/x", "%00", "a" * 11_000, "<b>&", "-toll"):
        read_json(client, f"/search.feed.json?q={text}")


def test_pages_name_their_feeds_data_and_tables(client: Client) -> None:
    results = text_of(client, "/search/?q=harbour&tag=toll&sort=oldest")
    query = "q=harbour&amp;tag=toll"
    named = f'title="harbour · tagged toll" href="/search.feed.json?{query}"'
    assert f'type="application/feed+json" {named}' in results
    assert f'type="application/json" href="/search.json?{query}' in results
    assert 'type="text/csv" href="/search/export/?q=harbour' in results
    assert '<meta name="totalResults" content="2">' in results
    for page, listed in (
        ("/", "/articles"),
        ("/tags/toll/", "/tags/toll"),
        ("/sources/reuters/", "/sources/reuters"),
        ("/2024/3/2/", "/2024/3/2"),
    ):
        text = text_of(client, page)
        for suffix, kind in (("atom", "atom+xml"), ("feed.json", "feed+json")):
            assert f'<link rel="alternate" type="application/{kind}"' in text
            assert f'href="{listed}.{suffix}"' in text
        # In the head, and where people see it.
        assert text.count(f'href="{listed}.atom"') >= 2


def test_alternates_of_a_page_can_be_had(client: Client) -> None:
    for page in ("/tags/toll/", "/2024/3/2/", "/search/?q=harbour"):
        head = text_of(client, page).partition("</head>")[0]
        for link in head.split('<link rel="alternate"')[1:]:
            address = link.partition('href="')[2].partition('"')[0]
            response = client.get(address.replace("&amp;", "&"))
            assert response.status_code == 200, address
            # A file that is not read to its end keeps others waiting.
            assert response.getvalue()


def test_in_a_private_archive_pages_name_feeds_by_key_or_not_at_all(
    client: Client, settings: Settings
) -> None:
    settings.PRIVATE = True
    ada = User.objects.create_user("ada")
    client.force_login(ada)
    page = text_of(client, "/tags/toll/")
    assert "/tags/toll.atom" not in page
    assert 'href="/account/#feeds"' in page
    feeds.make_key(ada)
    address = feeds.personal_address(ada, "/tags/toll.atom") or ""
    assert text_of(client, "/tags/toll/").count(f'href="{address}"') == 2
    assert Article.objects.filter(tags__key="toll").count() == len(
        read_atom(Client(), address).entries
    )
