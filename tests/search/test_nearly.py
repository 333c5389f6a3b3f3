"""Articles that hold most words of a query that few or none hold all of."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from search import outbox
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("index")
HEADING = "Articles with some of these words"


def nearly(client: Client, query: str, **more: str) -> list[tuple[str, list[str]]]:
    """Return the headlines of the group, each with the words it lacks."""
    data = client.get("/search.json", {"q": query, **more}).json()
    return [(hit["headline"], hit["lacks"]) for hit in data["nearly"]]


@pytest.fixture
def strike(index: Path) -> None:
    """Three articles, of which each has fewer of three words."""
    make_article(headline="Harbour ferry strike", body="Crews voted to go on.")
    make_article(
        headline="Harbour ferry", body="A timetable.", source="Skerrow Gazette"
    )
    make_article(headline="Harbour", body="A view.")
    outbox.drain()


@pytest.mark.usefixtures("strike")
def test_the_best_follow_with_the_words_they_lack(client: Client) -> None:
    assert nearly(client, "harbour ferry strike zeppelin") == [
        ("Harbour ferry strike", ["zeppelin"]),
        ("Harbour ferry", ["strike", "zeppelin"]),
    ]
    assert nearly(client, "harbour ferry strike") == [("Harbour ferry", ["strike"])]


@pytest.mark.usefixtures("strike")
def test_the_page_shows_them_as_a_group_of_their_own(client: Client) -> None:
    page = text_of(client, "/search/?q=harbour+ferry+strike")
    assert "<b>1 article</b>" in page
    assert page.index(">ferry</mark> <mark>strike") < page.index(HEADING)
    assert "Missing: strike" in page[page.index(HEADING) :]


@pytest.mark.usefixtures("strike")
def test_filters_stay_in_force(client: Client) -> None:
    query = "harbour ferry strike"
    assert nearly(client, query, source="skerrow-gazette") != []
    assert nearly(client, query, not_source="skerrow-gazette") == []


@pytest.mark.parametrize(
    "query",
    [
        *("harbour AND ferry AND zeppelin", '"harbour ferry" zeppelin', "zeppelin"),
        *(
            "harbour ferry headline:zeppelin",
            "harbour ferry -zeppelin",
            "harb* ferry x",
        ),
    ],
)
@pytest.mark.usefixtures("strike")
def test_only_plain_words_have_it(client: Client, query: str) -> None:
    assert nearly(client, query) == []


@pytest.mark.usefixtures("strike")
def test_it_is_part_of_no_other_order_or_page(client: Client) -> None:
    assert nearly(client, "harbour ferry zeppelin", sort="newest") == []
    assert nearly(client, "harbour ferry zeppelin", page="2") == []


def test_enough_hits_need_no_others(client: Client) -> None:
    for number in range(5):
        make_article(headline=f"Harbour ferry {number}")
    make_article(headline="A harbour")
    outbox.drain()
    assert nearly(client, "harbour ferry") == []


def test_a_pasted_headline_finds_its_article_as_it_was_edited_since(
    client: Client,
) -> None:
    make_article(
        headline="Harbour bridge toll to rise by a fifth from May, council says"
    )
    for number in range(20):
        make_article(headline=f"Council says the toll is fair, {number}")
    outbox.drain()
    pasted = "Harbour bridge toll to go up by a fifth from June, council says"
    assert nearly(client, pasted)[0][0].startswith("Harbour bridge toll")


def test_they_are_loaded_with_the_hits(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        make_article(headline=f"Harbour ferry {number}", tags=["ports"])
        make_article(headline=f"Harbour {number}", credits=["Reuters"])
    outbox.drain()
    with django_assert_max_num_queries(12):
        client.get("/search/?q=harbour+ferry")
