"""Editors rename and merge on the pages of names, with JavaScript and without."""

import pytest
from playwright.sync_api import Page

from archive.models import Tag

pytestmark = pytest.mark.browser


def rename(page: Page, name: str) -> None:
    """Type another name into the form of a name's page."""
    page.click("summary:text-is('Rename or merge')")
    page.fill("[name=name]", name)
    page.click("button:text-is('Rename')")


def test_a_tag_is_renamed_merged_and_parted_again(editor: Page) -> None:
    editor.goto("/tags/ferries/")
    rename(editor, "Ferry crews")
    assert editor.inner_text("h1") == "Ferry crews"
    rename(editor, "ports")
    assert editor.inner_text("h1") == "Merge tags"
    assert editor.is_checked("label:has-text('ports') input")
    assert editor.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    editor.click("button:text-is('Merge')")
    assert "8 articles: “Ferry crews” merged into “ports”" in editor.inner_text("main")
    editor.goto("/tags/ferries/?page=1")
    assert editor.url.endswith("/tags/ports/?page=1")
    editor.goto("/search/?q=tag:ferries")
    assert "“ferries” was read as “ports”" in editor.inner_text("main")
    editor.goto("/admin/archive/correction/")
    editor.click("button:text-is('Undo')")
    assert Tag.objects.get(name="Ferry crews").articles.count() == 8


def test_names_that_look_alike_are_merged_or_kept_apart(editor: Page) -> None:
    for name in ("port", "strikes"):
        Tag.objects.create(name=name)
    editor.goto("/alike/tags/")
    editor.click("[aria-label='Keep apart strike and strikes']")
    assert "strikes" not in editor.inner_text("main")
    editor.click("[aria-label='Merge ports and port']")
    editor.click("button:text-is('Merge')")
    assert not Tag.objects.filter(name="port").exists()
