"""Browsing by tag and source, and pages of what is not there."""

from typing import Any

import pytest
from django.test import Client

from archive.models import SourceAlias
from archive.paging import Paging
from tests.factories import make_article, make_source, make_tag
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def test_tags_show_their_counts(client: Client) -> None:
    make_article(tags=["ports"])
    make_article(tags=["ports", "toll"], state="trashed")
    make_tag("unused")
    page = text_of(client, "/tags/")
    assert 'ports</a> <span class="count">1</span>' in page
    assert "toll" not in page
    assert "unused" not in page


def test_a_tag_lists_its_articles(client: Client) -> None:
    make_article(headline="Tagged", tags=["el salvador"])
    make_article(headline="Untagged")
    page = text_of(client, "/tags/el-salvador/")
    assert "Tagged" in page
    assert "Untagged" not in page
    assert "/search/?tag=el-salvador" in page


def test_an_unknown_tag_is_not_found_kindly(client: Client) -> None:
    response = client.get("/tags/<nix>/")
    assert response.status_code == 404
    assert "No article carries the tag “&lt;nix&gt;”" in response.content.decode()


def test_sources_can_be_sorted_by_count(client: Client) -> None:
    make_article(source="Aft Times")
    make_article(source="Brovik Courier")
    make_article(source="Brovik Courier")
    by_name, by_count = (
        text_of(client, address) for address in ("/sources/", "/sources/?order=count")
    )
    assert by_name.index("Aft Times") < by_name.index("Brovik Courier")
    assert by_count.index("Brovik Courier") < by_count.index("Aft Times")


def test_a_source_lists_what_it_published_and_what_rests_on_it(client: Client) -> None:
    make_article(headline="Published", source="Reuters")
    make_article(headline="Credited", credits=["Reuters"])
    page = text_of(client, "/sources/reuters/")
    assert "1 article published here" in page
    assert "1 article based on its reports" in page
    assert "Published" in page
    assert "Credited" in page


def test_the_old_name_of_a_source_leads_to_it(client: Client) -> None:
    make_article(source="Reuters")
    SourceAlias.objects.create(source=make_source("Reuters"), name="Reuter News")
    response = client.get("/sources/reuter-news/")
    assert response.status_code == 301
    assert response["Location"] == "/sources/reuters/"


def test_long_lists_have_pages(client: Client) -> None:
    for number in range(51):
        make_article(headline=f"Strike {number}", tags=["ports"])
    page = text_of(client, "/tags/ports/?page=2")
    assert "Strike 0<" in page
    assert "Strike 50<" not in page
    assert 'rel="prev"' in page


@pytest.mark.parametrize("number", ["3", "9999999"])
def test_a_page_past_the_end_says_so(client: Client, number: str) -> None:
    make_article(tags=["ports"])
    assert "There is no page" in text_of(client, f"/tags/ports/?page={number}")


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "²", "9" * 40])
def test_a_page_that_is_no_number_is_the_first(client: Client, number: str) -> None:
    make_article(headline="First of all", tags=["ports"])
    assert "First of all" in text_of(client, f"/tags/ports/?page={number}")


def test_pages_are_named_with_gaps() -> None:
    assert Paging(10, 20, 400).numbers == (1, None, 8, 9, 10, 11, 12, None, 20)
    assert Paging(1, 20, 60).numbers == (1, 2, 3)
    assert Paging(4, 20, 120).numbers == (1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/tags/", 3), ("/tags/ports/", 7), ("/sources/", 5), ("/sources/reuters/", 9)],
)
def test_lists_ask_the_same_number_of_questions(
    client: Client, django_assert_num_queries: Any, address: str, queries: int
) -> None:
    for number in range(9):
        make_article(source="Reuters", tags=["ports"], headline=f"Strike {number}")
    with django_assert_num_queries(queries):
        client.get(address)


def test_an_address_without_a_page_is_not_found_kindly(client: Client) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    page = response.content.decode()
    assert "There is nothing at this address" in page
    assert "Resolver404" not in page


def test_tags_can_be_sorted_by_count(client: Client) -> None:
    make_article(tags=["anchors", "toll"])
    make_article(tags=["toll"])
    by_name, by_count = (
        text_of(client, address) for address in ("/tags/", "/tags/?order=count")
    )
    assert by_name.index(">anchors<") < by_name.index(">toll<")
    assert by_count.index(">toll<") < by_count.index(">anchors<")


@pytest.mark.parametrize("page", ["tags", "sources"])
def test_many_names_are_pages(
    client: Client, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setattr("archive.paging.NAMES_A_PAGE", 2)
    for name in ("anchors", "ports", "toll"):
        make_article(tags=[name], source=name)
    first = text_of(client, f"/{page}/")
    assert ">ports<" in first
    assert ">toll<" not in first
    last = text_of(client, f"/{page}/?page=2&order=count")
    assert ">toll<" in last
    assert ">ports<" not in last
    assert '<a href="?order=count" aria-current' in last
    assert "There is no page 3" in text_of(client, f"/{page}/?page=3")


def test_a_name_from_right_to_left_keeps_its_count_behind_it(client: Client) -> None:
    make_article(tags=["ميناء"], source="صحيفة")
    for address in ("/", "/tags/", "/sources/"):
        page = text_of(client, address)
        assert page.count('dir="auto">ميناء</a>') == ("ميناء" in page)
        assert page.count('dir="auto">صحيفة</a>') == page.count(">صحيفة</a>")


def test_a_tag_names_its_first_and_last_day(client: Client) -> None:
    make_article(tags=["ports"], published_on="1998-01-03")
    make_article(tags=["ports"], published_on="2024-11-22")
    make_article(tags=["ports"], published_on="2025-01-01", state="hidden")
    make_article(tags=["ports"], published_on=None)
    page = text_of(client, "/tags/ports/")
    assert 'First <a href="/1998/1/3/">' in page
    assert 'last <a href="/2024/11/22/">' in page


def test_an_article_of_its_own_agency_is_counted_once(client: Client) -> None:
    make_article(source="Reuters", credits=["Reuters"])
    for number in range(50):
        make_article(headline=f"Strike {number}", credits=["Reuters"])
    page = text_of(client, "/sources/reuters/?page=2")
    assert page.count('class="headline"') == 1
