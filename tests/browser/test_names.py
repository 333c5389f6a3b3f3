"""Editors rename and merge on the pages of names, with JavaScript and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from archive.models import Tag
from tests.browser.fitting import assert_fits

pytestmark = pytest.mark.browser


def rename(page: Page, name: str) -> None:
    """Type another name into the form of a name's page."""
    page.click("summary:text-is('Rename or merge')")
    page.fill("[name=name]", name)
    page.click("button:text-is('Rename')")


def test_a_tag_is_renamed_merged_and_parted_again(editor: Page) -> None:
    heading, main = editor.locator("h1"), editor.locator("main")
    editor.goto("/tags/ferries/")
    rename(editor, "Ferry crews")
    expect(heading).to_have_text("Ferry crews")
    rename(editor, "ports")
    expect(heading).to_have_text("Merge tags")
    expect(editor.locator("label:has-text('ports') input")).to_be_checked()
    assert_fits(editor)
    editor.click("button:text-is('Merge')")
    expect(main).to_contain_text("8 articles: “Ferry crews” merged into “ports”")
    editor.goto("/tags/ferries/?page=1")
    expect(editor).to_have_url(re.compile(r"/tags/ports/\?page=1$"))
    editor.goto("/search/?q=tag:ferries")
    expect(main).to_contain_text("“ferries” was read as “ports”")
    editor.goto("/admin/archive/correction/")
    editor.click("button:text-is('Undo')")
    expect(editor.locator("#content")).to_contain_text("It took back")
    assert Tag.objects.get(name="Ferry crews").articles.count() == 8


def test_names_that_look_alike_are_merged_or_kept_apart(editor: Page) -> None:
    for name in ("port", "strikes"):
        Tag.objects.create(name=name)
    editor.goto("/alike/tags/")
    editor.click("[aria-label='Keep apart strike and strikes']")
    expect(editor.locator("main")).not_to_contain_text("strikes")
    editor.click("[aria-label='Merge ports and port']")
    editor.click("button:text-is('Merge')")
    expect(editor.locator("h1")).to_have_text("ports")
    assert not Tag.objects.filter(name="port").exists()
