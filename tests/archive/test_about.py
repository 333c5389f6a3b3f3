"""What the archive says of itself, and of addresses that lead nowhere."""

import pytest
from django.test import Client

from archive import VERSION
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_the_page_about_the_archive_says_what_is_in_it(client: Client) -> None:
    make_article(published_on="2024-03-05", source="Brovik Courier")
    make_article(published_on=None)
    page = client.get("/about/").content.decode()
    assert "2 articles from 1 source" in page
    assert 'Of 1 article the date is <a href="/undated/">not known</a>' in page


def test_it_names_version_and_licences(client: Client) -> None:
    page = client.get("/about/").content.decode()
    assert f"News Archive {VERSION}" in page
    assert "SIL Open Font License" in page


def test_every_page_leads_to_it(client: Client) -> None:
    assert 'href="/about/"' in client.get("/years/").content.decode()


def test_the_menu_marks_where_one_is(client: Client) -> None:
    assert (
        '<a href="/years/" aria-current="true">'
        in client.get("/years/").content.decode()
    )
    assert (
        "aria-current" not in client.get("/about/").content.decode().split("<main")[0]
    )


def test_an_address_that_leads_nowhere_offers_the_search_box(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert answer.content.decode().count('id="q"') == 1
