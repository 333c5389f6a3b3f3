"""Editors write a rule, see what it takes, and read old files again."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from archive.importing.pipeline import import_articles
from archive.models import Article, Rule
from tests.archive.piles import OTHER, STORY
from tests.browser.fitting import assert_fits
from tests.factories import write_house

pytestmark = pytest.mark.browser


def test_a_rule_is_tried_saved_and_reaches_old_files(
    editor: Page, tmp_path: Path
) -> None:
    for number, text in enumerate((STORY, OTHER)):
        write_house(tmp_path / f"{number}.txt", text, date="30.10.25")
    import_articles([tmp_path])
    editor.goto("/admin/archive/rule/add/?place=header")
    editor.fill("[name=pattern]", "date DAY.MONTH.YEAR")
    editor.fill("[name=name]", "short date")
    editor.press("[name=pattern]", "Enter")
    preview = editor.locator("#preview")
    expect(preview).to_contain_text("It takes a line of 2 originals")
    expect(preview.locator("ol")).to_contain_text("2025-10-30")
    assert not Rule.objects.filter(name="short date").exists()
    assert_fits(editor)
    editor.click("[name=_save]")
    editor.click("text=Read 2 originals again")
    editor.click("text=Change 2 articles")
    expect(editor.locator("#content")).to_contain_text("2 articles changed")
    dated = Article.objects.filter(published_on="2025-10-30", files__isnull=False)
    assert dated.count() == 2
