"""Keeping searches, and combining the last ones, in a real browser."""

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect

from search import outbox
from tests.browser.fitting import assert_fits
from tests.browser.signing_in import sign_in
from tests.browser.test_looks import FAINTEST, LOW_TARGETS
from tests.factories import make_article

pytestmark = pytest.mark.browser


def keep_harbour(page: Page) -> None:
    """Save a search under a name of one's own."""
    page.goto("/search/?q=harbour&tag=ferries")
    page.get_by_text("Save this search").click()
    expect(page.get_by_label("Name", exact=True)).to_have_value(
        "harbour · tagged ferries"
    )
    page.get_by_label("Name", exact=True).fill("My ferries")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved as “My ferries”.")).to_be_visible()


def walk(page: Page) -> None:
    """Save a search, look at what is new, rename it, delete it and go back to it."""
    sign_in(page)
    keep_harbour(page)
    make_article(headline="Harbour ferry sold", tags=["ferries"])
    outbox.drain()
    menu = page.get_by_role("navigation", name="Archive")
    menu.get_by_role("link", name="Saved", exact=True).click()
    page.get_by_role("link", name="1 new").click()
    expect(page.get_by_role("status")).to_contain_text("1 article")
    expect(page.locator(".hit h2")).to_have_text("Harbour ferry sold")
    page.goto("/saved/")
    expect(page.get_by_text("nothing new since")).to_be_visible()
    page.get_by_text("Rename or delete").click()
    page.get_by_label("New name").fill("Ferries of mine")
    page.get_by_role("button", name="Rename").click()
    page.get_by_role("link", name="Ferries of mine").click()
    expect(page.get_by_role("status")).to_contain_text("9 articles")
    page.goto("/saved/")
    page.get_by_text("Rename or delete").click()
    page.get_by_role("button", name="Delete “Ferries of mine”").click()
    page.get_by_role("link", name="Its results").click()
    expect(page.get_by_role("status")).to_contain_text("9 articles")


def combine(page: Page) -> None:
    """Make two searches and combine them by their numbers."""
    page.goto("/search/?q=strike")
    page.goto("/search/?q=counterpart")
    page.goto("/saved/")
    page.get_by_label("Combine").fill("1 OR 2")
    page.locator("#recent").get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"/search/\?q=strike\+OR\+counterpart$"))
    expect(page.get_by_role("status")).to_contain_text("of 27 articles")
    page.goto("/saved/")
    page.get_by_role("button", name="Forget them").click()
    expect(page.get_by_text("searches are forgotten")).to_be_visible()


def test_a_search_is_saved_looked_at_renamed_and_deleted(page: Page) -> None:
    walk(page)


def test_recent_searches_are_combined(page: Page) -> None:
    combine(page)


def test_saving_and_combining_work_without_javascript(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    combine(page)
    walk(page)
    context.close()


def test_saved_searches_fit_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    combine(page)
    walk(page)
    own = User.objects.get().saved_searches
    own.create(name="averylongnamewithoutanyblank" * 7, parameters="q=harbour")
    page.goto("/search/?q=harbour")
    page.set_viewport_size({"width": 320, "height": 800})
    for address in ("/saved/", "/search/?q=harbour", "/saved/combined/?searches=x"):
        page.goto(address)
        assert_fits(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_on_the_page_is_easy_to_see_and_to_hit(
    browser: Browser, site: str, scheme: str
) -> None:
    context = browser.new_context(base_url=site, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    sign_in(page)
    keep_harbour(page)
    for address in ("/saved/", "/saved/combined/?searches=x", "/search/?q=harbour"):
        page.goto(address)
        for fold in page.get_by_text(re.compile("^(Rename or|Save this)")).all():
            fold.click()
        assert page.evaluate(FAINTEST) >= 4.5, address
        assert page.evaluate(LOW_TARGETS) == [], address
    context.close()
