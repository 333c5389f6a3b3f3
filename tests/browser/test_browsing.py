"""Going through the archive by year, month, day, tag and source."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from archive.models import CopyGroup
from search import outbox
from tests.browser.fitting import assert_fits
from tests.factories import make_article

pytestmark = pytest.mark.browser
PHONE = ViewportSize(width=390, height=844)
PAGES = (
    *("/", "/years/", "/1994/", "/1994/3/", "/1994/3/5/", "/undated/"),
    *("/tags/", "/tags/sluices/", "/sources/", "/sources/brovik-courier/"),
)


@pytest.fixture
def coast(site: str) -> str:
    """Articles of two years, most of them on one day, two of them copies."""
    group = CopyGroup.objects.create()
    for number in range(9):
        make_article(
            headline=f"Harbour toll rises again in Brovik, number {number}",
            published_on=f"199{number % 2 + 3}-0{number // 4 + 1}-05",
            source="Brovik Courier" if number % 3 else "Aft Times",
            credits=["Reuters"],
            tags=["sluices"],
            section="Trade",
            copy_group=group if number < 3 else None,
        )
    make_article(headline="Ferry strike", published_on="1994-03-05", tags=["sluices"])
    make_article(published_on=None, source="Brovik Courier")
    outbox.drain()
    return site


def test_a_reader_goes_from_the_years_to_a_story_and_on(page: Page, coast: str) -> None:
    page.goto("/years/")
    page.get_by_role("link", name="1994", exact=True).click()
    expect(page.locator("h1")).to_have_text("1994")
    expect(page.get_by_text("At most 2 a day")).to_be_visible()
    page.get_by_role("link", name="March", exact=True).click()
    expect(page.locator("h1")).to_have_text("March 1994")
    page.get_by_role("link", name="Ferry strike").first.click()
    expect(page.locator("h1")).to_have_text("Ferry strike")
    page.get_by_role("link", name="Saturday 5 March 1994").click()
    expect(page.locator("h1")).to_have_text("Saturday 5 March 1994")
    page.get_by_role("navigation", name="Days nearby").get_by_role("link").first.click()
    expect(page.locator("h1")).to_have_text("Saturday 5 February 1994")
    page.get_by_role("main").get_by_role("link", name="1994", exact=True).click()
    expect(page.locator("h1")).to_have_text("1994")


def test_a_bar_of_a_tag_leads_to_its_articles_of_that_time(
    page: Page, coast: str
) -> None:
    page.goto("/tags/sluices/")
    page.locator(".chart svg a").last.click()
    expect(page.get_by_role("status")).to_contain_text("1 article")
    expect(page.locator(".hit h2")).to_have_text(["Ferry strike"])


def test_a_story_opens_its_copies(page: Page, coast: str) -> None:
    page.goto("/1994/1/5/")
    page.get_by_text("2 copies of this article").click()
    expect(page.locator("details.copies[open] li")).to_have_count(2)


@pytest.mark.parametrize("script", [True, False])
def test_pages_fit_a_phone_with_and_without_script(
    browser: Browser, coast: str, *, script: bool
) -> None:
    context = browser.new_context(
        base_url=coast, viewport=PHONE, java_script_enabled=script
    )
    page = context.new_page()
    for address in PAGES:
        page.goto(address)
        expect(page.locator("h1")).to_have_count(1)
        assert_fits(page)
    context.close()
