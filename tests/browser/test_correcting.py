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
    "address", ["correct/", "headlines/", "trash/", "?state__exact=live"]
)
def test_no_page_scrolls_sideways(admin: Page, address: str) -> None:
    admin.goto(f"{ARTICLES}{address}")
    wide = "document.documentElement.scrollWidth - innerWidth"
    assert admin.evaluate(wide) <= 0
