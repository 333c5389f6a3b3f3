"""Editors mend many articles in a few clicks, with JavaScript and without."""

import pytest
from playwright.sync_api import Page

from archive.models import Article
from tests.factories import make_article

pytestmark = pytest.mark.browser
ARTICLES = "/admin/archive/article/"


def undated() -> int:
    return Article.objects.undated().count()


def test_unread_dates_are_mended_undone_and_mended_again(editor: Page) -> None:
    for day in (28, 29, 30):
        make_article(body=f"Filed {day}.10.25\n\nIt goes on.", published_on=None)
    before = undated()
    editor.goto(f"{ARTICLES}?undated=1")
    editor.click(f"text=Correct these {before} articles")
    editor.click("button:has-text('Filed DAY.MONTH.YEAR')")
    editor.click("text=Change 3 articles")
    assert "3 articles changed" in editor.inner_text("#content")
    assert undated() == before - 3
    editor.click("button:has-text('Undo')")
    assert undated() == before
    editor.click("button:has-text('Do it again')")
    assert undated() == before - 3


@pytest.mark.parametrize(
    ("legend", "name", "typed"),
    [
        ("Source", "source", "Brovik Courier"),
        ("Credits", "credits", "Harbour Wire"),
        ("Section", "section", "Sport"),
        ("Language", "language", "de"),
        ("Date, the same for all", "day", "2025-10-30"),
    ],
)
def test_what_was_typed_is_what_is_previewed(
    editor: Page, legend: str, name: str, typed: str
) -> None:
    make_article(published_on=None)
    editor.goto(f"{ARTICLES}correct/?undated=1")
    editor.click(f"summary:text-is('{legend}')")
    editor.fill(f"[name={name}]", typed)
    editor.click("details[open] button.default")
    shown = "30 October 2025" if name == "day" else f"“{typed}”"
    assert shown in editor.inner_text("#content > h1")


def test_articles_are_trashed_together(editor: Page) -> None:
    article = make_article(published_on=None)
    editor.goto(f"{ARTICLES}correct/?id__in={article.pk}")
    editor.click("summary:text-is('Who sees them')")
    editor.check("text=Move them to the trash")
    editor.click("details[open] button.default")
    editor.click("text=Change 1 article")
    article.refresh_from_db()
    assert article.state == Article.State.TRASHED


def test_the_form_that_was_sent_wrongly_stands_open(editor: Page) -> None:
    make_article(body="Filed 30.10.25\n\nIt goes on.", published_on=None)
    editor.goto(f"{ARTICLES}correct/?undated=1")
    editor.click("summary:text-is('Tags')")
    editor.click("details[open] button.default")
    assert editor.is_visible("text=Name a tag to add or to take away.")


@pytest.mark.parametrize(
    "address", ["correct/", "headlines/", "trash/", "?state__exact=live"]
)
def test_no_page_scrolls_sideways(editor: Page, address: str) -> None:
    editor.goto(f"{ARTICLES}{address}")
    wide = "document.documentElement.scrollWidth - innerWidth"
    assert editor.evaluate(wide) <= 0
