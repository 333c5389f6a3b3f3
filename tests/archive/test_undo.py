"""An import can be taken back, unless that would undo somebody's work."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from django.utils import timezone

from archive.changes import record_change
from archive.importing import undo
from archive.importing.pipeline import import_articles
from archive.importing.undo import AlreadyUndone, UndoRefused, undo_import
from archive.models import (
    Article,
    Change,
    CopyGroup,
    Import,
    ImportedFile,
    Original,
    Source,
    Tag,
)
from tests.archive.piles import OTHER, STORY, announced
from tests.factories import make_article, make_tag, write_house, write_lines

pytestmark = pytest.mark.django_db


def imported(pile: Path, *, tags: tuple[str, ...] = ()) -> Import:
    """Import a pile and return the stored import."""
    import_articles([pile], tags=tags)
    return Import.objects.latest("id")


def everything() -> dict[str, list[dict[str, object]]]:
    """Return all rows that an import may write, but for its own."""
    kinds: list[type[models.Model]] = [
        Article, Original, Source, Tag, CopyGroup, Change,
        Article.tags.through, Article.credits.through,
    ]  # fmt: skip
    rows = {
        kind.__name__: list(kind._default_manager.order_by("pk").values())
        for kind in kinds
    }
    for row in rows["Article"]:
        del row["changed_at"]
    for link in rows["Article_tags"] + rows["Article_credits"]:
        del link["id"]
    return rows


def test_what_an_import_created_is_removed_with_all_it_brought(tmp_path: Path) -> None:
    article = make_article(body=STORY, tags=["kept"])
    before = everything()
    write_house(tmp_path / "pile/001.txt", STORY, date="2024-03-06")
    write_house(tmp_path / "pile/002.txt", OTHER)
    write_lines(tmp_path / "pile/a.jsonl", {"body": "Three.", "tags": ["new", "kept"]})
    run = imported(tmp_path / "pile", tags=("another",))
    with announced() as told:
        undoing = undo_import(run)
    assert undoing.removed == 3
    assert everything() == before
    assert article.pk in told
    assert len(told) == 4
    assert run.undone_at is not None


def test_what_an_import_changed_is_restored(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    imported(tmp_path / "pile", tags=("ports",))
    before = everything()
    write_house(tmp_path / "pile/001.txt", OTHER, trailer="Based On AFP Report")
    undoing = undo_import(imported(tmp_path / "pile", tags=("bridges",)))
    assert undoing.restored == 1
    assert everything() == before
    assert str(import_articles([tmp_path / "pile"])) == "1 file = 1 updated"


def test_a_text_kept_beside_an_edit_goes_and_the_edit_stays(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    imported(tmp_path / "pile")
    Article.objects.update(headline="Mine", edited_at=timezone.now())
    before = everything()
    write_house(tmp_path / "pile/001.txt", OTHER)
    undo_import(imported(tmp_path / "pile"))
    assert everything() == before


def test_after_an_undo_the_pile_is_new_again(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    undo_import(imported(tmp_path / "pile"))
    assert str(import_articles([tmp_path / "pile"])) == "1 file = 1 new article"


def test_undoing_twice_says_that_it_is_done(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    run = imported(tmp_path / "pile")
    undo_import(run)
    with pytest.raises(AlreadyUndone, match=f"import {run.pk} is already undone"):
        undo_import(run)


def test_an_edited_article_stops_the_undo_and_is_named(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    write_house(tmp_path / "pile/002.txt", OTHER)
    run = imported(tmp_path / "pile")
    edited = Article.objects.earliest("id")
    Article.objects.filter(pk=edited.pk).update(edited_at=timezone.now())
    with pytest.raises(UndoRefused) as refused:
        undo_import(run)
    [hindrance] = refused.value.hindrances
    assert (hindrance.article_id, hindrance.headline) == (edited.pk, edited.headline)
    assert "edited by hand" in hindrance.reason
    assert Article.objects.count() == 2
    undoing = undo_import(run, leave_changed=True)
    assert (undoing.removed, undoing.left) == (1, (hindrance,))
    assert Article.objects.get() == edited


def test_a_bulk_change_stops_the_undo(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    run = imported(tmp_path / "pile")
    article = Article.objects.get()
    record_change([article], by=None, why="tagged ports")
    article.tags.add(make_tag("ports"))
    with pytest.raises(UndoRefused) as refused:
        undo_import(run)
    assert refused.value.hindrances[0].reason == "changed since: tagged ports"


def test_a_later_import_that_changed_the_article_stops_the_undo(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    first = imported(tmp_path / "pile")
    write_house(tmp_path / "pile/001.txt", OTHER)
    second = imported(tmp_path / "pile")
    with pytest.raises(UndoRefused) as refused:
        undo_import(first)
    assert f"import {second.pk}" in refused.value.hindrances[0].reason
    undo_import(second)
    undo_import(first)
    assert not Article.objects.exists()


def test_a_later_duplicate_stops_the_undo_because_its_text_would_be_lost(
    tmp_path: Path,
) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    write_house(tmp_path / "later/002.txt", STORY)
    first = imported(tmp_path / "pile")
    second = imported(tmp_path / "later")
    with pytest.raises(UndoRefused) as refused:
        undo_import(first)
    reason = refused.value.hindrances[0].reason
    assert f"import {second.pk}, later/002.txt" in reason


def test_seeing_a_file_again_unchanged_is_no_use_of_its_article(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    first = imported(tmp_path / "pile")
    imported(tmp_path / "pile")
    assert undo_import(first).removed == 1
    assert str(import_articles([tmp_path / "pile"])) == "1 file = 1 new article"


def test_a_label_that_something_else_uses_stays(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    run = imported(tmp_path / "pile", tags=("ports",))
    make_article(body=OTHER, tags=["ports"], credits=["Reuters"])
    undo_import(run)
    assert [tag.name for tag in Tag.objects.all()] == ["ports"]
    assert [source.name for source in Source.objects.all()] == ["Reuters"]


def test_an_undo_that_was_cut_short_is_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "BATCH_SIZE", 2)
    for number in range(7):
        write_house(tmp_path / f"pile/{number}.txt", f"Story {number}.")
    run = imported(tmp_path / "pile")
    before = {"calls": 0}
    whole = undo._undo

    def cut_short(files: list[ImportedFile], **given: Any) -> None:
        before["calls"] += 1
        if before["calls"] == 3:
            raise KeyboardInterrupt
        whole(files, **given)

    monkeypatch.setattr(undo, "_undo", cut_short)
    with pytest.raises(KeyboardInterrupt):
        undo_import(run)
    assert Article.objects.count() == 3
    monkeypatch.setattr(undo, "_undo", whole)
    assert undo_import(run).removed == 3
    assert not Article.objects.exists()
    assert not Source.objects.exists()


def test_the_command_says_what_it_did_and_what_stands_in_its_way(
    tmp_path: Path,
) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    write_house(tmp_path / "pile/002.txt", OTHER)
    run = imported(tmp_path / "pile")
    Article.objects.filter(body=OTHER).update(edited_at=timezone.now())
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="nothing was undone: 1 article was changed"):
        call_command("undo_import", run.pk, stdout=out, stderr=err)
    assert "The council of Brovik" in err.getvalue()
    call_command("undo_import", run.pk, "--leave-changed", "--dry-run", stdout=out)
    assert Article.objects.count() == 2
    call_command("undo_import", run.pk, "--leave-changed", stdout=out, stderr=err)
    call_command("undo_import", run.pk, stdout=out)
    assert out.getvalue().splitlines() == [
        f"import {run.pk}: 1 article would be removed, 0 restored, 1 left",
        f"import {run.pk}: 1 article removed, 0 restored, 1 left",
        f"import {run.pk} is already undone",
    ]


def test_an_import_that_is_not_there_is_a_wrong_argument() -> None:
    with pytest.raises(CommandError, match="there is no import 999") as refused:
        call_command("undo_import", 999)
    assert refused.value.returncode == 2
