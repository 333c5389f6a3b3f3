"""An article's text has a place to link to in each paragraph."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client, override_settings

from archive.models import Article
from search import outbox
from search.answers import Marks
from search.mentions import mark_article
from tests.factories import make_article
from tests.pages import text_of
from tests.search.linear_time import is_linear

BODY = "First <b>toll</b>.\n\n\n\nSecond.\n\n \n\nThird."


def test_paragraphs_are_named_in_their_order() -> None:
    body = mark_article(Article(body=BODY), Marks()).body()
    assert body == (
        '<p id="p1">First &lt;b&gt;toll&lt;/b&gt;.</p>\n'
        '<p id="p2">Second.</p>\n'
        '<p id="p3">Third.</p>'
    )


def test_a_dateline_opens_the_first_paragraph() -> None:
    body = mark_article(Article(body=BODY), Marks()).body(dateline="<Brovik>")
    assert body.startswith('<p id="p1"><span class="dateline">&lt;Brovik&gt;</span> F')
    assert body.count("dateline") == 1


def test_numbers_lead_to_their_paragraphs() -> None:
    body = mark_article(Article(body=BODY), Marks()).body(is_numbered=True)
    link = '<p id="p2"><a class="number" href="#p2" aria-label="Paragraph 2">2</a> '
    assert link in body


def test_marks_keep_their_numbers_through_the_paragraphs() -> None:
    article = Article(headline="Toll", body="The toll.\n\nA toll.")
    body = mark_article(article, Marks(frozenset({"toll"}))).body()
    assert '<p id="p1">The <mark id="m2">toll</mark>' in body
    assert '<p id="p2">A <mark id="m3">toll</mark>' in body


def test_thousands_of_paragraphs_take_no_longer_each() -> None:
    marks = Marks(frozenset({"toll"}))
    assert is_linear(
        lambda text: mark_article(Article(body=text), marks).body(is_numbered=True),
        piece="A toll.\n\n",
    )


@pytest.mark.django_db
def test_an_article_is_read_in_its_language(client: Client) -> None:
    known = make_article(language="de")
    assert '<article class="text" lang="de">' in text_of(
        client, known.get_absolute_url()
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("languages", "told"), [(("fr",), "fr"), (("en", "fr"), "")])
def test_an_unknown_language_is_the_archives_only_one(
    client: Client, languages: tuple[str, ...], told: str
) -> None:
    path = make_article().get_absolute_url()
    with override_settings(LANGUAGES_OF_ARTICLES=languages):
        assert f'<article class="text" lang="{told}">' in text_of(client, path)


def test_the_head_leads_to_the_hits_before_and_after(
    client: Client, index: Path
) -> None:
    for day in (1, 2, 3):
        make_article(headline=f"Toll {day}", published_on=f"2024-03-0{day}")
    outbox.drain()
    second = Article.objects.get(headline="Toll 2")
    page = text_of(client, f"{second.get_absolute_url()}?q=toll&sort=oldest")
    head = page.partition("</head>")[0]
    assert re.search(r'<link rel="prev" href="/articles/\d+/toll-1/\?', head)
    assert re.search(r'<link rel="next" href="/articles/\d+/toll-3/\?', head)


def test_without_a_search_no_article_comes_before_or_after(
    client: Client, index: Path
) -> None:
    page = text_of(client, make_article().get_absolute_url())
    assert 'rel="prev"' not in page
    assert 'rel="next"' not in page
