"""What is kept of an article before it changes, and how it is put back."""

import datetime

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from archive.changes import facts, put_back, record_change
from archive.models import Article, CopyGroup
from tests.factories import make_article, make_source, make_tag

pytestmark = pytest.mark.django_db


def stored(article: Article) -> Article:
    """Return the article as the database has it."""
    return Article.objects.get(pk=article.pk)


def test_a_change_keeps_facts_and_labels_as_they_were() -> None:
    editor = User.objects.create_user("ed")
    article = make_article(source="Courier", credits=("PTI", "ANI"), tags=("ports",))
    before = facts(stored(article))
    article.headline = "Set on the object, not stored"
    [change] = record_change([article], by=editor, why="dates mended")
    assert change.before == before
    assert change.before["headline"] == "Ferry strike enters second week"
    assert (change.made_by, change.why) == (editor, "dates mended")


def test_putting_back_undoes_every_kind_of_edit() -> None:
    article = make_article(source="Courier", credits=("PTI",), tags=("ports",))
    before = facts(stored(article))
    [change] = record_change([article], by=None, why="test")
    article.headline, article.body, article.state = "Other", "Other.", "hidden"
    article.published_on = None
    article.source = make_source("Herald")
    article.copy_group = CopyGroup.objects.create()
    article.edited_at = datetime.datetime.now(datetime.UTC)
    article.save()
    article.credits.set([make_source("ANI")])
    article.tags.clear()
    put_back(change)
    assert facts(stored(article)) == before


def test_putting_back_makes_a_deleted_label_again() -> None:
    article = make_article(credits=("PTI",), tags=("ports",))
    [change] = record_change([article], by=None, why="test")
    make_tag("ports").delete()
    put_back(change)
    assert [tag.name for tag in stored(article).tags.all()] == ["ports"]


def test_many_changes_take_as_many_questions_as_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    articles = [make_article(headline=f"No {n}", tags=("a", "b")) for n in range(20)]
    with django_assert_num_queries(4):
        record_change(articles, by=None, why="bulk edit")
