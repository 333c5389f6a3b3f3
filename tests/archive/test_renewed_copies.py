"""An article whose text people change finds its copies, as an import would have it."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from archive.correcting.applying import apply, undo
from archive.correcting.dates import TakeDate
from archive.deciding import take_out
from archive.editing.saving import bring_back, save_edit
from archive.models import Article, ArticleSketch, Change
from tests.archive.made_stories import cut, edited, groups, import_texts, story
from tests.archive.piles import announced
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def change(article: Article, body: str, *, by: User) -> None:
    """Give an article another text by hand."""
    article.body = body
    save_edit(article, changed={"body"}, by=by, why="edited")


def test_an_edited_text_joins_those_it_is_like_by_now(
    tmp_path: Path, admin_user: User
) -> None:
    first, second, _ = import_texts(
        tmp_path / "pile", story(1), story(2), edited(story(2))
    )
    with announced() as ids:
        change(first, edited(story(2), every=30), by=admin_user)
    assert len(set(groups())) == 1
    assert first.copy_group == second.copy_group
    assert first.pk in ids
    sketch = ArticleSketch.objects.get(article=first)
    assert sketch.text_digest == first.text_digest


def test_an_edited_text_leaves_one_group_for_another_and_undoing_brings_it_back(
    tmp_path: Path, admin_user: User
) -> None:
    first, *_ = import_texts(tmp_path / "pile", story(1), cut(story(1)), story(2))
    before = groups()
    change(first, edited(story(2)), by=admin_user)
    mine, left, other = groups()
    assert mine == other != left is None
    bring_back(Change.objects.latest("id"), by=admin_user)
    mine, its, alone = groups()
    assert mine == its is not None
    assert alone is None
    assert [group is None for group in before] == [False, False, True]


def test_what_an_editor_parted_is_not_joined_by_an_edit(
    tmp_path: Path, admin_user: User
) -> None:
    first, _ = import_texts(tmp_path / "pile", story(1), edited(story(1)))
    take_out(first, by=admin_user)
    first.refresh_from_db()
    change(first, edited(story(1), every=30), by=admin_user)
    assert groups() == [None, None]


def test_short_texts_are_joined_when_they_are_equal(
    tmp_path: Path, admin_user: User
) -> None:
    first, _ = import_texts(tmp_path / "pile", "The toll.", "The toll fell.")
    change(first, "The toll fell.", by=admin_user)
    assert groups()[0] == groups()[1] is not None


def test_a_correction_of_texts_makes_near_copies_and_undoing_parts_them(
    admin_user: User,
) -> None:
    texts = f"{story(1)}\n\nFiled 03.05.2024", f"{edited(story(1))}\n\nFiled 04.05.2024"
    filed = [make_article(body=body, published_on=None) for body in texts]
    kind = TakeDate(("Filed DAY.MONTH.YEAR",))
    correction = apply(kind, [article.pk for article in filed], by=admin_user)
    assert groups()[0] == groups()[1] is not None
    undo(correction, by=admin_user)
    assert groups() == [None, None]
    for sketch in ArticleSketch.objects.select_related("article"):
        assert sketch.text_digest == sketch.article.text_digest


def test_an_edit_of_other_facts_looks_for_nothing(
    tmp_path: Path, admin_user: User
) -> None:
    [first] = import_texts(tmp_path / "pile", story(1))
    sketch = ArticleSketch.objects.get(article=first)
    first.byline = "Ada Brovik"
    save_edit(first, changed={"byline"}, by=admin_user, why="edited")
    assert ArticleSketch.objects.get(article=first) == sketch
