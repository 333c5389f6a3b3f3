"""Searches that people keep by name."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.utils.http import urlencode

from archive.models import Article
from search import outbox
from search.models import SavedSearch
from search.saving.searches import MOST_SEARCHES
from tests.factories import make_article
from tests.pages import text_of
from tests.search.saving import new_count, save, sign_in

pytestmark = pytest.mark.usefixtures("pile")


@pytest.fixture
def ada(client: Client) -> Client:
    """A browser in which Ada is signed in."""
    return sign_in(client, "ada")


def test_a_search_is_saved_from_its_results(ada: Client) -> None:
    page = text_of(ada, "/search/?q=harbour&tag=toll")
    parameters = re.search(r'name="parameters" value="([^"]*)"', page)
    assert parameters is not None
    saved = save(ada, parameters[1].replace("&amp;", "&"), "Tolls")
    assert saved.parameters == "q=harbour&tag=toll"
    assert "Saved as “Tolls”" in text_of(ada, "/search/?q=harbour&tag=toll")


def test_the_name_offered_is_the_reading(ada: Client) -> None:
    page = text_of(ada, "/search/?q=harbour+bridge&tag=toll")
    assert 'value="harbour AND bridge · tagged toll"' in page


def test_a_search_without_a_name_gets_its_reading(ada: Client) -> None:
    ada.post("/saved/", {"parameters": "q=harbour+bridge", "name": " "})
    assert SavedSearch.objects.get().name == "harbour AND bridge"


def test_what_is_kept_is_the_address_in_one_way(ada: Client) -> None:
    kept = save(ada, "newer=1&page=7&tag=toll&tag=nothing&x=%00&q=harbour&sort=up")
    assert kept.parameters == "q=harbour&tag=toll"


def test_a_saved_search_is_known_on_its_results(ada: Client) -> None:
    save(ada, "q=harbour", "My harbour")
    page = text_of(ada, "/search/?q=harbour&page=1")
    assert 'Saved as <a href="/saved/#search-' in page
    assert "Save this search" not in page


def test_a_new_article_is_new_until_it_is_looked_at(ada: Client) -> None:
    save(ada, "q=harbour")
    assert new_count(ada) == 0
    make_article(headline="Harbour news", published_on="1999-01-01")
    make_article(headline="Nothing of the kind", body="Rain.")
    outbox.drain()
    assert new_count(ada) == 1
    response = ada.get(SavedSearch.objects.get().get_absolute_url(), follow=True)
    assert "<b>5 articles</b>" in response.content.decode()
    assert new_count(ada) == 0


def test_what_is_new_is_listed_alone(ada: Client) -> None:
    saved = save(ada, "q=harbour")
    make_article(headline="Harbour news")
    outbox.drain()
    page = ada.get(f"/saved/{saved.pk}/new/", follow=True).content.decode()
    assert "<b>1 article</b>" in " ".join(page.split())
    assert "<mark>Harbour</mark> news" in page
    assert "added after" in page


def test_an_old_article_that_is_edited_is_not_new(ada: Client) -> None:
    save(ada, "q=harbour")
    article = Article.objects.get(headline="Ferry strike ends")
    article.body = "Boats sail from the harbour."
    article.save()
    outbox.drain()
    assert new_count(ada) == 0


def test_a_hidden_article_is_not_counted(ada: Client) -> None:
    save(ada, "q=harbour")
    make_article(headline="Harbour secret", state="hidden")
    outbox.drain()
    assert new_count(ada) == 0


def test_a_new_article_that_is_deleted_is_new_no_more(ada: Client) -> None:
    save(ada, "q=harbour")
    article = make_article(headline="Harbour news")
    make_article(headline="Harbour news again")
    outbox.drain()
    article.delete()
    outbox.drain()
    assert new_count(ada) == 1


def test_an_article_that_waited_to_be_indexed_is_new_afterwards(ada: Client) -> None:
    saved = save(ada, "q=harbour")
    make_article(headline="Harbour news")
    # Looked at before the index has it, and so not seen.
    ada.get(saved.get_absolute_url())
    outbox.drain()
    assert new_count(ada) == 1


def test_an_edit_that_waits_makes_nothing_new_that_was_seen(ada: Client) -> None:
    saved = save(ada, "q=harbour")
    first = make_article(headline="Harbour news")
    make_article(headline="Harbour news again")
    outbox.drain()
    first.body = "More of the harbour."
    first.save()
    ada.get(saved.get_absolute_url())
    outbox.drain()
    assert new_count(ada) == 0


def test_fetching_ahead_is_not_looking(ada: Client) -> None:
    saved = save(ada, "q=harbour")
    make_article(headline="Harbour news")
    outbox.drain()
    ada.get(saved.get_absolute_url(), headers={"sec-purpose": "prefetch"})
    ada.head(saved.get_absolute_url())
    assert new_count(ada) == 1


def test_new_articles_are_counted_within_the_filters(ada: Client) -> None:
    save(ada, "q=harbour&source=brovik-courier&from=2024-01-01")
    make_article(headline="Harbour A", source="Brovik Courier")
    make_article(headline="Harbour B", source="Skerrow Gazette")
    make_article(
        headline="Harbour C", source="Brovik Courier", published_on="1999-01-01"
    )
    outbox.drain()
    assert new_count(ada) == 1


def test_a_search_is_renamed(ada: Client) -> None:
    saved = save(ada, "q=harbour")
    ada.post(f"/saved/{saved.pk}/rename/", {"name": "  Old   harbour "})
    saved.refresh_from_db()
    assert saved.name == "Old harbour"


def test_a_deleted_search_can_be_found_and_saved_again(ada: Client) -> None:
    saved = save(ada, "q=harbour")
    page = ada.post(f"/saved/{saved.pk}/delete/", follow=True).content.decode()
    assert "“Harbour” was deleted" in page
    assert 'href="/search/?q=harbour"' in page
    assert not SavedSearch.objects.exists()


def test_two_searches_cannot_have_one_name(ada: Client) -> None:
    save(ada, "q=harbour")
    response = ada.post("/saved/", {"parameters": "q=toll", "name": "Harbour"})
    page = response.content.decode()
    assert response.status_code == 400
    assert "You have a saved search called “Harbour” already" in page
    assert 'value="q=toll"' in page


def test_a_name_that_is_too_long_is_refused_in_words(ada: Client) -> None:
    saved = save(ada, "q=harbour")
    for address in ("/saved/", f"/saved/{saved.pk}/rename/"):
        response = ada.post(address, {"parameters": "q=toll", "name": "x" * 201})
        assert response.status_code == 400
        assert "may have 200 characters; this has 201" in response.content.decode()


def test_a_search_that_is_too_long_is_refused_in_words(ada: Client) -> None:
    response = ada.post("/saved/", {"parameters": f"q={'x' * 16_001}", "name": "Long"})
    assert response.status_code == 400
    assert "too long to be saved" in response.content.decode()


def test_a_very_long_search_is_opened_again(ada: Client) -> None:
    saved = save(ada, urlencode({"q": "é" * 2_600}), "Long")
    response = ada.get(saved.get_absolute_url(), follow=True)
    assert response.status_code == 200


def test_there_is_a_most_that_one_person_keeps(ada: Client) -> None:
    owner = User.objects.get()
    SavedSearch.objects.bulk_create(
        SavedSearch(owner=owner, name=str(n)) for n in range(MOST_SEARCHES)
    )
    response = ada.post("/saved/", {"parameters": "q=toll", "name": "More"})
    assert "delete one first" in response.content.decode()


def test_without_an_index_saved_searches_are_still_listed(ada: Client) -> None:
    save(ada, "q=harbour", "My harbour")
    make_article(headline="Harbour news")
    with override_settings(INDEX_DIR="/nowhere"):
        page = text_of(ada, "/saved/")
    assert "My harbour" in page
    assert "What is new cannot be counted now" in page
