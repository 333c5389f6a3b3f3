"""Browsing by year, month and day."""

from typing import Any

import pytest
from django.test import Client

from archive.models import CopyGroup
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def test_years_list_those_without_articles_too(client: Client) -> None:
    make_article(published_on="2020-01-03")
    make_article(published_on="2022-01-03")
    page = text_of(client, "/years/")
    assert "/2021/" in page
    assert "January 2020: 1 article" in page


def test_a_year_shows_each_day_with_articles(client: Client) -> None:
    make_article(published_on="2024-03-05")
    make_article(published_on="2024-03-05")
    page = text_of(client, "/2024/")
    assert "5 March: 2 articles" in page
    assert "/2024/3/4/" not in page


def test_a_year_that_is_surely_wrong_has_four_digits(client: Client) -> None:
    make_article(published_on="0025-03-05")
    years = text_of(client, "/years/")
    assert '<a href="/25/">0025</a>' in years
    assert 'href="/25/3/" aria-label="March 0025: 1 article"' in years
    assert 'href="/25/3/5/" title="5 March: 1 article"' in text_of(client, "/25/")
    month = text_of(client, "/25/3/")
    assert '<a href="/25/">0025</a> ›' in month
    assert "5 Mar 0025</time>" in month
    assert '<a href="/25/">0025</a> ›' in text_of(client, "/25/3/5/")


def test_a_month_counts_its_days_and_lists_its_articles(client: Client) -> None:
    make_article(published_on="2024-02-29", headline="Leap day")
    page = text_of(client, "/2024/2/")
    assert "February 2024" in page
    assert "/2024/2/29/" in page
    assert "Leap day" in page


def test_a_day_puts_the_most_copied_first(client: Client) -> None:
    make_article(headline="Alone", body="Long " * 300)
    group = CopyGroup.objects.create()
    make_article(headline="Copied", copy_group=group)
    make_article(headline="Elsewhere", copy_group=group, published_on="2024-03-09")
    page = text_of(client, "/2024/3/5/")
    assert page.index("Copied") < page.index("Alone")


def test_a_day_leads_to_the_nearest_days_with_articles(client: Client) -> None:
    for day in ("2023-12-24", "2024-03-05", "2024-05-01"):
        make_article(published_on=day)
    page = text_of(client, "/2024/3/5/")
    assert "‹ 24 Dec 2023" in page
    assert "1 May 2024 ›" in page


def test_a_day_without_articles_says_so(client: Client) -> None:
    assert "Nothing in the archive is from this day" in text_of(client, "/2024/3/5/")


@pytest.mark.parametrize("address", ["/1/", "/9999/", "/9999/12/", "/1/1/1/"])
def test_the_ends_of_the_calendar_are_pages(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/0/", "/10000/", "/2024/13/", "/2024/0/", "/2023/2/29/", "/99999999999999999/"],
)
def test_impossible_dates_are_not_found_kindly(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "The calendar has no such day" in response.content.decode()


def test_undated_articles_have_a_page(client: Client) -> None:
    make_article(headline="When was it", published_on=None)
    make_article(headline="Known")
    page = text_of(client, "/undated/")
    assert "When was it" in page
    assert "Known" not in page


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/years/", 2), ("/2024/", 4), ("/2024/3/", 8), ("/2024/3/5/", 9)],
)
def test_pages_of_dates_ask_the_same_number_of_questions(
    client: Client, django_assert_num_queries: Any, address: str, queries: int
) -> None:
    for number in range(9):
        make_article(credits=["Reuters"], tags=["ports"], headline=f"Strike {number}")
    with django_assert_num_queries(queries):
        client.get(address)


def test_a_year_shows_the_stories_that_were_copied_most(client: Client) -> None:
    groups = [CopyGroup.objects.create() for _ in range(2)]
    for group, copies in zip(groups, (2, 3), strict=True):
        for number in range(copies):
            make_article(
                headline=f"Story {copies}, copy {number}",
                published_on=f"2024-03-0{number + 1}",
                copy_group=group,
            )
    _, _, most = text_of(client, "/2024/").partition("Most copied stories")
    assert most.index("Story 3, copy 0") < most.index("Story 2, copy 0")
    assert "copy 1" not in most
    assert "2 copies of this article" in most


def test_a_month_names_the_lead_of_each_day(client: Client) -> None:
    make_article(headline="Short")
    make_article(headline="Long", body="Long " * 300)
    calendar, _, _ = text_of(client, "/2024/3/").partition("</table>")
    assert ">Long</a>" in calendar
    assert ">Short</a>" not in calendar


def test_calendars_say_what_is_missing_and_what_shades_mean(client: Client) -> None:
    make_article(published_on="2024-03-05")
    make_article(published_on="2024-03-08")
    page = text_of(client, "/2024/")
    assert "Nothing on 2 days between the first and the last." in page
    assert "</span> none" in page
    assert 'January <span class="count">nothing</span>' in page
