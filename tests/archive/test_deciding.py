"""Editors say which articles of nearly the same words are copies."""

from pathlib import Path

import pytest
from django.test import Client

from archive import attention
from archive.importing.pipeline import import_articles
from archive.models import CopyGroup
from tests.archive.piles import STORY
from tests.factories import make_undecided, write_house
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("index")


def undecided_count() -> int:
    """Return how many groups need attention."""
    troubles = attention.gather().troubles
    return next(one.count for one in troubles if one.name == "undecided copies")


def test_copies_are_kept_and_their_histories_say_so(admin_client: Client) -> None:
    group, first, second = make_undecided()
    assert undecided_count() == 1
    page = text_of(admin_client, "/attention/copies/")
    assert "Toll rises" in page
    assert "Bridge toll up" in page
    admin_client.post("/attention/copies/", {"group": group.pk, "keep": ""})
    assert undecided_count() == 0
    assert list(group.articles.order_by("id")) == [first, second]
    for article in (first, second):
        assert article.changes.get().why == "kept as copies"


def test_articles_that_are_no_copies_are_parted_and_joined_again_by_undoing(
    admin_client: Client,
) -> None:
    group, *articles = make_undecided()
    address = "/attention/copies/"
    parted = admin_client.post(
        address, {"group": group.pk, "part": ""}, follow=True
    ).content.decode()
    assert "2 articles: said not to be copies" in parted
    assert not group.articles.exists()
    assert undecided_count() == 0
    correction = articles[0].changes.get().correction
    assert correction is not None
    admin_client.post(f"/admin/archive/correction/{correction.pk}/undo/")
    assert list(group.articles.order_by("id")) == articles
    assert undecided_count() == 1


def test_the_second_to_decide_on_copies_is_told(admin_client: Client) -> None:
    group, *_ = make_undecided()
    admin_client.post("/attention/copies/", {"group": group.pk, "part": ""})
    late = admin_client.post(
        "/attention/copies/", {"group": group.pk, "keep": ""}, follow=True
    )
    assert "decided on already" in late.content.decode()
    assert not group.articles.exists()


def test_equal_texts_are_copies_without_a_decision(tmp_path: Path) -> None:
    write_house(tmp_path / "pile/001.txt", STORY)
    write_house(tmp_path / "pile/002.txt", STORY, date="2024-03-06")
    import_articles([tmp_path / "pile"])
    assert CopyGroup.objects.count() == 1
    assert undecided_count() == 0


@pytest.mark.parametrize("group", ["", "x", "0", "9" * 30])
def test_no_group_is_no_page(admin_client: Client, group: str) -> None:
    answer = admin_client.post("/attention/copies/", {"group": group, "keep": ""})
    assert answer.status_code == 404
