"""Editors see what needs attention, mend it, and see the count fall."""

import pytest
from playwright.sync_api import Page, expect

from search import outbox
from tests.browser.fitting import assert_fits
from tests.factories import make_undecided

pytestmark = pytest.mark.browser


def test_a_derived_headline_is_accepted_and_settled(editor: Page) -> None:
    editor.goto("/")
    editor.get_by_role("link", name="Needs attention").click()
    row = editor.get_by_role("row", name="Derived headline")
    expect(row.get_by_role("cell").first).to_have_text("1")
    assert_fits(editor)
    row.get_by_role("link", name="Accept or edit the headlines").click()
    editor.get_by_role("checkbox").first.check()
    editor.locator("main, #content").locator("[type=submit]").first.click()
    expect(editor.get_by_text("No headline in this list is derived.")).to_be_visible()
    editor.goto("/attention/")
    expect(row.get_by_role("cell").first).to_have_text("0")


def test_copies_are_parted_and_joined_again(editor: Page) -> None:
    make_undecided()
    outbox.drain()
    editor.goto("/attention/")
    editor.get_by_role("link", name="Undecided copies").click()
    expect(editor.locator("h1")).to_have_text("Undecided copies")
    assert_fits(editor)
    editor.get_by_role("button", name="Not copies").click()
    expect(editor.locator("main")).to_contain_text("said not to be copies")
    expect(editor.locator("main")).to_contain_text("None is left")
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator("main")).to_contain_text("Bridge toll up")
