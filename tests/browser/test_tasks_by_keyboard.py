"""Ten tasks of a reader by keyboard alone, each within a stated number of presses.

A key pressed counts as one, and so does a text that is typed.
"""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext, Locator, Page, expect

from archive.models import Article, CopyGroup
from search import outbox
from tests.browser.signing_in import sign_in
from tests.factories import make_article

pytestmark = pytest.mark.browser

TAGGED = 5
MOST_TABS = 80


class Keyboard:
    """A page and a keyboard, on which every press counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each on a page that has come."""
        for key in keys:
            self.page.wait_for_load_state()
            self.page.keyboard.press(key)
            self.presses += 1

    def write(self, text: str) -> None:
        """Type a text."""
        self.page.keyboard.type(text)
        self.presses += 1

    def reach(self, wanted: Locator, *, by: str = "Tab") -> None:
        """Go on until something is in focus."""
        for _ in range(MOST_TABS):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.press(by)
        raise AssertionError(f"{wanted} was not reached")

    def search(self, text: str) -> None:
        """Search from wherever one is."""
        self.press("/")
        self.write(text)
        self.press("Enter")
        expect(self.page).to_have_url(re.compile(r"/search/\?q="))


@pytest.fixture
def keys(page: Page) -> Keyboard:
    """Somebody who has come to the first page."""
    page.goto("/")
    return Keyboard(page)


@pytest.fixture
def editor_keys(page: Page) -> Keyboard:
    """An editor who has come to the first page."""
    sign_in(page)
    page.goto("/")
    return Keyboard(page)


@pytest.fixture
def copied(site: str) -> Article:
    """An article that another paper ran as well."""
    article = Article.objects.get(published_on="2025-10-30")
    article.copy_group = CopyGroup.objects.create()
    article.save()
    make_article(
        headline="Minister meets counterpart",
        body=article.body,
        published_on="2025-10-31",
        source="Brovik Herald",
        copy_group=article.copy_group,
    )
    outbox.drain()
    return article


def test_finding_an_article_by_two_words_and_its_month(keys: Keyboard) -> None:
    keys.search("minister counterpart date:2025-10")
    keys.press("j", "o")
    expect(keys.page.locator("h1")).to_contain_text("The minister is to meet")
    assert keys.presses <= 5


def test_seeing_who_else_ran_it(keys: Keyboard, copied: Article) -> None:
    keys.search("minister counterpart")
    keys.press("j")
    keys.reach(keys.page.locator(".hit summary").first)
    keys.press("Enter", "Tab")
    copies = keys.page.locator(".hit details a")
    expect(copies).to_be_focused()
    expect(copies).to_contain_text(re.compile("30 Oct 2025|Brovik Herald"))
    assert keys.presses <= 10


def test_citing_an_article(keys: Keyboard, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    keys.search("harbour strike")
    keys.press("j")
    keys.reach(keys.page.get_by_role("link", name=re.compile("^Cite")).first)
    keys.press("Enter")
    button = keys.page.get_by_role("button", name=re.compile("Cop.*APA"))
    keys.reach(button)
    keys.press("Enter")
    expect(button).to_have_text("Copied")
    cited = keys.page.evaluate("navigator.clipboard.readText()")
    assert "Vik, A. (2024" in cited
    assert keys.presses <= 12


def test_reading_what_happened_in_a_week(keys: Keyboard) -> None:
    keys.search("date:2024-03-04..2024-03-10")
    expect(keys.page.get_by_role("status")).to_contain_text("7 articles")
    keys.press("j", "o")
    place = keys.page.get_by_role("navigation", name="Results")
    for number in range(1, 7):
        expect(place).to_contain_text(f"{number} of 7")
        keys.press("n")
    expect(place).to_contain_text("7 of 7")
    assert keys.presses <= 11


def test_narrowing_to_one_source(keys: Keyboard) -> None:
    keys.search("harbour strike")
    keys.reach(keys.page.get_by_role("link", name="Skip to the filters"))
    keys.press("Enter")
    filters = keys.page.get_by_role("complementary", name="Filters")
    keys.reach(filters.get_by_role("link", name="Brovik Courier", exact=True))
    keys.press("Enter")
    expect(keys.page.get_by_role("status")).to_contain_text("13 articles")
    assert keys.presses <= 12


def test_learning_why_an_article_is_missing(keys: Keyboard) -> None:
    keys.search('harbour strike source:"Skerrow Gazette"')
    keys.reach(keys.page.get_by_text("An article is missing?"), by="Shift+Tab")
    keys.press("Enter", "Tab")
    keys.write("Harbour strike, day 1")
    keys.press("Enter")
    expect(keys.page.locator(".expected")).to_contain_text("Skerrow Gazette")
    assert keys.presses <= 20


def test_correcting_a_headline(editor_keys: Keyboard) -> None:
    keys = editor_keys
    keys.search("counterpart")
    keys.press("j", "o")
    keys.page.wait_for_url("**/articles/**")
    keys.press("Tab", "Enter")
    keys.reach(keys.page.get_by_role("link", name="correct"))
    keys.press("Enter")
    expect(keys.page.get_by_label("Headline", exact=True)).to_be_focused()
    keys.press("ControlOrMeta+a")
    keys.write("Ministers meet")
    keys.press("Tab", "Enter")
    expect(keys.page.locator("h1")).to_have_text("Ministers meet")
    assert keys.presses <= 18


def test_tagging_five_articles(editor_keys: Keyboard) -> None:
    keys = editor_keys
    keys.search("harbour strike")
    keys.press("x")
    keys.page.wait_for_url("**select=**")
    # The last of them first, so that the way back to the form is short.
    keys.press("j", "j", "j", "j", "j", "x")
    for _ in range(TAGGED - 1):
        keys.press("k", "x")
    keys.reach(keys.page.locator("summary", has_text="Tags"), by="Shift+Tab")
    keys.press("Enter")
    keys.reach(keys.page.get_by_label(re.compile("Add")).first)
    keys.write("week one")
    keys.press("Enter")
    keys.page.wait_for_url("**/admin/**")
    keys.press("Tab", "Enter")
    keys.reach(keys.page.get_by_role("button", name=f"Change {TAGGED} articles"))
    keys.press("Enter")
    told = keys.page.get_by_text(f"{TAGGED} articles: tagged “week one”.")
    expect(told).to_be_visible()
    assert Article.objects.filter(tags__name="week one").count() == TAGGED
    assert keys.presses <= 36


def test_following_a_topic(editor_keys: Keyboard) -> None:
    keys = editor_keys
    keys.search("harbour strike")
    keys.press("j")
    save = keys.page.get_by_role("link", name="Save", exact=True)
    keys.reach(save, by="Shift+Tab")
    keys.press("Enter", "Tab", "Enter")
    keys.reach(keys.page.get_by_role("button", name="Save", exact=True))
    keys.press("Enter")
    expect(keys.page.get_by_text("Saved as “harbour AND strike”.")).to_be_visible()
    assert User.objects.get().saved_searches.count() == 1
    assert keys.presses <= 32


def test_printing_an_article(keys: Keyboard) -> None:
    keys.search("harbour strike")
    keys.press("j", "o")
    keys.page.wait_for_url("**/articles/**")
    # The browser's own key is left to it: what it prints is looked at here.
    keys.press("Control+p")
    keys.page.emulate_media(media="print")
    expect(keys.page.locator(".body")).to_be_visible()
    expect(keys.page.get_by_role("navigation")).to_have_count(0)
    assert keys.page.pdf().startswith(b"%PDF")
    assert keys.presses <= 6
