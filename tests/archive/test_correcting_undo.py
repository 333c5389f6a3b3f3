"""Undoing a correction keeps what was edited since, and is done once."""

import datetime
from pathlib import Path

import pytest
from django.utils import timezone

from archive.correcting import kinds
from archive.correcting.applying import CannotUndo, apply, begin_undoing, undo
from archive.correcting.dates import SetDate
from archive.importing.pipeline import import_articles
from archive.importing.undo import undo_import
from archive.models import Article, Correction, Import
from tests.archive.piles import STORY
from tests.factories import make_article, make_tag, write_house

pytestmark = pytest.mark.django_db


def ids(*articles: Article) -> list[int]:
    return [article.pk for article in articles]


def test_undoing_keeps_later_edits_and_names_them() -> None:
    first, second = make_article(section="News"), make_article(section="News")
    correction = apply(kinds.SetText("section", "Sport"), ids(first, second), by=None)
    second.refresh_from_db()
    second.section = "By hand"
    second.save()
    undoing = undo(correction, by=None)
    sections = list(Article.objects.order_by("pk").values_list("section", flat=True))
    assert sections == ["News", "By hand"]
    assert undoing.left == [[second.pk, "changed since the correction"]]


def test_undoing_keeps_a_later_edit_of_something_else_and_its_mark() -> None:
    article = make_article(section="News")
    correction = apply(kinds.SetText("section", "Sport"), ids(article), by=None)
    article.refresh_from_db()
    article.headline, article.edited_at = "By hand", timezone.now()
    article.save()
    undo(correction, by=None)
    left = Article.objects.get()
    assert (left.section, left.headline) == ("News", "By hand")
    assert left.edited_at == article.edited_at


def test_undoing_takes_away_only_the_tags_that_were_added() -> None:
    article = make_article(tags=("ports",))
    correction = apply(kinds.ChangeTags(("ports", "new")), ids(article), by=None)
    article.tags.add(make_tag("by hand"))
    undo(correction, by=None)
    assert sorted(t.name for t in article.tags.all()) == ["by hand", "ports"]


def test_a_correction_is_undone_once() -> None:
    correction = apply(kinds.SetSource("Herald"), ids(make_article()), by=None)
    undoing = undo(correction, by=None)
    assert begin_undoing(correction, by=None) == undoing
    assert Correction.objects.count() == 2


def test_after_thirty_days_a_correction_stays() -> None:
    correction = apply(kinds.SetSource("Herald"), ids(make_article()), by=None)
    long_ago = timezone.now() - datetime.timedelta(days=30)
    Correction.objects.update(made_at=long_ago)
    with pytest.raises(CannotUndo, match="can be undone until"):
        undo(correction, by=None)


def test_an_import_is_undone_after_a_correction_that_was_undone(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    import_articles([tmp_path / "pile"])
    correction = apply(SetDate(""), ids(Article.objects.get()), by=None)
    undo(correction, by=None)
    assert undo_import(Import.objects.get()).removed == 1
