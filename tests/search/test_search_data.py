"""The results page as data."""

import pytest
from django.test import Client

from search import outbox
from search.engine import IndexUnusable
from tests.factories import make_article

pytestmark = pytest.mark.usefixtures("index")


def test_data_answers_the_same_request(client: Client) -> None:
    article = make_article(
        headline="Harbour bridge opens",
        body="The harbour bridge opened on Monday.",
        source="Brovik Courier",
        credits=["Reuters"],
        tags=["toll"],
    )
    make_article(headline="Something else")
    outbox.drain()
    data = client.get("/search.json?q=harbour+bridge&from=x").json()
    (hit,) = data["hits"]
    assert data["total"] == 1
    assert data["query"]["text"] == "harbour bridge"
    assert data["query"]["reading"] == "harbour AND bridge"
    assert "from=x" in data["notes"][0]["message"]
    assert hit["url"] == article.get_absolute_url()
    assert hit["date"] == "2024-03-05"
    assert (hit["source"], hit["credits"]) == ("Brovik Courier", ["Reuters"])
    assert {"facets", "pending", "took_ms", "pages"} <= data.keys()


def test_marks_are_given_as_ranges(client: Client) -> None:
    make_article(body="The <b>harbour</b> is shut.")
    outbox.drain()
    data = client.get("/search.json?q=harbour").json()
    (snippet,) = data["hits"][0]["snippets"]
    ((start, end),) = snippet["marks"]
    assert snippet["text"][start:end] == "harbour"
    assert "<b>" in snippet["text"]


@pytest.mark.parametrize("address", ["/search/?q=toll", "/search.json?q=toll"])
def test_without_an_index_a_page_says_what_to_run(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    def refuse() -> None:
        raise IndexUnusable("no index: run `manage.py rebuild_index`")

    monkeypatch.setattr("search.views.open_engine", refuse)
    response = client.get(address)
    assert response.status_code == 503
    assert "rebuild_index" in response.content.decode()


def test_an_article_can_be_read_without_an_index(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise IndexUnusable("no index")

    monkeypatch.setattr("search.templatetags.search_tags.open_engine", refuse)
    article = make_article()
    response = client.get(f"{article.get_absolute_url()}?q=crews")
    assert response.status_code == 200
