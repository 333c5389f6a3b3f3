"""Feeds that editors add are read again and again, and give each article once."""

from __future__ import annotations

import datetime
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from pytest_django import Settings

from archive.editing.saving import save_edit
from archive.importing.undo import undo_import
from archive.models import Article, Import, ImportedFile, WatchedFeed
from archive.watched_feeds.schedule import FeedsThread
from tests.archive.feed_server import FeedServer, near, rss, watch

FIRST, SECOND = "The toll rises in May.", "Ferry crews voted to go on."
server = pytest.fixture(near)


def read(*, succeeds: bool = True) -> str:
    """Read all feeds by the command; return what it says."""
    said = StringIO()
    try:
        call_command("read_feeds", "--all", stdout=said, stderr=said)
    except CommandError as error:
        assert not succeeds
        return f"{said.getvalue()}{error}"
    assert succeeds
    return said.getvalue()


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.django_db(transaction=True)
def test_only_what_is_new_is_imported(server: FeedServer, named: bool) -> None:
    watch(server, tags=["tolls"], source="The Courier")
    server.give("/feed", rss(FIRST, named=named))
    assert "1 new or changed article." in read()
    server.give("/feed", rss(FIRST, SECOND, named=named))
    read()
    assert "Nothing new." in read()
    assert [article.body for article in Article.objects.order_by("id")] == [
        FIRST,
        SECOND,
    ]
    article = Article.objects.earliest("id")
    assert article.published_on == datetime.date(2024, 3, 1)
    assert str(article.source) == "The Courier"
    assert [tag.name for tag in article.tags.all()] == ["tolls"]
    assert [run.files.count() for run in Import.objects.order_by("id")] == [1, 1]


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.django_db(transaction=True)
def test_what_changed_updates_its_article(server: FeedServer, named: bool) -> None:
    watch(server)
    server.give("/feed", rss(FIRST, named=named))
    read()
    server.give("/feed", rss("The toll rises in May. It was put off.", named=named))
    read()
    assert Article.objects.get().body == "The toll rises in May. It was put off."


@pytest.mark.django_db(transaction=True)
def test_what_a_person_edited_is_kept(server: FeedServer) -> None:
    watch(server)
    server.give("/feed", rss(FIRST))
    read()
    article = Article.objects.get()
    article.body = "The toll rises in June."
    save_edit(article, by=User.objects.create_user("ada"), changed=["body"], why="")
    server.give("/feed", rss("The toll rises in May. It was put off."))
    read()
    assert Article.objects.get().body == "The toll rises in June."
    assert ImportedFile.objects.latest("id").outcome == "kept both"


@pytest.mark.django_db(transaction=True)
def test_what_was_undone_does_not_come_back(server: FeedServer) -> None:
    watch(server)
    server.give("/feed", rss(FIRST))
    read()
    undo_import(Import.objects.get())
    assert "Nothing new." in read()
    assert not Article.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_articles_of_one_id_are_two(server: FeedServer) -> None:
    watch(server)
    twice = rss(FIRST, SECOND).replace(b"<guid>2</guid>", b"<guid>1</guid>")
    server.give("/feed", twice)
    read()
    assert "Nothing new." in read()
    server.give("/feed", twice.replace(b"Ferry crews voted", b"Ferry captains voted"))
    read()
    assert FIRST in Article.objects.values_list("body", flat=True)
    assert Article.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_read_is_told_once(server: FeedServer) -> None:
    watch(server)
    empty = b"<item><guid>9</guid></item></channel>"
    server.give("/feed", rss(FIRST).replace(b"</channel>", empty))
    assert "1 failed" in read()
    assert "Nothing new." in read()


@pytest.mark.django_db(transaction=True)
def test_a_feed_that_has_not_changed_is_not_sent_again(server: FeedServer) -> None:
    watch(server)
    server.give("/feed", rss(FIRST), ETag='"7"')
    read()
    read()
    assert [asked.get("If-None-Match") for asked in server.asked] == [None, '"7"']


@pytest.mark.django_db(transaction=True)
def test_a_feed_that_fails_says_why_and_the_others_are_read(server: FeedServer) -> None:
    watch(server)
    server.give("/feed", rss(FIRST))
    server.give("/page", b"<!doctype html><html><p>No feed.</html>")
    page = WatchedFeed.objects.create(address=server.address("/page"), name="A page")
    assert read(succeeds=False).endswith("1 of 2 feeds not read")
    page.refresh_from_db()
    assert page.outcome.startswith("It could not be read: there is no feed")
    assert Article.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_feed_that_is_gone_is_paused(server: FeedServer) -> None:
    feed = watch(server)
    server.give("/feed", b"", status=410)
    read(succeeds=False)
    feed.refresh_from_db()
    assert not feed.is_active
    assert feed.outcome == "Paused: its server says that it is gone for good."


@pytest.mark.django_db(transaction=True)
def test_the_server_reads_what_is_due_and_imports_it(
    server: FeedServer, settings: Settings
) -> None:
    settings.FEED_MINUTES = 60
    feed = watch(server)
    server.give("/feed", rss(FIRST))
    FeedsThread().look()
    FeedsThread().look()
    feed.refresh_from_db()
    assert len(server.asked) == 1
    assert feed.last_import == Import.objects.queued().get()


@pytest.mark.django_db(transaction=True)
def test_a_rehearsal_asks_nobody(server: FeedServer) -> None:
    watch(server)
    said = StringIO()
    call_command("read_feeds", "--dry-run", stdout=said)
    assert said.getvalue() == f"{server.address()}: due\n"
    assert not server.asked
