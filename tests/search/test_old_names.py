"""What was asked for by a name that was renamed or merged is still found."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.correcting.applying import go_on, undo
from archive.correcting.merges import merge_into
from archive.correcting.merging import begin_merging
from archive.labelling.renaming import rename
from archive.models import Article, Correction
from search import outbox
from search.completion.offering import complete
from search.models import SavedSearch
from search.whoosh_engine import open_engine
from tests.factories import make_article, make_source, make_tag
from tests.search.saving import new_count


@pytest.fixture
def merged(index: Path) -> Correction:
    """Three articles whose tags and sources were merged, and a source renamed."""
    make_article(headline="Ferry strike", tags=["bees"], source="Rtrs", credits=["PTI"])
    make_article(headline="Bridge toll", tags=["bee", "bees"], credits=["Rtrs"])
    make_article(headline="Harbour fire", source="Reuters")
    for old, new in ((make_source("Rtrs"), make_source("Reuters")),
                     (make_tag("bees"), make_tag("bee"))):  # fmt: skip
        correction = begin_merging(merge_into(new, [old]), by=None)
        go_on(correction)
    rename(make_source("PTI"), "Press Trust")
    outbox.drain()
    return correction


def found(client: Client, address: str) -> tuple[int, list[str]]:
    """Return how many articles an address finds, and what it says of old names."""
    answer: Any = client.get(f"/search.json?{address}").json()
    notes = [note["message"] for note in answer["notes"]]
    return answer["total"], [note for note in notes if "its name today" in note]


@pytest.mark.parametrize(
    ("address", "count", "name"),
    [
        ("q=tag:bees", 2, "bee"),
        ("q=%23bees", 2, "bee"),
        ("q=-tag:Bees", 1, "bee"),
        ("q=source:rtrs", 3, "Reuters"),
        ("q=credit:Rtrs", 1, "Reuters"),
        ("q=credit:pti+ferry", 1, "Press Trust"),
        ("tag=bees", 2, "bee"),
        ("not_tag=bees", 1, "bee"),
        ("source=rtrs", 2, "Reuters"),
        ("credit=pti", 1, "Press Trust"),
    ],
)
def test_old_names_find_the_same_and_say_the_new(
    merged: Correction, client: Client, address: str, count: int, name: str
) -> None:
    total, [note] = found(client, address)
    assert total == count
    assert f"was read as “{name}”, which is its name today" in note


def test_nothing_is_said_of_names_of_today(merged: Correction, client: Client) -> None:
    assert found(client, "q=tag:Bee+source:reuters&tag=bee") == (2, [])


def test_after_undoing_each_name_finds_its_own(
    merged: Correction, client: Client
) -> None:
    undo(merged, by=None)
    outbox.drain()
    assert found(client, "q=tag:bees") == (2, [])
    assert found(client, "q=tag:bee") == (1, [])


def test_an_old_name_is_completed_to_the_new(merged: Correction) -> None:
    offered = complete("credit:pt", 9, open_engine())
    assert [(one.text, one.help) for one in offered] == [
        ('"Press Trust" ', "1 article")
    ]
    offered = complete("tag:be", 6, open_engine())
    assert [one.label for one in offered] == ["bee"]


def test_a_saved_search_goes_on_working(merged: Correction, client: Client) -> None:
    user = User.objects.create_user("ada")
    SavedSearch.objects.create(owner=user, name="Bees", parameters="q=tag:bees")
    client.force_login(user)
    assert new_count(client) == 2


def test_the_name_of_what_is_hidden_is_not_told(
    merged: Correction, client: Client
) -> None:
    for article in Article.objects.all():
        article.state = "hidden"
        article.save()
    outbox.drain()
    assert found(client, "q=tag:bees")[1] == []
