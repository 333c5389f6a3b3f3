"""How a query was read, as a reader sees it and changes it."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.fitting import assert_fits

pytestmark = pytest.mark.browser


def test_a_part_of_the_reading_is_left_out_with_one_click(page: Page) -> None:
    page.goto("/search/?q=harbour+strike+NOT+ferry")
    expect(page.locator(".read-as").first).to_contain_text("Read as:")
    page.get_by_role("link", name="Leave out strike").click()
    expect(page.locator("#q")).to_have_value("harbour NOT ferry")


def test_the_other_reading_is_a_link_with_its_count(page: Page) -> None:
    page.goto("/search/?q=harbour+AND+strike+OR+counterpart")
    other = page.get_by_role("link", name="harbour AND (strike OR counterpart)")
    told = other.locator("xpath=..").locator(".count").inner_text()
    other.click()
    expect(page.get_by_role("status")).to_contain_text(told)
    expect(page.locator("#q")).to_have_value("harbour (strike OR counterpart)")
    expect(page.get_by_text("If OR joins")).to_have_count(0)


def test_the_language_of_a_pasted_query_is_changed_without_javascript(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/?q=HEADLINE(harbour or ferry) and not strike or toll")
    expect(page.get_by_text("Read as Nexis:")).to_be_visible()
    page.get_by_role("link", name="this archive", exact=True).click()
    expect(page.get_by_text("Read as this archive:")).to_be_visible()
    expect(page).to_have_url(re.compile("dialect=archive"))
    page.get_by_role("link", name="Nexis", exact=True).click()
    expect(page.get_by_text("Read as Nexis:")).to_be_visible()
    context.close()


def test_a_long_reading_fits_a_telephone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(
        "/search/?q=HLEAD(harbour w/5 strike or ferry) and COMPANY(Skerrow Oil) "
        "and not (toll pre/3 bridge or counterpart) and DATE AFT 1/2/2019"
    )
    expect(page.get_by_text("Read as Nexis:")).to_be_visible()
    assert_fits(page)
