"""The page of a day as a front page, and where it leads."""

import pytest
from django.test import Client

from archive.models import CopyGroup
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def test_copies_of_a_day_are_one_story(client: Client) -> None:
    group = CopyGroup.objects.create()
    make_article(headline="Toll", body="Long. " * 9, copy_group=group, source="A Post")
    make_article(headline="Toll again", copy_group=group, source="B Post")
    make_article(headline="Toll later", copy_group=group, published_on="2024-03-09")
    page = text_of(client, "/2024/3/5/")
    assert "2 articles, copies put together: 1 story" in page
    assert page.count("<article") == 1
    assert "2 copies of this article" in page
    assert "Toll later" in page


def test_copies_that_name_their_sources_are_counted_by_them(client: Client) -> None:
    group = CopyGroup.objects.create()
    for paper in ("Aft Times", "Brovik Courier", "Calder Post"):
        make_article(copy_group=group, source=paper)
    assert "Also in 2 sources" in text_of(client, "/2024/3/5/")


def test_hidden_copies_are_not_told(client: Client) -> None:
    group = CopyGroup.objects.create()
    make_article(copy_group=group, source="Aft Times")
    make_article(copy_group=group, source="Brovik Courier", state="hidden")
    page = text_of(client, "/2024/3/5/")
    assert "Also in" not in page
    assert "1 article" in page


def test_of_many_copies_ten_are_listed(client: Client) -> None:
    group = CopyGroup.objects.create()
    for number in range(13):
        make_article(headline=f"Toll {number}", copy_group=group)
    page = text_of(client, "/2024/3/5/")
    assert "12 copies of this article" in page
    assert page.count('class="headline"') == 11
    assert "All 12" in page


def test_stories_stand_under_their_sections(client: Client) -> None:
    make_article(headline="The lead", body="Long. " * 99, section="Sport")
    for section in ("Sport", "Trade", ""):
        for number in range(3):
            make_article(headline=f"{section} {number}", section=section)
    page = text_of(client, "/2024/3/5/")
    order = [page.index(part) for part in ("The lead", ">Sport<", ">Trade<", ">Other<")]
    assert order == sorted(order)
    assert "<h3>" in page


def test_few_stories_stand_under_no_heading(client: Client) -> None:
    for section in ("Sport", "Trade", "World"):
        make_article(section=section)
    assert "<h3>" not in text_of(client, "/2024/3/5/")


def test_a_day_names_the_empty_days_beside_it(client: Client) -> None:
    for day in ("2024-03-03", "2024-03-05", "2024-03-06"):
        make_article(published_on=day)
    page = text_of(client, "/2024/3/5/")
    assert "nothing on 4 Mar" in page
    assert "nothing on 6 Mar" not in page
    assert '<link rel="prev" href="/2024/3/3/">' in page
    assert '<link rel="next" href="/2024/3/6/">' in page
    assert '<link rel="up" href="/2024/3/">' in page


def test_a_day_leads_to_itself_in_other_years(client: Client) -> None:
    for day in ("2022-03-05", "2022-03-05", "2023-03-06", "2024-03-05"):
        make_article(published_on=day)
    page = text_of(client, "/2024/3/5/")
    assert "5 March in other years" in page
    assert '<a href="/2022/3/5/">2022</a> <span class="count">2</span>' in page
    assert "/2023/3/5/" not in page


@pytest.mark.parametrize("address", ["/1/1/1/", "/9999/12/31/", "/9999/12/", "/1/"])
def test_the_ends_of_the_calendar_are_pages_too(client: Client, address: str) -> None:
    make_article(published_on="2024-02-29")
    assert "Nothing in the archive is from this" in text_of(client, address)


def test_a_leap_day_is_missing_in_most_years(client: Client) -> None:
    for day in ("2020-02-29", "2023-02-28", "2024-02-29"):
        make_article(published_on=day)
    assert "/2020/2/29/" in text_of(client, "/2024/2/29/")
