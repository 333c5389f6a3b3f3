"""Handing articles out: from the results to a copy that a browser opens from a disk."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.fitting import assert_fits

pytestmark = pytest.mark.browser


def download(page: Page, label: str, target: Path) -> Path:
    """Choose a format on the page of exports, and keep the file."""
    with page.expect_download() as begun:
        page.get_by_role("link", name=label, exact=True).click()
    begun.value.save_as(target)
    return target


@pytest.fixture
def unpacked(page: Page, tmp_path: Path) -> Path:
    """The copy to search of what the harbour's strike found."""
    page.goto("/search/?q=harbour+strike&sort=oldest")
    page.get_by_role("link", name="Export", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Export 26 articles: harbour strike"
    )
    zipped = download(page, "Copy to search", tmp_path / "copy.zip")
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(tmp_path / "copy")
    return tmp_path / "copy/index.html"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_copy_is_searched_from_a_disk_without_a_network(
    browser: Browser, unpacked: Path, width: int
) -> None:
    context = browser.new_context(
        offline=True, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(unpacked.as_uri())
    status, hits = page.get_by_role("status"), page.locator("#hits li")
    expect(status).to_have_text("26 articles")
    expect(hits).to_have_count(20)
    page.get_by_role("button", name="More").click()
    expect(hits).to_have_count(26)

    page.get_by_label("Search these articles").fill("HARBÓUR gazet day 1")
    page.keyboard.press("Enter")
    expect(status).to_have_text("5 of 26 articles have all these words")
    expect(hits.first).to_contain_text("Skerrow Gazette · 10 March 2024 · Ada Vik")
    expect(hits.first.locator("mark").first).to_have_text("Harbour")

    hits.first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=2)).to_have_count(1)
    expect(page.get_by_role("heading", level=2)).to_have_text("Harbour strike, day 10")
    expect(page.locator("article")).to_contain_text(
        "Ada Vik, “Harbour strike, day 10,”"
    )
    page.go_back()
    expect(status).to_have_text("5 of 26 articles have all these words")
    assert_fits(page)
    assert {url.partition(":")[0] for url in asked} == {"file"}
    assert complaints == []
    context.close()


def test_a_citation_is_copied(context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/search/?q=strike&sort=oldest")
    page.get_by_role("link", name="Cite Harbour strike, day 1", exact=True).click()
    cited = page.locator("#cite").get_by_text("Vik, A. (2024, March 1).")
    expect(cited).to_be_visible()
    page.get_by_role("button", name="Copy: APA").click()
    expect(page.get_by_role("button", name="Copy: APA")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == ("Vik, A. (2024, March 1). Harbour strike, day 1. Brovik Courier.")
