"""Editors mend many articles in a few clicks, with JavaScript and without."""

import pytest
from playwright.sync_api import Page, expect

from archive.models import Article
from tests.browser.fitting import assert_fits
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
    expect(editor.locator("#content")).to_contain_text("3 articles changed")
    assert undated() == before - 3
    undo = editor.get_by_role("button", name="Undo")
    again = editor.get_by_role("button", name="Do it again")
    undo.click()
    expect(again).to_be_visible()
    assert undated() == before
    again.click()
    expect(undo).to_be_visible()
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
    expect(editor.locator("#content > h1")).to_contain_text(shown)


def test_articles_are_trashed_together(editor: Page) -> None:
    article = make_article(published_on=None)
    editor.goto(f"{ARTICLES}correct/?id__in={article.pk}")
    editor.click("summary:text-is('Who sees them')")
    editor.check("text=Move them to the trash")
    editor.click("details[open] button.default")
    editor.click("text=Change 1 article")
    expect(editor.locator("#content")).to_contain_text("1 article changed")
    article.refresh_from_db()
    assert article.state == Article.State.TRASHED


def test_the_form_that_was_sent_wrongly_stands_open(editor: Page) -> None:
    make_article(body="Filed 30.10.25\n\nIt goes on.", published_on=None)
    editor.goto(f"{ARTICLES}correct/?undated=1")
    editor.click("summary:text-is('Tags')")
    editor.click("details[open] button.default")
    said = editor.get_by_text("Name a tag to add or to take away.")
    expect(said).to_be_visible()


@pytest.mark.parametrize(
    "address", ["correct/", "headlines/", "trash/", "?state__exact=live"]
)
def test_no_page_scrolls_sideways(editor: Page, address: str) -> None:
    editor.goto(f"{ARTICLES}{address}")
    assert_fits(editor)
