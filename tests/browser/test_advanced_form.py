"""The advanced form in a browser."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.fitting import assert_fits

pytestmark = pytest.mark.browser
SCREENS = [(1280, True), (390, True), (1280, False)]


@pytest.mark.parametrize(("width", "has_script"), SCREENS)
def test_a_query_goes_through_the_form_and_back(
    browser: Browser, site: str, width: int, has_script: bool
) -> None:
    context = browser.new_context(
        base_url=site,
        viewport={"width": width, "height": 800},
        java_script_enabled=has_script,
    )
    page = context.new_page()
    page.goto("/search/?q=harbour&tag=ports")
    page.get_by_label("Search the archive").fill("harbour -undated")
    page.get_by_role("button", name="Advanced").click()
    expect(page.get_by_label("All of these words")).to_have_value("harbour")
    expect(page.get_by_label("None of these words")).to_have_value("undated")
    expect(
        page.get_by_text("These filters stay in force: tagged ports.")
    ).to_be_visible()
    assert_fits(page)
    page.get_by_label("Exactly this phrase").fill("harbour voted")
    page.get_by_label("Source").fill("Brovik Courier")
    page.get_by_label("Published from").fill("2024-03-05")
    page.get_by_label("Published until").fill("2024-03-11")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_label("Search the archive")).to_have_value(
        'harbour "harbour voted" source:"Brovik Courier" '
        "date:2024-03-05..2024-03-11 NOT undated"
    )
    expect(page).to_have_url(re.compile("tag=ports"))
    expect(page.get_by_role("status").first).to_contain_text("3 articles")
    page.get_by_role("button", name="Advanced").click()
    expect(page.get_by_label("Published from")).to_have_value("2024-03-05")
    expect(page.get_by_label("Source")).to_have_value("Brovik Courier")
    context.close()


def test_what_is_wrong_is_told_beside_its_field(page: Page) -> None:
    page.goto("/search/advanced/?words=toll&from=31+Feb+2025&near=crews")
    wrong = page.get_by_label("Published from")
    expect(wrong).to_have_value("31 Feb 2025")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_have_accessible_description(
        "“31 Feb 2025” is no day: write one like 2025-10-30."
    )
    expect(page.get_by_label("Another word")).to_have_accessible_description(
        "Two words are near each other: write both."
    )
    expect(page.get_by_role("alert")).to_contain_text("see the marked fields")


def test_the_form_is_filled_in_by_keys_alone(page: Page) -> None:
    page.goto("/search/advanced/")
    page.keyboard.press("/")
    expect(page.get_by_label("All of these words")).to_be_focused()
    page.keyboard.type("harbour")
    page.keyboard.press("Tab")
    page.keyboard.type("strike ferry")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Search the archive")).to_have_value(
        "harbour (strike OR ferry)"
    )


@pytest.mark.parametrize("address", ["/search/advanced/", "/help/search/"])
def test_the_pages_fit_a_narrow_screen_and_have_large_targets(
    page: Page, address: str
) -> None:
    from tests.browser.test_looks import LOW_TARGETS

    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address)
    assert_fits(page)
    assert page.evaluate(LOW_TARGETS) == []
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_help_page_and_the_form_stand_out_from_the_paper(
    browser: Browser, site: str, scheme: str
) -> None:
    from tests.browser.test_looks import FAINTEST

    context = browser.new_context(base_url=site, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for address in ("/search/advanced/?words=a&near=b&tag=ports", "/help/search/"):
        page.goto(address)
        assert page.evaluate(FAINTEST) >= 4.5, address
    context.close()
