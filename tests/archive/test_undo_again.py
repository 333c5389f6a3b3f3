"""After an import was taken back, imports and the index know what stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.utils import timezone

from archive.importing import undo
from archive.importing.pipeline import import_articles
from archive.importing.undo import undo_import
from archive.models import Article, Import
from archive.signals import articles_changed
from search.documents import documents
from tests.archive.piles import OTHER, STORY
from tests.factories import write_house

pytestmark = pytest.mark.django_db


def imported(pile: Path) -> Import:
    """Import a pile and return the stored import."""
    import_articles([pile])
    return Import.objects.latest("id")


@contextmanager
def indexed() -> Iterator[dict[int, tuple[int, ...]]]:
    """Collect what documents say of imports when their articles are announced."""
    said: dict[int, tuple[int, ...]] = {}

    def listen(ids: list[int], **kwargs: object) -> None:
        said.update({entry.article_id: entry.imports for entry in documents(ids)})

    articles_changed.connect(listen)
    try:
        yield said
    finally:
        articles_changed.disconnect(listen)


def test_a_version_that_was_taken_back_can_be_imported_again(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    first = imported(tmp_path / "pile")
    write_house(tmp_path / "pile/001.txt", OTHER)
    second = imported(tmp_path / "pile")
    imported(tmp_path / "pile")
    undo_import(second)
    assert Article.objects.get().body == STORY
    assert str(import_articles([tmp_path / "pile"])) == "1 file = 1 updated"
    assert Article.objects.get().body == OTHER
    assert str(import_articles([tmp_path / "pile"])) == "1 file = 1 unchanged"
    assert Import.objects.get(pk=first.pk).undone_at is None


def test_the_version_before_is_known_again(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    imported(tmp_path / "pile")
    write_house(tmp_path / "pile/001.txt", OTHER)
    second = imported(tmp_path / "pile")
    imported(tmp_path / "pile")
    undo_import(second)
    write_house(tmp_path / "pile/001.txt", STORY)
    assert str(import_articles([tmp_path / "pile"])) == "1 file = 1 unchanged"


def test_a_text_kept_beside_an_edit_and_taken_back_is_kept_again(
    tmp_path: Path,
) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    imported(tmp_path / "pile")
    Article.objects.update(headline="Mine", edited_at=timezone.now())
    write_house(tmp_path / "pile/001.txt", OTHER)
    second = imported(tmp_path / "pile")
    imported(tmp_path / "pile")
    undo_import(second)
    report = import_articles([tmp_path / "pile"])
    assert str(report) == "1 file = 1 edited by hand, both kept"


def test_having_seen_a_file_unchanged_stops_no_undo(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    write_house(tmp_path / "pile/002.txt", STORY)
    first = imported(tmp_path / "pile")
    imported(tmp_path / "pile")
    assert undo_import(first).removed == 1


def test_an_update_seen_again_and_taken_back_stops_no_undo(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    first = imported(tmp_path / "pile")
    write_house(tmp_path / "pile/001.txt", OTHER)
    second = imported(tmp_path / "pile")
    imported(tmp_path / "pile")
    undo_import(second)
    assert undo_import(first).removed == 1
    assert str(import_articles([tmp_path / "pile"])) == "1 file = 1 new article"


def test_the_index_is_told_once_articles_come_from_an_import_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "ANNOUNCED_AT_ONCE", 1)
    for name in ("001", "002"):
        write_house(tmp_path / f"pile/{name}.txt", f"{STORY} {name}")
    first = imported(tmp_path / "pile")
    for name in ("001", "002"):
        write_house(tmp_path / f"pile/{name}.txt", f"{OTHER} {name}")
    second = imported(tmp_path / "pile")
    left, restored = Article.objects.order_by("id")
    Article.objects.filter(pk=left.pk).update(edited_at=timezone.now())
    with indexed() as said:
        undo_import(second, leave_changed=True)
    assert said == {left.pk: (first.pk,), restored.pk: (first.pk,)}
