"""Editors choose hits, and correct those and no others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from django.test import Client

from archive.models import Article, CopyGroup, Correction
from search import outbox
from search.asking.forms import SearchForm
from search.whoosh_engine import open_engine
from tests.factories import make_article
from tests.pages import text_of

FOLDED = "/search/?q=toll&select=1"
TOLL = f"{FOLDED}&copies=show"
PREVIEW = re.compile(r"/admin/archive/correction/\d+/change/")


@pytest.fixture
def hits(index: Path) -> list[int]:
    """Thirty articles about a toll, of which three are copies; and one about boats."""
    group = CopyGroup.objects.create()
    for number in range(30):
        make_article(
            headline=f"The toll, part {number}",
            body=f"Filed {1 + number % 28}.10.25\n\nIt rises.",
            published_on=f"2024-03-{1 + number % 28:02}",
            copy_group=group if number < 3 else None,
        )
    make_article(headline="Boats", body="None sails.")
    make_article(headline="A hidden toll", state="hidden")
    outbox.drain()
    toll = Article.objects.live().filter(headline__startswith="The toll")
    return list(toll.order_by("pk").values_list("pk", flat=True))


def send(client: Client, address: str, **sent: Any) -> str:
    """Send the form around the hits of a page of results; return where it leads."""
    path = address.replace("/search/", "/search/selected/")
    response = client.post(path, {"scope": "ticked", **sent})
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def chosen() -> list[int]:
    """Return the articles of the last correction."""
    return sorted(pk for pk, _ in Correction.objects.latest("id").articles)


def test_ticked_hits_are_corrected_and_undone_from_the_results(
    admin_client: Client, hits: list[int]
) -> None:
    preview = send(admin_client, TOLL, hit=hits[4:6], kind="tags", add="ferries")
    assert PREVIEW.match(preview)
    assert "2 articles will be changed" in text_of(admin_client, preview)
    assert not Article.objects.exclude(tags=None).exists()
    correction = Correction.objects.get()
    address = f"/admin/archive/correction/{correction.pk}"
    done = admin_client.post(f"{address}/apply/", {"next": TOLL})
    assert done["Location"] == TOLL
    page = text_of(admin_client, TOLL)
    assert "2 articles: tagged “ferries”." in page
    assert f'action="{address}/undo/"' in page
    tagged = Article.objects.filter(tags__name="ferries").order_by("pk")
    assert list(tagged.values_list("pk", flat=True)) == hits[4:6]
    admin_client.post(f"{address}/undo/", {"next": TOLL})
    assert "undone: tagged" in text_of(admin_client, TOLL)
    assert not Article.objects.exclude(tags=None).exists()


def test_all_that_were_found_are_corrected_whatever_is_ticked(
    admin_client: Client, hits: list[int]
) -> None:
    send(admin_client, TOLL, scope="all", hit=hits[:1], kind="section", section="News")
    assert chosen() == hits


def test_a_page_is_corrected_by_what_it_showed(
    admin_client: Client, hits: list[int]
) -> None:
    page = text_of(admin_client, f"{TOLL}&page=2")
    shown = re.findall(r'name="shown" value="([0-9 ]*)"', page)
    assert f"this page, {len(shown[0].split())}" in page
    sent = {"scope": "page", "shown": shown, "kind": "section", "section": "News"}
    send(admin_client, f"{TOLL}&page=2", **sent)
    assert chosen() == sorted(map(int, shown[0].split()))
    assert len(chosen()) == 10


@pytest.mark.parametrize(("copies", "count"), [({"copies": "1"}, 30), ({}, 28)])
def test_folded_copies_are_corrected_as_the_tick_says(
    admin_client: Client, hits: list[int], copies: dict[str, str], count: int
) -> None:
    page = text_of(admin_client, FOLDED)
    assert "all 28 found" in page
    assert "with their 2 copies" in page
    asked = {"kind": "section", "section": "News", **copies}
    send(admin_client, FOLDED, scope="all", **asked)
    assert len(chosen()) == count
    found = open_engine().ids(SearchForm(QueryDict("q=toll")).to_request())
    (leader,) = set(found) & set(hits[:3])
    send(admin_client, FOLDED, hit=[leader, hits[5]], **asked)
    assert len(chosen()) == (4 if copies else 2)


def test_what_is_no_hit_is_not_corrected(admin_client: Client, hits: list[int]) -> None:
    hidden = Article.objects.get(state="hidden").pk
    boats = Article.objects.get(headline="Boats").pk
    ticked = [hits[0], hidden, boats, 10**12]
    send(admin_client, TOLL, hit=ticked, kind="section", section="News")
    assert chosen() == hits[:1]


def test_ticks_of_many_pages_come_in_one_field(
    admin_client: Client, hits: list[int]
) -> None:
    elsewhere = " ".join(map(str, [*hits, *range(10_000, 12_000)]))
    sent = {"hit": hits[:2], "elsewhere": elsewhere}
    send(admin_client, TOLL, kind="section", section="News", **sent)
    assert chosen() == hits


def test_ticks_that_are_no_hits_any_more_are_told(
    admin_client: Client, hits: list[int]
) -> None:
    preview = send(
        admin_client, TOLL, hit=[*hits[:2], 10**9], kind="section", section="News"
    )
    page = text_of(admin_client, preview)
    assert "2 articles will be changed" in page
    assert "Left alone: 1 ticked article that this search no longer finds." in page


@pytest.mark.parametrize(
    ("sent", "complaint"),
    [
        ({"kind": "tags", "add": "new"}, "Tick an article first"),
        ({"scope": "all"}, "Say what to do with them"),
        ({"scope": "all", "add": "a", "section": "b"}, "Say what to do with them"),
        ({"scope": "all", "kind": "tags"}, "Name a tag to add or to take away."),
        ({"scope": "all", "kind": "language", "language": "?"}, "Write a code such"),
        ({"scope": "all", "kind": "state"}, "This field is required."),
        ({"scope": "all", "kind": "state", "state": "restore"}, "Select a valid"),
    ],
)
def test_what_is_missing_is_said_beside_the_hits_and_nothing_is_lost(
    admin_client: Client, hits: list[int], sent: dict[str, str], complaint: str
) -> None:
    typed = {"section": "Kept as typed", **sent} if sent.get("kind") else sent
    path = TOLL.replace("/search/", "/search/selected/")
    page = admin_client.post(path, {"elsewhere": "", **typed}).content.decode()
    assert complaint in page
    assert "The toll, part" in page
    assert 'href="?q=toll&amp;select=1&amp;copies=show&amp;page=2"' in page
    assert not sent.get("kind") or "Kept as typed" in page
    assert not Correction.objects.exists()


def test_what_was_ticked_stays_ticked_when_something_is_missing(
    admin_client: Client, hits: list[int]
) -> None:
    path = TOLL.replace("/search/", "/search/selected/")
    shown = re.findall(r'name="hit" value="(\d+)"', text_of(admin_client, TOLL))
    sent = {"hit": shown[3:6], "kind": "tags"}
    page = admin_client.post(path, sent).content.decode()
    ticked = re.findall(r'name="hit" value="(\d+)"[^>]*checked', page)
    assert ticked == shown[3:6]


def test_enter_in_a_field_asks_for_what_was_filled_in(
    admin_client: Client, hits: list[int]
) -> None:
    send(admin_client, TOLL, scope="all", kind="", add="ferries", section="")
    assert Correction.objects.get().what == "tagged “ferries”"


def test_lines_with_a_date_are_suggested_where_no_pattern_was_written(
    admin_client: Client, hits: list[int]
) -> None:
    path = TOLL.replace("/search/", "/search/selected/")
    sent = {"scope": "all", "kind": "date-from-text", "patterns": ""}
    page = " ".join(admin_client.post(path, sent).content.decode().split())
    assert "Filed DAY.MONTH.YEAR</textarea>" in page.replace("&quot;", '"')
    assert "30 like <q>Filed" in page
    send(admin_client, TOLL, **sent | {"patterns": "Filed DAY.MONTH.YEAR"})
    assert chosen() == hits


def test_selecting_is_a_state_of_the_address(
    admin_client: Client, hits: list[int]
) -> None:
    page = text_of(admin_client, "/search/?q=toll&copies=show&page=2")
    assert 'name="hit"' not in page
    assert 'href="/search/?q=toll&amp;copies=show&amp;select=1&amp;page=2"' in page
    selecting = text_of(admin_client, f"{TOLL}&page=2")
    assert selecting.count('name="hit"') == 10
    assert 'href="/search/?q=toll&amp;copies=show&amp;page=2"' in selecting
    newest = "/search/?q=toll&amp;copies=show&amp;select=1&amp;sort=newest"
    assert f'href="{newest}"' in selecting
    assert 'name="hit"' in text_of(admin_client, f"{TOLL}&view=list")
    assert 'id="selection"' not in text_of(admin_client, f"{TOLL}&view=lines")
    assert 'id="selection"' not in text_of(
        admin_client, "/search/?q=zephyrine&select=1"
    )


def test_readers_correct_nothing(client: Client, hits: list[int]) -> None:
    for user in (None, User.objects.create_user("rea")):
        if user:
            client.force_login(user)
        page = text_of(client, TOLL)
        assert ">Preview<" not in page
        sent = {"scope": "all", "kind": "tags", "add": "x"}
        response = client.post("/search/selected/?q=toll", sent)
        assert response["Location"].startswith("/sign-in/")
    assert not Correction.objects.exists()


def test_the_form_s_address_leads_back_to_the_results(admin_client: Client) -> None:
    response = admin_client.get("/search/selected/?q=toll&page=2")
    assert response["Location"] == "/search/?q=toll&page=2"


def test_a_form_without_its_token_is_refused(admin_user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    assert client.post("/search/selected/?q=toll", {"scope": "all"}).status_code == 403
