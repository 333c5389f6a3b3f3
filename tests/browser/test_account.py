"""Signing in with a second factor, and seeing to one's account, in a real browser."""

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.fitting import assert_fits
from tests.browser.signing_in import sign_in
from tests.browser.test_looks import FAINTEST, LOW_TARGETS

pytestmark = pytest.mark.browser
PASSWORD = "a harbour at night"
PAGES = (
    "/account/",
    "/account/password/",
    "/account/second-factor/",
    "/account/second-factor/off/",
)


def turn_on(page: Page) -> pyotp.TOTP:
    """Turn a second factor on, and return what its authenticator would know."""
    page.get_by_role("link", name="Account").click()
    page.get_by_role("link", name="Turn it on").click()
    expect(page.get_by_alt_text("The key as a picture to scan")).to_be_visible()
    authenticator = pyotp.TOTP(page.locator("code").inner_text())
    page.get_by_label("Code that it shows now").fill(authenticator.now())
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    return authenticator


def walk(page: Page) -> None:
    """Turn a second factor on, sign out, and in again with a recovery code."""
    sign_in(page)
    turn_on(page)
    code = page.locator("pre").inner_text().split()[0]
    page.get_by_role("link", name="to your account").click()
    expect(page.get_by_text("this one")).to_be_visible()
    page.get_by_role("button", name="Make a key").click()
    expect(page.get_by_role("link", name="/feeds/")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.goto("/account/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()


def test_signing_in_with_a_second_factor(page: Page) -> None:
    walk(page)


def test_the_account_works_without_javascript_on_a_phone(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(
        base_url=site,
        java_script_enabled=False,
        viewport={"width": 390, "height": 800},
    )
    walk(context.new_page())
    context.close()


def test_the_account_is_easy_to_see_and_to_hit(page: Page) -> None:
    sign_in(page)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for address in PAGES:
            page.goto(address)
            assert_fits(page)
            assert page.evaluate(FAINTEST) >= 4.5, address
            assert page.evaluate(LOW_TARGETS) == [], address
