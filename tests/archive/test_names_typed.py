"""Editors type names; they mean those that there are, in any spelling."""

import pytest
from django.test import Client

from archive.forms import join_names, split_names
from archive.models import Source, Tag
from tests.archive.editing import names, save
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_names_are_found_in_any_spelling_and_made_where_there_are_none(
    admin_client: Client,
) -> None:
    article = make_article(tags=("ports", "strike"))
    make_article(source="Brovik Courier", credits=("Reuters",))
    typed = {
        "source": "brovik  courier",
        "credits": "REUTERS, Harbour Wire",
        "tags": 'strike, "ferries, old"',
    }
    saved = save(admin_client, article, **typed)
    assert str(saved.source) == "Brovik Courier"
    assert names(saved.credits) == ["Harbour Wire", "Reuters"]
    assert names(saved.tags) == ["ferries, old", "strike"]
    assert Source.objects.count() == 3
    assert Tag.objects.count() == 3


def test_names_are_cleared(admin_client: Client) -> None:
    article = make_article(source="Brovik Courier", credits=("PTI",), tags=("ports",))
    saved = save(admin_client, article, source="", credits="", tags=" , ")
    assert saved.source is None
    assert (names(saved.credits), names(saved.tags)) == ([], [])


@pytest.mark.parametrize(
    "given", [["a"], ["a, b", "c"], ['"', "x"], ['He said "no", twice'], []]
)
def test_names_that_were_joined_are_split_again(given: list[str]) -> None:
    assert split_names(join_names(given)) == given


def test_names_that_begin_as_typed_are_offered(admin_client: Client) -> None:
    make_article(tags=("ferries", "Ferry ports", "toll"), credits=("Ferry Wire",))
    for asked, expected in (
        ("of=tag&begin=FERR", ["ferries", "Ferry ports"]),
        ("of=source&begin=ferry", ["Ferry Wire"]),
        ("of=tag&begin=", []),
        ("of=tag&begin=%25", []),
    ):
        names = admin_client.get(f"/names.json?{asked}").json()["names"]
        assert [one["name"] for one in names] == expected, asked


def test_an_old_name_offers_the_new_one(admin_client: Client) -> None:
    make_article(source="Brovik Courier")
    courier = Source.objects.get()
    courier.aliases.create(name="Evening Courier")
    courier.aliases.create(name="Brovik Evening Courier")
    for begun, called in (("eve", "Evening Courier"), ("bro", "Brovik Courier")):
        answer = admin_client.get(f"/names.json?of=source&begin={begun}").json()
        assert answer == {"names": [{"name": "Brovik Courier", "called": called}]}


def test_another_spelling_is_no_edit(admin_client: Client) -> None:
    article = make_article(source="Brovik Courier", tags=("ports", "strike"))
    typed = {"source": "brovik  courier", "tags": "Strike, PORTS"}
    assert save(admin_client, article, **typed).edited_at is None
