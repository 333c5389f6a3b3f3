"""What a reader sees of a search."""

from typing import Any

import pytest
from django.test import Client

from search import outbox
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("pile")


def test_hits_are_found_and_counted(client: Client) -> None:
    page = text_of(client, "/search/?q=harbour")
    assert "<b>4 articles</b>" in page
    assert "Hidden" not in page


def test_words_are_marked(client: Client) -> None:
    page = text_of(client, "/search/?q=toll")
    assert "<mark>toll</mark>" in page


def test_the_query_stays_in_the_box(client: Client) -> None:
    page = text_of(client, "/search/?q=%22%3Cb%3E%22")
    assert 'value="&quot;&lt;b&gt;&quot;"' in page


def test_the_reading_is_shown(client: Client) -> None:
    page = text_of(client, "/search/?q=harbour+bridge")
    assert "<title>Harbour AND bridge, 2 articles" in page


def test_without_a_query_all_articles_are_listed_newest_first(client: Client) -> None:
    page = text_of(client, "/search/")
    assert "<b>5 articles</b>" in page
    assert page.index("Toll rises") < page.index("Harbour bridge opens")
    assert page.index("Ferry strike") < page.index("An old harbour")


def test_words_are_sorted_by_relevance(client: Client) -> None:
    assert 'aria-current="true">relevance' in text_of(client, "/search/?q=toll")


@pytest.mark.parametrize("address", ["/search/?tag=toll", "/search/?q=tag:toll"])
def test_filters_alone_are_sorted_by_date(client: Client, address: str) -> None:
    page = text_of(client, address)
    assert 'aria-current="true">newest' in page
    assert ">relevance</a>" not in page


def test_a_facet_narrows_and_its_chip_widens(client: Client) -> None:
    page = text_of(client, "/search/?q=harbour&tag=toll")
    assert "<b>2 articles</b>" in page
    assert 'href="/search/?q=harbour"' in page
    assert "tagged toll" in page


def test_several_values_of_a_facet_are_any_of_them(client: Client) -> None:
    page = text_of(client, "/search/?source=brovik-courier&source=skerrow-gazette")
    assert "<b>2 articles</b>" in page


def test_values_can_be_excluded(client: Client) -> None:
    page = text_of(client, "/search/?q=harbour&not_tag=toll")
    assert "<b>2 articles</b>" in page
    assert "not tagged toll" in page


def test_a_facet_with_one_value_is_not_shown(client: Client) -> None:
    assert "<h2>Based on</h2>" not in text_of(client, "/search/?q=strike")
    assert "<h2>Based on</h2>" in text_of(client, "/search/?q=harbour")


def test_a_long_facet_can_be_shown_whole(client: Client) -> None:
    for number in range(7):
        make_article(headline=f"Boat {number}", tags=[f"tag-{number}"])
    outbox.drain()
    page = text_of(client, "/search/?q=boat")
    assert (
        'href="/search/values/?facet=tag&amp;q=boat" rel="nofollow">All 7</a>' in page
    )
    assert page.count("&amp;not_tag=") == 6


def test_imports_are_a_facet_for_staff_only(client: Client) -> None:
    assert "<h2>Import</h2>" not in text_of(client, "/search/")


def test_dates_leave_the_undated_out_and_say_so(client: Client) -> None:
    page = text_of(client, "/search/?q=harbour&from=2024-01-01&to=2025-12-31")
    assert "<b>2 articles</b>" in page
    assert "1 undated not searched" in page
    page = text_of(client, "/search/?q=harbour&from=2024-01-01&undated=1")
    assert "<b>3 articles</b>" in page


def test_undated_articles_can_be_searched_alone(client: Client) -> None:
    page = text_of(client, "/search/?undated=only")
    assert "<b>1 article</b>" in page
    assert "An old harbour" in page


def test_a_derived_headline_is_lighter_and_not_repeated(client: Client) -> None:
    page = text_of(client, "/search/?q=crews")
    assert 'class="derived"' in page
    assert '<p class="snippet">… to strike.' in page


def test_a_name_in_the_query_is_offered(client: Client) -> None:
    page = text_of(client, "/search/?q=reuters")
    assert "2 articles credit Reuters" in page
    assert "/search/?credit=reuters" in page


def test_the_offer_keeps_the_other_words(client: Client) -> None:
    assert "/search/?q=harbour&amp;credit=reuters" in text_of(
        client, "/search/?q=harbour+reuters"
    )


def test_nothing_found_says_which_part_is_to_blame(client: Client) -> None:
    page = text_of(client, "/search/?q=harbour+brigde&tag=toll")
    assert "Nothing was found" in page
    assert 'without brigde</a> <span class="count">2 articles' in page
    assert "without harbour" not in page
    assert "without “tagged toll”" not in page


def test_pages_lead_to_the_last_hit(client: Client) -> None:
    for number in range(20):
        make_article(headline=f"Harbour {number}")
    outbox.drain()
    page = text_of(client, "/search/?q=harbour&page=2")
    assert "21–24 of 24 articles" in page
    assert 'rel="prev"' in page


def test_what_a_headline_may_hold_is_noted_quietly(client: Client) -> None:
    page = text_of(client, "/search/?q=verdict:harbour+or+toll")
    assert "<li> “or” was read as a word" in page
    assert '<p class="read-as"> “verdict” names no field' in page


def test_a_page_past_the_end_says_so(client: Client) -> None:
    page = text_of(client, "/search/?q=harbour&page=7")
    assert "There is no page 7" in page
    assert "q=harbour&amp;page=1" in page


def test_results_ask_the_same_number_of_questions(
    client: Client, django_assert_num_queries: Any
) -> None:
    for number in range(15):
        make_article(
            headline=f"Harbour {number}",
            source=f"Paper {number}",
            credits=["Reuters", f"Agency {number}"],
            tags=[f"tag {number}", "toll"],
        )
    outbox.drain()
    # Names in the query 1, those of facets 1, articles with labels 3, pending 1.
    with django_assert_num_queries(6):
        client.get("/search/?q=harbour&per=20")
