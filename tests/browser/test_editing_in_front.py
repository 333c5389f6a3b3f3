"""Editors correct articles where they read them, with JavaScript and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.models import Article
from tests.browser.fitting import assert_fits

pytestmark = pytest.mark.browser


WITH_SCRIPT, WITHOUT = "script, 1280 px", "no script, 390 px"


def test_an_article_is_corrected_beside_its_text(editor: Page) -> None:
    editor.goto("/search/?q=counterpart")
    editor.locator(".hit h2 a").first.click()
    editor.get_by_role("link", name="correct", exact=True).click()
    expect(editor.locator("h1")).to_have_text("Edit an article")
    assert_fits(editor)
    editor.get_by_label("Keep this headline").check()
    editor.get_by_label("Tags").fill("ports, talks")
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.get_by_text("Saved.")).to_be_visible()
    expect(editor.get_by_text("made from the first sentence")).to_have_count(0)
    expect(editor.get_by_role("link", name="Back to results")).to_be_visible()
    editor.goto("/search/?q=tag:talks")
    expect(editor.locator(".hit")).to_have_count(1)


@pytest.mark.parametrize("editor", [WITHOUT], indirect=True)
def test_an_article_is_trashed_and_brought_back(editor: Page) -> None:
    article = Article.objects.get(published_on=None)
    editor.goto(article.get_absolute_url())
    editor.get_by_role("link", name="Edit", exact=True).click()
    editor.get_by_role("button", name="Save and move to the trash").click()
    expect(editor.get_by_text("readers do not see it")).to_be_visible()
    editor.get_by_role("button", name="Undo").click()
    expect(editor.get_by_text("undone:")).to_be_visible()
    expect(editor.get_by_text("readers do not see it")).to_have_count(0)
    article.refresh_from_db()
    assert article.is_live


def test_hits_are_selected_corrected_and_put_back(editor: Page) -> None:
    editor.goto("/search/?q=harbour+strike&sort=newest")
    editor.get_by_role("link", name="Select").click()
    editor.get_by_label("Select Harbour strike, day 26").check()
    editor.get_by_label("Select Harbour strike, day 24").check()
    editor.locator("summary:text-is('Tags')").click()
    editor.get_by_label("Add", exact=True).fill("picked")
    editor.get_by_label("Add", exact=True).press("Enter")
    expect(editor.get_by_text("2 articles will be changed.")).to_be_visible()
    editor.get_by_role("button", name="Change 2 articles").click()
    expect(editor).to_have_url(re.compile("/search/.*select=1"))
    expect(editor.get_by_text("2 articles: tagged “picked”.")).to_be_visible()
    tagged = Article.objects.filter(tags__name="picked")
    assert sorted(a.headline[-2:] for a in tagged) == ["24", "26"]
    editor.get_by_role("button", name="Undo").click()
    expect(editor.get_by_text("undone: tagged “picked”")).to_be_visible()
    assert not tagged.all().exists()


@pytest.mark.parametrize("editor", [WITHOUT], indirect=True)
def test_all_that_were_found_are_corrected(editor: Page) -> None:
    editor.goto("/search/?q=harbour+strike&select=1")
    assert_fits(editor)
    editor.get_by_label("all 26 found").check()
    editor.locator("summary:text-is('Section')").click()
    editor.get_by_label("Section", exact=True).fill("Sport")
    editor.locator("details[open] button:text-is('Preview')").click()
    editor.get_by_role("button", name="Change 26 articles").click()
    expect(editor.get_by_text("26 articles: section set")).to_be_visible()
    assert Article.objects.filter(section="Sport").count() == 26


@pytest.mark.parametrize("editor", [WITH_SCRIPT], indirect=True)
def test_ticks_are_kept_from_page_to_page_and_counted(editor: Page) -> None:
    editor.goto("/search/?q=harbour+strike&sort=newest&select=1")
    editor.get_by_label("Select Harbour strike, day 26").check()
    editor.get_by_role("link", name="Next ›").click()
    editor.get_by_label("Select Harbour strike, day 1", exact=True).check()
    expect(editor.locator("#selection output")).to_have_text("(2)")
    editor.locator("summary:text-is('Headlines')").click()
    editor.locator("summary:text-is('Language')").click()
    editor.get_by_label("Language", exact=True).fill("en")
    editor.locator("details[open] button:text-is('Preview')").click()
    expect(editor.get_by_text("2 articles will be changed.")).to_be_visible()
    editor.go_back()
    editor.get_by_role("button", name="Untick all").click()
    expect(editor.locator("#selection output")).to_have_text("")


@pytest.mark.parametrize("editor", [WITH_SCRIPT], indirect=True)
def test_names_are_offered_while_one_types(editor: Page) -> None:
    article = Article.objects.get(published_on=None)
    editor.goto(f"/articles/{article.pk}/edit/")
    tags = editor.get_by_label("Tags")
    tags.press_sequentially("new, str")
    options = editor.locator("#id_tags ~ datalist option")
    expect(options).to_have_count(1)
    expect(options).to_have_attribute("value", "new, strike")


@pytest.mark.parametrize("script", [True, False])
def test_readers_tick_hits_and_are_handed_them(
    browser: Browser, site: str, script: bool
) -> None:
    context = browser.new_context(
        base_url=site,
        java_script_enabled=script,
        viewport={"width": 320, "height": 700},
    )
    page = context.new_page()
    page.goto("/search/?q=harbour+strike&sort=newest")
    page.get_by_role("link", name="Select").click()
    page.get_by_label("Select Harbour strike, day 25").check()
    assert_fits(page)
    page.get_by_label("Format").select_option("csv")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    rows = download.value.path().read_text(encoding="utf-8-sig")
    assert "Chosen by hand,1" in rows
    assert "day 25" in rows
    assert "day 24" not in rows
    context.close()
