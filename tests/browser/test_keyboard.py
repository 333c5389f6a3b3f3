"""The keys, what they leave alone, and how they are switched off."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser

MOST_BYTES = 15_000


def press(page: Page, keys: str) -> None:
    """Press keys one after the other; the scripts have run by then."""
    page.wait_for_load_state()
    for key in keys.split():
        page.keyboard.press(key)


def links(page: Page) -> Locator:
    """Return the links of the hits."""
    return page.locator(".hit h2 a")


def place(page: Page) -> Locator:
    """Return what tells of an article which of the hits it is."""
    return page.get_by_role("navigation", name="Results")


def test_keys_lead_along_the_hits_and_open_one(page: Page) -> None:
    page.goto("/search/?q=harbour")
    press(page, "j j k")
    expect(links(page).first).to_be_focused()
    press(page, "j o")
    expect(place(page)).to_contain_text("2 of 28")


def test_the_hit_in_focus_is_seen(page: Page) -> None:
    page.goto("/search/?q=harbour")
    press(page, "k")
    expect(links(page).last).to_be_in_viewport()
    width = "element => getComputedStyle(element).outlineWidth"
    assert float(links(page).last.evaluate(width).removesuffix("px")) >= 2


def test_keys_lead_along_the_articles_of_results(page: Page) -> None:
    page.goto("/search/?q=harbour+strike")
    press(page, "j o")
    expect(place(page)).to_contain_text("1 of 26")
    press(page, "n")
    expect(place(page)).to_contain_text("2 of 26")
    press(page, "p")
    expect(place(page)).to_contain_text("1 of 26")


def test_keys_turn_the_pages_of_days_and_results(page: Page) -> None:
    page.goto("/2024/3/5/")
    press(page, "n")
    page.wait_for_url("**/2024/3/6/")
    page.goto("/search/?q=harbour")
    press(page, "n")
    page.wait_for_url("**page=2")


def test_escape_leads_from_a_hit_to_the_box_and_slash_from_anywhere(
    page: Page,
) -> None:
    page.goto("/search/?q=harbour")
    press(page, "j Escape")
    expect(page.locator("#q")).to_be_focused()
    page.locator("#q").blur()
    press(page, "/")
    expect(page.locator("#q")).to_be_focused()


def test_keys_are_letters_while_one_types(page: Page) -> None:
    page.goto("/search/?q=harbour")
    press(page, "/")
    page.keyboard.type("njx?/")
    expect(page.locator("#q")).to_have_value("njx?/")
    expect(page.locator("dialog")).to_have_count(0)


def test_keys_with_modifiers_are_left_to_the_browser(page: Page) -> None:
    page.goto("/search/?q=harbour")
    press(page, "Control+j Alt+j Meta+j")
    expect(page.locator("body")).to_be_focused()


def test_the_shortcuts_are_shown_and_closed(page: Page) -> None:
    page.goto("/search/?q=harbour")
    press(page, "j ?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog.get_by_role("row")).to_have_count(8)
    press(page, "k Escape")
    expect(dialog).to_have_count(0)
    expect(links(page).first).to_be_focused()


def test_the_shortcuts_are_switched_off_for_good(page: Page) -> None:
    page.goto("/search/?q=harbour")
    press(page, "?")
    switch = page.get_by_label("Use these keys")
    expect(switch).to_be_visible()
    switch.press("Space")
    press(page, "Escape j")
    expect(page.locator("body")).to_be_focused()
    page.reload()
    press(page, "j ?")
    expect(page.locator("body")).to_be_focused()
    expect(page.locator("dialog")).to_have_count(0)
    page.get_by_role("link", name="Keyboard shortcuts").click()
    expect(switch).to_be_visible()
    switch.press("Space")
    press(page, "?")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_skip_links_lead_to_the_first_hit_the_filters_and_the_box(page: Page) -> None:
    for name, wanted in (
        ("Skip to the first hit", "#hits a"),
        ("Skip to the filters", "#filters a"),
    ):
        page.goto("/search/?q=harbour")
        page.get_by_role("link", name=name).press("Enter")
        press(page, "Tab")
        expect(page.locator(wanted).first).to_be_focused()
    page.get_by_role("link", name="Skip to search").press("Enter")
    expect(page.locator("#q")).to_be_focused()


def test_the_page_of_shortcuts_says_what_they_need(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/help/search/")
    page.get_by_role("link", name=re.compile("Keyboard shortcuts")).first.click()
    expect(page.get_by_text("These keys need JavaScript")).to_be_visible()
    expect(page.get_by_role("checkbox")).to_have_count(0)
    context.close()


def test_all_scripts_together_are_small() -> None:
    scripts = Path(settings.BASE_DIR).glob("*/static/**/*.js")
    assert sum(script.stat().st_size for script in scripts) < MOST_BYTES
