"""An article with very many mentions is still a light page."""

import re

import pytest
from django.test import Client

from search import outbox
from search.snippets import MOST_STEPS
from tests.factories import make_article
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("index")
COUNT = MOST_STEPS + 700


def test_all_mentions_are_marked_but_links_lead_along_the_first(client: Client) -> None:
    article = make_article(headline="Rates", body="The toll of it. " * COUNT)
    outbox.drain()
    page = text_of(client, f"{article.get_absolute_url()}?q=toll")
    assert f'<mark id="m{COUNT}">' in page
    assert page.count('class="mention"') == MOST_STEPS
    linked = {int(number) for number in re.findall(r'href="#m([0-9]+)"', page)}
    assert linked == set(range(1, MOST_STEPS + 1))
    assert f"links lead along the first {MOST_STEPS}" in page


def test_of_few_mentions_nothing_is_said(client: Client) -> None:
    article = make_article(headline="Rates", body="The toll of it. " * 3)
    outbox.drain()
    page = text_of(client, f"{article.get_absolute_url()}?q=toll")
    assert "links lead along" not in page
