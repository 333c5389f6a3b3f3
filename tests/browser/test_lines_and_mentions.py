"""Going along the lines of a result set, and the mentions in an article."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.fitting import assert_fits

pytestmark = pytest.mark.browser


def expect_shown(page: Page, told: str) -> None:
    """Wait until the page says that it shows this mention."""
    expect(page.locator(".mention:visible")).to_contain_text(told)


def open_article(page: Page) -> None:
    """Open the first hit of a search from its page of results."""
    page.goto("/search/?q=harbour&sort=oldest")
    page.locator(".hit h2 a").first.click()
    expect(page.locator(".body mark").first).to_be_visible()
    # Keys are heard once the scripts have run.
    page.wait_for_load_state()


def test_keys_lead_along_the_mentions(page: Page) -> None:
    open_article(page)
    expect(page.locator(".mention:visible")).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect_shown(page, "2 of 6 mentions")
    expect(page.locator("#m2")).to_be_in_viewport()
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect_shown(page, "6 of 6 mentions")
    page.keyboard.press("j")
    expect_shown(page, "1 of 6 mentions")
    page.keyboard.press("Escape")
    expect(page.locator(".mention:visible")).to_have_count(0)
    expect(page).to_have_url(re.compile("^[^#]+$"))
    page.go_back()
    expect(page.get_by_role("status")).to_contain_text("of 28 articles")


def test_links_lead_along_the_mentions_and_keep_the_focus(page: Page) -> None:
    open_article(page)
    page.get_by_role("link", name="6 mentions").click()
    expect_shown(page, "1 of 6 mentions")
    page.get_by_role("link", name="Next mention").click()
    page.keyboard.press("Enter")
    expect_shown(page, "3 of 6 mentions")
    page.get_by_role("link", name="Previous mention").click()
    expect_shown(page, "2 of 6 mentions")


def test_mentions_are_not_printed(page: Page) -> None:
    open_article(page)
    page.keyboard.press("j")
    page.emulate_media(media="print")
    expect(page.locator(".mention:visible")).to_have_count(0)


def test_the_words_of_lines_stand_below_each_other(page: Page) -> None:
    page.goto("/search/?q=ferry&view=lines")
    marks = page.locator(".lines mark")
    lefts = {round(box["x"]) for mark in marks.all() if (box := mark.bounding_box())}
    assert marks.count() == 100
    assert len(lefts) == 1


def test_lines_are_stacked_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/search/?q=ferry&view=lines")
    line = page.locator(".lines a").first
    box, mark = line.bounding_box(), line.locator("mark").bounding_box()
    assert box is not None
    assert mark is not None
    assert box["height"] > 2 * mark["height"]


@pytest.mark.parametrize(
    "address", ["view=lines", "view=lines&lines=left", "view=list"]
)
def test_views_do_not_scroll_sideways_at_320_pixels(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"/search/?q=ferry&{address}")
    assert_fits(page)
    page.keyboard.press("j")
    expect(page.locator("#hits a").first).to_be_focused()


def test_more_mentions_open_below_the_snippets(page: Page) -> None:
    page.goto("/search/?q=ferry")
    more = page.locator(".more").first
    more.locator("summary").click()
    expect(more.get_by_role("link").first).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_line_leads_to_its_mention_and_back_without_javascript(
    browser: Browser, site: str, width: int
) -> None:
    context = browser.new_context(
        base_url=site,
        java_script_enabled=False,
        viewport={"width": width, "height": 844},
    )
    page = context.new_page()
    page.goto("/search/?q=harbour&sort=oldest")
    page.get_by_role("link", name="Lines", exact=True).click()
    page.get_by_role("link", name="the words after").click()
    expect(page).to_have_url(re.compile("view=lines&lines=right"))
    page.get_by_role("link", name="Next ›").click()
    expect(page).to_have_url(re.compile("page=2"))
    page.locator(".lines a").nth(3).click()
    expect(page.locator("mark:target")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Next mention")).to_be_in_viewport()
    before = page.url
    page.get_by_role("link", name="Next mention").click()
    expect(page).not_to_have_url(before)
    expect(page.locator("mark:target")).to_be_in_viewport()
    page.get_by_role("link", name="Back to results").click()
    expect(page).to_have_url(re.compile("view=lines&lines=right&page=2"))
    page.get_by_role("link", name="List", exact=True).click()
    expect(page.locator(".rows h2")).to_have_count(20)
    context.close()
