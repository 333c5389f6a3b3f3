"""The trash is emptied by hand or after a stated time; imports say what lies there."""

import datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone

from archive import trash
from archive.correcting import kinds
from archive.correcting.applying import apply, undo
from archive.importing.pipeline import import_articles
from archive.models import Article, Change, CopyGroup, Import, Original
from tests.archive.piles import OTHER, STORY, announced, reason
from tests.factories import make_article, write_house

pytestmark = pytest.mark.django_db
TRASH = "/admin/archive/article/trash/"


def trashed(*, days: int = 0, **given: object) -> Article:
    """Return an article that was moved to the trash some days ago."""
    article = make_article(**given)  # type: ignore[arg-type]
    apply(kinds.SetState("trashed"), [article.pk], by=None)
    moved_at = timezone.now() - datetime.timedelta(days=days)
    Change.objects.filter(article=article).update(made_at=moved_at)
    return article


def test_only_what_is_in_the_trash_is_deleted() -> None:
    kept, restored, gone = make_article(), trashed(), trashed()
    asked = trash.in_trash()
    ids = list(asked.values_list("pk", flat=True))
    apply(kinds.Restore(), [restored.pk], by=None)
    assert ids == [restored.pk, gone.pk]
    assert trash.empty(asked) == 1
    assert set(Article.objects.all()) == {kept, restored}


def test_the_time_in_the_trash_counts_from_the_last_move() -> None:
    article = trashed(days=50)
    undo(article.changes.get().correction, by=None)  # type: ignore[arg-type]
    apply(kinds.SetState("trashed"), [article.pk], by=None)
    assert not trash.trashed_before(trash.days_ago(1)).exists()


def test_after_the_stated_days_and_not_before_the_trash_is_overdue() -> None:
    trashed(days=29)
    old = trashed(days=31)
    assert not trash.overdue().exists()
    with override_settings(TRASH_DAYS=30):
        assert list(trash.overdue()) == [old]


def test_a_copy_whose_group_was_emptied_stands_alone_and_is_announced() -> None:
    group = CopyGroup.objects.create()
    left = make_article(copy_group=group)
    trashed(copy_group=group)
    with announced() as told:
        trash.empty(trash.in_trash())
    left.refresh_from_db()
    assert left.copy_group is None
    assert told == [left.pk]


def test_the_command_names_what_it_would_delete(
    capsys: pytest.CaptureFixture[str],
) -> None:
    trashed(days=10)
    trashed()
    call_command("empty_trash", older_than=5, dry_run=True)
    call_command("empty_trash", older_than=5)
    said = capsys.readouterr().out.splitlines()
    assert said == ["1 article would be deleted for good", "1 article deleted"]
    assert Article.objects.count() == 1


@pytest.mark.parametrize("days", [-3, 99_999_999_999])
def test_days_that_cannot_be_meant_delete_nothing(days: int) -> None:
    trashed()
    with pytest.raises(CommandError, match="--older-than 0 to 36,500 days"):
        call_command("empty_trash", older_than=days)
    assert Article.objects.count() == 1


def test_an_administrator_empties_the_trash_of_what_was_shown(
    admin_client: Client,
) -> None:
    trashed(headline="Seen")
    page = admin_client.get(TRASH)
    assert "Seen" in page.content.decode()
    later = trashed(headline="Later")
    sent = {"until": page.context["until"]}
    admin_client.post(TRASH, sent)
    assert Article.objects.count() == 2
    admin_client.post(TRASH, sent | {"sure": "1"})
    assert list(Article.objects.all()) == [later]


def test_an_editor_sees_the_trash_and_does_not_empty_it(client: Client) -> None:
    editor = User.objects.create_user("ed", is_staff=True)
    editor.user_permissions.set(Permission.objects.all())
    client.force_login(editor)
    trashed()
    page = client.get(TRASH)
    assert "Only an administrator" in page.content.decode()
    sent = {"until": page.context["until"], "sure": "1"}
    assert client.post(TRASH, sent).status_code == 403


def test_a_file_whose_article_is_in_the_trash_is_reported(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    write_house(pile / "001.txt", STORY)
    write_house(pile / "002.txt", OTHER)
    import_articles([pile])
    articles = Article.objects.order_by("pk").values_list("pk", flat=True)
    apply(kinds.SetState("trashed"), list(articles), by=None)
    write_house(pile / "002.txt", f"{OTHER} It was raining.")
    write_house(pile / "sub/003.txt", STORY)
    report = import_articles([pile])
    first, second = articles
    assert reason("001.txt") == f"article {first} is in the trash"
    assert reason("002.txt") == f"article {second} is in the trash"
    assert reason("sub/003.txt").endswith("which is in the trash")
    assert "3 files of articles in the trash:" in list(report.lines())
    assert set(Article.objects.values_list("state", flat=True)) == {"trashed"}


def test_a_file_whose_article_is_gone_for_good_is_imported_anew(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    import_articles([tmp_path / "pile"])
    apply(kinds.SetState("trashed"), [Article.objects.get().pk], by=None)
    trash.empty(trash.in_trash())
    assert not Original.objects.exists()
    assert str(import_articles([tmp_path / "pile"])) == "1 file = 1 new article"
    assert Import.objects.count() == 2
