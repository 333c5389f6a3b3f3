"""What people edited stays when originals are read again, and is listed."""

import datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from archive.correcting.applying import apply, undo
from archive.correcting.dates import SetDate
from archive.correcting.kinds import SetText
from archive.correcting.rereading import preview_rereading
from archive.editing.saving import bring_back
from archive.models import Article, Rule
from tests.archive.piles import OTHER, STORY
from tests.archive.rules import (
    NOTICE,
    date_rule,
    days,
    edit,
    import_pile,
    make_rule,
    reread,
    waiting,
)

pytestmark = pytest.mark.django_db


def test_a_field_that_a_person_edited_stays_and_is_listed(tmp_path: Path) -> None:
    import_pile(tmp_path, STORY, OTHER, trailer=NOTICE, date="30.10.25")
    first, second = Article.objects.order_by("pk")
    edit(first, published_on=datetime.date(2025, 1, 1))
    edit(second, headline="The bridge")
    date_rule()
    make_rule("© Brovik Courier *")
    correction = reread()
    assert days() == ["2025-01-01", "2025-10-30"]
    assert [a.body for a in Article.objects.order_by("pk")] == [STORY, OTHER]
    second.refresh_from_db()
    assert second.headline == "The bridge"
    kept = dict(correction.preview["kept"])
    assert kept[first.pk] == {"published_on": "2025-10-30"}


def test_an_article_whose_every_difference_is_edited_is_left(tmp_path: Path) -> None:
    import_pile(tmp_path, STORY, date="30.10.25")
    edit(Article.objects.get(), published_on=datetime.date(2025, 1, 1))
    date_rule()
    correction = reread()
    assert correction.preview["reasons"] == {"edited by hand": 1}
    assert days() == ["2025-01-01"]


def test_an_edit_that_stays_is_not_counted_again_until_it_is_another(
    tmp_path: Path,
) -> None:
    import_pile(tmp_path, STORY, date="30.10.25")
    edit(Article.objects.get(), published_on=datetime.date(2025, 1, 1))
    rule = date_rule()
    assert waiting() == 1
    preview_rereading(by=None, dry_run=True)
    assert waiting() == 1
    reread()
    assert waiting() == 0
    edit(Article.objects.get(), published_on=None)
    assert waiting() == 1
    reread()
    assert waiting() == 0
    Rule.objects.filter(pk=rule.pk).update(pattern="date YEAR.MONTH.DAY")
    assert waiting() == 1


def test_a_correction_counts_as_an_edit_until_it_is_undone(tmp_path: Path) -> None:
    import_pile(tmp_path, STORY, date="30.10.25")
    ids = [Article.objects.get().pk]
    dated = apply(SetDate("2025-01-01"), ids, by=None)
    apply(SetText("section", "Ports"), ids, by=None)
    date_rule()
    assert preview_rereading(by=None).article_count == 0
    undo(dated, by=None)
    reread()
    article = Article.objects.get()
    assert (days(), article.section) == (["2025-10-30"], "Ports")


def test_what_a_reading_changed_is_no_edit(tmp_path: Path) -> None:
    import_pile(tmp_path, STORY, date="30/10/25", trailer=NOTICE)
    edit(Article.objects.get(), section="Ports")
    rule = make_rule("date MONTH/DAY/YEAR", place="header")
    reread()
    Rule.objects.filter(pk=rule.pk).update(pattern="date DAY/MONTH/YEAR")
    reread()
    assert days() == ["2025-10-30"]


def test_a_version_that_was_brought_back_is_an_edit(tmp_path: Path) -> None:
    import_pile(tmp_path, STORY, date="05.03.25")
    rule = date_rule()
    reread()
    ada = User.objects.create(username="ada")
    assert bring_back(Article.objects.get().changes.get(), by=ada)
    Rule.objects.filter(pk=rule.pk).update(pattern="date MONTH.DAY.YEAR")
    correction = reread()
    assert days() == ["None"]
    assert correction.preview["kept"][0][1] == {"published_on": "2025-05-03"}
