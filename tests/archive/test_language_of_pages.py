"""The language that pages say they are in."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from tests.factories import make_article


@pytest.mark.parametrize(
    ("chosen", "named"), [("en-gb", "en"), ("de", "de"), ("pt-br", "pt-br")]
)
def test_a_page_names_its_language(chosen: str, named: str) -> None:
    with translation.override(chosen):
        assert f'<html lang="{named}">' in render_to_string("500.html")


@pytest.mark.django_db
def test_a_page_runs_as_its_language_does(client: Client) -> None:
    with translation.override("he"):
        page = client.get("/about/").content.decode()
    assert '<html lang="he" dir="rtl">' in page


@pytest.mark.django_db
def test_words_around_a_foreign_text_are_in_the_language_of_the_page(
    client: Client,
) -> None:
    article = make_article(language="fr", body="Un.\n\nDeux.")
    with translation.override("de"):
        page = client.get(article.get_absolute_url()).content.decode()
    assert '<article class="text" lang="fr">' in page
    assert '<p class="facts" lang="de">' in page


@pytest.mark.django_db
def test_dates_are_those_of_the_language(client: Client) -> None:
    make_article(published_on="2024-03-05")
    with translation.override("de"):
        page = client.get("/2024/3/5/").content.decode()
    assert "Dienstag, 5. März 2024</time></h1>" in page
