"""Anybody chooses hits and is handed those and no others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import StreamingHttpResponse
from django.test import Client

from archive.models import Article, CopyGroup
from search import outbox
from tests.factories import make_article
from tests.pages import text_of

TOLL = "/search/?q=toll&select=1&sort=oldest"


@pytest.fixture
def hits(index: Path) -> list[int]:
    """Five articles about a toll, the newest first, of which two are copies."""
    group = CopyGroup.objects.create()
    made = [
        make_article(
            headline=f"The toll, part {number}",
            published_on=f"2024-03-{20 - number}",
            copy_group=group if number < 2 else None,
        )
        for number in range(5)
    ]
    make_article(headline="A hidden toll", state="hidden")
    make_article(headline="Boats", body="None sails.")
    outbox.drain()
    return [article.pk for article in made]


def send(client: Client, address: str = TOLL, **sent: Any) -> Any:
    path = address.replace("/search/", "/search/selected/export/")
    return client.post(path, {"scope": "ticked", "format": "jsonl", **sent})


def exported(client: Client, address: str = TOLL, **sent: Any) -> list[dict[str, Any]]:
    """Return the lines of a file of what was chosen, its record first."""
    answer = send(client, address, **sent)
    assert isinstance(answer, StreamingHttpResponse)
    return [json.loads(line) for line in answer.getvalue().splitlines()]


def test_readers_are_handed_what_they_ticked_in_the_order_of_the_results(
    client: Client, hits: list[int]
) -> None:
    page = text_of(client, f"{TOLL}&copies=show")
    assert page.count('name="hit"') == 5
    assert 'formaction="/search/selected/export/?q=toll&amp;select=1' in page
    assert "Preview" not in page
    head, *lines = exported(client, hit=hits[1:3])
    assert [line["id"] for line in lines] == [hits[2], hits[1]]
    assert (head["record"]["articles"], head["record"]["chosen"]) == (5, 2)


def test_what_is_no_hit_is_not_handed_out(client: Client, hits: list[int]) -> None:
    others = Article.objects.exclude(pk__in=hits).values_list("pk", flat=True)
    _, *lines = exported(client, hit=[hits[0], *others, 10**12])
    assert [line["id"] for line in lines] == [hits[0]]


@pytest.mark.parametrize(("copies", "count"), [({"copies": "1"}, 2), ({}, 1)])
def test_a_folded_hit_brings_its_copies_as_the_tick_says(
    client: Client, hits: list[int], copies: dict[str, str], count: int
) -> None:
    shown = client.get(TOLL).context["page"].hits
    (leader,) = {hit.article.pk for hit in shown} & set(hits[:2])
    _, *lines = exported(client, TOLL, hit=leader, **copies)
    assert len(lines) == count


def test_nothing_ticked_is_said_beside_the_hits(
    admin_client: Client, hits: list[int]
) -> None:
    page = send(admin_client, section="Kept as typed").content.decode()
    assert "Tick an article first" in page
    assert "Kept as typed" in page
    assert "The toll, part" in page


def test_an_unknown_format_and_a_link_lead_back_to_the_results(
    client: Client, hits: list[int]
) -> None:
    assert send(client, hit=hits, format="exe")["Location"] == TOLL
    path = "/search/selected/export/?q=toll"
    assert client.get(path)["Location"] == "/search/?q=toll"


def test_staff_who_may_correct_nothing_select_for_export(
    client: Client, hits: list[int]
) -> None:
    client.force_login(User.objects.create_user("stan", is_staff=True))
    page = text_of(client, TOLL)
    assert ">Select<" in page
    assert 'id="selection"' in page
    assert "Preview" not in page
