"""A feed is looked at and added on a telephone, without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.archive.feed_server import FeedServer, near, rss
from tests.browser.fitting import assert_fits
from tests.browser.signing_in import sign_in

pytestmark = pytest.mark.browser
feed_server = pytest.fixture(near)


def test_a_feed_is_looked_at_and_added(
    browser: Browser, site: str, feed_server: FeedServer
) -> None:
    feed_server.give("/feed", rss("The toll rises in May.", "Ferry crews voted."))
    context = browser.new_context(
        base_url=site, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    page = context.new_page()
    sign_in(page)
    page.goto("/import/feeds/")
    page.get_by_label("Address of the feed").fill(feed_server.address())
    page.get_by_role("button", name="Look what is in it").click()
    expect(
        page.get_by_text("2 articles in it now. Nothing is kept yet.")
    ).to_be_visible()
    page.get_by_role("button", name="Add this feed").click()
    expect(page.get_by_role("status").first).to_contain_text(
        "2 new or changed articles"
    )
    page.get_by_role("button", name=re.compile("Pause")).click()
    expect(page.get_by_text("(paused)")).to_be_visible()
    assert_fits(page)
    context.close()
