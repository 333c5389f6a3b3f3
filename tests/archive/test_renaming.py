"""Renaming tags and sources: old names go on leading to what they named."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.correcting.applying import undo
from archive.labelling.likeness import find_alike
from archive.labelling.renaming import NameTaken, rename
from archive.models import Correction, SourceAlias, Tag
from tests.factories import make_article, make_source, make_tag
from tests.pages import text_of

pytestmark = pytest.mark.django_db


def names_of(label: Any) -> list[str]:
    """Return the other names of a label."""
    return [alias.name for alias in label.aliases.all()]


def test_the_old_name_goes_on_leading_to_it() -> None:
    tag = make_tag("bees")
    rename(tag, "bee")
    assert (tag.name, names_of(tag)) == ("bee", ["bees"])
    assert Tag.by_keys(["bees"]) == {"bees": tag}


def test_another_spelling_is_no_other_name() -> None:
    tag = make_tag("el salvador")
    rename(tag, "El Salvador")
    assert (tag.name, names_of(tag)) == ("El Salvador", [])


def test_the_way_back_is_free() -> None:
    tag = make_tag("bees")
    rename(tag, "bee")
    rename(tag, "bees")
    assert (tag.name, names_of(tag)) == ("bees", ["bee"])


@pytest.mark.parametrize("taken", ["wasp", "Wasps"])
def test_the_name_of_another_is_not_taken_away_from_it(taken: str) -> None:
    wasp = make_tag("wasp")
    wasp.aliases.create(name="wasps")
    with pytest.raises(NameTaken) as refusal:
        rename(make_tag("bees"), taken)
    assert refusal.value.other == wasp


@pytest.mark.parametrize("page", ["tags", "sources"])
def test_old_addresses_lead_on_and_are_asked_again(client: Client, page: str) -> None:
    make_article(tags=["bees"], source="bees")
    label: Any = make_tag("bees") if page == "tags" else make_source("bees")
    rename(label, "bee")
    response = client.get(f"/{page}/bees/?page=2")
    assert (response.status_code, response["Location"]) == (301, f"/{page}/bee/?page=2")
    assert response["Cache-Control"] == "no-cache"


def form_of(aliases: Any = (), **values: Any) -> dict[str, Any]:
    """Return what the admin's form sends."""
    counts = {"TOTAL_FORMS": len(aliases), "INITIAL_FORMS": 0}
    rows = {f"aliases-{n}-name": name for n, name in enumerate(aliases)}
    return values | rows | {f"aliases-{key}": n for key, n in counts.items()}


def test_the_admin_keeps_the_old_name_too(admin_client: Client) -> None:
    tag = make_tag("bees")
    address = f"/admin/archive/tag/{tag.pk}/change/"
    admin_client.post(address, form_of(name="bee"))
    assert names_of(tag) == ["bees"]
    admin_client.post(address, form_of(name="bees"))
    assert names_of(tag) == ["bee"]


def test_the_admin_offers_to_merge_with_who_has_the_name(admin_client: Client) -> None:
    make_article(tags=["bee", "bees"])
    bee, bees = make_tag("bee"), make_tag("bees")
    address = f"/admin/archive/tag/{bees.pk}/change/"
    page = admin_client.post(address, form_of(name="Bee")).content.decode()
    assert "1 article carries both" in page
    assert f"/merge/tags/?id={bees.pk}&amp;id={bee.pk}&amp;into={bee.pk}" in page


def test_a_name_is_no_alias_of_its_own(admin_client: Client) -> None:
    tag = make_tag("bees")
    form = form_of(["Bee"], name="bee")
    page = admin_client.post(f"/admin/archive/tag/{tag.pk}/change/", form)
    assert "another name than the name itself" in page.content.decode()


def test_many_are_merged_from_the_list_in_the_admin(admin_client: Client) -> None:
    tags = [make_tag(name) for name in ("bee", "bees")]
    chosen = {"action": "merge_these", "_selected_action": [tag.pk for tag in tags]}
    response = admin_client.post("/admin/archive/tag/", chosen)
    assert response["Location"].startswith("/merge/tags/?id=")


def test_an_editor_renames_on_the_page(admin_client: Client) -> None:
    make_article(tags=["bees"])
    assert "Rename or merge" in text_of(admin_client, "/tags/bees/")
    page = admin_client.post("/tags/bees/rename/", {"name": "bee"}, follow=True)
    assert page.redirect_chain == [("/tags/bee/", 302)]
    assert "“bees” is called “bee” now." in page.content.decode()


