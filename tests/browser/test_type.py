"""Letters that come late move nothing that is read already."""

import pytest
from playwright.sync_api import Browser, Page, Route

from archive.models import Article

pytestmark = pytest.mark.browser

LATE_MS = 500
WATCH = """
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
"""
LOADED = """document.fonts.ready.then((fonts) => [...fonts].filter((face) =>
  face.status === "loaded" && face.family.includes("Source Serif 4")).map(
  (face) => face.weight.replace("normal", "400")).sort())"""


def visit(browser: Browser, site: str, address: str, *, late_ms: int = 0) -> Page:
    """Open a page whose letters come so late."""

    def wait(route: Route) -> None:
        page.wait_for_timeout(late_ms)
        route.continue_()

    page = browser.new_context(base_url=site).new_page()
    page.add_init_script(WATCH)
    if late_ms:
        page.route("**/*.woff2", wait)
    page.goto(address)
    page.wait_for_timeout(late_ms + 300)
    return page


def test_nothing_moves_when_letters_arrive(browser: Browser, site: str) -> None:
    article = Article.objects.all()[0].get_absolute_url()
    for address in ("/", "/search/?q=harbour", article):
        page = visit(browser, site, address, late_ms=LATE_MS)
        assert page.evaluate("window.shift") == 0, address
        page.context.close()


def test_articles_are_set_in_the_serif_of_the_archive(
    browser: Browser, site: str
) -> None:
    page = visit(browser, site, Article.objects.all()[0].get_absolute_url())
    assert page.evaluate(LOADED) == ["400", "600"]
    page.context.close()
