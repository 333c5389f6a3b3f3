"""The archive in a browser's address bar."""

import json
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import Settings

from archive.models import Article
from search import outbox
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("pile")

NAMES = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
LOGIN_REQUIRED = "django.contrib.auth.middleware.LoginRequiredMiddleware"


def templates(client: Client) -> dict[str, str]:
    """Return the addresses that the description offers, by type."""
    answer = client.get("/opensearch.xml")
    kind = "application/opensearchdescription+xml"
    assert answer["Content-Type"].startswith(kind)
    described = ElementTree.fromstring(answer.content)
    assert len(described.findtext("o:ShortName", "", NAMES)) <= 16
    assert described.findtext("o:Description", "", NAMES)
    return {
        str(url.get("type")): str(url.get("template")).removeprefix("http://testserver")
        for url in described.findall("o:Url", NAMES)
    }


def suggested(client: Client, text: str) -> list[Any]:
    """Return what a browser shows under its address bar."""
    template = templates(client)["application/x-suggestions+json"]
    answer = client.get(template.replace("{searchTerms}", quote(text)))
    assert answer["Content-Type"] == "application/x-suggestions+json"
    found: list[Any] = json.loads(answer.content)
    assert found[0] == text
    assert len(found[1]) == len(found[2]) == len(found[3])
    return found


def test_pages_name_the_description(client: Client) -> None:
    kind = "application/opensearchdescription+xml"
    for page in ("/", "/search/?q=toll", "/tags/"):
        assert f'rel="search" type="{kind}"' in text_of(client, page)


def test_every_address_of_the_description_answers(client: Client) -> None:
    offered = templates(client)
    assert set(offered) == {
        "text/html",
        "application/atom+xml",
        "application/feed+json",
        "application/json",
        "application/x-suggestions+json",
        "application/opensearchdescription+xml",
    }
    for kind, template in offered.items():
        # A browser that knows no page leaves its place empty.
        for page in ("", "1"):
            address = template.replace("{searchTerms}", "toll")
            answer = client.get(address.replace("{startPage?}", page))
            assert answer.status_code == 200
            assert answer["Content-Type"].startswith(kind)


def test_words_names_and_headlines_are_suggested(client: Client) -> None:
    _, texts, remarks, addresses = suggested(client, "bridge tol")
    found = dict(zip(texts, zip(remarks, addresses, strict=True), strict=True))
    assert found["bridge toll"] == (
        "2 articles",
        "http://testserver/search/?q=bridge+toll",
    )
    assert "tag:toll" in " ".join(texts)
    article = Article.objects.get(headline="Toll rises on the harbour bridge")
    assert found[article.headline] == (
        "article",
        f"http://testserver{article.get_absolute_url()}",
    )
    assert "Harbour bridge opens" not in texts


def test_a_suggested_query_is_counted_as_a_whole(client: Client) -> None:
    _, texts, remarks, _ = suggested(client, "traffic harb")
    assert dict(zip(texts, remarks, strict=True)) == {"traffic harbour": "1 article"}
    assert "harbour" not in suggested(client, "harbour")[1]
    # No article holds both.
    assert suggested(client, "traffic ferr")[1] == []


def test_derived_headlines_are_suggested_too(client: Client) -> None:
    assert "Crews at the harbour voted" in suggested(client, "harbour vot")[1]


@pytest.mark.parametrize("text", ["", " ", "t", '"', "((", "a" * 9_000, "\0", "港"])
def test_any_text_is_answered(client: Client, text: str) -> None:
    answer = client.get("/search/suggest.json", {"q": text})
    assert answer.status_code == 200
    assert len(json.loads(answer.content)) == 4


def test_what_was_hidden_a_moment_ago_is_not_suggested(client: Client) -> None:
    make_article(headline="Toll booth burns")
    outbox.drain()
    assert "Toll booth burns" in suggested(client, "toll boo")[1]
    # The index does not know yet.
    Article.objects.filter(headline="Toll booth burns").update(state="hidden")
    assert "Toll booth burns" not in suggested(client, "toll boo")[1]


def test_what_this_browser_asked_before_is_not_suggested(client: Client) -> None:
    client.get("/search/?q=toll+of+the+lighthouse")
    assert "toll of the lighthouse" not in suggested(client, "toll of")[1]


def test_a_private_archive_suggests_nothing_to_strangers(
    client: Client, settings: Settings
) -> None:
    settings.PRIVATE = True
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, LOGIN_REQUIRED]
    address = "/search/suggest.json?q=toll"
    refused, search = client.get(address), client.get("/search/?q=toll")
    assert refused.status_code == search.status_code == 302
    assert refused["Location"] == f"/sign-in/?next={quote(address)}"
    described = client.get("/opensearch.xml").content.decode()
    assert "toll" not in described.lower()


def test_without_an_index_nothing_is_suggested_and_the_reason_told(
    client: Client, settings: Settings
) -> None:
    settings.INDEX_DIR = "/nowhere"
    answer = client.get("/search/suggest.json?q=toll")
    assert answer.status_code == 503
    assert "rebuild_index" in answer.json()["error"]


def test_home_tells_search_engines_how_to_search(client: Client) -> None:
    page = client.get("/").content.decode()
    _, _, rest = page.partition('<script type="application/ld+json">')
    data = json.loads(rest.partition("</script>")[0])
    assert data["@type"] == "WebSite"
    assert data["url"] == "http://testserver/"
    target = data["potentialAction"]["target"]["urlTemplate"]
    assert target == "http://testserver/search/?q={search_term_string}"
