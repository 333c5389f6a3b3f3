"""The head of an article's page tells programs what is known of it and nothing else."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client, override_settings

from archive.models import Article
from tests.factories import make_article

pytestmark = pytest.mark.django_db


class Head(HTMLParser):
    """What stands in the head of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.metas: list[tuple[str, str]] = []
        self.links: list[dict[str, str | None]] = []
        self.data = ""
        self.is_data = False
        self.feed(page.partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says."""
        told = dict(attrs)
        self.is_data = told.get("type") == "application/ld+json" and tag == "script"
        if tag == "link":
            self.links.append(told)
        name = told.get("name") or told.get("property")
        if tag == "meta" and name:
            self.metas.append((name, told.get("content") or ""))

    def handle_data(self, data: str) -> None:
        """Note the data that is no page's text."""
        if self.is_data:
            self.data += data

    def all(self, name: str) -> list[str]:
        """Return the contents of all metas of a name."""
        return [content for known, content in self.metas if known == name]

    def link(self, rel: str) -> str | None:
        """Return the address of the first link of a kind."""
        return next((link["href"] for link in self.links if link["rel"] == rel), None)

    def graph(self) -> list[dict[str, Any]]:
        """Return what the data of schema.org describes."""
        graph: list[dict[str, Any]] = json.loads(self.data)["@graph"]
        return graph


def head_of(client: Client, article: Article, query: str = "") -> Head:
    """Return the head of an article's page."""
    answer = client.get(article.get_absolute_url() + query)
    assert answer.status_code == 200
    return Head(answer.content.decode())


def known_article(**facts: Any) -> Article:
    """Store an article of which much is known."""
    known = {
        "headline": "Toll rises on the harbour bridge",
        "body": "BROVIK, March 4 (Courier) - The toll rose again. Ferries gained.",
        "published_on": "2019-03-04",
        "source": "The Brovik Courier",
        "byline": "Ngozi A. Okafor and Harbour Desk",
        "section": "Metro",
        "language": "en",
        "tags": ["ports", "toll"],
        "url": "https://courier.example/toll",
    }
    return make_article(**(known | facts))


def test_reference_managers_find_a_newspaper_article(client: Client) -> None:
    head = head_of(client, known_article(byline="Ngozi A. Okafor and Jan van der Berg"))
    assert head.all("z:itemType") == ["newspaperArticle"]
    assert head.all("citation_title") == ["Toll rises on the harbour bridge"]
    assert head.all("citation_author") == ["Okafor, Ngozi A.", "van der Berg, Jan"]
    assert head.all("citation_publication_date") == ["2019/03/04"]
    assert head.all("prism.publicationName") == ["The Brovik Courier"]
    assert head.all("dcterms.issued") == ["2019-03-04"]
    assert head.all("article:section") == ["Metro"]
    # It would make a journal's article of it.
    assert head.all("citation_journal_title") == []


def test_previews_of_links_show_the_first_sentence(client: Client) -> None:
    head = head_of(client, known_article())
    assert head.all("og:type") == ["article"]
    assert head.all("og:site_name") == ["The Brovik Courier"]
    assert head.all("article:tag") == ["ports", "toll"]
    assert head.all("description") == ["The toll rose again."]


def test_what_is_not_known_is_left_out(client: Client) -> None:
    bare = make_article(published_on=None, credits=["Reuters"])
    head = head_of(client, bare)
    known = {name for name, _ in head.metas}
    assert not known & {
        "author", "citation_author", "citation_publication_date", "citation_language",
        "prism.publicationName", "dcterms.publisher", "dcterms.issued", "og:site_name",
        "article:published_time", "article:section", "article:tag",
    }  # fmt: skip
    article = head.graph()[0]
    assert not set(article) & {"publisher", "datePublished", "author", "isBasedOn"}
    assert article["creditText"] == "Based on a Reuters report"


def test_a_derived_headline_is_a_description_in_brackets(client: Client) -> None:
    derived = known_article(headline="The toll rose again", headline_is_derived=True)
    head = head_of(client, derived)
    assert head.all("citation_title") == ["[The toll rose again]"]
    assert head.all("og:title") == ["[The toll rose again]"]
    assert "headline" not in head.graph()[0]
    assert head.graph()[0]["name"] == "[The toll rose again]"


def test_data_of_schema_org_describes_the_article_and_the_way_to_it(
    client: Client,
) -> None:
    found = known_article()
    article, way = head_of(client, found).graph()
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == found.headline
    assert article["datePublished"] == "2019-03-04"
    assert article["publisher"]["name"] == "The Brovik Courier"
    assert article["author"][0]["familyName"] == "Okafor"
    assert article["isBasedOn"] == "https://courier.example/toll"
    names = [step["name"] for step in way["itemListElement"]]
    assert names == [
        "News Archive",
        "2019",
        "March 2019",
        "4 March 2019",
        found.headline,
    ]


def test_no_text_ends_the_data(client: Client) -> None:
    text = "</script><script>alert(1)</script><!-- & 'quotes' \"double\" \u2028"
    page = client.get(known_article(headline=text).get_absolute_url())
    source = page.content.decode()
    assert "<script>alert" not in source
    assert Head(source).graph()[0]["headline"] == text.strip()


def test_addresses_are_those_that_others_know(client: Client) -> None:
    found = known_article()
    path = found.get_absolute_url()
    here = head_of(client, found, "?q=toll&numbers=on")
    assert here.link("canonical") == f"http://testserver{path}"
    with override_settings(PUBLIC_URL="https://news.example"):
        there = head_of(client, found)
    assert there.link("canonical") == f"https://news.example{path}"
    assert there.all("og:url") == [f"https://news.example{path}"]
    assert there.link("original") == "https://courier.example/toll"


def test_the_formats_of_its_citation_are_linked(client: Client) -> None:
    found = known_article()
    offered = {
        link["type"]: link["href"]
        for link in head_of(client, found).links
        if link["rel"] == "alternate" and "cite" in (link["href"] or "")
    }
    assert offered == {
        "application/x-research-info-systems": f"/articles/{found.pk}/cite.ris",
        "application/x-bibtex": f"/articles/{found.pk}/cite.bib",
        "application/vnd.citationstyles.csl+json": f"/articles/{found.pk}/cite.json",
    }


def test_the_hour_is_told_where_it_is_known(client: Client) -> None:
    found = known_article(published_at="2019-03-04T06:10:00Z")
    told = head_of(client, found).all("article:published_time")
    assert told == ["2019-03-04T06:10:00+00:00"]


def test_an_hour_of_another_day_is_not_told(client: Client) -> None:
    found = known_article(published_at="2019-03-03T22:40:00Z")
    assert head_of(client, found).all("article:published_time") == ["2019-03-04"]


def test_the_title_names_the_headline_where_and_when_it_stood(client: Client) -> None:
    page = client.get(known_article().get_absolute_url()).content.decode()
    title = "Toll rises on the harbour bridge · The Brovik Courier · 4 March 2019"
    assert f"<title>{title} · News Archive</title>" in page
    bare = make_article(headline="Rain", published_on=None)
    page = client.get(bare.get_absolute_url()).content.decode()
    assert "<title>Rain · News Archive</title>" in page
