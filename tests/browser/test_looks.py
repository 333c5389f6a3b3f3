"""How pages stand on screens of several kinds."""

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.models import Article
from tests.browser.fitting import assert_fits

pytestmark = pytest.mark.browser

ADDRESSES = (
    "/",
    "/search/?q=harbour&tag=ports&not_source=skerrow-gazette&from=2024-01-01",
    "/search/?q=harbour&per=50",
    "/search/?q=nothing+like+this&tag=ports",
    f"/search/?q={'averylongwordwithoutanyblank' * 8}",
    "/years/",
    "/2024/",
    "/2024/3/",
    "/2024/3/5/",
    "/undated/",
    "/tags/",
    "/tags/ports/",
    "/sources/",
    "/sources/reuters/",
    "/sign-in/",
)


def addresses() -> list[str]:
    """Return an address of every kind of page."""
    articles = Article.objects.all()
    return [*ADDRESSES, *(f"{a.get_absolute_url()}?q=harbour" for a in articles[:2])]


def test_no_page_scrolls_sideways_at_320_pixels(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for address in addresses():
        page.goto(address)
        assert_fits(page)


def test_the_first_hit_stands_high_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for query in ("q=harbour+strike", "q=harbour&tag=ports&from=2024-01-01"):
        page.goto(f"/search/?{query}")
        box = page.locator(".hit").first.bounding_box()
        assert box is not None
        assert box["y"] < 640


def test_filters_and_dates_fold_on_a_phone(page: Page) -> None:
    page.goto("/search/?q=harbour&tag=ports")
    link = page.get_by_role("link", name="Brovik Courier", exact=True).first
    expect(link).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    facets = page.locator("#filters .value").first
    expect(facets).not_to_be_visible()
    page.get_by_text("Filters (1)").click()
    expect(facets).to_be_visible()


def test_hits_take_the_whole_width_of_printed_paper(page: Page) -> None:
    page.set_viewport_size({"width": 1120, "height": 800})
    page.emulate_media(media="print")
    page.goto("/search/?q=harbour")
    box = page.locator(".found").bounding_box()
    assert box is not None
    assert box["width"] > 900


def test_each_page_has_one_heading_and_a_title(page: Page) -> None:
    for address in addresses():
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        assert page.title().endswith(" · News Archive"), address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_the_paper(
    browser: Browser, site: str, scheme: str
) -> None:
    context = browser.new_context(base_url=site, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for address in addresses():
        page.goto(address)
        assert page.evaluate(FAINTEST) >= 4.5, (address, page.evaluate(FAINTEST))
    context.close()


def test_links_to_skip_come_first(page: Page) -> None:
    page.goto("/search/?q=harbour")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the page")).to_be_in_viewport()


def test_small_targets_are_large_enough(page: Page) -> None:
    for address in addresses():
        page.goto(address)
        assert page.evaluate(LOW_TARGETS) == [], address


def test_a_printed_article_is_all_text(page: Page) -> None:
    page.goto(addresses()[-1])
    page.emulate_media(media="print")
    expect(page.locator(".masthead")).not_to_be_visible()
    expect(page.locator(".body")).to_be_visible()


# The lowest contrast between a text and what it stands on, as WCAG 2.2 computes it.
FAINTEST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {
    willReadFrequently: true,
  });
  const parse = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => c / 255).map(
      (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const paper = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color[3] === 255) return color;
    }
    return [255, 255, 255, 255];
  };
  let faintest = 21;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    if (element.closest("svg, script")) continue;
    const one = light(parse(getComputedStyle(element).color));
    const other = light(paper(element));
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    faintest = Math.min(faintest, ratio);
  }
  return faintest;
}"""

# Links and buttons under 24 pixels, but for links in running text.
LOW_TARGETS = """() => [...document.querySelectorAll("a, button, summary, input")]
  .filter((e) => e.checkVisibility() && !e.closest("svg, .skip, p, td p"))
  .filter((e) => e.type !== "hidden")
  .filter((e) => {
    const own = e.getBoundingClientRect();
    const row = parseFloat(getComputedStyle(e).lineHeight);
    return Math.max(own.height, row || 0) < 24;
  })
  .map((e) => e.outerHTML.slice(0, 120))"""
