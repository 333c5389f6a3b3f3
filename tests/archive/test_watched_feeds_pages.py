"""Editors look what is in a feed, add it, pause it and remove it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.models import Import, WatchedFeed
from archive.people.roles import Role, give_role
from tests.archive.feed_server import FeedServer, near, rss, watch

FIRST = "The toll rises in May."
server = pytest.fixture(near)


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    person = User.objects.create_user("ada")
    give_role(person, Role.EDITOR)
    client.force_login(person)
    return client


def test_an_editor_sees_what_is_in_a_feed_before_it_is_added(
    server: FeedServer, editor: Client
) -> None:
    server.give("/feed", rss(FIRST, "<![CDATA[<script>alert(1)</script>Hm.]]>"))
    page = editor.post("/import/feeds/", {"address": server.address(), "tags": "tolls"})
    shown = page.content.decode()
    assert "2 articles in it now" in shown
    assert "The toll rises in May" in shown
    assert "alert(1)" not in shown
    assert not WatchedFeed.objects.exists()
    assert not Import.objects.exists()


def test_a_feed_is_added_and_read_at_once(server: FeedServer, editor: Client) -> None:
    server.give("/feed", rss(FIRST))
    sent = {"address": server.address(), "tags": "tolls", "name": "Brovik Courier"}
    page = editor.post("/import/feeds/add/", sent, follow=True)
    assert "Brovik Courier: 1 new or changed article." in page.content.decode()
    feed = WatchedFeed.objects.get()
    assert feed.tags == ["tolls"]
    assert feed.last_import == Import.objects.queued().get()


@pytest.mark.parametrize(
    ("address", "said"),
    [("file:///etc/passwd", "An address begins with http:// or https://"),
     ("http://169.254.169.254/", "private network"),
     ("http://ada:secret@brovik.example/", "a name or a password")],
)  # fmt: skip
def test_an_address_that_must_not_be_read_is_said_kindly(
    editor: Client, address: str, said: str
) -> None:
    page = editor.post("/import/feeds/", {"address": address})
    assert page.status_code == 200
    assert said in page.content.decode()


def test_a_feed_is_paused_gone_on_with_and_removed(
    server: FeedServer, editor: Client
) -> None:
    feed = watch(server)
    act = f"/import/feeds/{feed.pk}/act/"
    editor.post(act, {"do": "pause"})
    assert not WatchedFeed.objects.watched().exists()
    editor.post(act, {"do": "go on"})
    assert WatchedFeed.objects.due().exists()
    editor.post(act, {"do": "remove"})
    assert not WatchedFeed.objects.exists()


def test_the_list_asks_the_same_of_one_feed_and_of_many(
    server: FeedServer, editor: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        run = Import.objects.create()
        WatchedFeed.objects.create(
            address=f"http://brovik.example/{number}", name="A", last_import=run
        )
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        assert editor.get("/import/feeds/").status_code == 200
