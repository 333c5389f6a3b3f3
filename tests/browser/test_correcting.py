"""Editors mend many articles in a few clicks, with JavaScript and without."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page

from archive.models import Article
from tests.factories import make_article

pytestmark = pytest.mark.browser
ARTICLES = "/admin/archive/article/"


def undated() -> int:
    return Article.objects.undated().count()


@pytest.fixture(params=["script, 1280 px", "no script, 390 px"])
def admin(
    browser: Browser, site: str, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A signed-in editor's page."""
    User.objects.create_superuser("ada", password="a harbour at night")
    has_script = request.param.startswith("script")
    context = browser.new_context(
        base_url=site,
        java_script_enabled=has_script,
        viewport={"width": 1280 if has_script else 390, "height": 900},
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto("/admin/")
    page.fill("[name=username]", "ada")
    page.fill("[name=password]", "a harbour at night")
    page.click("[type=submit]")
    yield page
    context.close()


def test_unread_dates_are_mended_undone_and_mended_again(admin: Page) -> None:
    for day in (28, 29, 30):
        make_article(body=f"Filed {day}.10.25\n\nIt goes on.", published_on=None)
    before = undated()
    admin.goto(f"{ARTICLES}?undated=1")
    admin.click(f"text=Correct these {before} articles")
    admin.click("button:has-text('Filed DAY.MONTH.YEAR')")
    admin.click("text=Change 3 articles")
    assert "3 articles changed" in admin.inner_text("#content")
    assert undated() == before - 3
    admin.click("button:has-text('Undo')")
    assert undated() == before
    admin.click("button:has-text('Do it again')")
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
    admin: Page, legend: str, name: str, typed: str
) -> None:
    make_article(published_on=None)
    admin.goto(f"{ARTICLES}correct/?undated=1")
    admin.click(f"summary:text-is('{legend}')")
    admin.fill(f"[name={name}]", typed)
    admin.click("details[open] button.default")
    shown = "30 October 2025" if name == "day" else f"“{typed}”"
    assert shown in admin.inner_text("#content > h1")


def test_articles_are_trashed_together(admin: Page) -> None:
    article = make_article(published_on=None)
    admin.goto(f"{ARTICLES}correct/?id__in={article.pk}")
    admin.click("summary:text-is('Who sees them')")
    admin.check("text=Move them to the trash")
    admin.click("details[open] button.default")
    admin.click("text=Change 1 article")
    article.refresh_from_db()
    assert article.state == Article.State.TRASHED


def test_the_form_that_was_sent_wrongly_stands_open(admin: Page) -> None:
    make_article(body="Filed 30.10.25\n\nIt goes on.", published_on=None)
    admin.goto(f"{ARTICLES}correct/?undated=1")
    admin.click("summary:text-is('Tags')")
    admin.click("details[open] button.default")
    assert admin.is_visible("text=Name a tag to add or to take away.")


@pytest.mark.parametrize(
    "address", ["correct/", "headlines/", "trash/", "?state__exact=live"]
)
def test_no_page_scrolls_sideways(admin: Page, address: str) -> None:
    admin.goto(f"{ARTICLES}{address}")
    wide = "document.documentElement.scrollWidth - innerWidth"
    assert admin.evaluate(wide) <= 0
