"""A copy whose text changes is a copy no more."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from archive.copies import part_copies
from archive.editing.saving import save_edit
from archive.importing.pipeline import import_articles
from archive.importing.undo import undo_import
from archive.models import Article, CopyGroup, Import
from tests.archive.piles import OTHER, STORY, announced
from tests.factories import make_article, write_house

pytestmark = pytest.mark.django_db


def copies(pile: Path) -> tuple[Article, Article]:
    """Import two copies and return them."""
    write_house(pile / "001.txt", STORY)
    write_house(pile / "002.txt", STORY, date="2024-03-06")
    import_articles([pile])
    first, second = Article.objects.order_by("id")
    assert CopyGroup.objects.get().articles.count() == 2
    return first, second


def groups() -> list[int | None]:
    """Return the copy groups of all articles, in order of id."""
    return list(Article.objects.order_by("id").values_list("copy_group", flat=True))


def test_an_updated_text_leaves_its_group_and_both_are_announced(
    tmp_path: Path,
) -> None:
    first, second = copies(tmp_path / "pile")
    write_house(tmp_path / "pile/001.txt", OTHER)
    with announced() as told:
        import_articles([tmp_path / "pile"])
    assert groups() == [None, None]
    assert not CopyGroup.objects.exists()
    assert set(told) == {first.pk, second.pk}


def test_copies_that_change_alike_stay_copies(tmp_path: Path) -> None:
    first, second = copies(tmp_path / "pile")
    write_house(tmp_path / "pile/001.txt", OTHER)
    write_house(tmp_path / "pile/002.txt", OTHER, date="2024-03-06")
    import_articles([tmp_path / "pile"])
    assert groups() == [first.copy_group_id, second.copy_group_id]


def test_an_update_and_a_new_copy_of_it_leave_the_old_group(tmp_path: Path) -> None:
    copies(tmp_path / "pile")
    write_house(tmp_path / "pile/001.txt", OTHER)
    write_house(tmp_path / "pile/003.txt", OTHER, date="2024-03-07")
    import_articles([tmp_path / "pile"])
    first, second, third = groups()
    assert first == third is not None
    assert second is None
    assert CopyGroup.objects.count() == 1


@pytest.mark.parametrize(("field", "stays"), [("body", False), ("section", True)])
def test_an_edited_text_leaves_its_group(field: str, *, stays: bool) -> None:
    group = CopyGroup.objects.create()
    article, copy = (make_article(copy_group=group) for _ in range(2))
    setattr(article, field, "By hand.")
    with announced() as told:
        save_edit(article, changed=[field], by=User.objects.create(), why="edited")
    assert groups() == ([group.pk, group.pk] if stays else [None, None])
    assert (article.copy_group == group) is stays
    assert set(told) == (set() if stays else {article.pk, copy.pk})


def test_the_others_stay_together() -> None:
    group = CopyGroup.objects.create()
    make_article(copy_group=group, body="Edited.")
    make_article(copy_group=group)
    make_article(copy_group=group)
    part_copies([group.pk])
    assert groups() == [None, group.pk, group.pk]


def test_an_undone_update_is_a_copy_again(tmp_path: Path) -> None:
    copies(tmp_path / "pile")
    before = groups()
    write_house(tmp_path / "pile/001.txt", OTHER)
    import_articles([tmp_path / "pile"])
    with announced() as told:
        undo_import(Import.objects.latest("id"))
    assert groups() == before
    assert set(told) == set(Article.objects.values_list("id", flat=True))


def test_an_undone_update_leaves_the_copies_it_had_since(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    import_articles([tmp_path / "pile"])
    write_house(tmp_path / "pile/001.txt", OTHER)
    import_articles([tmp_path / "pile"])
    run = Import.objects.latest("id")
    write_house(tmp_path / "later/002.txt", OTHER, date="2024-03-06")
    import_articles([tmp_path / "later"])
    assert CopyGroup.objects.count() == 1
    undo_import(run)
    assert groups() == [None, None]
    assert not CopyGroup.objects.exists()
