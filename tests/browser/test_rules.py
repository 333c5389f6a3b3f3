"""Editors write a rule, see what it takes, and read old files again."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from archive.importing.pipeline import import_articles
from archive.models import Article, Rule
from tests.archive.piles import OTHER, STORY
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
    assert "It takes a line of 2 originals" in editor.inner_text("#preview")
    assert "2025-10-30" in editor.inner_text("#preview ol")
    assert not Rule.objects.filter(name="short date").exists()
    width = editor.evaluate("document.documentElement.scrollWidth")
    assert editor.viewport_size
    assert width == editor.viewport_size["width"]
    editor.click("[name=_save]")
    editor.click("text=Read 2 originals again")
    editor.click("text=Change 2 articles")
    dated = Article.objects.filter(published_on="2025-10-30", files__isnull=False)
    assert dated.count() == 2
