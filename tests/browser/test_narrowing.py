"""Narrowing results by dates and values, with JavaScript and without."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from search import outbox
from tests.browser.fitting import assert_fits
from tests.browser.test_looks import LOW_TARGETS
from tests.factories import make_article

pytestmark = pytest.mark.browser


@pytest.fixture
def tags(site: str) -> str:
    """Give one article so many tags that not all are shown beside the results."""
    make_article(headline="Harbour", tags=[f"quay {number}" for number in range(130)])
    outbox.drain()
    return site


@pytest.fixture
def plain_page(browser: Browser, tags: str) -> Iterator[Page]:
    """A page without JavaScript."""
    context = browser.new_context(base_url=tags, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_bar_narrows_to_its_days_and_back(page: Page) -> None:
    page.goto("/search/?q=harbour+strike")
    expect(page.get_by_text("At most 1 of 26 a day")).to_be_visible()
    page.locator(".chart svg a").nth(4).click()
    expect(page.get_by_role("status")).to_contain_text("1 article")
    expect(page.locator(".chips")).to_contain_text("5 Mar 2024")
    page.get_by_role("link", name="Zoom out to Mar 2024").click()
    expect(page.get_by_role("status")).to_contain_text("of 26 articles")
    expect(page.locator(".chips")).to_contain_text("Mar 2024")


def test_a_value_is_found_among_many_without_javascript(plain_page: Page) -> None:
    page = plain_page
    page.goto("/search/?q=harbour")
    page.get_by_role("link", name="All 133").click()
    page.get_by_label("Only those with").fill("QUAY 12")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("a.value")).to_have_count(11)
    page.get_by_role("link", name="A to Z").click()
    expect(page).to_have_url(re.compile("by=name"))
    expect(page.locator("a.value").first).to_have_text("quay 12")
    page.get_by_role("link", name="quay 129", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("1 article")
    page.get_by_role("link", name=re.compile("Remove: quay 129")).click()
    expect(page.get_by_role("status")).to_contain_text("of 29 articles")


def test_all_values_and_open_dates_fit_a_phone(page: Page, tags: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for address in (
        "/search/values/?facet=tag&q=harbour&find=quay&page=2",
        "/search/?q=harbour&from=2024-03&bars=share",
    ):
        page.goto(address)
        page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )
        assert_fits(page)
        assert page.evaluate(LOW_TARGETS) == [], address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_stand_out_from_the_paper(
    browser: Browser, site: str, scheme: str
) -> None:
    context = browser.new_context(base_url=site, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/search/?q=harbour+strike&source=brovik-courier")
    bars, grey = page.evaluate(CONTRASTS)
    assert bars >= 3
    assert grey >= 3
    context.close()


# How far the bars, and the line around the grey ones, stand out from the page.
CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d");
  const light = (color) => {
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  const ratio = (color) => {
    const [low, high] = [light(color), paper].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const [grey, bars] = document.querySelectorAll(".chart svg > path");
  return [ratio(getComputedStyle(bars).fill), ratio(getComputedStyle(grey).stroke)];
}"""
