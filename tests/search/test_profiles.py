"""What pages of tags, sources, years and undated articles take from the index."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings

from archive.people.roles import Role, give_role
from search import outbox
from search.models import SavedSearch
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def coast(index: None) -> None:
    """Articles of three years, two sources and two sections, and undated ones."""
    for number in range(6):
        make_article(
            headline=f"Harbour {number}",
            published_on=f"{2022 + number // 2}-03-0{number + 1}",
            source="Aft Times" if number < 4 else "Brovik Courier",
            credits=["Reuters"] if number < 5 else [],
            section="Trade" if number < 3 else "Sport",
            tags=["ports"] if number else [],
        )
    make_article(published_on=None, section="Trade", source="Brovik Courier")
    make_article(published_on=None, section="Sport", source="Aft Times")
    outbox.drain()


def test_a_tag_shows_when_and_where_it_is_used(coast: None, client: Client) -> None:
    page = text_of(client, "/tags/ports/")
    assert "At most 2 of 5 a month. By month" in page
    assert "First <a" in page
    assert 'href="/search/?tag=ports&amp;source=aft-times"' in page
    assert 'href="/search/?tag=ports&amp;section=Trade"' in page
    assert 'href="/search/?tag=ports&amp;from=2023-03&amp;to=2023-03"' in page


def test_a_source_tells_published_from_credited(coast: None, client: Client) -> None:
    make_article(source="Reuters", published_on="2024-01-01")
    make_article(source="Reuters", published_on="2024-06-01")
    outbox.drain()
    page = text_of(client, "/sources/reuters/")
    published, _, credited = page.partition("Based on its reports")
    assert "<h2>Published here</h2>" in published
    assert "At most 1 of 2 a week" in published
    assert "At most 2 of 5 a month" in credited
    assert "source=aft-times" in credited


def test_only_the_first_page_of_a_list_shows_charts(
    coast: None, client: Client
) -> None:
    assert "<svg" in text_of(client, "/tags/ports/")
    assert "<svg" not in text_of(client, "/tags/ports/?page=2")


def test_sources_have_small_charts_that_say_their_peak(
    coast: None, client: Client
) -> None:
    page = text_of(client, "/sources/")
    assert "By year, 2022 to 2024, each source on its own scale" in page
    assert 'aria-label="2022 to 2024. At most 2 a year."' in page


def test_a_wrong_date_does_not_make_a_thousand_bars(
    coast: None, client: Client
) -> None:
    for day in ("0025-03-05", "9999-12-31"):
        make_article(published_on=day, source="Aft Times")
    outbox.drain()
    page = text_of(client, "/sources/")
    assert "By century, 0001–0099 to 9900–9999" in page
    assert len(page) < 20_000
    page = text_of(client, "/sources/aft-times/")
    assert "Most in 2000–2099: 6 of 8. By century" not in page
    assert "Most in 2000–2099: 4 of 6. By century" in page


def test_pages_name_exactly_what_they_list_as_data(coast: None, client: Client) -> None:
    def data(address: str) -> list[str]:
        return re.findall(
            r'type="(?:application/json|text/csv)" href="([^"]+)"',
            text_of(client, address),
        )

    for address, asked in (
        ("/tags/ports/", "tag=ports"),
        ("/sources/aft-times/", "source=aft-times"),
        ("/sources/reuters/", "credit=reuters"),
        ("/undated/", "undated=only"),
        ("/2023/3/", "from=2023-03-01&amp;to=2023-03-31"),
    ):
        json, csv = data(address)
        assert json == f"/search.json?{asked}"
        assert csv == f"/search/export/?{asked}&amp;format=csv"
        assert client.get(unescape(json)).json()["total"]
    # No search finds both at once.
    make_article(source="Reuters")
    assert data("/sources/reuters/") == []


def test_a_year_says_what_it_is_made_of(coast: None, client: Client) -> None:
    page = text_of(client, "/2023/")
    assert "What it is made of" in page
    assert 'href="/search/?date=2023&amp;section=Sport"' in page


def test_undated_articles_are_told_by_what_is_known(
    coast: None, client: Client
) -> None:
    page = text_of(client, "/undated/")
    assert 'href="/search/?undated=only&amp;source=aft-times"' in page
    assert 'href="/search/?undated=only&amp;section=Trade"' in page


def test_without_an_index_pages_are_whole_but_for_charts(
    client: Client, tmp_path: Path
) -> None:
    make_article(source="Aft Times", tags=["ports"])
    make_article(published_on=None)
    user = User.objects.create_user("reader")
    give_role(user, Role.READER)
    client.force_login(user)
    with override_settings(INDEX_DIR=tmp_path / "nowhere"):
        for address in ("/", "/tags/ports/", "/sources/", "/2024/", "/undated/"):
            assert "<h1" in text_of(client, address)


def test_home_tells_what_is_new_in_saved_searches(coast: None, client: Client) -> None:
    user = User.objects.create_user("reader")
    give_role(user, Role.READER)
    for name, text in (("Toll dispute", "toll"), ("Harbours", "harbour")):
        SavedSearch.objects.create(owner=user, name=name, parameters=f"q={text}")
    client.force_login(user)
    page = text_of(client, "/")
    assert "Harbours</a> <span" in page
    assert "8 new" in page
    assert "Toll dispute" not in page
