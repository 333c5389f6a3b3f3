"""Every change reaches the index, however it was made."""

from pathlib import Path

import pytest
from django.db import transaction

from archive.models import Article, Tag
from archive.signals import articles_changed
from search import outbox
from search.checking import compare
from search.models import PendingChange
from search.whoosh_engine import index_lock, index_state
from search.whoosh_engine.commits.generations import last_segments
from search.whoosh_engine.commits.locks import REBUILD_LOCK
from search.whoosh_engine.commits.rebuilding import rebuild
from tests.factories import make_article, make_source, make_tag
from tests.search.asking import found


def test_a_saved_article_is_found_under_its_new_words(index: Path) -> None:
    article = make_article(body="tolls")
    outbox.drain()
    article.body = "bridges"
    article.save()
    outbox.drain()
    assert (found("tolls"), found("bridges")) == ([], [article.pk])


@pytest.mark.parametrize("state", [Article.State.HIDDEN, Article.State.TRASHED])
def test_only_live_articles_are_found(index: Path, state: Article.State) -> None:
    article = make_article(body="ferries")
    outbox.drain()
    article.state = state
    article.save()
    outbox.drain()
    assert found("ferries") == []
    assert index_state().article_count == 0


def test_a_deleted_article_stops_being_found(index: Path) -> None:
    article = make_article(body="ferries")
    outbox.drain()
    article.delete()
    outbox.drain()
    assert found("ferries") == []


def test_an_announced_bulk_change_is_found(index: Path) -> None:
    article = make_article(body="ferries")
    outbox.drain()
    with transaction.atomic():
        Article.objects.filter(pk=article.pk).update(body="bridges")
        articles_changed.send(Article, ids=[article.pk])
    outbox.drain()
    assert found("bridges") == [article.pk]


def test_tags_are_noticed_from_either_side(index: Path) -> None:
    article = make_article()
    tag = make_tag("ports")
    outbox.drain()
    tag.articles.add(article)
    outbox.drain()
    assert found("tag:ports") == [article.pk]
    tag.articles.clear()
    outbox.drain()
    assert found("tag:ports") == []


def test_a_deleted_label_leaves_the_index(index: Path) -> None:
    make_article(tags=["ports"], credits=["Reuters"])
    outbox.drain()
    make_source("Reuters").delete()
    Tag.objects.all().delete()
    outbox.drain()
    assert not compare().wrong


def test_a_rolled_back_change_leaves_no_note(index: Path) -> None:
    with transaction.atomic():
        make_article()
        transaction.set_rollback(True)
    assert outbox.pending_count() == 0


def test_draining_inside_a_transaction_is_refused(index: Path) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError):
        outbox.drain()


def test_a_request_leaves_the_work_to_a_writer_that_is_at_it(index: Path) -> None:
    article = make_article()
    with index_lock(wait=True):
        assert outbox.drain_articles([article.pk], seconds=0.1) == 0
    assert outbox.pending_count() == 1


def test_what_was_changed_last_is_indexed_first(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "ARTICLES_A_COMMIT", 2)
    made = [make_article().pk for _ in range(3)]
    assert outbox._newest(2) == [made[2], made[1]]
    assert outbox.drain() == 3


def test_notes_stay_while_a_rebuild_is_at_work(index: Path) -> None:
    article = make_article(body="ferries")
    with index_lock(wait=True, name=REBUILD_LOCK):
        assert outbox.drain() == 1
        assert found("ferries") == [article.pk]
        assert PendingChange.objects.exists()
        assert outbox.pending_count() == 0
    rebuild()
    assert not PendingChange.objects.exists()
    assert found("ferries") == [article.pk]


def test_a_rebuild_that_dies_leaves_no_note_behind(index: Path) -> None:
    make_article()
    with index_lock(wait=True, name=REBUILD_LOCK):
        outbox.drain()
    assert outbox.drain() == 0
    assert outbox.pending_count() == 0
    make_article()
    assert outbox.drain() == 1
    assert not PendingChange.objects.exists()


def test_what_a_request_changed_goes_before_all_that_waits(index: Path) -> None:
    make_article(body="tolls")
    urgent = make_article(body="bridges")
    assert outbox.drain_articles([urgent.pk], seconds=1) == 1
    assert (found("tolls"), found("bridges")) == ([], [urgent.pk])
    assert outbox.pending_count() == 1


def test_the_drain_thread_survives_a_damaged_index(
    index: Path, caplog: pytest.LogCaptureFixture
) -> None:
    make_article()
    outbox.drain()
    (index / "0001" / "generation.json").write_text("{}")
    make_article()
    thread = outbox.DrainThread()
    thread.look()
    thread.look()
    assert caplog.text.count("rebuild_index") == 1
    assert outbox.pending_count() == 1


def test_the_drain_thread_merges_when_nothing_waits(index: Path) -> None:
    for number in range(14):
        make_article(headline=f"Ferry {number}")
        outbox.drain()
    assert len(last_segments(1)) == 14
    outbox.DrainThread().look()
    assert len(last_segments(1)) == 1
    assert not compare().wrong


def test_many_small_commits_stay_equal_to_the_database(index: Path) -> None:
    for number in range(30):
        make_article(headline=f"Ferry {number}")
        outbox.drain()
    Article.objects.filter(headline="Ferry 7").first().delete()  # type: ignore[union-attr]
    outbox.drain()
    assert not compare().wrong
    assert len(found("ferry", page_size=50)) == 29
