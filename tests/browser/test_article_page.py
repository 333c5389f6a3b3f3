"""The page of an article: copying citations, links to passages, printing."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from archive.models import Article
from tests.factories import make_article

pytestmark = pytest.mark.browser

BODY = (
    "Crews at the harbour met. The toll was high.\n\n"
    "Crews at the harbour voted to strike, and nobody sailed for a week.\n\n"
    "The ferries lay still."
)


@pytest.fixture
def article(site: str) -> Article:
    """An article with words that come twice."""
    return make_article(
        headline="Crews vote", body=BODY, byline="Ada Vik", source="Brovik Courier"
    )


def choose(page: Page, paragraph: int, first: int, last: int) -> None:
    """Select signs of a paragraph's text."""
    page.evaluate(
        """([name, first, last]) => {
            const text = document.getElementById(name).firstChild;
            getSelection().setBaseAndExtent(text, first, text, last);
        }""",
        [f"p{paragraph}", first, last],
    )


def test_a_passage_has_an_address_that_leads_to_it(
    context: BrowserContext, page: Page, article: Article
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(article.get_absolute_url())
    offer = page.get_by_role("button", name="Copy link to this passage")
    expect(offer).to_be_hidden()
    # From within "voted" to within "strike".
    choose(page, 2, 23, 34)
    offer.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    path = article.get_absolute_url()
    words = "at%20the%20harbour-,voted%20to%20strike%2C"
    assert address.endswith(f"{path}#p2:~:text={words}")
    page.goto("about:blank")
    page.goto(address)
    assert page.evaluate("document.querySelector(':target').id") == "p2"


def test_a_long_passage_is_named_by_its_ends(
    context: BrowserContext, page: Page, article: Article
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(article.get_absolute_url())
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.body'))")
    page.get_by_role("button", name="Copy link to this passage").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    begin, _, end = address.partition(":~:text=")[2].partition(",")
    assert begin == "Crews%20at%20the%20harbour%20met."
    # No browser finds words of two paragraphs together.
    assert end == "The%20ferries%20lay%20still."


def test_a_short_passage_of_two_paragraphs_is_named_by_its_ends(
    context: BrowserContext, page: Page, article: Article
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(article.get_absolute_url())
    page.evaluate(
        """getSelection().setBaseAndExtent(
            document.querySelector('#p2').firstChild, 56,
            document.querySelector('#p3').firstChild, 12)"""
    )
    page.get_by_role("button", name="Copy link to this passage").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    words = "and%20nobody%20sailed-,for%20a%20week.,The%20ferries%20lay"
    assert address.endswith(f"#p2:~:text={words}")


def test_each_citation_is_copied_as_it_stands(
    context: BrowserContext, page: Page, article: Article
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(article.get_absolute_url())
    page.get_by_text("Cite this article").click()
    button = page.get_by_role("button", name="Copy: Chicago author-date")
    button.click()
    expect(button).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "Vik, Ada. 2024. “Crews vote.” Brovik Courier, March 5, 2024."


def test_paragraphs_have_links_without_javascript(
    browser: Browser, site: str, article: Article
) -> None:
    context = browser.new_context(
        base_url=site, java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    page.goto(f"{article.get_absolute_url()}?q=harbour")
    page.get_by_role("link", name="Number the paragraphs").click()
    page.get_by_role("link", name="Paragraph 2").click()
    expect(page).to_have_url(re.compile(r"\?q=harbour&numbers=on#p2$"))
    expect(page.locator("p:target")).to_contain_text("voted to strike")
    expect(page.get_by_role("link", name="Back to results")).to_be_visible()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    context.close()


def test_paper_shows_the_article_and_how_to_cite_it(
    page: Page, article: Article
) -> None:
    page.goto(article.get_absolute_url())
    page.emulate_media(media="print")
    expect(
        page.get_by_text("Vik, A. (2024, March 5). Crews vote.").last
    ).to_be_visible()
    expect(page.get_by_text(article.get_absolute_url())).to_be_visible()
    for gone in ("Cite this article", "Number the paragraphs", "Sign in"):
        expect(page.get_by_text(gone)).to_be_hidden()
