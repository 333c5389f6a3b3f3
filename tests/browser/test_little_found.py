"""What a reader sees and can do where little is found, with JavaScript and without."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.models import Article
from search import outbox
from tests.factories import make_article

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def reader(
    request: pytest.FixtureRequest, browser: Browser, site: str
) -> Iterator[Page]:
    """A page on a phone, with JavaScript or without."""
    context = browser.new_context(
        base_url=site,
        viewport={"width": 390, "height": 844},
        java_script_enabled=request.param,
    )
    yield context.new_page()
    context.close()


def test_a_slip_is_mended_with_one_click(reader: Page) -> None:
    reader.goto("/search/?q=harbuor+strike")
    nothing = reader.locator(".nothing").first
    expect(nothing).to_contain_text("harbuor 0")
    repair = nothing.get_by_role("link").first
    expect(repair).to_have_text("“harbour” instead of “harbuor”")
    repair.click()
    expect(reader.locator("h1")).to_contain_text("harbour strike")
    expect(reader.locator(".hit")).to_have_count(20)


def test_a_better_spelling_stands_at_the_top(reader: Page) -> None:
    make_article(headline="A slip", body="They spoke of the harbuor.")
    outbox.drain()
    reader.goto("/search/?q=harbuor")
    expect(reader.locator(".hit")).to_have_count(1)
    link = reader.locator(".asked").get_by_role("link", name="harbour", exact=True)
    link.click()
    expect(reader.locator("#q")).to_have_value("harbour")


def test_articles_with_most_words_follow(reader: Page) -> None:
    reader.goto("/search/?q=minister+counterpart+zeppelin")
    group = reader.locator(".nothing", has_text="Articles with some of these words")
    expect(group.locator(".hit")).to_have_count(1)
    expect(group).to_contain_text("Missing: zeppelin")


def test_a_missing_article_is_asked_for_and_found(reader: Page) -> None:
    reader.goto("/search/?q=harbour&tag=ports&sort=newest")
    reader.get_by_text("An article is missing?").click()
    box = reader.get_by_label("Its headline, file name or address")
    box.fill("An undated harbour")
    reader.get_by_role("button", name="Why").click()
    why = reader.locator(".expected")
    expect(why).to_contain_text("It is not tagged ports")
    why.get_by_role("link", name="without “tagged ports”").click()
    expect(reader.locator(".chips")).to_have_count(0)
    reader.get_by_text("An article is missing?").click()
    reader.get_by_label("Its headline, file name or address").fill(address())
    reader.get_by_role("button", name="Why").click()
    reader.locator(".expected").get_by_role("link", name="hit 28 of 28").click()
    expect(reader.locator(".hit").last).to_contain_text("An undated harbour")


def address() -> str:
    """Return the address of the undated article."""
    return Article.objects.get(headline="An undated harbour").get_absolute_url()


def test_links_stand_apart_and_nothing_scrolls_sideways(reader: Page) -> None:
    reader.set_viewport_size({"width": 320, "height": 640})
    reader.goto("/search/?q=harbour+strike&tag=ferries&from=2031-01-01&expected=strike")
    links = reader.locator(".repairs a").all()
    boxes = [box for link in links if (box := link.bounding_box())]
    assert len(boxes) > 3
    for above, below in pairwise(boxes):
        assert below["y"] - above["y"] >= 24
    assert all(box["x"] + box["width"] <= 320 for box in boxes)
