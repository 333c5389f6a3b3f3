"""Merging tags and sources: who carries what, which names mean what, and undoing."""

import pytest

from archive.correcting import applying
from archive.correcting.applying import CannotUndo, begin_undoing, go_on, undo
from archive.correcting.merges import merge_into
from archive.correcting.merging import begin_merging
from archive.history import history
from archive.models import Article, Correction, Source, Tag
from search.models import PendingChange
from tests.factories import make_article, make_source, make_tag

pytestmark = pytest.mark.django_db


def merge(*others: Source | Tag, into: Source | Tag | None) -> Correction:
    """Merge labels wholly."""
    correction = begin_merging(merge_into(into, others), by=None)
    go_on(correction)
    return correction


def tags_of(article: Article) -> list[str]:
    return sorted(tag.name for tag in article.tags.all())


def test_articles_take_the_tag_that_stays_once() -> None:
    one, both = make_article(tags=["bees"]), make_article(tags=["bee", "bees"])
    correction = merge(make_tag("bees"), into=make_tag("bee"))
    assert tags_of(one) == tags_of(both) == ["bee"]
    assert not Tag.objects.filter(name="bees").exists()
    assert correction.done_count == 2


def test_of_source_and_credits_each_is_one() -> None:
    make_article(source="Rtrs", credits=["Reuters"])
    make_article(source="Reuters", credits=["Rtrs"])
    make_article(credits=["Rtrs", "Reuters", "ANI"])
    merge(make_source("Rtrs"), into=make_source("Reuters"))
    found = [
        (
            article.source and article.source.name,
            [c.name for c in article.credits.all()],
        )
        for article in Article.objects.order_by("pk")
    ]
    assert found == [
        ("Reuters", ["Reuters"]),
        ("Reuters", ["Reuters"]),
        (None, ["ANI", "Reuters"]),
    ]


def test_hidden_and_trashed_articles_are_merged_too() -> None:
    for state in ("live", "hidden", "trashed"):
        make_article(tags=["bees"], state=state)
    merge(make_tag("bees"), into=make_tag("bee"))
    assert Article.objects.filter(tags=make_tag("bee")).count() == 3


def test_names_and_their_other_names_lead_to_what_stays() -> None:
    bees = make_tag("bees")
    bees.aliases.create(name="apis")
    merge(bees, make_tag("honeybee"), into=make_tag("bee"))
    assert [alias.name for alias in make_tag("bee").aliases.all()] == [
        *("apis", "bees", "honeybee"),
    ]


def test_every_article_is_announced_and_has_it_in_its_history() -> None:
    article = make_article(tags=["bees"])
    PendingChange.objects.all().delete()
    merge(make_tag("bees"), into=make_tag("bee"))
    assert list(PendingChange.objects.values_list("article_id", flat=True)) == [
        article.pk
    ]
    [step] = history(article, at_most=9)
    assert "“bees” merged into “bee”" in step.change.why
    assert str(step.differences[0]) == "tags: bees → bee"


def test_a_merge_is_no_edit_by_hand() -> None:
    article = make_article(tags=["bees"])
    merge(make_tag("bees"), into=make_tag("bee"))
    article.refresh_from_db()
    assert article.edited_at is None


def test_undoing_brings_back_the_label_with_its_id_names_and_articles() -> None:
    one, both, other = (
        make_article(tags=tags) for tags in (["bees"], ["bee", "bees"], ["bee"])
    )
    bees = make_tag("bees")
    bees.aliases.create(name="apis")
    correction = merge(bees, into=make_tag("bee"))
    undo(correction, by=None)
    again = Tag.objects.get(name="bees")
    assert (again.pk, again.created_at) == (bees.pk, bees.created_at)
    assert [alias.name for alias in again.aliases.all()] == ["apis"]
    assert not make_tag("bee").aliases.exists()
    found = [tags_of(article) for article in (one, both, other)]
    assert found == [["bees"], ["bee", "bees"], ["bee"]]


def test_undoing_a_merge_of_sources_brings_back_what_they_are() -> None:
    article = make_article(source="Wires", credits=["Wires", "Reuters"])
    Source.objects.filter(name="Wires").update(is_named=False)
    correction = merge(make_source("Wires"), into=make_source("Reuters"))
    undo(correction, by=None)
    article.refresh_from_db()
    assert article.source is not None
    assert (article.source.name, article.source.is_named) == ("Wires", False)
    assert {c.name for c in article.credits.all()} == {"Wires", "Reuters"}


def test_what_was_undone_is_merged_again_with_what_came_since() -> None:
    make_article(tags=["bees"])
    undoing = undo(merge(make_tag("bees"), into=make_tag("bee")), by=None)
    since = make_article(tags=["bees"])
    undo(undoing, by=None)
    assert tags_of(since) == ["bee"]
    assert not Tag.objects.filter(name="bees").exists()


def test_a_merge_is_not_undone_once_its_name_is_another_ones() -> None:
    merged = merge(make_tag("bees"), into=make_tag("bee"))
    merge(make_tag("bee"), into=make_tag("insects"))
    with pytest.raises(CannotUndo, match="“bees” is by now a name of “insects”"):
        begin_undoing(merged, by=None)


def test_labels_that_no_article_carries_are_merged_and_parted() -> None:
    correction = merge(make_tag("bees"), into=make_tag("bee"))
    undo(correction, by=None)
    assert Tag.objects.filter(name="bees").exists()


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "BATCH_SIZE", 2)


def test_an_article_that_gets_the_label_meanwhile_does_not_keep_it(
    small_batches: None,
) -> None:
    first, *_ = [make_article(tags=["bees"]) for _ in range(5)]
    correction = begin_merging(merge_into(make_tag("bee"), [make_tag("bees")]), by=None)
    assert not go_on(correction, seconds=0)
    # One that was through already, and a new one.
    first.tags.add(make_tag("bees"))
    late = make_article(tags=["bees"])
    assert go_on(correction)
    assert tags_of(first) == tags_of(late) == ["bee"]
    assert first.changes.count() == 2


def test_a_merge_that_was_cut_short_can_be_undone(small_batches: None) -> None:
    articles = [make_article(tags=["bees"]) for _ in range(5)]
    correction = begin_merging(merge_into(make_tag("bee"), [make_tag("bees")]), by=None)
    assert not go_on(correction, seconds=0)
    undo(correction, by=None)
    assert all(tags_of(article) == ["bees"] for article in articles)
    assert not make_tag("bee").aliases.exists()


def test_who_asks_again_goes_on_with_the_merge_that_is_begun(
    small_batches: None,
) -> None:
    articles = [make_article(tags=["bees"]) for _ in range(5)]
    kind = merge_into(make_tag("bee"), [make_tag("bees")])
    correction = begin_merging(kind, by=None)
    assert not go_on(correction, seconds=0)
    again = begin_merging(kind, by=None)
    assert again == correction
    go_on(again)
    undo(again, by=None)
    assert all(tags_of(article) == ["bees"] for article in articles)


def test_two_merges_that_cross_leave_one_label() -> None:
    make_article(tags=["bees"])
    one, other = make_tag("bee"), make_tag("bees")
    kind = merge_into(one, [other])
    merge(one, into=other)
    go_on(begin_merging(kind, by=None))
    assert [tag.name for tag in Tag.objects.all()] == ["bees"]
