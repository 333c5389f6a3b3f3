"""Which names in a query are offered as filters."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from archive.models import SourceAlias
from search import outbox
from search.asking.forms import SearchForm
from search.results.offers import offer_names
from search.whoosh_engine import open_engine
from tests.factories import make_article, make_source, make_tag
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("index")


def offered(query: str) -> list[tuple[str, str]]:
    """Return what is offered for a query: what it finds, and its address."""
    form = SearchForm(QueryDict(query))
    return [(o.finding, o.address) for o in offer_names(form, open_engine())]


def test_a_name_is_offered_once_as_what_most_articles_have_it_for() -> None:
    make_article(source="Reuters", tags=["Reuters"])
    make_article(credits=["Reuters"])
    make_article(credits=["Reuters"])
    outbox.drain()
    assert offered("q=reuters") == [
        ("2 articles credit Reuters", "/search/?credit=reuters")
    ]


def test_a_source_is_known_by_its_other_names_too() -> None:
    courier = make_source("Brovik Courier")
    SourceAlias.objects.create(source=courier, name="The Courier", key="the-courier")
    make_article(headline="The toll", source="Brovik Courier")
    outbox.drain()
    assert offered("q=toll+the+courier") == [
        ("1 article from Brovik Courier", "/search/?q=toll&source=brovik-courier")
    ]


def test_names_that_no_article_has_or_that_are_chosen_are_not_offered() -> None:
    make_tag("harbour")
    make_article(tags=["toll"])
    outbox.drain()
    assert offered("q=harbour") == []
    assert offered("q=toll&tag=toll") == []


def test_names_are_looked_up_with_those_of_the_address(
    django_assert_num_queries: Any,
) -> None:
    make_article(
        headline="Reuters and ANI on the toll of the harbour",
        source="Reuters",
        credits=["ANI"],
        tags=["toll", "harbour"],
    )
    outbox.drain()
    form = SearchForm(QueryDict("q=reuters+ani+toll+harbour&length=0-249"))
    with django_assert_num_queries(0):
        assert len(offer_names(form, open_engine())) == 4


def test_an_offer_counts_what_its_address_finds() -> None:
    make_article(headline="The toll", tags=["harbour"])
    make_article(headline="The bridge", tags=["harbour"])
    outbox.drain()
    assert offered("q=toll+harbour") == [
        ("1 article carries the tag harbour", "/search/?q=toll&tag=harbour")
    ]
    assert offered("q=ferry+harbour") == []


def test_no_name_is_offered_beside_others_of_its_facet() -> None:
    make_article(headline="The toll", tags=["harbour", "bridge"])
    outbox.drain()
    assert offered("q=harbour&tag=bridge") == []
    assert len(offered("q=harbour&not_tag=ferry")) == 1


def test_the_page_offers_it(client: Client) -> None:
    make_article(credits=["Reuters"])
    outbox.drain()
    page = text_of(client, "/search/?q=reuters")
    assert '1 article credits Reuters: <a href="/search/?credit=reuters"' in page
