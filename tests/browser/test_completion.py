"""The search box while somebody types, with and without JavaScript."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Response, expect

from tests.browser.fitting import assert_fits

pytestmark = pytest.mark.browser


@pytest.fixture
def box(page: Page) -> Locator:
    """The search box of a page of results, empty."""
    page.goto("/search/")
    return page.get_by_role("combobox", name="Search the archive")


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A page on a phone that is touched."""
    context = browser.new_context(
        base_url=site, viewport={"width": 390, "height": 844}, has_touch=True
    )
    yield context.new_page()
    context.close()


def option(page: Page, name: str) -> Locator:
    """Return what is offered under a name."""
    return page.get_by_role("option", name=re.compile(f"^{re.escape(name)} "))


def write(box: Locator, text: str) -> None:
    """Write a text at once, and wait for what is offered for it and nothing less."""

    def is_for_it(answer: Response) -> bool:
        return text in parse_qs(urlsplit(answer.url).query).get("q", [""])[0]

    box.focus()
    with box.page.expect_response(is_for_it):
        box.page.keyboard.insert_text(text)


def test_keys_choose_and_take_what_is_offered(page: Page, box: Locator) -> None:
    write(box, "stri")
    expect(option(page, "strike").first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("strike ")
    expect(box).to_be_focused()
    assert page.url.endswith("/search/")
    write(box, "tag:po")
    expect(option(page, "ports")).to_be_visible()
    box.press("ArrowDown")
    box.press("Tab")
    expect(box).to_have_value("strike tag:ports ")
    expect(box).to_be_focused()
    box.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("18 articles")


def test_enter_searches_for_what_was_typed_when_nothing_is_chosen(
    page: Page, box: Locator
) -> None:
    write(box, "harb")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("Enter")
    page.wait_for_url("**/search/?q=harb")


def test_the_state_of_the_list_is_told(page: Page, box: Locator) -> None:
    expect(box).to_have_attribute("aria-autocomplete", "list")
    expect(box).to_have_attribute("aria-expanded", "false")
    write(box, "cre")
    expect(box).to_have_attribute("aria-expanded", "true")
    listed = page.get_by_role("listbox", name="Suggestions")
    assert box.get_attribute("aria-controls") == listed.get_attribute("id")
    options = page.get_by_role("option")
    expect(page.locator("[aria-live=polite]")).to_have_text(
        f"Suggestions: {options.count()}"
    )
    expect(box).to_have_attribute("aria-activedescendant", "")
    box.press("ArrowDown")
    first = options.first
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    expect(first).to_have_attribute("aria-selected", "true")
    box.press("ArrowUp")
    expect(first).to_have_attribute("aria-selected", "false")
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(listed).not_to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("cre")


def test_the_mouse_takes_an_offer_and_the_box_keeps_the_focus(
    page: Page, box: Locator
) -> None:
    write(box, "Brovik Cou")
    option(page, "Brovik Courier").click()
    expect(box).to_have_value('source:"Brovik Courier" ')
    expect(box).to_be_focused()


def test_an_offer_goes_where_the_caret_is(page: Page, box: Locator) -> None:
    box.fill(" strike")
    box.press("Home")
    write(box, "𝕏 ferr")
    option(page, "ferry").first.click()
    expect(box).to_have_value("𝕏 ferry strike")
    box.press_sequentially("OR ")
    expect(box).to_have_value("𝕏 ferry OR strike")


def test_leaving_the_box_closes_the_list(page: Page, box: Locator) -> None:
    write(box, "harb")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("Tab")
    expect(page.get_by_role("listbox")).not_to_be_visible()
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_focused()


def test_a_key_shows_recent_queries_in_an_empty_box(page: Page, box: Locator) -> None:
    page.goto("/search/?q=harbour+strike")
    page.goto("/search/")
    box.press("ArrowDown")
    option(page, "harbour strike").click()
    expect(box).to_have_value("harbour strike")


def test_a_server_that_does_not_answer_leaves_the_box_as_it_is(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.route("**/complete.json*", lambda route: route.abort())
    page.goto("/search/")
    box = page.get_by_role("combobox", name="Search the archive")
    box.press_sequentially("harbour")
    page.wait_for_timeout(300)
    expect(page.get_by_role("listbox")).not_to_be_visible()
    box.press("Enter")
    page.wait_for_url("**/search/?q=harbour")
    context.close()


@pytest.mark.parametrize("address", ["/", "/search/?q=harbour"])
def test_on_a_phone_the_list_fits_and_is_touched(phone: Page, address: str) -> None:
    phone.goto(address)
    box = phone.get_by_role("combobox", name="Search the archive")
    box.fill("")
    write(box, "s")
    offered = option(phone, "strike").first
    expect(offered).to_be_visible()
    area = offered.bounding_box()
    assert area is not None
    assert area["height"] >= 24
    assert area["x"] + area["width"] <= 390
    offered.tap()
    expect(box).to_have_value("strike ")
    assert_fits(phone)


def test_without_javascript_the_box_is_a_plain_one(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/")
    assert page.get_by_role("combobox").count() == 0
    box = page.get_by_role("textbox", name="Search the archive")
    box.fill("strike")
    box.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("26 articles")
    context.close()
