"""The results of a search as an Atom feed."""

import datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.utils.http import urlencode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.models import Article
from search import outbox
from search.models import SavedSearch
from tests.factories import make_article
from tests.pages import text_of
from tests.search.any_text import TEXTS

pytestmark = pytest.mark.usefixtures("pile")

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def parsed(client: Client, address: str) -> ElementTree.Element:
    """Return a feed after looking whether it keeps Atom's rules."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)
    assert feed.tag == f"{{{ATOM['a']}}}feed"
    for element in (feed, *feed.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            (one,) = element.findall(f"a:{name}", ATOM)
            assert one.text
        assert len(element.findall("a:author", ATOM)) <= 1
        assert element.findall("a:link[@rel='alternate']", ATOM)
        for moment in element.iterfind("a:updated", ATOM):
            assert datetime.datetime.fromisoformat(moment.text or "").tzinfo
    # An entry may have no author where the feed has one.
    assert feed.findall("a:author/a:name", ATOM)
    ids = [entry.findtext("a:id", "", ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert len(set(ids)) == len(ids)
    return feed


def titles(feed: ElementTree.Element) -> list[str]:
    """Return the headlines of a feed."""
    return [
        entry.findtext("a:title", "", ATOM) for entry in feed.findall("a:entry", ATOM)
    ]


def test_a_feed_says_what_it_is_of_and_where_it_stands(client: Client) -> None:
    feed = parsed(client, "/search.atom?q=harbour+bridge&tag=toll")
    title = feed.findtext("a:title", "", ATOM)
    assert title == "harbour AND bridge · tagged toll · News Archive"
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links == {
        "alternate": "http://testserver/search/?q=harbour+bridge&tag=toll",
        "self": "http://testserver/search.atom?q=harbour+bridge&tag=toll",
    }
    assert len(titles(feed)) == 2


def test_what_was_added_last_comes_first_however_old_it_is(client: Client) -> None:
    make_article(headline="Harbour of 1950", published_on="1950-01-01")
    outbox.drain()
    assert titles(parsed(client, "/search.atom?q=harbour"))[0] == "Harbour of 1950"


def test_an_order_that_is_asked_for_is_kept(client: Client) -> None:
    feed = parsed(client, "/search.atom?q=harbour&sort=newest")
    assert titles(feed)[0] == "Toll rises on the harbour bridge"


def test_an_entry_tells_the_article(client: Client) -> None:
    article = make_article(
        headline="Ports <i>&</i> piers",
        body="The <b>quay</b> & the pier.",
        published_on="2024-03-05",
        source="Brovik Courier",
        tags=["ports"],
    )
    outbox.drain()
    (entry,) = parsed(client, "/search.atom?q=quay").findall("a:entry", ATOM)
    link = entry.find("a:link", ATOM)
    summary = entry.find("a:summary", ATOM)
    category = entry.find("a:category", ATOM)
    assert link is not None
    assert summary is not None
    assert category is not None
    assert entry.findtext("a:title", "", ATOM) == "Ports <i>&</i> piers"
    assert link.get("href") == f"http://testserver{article.get_absolute_url()}"
    assert entry.findtext("a:author/a:name", "", ATOM) == "Brovik Courier"
    assert entry.findtext("a:published", "", ATOM) == "2024-03-05T12:00:00+00:00"
    assert summary.text == "The &lt;b&gt;quay&lt;/b&gt; &amp; the pier."
    assert category.get("term") == "ports"


def test_an_entry_keeps_its_name_wherever_the_archive_is_served(
    client: Client,
) -> None:
    ids = parsed(client, "/search.atom?q=ferry").findall("a:entry/a:id", ATOM)
    with override_settings(PUBLIC_URL="https://archive.example.org"):
        Article.objects.filter(headline="Ferry strike ends").update(headline="Ferry")
        feed = parsed(client, "/search.atom?q=ferry")
    again = feed.findall("a:entry/a:id", ATOM)
    link = feed.find("a:entry/a:link", ATOM)
    assert [one.text for one in ids] == [one.text for one in again]
    assert str(ids[0].text).startswith("urn:uuid:")
    assert link is not None
    assert str(link.get("href")).startswith("https://archive.example.org/articles/")


def test_a_feed_is_as_young_as_its_last_change(client: Client) -> None:
    feed = parsed(client, "/search.atom?q=ferry")
    changed = Article.objects.filter(body__contains="ferry").latest("changed_at")
    other = Article.objects.get(headline="Ferry strike ends")
    latest = max(changed.changed_at, other.changed_at)
    said = datetime.datetime.fromisoformat(feed.findtext("a:updated", "", ATOM))
    assert said == latest


def test_an_unchanged_feed_is_not_sent_again(client: Client) -> None:
    etag = client.get("/search.atom?q=harbour")["ETag"]
    again = client.get("/search.atom?q=harbour", headers={"if-none-match": etag})
    assert again.status_code == 304
    assert again.content == b""
    make_article(headline="Harbour news")
    outbox.drain()
    later = client.get("/search.atom?q=harbour", headers={"if-none-match": etag})
    assert later.status_code == 200


def test_feeds_of_two_searches_are_not_taken_for_each_other(client: Client) -> None:
    etag = client.get("/search.atom?q=harbour")["ETag"]
    other = client.get("/search.atom?q=toll", headers={"if-none-match": etag})
    assert other.status_code == 200


def test_to_know_a_feed_as_unchanged_takes_no_question(
    client: Client, django_assert_num_queries: Any
) -> None:
    etag = client.get("/search.atom?q=harbour")["ETag"]
    with django_assert_num_queries(0):
        client.get("/search.atom?q=harbour", headers={"if-none-match": etag})


def test_a_feed_has_fifty_articles_a_page(client: Client) -> None:
    for number in range(60):
        make_article(headline=f"Harbour {number}")
    outbox.drain()
    feed = parsed(client, "/search.atom?q=harbour&per=100")
    assert titles(feed) == [f"Harbour {number}" for number in range(59, 9, -1)]


def test_a_feed_of_nothing_is_a_feed(client: Client) -> None:
    feed = parsed(client, "/search.atom?q=zeppelin")
    assert titles(feed) == []
    assert feed.findtext("a:updated", "", ATOM).startswith("1970")


def test_a_feed_of_wrong_input_says_so(client: Client) -> None:
    feed = parsed(client, "/search.atom?q=harbour&from=soon")
    assert "from=soon" in feed.findtext("a:subtitle", "", ATOM)
    assert len(titles(feed)) == 4


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS | st.text(st.characters(codec="utf-8"), max_size=20))
def test_any_query_gives_a_feed_that_can_be_read(client: Client, text: str) -> None:
    try:
        address = f"/search.atom?{urlencode({'q': text})}"
    except UnicodeEncodeError:
        return
    parsed(client, address)


def test_a_text_that_xml_cannot_hold_is_cleaned(client: Client) -> None:
    make_article(headline="Harbour\x01 bell\x0b", body="The \x02 harbour \ufffe bell.")
    outbox.drain()
    assert titles(parsed(client, "/search.atom?q=bell")) == ["Harbour bell"]


def test_without_an_index_a_feed_says_so_in_a_sentence(client: Client) -> None:
    with override_settings(INDEX_DIR="/nowhere"):
        response = client.get("/search.atom?q=harbour")
    assert response.status_code == 503
    assert "rebuild_index" in response.content.decode()


def test_hidden_articles_are_in_no_feed(client: Client) -> None:
    article = make_article(headline="Harbour news")
    outbox.drain()
    # The index does not know yet.
    Article.objects.filter(pk=article.pk).update(state="hidden")
    assert "Harbour news" not in titles(parsed(client, "/search.atom?q=harbour"))


def test_results_name_their_feed(client: Client) -> None:
    page = text_of(client, "/search/?q=harbour&tag=toll&sort=oldest")
    feed = "/search.atom?q=harbour&amp;tag=toll"
    assert f'title="harbour · tagged toll" href="{feed}"' in page


def test_the_owner_follows_a_saved_search(client: Client) -> None:
    owner = User.objects.create_user("ada")
    saved = SavedSearch.objects.create(owner=owner, name="Mine", parameters="q=toll")
    assert client.get(f"/saved/{saved.pk}.atom").status_code == 302
    client.force_login(owner)
    feed = parsed(client, f"/saved/{saved.pk}.atom")
    assert feed.findtext("a:title", "", ATOM) == "Mine"
    assert len(titles(feed)) == 2
    saved.refresh_from_db()
    assert saved.last_article == 0


def test_the_feed_of_a_saved_search_is_always_by_what_was_added(
    client: Client,
) -> None:
    owner = User.objects.create_user("ada")
    saved = SavedSearch.objects.create(
        owner=owner, name="Mine", parameters="q=toll&sort=newest"
    )
    make_article(headline="Toll of 1950", published_on="1950-01-01")
    outbox.drain()
    client.force_login(owner)
    assert titles(parsed(client, f"/saved/{saved.pk}.atom"))[0] == "Toll of 1950"
