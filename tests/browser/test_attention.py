"""Editors see what needs attention, mend it, and see the count fall."""

import pytest
from playwright.sync_api import Page, expect

from search import outbox
from tests.factories import make_undecided

pytestmark = pytest.mark.browser


def assert_fits(page: Page) -> None:
    """Fail when a page scrolls sideways."""
    wide = "document.documentElement.scrollWidth - innerWidth"
    assert page.evaluate(wide) <= 0


def test_a_derived_headline_is_accepted_and_settled(editor: Page) -> None:
    editor.goto("/")
    editor.get_by_role("link", name="Needs attention").click()
    assert_fits(editor)
    row = editor.get_by_role("row", name="Derived headline")
    expect(row.get_by_role("cell").first).to_have_text("1")
    row.get_by_role("link", name="Accept or edit the headlines").click()
    editor.get_by_role("checkbox").first.check()
    editor.locator("main, #content").locator("[type=submit]").first.click()
    editor.goto("/attention/")
    expect(row.get_by_role("cell").first).to_have_text("0")


def test_copies_are_parted_and_joined_again(editor: Page) -> None:
    make_undecided()
    outbox.drain()
    editor.goto("/attention/")
    editor.get_by_role("link", name="Undecided copies").click()
    assert_fits(editor)
    editor.get_by_role("button", name="Not copies").click()
    expect(editor.locator("main")).to_contain_text("said not to be copies")
    expect(editor.locator("main")).to_contain_text("None is left")
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator("main")).to_contain_text("Bridge toll up")