def test_a_name_that_is_taken_leads_to_merging(admin_client: Client) -> None:
    make_article(tags=["bees"])
    make_article(tags=["bee", "bees"])
    bee = make_tag("bee")
    page = admin_client.post("/tags/bees/rename/", {"name": "Bee"}, follow=True)
    text = page.content.decode()
    assert "1 article among them carries more than one of these names" in text
    assert f'value="{bee.pk}" required checked' in text
    answer = admin_client.post(page.redirect_chain[0][0], {"into": bee.pk}, follow=True)
    assert answer.redirect_chain == [("/tags/bee/", 302)]
    assert "2 articles: “bees” merged into “bee”" in answer.content.decode()
    undo(Correction.objects.get(), by=None)
    assert Tag.objects.filter(name="bees").exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_what_is_no_name_is_said_kindly(admin_client: Client, name: str) -> None:
    make_tag("bees")
    page = admin_client.post("/tags/bees/rename/", {"name": name})
    assert page.status_code == 200
    assert 'class="errorlist"' in page.content.decode()
    assert make_tag("bees").name == "bees"


def test_readers_neither_rename_nor_merge(client: Client) -> None:
    make_article(tags=["bees"])
    assert "Rename" not in text_of(client, "/tags/bees/")
    client.force_login(User.objects.create_user("reader"))
    for address in ("/tags/bees/rename/", "/merge/tags/?id=1&id=2", "/alike/tags/"):
        assert client.post(address, {"name": "bee"}).status_code in {302, 403}
    assert Tag.objects.get().name == "bees"


@pytest.mark.parametrize("ids", ["", "id=1", "id=x&id=99999999999999999999&id=²"])
def test_without_two_names_there_is_nothing_to_merge(
    admin_client: Client, ids: str
) -> None:
    make_tag("bees")
    response = admin_client.get(f"/merge/tags/?{ids}")
    assert (response.status_code, response["Location"]) == (302, "/alike/tags/")


def test_who_merges_twice_is_told_and_led_to_what_stays(admin_client: Client) -> None:
    bee, bees = make_tag("bee"), make_tag("bees")
    address = f"/merge/tags/?id={bee.pk}&id={bees.pk}"
    admin_client.post(address, {"into": bee.pk})
    again = admin_client.post(address, {"into": bee.pk}, follow=True)
    assert again.redirect_chain == [("/tags/bee/", 302)]
    assert "it was done already" in again.content.decode()


def test_a_merge_into_what_is_not_among_them_is_none(admin_client: Client) -> None:
    tags = [make_tag(name) for name in ("bee", "bees", "wasp")]
    address = f"/merge/tags/?id={tags[0].pk}&id={tags[1].pk}"
    for into in ("", "x", str(tags[2].pk)):
        assert admin_client.post(address, {"into": into}).status_code == 200
    assert Tag.objects.count() == 3


def alike(*names: str) -> list[set[str]]:
    """Return the pairs that are suggested of some sources."""
    for name in names:
        make_source(name)
    model = type(make_source(names[0]))
    return [{pair.first.name, pair.second.name} for pair in find_alike(model)]


@pytest.mark.parametrize(
    "names",
    [
        ("bee", "bees"),
        ("U.S.", "US"),
        ("Reuters", "Reuters News"),
        ("The Brovik Courier", "Brovik Courier"),
        ("e-mail", "email"),
        ("Société", "Societe"),
        ("Brovik Courier", "Brovik Couriers"),
        ("Skerrow Gazette", "Skerow Gazette"),
    ],
)
def test_names_that_look_alike_are_suggested(names: tuple[str, str]) -> None:
    assert alike(*names) == [set(names)]


@pytest.mark.parametrize(
    "names", [("bee", "beer"), ("G7", "G20"), ("Covid-18", "Covid-19"), ("AP", "AFP")]
)
def test_names_that_only_resemble_each_other_are_not(names: tuple[str, str]) -> None:
    assert alike(*names) == []


def test_what_was_kept_apart_is_never_suggested_again(admin_client: Client) -> None:
    make_article(tags=["bee", "bees"])
    assert "Merge…" in text_of(admin_client, "/alike/tags/")
    pair = {"first": make_tag("bees").pk, "second": make_tag("bee").pk}
    admin_client.post("/alike/tags/apart/", pair)
    admin_client.post("/alike/tags/apart/", pair)
    assert "No two tags look alike" in text_of(admin_client, "/alike/tags/")


def test_aliases_that_were_there_are_completed_by_the_admin(
    admin_client: Client,
) -> None:
    make_tag("bee").aliases.create(name="apis")
    SourceAlias.objects.create(source=make_source("Reuters"), name="Rtrs")
    address = "/admin/autocomplete/?app_label=archive&model_name=article"
    found = admin_client.get(f"{address}&field_name=tags&term=apis").json()
    assert [row["text"] for row in found["results"]] == ["bee"]
