"""Tells whether a page fits its screen."""

from playwright.sync_api import Page


def assert_fits(page: Page) -> None:
    """Fail when a page, once all of it has come, scrolls sideways."""
    page.wait_for_load_state()
    beyond = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    assert beyond <= 0, page.url
