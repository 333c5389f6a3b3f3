"""The feeds of lists: exact at any moment, and cheap to ask for again."""

import datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils.http import http_date, parse_http_date

from archive.models import Article, SourceAlias
from archive.people import feeds
from search import outbox
from search.models import PendingChange
from tests.factories import make_article, make_source, make_tag
from tests.search.test_feed_formats import read_atom

pytestmark = pytest.mark.usefixtures("pile")

TAG = "/tags/toll.atom"


def titles(client: Client, address: str) -> list[str]:
    """Return the headlines of a feed."""
    return [entry.title for entry in read_atom(client, address).entries]


def test_all_articles_come_as_they_were_added(client: Client) -> None:
    make_article(headline="Harbour of 1950", published_on="1950-01-01")
    found = titles(client, "/articles.atom")
    assert found[0] == "Harbour of 1950"
    assert len(found) == 6
    assert "Hidden harbour" not in found


def test_the_feed_of_a_source_holds_what_rests_on_its_reports(client: Client) -> None:
    make_article(headline="Reuters itself", source="Reuters")
    found = titles(client, "/sources/reuters.atom")
    assert found == ["Reuters itself", "An old harbour", "Crews at the harbour voted"]


def test_the_feed_of_a_day_may_be_empty(client: Client) -> None:
    assert titles(client, "/2023/10/27.atom") == ["Ferry strike ends"]
    assert titles(client, "/2023/10/28.atom") == []
    assert client.get("/2023/2/30.atom").status_code == 404


def test_another_name_of_a_source_leads_to_the_same_feed(client: Client) -> None:
    SourceAlias.objects.create(source=make_source("Reuters"), name="Thomson Reuters")
    again = read_atom(client, "/sources/thomson-reuters.atom").feed
    assert again.id == read_atom(client, "/sources/reuters.atom").feed.id


@pytest.mark.parametrize("listed", ["/tags/none", "/tags/unused", "/sources/none"])
def test_what_no_article_carries_has_no_feed(client: Client, listed: str) -> None:
    make_tag("unused")
    make_article(tags=["none"], state="hidden")
    for suffix in ("atom", "feed.json"):
        assert client.get(f"{listed}.{suffix}").status_code == 404


def test_an_address_of_no_format_is_none(client: Client) -> None:
    assert client.get("/articles.rss").status_code == 404
    assert client.get("/articles.feedxjson").status_code == 404


def test_lists_are_exact_while_the_index_is_behind(client: Client) -> None:
    etag = client.get(TAG)["ETag"]
    make_article(headline="Toll of today", tags=["toll"])
    assert titles(client, TAG)[0] == "Toll of today"
    Article.objects.get(headline="Harbour bridge opens").tags.clear()
    assert "Harbour bridge opens" not in titles(client, TAG)
    again = client.get(TAG, headers={"if-none-match": etag})
    assert again.status_code == 200


def test_lists_need_no_index(client: Client) -> None:
    with override_settings(INDEX_DIR="/nowhere"):
        assert len(titles(client, TAG)) == 2
        assert "Last-Modified" not in client.get(TAG)


def test_an_unchanged_list_is_told_by_one_small_question(
    client: Client, django_assert_num_queries: Any
) -> None:
    etag = client.get(TAG)["ETag"]
    with django_assert_num_queries(1) as asked:
        again = client.get(TAG, headers={"if-none-match": etag})
    assert again.status_code == 304
    assert PendingChange._meta.db_table in asked[0]["sql"]
    assert "archive_article" not in asked[0]["sql"]


@pytest.mark.parametrize("address", ["/articles.atom", TAG, "/sources/reuters.atom"])
def test_a_longer_feed_asks_no_more(
    client: Client, django_assert_num_queries: Any, address: str
) -> None:
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(5):
        tags = ["toll", f"new {number}"]
        make_article(tags=tags, credits=["Reuters"], source=f"Gazette {number}")
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_every_change_gives_another_etag_before_and_after_it_is_indexed(
    client: Client,
) -> None:
    seen = {client.get(TAG)["ETag"]}
    article = make_article(headline="Toll of today", tags=["toll"])
    for change in ({"headline": "Toll"}, {"body": "It rises."}, {"state": "hidden"}):
        for name, value in change.items():
            setattr(article, name, value)
        article.save()
        for _ in range(2):
            etag = client.get(TAG)["ETag"]
            assert etag not in seen
            seen.add(etag)
            outbox.drain()


@pytest.mark.parametrize("address", [TAG, "/search.atom?q=toll"])
def test_a_program_that_knows_only_moments_is_told_304_too(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A commit of this very second is old enough here.
    monkeypatch.setattr("search.feeds.answering.SECOND", datetime.timedelta(-1))
    modified = client.get(address)["Last-Modified"]
    headers = {"if-modified-since": modified}
    assert client.get(address, headers=headers).status_code == 304
    headers = {"if-modified-since": http_date(parse_http_date(modified) - 1)}
    assert client.get(address, headers=headers).status_code == 200


def test_no_moment_is_told_that_a_later_change_could_share(client: Client) -> None:
    make_article(tags=["toll"])
    assert "Last-Modified" not in client.get(TAG)
    outbox.drain()
    assert "Last-Modified" not in client.get(TAG)


def test_formats_and_pages_are_not_taken_for_each_other(client: Client) -> None:
    addresses = (TAG, f"{TAG}?page=2", "/tags/toll.feed.json", "/tags/bridge.atom")
    assert len({client.get(address)["ETag"] for address in addresses}) == 4


def test_a_reader_takes_all_own_feeds_along_in_one_file(client: Client) -> None:
    ada, bob = (User.objects.create_user(name) for name in ("ada", "bob"))
    mine = ada.saved_searches.create(name="Tolls & <i>", parameters="q=toll")
    bob.saved_searches.create(name="Ferries", parameters="q=ferry")
    assert client.get("/saved.opml")["Location"].startswith("/sign-in/")
    client.force_login(ada)
    assert client.get("/saved.opml")["Location"] == "/account/#feeds"
    feeds.make_key(ada)
    answer = client.get("/saved.opml")
    assert answer["Content-Type"].startswith("text/x-opml")
    assert "no-store" in answer["Cache-Control"]
    opml = ElementTree.fromstring(answer.content)
    outlines = opml.findall("body/outline")
    assert [outline.get("text") for outline in outlines] == [
        "All articles",
        "Tolls & <i>",
    ]
    for outline in outlines:
        address = str(outline.get("xmlUrl")).removeprefix("http://testserver")
        assert read_atom(Client(), address).entries
    assert f"saved/{mine.pk}.atom" in str(outlines[1].get("xmlUrl"))
