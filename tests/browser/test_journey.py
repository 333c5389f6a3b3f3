"""The way of a reader, and of an editor, through the archive."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser


def test_a_reader_searches_narrows_opens_and_reads_on(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Search the archive").fill("harbour strike")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("1–20 of 26 articles")
    facets = page.get_by_role("complementary", name="Filters")
    facets.get_by_role("link", name="Brovik Courier", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("13 articles")
    page.locator(".hit h2 a").first.click()
    place = page.get_by_role("navigation", name="Results")
    expect(place).to_contain_text("1 of 13")
    expect(page.locator(".body mark").first).to_be_visible()
    first = page.locator("h1").inner_text()
    page.get_by_role("link", name="Next hit").click()
    expect(place).to_contain_text("2 of 13")
    expect(page.locator("h1")).not_to_have_text(first)
    page.get_by_role("link", name="Back to results").click()
    expect(page.get_by_role("status")).to_contain_text("13 articles")


def test_an_edit_in_the_admin_is_found_at_once(page: Page) -> None:
    sign_in(page)
    page.goto("/search/?q=counterpart")
    page.locator(".hit h2 a").first.click()
    page.get_by_role("link", name="correct").click()
    page.locator("#id_headline").fill("Zephyrine talks in the harbour")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto("/search/?q=zephyrine")
    expect(page.locator(".hit h2 a")).to_have_text("Zephyrine talks in the harbour")


def test_keys_lead_to_the_box_and_along_the_hits(page: Page) -> None:
    page.goto("/search/?q=harbour")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator(".hit h2 a").first).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("j/")
    expect(page.locator("#q")).to_have_value("j/")


def test_everything_works_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Search the archive").fill("harbour")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_contain_text("of 28 articles")
    page.get_by_role("link", name="ferries", exact=True).first.click()
    expect(page.get_by_role("status")).to_contain_text("8 articles")
    page.goto("/search/?q=harbour")
    page.get_by_role("link", name="Next ›").click()
    expect(page).to_have_url(re.compile("page=2"))
    page.get_by_label("From").fill("2024-03-05")
    page.get_by_label("to", exact=True).fill("2024-03-06")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("status")).to_contain_text("2 articles")
    page.get_by_role("link", name=re.compile("Remove the filter")).click()
    expect(page.get_by_role("status")).to_contain_text("of 28 articles")
    context.close()
