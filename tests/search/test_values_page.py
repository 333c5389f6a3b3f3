"""All values of one facet, on a page of their own."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from search import outbox
from tests.factories import make_article
from tests.pages import text_of

TAGS = "/search/values/?facet=tag&q=harbour"


@pytest.fixture
def tags(index: None) -> None:
    """A harbour with 120 tags, one of them on two articles."""
    names = [f"quay {number:03}" for number in range(118)]
    make_article(headline="Harbour", tags=[*names, "Zürich", "El Salvador"])
    make_article(headline="Harbour toll", tags=["Zürich"], source="Brovik Courier")
    make_article(headline="Ferry", body="Late.", tags=["ferries"])
    outbox.drain()


def names(client: Client, address: str) -> list[str]:
    """Return the names of the values on a page."""
    page = text_of(client, address)
    return re.findall(r'class="value"[^>]*>(?:<span.*?</span>)*([^<]*)</a>', page)


def test_all_values_are_listed_by_count(tags: None, client: Client) -> None:
    shown = names(client, TAGS)
    assert len(shown) == 100
    assert shown[0] == "Zürich"
    assert "ferries" not in shown
    assert len(names(client, f"{TAGS}&page=2")) == 20


def test_values_can_be_sorted_by_name(tags: None, client: Client) -> None:
    assert names(client, f"{TAGS}&by=name")[:2] == ["El Salvador", "quay 000"]
    assert names(client, f"{TAGS}&by=name&page=2")[-1] == "Zürich"


def test_a_box_narrows_the_values(tags: None, client: Client) -> None:
    assert names(client, f"{TAGS}&find=ZUR") == ["Zürich"]
    assert names(client, f"{TAGS}&find=quay+11&by=name") == [
        f"quay 11{number}" for number in range(8)
    ]
    page = text_of(client, f"{TAGS}&find=nix&by=name")
    assert "No value here holds “nix”" in page
    assert '<input type="hidden" name="by" value="name">' in page
    assert '<input type="hidden" name="facet" value="tag">' in page


def test_a_value_leads_back_into_the_results(tags: None, client: Client) -> None:
    address = f"{TAGS}&source=brovik-courier&find=z&tag=el-salvador"
    page = text_of(client, address)
    back = "/search/?q=harbour&amp;source=brovik-courier&amp;tag=el-salvador"
    assert f'href="{back}" rel="nofollow">Back to results' in page
    assert f'href="{back}&amp;tag=z%C3%BCrich"' in page
    assert f'href="{back}&amp;not_tag=z%C3%BCrich"' in page


def test_what_is_chosen_can_be_taken_away(tags: None, client: Client) -> None:
    page = text_of(client, f"{TAGS}&find=z&not_tag=z%C3%BCrich&q=ferry")
    assert 'class="excluded"' in page
    assert 'href="/search/?q=ferry" rel="nofollow" title="Remove' in page


@pytest.mark.parametrize("facet", ["", "nix", "import"])
def test_a_facet_that_is_none_leads_to_the_results(
    tags: None, client: Client, facet: str
) -> None:
    response = client.get(f"/search/values/?facet={facet}&q=harbour")
    assert (response.status_code, response["Location"]) == (302, "/search/?q=harbour")


def test_editors_see_all_imports(tags: None, client: Client) -> None:
    client.force_login(User.objects.create_superuser("ada"))
    assert client.get("/search/values/?facet=import").status_code == 200


def test_dates_keep_their_order(tags: None, client: Client) -> None:
    make_article(published_on="1999-01-01")
    make_article(published_on=None)
    outbox.drain()
    page = text_of(client, "/search/values/?facet=date")
    assert names(client, "/search/values/?facet=date&by=count") == [
        *("2024", "1999", "undated"),
    ]
    assert "Sorted by" not in page


def test_values_are_given_as_data(tags: None, client: Client) -> None:
    data = client.get(
        "/search/values.json?facet=tag&q=harbour&by=name&find=el+s"
    ).json()
    assert data == {
        "facet": "tag",
        "total": 2,
        "value_count": 120,
        "page": 1,
        "pages": 1,
        "values": [
            {
                "name": "El Salvador",
                "count": 1,
                "url": "/search/?q=harbour&tag=el-salvador",
            }
        ],
    }
    assert client.get("/search/values.json?facet=nix").status_code == 400


def test_a_page_past_the_end_says_so(tags: None, client: Client) -> None:
    assert "There is no page 9" in text_of(client, f"{TAGS}&page=9")
