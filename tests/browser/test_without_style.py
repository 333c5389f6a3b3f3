"""Pages whose style sheet does not come: they read in the order in which they are."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from archive.models import Article

pytestmark = pytest.mark.browser

HEAD = (".skip", ".site-name", "#q", "main h1")
RESULTS = (*HEAD, ".chips", "#filters", "[role=status]", "#hits", ".pages", ".colophon")
ARTICLE = (*HEAD, ".byline", ".facts", ".body", ".tags", ".provenance", ".colophon")


@pytest.fixture
def plain_page(browser: Browser, site: str) -> Iterator[Page]:
    """A page to which neither style nor script comes."""
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.route("**/*.css", lambda route: route.abort())
    yield page
    context.close()


def places(page: Page, selectors: tuple[str, ...]) -> list[float]:
    """Return how far down the page each part begins."""
    boxes = [page.locator(selector).first.bounding_box() for selector in selectors]
    return [box["y"] for box in boxes if box is not None]


def test_results_read_in_order(plain_page: Page) -> None:
    plain_page.goto("/search/?q=harbour&from=2024-01-01")
    found = places(plain_page, RESULTS)
    assert len(found) == len(RESULTS)
    assert found == sorted(found)


def test_an_article_reads_in_order(plain_page: Page) -> None:
    article = Article.objects.get(headline="Harbour strike, day 1")
    plain_page.goto(f"{article.get_absolute_url()}?q=harbour")
    found = places(plain_page, ARTICLE)
    assert len(found) == len(ARTICLE)
    assert found == sorted(found)
